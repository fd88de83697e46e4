//! Agents who have several tickets in work at once, as in chats: the more there are, the slower each goes.
//!
//! What remains of each is counted as if it were alone, and is brought up to date whenever another begins or ends, or its
//! agent comes on duty or leaves; only the one that ends first is scheduled.

use super::Run;
use super::work::{rank_of, state_of};
use crate::engine::agent::InHand;
use crate::engine::calendar::What;
use crate::engine::{Handled, Phase, Recorder, State, TicketId};
use crate::model::AgentId;
use crate::units::Span;

impl<R: Recorder> Run<'_, R> {
    #[inline]
    pub(super) fn has_several(&self, agent: AgentId) -> bool {
        self.desk.hold(agent).at_once > 1
    }

    /// An agent may have more in work than there is.
    pub(super) fn may_take_another(&mut self, agent: AgentId) {
        let a = &self.desk.agents[agent];
        let in_work = self.desk.several[agent].hands.len();
        if self.has_several(agent) && !a.idle && !a.full && in_work < self.desk.hold(agent).at_once as usize {
            self.free(agent);
        }
    }

    /// Another ticket or its wrap-up is begun beside those in work.
    #[inline(never)]
    pub(super) fn begin_beside(&mut self, agent: AgentId, ticket: TicketId, phase: Phase, span: Span) {
        self.progress(agent);
        let since = self.desk.now;
        let hand = InHand { ticket, phase, whole: span, remaining: span, since, running: true, back: Span::ZERO };
        self.desk.several[agent].hands.push(hand);
        self.ledger.work_given += i128::from(span.0);
        self.schedule_first(agent);
    }

    /// Brings what remains of everything in work up to date.
    fn progress(&mut self, agent: AgentId) {
        self.book_several(agent);
        let percent = self.desk.hold(agent).percent_of_time(running(&self.desk.several[agent].hands));
        let several = &mut self.desk.several[agent];
        let span = self.desk.now - several.since;
        several.since = self.desk.now;
        for hand in several.hands.iter_mut().filter(|hand| hand.running) {
            let done = Span(span.0 * 100 / percent).min(hand.remaining);
            hand.remaining -= done;
            self.ledger.work_done += i128::from(done.0);
        }
    }

    /// Schedules the end of what ends first, of those at one instant the one begun first.
    fn schedule_first(&mut self, agent: AgentId) {
        self.desk.agents[agent].generation += 1;
        let hands = &self.desk.several[agent].hands;
        let percent = self.desk.hold(agent).percent_of_time(running(hands));
        let Some(first) = hands.iter().filter(|hand| hand.running).min_by_key(|hand| hand.remaining) else { return };
        // Rounded up: at that instant nothing is left of it.
        let over = self.desk.now + Span((first.remaining.0 * percent + 99) / 100);
        let generation = self.desk.agents[agent].generation;
        self.calendar.schedule(over, rank_of(first.phase), What::PhaseOver, agent as u32, generation);
    }

    /// Takes what has just ended out of an agent's hands.
    #[inline(never)]
    pub(super) fn first_of_several(&mut self, agent: AgentId) -> Option<InHand> {
        if !self.several || !self.has_several(agent) {
            return None;
        }
        self.progress(agent);
        let hands = &mut self.desk.several[agent].hands;
        let first = hands.iter().enumerate().filter(|(_, hand)| hand.running).min_by_key(|(_, hand)| hand.remaining);
        let at = first.map(|(at, _)| at)?;
        let first = hands.remove(at);
        self.schedule_first(agent);
        Some(first)
    }

    /// Books the time since the last booking: on each ticket, and once on the agent.
    #[inline(never)]
    pub(super) fn book_several(&mut self, agent: AgentId) {
        if !self.has_several(agent) {
            return;
        }
        let now = self.desk.now;
        let mut booked = None;
        for hand in self.desk.several[agent].hands.iter_mut().filter(|hand| hand.running && hand.since < now) {
            let span = now - hand.since;
            hand.since = now;
            if let Some(state) = state_of(hand.phase) {
                let ticket = &mut self.desk.tickets[hand.ticket as usize];
                ticket.spent[state as usize] += span.0;
                ticket.since = now;
            }
            // Wrapping up beside a ticket in work counts as work.
            if booked.is_none_or(|(_, phase)| phase != Phase::Work) {
                booked = Some((span, hand.phase));
            }
        }
        if let Some((span, phase)) = booked {
            let duty = self.desk.agents[agent].duty;
            self.recorder.handled(now, Handled { agent, phase, duty, called_out: false, span });
        }
    }

    /// Whether anything in an agent's hands could be done by another role.
    #[inline(never)]
    pub(super) fn helps_with_others(&self, agent: AgentId) -> bool {
        let hands = &self.desk.several[agent].hands;
        let mut classes = hands.iter().filter(|h| h.running && state_of(h.phase).is_some());
        classes.any(|hand| self.desk.shared.contains(self.desk.tickets[hand.ticket as usize].class))
    }

    /// Everything in hand goes on when its agent comes on duty, and rests when the agent leaves, unless it is finished first.
    pub(super) fn duty_of_several(&mut self, agent: AgentId, on: bool) {
        self.is_idle_no_more(agent);
        if on || !self.model.groups[self.desk.agents[agent].group].shift_end.finishes() {
            self.progress(agent);
            for at in 0..self.desk.several[agent].hands.len() {
                let hand = &mut self.desk.several[agent].hands[at];
                let rested = !std::mem::replace(&mut hand.running, on);
                hand.since = self.desk.now;
                let (id, about_a_ticket) = (hand.ticket, state_of(hand.phase).is_some());
                if on && rested && about_a_ticket {
                    self.was(id, State::WithAgent);
                }
            }
            self.schedule_first(agent);
            self.helps(agent, false);
        }
        if on {
            self.may_take_another(agent);
        }
    }

    /// What remains in hand at the end of a run.
    pub(super) fn close_several(&mut self) {
        for agent in 0..self.desk.several.len() {
            self.progress(agent);
            for hand in std::mem::take(&mut self.desk.several[agent].hands) {
                self.ledger.work_given -= i128::from(hand.remaining.0);
                if !hand.running && state_of(hand.phase).is_some() {
                    self.was(hand.ticket, State::WithAgent);
                }
            }
        }
    }
}

fn running(hands: &[InHand]) -> usize {
    hands.iter().filter(|hand| hand.running).count()
}
