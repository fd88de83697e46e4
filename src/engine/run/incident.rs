//! Major incidents: the parent, the tickets linked to it, and the people pulled off other tickets until it is resolved.
//!
//! The parent is the first in every line and waits for nobody in particular: no rule and no control is asked. People who are pulled are away
//! as in a meeting, but for the one of them who takes the parent.

use super::{Fault, Run};
use crate::engine::calendar::{What, rank};
use crate::engine::ticket::{Link, NOBODY, Place, Why};
use crate::engine::{Phase, Recorder, State, TicketId};
use crate::model::{AgentId, Duty, Model, RoleId};
use crate::units::{Span, Time};
use crate::workload::{Arrival, Draws, Incidents, Key};

/// What is known of major incidents while a run goes.
pub(super) struct Major<'r> {
    beginnings: Incidents<'r>,
    /// Key of the next one, by description.
    next: Vec<Key>,
    /// Those that have begun.
    begun: Vec<Begun>,
    /// Those whose parent is not resolved, in order of their beginnings.
    open: Vec<u32>,
    /// Those after which more tickets are open than when they began.
    unsettled: Vec<u32>,
    /// By agent, the incident that has pulled them.
    pulled: Vec<Option<u32>>,
    /// Duty of each agent by the roster.
    rostered: Vec<Duty>,
}

/// An incident that has begun.
#[derive(Clone, Copy)]
struct Begun {
    described: usize,
    parent: TicketId,
    at: Time,
    /// Tickets in the system when it began.
    open: u64,
    measured: bool,
    over: bool,
}

impl<'r> Major<'r> {
    /// `None` on a desk without any.
    pub fn new(model: &'r Model, draws: &Draws, key: Key) -> Option<Box<Self>> {
        let described = model.demand.incidents.len();
        (described > 0).then(|| {
            Box::new(Major {
                beginnings: Incidents::new(model, draws, key),
                next: vec![key; described],
                begun: Vec::new(),
                open: Vec::new(),
                unsettled: Vec::new(),
                pulled: vec![None; model.agents()],
                rostered: vec![Duty::Off; model.agents()],
            })
        })
    }
}

