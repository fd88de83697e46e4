//! How evenly work is spread over people: handled hours, overtime and call-outs too, per paid hour of each agent who is paid.

use super::catalogue::{Better, Measure, Metric, Unit};
use super::{AgentTimes, By, Outcome, Selection};
use crate::model::Model;

const GROUPS: &[By] = &[By::All, By::Role, By::Group];

/// Handled per paid time of each agent of a part of the desk, ascending.
fn loads(model: &Model, outcome: &Outcome, part: Selection) -> Vec<f64> {
    let of = |t: &AgentTimes| t.all_handled() as f64 / (t.available + t.away) as f64;
    let agents = model.agent_groups().into_iter().zip(&outcome.agents);
    let chosen = agents.filter(|(group, times)| match part {
        Selection::Role(role) => model.groups[*group].role == role,
        Selection::Group(one) => *group == one,
        _ => true,
    } && times.available + times.away > 0);
    let mut loads: Vec<f64> = chosen.map(|(_, times)| of(times)).collect();
    loads.sort_by(f64::total_cmp);
    loads
}

/// Gini coefficient of ascending numbers: the mean difference of two of them / twice the mean. `None` if all are 0.
fn gini(ascending: &[f64]) -> Option<f64> {
    let n = ascending.len() as f64;
    let sum: f64 = ascending.iter().sum();
    let ranked: f64 = (1..).zip(ascending).map(|(rank, x)| f64::from(rank) * x).sum();
    (sum > 0.0).then(|| 2.0 * ranked / (n * sum) - (n + 1.0) / n)
}

/// Gini.
pub(super) const GINI: Metric = Metric {
    name: "workload_gini",
    definition: "Gini coefficient of handled hours per paid hour over the agents: 0 if all are equally busy; of a single agent undefined; mean over replications",
    unit: Unit::Share,
    better: Better::Smaller,
    clocks: false,
    by: GROUPS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let loads = loads(model, outcome, part);
        gini(&loads).filter(|_| loads.len() > 1).map_or((0.0, 0.0), |gini| (gini, 1.0))
    }),
};
/// Extremes.
pub(super) const MAX_MIN: Metric = Metric {
    name: "workload_max_min",
    definition: "handled hours per paid hour of the busiest agent / of the least busy one; of a single agent undefined; ratio of sums over replications",
    unit: Unit::Times,
    better: Better::Smaller,
    clocks: false,
    by: GROUPS,
    measure: Measure::Ratio(|model, outcome, part, _| match loads(model, outcome, part).as_slice() {
        [least, .., most] => (*most, *least),
        _ => (0.0, 0.0),
    }),
};

#[cfg(test)]
mod tests {
    use super::*;

    /// By its definition: differences of all pairs.
    fn pairwise(x: &[f64]) -> f64 {
        let differences: f64 = x.iter().flat_map(|a| x.iter().map(move |b| (a - b).abs())).sum();
        let (n, mean) = (x.len() as f64, x.iter().sum::<f64>() / x.len() as f64);
        differences / (2.0 * n * n * mean)
    }

    #[test]
    fn the_gini_coefficient_is_the_mean_difference() {
        for x in [&[1.0, 1.0, 1.0][..], &[0.0, 0.0, 3.0], &[0.1, 0.2, 0.4, 0.9], &[0.25, 0.75]] {
            let found = gini(x).unwrap_or(f64::NAN);
            assert!((found - pairwise(x)).abs() < 1e-12, "{x:?}: {found}");
        }
        assert_eq!((gini(&[0.0, 0.0]), gini(&[])), (None, None));
    }
}
