//! Weighted round robin: turns in proportion to what an agent can do, by deficits.

use super::Entry;
use super::idle_set::IdleSet;
use crate::engine::{AgentRule, Desk, PoolSet, Ticket};
use crate::model::AgentId;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "weighted-round-robin",
    number: 4,
    summary: "the idle agent with the largest credit: each assignment gives every agent a credit in proportion to `speed` and takes one from who gets the ticket; what a freed agent takes from a queue moves nothing",
    source: "deficit round robin, asked for in nleazer-impiricus/Concierge-Hub, issue 58",
    parameters: &[],
    build: |_, _, _| Box::new(WeightedRoundRobin::default()),
};

#[derive(Default)]
struct WeightedRoundRobin {
    /// Inside a pool all earn the same: who was given least has the largest credit.
    idle: IdleSet<u64>,
    /// Tickets assigned to each agent.
    given: Vec<u64>,
    /// Tickets assigned.
    assigned: u64,
    /// Of a ticket's credit, what each agent of a pool earns.
    share: Vec<f64>,
}

impl AgentRule for WeightedRoundRobin {
    fn begin(&mut self, desk: &Desk) {
        self.idle.begin(desk);
        self.given = vec![0; desk.agents.len()];
        self.assigned = 0;
        let all: f64 = desk.eligibility.pools.iter().map(|p| p.speed * p.agents as f64).sum();
        self.share = desk.eligibility.pools.iter().map(|p| p.speed / all).collect();
    }
    fn idle(&mut self, agent: AgentId, desk: &Desk) {
        self.idle.idle(agent, self.given[agent], desk);
    }
    fn taken(&mut self, agent: AgentId, desk: &Desk) {
        self.idle.taken(agent, desk);
    }
    fn pick(&mut self, _: &Ticket, pools: PoolSet, _: &Desk) -> AgentId {
        let best = pools.iter().filter_map(|pool| {
            let (given, since, agent) = self.idle.first(pool)?;
            Some((self.assigned as f64 * self.share[pool] - given as f64, since, agent))
        });
        let order = |one: &(f64, _, AgentId), other: &(f64, _, AgentId)| {
            other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2)))
        };
        let agent = best.min_by(order).map_or(0, |(_, _, agent)| agent);
        self.assigned += 1;
        self.given[agent] += 1;
        agent
    }
}
