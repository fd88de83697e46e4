//! What the metrics count, against a count of every minute of every ticket.

use crate::facts::{Away, End, Life, play};
use crate::plan::{KindPlan, PRIORITIES, Plan, TicketPlan, WEEK, Within, plans};
use desksim::metric::{Clocks, Measure, Outcome, Selection, metric};
use desksim::model::{Clock, Model};
use desksim::stats::Tally;
use desksim::units::MINUTE;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngSeed, TestRunner};
use std::collections::BTreeMap;

/// What is counted of the tickets of a kind that arrived with a priority.
#[derive(Clone, Debug, Default, PartialEq)]
struct Counts {
    response: Tally,
    response_met: (u64, u64),
    resolution: [Tally; 3],
    resolution_met: (u64, u64),
    open_limit: (u64, u64),
}

/// Minutes of a ticket from its arrival to an instant on each clock.
fn ages(plan: &Plan, life: &Life, to: i64) -> [i64; 3] {
    let pauses = |away: &Away| match *away {
        Away::User(from, to) => Some(from..to),
        Away::Visit(from, to) => plan.kinds[life.kind].revisit_pauses.then_some(from..to),
    };
    let pauses: Vec<_> = life.away.iter().filter_map(pauses).collect();
    let business = plan.business(life.arrived, to, |_| true);
    let less = plan.business(life.arrived, to, |minute| !pauses.iter().any(|pause| pause.contains(&minute)));
    [to - life.arrived, business, less]
}

fn judge((met, of): &mut (u64, u64), limit: Within, ages: [i64; 3]) {
    if let Some((within, clock)) = limit {
        *met += u64::from(ages[clock as usize] <= within);
        *of += 1;
    }
}

/// A time away is as long on the business clock as it should be, and ends with an open minute.
fn away_is_as_planned(plan: &Plan, life: &Life) {
    let kind = &plan.kinds[life.kind];
    for away in &life.away {
        let ((from, to), length) = match *away {
            Away::User(from, to) => ((from, to), kind.pending),
            Away::Visit(from, to) => ((from, to), kind.revisit),
        };
        let (open, length) = (plan.business(from, to, |_| true), length.expect("a wait").1);
        match life.end {
            Some(End::LeftOpen(end)) if end == to => assert!(open <= length, "{away:?} of {life:?}"),
            _ => assert!(open == length && plan.open(to - 1), "{away:?} of {life:?}"),
        }
    }
}

/// A ticket is raised after the planned business time at each priority, neither later nor earlier nor never.
fn raised_in_time(plan: &Plan, life: &Life) {
    let (mut since, mut priority) = (life.arrived, usize::from(life.priority));
    for at in &life.raised {
        let after = plan.raised_after[priority].expect("a priority that is raised");
        assert!(plan.business(since, *at, |_| true) == after && plan.open(at - 1), "{life:?}");
        (since, priority) = (*at, priority - 1);
    }
    if let (Some(End::Resolved(end) | End::LeftOpen(end)), Some(after)) = (life.end, plan.raised_after[priority]) {
        assert!(plan.business(since, end, |_| true) <= after, "{life:?} was to be raised");
    }
}

/// Counts every minute of every ticket.
fn count(plan: &Plan, lives: &[Life]) -> Vec<Counts> {
    let mut counts = vec![Counts::default(); plan.kinds.len() * PRIORITIES];
    for life in lives {
        away_is_as_planned(plan, life);
        raised_in_time(plan, life);
        if !life.measured {
            continue;
        }
        let first = usize::from(life.priority);
        let targets = &plan.kinds[life.kind].targets;
        let counts = &mut counts[life.kind * PRIORITIES + first];
        if let Some((at, raised)) = life.touched {
            counts.response.record((at - life.arrived) * MINUTE.0);
            judge(&mut counts.response_met, targets[first - raised][0], ages(plan, life, at));
        }
        let limit = targets[first - life.raised.len()][1];
        match life.end.expect("an end") {
            End::Resolved(at) => {
                let ages = ages(plan, life, at);
                assert!(ages.is_sorted_by(|slower, faster| slower >= faster), "{ages:?}");
                ages.iter().zip(&mut counts.resolution).for_each(|(age, tally)| tally.record(age * MINUTE.0));
                judge(&mut counts.resolution_met, limit, ages);
            }
            End::LeftOpen(at) => {
                let mut judged = (0, 0);
                judge(&mut judged, limit, ages(plan, life, at));
                counts.open_limit.0 += judged.0;
                counts.open_limit.1 += judged.1 - judged.0;
            }
            End::GaveUp => {}
        }
    }
    counts
}

