//! From the record of one replication to what a row asks for: the one place where the metrics of theory meet those of
//! the simulator.
//!
//! A measure is written `name` or `name(key=value; key=value)`; times are in hours. The name is one of the catalogue of
//! metrics, read off by the same function as in every report, after `1 - ` for what is left to one; or one of [`OWN`].
//! Keys: `unit=minute` or `hours=3` for other times than hours, `times` for a known factor; `kind`, `role` or `agent` (from 1) for a part of the desk; `p`, `n`, `time`, `day` (from 1), `rates`.

use desksim::metric::{self, Metric, Outcome, Selection};
use desksim::model::{Clock, KindId, Model, RoleId};
use desksim::stats::Sketch;

const HOUR: f64 = 3.6e9;

/// Measures that are no metric of the catalogue.
pub const OWN: &[(&str, &str)] = &[
    ("wait_variance", "variance of the time in queue of a visit"),
    ("backlog_variance", "variance over time of tickets in the system"),
    ("backlog_at_least", "share of time with at least `n` tickets in the system"),
    ("resolution_quantile", "time within which a share `p` is resolved"),
    ("response_quantile", "time within which a share `p` is touched"),
    ("attempts_share", "of the completed attempts on a kind, those of a role"),
    ("attempts_per_ticket", "completed attempts of a resolved ticket"),
    ("response_in_target_of_arrived", "of the arrivals, those touched within the response limit"),
    ("in_target_a_run", "number touched within the response limit"),
    ("abandoned_a_run", "number that give up"),
    ("blocked_a_run", "number that find no place to wait"),
    ("abandoned_in_window", "number that give up before the window ends, in a run from an empty desk"),
    ("abandoned_in_window_share", "the same of the arrivals"),
    ("queue_time_a_run", "time in the queue of all tickets together, in units of `hours`"),
    ("pending_average", "tickets that wait for another visit, averaged over time"),
    ("wait_mean_of_delayed", "mean wait of those who wait: never an exact row, a mutant"),
    ("backlog_at", "tickets in the system at a `time` of the day, on one `day` or on all"),
    ("empty_at", "share of days without a ticket in the system at a `time`"),
    ("overtime_a_day", "hours of work outside paid time of all agents together"),
    ("holding_cost", "cost of waiting an hour, with a rate for each kind"),
    ("difference_of_two", "difference between the tickets held by the first two agents, averaged over time"),
];

#[derive(Clone, Copy)]
enum What {
    Ratio(metric::Measure),
    Complement(metric::Measure),
    /// Of the same population: mean, mean square.
    Variance(metric::Measure, metric::Measure),
    Quantile(f64, metric::Measure),
    /// Numerators of two metrics.
    Numerators(metric::Measure, metric::Measure),
    BacklogAtLeast(usize),
    AttemptsShare(KindId, RoleId),
    AttemptsPerTicket,
    InTargetOfArrived(metric::Measure),
    ARun(metric::Measure),
    BacklogAt(usize, Option<usize>),
    EmptyAt(usize),
    AbandonedInWindow,
    AbandonedInWindowShare,
    QueueTimeARun,
    PendingAverage(metric::Measure),
    OvertimeADay(metric::Measure),
    HoldingCost,
    DifferenceOfTwo,
}

/// A measure of a desk.
#[derive(Clone)]
pub struct Measure {
    what: What,
    part: Selection,
    /// Of a mean time.
    scale: f64,
    rates: Vec<f64>,
}

/// What one replication says.
#[derive(Clone, Debug)]
pub enum Seen {
    /// Two sums whose ratio over all replications is the estimate.
    Ratio(f64, f64),
    /// Number, sum and sum of squares, for a variance.
    Moments(f64, f64, f64),
    /// All observations, for the quantile of this probability.
    Quantile(f64, Sketch),
}

/// The way a metric of the catalogue is measured.
fn of_catalogue(name: &str) -> metric::Measure {
    let find = || metric::CATALOGUE.iter().find(|m: &&Metric| m.name == name);
    find().unwrap_or_else(|| panic!("no metric `{name}`, nor one of {OWN:?}")).measure
}

/// A whole number from 1 as a position.
fn position(text: &str) -> usize {
    text.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).unwrap_or_else(|| panic!("`{text}` is not from 1 up"))
}

