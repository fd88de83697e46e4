//! One policy and a guarantee, with as few replications as that takes.

use super::Question;
use crate::experiment::study::Failure;
use crate::experiment::{Replicator, Watch, headline_clock};
use crate::metric::{self, Better};
use crate::scenario::Desk;
use crate::stats::KimNelson;

/// What a selection says: never more than the name and the guarantee, as its sample stopped when it suited.
#[derive(Clone, Debug, PartialEq)]
pub struct Selected {
    /// Positions of the policies still in contention; one unless the work was stopped or the limit reached.
    pub standing: Vec<usize>,
    /// The difference that does not matter, in the unit of the metric.
    pub indifference: f64,
    /// Replications of the last one in contention.
    pub replications: usize,
    /// Runs of all policies together.
    pub runs: usize,
}

/// Kim and Nelson's procedure on the policies of a desk made by [`desk_of`](super::desk_of), by their per-replication means.
/// `None` if stopped in the first stage, or if the metric is undefined there.
///
/// # Errors
/// As [`Study::run`](crate::experiment::Study::run).
pub fn select(desk: &Desk, question: &Question, watch: &Watch) -> Result<Option<Selected>, Failure> {
    let Some(first) = desk.scenarios.first() else { return Ok(None) };
    let clock = headline_clock(&first.model);
    let larger = question.metric.better == Better::Larger;
    // The procedure wants smaller values to be better.
    let values = |models: &[usize], replicator: &Replicator, range: std::ops::Range<usize>| {
        let outcomes = replicator.run(range.clone(), watch).map_err(Failure::Fault)?;
        let of = |(i, outcomes): (&usize, Vec<_>)| -> Option<Vec<f64>> {
            let pairs = metric::sums(question.metric, &desk.scenarios[*i].model, &outcomes, clock)?;
            let value = |(y, n): (f64, f64)| (n > 0.0).then(|| if larger { -(y / n) } else { y / n });
            pairs.into_iter().map(value).collect::<Option<Vec<f64>>>().filter(|v| v.len() == range.len())
        };
        Ok(models.iter().zip(outcomes).map(of).collect::<Option<Vec<Vec<f64>>>>())
    };
    let all: Vec<usize> = (0..desk.scenarios.len()).collect();
    let replicator = |of: &[usize]| {
        let models: Vec<_> = of.iter().map(|i| &desk.scenarios[*i].model).collect();
        Replicator::new(models, desk.run.seed, question.threads)
    };
    let n0 = question.first.max(10);
    let Some(start) = values(&all, &replicator(&all), 0..n0)? else { return Ok(None) };
    let mean = |of: &Vec<f64>| of.iter().sum::<f64>() / of.len() as f64;
    let best = start.iter().map(mean).fold(f64::INFINITY, f64::min);
    let indifference = match question.indifference.unwrap_or(super::Indifference::Relative(0.01)) {
        super::Indifference::Absolute(value) => value,
        super::Indifference::Relative(share) => share * best.abs(),
    };
    if indifference <= 0.0 {
        return Ok(None);
    }
    let mut kn = KimNelson::new(&start, indifference, desk.run.confidence);
    let mut runs = n0 * all.len();
    // Many at a time, so that threads have something to do; the procedure sees them one by one.
    let batch = 8 * question.threads.max(1);
    while kn.standing().len() > 1 && kn.seen() < n0 + question.most && !watch.stopped() {
        let standing = kn.standing();
        let range = kn.seen()..(kn.seen() + batch).min(n0 + question.most);
        let Some(more) = values(&standing, &replicator(&standing), range.clone())? else { break };
        runs += range.len() * standing.len();
        for r in 0..range.len() {
            let now = kn.standing();
            if now.len() == 1 {
                break;
            }
            let row: Vec<f64> =
                standing.iter().zip(&more).filter(|(i, _)| now.contains(i)).map(|(_, values)| values[r]).collect();
            kn.observe(&row);
        }
    }
    Ok(Some(Selected { standing: kn.standing(), indifference, replications: kn.seen(), runs }))
}
