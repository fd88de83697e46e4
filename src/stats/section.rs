//! Sectioning: the interval of a quantile pooled over replications.
//!
//! The quantile of everything together has far less bias than the mean of the replications' quantiles, so the interval is
//! centred there; the spread comes from the quantiles of 10 to 20 sections, groups of replications that follow each other.
//! A section too small for its quantile gives no interval and no estimate: [`TooFew`], and the cell stays empty.

use std::fmt;
use std::ops::Range;

use super::{Estimate, Series, Sketch};

/// Sections made when there are replications enough; more add nothing to t and take from each section.
const MOST_SECTIONS: usize = 20;
/// Sections below which replications are not grouped.
const FEWEST_SECTIONS: usize = 10;
/// Observations a section needs on the thin side of its quantile.
const IN_TAIL: f64 = 10.0;

/// A quantile of all replications together, with the same quantile of each section.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionedQuantile {
    /// The quantile of everything.
    pub pooled: f64,
    /// The quantile of each section, in replication order.
    pub sections: Vec<f64>,
    /// Replications in each section.
    pub sizes: Vec<usize>,
}

/// There are too few observations for a quantile and its interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFew {
    /// Observations each section needs, 10 / min(p, 1 - p).
    pub needed: u64,
    /// Observations in the smallest section, when there are as few sections as allowed.
    pub found: u64,
}

impl fmt::Display for TooFew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "too few observations for this quantile: {} in the smallest section, needs {}",
            self.found, self.needed
        )
    }
}

impl std::error::Error for TooFew {}

/// Cuts replications into sections of neighbours, each with enough observations for the `p`-quantile.
///
/// `counts` holds the observations of each replication; to compare systems over common sections give for each replication
/// the smallest count of the systems. As many sections as are large enough, between 10 and 20, sizes differing by at most
/// one; fewer than 10 replications are a section each.
///
/// # Errors
/// [`TooFew`] if a section has fewer than 10 / min(p, 1 - p) observations even with the fewest sections, or there are no
/// replications.
///
/// # Panics
/// Unless 0 < p < 1.
pub fn sections(counts: &[u64], p: f64) -> Result<Vec<Range<usize>>, TooFew> {
    assert!(p > 0.0 && p < 1.0, "a quantile with an interval needs 0 < p < 1, found {p}");
    // The margin forgives rounding in 1 - p: 200 for the 0.95-quantile, not 201.
    let needed = (IN_TAIL / p.min(1.0 - p) - 1e-6).ceil() as u64;
    let replications = counts.len();
    let mut found = 0;
    for b in (replications.min(FEWEST_SECTIONS)..=replications.min(MOST_SECTIONS)).rev() {
        let cut: Vec<Range<usize>> = (0..b).map(|i| i * replications / b..(i + 1) * replications / b).collect();
        found = cut.iter().map(|s| counts[s.clone()].iter().sum()).min().unwrap_or(0);
        if found >= needed {
            return Ok(cut);
        }
    }
    Err(TooFew { needed, found })
}

/// The `p`-quantile pooled over `replications`, and that of each of `sections`, which must be ranges of them.
///
/// `None` if a section has no observations.
pub fn sectioned_quantile(replications: &[&Sketch], p: f64, sections: &[Range<usize>]) -> Option<SectionedQuantile> {
    let quantile = |range: &Range<usize>| Sketch::quantile_of(replications[range.clone()].iter().copied(), p, 0);
    Some(SectionedQuantile {
        pooled: quantile(&(0..replications.len()))?,
        sections: sections.iter().map(quantile).collect::<Option<_>>()?,
        sizes: sections.iter().map(ExactSizeIterator::len).collect(),
    })
}

