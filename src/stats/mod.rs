//! Statistics of simulation output: accumulators, quantiles, intervals, comparisons, stopping.
//!
//! Two halves. Inside a replication, exact accumulators: [`Tally`] (per observation) and
//! [`Sketch`] (quantiles); they hold integers only, so the order in which work was split cannot show.
//! Across replications, floating point begins, always folded in replication order: a [`Series`] is one metric of one
//! system seen over replications, it gives an [`Estimate`] with its Student t interval, and series that share their
//! random numbers are compared in pairs ([`paired_difference`], [`all_pairs`]). [`mser5`] finds the warm-up,
//! [`growth()`] tests for a backlog without a steady state, [`StoppingRule`] decides when there are enough replications.
//!
//! Nothing here knows what the numbers mean, reads a clock, or starts a thread.

mod family;
mod growth;
mod interval;
mod mser;
mod octave;
mod paired;
mod rank;
mod section;
mod selection;
mod sequential;
mod series;
mod sketch;
mod student;
mod tally;

pub use family::{Best, Family, all_pairs};
pub use growth::{Growth, growth};
pub use interval::{Estimate, bonferroni, mean_interval, ratio_interval};
pub use mser::{MSER_BATCH, TooShort, mser5};
pub use paired::{Paired, paired_difference};
pub use rank::rank;
pub use section::{SectionedQuantile, TooFew, quantile_interval, section_interval, sectioned_quantile, sections};
pub use selection::{KimNelson, replications_for};
pub use sequential::{FIRST_LOOK, StoppingRule, next_look, precision_reached};
pub use series::Series;
use series::mean;
pub use sketch::Sketch;
pub use student::{normal_quantile, student_cdf, student_quantile};
pub use tally::Tally;
