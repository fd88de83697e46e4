//! Major incidents: how long they last, what hangs on them, and when the desk is as it was before.

use super::catalogue::{BY_TICKET, Better, DESK, HOUR, Measure, Metric, PEOPLE, Unit};
use crate::units::Span;

/// Major incidents whose parent was measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Incidents {
    /// Begun.
    pub begun: u64,
    /// Over: the parent was resolved.
    pub over: u64,
    /// From the beginning until then, microseconds summed.
    pub time: i128,
    /// After which no more tickets were open than when they began.
    pub settled: u64,
    /// From the beginning until then, microseconds summed.
    pub settled_time: i128,
}

impl Incidents {
    /// One is over.
    pub(super) fn over(&mut self, lasted: Span) {
        self.over += 1;
        self.time += i128::from(lasted.0);
    }

    /// The desk is as it was before one.
    pub(super) fn settled(&mut self, after: Span) {
        self.settled += 1;
        self.settled_time += i128::from(after.0);
    }
}

/// How many.
pub(super) const BEGUN: Metric = Metric {
    name: "incidents",
    definition: "major incidents that begin in the window, over the replications on average",
    unit: Unit::Times,
    better: Better::Neither,
    clocks: false,
    by: DESK,
    measure: Measure::Ratio(|_, outcome, _, _| (outcome.incidents.begun as f64, 1.0)),
};
/// How long.
pub(super) const LASTED: Metric = Metric {
    name: "incident_mean",
    definition: "mean calendar hours from the beginning of a major incident until its parent is resolved; one that never was does not count",
    unit: Unit::Hours,
    better: Better::Smaller,
    clocks: false,
    by: DESK,
    measure: Measure::Ratio(|_, outcome, _, _| (outcome.incidents.time as f64 / HOUR, outcome.incidents.over as f64)),
};
/// The way back.
pub(super) const SETTLED: Metric = Metric {
    name: "back_to_normal_mean",
    definition: "mean calendar hours from the beginning of a major incident until it is over and no more tickets are open than when it began",
    unit: Unit::Hours,
    better: Better::Smaller,
    clocks: false,
    by: DESK,
    measure: Measure::Ratio(|_, outcome, _, _| {
        (outcome.incidents.settled_time as f64 / HOUR, outcome.incidents.settled as f64)
    }),
};
/// What closed with them.
pub(super) const CLOSED_WITH_PARENT: Metric = Metric {
    name: "closed_with_parent",
    definition: "measured tickets that closed with the parent of their major incident, over the replications on average; they count as resolved then, by the role that resolved the parent, but not as resolved in one attempt or at first contact",
    unit: Unit::Tickets,
    better: Better::Neither,
    clocks: false,
    by: BY_TICKET,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.total(model, outcome, |c| c.closed_with_parent as f64), 1.0)
    }),
};
/// Who left other tickets alone.
pub(super) const PULLED: Metric = Metric {
    name: "hours_pulled",
    definition: "hours on duty in the window in which people were off tickets because of a major incident, over the replications on average, all people of the row together; work on the parent itself is not among them",
    unit: Unit::Hours,
    better: Better::Smaller,
    clocks: false,
    by: PEOPLE,
    measure: Measure::Ratio(|model, outcome, part, _| (part.times(model, outcome).pulled as f64 / HOUR, 1.0)),
};
/// What it means for all others.
pub(super) const OTHERS: Metric = Metric {
    name: "response_of_others_mean",
    definition: "mean calendar hours from arrival to the first touch of the tickets that do not belong to a major incident",
    unit: Unit::Hours,
    better: Better::Smaller,
    clocks: false,
    by: BY_TICKET,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let sum = part.total(model, outcome, |c| (c.response.sum - c.incident_response.sum) as f64 / HOUR);
        (sum, part.total(model, outcome, |c| (c.response.n - c.incident_response.n) as f64))
    }),
};
