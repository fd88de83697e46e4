//! Tickets in the system and in the queue.

use super::catalogue::{BY_TICKET, Better, DESK, Measure, Metric, Unit};

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
