//! Fastest server first: the idle agent with the highest expected rate for the ticket's kind.

use super::Entry;
use super::ranked::Ranked;
use crate::engine::AgentRule;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "fastest-first",
    number: 15,
    summary: "the idle agent with the shortest expected handling of this kind, the longest idle among equals",
    source: "Mandelbaum and Momčilović (2014), Operations Research Letters",
    parameters: &[],
    build: |_, _, _| {
        Box::new(Ranked::by(|model, kind, role, speed| {
            model.scopes.get(role, kind).map_or(f64::INFINITY, |scope| scope.work.mean / speed)
        }))
    },
};
