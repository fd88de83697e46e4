//! Weighted wait: the largest wait times weight.

use super::Entry;
use super::scored::{PRIORITY_FACTOR, Score, Scored, wait_hours, weight};
use crate::engine::{Agent, Desk, Ticket, TicketRule};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "weighted-wait",
    number: 35,
    summary: "the largest business hours of waiting times the `weight` of the kind",
    source: "ContactCenters, router/*.java (LONGESTWEIGHTEDWAITINGTIME); ccmath.com, Sim2Skill",
    parameters: &[PRIORITY_FACTOR],
    build: |parameters, _, _| Box::new(Scored(WeightedWait { factor: parameters.number("priority_factor") })),
};

struct WeightedWait {
    factor: f64,
}

impl Score for WeightedWait {
    fn score(&self, _: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
        wait_hours(ticket, desk) * weight(ticket, self.factor, desk)
    }
}
