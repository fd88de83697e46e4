//! Where in a person's files something is.

use std::ops::Range;
use std::sync::Arc;

/// Lines longer than this, in bytes, are not shown in messages.
const LONGEST_EXCERPT: usize = 2_000;

/// A file, and a spot in it unless the file as a whole is meant.
///
/// A place owns the line it shows, so a mistake outlives the sheet it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file as the person wrote its path.
    pub file: Arc<str>,
    /// Where in the file; `None` means the whole file.
    pub spot: Option<Box<Spot>>,
}

/// A spot in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Line in the file as saved, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
    /// The line; `None` if it is too long to show.
    pub excerpt: Option<String>,
    /// What is marked in the excerpt, in bytes on character boundaries; may be empty.
    pub marked: Range<usize>,
}

impl Place {
    /// A file as a whole.
    pub fn file(file: impl Into<Arc<str>>) -> Place {
        Place { file: file.into(), spot: None }
    }

    /// The place of `span` in `text`, which holds lines ended by `\n` that start at `line_starts`.
    ///
    /// A span over several lines is marked on its first line only; one outside the text is clamped.
    pub(super) fn of_span(file: &Arc<str>, text: &str, line_starts: &[usize], span: Range<usize>) -> Place {
        let start = text.floor_char_boundary(span.start);
        let line = line_starts.partition_point(|s| *s <= start).max(1);
        let begin = line_starts.get(line - 1).copied().unwrap_or(0).min(start);
        let finish = text[start..].find('\n').map_or(text.len(), |n| start + n);
        let end = text.ceil_char_boundary(span.end).clamp(start, finish);
        let short = finish - begin <= LONGEST_EXCERPT;
        Place {
            file: file.clone(),
            spot: Some(Box::new(Spot {
                line,
                column: text[begin..start].chars().count() + 1,
                excerpt: short.then(|| text[begin..finish].to_string()),
                marked: start - begin..end - begin,
            })),
        }
    }

    /// Line and column, 0 for a whole file; orders places within a file.
    pub(super) fn position(&self) -> (usize, usize) {
        self.spot.as_ref().map_or((0, 0), |s| (s.line, s.column))
    }
}

/// `file:line:column`, or `file`.
impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.spot {
            Some(spot) => write!(f, "{}:{}:{}", self.file, spot.line, spot.column),
            None => f.write_str(&self.file),
        }
    }
}

/// The byte at which each line of `text` starts; the first is 0.
pub(super) fn line_starts(text: &str) -> Vec<usize> {
    let after = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
    std::iter::once(0).chain(after.map(|(i, _)| i + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_spans_stay_on_their_line() {
        let text = "a\néé,xy\nz";
        let place = Place::of_span(&"f.csv".into(), text, &line_starts(text), 7..99);
        assert_eq!(place.to_string(), "f.csv:2:4");
        let spot = place.spot.unwrap();
        assert_eq!(&spot.excerpt.unwrap()[spot.marked], "xy");
    }
}
