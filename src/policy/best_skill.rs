//! Best skill: the agent most likely to resolve the ticket, whatever that costs.

use super::Entry;
use super::ranked::Ranked;
use crate::engine::AgentRule;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "best-skill",
    number: 14,
    summary: "the idle agent with the highest chance to resolve this kind (`resolve_percent`), the longest idle among equals",
    source: "mypurecloud.com, advanced routing (best available skills)",
    parameters: &[],
    build: |_, _, _| {
        Box::new(Ranked::by(|model, kind, role, _| model.scopes.get(role, kind).map_or(0.0, |scope| -scope.resolve)))
    },
};
