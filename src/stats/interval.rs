//! [`Estimate`]: a value with its confidence interval, when there is one.
//!
//! One replication has an estimate but no interval, and says so with `None`; a value that is not defined at all is no
//! `Estimate`. Not a number is never used for either.

use super::Series;

/// An estimated quantity and the interval that holds its true value with the confidence asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The point estimate, in the unit of the observations.
    pub value: f64,
    /// Lower and upper end of the interval; `None` if the spread is not known (a single replication, for example).
    pub bounds: Option<(f64, f64)>,
    /// Independent pieces the interval rests on: replications, or sections of them.
    pub n: usize,
}

impl Estimate {
    /// An estimate whose interval reaches `half_width` to both sides.
    pub fn symmetric(value: f64, half_width: f64, n: usize) -> Estimate {
        Estimate { value, bounds: Some((value - half_width, value + half_width)), n }
    }

    /// An estimate without an interval.
    pub fn without_bounds(value: f64, n: usize) -> Estimate {
        Estimate { value, bounds: None, n }
    }

    /// Lower end of the interval.
    pub fn low(&self) -> Option<f64> {
        self.bounds.map(|(low, _)| low)
    }

    /// Upper end of the interval.
    pub fn high(&self) -> Option<f64> {
        self.bounds.map(|(_, high)| high)
    }

    /// Half the width of the interval, in the unit of the value.
    pub fn half_width(&self) -> Option<f64> {
        self.bounds.map(|(low, high)| (high - low) / 2.0)
    }

    /// Whether the interval holds `value`; without an interval nothing is ruled out.
    pub fn contains(&self, value: f64) -> bool {
        self.bounds.is_none_or(|(low, high)| low <= value && value <= high)
    }

    /// Whether the whole interval lies between `low` and `high`, both included: "the same within a margin".
    /// Without an interval the answer is no.
    pub fn lies_within(&self, low: f64, high: f64) -> bool {
        self.bounds.is_some_and(|(l, h)| low <= l && h <= high)
    }

    /// The same quantity with the opposite sign.
    pub fn negated(&self) -> Estimate {
        // Subtracted from zero, so that no difference is printed as -0.
        Estimate { value: 0.0 - self.value, bounds: self.bounds.map(|(l, h)| (0.0 - h, 0.0 - l)), n: self.n }
    }

    /// The same quantity in another unit: value and bounds times `factor`, which must be positive.
    pub fn scaled(&self, factor: f64) -> Estimate {
        debug_assert!(factor > 0.0, "a unit factor is positive, found {factor}");
        let bounds = self.bounds.map(|(low, high)| (low * factor, high * factor));
        Estimate { value: self.value * factor, bounds, n: self.n }
    }
}

/// Mean of independent replications with its Student t interval at `confidence` (0 < `confidence` < 1).
///
/// `None` without values. A single value has no bounds; equal values have an interval of width exactly zero.
/// The interval is mean ± t S / sqrt(R), S² with divisor R - 1 and t at R - 1 degrees of freedom.
pub fn mean_interval(values: &[f64], confidence: f64) -> Option<Estimate> {
    Some(Series::from_values(values)?.estimate(confidence))
}

/// Ratio of sums, sum of numerators / sum of denominators, with the interval of the ratio estimator at `confidence`.
///
/// Each pair is (numerator, denominator) of one replication: total wait and number of tickets of a class, for example.
/// This is a mean over tickets; the mean of the ratios is not, as replications with few tickets count too much in it.
///
/// `None` if the denominators sum to zero (or there are none). No bounds with fewer than two denominators that are not
/// zero: the others say nothing about the spread. See [`Series::from_ratio`] for the formula.
pub fn ratio_interval(pairs: &[(f64, f64)], confidence: f64) -> Option<Estimate> {
    Some(Series::from_ratio(pairs)?.estimate(confidence))
}

/// The confidence each of `intervals` intervals needs so that all hold at once with `confidence` (Bonferroni).
///
/// 1 - (1 - confidence) / intervals; no assumption on how the intervals depend on each other.
pub fn bonferroni(confidence: f64, intervals: usize) -> f64 {
    1.0 - (1.0 - confidence) / intervals.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_interval_by_hand() {
        // Mean 5, squared deviations 9 + 1 + 1 + 9 = 20, S² = 20 / 3, t(3, 0.975) = 3.182446305284263.
        let estimate = mean_interval(&[2.0, 4.0, 6.0, 8.0], 0.95).unwrap();
        let half = 3.182_446_305_284_263 * (20.0f64 / 3.0 / 4.0).sqrt();
        assert_eq!((estimate.value, estimate.n), (5.0, 4));
        assert!((estimate.half_width().unwrap() - half).abs() < 1e-10);
        assert!((estimate.low().unwrap() - (5.0 - half)).abs() < 1e-10);
        assert!((estimate.high().unwrap() - (5.0 + half)).abs() < 1e-10);
    }

    #[test]
    fn none_one_and_equal_values() {
        assert_eq!(mean_interval(&[], 0.95), None);
        assert_eq!(mean_interval(&[3.5], 0.95), Some(Estimate::without_bounds(3.5, 1)));
        assert_eq!(mean_interval(&[0.1; 7], 0.95), Some(Estimate::symmetric(0.1, 0.0, 7)));
    }

    #[test]
    fn ratio_interval_by_hand() {
        // r = 12 / 6 = 2; residuals y - r n = 1, -1, 0; S² = (1 + 1) / 2 / 2² = 1/4; t(2, 0.975) = 4.302652729911275.
        let estimate = ratio_interval(&[(3.0, 1.0), (3.0, 2.0), (6.0, 3.0)], 0.95).unwrap();
        let half = 4.302_652_729_911_275 * (0.25f64 / 3.0).sqrt();
        assert_eq!((estimate.value, estimate.n), (2.0, 3));
        assert!((estimate.half_width().unwrap() - half).abs() < 1e-10);
    }

    #[test]
    fn ratio_of_nothing_is_undefined_and_of_one_has_no_interval() {
        assert_eq!(ratio_interval(&[(0.0, 0.0), (0.0, 0.0)], 0.95), None);
        let one = ratio_interval(&[(6.0, 3.0), (0.0, 0.0), (0.0, 0.0)], 0.95).unwrap();
        assert_eq!(one, Estimate::without_bounds(2.0, 3));
    }

    #[test]
    fn bounds_are_asked_in_words() {
        let estimate = Estimate::symmetric(1.0, 2.0, 10);
        assert!(estimate.contains(-1.0) && estimate.contains(3.0) && !estimate.contains(3.1));
        assert!(estimate.lies_within(-1.0, 3.0) && !estimate.lies_within(-0.9, 3.0));
        assert_eq!(estimate.negated().bounds, Some((-3.0, 1.0)));
        assert_eq!(estimate.scaled(2.0).bounds, Some((-2.0, 6.0)));
        let unknown = Estimate::without_bounds(1.0, 1);
        assert!(unknown.contains(1e9) && !unknown.lies_within(-1e9, 1e9));
        assert!(Estimate::symmetric(0.0, 0.0, 2).negated().value.is_sign_positive());
    }

    #[test]
    fn bonferroni_shares_the_error() {
        assert!((bonferroni(0.95, 10) - 0.995).abs() < 1e-15);
        assert_eq!(bonferroni(0.95, 1), 0.95);
    }
}
