//! Exact quantiles, by the probability of the nearer tail, for building tables.
//!
//! Works with y = ln x (the laws are positive) and the logarithm of the tail probability, in which every law here is smooth and Newton's method
//! is safe. All transcendental functions come from `libm`, compiled from the same source everywhere, so that tables have the same bits on every
//! platform; `statrs`, which calls the platform's `ln` and `exp`, is the oracle of the tests instead.

use crate::model::{Shape, law::weibull_shape};

/// Which half of the law: values below or above the median.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Lower,
    Upper,
}

/// A law seen from its tails.
pub(super) enum Tails {
    /// Shape parameter k and ln of the scale.
    Weibull { shape: f64, ln_scale: f64 },
    /// Standard deviation of the logarithm.
    Lognormal { sigma: f64 },
    /// Shape parameter a (mean a before scaling by 1 / a) and ln G(a + 1).
    Gamma { shape: f64, ln_gamma: f64 },
    /// Probability and mean of each branch.
    Mixture { branches: Vec<(f64, f64)> },
}

impl Tails {
    /// The tails of `shape`; `None` for the families whose quantile function needs no table.
    pub(super) fn of(shape: &Shape) -> Option<Tails> {
        let gamma = |a: f64| Tails::Gamma { shape: a, ln_gamma: libm::lgamma(a + 1.0) };
        Some(match shape {
            Shape::Exponential => Tails::Weibull { shape: 1.0, ln_scale: 0.0 },
            Shape::Weibull { cv } => {
                let k = weibull_shape(*cv);
                Tails::Weibull { shape: k, ln_scale: -libm::lgamma(1.0 + 1.0 / k) }
            }
            Shape::Erlang { stages } => gamma(f64::from(*stages)),
            Shape::Gamma { cv } => gamma(1.0 / (cv * cv)),
            Shape::Lognormal { cv } => Tails::Lognormal { sigma: libm::log1p(cv * cv).sqrt() },
            Shape::Hyperexponential { branches } => Tails::Mixture { branches: branches.clone() },
            _ => return None,
        })
    }

    /// y with tail probability `p` on `side` (0 < p <= 1/2), and the slope d ln p / d y there.
    ///
    /// `guess` is somewhere near y.
    pub(super) fn quantile(&self, side: Side, p: f64, guess: f64) -> (f64, f64) {
        if let Tails::Weibull { shape, ln_scale } = *self {
            return match side {
                Side::Upper => {
                    let hazard = -libm::log(p);
                    (ln_scale + libm::log(hazard) / shape, -shape * hazard)
                }
                Side::Lower => {
                    let hazard = -libm::log1p(-p);
                    let slope = shape * hazard * (1.0 - p) / p;
                    (ln_scale + libm::log(hazard) / shape, slope)
                }
            };
        }
        self.solve(side, libm::log(p), guess)
    }

    /// Newton's method for ln tail(y) = `target`, kept inside a bracket; quadratic, so a step below 1e-9 leaves nothing.
    fn solve(&self, side: Side, target: f64, guess: f64) -> (f64, f64) {
        let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
        let mut y = guess;
        let mut slope = 0.0;
        for _ in 0..200 {
            let (ln_tail, at) = self.tail(side, y);
            slope = at;
            let missing = target - ln_tail;
            if (missing > 0.0) == (side == Side::Lower) {
                low = y;
            } else {
                high = y;
            }
            let step = missing / slope;
            if step.abs() < 1e-9 {
                return (y + step, slope);
            }
            let mut next = y + step;
            if !(next > low && next < high) {
                next = match (low.is_finite(), high.is_finite()) {
                    (true, true) => 0.5 * (low + high),
                    (true, false) => y + 1.0,
                    _ => y - 1.0,
                };
            }
            y = next;
        }
        (y, slope)
    }

    /// ln of the probability on `side` of exp(y), and its slope in y.
    fn tail(&self, side: Side, y: f64) -> (f64, f64) {
        match self {
            Tails::Weibull { .. } => unreachable!("solved in closed form"),
            Tails::Lognormal { sigma } => {
                let z = y / sigma + 0.5 * sigma;
                let sign = if side == Side::Lower { 1.0 } else { -1.0 };
                let tail = 0.5 * libm::erfc(-sign * z * std::f64::consts::FRAC_1_SQRT_2);
                let density = libm::exp(-0.5 * z * z) * INVERSE_SQRT_2PI;
                (libm::log(tail), sign * density / (sigma * tail))
            }
            Tails::Gamma { shape, ln_gamma } => gamma_tail(side, *shape, *ln_gamma, y),
            Tails::Mixture { branches } => {
                let x = libm::exp(y);
                let (mut tail, mut density) = (0.0, 0.0);
                for &(probability, mean) in branches {
                    let survives = libm::exp(-x / mean);
                    density += probability / mean * survives;
                    tail += probability
                        * match side {
                            Side::Lower => -libm::expm1(-x / mean),
                            Side::Upper => survives,
                        };
                }
                let sign = if side == Side::Lower { 1.0 } else { -1.0 };
                (libm::log(tail), sign * x * density / tail)
            }
        }
    }
}

/// 1 / sqrt(2 pi).
const INVERSE_SQRT_2PI: f64 = 0.398_942_280_401_432_7;

/// The same for a gamma law with shape parameter `a` and mean 1: the regularised incomplete gamma functions by their power series below
/// a + 1 and their continued fraction (modified Lentz) above.
///
/// # Source
/// NIST Digital Library of Mathematical Functions, 8.7.1 and 8.9.2.
fn gamma_tail(side: Side, a: f64, ln_gamma: f64, y: f64) -> (f64, f64) {
    let ln_x = libm::log(a) + y;
    let x = libm::exp(ln_x);
    // x^a e^-x / G(a + 1)
    let ln_front = a * ln_x - x - ln_gamma;
    // the smaller of the two tails is computed, the other is its complement
    let (computed, ln_tail, ratio) = if x < a + 1.0 {
        let (mut term, mut sum, mut n) = (1.0, 1.0, a);
        while term > 1e-17 * sum {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        (Side::Lower, ln_front + libm::log(sum), a / sum)
    } else {
        let fraction = upper_fraction(a, x);
        let ln_tail = ln_front + libm::log(a) + libm::log(fraction);
        (Side::Upper, ln_tail, -1.0 / fraction)
    };
    if computed == side {
        return (ln_tail, ratio);
    }
    let tail = libm::exp(ln_tail);
    let other = -libm::expm1(ln_tail);
    (libm::log(other), -ratio * tail / other)
}

/// The continued fraction F(a, x) with upper tail = x^a e^-x / G(a) F(a, x).
fn upper_fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = 1e300;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for n in 1..100_000 {
        let n = f64::from(n);
        let numerator = n * (a - n);
        b += 2.0;
        d = 1.0 / (numerator * d + b);
        c = b + numerator / c;
        let factor = c * d;
        fraction *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    fraction
}
