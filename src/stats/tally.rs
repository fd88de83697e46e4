//! [`Tally`]: count, sum and sum of squares of observations, all exact integers.

/// Accumulator of integer observations (microseconds, counts).
///
/// Exact while |observation| < 2^47 (four years in microseconds) and there are fewer than 2^32 of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Number of observations.
    pub n: u64,
    /// Their sum.
    pub sum: i128,
    /// The sum of their squares.
    pub squares: u128,
}

impl Tally {
    /// Adds one observation.
    #[inline]
    pub fn record(&mut self, value: i64) {
        let size = u128::from(value.unsigned_abs());
        self.n += 1;
        self.sum += i128::from(value);
        self.squares += size * size;
    }

    /// Adds all observations of `other`; the order of merges does not matter.
    pub fn merge(&mut self, other: &Tally) {
        self.n += other.n;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    /// Mean of the observations, in their unit; `None` without any.
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum as f64 / self.n as f64)
    }

    /// Sample variance (divisor n - 1), in their unit squared; `None` with fewer than two.
    ///
    /// Centred on the whole part of the mean in integers first, so that a large mean costs no accuracy.
    pub fn variance(&self) -> Option<f64> {
        let n = i128::from(self.n);
        if n < 2 {
            return None;
        }
        let (centre, rest) = (self.sum.div_euclid(n), self.sum.rem_euclid(n));
        // Sum of (x - centre)² = squares - centre (sum + rest), as sum = n centre + rest.
        let about_centre = self.squares.cast_signed() - centre * (self.sum + rest);
        let rest = rest as f64;
        Some((about_centre as f64 - rest * (rest / n as f64)) / (n - 1) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[i64]) -> Tally {
        let mut tally = Tally::default();
        values.iter().for_each(|&v| tally.record(v));
        tally
    }

    #[test]
    fn sums_by_hand() {
        let tally = of(&[3, -5, 8]);
        assert_eq!((tally.n, tally.sum, tally.squares), (3, 6, 98));
        assert_eq!(tally.mean(), Some(2.0));
        assert_eq!(tally.variance(), Some(43.0)); // (1 + 49 + 36) / 2
    }

    #[test]
    fn nothing_has_no_mean_and_one_no_variance() {
        assert_eq!((Tally::default().mean(), of(&[4]).variance()), (None, None));
        assert_eq!(of(&[4]).mean(), Some(4.0));
    }

    #[test]
    fn a_large_mean_costs_no_accuracy() {
        let year = 31_536_000_000_000;
        assert_eq!(of(&[year, year + 1, year + 2, year + 4]).variance(), Some(8.75 / 3.0)); // deviations -7/4, -3/4, 1/4, 9/4
        assert_eq!(of(&[-year, -year - 1]).variance(), Some(0.5));
    }

    #[test]
    fn parts_merge_to_the_whole() {
        let mut merged = of(&[1, 2]);
        merged.merge(&of(&[-7, 40]));
        assert_eq!(merged, of(&[40, -7, 2, 1]));
    }
}
