//! Dates in cells: ISO only, and what looks like another date is told apart.

use jiff::civil::{Date, DateTime, Time};

use super::super::mistake::Mistakes;
use super::Cell;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Beginnings of month names that spreadsheets in other languages write.
const OTHER_MONTHS: [&str; 14] = [
    "m\u{e4}r", "mrz", "mai", "okt", "dez", "janv", "f\u{e9}v", "avr", "juin", "juil", "ao\u{fb}", "d\u{e9}c", "ene",
    "dic",
];

impl Cell<'_> {
    /// A date such as `2016-04-11`.
    pub fn date(&self, mistakes: &mut Mistakes) -> Option<Date> {
        let must = "a date such as `2016-04-11`";
        if !self.sound(must, mistakes) {
            return None;
        }
        let date = iso_date(self.text());
        if date.is_none() {
            self.push_no_date(self.text(), must, mistakes);
        }
        date
    }

    /// A date with or without a time: `2016-04-11`, `2016-04-11 09:30`, `2016-04-11T09:30:15`. Local time, no zone;
    /// a date alone is its midnight.
    pub fn date_time(&self, mistakes: &mut Mistakes) -> Option<DateTime> {
        let must = "a date and time such as `2016-04-11 09:30`";
        if !self.sound(must, mistakes) {
            return None;
        }
        let (day, clock) = match self.text().split_once([' ', 'T', 't']) {
            Some((day, clock)) => (day, Some(clock.trim())),
            None => (self.text(), None),
        };
        let Some(date) = iso_date(day) else {
            self.push_no_date(day, must, mistakes);
            return None;
        };
        let Some(clock) = clock else {
            return Some(date.to_datetime(Time::midnight()));
        };
        if let Some(time) = iso_time(clock) {
            return Some(date.to_datetime(time));
        }
        let zone = clock.ends_with(['Z', 'z']) || clock.get(1..).is_some_and(|c| c.contains(['+', '-']));
        let (message, label) = if zone {
            (format!("{}: has a time zone; must be {must}", self.found()), "times are local, without a zone")
        } else {
            (format!("{}; must be {must}", self.found()), "not a time")
        };
        let help = zone.then_some(String::from("write the local time of the desk, without zone"));
        mistakes.push(self.mistake(message).label(label).maybe_help(help));
        None
    }

    fn push_no_date(&self, day: &str, must: &str, mistakes: &mut Mistakes) {
        let readings = readings(day);
        let shown: Vec<String> = readings.iter().map(|d| format!("`{d}`")).collect();
        let found = self.found();
        let serial = day.parse::<f64>().ok().and_then(serial_date);
        let (message, label, help) = match (readings.as_slice(), serial) {
            ([_, _], _) => (
                format!("{found}: an ambiguous date; must be {must}"),
                "day or month first?",
                Some(format!("write {}", shown.join(" or "))),
            ),
            ([_], _) => {
                (format!("{found}; must be {must}"), "not in this form", Some(format!("write {}", shown.join(""))))
            }
            (_, Some(date)) => (
                format!("{found}: a number; must be {must}"),
                "not a date",
                Some(format!(
                    "if it is a spreadsheet's number for `{date}`, set the column's format to `yyyy-mm-dd` and save again"
                )),
            ),
            _ if iso_shape(day) => (format!("{found}: there is no such day"), "not in the calendar", None),
            _ => (format!("{found}; must be {must}"), "not a date", None),
        };
        mistakes.push(self.mistake(message).label(label).maybe_help(help));
    }
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let fine = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fine { text.parse().ok() } else { None }
}

fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    let year = if year < 100 { year + 2000 } else { year };
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn iso_shape(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.as_slice(), [y, m, d]
        if digits(y, 4..=4).is_some() && digits(m, 2..=2).is_some() && digits(d, 2..=2).is_some())
}

