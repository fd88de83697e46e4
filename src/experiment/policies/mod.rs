//! Routing policies side by side on the same tickets of one scenario: which may be the best, and by how much.
//!
//! Two stages. In the first every policy plays the same replications: metrics, their best sets, and which policies are surely
//! not the best by the chosen metric. In the second those left play new replications, as many as the spread of their
//! differences asks for. The intervals of the second stage rest on its replications alone: these were neither looked at to
//! decide who is in it nor how long it lasts, so they hold as fixed-sample intervals do. The error is shared: a fifth goes to the
//! screening of the first stage, the rest to the second.

mod entrants;
mod select;

pub use entrants::{Entrant, all, named, usual};
pub use select::{Selected, select};

use super::study::Failure;
use super::{Effort, Replicator, Study, Watch, headline_clock};
use crate::metric::{self, Better, Figure, Metric, Outcome, Selection, Unit};
use crate::model::Clock;
use crate::scenario::{Desk, Scenario};
use crate::stats::{Best, Estimate, Family, Series, all_pairs, replications_for};

/// Share of the error that the screening of the first stage may use.
const SCREENING: f64 = 0.2;

/// Replications in each look at the memory of the second stage: outcomes are boiled down after so many.
const BLOCK: usize = 16;

/// Metrics of the table of trade-offs, in order; the chosen one is put before them.
pub const TRADE_OFFS: [&str; 5] =
    ["resolution_mean", "resolution_p95", "in_target", "user_hours_lost", "workload_max_min"];

/// What is asked.
#[derive(Clone, Copy)]
pub struct Question {
    /// Metric that decides.
    pub metric: &'static Metric,
    /// Difference of interest; `None` for 1 % of the best of the first stage.
    pub indifference: Option<Indifference>,
    /// Replications of the first stage, at least 2.
    pub first: usize,
    /// Most replications of the second stage.
    pub most: usize,
    /// Threads.
    pub threads: usize,
}

/// A difference that matters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Indifference {
    /// In the unit of the metric.
    Absolute(f64),
    /// As a share of the best.
    Relative(f64),
}

/// The policies as scenarios of one desk.
///
/// # Errors
/// The names of the desk's scenarios if it has none of that name.
pub fn desk_of(desk: &Desk, scenario: &Scenario, entrants: &[Entrant]) -> Desk {
    let one = |e: &Entrant| Scenario {
        name: e.name.clone(),
        when: scenario.name.clone(),
        model: crate::model::Model { policy: e.policy.clone(), ..scenario.model.clone() },
    };
    Desk { scenarios: entrants.iter().map(one).collect(), axes: Vec::new(), ..desk.clone() }
}

/// A metric over all policies in the first stage.
pub struct Column {
    /// The metric.
    pub metric: &'static Metric,
    /// What there is to say of each policy.
    pub figures: Vec<Figure>,
    /// Whether each may be the best by this metric; `None` where it is not in the comparison.
    pub may_be_best: Vec<Option<bool>>,
}

/// The second stage.
pub struct Decision {
    /// Policies in it, by position.
    pub members: Vec<usize>,
    /// Replications of it.
    pub replications: usize,
    /// Replications that the difference of interest asks for.
    pub needed: usize,
    /// Value of each member.
    pub values: Vec<Estimate>,
    /// All differences.
    pub family: Family,
    /// Each against the best of the others.
    pub best: Vec<Best>,
    /// Tickets still open at the end of its replications, which count at their age then.
    pub open: u64,
}

/// What came of a comparison of policies.
pub struct Benchmark<'s, 'd> {
    /// The first stage.
    pub study: &'s Study<'d>,
    /// What was asked.
    pub question: Question,
    /// The clock of times.
    pub clock: Clock,
    /// The difference of interest, in the unit of the metric.
    pub indifference: f64,
    /// Metrics of the first stage; the chosen one is the first.
    pub columns: Vec<Column>,
    /// Policies that have a value of the chosen metric.
    pub compared: Vec<usize>,
    /// All differences of the chosen metric in the first stage, at the confidence of the screening.
    pub screening: Family,
    /// The second stage; `None` if the first left only one policy, or was stopped.
    pub decision: Option<Decision>,
}

