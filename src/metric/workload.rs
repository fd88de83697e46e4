//! How people's time goes. Ratios of sums for roles and groups.

use super::catalogue::{Better, HOUR, Measure, Metric, PEOPLE, Unit, WEEK};

/// Utilisation.
pub(super) const UTILISATION: Metric = Metric {
    name: "utilisation",
    definition: "handled time (work and travel) inside paid time / paid time; overtime is in neither",
    unit: Unit::Share,
    better: Better::Neither,
    clocks: false,
    by: PEOPLE,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let times = part.times(model, outcome);
        ((times.handled + times.handled_away) as f64, (times.available + times.away) as f64)
    }),
};
/// Occupancy.
pub(super) const OCCUPANCY: Metric = Metric {
    name: "occupancy",
    definition: "handled time on duty / time on duty, less breaks, meetings and leave",
    unit: Unit::Share,
    better: Better::Neither,
    clocks: false,
    by: PEOPLE,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let times = part.times(model, outcome);
        (times.handled as f64, times.available as f64)
    }),
};
/// Occupancy as simulators of call centres count it.
pub(super) const OCCUPANCY_WITH_OVERTIME: Metric = Metric {
    name: "occupancy_with_overtime",
    definition: "all handled time / (time on duty + what is handled off duty): finishing work in hand after the shift or in a meeting is in both terms (the convention of ContactCenters)",
    unit: Unit::Share,
    better: Better::Neither,
    clocks: false,
    by: PEOPLE,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let times = part.times(model, outcome);
        let finishing = times.handled_away + times.overtime;
        ((times.handled + finishing) as f64, (times.available + finishing) as f64)
    }),
};
/// Attempts a week.
pub(super) const HANDLED: Metric = Metric {
    name: "tickets_handled",
    definition: "attempts completed in a week of the window",
    unit: Unit::TicketsPerWeek,
    better: Better::Neither,
    clocks: false,
    by: PEOPLE,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.times(model, outcome).attempts as f64, outcome.window.0 as f64 / WEEK)
    }),
};
/// Overtime.
pub(super) const OVERTIME: Metric = Metric {
    name: "overtime",
    definition: "hours handled outside paid time in a week, all people of the row together",
    unit: Unit::HoursPerWeek,
    better: Better::Smaller,
    clocks: false,
    by: PEOPLE,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.times(model, outcome).overtime as f64 / HOUR, outcome.window.0 as f64 / WEEK)
    }),
};
/// Call-outs.
pub(super) const CALL_OUTS: Metric = Metric {
    name: "call_outs",
    definition: "tickets for which somebody on call was called out in a week, all people of the row together",
    unit: Unit::TicketsPerWeek,
    better: Better::Smaller,
    clocks: false,
    by: PEOPLE,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.times(model, outcome).call_outs as f64, outcome.window.0 as f64 / WEEK)
    }),
};
/// Hours of call-outs.
pub(super) const CALL_OUT_HOURS: Metric = Metric {
    name: "call_out_hours",
    definition: "hours of call-outs in a week, from the call to the end of the work and the way back, outside paid time (and in neither term of utilisation, nor overtime), all people of the row together",
    unit: Unit::HoursPerWeek,
    better: Better::Smaller,
    clocks: false,
    by: PEOPLE,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.times(model, outcome).called_out as f64 / HOUR, outcome.window.0 as f64 / WEEK)
    }),
};
/// Hours on call.
pub(super) const ON_CALL_HOURS: Metric = Metric {
    name: "on_call_hours",
    definition: "hours on call in a week, called out or not, all people of the row together",
    unit: Unit::HoursPerWeek,
    better: Better::Smaller,
    clocks: false,
    by: PEOPLE,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.times(model, outcome).on_call as f64 / HOUR, outcome.window.0 as f64 / WEEK)
    }),
};
/// Travel.
pub(super) const TRAVEL: Metric = Metric {
    name: "travel",
    definition: "hours on the way to users and back in a week, all people of the row together",
    unit: Unit::HoursPerWeek,
    better: Better::Smaller,
    clocks: false,
    by: PEOPLE,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.times(model, outcome).travel as f64 / HOUR, outcome.window.0 as f64 / WEEK)
    }),
};
/// Wrap-up.
pub(super) const WRAP_UP: Metric = Metric {
    name: "wrap_up",
    definition: "hours of wrapping up after attempts in a week, all people of the row together",
    unit: Unit::HoursPerWeek,
    better: Better::Smaller,
    clocks: false,
    by: PEOPLE,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.times(model, outcome).wrap_up as f64 / HOUR, outcome.window.0 as f64 / WEEK)
    }),
};
