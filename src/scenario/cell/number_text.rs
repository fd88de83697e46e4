//! Text to a number, or the reason why it is none: what spreadsheets and people write in place of a plain number.

use super::date::looks_like_date;

/// A number as written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Written {
    /// Its value, finite.
    pub value: f64,
    /// The decimal mark, if it has one.
    pub mark: Option<char>,
}

/// Why a text is no plain number.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum NotPlain {
    /// NaN, infinite or beyond the range of floating-point numbers.
    NotFinite,
    /// A percentage; the number before the sign.
    Percentage(f64),
    /// A currency sign or code beside a number.
    Currency(String),
    /// Marks between thousands; the number without them, if there is but one reading.
    Thousands(Option<String>),
    /// A point before three digits where commas may be decimal: the number without the point, and with a decimal comma.
    Point { thousand: String, decimal: String },
    /// A decimal comma where cells are separated by commas; with a point.
    Comma(String),
    /// Looks like a date.
    Date,
    /// A number followed by a word, such as a unit.
    Unit { number: String, word: String },
    /// Two numbers with a dash between.
    Range,
    /// None of these.
    Other,
}

/// The two readings of a number with one point and three digits behind it, as `1.300`: a thousand or one and a bit.
pub(in super::super) fn doubtful_point(text: &str) -> Option<NotPlain> {
    let text = text.trim();
    let (before, after) = text.trim_start_matches(['+', '-', '\u{2212}']).split_once('.')?;
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    // No thousands begin with 0, and a fourth digit before them would have a point of its own.
    let thousands = (1..=3).contains(&before.len()) && digits(before) && !before.starts_with('0');
    let doubtful = thousands && after.len() == 3 && digits(after);
    doubtful.then(|| NotPlain::Point { thousand: text.replace('.', ""), decimal: text.replace('.', ",") })
}

const CURRENCIES: [&str; 8] = ["USD", "EUR", "GBP", "CHF", "CAD", "AUD", "JPY", "INR"];

/// Reads a number: digits with an optional sign, decimal mark and exponent.
pub(crate) fn written(text: &str, commas: bool) -> Result<Written, NotPlain> {
    let text = text.trim().replace('\u{2212}', "-");
    let bare = text.trim_start_matches(['+', '-']).to_ascii_lowercase();
    if matches!(bare.as_str(), "nan" | "inf" | "infinity" | "\u{221e}") {
        return Err(NotPlain::NotFinite);
    }
    if let Some(number) = text.strip_suffix('%') {
        let number = written(number, commas).map_err(|_| NotPlain::Other)?;
        return Err(NotPlain::Percentage(number.value));
    }
    if let Some(rest) = without_currency(&text) {
        return Err(NotPlain::Currency(rest));
    }
    if looks_like_date(&bare) {
        return Err(NotPlain::Date);
    }
    if let Some(parts) = Parts::of(&text) {
        return parts.value(commas);
    }
    if let Some(thousands) = without_blanks(&text) {
        return Err(NotPlain::Thousands(Some(thousands)));
    }
    let split = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '+' | '-' | ' ')));
    if let Some(at) = split
        && Parts::of(text[..at].trim()).is_some()
        && text[at..].starts_with(|c: char| c.is_alphabetic() || matches!(c, '\u{b5}' | '/'))
    {
        let number = text[..at].trim().to_string();
        let word = text[at..].to_string();
        return Err(NotPlain::Unit { number, word });
    }
    let ends: Vec<&str> = text.split(['-', '\u{2013}']).map(str::trim).collect();
    match ends.as_slice() {
        [a, b] if Parts::of(a).is_some() && Parts::of(b).is_some() => Err(NotPlain::Range),
        _ => Err(NotPlain::Other),
    }
}

/// The text without a currency sign or code before or behind it, if it had one and holds a digit.
fn without_currency(text: &str) -> Option<String> {
    let sign = |c: char| matches!(c, '$' | '\u{20ac}' | '\u{a3}' | '\u{a5}' | '\u{20b9}');
    let mut rest = text.trim_matches(sign).trim().to_string();
    if let Some(at) = rest.find(sign) {
        rest.remove(at);
    }
    for code in CURRENCIES {
        let upper = rest.to_ascii_uppercase();
        if upper.starts_with(code) {
            rest = rest[code.len()..].trim().to_string();
        } else if upper.ends_with(code) {
            rest = rest[..rest.len() - code.len()].trim().to_string();
        }
    }
    (rest != text && rest.contains(|c: char| c.is_ascii_digit())).then_some(rest)
}

/// Digits in threes with blanks or apostrophes between, joined.
fn without_blanks(text: &str) -> Option<String> {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\'' | '\u{2019}' | '_');
    let mut groups = text.split(blank);
    let first = groups.next()?.trim_start_matches(['+', '-']);
    let rest: Vec<&str> = groups.collect();
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let last = rest.last()?.split(['.', ',']).next()?;
    let middle = &rest[..rest.len() - 1];
    let threes = last.len() == 3 && middle.iter().all(|g| g.len() == 3 && digits(g));
    (digits(first) && first.len() <= 3 && digits(last) && threes).then(|| text.replace(blank, ""))
}

/// A number taken apart: sign, digits with marks, exponent.
struct Parts<'t> {
    sign: &'t str,
    digits: &'t str,
    exponent: &'t str,
}

