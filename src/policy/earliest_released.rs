//! Earliest released: every ticket is assigned to the agent expected to be done first with all assigned so far.

use super::Entry;
use crate::engine::{AgentRule, Choice, Desk, PoolSet, Ticket};
use crate::model::{AgentId, Duty};
use crate::units::{Span, Time};
use std::collections::BTreeSet;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "earliest-released",
    number: 6,
    summary: "the agent on duty expected to be done first, who may be busy: each assignment adds the expected work, and who runs out of work is released then",
    source: "Prosimos, simulation_queues_ds.py (DiffResourceQueue)",
    parameters: &[],
    build: |_, _, _| Box::new(EarliestReleased::default()),
};

#[derive(Default)]
struct EarliestReleased {
    /// Expected release of each agent.
    release: Vec<Time>,
    /// Per pool those who may be given a ticket.
    pools: Vec<BTreeSet<(Time, AgentId)>>,
    present: Vec<bool>,
}

impl EarliestReleased {
    fn set(&mut self, agent: AgentId, release: Time, desk: &Desk) {
        let pool = &mut self.pools[desk.agents[agent].pool];
        if self.present[agent] {
            pool.remove(&(self.release[agent], agent));
            pool.insert((release, agent));
        }
        self.release[agent] = release;
    }
}

impl AgentRule for EarliestReleased {
    fn begin(&mut self, desk: &Desk) {
        self.release = vec![Time::ZERO; desk.agents.len()];
        self.present = vec![false; desk.agents.len()];
        self.pools = vec![BTreeSet::new(); desk.eligibility.pools.len()];
    }
    fn idle(&mut self, agent: AgentId, desk: &Desk) {
        self.set(agent, desk.now, desk);
    }
    fn taken(&mut self, _: AgentId, _: &Desk) {}
    fn pick(&mut self, _: &Ticket, _: PoolSet, _: &Desk) -> AgentId {
        unreachable!("this rule routes to persons")
    }
    fn assigns_persons(&self) -> bool {
        true
    }
    fn changed(&mut self, agent: AgentId, desk: &Desk) {
        let a = &desk.agents[agent];
        let may = a.duty == Duty::Available && !desk.is_full(agent);
        if may != std::mem::replace(&mut self.present[agent], may) {
            let place = (self.release[agent], agent);
            let pool = &mut self.pools[a.pool];
            if may {
                pool.insert(place)
            } else {
                pool.remove(&place)
            };
        }
    }
    fn route(&mut self, ticket: &Ticket, tiers: &[PoolSet; 2], desk: &Desk) -> Choice {
        let near = desk.eligibility.classes[ticket.class as usize].near;
        for tier in tiers.iter().flat_map(|tier| [tier.and(near), tier.less(near)]) {
            let first = tier.iter().filter_map(|pool| self.pools[pool].first()).min();
            if let Some(&(release, agent)) = first {
                let a = &desk.agents[agent];
                let scope = desk.model.scopes.get(a.role, ticket.kind);
                let work = scope.map_or(0.0, |scope| scope.work.mean / 60.0 / desk.eligibility.pools[a.pool].speed);
                self.set(agent, release.max(desk.now) + Span::from_minutes(work), desk);
                return Choice::Person(agent);
            }
        }
        Choice::Queue
    }
}
