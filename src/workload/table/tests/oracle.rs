//! The same laws from libraries that share no code with the tables.

use super::*;

/// A cdf, the upper tail and the density.
pub(super) struct Oracle {
    lower: Box<dyn Fn(f64) -> f64>,
    upper: Box<dyn Fn(f64) -> f64>,
    density: Box<dyn Fn(f64) -> f64>,
}

impl Oracle {
    /// `None` for laws without a density.
    pub(super) fn of(shape: &Shape) -> Option<Oracle> {
        fn from<D>(law: D) -> Option<Oracle>
        where
            D: ContinuousCDF<f64, f64> + Continuous<f64, f64> + Clone + 'static,
        {
            let (a, b) = (law.clone(), law.clone());
            Some(Oracle {
                lower: Box::new(move |x| a.cdf(x)),
                upper: Box::new(move |x| b.sf(x)),
                density: Box::new(move |x| law.pdf(x)),
            })
        }
        match shape {
            Shape::Exponential => from(theory::Exp::new(1.0).unwrap()),
            Shape::Erlang { stages } => from(theory::Erlang::new(u64::from(*stages), f64::from(*stages)).unwrap()),
            Shape::Gamma { cv } => {
                let a = 1.0 / (cv * cv);
                from(theory::Gamma::new(a, a).unwrap())
            }
            Shape::Lognormal { cv } => {
                let variance = (cv * cv).ln_1p();
                from(theory::LogNormal::new(-0.5 * variance, variance.sqrt()).unwrap())
            }
            Shape::Weibull { cv } => {
                let k = weibull_shape(*cv);
                let scale = 1.0 / statrs::function::gamma::gamma(1.0 + 1.0 / k);
                from(theory::Weibull::new(k, scale).unwrap())
            }
            Shape::Uniform { cv } if *cv > 0.0 => {
                let (low, high) = shape.bounds();
                from(theory::Uniform::new(low, high).unwrap())
            }
            &Shape::Triangular { low, mode, high } if high > low => {
                from(theory::Triangular::new(low, high, mode).unwrap())
            }
            Shape::Hyperexponential { branches } => {
                let sum = |branches: &[(f64, f64)], f: fn(f64, f64) -> f64, x: f64| {
                    branches.iter().map(|&(p, m)| p * f(x, m)).sum::<f64>()
                };
                let [a, b, c] = [branches.clone(), branches.clone(), branches.clone()];
                Some(Oracle {
                    lower: Box::new(move |x| sum(&a, |x, m| -(-x / m).exp_m1(), x)),
                    upper: Box::new(move |x| sum(&b, |x, m| (-x / m).exp(), x)),
                    density: Box::new(move |x| sum(&c, |x, m| (-x / m).exp() / m, x)),
                })
            }
            _ => None,
        }
    }

    pub(super) fn cdf(&self, x: f64) -> f64 {
        (self.lower)(x)
    }

    /// How far `x` is from the quantile with tail probability `p`, to first order in the logarithm of the tail.
    pub(super) fn error(&self, upper: bool, x: f64, p: f64) -> f64 {
        if x < 1e-290 {
            // too small for the library: the quantile must be tiny too
            assert!(!upper && (self.lower)(1e-15) >= p);
            return 1e-15;
        }
        let tail = if upper { (self.upper)(x) } else { (self.lower)(x) };
        let slope = (self.density)(x) / tail;
        ((tail / p).ln() / slope).abs()
    }
}

type Draw = Box<dyn Fn(&mut rand::rngs::ChaCha8Rng) -> f64>;

/// A sampler of `rand_distr` for the law; `None` where it has none.
pub(super) fn sampler(shape: &Shape) -> Option<Draw> {
    fn from<D: Distribution<f64> + 'static>(law: D) -> Option<Draw> {
        Some(Box::new(move |rng| law.sample(rng)))
    }
    let gamma = |a: f64| from(rand_distr::Gamma::new(a, 1.0 / a).unwrap());
    match shape {
        Shape::Exponential => from(rand_distr::Exp1),
        Shape::Erlang { stages } => gamma(f64::from(*stages)),
        Shape::Gamma { cv } => gamma(1.0 / (cv * cv)),
        Shape::Lognormal { cv } => from(rand_distr::LogNormal::from_mean_cv(1.0, *cv).unwrap()),
        Shape::Weibull { cv } => {
            let k = weibull_shape(*cv);
            let scale = 1.0 / statrs::function::gamma::gamma(1.0 + 1.0 / k);
            from(rand_distr::Weibull::new(scale, k).unwrap())
        }
        Shape::Uniform { .. } => {
            let (low, high) = shape.bounds();
            from(rand_distr::Uniform::new(low, high).unwrap())
        }
        &Shape::Triangular { low, mode, high } => from(rand_distr::Triangular::new(low, high, mode).unwrap()),
        Shape::Hyperexponential { branches } => {
            let branches = branches.clone();
            let weights = branches.iter().map(|branch| branch.0);
            let which = rand_distr::weighted::WeightedIndex::new(weights).unwrap();
            Some(Box::new(move |rng| {
                let unit: f64 = rand_distr::Exp1.sample(rng);
                branches[which.sample(rng)].1 * unit
            }))
        }
        Shape::Empirical { values } => {
            let values = values.clone();
            let which = rand_distr::Uniform::new(0, values.len()).unwrap();
            Some(Box::new(move |rng| values[which.sample(rng)]))
        }
        _ => None,
    }
}
