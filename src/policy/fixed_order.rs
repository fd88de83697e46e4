//! First available: the first idle agent in the order of the team table.

use super::Entry;
use super::agent_set::AgentSet;
use crate::engine::{AgentRule, Desk, PoolSet, Ticket};
use crate::model::AgentId;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "fixed-order",
    number: 5,
    summary: "the first idle agent in the order of the team table",
    source: "ContactCenters, router/*.java; Ciw, routing; simmer, select(\"first-available\")",
    parameters: &[],
    build: |_, _, _| Box::new(FixedOrder::default()),
};

#[derive(Default)]
struct FixedOrder {
    pools: Vec<AgentSet>,
}

impl AgentRule for FixedOrder {
    fn begin(&mut self, desk: &Desk) {
        self.pools = vec![AgentSet::new(desk.agents.len()); desk.eligibility.pools.len()];
    }
    fn idle(&mut self, agent: AgentId, desk: &Desk) {
        self.pools[desk.agents[agent].pool].insert(agent);
    }
    fn taken(&mut self, agent: AgentId, desk: &Desk) {
        self.pools[desk.agents[agent].pool].remove(agent);
    }
    fn pick(&mut self, _: &Ticket, pools: PoolSet, _: &Desk) -> AgentId {
        pools.iter().filter_map(|p| self.pools[p].next(0)).min().unwrap_or(0)
    }
}
