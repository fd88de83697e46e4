//! Quantiles of Student's t and the normal distribution.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// The normal quantile of probability `p`, 0 < p < 1.
pub fn normal_quantile(p: f64) -> f64 {
    Normal::standard().inverse_cdf(p)
}

/// The quantile of Student's t with `dof` degrees of freedom; the normal one beyond 100,000 and where `dof` is not positive.
pub fn student_quantile(p: f64, dof: f64) -> f64 {
    if dof > 1e5 {
        return normal_quantile(p);
    }
    StudentsT::new(0.0, 1.0, dof).map_or_else(|_| normal_quantile(p), |t| t.inverse_cdf(p))
}
