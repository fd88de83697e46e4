//! The rows that CSV and JSON share: every figure, and what a comparison makes of them.

use super::View;
use crate::experiment::compare::{Contender, Contest, Meets, contests};
use crate::experiment::{Study, headline_clock};
use crate::metric::{Figure, Unit};
use crate::model::{Model, RuleChoice};
use crate::stats::Estimate;
use serde::Serialize;

/// One figure. What is not defined, or not known, is absent.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    pub scenario: &'a str,
    pub when: &'a str,
    pub policy: String,
    pub by: &'static str,
    pub of: String,
    pub metric: &'static str,
    pub clock: Option<&'static str>,
    pub unit: &'static str,
    pub estimate: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub n: Option<usize>,
}

/// What a comparison adds, by name: difference from the baseline (`of`) and verdicts, 1 for yes and 0 for no.
pub(super) const COMPARED: [(&str, &str, &str); 7] = [
    (
        "resolution_mean_difference",
        "h",
        "resolution_mean less the baseline's, paired; all of a circumstance share one error",
    ),
    (
        "resolution_p90_difference",
        "h",
        "resolution_p90 less the baseline's, paired; all of a circumstance share one error",
    ),
    ("labour_cost_difference", "money/year", "labour_cost_year less the baseline's"),
    (
        "saved_per_thousand",
        "h",
        "ticket-hours saved a year for each 1,000 of additional cost; absent without additional cost",
    ),
    (
        "meets_targets",
        "yes or no",
        "1 if every target is met, 0 if one is missed, both at the confidence asked for; absent if unclear or without targets",
    ),
    ("may_be_best", "yes or no", "1 if it is the best for the goal or cannot be told apart from it"),
    ("undominated", "yes or no", "1 if no scenario that costs as little is surely faster"),
];

/// All rows of a study.
pub(super) fn rows<'a>(study: &'a Study, view: View) -> Vec<Row<'a>> {
    let mut rows: Vec<Row> = study
        .studied
        .iter()
        .flat_map(|studied| {
            let model = &studied.scenario.model;
            let policy = policy_text(model);
            studied.rows.iter().map(move |row| {
                let (estimate, low, high, n) = match row.figure {
                    Figure::Known(e) if row.metric.unit == Unit::Share => known(within_all(e)),
                    Figure::Known(e) => known(e),
                    // The true value lies above: only the lower end is known.
                    Figure::AtLeast(v) => (None, Some(v), None, Some(study.replications)),
                    Figure::TooFew | Figure::Undefined => (None, None, None, None),
                };
                Row {
                    scenario: &studied.scenario.name,
                    when: &studied.scenario.when,
                    policy: policy.clone(),
                    by: row.part.by().name(),
                    of: row.part.name(model),
                    metric: row.metric.name,
                    clock: row.clock.map(|c| c.name()),
                    unit: row.metric.unit.name(),
                    estimate,
                    low,
                    high,
                    n,
                }
            })
        })
        .collect();
    if view != View::Figures {
        for contest in contests(study) {
            rows.extend(contest.contenders.iter().flat_map(|contender| compared(study, &contest, contender)));
        }
    }
    rows
}

/// No share lies below nothing or above all, and so need no interval of one.
fn within_all(e: Estimate) -> Estimate {
    Estimate { bounds: e.bounds.map(|(low, high)| (low.max(0.0), high.min(1.0))), ..e }
}

pub(super) type Numbers = (Option<f64>, Option<f64>, Option<f64>, Option<usize>);

pub(super) fn known(e: Estimate) -> Numbers {
    (Some(e.value), e.bounds.map(|b| b.0), e.bounds.map(|b| b.1), Some(e.n))
}

fn compared<'a>(study: &'a Study, contest: &Contest<'a, '_>, contender: &Contender<'a, '_>) -> Vec<Row<'a>> {
    let Some(baseline) = contest.contenders.first() else { return Vec::new() };
    let studied = contender.studied;
    let model = &studied.scenario.model;
    let verdict = |holds: Option<bool>| (holds.map(f64::from), None, None, holds.map(|_| study.replications));
    let plain = |value: Option<f64>| (value, None, None, value.map(|_| study.replications));
    let difference = |difference: Option<Estimate>| difference.map_or((None, None, None, None), known);
    let numbers: [Numbers; COMPARED.len()] = [
        difference(contender.mean_difference),
        difference(contender.p90_difference),
        plain(Some(contender.cost - baseline.cost)),
        plain(contender.saved_per_thousand),
        verdict(match contender.meets {
            Meets::Yes => Some(true),
            Meets::No => Some(false),
            Meets::Unclear | Meets::NoTargets => None,
        }),
        verdict(Some(contender.may_be_best)),
        verdict(Some(contender.undominated)),
    ];
    let row = |((metric, unit, _), (estimate, low, high, n)): (&(&'static str, &'static str, &str), Numbers)| Row {
        scenario: &studied.scenario.name,
        when: &studied.scenario.when,
        policy: policy_text(model),
        by: "against",
        of: baseline.studied.scenario.name.clone(),
        metric,
        clock: metric.starts_with("resolution").then(|| headline_clock(model).name()),
        unit,
        estimate,
        low,
        high,
        n,
    };
    COMPARED.iter().zip(numbers).map(row).collect()
}

/// A policy as it is written in a table.
pub(super) fn policy_text(model: &Model) -> String {
    let policy = &model.policy;
    let rule = |r: &RuleChoice| {
        let parameters: Vec<String> = r.parameters.iter().map(|(n, v)| format!("{n}={v}")).collect();
        if parameters.is_empty() { r.name.clone() } else { format!("{}({})", r.name, parameters.join(", ")) }
    };
    let rules = [&policy.agent_rule, &policy.ticket_rule].into_iter().chain(&policy.controls);
    rules.map(rule).collect::<Vec<_>>().join(" + ")
}
