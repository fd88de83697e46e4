//! Names and choices in cells.

use super::super::mistake::Mistakes;
use super::super::nearest::nearest;
use super::super::wording::{listed, plural, quoted};
use super::Cell;

impl<'s> Cell<'s> {
    /// A name: some text on one line.
    pub fn name(&self, mistakes: &mut Mistakes) -> Option<&'s str> {
        if !self.sound("a name", mistakes) {
            return None;
        }
        if self.text().contains(char::is_control) {
            let message = format!("{}; must be a name on one line", self.found());
            mistakes.push(
                self.mistake(message)
                    .label("has a line break or another control character")
                    .help("write it again in the cell, without a line break"),
            );
            return None;
        }
        Some(self.text())
    }

    /// One of `candidates`, whatever its case; gives its index. `what` is the singular of what they are, as in `kind`.
    pub fn one_of<S: AsRef<str>>(&self, candidates: &[S], what: &str, mistakes: &mut Mistakes) -> Option<usize> {
        let must = format!("a {what}");
        if !self.sound(&must, mistakes) {
            return None;
        }
        let exact = candidates.iter().position(|c| c.as_ref() == self.text());
        let lower = self.text().to_lowercase();
        let found = exact.or_else(|| candidates.iter().position(|c| c.as_ref().to_lowercase() == lower));
        if found.is_some() {
            return found;
        }
        let known = match candidates {
            [] => format!("there are no {} yet", plural(what)),
            _ => format!("known: {}", listed(candidates)),
        };
        let help = match nearest(self.text(), candidates) {
            Some(near) => format!("did you mean {}? {known}", quoted(near)),
            None => known,
        };
        mistakes.push(
            self.mistake(format!("unknown {what} {}", quoted(self.text())))
                .label(format!("not one of the {}", plural(what)))
                .help(help),
        );
        None
    }

    /// `yes` or `no`; also `y`, `n`, `true`, `false`, `1`, `0`, whatever their case.
    pub fn yes_no(&self, mistakes: &mut Mistakes) -> Option<bool> {
        let must = "`yes` or `no`";
        if !self.sound(must, mistakes) {
            return None;
        }
        match self.text().to_ascii_lowercase().as_str() {
            "yes" | "y" | "true" | "1" => Some(true),
            "no" | "n" | "false" | "0" => Some(false),
            _ => {
                let message = format!("{}; must be {must}", self.found());
                mistakes.push(self.mistake(message).label("neither yes nor no"));
                None
            }
        }
    }
}
