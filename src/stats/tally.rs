//! Observations as exact integer sums.

/// Count, sum and sum of squares of whole numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub n: u64,
    /// Their sum.
    pub sum: i128,
    /// The sum of their squares.
    pub squares: u128,
}

impl Tally {
    /// Adds an observation.
    #[inline]
    pub fn record(&mut self, value: i64) {
        self.n += 1;
        self.sum += i128::from(value);
        self.squares += u128::from(value.unsigned_abs()) * u128::from(value.unsigned_abs());
    }
    /// Adds all observations of another.
    pub fn merge(&mut self, other: &Tally) {
        self.n += other.n;
        self.sum += other.sum;
        self.squares += other.squares;
    }
}
