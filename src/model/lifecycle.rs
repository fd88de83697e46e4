//! What may happen to a ticket beside waiting and being worked on. All of it is off unless the desk says otherwise.

use super::Law;
use crate::units::Span;

/// Something that happens to a ticket by chance and brings it back after a while.
#[derive(Clone, Debug, PartialEq)]
pub struct Again {
    /// Probability, 0 to less than 1.
    pub chance: f64,
    /// How long until it is back.
    pub after: Law,
}

/// Users who send a ticket, wait until it has left the desk, and send the next one a while later.
#[derive(Clone, Debug, PartialEq)]
pub struct Population {
    /// How many.
    pub users: u32,
    /// From the end of a ticket to the next one, on the calendar clock.
    pub between: Law,
}

/// How the tickets of a kind may go on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// An attempt that would have resolved the ticket ends in a wait for a part, a vendor or the user, on the business
    /// clock, and another visit: an attempt with work of its own.
    pub revisit: Option<Again>,
    /// Whether the clock less pauses stands still meanwhile.
    pub revisit_pauses: bool,
    /// A resolved ticket turns out not to be, a while later on the business clock.
    pub reopened: Option<Again>,
    /// A user who gave up waiting, or found no place to wait, tries again, a while later on the calendar clock.
    pub redial: Option<Again>,
    /// Probability that it is taken for each kind when it arrives; empty: always for what it is.
    pub taken_for: Vec<f64>,
    /// Its tickets come from so many users, one at a time each, instead of a stream.
    pub population: Option<Population>,
    /// It needs one of the waiting places if it cannot be started at once.
    pub needs_place: bool,
}

/// Who gets a ticket that comes back to the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReturnsTo {
    /// Whoever the policy chooses, as if it had just come.
    #[default]
    Queue,
    /// The agent who had it; after this much business time in vain, the queue.
    Owner(Span),
}

/// Urgent tickets interrupt others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preemption {
    /// Tickets of this many highest priorities interrupt work on any lower priority.
    pub priorities: u8,
    /// Share of the work done that is not lost: 1 resumes, 0 starts anew.
    pub keeps: f64,
    /// The interrupted ticket waits for its agent; otherwise it goes back to the head of its queue.
    pub stays: bool,
}

/// How the desk goes about its tickets.
#[derive(Clone, Debug, PartialEq)]
pub struct Lifecycle {
    /// Who gets a ticket back from pending, or reopened.
    pub returns_to: ReturnsTo,
    /// Work that a ticket needs anew when somebody else takes it over, before the work proper.
    pub handover: Span,
    /// Most tickets that may wait in queues at a time, of kinds that need a place; one more arrival is lost.
    pub places: Option<u32>,
    /// Share of an attempt's work after which it is found out that the ticket is of another kind than it was taken for.
    pub triage_share: f64,
    /// Every ticket is first tried from afar; share of an attempt's work after which the need of hands is found out.
    pub remote_first: Option<f64>,
    /// Who interrupts whom.
    pub preemption: Option<Preemption>,
    /// By priority: business time at it after which the ticket is raised to the one above.
    pub raised_after: Vec<Option<Span>>,
}

impl Default for Lifecycle {
    fn default() -> Self {
        Lifecycle {
            returns_to: ReturnsTo::Queue,
            handover: Span::ZERO,
            places: None,
            triage_share: 1.0,
            remote_first: None,
            preemption: None,
            raised_after: Vec::new(),
        }
    }
}

impl Lifecycle {
    /// Whether agents have a pile of their own whatever the routing policy.
    pub fn has_piles(&self) -> bool {
        self.returns_to != ReturnsTo::Queue || self.preemption.is_some_and(|p| p.stays)
    }
}
