//! What a run tells about itself while it goes.
//!
//! A recorder is told every change that a metric may need and must not keep anything that grows with the tickets
//! simulated. All methods do nothing by default.

use super::{Phase, Ticket};
use crate::model::{AgentId, Duty, RoleId};
use crate::units::{Span, Time};

/// A mark in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The measured window begins.
    WindowStart,
    /// The measured window ends.
    WindowEnd,
    /// A calendar week ends; the first is 0.
    Week(i64),
    /// A time of the day at which the state is sampled: position in the list of snapshots, day from 0.
    Snapshot(usize, i64),
}

/// A stretch of an agent's time spent on a ticket.
#[derive(Clone, Copy, Debug)]
pub struct Handled {
    /// Who.
    pub agent: AgentId,
    /// Travel or work.
    pub phase: Phase,
    /// The agent's duty at that time; what is neither [`Duty::Available`] nor [`Duty::Away`] is overtime, or on call.
    pub duty: Duty,
    /// In a call-out.
    pub called_out: bool,
    /// How long.
    pub span: Span,
}

/// Listens to a run.
#[allow(unused_variables)]
pub trait Recorder {
    /// A mark was reached; `open` tickets are in the system. Everything before it has been told.
    fn mark(&mut self, now: Time, mark: Mark, open: u64) {}
    /// A ticket arrived.
    fn arrived(&mut self, now: Time, ticket: &Ticket) {}
    /// The number of tickets in the system was `open` for `span`, up to now.
    fn open_for(&mut self, open: u64, span: Span) {}
    /// A ticket was taken by an agent; it waited since `ticket.since`. `first` if nobody had touched it before.
    fn started(&mut self, now: Time, ticket: &Ticket, agent: AgentId, role: RoleId, first: bool) {}
    /// An agent on call was called out for a ticket, which he takes at once: [`Recorder::started`] follows.
    fn called_out(&mut self, now: Time, ticket: &Ticket, agent: AgentId) {}
    /// A ticket left a queue without being taken, or still waits at the end of the run.
    fn waited(&mut self, now: Time, ticket: &Ticket) {}
    /// A stretch of handling ended now.
    fn handled(&mut self, now: Time, handled: Handled) {}
    /// An agent had this duty for `span`, up to now.
    fn on_duty(&mut self, now: Time, agent: AgentId, duty: Duty, span: Span) {}
    /// An attempt was completed by an agent of this role, resolving the ticket or not.
    fn attempted(&mut self, now: Time, ticket: &Ticket, agent: AgentId, role: RoleId) {}
    /// A ticket was resolved by this role.
    fn resolved(&mut self, now: Time, ticket: &Ticket, role: RoleId) {}
    /// A child closed with the parent of its major incident, which this role resolved; `waiting` if in a queue until now.
    fn closed_with_parent(&mut self, now: Time, ticket: &Ticket, role: RoleId, waiting: bool) {}
    /// A major incident began; `measured` if its parent is.
    fn incident_began(&mut self, now: Time, measured: bool) {}
    /// The parent of one that began at `since` is resolved.
    fn incident_over(&mut self, now: Time, since: Time, measured: bool) {}
    /// After it no more tickets are open than when it began.
    fn settled(&mut self, now: Time, since: Time, measured: bool) {}
    /// An agent was off tickets because of a major incident for `span`, up to now.
    fn pulled(&mut self, now: Time, agent: AgentId, span: Span) {}
    /// A ticket was escalated from a role to another.
    fn escalated(&mut self, now: Time, ticket: &Ticket, from: RoleId, to: RoleId) {}
    /// A user gave up waiting.
    fn abandoned(&mut self, now: Time, ticket: &Ticket) {}
    /// A ticket found no place to wait.
    fn blocked(&mut self, now: Time, ticket: &Ticket) {}
    /// A ticket turns out to be of another kind than it is taken for (`mistaken`), or else to need hands on site, after some
    /// work by this role.
    fn found_out(&mut self, now: Time, ticket: &Ticket, role: RoleId) {}
    /// An attempt of this role ended in a wait for another visit.
    fn to_be_visited(&mut self, now: Time, ticket: &Ticket, role: RoleId) {}
    /// A ticket was resolved by this role, which is to turn out wrong.
    fn resolved_in_error(&mut self, now: Time, ticket: &Ticket, role: RoleId) {}
    /// A ticket was taken out of an agent's hands.
    fn interrupted(&mut self, now: Time, ticket: &Ticket, agent: AgentId) {}
    /// A ticket was raised to the priority above.
    fn raised(&mut self, now: Time, ticket: &Ticket) {}
    /// A ticket is open at the end of the measured window; told after that mark, of each.
    fn open_at_end(&mut self, now: Time, ticket: &Ticket) {}
    /// A ticket is still open at the end of the run.
    fn left_open(&mut self, now: Time, ticket: &Ticket) {}
    /// The number of tickets an agent holds has changed (told only if the agent rule assigns persons).
    fn held(&mut self, now: Time, agent: AgentId, open: u32) {}
}

impl Recorder for () {}
