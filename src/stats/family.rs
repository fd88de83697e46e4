//! Comparisons of several systems at once: all pairs, against a baseline, and the best.
//!
//! One family of intervals answers every question: the Bonferroni intervals of all pairs hold together with the family's
//! confidence, so the differences from a baseline and the comparison with the best read from them do too, whatever the
//! dependence between systems. Numbers of replications are fixed beforehand: these intervals do not survive looking until
//! decided.

use super::{Estimate, Series, bonferroni, student_quantile};

/// The differences of all pairs of systems, which hold together with the family's confidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    systems: usize,
    /// For i < j system i less system j, row by row.
    pairs: Vec<Estimate>,
}

/// All k (k - 1) / 2 paired differences of `systems`, together at `confidence` (Bonferroni).
///
/// # Panics
/// If the series differ in n.
pub fn all_pairs(systems: &[Series], confidence: f64) -> Family {
    let k = systems.len();
    let n = systems.first().map_or(0, Series::n);
    let each = bonferroni(confidence, k * k.saturating_sub(1) / 2);
    let t = if n < 2 { 0.0 } else { student_quantile((1.0 + each) / 2.0, n - 1) };
    let others = systems.iter().enumerate().map(|(i, a)| (a, &systems[i + 1..]));
    let pairs = others.flat_map(|(a, others)| others.iter().map(move |b| (a - b).estimate_at(t))).collect();
    Family { systems: k, pairs }
}

impl Family {
    /// Number of systems compared.
    pub fn systems(&self) -> usize {
        self.systems
    }

    /// System `i` less system `j`. A system less itself is zero.
    ///
    /// # Panics
    /// If `i` or `j` is not a system's index.
    pub fn difference(&self, i: usize, j: usize) -> Estimate {
        assert!(i < self.systems && j < self.systems, "pair ({i}, {j}) of {} systems", self.systems);
        // Pairs of the rows above row i, then those of row i up to j.
        let at = |i: usize, j: usize| self.pairs[i * (2 * self.systems - i - 1) / 2 + j - i - 1];
        match i.cmp(&j) {
            std::cmp::Ordering::Less => at(i, j),
            std::cmp::Ordering::Greater => at(j, i).negated(),
            std::cmp::Ordering::Equal => Estimate::symmetric(0.0, 0.0, self.pairs.first().map_or(0, |pair| pair.n)),
        }
    }

    /// Each system less system `baseline`, in order; the baseline's own entry is zero.
    pub fn from_baseline(&self, baseline: usize) -> Vec<Estimate> {
        (0..self.systems).map(|i| self.difference(i, baseline)).collect()
    }

    /// Multiple comparison with the best: for each system, may it be the best, and how far is it from the best other one?
    ///
    /// If all pairs hold, so does this: with smaller better, mu_i - min of the others = max over l of (mu_i - mu_l), which
    /// lies between the largest lower and the largest upper bound of i's differences. It is not cut off at zero, so for a
    /// single best system it says by how much it leads. A lone system is the best and has nothing to compare with.
    pub fn best(&self, smaller_is_better: bool) -> Vec<Best> {
        let worst = |x: f64, y: f64| {
            if smaller_is_better { x.max(y) } else { x.min(y) }
        };
        let combine = |x: Estimate, y: Estimate| Estimate {
            value: worst(x.value, y.value),
            bounds: x.bounds.zip(y.bounds).map(|(a, b)| (worst(a.0, b.0), worst(a.1, b.1))),
            n: x.n,
        };
        let is_worse = |difference: Estimate| {
            difference.bounds.is_some_and(|(low, high)| if smaller_is_better { low > 0.0 } else { high < 0.0 })
        };
        let against_others = |i: usize| (0..self.systems).filter(move |&l| l != i).map(move |l| self.difference(i, l));
        (0..self.systems)
            .map(|i| Best {
                may_be_best: !against_others(i).any(is_worse),
                to_best_other: against_others(i).reduce(combine),
            })
            .collect()
    }
}

