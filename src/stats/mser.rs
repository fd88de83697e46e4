//! MSER-5: how much of the start of a run to delete.
//!
//! The truncation point minimises the squared standard error of the mean of what is left. On strongly correlated series it
//! can be far too small, so callers keep a fixed minimum as well.

use std::fmt;

/// Observations a batch of MSER-5.
pub const MSER_BATCH: usize = 5;

/// The run has no acceptable truncation point: it is too short, or not settling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooShort {
    /// Batches of five observations in the run.
    pub batches: usize,
    /// Batches whose deletion minimises the criterion; more than half of them.
    pub minimum_at: usize,
}

impl fmt::Display for TooShort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [length, at] = [self.batches * MSER_BATCH, self.minimum_at * MSER_BATCH];
        write!(f, "the run is too short to find its warm-up: of {length} observations it would delete {at}")
    }
}

impl std::error::Error for TooShort {}

/// Observations to delete at the start of `series`, by MSER-5; a multiple of five, at most half of the series.
///
/// With batch means Y_1..Y_k of five observations each (an incomplete last batch is dropped), the criterion after deleting
/// d batches is the sum of squared deviations of the rest from their mean, divided by (k - d)². The d that minimises it
/// over d <= k - 5 is taken, the smallest on ties. Time and memory proportional to k.
///
/// # Errors
/// [`TooShort`] if that d lies in the second half, d > k/2, or there are fewer than 10 batches (50 observations).
///
/// # Source
/// White (1997), *Simulation* 69:323, and White, Cobb and Spratt (2000), as quoted in the project's notes. Public programs
/// differ in the divisor; (k - d)³ is wrong.
pub fn mser5(series: &[f64]) -> Result<usize, TooShort> {
    let means: Vec<f64> =
        series.chunks_exact(MSER_BATCH).map(|batch| batch.iter().sum::<f64>() / MSER_BATCH as f64).collect();
    let batches = means.len();
    let mut best = (f64::INFINITY, batches);
    // From the end, mean and squared deviations of the rest updated by Welford's recurrence: no cancellation however far
    // the start lies from the rest.
    let (mut mean, mut squares) = (0.0, 0.0);
    for (d, y) in means.iter().enumerate().rev() {
        let left = (batches - d) as f64;
        let step = y - mean;
        mean += step / left;
        squares += step * (y - mean);
        let criterion = squares / (left * left);
        if batches - d >= 5 && criterion <= best.0 {
            best = (criterion, d);
        }
    }
    if batches < 10 || best.1 > batches / 2 {
        return Err(TooShort { batches, minimum_at: best.1 });
    }
    Ok(best.1 * MSER_BATCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    use rand::rngs::ChaCha8Rng;
    use rand::{Rng, RngExt, SeedableRng};

    /// The definition, in quadratic time.
    fn brute_force(series: &[f64]) -> Result<usize, TooShort> {
        let y: Vec<f64> = series.chunks_exact(5).map(|batch| batch.iter().sum::<f64>() / 5.0).collect();
        let k = y.len();
        let criterion = |d: usize| {
            let rest = &y[d..];
            let mean = rest.iter().sum::<f64>() / rest.len() as f64;
            rest.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (rest.len() as f64).powi(2)
        };
        let mut d_star = 0;
        for d in 1..=k - 5 {
            if criterion(d) < criterion(d_star) {
                d_star = d;
            }
        }
        if d_star <= k / 2 { Ok(5 * d_star) } else { Err(TooShort { batches: k, minimum_at: d_star }) }
    }

    #[test]
    fn agrees_with_the_definition_on_random_series() {
        let mut random = ChaCha8Rng::seed_from_u64(20);
        let (mut settled, mut short) = (0, 0);
        for _ in 0..400 {
            let n = random.random_range(50..400);
            let start = random.random_range(0.0..20.0);
            let fade = random.random_range(1.0..200.0);
            let series: Vec<f64> = (0..n).map(|i| start * (-f64::from(i) / fade).exp() + noise(&mut random)).collect();
            let found = mser5(&series);
            assert_eq!(found, brute_force(&series));
            *(if found.is_ok() { &mut settled } else { &mut short }) += 1;
        }
        assert!(settled > 50 && short > 20, "both outcomes are met: {settled} and {short}");
    }

    fn noise(random: &mut impl Rng) -> f64 {
        random.random::<f64>() + random.random::<f64>() - 1.0
    }

    #[test]
    fn a_step_at_the_start_is_cut_exactly() {
        // 4 batches at 100, then 16 alternating 0, 1: any batch of the step left in makes the criterion large.
        let mut series = vec![100.0; 20];
        (0..16).for_each(|i| series.extend([f64::from(i % 2); 5]));
        assert_eq!(mser5(&series), Ok(20));
    }

    #[test]
    fn a_constant_series_needs_no_warm_up() {
        assert_eq!(mser5(&[0.1; 100]), Ok(0));
    }

    #[test]
    fn a_series_that_never_settles_is_too_short() {
        let series: Vec<f64> = (0..200).map(|i| f64::from(i * i)).collect();
        assert_eq!(mser5(&series), Err(TooShort { batches: 40, minimum_at: 35 }));
        assert!(mser5(&[1.0; 49]).is_err());
        assert!(mser5(&[]).is_err());
    }
}
