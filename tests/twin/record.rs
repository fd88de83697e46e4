//! What is recorded of a run against a count of the same run's log.

use crate::desk::{DeskPlan, desks};
use crate::log::{Fact, Line, Log};
use crate::{config, engine};
use desksim::engine::{Eligibility, Mark, State, simulate};
use desksim::metric::{Cell, Incidents, Outcome, Record, Turns};
use desksim::model::Model;
use desksim::policy;
use desksim::workload::{Arrivals, Draws, Key};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;

fn record(model: &Model, seed: u64) -> Outcome {
    let (eligibility, draws) = (Eligibility::new(model), Draws::new(model));
    let mut policy = policy::make(&model.policy, model, Key::root(seed, 0)).expect("a policy of the plan");
    let mut record = Record::new(model);
    let arrivals = Arrivals::new(model, &draws, seed, 0);
    let ledger = simulate(model, &eligibility, &draws, Key::root(seed, 0), arrivals, &mut policy, &mut record)
        .expect("balanced books");
    record.finish(ledger).expect("a balanced record")
}

/// What the record should hold of a desk's measured tickets, and of that only what is compared.
#[derive(Debug, Default, PartialEq)]
struct Counted {
    arrived: u64,
    resolved: u64,
    abandoned: u64,
    open: u64,
    spent: [i128; State::COUNT],
    first_resolution: i128,
    found_out: u64,
    closed_with_parent: u64,
    incidents: Incidents,
    pulled: i64,
    turns: Turns,
}

fn of_record(outcome: &Outcome) -> Counted {
    let Cell { closed_with_parent, .. } = outcome.sum(|_, _, _| true);
    let Cell { arrived, resolution, abandoned, open_age, spent, turns, .. } = outcome.sum(|_, _, _| true);
    Counted {
        arrived,
        resolved: resolution[0].n,
        abandoned,
        open: open_age[0].count(),
        spent: std::array::from_fn(|state| spent.of(state)),
        first_resolution: resolution[0].sum - turns.reopened_time[0] + turns.first_in_error_time[0],
        found_out: turns.misrouted + turns.afar_in_vain,
        closed_with_parent,
        incidents: Incidents { begun: 0, ..outcome.incidents },
        pulled: outcome.agents.iter().map(|times| times.pulled).sum(),
        turns: comparable(turns),
    }
}

/// Without what the log does not tell.
fn comparable(turns: Turns) -> Turns {
    let Turns { blocked, reassigned, hand_overs, ping_pong, reopened, first_in_error, visits, .. } = turns;
    let Turns { interruptions, raised, .. } = turns;
    let some = Turns { blocked, reassigned, hand_overs, ping_pong, reopened, first_in_error, ..Turns::default() };
    Turns { visits, interruptions, raised, ..some }
}

fn of_log(log: &Log) -> Counted {
    let mut tickets: BTreeMap<u64, Vec<Line>> = BTreeMap::new();
    for line in log.lines.iter().chain(&log.left) {
        tickets.entry(line.ticket).or_default().push(*line);
    }
    let mut counted = Counted::default();
    let mark = |which: Mark| {
        let is = |l: &&Line| matches!(l.fact, Fact::Marked { mark, .. } if mark == which);
        log.lines.iter().find(is).expect("a window").at
    };
    let (from, to) = (mark(Mark::WindowStart), mark(Mark::WindowEnd));
    for stretch in log.pulled.iter().flatten() {
        counted.pulled += (stretch.to.min(to).max(from) - stretch.from.max(from).min(to)).0;
    }
    for line in &log.lines {
        let incidents = &mut counted.incidents;
        match line.fact {
            Fact::IncidentOver { since, measured: true } => {
                incidents.over += 1;
                incidents.time += i128::from((line.at - since).0);
            }
            Fact::Settled { since, measured: true } => {
                incidents.settled += 1;
                incidents.settled_time += i128::from((line.at - since).0);
            }
            _ => {}
        }
    }
    for lines in tickets.values() {
        if matches!(lines[0].fact, Fact::Arrived { measured: true, .. }) {
            count(lines, &mut counted);
        }
    }
    counted
}

