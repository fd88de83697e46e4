//! Names that may occur once.

use std::collections::BTreeMap;

use super::cell::Cell;
use super::mistake::{Mistake, Mistakes};
use super::place::Place;
use super::wording::quoted;

/// Sees to it that each key of a table occurs once, whatever its case; a second one is a mistake at both places.
#[derive(Clone, Debug)]
pub struct Unique {
    what: String,
    seen: BTreeMap<String, Place>,
}

impl Unique {
    /// Of a kind of thing, named in the singular as in `group`.
    pub fn new(what: impl Into<String>) -> Unique {
        Unique { what: what.into(), seen: BTreeMap::new() }
    }

    /// Whether `key`, written in `cell`, occurs for the first time; otherwise a mistake has been pushed.
    ///
    /// For a table with two keys join both, as in `specialist.network`.
    pub fn check(&mut self, key: &str, cell: Cell<'_>, mistakes: &mut Mistakes) -> bool {
        let place = cell.place();
        match self.seen.get(&key.to_lowercase()) {
            None => {
                self.seen.insert(key.to_lowercase(), place);
                true
            }
            Some(first) => {
                mistakes.push(
                    Mistake::new(place, format!("{} {} occurs twice", self.what, quoted(key)))
                        .label("again here")
                        .also(first.clone(), "first here"),
                );
                false
            }
        }
    }
}
