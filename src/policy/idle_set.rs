//! Idle agents of each pool in the order of a value that does not change while they are idle.

use crate::engine::{Desk, PoolSet};
use crate::model::AgentId;
use crate::units::Time;
use std::collections::BTreeSet;

/// Per pool the idle agents, the lowest value first; among equals the longest idle, then the lower agent number.
pub(super) struct IdleSet<K> {
    pools: Vec<BTreeSet<(K, Time, AgentId)>>,
    /// The place of each idle agent.
    places: Vec<Option<(K, Time, AgentId)>>,
}

impl<K> Default for IdleSet<K> {
    fn default() -> Self {
        IdleSet { pools: Vec::new(), places: Vec::new() }
    }
}

impl<K: Ord + Copy> IdleSet<K> {
    pub fn begin(&mut self, desk: &Desk) {
        self.pools = vec![BTreeSet::new(); desk.eligibility.pools.len()];
        self.places = vec![None; desk.agents.len()];
    }

    pub fn idle(&mut self, agent: AgentId, value: K, desk: &Desk) {
        let place = (value, desk.agents[agent].idle_since, agent);
        self.places[agent] = Some(place);
        self.pools[desk.agents[agent].pool].insert(place);
    }

    pub fn taken(&mut self, agent: AgentId, desk: &Desk) {
        if let Some(place) = self.places[agent].take() {
            self.pools[desk.agents[agent].pool].remove(&place);
        }
    }

    /// The first of a pool.
    pub fn first(&self, pool: usize) -> Option<(K, Time, AgentId)> {
        self.pools[pool].first().copied()
    }

    /// The first of several pools.
    pub fn lowest(&self, pools: PoolSet) -> AgentId {
        pools.iter().filter_map(|pool| self.first(pool)).min().map_or(0, |(_, _, agent)| agent)
    }
}