/// The sectioning interval at `confidence`: pooled quantile Q ± t S / sqrt(b), t at b - 1 degrees of freedom.
///
/// S² = sum of m_i (Q_i - Q)² / ((b - 1) mean m) over the b sections of m_i replications; with equal sizes the standard
/// form. `n` of the estimate counts sections; a single section has no bounds. If the quantile is an atom in every
/// section (zero waits) the width is zero.
///
/// # Source
/// Asmussen and Glynn (2007), *Stochastic Simulation*, section III.5, and Nakayama (2014), as quoted in the project's notes.
pub fn section_interval(quantile: &SectionedQuantile, confidence: f64) -> Estimate {
    Series::from_sections(quantile).estimate(confidence)
}

/// The `p`-quantile pooled over replications with its sectioning interval at `confidence`.
///
/// # Errors
/// [`TooFew`] if there are too few observations a section.
///
/// # Panics
/// Unless 0 < p < 1.
pub fn quantile_interval(replications: &[&Sketch], p: f64, confidence: f64) -> Result<Estimate, TooFew> {
    let counts: Vec<u64> = replications.iter().map(|sketch| sketch.count()).collect();
    let cut = sections(&counts, p)?;
    let quantile = sectioned_quantile(replications, p, &cut).expect("every section has observations");
    Ok(section_interval(&quantile, confidence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interval_by_hand() {
        // Sum of (Q_i - Q)² = 4 + 0 + 1 + 1 = 6; sqrt(6 / (4 * 3)) = sqrt(1/2); t(3, 0.975) = 3.182446305284263.
        let sections = vec![98.0, 100.0, 101.0, 99.0];
        let estimate = section_interval(&SectionedQuantile { pooled: 100.0, sections, sizes: vec![1; 4] }, 0.95);
        assert_eq!((estimate.value, estimate.n), (100.0, 4));
        assert!((estimate.half_width().unwrap() - 3.182_446_305_284_263 * 0.5f64.sqrt()).abs() < 1e-10);
    }

    #[test]
    fn sections_are_as_many_as_are_large_enough() {
        let lengths = |counts: &[u64], p| sections(counts, p).unwrap().iter().map(|s| s.len()).collect::<Vec<_>>();
        assert_eq!(lengths(&[200; 40], 0.95), [2; 20]);
        assert_eq!(lengths(&[100; 45], 0.95).len(), 20); // two or three replications each
        assert_eq!(lengths(&[70; 40], 0.95), [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4]); // three of 70 make 200
        assert_eq!(lengths(&[20; 7], 0.5), [1; 7]);
    }

    #[test]
    fn the_thin_side_decides_what_is_needed() {
        assert_eq!(sections(&[99; 10], 0.9), Err(TooFew { needed: 100, found: 99 }));
        assert_eq!(sections(&[99; 10], 0.1), Err(TooFew { needed: 100, found: 99 }));
        assert!(sections(&[100; 10], 0.9).is_ok());
        assert_eq!(sections(&[199; 10], 0.95), Err(TooFew { needed: 200, found: 199 }));
        assert_eq!(sections(&[], 0.5), Err(TooFew { needed: 20, found: 0 }));
    }

    #[test]
    fn one_replication_has_a_quantile_without_an_interval() {
        let mut sketch = Sketch::new();
        (0..1000).for_each(|i| sketch.record(1_000_000 + i * 1000));
        let estimate = quantile_interval(&[&sketch], 0.5, 0.95).unwrap();
        assert_eq!((estimate.bounds, estimate.n), (None, 1));
        assert_eq!(Some(estimate.value), sketch.quantile(0.5));
    }

    #[test]
    fn zeros_in_every_section_give_zero_exactly() {
        let mut sketch = Sketch::new();
        (0..100).for_each(|i| sketch.record(if i < 60 { 0 } else { 1_000_000 }));
        let estimate = quantile_interval(&[&sketch; 12], 0.5, 0.95).unwrap();
        assert_eq!(estimate, Estimate::symmetric(0.0, 0.0, 12));
        assert!(quantile_interval(&[&sketch; 12], 0.95, 0.95).is_err());
    }
}
