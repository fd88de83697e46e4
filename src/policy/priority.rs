//! Static priority: the highest priority first, the longest wait within.

use super::Entry;
use crate::engine::{Desk, Lane, Ticket, TicketRule};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "priority",
    number: 32,
    summary: "the highest priority first, then own work, then the longest wait",
    source: "ContactCenters, router/*.java",
    parameters: &[],
    build: |_, _, _| Box::new(StaticPriority),
};

struct StaticPriority;

impl TicketRule for StaticPriority {
    fn lane(&self, ticket: &Ticket, _: &Desk) -> Lane {
        Lane::from(ticket.priority)
    }
}
