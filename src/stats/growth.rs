//! [`growth()`]: does a level grow for as long as it is watched?
//!
//! A desk that cannot keep up has no steady state: its means grow with the horizon. Weeks of one replication depend on
//! each other, replications do not, so each replication gives one slope and the test is a t test on those.

use super::{Estimate, mean, mean_interval, student_quantile};

/// How a level changes over the weeks watched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Growth {
    /// Mean slope, level a week, with its two-sided interval.
    pub per_week: Estimate,
    /// Whether the slope is above zero at the confidence asked for, one-sided; `false` with a single replication.
    ///
    /// A level that does not grow is called growing with probability 1 - confidence. With many replications very slow
    /// growth is found too: look at `over_window` before it matters to anybody.
    pub growing: bool,
    /// Growth over the whole window relative to the mean level, slope x weeks / mean; `None` if the mean level is zero.
    pub over_window: Option<f64>,
}

/// Fits a straight line by least squares to each replication's weekly levels and tests the slopes.
///
/// `levels` holds for each replication one level a week (a backlog at week's end, or its mean over the week), all of the
/// same number of weeks. `None` without replications or with fewer than two weeks.
///
/// # Panics
/// If replications differ in their number of weeks.
pub fn growth(levels: &[Vec<f64>], confidence: f64) -> Option<Growth> {
    let weeks = levels.first()?.len();
    assert!(levels.iter().all(|level| level.len() == weeks), "replications have the same weeks");
    if weeks < 2 {
        return None;
    }
    let slopes: Vec<f64> = levels.iter().map(|level| slope(level)).collect();
    let per_week = mean_interval(&slopes, confidence)?;
    let growing = per_week.half_width().is_some_and(|half| {
        let dof = slopes.len() - 1;
        // The same standard error at the one-sided quantile.
        let two_sided = student_quantile((1.0 + confidence) / 2.0, dof);
        per_week.value - half * student_quantile(confidence, dof) / two_sided > 0.0
    });
    let total: f64 = levels.iter().flatten().sum();
    let mean_level = total / (weeks * levels.len()) as f64;
    let over_window = (mean_level != 0.0).then(|| per_week.value * weeks as f64 / mean_level);
    Some(Growth { per_week, growing, over_window })
}

/// Least-squares slope a step.
fn slope(level: &[f64]) -> f64 {
    let middle = (level.len() - 1) as f64 / 2.0;
    let centre = mean(level).unwrap_or(0.0);
    let (mut product, mut square) = (0.0, 0.0);
    for (week, y) in level.iter().enumerate() {
        let x = week as f64 - middle;
        product += x * (y - centre);
        square += x * x;
    }
    product / square
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slope_by_hand() {
        assert_eq!(slope(&[1.0, 3.0, 5.0, 7.0]), 2.0);
        // x -1.5, -0.5, 0.5, 1.5; y about their mean -1, 1, -1, 1: (1.5 - 0.5 - 0.5 + 1.5) / 5.
        assert_eq!(slope(&[0.0, 2.0, 0.0, 2.0]), 0.4);
    }

    #[test]
    fn slopes_are_tested_over_replications() {
        // Slopes 1, 2, 3: mean 2, standard error 1/sqrt(3); t(2): 4.3027 two-sided, 2.9200 one-sided at 95 %.
        let line = |slope: f64| (0..10).map(|week| 5.0 + slope * f64::from(week)).collect::<Vec<_>>();
        let found = growth(&[line(1.0), line(2.0), line(3.0)], 0.95).unwrap();
        assert!((found.per_week.value - 2.0).abs() < 1e-12);
        assert!((found.per_week.half_width().unwrap() - 4.302_652_729_911_275 / 3f64.sqrt()).abs() < 1e-10);
        assert!(found.growing); // 2 - 2.92 / sqrt(3) = 0.31, while the two-sided lower bound is -0.48
        assert!((found.over_window.unwrap() - 20.0 / 14.0).abs() < 1e-12);
        assert!(!growth(&[line(1.0), line(2.0), line(3.0)], 0.99).unwrap().growing); // t = 6.96
        assert!(!growth(&[line(-1.0), line(-2.0)], 0.95).unwrap().growing);
    }

    #[test]
    fn levels_that_stay_do_not_grow() {
        let found = growth(&[vec![3.0; 8], vec![4.0; 8]], 0.95).unwrap();
        assert_eq!((found.per_week, found.growing), (Estimate::symmetric(0.0, 0.0, 2), false));
        let empty = growth(&[vec![0.0; 8], vec![0.0; 8]], 0.95).unwrap();
        assert_eq!((empty.growing, empty.over_window), (false, None));
    }

    #[test]
    fn one_replication_has_a_slope_but_no_verdict() {
        let found = growth(&[vec![1.0, 2.0, 3.0]], 0.95).unwrap();
        assert_eq!((found.per_week, found.growing), (Estimate::without_bounds(1.0, 1), false));
        assert_eq!(growth(&[], 0.95), None);
        assert_eq!(growth(&[vec![1.0]], 0.95), None);
    }
}
