//! From the record of one replication to what a row asks for: the one place where metrics of theory meet those of the
//! simulator.
//!
//! A measure is written `name` or `name(key=value; key=value)`; times are in hours. Keys: `kind`, `role`, `agent` (from
//! 1), `p`, `n`, `time`, `day` (from 1), `rates`.

use desksim::metric::{Cell, Outcome};
use desksim::model::{KindId, Model, Priority, RoleId};
use desksim::stats::{Sketch, Tally};

const HOUR: f64 = 3.6e9;

/// What is to be measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// Mean wait of a visit to a queue, nothing included.
    WaitMean,
    /// The same over those who wait at all: never exact, a mutant.
    WaitMeanOfDelayed,
    /// Variance of that wait.
    WaitVariance,
    /// Share of visits that wait.
    WaitedShare,
    /// Share of first touches within the response limit.
    ResponseMet,
    /// Share beyond it.
    ResponseMissed,
    /// Share of resolutions beyond the resolution limit.
    ResolutionMissed,
    /// Quantile of the time to the first touch.
    ResponseQuantile(f64),
    /// Quantile of the time to resolution.
    ResolutionQuantile(f64),
    /// Mean time to resolution.
    ResolutionMean,
    /// Time average of tickets in the system.
    OpenMean,
    /// Variance over time of tickets in the system.
    OpenVariance,
    /// Share of time with at least so many tickets in the system.
    OpenAtLeast(usize),
    /// Time average of tickets waiting.
    QueueMean,
    /// Handled time over time on duty.
    Utilisation,
    /// Of the completed attempts on a kind, those of a role.
    AttemptsShare,
    /// Of the arrivals, those taken in the same instant.
    AtOnceShare,
    /// Of the visits to a queue, those that end by giving up.
    AbandonedShare,
    /// Tickets in the system at a time of the day, on one day or on all: position among the snapshots.
    OpenAt(usize, Option<usize>),
    /// Share of days without any at that time.
    EmptyAt(usize),
    /// Hours of work outside paid time, of all agents together.
    OvertimePerDay,
    /// Holding cost of waiting per hour, with a rate for each kind.
    HoldingCost,
    /// Time average of the difference between the tickets held by the first two agents.
    DifferenceOfTwo,
}

/// A measure of a desk.
#[derive(Clone, Debug)]
pub struct Measure {
    /// What.
    pub what: What,
    kind: Option<KindId>,
    role: Option<RoleId>,
    agent: Option<usize>,
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

impl Measure {
    /// Reads a measure of a desk.
    pub fn parse(text: &str, model: &Model) -> Measure {
        let (name, inside) = text.split_once('(').unwrap_or((text, ")"));
        let given: Vec<(&str, &str)> =
            inside.trim_end_matches(')').split(';').filter_map(|part| part.trim().split_once('=')).collect();
        let get = |key: &str| given.iter().find(|(k, _)| *k == key).map(|(_, v)| *v);
        let need = |key: &str| get(key).unwrap_or_else(|| panic!("`{text}` needs {key}"));
        let number = |value: &str| value.parse::<f64>().unwrap_or_else(|_| panic!("`{text}`: {value} is no number"));
        let whole = |key: &str| number(need(key)) as usize;
        let snapshot = || {
            let (hour, minute) = need("time").split_once(':').unwrap_or_else(|| panic!("`{text}`: no time of day"));
            let at = ((number(hour) + number(minute) / 60.0) * HOUR) as i64;
            model.snapshots.iter().position(|s| s.0 == at).unwrap_or_else(|| panic!("`{text}`: no such snapshot"))
        };
        let what = match name {
            "wait_mean" => What::WaitMean,
            "wait_mean_of_delayed" => What::WaitMeanOfDelayed,
            "wait_variance" => What::WaitVariance,
            "waited_share" => What::WaitedShare,
            "response_met" => What::ResponseMet,
            "response_missed" => What::ResponseMissed,
            "resolution_missed" => What::ResolutionMissed,
            "response_quantile" => What::ResponseQuantile(number(need("p"))),
            "resolution_quantile" => What::ResolutionQuantile(number(need("p"))),
            "resolution_mean" => What::ResolutionMean,
            "open_mean" => What::OpenMean,
            "open_variance" => What::OpenVariance,
            "open_at_least" => What::OpenAtLeast(whole("n")),
            "queue_mean" => What::QueueMean,
            "utilisation" => What::Utilisation,
            "attempts_share" => What::AttemptsShare,
            "at_once_share" => What::AtOnceShare,
            "abandoned_share" => What::AbandonedShare,
            "open_at" => What::OpenAt(snapshot(), get("day").map(|_| whole("day") - 1)),
            "empty_at" => What::EmptyAt(snapshot()),
            "overtime_per_day" => What::OvertimePerDay,
            "holding_cost" => What::HoldingCost,
            "difference_of_two" => What::DifferenceOfTwo,
            _ => panic!("unknown measure `{name}`"),
        };
        let kind = get("kind").map(|k| {
            model.kinds.iter().position(|kind| kind.name == k).unwrap_or_else(|| panic!("`{text}`: no such kind"))
        });
        let role = get("role").map(|r| {
            model.roles.iter().position(|role| role.name == r).unwrap_or_else(|| panic!("`{text}`: no such role"))
        });
        let rates = get("rates").map_or_else(Vec::new, |rates| rates.split('/').map(number).collect());
        Measure { what, kind, role, agent: get("agent").map(|_| whole("agent") - 1), rates }
    }

