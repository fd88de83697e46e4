//! Small desks whose load is known by hand, and a search by brute force.

mod desk;
mod on_call;
mod search;
mod stuck;
mod words;

use super::*;
use crate::model::{Dates, Extent, Holiday, Leave, Overflow, Ramp, RecordedTicket, Sickness};
use crate::units::{DAY, HOUR, MINUTE, Span, Time, WEEK};
use desk::{Desk, PER_AGENT};

#[track_caller]
fn close(found: f64, expected: f64) {
    let gap = (found - expected).abs();
    assert!(gap <= 1e-6 * expected.abs().max(1.0), "found {found}, expected {expected}");
}

fn load(desk: &Desk) -> Load {
    let load = Load::of(&desk.model()).expect("solved");
    check(&load);
    load
}

/// What holds on every desk: nobody beyond rho, hours add up, the bottleneck's people work exactly rho.
#[track_caller]
fn check(load: &Load) {
    for pool in &load.pools {
        assert!(pool.occupancy() <= load.rho * (1.0 + 1e-6) + 1e-9, "{load:?}");
    }
    let hours: f64 = load.pools.iter().map(|p| p.work_hours).sum();
    close(hours, load.work_hours_per_week());
    let Some(bottleneck) = &load.bottleneck else {
        close(load.rho, 0.0);
        return;
    };
    close(bottleneck.prices.iter().sum(), 1.0);
    close(bottleneck.kinds.iter().map(|k| k.share).sum(), 1.0);
    close(bottleneck.needed, bottleneck.people * load.rho);
    let mut priced = 0.0;
    for (pool, price) in bottleneck.pools.iter().zip(&bottleneck.prices) {
        // An hour that is worth next to nothing may rest within the rounding of the whole.
        close(price * load.pools[*pool].occupancy(), price * load.rho);
        priced += price * load.pools[*pool].occupancy();
    }
    close(priced, load.rho);
    assert!(load.growth_per_day == 0.0 || load.rho > 1.0);
}

#[test]
fn one_role_is_as_busy_as_work_over_hours() {
    // 100 tickets x 30 minutes = 50 h for 2 people x 35 h.
    let mut desk = Desk::new(&["software"], &["technician"]);
    desk.week(0, 100.0).scope(0, 0, 30.0).team(0, 2, 1.0);
    let load = load(&desk);
    close(load.rho, 50.0 / (2.0 * PER_AGENT));
    close(load.work.first_minutes(), 30.0);
    close(load.work_hours_per_week(), 50.0);
    close(load.occupancy(), load.rho);
    close(load.people.paid_hours, 80.0);
    close(load.people.shrinkage(), 0.125);
    assert_eq!((load.people.agents, load.pools.len()), (2, 1));
    assert_eq!((load.overload(&desk.model()), load.warning(&desk.model())), (None, None));
}

#[test]
fn finding_out_takes_work() {
    // 40 hardware and 60 software tickets of 30 minutes. A quarter of the hardware is taken for software, which only the specialist
    // works on: a fifth of an attempt, then it is the technician's.
    let mut desk = Desk::new(&["hardware", "software"], &["technician", "specialist"]);
    desk.week(0, 40.0).week(1, 60.0).scope(0, 0, 30.0).scope(1, 1, 30.0).team(0, 1, 1.0).team(1, 1, 1.0);
    desk.kinds[0].course.taken_for = vec![0.75, 0.25];
    desk.lifecycle.triage_share = 0.2;
    let triage = load(&desk);
    close(triage.rho, (60.0 * 0.5 + 10.0 * 0.1) / PER_AGENT);
    close(triage.work.repeat_hours, 10.0 * 0.1);
    close(triage.work.first_attempts, 100.0);
    // Whoever may work on what it is sees it at once.
    desk.scope(1, 0, 30.0);
    close(load(&desk).work.repeat_hours, 0.0);
    // Half of the hardware needs hands, and each is tried from afar first.
    let mut desk = Desk::new(&["hardware"], &["technician"]);
    desk.week(0, 40.0).scope(0, 0, 30.0).team(0, 1, 1.0);
    desk.kinds[0].hands = 0.5;
    desk.lifecycle.remote_first = Some(0.4);
    let remote = load(&desk);
    close(remote.work.repeat_hours, 20.0 * 0.2);
    close(remote.rho, (40.0 * 0.5 + 20.0 * 0.2) / PER_AGENT);
}

