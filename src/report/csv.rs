//! Tidy CSV: one figure a row.

use super::rows::{Row, rows};
use super::{Provenance, View, policies};
use crate::experiment::Study;
use crate::experiment::policies::Benchmark;

const HEADER: [&str; 19] = [
    "scenario",
    "when",
    "policy",
    "by",
    "of",
    "metric",
    "clock",
    "unit",
    "estimate",
    "low",
    "high",
    "n",
    "version",
    "inputs",
    "seed",
    "replications",
    "warm_up",
    "horizon",
    "confidence",
];

/// Every figure of a study with its provenance; an empty cell is undefined.
///
/// # Errors
/// If a row cannot be written, which in memory does not happen.
pub fn csv(study: &Study, provenance: &Provenance, view: View) -> Result<String, ::csv::Error> {
    table(rows(study, view), provenance)
}

/// The same of a comparison of policies: figures of the first stage, then the second.
///
/// # Errors
/// As [`csv()`].
pub fn policies_csv(benchmark: &Benchmark, provenance: &Provenance) -> Result<String, ::csv::Error> {
    let mut all = rows(benchmark.study, View::Figures);
    all.extend(policies::rows(benchmark));
    table(all, provenance)
}

fn table(rows: Vec<Row>, provenance: &Provenance) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(HEADER)?;
    let number = |value: Option<f64>| value.map_or(String::new(), |v| format!("{v}"));
    for row in rows {
        writer.write_record([
            row.scenario,
            row.when,
            &row.policy,
            row.by,
            &row.of,
            row.metric,
            row.clock.unwrap_or_default(),
            row.unit,
            &number(row.estimate),
            &number(row.low),
            &number(row.high),
            &row.n.map_or(String::new(), |n| n.to_string()),
            &provenance.version,
            &provenance.inputs,
            &provenance.seed.to_string(),
            &provenance.replications.to_string(),
            &provenance.warm_up,
            &provenance.horizon,
            &format!("{}", provenance.confidence),
        ])?;
    }
    let bytes = writer.into_inner().map_err(|e| ::csv::Error::from(e.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
