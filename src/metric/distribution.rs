//! How long tickets take, as a whole distribution: the share resolved within a time.

use super::{Clocks, Outcome, Selection};
use crate::model::{Clock, Model};
use crate::stats::Sketch;
use crate::units::HOUR;

/// Shares at which a distribution is read off.
fn shares() -> impl Iterator<Item = f64> {
    let whole = (1..=48).map(|i| f64::from(i) / 50.0);
    std::iter::once(0.005).chain(whole).chain([0.97, 0.98, 0.985, 0.99, 0.995])
}

/// Resolution time of all replications together: (hours, share resolved within them), ascending. A ticket still open
/// counts as one that takes longer than all. By role, the tickets it resolved. Empty without tickets.
pub fn resolution(model: &Model, outcomes: &[Outcome], part: Selection, clock: Clock) -> Vec<(f64, f64)> {
    let at = Clocks::of(model).at(clock);
    let (mut observed, mut open) = (Sketch::new(), 0);
    for outcome in outcomes {
        observed.merge(&part.sketch(model, outcome, |cell| &cell.resolution_sketch[at]));
        open += part.sketch(model, outcome, |cell| &cell.open_age[at]).count();
    }
    let count = observed.count() + open;
    // A share rests on ten tickets beyond it at least.
    let sure = |p: &f64| count as f64 * p.min(1.0 - p) >= 10.0;
    let place = |p: f64| observed.quantile_with_censored(p, open).map(|time| (time / HOUR.0 as f64, p));
    shares().filter(sure).filter_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_ascend_between_nothing_and_all() {
        let all: Vec<f64> = shares().collect();
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]) && all[0] > 0.0 && all[all.len() - 1] < 1.0);
    }
}
