//! Turns that tickets take beside waiting and being worked on: lost at the door, reopened, handed on, misrouted, raised.

use super::catalogue::{BY_TICKET, Better, HOUR, Measure, Metric, TICKETS, Unit};
use super::{Clocks, Outcome, Selection};
use crate::engine::Ticket;
use crate::model::Model;
use crate::units::Span;

/// Times another agent takes a ticket over from which it counts as sent to and fro.
const TO_AND_FRO: u32 = 3;

/// How often measured tickets of a cell took a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turns {
    /// Found no place to wait (cell without a role).
    pub blocked: u64,
    /// Resolved after another agent took them over.
    pub reassigned: u64,
    /// Times another agent took over a ticket that was resolved.
    pub hand_overs: u64,
    /// Resolved after other agents took them over three times or more.
    pub ping_pong: u64,
    /// Resolved after they had been resolved in error.
    pub reopened: u64,
    /// Their time from arrival to resolved on each clock, in microseconds.
    pub reopened_time: [i128; 3],
    /// Resolved for the first time, in error.
    pub first_in_error: u64,
    /// Their time from arrival to that on each clock, in microseconds.
    pub first_in_error_time: [i128; 3],
    /// Attempts that only found out that the ticket is of another kind.
    pub misrouted: u64,
    /// Attempts that only found out that the ticket needs hands on site.
    pub afar_in_vain: u64,
    /// Attempts that ended in a wait for another visit (cell without a role).
    pub visits: u64,
    /// Times one was taken out of an agent's hands (cell without a role).
    pub interruptions: u64,
    /// Raised to a higher priority at least once (cell without a role).
    pub raised: u64,
}

fn add_time(sum: &mut [i128; 3], age: &[Span; 3]) {
    for (sum, age) in sum.iter_mut().zip(age) {
        *sum += i128::from(age.0);
    }
}

impl Turns {
    /// A ticket was resolved that is not with its first agent, or not resolved for the first time.
    #[inline(never)]
    pub(super) fn resolved(&mut self, ticket: &Ticket, age: &[Span; 3]) {
        self.reassigned += u64::from(ticket.handovers > 0);
        self.hand_overs += u64::from(ticket.handovers);
        self.ping_pong += u64::from(ticket.handovers >= TO_AND_FRO);
        if ticket.reopened > 0 {
            self.reopened += 1;
            add_time(&mut self.reopened_time, age);
        }
    }

    /// A ticket was resolved for the first time, in error.
    pub(super) fn resolved_in_error(&mut self, age: &[Span; 3]) {
        self.first_in_error += 1;
        add_time(&mut self.first_in_error_time, age);
    }

    /// Adds another cell's.
    pub(super) fn merge(&mut self, other: &Turns) {
        self.blocked += other.blocked;
        self.reassigned += other.reassigned;
        self.hand_overs += other.hand_overs;
        self.ping_pong += other.ping_pong;
        self.reopened += other.reopened;
        self.first_in_error += other.first_in_error;
        self.misrouted += other.misrouted;
        self.afar_in_vain += other.afar_in_vain;
        self.visits += other.visits;
        self.interruptions += other.interruptions;
        self.raised += other.raised;
        for clock in 0..3 {
            self.reopened_time[clock] += other.reopened_time[clock];
            self.first_in_error_time[clock] += other.first_in_error_time[clock];
        }
    }
}

/// A count of turns for each ticket that arrived.
fn of_arrived(model: &Model, outcome: &Outcome, part: Selection, of: fn(&Turns) -> u64) -> (f64, f64) {
    (part.total(model, outcome, |c| of(&c.turns) as f64), part.total(model, outcome, |c| c.arrived as f64))
}

/// A count of turns for each ticket that was resolved.
fn of_resolved(model: &Model, outcome: &Outcome, part: Selection, of: fn(&Turns) -> u64) -> (f64, f64) {
    (part.total(model, outcome, |c| of(&c.turns) as f64), part.total(model, outcome, |c| c.resolution[0].n as f64))
}

/// A count of turns for each attempt, complete or only finding out.
fn of_attempts(model: &Model, outcome: &Outcome, part: Selection, of: fn(&Turns) -> u64) -> (f64, f64) {
    let attempts = part.total(model, outcome, |c| (c.attempts + c.turns.misrouted + c.turns.afar_in_vain) as f64);
    (part.total(model, outcome, |c| of(&c.turns) as f64), attempts)
}

const fn share(name: &'static str, definition: &'static str, by: &'static [super::By], measure: Measure) -> Metric {
    Metric { name, definition, unit: Unit::Share, better: Better::Smaller, clocks: false, by, measure }
}

