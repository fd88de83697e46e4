//! What people and programs read: one file an output format.
//!
//! Reports take figures and put them into words and columns; they never compute one.

mod comparison;
mod csv;
mod json;
mod number;
mod provenance;
mod reference;
mod study;
mod table;

pub use comparison::{comparison, grid};
pub use csv::csv;
pub use json::json;
pub use provenance::Provenance;
pub use reference::reference;
pub use study::{assumptions, check, study};
