//! What is wrong in a person's files, collected so that all of it is said at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::Cell;
use super::place::Place;
use super::wording::one_line;

/// One mistake in a person's file: where, what, what is allowed, and how to mend it.
///
/// Lower case, no full stop; the message states the facts, only the help suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it is.
    pub place: Place,
    /// What is wrong, complete in one line.
    pub message: String,
    /// A few words under the marked spot; may be empty.
    pub label: String,
    /// How to mend it.
    pub help: Option<String>,
    /// A second place that belongs to it, such as the first of two duplicates, with its label.
    pub also: Option<Box<(Place, String)>>,
}

impl Mistake {
    /// A mistake at a place.
    pub fn new(place: Place, message: impl Into<String>) -> Mistake {
        Mistake { place, message: one_line(&message.into()), label: String::new(), help: None, also: None }
    }

    /// With a few words under the marked spot.
    pub fn label(mut self, label: impl Into<String>) -> Mistake {
        self.label = one_line(&label.into());
        self
    }

    /// With advice.
    pub fn help(self, help: impl Into<String>) -> Mistake {
        self.maybe_help(Some(help.into()))
    }

    /// With advice if there is any.
    pub fn maybe_help(mut self, help: Option<String>) -> Mistake {
        self.help = help.map(|help| one_line(&help));
        self
    }

    /// With a second place and its label.
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Mistake {
        self.also = Some(Box::new((place, one_line(&label.into()))));
        self
    }

    fn order(&self) -> (&str, (usize, usize), &str) {
        (&self.place.file, self.place.position(), &self.message)
    }
}

/// All mistakes of a folder.
///
/// It also remembers how each file writes decimals, because a mixture of commas and points within a file can only be
/// seen across cells.
#[derive(Clone, Debug, Default)]
pub struct Mistakes {
    found: Vec<Mistake>,
    decimals: BTreeMap<Arc<str>, Decimals>,
}

/// How a file writes decimals, by the first cell that shows it.
#[derive(Clone, Debug)]
struct Decimals {
    mark: char,
    first: Place,
    mixed: bool,
}

impl Mistakes {
    /// None yet.
    pub fn new() -> Mistakes {
        Mistakes::default()
    }

    /// One more.
    pub fn push(&mut self, mistake: Mistake) {
        self.found.push(mistake);
    }

    /// All of another file's.
    pub(super) fn append(&mut self, others: Mistakes) {
        self.found.extend(others.found);
        self.decimals.extend(others.decimals);
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many there are, the same one said twice counted once.
    pub fn len(&self) -> usize {
        self.sorted().len()
    }

    /// All of them by file, line, column and message, however they were found; the same one said twice is one.
    pub fn sorted(&self) -> Vec<&Mistake> {
        let mut all: Vec<&Mistake> = self.found.iter().collect();
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        all.dedup_by(|a, b| a.order() == b.order());
        all
    }

    /// Takes note that a cell writes its decimals with `mark`; `false`, with one mistake a file, if an
    /// earlier cell of the file uses the other mark.
    pub(super) fn same_decimals(&mut self, cell: Cell<'_>, mark: char) -> bool {
        let file = cell.sheet().file();
        let Some(decimals) = self.decimals.get_mut(file) else {
            let first = cell.place();
            self.decimals.insert(file.clone(), Decimals { mark, first, mixed: false });
            return true;
        };
        if decimals.mark == mark {
            return true;
        }
        if !decimals.mixed {
            decimals.mixed = true;
            let (here, there) = match mark {
                ',' => ("a decimal comma", "a decimal point"),
                _ => ("a decimal point", "a decimal comma"),
            };
            let mistake = cell
                .mistake(format!("{}: {here} in a file that also uses {there}", cell.found()))
                .label(format!("{here} here"))
                .help("write all numbers of a file in one way; set the columns to one number format and save again")
                .also(decimals.first.clone(), format!("{there} here"));
            self.push(mistake);
        }
        false
    }
}
