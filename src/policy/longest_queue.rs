//! Longest queue first: the kind of which most tickets wait, with a weight for each kind if wanted.

use super::scored::{PRIORITY_FACTOR, Score, Scored, weight};
use super::{Entry, Parameter};
use crate::engine::{Agent, Desk, Ticket, TicketRule};

pub(super) const LONGEST: Entry<dyn TicketRule> = Entry {
    name: "longest-queue",
    number: 33,
    summary: "the longest wait of the kind of which most tickets wait",
    source: "ContactCenters, router/*.java (LONGESTQUEUEFIRST)",
    parameters: &[],
    build: |_, _, _| Box::new(Scored(LongestQueue { factor: None })),
};

pub(super) const WEIGHTED: Entry<dyn TicketRule> = Entry {
    name: "weighted-queue",
    number: 34,
    summary: "the same with the number that wait times the `weight` of the kind",
    source: "ContactCenters, router/ContactSelectionScore.java",
    parameters: &[Parameter { ..PRIORITY_FACTOR }],
    build: |parameters, _, _| Box::new(Scored(LongestQueue { factor: Some(parameters.number("priority_factor")) })),
};

struct LongestQueue {
    factor: Option<f64>,
}

impl Score for LongestQueue {
    fn score(&self, _: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
        let weight = self.factor.map_or(1.0, |factor| weight(ticket, factor, desk));
        f64::from(desk.waiting_of[ticket.kind]) * weight
    }
}
