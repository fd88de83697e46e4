//! Longest idle: the eligible idle agent who has been idle longest.

use super::Entry;
use super::idle_order::IdleOrder;
use crate::engine::{AgentRule, Desk, PoolSet, Ticket};
use crate::model::AgentId;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "longest-idle",
    number: 1,
    summary: "the eligible idle agent who has been idle longest",
    source: "ContactCenters, router/*.java; also called last assigned or next agent",
    parameters: &[],
    build: |_, _, _| Box::new(LongestIdle::default()),
};

#[derive(Default)]
struct LongestIdle {
    order: IdleOrder,
}

impl AgentRule for LongestIdle {
    fn begin(&mut self, desk: &Desk) {
        self.order.begin(desk);
    }
    fn idle(&mut self, agent: AgentId, desk: &Desk) {
        self.order.idle(agent, desk);
    }
    fn taken(&mut self, _: AgentId, _: &Desk) {}
    fn pick(&mut self, _: &Ticket, pools: PoolSet, desk: &Desk) -> AgentId {
        self.order.longest(pools, desk)
    }
}
