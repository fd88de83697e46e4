//! Target attainment: share within the limit, of measured tickets that have one.
//!
//! A ticket still open counts once its limit has passed; who gave up or found no place to wait counts in neither, but who
//! gave up does in the service level, as call centres count it.

use super::catalogue::{BY_TICKET, Better, Measure, Metric, TICKETS, Unit};

/// Resolution limit.
pub(super) const RESOLUTION: Metric = Metric {
    name: "in_target",
    definition: "share resolved within the resolution limit, of tickets that have one; open ones count as missed once it has passed, those that gave up or found no place to wait count in neither",
    unit: Unit::Share,
    better: Better::Larger,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let met = part.total(model, outcome, |c| c.resolution_met.0 as f64);
        (met, part.total(model, outcome, |c| (c.resolution_met.1 + c.open_limit.1) as f64))
    }),
};
/// Response limit.
pub(super) const RESPONSE: Metric = Metric {
    name: "response_in_target",
    definition: "share touched within the response limit, of touched tickets that have one",
    unit: Unit::Share,
    better: Better::Larger,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let met = part.total(model, outcome, |c| c.response_met.0 as f64);
        (met, part.total(model, outcome, |c| c.response_met.1 as f64))
    }),
};
/// Response limit, with those who gave up beyond it.
pub(super) const SERVICE_LEVEL: Metric = Metric {
    name: "service_level",
    definition: "share touched within the response limit, of tickets that have one and are touched or given up after it; who gives up sooner counts in neither (the convention of ContactCenters)",
    unit: Unit::Share,
    better: Better::Larger,
    clocks: false,
    by: BY_TICKET,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let met = part.total(model, outcome, |c| c.response_met.0 as f64);
        (met, part.total(model, outcome, |c| (c.response_met.1 + c.gave_up_late) as f64))
    }),
};
