//! Round robin: the next eligible idle agent after the last one assigned, in the order of the team table.

use super::Entry;
use super::agent_set::AgentSet;
use crate::engine::{AgentRule, Desk, PoolSet, Ticket};
use crate::model::AgentId;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "round-robin",
    number: 3,
    summary: "the next idle agent after the last one assigned, in the order of the team table; what a freed agent takes from a queue moves nothing",
    source: "Ciw, routing; simmer, select(\"round-robin\"); Zendesk article 4776409839770",
    parameters: &[],
    build: |_, _, _| Box::new(RoundRobin::default()),
};

#[derive(Default)]
struct RoundRobin {
    pools: Vec<AgentSet>,
    /// The agent after the last one assigned.
    next: AgentId,
}

impl AgentRule for RoundRobin {
    fn begin(&mut self, desk: &Desk) {
        self.pools = vec![AgentSet::new(desk.agents.len()); desk.eligibility.pools.len()];
        self.next = 0;
    }
    fn idle(&mut self, agent: AgentId, desk: &Desk) {
        self.pools[desk.agents[agent].pool].insert(agent);
    }
    fn taken(&mut self, agent: AgentId, desk: &Desk) {
        self.pools[desk.agents[agent].pool].remove(agent);
    }
    fn pick(&mut self, _: &Ticket, pools: PoolSet, _: &Desk) -> AgentId {
        let from = |start| pools.iter().filter_map(|p| self.pools[p].next(start)).min();
        let agent = from(self.next).or_else(|| from(0)).unwrap_or(0);
        self.next = agent + 1;
        agent
    }
}