/// Where a system stands against the best of the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Best {
    /// Not significantly worse than any other system. True for the one with the best estimate, so never for none.
    pub may_be_best: bool,
    /// This system less the best of the others; no bounds if one of the differences has none, `None` if it is alone.
    pub to_best_other: Option<Estimate>,
}

#[cfg(test)]
mod tests {
    use super::super::paired_difference;
    use super::*;

    fn of(values: &[f64]) -> Series {
        Series::from_values(values).unwrap()
    }

    #[test]
    fn a_single_replication_decides_nothing() {
        let family = all_pairs(&[of(&[1.0]), of(&[5.0])], 0.95);
        assert_eq!(family.difference(1, 0), Estimate::without_bounds(4.0, 1));
        assert!(family.best(true).iter().all(|b| b.may_be_best));
    }

    #[test]
    fn all_pairs_share_the_error_and_know_their_sign() {
        let systems = [of(&[1.0, 2.0, 4.0]), of(&[2.0, 2.5, 3.0]), of(&[9.0, 7.0, 8.0]), of(&[0.0, 5.0, 1.0])];
        let family = all_pairs(&systems, 0.94); // six pairs, 0.99 each
        for i in 0..4 {
            for j in 0..4 {
                let alone = paired_difference(&systems[i], &systems[j], 0.99).difference;
                let found = family.difference(i, j);
                assert_eq!((found.value, found.n), (alone.value, alone.n));
                assert!((found.half_width().unwrap() - alone.half_width().unwrap()).abs() < 1e-9);
            }
        }
        assert_eq!(family.from_baseline(2)[0], family.difference(0, 2));
        assert_eq!(family.from_baseline(2)[2].bounds, Some((0.0, 0.0)));
    }

    #[test]
    fn the_best_and_those_not_distinguishable_from_it() {
        // Smaller is better: 0 and 1 lead and are alike, 2 is clearly worse.
        let noise = [0.3, -0.2, 0.1, -0.1, 0.2, -0.3];
        let shifted = |by: f64, sign: f64| of(&noise.map(|e| 10.0 + by + sign * e));
        let family = all_pairs(&[shifted(0.0, 1.0), shifted(0.1, -1.0), shifted(5.0, 1.0)], 0.95);
        let best = family.best(true);
        assert_eq!(best.iter().map(|b| b.may_be_best).collect::<Vec<_>>(), [true, true, false]);
        let behind = best[2].to_best_other.unwrap();
        assert!((behind.value - 5.0).abs() < 1e-12);
        // The largest lower bound is against system 0, the largest upper one against system 1.
        let expected = (family.difference(2, 0).low().unwrap(), family.difference(2, 1).high().unwrap());
        assert_eq!(behind.bounds, Some(expected));
        assert!((expected.0 - 5.0).abs() < 1e-12 && expected.1 > 5.5, "found {expected:?}");
        let leading = best[0].to_best_other.unwrap();
        assert!((leading.value + 0.1).abs() < 1e-12 && leading.contains(0.0));
        let largest = family.best(false);
        assert_eq!(largest.iter().map(|b| b.may_be_best).collect::<Vec<_>>(), [false, false, true]);
        assert!(largest[2].to_best_other.unwrap().low().unwrap() > 4.0);
    }

    #[test]
    fn a_lone_system_is_the_best() {
        let best = all_pairs(&[of(&[1.0, 2.0])], 0.95).best(true);
        assert_eq!(best, [Best { may_be_best: true, to_best_other: None }]);
        assert!(all_pairs(&[], 0.95).best(true).is_empty());
    }

    #[test]
    fn equal_systems_may_all_be_best() {
        let a = of(&[0.1, 0.7, 0.3]);
        let best = all_pairs(&[a.clone(), a], 0.95).best(true);
        assert!(best.iter().all(|b| b.may_be_best));
    }
}
