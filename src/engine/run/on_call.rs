//! Nobody is on duty for a ticket: who is on call is called out for it.
//!
//! A ticket calls somebody out when it is routed, raised or left behind and nobody who may be given it is on duty; people
//! on duty come first, busy or held back. Of those on call for its priority and not out already, whose own work it is goes
//! before who helps out, then who has had nothing to do longest. Of several tickets that wait the most urgent calls first,
//! then the one that has waited longest. Rules of routing have no say in it: they are about people on duty.
//!
//! What rests with an agent since the end of the shift is put aside for the call-out and rests again afterwards.

use super::Run;
use crate::engine::{Agent, Phase, PoolSet, Recorder, Ticket, TicketId};
use crate::model::{AgentId, Duty, Priority};
use crate::units::Time;

/// What calls first.
type Urgency = (Priority, Time, u64);

impl<R: Recorder> Run<'_, R> {
    /// The duty of an agent has changed.
    pub(super) fn stands_by(&mut self, agent: AgentId) {
        let a = &mut self.desk.agents[agent];
        match a.duty {
            Duty::OnCall => {
                a.idle_since = self.desk.now;
                self.standing_by.insert(agent);
                return;
            }
            // From now on it is a ticket as any other.
            Duty::Available => a.called_out = false,
            Duty::Away | Duty::Break | Duty::Off => {}
        }
        self.standing_by.remove(&agent);
    }

    /// An agent has let go of what he was at; says whether that settles what he does next.
    #[inline(never)]
    pub(super) fn is_back(&mut self, agent: AgentId) -> bool {
        let a = &mut self.desk.agents[agent];
        a.called_out = false;
        a.in_hand = a.aside.pop();
        let (on, rests) = (a.duty == Duty::Available, a.in_hand.is_some());
        if on && !rests {
            return false;
        }
        self.helps(agent, false);
        if on {
            self.resumes(agent);
        } else {
            self.is_free_to_be_called(agent);
        }
        true
    }

    pub(super) fn is_free_to_be_called(&mut self, agent: AgentId) {
        let a = &mut self.desk.agents[agent];
        if a.duty == Duty::OnCall {
            a.idle_since = self.desk.now;
            self.calls_out_for_who_waits();
        }
    }

    /// Calls somebody out for a ticket that needs anybody; says whether there is one.
    #[inline(never)]
    pub(super) fn calls_out_for(&mut self, id: TicketId) -> bool {
        let agent = self.on_call_for(id);
        if let Some(agent) = agent {
            self.call_out(agent, id);
        }
        agent.is_some()
    }

    /// The same for a ticket that needs this agent.
    #[inline(never)]
    pub(super) fn is_called_out_for(&mut self, agent: AgentId, id: TicketId) -> bool {
        let may = self.may_be_called(agent, self.desk.ticket(id));
        if may {
            self.call_out(agent, id);
        }
        may
    }

    /// Tickets that wait call out whom they can.
    pub(super) fn calls_out_for_who_waits(&mut self) {
        while let Some((agent, id)) = self.next_call() {
            self.call_out(agent, id);
        }
    }

    fn on_call_for(&self, id: TicketId) -> Option<AgentId> {
        let ticket = self.desk.ticket(id);
        let tiers = self.desk.eligibility.classes[ticket.class as usize].tiers;
        if !PoolSet(tiers[0].0 | tiers[1].0).and(self.desk.staffing.on_duty).is_empty() {
            return None;
        }
        tiers.iter().find_map(|tier| {
            let may = |a: &&AgentId| tier.contains(self.desk.agents[**a].pool) && self.may_be_called(**a, ticket);
            self.standing_by.iter().filter(may).min_by_key(|a| (self.desk.agents[**a].idle_since, **a)).copied()
        })
    }

    fn may_be_called(&self, agent: AgentId, ticket: &Ticket) -> bool {
        let a = &self.desk.agents[agent];
        let takes = self.model.groups[a.group].on_call.as_ref().is_some_and(|o| o.takes(ticket.priority));
        takes && is_at_home(a)
    }

    /// The first call of all that could be made now.
    fn next_call(&self) -> Option<(AgentId, TicketId)> {
        if !self.standing_by.iter().any(|a| is_at_home(&self.desk.agents[*a])) {
            return None;
        }
        let mut first: Option<(Urgency, AgentId, TicketId)> = None;
        let mut calls = |id: TicketId, agent: &dyn Fn() -> Option<AgentId>| {
            let Ticket { priority, joined, number, .. } = *self.desk.ticket(id);
            let urgency = (priority, joined, number);
            if first.is_none_or(|(other, ..)| urgency < other)
                && let Some(agent) = agent()
            {
                first = Some((urgency, agent, id));
            }
        };
        for class in self.desk.waiting.iter() {
            for entry in self.desk.queues[class as usize].iter() {
                calls(entry.ticket, &|| self.on_call_for(entry.ticket));
            }
        }
        for agent in self.standing_by.iter().copied() {
            for entry in self.desk.personal.get(agent).into_iter().flat_map(|queue| queue.iter()) {
                let ticket = self.desk.ticket(entry.ticket);
                calls(entry.ticket, &|| self.may_be_called(agent, ticket).then_some(agent));
            }
        }
        first.map(|(_, agent, id)| (agent, id))
    }

    fn call_out(&mut self, agent: AgentId, id: TicketId) {
        self.take_out(id);
        let a = &mut self.desk.agents[agent];
        a.called_out = true;
        a.open += 1;
        a.aside.extend(a.in_hand.take());
        let delay = self.model.groups[a.group].on_call.as_ref().map_or_else(Default::default, |o| o.delay);
        self.recorder.called_out(self.desk.now, &self.desk.tickets[id as usize], agent);
        self.takes(agent, id);
        if delay.0 > 0 {
            self.begin_aside(agent, id, Phase::CallOut, delay);
        } else {
            self.goes(agent, id);
        }
        self.held(agent);
    }
}

/// On call, with nothing to do but what rests until the shift.
fn is_at_home(a: &Agent) -> bool {
    a.duty == Duty::OnCall && !a.called_out && a.in_hand.is_none_or(|hand| !hand.running)
}
