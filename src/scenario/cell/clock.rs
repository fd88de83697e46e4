//! Times of day.

use super::super::mistake::Mistakes;
use super::{Cell, looks_like_date};
use crate::units::{DAY, HOUR, MINUTE, SECOND, Span};

impl Cell<'_> {
    /// A time of day from 00:00 to before 24:00, as the span since midnight: `08:00`, `8:00`, `08:00:30`, `8:00 PM`.
    pub fn time_of_day(&self, mistakes: &mut Mistakes) -> Option<Span> {
        self.clock_time(false, mistakes)
    }

    /// A time of day at which something ends: as [`Cell::time_of_day`], and `24:00` too.
    pub fn end_of_day(&self, mistakes: &mut Mistakes) -> Option<Span> {
        self.clock_time(true, mistakes)
    }

    fn clock_time(&self, end: bool, mistakes: &mut Mistakes) -> Option<Span> {
        let must = if end { "a time of day, 00:00 to 24:00" } else { "a time of day, 00:00 to 23:59" };
        if !self.sound(must, mistakes) {
            return None;
        }
        let read = time_of_day(self.text());
        if let Some(time) = read
            && (time < DAY || end)
        {
            return Some(time);
        }
        let message = format!("{}; must be {must}", self.found());
        mistakes.push(self.mistake(message).label("not a time of day").maybe_help(self.time_help(self.text())));
        None
    }

    /// Advice for something that should have been a time of day.
    pub(super) fn time_help(&self, text: &str) -> Option<String> {
        let number = text.replace(',', ".").parse::<f64>().ok();
        if looks_like_date(text) {
            Some(String::from(
                "spreadsheets turn `8-17` into a date: set the column's format to text and write it again",
            ))
        } else if let Some(hour) = number.filter(|n| n.fract() == 0.0 && (0.0..=24.0).contains(n)) {
            Some(format!("write `{hour:02}:00`"))
        } else if let Some(day) = number.filter(|n| *n > 0.0 && *n < 1.0) {
            let minutes = (day * 1440.0).round() as i64;
            Some(format!(
                "if it is a spreadsheet's fraction of a day, write `{:02}:{:02}` and set the column's format to text",
                minutes / 60,
                minutes % 60
            ))
        } else {
            None
        }
    }
}

/// `hh:mm` or `hh:mm:ss`, with or without AM or PM, 24:00 as the last; `None` if it is anything else.
pub(super) fn time_of_day(text: &str) -> Option<Span> {
    let lower = text.trim().to_ascii_lowercase();
    let (clock, half) = match lower
        .strip_suffix('m')
        .and_then(|t| t.strip_suffix('a').map(|t| (t, 0)).or_else(|| t.strip_suffix('p').map(|t| (t, 12))))
    {
        Some((clock, half)) => (clock.trim_end(), Some(half)),
        None => (lower.as_str(), None),
    };
    let mut parts = clock.split(':');
    let mut hour = two_digits(parts.next()?)?;
    let minute = two_digits(parts.next()?).filter(|m| *m < 60)?;
    let second = match parts.next() {
        Some(second) => two_digits(second).filter(|s| *s < 60)?,
        None => 0,
    };
    if parts.next().is_some() {
        return None;
    }
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + half;
    }
    let time = Span(hour * HOUR.0 + minute * MINUTE.0 + second * SECOND.0);
    (time <= DAY).then_some(time)
}

fn two_digits(text: &str) -> Option<i64> {
    let fine = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fine { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day() {
        let minutes = |text| time_of_day(text).map(|t| t.minutes());
        assert_eq!(minutes("08:00"), Some(480.0));
        assert_eq!(minutes("8:05:30"), Some(485.5));
        assert_eq!(minutes("24:00"), Some(1440.0));
        assert_eq!(minutes("12:00 AM"), Some(0.0));
        assert_eq!(minutes("12:30pm"), Some(750.0));
        assert_eq!(minutes("5:00 PM"), Some(1020.0));
        for text in ["24:01", "8", "8:60", "8:00:00:00", "13:00 PM", "-1:00", "", "am", "008:00", "8:0x"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }
}
