//! Every scenario of a desk, run on the same tickets and summed up.

use super::load::{Load, Unsolved};
use super::{Replicator, Watch};
use crate::engine::Fault;
use crate::metric::{self, Figure, Outcome, Row, Selection};
use crate::model::{Clock, Model};
use crate::scenario::{Desk, Scenario};
use crate::stats::{Estimate, StoppingRule, next_look};
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
            let mut rule = StoppingRule::new(precision);
            while !watch.stopped() && done(&outcomes) < MOST_REPLICATIONS {
                let headlines: Vec<Estimate> =
                    desk.scenarios.iter().zip(&outcomes).filter_map(|(s, o)| headline(s, o, desk)).collect();
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

/// The headline metric of a scenario.
fn headline(scenario: &Scenario, outcomes: &[Outcome], desk: &Desk) -> Option<Estimate> {
    let clock = headline_clock(&scenario.model);
    let metric = metric::metric("resolution_mean")?;
    metric::estimate(metric, &scenario.model, outcomes, Selection::All, clock, desk.run.confidence).known()
}

impl Studied<'_> {
    /// A figure by metric, part and clock; [`Figure::Undefined`] if the catalogue has no such figure.
    pub fn figure(&self, metric: &str, part: Selection, clock: Option<Clock>) -> Figure {
        let fits = |r: &&Row| r.metric.name == metric && r.part == part && (r.clock.is_none() || r.clock == clock);
        self.rows.iter().find(fits).map_or(Figure::Undefined, |r| r.figure)
    }
}
