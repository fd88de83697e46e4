//! Labour cost from salaries. Cost is paid by the paid hour, busy or idle: salary / 2,080 hours.

use super::catalogue::{Better, DESK, Measure, Metric, Unit, WEEK};
use crate::model::Model;

/// Paid hours of a full-time year: 52 weeks of 40 hours, the convention behind "wage per hour = salary / 2,080".
pub const PAID_HOURS_A_YEAR: f64 = 2_080.0;

/// Labour cost of an average week.
fn per_week(model: &Model) -> f64 {
    let of = |g: &crate::model::Group| g.agents as f64 * g.paid_per_week().hours() * g.salary / PAID_HOURS_A_YEAR;
    model.groups.iter().map(of).sum()
}

/// A year.
pub(super) const A_YEAR: Metric = Metric {
    name: "labour_cost_year",
    definition: "salaries of a year of 52 weeks by the paid hour (salary / 2,080), without benefits or overhead",
    unit: Unit::Money,
    better: Better::Smaller,
    clocks: false,
    by: DESK,
    measure: Measure::Ratio(|model, _, _, _| (52.0 * per_week(model), 1.0)),
};
/// A ticket.
pub(super) const PER_TICKET: Metric = Metric {
    name: "labour_cost_ticket",
    definition: "labour cost of the window / tickets resolved in it",
    unit: Unit::Money,
    better: Better::Smaller,
    clocks: false,
    by: DESK,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let weeks = outcome.window.0 as f64 / WEEK;
        (per_week(model) * weeks, part.total(model, outcome, |c| c.resolved_in_window as f64))
    }),
};
