//! Tickets that nobody can finish.

use super::desk::Desk;
use super::*;

#[test]
fn tickets_that_nobody_can_finish_are_named() {
    let mut desk = Desk::new(&["hardware", "software", "network"], &["technician", "specialist"]);
    desk.week(0, 40.0).week(1, 10.0).week(2, 8.0).scope(0, 0, 30.0).scope(1, 1, 30.0).team(0, 1, 1.0);
    desk.visits = vec![false, true];
    desk.systemic = vec![false, true];
    desk.kinds[0].hands = 0.5;
    desk.kinds[0].systemic = 0.1;
    let load = load(&desk);
    let sentences: Vec<String> = load.unservable.iter().map(|u| u.sentence(&desk.model())).collect();
    assert_eq!(
        sentences,
        [
            "nobody can finish `hardware` tickets with a systemic cause (2 a week): no role with this kind in its scope takes systemic causes",
            "nobody can finish `hardware` tickets that need hands on site (20 a week): no role with this kind in its scope visits users",
            "nobody can finish `software` tickets (10 a week): the roles that may work on them have no agents",
            "nobody can finish `network` tickets (8 a week): no role has this kind in its scope",
        ]
    );
    close(load.rho, 9.0 / 35.0);
    close(load.tickets_per_week, 58.0);
    close(load.work.first_attempts, 18.0);
}

#[test]
fn tickets_passed_round_in_a_circle_are_named() {
    let mut desk = Desk::new(&["software"], &["technician", "specialist"]);
    desk.week(0, 30.0).scope(0, 0, 60.0).scope(1, 0, 60.0);
    desk.escalate(0, 0, 0.0, (1, 0)).escalate(1, 0, 0.0, (0, 0)).team(0, 1, 1.0).team(1, 1, 1.0);
    let load = load(&desk);
    assert_eq!(load.rho, 0.0);
    assert_eq!(load.unservable.len(), 1);
    close(load.unservable[0].per_week, 30.0);
    assert!(load.unservable.iter().all(|u| u.reason == Reason::NeverResolved));
}

#[test]
fn an_escalation_to_people_without_hours_is_avoided_or_named() {
    let mut desk = Desk::new(&["software"], &["technician", "specialist"]);
    desk.week(0, 30.0).scope(0, 0, 30.0).scope(1, 0, 30.0).escalate(0, 0, 0.6, (1, 0));
    desk.team(0, 1, 1.0).team(1, 1, 1.0);
    desk.off = vec![false, true];
    let load = load(&desk);
    assert_eq!(load.unservable.len(), 1);
    let stuck = &load.unservable[0];
    assert_eq!((stuck.escalated_to, stuck.reason), (Some(1), Reason::NoHours));
    close(stuck.per_week, 12.0);
    close(load.work_hours_per_week(), 15.0);
}

#[test]
fn a_desk_without_work_or_people_has_no_load() {
    let mut desk = Desk::new(&["software"], &["technician"]);
    desk.week(0, 0.0).scope(0, 0, 30.0).team(0, 1, 1.0);
    close(load(&desk).rho, 0.0);
    let mut desk = Desk::new(&["software"], &["technician"]);
    desk.week(0, 5.0).scope(0, 0, 30.0);
    let load = load(&desk);
    assert_eq!((load.rho, load.unservable[0].reason), (0.0, Reason::NoAgents));
    assert_eq!(load.occupancy(), 0.0);
}
