//! Least cumulative work: the idle agent who has had least to do so far.

use super::Entry;
use super::idle_set::IdleSet;
use crate::engine::{AgentRule, Desk, PoolSet, Ticket};
use crate::model::AgentId;
use crate::units::Span;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "least-busy",
    number: 9,
    summary: "the idle agent with the least time at tickets from the start of the run until free, the longest idle among equals",
    source: "Ciw, routing (balance of utilisation)",
    parameters: &[],
    build: |_, _, _| Box::new(LeastBusy::default()),
};

#[derive(Default)]
struct LeastBusy {
    idle: IdleSet<Span>,
}

impl AgentRule for LeastBusy {
    fn begin(&mut self, desk: &Desk) {
        self.idle.begin(desk);
    }
    fn idle(&mut self, agent: AgentId, desk: &Desk) {
        self.idle.idle(agent, desk.agents[agent].busy, desk);
    }
    fn taken(&mut self, agent: AgentId, desk: &Desk) {
        self.idle.taken(agent, desk);
    }
    fn pick(&mut self, _: &Ticket, pools: PoolSet, _: &Desk) -> AgentId {
        self.idle.lowest(pools)
    }
}
