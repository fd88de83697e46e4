//! Earliest due date: the ticket whose resolution limit ends first.

use super::Entry;
use super::scored::{Score, Scored};
use crate::engine::{Agent, Desk, Lane, Order, Ticket, TicketRule};
use crate::units::Time;

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "earliest-due",
    number: 43,
    summary: "the ticket whose limit of resolution ends first; those without a limit last",
    source: "Jackson (1955), earliest due date, a standard rule of scheduling",
    parameters: &[],
    build: |_, _, _| Box::new(Scored(EarliestDue)),
};

/// When the limit of a ticket ends, the pauses so far left out if its clock does.
pub(super) fn due(ticket: &Ticket, desk: &Desk) -> Time {
    desk.model.due(ticket.first_kind, ticket.priority, ticket.arrived, ticket.paused).unwrap_or(Time::NEVER)
}

struct EarliestDue;

impl Score for EarliestDue {
    fn lane(&self, _: &Ticket, _: &Desk) -> Lane {
        0
    }
    fn order(&self) -> Order {
        Order::Key
    }
    fn key(&self, ticket: &Ticket, desk: &Desk) -> i64 {
        due(ticket, desk).0
    }
    fn score(&self, _: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
        -(due(ticket, desk).0 as f64)
    }
}
