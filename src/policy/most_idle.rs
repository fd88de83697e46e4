//! Most idle agents: an agent of the group with most of its people idle.

use super::Entry;
use super::idle_order::IdleOrder;
use crate::engine::{AgentRule, Desk, PoolSet, Ticket};
use crate::model::AgentId;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "most-idle",
    number: 10,
    summary: "of those alike in role, speed and site of whom most are idle, the one who has been idle longest",
    source: "ContactCenters, router/AgentSelectionScore.java",
    parameters: &[],
    build: |_, _, _| Box::new(MostIdle::default()),
};

#[derive(Default)]
struct MostIdle {
    order: IdleOrder,
}

impl AgentRule for MostIdle {
    fn begin(&mut self, desk: &Desk) {
        self.order.begin(desk);
    }
    fn idle(&mut self, agent: AgentId, desk: &Desk) {
        self.order.idle(agent, desk);
    }
    fn taken(&mut self, _: AgentId, _: &Desk) {}
    fn pick(&mut self, _: &Ticket, pools: PoolSet, desk: &Desk) -> AgentId {
        let most = pools.iter().map(|pool| desk.idle[pool]).max();
        let mut equals = PoolSet::EMPTY;
        for pool in pools.iter().filter(|pool| Some(desk.idle[*pool]) == most) {
            equals.insert(pool);
        }
        self.order.longest(equals, desk)
    }
}
