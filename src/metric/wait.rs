//! Waiting in a queue, visit by visit: a ticket that is escalated or comes back waits again. By role: who took it.

use super::catalogue::{BY_TICKET, Better, HOUR, Measure, Metric, TICKETS, Unit};

/// Mean.
pub(super) const MEAN: Metric = Metric {
    name: "wait_mean",
    definition: "mean time in queue of a visit, nothing included; who gave up counts with the time waited",
    unit: Unit::Hours,
    better: Better::Smaller,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let sum = part.total(model, outcome, |c| c.wait().sum as f64 / HOUR);
        (sum, part.total(model, outcome, |c| c.wait().n as f64))
    }),
};
/// Mean square; the variance follows with the mean.
pub(super) const VARIANCE: Metric = Metric {
    name: "wait_mean_square",
    definition: "mean of the squared time in queue of a visit; less the square of wait_mean it is the variance",
    unit: Unit::SquareHours,
    better: Better::Neither,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let sum = part.total(model, outcome, |c| c.wait().squares as f64 / (HOUR * HOUR));
        (sum, part.total(model, outcome, |c| c.wait().n as f64))
    }),
};
/// Share that waits.
pub(super) const SHARE: Metric = Metric {
    name: "wait_share",
    definition: "share of visits that are not taken in the instant they join",
    unit: Unit::Share,
    better: Better::Smaller,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let waited = part.total(model, outcome, |c| c.waited() as f64);
        (waited, part.total(model, outcome, |c| c.wait().n as f64))
    }),
};
/// Share taken at once.
pub(super) const AT_ONCE: Metric = Metric {
    name: "taken_at_once",
    definition: "share of arriving tickets that somebody starts in the instant they arrive",
    unit: Unit::Share,
    better: Better::Larger,
    clocks: false,
    by: BY_TICKET,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let at_once = part.total(model, outcome, |c| c.taken_at_once as f64);
        (at_once, part.total(model, outcome, |c| c.arrived as f64))
    }),
};
