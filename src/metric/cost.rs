//! Cost by the paid hour, busy or idle: salary / 2,080 hours; as labour alone, and with all that comes on top of it.
//!
//! Labour cost follows from the roster alone; the cost with everything from the time that was really paid.

use super::catalogue::{Better, DESK, HOUR, Measure, Metric, Unit, WEEK};
use super::{AgentTimes, By, Outcome, Selection};
use crate::model::{Group, Model};

/// Paid hours of a full-time year: 52 weeks of 40 hours, the convention behind "wage per hour = salary / 2,080".
pub const PAID_HOURS_A_YEAR: f64 = 2_080.0;

/// Labour cost of an average week.
fn per_week(model: &Model) -> f64 {
    let of = |g: &Group| g.agents as f64 * g.paid_per_week().hours() * g.salary / PAID_HOURS_A_YEAR;
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
/// What the desk paid in the window, and for what: the parts are all of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Spent {
    /// Work and wrapping up.
    work: f64,
    /// The way to users and back, and what visits cost beside.
    travel: f64,
    /// Paid and not handled: idle, or off tickets.
    idle: f64,
    /// Standing by, and call-outs with their time.
    on_call: f64,
}

impl Spent {
    fn of(model: &Model, times: &AgentTimes, salary: f64) -> Self {
        let hour = salary / PAID_HOURS_A_YEAR * model.cost.loading() / HOUR;
        let overtime = |time: i64| time as f64 * model.cost.overtime_factor;
        let paid_travel = times.travel - times.travel_overtime - times.travel_called_out;
        let travel = paid_travel as f64 + overtime(times.travel_overtime);
        let handled = (times.handled + times.handled_away) as f64 + overtime(times.overtime);
        Spent {
            work: hour * (handled - travel),
            travel: hour * travel + times.visits as f64 * model.cost.per_visit,
            idle: hour * (times.available + times.away - times.handled - times.handled_away) as f64,
            on_call: times.on_call as f64 / HOUR * model.cost.on_call_hour
                + times.call_outs as f64 * model.cost.per_call_out
                + hour * times.called_out as f64 * model.cost.call_out_factor,
        }
    }

    fn plus(self, other: Spent) -> Self {
        Spent {
            work: self.work + other.work,
            travel: self.travel + other.travel,
            idle: self.idle + other.idle,
            on_call: self.on_call + other.on_call,
        }
    }

    fn all(self) -> f64 {
        self.work + self.travel + self.idle + self.on_call
    }
}

/// What a part of the desk spent: its people's time at their loaded hour, and their visits.
fn spent(model: &Model, outcome: &Outcome, part: Selection) -> Spent {
    let groups = model.groups.iter().enumerate().filter(|(g, group)| match part {
        Selection::All => true,
        Selection::Role(role) => group.role == role,
        Selection::Group(one) => *g == one,
        _ => false,
    });
    let of = |(g, group): (usize, &Group)| Spent::of(model, &Selection::Group(g).times(model, outcome), group.salary);
    groups.map(of).fold(Spent::default(), Spent::plus)
}

/// A year with everything.
pub(super) const LOADED_YEAR: Metric = Metric {
    name: "cost_year",
    definition: "what the window cost, scaled to a year of 52 weeks: paid time and overtime (by its factor) at salary / 2,080 an hour, raised by benefits and overhead, visits, and on call: its hours and call-outs at their price, the time of call-outs by its factor as overtime",
    unit: Unit::Money,
    better: Better::Smaller,
    clocks: false,
    by: &[By::All, By::Role, By::Group],
    measure: Measure::Ratio(|model, outcome, part, _| {
        (52.0 * spent(model, outcome, part).all(), outcome.window.0 as f64 / WEEK)
    }),
};

const fn a_ticket(name: &'static str, definition: &'static str, measure: Measure) -> Metric {
    Metric { name, definition, unit: Unit::Money, better: Better::Smaller, clocks: false, by: DESK, measure }
}

fn resolved(model: &Model, outcome: &Outcome) -> f64 {
    Selection::All.total(model, outcome, |c| c.resolved_in_window as f64)
}

/// A ticket with everything.
pub(super) const LOADED_TICKET: Metric = a_ticket(
    "cost_ticket",
    "cost of the window, as in cost_year / tickets resolved in it; work_cost_ticket + travel_cost_ticket + idle_cost_ticket + on_call_cost_ticket",
    Measure::Ratio(|model, outcome, part, _| (spent(model, outcome, part).all(), resolved(model, outcome))),
);
/// Work.
pub(super) const WORK_TICKET: Metric = a_ticket(
    "work_cost_ticket",
    "the part of cost_ticket that is work and wrapping up, overtime too",
    Measure::Ratio(|model, outcome, part, _| (spent(model, outcome, part).work, resolved(model, outcome))),
);
/// Travel.
pub(super) const TRAVEL_TICKET: Metric = a_ticket(
    "travel_cost_ticket",
    "the part of cost_ticket that is the way to users and back, overtime too, and what visits cost beside",
    Measure::Ratio(|model, outcome, part, _| (spent(model, outcome, part).travel, resolved(model, outcome))),
);
/// Idle.
pub(super) const IDLE_TICKET: Metric = a_ticket(
    "idle_cost_ticket",
    "the part of cost_ticket that is paid time not handled: idle, meetings, training, leave",
    Measure::Ratio(|model, outcome, part, _| (spent(model, outcome, part).idle, resolved(model, outcome))),
);
/// On call.
pub(super) const ON_CALL_TICKET: Metric = a_ticket(
    "on_call_cost_ticket",
    "the part of cost_ticket that is on call: standing by, and call-outs with all of their time",
    Measure::Ratio(|model, outcome, part, _| (spent(model, outcome, part).on_call, resolved(model, outcome))),
);
/// On call, a year.
pub(super) const ON_CALL_YEAR: Metric = Metric {
    name: "on_call_cost_year",
    definition: "the part of cost_year that is on call: standing by, and call-outs with all of their time",
    unit: Unit::Money,
    better: Better::Smaller,
    clocks: false,
    by: &[By::All, By::Role, By::Group],
    measure: Measure::Ratio(|model, outcome, part, _| {
        (52.0 * spent(model, outcome, part).on_call, outcome.window.0 as f64 / WEEK)
    }),
};
