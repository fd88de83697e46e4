//! Which character separates the cells of a file.

use super::span_walk::Walk;

/// What stands between the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `,`, with decimal points.
    Comma,
    /// `;`, as saved where commas are decimal.
    Semicolon,
    /// A tab.
    Tab,
}

impl Separator {
    /// In the order in which equal counts are decided: a column name may hold a comma, hardly ever a semicolon.
    const ALL: [Separator; 3] = [Separator::Semicolon, Separator::Tab, Separator::Comma];

    /// The character as a byte.
    pub fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
        }
    }

    /// For messages: `,`, `;` or the word tab.
    pub fn shown(self) -> &'static str {
        match self {
            Separator::Comma => "`,`",
            Separator::Semicolon => "`;`",
            Separator::Tab => "a tab",
        }
    }

    /// Whether numbers of such a file may use decimal commas.
    pub fn allows_decimal_commas(self) -> bool {
        self != Separator::Comma
    }

    /// Whether a point before three digits may stand between thousands: `;` is saved where commas are decimal.
    pub fn doubts_points(self) -> bool {
        self == Separator::Semicolon
    }

    /// The separator of `text`, and where its first row starts.
    ///
    /// A first line such as `sep=;`, which one spreadsheet writes and hides, decides and is skipped. Otherwise the
    /// first row that is not blank and no comment decides, by the most frequent of the three outside quotes.
    pub(super) fn of(text: &str) -> (Separator, usize) {
        let first = text.split('\n').next().unwrap_or_default();
        let plain = first.trim_start_matches('"').to_ascii_lowercase();
        let declared = plain.strip_prefix("sep=").and_then(|rest| rest.bytes().next());
        if let Some(separator) = Separator::ALL.into_iter().find(|s| Some(s.byte()) == declared) {
            return (separator, (first.len() + 1).min(text.len()));
        }
        let counts = Separator::ALL.map(|s| header_width(text, s));
        let mut best = (Separator::Comma, 1);
        for (separator, count) in Separator::ALL.into_iter().zip(counts) {
            if count > best.1 {
                best = (separator, count);
            }
        }
        (best.0, 0)
    }
}

/// How many cells the header row has if `separator` separates them.
fn header_width(text: &str, separator: Separator) -> usize {
    let mut walk = Walk::new(text, separator.byte(), 0);
    let mut spans = Vec::new();
    while walk.next_row(&mut spans).is_some() {
        let first = spans.first().map_or("", |s| &text[s.clone()]);
        let comment = first.trim_start_matches(['"', ' ']).starts_with('#');
        let blank =
            spans.iter().all(|s| text[s.clone()].chars().all(|c| c.is_whitespace() || matches!(c, ',' | ';' | '"')));
        if !comment && !blank {
            return spans.len();
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_row_decides() {
        let cases = [
            ("a,b\n1;2;3;4", Separator::Comma, 0),
            ("a;b\n1,5;2", Separator::Semicolon, 0),
            ("a\tb\n", Separator::Tab, 0),
            ("# one, two, three\n\n;;\na;b", Separator::Semicolon, 0),
            ("\"# one, two\";;\na;b", Separator::Semicolon, 0),
            ("\"x;y;z\",b", Separator::Comma, 0),
            ("scenario;nights, weekend", Separator::Semicolon, 0),
            ("agents", Separator::Comma, 0),
            ("sep=;\na,b;c", Separator::Semicolon, 6),
            ("SEP=,\na;b", Separator::Comma, 6),
            ("sep=\t\na;b", Separator::Tab, 6),
            ("", Separator::Comma, 0),
        ];
        for (text, separator, start) in cases {
            assert_eq!(Separator::of(text), (separator, start), "{text:?}");
        }
    }
}
