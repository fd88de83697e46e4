//! A ticket in the system.

use super::ClassId;
use crate::model::{KindId, Priority};
use crate::units::{Span, Time};
use crate::workload::Key;

/// Place of a ticket among those in the system; used again when the ticket has left.
pub type TicketId = u32;

/// A ticket with all that is known of it while it is in the system.
#[derive(Clone, Debug, Default)]
pub struct Ticket {
    /// Order of arrival, from 0, unique in a run.
    pub number: u64,
    /// What all its draws are derived from.
    pub key: Key,
    /// When it arrived.
    pub arrived: Time,
    /// When it joined the queue it is or last was in; kept when its work is suspended.
    pub joined: Time,
    /// Kind it is worked on as.
    pub kind: KindId,
    /// Kind it arrived as.
    pub first_kind: KindId,
    /// Priority.
    pub priority: Priority,
    /// Needs hands on site.
    pub hands: bool,
    /// The cause is systemic.
    pub systemic: bool,
    /// Arrived in the measured window.
    pub measured: bool,
    /// Completed attempts.
    pub hop: u32,
    /// Somebody has worked on it.
    pub touched: bool,
    /// The attempt to come, or in hand, is interrupted to wait for the user.
    pub pends: bool,
    /// It waits or has waited for its user.
    pub pended: bool,
    /// Business time spent waiting for the user so far.
    pub paused: Span,
    /// Who may take it.
    pub class: ClassId,
    /// Recorded work content of the first attempt.
    pub recorded_work: Option<Span>,
    /// Moves on when an event that waits for it becomes void.
    pub(super) generation: u32,
    /// Where it is.
    pub(super) place: Place,
}

/// The one place a ticket is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// The shared queue of its class, in this lane.
    Queue(super::Lane),
    /// An agent's own queue, in this lane.
    Person(u32, super::Lane),
    /// With an agent, in work or resting.
    Hands,
    /// Waiting for the user.
    Pending,
    /// Left the system, or on its way from one place to the next within an event.
    #[default]
    Gone,
}