impl Measure {
    /// Reads a measure of a desk.
    pub fn parse(text: &str, model: &Model) -> Measure {
        let (name, inside) = text.split_once('(').unwrap_or((text, ")"));
        let given: Vec<(&str, &str)> =
            inside.trim_end_matches(')').split(';').filter_map(|part| part.trim().split_once('=')).collect();
        let get = |key: &str| given.iter().find(|(k, _)| *k == key).map(|(_, v)| *v);
        let need = |key: &str| get(key).unwrap_or_else(|| panic!("`{text}` needs {key}"));
        let number = |value: &str| value.parse::<f64>().unwrap_or_else(|_| panic!("`{text}`: {value} is no number"));
        let snapshot = || {
            let (hour, minute) = need("time").split_once(':').unwrap_or_else(|| panic!("`{text}`: no time of day"));
            let at = ((number(hour) + number(minute) / 60.0) * HOUR) as i64;
            model.snapshots.iter().position(|s| s.0 == at).unwrap_or_else(|| panic!("`{text}`: no such snapshot"))
        };
        let kind = get("kind").map(|k| {
            model.kinds.iter().position(|kind| kind.name == k).unwrap_or_else(|| panic!("`{text}`: no such kind"))
        });
        let role = get("role").map(|r| {
            model.roles.iter().position(|role| role.name == r).unwrap_or_else(|| panic!("`{text}`: no such role"))
        });
        let part = match (kind, role, get("agent")) {
            (Some(kind), _, _) => Selection::Kind(kind),
            (None, Some(role), _) => Selection::Role(role),
            (None, None, Some(agent)) => Selection::Agent(position(agent)),
            (None, None, None) => Selection::All,
        };
        let what = match name {
            "wait_variance" => What::Variance(of_catalogue("wait_mean"), of_catalogue("wait_mean_square")),
            "backlog_variance" => What::Variance(of_catalogue("backlog_mean"), of_catalogue("backlog_mean_square")),
            "backlog_at_least" => What::BacklogAtLeast(position(need("n")) + 1),
            "resolution_quantile" => What::Quantile(number(need("p")), of_catalogue("resolution_median")),
            "response_quantile" => What::Quantile(number(need("p")), of_catalogue("response_median")),
            "wait_mean_of_delayed" => What::Numerators(of_catalogue("wait_mean"), of_catalogue("wait_share")),
            "attempts_share" => match (kind, role) {
                (Some(kind), Some(role)) => What::AttemptsShare(kind, role),
                _ => panic!("`{text}` needs kind and role"),
            },
            "attempts_per_ticket" => What::AttemptsPerTicket,
            "response_in_target_of_arrived" => What::InTargetOfArrived(of_catalogue("response_in_target")),
            "in_target_a_run" => What::ARun(of_catalogue("response_in_target")),
            "abandoned_a_run" => What::ARun(of_catalogue("abandoned")),
            "blocked_a_run" => What::ARun(of_catalogue("blocked")),
            "abandoned_in_window" => What::AbandonedInWindow,
            "abandoned_in_window_share" => What::AbandonedInWindowShare,
            "queue_time_a_run" => What::QueueTimeARun,
            "pending_average" => What::PendingAverage(of_catalogue("hours_pending_visit")),
            "backlog_at" => What::BacklogAt(snapshot(), get("day").map(position)),
            "empty_at" => What::EmptyAt(snapshot()),
            "overtime_a_day" => What::OvertimeADay(of_catalogue("overtime")),
            "holding_cost" => What::HoldingCost,
            "difference_of_two" => What::DifferenceOfTwo,
            _ => match name.strip_prefix("1 - ") {
                Some(name) => What::Complement(of_catalogue(name)),
                None => What::Ratio(of_catalogue(name)),
            },
        };
        let rates = get("rates").map_or_else(Vec::new, |rates| rates.split('/').map(number).collect());
        let unit = if get("unit") == Some("minute") { 60.0 } else { 1.0 / get("hours").map_or(1.0, number) };
        let scale = unit * get("times").map_or(1.0, number);
        Measure { what, part, scale, rates }
    }

    /// Whether the difference between two agents has to be watched.
    pub fn watches(&self) -> bool {
        matches!(self.what, What::DifferenceOfTwo)
    }

