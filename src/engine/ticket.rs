//! A ticket in the system.

use super::{ClassId, State};
use crate::model::{KindId, Priority, SiteId};
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
    /// When it joined the queue it is or last was in, which decides its place there; kept when its work is interrupted.
    pub joined: Time,
    /// When it came to be where it is: in a queue, when it began to wait there.
    pub since: Time,
    /// Kind it is worked on as.
    pub kind: KindId,
    /// Kind it arrived as, whatever it was taken for.
    pub first_kind: KindId,
    /// Priority.
    pub priority: Priority,
    /// Priority it arrived with.
    pub first_priority: Priority,
    /// Is known to need hands on site.
    pub hands: bool,
    /// Where its user is.
    pub site: SiteId,
    /// Needs hands on site, which nobody knows yet.
    pub afar: bool,
    /// Was taken for another kind, which nobody knows yet.
    pub mistaken: bool,
    /// The attempt to come is not a whole one: it only finds out what the ticket is, or is the rest of one interrupted.
    pub(super) special: bool,
    /// The cause is systemic.
    pub systemic: bool,
    /// Arrived in the measured window.
    pub measured: bool,
    /// Completed attempts.
    pub hop: u32,
    /// Somebody has worked on it.
    pub touched: bool,
    /// Who has it took it over from somebody else.
    pub taken_over: bool,
    /// The attempt to come, or in hand, is interrupted to wait for the user.
    pub pends: bool,
    /// It waits or has waited for its user.
    pub pended: bool,
    /// Business time for which the clock less pauses stood still so far.
    pub paused: Span,
    /// Times it joined a queue.
    pub waits: u32,
    /// The agent who has or last had it; meaningful once somebody has touched it.
    pub owner: u32,
    /// The user of a number of them who sent it, or [`NOBODY`].
    pub(super) member: u32,
    /// What it is to a major incident.
    pub(super) link: Link,
    /// Times another agent took it over.
    pub handovers: u32,
    /// Times it was resolved in error.
    pub reopened: u32,
    /// What remains of an attempt that was interrupted, as work content.
    pub rest: Option<Span>,
    /// Microseconds in each [`State`] so far. While it waits in a shared queue those of waiting are less by the readings of the
    /// clock of its class when it joined.
    pub spent: [i64; State::COUNT],
    /// Of its microseconds in work, those in attempts that did not resolve it.
    pub in_vain: i64,
    /// Who may take it.
    pub class: ClassId,
    /// Recorded work content of the first attempt.
    pub recorded_work: Option<Span>,
    /// Moves on when an event that waits for it becomes void.
    pub(super) generation: u32,
    /// Moves on when it leaves the system.
    pub(super) stay: u32,
    /// Where it is.
    pub(super) place: Place,
}

impl Ticket {
    /// It is the parent of a major incident.
    pub fn is_parent(&self) -> bool {
        matches!(self.link, Link::Parent(_))
    }

    /// It belongs to a major incident, as its parent or as one of those linked to it.
    pub fn is_of_incident(&self) -> bool {
        self.link != Link::None
    }
}

/// What a ticket is to the major incident of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Link {
    /// Nothing.
    #[default]
    None,
    /// One of those linked to its parent.
    Child(u32),
    /// Its parent.
    Parent(u32),
}

/// No member: the ticket came by a stream.
pub(super) const NOBODY: u32 = u32::MAX;

/// The one place a ticket is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// The shared queue of its class, in this lane.
    Queue(super::Lane),
    /// An agent's own queue, in this lane.
    Person(u32, super::Lane),
    /// With an agent, in work or resting.
    Hands,
    /// Outside the desk, to come back.
    Pending(Why),
    /// Left the system, or on its way from one place to the next within an event.
    #[default]
    Gone,
}

/// Why a ticket is to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It waits for its user in the middle of an attempt.
    User,
    /// It waits for a part, a vendor or its user before another visit.
    Visit,
    /// It was resolved in error.
    Reopened,
    /// It closes with the parent of its incident, and comes back no more.
    Incident,
}
