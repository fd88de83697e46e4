//! Routing policies: one small file a rule, and the catalogues that list them.
//!
//! Help, listings, "did you mean", benches, property tests and verification iterate [`AGENT_RULES`], [`TICKET_RULES`] and
//! [`CONTROLS`], so that a new rule is one file and one line here. Numbers in brackets count the rules as the project's
//! list of policies does.

mod accumulating_priority;
mod affine;
mod agent_set;
mod best_skill;
mod c_mu;
mod catalogue;
mod cheapest_first;
mod cherry_pick;
mod earliest_due;
mod earliest_released;
mod fastest_first;
mod fewest_kinds_first;
mod fifo;
mod fixed_order;
mod generalised_c_mu;
mod highest_value;
mod idle_order;
mod idle_set;
mod least_busy;
mod least_slack;
mod lifo;
mod longest_idle;
mod longest_queue;
mod most_idle;
mod most_kinds_first;
mod power_of_d;
mod priority;
mod queue_ratio;
mod random_idle;
mod random_order;
mod ranked;
mod reserve;
mod role_first;
mod round_robin;
mod scored;
mod shortest_queue;
mod shortest_work;
mod slowest_first;
mod stay_on_kind;
mod weighted_round_robin;
mod weighted_wait;

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
    slowest_first::ENTRY,
    best_skill::ENTRY,
    cheapest_first::ENTRY,
    most_idle::ENTRY,
    least_busy::ENTRY,
    weighted_round_robin::ENTRY,
    shortest_queue::SHORTEST,
    shortest_queue::FEWEST,
    shortest_queue::SPARE,
    power_of_d::ENTRY,
    earliest_released::ENTRY,
];

/// Which ticket a free agent takes.
pub static TICKET_RULES: &[Entry<dyn TicketRule>] = &[
    priority::ENTRY,
    fifo::ENTRY,
    lifo::ENTRY,
    random_order::ENTRY,
    longest_queue::LONGEST,
    longest_queue::WEIGHTED,
    weighted_wait::ENTRY,
    affine::ENTRY,
    accumulating_priority::ENTRY,
    c_mu::ENTRY,
    generalised_c_mu::ENTRY,
    queue_ratio::ENTRY,
    earliest_due::ENTRY,
    least_slack::ENTRY,
    shortest_work::ENTRY,
    highest_value::ENTRY,
    cherry_pick::ENTRY,
    stay_on_kind::ENTRY,
];

/// Restrictions that work with any rules.
pub static CONTROLS: &[Entry<dyn Control>] = &[reserve::ENTRY];
