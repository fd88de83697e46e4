//! Power of d choices: the one with the fewest tickets of d agents drawn at random.

use super::{Entry, Parameter, Value};
use crate::engine::{AgentRule, Choice, Desk, PoolSet, Ticket};
use crate::model::{AgentId, Duty};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "power-of-d",
    number: 19,
    summary: "of some agents on duty drawn at random, who may be busy, the one with the fewest tickets; each has a queue of their own",
    source: "Mitzenmacher (2001), IEEE Transactions on Parallel and Distributed Systems 12",
    parameters: &[Parameter {
        name: "d",
        value: Value::Whole(1, 1000),
        default: Some("2"),
        meaning: "how many are drawn; all, if there are no more",
    }],
    build: |parameters, _, key| {
        let random = ChaCha8Rng::seed_from_u64(key.0);
        Box::new(PowerOfD { d: parameters.whole("d") as usize, random, pools: Vec::new(), place: Vec::new() })
    },
};

struct PowerOfD {
    d: usize,
    random: ChaCha8Rng,
    /// Per pool those who may be given a ticket, in no order.
    pools: Vec<Vec<AgentId>>,
    place: Vec<Option<usize>>,
}

impl PowerOfD {
    /// The member of several pools at a place among all of them.
    fn member(&self, pools: PoolSet, mut at: usize) -> Option<AgentId> {
        pools.iter().find_map(|pool| {
            let found = self.pools[pool].get(at).copied();
            at = at.saturating_sub(self.pools[pool].len());
            found
        })
    }
}

impl AgentRule for PowerOfD {
    fn begin(&mut self, desk: &Desk) {
        self.pools = vec![Vec::new(); desk.eligibility.pools.len()];
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
        let pool = &mut self.pools[a.pool];
        match (self.place[agent], a.duty == Duty::Available && !desk.is_full(agent)) {
            (None, true) => {
                self.place[agent] = Some(pool.len());
                pool.push(agent);
            }
            (Some(at), false) => {
                self.place[agent] = None;
                pool.swap_remove(at);
                if let Some(&moved) = pool.get(at) {
                    self.place[moved] = Some(at);
                }
            }
            _ => {}
        }
    }
    fn route(&mut self, ticket: &Ticket, tiers: &[PoolSet; 2], desk: &Desk) -> Choice {
        let near = desk.eligibility.classes[ticket.class as usize].near;
        for tier in tiers.iter().flat_map(|tier| [tier.and(near), tier.less(near)]) {
            let all: usize = tier.iter().map(|pool| self.pools[pool].len()).sum();
            let d = self.d.min(all);
            // The first d places of a shuffle, without the rest of it (Floyd): each set of d is as likely as any other.
            let mut drawn: Vec<usize> = Vec::with_capacity(d);
            for last in all - d..all {
                let at = self.random.random_range(0..=last);
                drawn.push(if drawn.contains(&at) { last } else { at });
            }
            let members = drawn.into_iter().filter_map(|at| self.member(tier, at));
            if let Some(agent) = members.min_by_key(|agent| (desk.agents[*agent].open, *agent)) {
                return Choice::Person(agent);
            }
        }
        Choice::Queue
    }
}
