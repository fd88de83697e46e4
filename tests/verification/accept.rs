//! The acceptance rule.
//!
//! - A row fails if its estimate is more than t(1 - 0.0005 / K) standard errors from the exact value, K rows in all:
//!   a correct simulator fails with probability 0.001 at most.
//! - z is mapped to a normal score. Rows of an instance come from one run, so instances are counted: the sum over the
//!   instances of a family of the mean squared score of their rows stays below the 1 - 0.0005 / families quantile of
//!   chi-square with as many degrees of freedom as instances.
//! - The relative half-width of the 95 % interval is at most 0.5 %, 1 % at a load of 0.9 or more, 2 % for variances;
//!   the quick suite allows each desk some times that, as `instances.csv` says. Rows too dear for that are in `DEAR`.

use crate::estimate::{Estimate, student_quantile};
use crate::table::{Instance, Row};
use statrs::distribution::{ChiSquared, ContinuousCDF};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Share of false alarms of each part of the rule, on either side.
const ALPHA: f64 = 0.0005;

/// Rows that are too dear even for the full suite: what they must reach there, and why.
const DEAR: &[(&str, f64, &str)] = &[(
    "MG1LN-S.VarWq",
    0.1,
    "its error is ruled by the fifth moment of a lognormal law with cv 2: by work contents seen once in 10^7 tickets",
)];

/// A row with its estimate.
pub struct Checked<'r> {
    /// The exact result.
    pub row: &'r Row,
    /// The simulator's.
    pub estimate: Estimate,
    /// Relative half-width that is allowed.
    pub allowed: f64,
}

/// The relative half-width that a row must reach.
pub fn half_width(row: &Row, instance: &Instance) -> f64 {
    if let Some((_, width, _)) = DEAR.iter().find(|(id, ..)| *id == row.id) {
        *width
    } else if row.is_variance() {
        0.02
    } else if instance.load >= 0.9 {
        0.01
    } else {
        0.005
    }
}

impl Checked<'_> {
    /// Whether the row is too far off, being one of `rows`.
    pub fn is_off(&self, rows: usize) -> bool {
        let z = self.estimate.z(self.row.value);
        // A value that does not exist is off as well.
        z.is_nan() || z.abs() > student_quantile(1.0 - ALPHA / rows as f64, self.estimate.freedom)
    }

    /// Whether the interval is wider than allowed.
    pub fn is_wide(&self) -> bool {
        let width = self.estimate.relative_half_width(self.row.value);
        width.is_nan() || width > self.allowed
    }
}

/// A family as a whole.
pub struct Family<'r> {
    /// Its name.
    pub name: &'r str,
    /// Instances in it.
    pub instances: usize,
    /// Sum over instances of the mean squared score.
    pub squares: f64,
    /// What that sum may be at most.
    pub bound: f64,
    /// The largest |z| of its rows.
    pub worst: f64,
}

/// The families of the rows.
pub fn families<'r>(checked: &[Checked<'r>]) -> Vec<Family<'r>> {
    let mut scores: BTreeMap<&str, BTreeMap<&str, Vec<f64>>> = BTreeMap::new();
    let mut worst: BTreeMap<&str, f64> = BTreeMap::new();
    for c in checked {
        let name = c.row.family.as_str();
        let z = c.estimate.z(c.row.value).abs();
        let most = worst.entry(name).or_insert(0.0);
        *most = most.max(z);
        // A row that cannot vary says nothing about the spread of the others.
        if c.estimate.error > 0.0 {
            let of_instance = scores.entry(name).or_default().entry(c.row.instance()).or_default();
            of_instance.push(c.estimate.score(c.row.value));
        }
    }
    let count = scores.len() as f64;
    let family = |(name, instances): (&'r str, BTreeMap<&str, Vec<f64>>)| {
        let mean_square = |s: &Vec<f64>| s.iter().map(|x| x * x).sum::<f64>() / s.len() as f64;
        let chi = ChiSquared::new(instances.len() as f64).expect("at least one instance");
        Family {
            name,
            instances: instances.len(),
            squares: instances.values().map(mean_square).sum(),
            bound: chi.inverse_cdf(1.0 - ALPHA / count),
            worst: worst[name],
        }
    };
    scores.into_iter().map(family).collect()
}

/// All rows and families for people, and what fails.
pub fn report(checked: &[Checked]) -> (String, Vec<String>) {
    let (mut text, mut failures) = (String::new(), Vec::new());
    let rows = checked.len();
    let _ = writeln!(text, "{:<30} {:>14} {:>14} {:>9} {:>9} {:>7}", "row", "exact", "estimate", "±", "allowed", "z");
    for c in checked {
        let (row, e) = (c.row, &c.estimate);
        let (width, z) = (e.relative_half_width(row.value), e.z(row.value));
        let (off, wide) = (c.is_off(rows), c.is_wide());
        let mark = match (off, wide) {
            (true, _) => "  OFF",
            (_, true) => "  WIDE",
            _ => "",
        };
        let (percent, allowed) = (100.0 * width, 100.0 * c.allowed);
        let line = format!(
            "{:<30} {:>14.9} {:>14.9} {percent:>7.3} % {allowed:>7.2} % {z:>7.2}{mark}",
            row.id, row.value, e.value
        );
        if off || wide {
            failures.push(line.clone());
        }
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(
        text,
        "\n{:<14} {:>9} {:>14} {:>8} {:>8}",
        "family", "instances", "squared scores", "bound", "worst |z|"
    );
    for f in families(checked) {
        let too_many = f.squares > f.bound || f.squares.is_nan();
        let mark = if too_many { "  OFF" } else { "" };
        let line =
            format!("{:<14} {:>9} {:>14.3} {:>8.2} {:>8.2}{mark}", f.name, f.instances, f.squares, f.bound, f.worst);
        if too_many {
            failures.push(line.clone());
        }
        let _ = writeln!(text, "{line}");
    }
    (text, failures)
}