/// Runs the first stage of a desk made by [`desk_of`].
///
/// # Errors
/// As [`Study::run`].
pub fn first_stage<'d>(desk: &'d Desk, question: &Question, watch: &Watch) -> Result<Study<'d>, Failure> {
    Study::run(desk, Effort { replications: question.first, precision: None, threads: question.threads }, watch)
}

/// Screens the first stage and runs the second.
///
/// # Errors
/// As [`Study::run`].
pub fn decide<'s, 'd>(
    study: &'s Study<'d>,
    question: Question,
    watch: &Watch,
) -> Result<Option<Benchmark<'s, 'd>>, Failure> {
    let confidence = study.desk.run.confidence;
    let Some(first) = study.studied.first() else { return Ok(None) };
    let clock = headline_clock(&first.scenario.model);
    let known = |i: &usize| {
        matches!(study.studied[*i].figure(question.metric.name, Selection::All, Some(clock)), Figure::Known(_))
    };
    let compared: Vec<usize> =
        (0..study.studied.len()).filter(|i| study.studied[*i].has_mean()).filter(known).collect();
    let smaller = question.metric.better != Better::Larger;
    let Some(series) = first_series(study, question.metric, &compared, clock) else { return Ok(None) };
    let best = series.iter().map(Series::value).reduce(|a, b| if smaller { a.min(b) } else { a.max(b) });
    let indifference = match question.indifference.unwrap_or(Indifference::Relative(0.01)) {
        Indifference::Absolute(value) => value,
        Indifference::Relative(share) => share * best.unwrap_or(0.0).abs(),
    };
    let screening = all_pairs(&series, 1.0 - SCREENING * (1.0 - confidence));
    let mut benchmark = Benchmark {
        study,
        question,
        clock,
        indifference,
        columns: columns(study, question.metric, clock),
        compared,
        screening,
        decision: None,
    };
    let standing: Vec<usize> =
        benchmark.screening.best(smaller).iter().enumerate().filter(|(_, b)| b.may_be_best).map(|(i, _)| i).collect();
    if standing.len() > 1 && !watch.stopped() && study.replications >= 2 && indifference > 0.0 {
        let left = 1.0 - (1.0 - SCREENING) * (1.0 - confidence);
        let of_standing: Vec<Series> = standing.iter().map(|i| series[*i].clone()).collect();
        let needed = replications_for(&of_standing, indifference, left).unwrap_or(question.most);
        let members = standing.iter().map(|i| benchmark.compared[*i]).collect();
        benchmark.decision = second_stage(&benchmark, members, needed, left, watch)?;
    }
    Ok(Some(benchmark))
}

/// The metric of these policies over the replications of the first stage.
fn first_series(study: &Study, metric: &Metric, members: &[usize], clock: Clock) -> Option<Vec<Series>> {
    let of = |i: &usize| (&study.studied[*i].scenario.model, study.studied[*i].outcomes.as_slice());
    metric::series(metric, &members.iter().map(of).collect::<Vec<_>>(), clock)
}

fn columns(study: &Study, chosen: &'static Metric, clock: Clock) -> Vec<Column> {
    let others = TRADE_OFFS.iter().filter(|name| **name != chosen.name).filter_map(|name| metric::metric(name));
    let confidence = study.desk.run.confidence;
    let column = |metric: &'static Metric| {
        let figures: Vec<Figure> =
            study.studied.iter().map(|s| s.figure(metric.name, Selection::All, Some(clock))).collect();
        let known = |i: &usize| study.studied[*i].has_mean() && matches!(figures[*i], Figure::Known(_));
        let members: Vec<usize> = (0..study.studied.len()).filter(known).collect();
        let mut may_be_best = vec![None; study.studied.len()];
        if let Some(series) = first_series(study, metric, &members, clock) {
            let best = all_pairs(&series, confidence).best(metric.better != Better::Larger);
            for (i, best) in members.iter().zip(best) {
                may_be_best[*i] = Some(best.may_be_best);
            }
        }
        Column { metric, figures, may_be_best }
    };
    std::iter::once(chosen).chain(others).map(column).collect()
}

