//! How many tickets an agent has at once: several in work, and a limit to those open.

use super::{Agent, Hand, Place, Ticket, Twin};
use desksim::engine::{Phase, State};
use desksim::model::{AgentId, Duty};
use desksim::units::{Span, Time};

/// What somebody has in work who may have several tickets in work. What remains of each is as if it were alone.
#[derive(Default)]
pub(super) struct Several {
    pub hands: Vec<Hand>,
    /// What remains is that of this instant.
    since: Time,
    /// When the first of them is over: order and rank of that.
    pub over: Option<(Time, u64, u8)>,
}

impl Several {
    /// What its agent is at: work if that is among it.
    pub fn phase(&self) -> Option<Phase> {
        let phases = || self.hands.iter().map(|h| h.phase);
        self.over?;
        phases().find(|p| *p == Phase::Work).or(phases().next_back())
    }
}

impl Twin<'_> {
    pub(super) fn at_once(&self, agent: AgentId) -> usize {
        self.model.groups[self.agents[agent].group].hold.at_once as usize
    }

    pub(super) fn pending_that_counts(&self, agent: AgentId) -> usize {
        let away = |t: &&Ticket| matches!(t.place, Place::Pending(state, ..) if state != State::Resolved);
        let counts = self.model.groups[self.agents[agent].group].hold.pending_counts;
        let limited = self.model.groups.iter().any(|g| g.hold.open_limit.is_some());
        let of_this = self.tickets.iter().filter(away).filter(|t| t.owner == Some(agent));
        if counts && limited { of_this.count() } else { 0 }
    }

    pub(super) fn is_full(&self, agent: AgentId) -> bool {
        let limit = self.model.groups[self.agents[agent].group].hold.open_limit;
        limit.is_some_and(|limit| self.holds(agent) >= limit as usize)
    }

    pub(super) fn may_take_another(&mut self, agent: AgentId) {
        let a: &Agent = &self.agents[agent];
        let room = a.several.hands.len() < self.at_once(agent);
        if self.at_once(agent) > 1 && room && a.idle.is_none() && !a.full {
            self.looks_for_work(agent);
        }
    }

    /// Who was free without being given anything may be given something.
    pub(super) fn may_be_given_more(&mut self, agent: AgentId) {
        if self.agents[agent].full && !self.is_full(agent) {
            self.looks_for_work(agent);
        }
        self.takes_more(agent);
    }

    /// What waits for anybody because the agents chosen were full goes to this one, who is busy and no longer full.
    pub(super) fn takes_more(&mut self, agent: AgentId) {
        let limited = self.model.groups[self.agents[agent].group].hold.open_limit.is_some();
        if self.rules.agent_rule != "shortest-queue" || !limited {
            return;
        }
        while self.agents[agent].duty == Duty::Available && !self.is_full(agent) {
            let a = &mut self.agents[agent];
            if a.full || a.idle.is_some() {
                return;
            }
            // Asked as if the agent were free.
            a.idle = Some(self.now);
            let next = self.next_of_anybody(agent).map(|t| t.number);
            self.agents[agent].idle = None;
            let Some(number) = next else { return };
            let at = self.at(number);
            let t = &mut self.tickets[at];
            if let Place::Waiting(with, _) = &mut t.place {
                *with = Some(agent);
            }
            t.waits += 1;
        }
    }

    pub(super) fn begin_beside(&mut self, agent: AgentId, ticket: Option<u64>, phase: Phase, span: Span) {
        self.progress(agent);
        let helping = ticket.is_some_and(|number| self.is_shared(&self.tickets[self.at(number)]));
        // Only whether there is an end in sight counts.
        let over = Some((Time::NEVER, 0));
        let (at_it, way_back) = (self.now, Span::ZERO);
        let hand = Hand { ticket, phase, whole: span, remaining: span, over, way_back, at_it, helping };
        self.agents[agent].several.hands.push(hand);
        assert!(self.agents[agent].several.hands.len() <= self.at_once(agent), "no more in work than may be");
        self.plan_first(agent);
    }

    fn time_of(&self, agent: AgentId) -> i64 {
        let hold = &self.model.groups[self.agents[agent].group].hold;
        let running = self.agents[agent].several.hands.iter().filter(|h| h.over.is_some()).count() as i64;
        100 + i64::from(hold.slower) * (running - 1).max(0)
    }

    /// Each has come on by the time passed, divided by how much longer everything takes.
    fn progress(&mut self, agent: AgentId) {
        let percent = self.time_of(agent);
        let several = &mut self.agents[agent].several;
        let passed = (self.now - several.since).0;
        several.since = self.now;
        for hand in several.hands.iter_mut().filter(|h| h.over.is_some()) {
            hand.remaining = Span((hand.remaining.0 - passed * 100 / percent).max(0));
        }
    }

    fn plan_first(&mut self, agent: AgentId) {
        let percent = self.time_of(agent);
        let hands = self.agents[agent].several.hands.iter().filter(|h| h.over.is_some());
        let first = hands.map(|h| h.remaining).min();
        self.agents[agent].several.over = first.map(|first| {
            let (time, order) = self.schedule(self.now + Span((first.0 * percent + 99) / 100));
            (time, order, 0)
        });
    }

    pub(super) fn first_of_several(&mut self, agent: AgentId) -> Hand {
        self.progress(agent);
        let hands = &mut self.agents[agent].several.hands;
        let first = hands.iter().position(|h| h.over.is_some() && h.remaining == Span::ZERO);
        let hand = hands.remove(first.expect("one of them is over"));
        self.plan_first(agent);
        hand
    }

    /// All rest while their agent is away, unless finished first.
    pub(super) fn duty_of_several(&mut self, agent: AgentId) {
        let on = self.agents[agent].duty == Duty::Available;
        self.agents[agent].idle = None;
        if on || !self.agents[agent].shift_end.finishes() {
            self.progress(agent);
            for hand in &mut self.agents[agent].several.hands {
                hand.over = on.then_some((Time::NEVER, 0));
            }
            self.plan_first(agent);
        }
    }
}