impl<R: Recorder> Run<'_, R> {
    /// Plans the first beginning of each incident.
    pub(super) fn plan_incidents(&mut self) {
        for described in 0..self.model.demand.incidents.len() {
            self.plan_incident(described);
        }
    }

    fn plan_incident(&mut self, described: usize) {
        let Some(major) = &mut self.major else { return };
        if let Some((at, key)) = major.beginnings.next(described) {
            major.next[described] = key;
            self.calendar.schedule(at, rank::ARRIVAL, What::IncidentBegins, described as u32, 0);
        }
    }

    #[inline(never)]
    pub(super) fn incident_begins(&mut self, described: u32) -> Result<(), Fault> {
        let (described, now) = (described as usize, self.desk.now);
        if self.arrivals_are_over() {
            return Ok(());
        }
        let Some(key) = self.major.as_ref().map(|major| major.next[described]) else { return Ok(()) };
        self.plan_incident(described);
        let Some(major) = &mut self.major else { return Ok(()) };
        let slot = major.begun.len() as u32;
        let parent = TicketId::MAX;
        major.begun.push(Begun { described, parent, at: now, open: self.open, measured: false, over: false });
        major.open.push(slot);
        for child in self.draws.children(self.model, described, now, key) {
            self.comes_later(child, Link::Child(slot));
        }
        self.arrives(self.draws.parent(self.model, described, now, key), NOBODY, Link::Parent(slot))?;
        if self.arrivals_are_over() {
            self.quiet_until = Time::ZERO;
        }
        Ok(())
    }

    /// A ticket as one that belongs to an incident, if it does.
    pub(super) fn linked(&self, ticket: Arrival, link: Link) -> Arrival {
        match (link, &self.major) {
            (Link::Child(slot), Some(major)) => {
                let described = major.begun[slot as usize].described;
                crate::workload::linked(&self.model.demand.incidents[described], ticket)
            }
            _ => ticket,
        }
    }

    /// The parent has come: people are pulled, one of them or somebody else takes it, and what they had in hand goes to others.
    #[inline(never)]
    pub(super) fn parent_arrives(&mut self, id: TicketId, slot: u32) {
        let measured = self.desk.tickets[id as usize].measured;
        let Some(major) = &mut self.major else { return };
        let begun = &mut major.begun[slot as usize];
        (begun.parent, begun.measured) = (id, measured);
        let described = begun.described;
        self.recorder.incident_began(self.desk.now, measured);
        let mut displaced = Vec::new();
        for (role, agents) in &self.model.demand.incidents[described].pulls {
            for agent in self.to_pull(*role, *agents) {
                displaced.extend(self.pull(agent, slot));
            }
        }
        self.route(id);
        for id in displaced {
            self.place(id);
        }
    }

    /// The first of a role who are on duty and not with an incident.
    fn to_pull(&self, role: RoleId, most: usize) -> Vec<AgentId> {
        let Some(major) = &self.major else { return Vec::new() };
        let agents = self.desk.agents.iter().enumerate();
        let there = agents.filter(|(agent, a)| {
            let with_parent = a.in_hand.is_some_and(|hand| self.is_parent_in(hand.ticket, hand.phase));
            a.role == role && a.duty == Duty::Available && major.pulled[*agent].is_none() && !with_parent
        });
        there.map(|(agent, _)| agent).take(most).collect()
    }

    fn is_parent_in(&self, id: TicketId, phase: Phase) -> bool {
        !matches!(phase, Phase::WrapUp | Phase::Return) && self.desk.tickets[id as usize].is_parent()
    }

    /// Pulls an agent off other tickets. Gives what was in hand; at a user's desk, or wrapping up, that is finished first.
    fn pull(&mut self, agent: AgentId, slot: u32) -> Option<TicketId> {
        let major = self.major.as_mut()?;
        major.pulled[agent] = Some(slot);
        let hand = self.desk.agents[agent].in_hand;
        let takes_out = |hand: &crate::engine::agent::InHand| {
            !matches!(hand.phase, Phase::WrapUp | Phase::Return) && !self.is_on_site(agent, hand.ticket)
        };
        let displaced = if hand.as_ref().is_some_and(takes_out) { self.out_of_hand(agent, 1.0) } else { None };
        if self.desk.agents[agent].in_hand.is_none() {
            self.helps(agent, false);
            self.duty_changes(agent, Duty::Away);
        }
        displaced
    }

    /// The roster says what an agent's duty is.
    #[inline(never)]
    pub(super) fn roster_says(&mut self, agent: AgentId, duty: Duty) {
        self.duty_changes(agent, duty);
        if let Some(major) = &mut self.major {
            major.rostered[agent] = duty;
        }
    }

    /// Books the time that an agent was pulled off tickets.
    #[inline(never)]
    pub(super) fn book_pull(&mut self, agent: AgentId, span: Span) {
        let Some(major) = &self.major else { return };
        let on_tickets = major.rostered[agent] == Duty::Available;
        if major.pulled[agent].is_some() && on_tickets && self.desk.agents[agent].duty == Duty::Away {
            self.recorder.pulled(self.desk.now, agent, span);
        }
    }

    /// Somebody for the parent: who was pulled for it, the first of the team; who is idle, the longest; who is at work that it may
    /// interrupt; else it waits for whoever may take it and is free first.
    #[inline(never)]
    pub(super) fn place_parent(&mut self, id: TicketId, slot: u32) {
        let class = self.desk.tickets[id as usize].class;
        let tiers = self.desk.eligibility.classes[class as usize].tiers;
        let Some(major) = &self.major else { return };
        for tier in tiers {
            let ready = |agent: &AgentId| {
                let a = &self.desk.agents[*agent];
                let there = major.rostered[*agent] == Duty::Available && a.duty == Duty::Away && a.in_hand.is_none();
                major.pulled[*agent] == Some(slot) && there && tier.contains(a.pool)
            };
            if let Some(agent) = (0..self.desk.agents.len()).find(ready) {
                return self.joins(agent, id);
            }
        }
        for tier in tiers {
            let agents = self.desk.agents.iter().enumerate();
            let idle = agents.filter(|(_, a)| a.idle && tier.contains(a.pool));
            if let Some((agent, _)) = idle.min_by_key(|(agent, a)| (a.idle_since, *agent)) {
                return self.start_idle(agent, id);
            }
        }
        let called = self.on_call && self.calls_out_for(id);
        if !called && !self.may_interrupt(id) {
            self.queue(id);
        }
    }

    /// Who was pulled takes the parent in hand.
    fn joins(&mut self, agent: AgentId, id: TicketId) {
        self.book_duty(agent);
        self.desk.agents[agent].duty = Duty::Available;
        let changed = self.desk.count_on_duty(agent, true);
        self.desk.agents[agent].open += 1;
        self.start(agent, id);
        if changed {
            self.staffing_changed();
        }
        self.held(agent);
    }

    /// A free agent looks at incidents first: who is pulled does nothing else. Says whether the agent is not free any more.
    #[inline(never)]
    pub(super) fn goes_to_incident(&mut self, agent: AgentId) -> bool {
        let Some(major) = &self.major else { return false };
        let pool = self.desk.agents[agent].pool;
        let waits = |slot: u32| {
            let parent = major.begun[slot as usize].parent;
            let ticket = self.desk.tickets.get(parent as usize)?;
            matches!(ticket.place, Place::Queue(_)).then_some((parent, ticket.class))
        };
        let pulled = major.pulled[agent];
        let found = match pulled {
            Some(slot) => waits(slot).filter(|(_, class)| {
                let tiers = self.desk.eligibility.classes[*class as usize].tiers;
                tiers.iter().any(|tier| tier.contains(pool))
            }),
            None => {
                let may = self.desk.eligibility.of_pool[pool];
                major.open.iter().filter_map(|slot| waits(*slot)).find(|(_, class)| may.contains(*class))
            }
        };
        match found {
            Some((parent, _)) => {
                self.take_out(parent);
                self.desk.agents[agent].open += 1;
                self.start(agent, parent);
            }
            None if pulled.is_some() => {
                self.helps(agent, false);
                self.duty_changes(agent, Duty::Away);
            }
            None => return false,
        }
        true
    }

    /// A child has been linked: it waits for its parent, or is resolved if that has been.
    #[inline(never)]
    pub(super) fn link_over(&mut self, agent: AgentId, id: TicketId, slot: u32) {
        let (now, role) = (self.desk.now, self.desk.agents[agent].role);
        self.recorder.attempted(now, &self.desk.tickets[id as usize], agent, role);
        if self.major.as_ref().is_some_and(|major| major.begun[slot as usize].over) {
            self.recorder.resolved(now, &self.desk.tickets[id as usize], role);
            self.ledger.resolved += 1;
            self.leaves(id);
        } else {
            self.desk.tickets[id as usize].place = Place::Pending(Why::Incident);
        }
        self.done(agent, Span::ZERO, Span::ZERO);
    }

    /// The parent is resolved, which an agent of this role did: its children close, and who was pulled is back.
    #[inline(never)]
    pub(super) fn incident_over(&mut self, agent: AgentId, id: TicketId, role: RoleId, wrap_up: Span) {
        let now = self.desk.now;
        let Link::Parent(slot) = self.desk.tickets[id as usize].link else { return };
        let Some(major) = &mut self.major else { return };
        let begun = &mut major.begun[slot as usize];
        begun.over = true;
        self.recorder.incident_over(now, begun.at, begun.measured);
        major.open.retain(|open| *open != slot);
        major.unsettled.push(slot);
        let pulled: Vec<AgentId> = (0..major.pulled.len()).filter(|a| major.pulled[*a] == Some(slot)).collect();
        let tickets = self.desk.tickets.iter().enumerate();
        let closes =
            |place: Place| matches!(place, Place::Queue(_) | Place::Person(..) | Place::Pending(Why::Incident));
        let children = tickets.filter(|(_, t)| t.link == Link::Child(slot) && closes(t.place));
        let mut children: Vec<(u64, TicketId)> = children.map(|(id, t)| (t.number, id as TicketId)).collect();
        children.sort_unstable();
        // The parent is in hand no more; a child in the agent's own queue tells the rule how many tickets the agent has.
        self.desk.agents[agent].open -= 1;
        for (_, child) in children {
            self.closes_with_parent(child, role);
        }
        self.leaves(id);
        self.desk.agents[agent].open += 1;
        for agent in &pulled {
            self.book_duty(*agent);
            if let Some(major) = &mut self.major {
                major.pulled[*agent] = None;
            }
        }
        self.done(agent, Span::ZERO, wrap_up);
        for agent in pulled {
            let available = self.major.as_ref().is_some_and(|major| major.rostered[agent] == Duty::Available);
            if available && self.desk.agents[agent].duty == Duty::Away {
                self.duty_changes(agent, Duty::Available);
            }
        }
    }

    fn closes_with_parent(&mut self, id: TicketId, role: RoleId) {
        let waiting = self.desk.tickets[id as usize].place != Place::Pending(Why::Incident);
        if waiting {
            self.take_out(id);
            self.recorder.waited(self.desk.now, &self.desk.tickets[id as usize]);
        } else {
            self.was(id, State::WithIncident);
        }
        self.recorder.closed_with_parent(self.desk.now, &self.desk.tickets[id as usize], role, waiting);
        self.ledger.closed_with_parent += 1;
        self.leaves(id);
    }

    /// A ticket has left: perhaps no more are open than before an incident.
    #[inline(never)]
    pub(super) fn may_be_settled(&mut self) {
        let (now, open) = (self.desk.now, self.open);
        let Some(major) = &mut self.major else { return };
        let Major { unsettled, begun, .. } = &mut **major;
        unsettled.retain(|slot| {
            let begun = begun[*slot as usize];
            let settled = open <= begun.open;
            if settled {
                self.recorder.settled(now, begun.at, begun.measured);
            }
            !settled
        });
    }
}
