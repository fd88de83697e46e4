//! What a manager reads.

use super::desk::Desk;
use super::*;

#[test]
fn a_team_just_busy_is_warned_about() {
    for (tickets, expected) in [
        (33.0, None),
        (
            33.5,
            Some(
                "even at the best split, network work takes 95.7 % of the time on tickets of those who can do it (specialist): little time is left to catch up, so small swings of demand make long queues",
            ),
        ),
        (
            35.0,
            Some(
                "even at the best split, network work takes all the time on tickets of those who can do it (specialist): no time is left to catch up, so the backlog never settles",
            ),
        ),
        (35.1, None),
    ] {
        let desk = w_desk([20.0, tickets], 10.0);
        let load = load(&desk);
        assert_eq!(load.warning(&desk.model()).as_deref(), expected, "{tickets}");
        assert_eq!(load.is_overload(), tickets > 35.0);
    }
}

#[test]
fn a_bottleneck_names_whole_categories_and_few_kinds() {
    let names = ["hardware/pc", "hardware/printer", "software/mail", "software/office", "network"];
    let mut desk = Desk::new(&names, &["technician"]);
    for kind in 0..5 {
        desk.week(kind, 20.0 - kind as f64).scope(0, kind, 60.0);
    }
    desk.week(3, 0.0).team(0, 2, 1.0);
    let load = load(&desk);
    assert_eq!(
        load.overload(&desk.model()).unwrap(),
        "even at the best split, hardware, software/mail and network work needs 2.1 people of those who can do it \
         (technician); there are 2: the backlog grows by at least 0.4 tickets a day (3 a week)"
    );
}

#[test]
fn callers_who_give_up_are_not_called_a_growing_backlog() {
    let mut desk = Desk::new(&["software"], &["technician"]);
    desk.week(0, 70.0).scope(0, 0, 60.0).team(0, 1, 1.0);
    desk.kinds[0].patience = Some(desk.kinds[0].pending_law.clone());
    assert_eq!(
        load(&desk).overload(&desk.model()).unwrap(),
        "even at the best split, software work needs 2 people of those who can do it (technician); there is 1: \
         users give up, or the backlog grows, by at least 5 tickets a day (35 a week) together"
    );
    assert!(load(&desk).is_overload() && !load(&desk).must_grow(&desk.model()));
    desk.kinds[0].patience = None;
    assert!(load(&desk).must_grow(&desk.model()));
}
