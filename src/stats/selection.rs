//! Selecting the best of several systems: how many replications that takes, and Kim and Nelson's sequential procedure.
//!
//! Values are one a replication and system, on common random numbers or not; smaller is better.

use super::{Series, student_quantile};

/// Replications after which every difference of two systems is known to within `indifference`, judged by the spread of the
/// differences seen so far: max over pairs of (t S / indifference)², rounded up, with t shared by all pairs (Bonferroni,
/// two-sided). `None` if a spread is not known.
///
/// The sizes are those of Clark and Yang's second stage, with all pairs in place of the pairs with one best.
///
/// # Source
/// Clark and Yang (1986), Winter Simulation Conference, as quoted in the project's notes.
///
/// # Panics
/// Unless `indifference` is > 0.
pub fn replications_for(systems: &[Series], indifference: f64, confidence: f64) -> Option<usize> {
    assert!(indifference > 0.0, "a difference of interest is > 0, found {indifference}");
    let first = systems.first()?;
    let pairs = systems.len() * systems.len().saturating_sub(1) / 2;
    if first.n() < 2 || pairs == 0 {
        return None;
    }
    let each = super::bonferroni(confidence, pairs);
    let t = student_quantile((1.0 + each) / 2.0, first.n() - 1);
    let mut most: f64 = 1.0;
    for (i, a) in systems.iter().enumerate() {
        for b in &systems[i + 1..] {
            let error = (a - b).standard_error()?;
            let spread = error * (first.n() as f64).sqrt();
            most = most.max((t * spread / indifference).powi(2));
        }
    }
    Some(most.ceil() as usize)
}

/// Kim and Nelson's procedure KN: one replication more of those still in contention until one is left.
///
/// Selects a system that is the best, or within the indifference of it, with at least the confidence asked for, whatever the
/// dependence between systems: with a first stage of n, beta = (1 - confidence) / (k - 1), eta = ((2 beta)^(-2 / (n - 1)) - 1) / 2 and
/// h² = 2 eta (n - 1), system i stays after r replications while its mean is at most every other's plus
/// max(0, (delta / 2r) (h² S²_il / delta² - r)), S²_il the variance of the differences in the first stage. The values are taken to be normal.
///
/// # Source
/// Kim and Nelson (2001), ACM TOMACS 11, 251-273, as quoted in the project's notes.
#[derive(Clone, Debug)]
pub struct KimNelson {
    indifference: f64,
    h2: f64,
    /// S²_il of the first stage, row by row.
    spread: Vec<Vec<f64>>,
    sums: Vec<f64>,
    seen: usize,
    standing: Vec<bool>,
}

impl KimNelson {
    /// Starts from the values of the first stage, `first[system][replication]`, and screens once.
    ///
    /// # Panics
    /// Without systems, with fewer than ten replications or unequally many, or an indifference that is not > 0.
    pub fn new(first: &[Vec<f64>], indifference: f64, confidence: f64) -> Self {
        let n = first.first().map_or(0, Vec::len);
        assert!(n >= 10 && first.iter().all(|of| of.len() == n), "a first stage of ten replications or more of each");
        assert!(indifference > 0.0, "an indifference is > 0, found {indifference}");
        let k = first.len();
        let beta = (1.0 - confidence) / (k.max(2) - 1) as f64;
        let eta = ((2.0 * beta).powf(-2.0 / (n - 1) as f64) - 1.0) / 2.0;
        let variance = |a: &[f64], b: &[f64]| {
            let differences: Vec<f64> = a.iter().zip(b).map(|(x, y)| x - y).collect();
            let mean = super::mean(&differences).unwrap_or(0.0);
            differences.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / (n - 1) as f64
        };
        let mut this = KimNelson {
            indifference,
            h2: 2.0 * eta * (n - 1) as f64,
            spread: first.iter().map(|a| first.iter().map(|b| variance(a, b)).collect()).collect(),
            sums: first.iter().map(|of| of.iter().sum()).collect(),
            seen: n,
            standing: vec![true; k],
        };
        this.screen();
        this
    }

    /// The systems still in contention, which want one more replication unless there is one.
    pub fn standing(&self) -> Vec<usize> {
        (0..self.standing.len()).filter(|i| self.standing[*i]).collect()
    }

    /// Replications of each system still in contention so far.
    pub fn seen(&self) -> usize {
        self.seen
    }

    /// Takes one more value of each system in contention, in order, and screens.
    ///
    /// # Panics
    /// Unless there are as many values as systems in contention.
    pub fn observe(&mut self, values: &[f64]) {
        let standing = self.standing();
        assert_eq!(values.len(), standing.len(), "one value of each system in contention");
        for (system, value) in standing.into_iter().zip(values) {
            self.sums[system] += value;
        }
        self.seen += 1;
        self.screen();
    }