impl<'t> Parts<'t> {
    /// `None` unless it is an optional sign, digits with commas and points, and an optional exponent.
    fn of(text: &'t str) -> Option<Parts<'t>> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (sign, rest) = text.split_at(text.len() - unsigned.len());
        let (digits, exponent) = rest.split_at(rest.find(['e', 'E']).unwrap_or(rest.len()));
        let marked = |b: u8| b.is_ascii_digit() || b == b',' || b == b'.';
        let some_digit = |s: &str| s.bytes().any(|b| b.is_ascii_digit());
        let power = exponent.get(1..).unwrap_or_default();
        let power = power.strip_prefix(['+', '-']).unwrap_or(power);
        let fine = digits.bytes().all(marked)
            && some_digit(digits)
            && (exponent.is_empty() || !power.is_empty() && power.bytes().all(|b| b.is_ascii_digit()));
        fine.then_some(Parts { sign, digits, exponent })
    }

    fn value(&self, commas: bool) -> Result<Written, NotPlain> {
        let count = |mark: char| self.digits.matches(mark).count();
        let whole = self.digits.split([',', '.']).next().unwrap_or_default();
        let after = self.digits.rsplit([',', '.']).next().unwrap_or_default();
        let mark = match (count(','), count('.')) {
            (0, 0) => None,
            (0, 1) => Some('.'),
            (1, 0) if commas => Some(','),
            // In a file separated by commas, 1,234 is a thousand or one and a bit: nobody can tell.
            (1, 0) if after.len() == 3 && (1..=3).contains(&whole.len()) && whole != "0" => {
                return Err(NotPlain::Thousands(None));
            }
            (1, 0) => return Err(NotPlain::Comma(self.plain(Some(',')))),
            (_, 0) | (0, _) => return Err(NotPlain::Thousands(Some(self.plain(None)))),
            _ => {
                let last = self.digits.rfind([',', '.']).map(|at| &self.digits[at..at + 1]);
                let decimal = last.and_then(|s| s.chars().next());
                let once = decimal.filter(|mark| count(*mark) == 1);
                return Err(NotPlain::Thousands(once.map(|mark| self.plain(Some(mark)))));
            }
        };
        match self.plain(mark).parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(Written { value, mark }),
            Ok(_) => Err(NotPlain::NotFinite),
            Err(_) => Err(NotPlain::Other),
        }
    }

    /// The number with a point for `decimal` and without other marks.
    fn plain(&self, decimal: Option<char>) -> String {
        let digits = self.digits.chars().filter_map(|c| match c {
            c if Some(c) == decimal => Some('.'),
            ',' | '.' => None,
            c => Some(c),
        });
        let digits: String = digits.collect();
        format!("{}{digits}{}", self.sign, self.exponent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_before_three_digits_has_two_readings() {
        for text in ["1.300", "12.500", "-999.000", "+1.000"] {
            assert!(doubtful_point(text).is_some(), "{text}");
        }
        for text in ["1.5", "1.30", "1.3000", "0.125", "1300.125", "1.300,5", "1.300.000", "1.300e3", "1,300", "x.300"]
        {
            assert_eq!(doubtful_point(text), None, "{text}");
        }
    }

    #[test]
    fn plain_numbers_are_read_and_all_else_is_told_apart() {
        let value = |text| written(text, false).map(|w| w.value);
        assert_eq!(value("-3.5"), Ok(-3.5));
        assert_eq!(value("\u{2212}2"), Ok(-2.0));
        assert_eq!(value("1.5e3"), Ok(1500.0));
        assert_eq!(value(".5"), Ok(0.5));
        assert_eq!(written("1,234", true).map(|w| w.value), Ok(1.234));
        for text in ["NaN", "-inf", "1e999", "Infinity"] {
            assert_eq!(value(text), Err(NotPlain::NotFinite), "{text}");
        }
        assert_eq!(value("20 %"), Err(NotPlain::Percentage(20.0)));
        assert_eq!(value("$1,200"), Err(NotPlain::Currency("1,200".into())));
        assert_eq!(value("-$5"), Err(NotPlain::Currency("-5".into())));
        assert_eq!(value("75000 EUR"), Err(NotPlain::Currency("75000".into())));
        assert_eq!(value("1,234"), Err(NotPlain::Thousands(None)));
        assert_eq!(value("1,234.5"), Err(NotPlain::Thousands(Some("1234.5".into()))));
        assert_eq!(value("1.234.567"), Err(NotPlain::Thousands(Some("1234567".into()))));
        assert_eq!(value("12 500"), Err(NotPlain::Thousands(Some("12500".into()))));
        assert_eq!(value("1\u{a0}234,5"), Err(NotPlain::Thousands(Some("1234,5".into()))));
        assert_eq!(value("1,5"), Err(NotPlain::Comma("1.5".into())));
        assert_eq!(value("1-Feb"), Err(NotPlain::Date));
        assert_eq!(value("15 min"), Err(NotPlain::Unit { number: "15".into(), word: "min".into() }));
        assert_eq!(value("1-2"), Err(NotPlain::Range));
        for text in ["", "-", "e5", "--1", "abc", "1 2", "$", "%", "."] {
            assert_eq!(value(text), Err(NotPlain::Other), "{text}");
        }
    }
}
