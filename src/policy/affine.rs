//! Affine score: points for the priority, for the wait, and for having been tried in vain.

use super::scored::{Score, Scored, wait_hours};
use super::{Entry, Parameter, Value};
use crate::engine::{Agent, Desk, Lane, Ticket, TicketRule};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "affine-score",
    number: 36,
    summary: "the highest score: minutes of waiting times the `weight` of the kind, more for each priority above the lowest and for tickets that somebody has tried in vain",
    source: "A-Herzog, Callcenter-Simulator, help page DialogCaller; mypurecloud.com, advanced routing",
    parameters: &[
        Parameter {
            name: "priority_minutes",
            value: Value::Number(0.0, 1e6),
            default: Some("120"),
            meaning: "business minutes of waiting that a step of priority is worth",
        },
        Parameter {
            name: "tried_minutes",
            value: Value::Number(0.0, 1e6),
            default: Some("60"),
            meaning: "business minutes of waiting that a ticket is ahead that somebody has tried in vain",
        },
    ],
    build: |parameters, _, _| {
        let (priority, tried) = (parameters.number("priority_minutes"), parameters.number("tried_minutes"));
        Box::new(Scored(Affine { priority, tried }))
    },
};

struct Affine {
    priority: f64,
    tried: f64,
}

impl Score for Affine {
    /// Inside a lane only the wait differs.
    fn lane(&self, ticket: &Ticket, desk: &Desk) -> Lane {
        let kind = ticket.kind * desk.model.priorities + usize::from(ticket.priority);
        (kind * 2 + usize::from(ticket.hop > 0)) as Lane
    }
    fn score(&self, _: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
        let above = desk.model.priorities as f64 - 1.0 - f64::from(ticket.priority);
        let tried = if ticket.hop > 0 { self.tried } else { 0.0 };
        60.0 * wait_hours(ticket, desk) * desk.model.kinds[ticket.kind].weight + self.priority * above + tried
    }
}