/// W: two roles share one kind and each has one of its own.
fn w_desk(own: [f64; 2], shared: f64) -> Desk {
    let mut desk = Desk::new(&["hardware", "software", "network"], &["technician", "specialist"]);
    desk.week(0, own[0]).week(1, shared).week(2, own[1]);
    desk.scope(0, 0, 60.0).scope(0, 1, 60.0).scope(1, 1, 60.0).scope(1, 2, 60.0);
    desk.team(0, 1, 1.0).team(1, 1, 1.0);
    desk
}

#[test]
fn a_shared_kind_balances_two_roles() {
    let load = load(&w_desk([20.0, 10.0], 20.0));
    close(load.rho, 50.0 / 70.0);
    close(load.role_occupancy(0).unwrap(), load.rho);
    let bottleneck = load.bottleneck.expect("work");
    assert_eq!(bottleneck.roles, [0, 1]);
    close(bottleneck.prices[0], 0.5);
}

#[test]
fn a_role_with_too_much_of_its_own_is_the_bottleneck_alone() {
    let load = load(&w_desk([30.0, 2.0], 10.0));
    close(load.rho, 30.0 / 35.0);
    let bottleneck = load.bottleneck.as_ref().expect("work");
    assert_eq!((&bottleneck.roles[..], bottleneck.kinds.len()), (&[0][..], 1));
    assert_eq!(bottleneck.kinds[0].kind, 0);
    close(load.role_occupancy(1).unwrap(), 12.0 / 35.0);
}

#[test]
fn an_n_desk_leaves_the_flexible_role_the_rest() {
    // Only the specialist does networks; both do software, the specialist in half the time.
    let mut desk = Desk::new(&["software", "network"], &["technician", "specialist"]);
    desk.week(0, 60.0).week(1, 14.0);
    desk.scope(0, 0, 60.0).scope(1, 0, 30.0).scope(1, 1, 60.0).team(0, 1, 1.0).team(1, 1, 1.0);
    // x software tickets by technicians: x = 14 + (60 - x) / 2.
    let load = load(&desk);
    close(load.rho, (44.0 / 1.5) / 35.0);
    let prices = load.bottleneck.expect("work").prices;
    close(prices[1] / prices[0], 2.0);
}

#[test]
fn what_is_not_resolved_is_work_for_the_role_above() {
    let mut desk = Desk::new(&["software"], &["technician", "specialist"]);
    desk.week(0, 100.0).scope(0, 0, 12.0).scope(1, 0, 30.0).escalate(0, 0, 0.7, (1, 0));
    desk.team(0, 1, 1.0).team(1, 1, 1.0).own(0, 0);
    desk.overflow = Overflow::Never;
    // Technicians: 100 x 0.2 h. Specialists: 30 x 0.5 h.
    let first = load(&desk);
    close(first.rho, 20.0 / 35.0);
    close(first.work.repeat_hours, 15.0);
    close(first.work.first_minutes(), 12.0);
    // With overflow specialists may take x at once: 0.2 (100 - x) = 0.5 (x + 0.3 (100 - x)).
    desk.overflow = Overflow::AtArrival;
    let x = 5.0 / 0.55;
    close(load(&desk).rho, 0.2 * (100.0 - x) / 35.0);
}

#[test]
fn an_escalation_to_a_role_without_people_resolves() {
    let mut desk = Desk::new(&["software"], &["technician", "specialist"]);
    desk.week(0, 100.0).scope(0, 0, 12.0).scope(1, 0, 30.0).escalate(0, 0, 0.7, (1, 0));
    desk.team(0, 1, 1.0);
    let load = load(&desk);
    assert_eq!((load.work.repeat_hours, load.unservable.len()), (0.0, 0));
}

