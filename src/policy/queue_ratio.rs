//! Fixed queue ratio: the kind whose share of all that wait is furthest above the share it is given.

use super::Entry;
use super::scored::{Score, Scored};
use crate::engine::{Agent, Desk, Ticket, TicketRule};
use crate::model::Model;

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "queue-ratio",
    number: 41,
    summary: "the longest wait of the kind that is furthest above its share of all tickets that wait; the shares are as the `weight` of the kinds",
    source: "Gurvich and Whitt (2009), queue-and-idleness-ratio controls; Perry and Whitt (2009)",
    parameters: &[],
    build: |_, model, _| Box::new(Scored(QueueRatio { total: total(model) })),
};

fn total(model: &Model) -> f64 {
    model.kinds.iter().map(|kind| kind.weight).sum()
}

struct QueueRatio {
    /// Sum of the weights of all kinds.
    total: f64,
}

impl Score for QueueRatio {
    fn score(&self, _: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
        let waiting: u32 = desk.waiting_of.iter().sum();
        let share = desk.model.kinds[ticket.kind].weight / self.total;
        f64::from(desk.waiting_of[ticket.kind]) - share * f64::from(waiting)
    }
}
