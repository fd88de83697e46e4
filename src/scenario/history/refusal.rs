//! What is wrong with a file of recorded tickets, and where.

use std::collections::HashMap;
use std::fmt;

use super::super::place::{Place, Spot};
use super::columns::Column;

/// A mistake in a file of recorded tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryMistake {
    /// The file as it was named.
    pub file: String,
    /// Line in the (unpacked) text, from 1; 0 where the file as a whole is meant.
    pub line: u64,
    /// Number from 1 and name of the column, where one is meant.
    pub column: Option<(usize, String)>,
    /// The line and the characters marked in it, where the file could be read again.
    pub spot: Option<Box<Spot>>,
    /// What is wrong, with the value found and what is allowed.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl HistoryMistake {
    /// A mistake of the file as a whole.
    pub(super) fn of_file(file: &str, message: impl Into<String>, help: impl Into<String>) -> Self {
        let (message, help) = (message.into(), help.into());
        HistoryMistake { file: file.to_string(), line: 0, column: None, spot: None, message, help }
    }

    /// Where it is: the file, the line, and the character, or 1 where it is not known.
    pub fn place(&self) -> Place {
        let rough = || Spot { line: self.line as usize, column: 1, excerpt: None, marked: 0..0 };
        let spot = self.spot.clone().or_else(|| (self.line > 0).then(|| Box::new(rough())));
        Place { file: self.file.as_str().into(), spot }
    }
}

/// One line: `file:line:col: error: ...; help: ...`, without line or column where none is meant.
impl fmt::Display for HistoryMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", on_one_line(&self.file))?;
        if self.line > 0 {
            write!(f, "{}:", self.line)?;
        }
        match (&self.spot, &self.column) {
            (Some(spot), _) => write!(f, "{}:", spot.column)?,
            (None, Some((number, _))) => write!(f, "{number}:")?,
            (None, None) => {}
        }
        let (message, help) = (on_one_line(&self.message), on_one_line(&self.help));
        write!(f, " error: {message}; help: {help}")
    }
}

/// Control characters as they are written in programs, as `\n`.
fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_control() => line.extend(c.escape_default()),
            c => line.push(c),
        }
    }
    line
}

impl std::error::Error for HistoryMistake {}

/// What is wrong with a value, and how to mend it.
pub(super) type Refused = (String, String);

/// The most mistakes that are told one by one.
const MISTAKES: usize = 1000;

/// Mistakes by cause: the same value in the same column is told once.
pub(super) struct Mistakes {
    file: String,
    told: Vec<(HistoryMistake, u64)>,
    causes: HashMap<(usize, String), usize>,
    untold: u64,
}

impl Mistakes {
    pub fn new(file: &str) -> Self {
        Mistakes { file: file.to_string(), told: Vec::new(), causes: HashMap::new(), untold: 0 }
    }

    /// A mistake that has no like.
    pub fn add(&mut self, mistake: HistoryMistake) {
        self.told.push((mistake, 0));
    }

    /// A value that is wrong in this column.
    pub fn value(&mut self, line: u64, column: Option<&Column>, found: &str, refused: Refused) {
        let cause = (column.map_or(usize::MAX, |c| c.index), found.trim().chars().take(200).collect());
        if let Some(&at) = self.causes.get(&cause) {
            self.told[at].1 += 1;
            return;
        }
        if self.told.len() >= MISTAKES {
            self.untold += 1;
            return;
        }
        self.causes.insert(cause, self.told.len());
        let (message, help) = refused;
        let message = match column {
            Some(c) => format!("{} in column {}: {message}", shown(found.trim()), shown(&c.name)),
            None => message,
        };
        self.add(HistoryMistake {
            line,
            column: column.map(|c| (c.index + 1, c.name.clone())),
            ..HistoryMistake::of_file(&self.file, message, help)
        });
    }

    /// The file they are in.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// All of them, in the order they were found.
    pub fn finish(self) -> Vec<HistoryMistake> {
        let counted = |(mut mistake, more): (HistoryMistake, u64)| {
            if more > 0 {
                let rows = if more == 1 { "row" } else { "rows" };
                mistake.message += &format!(" (and in {more} more {rows})");
            }
            mistake
        };
        let mut all: Vec<HistoryMistake> = self.told.into_iter().map(counted).collect();
        if self.untold > 0 {
            let message = format!("... and {} more mistakes", self.untold);
            all.push(HistoryMistake::of_file(&self.file, message, "mend these first"));
        }
        all
    }
}

/// A value as it stands in a message: in backquotes, on one line, cut after 60 characters.
pub(super) fn shown(value: &str) -> String {
    let (text, more): (String, _) = (value.chars().take(60).collect(), value.chars().nth(60));
    let dots = if more.is_some() { "..." } else { "" };
    format!("`{}{dots}`", on_one_line(&text))
}

/// The one of `known` that `word` was most likely meant to be: the same but for case, or at a small edit distance.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |s: &str| s.trim().to_lowercase().replace([' ', '-'], "_");
    let wanted = plain(word);
    let limit = (wanted.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&wanted, &plain(name)), name))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Names in a message: each in backquotes, at most 20.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let mut text: Vec<String> = names.by_ref().take(20).map(shown).collect();
    match names.count() {
        0 => {}
        more => text.push(format!("and {more} more")),
    }
    text.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_one_line() {
        let mut mistake = HistoryMistake::of_file("log.csv", "found `x`", "mend it");
        assert_eq!(mistake.to_string(), "log.csv: error: found `x`; help: mend it");
        mistake.line = 14;
        mistake.column = Some((3, "Created".into()));
        assert_eq!(mistake.to_string(), "log.csv:14:3: error: found `x`; help: mend it");
        assert_eq!(shown("a\nb"), "`a\\nb`");
        assert_eq!(shown(&"x".repeat(70)).len(), 65);
    }

    #[test]
    fn the_nearest_name_ignores_case_and_small_slips() {
        let names = ["opened_at", "closed_at", "number"];
        assert_eq!(nearest("Opened at", names), Some("opened_at"));
        assert_eq!(nearest("openned_at", names), Some("opened_at"));
        assert_eq!(nearest("priority", names), None);
    }
}
