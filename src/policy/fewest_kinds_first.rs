//! Fewest kinds first: specialists in the narrow sense go first, which keeps generalists free.

use super::Entry;
use super::ranked::Ranked;
use crate::engine::AgentRule;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "fewest-kinds-first",
    number: 12,
    summary: "idle agents with the fewest kinds in their scope first, the longest idle among equals",
    source: "Chevalier, Shumsky and Tabordon (2004); ContactCenters, router/*.java",
    parameters: &[],
    build: |_, _, _| Box::new(Ranked::by(|model, _, role, _| model.scopes.breadth(role) as f64)),
};
