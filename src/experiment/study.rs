//! Every scenario of a desk, run on the same tickets and summed up.

use super::load::{Load, Unsolved};
use super::{Replicator, Watch};
use crate::engine::Fault;
use crate::metric::{self, Figure, Outcome, Row, Selection};
use crate::model::{Clock, Model, Regime};
use crate::scenario::{Desk, Scenario};
use crate::stats::{Estimate, Growth, MSER_BATCH, StoppingRule, bonferroni, growth, mean_interval, mser5, next_look};
use crate::units::WEEK;
use std::fmt;

/// A scenario with what became of it.
pub struct Studied<'d> {
    /// The scenario.
    pub scenario: &'d Scenario,
    /// Offered load against capacity.
    pub load: Load,
    /// One outcome a replication.
    pub outcomes: Vec<Outcome>,
    /// Every figure.
    pub rows: Vec<Row>,
    /// Whether the backlog grows over the measured weeks; `None` for a window of less than two weeks or in tickets.
    pub growth: Option<Growth>,
    /// Weeks that MSER-5 would discard, where that is more than the warm-up.
    pub longer_warm_up: Option<usize>,
}

/// All scenarios of a desk.
pub struct Study<'d> {
    /// The desk.
    pub desk: &'d Desk,
    /// Its scenarios.
    pub studied: Vec<Studied<'d>>,
    /// Replications of each.
    pub replications: usize,
    /// The work was stopped before it was done.
    pub stopped: bool,
}

/// Why there is no study.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// A run failed.
    Fault(Fault),
    /// The load could not be worked out.
    Unsolved(Unsolved),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Fault(fault) => fault.fmt(f),
            Failure::Unsolved(unsolved) => unsolved.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}

/// The clock of a desk's headline figures: business, or calendar where that is the same.
pub fn headline_clock(model: &Model) -> Clock {
    if model.business_hours.is_always() { Clock::Calendar } else { Clock::Business }
}

/// How many replications to run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// Replications; with a precision, the first look.
    pub replications: usize,
    /// Relative half-width of the headline metric to reach in every scenario.
    pub precision: Option<f64>,
    /// Threads.
    pub threads: usize,
}

/// The most replications a precision may ask for.
pub const MOST_REPLICATIONS: usize = 100_000;

impl<'d> Study<'d> {
    /// Runs every scenario of a desk.
    ///
    /// # Errors
    /// [`Failure`]: a broken identity, a ticket nobody may work on, or a load programme without an answer.
    pub fn run(desk: &'d Desk, effort: Effort, watch: &Watch) -> Result<Self, Failure> {
        Study::recorded(desk, effort, false, watch)
    }

    /// Runs every scenario of a desk, recording the course of the week too if it is to `follow` it: some per cent slower.
    ///
    /// # Errors
    /// As [`Study::run`].
    pub fn recorded(desk: &'d Desk, effort: Effort, follow: bool, watch: &Watch) -> Result<Self, Failure> {
        let models = desk.scenarios.iter().map(|s| &s.model);
        let replicator = Replicator::new(models, desk.run.seed, effort.threads).following_the_week(follow);
        let loads: Result<Vec<Load>, _> = desk.scenarios.iter().map(|s| Load::of(&s.model)).collect();
        let loads = loads.map_err(Failure::Unsolved)?;
        let mut outcomes = replicator.run(0..effort.replications, watch).map_err(Failure::Fault)?;
        let done = |o: &Vec<Vec<Outcome>>| o.first().map_or(0, Vec::len);
        if let Some(precision) = effort.precision {
            let mut rule = StoppingRule::new(precision);
            while !watch.stopped() && done(&outcomes) < MOST_REPLICATIONS {
                // A mean that does not exist cannot be made precise.
                let carried =
                    desk.scenarios.iter().zip(&loads).zip(&outcomes).filter(|((scenario, load), outcomes)| {
                        let growth = steady_growth(&scenario.model, outcomes, desk.run.confidence);
                        has_mean(&scenario.model, load, growth)
                    });
                let headlines: Vec<Estimate> = carried.filter_map(|((s, _), o)| headline(s, o, desk)).collect();
                if rule.look(&headlines) {
                    break;
                }
                let n = done(&outcomes);
                let next = next_look(n).min(MOST_REPLICATIONS);
                let more = replicator.run(n..next, watch).map_err(Failure::Fault)?;
                for (all, more) in outcomes.iter_mut().zip(more) {
                    all.extend(more);
                }
            }
        }
        let replications = done(&outcomes);
        let mut studied = Vec::new();
        for ((scenario, load), outcomes) in desk.scenarios.iter().zip(loads).zip(outcomes) {
            let rows = metric::rows(&scenario.model, &outcomes, desk.run.confidence);
            let growth = steady_growth(&scenario.model, &outcomes, desk.run.confidence);
            let steady = scenario.model.horizon.regime == Regime::Steady;
            let longer_warm_up = if steady { longer_warm_up(&outcomes, desk.run.confidence) } else { None };
            studied.push(Studied { scenario, load, outcomes, rows, growth, longer_warm_up });
        }
        Ok(Study { desk, studied, replications, stopped: watch.stopped() })
    }

