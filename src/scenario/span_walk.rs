//! Where the cells of a CSV text are: the walk that goes beside the `csv` crate, which splits but does not say where.
//!
//! The rules are those of the `csv` crate: a quote opens a quoted cell only as its first character, `""` inside stands
//! for a quote, what follows the closing quote belongs to the cell as it is, and empty lines are no rows.

use std::ops::Range;

/// Walks a text row by row.
pub(super) struct Walk<'t> {
    text: &'t [u8],
    separator: u8,
    at: usize,
}

/// Something wrong with the quotes of a row; the byte where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum QuoteTrouble {
    /// The quote that opens a cell and is never closed; the row runs to the end of the text.
    Unclosed(usize),
    /// The first character after a closing quote that is neither separator nor line end.
    TextAfter(usize),
}

impl<'t> Walk<'t> {
    /// Starts at byte `start` of a text with `\n` line ends.
    pub(super) fn new(text: &'t str, separator: u8, start: usize) -> Walk<'t> {
        Walk { text: text.as_bytes(), separator, at: start }
    }

    fn ends_cell(&self) -> bool {
        match self.text.get(self.at) {
            Some(b) => *b == b'\n' || *b == self.separator,
            None => true,
        }
    }

    /// The spans of the next row's cells, quotes included; `None` at the end. Inside, the first trouble of the row.
    pub(super) fn next_row(&mut self, spans: &mut Vec<Range<usize>>) -> Option<Option<QuoteTrouble>> {
        spans.clear();
        while self.text.get(self.at) == Some(&b'\n') {
            self.at += 1;
        }
        if self.at >= self.text.len() {
            return None;
        }
        let mut trouble = None;
        loop {
            let start = self.at;
            if self.text.get(self.at) == Some(&b'"') {
                let closed = self.skip_quoted();
                if !closed {
                    trouble = trouble.or(Some(QuoteTrouble::Unclosed(start)));
                } else if !self.ends_cell() {
                    trouble = trouble.or(Some(QuoteTrouble::TextAfter(self.at)));
                }
            }
            while !self.ends_cell() {
                self.at += 1;
            }
            spans.push(start..self.at);
            let separated = self.text.get(self.at) == Some(&self.separator);
            if self.at < self.text.len() {
                self.at += 1;
            }
            if !separated {
                return Some(trouble);
            }
        }
    }

    /// From an opening quote to after the closing one; `false` if there is none.
    fn skip_quoted(&mut self) -> bool {
        self.at += 1;
        loop {
            match (self.text.get(self.at), self.text.get(self.at + 1)) {
                (None, _) => return false,
                (Some(b'"'), Some(b'"')) => self.at += 2,
                (Some(b'"'), _) => {
                    self.at += 1;
                    return true;
                }
                _ => self.at += 1,
            }
        }
    }
}

/// What a cell's text stands for: itself, or what its quotes enclose with `""` as `"`.
#[cfg(test)]
pub(super) fn unquote(raw: &str) -> String {
    let Some(inner) = raw.strip_prefix('"') else {
        return raw.to_string();
    };
    let mut out = String::new();
    let mut chars = inner.chars().peekable();
    let mut quoted = true;
    while let Some(c) = chars.next() {
        if quoted && c == '"' {
            if chars.peek() == Some(&'"') {
                chars.next();
                out.push('"');
            } else {
                quoted = false;
            }
        } else {
            out.push(c);
        }
    }
    out
}