    /// What a replication says; `difference` is the integral of the difference between the first two agents.
    pub fn of(&self, outcome: &Outcome, difference: i128, model: &Model) -> Seen {
        let window = outcome.window.0 as f64;
        let ratio = |measure: metric::Measure| match measure {
            metric::Measure::Ratio(ratio) | metric::Measure::Mean(ratio, _) | metric::Measure::Total(ratio, _) => {
                ratio(model, outcome, self.part, Clock::Calendar)
            }
            metric::Measure::Quantile(..) => panic!("a quantile is asked for with its p"),
        };
        let all = Selection::All;
        match self.what {
            What::Ratio(measure) => {
                let (y, n) = ratio(measure);
                Seen::Ratio(self.scale * y, n)
            }
            What::Complement(measure) => {
                let (y, n) = ratio(measure);
                Seen::Ratio(self.scale * (n - y), n)
            }
            What::Variance(mean, square) => {
                let ((y, n), (q, same)) = (ratio(mean), ratio(square));
                assert_eq!(n, same, "mean and mean square of one population");
                Seen::Moments(n, y, q)
            }
            What::Numerators(a, b) => Seen::Ratio(ratio(a).0, ratio(b).0),
            What::Quantile(p, measure) => {
                let metric::Measure::Quantile(_, of, _) = measure else { panic!("no quantile") };
                let mut observed = Sketch::new();
                for cell in &outcome.cells {
                    observed.merge(of(cell, 0));
                }
                Seen::Quantile(p, observed)
            }
            What::BacklogAtLeast(n) => {
                let time: i64 = outcome.open_time.iter().skip(n).sum();
                Seen::Ratio(time as f64, window)
            }
            What::AttemptsShare(kind, role) => {
                let of_role = (0..model.priorities).map(|p| outcome.cell(kind, p as u8, Some(role)).attempts);
                let of_all = Selection::Kind(kind).total(model, outcome, |c| c.attempts as f64);
                Seen::Ratio(of_role.sum::<u64>() as f64, of_all)
            }
            What::AttemptsPerTicket => Seen::Ratio(
                all.total(model, outcome, |c| c.attempts as f64),
                all.total(model, outcome, |c| c.resolution[0].n as f64),
            ),
            What::InTargetOfArrived(measure) => {
                Seen::Ratio(ratio(measure).0, all.total(model, outcome, |c| c.arrived as f64))
            }
            What::ARun(measure) => Seen::Ratio(ratio(measure).0, 1.0),
            What::BacklogAt(snapshot, Some(day)) => Seen::Ratio(f64::from(outcome.snapshots[snapshot].open[day]), 1.0),
            What::BacklogAt(snapshot, None) => {
                let days = &outcome.snapshots[snapshot].open;
                Seen::Ratio(days.iter().map(|n| f64::from(*n)).sum(), days.len() as f64)
            }
            What::EmptyAt(snapshot) => {
                let days = &outcome.snapshots[snapshot].open;
                Seen::Ratio(days.iter().filter(|n| **n == 0).count() as f64, days.len() as f64)
            }
            What::AbandonedInWindow | What::AbandonedInWindowShare => {
                let arrived = all.total(model, outcome, |c| c.arrived as f64);
                let resolved = all.total(model, outcome, |c| c.resolved_in_window as f64);
                assert_eq!(outcome.open.0, 0, "a run from an empty desk");
                let share = matches!(self.what, What::AbandonedInWindowShare);
                Seen::Ratio(arrived - resolved - outcome.open.1 as f64, if share { arrived } else { 1.0 })
            }
            What::QueueTimeARun => {
                Seen::Ratio(self.scale * all.total(model, outcome, |c| c.queue_time as f64) / HOUR, 1.0)
            }
            What::PendingAverage(measure) => Seen::Ratio(ratio(measure).0, window / HOUR),
            What::OvertimeADay(measure) => {
                let (hours, weeks) = ratio(measure);
                Seen::Ratio(hours, 7.0 * weeks)
            }
            What::HoldingCost => {
                let of_kind = |k: KindId| Selection::Kind(k).total(model, outcome, |c| c.queue_time as f64);
                Seen::Ratio(self.rates.iter().enumerate().map(|(k, rate)| rate * of_kind(k)).sum(), window)
            }
            What::DifferenceOfTwo => Seen::Ratio(difference as f64, window),
        }
    }
}
