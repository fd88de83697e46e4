//! Independent replications of several models on the same tickets, with the same result for any number of threads.

use crate::engine::{Eligibility, Fault, simulate};
use crate::metric::{Outcome, Record};
use crate::model::Model;
use crate::policy;
use crate::workload::{Arrival, Arrivals, Draws, Key};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Watches long work and may stop it.
#[derive(Debug, Default)]
pub struct Watch {
    /// Set to stop: replications under way are given up, finished ones are kept.
    pub stop: AtomicBool,
    /// Runs finished so far, over all models.
    pub finished: AtomicUsize,
}

impl Watch {
    /// Whether somebody asked to stop.
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Tickets that end when the watch says so; the run they feed then comes to its end quickly.
struct Stoppable<'w, I> {
    tickets: I,
    watch: &'w Watch,
    until_look: u32,
}

impl<I: Iterator<Item = Arrival>> Iterator for Stoppable<'_, I> {
    type Item = Arrival;

    #[inline(always)]
    fn next(&mut self) -> Option<Arrival> {
        if self.until_look == 0 {
            if self.watch.stopped() {
                return None;
            }
            self.until_look = 1024;
        }
        self.until_look -= 1;
        self.tickets.next()
    }
}

/// A model with what all its replications share.
struct Prepared<'m> {
    model: &'m Model,
    eligibility: Eligibility,
    draws: Draws,
}

impl<'m> Prepared<'m> {
    fn new(model: &'m Model) -> Self {
        Prepared { model, eligibility: Eligibility::new(model), draws: Draws::new(model) }
    }

    /// One replication; `None` if it was stopped.
    fn run(&self, seed: u64, replication: usize, follow: bool, watch: &Watch) -> Option<Result<Outcome, Fault>> {
        if watch.stopped() {
            return None;
        }
        let key = Key::root(seed, replication as u64);
        let mut policy = policy::make(&self.model.policy, self.model, key).unwrap_or_else(|e| panic!("{e}"));
        let tickets = Arrivals::new(self.model, &self.draws, seed, replication as u64);
        let tickets = Stoppable { tickets, watch, until_look: 0 };
        let record = Record::new(self.model);
        let mut record = if follow { record.following_the_week() } else { record };
        let ledger = simulate(self.model, &self.eligibility, &self.draws, key, tickets, &mut policy, &mut record);
        if watch.stopped() {
            return None;
        }
        watch.finished.fetch_add(1, Ordering::Relaxed);
        Some(ledger.and_then(|ledger| record.finish(ledger).map_err(Fault::Broken)))
    }
}

/// Several models ready to be replicated on the same tickets.
pub struct Replicator<'m> {
    models: Vec<Prepared<'m>>,
    seed: u64,
    pool: Option<rayon::ThreadPool>,
    threads: usize,
    /// Whether the course of the week is recorded.
    follow: bool,
}

impl<'m> Replicator<'m> {
    /// Prepares models; `seed` is what all random streams derive from, `threads` how many to use (at least 1).
    pub fn new(models: impl IntoIterator<Item = &'m Model>, seed: u64, threads: usize) -> Self {
        let pool = (threads > 1).then(|| rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok()).flatten();
        Replicator { models: models.into_iter().map(Prepared::new).collect(), seed, pool, threads, follow: false }
    }

    /// The same, recording the course of the week too.
    pub fn following_the_week(self, follow: bool) -> Self {
        Replicator { follow, ..self }
    }

    /// Runs replications `range` of every model: `outcomes[model][replication]`, all equally many.
    ///
    /// If the watch stops the work, the outcomes are those of the replications before the first that was given up for
    /// any model, so that what is reported never depends on which run happened to be faster.
    ///
    /// # Errors
    /// The first [`Fault`] in order of replications and models.
    ///
    /// # Panics
    /// If a policy cannot be made; a desk that names such a policy is refused when it is read.
    pub fn run(&self, range: Range<usize>, watch: &Watch) -> Result<Vec<Vec<Outcome>>, Fault> {
        let mut outcomes: Vec<Vec<Outcome>> = self.models.iter().map(|_| Vec::with_capacity(range.len())).collect();
        let count = self.models.len().max(1);
        // Blocks keep the replications under way close together, so that little is lost when work is stopped.
        let block = (4 * self.threads).div_ceil(count).max(1);
        let mut next = range.start;
        while next < range.end {
            let end = (next + block).min(range.end);
            let tasks: Vec<(usize, usize)> = (next..end).flat_map(|r| (0..count).map(move |m| (r, m))).collect();
            let one = |(r, m): &(usize, usize)| self.models[*m].run(self.seed, *r, self.follow, watch);
            let results: Vec<Option<Result<Outcome, Fault>>> = match &self.pool {
                Some(pool) => pool.install(|| tasks.par_iter().with_max_len(1).map(one).collect()),
                None => tasks.iter().map(one).collect(),
            };
            let mut results = results.into_iter();
            for _ in next..end {
                let of_one: Vec<_> = results.by_ref().take(count).collect();
                if of_one.iter().any(Option::is_none) {
                    return Ok(outcomes);
                }
                for (m, outcome) in of_one.into_iter().flatten().enumerate() {
                    outcomes[m].push(outcome?);
                }
            }
            next = end;
        }
        Ok(outcomes)
    }
}
