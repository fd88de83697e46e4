//! A cell, and its readers by type: each gives the value, or pushes one mistake with what was found, what is allowed
//! and how to mend it, and gives `None`.
//!
//! An empty cell is a mistake to every reader; where a default exists ask [`Cell::is_empty`] or [`super::Row::given`]
//! first.

use std::ops::Range;

use super::mistake::{Mistake, Mistakes};
use super::place::Place;
use super::sheet::Sheet;
use super::wording::quoted;

mod allowed;
mod choice;
mod clock;
mod date;
mod number;
mod number_text;
mod period;
mod shift;
mod weekdays;

pub use allowed::Allowed;
pub(super) use date::looks_like_date;
pub(super) use number_text::{NotPlain, doubtful_point};
pub use period::{Period, PeriodUnit};
pub use weekdays::Weekdays;

/// A cell of a sheet: its value without quotes and outer spaces, and where it is.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'s> {
    sheet: &'s Sheet,
    value: &'s str,
    start: usize,
    end: usize,
    name: &'s str,
}

impl<'s> Cell<'s> {
    pub(super) fn new(sheet: &'s Sheet, value: &'s str, span: Range<usize>, name: &'s str) -> Self {
        Cell { sheet, value, start: span.start, end: span.end, name }
    }

    /// The same cell under another name in messages: of a `setting,value` row, the setting.
    pub fn called(self, name: &'s str) -> Self {
        Cell { name, ..self }
    }

    /// What messages call it: its column's name.
    pub fn name_shown(&self) -> &'s str {
        self.name
    }

    /// The value, without quotes and outer spaces.
    pub fn text(&self) -> &'s str {
        self.value
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.value.is_empty()
    }

    /// The sheet it is in.
    pub fn sheet(&self) -> &'s Sheet {
        self.sheet
    }

    /// The bytes of the sheet's text it covers, quotes included.
    pub fn span(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Where it is, without its quotes where they only enclose.
    pub fn place(&self) -> Place {
        self.part(0..self.value.len())
    }

    /// Where a part of its value is; the whole cell if the value is not in the text as it is.
    pub fn part(&self, part: Range<usize>) -> Place {
        let raw = self.sheet.text().get(self.span()).unwrap_or_default();
        match raw.find(self.value) {
            Some(at) if !self.value.is_empty() => {
                let begin = self.start + at;
                self.sheet.place(begin + part.start..begin + part.end)
            }
            _ => self.sheet.place(self.span()),
        }
    }

    /// The line of the file it starts in, from 1.
    pub fn line(&self) -> usize {
        self.sheet.line_of(self.start)
    }

    /// A mistake at this cell, to be completed and pushed.
    pub fn mistake(&self, message: impl Into<String>) -> Mistake {
        Mistake::new(self.place(), message)
    }

    /// ``found `x` in `column` ``, or that nothing is there.
    pub(super) fn found(&self) -> String {
        let place = match self.name {
            "" => String::new(),
            name => format!(" in {}", quoted(name)),
        };
        if self.is_empty() { format!("nothing{place}") } else { format!("found {}{place}", quoted(self.value)) }
    }

    /// Whether there is something a reader can look at: not empty, and nothing a spreadsheet put there in place of a
    /// value; otherwise a mistake has been pushed that says it `must` be something.
    pub(super) fn sound(&self, must: &str, mistakes: &mut Mistakes) -> bool {
        let found = self.found();
        let trouble = if self.is_empty() {
            Some((format!("{found}; must be {must}"), "empty", String::from("fill in the cell")))
        } else if let Some(reason) = spreadsheet_error(self.value) {
            Some((
                format!("{found}: the spreadsheet could not compute this cell, {reason}"),
                "an error, not a value",
                String::from("mend the formula in the spreadsheet and save again"),
            ))
        } else if self.value.len() > 1 && self.value.chars().all(|c| c == '#') {
            Some((
                format!("{found}: the spreadsheet's column was too narrow to show the value"),
                "the value is lost",
                String::from("widen the column in the spreadsheet and save again"),
            ))
        } else if self.value.starts_with('=') {
            Some((
                format!("{found}: a formula, not its result"),
                "a formula",
                String::from("save the results of formulas, not the formulas"),
            ))
        } else {
            None
        };
        match trouble {
            None => true,
            Some((message, label, help)) => {
                mistakes.push(self.mistake(message).label(label).help(help));
                false
            }
        }
    }
}

/// Why a spreadsheet shows `text` in place of a value, if it is one of its error values.
pub(super) fn spreadsheet_error(text: &str) -> Option<&'static str> {
    let reason = match text.to_ascii_uppercase().as_str() {
        "#REF!" => "it refers to a cell that is gone",
        "#N/A" => "a look-up found nothing",
        "#DIV/0!" => "it divides by zero",
        "#VALUE!" => "it uses text as a number",
        "#NAME?" => "it uses a name that does not exist",
        "#NUM!" => "a number in it is impossible",
        "#NULL!" => "it uses ranges that do not meet",
        "#SPILL!" | "#CALC!" | "#GETTING_DATA" | "#FIELD!" | "#BLOCKED!" | "#CONNECT!" | "#BUSY!" => {
            "its formula has no result"
        }
        upper if upper.starts_with("ERR:") && upper[4..].parse::<u16>().is_ok() => "its formula has no result",
        _ => return None,
    };
    Some(reason)
}
