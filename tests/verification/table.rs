//! The expected values and how each instance is run: `exact.csv` and `instances.csv`.

use std::path::{Path, PathBuf};

/// One exact result.
#[derive(Clone, Debug)]
pub struct Row {
    /// Instance and metric.
    pub id: String,
    /// Family of models it belongs to.
    pub family: String,
    /// Desk folder.
    pub desk: String,
    /// Scenario of the desk; empty for its only one.
    pub scenario: String,
    /// What is exact, in the notation of queueing theory.
    pub metric: String,
    /// The exact value, in hours or without a unit.
    pub value: f64,
    /// How it is measured: see `measure.rs`.
    pub measure: String,
}

impl Row {
    /// The instance: rows of one instance come from one model and are strongly correlated.
    pub fn instance(&self) -> &str {
        self.id.split('.').next().unwrap_or(&self.id)
    }

    /// Whether the row is a variance: these are harder to estimate.
    pub fn is_variance(&self) -> bool {
        self.metric.starts_with("Var")
    }
}

/// How a desk is run.
#[derive(Clone, Debug)]
pub struct Instance {
    /// Desk folder.
    pub desk: String,
    /// Offered load over capacity.
    pub load: f64,
    /// In the quick suite, half-widths may be this many times as wide as the full suite demands.
    pub wider: f64,
    /// Replications of the full suite.
    pub full_replications: usize,
}

/// A path inside this suite.
pub fn path(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/verification").join(of)
}

/// Records of a table, each as (column, cell) in the order of the columns.
fn records(file: &Path) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    reader.deserialize().map(|record| record.unwrap_or_else(|e| panic!("{}: {e}", file.display()))).collect()
}

/// The exact results.
pub fn exact() -> Vec<Row> {
    let each = records(&path("exact.csv")).into_iter();
    let rows = each.map(|r| Row {
        id: r["id"].clone(),
        family: r["family"].clone(),
        desk: r["desk"].clone(),
        scenario: r["scenario"].clone(),
        metric: r["metric"].clone(),
        value: r["value"].parse().unwrap_or_else(|_| panic!("{}: {} is no number", r["id"], r["value"])),
        measure: r["measure"].clone(),
    });
    rows.collect()
}

/// The instances.
pub fn instances() -> Vec<Instance> {
    let each = records(&path("instances.csv")).into_iter();
    let number = |text: &String| text.parse::<f64>().unwrap_or_else(|_| panic!("{text} is no number"));
    let instances = each.map(|r| Instance {
        desk: r["desk"].clone(),
        load: number(&r["load"]),
        wider: number(&r["wider"]),
        full_replications: number(&r["full_replications"]) as usize,
    });
    instances.collect()
}

/// Id, model, parameters and value of every row of a table in the form of the published one, as written.
pub fn reference(file: &Path) -> Vec<[String; 4]> {
    let row = |r: std::collections::HashMap<String, String>| ["id", "model", "params", "value"].map(|c| r[c].clone());
    records(file).into_iter().map(row).collect()
}

/// The same columns of `exact.csv`.
pub fn written() -> Vec<[String; 4]> {
    let row =
        |r: std::collections::HashMap<String, String>| ["id", "family", "parameters", "value"].map(|c| r[c].clone());
    records(&path("exact.csv")).into_iter().map(row).collect()
}
