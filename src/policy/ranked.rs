//! Pools in an order of preference that may depend on the kind of ticket; longest idle inside equals.

use super::idle_order::IdleOrder;
use crate::engine::{AgentRule, Desk, PoolSet, Ticket};
use crate::model::{AgentId, KindId, Model};

/// How much a pool is preferred for a kind: lower goes first. Worked out once, when a run begins.
pub(super) type Preference = Box<dyn Fn(&Model, KindId, usize, f64) -> f64 + Send>;

/// An agent rule that ranks pools.
pub(super) struct Ranked {
    preference: Preference,
    /// Per kind and pool, rank among the pools; equal preferences have equal ranks.
    ranks: Vec<u32>,
    pools: usize,
    order: IdleOrder,
}

impl Ranked {
    /// `preference` gets the model, the kind, and role and speed of the pool.
    pub fn by(preference: impl Fn(&Model, KindId, usize, f64) -> f64 + Send + 'static) -> Self {
        Ranked { preference: Box::new(preference), ranks: Vec::new(), pools: 0, order: IdleOrder::default() }
    }
}

impl AgentRule for Ranked {
    fn begin(&mut self, desk: &Desk) {
        self.order.begin(desk);
        self.pools = desk.eligibility.pools.len();
        self.ranks.clear();
        for kind in 0..desk.model.kinds.len() {
            let of = |p: &crate::engine::Pool| (self.preference)(desk.model, kind, p.role, p.speed);
            let values: Vec<f64> = desk.eligibility.pools.iter().map(of).collect();
            self.ranks.extend(values.iter().map(|v| values.iter().filter(|w| *w < v).count() as u32));
        }
    }
    fn idle(&mut self, agent: AgentId, desk: &Desk) {
        self.order.idle(agent, desk);
    }
    fn taken(&mut self, _: AgentId, _: &Desk) {}
    fn pick(&mut self, ticket: &Ticket, pools: PoolSet, desk: &Desk) -> AgentId {
        let rank = |pool| self.ranks[ticket.kind * self.pools + pool];
        let best = pools.iter().map(rank).min();
        let mut equals = PoolSet::EMPTY;
        for pool in pools.iter().filter(|p| Some(rank(*p)) == best) {
            equals.insert(pool);
        }
        self.order.longest(equals, desk)
    }
}
