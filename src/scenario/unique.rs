//! Names that may occur once.

use std::collections::BTreeMap;

use super::cell::Cell;
use super::mistake::{Mistake, Mistakes};
use super::place::Place;
use super::wording::quoted;

/// Sees to it that each key of a table occurs once, whatever its case; a second one is a mistake at both places.
#[derive(Clone, Debug, Default)]
pub struct Unique {
    seen: BTreeMap<String, Place>,
}

impl Unique {
    /// Whether a row's key occurs for the first time; otherwise a mistake has been pushed at `cell`. The key is the names
    /// of its columns, in the singular, and their values.
    pub fn check(&mut self, key: &[(&str, &str)], cell: Cell<'_>, mistakes: &mut Mistakes) -> bool {
        let place = cell.place();
        let said: Vec<String> = key.iter().map(|(column, value)| format!("{column} {}", quoted(value))).collect();
        let said = said.join(", ");
        match self.seen.get(&said.to_lowercase()) {
            None => {
                self.seen.insert(said.to_lowercase(), place);
                true
            }
            Some(first) => {
                mistakes.push(
                    Mistake::new(place, format!("{said} occurs twice"))
                        .label("again here")
                        .also(first.clone(), "first here"),
                );
                false
            }
        }
    }
}
