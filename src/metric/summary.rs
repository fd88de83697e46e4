//! From outcomes of many replications to figures with intervals.

use super::catalogue::{HOUR, Measure, Metric, Open, Ratio};
use super::{CATALOGUE, Clocks, Outcome, Selection};
use crate::model::{Clock, Model};
use crate::stats::{
    Estimate, SectionedQuantile, Series, Sketch, ratio_interval, section_interval, sectioned_quantile, sections,
};
use crate::units::{Span, Time, WEEK};
use std::borrow::Cow;
use std::ops::Range;

/// What there is to say about a metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// An estimate.
    Known(Estimate),
    /// The true value is at least this, at the confidence asked for: tickets still open may take for ever.
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

/// What a quantile is read from: what one replication observed, and the present age of what is still open.
struct Seen {
    observed: Sketch,
    open: Sketch,
}

impl Seen {
    /// All of it, with what is open at its present age.
    fn at_present(&self) -> Cow<'_, Sketch> {
        let mut all = Cow::Borrowed(&self.observed);
        if self.open.count() > 0 {
            all.to_mut().merge(&self.open);
        }
        all
    }

    /// Everything, however long it takes.
    fn count(&self) -> u64 {
        self.observed.count() + self.open.count()
    }
}

/// What a mean is made of in one replication, open tickets at their present age; and how many of them there are.
fn so_far(
    ratio: Ratio,
    open: Open,
    model: &Model,
    outcome: &Outcome,
    part: Selection,
    clock: Clock,
) -> ((f64, f64), u64) {
    let (sum, n) = ratio(model, outcome, part, clock);
    let open = open(model, outcome, part, Clocks::of(model).at(clock));
    ((sum + open.sum_at_least() / HOUR, n + open.count() as f64), open.count())
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
        Measure::Total(ratio, open) => {
            let pairs: Vec<(f64, f64)> = outcomes.iter().map(|o| ratio(model, o, part, clock)).collect();
            let at = Clocks::of(model).at(clock);
            let complete = outcomes.iter().all(|o| open(model, o, part, at).count() == 0);
            let figure = |total| if complete { Figure::Known(total) } else { at_least(total) };
            ratio_interval(&pairs, confidence).map_or(Figure::Undefined, figure)
        }
        Measure::Mean(ratio, open) => {
            let each = outcomes.iter().map(|outcome| so_far(ratio, open, model, outcome, part, clock));
            let (pairs, open): (Vec<(f64, f64)>, Vec<u64>) = each.unzip();
            match ratio_interval(&pairs, confidence) {
                None => Figure::Undefined,
                Some(mean) if is_settled(mean, open.iter().sum(), &pairs, whole(model, outcomes, clock)) => {
                    Figure::Known(mean)
                }
                Some(mean) => at_least(mean),
            }
        }
        Measure::Quantile(p, ..) => in_hours(quantile(p, &seen(metric, model, outcomes, part, clock), confidence)),
    }
}

/// Whether the tickets still open leave a mean what it is: if each of them took another whole window, it would move by less than
/// a tenth of its half-width.
fn is_settled(mean: Estimate, open: u64, pairs: &[(f64, f64)], window_hours: f64) -> bool {
    let tickets: f64 = pairs.iter().map(|(_, n)| n).sum();
    let moved = open as f64 * window_hours / tickets.max(1.0);
    open == 0 || mean.half_width().is_some_and(|half| moved < half / 10.0)
}

/// Hours of the measured window on a clock.
fn whole(model: &Model, outcomes: &[Outcome], clock: Clock) -> f64 {
    let Some(first) = outcomes.first() else { return 0.0 };
    let from = Time::ZERO + Span(first.warm_up_weeks as i64 * WEEK.0);
    match clock {
        Clock::Calendar => first.window.hours(),
        _ => model.business_hours.elapsed(from, from + first.window).hours(),
    }
}

/// What a quantile metric is read from, replication by replication; nothing for another metric.
fn seen(metric: &Metric, model: &Model, outcomes: &[Outcome], part: Selection, clock: Clock) -> Vec<Seen> {
    let Measure::Quantile(_, observed, open) = metric.measure else { return Vec::new() };
    let at = Clocks::of(model).at(clock);
    let of = |outcome: &Outcome| Seen {
        observed: part.sketch(model, outcome, |cell| observed(cell, at)),
        open: open(model, outcome, part, at),
    };
    outcomes.iter().map(of).collect()
}

/// Whether two metrics are quantiles of the same observations, split the same ways.
fn alike(one: &Metric, other: &Metric) -> bool {
    match (one.measure, other.measure) {
        (Measure::Quantile(_, a, b), Measure::Quantile(_, c, d)) => {
            std::ptr::fn_addr_eq(a, c) && std::ptr::fn_addr_eq(b, d) && (one.by, one.clocks) == (other.by, other.clocks)
        }
        _ => false,
    }
}

