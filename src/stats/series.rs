//! [`Series`]: one metric of one system over replications, in the form that intervals and comparisons share.
//!
//! A mean, a ratio of sums and a pooled quantile differ in how they are estimated, but near the truth each is its value
//! plus the average of one *influence* a replication (the delta method; for quantiles, sectioning). With
//! S² = sum of influence² / (n - 1) the interval is value ± t S / sqrt(n), and the difference of two metrics measured in
//! the same replications has the differences of the influences. So comparisons need no case for each kind of metric.

use std::ops::Sub;

use super::{Estimate, SectionedQuantile, student_quantile};

/// A metric's estimate and what each replication (or section) adds to its error.
///
/// All numbers that go in must be finite.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    value: f64,
    n: usize,
    /// One a replication, in replication order; empty if the spread is not known.
    influence: Vec<f64>,
}

impl Series {
    /// The mean of one value a replication; the influence of x is x - mean. `None` without values.
    pub fn from_values(values: &[f64]) -> Option<Series> {
        let mean = mean(values)?;
        Some(Series::new(mean, values.len(), values.iter().map(|x| x - mean).collect()))
    }

    /// Ratio of sums r of (numerator, denominator) pairs, one a replication; the influence of (y, n) is (y - r n) / mean n.
    ///
    /// The S² of these influences is (S_y² - 2 r S_yn + r² S_n²) / (mean n)², the ratio estimator's. `None` if the
    /// denominators sum to zero; the spread is unknown with fewer than two denominators that are not zero.
    ///
    /// # Source
    /// Law (2015), *Simulation Modeling and Analysis*, 5th edition, section 9.5.2, as quoted in the project's notes.
    pub fn from_ratio(pairs: &[(f64, f64)]) -> Option<Series> {
        let numerator: f64 = pairs.iter().map(|(y, _)| y).sum();
        let denominator: f64 = pairs.iter().map(|(_, n)| n).sum();
        if denominator == 0.0 {
            return None;
        }
        let (ratio, mean) = (numerator / denominator, denominator / pairs.len() as f64);
        let informative = pairs.iter().filter(|(_, n)| *n != 0.0).count();
        let influence =
            if informative < 2 { Vec::new() } else { pairs.iter().map(|(y, n)| (y - ratio * n) / mean).collect() };
        Some(Series::new(ratio, pairs.len(), influence))
    }

    /// A pooled quantile; the influence of a section is its quantile less the pooled one, weighted by its size.
    ///
    /// A section of m replications, where the mean section has m', gets sqrt(m / m') times the difference, so that
    /// sections of unequal size are not taken to vary equally. Compare only quantiles over the *same* sections.
    pub fn from_sections(quantile: &SectionedQuantile) -> Series {
        let mean_size = quantile.sizes.iter().sum::<usize>() as f64 / quantile.sizes.len() as f64;
        let weighted = |(q, &size): (&f64, &usize)| (size as f64 / mean_size).sqrt() * (q - quantile.pooled);
        let influence = quantile.sections.iter().zip(&quantile.sizes).map(weighted).collect();
        Series::new(quantile.pooled, quantile.sections.len(), influence)
    }

    fn new(value: f64, n: usize, influence: Vec<f64>) -> Series {
        debug_assert!(value.is_finite(), "a series is made of finite numbers, found {value}");
        let influence = if n < 2 { Vec::new() } else { influence };
        Series { value, n, influence }
    }

    /// The point estimate.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// Replications, or sections, in the series.
    pub fn n(&self) -> usize {
        self.n
    }

    /// What each replication adds to the error, in replication order; empty if the spread is not known.
    pub fn influence(&self) -> &[f64] {
        &self.influence
    }

    /// The estimate with its Student t interval at `confidence`, n - 1 degrees of freedom.
    pub fn estimate(&self, confidence: f64) -> Estimate {
        match self.standard_error() {
            None => Estimate::without_bounds(self.value, self.n),
            Some(_) => self.estimate_at(student_quantile((1.0 + confidence) / 2.0, self.n - 1)),
        }
    }

