//! Tickets are assigned to the agent on duty with the fewest, who may be busy, as soon as they come: those in hand and waiting, with those
//! that wait for their user, or by how many more an agent may have.

use super::{Entry, Parameter, Parameters, Value};
use crate::engine::{AgentRule, Choice, Desk, PoolSet, Ticket};
use crate::model::{AgentId, Duty};
use crate::workload::Key;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};

/// How many tickets count, fewer first.
type Count = fn(AgentId, &Desk) -> i64;

const TIES: Parameter = Parameter {
    name: "ties",
    value: Value::Word(&["first", "random"]),
    default: Some("first"),
    meaning: "between agents with equally few: the first of the team table, or one at random",
};

pub(super) const SHORTEST: Entry<dyn AgentRule> = Entry {
    name: "shortest-queue",
    number: 18,
    summary: "the agent on duty with the fewest tickets in hand and waiting, who may be busy (on the way back from a visit counts as none); each has a queue of their own",
    source: "Ciw, routing; simmer, select(\"shortest-queue\")",
    parameters: &[TIES],
    build: |parameters, _, key| fewest(|agent, desk| i64::from(desk.agents[agent].open), parameters, key),
};

pub(super) const FEWEST: Entry<dyn AgentRule> = Entry {
    name: "fewest-open",
    number: 8,
    summary: "as `shortest-queue`, and tickets that wait for their user or another visit count too for who had them last",
    source: "Zammad 854 and 1581; GLPI 73; OCA/helpdesk PR 1020 (balanced workload, fewest open)",
    parameters: &[TIES],
    build: |parameters, _, key| {
        let open = |agent: AgentId, desk: &Desk| {
            let away = if desk.hold(agent).open_limit.is_some() && desk.hold(agent).pending_counts {
                0
            } else {
                desk.agents[agent].away
            };
            i64::from(desk.agents[agent].open + away)
        };
        fewest(open, parameters, key)
    },
};

pub(super) const SPARE: Entry<dyn AgentRule> = Entry {
    name: "most-spare",
    number: 7,
    summary: "as `shortest-queue`, by how many more an agent may have: `open_limit`, or else `at_once`, less those open",
    source: "ServiceNow, Advanced Work Assignment (most capacity); Zendesk article 4776409839770",
    parameters: &[TIES],
    build: |parameters, _, key| {
        let spare = |agent: AgentId, desk: &Desk| {
            let hold = desk.hold(agent);
            i64::from(desk.agents[agent].open) - i64::from(hold.open_limit.unwrap_or(hold.at_once))
        };
        fewest(spare, parameters, key)
    },
};

fn fewest(count: Count, parameters: &Parameters, key: Key) -> Box<dyn AgentRule> {
    let random = (parameters.get("ties") == "random").then(|| ChaCha8Rng::seed_from_u64(key.0));
    Box::new(ShortestQueue { count, random, pools: Vec::new(), place: Vec::new() })
}

struct ShortestQueue {
    count: Count,
    /// Present if ties are broken at random.
    random: Option<ChaCha8Rng>,
    /// Per pool the agents on duty by the number that counts; each such level is in the order of the team
    /// table, or in no order if ties are broken at random.
    pools: Vec<BTreeMap<i64, Level>>,
    /// Level of each agent on duty, and place there if it is in no order.
    place: Vec<Option<(i64, usize)>>,
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

    fn join(&mut self, agent: AgentId, pool: usize, open: i64) {
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
            self.join(agent, a.pool, (self.count)(agent, desk));
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
