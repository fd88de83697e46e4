//! Accumulating priority: who has waited long enough counts as the next higher priority, and so on up to the highest.

use super::scored::{Score, Scored, wait_hours};
use super::{Entry, Parameter, Value};
use crate::engine::{Agent, Desk, Ticket, TicketRule};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "accumulating-priority",
    number: 37,
    summary: "as `priority`, but a ticket counts as a priority higher for every so many business hours it has waited; targets and interruptions go by its own",
    source: "ContactCenters, router/OverflowAndPriorityRouter.java",
    parameters: &[Parameter {
        name: "step_hours",
        value: Value::Number(0.01, 10_000.0),
        default: Some("4"),
        meaning: "business hours of waiting for each step",
    }],
    build: |parameters, _, _| Box::new(Scored(Accumulating { step: parameters.number("step_hours") })),
};

struct Accumulating {
    step: f64,
}

impl Score for Accumulating {
    fn score(&self, _: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
        let steps = (wait_hours(ticket, desk) / self.step).floor();
        -(f64::from(ticket.priority) - steps).max(0.0)
    }
}
