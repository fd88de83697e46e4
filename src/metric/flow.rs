//! How many tickets come, go and go elsewhere.

use super::catalogue::{BY_TICKET, Better, Measure, Metric, TICKETS, Unit, WEEK};
use super::{By, Selection};

fn weeks(outcome: &super::Outcome) -> f64 {
    outcome.window.0 as f64 / WEEK
}

/// Arrivals.
pub(super) const ARRIVED: Metric = Metric {
    name: "arrived",
    definition: "tickets that arrive in a week of the window, those of users who try again included",
    unit: Unit::TicketsPerWeek,
    better: Better::Neither,
    clocks: false,
    by: BY_TICKET,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.total(model, outcome, |c| c.arrived as f64), weeks(outcome))
    }),
};
/// First touches.
pub(super) const TOUCHED: Metric = Metric {
    name: "first_touched",
    definition: "tickets that arrive in a week of the window and are touched; by role, the one that touches them first",
    unit: Unit::TicketsPerWeek,
    better: Better::Neither,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.total(model, outcome, |c| c.response.n as f64), weeks(outcome))
    }),
};
/// Throughput.
pub(super) const THROUGHPUT: Metric = Metric {
    name: "throughput",
    definition: "tickets resolved in a week of the window, whenever they arrived",
    unit: Unit::TicketsPerWeek,
    better: Better::Larger,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.total(model, outcome, |c| c.resolved_in_window as f64), weeks(outcome))
    }),
};
/// Escalation.
pub(super) const ESCALATED: Metric = Metric {
    name: "escalated",
    definition: "share of completed attempts that end in an escalation; by role, away from it",
    unit: Unit::Share,
    better: Better::Smaller,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let escalated = part.total(model, outcome, |c| c.escalated as f64);
        (escalated, part.total(model, outcome, |c| c.attempts as f64))
    }),
};
/// Flow between roles.
pub(super) const BETWEEN_ROLES: Metric = Metric {
    name: "escalations",
    definition: "escalations in a week of the window, whenever the tickets arrived; by flow, from a role to another",
    unit: Unit::TicketsPerWeek,
    better: Better::Neither,
    clocks: false,
    by: &[By::All, By::Flow],
    measure: Measure::Ratio(|_, outcome, part, _| {
        let flow = match part {
            Selection::Flow(from, to) => outcome.escalations[from * outcome.roles + to],
            _ => outcome.escalations.iter().sum(),
        };
        (flow as f64, weeks(outcome))
    }),
};
/// Abandonment.
pub(super) const ABANDONED: Metric = Metric {
    name: "abandoned",
    definition: "share of queue visits that end with the user giving up; who finds no place to wait (blocked) visits no queue",
    unit: Unit::Share,
    better: Better::Smaller,
    clocks: false,
    by: BY_TICKET,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let abandoned = part.total(model, outcome, |c| c.abandoned as f64);
        (abandoned, part.total(model, outcome, |c| c.wait().n as f64))
    }),
};
/// Censoring.
pub(super) const OPEN_AT_END: Metric = Metric {
    name: "still_open",
    definition: "share of measured tickets still open when the run was cut off, also those resolved in error that nobody has noticed; where it is above 0, means are lower bounds",
    unit: Unit::Share,
    better: Better::Smaller,
    clocks: false,
    by: BY_TICKET,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let open = part.total(model, outcome, |c| c.open_age[0].count() as f64);
        (open, part.total(model, outcome, |c| c.arrived as f64))
    }),
};
