//! What is published: `published.csv`.

use desksim::scenario;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// A printed figure.
#[derive(Clone, Debug)]
pub struct Row {
    /// Output and figure.
    pub id: String,
    /// Desk folder.
    pub desk: String,
    /// Scenario of the desk; empty for its only one.
    pub scenario: String,
    /// What it is.
    pub metric: String,
    /// The figure.
    pub value: f64,
    /// Half a unit of its last digit.
    pub rounding: f64,
    /// The printed interval.
    pub interval: (f64, f64),
    /// Confidence of that, 0 to 1.
    pub confidence: f64,
    /// The printed standard deviation of a day.
    pub deviation: f64,
    /// Days simulated.
    pub days: f64,
    /// How it is measured: see `measure.rs`.
    pub measure: String,
    /// What the sum over a day is divided by, where the measure is not to be divided by its own denominator.
    pub over: Option<f64>,
    /// Units of the printed figure in one of the measure.
    pub times: f64,
}

impl Row {
    /// Standard error of the figure.
    pub fn error(&self) -> f64 {
        self.deviation / self.days.sqrt()
    }
}

/// A path inside this suite.
pub fn path(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published").join(of)
}

/// A desk of this suite.
pub fn desk(name: &str) -> scenario::Desk {
    scenario::read(&path("desks").join(name)).unwrap_or_else(|mistakes| panic!("{name}: {mistakes:?}"))
}

/// Half a unit of the last digit of a number as printed.
fn rounding(text: &str) -> f64 {
    let decimals = text.split_once('.').map_or(0, |(_, after)| after.len());
    0.5 * 10f64.powi(-i32::try_from(decimals).expect("a number"))
}

/// All printed figures.
pub fn published() -> Vec<Row> {
    let file = path("published.csv");
    let mut reader = csv::Reader::from_path(&file).unwrap_or_else(|e| panic!("published.csv: {e}"));
    let records = reader.deserialize().map(|r| r.unwrap_or_else(|e| panic!("published.csv: {e}")));
    let row = |r: HashMap<String, String>| {
        let number = |text: &str| text.parse::<f64>().unwrap_or_else(|_| panic!("{}: {text} is no number", r["id"]));
        let maybe = |text: &str| (!text.is_empty()).then(|| number(text));
        assert!(!r["source"].is_empty(), "{} has a source", r["id"]);
        Row {
            id: r["id"].clone(),
            desk: r["desk"].clone(),
            scenario: r["scenario"].clone(),
            metric: r["metric"].clone(),
            value: number(&r["value"]),
            rounding: rounding(&r["value"]),
            interval: (number(&r["low"]), number(&r["high"])),
            confidence: number(&r["confidence_percent"]) / 100.0,
            deviation: number(&r["deviation"]),
            days: number(&r["days"]),
            measure: r["measure"].clone(),
            over: maybe(&r["over"]),
            times: maybe(&r["times"]).unwrap_or(1.0),
        }
    };
    records.map(row).collect()
}

/// The rows by desk and scenario, which are simulated together.
pub fn scenarios(rows: &[Row]) -> Vec<Vec<&Row>> {
    let mut together: BTreeMap<(&str, &str), Vec<&Row>> = BTreeMap::new();
    for row in rows {
        together.entry((&row.desk, &row.scenario)).or_default().push(row);
    }
    together.into_values().collect()
}
