//! The c-mu rule: the largest cost of waiting saved by an hour of work.

use super::Entry;
use super::scored::{PRIORITY_FACTOR, Score, Scored, weight, work_hours};
use crate::engine::{Agent, Desk, Ticket, TicketRule};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "c-mu",
    number: 38,
    summary: "the largest `weight` of the kind divided by the agent's expected work on it",
    source: "Saghafian and Veatch (2016), IEEE Transactions on Automatic Control",
    parameters: &[PRIORITY_FACTOR],
    build: |parameters, _, _| Box::new(Scored(CMu { factor: parameters.number("priority_factor") })),
};

struct CMu {
    factor: f64,
}

impl Score for CMu {
    fn score(&self, agent: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
        weight(ticket, self.factor, desk) / work_hours(agent, ticket, desk)
    }
}
