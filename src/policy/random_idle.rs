//! Random idle: every eligible idle agent is equally likely.

use super::Entry;
use crate::engine::{AgentRule, Desk, PoolSet, Ticket};
use crate::model::AgentId;
use crate::workload::Key;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "random-idle",
    number: 2,
    summary: "an eligible idle agent at random, all equally likely",
    source: "arXiv 1305.6249",
    parameters: &[],
    build: |_, _, key| Box::new(RandomIdle::new(key)),
};

struct RandomIdle {
    random: ChaCha8Rng,
    /// Idle agents of each pool in no order, and where each agent stands there.
    pools: Vec<Vec<AgentId>>,
    place: Vec<usize>,
}

impl RandomIdle {
    fn new(key: Key) -> Self {
        RandomIdle { random: ChaCha8Rng::seed_from_u64(key.0), pools: Vec::new(), place: Vec::new() }
    }
}

impl AgentRule for RandomIdle {
    fn begin(&mut self, desk: &Desk) {
        self.pools = vec![Vec::new(); desk.eligibility.pools.len()];
        self.place = vec![0; desk.agents.len()];
    }
    fn idle(&mut self, agent: AgentId, desk: &Desk) {
        let pool = &mut self.pools[desk.agents[agent].pool];
        self.place[agent] = pool.len();
        pool.push(agent);
    }
    fn taken(&mut self, agent: AgentId, desk: &Desk) {
        let pool = &mut self.pools[desk.agents[agent].pool];
        let at = self.place[agent];
        pool.swap_remove(at);
        if let Some(&moved) = pool.get(at) {
            self.place[moved] = at;
        }
    }
    fn pick(&mut self, _: &Ticket, pools: PoolSet, _: &Desk) -> AgentId {
        let total: usize = pools.iter().map(|p| self.pools[p].len()).sum();
        let mut at = self.random.random_range(0..total);
        for pool in pools.iter() {
            match self.pools[pool].get(at) {
                Some(&agent) => return agent,
                None => at -= self.pools[pool].len(),
            }
        }
        unreachable!("the number drawn is below the number of idle agents")
    }
}
