//! Least slack: the ticket with the least time to spare until its limit, the work it needs left out.

use super::Entry;
use super::earliest_due::due;
use super::scored::{Score, Scored, work_hours};
use crate::engine::{Agent, Desk, Lane, Order, Ticket, TicketRule};
use crate::units::Time;

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "least-slack",
    number: 44,
    summary: "the least business hours until the limit of resolution less the agent's expected work; those without a limit last",
    source: "minimum slack time, a standard rule of scheduling",
    parameters: &[],
    build: |_, _, _| Box::new(Scored(LeastSlack)),
};

/// Business hours from the start of the run to the end of a ticket's limit; infinite without one.
fn due_hours(ticket: &Ticket, desk: &Desk) -> f64 {
    match due(ticket, desk) {
        Time::NEVER => f64::INFINITY,
        due => desk.model.business_hours.clock(due).0 as f64 / 3.6e9,
    }
}

struct LeastSlack;

impl Score for LeastSlack {
    /// Those of one kind need the same work of an agent.
    fn lane(&self, ticket: &Ticket, _: &Desk) -> Lane {
        ticket.kind as Lane
    }
    fn order(&self) -> Order {
        Order::Key
    }
    fn key(&self, ticket: &Ticket, desk: &Desk) -> i64 {
        match due(ticket, desk) {
            Time::NEVER => i64::MAX,
            due => desk.model.business_hours.clock(due).0,
        }
    }
    fn score(&self, agent: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
        work_hours(agent, ticket, desk) - due_hours(ticket, desk)
    }
}
