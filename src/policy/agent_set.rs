//! A set of agents that finds the next member after a number quickly.

use crate::model::AgentId;

/// Bits with summaries: every level has one bit for 64 below it, so that three looks serve 262,144 agents.
#[derive(Clone, Default)]
pub(super) struct AgentSet {
    levels: Vec<Vec<u64>>,
}

impl AgentSet {
    /// An empty set for agents 0 to `agents` - 1.
    pub fn new(agents: usize) -> Self {
        let mut levels = Vec::new();
        let mut words = agents.div_ceil(64).max(1);
        loop {
            levels.push(vec![0; words]);
            if words == 1 {
                return AgentSet { levels };
            }
            words = words.div_ceil(64);
        }
    }

    pub fn insert(&mut self, agent: AgentId) {
        let mut at = agent;
        for level in &mut self.levels {
            level[at / 64] |= 1 << (at % 64);
            at /= 64;
        }
    }

    pub fn remove(&mut self, agent: AgentId) {
        let mut at = agent;
        for level in &mut self.levels {
            level[at / 64] &= !(1 << (at % 64));
            if level[at / 64] != 0 {
                return;
            }
            at /= 64;
        }
    }

    /// The lowest member that is at least `from`.
    pub fn next(&self, from: AgentId) -> Option<AgentId> {
        let mut at = from;
        for (depth, level) in self.levels.iter().enumerate() {
            let word = level.get(at / 64).copied().unwrap_or(0) & (u64::MAX << (at % 64));
            if word != 0 {
                let mut found = at / 64 * 64 + word.trailing_zeros() as usize;
                for below in self.levels[..depth].iter().rev() {
                    found = found * 64 + below[found].trailing_zeros() as usize;
                }
                return Some(found);
            }
            at = at / 64 + 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_next_member_like_an_ordered_set() {
        let mut set = AgentSet::new(10_000);
        let mut plain = std::collections::BTreeSet::new();
        let mut state = 7u64;
        for _ in 0..20_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let (agent, from) = ((state >> 33) as usize % 10_000, (state >> 12) as usize % 10_000);
            if state >> 63 == 0 {
                set.insert(agent);
                plain.insert(agent);
            } else {
                set.remove(agent);
                plain.remove(&agent);
            }
            assert_eq!(set.next(from), plain.range(from..).next().copied());
        }
    }
}
