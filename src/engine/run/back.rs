//! Tickets that come back to the desk, and those that change while they wait.

use super::Run;
use super::wait::entry_of;
use crate::engine::calendar::{What, rank};
use crate::engine::ticket::{Place, Why};
use crate::engine::{Desk, Lane, Queue, Recorder, State, TicketId};
use crate::model::{AgentId, ReturnsTo};
use crate::units::Span;

impl<R: Recorder> Run<'_, R> {
    /// A ticket leaves the desk to come back after this much business time.
    pub(super) fn leaves_for(&mut self, id: TicketId, why: Why, wait: Span) {
        let back = self.model.business_hours.after(self.desk.now, wait);
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.place = Place::Pending(why);
        let generation = ticket.generation;
        if self.capped {
            self.still_counts(id, why, 1);
        }
        self.calendar.schedule(back, rank::RETURN, What::PendingOver, id, generation);
    }

    /// What a ticket has been doing since it left the desk, up to now.
    pub(super) fn was_away(&mut self, id: TicketId, why: Why) {
        let state = match why {
            Why::User => State::PendingUser,
            Why::Visit => State::PendingOther,
            Why::Reopened => State::Resolved,
            Why::Incident => State::WithIncident,
        };
        self.was(id, state);
    }

    pub(super) fn comes_back(&mut self, id: TicketId) {
        let Place::Pending(why) = self.desk.tickets[id as usize].place else { return };
        let owner = self.desk.tickets[id as usize].owner as AgentId;
        self.was_away(id, why);
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.generation += 1;
        let course = &self.model.kinds[ticket.kind].course;
        match why {
            Why::User => ticket.paused += self.draws.pending(ticket.key, ticket.kind),
            Why::Visit if course.revisit_pauses => {
                let hop = ticket.hop - 1;
                ticket.paused += self.draws.revisit(ticket.key, ticket.kind, hop).unwrap_or(Span::ZERO);
            }
            Why::Visit | Why::Incident => {}
            Why::Reopened => self.open += 1,
        }
        if self.capped {
            self.still_counts(id, why, -1);
        }
        match self.model.lifecycle.returns_to {
            ReturnsTo::Queue => {
                // Who had it may be free without having been given anything, and picks first.
                if self.capped {
                    self.may_be_given_more(owner);
                }
                self.route(id);
            }
            ReturnsTo::Owner(_) if self.desk.tickets[id as usize].is_parent() => self.route(id),
            ReturnsTo::Owner(limit) => {
                self.returns_to_owner(id, limit);
                if self.capped {
                    self.takes_more(owner);
                }
            }
        }
    }

    /// Who had it goes on with it, at once if idle or if it is urgent enough to interrupt; otherwise it waits there, but not for ever.
    fn returns_to_owner(&mut self, id: TicketId, limit: Span) {
        let now = self.desk.now;
        let ticket = &mut self.desk.tickets[id as usize];
        (ticket.joined, ticket.since) = (now, now);
        let owner = ticket.owner as AgentId;
        if self.desk.agents[owner].idle {
            return self.start_idle(owner, id);
        }
        if self.desk.agents[owner].full && !self.desk.is_full(owner) {
            return self.goes_on_with(owner, id);
        }
        if self.may_interrupt_agent(owner, id) || self.on_call && self.is_called_out_for(owner, id) {
            return;
        }
        if self.capped && self.desk.is_full(owner) {
            return self.place(id);
        }
        self.queue_at(owner, id);
        self.patience_begins(id);
        let (until, generation) =
            (self.model.business_hours.after(now, limit), self.desk.tickets[id as usize].generation);
        self.calendar.schedule(until, rank::TIMER, What::OwnerAway, id, generation);
    }

    /// A ticket has waited long enough for its owner: anybody may have it.
    pub(super) fn waits_no_longer(&mut self, id: TicketId) {
        let place = self.desk.tickets[id as usize].place;
        self.take_out(id);
        self.place(id);
        self.left_a_pile(place);
    }

    /// A ticket has been long enough at its priority: it gets the one above, and the place that goes with it.
    pub(super) fn raise(&mut self, id: TicketId) {
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.priority -= 1;
        let place = ticket.place;
        self.recorder.raised(self.desk.now, ticket);
        self.raised_later(id);
        match place {
            Place::Queue(lane) => {
                let class = self.desk.tickets[id as usize].class as usize;
                let lane = self.relane(id, lane, |desk| &mut desk.queues[class]);
                self.desk.tickets[id as usize].place = Place::Queue(lane);
                let _ = self.on_call && self.calls_out_for(id) || self.may_interrupt(id);
            }
            Place::Person(agent, lane) => {
                let lane = self.relane(id, lane, |desk| &mut desk.personal[agent as usize]);
                self.desk.tickets[id as usize].place = Place::Person(agent, lane);
                let agent = agent as AgentId;
                let _ = self.may_interrupt_agent(agent, id) || self.on_call && self.is_called_out_for(agent, id);
            }
            Place::Hands => {
                let holder = self.desk.tickets[id as usize].owner as AgentId;
                let in_hand = self.desk.agents[holder].in_hand.is_some_and(|hand| hand.ticket == id);
                if in_hand && self.desk.agents[holder].interruptible.is_some() {
                    self.hides(holder);
                    self.exposes(holder, id);
                }
            }
            Place::Pending(_) | Place::Gone => {}
        }
    }

    /// Moves a waiting ticket to the lane that its priority now gives it.
    fn relane(&mut self, id: TicketId, from: Lane, queue: impl for<'d> Fn(&'d mut Desk<'_>) -> &'d mut Queue) -> Lane {
        let ticket = &self.desk.tickets[id as usize];
        let (entry, to) = (entry_of(ticket, id), self.policy.ticket_rule.lane(ticket, &self.desk));
        queue(&mut self.desk).remove(from, entry);
        queue(&mut self.desk).push(to, entry);
        to
    }
}