/// Numerator and denominator of a metric.
fn read(name: &str, model: &Model, outcome: &Outcome, clock: Clock) -> (f64, f64) {
    match metric(name).expect("a metric").measure {
        Measure::Ratio(ratio) | Measure::Mean(ratio, _) => ratio(model, outcome, Selection::All, clock),
        _ => panic!("{name} is no ratio"),
    }
}

/// Plays a desk, compares all that is counted, and gives what the metrics say.
fn compare(plan: &Plan) -> (Model, Vec<Life>, Outcome) {
    let model = plan.model();
    let (lives, outcome) = play(&model, plan.seed);
    let counts = count(plan, &lives);
    let at = Clocks::of(&model);
    for (i, expected) in counts.iter().enumerate() {
        let (kind, priority) = (i / PRIORITIES, (i % PRIORITIES) as u8);
        let cell = outcome.sum(|k, p, _| (k, p) == (kind, priority));
        let found = Counts {
            response: cell.response,
            response_met: cell.response_met,
            resolution: Clock::ALL.map(|clock| cell.resolution[at.at(clock)]),
            resolution_met: cell.resolution_met,
            open_limit: cell.open_limit,
        };
        assert_eq!(&found, expected, "kind {kind}, P{}", priority + 1);
    }
    let sum = |of: &dyn Fn(&Counts) -> i128| counts.iter().map(of).sum::<i128>() as f64;
    let pair = |of: &dyn Fn(&Counts) -> (u64, u64)| (sum(&|c| of(c).0.into()), sum(&|c| of(c).1.into()));
    let metric = |name, clock| read(name, &model, &outcome, clock);
    let in_target = pair(&|c| (c.resolution_met.0, c.resolution_met.1 + c.open_limit.1));
    assert_eq!(metric("in_target", Clock::Calendar), in_target);
    assert_eq!(metric("response_in_target", Clock::Calendar), pair(&|c| c.response_met));
    let times = Clock::ALL.map(|clock| sum(&|c| c.resolution[clock as usize].sum));
    for (clock, time) in Clock::ALL.into_iter().zip(times) {
        let (hours, n) = metric("resolution_mean", clock);
        assert!((hours * 60.0 - time / MINUTE.0 as f64).abs() < 1e-6, "{}", clock.name());
        assert_eq!(n, sum(&|c| c.resolution[0].n.into()));
    }
    assert_eq!(metric("waiting_for_user", Clock::Calendar), (times[1] - times[2], times[1]));
    (model, lives, outcome)
}

/// The same desks in every run, unless the environment asks for others or more of them.
fn config(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig {
        cases: if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases },
        rng_seed: if asked.rng_seed == RngSeed::Random { RngSeed::Fixed(1) } else { asked.rng_seed },
        failure_persistence: None,
        ..asked
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn the_metrics_count_what_a_count_of_minutes_finds(plan in plans()) {
        compare(&plan);
    }
}

