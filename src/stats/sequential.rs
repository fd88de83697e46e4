//! When there are enough replications: a relative precision, looked at on a fixed schedule.
//!
//! For the precision of an estimate only, never for a difference: an interval looked at until it leaves zero out has lost
//! its confidence. The schedule depends on nothing but the number of replications, so neither does the answer.

use super::Estimate;

/// Replications at the first look.
pub const FIRST_LOOK: usize = 10;

/// The number of replications at the look after one at `n`: a tenth more, rounded up, and at least one.
pub fn next_look(n: usize) -> usize {
    n + n.div_ceil(10).max(1)
}

/// Whether every estimate rests on at least ten replications and has the relative precision `gamma`.
///
/// The half-width must be at most gamma / (1 + gamma) of |value|, so that the error relative to the *true* value is at most
/// `gamma` with about the estimates' confidence. For several estimates together give intervals at
/// [`bonferroni`](super::bonferroni) confidence. An estimate without an interval is not precise; one of zero only with an
/// interval of no width. True if there are no estimates.
///
/// # Source
/// Law (2015), *Simulation Modeling and Analysis*, 5th edition, section 9.4.1, as quoted in the project's notes.
pub fn precision_reached(estimates: &[Estimate], gamma: f64) -> bool {
    let allowed = gamma / (1.0 + gamma);
    estimates.iter().all(|e| e.n >= FIRST_LOOK && e.half_width().is_some_and(|half| half <= allowed * e.value.abs()))
}

/// Stops at the second look in a row at which the precision is reached.
///
/// One confirming look, because the first to pass tends to be one at which the spread was underestimated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StoppingRule {
    gamma: f64,
    reached_before: bool,
}

impl StoppingRule {
    /// Asks for relative precision `gamma` (0.02 for 2 %).
    ///
    /// # Panics
    /// Unless `gamma` is finite and > 0.
    pub fn new(gamma: f64) -> StoppingRule {
        assert!(gamma.is_finite() && gamma > 0.0, "a relative precision is finite and > 0, found {gamma}");
        StoppingRule { gamma, reached_before: false }
    }

    /// Looks at the estimates; `true` to stop, `false` to go on to [`next_look`].
    pub fn look(&mut self, estimates: &[Estimate]) -> bool {
        let reached = precision_reached(estimates, self.gamma);
        let confirmed = reached && self.reached_before;
        self.reached_before = reached;
        confirmed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schedule_adds_a_tenth() {
        let looks: Vec<usize> = std::iter::successors(Some(FIRST_LOOK), |&n| Some(next_look(n))).take(12).collect();
        assert_eq!(looks, [10, 11, 13, 15, 17, 19, 21, 24, 27, 30, 33, 37]);
        assert_eq!((next_look(0), next_look(1), next_look(100)), (1, 2, 110));
    }

    #[test]
    fn precision_is_relative_to_the_true_value() {
        // gamma 0.25 allows 0.2 of the estimate.
        assert!(precision_reached(&[Estimate::symmetric(-10.0, 2.0, 10)], 0.25));
        assert!(!precision_reached(&[Estimate::symmetric(10.0, 2.1, 10)], 0.25));
        assert!(!precision_reached(&[Estimate::symmetric(10.0, 1.0, 9)], 0.25));
        assert!(!precision_reached(&[Estimate::without_bounds(10.0, 10)], 0.25));
        assert!(!precision_reached(&[Estimate::symmetric(10.0, 1.0, 10), Estimate::symmetric(1.0, 1.0, 10)], 0.25));
        assert!(precision_reached(&[Estimate::symmetric(0.0, 0.0, 10)], 0.25));
    }

    #[test]
    fn one_look_confirms_another() {
        let (good, bad) = ([Estimate::symmetric(10.0, 0.1, 20)], [Estimate::symmetric(10.0, 5.0, 20)]);
        let mut rule = StoppingRule::new(0.02);
        let stops: Vec<bool> = [good, bad, good, good].iter().map(|look| rule.look(look)).collect();
        assert_eq!(stops, [false, false, false, true]);
    }
}