    /// The cells of the kind and role that are meant; those of no role only if no role is meant.
    fn cells<'o>(&self, outcome: &'o Outcome) -> impl Iterator<Item = (KindId, &'o Cell)> + use<'o> {
        let (kind, role) = (self.kind, self.role);
        let kinds = outcome.cells.len() / (outcome.priorities * (outcome.roles + 1));
        let roles = move || std::iter::once(None).chain((0..outcome.roles).map(Some));
        (0..kinds).filter(move |k| kind.is_none_or(|kind| kind == *k)).flat_map(move |k| {
            (0..outcome.priorities as Priority).flat_map(move |p| {
                let wanted = roles().filter(move |r| role.is_none() || *r == role);
                wanted.map(move |r| (k, outcome.cell(k, p, r)))
            })
        })
    }

    fn sum(&self, outcome: &Outcome, of: impl Fn(&Cell) -> f64) -> f64 {
        self.cells(outcome).map(|(_, cell)| of(cell)).sum()
    }

    fn tally(&self, outcome: &Outcome, of: impl Fn(&Cell) -> &Tally) -> Tally {
        let mut all = Tally::default();
        for (_, cell) in self.cells(outcome) {
            all.merge(of(cell));
        }
        all
    }

    /// Whether the difference between two agents has to be watched.
    pub fn watches(&self) -> bool {
        self.what == What::DifferenceOfTwo
    }

    /// What a replication says; `difference` is the integral of the difference between the first two agents.
    pub fn of(&self, outcome: &Outcome, difference: i128, model: &Model) -> Seen {
        let window = outcome.window.0 as f64;
        let hours = |t: &Tally| t.sum as f64 / HOUR;
        match self.what {
            What::WaitMean => {
                let wait = self.tally(outcome, |c| &c.wait);
                Seen::Ratio(hours(&wait), wait.n as f64)
            }
            What::WaitMeanOfDelayed => {
                let wait = self.tally(outcome, |c| &c.wait);
                Seen::Ratio(hours(&wait), self.sum(outcome, |c| c.waited as f64))
            }
            What::WaitVariance => {
                let wait = self.tally(outcome, |c| &c.wait);
                Seen::Moments(wait.n as f64, hours(&wait), wait.squares as f64 / (HOUR * HOUR))
            }
            What::WaitedShare => {
                Seen::Ratio(self.sum(outcome, |c| c.waited as f64), self.sum(outcome, |c| c.wait.n as f64))
            }
            What::ResponseMet => Seen::Ratio(
                self.sum(outcome, |c| c.response_met.0 as f64),
                self.sum(outcome, |c| c.response_met.1 as f64),
            ),
            What::ResponseMissed => Seen::Ratio(
                self.sum(outcome, |c| (c.response_met.1 - c.response_met.0) as f64),
                self.sum(outcome, |c| c.response_met.1 as f64),
            ),
            What::ResolutionMissed => Seen::Ratio(
                self.sum(outcome, |c| (c.resolution_met.1 - c.resolution_met.0) as f64),
                self.sum(outcome, |c| c.resolution_met.1 as f64),
            ),
            What::ResponseQuantile(p) => Seen::Quantile(p, self.sketch(outcome, |c| &c.response_sketch)),
            What::ResolutionQuantile(p) => Seen::Quantile(p, self.sketch(outcome, |c| &c.resolution_sketch[0])),
            What::ResolutionMean => {
                let resolution = self.tally(outcome, |c| &c.resolution[0]);
                Seen::Ratio(hours(&resolution), resolution.n as f64)
            }
            What::OpenMean => Seen::Ratio(open(outcome, |n| n), window),
            What::OpenVariance => Seen::Moments(window, open(outcome, |n| n), open(outcome, |n| n * n)),
            What::OpenAtLeast(least) => Seen::Ratio(open(outcome, |n| f64::from(u8::from(n >= least as f64))), window),
            What::QueueMean => Seen::Ratio(self.sum(outcome, |c| c.queue_time as f64), window),
            What::Utilisation => {
                let (mut handled, mut available) = (0.0, 0.0);
                for (agent, (times, group)) in outcome.agents.iter().zip(model.agent_groups()).enumerate() {
                    let meant = self.agent.is_none_or(|a| a == agent);
                    if meant && self.role.is_none_or(|r| r == model.groups[group].role) {
                        handled += times.handled as f64;
                        available += times.available as f64;
                    }
                }
                Seen::Ratio(handled, available)
            }
            What::AttemptsShare => {
                let all = Measure { role: None, ..self.clone() };
                Seen::Ratio(self.sum(outcome, |c| c.attempts as f64), all.sum(outcome, |c| c.attempts as f64))
            }
            What::AtOnceShare => {
                Seen::Ratio(self.sum(outcome, |c| c.taken_at_once as f64), self.sum(outcome, |c| c.arrived as f64))
            }
            What::AbandonedShare => {
                Seen::Ratio(self.sum(outcome, |c| c.abandoned as f64), self.sum(outcome, |c| c.wait.n as f64))
            }
            What::OpenAt(snapshot, Some(day)) => Seen::Ratio(f64::from(outcome.snapshots[snapshot].open[day]), 1.0),
            What::OpenAt(snapshot, None) => {
                let days = &outcome.snapshots[snapshot].open;
                Seen::Ratio(days.iter().map(|n| f64::from(*n)).sum(), days.len() as f64)
            }
            What::EmptyAt(snapshot) => {
                let days = &outcome.snapshots[snapshot].open;
                Seen::Ratio(days.iter().filter(|n| **n == 0).count() as f64, days.len() as f64)
            }
            What::OvertimePerDay => {
                let overtime: i64 = outcome.agents.iter().map(|a| a.overtime).sum();
                Seen::Ratio(overtime as f64 / HOUR, window / (24.0 * HOUR))
            }
            What::HoldingCost => {
                let cost = self.cells(outcome).map(|(kind, cell)| self.rates[kind] * cell.queue_time as f64);
                Seen::Ratio(cost.sum(), window)
            }
            What::DifferenceOfTwo => Seen::Ratio(difference as f64, window),
        }
    }

    fn sketch(&self, outcome: &Outcome, of: impl Fn(&Cell) -> &Sketch) -> Sketch {
        let mut all = Sketch::default();
        for (_, cell) in self.cells(outcome) {
            all.merge(of(cell));
        }
        all
    }
}

/// Integral over the window of a function of the number of tickets in the system.
fn open(outcome: &Outcome, of: impl Fn(f64) -> f64) -> f64 {
    outcome.open_time.iter().enumerate().map(|(n, time)| of(n as f64) * *time as f64).sum()
}