const fn times(name: &'static str, definition: &'static str, by: &'static [super::By], measure: Measure) -> Metric {
    Metric { name, definition, unit: Unit::Times, better: Better::Smaller, clocks: false, by, measure }
}

/// Lost at the door.
pub(super) const BLOCKED: Metric = share(
    "blocked",
    "share of arriving tickets that found no place to wait and were lost; like those whose users give up they are neither in in_target nor among the resolved or open ones",
    BY_TICKET,
    Measure::Ratio(|model, outcome, part, _| of_arrived(model, outcome, part, |t| t.blocked)),
);
/// Reassignment.
pub(super) const REASSIGNED: Metric = share(
    "reassigned",
    "share of resolved tickets that another agent took over at least once: escalated, handed over, or back from the user and given to another",
    TICKETS,
    Measure::Ratio(|model, outcome, part, _| of_resolved(model, outcome, part, |t| t.reassigned)),
);
/// Hand-overs.
pub(super) const HAND_OVERS: Metric = times(
    "hand_overs",
    "mean number of times another agent took over a resolved ticket, escalations included; by role, the one that resolved",
    TICKETS,
    Measure::Ratio(|model, outcome, part, _| of_resolved(model, outcome, part, |t| t.hand_overs)),
);
/// To and fro.
pub(super) const PING_PONG: Metric = share(
    "ping_pong",
    "share of resolved tickets that other agents took over three times or more; by role, the one that resolved",
    TICKETS,
    Measure::Ratio(|model, outcome, part, _| of_resolved(model, outcome, part, |t| t.ping_pong)),
);
/// Reopening.
pub(super) const REOPENED: Metric = share(
    "reopened",
    "share of resolved tickets that had been resolved in error before, once or more; by role, the one that resolved in the end",
    TICKETS,
    Measure::Ratio(|model, outcome, part, _| of_resolved(model, outcome, part, |t| t.reopened)),
);
/// First resolution.
pub(super) const FIRST_RESOLUTION: Metric = Metric {
    name: "first_resolution_mean",
    definition: "mean time from arrival to the first time a ticket is resolved, in error or not; who was never resolved does not count; by role, the one that did it",
    unit: Unit::Hours,
    better: Better::Smaller,
    clocks: true,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, clock| {
        let (at, clock) = (Clocks::of(model).at(clock), clock as usize);
        // Tickets resolved for good, with those that had been in error at their first resolution instead of the last.
        let sum = part.total(model, outcome, |c| {
            let time = c.resolution[at].sum - c.turns.reopened_time[clock] + c.turns.first_in_error_time[clock];
            time as f64 / HOUR
        });
        let n = |c: &super::Cell| (c.resolution[0].n - c.turns.reopened + c.turns.first_in_error) as f64;
        (sum, part.total(model, outcome, n))
    }),
};
/// Misrouting.
pub(super) const MISROUTED: Metric = share(
    "misrouted",
    "share of attempts that only found out that the ticket is of another kind than it was taken for; by kind, the true one",
    TICKETS,
    Measure::Ratio(|model, outcome, part, _| of_attempts(model, outcome, part, |t| t.misrouted)),
);
/// From afar.
pub(super) const AFAR_IN_VAIN: Metric = share(
    "afar_in_vain",
    "share of attempts that tried from afar and only found out that the ticket needs hands on site",
    TICKETS,
    Measure::Ratio(|model, outcome, part, _| of_attempts(model, outcome, part, |t| t.afar_in_vain)),
);
/// Visits.
pub(super) const VISITS: Metric = times(
    "visits",
    "further visits (after a wait for a part, a vendor or the user) for each resolved ticket",
    BY_TICKET,
    Measure::Ratio(|model, outcome, part, _| of_resolved(model, outcome, part, |t| t.visits)),
);
/// Interruptions.
pub(super) const INTERRUPTIONS: Metric = times(
    "interruptions",
    "times a ticket is taken out of an agent's hands, by a more urgent one or because the shift ends and others go on with it, for each resolved ticket",
    BY_TICKET,
    Measure::Ratio(|model, outcome, part, _| of_resolved(model, outcome, part, |t| t.interruptions)),
);
/// Ageing.
pub(super) const RAISED: Metric = share(
    "raised",
    "share of arriving tickets raised to a higher priority, once or more, for being open too long; by priority, the first",
    BY_TICKET,
    Measure::Ratio(|model, outcome, part, _| of_arrived(model, outcome, part, |t| t.raised)),
);
