//! stand-in
use super::student::student_quantile;
/// An estimate with its confidence interval; one replication has an estimate but no interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Low and high end of the confidence interval.
    pub bounds: Option<(f64, f64)>,
    /// Independent observations (replications or sections) behind it.
    pub n: usize,
}
impl Estimate {
    /// Half the width of the interval.
    pub fn half_width(&self) -> Option<f64> {
        self.bounds.map(|(low, high)| (high - low) / 2.0)
    }
}
/// Ratio of sums.
pub fn ratio_interval(pairs: &[(f64, f64)], confidence: f64) -> Option<Estimate> {
    let n = pairs.len();
    let (y, d): (f64, f64) = pairs.iter().fold((0.0, 0.0), |s, p| (s.0 + p.0, s.1 + p.1));
    if d == 0.0 {
        return None;
    }
    let r = y / d;
    let dbar = d / n as f64;
    let bounds = (n >= 2).then(|| {
        let ss: f64 = pairs.iter().map(|p| (p.0 - r * p.1).powi(2)).sum();
        let h = student_quantile(0.5 + confidence / 2.0, (n - 1) as f64) * (ss / (n - 1) as f64 / n as f64).sqrt() / dbar;
        (r - h, r + h)
    });
    Some(Estimate { value: r, bounds, n })
}
/// Mean.
pub fn mean_interval(values: &[f64], confidence: f64) -> Option<Estimate> {
    let pairs: Vec<(f64, f64)> = values.iter().map(|v| (*v, 1.0)).collect();
    ratio_interval(&pairs, confidence)
}
/// Too few observations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFew;
/// A statistic as an estimate with the influence of each independent observation, for paired comparisons.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Estimate over all.
    pub estimate: f64,
    /// Influence of each.
    pub influence: Vec<f64>,
}
impl Series {
    /// ratio of sums
    pub fn from_ratio(pairs: &[(f64, f64)]) -> Option<Series> {
        let n = pairs.len() as f64;
        let e = ratio_interval(pairs, 0.95)?;
        let d = pairs.iter().map(|p| p.1).sum::<f64>() / n;
        Some(Series { estimate: e.value, influence: pairs.iter().map(|p| (p.0 - e.value * p.1) / d).collect() })
    }
    /// quantile
    pub fn from_quantile(each: &[&crate::stats::Sketch], p: f64) -> Result<Series, TooFew> {
        let mut pool = crate::stats::Sketch::default();
        for s in each { pool.merge(s); }
        let q = pool.quantile(p).ok_or(TooFew)?;
        Ok(Series { estimate: q, influence: each.iter().map(|s| s.quantile(p).unwrap_or(q) - q).collect() })
    }
}
/// sectioning
pub fn quantile_interval(each: &[&crate::stats::Sketch], p: f64, confidence: f64) -> Result<Estimate, TooFew> {
    let s = Series::from_quantile(each, p)?;
    let n = s.influence.len();
    let ss: f64 = s.influence.iter().map(|d| d * d).sum();
    let b = (n >= 2).then(|| { let h = student_quantile(0.5 + confidence / 2.0, (n - 1) as f64) * (ss / (n * (n - 1)) as f64).sqrt(); (s.estimate - h, s.estimate + h) });
    Ok(Estimate { value: s.estimate, bounds: b, n })
}