    /// The circumstances, in the order of their first scenario.
    pub fn circumstances(&self) -> Vec<&str> {
        let mut whens: Vec<&str> = Vec::new();
        for studied in &self.studied {
            if !whens.contains(&studied.scenario.when.as_str()) {
                whens.push(&studied.scenario.when);
            }
        }
        whens
    }
}

/// Tests the number of open tickets at the ends of the measured weeks for growth, where a steady state is asked for.
fn steady_growth(model: &Model, outcomes: &[Outcome], confidence: f64) -> Option<Growth> {
    if model.horizon.regime != Regime::Steady {
        return None;
    }
    let weeks = |o: &Outcome| (o.window.0 / WEEK.0) as usize;
    let count = outcomes.first().map(weeks).filter(|w| *w >= 2)?;
    let level = |o: &Outcome| -> Option<Vec<f64>> {
        let measured = o.week_end.get(o.warm_up_weeks..o.warm_up_weeks + count)?;
        Some(measured.iter().map(|n| *n as f64).collect())
    };
    let levels: Option<Vec<Vec<f64>>> = outcomes.iter().map(level).collect();
    growth(&levels?, confidence)
}

/// MSER-5 on the weekly mean number of open tickets, averaged over replications: the weeks it would discard, if more
/// than were and if those weeks surely differ from the ones after them.
///
/// The least of a noisy criterion lies anywhere in a series that is steady from the start. The weeks in question are
/// therefore compared with the others, paired in each replication, at a confidence shared by all the points that MSER-5 could have chosen.
fn longer_warm_up(outcomes: &[Outcome], confidence: f64) -> Option<usize> {
    let first = outcomes.first()?;
    let weeks = first.warm_up_weeks + (first.window.0 / WEEK.0) as usize;
    let series = |o: &Outcome| o.weekly_open.get(..weeks).map(|w| w.iter().map(|i| *i as f64).collect::<Vec<f64>>());
    let each: Option<Vec<Vec<f64>>> = outcomes.iter().map(series).collect();
    let each = each?;
    let average: Vec<f64> = (0..weeks).map(|w| each.iter().map(|s| s[w]).sum::<f64>() / each.len() as f64).collect();
    let discard = mser5(&average).ok().filter(|discard| *discard > first.warm_up_weeks)?;
    let mean = |weeks: &[f64]| weeks.iter().sum::<f64>() / weeks.len() as f64;
    let differences: Vec<f64> =
        each.iter().map(|s| mean(&s[first.warm_up_weeks..discard]) - mean(&s[discard..])).collect();
    let difference = mean_interval(&differences, bonferroni(confidence, weeks / MSER_BATCH))?;
    difference.bounds.is_some_and(|(low, high)| low > 0.0 || high < 0.0).then_some(discard)
}

/// The headline metric of a scenario; a lower bound cannot be made precise and is not waited for.
fn headline(scenario: &Scenario, outcomes: &[Outcome], desk: &Desk) -> Option<Estimate> {
    let clock = headline_clock(&scenario.model);
    let metric = metric::metric("resolution_mean")?;
    metric::estimate(metric, &scenario.model, outcomes, Selection::All, clock, desk.run.confidence).known()
}

/// Growth over the window, relative to the mean backlog, above which a scenario is said to have no steady backlog. A
/// smaller growth may be real but changes no mean by much; a larger one is not an accident at the confidence asked for.
const MATERIAL_GROWTH: f64 = 0.5;

fn is_material(growth: Option<Growth>) -> bool {
    growth.is_some_and(|g| g.growing && g.over_window.is_some_and(|o| o > MATERIAL_GROWTH))
}

fn has_mean(model: &Model, load: &Load, growth: Option<Growth>) -> bool {
    model.horizon.regime == Regime::Terminating || !(load.must_grow(model) || is_material(growth))
}

impl Studied<'_> {
    /// The backlog grew over the measured weeks, surely and by much.
    pub fn grows(&self) -> bool {
        is_material(self.growth)
    }

    /// Whether long-run means make sense: only these days are asked for, or the team carries the work.
    pub fn has_mean(&self) -> bool {
        has_mean(&self.scenario.model, &self.load, self.growth)
    }

    /// Measured tickets of all replications: how many arrived, and how many of them were open when the runs were cut off.
    pub fn arrived_and_open(&self) -> (u64, u64) {
        let cells = || self.outcomes.iter().flat_map(|o| &o.cells);
        (cells().map(|c| c.arrived).sum(), cells().map(|c| c.open_age[0].count()).sum())
    }

    /// A figure by metric, part and clock; [`Figure::Undefined`] if the catalogue has no such figure.
    pub fn figure(&self, metric: &str, part: Selection, clock: Option<Clock>) -> Figure {
        let fits = |r: &&Row| r.metric.name == metric && r.part == part && (r.clock.is_none() || r.clock == clock);
        self.rows.iter().find(fits).map_or(Figure::Undefined, |r| r.figure)
    }
}