/// Verifies the verifier: whatever may go wrong happens often enough.
#[test]
fn the_desks_show_everything() {
    let mut runner = TestRunner::new(config(100));
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..100 {
        let plan = plans().new_tree(&mut runner).expect("a desk").current();
        let (_, lives, outcome) = compare(&plan);
        let all = outcome.sum(|_, _, _| true);
        for life in lives.iter().filter(|life| life.measured) {
            let kind = &plan.kinds[life.kind];
            let visits = life.away.iter().filter(|away| matches!(away, Away::Visit(..))).count();
            let resolved = matches!(life.end, Some(End::Resolved(_)));
            let off = life.end.is_some_and(|end| match end {
                End::Resolved(to) | End::LeftOpen(to) => {
                    plan.holidays.iter().any(|day| (life.arrived..to).contains(&(day * crate::plan::DAY)))
                }
                End::GaveUp => false,
            });
            for (what, happened) in [
                ("resolved", resolved),
                ("resolved after its user was waited for", resolved && visits < life.away.len()),
                ("resolved after a visit that pauses", resolved && visits > 0 && kind.revisit_pauses),
                ("resolved after a visit that does not", resolved && visits > 0 && !kind.revisit_pauses),
                ("resolved after two visits", resolved && visits > 1),
                ("reopened", resolved && life.reopened > 0),
                ("raised before the first touch", life.touched.is_some_and(|(_, raised)| raised > 0)),
                ("raised after it", life.touched.is_some_and(|(_, raised)| life.raised.len() > raised)),
                ("raised and resolved", resolved && !life.raised.is_empty()),
                ("a holiday in its life", off),
                ("left open", matches!(life.end, Some(End::LeftOpen(_)))),
                ("gave up", life.end == Some(End::GaveUp)),
            ] {
                *seen.entry(what).or_default() += usize::from(happened);
            }
        }
        for (what, (met, of)) in [("response", all.response_met), ("resolution", all.resolution_met)] {
            *seen.entry(what).or_default() += met as usize;
            *seen.entry(if what == "response" { "late response" } else { "late resolution" }).or_default() +=
                (of - met) as usize;
        }
        *seen.entry("open within its limit").or_default() += all.open_limit.0 as usize;
        *seen.entry("open beyond it").or_default() += all.open_limit.1 as usize;
    }
    for (what, times) in &seen {
        assert!(*times >= 20, "{what}: only {times} times");
    }
}

/// Business hours Mon-Fri 08:00-12:00 and 13:00-17:00, one agent around the clock, and these tickets.
fn plain(tickets: &[(i64, u8, i64)]) -> Plan {
    let day = |day: i64| [(day * 1440 + 480, day * 1440 + 720), (day * 1440 + 780, day * 1440 + 1020)];
    let ticket =
        |(gap, priority, work): &(i64, u8, i64)| TicketPlan { gap: *gap, kind: 0, priority: *priority, work: *work };
    Plan {
        hours: (0..5).flat_map(day).collect(),
        holidays: Vec::new(),
        kinds: vec![KindPlan::default()],
        tickets: tickets.iter().map(ticket).collect(),
        agents: 1,
        shift: vec![(0, WEEK)],
        raised_after: [None; PRIORITIES],
        owner_waits: None,
        interrupts: false,
        warm_up: 0,
        days: 14,
        drain: 20_000,
        seed: 1,
    }
}

fn in_target(plan: &Plan) -> (f64, f64) {
    let (model, _, outcome) = compare(plan);
    read("in_target", &model, &outcome, Clock::Calendar)
}

/// A resolution limit in minutes without pauses.
fn limit(minutes: i64) -> [Within; 2] {
    [None, Some((minutes, Clock::BusinessLessPauses))]
}

/// Monday 08:00.
const EIGHT: i64 = 480;

#[test]
fn a_raised_ticket_is_held_to_its_new_priority_from_its_arrival() {
    // Resolved after 80 minutes, raised to P1 after 60.
    let mut plan = plain(&[(EIGHT, 1, 80)]);
    plan.raised_after[1] = Some(60);
    for (p1, p2, met) in [(80, 10, 1.0), (79, 1000, 0.0)] {
        plan.kinds[0].targets = [limit(p1), limit(p2), limit(0)];
        assert_eq!(in_target(&plan), (met, 1.0), "P1 within {p1}, P2 within {p2}");
    }
}

