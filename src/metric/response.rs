//! Response time: arrival to the first touch by an agent, on the calendar clock, of measured tickets that were touched.

use super::catalogue::{Better, HOUR, Measure, Metric, Sketches, TICKETS, Unit};

const OBSERVED: Sketches = |cell, _| (&cell.response_sketch, None);

const fn quantile(name: &'static str, definition: &'static str, p: f64) -> Metric {
    Metric {
        name,
        definition,
        unit: Unit::Hours,
        better: Better::Smaller,
        clocks: false,
        by: TICKETS,
        measure: Measure::Quantile(p, OBSERVED),
    }
}

/// Mean.
pub(super) const MEAN: Metric = Metric {
    name: "response_mean",
    definition: "mean calendar time from arrival to the first touch",
    unit: Unit::Hours,
    better: Better::Smaller,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let sum = part.total(model, outcome, |c| c.response.sum as f64 / HOUR);
        (sum, part.total(model, outcome, |c| c.response.n as f64))
    }),
};
/// Median.
pub(super) const MEDIAN: Metric =
    quantile("response_median", "calendar time within which half of the tickets are touched", 0.5);
/// 90 %.
pub(super) const P90: Metric =
    quantile("response_p90", "calendar time within which 90 % of the tickets are touched", 0.9);
/// 95 %.
pub(super) const P95: Metric =
    quantile("response_p95", "calendar time within which 95 % of the tickets are touched", 0.95);
