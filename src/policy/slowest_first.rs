//! Slowest capable first: the contrast to the fastest, which lets people learn.

use super::Entry;
use super::ranked::Ranked;
use crate::engine::AgentRule;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "slowest-first",
    number: 16,
    summary: "the idle agent with the longest expected handling of this kind, the longest idle among equals",
    source: "none: the contrast to `fastest-first`",
    parameters: &[],
    build: |_, _, _| {
        Box::new(Ranked::by(|model, kind, role, speed| {
            model.scopes.get(role, kind).map_or(0.0, |scope| -scope.work.mean / speed)
        }))
    },
};
