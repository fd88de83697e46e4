//! Published examples: desk folders whose results somebody else has simulated and printed.
//!
//! `published.csv` holds the printed figures with their intervals and their source, and how each is measured here;
//! `desks/` the models as desks; `README.md` what is in and what is not, and why. `cargo test --test published --
//! --nocapture` prints all figures side by side. The rule is in `compare.rs`.

mod compare;
mod measure;
mod mutants;
mod run;
mod table;

use compare::{Compared, off, side_by_side};
use desksim::model::Model;
use table::Row;

/// The figures of one scenario of a desk, some of its settings changed, against those that are published.
fn compared<'r>(rows: &[&'r Row], change: impl FnOnce(&mut Model), replications: Option<usize>) -> Vec<Compared<'r>> {
    let desk = table::desk(&rows[0].desk);
    let found = desk.scenarios.iter().find(|s| rows[0].scenario.is_empty() || s.name == rows[0].scenario);
    let mut model = found.unwrap_or_else(|| panic!("{} has no scenario {}", desk.name, rows[0].scenario)).model.clone();
    let measures: Vec<measure::Measure> = rows.iter().map(|row| measure::Measure::of(row, &model)).collect();
    change(&mut model);
    let seen = run::replicate(&model, &measures, desk.run.seed, replications.unwrap_or(desk.run.replications));
    let compared = |(m, row): (usize, &&'r Row)| {
        let parts: Vec<(f64, f64)> = seen.iter().map(|of_run| of_run[m]).collect();
        Compared { row, own: compare::Estimate::of(&parts) }
    };
    rows.iter().enumerate().map(compared).collect()
}

#[test]
fn published_results() {
    let rows = table::published();
    let scenarios = table::scenarios(&rows);
    let compared: Vec<Compared> = scenarios.iter().flat_map(|rows| compared(rows, |_| {}, None)).collect();
    let text = side_by_side(&compared);
    println!("{text}");
    assert!(off(&compared, rows.len()).is_empty(), "not as published:\n{text}");
    for c in &compared {
        assert!(c.own.error < 0.75 * c.row.error(), "{}: too few replications to say much", c.row.id);
    }
}
