//! Every scenario of a desk, run on the same tickets and summed up.

use super::load::{Load, Unsolved};
use super::{Replicator, Watch};
use crate::engine::Fault;
use crate::metric::{self, Figure, Outcome, Row, Selection};
use crate::model::{Clock, Model};
use crate::scenario::{Desk, Scenario};
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
        let models = desk.scenarios.iter().map(|s| &s.model);
        let replicator = Replicator::new(models, desk.run.seed, effort.threads);
        let mut outcomes = replicator.run(0..effort.replications, watch).map_err(Failure::Fault)?;
        let done = |o: &Vec<Vec<Outcome>>| o.first().map_or(0, Vec::len);
        if let Some(precision) = effort.precision {
            let mut reached_before = false;
            while !watch.stopped() && done(&outcomes) < MOST_REPLICATIONS {
                let reached = desk.scenarios.iter().zip(&outcomes).all(|(s, o)| precise(s, o, desk, precision));
                // One extra confirming look: a half-width that dips once below the limit by chance does not stop it.
                if reached && reached_before {
                    break;
                }
                reached_before = reached;
                let n = done(&outcomes);
                let next = (n + (n / 10).max(1)).min(MOST_REPLICATIONS);
                let more = replicator.run(n..next, watch).map_err(Failure::Fault)?;
                for (all, more) in outcomes.iter_mut().zip(more) {
                    all.extend(more);
                }
            }
        }
        let replications = done(&outcomes);
        let mut studied = Vec::new();
        for (scenario, outcomes) in desk.scenarios.iter().zip(outcomes) {
            let load = Load::of(&scenario.model).map_err(Failure::Unsolved)?;
            let rows = metric::rows(&scenario.model, &outcomes, desk.run.confidence);
            studied.push(Studied { scenario, load, outcomes, rows });
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

/// Whether the headline metric of a scenario is known to `precision`.
fn precise(scenario: &Scenario, outcomes: &[Outcome], desk: &Desk, precision: f64) -> bool {
    let clock = headline_clock(&scenario.model);
    let Some(headline) = metric::metric("resolution_mean") else { return true };
    let figure = metric::estimate(headline, &scenario.model, outcomes, Selection::All, clock, desk.run.confidence);
    let Some(estimate) = figure.known() else { return true };
    let Some(half_width) = estimate.half_width() else { return false };
    estimate.n >= 10 && half_width <= precision / (1.0 + precision) * estimate.value.abs()
}

impl Studied<'_> {
    /// A figure by metric, part and clock; [`Figure::Undefined`] if the catalogue has no such figure.
    pub fn figure(&self, metric: &str, part: Selection, clock: Option<Clock>) -> Figure {
        let fits = |r: &&Row| r.metric.name == metric && r.part == part && (r.clock.is_none() || r.clock == clock);
        self.rows.iter().find(fits).map_or(Figure::Undefined, |r| r.figure)
    }
}
