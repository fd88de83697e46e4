//! First in, first out: the longest wait first, whatever the priority.

use super::Entry;
use crate::engine::{Desk, Lane, Ticket, TicketRule};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "fifo",
    number: 29,
    summary: "own work first, then the longest wait, whatever the priority",
    source: "ContactCenters, router/*.java",
    parameters: &[],
    build: |_, _, _| Box::new(Fifo),
};

struct Fifo;

impl TicketRule for Fifo {
    fn lane(&self, _: &Ticket, _: &Desk) -> Lane {
        0
    }
}
