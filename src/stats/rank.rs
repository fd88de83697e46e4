//! The one definition of a quantile used everywhere: the inverse of the empirical distribution function.

/// Rank of the p-quantile among `n` observations, ceil(n p) but at least 1: the inverse of the empirical distribution.
///
/// `None` if `n` is 0. Rounding in n p is forgiven: the 0.07-quantile of 100 is the 7th smallest, not the 8th.
///
/// # Panics
/// Unless 0 <= p <= 1.
pub fn rank(p: f64, n: u64) -> Option<u64> {
    assert!((0.0..=1.0).contains(&p), "a quantile needs 0 <= p <= 1, found {p}");
    let exact = n as f64 * p;
    let rank = (exact - 2.0 * f64::EPSILON * exact).ceil() as u64;
    (n > 0).then(|| rank.clamp(1, n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_the_ceiling_of_np() {
        assert_eq!(rank(0.5, 10), Some(5));
        assert_eq!(rank(0.51, 10), Some(6));
        assert_eq!(rank(0.07, 100), Some(7)); // 100 * 0.07 is above 7 in floating point
        assert_eq!((rank(0.0, 10), rank(1.0, 10), rank(0.5, 0)), (Some(1), Some(10), None));
    }
}
