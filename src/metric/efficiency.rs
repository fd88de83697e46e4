//! The work side of the scorecard: what the desk makes of its people's time.

use super::catalogue::{Better, DESK, HOUR, Measure, Metric, TICKETS, Unit};
use super::{By, Outcome, Selection};
use crate::model::Model;

fn resolved(model: &Model, outcome: &Outcome, part: Selection) -> f64 {
    part.total(model, outcome, |c| c.resolved_in_window as f64)
}

/// Efficiency.
pub(super) const REPAIR: Metric = Metric {
    name: "repair_efficiency",
    definition: "work of the attempts that resolved a ticket in the window / all handled time; the rest is attempts that did not, hand-overs, travel and wrapping up; undefined where agents have several tickets in work at once",
    unit: Unit::Share,
    better: Better::Larger,
    clocks: false,
    by: DESK,
    measure: Measure::Ratio(|model, outcome, part, _| {
        if model.groups.iter().any(|g| g.hold.at_once > 1) {
            return (0.0, 0.0);
        }
        let resolving = part.total(model, outcome, |c| c.resolving_work as f64);
        (resolving, part.times(model, outcome).all_handled() as f64)
    }),
};
/// Touch time.
pub(super) const TOUCH: Metric = Metric {
    name: "touch_time",
    definition: "work on tickets in the window / tickets resolved in it: all attempts and hand-overs, overtime and call-outs too, without travel and wrapping up",
    unit: Unit::Minutes,
    better: Better::Smaller,
    clocks: false,
    by: DESK,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let times = part.times(model, outcome);
        let work = (times.all_handled() - times.travel - times.wrap_up) as f64;
        (60.0 * work / HOUR, resolved(model, outcome, part))
    }),
};
/// Tickets a day.
pub(super) const PER_AGENT_DAY: Metric = Metric {
    name: "tickets_per_agent_day",
    definition: "tickets resolved in the window / its paid time in days of 8 hours; by role, those it resolved",
    unit: Unit::TicketsPerDay,
    better: Better::Larger,
    clocks: false,
    by: &[By::All, By::Role],
    measure: Measure::Ratio(|model, outcome, part, _| {
        let times = part.times(model, outcome);
        (resolved(model, outcome, part), (times.available + times.away) as f64 / HOUR / 8.0)
    }),
};
/// Over-use of the dear.
pub(super) const LOWER_ROLE: Metric = Metric {
    name: "lower_role_capable",
    definition: "share of the attempts of roles that have a cheaper one beside them (by mean salary) that are the ticket's first and that a cheaper role may do, its scope holding the kind; whether it would resolve the ticket is another matter",
    unit: Unit::Share,
    better: Better::Smaller,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let capable = part.total(model, outcome, |c| c.lower_capable.0 as f64);
        (capable, part.total(model, outcome, |c| c.lower_capable.1 as f64))
    }),
};