/// Adds a ticket, told from its arrival on.
fn count(lines: &[Line], counted: &mut Counted) {
    let times = |is: fn(&Fact) -> bool| lines.iter().filter(|l| is(&l.fact)).count() as u64;
    let agents = lines.iter().filter_map(|l| match l.fact {
        Fact::Started { agent, .. } => Some(agent),
        _ => None,
    });
    let agents: Vec<usize> = agents.collect();
    let hand_overs = agents.windows(2).filter(|pair| pair[0] != pair[1]).count() as u64;
    let in_error = times(|f| matches!(f, Fact::ResolvedInError { .. }));
    let first = lines.iter().find(|l| {
        matches!(l.fact, Fact::ResolvedInError { .. } | Fact::Resolved { .. } | Fact::ClosedWithParent { .. })
    });
    let turns = &mut counted.turns;
    counted.arrived += 1;
    counted.abandoned += times(|f| matches!(f, Fact::Abandoned));
    counted.open += times(|f| matches!(f, Fact::LeftOpen { .. }));
    counted.found_out += times(|f| matches!(f, Fact::FoundOut { .. }));
    counted.first_resolution += first.map_or(0, |l| i128::from((l.at - lines[0].at).0));
    turns.blocked += times(|f| matches!(f, Fact::Blocked));
    turns.visits += times(|f| matches!(f, Fact::ToBeVisited { .. }));
    turns.interruptions += times(|f| matches!(f, Fact::Interrupted { .. }));
    turns.raised += u64::from(times(|f| matches!(f, Fact::Raised)) > 0);
    turns.first_in_error += u64::from(in_error > 0);
    for line in lines {
        counted.closed_with_parent += u64::from(matches!(line.fact, Fact::ClosedWithParent { .. }));
        if let Fact::Resolved { spent, .. } | Fact::ClosedWithParent { spent, .. } = line.fact {
            counted.resolved += 1;
            counted.spent.iter_mut().zip(spent).for_each(|(sum, spent)| *sum += i128::from(spent));
            turns.hand_overs += hand_overs;
            turns.reassigned += u64::from(hand_overs > 0);
            turns.ping_pong += u64::from(hand_overs >= 3);
            turns.reopened += u64::from(in_error > 0);
        }
    }
}

fn agrees(plan: &DeskPlan) -> Counted {
    let model = plan.model();
    let log = engine(&model, &Draws::new(&model), plan.seed, 0).expect("a run");
    let (recorded, told) = (of_record(&record(&model, plan.seed)), of_log(&log));
    assert_eq!(recorded, told, "{plan:?}");
    let gone = recorded.resolved + recorded.abandoned + recorded.turns.blocked + recorded.open;
    assert_eq!(recorded.arrived, gone, "nothing is lost: {plan:?}");
    recorded
}

#[test]
fn the_record_of_a_run_is_what_its_log_tells() {
    let mut runner = TestRunner::new(config(400));
    let mut all = Vec::new();
    for _ in 0..400 {
        all.push(agrees(&desks().new_tree(&mut runner).expect("a desk").current()));
    }
    // Verifies the verifier: all of it happened, more than now and then.
    let total = |of: fn(&Counted) -> u64| all.iter().map(of).sum::<u64>();
    let turns: [fn(&Counted) -> u64; 14] = [
        |c| c.turns.blocked,
        |c| c.turns.reassigned,
        |c| c.turns.hand_overs,
        |c| c.turns.ping_pong,
        |c| c.turns.reopened,
        |c| c.turns.first_in_error,
        |c| c.turns.visits,
        |c| c.turns.interruptions,
        |c| c.turns.raised,
        |c| c.found_out,
        |c| c.closed_with_parent,
        |c| c.incidents.over,
        |c| c.incidents.settled,
        |c| (c.pulled > 0).into(),
    ];
    let happened = turns.map(total);
    assert!(happened.iter().all(|times| *times >= 30), "{happened:?}");
    for state in 0..State::COUNT {
        let desks = all.iter().filter(|c| c.spent[state] > 0).count();
        assert!(desks >= 10, "{:?} on {desks} desks", State::ALL[state].0);
    }
}
