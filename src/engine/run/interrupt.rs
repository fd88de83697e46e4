//! Work taken out of an agent's hands: by a more urgent ticket, or at the end of a shift.

use super::Run;
use crate::engine::ticket::Place;
use crate::engine::{Phase, Recorder, TicketId, agent::InHand};
use crate::model::{AgentId, Duty};
use crate::units::Span;

impl<R: Recorder> Run<'_, R> {
    /// An agent's work may be interrupted from now on, if on duty, not at the user's desk, and not at a major incident.
    #[inline(always)]
    pub(super) fn exposes(&mut self, agent: AgentId, id: TicketId) {
        if self.interrupts {
            self.lists(agent, id);
        }
    }

    #[inline(never)]
    fn lists(&mut self, agent: AgentId, id: TicketId) {
        let stays = self.is_on_site(agent, id) || self.has_several(agent) || self.desk.tickets[id as usize].is_parent();
        if stays || self.desk.agents[agent].duty != Duty::Available {
            return;
        }
        let key = (self.desk.tickets[id as usize].priority, self.desk.now);
        self.desk.agents[agent].interruptible = Some(key);
        self.interruptible[self.desk.agents[agent].pool].insert((key.0, key.1, agent));
    }

    /// And no longer.
    #[inline(always)]
    pub(super) fn hides(&mut self, agent: AgentId) {
        if self.interrupts {
            self.strikes_off(agent);
        }
    }

    #[inline(never)]
    fn strikes_off(&mut self, agent: AgentId) {
        if let Some((priority, since)) = self.desk.agents[agent].interruptible.take() {
            self.interruptible[self.desk.agents[agent].pool].remove(&(priority, since, agent));
        }
    }

    /// How long an agent takes to the user of a ticket, and back: no time for what needs no hands there.
    #[inline(always)]
    pub(super) fn way(&self, agent: AgentId, id: TicketId) -> Span {
        let ticket = &self.desk.tickets[id as usize];
        if ticket.hands { self.model.sites.way(self.desk.agents[agent].site, ticket.site) } else { Span::ZERO }
    }

    /// Whether a ticket keeps an agent who has it away from the desk.
    #[inline]
    pub(super) fn is_on_site(&self, agent: AgentId, id: TicketId) -> bool {
        self.way(agent, id).0 > 0
    }

    /// An urgent ticket that finds nobody idle interrupts the least urgent work, of that the one begun last; preferred agents
    /// go before others. Says whether it did.
    #[inline(always)]
    pub(super) fn may_interrupt(&mut self, id: TicketId) -> bool {
        self.interrupts && self.finds_less_urgent(id)
    }

    #[inline(never)]
    fn finds_less_urgent(&mut self, id: TicketId) -> bool {
        let ticket = &self.desk.tickets[id as usize];
        let class = &self.desk.eligibility.classes[ticket.class as usize];
        for tier in class.tiers.into_iter().flat_map(|tier| [tier.and(class.near), tier.less(class.near)]) {
            let last = tier.iter().filter_map(|pool| self.interruptible[pool].last());
            if let Some((priority, _, agent)) = last.max().copied()
                && self.goes_before(id, priority)
            {
                self.takes_the_place(agent, id);
                return true;
            }
        }
        false
    }

    /// The same of one agent.
    pub(super) fn may_interrupt_agent(&mut self, agent: AgentId, id: TicketId) -> bool {
        let found = self.desk.agents[agent].interruptible;
        let goes = found.is_some_and(|(priority, _)| self.goes_before(id, priority));
        if goes {
            self.takes_the_place(agent, id);
        }
        goes
    }

    fn goes_before(&self, id: TicketId, other: u8) -> bool {
        let priority = self.desk.tickets[id as usize].priority;
        self.model.lifecycle.preemption.is_some_and(|p| priority < p.priorities && priority < other)
    }

    fn takes_the_place(&mut self, agent: AgentId, id: TicketId) {
        let Some(preemption) = self.model.lifecycle.preemption else { return };
        self.take_out(id);
        let displaced = self.out_of_hand(agent, preemption.keeps);
        // Beside the one that interrupts it, unless that is one too many.
        let limit = self.desk.hold(agent).open_limit;
        let stays = preemption.stays && limit.is_none_or(|limit| self.desk.agents[agent].open + 2 <= limit);
        if let Some(displaced) = displaced.filter(|_| stays) {
            self.queue_at(agent, displaced);
            self.patience_begins(displaced);
        }
        self.desk.agents[agent].open += 1;
        self.start(agent, id);
        self.held(agent);
        if let Some(displaced) = displaced.filter(|_| !stays) {
            self.place(displaced);
        }
    }

    /// Takes the ticket out of an agent's hands, with what remains of the work, and of the work done what is not kept.
    pub(super) fn out_of_hand(&mut self, agent: AgentId, keeps: f64) -> Option<TicketId> {
        self.book(agent);
        self.hides(agent);
        let a = &mut self.desk.agents[agent];
        a.generation += 1;
        a.open -= 1;
        let InHand { ticket: id, phase, whole, remaining, running, .. } = a.in_hand.take()?;
        let speed = a.speed;
        if !running {
            self.was(id, crate::engine::State::WithAgent);
        }
        self.ledger.work_given -= i128::from(remaining.0);
        let ticket = &mut self.desk.tickets[id as usize];
        if phase == Phase::Work {
            let lost = ((whole - remaining).0 as f64 * (1.0 - keeps)) as i64;
            let rest = remaining.0 + lost;
            ticket.special = true;
            ticket.rest = Some(Span(if speed == 1.0 { rest } else { (rest as f64 * speed) as i64 }));
        }
        ticket.place = Place::Gone;
        ticket.since = self.desk.now;
        self.recorder.interrupted(self.desk.now, ticket, agent);
        Some(id)
    }
}
