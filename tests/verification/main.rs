//! Verification: desk folders whose answers are known exactly, through the whole path from CSV to a metric.
//!
//! `exact.csv` holds the exact results with their source and how each is measured; `desks/` one desk folder for each
//! model; `instances.csv` its load and how long it is run. The rule of acceptance is in `accept.rs`.
//!
//! - `cargo test --test verification -- --nocapture` prints every row. This quick suite tests every row by its z-score,
//!   but allows half-widths a stated number of times as wide as the rule.
//! - `DESKSIM_VERIFY=full cargo test --release --test verification exact -- --nocapture` runs until every half-width is
//!   as narrow as the rule demands.
//! - `DESKSIM_VERIFY_SEED=7` takes other random numbers than the desks say; `DESKSIM_VERIFY_ONLY=MMC` only the desks
//!   whose name holds that. The lengths in the desks and in `instances.csv` were chosen with other random numbers.
//! - `DESKSIM_EXACT=table.csv` compares `exact.csv` with a published table of the same results.
//!
//! To add an instance: a desk folder, its rows in `exact.csv`, a row in `instances.csv`.

mod accept;
mod estimate;
mod measure;
mod mutants;
mod run;
mod table;

use accept::{Checked, half_width, report};
use desksim::model::Model;
use desksim::scenario;
use estimate::Estimate;
use measure::{Measure, Seen};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;
use table::{Instance, Row};

/// Whether half-widths are to be as narrow as the rule demands.
fn full() -> bool {
    std::env::var("DESKSIM_VERIFY").is_ok_and(|v| v == "full")
}

/// A desk of this suite.
pub fn read(desk: &str) -> scenario::Desk {
    let folder = table::path("desks").join(desk);
    scenario::read(&folder).unwrap_or_else(|mistakes| panic!("{desk} has {} mistakes: {mistakes:?}", mistakes.len()))
}

/// The model of a scenario; an empty name means the only one.
pub fn model<'d>(desk: &'d scenario::Desk, name: &str) -> &'d Model {
    let found = desk.scenarios.iter().find(|s| name.is_empty() || s.name == name);
    &found.unwrap_or_else(|| panic!("{} has no scenario {name}", desk.name)).model
}

/// The estimates of some rows of a model.
pub fn estimates(model: &Model, measures: &[String], seed: u64, replications: usize) -> Vec<Estimate> {
    let measures: Vec<Measure> = measures.iter().map(|m| Measure::parse(m, model)).collect();
    let seen = run::replicate(model, &measures, seed, replications);
    let of = |m: usize| Estimate::of(&seen.iter().map(|s| &s[m]).collect::<Vec<&Seen>>());
    (0..measures.len()).map(of).collect()
}

/// The rows of each scenario of an instance's desk.
fn by_scenario<'r>(rows: &'r [Row], instance: &Instance) -> BTreeMap<&'r str, Vec<&'r Row>> {
    let mut scenarios: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.desk == instance.desk) {
        scenarios.entry(&row.scenario).or_default().push(row);
    }
    scenarios
}

/// Simulates an instance and checks its rows.
fn check<'r>(rows: &'r [Row], instance: &Instance) -> Vec<Checked<'r>> {
    let desk = read(&instance.desk);
    let (replications, wider) =
        if full() { (instance.full_replications, 1.0) } else { (desk.run.replications, instance.wider) };
    assert!(replications >= 50, "{}: at least 50 replications", instance.desk);
    let other: u64 = std::env::var("DESKSIM_VERIFY_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(0);
    let seed = desk.run.seed + 1000 * other;
    let started = Instant::now();
    let mut checked = Vec::new();
    for (scenario, rows) in by_scenario(rows, instance) {
        let measures: Vec<String> = rows.iter().map(|r| r.measure.clone()).collect();
        let estimates = estimates(model(&desk, scenario), &measures, seed, replications);
        for (row, estimate) in rows.into_iter().zip(estimates) {
            checked.push(Checked { row, estimate, allowed: wider * half_width(row, instance) });
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let worst = |c: &Checked| c.estimate.relative_half_width(c.row.value) / half_width(c.row, instance);
    let worst = checked.iter().map(worst).fold(0.0, f64::max);
    println!("{:<18} {replications:>7} replications {seconds:>6.1} s, widest {worst:.2} x the rule", instance.desk);
    checked
}

#[test]
fn exact_results() {
    let (rows, instances) = (table::exact(), table::instances());
    let only = std::env::var("DESKSIM_VERIFY_ONLY").unwrap_or_default();
    let wanted = instances.iter().filter(|i| i.desk.contains(&only));
    let checked: Vec<Checked> = wanted.flat_map(|instance| check(&rows, instance)).collect();
    let (text, failures) = report(&checked);
    println!("{text}");
    assert!(failures.is_empty(), "not as theory says:\n{}", failures.join("\n"));
}

#[test]
fn every_row_has_an_instance_and_every_instance_a_row() {
    let (rows, instances) = (table::exact(), table::instances());
    for row in &rows {
        assert_eq!(instances.iter().filter(|i| i.desk == row.desk).count(), 1, "{}", row.id);
        assert_eq!(rows.iter().filter(|r| r.id == row.id).count(), 1, "{} is there once", row.id);
    }
    for instance in &instances {
        let desk = read(&instance.desk);
        for (scenario, rows) in by_scenario(&rows, instance) {
            assert!(!rows.is_empty());
            for row in rows {
                Measure::parse(&row.measure, model(&desk, scenario));
            }
        }
        assert!(rows.iter().any(|r| r.desk == instance.desk), "{} has rows", instance.desk);
    }
}

/// `exact.csv` is complete and says what the published table says, for every family it has.
#[test]
fn the_table_is_complete() {
    let Ok(file) = std::env::var("DESKSIM_EXACT") else {
        println!("SKIPPED: set DESKSIM_EXACT to the published table of exact results to compare exact.csv with it");
        return;
    };
    let (published, own) = (table::reference(Path::new(&file)), table::written());
    // What the simulator does not measure.
    let left_out = |id: &str| [".EV_offered", ".P(Wq_all>t)", ".E_delay_customer_i"].iter().any(|m| id.ends_with(m));
    let mut compared = 0;
    for row in published.iter().filter(|p| own.iter().any(|o| o[1] == p[1]) && !left_out(&p[0])) {
        assert!(own.contains(row), "{row:?} is not in exact.csv");
        compared += 1;
    }
    let shared = own.iter().filter(|o| published.iter().any(|p| o[1] == p[1])).count();
    assert_eq!(compared, shared, "rows of exact.csv that are not in the published table");
    println!("{compared} rows agree with the published table");
}
