//! Scenarios side by side on the same tickets: what differs from the baseline, what is best for a goal.
//!
//! Within a circumstance all differences come from one family of intervals (all pairs, Bonferroni): the differences from
//! the baseline and the question which scenarios may be the best share one error. A scenario whose load exceeds its
//! capacity has no long-run mean and takes part in no interval. One whose mean or p90 is only known to be at
//! least something, because tickets are still open, has no difference from the baseline in it.

use super::{Studied, Study, headline_clock};
use crate::metric::{self, Figure, Outcome, Selection};
use crate::model::{Model, Priority};
use crate::scenario::Goal;
use crate::stats::{Estimate, Family, all_pairs, bonferroni};

/// Whether a scenario meets every target, as far as the numbers say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meets {
    /// Every share is at least what was promised, with the family's confidence.
    Yes,
    /// Some share is below, with the family's confidence.
    No,
    /// The intervals hold both.
    Unclear,
    /// Nothing is promised.
    NoTargets,
}

/// One scenario in its contest.
pub struct Contender<'s, 'd> {
    /// The scenario and its figures.
    pub studied: &'s Studied<'d>,
    /// Labour cost of a year.
    pub cost: f64,
    /// Mean resolution time less the baseline's, hours; `None` where either has no long-run mean or is a lower bound.
    pub mean_difference: Option<Estimate>,
    /// p90 of resolution time less the baseline's, hours, from a family of its own.
    pub p90_difference: Option<Estimate>,
    /// Whether the targets are met.
    pub meets: Meets,
    /// It may be the best for the goal.
    pub may_be_best: bool,
    /// No scenario that costs as little or less is faster.
    pub undominated: bool,
    /// Ticket-hours saved a year for each 1,000 of additional cost, against the baseline.
    pub saved_per_thousand: Option<f64>,
}

/// The scenarios of one circumstance; the first is the baseline.
pub struct Contest<'s, 'd> {
    /// The circumstance.
    pub when: &'s str,
    /// The scenarios in order.
    pub contenders: Vec<Contender<'s, 'd>>,
    /// Most a year may cost, under a budget.
    pub budget: Option<f64>,
}

/// Compares the scenarios of a study, circumstance by circumstance.
pub fn contests<'s, 'd>(study: &'s Study<'d>) -> Vec<Contest<'s, 'd>> {
    study.circumstances().into_iter().map(|when| contest(study, when)).collect()
}

fn contest<'s, 'd>(study: &'s Study<'d>, when: &'s str) -> Contest<'s, 'd> {
    let all: Vec<&Studied> = study.studied.iter().filter(|s| s.scenario.when == when).collect();
    let confidence = study.desk.run.confidence;
    let cost = |s: &Studied| s.figure("labour_cost_year", Selection::All, None).known().map_or(0.0, |e| e.value);
    let stable: Vec<usize> = (0..all.len()).filter(|i| all[*i].has_mean()).collect();
    let clock = stable.first().map(|i| headline_clock(&all[*i].scenario.model));
    let lower_bound = |name: &str, i: usize| matches!(all[i].figure(name, Selection::All, clock), Figure::AtLeast(_));
    let mean = family("resolution_mean", &all, stable.clone(), confidence);
    let p90_known = stable.iter().copied().filter(|i| !lower_bound("resolution_p90", *i)).collect();
    let p90 = family("resolution_p90", &all, p90_known, confidence);
    let difference = |family: &Option<Members>, i: usize, j: usize| -> Option<Estimate> {
        let Members { members, family } = family.as_ref()?;
        let place = |i: usize| members.iter().position(|member| *member == i);
        let (i, j) = (place(i)?, place(j)?);
        Some(if i == j {
            Estimate { value: 0.0, bounds: Some((0.0, 0.0)), n: study.replications }
        } else {
            family.difference(i, j)
        })
    };
    let known = |i: usize| !lower_bound("resolution_mean", i);
    // A mean that is a lower bound may still be surely above another; none is surely above a lower bound.
    let slower =
        |i: usize, j: usize| known(j) && difference(&mean, i, j).and_then(|d| d.low()).is_some_and(|low| low > 0.0);
    let budget = match study.desk.goal {
        Goal::FastestWithinBudget(budget) => Some(budget.unwrap_or_else(|| all.first().map_or(0.0, |s| cost(s)))),
        _ => None,
    };
    let meets: Vec<Meets> = all.iter().map(|s| meets(s, all.len(), confidence)).collect();
    let best = best(study.desk.goal, &all, &meets, budget, &cost, &slower);
    let contenders = all.iter().enumerate().map(|(i, studied)| {
        let base = cost(all[0]);
        let extra = cost(studied) - base;
        let mean_difference = difference(&mean, i, 0).filter(|_| known(i) && known(0));
        let tickets_a_year = studied.load.tickets_per_week * 52.0;
        let saved = mean_difference.filter(|_| extra > 0.0).map(|d| -d.value * tickets_a_year / (extra / 1000.0));
        Contender {
            studied,
            cost: cost(studied),
            mean_difference,
            p90_difference: difference(&p90, i, 0),
            meets: meets[i],
            may_be_best: best[i],
            undominated: studied.has_mean()
                && (0..all.len()).all(|j| j == i || cost(all[j]) > cost(studied) || !slower(i, j)),
            saved_per_thousand: saved,
        }
    });
    Contest { when, contenders: contenders.collect(), budget }
}

