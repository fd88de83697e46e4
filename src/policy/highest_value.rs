//! Highest value first: the kind of ticket that costs users most hours while it is open.

use super::Entry;
use super::scored::{Score, Scored};
use crate::engine::{Agent, Desk, Ticket, TicketRule};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "highest-value",
    number: 47,
    summary: "the most user-hours lost in an hour: `blocking_percent` times `affected_users` of the kind",
    source: "highest cost first, a standard rule of scheduling",
    parameters: &[],
    build: |_, _, _| Box::new(Scored(HighestValue)),
};

struct HighestValue;

impl Score for HighestValue {
    fn score(&self, _: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
        let kind = &desk.model.kinds[ticket.kind];
        kind.blocking * kind.affected_users
    }
}
