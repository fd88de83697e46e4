//! From the outcome of a day to what a row asks for.
//!
//! A measure is a metric of the catalogue, read off by the same function as in every report, or one of three that no report
//! has; `(kind=...)` or `(role=...)` after it for a part of the desk. Where a row says what to divide by, the numerator of
//! the metric is summed over the day and divided by that; else by the metric's own denominator.

use crate::run::Times;
use crate::table::Row;
use desksim::metric::{self, Outcome, Selection};
use desksim::model::{Clock, Model};

#[derive(Clone, Copy)]
enum What {
    Metric(metric::Measure),
    /// Number served.
    Served,
    /// Number who wait no longer than the response limit, whether served or not.
    WaitsInTarget,
    /// `occupancy_with_overtime`, but to the end of the run: until the desk is drained.
    OccupancyToTheEnd,
}

/// A measure of a desk.
#[derive(Clone)]
pub struct Measure {
    what: What,
    part: Selection,
    over: Option<f64>,
    times: f64,
}

impl Measure {
    /// The measure of a row.
    pub fn of(row: &Row, model: &Model) -> Measure {
        let text = &row.measure;
        let (name, inside) = text.split_once('(').unwrap_or((text, ")"));
        let part = match inside.trim_end_matches(')').split_once('=') {
            None => Selection::All,
            Some(("kind", name)) => Selection::Kind(
                model.kinds.iter().position(|k| k.name == name).unwrap_or_else(|| panic!("`{text}`: no such kind")),
            ),
            Some(("role", name)) => Selection::Role(
                model.roles.iter().position(|r| r.name == name).unwrap_or_else(|| panic!("`{text}`: no such role")),
            ),
            Some(_) => panic!("`{text}`: a kind or a role"),
        };
        let what = match name {
            "served" => What::Served,
            "waits_in_target" => What::WaitsInTarget,
            "occupancy_to_the_end" => What::OccupancyToTheEnd,
            _ => What::Metric(metric::metric(name).unwrap_or_else(|| panic!("no metric `{name}`")).measure),
        };
        Measure { what, part, over: row.over, times: row.times }
    }

    /// Numerator and denominator of one day.
    pub fn read(&self, outcome: &Outcome, people: &[Times], model: &Model) -> (f64, f64) {
        let sum = |of: fn(&metric::Cell) -> u64| self.part.total(model, outcome, |c| of(c) as f64);
        assert_eq!(sum(|c| c.open_age[0].count()), 0.0, "every day is drained");
        let (y, n) = match self.what {
            What::Metric(
                metric::Measure::Ratio(ratio) | metric::Measure::Mean(ratio, _) | metric::Measure::Total(ratio, _),
            ) => ratio(model, outcome, self.part, Clock::Calendar),
            What::Metric(metric::Measure::Quantile(..)) => panic!("a quantile has no numerator"),
            What::Served => (sum(|c| c.resolution[0].n), f64::NAN),
            What::WaitsInTarget => (sum(|c| c.response_met.0 + c.abandoned) - sum(|c| c.gave_up_late), f64::NAN),
            What::OccupancyToTheEnd => {
                let roles = model.groups.iter().flat_map(|g| std::iter::repeat_n(g.role, g.agents));
                let own = people.iter().zip(roles).filter(|(_, role)| self.part == Selection::Role(*role));
                let (handled, on_duty) = own.fold((0, 0), |sum, (times, _)| {
                    (sum.0 + times.handled + times.finishing, sum.1 + times.on_duty + times.finishing)
                });
                (handled as f64, on_duty as f64)
            }
        };
        (self.times * y, self.over.unwrap_or(n))
    }
}