/// New replications of the policies left. `None` if the work was stopped before the second of them.
fn second_stage(
    benchmark: &Benchmark,
    members: Vec<usize>,
    needed: usize,
    confidence: f64,
    watch: &Watch,
) -> Result<Option<Decision>, Failure> {
    let (study, question) = (benchmark.study, benchmark.question);
    let models = || members.iter().map(|i| &study.studied[*i].scenario.model);
    let replicator = Replicator::new(models(), study.desk.run.seed, question.threads);
    let replications = needed.clamp(2, question.most.max(2));
    let mut runs = Runs::new(question.metric, members.len());
    let (start, mut next) = (question.first, question.first);
    while next < start + replications && !watch.stopped() {
        let end = (next + BLOCK).min(start + replications);
        let outcomes = replicator.run(next..end, watch).map_err(Failure::Fault)?;
        for (i, (model, outcomes)) in models().zip(outcomes).enumerate() {
            runs.take(i, model, outcomes, benchmark.clock);
        }
        next = end;
    }
    let models: Vec<_> = models().collect();
    let Some(series) = runs.series(&models, benchmark.clock).filter(|s| s.first().is_some_and(|s| s.n() >= 2)) else {
        return Ok(None);
    };
    let family = all_pairs(&series, confidence);
    let best = family.best(question.metric.better != Better::Larger);
    let values = series.iter().map(|s| s.estimate(study.desk.run.confidence)).collect();
    Ok(Some(Decision { members, replications: runs.count(), needed, values, family, best, open: runs.open }))
}

/// What is kept of the replications of the second stage: sums for a ratio or mean, outcomes for a quantile.
struct Runs {
    metric: &'static Metric,
    pairs: Vec<Vec<(f64, f64)>>,
    outcomes: Vec<Vec<Outcome>>,
    open: u64,
}

impl Runs {
    fn new(metric: &'static Metric, members: usize) -> Self {
        Runs { metric, pairs: vec![Vec::new(); members], outcomes: (0..members).map(|_| Vec::new()).collect(), open: 0 }
    }

    fn take(&mut self, member: usize, model: &crate::model::Model, outcomes: Vec<Outcome>, clock: Clock) {
        let open = |o: &Outcome| o.cells.iter().map(|c| c.open_age[0].count()).sum::<u64>();
        self.open += outcomes.iter().map(open).sum::<u64>();
        match metric::sums(self.metric, model, &outcomes, clock) {
            Some(pairs) => self.pairs[member].extend(pairs),
            None => self.outcomes[member].extend(outcomes),
        }
    }

    fn count(&self) -> usize {
        self.pairs.iter().map(Vec::len).chain(self.outcomes.iter().map(Vec::len)).max().unwrap_or(0)
    }

    fn series(&self, models: &[&crate::model::Model], clock: Clock) -> Option<Vec<Series>> {
        if self.pairs.iter().any(|p| !p.is_empty()) {
            return self.pairs.iter().map(|p| Series::from_ratio(p)).collect();
        }
        let each = models.iter().zip(&self.outcomes).map(|(model, outcomes)| (*model, outcomes.as_slice()));
        metric::series(self.metric, &each.collect::<Vec<_>>(), clock)
    }
}

/// The unit in which an indifference may be written for a metric, as hours for a time.
pub fn is_time(metric: &Metric) -> bool {
    metric.unit == Unit::Hours
}
