//! Routing policies: one small file a rule, and the catalogues that list them.
//!
//! Help, listings, "did you mean", benches, property tests and verification iterate [`AGENT_RULES`], [`TICKET_RULES`] and
//! [`CONTROLS`], so that a new rule is one file and one line here. Numbers in brackets count the rules as the project's
//! list of policies does.

mod agent_set;
mod catalogue;
mod fastest_first;
mod fewest_kinds_first;
mod fifo;
mod fixed_order;
mod idle_order;
mod longest_idle;
mod most_kinds_first;
mod priority;
mod random_idle;
mod ranked;
mod reserve;
mod role_first;
mod round_robin;
mod shortest_queue;

pub use catalogue::{Entry, Mistake, Parameter, Parameters, Value, choice, make, parse};

use crate::engine::{AgentRule, Control, TicketRule};

/// Which agent gets a ticket.
pub static AGENT_RULES: &[Entry<dyn AgentRule>] = &[
    longest_idle::ENTRY,
    random_idle::ENTRY,
    round_robin::ENTRY,
    fixed_order::ENTRY,
    role_first::ENTRY,
    fewest_kinds_first::ENTRY,
    most_kinds_first::ENTRY,
    fastest_first::ENTRY,
    shortest_queue::ENTRY,
];

/// Which ticket a free agent takes.
pub static TICKET_RULES: &[Entry<dyn TicketRule>] = &[priority::ENTRY, fifo::ENTRY];

/// Restrictions that work with any rules.
pub static CONTROLS: &[Entry<dyn Control>] = &[reserve::ENTRY];