/// A family of differences, and the scenarios it is of.
struct Members {
    members: Vec<usize>,
    family: Family,
}

fn family(name: &str, all: &[&Studied], members: Vec<usize>, confidence: f64) -> Option<Members> {
    let metric = metric::metric(name)?;
    let scenarios: Vec<(&Model, &[Outcome])> =
        members.iter().map(|i| (&all[*i].scenario.model, all[*i].outcomes.as_slice())).collect();
    let clock = headline_clock(scenarios.first()?.0);
    let family = all_pairs(&metric::series(metric, &scenarios, clock)?, confidence);
    Some(Members { members, family })
}

/// Attainment by priority against what was promised; the priorities of all scenarios share one error.
fn meets(studied: &Studied, scenarios: usize, confidence: f64) -> Meets {
    let model = &studied.scenario.model;
    let promised = |p: usize| {
        model.targets.iter().filter_map(|of_kind| of_kind[p].resolution.map(|_| of_kind[p].share)).reduce(f64::max)
    };
    let priorities: Vec<(usize, f64)> = (0..model.priorities).filter_map(|p| Some((p, promised(p)?))).collect();
    let Some(metric) = metric::metric("in_target").filter(|_| !priorities.is_empty()) else { return Meets::NoTargets };
    let each = bonferroni(confidence, scenarios * priorities.len());
    let mut verdict = Meets::Yes;
    for (p, share) in priorities {
        let part = Selection::Priority(p as Priority);
        let figure = metric::estimate(metric, model, &studied.outcomes, part, headline_clock(model), each);
        // A priority without tickets breaks no promise.
        let Some(estimate) = figure.known() else { continue };
        let (low, high) = estimate.bounds.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
        if high < share {
            return Meets::No;
        }
        if low < share {
            verdict = Meets::Unclear;
        }
    }
    if studied.has_mean() { verdict } else { Meets::No }
}

/// Which scenarios may be the best for a goal.
fn best(
    goal: Goal,
    all: &[&Studied],
    meets: &[Meets],
    budget: Option<f64>,
    cost: &impl Fn(&Studied) -> f64,
    slower: &impl Fn(usize, usize) -> bool,
) -> Vec<bool> {
    match goal {
        Goal::CheapestInTarget => {
            let surely = (0..all.len()).filter(|i| matches!(meets[*i], Meets::Yes | Meets::NoTargets));
            let cheapest = surely.map(|i| cost(all[i])).min_by(f64::total_cmp).unwrap_or(f64::INFINITY);
            // One that may or may not meet the targets may be the best if it is cheaper.
            let may = |i: usize| match meets[i] {
                Meets::Yes | Meets::NoTargets => cost(all[i]) <= cheapest,
                Meets::Unclear => cost(all[i]) < cheapest,
                Meets::No => false,
            };
            (0..all.len()).map(may).collect()
        }
        Goal::Fastest | Goal::FastestWithinBudget(_) => {
            let within = |i: &usize| all[*i].has_mean() && budget.is_none_or(|b| cost(all[*i]) <= b * (1.0 + 1e-9));
            let allowed: Vec<usize> = (0..all.len()).filter(within).collect();
            (0..all.len()).map(|i| allowed.contains(&i) && allowed.iter().all(|j| !slower(i, *j))).collect()
        }
    }
}
