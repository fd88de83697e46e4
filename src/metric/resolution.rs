//! Resolution time: arrival to the final resolve, of measured tickets; by role, the role that resolved it, which for
//! tickets still open nobody knows.

use super::catalogue::{Better, HOUR, Measure, Metric, Observed, Open, TICKETS, Unit};

const OBSERVED: Observed = |cell, clock| &cell.resolution_sketch[clock];
const OPEN: Open = |model, outcome, part, clock| part.sketch(model, outcome, |cell| &cell.open_age[clock]);

const fn quantile(name: &'static str, definition: &'static str, p: f64) -> Metric {
    Metric {
        name,
        definition,
        unit: Unit::Hours,
        better: Better::Smaller,
        clocks: true,
        by: TICKETS,
        measure: Measure::Quantile(p, OBSERVED, OPEN),
    }
}

/// Mean.
pub(super) const MEAN: Metric = Metric {
    name: "resolution_mean",
    definition: "mean time from arrival to resolved; a lower bound while tickets are open, which count at their present age",
    unit: Unit::Hours,
    better: Better::Smaller,
    clocks: true,
    by: TICKETS,
    measure: Measure::Mean(
        |model, outcome, part, clock| {
            let at = super::Clocks::of(model).at(clock);
            let sum = part.total(model, outcome, |c| c.resolution[at].sum as f64 / HOUR);
            (sum, part.total(model, outcome, |c| c.resolution[at].n as f64))
        },
        OPEN,
    ),
};
/// Median.
pub(super) const MEDIAN: Metric =
    quantile("resolution_median", "time within which half of the tickets are resolved", 0.5);
/// 90 %.
pub(super) const P90: Metric = quantile("resolution_p90", "time within which 90 % of the tickets are resolved", 0.9);
/// 95 %.
pub(super) const P95: Metric = quantile("resolution_p95", "time within which 95 % of the tickets are resolved", 0.95);
/// 99 %.
pub(super) const P99: Metric = quantile("resolution_p99", "time within which 99 % of the tickets are resolved", 0.99);
