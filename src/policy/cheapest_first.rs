//! Cheapest capable: the role that costs least, by the hour or for the ticket.

use super::ranked::Ranked;
use super::{Entry, Parameter, Value};
use crate::engine::AgentRule;
use crate::model::{Model, RoleId};

pub(super) const ENTRY: Entry<dyn AgentRule> = Entry {
    name: "cheapest-first",
    number: 17,
    summary: "the idle agent whose role has the lowest mean salary, by the hour or times the expected work on this kind; the longest idle among equals",
    source: "none: lowest cost first",
    parameters: &[Parameter {
        name: "per",
        value: Value::Word(&["hour", "ticket"]),
        default: Some("hour"),
        meaning: "the salary by itself, or for as long as the work is expected to take",
    }],
    build: |parameters, _, _| {
        let by_ticket = parameters.get("per") == "ticket";
        Box::new(Ranked::by(move |model, kind, role, speed| {
            let work = model.scopes.get(role, kind).map_or(f64::INFINITY, |scope| scope.work.mean / speed);
            salary(model, role) * if by_ticket { work } else { 1.0 }
        }))
    },
};

/// Mean salary of the people of a role.
fn salary(model: &Model, role: RoleId) -> f64 {
    let groups = model.groups.iter().filter(|g| g.role == role);
    let (people, sum) = groups.fold((0.0, 0.0), |(n, sum), g| (n + g.agents as f64, sum + g.agents as f64 * g.salary));
    if people > 0.0 { sum / people } else { 0.0 }
}
