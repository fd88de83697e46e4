//! Tickets in the system and in the queue, and how old and how much work those are that the window leaves open.
//!
//! Ages go by the brackets of ServiceNow's reports.

use super::catalogue::{BY_TICKET, Better, DESK, HOUR, Measure, Metric, Unit, WEEK};
use super::{Outcome, Selection};
use crate::model::{KindId, Model, Rank, RoleId};

/// Time average.
pub(super) const AVERAGE: Metric = Metric {
    name: "backlog_mean",
    definition: "open tickets, averaged over the time of the window",
    unit: Unit::Tickets,
    better: Better::Smaller,
    clocks: false,
    by: DESK,
    measure: Measure::Ratio(|_, outcome, _, _| {
        let each = outcome.open_time.iter().enumerate();
        (each.map(|(n, time)| n as f64 * *time as f64).sum(), outcome.window.0 as f64)
    }),
};
/// Mean square over time.
pub(super) const VARIANCE: Metric = Metric {
    name: "backlog_mean_square",
    definition: "square of the number of open tickets, averaged over time; less the square of backlog_mean it is the variance",
    unit: Unit::SquareTickets,
    better: Better::Neither,
    clocks: false,
    by: DESK,
    measure: Measure::Ratio(|_, outcome, _, _| {
        let each = outcome.open_time.iter().enumerate();
        (each.map(|(n, time)| (n * n) as f64 * *time as f64).sum(), outcome.window.0 as f64)
    }),
};
/// Queue length.
pub(super) const QUEUE: Metric = Metric {
    name: "queue_mean",
    definition: "tickets waiting in a queue, averaged over the time of the window",
    unit: Unit::Tickets,
    better: Better::Smaller,
    clocks: false,
    by: BY_TICKET,
    measure: Measure::Ratio(|model, outcome, part, _| {
        (part.total(model, outcome, |c| c.queue_time as f64), outcome.window.0 as f64)
    }),
};
/// At the end.
pub(super) const AT_END: Metric = Metric {
    name: "backlog_end",
    definition: "open tickets at the end of the window",
    unit: Unit::Tickets,
    better: Better::Smaller,
    clocks: false,
    by: DESK,
    measure: Measure::Ratio(|_, outcome, _, _| (outcome.open.1 as f64, 1.0)),
};
const fn aged(name: &'static str, definition: &'static str, measure: Measure) -> Metric {
    Metric { name, definition, unit: Unit::Tickets, better: Better::Smaller, clocks: false, by: BY_TICKET, measure }
}

/// Open tickets at the end of the window in a bracket of ages.
fn of_age(model: &Model, outcome: &Outcome, part: Selection, bracket: usize) -> (f64, f64) {
    (part.total(model, outcome, |c| c.open_by_age[bracket] as f64), 1.0)
}

/// Young.
pub(super) const AGE_TO_5: Metric = aged(
    "backlog_age_to_5",
    "open tickets at the end of the window that arrived up to 5 calendar days before; by the kind they are worked on as",
    Measure::Ratio(|model, outcome, part, _| of_age(model, outcome, part, 0)),
);
/// Older.
pub(super) const AGE_TO_10: Metric = aged(
    "backlog_age_to_10",
    "the same, more than 5 and up to 10 days",
    Measure::Ratio(|model, outcome, part, _| of_age(model, outcome, part, 1)),
);
/// Old.
pub(super) const AGE_TO_30: Metric = aged(
    "backlog_age_to_30",
    "the same, more than 10 and up to 30 days",
    Measure::Ratio(|model, outcome, part, _| of_age(model, outcome, part, 2)),
);
/// Forgotten.
pub(super) const AGE_OVER_30: Metric = aged(
    "backlog_age_over_30",
    "the same, more than 30 days",
    Measure::Ratio(|model, outcome, part, _| of_age(model, outcome, part, 3)),
);

/// Mean work content of a ticket of a kind, in hours: that of the role whose own work it is, the quickest of several;
/// else of the quickest that helps out.
fn work_of(model: &Model, kind: KindId) -> f64 {
    let staffed = |role: &RoleId| model.groups.iter().any(|g| g.role == *role && g.agents > 0);
    let of_rank = |rank: Rank| {
        let scopes = (0..model.roles.len()).filter(staffed).filter_map(|role| model.scopes.get(role, kind));
        scopes.filter(|scope| scope.rank == rank).map(|scope| scope.work.mean() / 3600.0).reduce(f64::min)
    };
    Rank::ALL.into_iter().find_map(of_rank).unwrap_or(0.0)
}

/// Work hours of the open tickets at the end of the window.
fn work_hours(model: &Model, outcome: &Outcome, part: Selection) -> f64 {
    let of_kind = |kind: KindId| {
        let priorities = (0..model.priorities as u8).filter(|p| part.holds(model, kind, *p, None));
        let open: u64 = priorities.flat_map(|p| outcome.cell(kind, p, None).open_by_age).sum();
        open as f64 * work_of(model, kind)
    };
    (0..model.kinds.len()).map(of_kind).sum()
}

/// Work in it.
pub(super) const WORK_HOURS: Metric = Metric {
    name: "backlog_hours",
    definition: "work in the open tickets at the end of the window, each as if untouched: one attempt of the role whose own work its kind is, the quickest of several, at speed 1, without travel",
    unit: Unit::Hours,
    better: Better::Smaller,
    clocks: false,
    by: BY_TICKET,
    measure: Measure::Ratio(|model, outcome, part, _| (work_hours(model, outcome, part), 1.0)),
};
/// Days of it.
pub(super) const DAYS: Metric = Metric {
    name: "days_to_clear",
    definition: "backlog_hours / hours on tickets of an average calendar day of the window: how long the backlog would last if nothing else came",
    unit: Unit::Days,
    better: Better::Smaller,
    clocks: false,
    by: DESK,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let available = part.times(model, outcome).available as f64 / HOUR;
        (work_hours(model, outcome, part), available / (7.0 * outcome.window.0 as f64 / WEEK))
    }),
};
