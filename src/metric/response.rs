//! Response time: arrival to the first touch by an agent, on the calendar clock, of measured tickets.
//!
//! Who gave up untouched, or found no place to wait, counts in neither. Of the tickets still open it is known how many nobody has touched, but not
//! which: they are taken to be the youngest.

use super::catalogue::{Better, HOUR, Measure, Metric, Observed, Open, TICKETS, Unit};

const OBSERVED: Observed = |cell, _| &cell.response_sketch;
const UNTOUCHED: Open = |model, outcome, part, _| {
    let open = part.sketch(model, outcome, |cell| &cell.open_age[0]);
    // All that came in less those touched; with users who give up, at most the open ones.
    let untouched = part.total(model, outcome, |c| c.arrived as f64 - (c.response.n + c.turns.blocked) as f64);
    open.smallest(untouched.max(0.0) as u64)
};

const fn quantile(name: &'static str, definition: &'static str, p: f64) -> Metric {
    Metric {
        name,
        definition,
        unit: Unit::Hours,
        better: Better::Smaller,
        clocks: false,
        by: TICKETS,
        measure: Measure::Quantile(p, OBSERVED, UNTOUCHED),
    }
}

/// Mean.
pub(super) const MEAN: Metric = Metric {
    name: "response_mean",
    definition: "mean calendar time from arrival to the first touch; a lower bound while untouched tickets are open",
    unit: Unit::Hours,
    better: Better::Smaller,
    clocks: false,
    by: TICKETS,
    measure: Measure::Mean(
        |model, outcome, part, _| {
            let sum = part.total(model, outcome, |c| c.response.sum as f64 / HOUR);
            (sum, part.total(model, outcome, |c| c.response.n as f64))
        },
        UNTOUCHED,
    ),
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
