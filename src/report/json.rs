//! JSON: provenance once, then the same rows as the CSV.

use super::rows::{Row, rows};
use super::{Provenance, View, policies};
use crate::experiment::Study;
use crate::experiment::policies::Benchmark;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    provenance: &'a Provenance,
    figures: Vec<Row<'a>>,
}

/// Every figure of a study with its provenance; `null` is undefined.
///
/// # Errors
/// If serialising fails, which for these types does not happen.
pub fn json(study: &Study, provenance: &Provenance, view: View) -> Result<String, serde_json::Error> {
    document(rows(study, view), provenance)
}

/// The same of a comparison of policies: figures of the first stage, then the second.
///
/// # Errors
/// As [`json`].
pub fn policies_json(benchmark: &Benchmark, provenance: &Provenance) -> Result<String, serde_json::Error> {
    let mut all = rows(benchmark.study, View::Figures);
    all.extend(policies::rows(benchmark));
    document(all, provenance)
}

fn document(figures: Vec<Row>, provenance: &Provenance) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Document { provenance, figures }).map(|text| text + "\n")
}