/// A quantile of all replications together: known if it is the same with the open tickets at their present age and at
/// infinity.
///
/// The quantile of every section has to be the same too, because the interval rests on them. Otherwise the interval's
/// lower end with the open tickets at their present age is what is sure: whatever they take, no quantile gets smaller.
fn quantile(p: f64, each: &[Seen], confidence: f64) -> Figure {
    let counts: Vec<u64> = each.iter().map(Seen::count).collect();
    if counts.iter().all(|count| *count == 0) {
        return Figure::Undefined;
    }
    let cut = sections(&counts, p).ok();
    let Some((quantile, known)) = cut.and_then(|cut| sectioned(p, each, &cut)) else { return Figure::TooFew };
    let estimate = section_interval(&quantile, confidence);
    if known { Figure::Known(estimate) } else { at_least(estimate) }
}

/// The quantile with open tickets at their present age, in `cut` sections common to whatever it is compared with, and
/// whether it stays what it is however long they take. `None` if a section is empty.
fn sectioned(p: f64, each: &[Seen], cut: &[Range<usize>]) -> Option<(SectionedQuantile, bool)> {
    let at_present: Vec<Cow<Sketch>> = each.iter().map(Seen::at_present).collect();
    let quantile = sectioned_quantile(&at_present.iter().map(Cow::as_ref).collect::<Vec<_>>(), p, cut)?;
    let stays = |range: Range<usize>, present: f64| {
        let part = &each[range];
        let open = part.iter().map(|seen| seen.open.count()).sum();
        open == 0 || Sketch::quantile_of(part.iter().map(|seen| &seen.observed), p, open) == Some(present)
    };
    let known = stays(0..each.len(), quantile.pooled)
        && cut.iter().zip(&quantile.sections).all(|(range, present)| stays(range.clone(), *present));
    Some((quantile, known))
}

