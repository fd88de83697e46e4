//! Probability laws of times (work, gaps, pending, patience) as plain data.
//!
//! A [`Law`] is a dimensionless [`Shape`] of mean 1, scaled by a mean in seconds. [`FAMILIES`] lists every family; [`Law::parse`] reads
//! one from a cell of a table. Nothing here draws: the `workload` module turns shapes into quantile tables.
//!
//! Invariant: a law built by [`Law::new`], [`Law::parse`] or a constructor of the catalogue has a finite mean >= 0 and parameters within the
//! ranges its family states. Moments use `libm`, the same bits on every platform.

mod build;
mod family;
mod given;
mod mistake;
mod text;

pub use family::{Example, FAMILIES, Family, Given, Parameter, family};
pub use mistake::LawMistake;

/// Smallest coefficient of variation of the families without an upper bound of their own; below it `fixed` is meant.
pub const CV_MIN: f64 = 0.01;
/// Largest coefficient of variation of the families without a bound of their own.
pub const CV_MAX: f64 = 10.0;
/// Most stages of an Erlang law.
pub const STAGES_MAX: u32 = 10_000;

/// A probability law of a length of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Law {
    /// The law divided by its mean.
    pub shape: Shape,
    /// Mean in seconds: finite and >= 0.
    pub mean: f64,
}

/// A probability law on the non-negative numbers with mean 1.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// Always 1.
    Fixed,
    /// Exponential; coefficient of variation 1.
    Exponential,
    /// Sum of `stages` equal exponentials; coefficient of variation 1 / sqrt(stages).
    Erlang {
        /// 1 to [`STAGES_MAX`].
        stages: u32,
    },
    /// Gamma with shape parameter 1 / cv^2.
    Gamma {
        /// Coefficient of variation, [`CV_MIN`] to [`CV_MAX`].
        cv: f64,
    },
    /// Lognormal; the logarithm has variance ln(1 + cv^2).
    Lognormal {
        /// Coefficient of variation, [`CV_MIN`] to [`CV_MAX`].
        cv: f64,
    },
    /// Weibull; the shape parameter is [`weibull_shape`] of the coefficient of variation.
    Weibull {
        /// Coefficient of variation, [`CV_MIN`] to [`CV_MAX`].
        cv: f64,
    },
    /// Uniform on 1 - sqrt(3) cv to 1 + sqrt(3) cv.
    Uniform {
        /// Coefficient of variation, 0 to 1 / sqrt(3).
        cv: f64,
    },
    /// Triangular density; low <= mode <= high, low + mode + high = 3.
    Triangular {
        /// Smallest value, as a multiple of the mean, >= 0.
        low: f64,
        /// Likeliest value, as a multiple of the mean.
        mode: f64,
        /// Largest value, as a multiple of the mean.
        high: f64,
    },
    /// Mixture of exponentials.
    Hyperexponential {
        /// Probability and mean (as a multiple of the mean of the whole) of each branch; probabilities sum to 1. A mean of 0
        /// is no time at all, of some branches but not of all.
        branches: Vec<(f64, f64)>,
    },
    /// Equally likely values; the quantile function is the inverse of the empirical distribution function, a step function.
    Empirical {
        /// The values as multiples of their mean, ascending, at least one.
        values: Vec<f64>,
    },
}

impl Law {
    /// The law of `shape` with `mean` seconds.
    ///
    /// # Errors
    /// [`LawMistake::OutOfRange`] if the mean is negative or not finite. The shape is taken as it is: build it through the catalogue.
    pub fn new(shape: Shape, mean: f64) -> Result<Law, LawMistake> {
        given::checked_mean(shape.family(), mean, 1.0)?;
        Ok(Law { shape, mean })
    }

    /// Reads a law from one cell of a table, beside a mean and a coefficient of variation from cells of their own.
    ///
    /// `text` is a family name (case does not matter) and, for some families, explicit parameters:
    ///
    /// | text | means |
    /// |---|---|
    /// | `lognormal` | the mean and coefficient of variation determine it |
    /// | `erlang 3` | 3 stages, with the mean |
    /// | `uniform 3 to 21` | lowest and highest value |
    /// | `triangular 5 10 30` | lowest, likeliest and highest value |
    /// | `hyperexponential 0.9 x 6 + 0.1 x 66` | probability x mean of each branch |
    /// | `empirical 3 5 8 12` | equally likely values |
    ///
    /// The values and `mean` are in a unit of `unit_seconds` seconds. Explicit values determine mean and coefficient of variation: a
    /// `mean` or `cv` beside them must agree within 1e-9 relative. Decimal points only: a reader of tables with decimal commas turns them
    /// into points first.
    ///
    /// # Errors
    /// A [`LawMistake`] that says what was found and what is allowed.
    pub fn parse(text: &str, mean: Option<f64>, cv: Option<f64>, unit_seconds: f64) -> Result<Law, LawMistake> {
        text::parse(text, mean, cv, unit_seconds)
    }

    /// Mean in seconds.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// Standard deviation / mean; 0 for a fixed law.
    pub fn cv(&self) -> f64 {
        self.shape.cv()
    }