    fn screen(&mut self) {
        let r = self.seen as f64;
        // All are compared with those that stood before.
        let before = self.standing();
        for &i in &before {
            let beaten = before.iter().filter(|l| **l != i).any(|&l| {
                let delta = self.indifference;
                let slack = (delta / (2.0 * r) * (self.h2 * self.spread[i][l] / (delta * delta) - r)).max(0.0);
                // Of systems that are the same in every replication, the first stays.
                let same = l < i && self.spread[i][l] == 0.0 && self.sums[i] == self.sums[l];
                same || self.sums[i] / r > self.sums[l] / r + slack
            });
            self.standing[i] = !beaten;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::rngs::ChaCha8Rng;
    use rand::{RngExt, SeedableRng};

    fn normal(random: &mut ChaCha8Rng) -> f64 {
        let (u, v): (f64, f64) = (random.random_range(f64::MIN_POSITIVE..1.0), random.random());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }

    #[test]
    fn sizes_by_hand() {
        // Differences 1, -1, 1, -1: S² = 4/3; t(3, 0.975) = 3.182446305284263; (t S / 0.5)² = 54.01.
        let a = Series::from_values(&[1.0, 0.0, 1.0, 0.0]).unwrap();
        let b = Series::from_values(&[0.0, 1.0, 0.0, 1.0]).unwrap();
        let exact = 3.182_446_305_284_263_f64.powi(2) * (4.0 / 3.0) / 0.25;
        assert_eq!(replications_for(&[a.clone(), b], 0.5, 0.95), Some(exact.ceil() as usize));
        // The same twice: nothing to find out.
        assert_eq!(replications_for(&[a.clone(), a.clone()], 0.5, 0.95), Some(1));
        assert_eq!(replications_for(&[a], 0.5, 0.95), None);
    }

    #[test]
    fn the_constants_by_hand() {
        // k = 3, n = 10, 1 - alpha = 0.95: beta = 0.025, eta = (0.05^(-2/9) - 1) / 2 = 0.472986..., h² = 18 eta.
        let first: Vec<Vec<f64>> = (0..3).map(|s| (0..10).map(|r| f64::from(s * r % 7)).collect()).collect();
        let kn = KimNelson::new(&first, 100.0, 0.95);
        let eta = (0.05_f64.powf(-2.0 / 9.0) - 1.0) / 2.0;
        assert!((kn.h2 - 18.0 * eta).abs() < 1e-12);
    }

    /// One system is better by exactly the indifference: the hardest case. It is selected at least as often as promised.
    #[test]
    fn the_best_is_selected_as_often_as_promised() {
        let (systems, indifference, runs) = (5, 0.5, 600);
        let mut right = 0;
        for run in 0..runs {
            let mut random = ChaCha8Rng::seed_from_u64(run);
            let mut draw = || -> Vec<f64> {
                let common = normal(&mut random);
                (0..systems).map(|s| if s == 2 { 0.0 } else { indifference } + common + normal(&mut random)).collect()
            };
            let rows: Vec<Vec<f64>> = (0..12).map(|_| draw()).collect();
            let first: Vec<Vec<f64>> = (0..systems).map(|s| rows.iter().map(|row| row[s]).collect()).collect();
            let mut kn = KimNelson::new(&first, indifference, 0.9);
            while kn.standing().len() > 1 {
                let row = draw();
                let values: Vec<f64> = kn.standing().into_iter().map(|s| row[s]).collect();
                kn.observe(&values);
                assert!(kn.seen() < 100_000, "it ends");
            }
            right += usize::from(kn.standing() == [2]);
        }
        // At least 0.9 of 600: fewer than 515 have a probability below 0.0005.
        assert!(right >= 515, "{right} of {runs}");
    }

    #[test]
    fn equal_systems_come_to_an_end() {
        let first = vec![vec![1.0; 10]; 4];
        assert_eq!(KimNelson::new(&first, 0.1, 0.95).standing(), [0]);
        // Noise of their own: one is left once the slack is used up.
        let mut random = ChaCha8Rng::seed_from_u64(1);
        let first: Vec<Vec<f64>> = (0..4).map(|_| (0..10).map(|_| normal(&mut random)).collect()).collect();
        let mut kn = KimNelson::new(&first, 0.5, 0.95);
        while kn.standing().len() > 1 {
            let values: Vec<f64> = kn.standing().iter().map(|_| normal(&mut random)).collect();
            kn.observe(&values);
            assert!(kn.seen() < 10_000, "it ends");
        }
    }
}
