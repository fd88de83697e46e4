//! Role first: a named role before all others, whatever their scope rank says within a tier.

use super::ranked::Ranked;
use super::{Entry, Parameter, Value};
use crate::engine::AgentRule;

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "role-first",
    number: 11,
    summary: "idle agents of one role before all others, the longest idle among them",
    source: "fixed weight by group, ContactCenters, router/AgentSelectionScore.java, with two weights",
    parameters: &[Parameter { name: "role", value: Value::Role, default: None, meaning: "the role that goes first" }],
    build: |parameters, model, _| {
        let first = parameters.role("role", model);
        Box::new(Ranked::by(move |_, _, role, _| f64::from(u8::from(Some(role) != first))))
    },
};
