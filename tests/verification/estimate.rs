//! Estimates over independent replications with their standard errors: ratio estimator, delta method, sectioning.
//!
//! Written here once more, apart from the program's own statistics, so that an error there cannot hide.

use crate::measure::Seen;
use desksim::stats::Sketch;
use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// Hours in the unit of the sketches.
const HOUR: f64 = 3.6e9;

/// Sections of a quantile: consecutive replications together, so that each holds many tickets.
const SECTIONS: usize = 50;

/// An estimate.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
    /// Degrees of freedom of the standard error.
    pub freedom: f64,
}

impl Estimate {
    /// Of one measure over all replications.
    pub fn of(seen: &[&Seen]) -> Estimate {
        match seen[0] {
            Seen::Ratio(..) => ratio(seen),
            Seen::Moments(..) => variance(seen),
            Seen::Quantile(..) => quantile(seen),
        }
    }

    /// From the value and the influence of each independent part on it.
    fn from_influence(value: f64, influence: &[f64]) -> Estimate {
        let n = influence.len() as f64;
        let squares: f64 = influence.iter().map(|d| d * d).sum();
        Estimate { value, error: (squares / (n * (n - 1.0))).sqrt(), freedom: n - 1.0 }
    }

    /// Standard errors away from the exact value; a value that never varies is either exact or infinitely far off.
    pub fn z(&self, exact: f64) -> f64 {
        let off = self.value - exact;
        if off == 0.0 { 0.0 } else { off / self.error }
    }

    /// The same as a normal score of the same probability.
    pub fn score(&self, exact: f64) -> f64 {
        let z = self.z(exact);
        if !z.is_finite() {
            return z;
        }
        // The lower tail is the one that is accurate far out.
        let below = student(self.freedom).cdf(-z.abs());
        let score = -Normal::standard().inverse_cdf(below.max(f64::MIN_POSITIVE));
        score.copysign(z)
    }

    /// Half the width of the 95 % interval, relative to the exact value.
    pub fn relative_half_width(&self, exact: f64) -> f64 {
        if self.error == 0.0 { 0.0 } else { student_quantile(0.975, self.freedom) * self.error / exact.abs() }
    }
}

fn student(freedom: f64) -> StudentsT {
    StudentsT::new(0.0, 1.0, freedom).expect("positive degrees of freedom")
}

/// Quantile of Student's t.
pub fn student_quantile(p: f64, freedom: f64) -> f64 {
    student(freedom).inverse_cdf(p)
}

fn ratio(seen: &[&Seen]) -> Estimate {
    let pair = |s: &&Seen| if let Seen::Ratio(y, n) = s { (*y, *n) } else { unreachable!("one measure, one form") };
    let pairs: Vec<(f64, f64)> = seen.iter().map(pair).collect();
    let (y, n) = pairs.iter().fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    let (ratio, mean) = (y / n, n / pairs.len() as f64);
    let influence: Vec<f64> = pairs.iter().map(|(y, n)| (y - ratio * n) / mean).collect();
    Estimate::from_influence(ratio, &influence)
}

fn variance(seen: &[&Seen]) -> Estimate {
    let triple =
        |s: &&Seen| if let Seen::Moments(n, y, q) = s { (*n, *y, *q) } else { unreachable!("one measure, one form") };
    let triples: Vec<(f64, f64, f64)> = seen.iter().map(triple).collect();
    let (n, y, q) = triples.iter().fold((0.0, 0.0, 0.0), |s, t| (s.0 + t.0, s.1 + t.1, s.2 + t.2));
    let (first, second, size) = (y / n, q / n, n / triples.len() as f64);
    // d(second - first^2), both as ratios.
    let influence = |(n, y, q): &(f64, f64, f64)| ((q - second * n) - 2.0 * first * (y - first * n)) / size;
    let influence: Vec<f64> = triples.iter().map(influence).collect();
    Estimate::from_influence(second - first * first, &influence)
}

fn quantile(seen: &[&Seen]) -> Estimate {
    let (replications, sections) = (seen.len(), seen.len().min(SECTIONS));
    let (mut all, mut of_section) = (Sketch::default(), vec![Sketch::default(); sections]);
    let mut probability = 0.0;
    for (i, seen) in seen.iter().enumerate() {
        let Seen::Quantile(p, sketch) = seen else { unreachable!("one measure, one form") };
        probability = *p;
        all.merge(sketch);
        of_section[i * sections / replications].merge(sketch);
    }
    let at = |sketch: &Sketch| sketch.quantile(probability).expect("a section with tickets") / HOUR;
    let value = at(&all);
    let influence: Vec<f64> = of_section.iter().map(|section| at(section) - value).collect();
    Estimate::from_influence(value, &influence)
}
