//! What people and programs read: one file an output format.
//!
//! Reports take figures and put them into words and columns; they never compute one.

mod calibration;
mod comparison;
mod csv;
mod hours;
mod incidents;
mod json;
mod number;
mod on_call;
mod page;
mod policies;
mod provenance;
mod reference;
mod rows;
mod scorecard;
mod study;
mod table;
mod turns;

pub use calibration::{USUAL, Usual, calibration};
pub use csv::{csv, policies_csv};
pub use json::{json, policies_json};
pub use page::{Page, page};
pub use policies::{policies, selection};
pub use provenance::Provenance;
pub use reference::reference;
pub use study::{assumptions, check};

use crate::experiment::Study;

/// What is asked of a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The figures of each scenario.
    Figures,
    /// What differs from the baseline, and what is best.
    Comparison,
    /// A swept grid of cells.
    Grid,
}

/// The report for a terminal.
pub fn text(study: &Study, provenance: &Provenance, view: View) -> String {
    match view {
        View::Figures => study::study(study, provenance),
        View::Comparison => comparison::comparison(study, provenance),
        View::Grid => comparison::grid(study, provenance),
    }
}