/// `yyyy-mm-dd`, if there is such a day.
fn iso_date(text: &str) -> Option<Date> {
    if !iso_shape(text) {
        return None;
    }
    let mut parts = text.split('-').map(|part| digits(part, 2..=4));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.sss`.
fn iso_time(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let hour = digits(parts.next()?, 1..=2)?;
    let minute = digits(parts.next()?, 2..=2)?;
    let (second, fraction) = match parts.next() {
        None => (0, 0),
        Some(second) => {
            let (whole, fraction) = second.split_once('.').unwrap_or((second, "0"));
            if !(1..=9).contains(&fraction.len()) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            (digits(whole, 2..=2)?, format!("{fraction:0<9}").parse::<i32>().ok()?)
        }
    };
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, fraction).ok()
}

/// The days that a date not in ISO form may mean: two if day and month can be exchanged.
fn readings(text: &str) -> Vec<Date> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    let [a, b, c] = parts.as_slice() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if let (Some(year), Some(month), Some(day)) = (digits(a, 4..=4), digits(b, 1..=2), digits(c, 1..=2)) {
        found.extend(civil(year, month, day));
    } else if let (Some(day), Some(month), Some(year)) = (digits(a, 1..=2), month(b), digits(c, 2..=4)) {
        found.extend(civil(year, month, day));
    } else if let (Some(first), Some(second), Some(year)) = (digits(a, 1..=2), digits(b, 1..=2), digits(c, 2..=4)) {
        found.extend(civil(year, second, first));
        // Points are written day first everywhere.
        if !text.contains('.') {
            found.extend(civil(year, first, second));
        }
    }
    found.dedup();
    found
}

/// A month's number by its name or at least the first three letters.
fn month(text: &str) -> Option<i16> {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|m| lower.len() >= 3 && m.starts_with(&lower))?;
    i16::try_from(at + 1).ok()
}

/// The day a spreadsheet counts as `number`, if it is one between 1954 and 2119.
fn serial_date(number: f64) -> Option<Date> {
    let base = Date::new(1899, 12, 30).ok()?;
    let fine = (20_000.0..80_000.0).contains(&number);
    let days = fine.then_some(number as i64)?;
    base.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Whether a spreadsheet would show a date like this: `1-Feb`, `Feb-01`, `01/02/2016`, `1.2.2016`, `2016-02-01`.
pub(in super::super) fn looks_like_date(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let parts = lower.split(['-', '/', '.', ' ', ',']).filter(|p| !p.is_empty());
    let parts: Vec<&str> = parts.take(4).collect();
    let number = |p: &str| digits(p, 1..=2).is_some() || digits(p, 4..=4).is_some();
    let name = |p: &str| {
        let other = OTHER_MONTHS.iter().any(|m| p.starts_with(m) && p.chars().count() <= 9);
        (month(p).is_some() || other) && p.chars().all(char::is_alphabetic)
    };
    match parts.as_slice() {
        [a, b] => (name(a) && number(b)) || (number(a) && name(b)),
        [a, b, c] if number(a) && number(c) => {
            let marks = lower.matches(['-', '/', '.']).count();
            let plain = number(b) && marks == 2 && (a.len() == 4 || c.len() == 4 || lower.contains(['-', '/']));
            plain || name(b)
        }
        [a, b, c] => name(a) && number(b) && number(c),
        _ => false,
    }
}

/// What may have been typed where a spreadsheet shows a day and a month, as `4-1`, `1.4`; `None` for other dates.
pub(super) fn as_typed(text: &str) -> Option<[String; 3]> {
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ', ',']).filter(|p| !p.is_empty()).collect();
    let [a, b] = parts.as_slice() else { return None };
    let (month, day) = match (month(a), month(b)) {
        (Some(month), None) => (month, digits(b, 1..=2)?),
        (None, Some(month)) => (month, digits(a, 1..=2)?),
        _ => return None,
    };
    Some([format!("{month}-{day}"), format!("{day}.{month}"), format!("{month}/{day}")])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_numbers() {
        for text in [
            "1-Feb",
            "2-Jan",
            "Feb-01",
            "1. Feb",
            "01/02/2016",
            "1.2.2016",
            "2016-02-01",
            "1-Feb-16",
            "Mrz 16",
            "1/2/16",
        ] {
            assert!(looks_like_date(text), "{text}");
        }
        for text in ["1.5", "-2", "1-2", "1.234.567", "1,234.56", "Mon-Fri", "x", "", "2016"] {
            assert!(!looks_like_date(text), "{text}");
        }
    }

    #[test]
    fn a_day_and_a_month_were_something_else() {
        for text in ["Apr-01", "1-Apr", "01.Apr", "1. April", "Apr 1"] {
            assert_eq!(as_typed(text).unwrap(), ["4-1", "1.4", "4/1"], "{text}");
        }
        assert_eq!(as_typed("01/02/2016"), None);
        assert_eq!(as_typed("Apr-2016"), None);
    }

    #[test]
    fn a_spreadsheet_number_is_a_day() {
        assert_eq!(serial_date(42471.0).unwrap().to_string(), "2016-04-11");
    }
}
