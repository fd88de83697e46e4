//! Join the shortest queue: every ticket is assigned to the agent on duty with the fewest tickets, who may be busy.

use super::{Entry, Parameter, Value};
use crate::engine::{AgentRule, Choice, Desk, PoolSet, Ticket};
use crate::model::{AgentId, Duty};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "shortest-queue",
    number: 18,
    summary: "the agent on duty with the fewest tickets in hand and waiting, who may be busy (on the way back from a visit counts as none); each has a queue of their own",
    source: "Ciw, routing; simmer, select(\"shortest-queue\")",
    parameters: &[Parameter {
        name: "ties",
        value: Value::Word(&["first", "random"]),
        default: Some("first"),
        meaning: "between agents with equally few: the first of the team table, or one at random",
    }],
    build: |parameters, _, key| {
        let random = (parameters.get("ties") == "random").then(|| ChaCha8Rng::seed_from_u64(key.0));
        Box::new(ShortestQueue { random, pools: Vec::new(), place: Vec::new() })
    },
};

struct ShortestQueue {
    /// Present if ties are broken at random.
    random: Option<ChaCha8Rng>,
    /// Per pool the agents on duty by the number of tickets they hold; each such level is in the order of the team
    /// table, or in no order if ties are broken at random.
    pools: Vec<BTreeMap<u32, Level>>,
    /// Level of each agent on duty, and place there if it is in no order.
    place: Vec<Option<(u32, usize)>>,
}

#[derive(Default)]
struct Level {
    ordered: BTreeSet<AgentId>,
    unordered: Vec<AgentId>,
}

impl ShortestQueue {
    fn leave(&mut self, agent: AgentId, pool: usize) {
        let Some((open, at)) = self.place[agent].take() else {
            return;
        };
        let Some(level) = self.pools[pool].get_mut(&open) else {
            return;
        };
        if self.random.is_some() {
            level.unordered.swap_remove(at);
            if let Some(&moved) = level.unordered.get(at) {
                self.place[moved] = Some((open, at));
            }
        } else {
            level.ordered.remove(&agent);
        }
        if level.ordered.is_empty() && level.unordered.is_empty() {
            self.pools[pool].remove(&open);
        }
    }

    fn join(&mut self, agent: AgentId, pool: usize, open: u32) {
        let level = self.pools[pool].entry(open).or_default();
        self.place[agent] = Some((open, level.unordered.len()));
        if self.random.is_some() {
            level.unordered.push(agent);
        } else {
            level.ordered.insert(agent);
        }
    }
}

impl AgentRule for ShortestQueue {
    fn begin(&mut self, desk: &Desk) {
        self.pools = desk.eligibility.pools.iter().map(|_| BTreeMap::new()).collect();
        self.place = vec![None; desk.agents.len()];
    }
    fn idle(&mut self, _: AgentId, _: &Desk) {}
    fn taken(&mut self, _: AgentId, _: &Desk) {}
    fn pick(&mut self, _: &Ticket, _: PoolSet, _: &Desk) -> AgentId {
        unreachable!("this rule routes to persons")
    }
    fn assigns_persons(&self) -> bool {
        true
    }
    fn changed(&mut self, agent: AgentId, desk: &Desk) {
        let a = &desk.agents[agent];
        self.leave(agent, a.pool);
        if a.duty == Duty::Available && !desk.is_full(agent) {
            self.join(agent, a.pool, a.open);
        }
    }
    fn route(&mut self, ticket: &Ticket, tiers: &[PoolSet; 2], desk: &Desk) -> Choice {
        let near = desk.eligibility.classes[ticket.class as usize].near;
        for tier in tiers.iter().flat_map(|tier| [tier.and(near), tier.less(near)]) {
            let Some(open) = tier.iter().filter_map(|p| self.pools[p].keys().next()).min().copied() else {
                continue;
            };
            let mut levels = tier.iter().filter_map(|p| self.pools[p].get(&open));
            let agent = match &mut self.random {
                None => levels.filter_map(|level| level.ordered.first()).min(),
                Some(random) => {
                    let total: usize = levels.clone().map(|level| level.unordered.len()).sum();
                    let mut at = random.random_range(0..total);
                    levels.find_map(|level| {
                        let found = level.unordered.get(at);
                        at = at.saturating_sub(level.unordered.len());
                        found
                    })
                }
            };
            if let Some(agent) = agent {
                return Choice::Person(*agent);
            }
        }
        Choice::Queue
    }
}
