//! An agent during a run.

use super::{PoolId, TicketId};
use crate::model::{Duty, GroupId, RoleId, SiteId};
use crate::units::{Span, Time};

/// What an agent does with a ticket in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Called out, and getting to work.
    CallOut,
    /// On the way to the user.
    Travel,
    /// Taking it over from somebody else.
    HandOver,
    /// At work.
    Work,
    /// Wrapping up, the ticket is gone.
    WrapUp,
    /// On the way back, the ticket is gone.
    Return,
}

/// Work in hand: what remains of the present phase, and since when it has been running.
#[derive(Clone, Copy, Debug)]
pub struct InHand {
    /// The ticket; meaningless in [`Phase::WrapUp`] and [`Phase::Return`].
    pub ticket: TicketId,
    /// Present phase.
    pub phase: Phase,
    /// How long the phase was when it began.
    pub whole: Span,
    /// What remained of the phase at `since`.
    pub remaining: Span,
    /// When it was started, resumed or last accounted for.
    pub since: Time,
    /// False while it rests with its agent.
    pub running: bool,
    /// The way back that follows, if any.
    pub back: Span,
}

/// Work in hand of an agent who may have several tickets in work at once. What remains of each is counted as if it
/// were alone; it passes the slower, the more there are.
#[derive(Clone, Debug, Default)]
pub struct Several {
    /// In the order in which they were begun.
    pub hands: Vec<InHand>,
    /// What remains is that of this instant.
    pub since: Time,
}

/// An agent: duty, work in hand, and what rules may want to know.
#[derive(Clone, Debug)]
pub struct Agent {
    /// Group.
    pub group: GroupId,
    /// Pool.
    pub pool: PoolId,
    /// Role, that of the pool.
    pub role: RoleId,
    /// Site, that of the pool.
    pub site: SiteId,
    /// Handling time is work content divided by this. That of the pool, or less while new people learn.
    pub speed: f64,
    /// Duty by the roster.
    pub duty: Duty,
    /// Duty accounted for until then.
    pub duty_since: Time,
    /// Work in hand.
    pub in_hand: Option<InHand>,
    /// Idle since then; meaningful while [`Agent::idle`].
    pub idle_since: Time,
    /// On duty and free to take a ticket: with nothing in hand, or fewer than the agent may have in work at once.
    pub idle: bool,
    /// Tickets in hand and in the agent's own queue.
    pub open: u32,
    /// Free, but may not be given anything new: as many tickets are open as may be.
    pub(super) full: bool,
    /// Called out, until done or until the own shift begins.
    pub called_out: bool,
    /// What rests until the work in hand is done: put aside for a call-out, the last first.
    pub aside: Vec<InHand>,
    /// On duty with work that another role could do.
    pub(super) helping: bool,
    /// Entry among those who may be interrupted.
    pub(super) interruptible: Option<(u8, Time)>,
    /// Moves on when a scheduled end of work becomes void.
    pub(super) generation: u32,
}
