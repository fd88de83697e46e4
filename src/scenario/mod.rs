//! The desk folder: CSV tables that a spreadsheet saved, read with every cell's place known and every mistake collected.
//!
//! ```text
//! folder -> source (bytes -> text) -> sheet (text -> cells) -> cell (text -> value) or a mistake with its place
//! ```
//!
//! Nothing here stops at the first mistake: each reader pushes what is wrong onto [`Mistakes`] and goes on, so that a
//! person mends a folder in one go. A value that could not be read is `None`, and then a mistake has been pushed.
//! This layer knows tables, not desks: which columns a table has, and what they mean, is decided above it.

mod cell;
mod change;
pub mod desk;
mod digest;
mod encoding;
mod folder;
pub mod history;
mod mistake;
mod nearest;
mod place;
mod rendering;
mod separator;
mod sheet;
mod source;
mod span_walk;
mod unique;
mod wording;

pub use cell::{Allowed, Cell, Period, PeriodUnit, Weekdays};
pub use change::{Change, Target};
pub use desk::{Desk, Goal, Options, Run, Scenario, read, read_with};
pub use folder::Folder;
pub use mistake::{Mistake, Mistakes};
pub use nearest::nearest;
pub use place::{Place, Spot};
pub use separator::Separator;
pub use sheet::{Column, Heading, Row, Sheet};
pub use source::Source;
pub use unique::Unique;
pub use wording::{listed, quoted};

use cell::looks_like_date;

#[cfg(test)]
mod tests;
