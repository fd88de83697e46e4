//! JSON: provenance once, then the same rows as the CSV.

use super::rows::{Row, rows};
use super::{Provenance, View};
use crate::experiment::Study;
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
    let figures = rows(study, view);
    serde_json::to_string_pretty(&Document { provenance, figures }).map(|text| text + "\n")
}
