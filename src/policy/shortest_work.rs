//! Shortest expected work: the kind of ticket that takes the agent least.

use super::Entry;
use super::scored::{Score, Scored, work_hours};
use crate::engine::{Agent, Desk, Ticket, TicketRule};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "shortest-work",
    number: 46,
    summary: "the least expected work of the agent, by the kind of ticket",
    source: "Smith (1956), shortest expected processing time, a standard rule of scheduling",
    parameters: &[],
    build: |_, _, _| Box::new(Scored(ShortestWork)),
};

struct ShortestWork;

impl Score for ShortestWork {
    fn score(&self, agent: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
        -work_hours(agent, ticket, desk)
    }
}
