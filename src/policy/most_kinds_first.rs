//! Most kinds first: generalists go first; the contrast to fewest kinds first.

use super::Entry;
use super::ranked::Ranked;
use crate::engine::AgentRule;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "most-kinds-first",
    number: 13,
    summary: "idle agents with the most kinds in their scope first, the longest idle among equals",
    source: "none; the contrast to fewest-kinds-first",
    parameters: &[],
    build: |_, _, _| Box::new(Ranked::by(|model, _, role, _| -(model.scopes.breadth(role) as f64))),
};
