//! Stay on type: the kind the agent last worked on as long as some of it wait.

use super::Entry;
use super::scored::{Score, Scored};
use crate::engine::{Agent, Desk, Ticket, TicketRule};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "stay-on-kind",
    number: 49,
    summary: "the kind the agent last worked on while one waits; otherwise own work first, then the longest wait",
    source: "Ciw, issue 150",
    parameters: &[],
    build: |_, _, _| Box::new(Scored(StayOnKind)),
};

struct StayOnKind;

impl Score for StayOnKind {
    fn score(&self, agent: &Agent, ticket: &Ticket, _: &Desk) -> f64 {
        f64::from(u8::from(agent.last_kind == Some(ticket.kind)))
    }
}