/// A lower bound from an estimate that can only grow.
fn at_least(estimate: Estimate) -> Figure {
    Figure::AtLeast(estimate.low().unwrap_or(estimate.value).max(0.0))
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
///
/// Tickets still open count at their present age. So a mean with open tickets is a lower bound, and so is its difference
/// from one without; the caller has to know. A quantile that would change if they took longer has no difference from
/// another, and then there is `None` too.
pub fn series(metric: &Metric, scenarios: &[(&Model, &[Outcome])], clock: Clock) -> Option<Vec<Series>> {
    match metric.measure {
        Measure::Ratio(_) | Measure::Total(..) | Measure::Mean(..) => {
            let each = scenarios.iter().map(|(model, outcomes)| sums(metric, model, outcomes, clock));
            each.map(|pairs| Series::from_ratio(&pairs?)).collect()
        }
        Measure::Quantile(p, observed, open) => {
            let of_scenario = |(model, outcomes): &(&Model, &[Outcome])| -> Vec<Seen> {
                let at = Clocks::of(model).at(clock);
                let seen = |outcome: &Outcome| Seen {
                    observed: Selection::All.sketch(model, outcome, |cell| observed(cell, at)),
                    open: open(model, outcome, Selection::All, at),
                };
                outcomes.iter().map(seen).collect()
            };
            let each: Vec<Vec<Seen>> = scenarios.iter().map(of_scenario).collect();
            // Sections must be common to all, so each needs enough tickets in the scenario that has fewest.
            let replications = each.first()?.len();
            let least = |r: usize| each.iter().map(|e| e[r].count()).min().unwrap_or(0);
            let counts: Vec<u64> = (0..replications).map(least).collect();
            let cut = sections(&counts, p).ok()?;
            let one = |e: &Vec<Seen>| {
                let (quantile, _) = sectioned(p, e, &cut).filter(|(_, known)| *known)?;
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

/// Numerator and denominator of a metric of the whole desk, one pair a replication; `None` for a quantile, which is no ratio. Open
/// tickets count at their present age, as in [`series`].
pub fn sums(metric: &Metric, model: &Model, outcomes: &[Outcome], clock: Clock) -> Option<Vec<(f64, f64)>> {
    let part = Selection::All;
    match metric.measure {
        Measure::Ratio(ratio) | Measure::Total(ratio, _) => {
            Some(outcomes.iter().map(|o| ratio(model, o, part, clock)).collect())
        }
        Measure::Mean(ratio, open) => {
            Some(outcomes.iter().map(|o| so_far(ratio, open, model, o, part, clock).0).collect())
        }
        Measure::Quantile(..) => None,
    }
}

/// Every figure of a scenario: the whole catalogue, each metric by every split and clock it makes sense for.
pub fn rows(model: &Model, outcomes: &[Outcome], confidence: f64) -> Vec<Row> {
    let mut rows = Vec::new();
    let stands_for = Clocks::of(model);
    // Quantiles of the same observations are read off one merged sketch.
    for metrics in CATALOGUE.chunk_by(alike) {
        let mut each: Vec<Vec<Row>> = vec![Vec::new(); metrics.len()];
        let clocks = if metrics[0].clocks { &Clock::ALL[..] } else { &Clock::ALL[..1] };
        for part in metrics[0].by.iter().flat_map(|by| Selection::parts(*by, model)) {
            let mut figures: Vec<Vec<Figure>> = Vec::new();
            for (i, clock) in clocks.iter().enumerate() {
                let same = clocks[..i].iter().position(|earlier| stands_for.at(*earlier) == stands_for.at(*clock));
                figures.push(match same {
                    Some(earlier) => figures[earlier].clone(),
                    None => {
                        let seen = seen(&metrics[0], model, outcomes, part, *clock);
                        let figure = |metric: &Metric| match metric.measure {
                            Measure::Quantile(p, ..) => in_hours(quantile(p, &seen, confidence)),
                            _ => estimate(metric, model, outcomes, part, *clock, confidence),
                        };
                        metrics.iter().map(figure).collect()
                    }
                });
                for ((metric, rows), figure) in metrics.iter().zip(&mut each).zip(&figures[i]) {
                    rows.push(Row { metric, part, clock: metric.clocks.then_some(*clock), figure: *figure });
                }
            }
        }
        rows.extend(each.into_iter().flatten());
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: impl Iterator<Item = u64>) -> Sketch {
        let mut sketch = Sketch::new();
        values.for_each(|value| sketch.record(value));
        sketch
    }

    /// Ten replications of 1,000 tickets with resolution times from 1 to 1,000 s, and these open ones in the last.
    fn desk(open: &[u64]) -> Vec<Seen> {
        let second = 1_000_000;
        let observed = || of((1..=1000).map(|i| i * second));
        let one = |open: &[u64]| Seen { observed: observed(), open: of(open.iter().map(|age| age * second)) };
        (0..10).map(|r| one(if r == 9 { open } else { &[] })).collect()
    }

    #[test]
    fn open_tickets_older_than_the_quantile_leave_it_known() {
        let Figure::Known(with) = quantile(0.5, &desk(&[2000; 20]), 0.95) else { panic!("known") };
        let Figure::Known(without) = quantile(0.5, &desk(&[]), 0.95) else { panic!("known") };
        // Twenty more at the top of 10,000 move the median by ten ranks: one of the thousand values.
        assert!((with.value - without.value - 1e6).abs() < 1e5, "{with:?} {without:?}");
        assert!(with.bounds.is_some());
    }

    #[test]
    fn open_tickets_younger_than_the_quantile_make_it_a_lower_bound() {
        let Figure::AtLeast(low) = quantile(0.5, &desk(&[1; 20]), 0.95) else { panic!("a lower bound") };
        let Figure::Known(none) = quantile(0.5, &desk(&[]), 0.95) else { panic!("known") };
        assert!(low < none.value, "{low}: at the present age they pull it down, and noise is taken off");
        // One replication has no interval to take off.
        let one = Seen { observed: of((1..=100).map(|i| i * 1000)), open: of([500].into_iter()) };
        assert!(matches!(quantile(0.5, &[one], 0.95), Figure::AtLeast(low) if low > 49_000.0));
    }

    #[test]
    fn an_interval_that_depends_on_open_tickets_is_not_shown() {
        // 88 % of all 10,300 are done by 906 s wherever the open ones end; 88 % of the last 1,300 are not.
        let each = desk(&[950; 300]);
        let (pooled, known) = sectioned(0.88, &each, std::slice::from_ref(&(0..10))).expect("observations");
        assert!(known && (pooled.pooled / 906e6 - 1.0).abs() < 0.01, "{pooled:?}");
        assert!(matches!(quantile(0.88, &each, 0.95), Figure::AtLeast(_)));
    }

    #[test]
    fn a_few_open_tickets_leave_a_mean_what_it_is() {
        // 1,000 tickets, half-width 1 h, window 40 h: two open ones would move it by 0.08 h, three by 0.12 h.
        let mean = Estimate::symmetric(8.0, 1.0, 20);
        let settled = |open| is_settled(mean, open, &[(4000.0, 500.0), (4000.0, 500.0)], 40.0);
        assert_eq!([0, 2, 3].map(settled), [true, true, false]);
        assert!(!is_settled(Estimate::without_bounds(8.0, 1), 1, &[(8000.0, 1000.0)], 40.0));
    }

    #[test]
    fn nothing_and_too_little_stay_what_they_are() {
        let empty = || Seen { observed: Sketch::new(), open: Sketch::new() };
        assert_eq!(quantile(0.5, &[empty(), empty()], 0.95), Figure::Undefined);
        let few = Seen { observed: of(1..=10), open: of([5].into_iter()) };
        assert_eq!(quantile(0.5, &[few], 0.95), Figure::TooFew);
    }
}
