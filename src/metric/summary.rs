//! From outcomes of many replications to figures with intervals.

use super::catalogue::{HOUR, Measure, Metric, Sketches};
use super::{CATALOGUE, Clocks, Outcome, Selection};
use crate::model::{Clock, Model, Priority};
use crate::stats::{
    Estimate, SectionedQuantile, Series, Sketch, quantile_interval, ratio_interval, sectioned_quantile, sections,
};

/// What there is to say about a metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// An estimate.
    Known(Estimate),
    /// The true value is at least this: tickets still open may take for ever.
    AtLeast(f64),
    /// Too few observations for this quantile.
    TooFew,
    /// Undefined: nothing of the kind happened.
    Undefined,
}

impl Figure {
    /// The estimate, if there is one.
    pub fn known(self) -> Option<Estimate> {
        match self {
            Figure::Known(estimate) => Some(estimate),
            _ => None,
        }
    }
}

/// A figure with what it is about.
#[derive(Clone)]
pub struct Row {
    /// The metric.
    pub metric: &'static Metric,
    /// The part of the desk.
    pub part: Selection,
    /// The clock, where the metric has one.
    pub clock: Option<Clock>,
    /// The figure.
    pub figure: Figure,
}

/// The sketches of one part in one replication, merged: observed, and present age of what is still open.
fn sketches(model: &Model, outcome: &Outcome, part: Selection, clock: usize, of: Sketches) -> (Sketch, Sketch) {
    let (mut observed, mut open) = (Sketch::default(), Sketch::default());
    for kind in 0..model.kinds.len() {
        for priority in 0..model.priorities as Priority {
            for role in std::iter::once(None).chain((0..model.roles.len()).map(Some)) {
                if part.holds(model, kind, priority, role) {
                    let (o, p) = of(outcome.cell(kind, priority, role), clock);
                    observed.merge(o);
                    if let Some(p) = p {
                        open.merge(p);
                    }
                }
            }
        }
    }
    (observed, open)
}

/// A metric of a part of the desk over replications.
pub fn estimate(
    metric: &Metric,
    model: &Model,
    outcomes: &[Outcome],
    part: Selection,
    clock: Clock,
    confidence: f64,
) -> Figure {
    match metric.measure {
        Measure::Ratio(ratio) => {
            let pairs: Vec<(f64, f64)> = outcomes.iter().map(|o| ratio(model, o, part, clock)).collect();
            ratio_interval(&pairs, confidence).map_or(Figure::Undefined, Figure::Known)
        }
        Measure::Quantile(p, of) => {
            let at = Clocks::of(model).at(clock);
            let mut still_open = 0;
            let mut each = Vec::new();
            for outcome in outcomes {
                let (mut observed, open) = sketches(model, outcome, part, at, of);
                still_open += open.count();
                observed.merge(&open);
                each.push(observed);
            }
            in_hours(quantile(p, &each, still_open, confidence))
        }
    }
}

/// A pooled quantile in which `still_open` of the observations may yet grow without bound.
fn quantile(p: f64, each: &[Sketch], still_open: u64, confidence: f64) -> Figure {
    if each.iter().all(|s| s.count() == 0) {
        return Figure::Undefined;
    }
    let Ok(estimate) = quantile_interval(&each.iter().collect::<Vec<_>>(), p, confidence) else {
        return Figure::TooFew;
    };
    if still_open > 0 {
        // At the present age the quantile is `estimate`; with the open ones moved to infinity it lies p n-th among the
        // others. Both agree only if no open ticket is at or below the quantile.
        return Figure::AtLeast(estimate.value);
    }
    Figure::Known(estimate)
}

/// Sketches count microseconds, metrics hours.
fn in_hours(figure: Figure) -> Figure {
    match figure {
        Figure::Known(e) => {
            let bounds = e.bounds.map(|(low, high)| (low / HOUR, high / HOUR));
            Figure::Known(Estimate { value: e.value / HOUR, bounds, n: e.n })
        }
        Figure::AtLeast(value) => Figure::AtLeast(value / HOUR),
        other => other,
    }
}

/// A metric of several scenarios as series over common replications or sections, for comparisons on the same tickets;
/// `None` where it is undefined for one of them.
pub fn series(metric: &Metric, scenarios: &[(&Model, &[Outcome])], clock: Clock) -> Option<Vec<Series>> {
    match metric.measure {
        Measure::Ratio(ratio) => {
            let each = scenarios.iter().map(|(model, outcomes)| {
                let pairs: Vec<(f64, f64)> = outcomes.iter().map(|o| ratio(model, o, Selection::All, clock)).collect();
                Series::from_ratio(&pairs)
            });
            each.collect()
        }
        Measure::Quantile(p, of) => {
            let mut each: Vec<Vec<Sketch>> = Vec::new();
            for (model, outcomes) in scenarios {
                let at = Clocks::of(model).at(clock);
                let merged = |o: &Outcome| {
                    let (mut observed, open) = sketches(model, o, Selection::All, at, of);
                    observed.merge(&open);
                    observed
                };
                each.push(outcomes.iter().map(merged).collect());
            }
            // Sections must be common to all, so each needs enough tickets in the scenario that has fewest.
            let replications = each.first()?.len();
            let least = |r: usize| each.iter().map(|e| e[r].count()).min().unwrap_or(0);
            let counts: Vec<u64> = (0..replications).map(least).collect();
            let cut = sections(&counts, p).ok()?;
            let one = |e: &Vec<Sketch>| {
                let quantile = sectioned_quantile(&e.iter().collect::<Vec<_>>(), p, &cut)?;
                let hours = SectionedQuantile {
                    pooled: quantile.pooled / HOUR,
                    sections: quantile.sections.iter().map(|q| q / HOUR).collect(),
                    sizes: quantile.sizes,
                };
                Some(Series::from_sections(&hours))
            };
            each.iter().map(one).collect()
        }
    }
}

/// Every figure of a scenario: the whole catalogue, each metric by every split and clock it makes sense for.
pub fn rows(model: &Model, outcomes: &[Outcome], confidence: f64) -> Vec<Row> {
    let mut rows = Vec::new();
    for metric in CATALOGUE {
        for by in metric.by {
            for part in Selection::parts(*by, model) {
                let clocks = if metric.clocks { &Clock::ALL[..] } else { &Clock::ALL[..1] };
                for clock in clocks {
                    let figure = estimate(metric, model, outcomes, part, *clock, confidence);
                    rows.push(Row { metric, part, clock: metric.clocks.then_some(*clock), figure });
                }
            }
        }
    }
    rows
}
