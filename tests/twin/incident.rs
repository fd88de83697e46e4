//! Major incidents: the parent, its children, and the people pulled off other tickets.

use super::{Fact, Incident, Link, Place, Ticket, Twin};
use desksim::model::{AgentId, Duty, Rank};
use desksim::units::Span;

impl Twin<'_> {
    pub(super) fn plan_incident(&mut self, described: usize) {
        self.next_incidents[described] = self.beginnings.next(described).map(|(at, key)| {
            let (time, order) = self.schedule(at);
            (time, order, key)
        });
    }

    pub(super) fn incident_begins(&mut self, described: usize) {
        let (_, _, key) = self.next_incidents[described].take().expect("it was next");
        self.plan_incident(described);
        let incident = self.incidents.len();
        let (since, open) = (self.now, self.open());
        let begun = Incident { described, parent: u64::MAX, since, open, measured: false, over: false, settled: false };
        self.incidents.push(begun);
        for child in self.draws.children(self.model, described, self.now, key) {
            let (time, order) = self.schedule(child.at);
            self.to_come.push((time, order, child, Link::Child(incident)));
        }
        self.arrives(self.draws.parent(self.model, described, self.now, key), None, Link::Parent(incident));
    }

    /// People leave what they are at, which goes to others after somebody has the parent.
    pub(super) fn parent_arrives(&mut self, number: u64, incident: usize, measured: bool) {
        (self.incidents[incident].parent, self.incidents[incident].measured) = (number, measured);
        let mut displaced = Vec::new();
        for (role, most) in self.model.demand.incidents[self.incidents[incident].described].pulls.clone() {
            let mut pulled = 0;
            for agent in 0..self.agents.len() {
                let a = &self.agents[agent];
                let at = a.hand.as_ref().and_then(|h| h.ticket).map(|n| &self.tickets[self.at(n)]);
                let on_site = at.is_some_and(|t| self.way(a, t) > Span::ZERO);
                let (with_parent, with_ticket) = (at.is_some_and(Ticket::is_parent), at.is_some());
                if pulled == most || a.role != role || a.duty != Duty::Available || a.pulled.is_some() || with_parent {
                    continue;
                }
                pulled += 1;
                self.agents[agent].pulled = Some(incident);
                if with_ticket && !on_site {
                    displaced.push(self.out_of_hand(agent, 1.0));
                }
                if self.agents[agent].hand.is_none() {
                    self.is_pulled_away(agent);
                }
            }
        }
        self.needs_somebody(number);
        for number in displaced {
            self.finds_a_place(number);
        }
    }

    fn is_pulled_away(&mut self, agent: AgentId) {
        let a = &mut self.agents[agent];
        (a.idle, a.duty) = (None, Duty::Away);
        self.waiting_tickets_call();
    }

    /// Who was pulled; who is idle, the longest; who may be interrupted; or the head of every line.
    pub(super) fn parent_finds_a_place(&mut self, number: u64, incident: usize) {
        let ticket = &self.tickets[self.at(number)];
        for rank in Rank::ALL {
            let ready = (0..self.agents.len()).find(|a| {
                let a = &self.agents[*a];
                let there = a.rostered() == Duty::Available && a.duty == Duty::Away && a.hand.is_none();
                a.pulled == Some(incident) && there && self.may_be_given(a, ticket) == Some(rank)
            });
            if let Some(agent) = ready {
                self.agents[agent].duty = Duty::Available;
                return self.start(agent, number);
            }
        }
        for rank in Rank::ALL {
            let idle = (0..self.agents.len()).filter(|a| self.agents[*a].idle.is_some());
            let idle = idle.filter(|a| self.may_be_given(&self.agents[*a], ticket) == Some(rank));
            if let Some(agent) = idle.min_by_key(|a| (self.agents[*a].idle, *a)) {
                self.agents[agent].idle = None;
                return self.start(agent, number);
            }
        }
        if let Some(agent) = self.who_is_called(&self.tickets[self.at(number)]) {
            return self.call_out(agent, number);
        }
        if !self.interrupts(number) {
            self.waits(number, None);
            let t = self.at(number);
            self.tickets[t].place = Place::Waiting(None, None);
        }
    }

    /// Who is pulled does nothing but the parent; others take a parent that waits before all else.
    pub(super) fn goes_to_incident(&mut self, agent: AgentId) -> bool {
        let a = &self.agents[agent];
        let waits = |i: &Incident| {
            let t = self.tickets.iter().find(|t| t.number == i.parent)?;
            matches!(t.place, Place::Waiting(..)).then_some(t)
        };
        let found = match a.pulled {
            Some(incident) => waits(&self.incidents[incident]).filter(|t| self.may_be_given(a, t).is_some()),
            None => self.incidents.iter().filter_map(waits).find(|t| self.may_take(a, t).is_some()),
        };
        match found.map(|t| t.number) {
            Some(number) => self.start(agent, number),
            None if a.pulled.is_some() => self.is_pulled_away(agent),
            None => return false,
        }
        true
    }

    pub(super) fn link_over(&mut self, agent: AgentId, number: u64, incident: usize) {
        let (t, role) = (self.at(number), self.agents[agent].role);
        self.tell(number, Fact::Attempted { agent, role });
        if self.incidents[incident].over {
            let Ticket { kind, hop, paused, spent, .. } = self.tickets[t];
            self.tell(number, Fact::Resolved { role, kind, hop, paused, spent });
            self.resolved += 1;
            self.leaves(number);
        } else {
            self.tickets[t].place = Place::WithIncident;
        }
        self.lets_go(agent, Span::ZERO, Span::ZERO);
    }

    /// Children close, but those in somebody's hands; who was pulled is back after the one who resolved it has looked for work.
    pub(super) fn incident_over(&mut self, agent: AgentId, number: u64, incident: usize, wrap_up: Span) {
        self.incidents[incident].over = true;
        let Incident { since, measured, .. } = self.incidents[incident];
        self.over.push(incident);
        self.tell(u64::MAX, Fact::IncidentOver { since, measured });
        let role = self.agents[agent].role;
        let closes = |t: &&Ticket| {
            t.link == Link::Child(incident) && matches!(t.place, Place::Waiting(..) | Place::WithIncident)
        };
        let mut children: Vec<u64> = self.tickets.iter().filter(closes).map(|t| t.number).collect();
        children.sort_unstable();
        for child in children {
            let t = &self.tickets[self.at(child)];
            let (waiting, since) = (matches!(t.place, Place::Waiting(..)), t.since);
            let (paused, spent) = (t.paused, t.spent);
            if waiting {
                self.tell(child, Fact::Waited { since });
            }
            self.tell(child, Fact::ClosedWithParent { role, waiting, paused, spent });
            self.closed_with_parent += 1;
            self.leaves(child);
        }
        self.leaves(number);
        let pulled: Vec<AgentId> =
            (0..self.agents.len()).filter(|a| self.agents[*a].pulled == Some(incident)).collect();
        pulled.iter().for_each(|a| self.agents[*a].pulled = None);
        self.lets_go(agent, Span::ZERO, wrap_up);
        for agent in pulled {
            if self.agents[agent].rostered() == Duty::Available && self.agents[agent].duty == Duty::Away {
                self.agents[agent].duty = Duty::Available;
                self.looks_for_work(agent);
            }
        }
    }
}
