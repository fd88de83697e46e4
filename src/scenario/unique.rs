//! Names that may occur once.

use std::collections::BTreeMap;

use super::cell::Cell;
use super::mistake::{Mistake, Mistakes};
use super::place::Place;
use super::wording::quoted;

/// Sees to it that each key of a table occurs once, whatever its case; a second one is a mistake at both places.
#[derive(Clone, Debug, Default)]
pub struct Unique {
    seen: BTreeMap<Vec<String>, (Place, usize)>,
}

impl Unique {
    /// Nothing seen yet.
    pub fn new() -> Unique {
        Unique::default()
    }

    /// Whether a key occurs for the first time; otherwise a mistake has been pushed.
    ///
    /// `key` is what the row goes by, column by column; `written` are those of its cells that have something in them, the
    /// first of which is marked.
    pub fn check(&mut self, key: &[String], written: &[(&str, Cell<'_>)], mistakes: &mut Mistakes) -> bool {
        let Some((_, cell)) = written.first() else { return true };
        let key: Vec<String> = key.iter().map(|part| part.to_lowercase()).collect();
        match self.seen.get(&key) {
            None => {
                self.seen.insert(key, (cell.place(), cell.sheet().line_of(cell.span().start)));
                true
            }
            Some((first, line)) => {
                let parts: Vec<String> =
                    written.iter().map(|(column, c)| format!("{column} {}", quoted(c.text()))).collect();
                mistakes.push(
                    Mistake::new(cell.place(), format!("{} is already on line {line}", parts.join(", ")))
                        .label("again here")
                        .help("keep one of the two rows")
                        .also(first.clone(), "first here"),
                );
                false
            }
        }
    }
}
