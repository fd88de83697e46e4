//! Last in, first out: the shortest wait first.

use super::Entry;
use crate::engine::{Desk, Lane, Order, Ticket, TicketRule};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "lifo",
    number: 30,
    summary: "own work first, then the shortest wait, whatever the priority",
    source: "Ciw, disciplines; simmer",
    parameters: &[],
    build: |_, _, _| Box::new(Lifo),
};

struct Lifo;

impl TicketRule for Lifo {
    fn lane(&self, _: &Ticket, _: &Desk) -> Lane {
        0
    }
    fn order(&self) -> Order {
        Order::Key
    }
    fn key(&self, ticket: &Ticket, _: &Desk) -> i64 {
        -ticket.joined.0
    }
}