#[test]
fn a_circle_that_leaks_is_counted_to_its_end() {
    // Each of two roles resolves half and hands the rest over: attempts a ticket 1 + 1/2 + 1/4 ... = 2.
    let mut desk = Desk::new(&["software"], &["technician", "specialist"]);
    desk.week(0, 30.0).scope(0, 0, 60.0).scope(1, 0, 60.0);
    desk.escalate(0, 0, 0.5, (1, 0)).escalate(1, 0, 0.5, (0, 0)).team(0, 1, 1.0).team(1, 1, 1.0);
    let load = load(&desk);
    close(load.work_hours_per_week(), 60.0);
    close(load.rho, 30.0 / 35.0);
}

#[test]
fn hands_cost_travel_there_and_back_and_again_after_a_wait() {
    let mut desk = Desk::new(&["hardware"], &["technician", "specialist"]);
    desk.week(0, 40.0).scope(0, 0, 30.0).scope(1, 0, 30.0).team(0, 1, 1.0).team(1, 1, 1.0);
    desk.visits = vec![true, false];
    desk.travel = Span(15 * MINUTE.0);
    desk.kinds[0].hands = 0.75;
    desk.kinds[0].pending = 0.2;
    // 30 visits of 0.5 + 0.5 x 1.2 h by the technician; 10 tickets of 0.5 h by the specialist.
    let load = load(&desk);
    close(load.work.travel_hours, 18.0);
    close(load.role_occupancy(0).unwrap(), 33.0 / 35.0);
    close(load.role_occupancy(1).unwrap(), 5.0 / 35.0);
}

#[test]
fn speed_shortens_work_and_not_travel() {
    let mut desk = Desk::new(&["hardware"], &["technician"]);
    desk.week(0, 30.0).scope(0, 0, 60.0).team(0, 1, 1.0).team(0, 1, 2.0).team(0, 1, 2.0);
    desk.kinds[0].hands = 1.0;
    desk.travel = Span(15 * MINUTE.0);
    // 1.5 h each at speed 1, 1 h at speed 2: 30 tickets = 35 rho (1 / 1.5 + 2 / 1).
    let load = load(&desk);
    close(load.rho, 30.0 / (35.0 * (1.0 / 1.5 + 2.0)));
    assert_eq!(load.pools.iter().map(|p| p.groups.clone()).collect::<Vec<_>>(), [vec![0], vec![1, 2]]);
}

#[test]
fn growth_is_what_the_best_team_effort_leaves() {
    // 70 h of networks and 35 h of hardware for 35 h each: networks take twice the specialist.
    let mut desk = w_desk([20.0, 70.0], 15.0);
    let over = load(&desk);
    close(over.rho, 2.0);
    close(over.growth_per_day, 35.0 / 7.0);
    assert_eq!(
        over.overload(&desk.model()).unwrap(),
        "even at the best split, network work needs 2 people of those who can do it (specialist); there is 1: \
         the backlog grows by at least 5 tickets a day (35 a week)"
    );
    // Short tickets are done first: 30 h too much are 15 tickets of 2 h.
    desk = w_desk([20.0, 45.0], 10.0);
    desk.week(0, 25.0).scope(0, 0, 120.0);
    close(load(&desk).growth_per_day, (50.0 + 10.0 - 35.0) / 2.0 / 7.0 + 10.0 / 7.0);
}

#[test]
fn a_class_escalated_into_itself_is_repeated() {
    let mut desk = Desk::new(&["software"], &["technician"]);
    desk.week(0, 10.0).scope(0, 0, 60.0).escalate(0, 0, 0.4, (0, 0)).team(0, 1, 1.0);
    let load = load(&desk);
    close(load.work_hours_per_week(), 25.0);
    close(load.work.repeat_hours, 15.0);
}

