//! Desks on which the engine and its twin once told different stories, as small as they could be made.

use crate::desk::{CoursePlan, DeskPlan, GroupPlan, KindPlan, LifecyclePlan, ScopePlan, ShiftPlan, SitesPlan};
use crate::log::Fact;
use crate::{agrees, engine};
use desksim::engine::Mark;
use desksim::model::{Dates, Extent, Horizon, Overflow, Regime, ShiftEnd};
use desksim::units::{DAY, HOUR, Span, Time};
use desksim::workload::Draws;

/// One kind that needs hands on site, ten minutes of work, five of travel each way, a day.
fn desk(agents: usize, shift: ShiftPlan, policy: &str) -> DeskPlan {
    let scope = ScopePlan { primary: true, work: ("fixed", 10), resolve: 1.0, escalation: None };
    DeskPlan {
        kinds: vec![KindPlan {
            per_week: 5,
            gaps: "poisson",
            hands: 1.0,
            systemic: 0.0,
            pending: None,
            patience: None,
            wrap_up: None,
            course: CoursePlan::default(),
        }],
        roles: vec![(true, true)],
        scopes: vec![vec![Some(scope)]],
        groups: vec![GroupPlan {
            role: 0,
            agents,
            site: 0,
            shift,
            unpaid_break: 0,
            shrinkage: 0.0,
            shift_end: ShiftEnd::Suspend,
            speed: 1.0,
            hold: Default::default(),
            on_call: None,
            dates: Dates::default(),
        }],
        priority_mix: &[1.0],
        travel: 5,
        sites: SitesPlan { ways: vec![5], ..SitesPlan::default() },
        work_before_pending: 0.0,
        lifecycle: LifecyclePlan::default(),
        business: (0, 24),
        recorded: None,
        incidents: Vec::new(),
        day_factor_cv: 0.0,
        holidays: Vec::new(),
        policy: policy.into(),
        overflow: Overflow::Always,
        rank_first: false,
        horizon: Horizon {
            warm_up: Extent::Span(Span::ZERO),
            measured: Extent::Span(DAY),
            regime: Regime::Terminating,
            drain_cap: DAY,
        },
        snapshots: Vec::new(),
        seed: 1,
    }
}

fn end(plan: &DeskPlan) -> Time {
    let model = plan.model();
    let log = engine(&model, &Draws::new(&model), plan.seed, 0).expect("a run");
    log.totals.4
}

#[test]
fn a_way_back_after_the_last_recorded_ticket_does_not_end_the_window() {
    let mut plan = desk(1, ShiftPlan::Always, "longest-idle + priority");
    plan.recorded = Some(vec![(1, None, None, None)]);
    assert_eq!(end(&plan), Time(DAY.0));
    agrees(&plan).expect("the same story");
}

#[test]
fn a_window_of_more_tickets_than_were_recorded_ends_when_they_have_left() {
    let mut plan = desk(1, ShiftPlan::Always, "longest-idle + priority");
    plan.recorded = Some(vec![(12, None, None, None)]);
    plan.horizon.measured = Extent::Tickets(10);
    assert_eq!(end(&plan), Time(HOUR.0 + HOUR.0 / 4));
    agrees(&plan).expect("the same story");
    // Nor does a ticket that nobody ever takes keep it going for ever.
    plan.groups[0].shift = ShiftPlan::Never;
    assert_eq!(end(&plan), Time(HOUR.0 + DAY.0));
    agrees(&plan).expect("the same story");
}

#[test]
fn a_window_ends_only_after_it_began_even_if_the_tickets_do_not_make_the_warm_up() {
    let mut plan = desk(1, ShiftPlan::Always, "longest-idle + priority");
    plan.recorded = Some(vec![(12, None, None, None)]);
    plan.horizon.warm_up = Extent::Tickets(5);
    let model = plan.model();
    let log = engine(&model, &Draws::new(&model), plan.seed, 0).expect("a run");
    let marks = log.lines.iter().filter_map(|l| match l.fact {
        Fact::Marked { mark, .. } => Some((l.at, mark)),
        _ => None,
    });
    let end = Time(HOUR.0);
    assert_eq!(marks.collect::<Vec<_>>(), [(end, Mark::WindowStart), (end, Mark::WindowEnd)]);
    agrees(&plan).expect("the same story");
}

#[test]
fn a_window_of_tickets_ends_as_it_begins_if_all_came_in_the_warm_up() {
    let mut plan = desk(1, ShiftPlan::Always, "longest-idle + priority");
    plan.recorded = Some(vec![(12, None, None, None)]);
    plan.horizon.warm_up = Extent::Span(DAY);
    plan.horizon.measured = Extent::Tickets(3);
    assert_eq!(end(&plan), Time(DAY.0));
    agrees(&plan).expect("the same story");
}

#[test]
fn agents_kept_free_take_what_is_primary_for_nobody() {
    let mut plan = desk(1, ShiftPlan::Always, "longest-idle + priority + reserve(agents=1)");
    plan.scopes[0][0].as_mut().expect("a scope").primary = false;
    plan.recorded = Some(vec![(1, None, None, None), (1, None, None, None)]);
    let model = plan.model();
    let log = engine(&model, &Draws::new(&model), plan.seed, 0).expect("a run");
    let started = log.lines.iter().filter(|l| matches!(l.fact, Fact::Started { .. }));
    assert_eq!(started.count(), 2, "one in its arrival, one from the queue");
    agrees(&plan).expect("the same story");
}

#[test]
fn the_shortest_queue_counts_what_an_agent_back_from_travel_took_from_the_shared_queue() {
    // Both on duty from 01:00 to 02:00. Three tickets of the night wait for anybody; each takes one and is back at
    // 01:20, when the first takes the third. Two more come at 01:25: the first holds one ticket, so the second gets
    // the next, then the first.
    let mut plan = desk(2, ShiftPlan::Days(1, 2, 2), "shortest-queue + priority");
    let recorded = [1, 0, 0, 16, 0].map(|gap| (gap, None, None, None));
    plan.recorded = Some(recorded.to_vec());
    agrees(&plan).expect("the same story");
}
