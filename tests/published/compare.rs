//! The rule: how far a figure may be from the printed one.
//!
//! Both are estimates of the same number, from independent random numbers. z is their difference, less what rounding may
//! have done to the printed one, over the root of the sum of both squared standard errors. Of K rows one fails with
//! |z| > the 1 - 0.0005 / K quantile of the normal law: a right simulator fails with probability 0.001 at most, however the rows hang together.

use crate::table::Row;
use statrs::distribution::{ContinuousCDF, Normal};
use std::fmt::Write;

/// Share of false alarms of all rows together, on either side.
const ALPHA: f64 = 0.0005;

/// Own estimate: ratio of sums over replications, with its standard error by the delta method.
///
/// Written here once more, apart from the program's own statistics.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

impl Estimate {
    /// From numerator and denominator of each replication.
    pub fn of(parts: &[(f64, f64)]) -> Estimate {
        let n = parts.len() as f64;
        let (y, x) = parts.iter().fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        let value = y / x;
        let squares: f64 = parts.iter().map(|(y, x)| (y - value * x).powi(2)).sum();
        Estimate { value, error: n * (squares / (n * (n - 1.0))).sqrt() / x }
    }
}

/// A printed figure beside the own one.
pub struct Compared<'r> {
    /// What is printed.
    pub row: &'r Row,
    /// What this simulator says.
    pub own: Estimate,
}

impl Compared<'_> {
    /// Standard errors of the difference between both; 0 within rounding.
    pub fn z(&self) -> f64 {
        let difference = self.own.value - self.row.value;
        let beyond = (difference.abs() - self.row.rounding).max(0.0);
        beyond.copysign(difference) / self.own.error.hypot(self.row.error())
    }
}

/// The largest |z| of a right simulator over so many rows.
pub fn limit(rows: usize) -> f64 {
    Normal::standard().inverse_cdf(1.0 - ALPHA / rows as f64)
}

/// Which figures are too far off, all of them being part of `rows`.
pub fn off<'r>(compared: &[Compared<'r>], rows: usize) -> Vec<&'r str> {
    // A value that does not exist is off as well.
    let is_off = |c: &&Compared| c.z().is_nan() || c.z().abs() > limit(rows);
    compared.iter().filter(is_off).map(|c| c.row.id.as_str()).collect()
}

/// All figures for people.
pub fn side_by_side(compared: &[Compared]) -> String {
    let mut text = format!(
        "{:<26} {:>10} {:>9} {:>11} {:>9} {:>6}  what (|z| up to {:.2})\n",
        "figure",
        "published",
        "± s.e.",
        "desksim",
        "± s.e.",
        "z",
        limit(compared.len())
    );
    for c in compared {
        let (row, own) = (c.row, c.own);
        let mark = if off(std::slice::from_ref(c), compared.len()).is_empty() { "" } else { "  OFF" };
        let _ = writeln!(
            text,
            "{:<26} {:>10} {:>9.5} {:>11.5} {:>9.5} {:>6.2}  {}{mark}",
            row.id,
            row.value,
            row.error(),
            own.value,
            own.error,
            c.z(),
            row.metric
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table;

    #[test]
    fn a_ratio_by_hand() {
        // Of 3 / 2: influences -1, 1 over a mean denominator of 2.
        let estimate = Estimate::of(&[(2.0, 2.0), (4.0, 2.0)]);
        assert_eq!((estimate.value, estimate.error), (1.5, 0.5));
    }

    /// The printed intervals are what the printed deviations say, as far as both are rounded.
    #[test]
    fn the_printed_figures_agree_with_each_other() {
        for row in table::published() {
            let half = Normal::standard().inverse_cdf(0.5 + 0.5 * row.confidence) * row.error();
            for (printed, wanted) in [(row.interval.0, row.value - half), (row.interval.1, row.value + half)] {
                let rounded = 2.0 * row.rounding + 0.06 * half;
                assert!((printed - wanted).abs() <= rounded, "{}: {printed} beside {wanted}", row.id);
            }
        }
    }
}