#[test]
fn a_large_desk_is_solved_and_certified() {
    let names: Vec<String> = (0..24).map(|k| format!("software/{k}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut desk = Desk::new(&names, &["a", "b", "c", "d"]);
    desk.travel = Span(15 * MINUTE.0);
    for kind in 0..24 {
        desk.week(kind, 30.0 + kind as f64);
        desk.kinds[kind].hands = 0.3;
        desk.kinds[kind].systemic = 0.1;
        for role in 0..4 {
            desk.scope(role, kind, 10.0 + ((kind * 7 + role * 13) % 31) as f64);
            desk.escalate(role, kind, 0.6, ((role + 1) % 4, kind));
        }
    }
    for role in 0..4 {
        desk.team(role, 9, 1.0).team(role, 3, 1.25);
    }
    desk.systemic = vec![true, true, false, true];
    assert!(load(&desk).rho > 0.2);
}

#[test]
fn recorded_tickets_count_by_kind_over_their_weeks() {
    let mut desk = Desk::new(&["hardware", "software"], &["technician"]);
    desk.week(0, 999.0).scope(0, 0, 60.0).scope(0, 1, 30.0).team(0, 1, 1.0);
    let ticket = |hour: i64, kind, work| RecordedTicket {
        id: hour.to_string(),
        at: Time(10 * DAY.0 + hour * HOUR.0),
        kind,
        priority: None,
        work,
    };
    desk.recorded = vec![
        ticket(0, Some(0), None),
        ticket(1, Some(1), Some(Span(3 * HOUR.0))),
        ticket(2, None, None),
        ticket(WEEK.0 / HOUR.0, Some(1), None),
    ];
    desk.mix = vec![0.25, 0.75];
    // Eight days from the first to the last: 1.25 hardware x 1 h; 2.75 software, of which one takes 3 h as recorded.
    let load = load(&desk);
    close(load.tickets_per_week, 4.0 * 7.0 / 8.0);
    close(load.work_hours_per_week(), (1.25 + 1.75 * 0.5 + 3.0) * 7.0 / 8.0);
    // Of a window only what lies in it counts: three of them on its one day with tickets.
    let mut model = desk.model();
    model.horizon.warm_up = Extent::Span(WEEK);
    let load = Load::of(&model).expect("an answer");
    close(load.tickets_per_week, 3.0 * 7.0);
}

#[test]
fn days_off_in_the_measured_weeks_take_hours_away() {
    let mut desk = Desk::new(&["software"], &["technician"]);
    desk.week(0, 35.0).scope(0, 0, 60.0).team(0, 2, 1.0);
    let mut model = desk.model();
    model.horizon.warm_up = Extent::Span(WEEK);
    model.horizon.measured = Extent::Span(Span(2 * WEEK.0));
    let holiday = |day| Holiday { day, demand: 1.0 };
    // Before the window, on a Monday, on a Saturday in it, after it.
    model.calendar.holidays = [0, 7, 12, 21].map(holiday).to_vec();
    let load = Load::of(&model).expect("an answer");
    close(load.people.paid_hours, 80.0);
    close(load.people.available_hours, 70.0 * 0.9);
    close(load.rho, 35.0 / 63.0);
    model.groups[0].dates.works_holidays = true;
    close(Load::of(&model).expect("an answer").rho, 0.5);
    // One of the two from the second Wednesday on: eight of twenty shifts.
    model.groups[0].dates.leaves = vec![Leave { agents: 1, from: 9, to: 100 }];
    close(Load::of(&model).expect("an answer").people.available_hours, 70.0 * 0.6);
    model.groups[0].dates.sickness = Some(Sickness { share: 0.05, mean_days: 3.0 });
    close(Load::of(&model).expect("an answer").people.available_hours, 70.0 * 0.6 * 0.95);
    // Nobody before the second week, in which new people are at half their speed.
    model.groups[0].dates =
        Dates { hired: Some(14), ramp: Some(Ramp { weeks: 2, start: 0.5 }), works_holidays: true, ..Dates::default() };
    let load = Load::of(&model).expect("an answer");
    close(load.people.paid_hours, 40.0);
    close(load.people.available_hours, 35.0);
    close(load.rho, 35.0 / 17.5);
}