#[test]
fn pauses_before_and_after_a_priority_changes_stay_pauses() {
    // 40 minutes of work, 100 of waiting in which it is raised, 40 of work.
    let mut plan = plain(&[(EIGHT, 1, 80)]);
    plan.kinds[0].pending = Some((1.0, 100));
    plan.raised_after[1] = Some(90);
    for (p1, met) in [(80, 1.0), (79, 0.0)] {
        plan.kinds[0].targets = [limit(p1), limit(1000), limit(0)];
        assert_eq!(in_target(&plan), (met, 1.0), "P1 within {p1}");
    }
}

#[test]
fn a_response_given_stays_judged_by_the_priority_it_had_then() {
    // The second ticket waits 30 minutes for the first and is raised 10 minutes after its first touch, or before.
    let mut plan = plain(&[(EIGHT, 0, 30), (0, 1, 60)]);
    plan.kinds[0].targets[0][0] = Some((0, Clock::Business));
    plan.kinds[0].targets[1][0] = Some((30, Clock::Business));
    for (after, met) in [(40, 2.0), (20, 1.0)] {
        plan.raised_after[1] = Some(after);
        let (model, _, outcome) = compare(&plan);
        let response = read("response_in_target", &model, &outcome, Clock::Calendar);
        assert_eq!(response, (met, 2.0), "raised after {after} minutes");
    }
}

#[test]
fn a_pause_that_has_not_ended_counts_as_far_as_it_got() {
    let mut plan = plain(&[(EIGHT, 1, 80)]);
    plan.kinds[0].pending = Some((1.0, 100_000));
    plan.kinds[0].targets = [limit(40); PRIORITIES];
    assert_eq!(in_target(&plan), (0.0, 0.0), "the desk had it for 40 minutes");
    plan.kinds[0].targets = [limit(39); PRIORITIES];
    assert_eq!(in_target(&plan), (0.0, 1.0));
}

#[test]
fn visits_alone_pause_the_clock() {
    let mut plan = plain(&[(EIGHT, 1, 10); 20]);
    plan.kinds[0].revisit = Some((0.7, 60));
    for always in [false, true] {
        if always {
            plan.hours = vec![(0, WEEK)];
        }
        for pauses in [false, true] {
            plan.kinds[0].revisit_pauses = pauses;
            let (model, lives, outcome) = compare(&plan);
            assert!(lives.iter().any(|life| !life.away.is_empty()));
            let (paused, _) = read("waiting_for_user", &model, &outcome, Clock::Calendar);
            assert_eq!(paused > 0.0, pauses, "open all the time: {always}");
        }
    }
}

#[test]
fn no_clock_leaves_out_the_time_until_a_ticket_is_reopened() {
    let mut plan = plain(&[(EIGHT, 1, 10); 20]);
    plan.kinds[0].reopened = Some((0.7, 600));
    let (model, lives, outcome) = compare(&plan);
    assert!(lives.iter().any(|life| life.reopened > 0));
    assert_eq!(read("waiting_for_user", &model, &outcome, Clock::Calendar).0, 0.0);
    let (hours, _) = read("resolution_mean", &model, &outcome, Clock::BusinessLessPauses);
    assert!(hours >= lives.iter().map(|life| f64::from(life.reopened) * 10.0).sum::<f64>());
}

#[test]
fn holidays_and_gaps_are_in_no_business_time() {
    // Friday 16:00, two hours of which one is before closing; Monday is a holiday; the user is waited for over lunch of Tuesday.
    let mut plan = plain(&[(4 * 1440 + 960, 1, 40)]);
    plan.holidays = vec![7];
    plan.kinds[0].pending = Some((1.0, 300));
    let (model, lives, outcome) = compare(&plan);
    // 20 minutes of work; 40 minutes on Friday and 260 on Tuesday of waiting: to 13:20; 20 minutes of work.
    assert_eq!(lives[0].end, Some(End::Resolved(8 * 1440 + 13 * 60 + 40)));
    let minutes = Clock::ALL.map(|clock| (read("resolution_mean", &model, &outcome, clock).0 * 60.0).round());
    assert_eq!(minutes, [(4.0 * 1440.0) - 140.0, 340.0, 40.0]);
    let (paused, business) = read("waiting_for_user", &model, &outcome, Clock::Calendar);
    assert_eq!(paused / business, 300.0 / 340.0);
}