    /// Smallest and largest possible value in seconds; the largest may be infinite.
    pub fn bounds(&self) -> (f64, f64) {
        if self.mean == 0.0 {
            return (0.0, 0.0);
        }
        let (low, high) = self.shape.bounds();
        (low * self.mean, high * self.mean)
    }

    /// The law of `factor` times the time; `factor` finite and >= 0.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Law {
        debug_assert!(factor.is_finite() && factor >= 0.0, "factor {factor}");
        Law { shape: self.shape.clone(), mean: self.mean * factor }
    }
}

impl Shape {
    /// Name of the family, as in [`FAMILIES`].
    pub fn family(&self) -> &'static str {
        match self {
            Shape::Fixed => "fixed",
            Shape::Exponential => "exponential",
            Shape::Erlang { .. } => "erlang",
            Shape::Gamma { .. } => "gamma",
            Shape::Lognormal { .. } => "lognormal",
            Shape::Weibull { .. } => "weibull",
            Shape::Uniform { .. } => "uniform",
            Shape::Triangular { .. } => "triangular",
            Shape::Hyperexponential { .. } => "hyperexponential",
            Shape::Empirical { .. } => "empirical",
        }
    }

    /// Standard deviation (the mean is 1).
    pub fn cv(&self) -> f64 {
        match self {
            Shape::Fixed => 0.0,
            Shape::Exponential => 1.0,
            Shape::Erlang { stages } => 1.0 / f64::from(*stages).sqrt(),
            Shape::Gamma { cv } | Shape::Lognormal { cv } | Shape::Weibull { cv } | Shape::Uniform { cv } => *cv,
            Shape::Triangular { low, mode, high } => {
                let (a, b, c) = (mode - low, high - mode, high - low);
                ((a * a + b * b + c * c) / 36.0).sqrt()
            }
            Shape::Hyperexponential { branches } => {
                let second: f64 = branches.iter().map(|(p, m)| 2.0 * p * m * m).sum();
                (second - 1.0).max(0.0).sqrt()
            }
            Shape::Empirical { values } => {
                let squares: f64 = values.iter().map(|v| (v - 1.0) * (v - 1.0)).sum();
                (squares / values.len() as f64).sqrt()
            }
        }
    }

    /// Smallest and largest possible value as multiples of the mean.
    pub fn bounds(&self) -> (f64, f64) {
        match self {
            Shape::Fixed => (1.0, 1.0),
            Shape::Uniform { cv } => {
                let half = 3f64.sqrt() * cv;
                ((1.0 - half).max(0.0), 1.0 + half)
            }
            Shape::Triangular { low, high, .. } => (*low, *high),
            Shape::Empirical { values } => (values[0], values[values.len() - 1]),
            _ => (0.0, f64::INFINITY),
        }
    }
}

/// Shape parameter k of the Weibull law with coefficient of variation `cv`, by bisection.
///
/// Solves ln G(1 + 2/k) - 2 ln G(1 + 1/k) = ln(1 + cv^2), G the gamma function; accurate to about 1e-13 relative for `cv` in [`CV_MIN`] to
/// [`CV_MAX`]. `cv` = 1 gives 1, the exponential law.
pub fn weibull_shape(cv: f64) -> f64 {
    let target = libm::log1p(cv * cv);
    let excess = |inverse: f64| libm::lgamma(1.0 + 2.0 * inverse) - 2.0 * libm::lgamma(1.0 + inverse);
    // the left side rises with 1 / k
    let (mut low, mut high) = (1e-4, 100.0);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            break;
        }
        if excess(middle) < target {
            low = middle;
        } else {
            high = middle;
        }
    }
    2.0 / (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weibull_shape_gives_back_the_cv() {
        for cv in [0.01, 0.1, 0.5, 0.75, 1.0, 2.0, 4.0, 10.0] {
            let k = weibull_shape(cv);
            let (first, second) = (libm::tgamma(1.0 + 1.0 / k), libm::tgamma(1.0 + 2.0 / k));
            let back = (second / (first * first) - 1.0).sqrt();
            assert!((back / cv - 1.0).abs() < 1e-10 / cv.min(1.0), "{cv}: {back}");
        }
        assert!((weibull_shape(1.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn moments_by_hand() {
        let law = Law::parse("triangular 5 10 30", None, None, 60.0).unwrap();
        assert!((law.mean() - 900.0).abs() < 1e-9);
        // variance of a triangle: (25 + 100 + 900 - 50 - 150 - 300) / 18
        assert!((law.cv() * 15.0 - (525.0f64 / 18.0).sqrt()).abs() < 1e-12);
        let (low, high) = law.bounds();
        assert!((low - 300.0).abs() < 1e-9 && (high - 1800.0).abs() < 1e-9);
        let law = Law::parse("empirical 3 5 8 12", None, None, 1.0).unwrap();
        assert_eq!((law.mean(), law.bounds()), (7.0, (3.0, 12.0)));
        assert!((law.cv() * 7.0 - (46.0f64 / 4.0).sqrt()).abs() < 1e-12);
        let law = Law::parse("hyperexponential", Some(2.0), Some(3.0), 1.0).unwrap();
        assert!((law.cv() - 3.0).abs() < 1e-12);
        assert_eq!(law.scaled(1.5).mean(), 3.0);
    }
}