    /// The estimate ± `t` standard errors; for callers that need many intervals at one t quantile.
    pub fn estimate_at(&self, t: f64) -> Estimate {
        match self.standard_error() {
            None => Estimate::without_bounds(self.value, self.n),
            Some(error) => Estimate::symmetric(self.value, t * error, self.n),
        }
    }

    /// S / sqrt(n), in the unit of the value; `None` if the spread is not known.
    pub fn standard_error(&self) -> Option<f64> {
        if self.influence.is_empty() {
            return None;
        }
        let squares: f64 = self.influence.iter().map(|d| d * d).sum();
        Some((squares / ((self.n - 1) * self.n) as f64).sqrt())
    }
}

/// The difference of two metrics paired by replication. Its spread is known if both spreads are.
///
/// # Panics
/// If the two differ in n: they were not measured over the same replications.
impl Sub for &Series {
    type Output = Series;

    fn sub(self, other: &Series) -> Series {
        assert_eq!(self.n, other.n, "paired series have the same replications");
        let known = !self.influence.is_empty() && !other.influence.is_empty();
        let pairs = self.influence.iter().zip(&other.influence);
        let influence = if known { pairs.map(|(a, b)| a - b).collect() } else { Vec::new() };
        Series::new(self.value - other.value, self.n, influence)
    }
}

/// Mean about the first value, so that equal values have exactly that mean; `None` without values.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    let first = *values.first()?;
    Some(first + values.iter().map(|x| x - first).sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratio_variance_is_the_textbook_formula() {
        let pairs = [(3.0, 2.0), (5.0, 4.0), (10.0, 5.0), (4.0, 1.0)];
        // r = 22 / 12; S_y² = 29/3, S_n² = 10/3, S_yn = 14/3 by hand (means 5.5 and 3).
        let r: f64 = 22.0 / 12.0;
        let variance = (29.0 / 3.0 - 2.0 * r * 14.0 / 3.0 + r * r * 10.0 / 3.0) / 9.0;
        let error = Series::from_ratio(&pairs).unwrap().standard_error().unwrap();
        assert!((error * error - variance / 4.0).abs() < 1e-14, "found {}, expected {}", error * error, variance / 4.0);
    }

    #[test]
    fn a_ratio_with_equal_denominators_is_a_mean() {
        let ratio = Series::from_ratio(&[(2.0, 2.0), (6.0, 2.0), (10.0, 2.0)]).unwrap();
        assert_eq!(ratio, Series::from_values(&[1.0, 3.0, 5.0]).unwrap());
    }

    #[test]
    fn sections_of_equal_size_give_plain_sectioning() {
        let quantile = SectionedQuantile { pooled: 10.0, sections: vec![9.0, 12.0, 11.0], sizes: vec![2, 2, 2] };
        // (1 + 4 + 1) / (3 * 2) = 1.
        assert_eq!(Series::from_sections(&quantile).standard_error(), Some(1.0));
    }

    #[test]
    fn sections_of_unequal_size_are_weighted() {
        let quantile = SectionedQuantile { pooled: 0.0, sections: vec![1.0, -2.0], sizes: vec![3, 1] };
        // Sum of m q² / ((b - 1) sum of m) = (3 + 4) / 4.
        let error = Series::from_sections(&quantile).standard_error().unwrap();
        assert!((error * error - 7.0 / 4.0).abs() < 1e-15);
    }

    #[test]
    fn the_difference_of_means_is_the_mean_of_differences() {
        let (a, b) = ([4.0, 7.0, 1.0], [3.0, 5.0, 4.0]);
        let paired = &Series::from_values(&a).unwrap() - &Series::from_values(&b).unwrap();
        let direct = Series::from_values(&[1.0, 2.0, -3.0]).unwrap();
        assert_eq!(paired.value(), 0.0);
        assert!((paired.standard_error().unwrap() - direct.standard_error().unwrap()).abs() < 1e-15);
    }

    #[test]
    #[should_panic(expected = "the same replications")]
    fn unpaired_series_are_refused() {
        let _ = &Series::from_values(&[1.0, 2.0]).unwrap() - &Series::from_values(&[1.0]).unwrap();
    }
}
