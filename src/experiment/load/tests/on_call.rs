//! People on call: what they may be called out for is served, and their hours are no capacity.

use super::desk::Desk;
use super::*;
use crate::model::OnCall;
use crate::units::Span;

fn called_for(model: &mut Model, group: usize, priorities: &[u8]) {
    let (hours, delay) = (vec![(Span::ZERO, WEEK)], Span(30 * MINUTE.0));
    model.groups[group].on_call = Some(OnCall { hours, priorities: priorities.to_vec(), agents: 1, delay });
}

#[test]
fn what_only_people_on_call_serve_is_served() {
    let mut desk = Desk::new(&["hardware", "network"], &["technician", "specialist"]);
    desk.week(0, 14.0).week(1, 8.0).scope(0, 0, 60.0).scope(1, 1, 60.0).team(0, 1, 1.0).team(1, 2, 1.0);
    let mut model = desk.model();
    model.groups[1].shift.clear();
    let alone = Load::of(&model).expect("an answer");
    assert_eq!(alone.unservable.len(), 1);
    assert_eq!(on_call(&model), None);
    called_for(&mut model, 1, &[0]);
    let load = Load::of(&model).expect("an answer");
    assert!(load.unservable.is_empty());
    assert_eq!(load.rho, alone.rho);
    let said = "served on call after hours: all priorities by group-1 (1 at a time, 30 min from call to work); their hours on call are not counted above";
    assert_eq!(on_call(&model).as_deref(), Some(said));
    // What nobody is called for stays unserved.
    model.priorities = 2;
    model.kinds.iter_mut().for_each(|k| k.priority_mix = vec![0.25, 0.75]);
    let load = Load::of(&model).expect("an answer");
    close(load.unservable[0].per_week, 6.0);
    assert_eq!(load.unservable[0].reason, Reason::NoHours);
}

#[test]
fn a_desk_with_nobody_but_people_on_call_has_no_load() {
    let mut desk = Desk::new(&["hardware"], &["technician"]);
    desk.week(0, 14.0).scope(0, 0, 60.0).team(0, 1, 1.0);
    let mut model = desk.model();
    model.groups[0].shift.clear();
    called_for(&mut model, 0, &[0]);
    let load = Load::of(&model).expect("an answer");
    assert_eq!((load.rho, load.unservable.len(), load.occupancy()), (0.0, 0, 0.0));
}
