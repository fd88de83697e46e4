//! The generalised c-mu rule: c-mu where an hour costs the more, the longer the wait has been.

use super::scored::{PRIORITY_FACTOR, Score, Scored, wait_hours, weight, work_hours};
use super::{Entry, Parameter, Value};
use crate::engine::{Agent, Desk, Ticket, TicketRule};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "generalised-c-mu",
    number: 39,
    summary: "as `c-mu`, with a cost of waiting that grows as the wait to a power: the marginal cost of the wait so far divided by the expected work",
    source: "Mandelbaum and Stolyar (2004), Operations Research 52",
    parameters: &[
        Parameter {
            name: "power",
            value: Value::Number(1.0, 5.0),
            default: Some("2"),
            meaning: "power of the wait in business hours that the cost of waiting grows with; 1 is `c-mu`",
        },
        PRIORITY_FACTOR,
    ],
    build: |parameters, _, _| {
        let (power, factor) = (parameters.number("power"), parameters.number("priority_factor"));
        Box::new(Scored(GeneralisedCMu { power, factor }))
    },
};

struct GeneralisedCMu {
    power: f64,
    factor: f64,
}

impl Score for GeneralisedCMu {
    fn score(&self, agent: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
        let marginal =
            weight(ticket, self.factor, desk) * self.power * libm::pow(wait_hours(ticket, desk), self.power - 1.0);
        marginal / work_hours(agent, ticket, desk)
    }
}
