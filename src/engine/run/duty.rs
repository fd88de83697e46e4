//! Agents come on duty and leave it.

use super::Run;
use super::work::rank_of;
use crate::engine::agent::Agent;
use crate::engine::calendar::What;
use crate::engine::{Phase, Recorder, State, TicketId};
use crate::model::{AgentId, Duty, ShiftEnd};

impl<R: Recorder> Run<'_, R> {
    pub(super) fn book_duty(&mut self, agent: AgentId) {
        let now = self.desk.now;
        let a = &mut self.desk.agents[agent];
        self.recorder.on_duty(now, agent, a.duty, now - a.duty_since);
        let span = now - a.duty_since;
        a.duty_since = now;
        if self.major.is_some() {
            self.book_pull(agent, span);
        }
    }

    pub(super) fn duty_changes(&mut self, agent: AgentId, duty: Duty) {
        self.book(agent);
        self.book_duty(agent);
        self.ledger.events += 1;
        let a = &mut self.desk.agents[agent];
        let was = std::mem::replace(&mut a.duty, duty);
        let ends = self.model.groups[a.group].shift_end;
        let (was_on, on) = (was == Duty::Available, duty == Duty::Available);
        let (hand, idle, called_out) = (a.in_hand, a.idle, a.called_out);
        if was_on != on && self.desk.count_on_duty(agent, on) {
            self.staffing_changed();
        }
        if self.capped {
            self.is_full_no_more(agent);
        }
        match hand {
            _ if self.several && self.has_several(agent) => self.duty_of_several(agent, on),
            Some(hand) if on && !hand.running => self.resumes(agent),
            Some(hand) if !on && hand.running && !ends.finishes() && !called_out => self.suspends(agent),
            Some(_) if !on => self.hides(agent),
            Some(hand) if !was_on && hand.phase == Phase::Work => self.exposes(agent, hand.ticket),
            None if on => self.free(agent),
            None if idle => self.is_idle_no_more(agent),
            _ => {}
        }
        self.held(agent);
        if self.capped {
            self.takes_more(agent);
        }
        if self.on_call {
            self.stands_by(agent);
        }
        if duty.is_off() && !was.is_off() {
            match ends {
                ShiftEnd::HandOver => self.hands_over(agent),
                ShiftEnd::Relieved => self.may_be_relieved(agent),
                ShiftEnd::Finish | ShiftEnd::Suspend => {}
            }
        }
        if self.on_call {
            self.calls_out_for_who_waits();
        }
    }

    /// New people are faster than in the week before.
    pub(super) fn week_begins(&mut self, week: i64) {
        for agent in &mut self.desk.agents {
            let group = &self.model.groups[agent.group];
            if group.dates.ramp.is_some() {
                agent.speed = group.speed_in(week);
            }
        }
    }

    /// What rests with an agent goes on.
    pub(super) fn resumes(&mut self, agent: AgentId) {
        let now = self.desk.now;
        let a = &mut self.desk.agents[agent];
        let Some(hand) = &mut a.in_hand else { return };
        (hand.running, hand.since) = (true, now);
        let (id, phase, over, generation) = (hand.ticket, hand.phase, now + hand.remaining, a.generation);
        self.calendar.schedule(over, rank_of(phase), What::PhaseOver, agent as u32, generation);
        if !matches!(phase, Phase::WrapUp | Phase::Return) {
            self.was(id, State::WithAgent);
            let class = self.desk.tickets[id as usize].class;
            self.helps(agent, self.desk.shared.contains(class));
        }
        if phase == Phase::Work {
            self.exposes(agent, id);
        }
    }

    /// What an agent has in hand rests.
    fn suspends(&mut self, agent: AgentId) {
        let a = &mut self.desk.agents[agent];
        if let Some(hand) = &mut a.in_hand {
            hand.running = false;
            a.generation += 1;
        }
        self.hides(agent);
        self.helps(agent, false);
    }

    /// At the end of a shift what an agent has in hand, unless on site, and in the own queue goes to others.
    fn hands_over(&mut self, agent: AgentId) {
        if let Some(hand) = self.desk.agents[agent].in_hand
            && !self.desk.agents[agent].called_out
            && !matches!(hand.phase, Phase::WrapUp | Phase::Return)
            && !self.is_on_site(agent, hand.ticket)
            && let Some(id) = self.out_of_hand(agent, 1.0)
        {
            self.held(agent);
            self.place(id);
        }
        let own: Vec<TicketId> =
            self.desk.personal.get(agent).map_or(Vec::new(), |queue| queue.iter().map(|e| e.ticket).collect());
        for id in own {
            self.take_out(id);
            self.place(id);
        }
    }

    /// Whether what an agent has in hand waits for somebody to take it over.
    fn is_leaving(&self, agent: AgentId) -> bool {
        let a = &self.desk.agents[agent];
        let Some(hand) = a.in_hand else { return false };
        a.duty.is_off()
            && !a.called_out
            && self.model.groups[a.group].shift_end == ShiftEnd::Relieved
            && !matches!(hand.phase, Phase::WrapUp | Phase::Return)
            && !self.is_on_site(agent, hand.ticket)
    }

    /// At the end of a shift somebody alike who is idle, the one who has been so longest, takes over; or who is free next.
    fn may_be_relieved(&mut self, agent: AgentId) {
        if !self.is_leaving(agent) {
            return;
        }
        let pool = self.desk.agents[agent].pool;
        if self.desk.idle[pool] == 0 {
            self.leaving[pool].insert(agent);
            return;
        }
        let alike = |(_, a): &(AgentId, &Agent)| a.idle && a.pool == pool;
        let idle = self.desk.agents.iter().enumerate().filter(alike).min_by_key(|(by, a)| (a.idle_since, *by));
        if let Some((by, _)) = idle
            && let Some(id) = self.let_go(agent)
        {
            self.start_idle(by, id);
        }
    }

    /// What a free agent takes over from somebody alike whose shift is over: the first one of the team.
    #[inline(never)]
    pub(super) fn relieves(&mut self, by: AgentId) -> Option<TicketId> {
        if self.capped && self.desk.is_full(by) {
            return None;
        }
        let pool = self.desk.agents[by].pool;
        let leaving = loop {
            // Who has finished meanwhile, or is back, is struck off when it is found out.
            let agent = self.leaving[pool].pop_first()?;
            if self.is_leaving(agent) {
                break agent;
            }
        };
        let id = self.let_go(leaving)?;
        self.desk.agents[by].open += 1;
        Some(id)
    }

    /// An idle agent leaves duty, or is about to look for a ticket again.
    pub(super) fn is_idle_no_more(&mut self, agent: AgentId) {
        if std::mem::replace(&mut self.desk.agents[agent].idle, false) {
            if self.desk.count_idle(agent, false) {
                self.staffing_changed();
            }
            self.policy.agent_rule.taken(agent, &self.desk);
        }
    }

    fn let_go(&mut self, agent: AgentId) -> Option<TicketId> {
        let id = self.out_of_hand(agent, 1.0)?;
        self.helps(agent, false);
        self.held(agent);
        if self.on_call {
            self.is_free_to_be_called(agent);
        }
        Some(id)
    }

    #[inline]
    pub(super) fn held(&mut self, agent: AgentId) {
        if self.personal {
            self.policy.agent_rule.changed(agent, &self.desk);
            self.recorder.held(self.desk.now, agent, self.desk.agents[agent].open);
        }
    }
}
