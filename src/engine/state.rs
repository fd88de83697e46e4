//! Where the hours of a ticket go: the one state it is in at each instant.

use super::{Class, PoolSet};
use crate::units::Time;

/// What a ticket in the system is doing. Its time from arrival to the final resolution is the sum over the states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// An agent works on it.
    Work,
    /// An agent is on the way: to its user, or to work after a call.
    Travel,
    /// An agent takes it over: hand-over or repeated diagnosis.
    HandOver,
    /// It waits for its user.
    PendingUser,
    /// It waits for a part or a vendor before another visit.
    PendingOther,
    /// It is with its agent but not in work: off shift, interrupted, or behind others.
    WithAgent,
    /// It waits, and nobody who may take it is on duty; nobody on call has been called yet, or all are out on other calls.
    NobodyOnDuty,
    /// It waits although somebody who may work on it is free: a rule holds it back.
    HeldBack,
    /// It waits, and all who may take it are busy, none of them with work that another role could do.
    AllBusy,
    /// It waits, all who may take it are busy, and one of them does work that another role could do.
    AllBusyHelping,
    /// It was resolved, which turned out to be wrong.
    Resolved,
    /// It is linked to the parent of a major incident and closes with it.
    WithIncident,
}

impl State {
    /// How many there are.
    pub const COUNT: usize = 12;

    /// All, in reporting order, with the words for them: a name, and what a ticket in it does.
    pub const ALL: [(State, &'static str, &'static str); State::COUNT] = [
        (State::Work, "work", "is in work"),
        (State::Travel, "travel", "has an agent on the way: to its user, or to work after a call"),
        (State::HandOver, "hand-over", "is taken over: hand-over or repeated diagnosis"),
        (State::PendingUser, "pending user", "waits for its user"),
        (State::PendingOther, "pending visit", "waits for a part, a vendor or the user before another visit"),
        (State::WithAgent, "with agent", "is with its agent but not in work: off shift, interrupted or behind others"),
        (State::NobodyOnDuty, "nobody on duty", "waits, and nobody who may take it is on duty"),
        (State::HeldBack, "held back", "waits although somebody who may work on it is free"),
        (State::AllBusy, "all busy", "waits, all who may take it are busy, with work that only their role may do"),
        (
            State::AllBusyHelping,
            "all busy, helping",
            "waits, all who may take it are busy, one of them with work that another role could do",
        ),
        (State::Resolved, "resolved in error", "counts as resolved, until it is reopened"),
        (State::WithIncident, "with its incident", "is linked to a major incident and closes with it"),
    ];

    /// States of a ticket in a shared queue.
    pub(super) const WAITING: [State; 4] =
        [State::NobodyOnDuty, State::HeldBack, State::AllBusy, State::AllBusyHelping];
}

/// Pools in a way that decides what tickets wait for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Staffing {
    /// Somebody is on duty.
    pub on_duty: PoolSet,
    /// Somebody does work that another role could do.
    pub helping: PoolSet,
    /// Somebody is free and may not be given anything new.
    pub full: PoolSet,
}

/// The time that tickets of a class have been waiting for each reason, as a clock that runs while there are any: what one
/// ticket waited for is the difference of two readings.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WaitClock {
    since: Time,
    running: usize,
    total: [i64; 4],
}

impl WaitClock {
    /// The reading now, by [`State::WAITING`].
    #[inline]
    pub fn read(&mut self, now: Time) -> [i64; 4] {
        self.total[self.running] += (now - self.since).0;
        self.since = now;
        self.total
    }

    /// From now on the class waits for this; its clock may have stood still.
    #[inline]
    pub fn start(&mut self, now: Time, class: &Class, idle: PoolSet, staffing: Staffing) {
        self.since = now;
        self.turn(class, idle, staffing);
    }

    /// From now on the class waits for this.
    #[inline]
    pub fn turn(&mut self, class: &Class, idle: PoolSet, staffing: Staffing) {
        let pools = PoolSet(class.tiers[0].0 | class.tiers[1].0);
        self.running = if pools.and(staffing.on_duty).is_empty() {
            0
        } else if !pools.and(PoolSet(idle.0 | staffing.full.0)).is_empty() {
            1
        } else {
            2 + usize::from(!pools.and(staffing.helping).is_empty())
        };
    }
}
