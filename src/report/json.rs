//! JSON: provenance once, then the same rows as the CSV.

use super::Provenance;
use super::csv::policy_text;
use crate::experiment::Study;
use crate::metric::Figure;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    provenance: &'a Provenance,
    figures: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    scenario: &'a str,
    when: &'a str,
    policy: String,
    by: &'static str,
    of: String,
    metric: &'static str,
    clock: Option<&'static str>,
    unit: &'static str,
    estimate: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    n: Option<usize>,
}

/// Every figure of a study with its provenance; `null` is undefined.
///
/// # Errors
/// If serialising fails, which for these types does not happen.
pub fn json(study: &Study, provenance: &Provenance) -> Result<String, serde_json::Error> {
    let mut figures = Vec::new();
    for studied in &study.studied {
        let model = &studied.scenario.model;
        for row in &studied.rows {
            let (estimate, low, high, n) = match row.figure {
                Figure::Known(e) => (Some(e.value), e.bounds.map(|b| b.0), e.bounds.map(|b| b.1), Some(e.n)),
                Figure::AtLeast(v) => (None, Some(v), None, Some(study.replications)),
                Figure::TooFew | Figure::Undefined => (None, None, None, None),
            };
            figures.push(Entry {
                scenario: &studied.scenario.name,
                when: &studied.scenario.when,
                policy: policy_text(model),
                by: row.part.by().name(),
                of: row.part.name(model),
                metric: row.metric.name,
                clock: row.clock.map(|c| c.name()),
                unit: row.metric.unit.name(),
                estimate,
                low,
                high,
                n,
            });
        }
    }
    serde_json::to_string_pretty(&Document { provenance, figures }).map(|text| text + "\n")
}
