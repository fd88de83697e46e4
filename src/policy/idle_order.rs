//! Idle agents of each pool in the order they became idle.

use crate::engine::{Desk, PoolId, PoolSet};
use crate::model::AgentId;
use crate::units::Time;
use std::collections::VecDeque;

/// Per pool the idle agents, longest idle first; ties for the lower agent number. What was taken is dropped when it
/// comes to the front, so that every change costs the same for any number of agents.
#[derive(Default)]
pub(super) struct IdleOrder {
    pools: Vec<VecDeque<(Time, AgentId)>>,
}

impl IdleOrder {
    pub fn begin(&mut self, desk: &Desk) {
        self.pools = vec![VecDeque::new(); desk.eligibility.pools.len()];
    }

    pub fn idle(&mut self, agent: AgentId, desk: &Desk) {
        let queue = &mut self.pools[desk.agents[agent].pool];
        let entry = (desk.agents[agent].idle_since, agent);
        // Out of order only among those who become idle at one instant.
        let after = queue.iter().rev().take_while(|other| **other > entry).count();
        if after == 0 {
            queue.push_back(entry);
        } else {
            queue.insert(queue.len() - after, entry);
        }
    }

    /// The longest idle agent of a pool, which must have one.
    pub fn first(&mut self, pool: PoolId, desk: &Desk) -> (Time, AgentId) {
        let queue = &mut self.pools[pool];
        while let Some(&(since, agent)) = queue.front() {
            let a = &desk.agents[agent];
            if a.idle && a.idle_since == since {
                return (since, agent);
            }
            queue.pop_front();
        }
        unreachable!("the engine offers only pools with an idle agent")
    }

    /// The longest idle agent of several pools, each of which must have one.
    pub fn longest(&mut self, pools: PoolSet, desk: &Desk) -> AgentId {
        let first = pools.iter().map(|pool| self.first(pool, desk)).min();
        first.map_or(0, |(_, agent)| agent)
    }
}
