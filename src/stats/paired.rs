//! The difference of two systems that saw the same random numbers.
//!
//! The replications are paired, so what both systems share cancels. For several systems see [`all_pairs`](super::all_pairs).

use super::{Estimate, Series};

/// The difference of two systems over the same replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paired {
    /// First less second, with its interval.
    pub difference: Estimate,
    /// Correlation that the common random numbers induced; `None` if a spread is zero or unknown.
    pub correlation: Option<f64>,
}

impl Paired {
    /// Whether the interval leaves zero out. Systems equal in every replication are not distinguishable.
    pub fn is_distinguishable(&self) -> bool {
        !self.difference.contains(0.0)
    }
}

/// The difference `a` - `b` with its paired t interval at `confidence`, and the induced correlation.
///
/// value(a) - value(b) ± t S / sqrt(n), S² the mean square (divisor n - 1) of the differences of the influences, t at n - 1
/// degrees of freedom. For means it is the paired t interval; it needs neither equal variances nor independence.
///
/// # Panics
/// If the series differ in n.
pub fn paired_difference(a: &Series, b: &Series, confidence: f64) -> Paired {
    Paired { difference: (a - b).estimate(confidence), correlation: correlation(a, b) }
}

/// Correlation of the influences, which average to zero (nearly, for sections).
fn correlation(a: &Series, b: &Series) -> Option<f64> {
    let sum = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>();
    let (x, y) = (a.influence(), b.influence());
    let scale = (sum(x, x) * sum(y, y)).sqrt();
    (scale > 0.0).then(|| (sum(x, y) / scale).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Series {
        Series::from_values(values).unwrap()
    }

    #[test]
    fn paired_interval_by_hand() {
        // Differences 1, 2, 3, 2: mean 2, S² = 2/3, t(3, 0.975) = 3.182446305284263.
        let paired = paired_difference(&of(&[11.0, 22.0, 33.0, 42.0]), &of(&[10.0, 20.0, 30.0, 40.0]), 0.95);
        let half = 3.182_446_305_284_263 * (1.0f64 / 6.0).sqrt();
        assert_eq!(paired.difference.value, 2.0);
        assert!((paired.difference.half_width().unwrap() - half).abs() < 1e-10);
        assert!(paired.is_distinguishable());
        // About the means -16, -5, 6, 15 and -15, -5, 5, 15: 520 / sqrt(542 * 500).
        assert!((paired.correlation.unwrap() - 520.0 / (542.0f64 * 500.0).sqrt()).abs() < 1e-12);
    }

    #[test]
    fn equal_systems_differ_by_exactly_zero() {
        let a = of(&[0.1, 0.7, 0.3]);
        let paired = paired_difference(&a, &a, 0.95);
        assert_eq!(paired.difference, Estimate::symmetric(0.0, 0.0, 3));
        assert!(!paired.is_distinguishable());
        assert!((paired.correlation.unwrap() - 1.0).abs() < 1e-12);
        let constant = paired_difference(&of(&[2.0; 3]), &of(&[2.0; 3]), 0.95);
        assert_eq!((constant.difference.bounds, constant.correlation), (Some((0.0, 0.0)), None));
    }

    #[test]
    fn ratios_are_compared_over_the_same_replications() {
        // r1 = 2, r2 = 1.5; influences (y - r n) / mean n: 1/2, -1/2, 0 and -1/4, 1/4, 0; differences 3/4, -3/4, 0.
        let a = Series::from_ratio(&[(3.0, 1.0), (3.0, 2.0), (6.0, 3.0)]).unwrap();
        let b = Series::from_ratio(&[(1.0, 1.0), (3.5, 2.0), (4.5, 3.0)]).unwrap();
        let paired = paired_difference(&a, &b, 0.95);
        let half = 4.302_652_729_911_275 * (9.0f64 / 16.0 / 3.0).sqrt();
        assert_eq!(paired.difference.value, 0.5);
        assert!((paired.difference.half_width().unwrap() - half).abs() < 1e-10);
        assert!((paired.correlation.unwrap() + 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_single_replication_tells_no_two_systems_apart() {
        assert!(!paired_difference(&of(&[1.0]), &of(&[5.0]), 0.95).is_distinguishable());
    }
}
