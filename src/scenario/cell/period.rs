//! Lengths of time in cells, with their unit beside them or given by the column.

use super::super::mistake::Mistakes;
use super::super::wording::quoted;
use super::number_text::NotPlain;
use super::{Cell, looks_like_date};
use crate::units::{DAY, Span};

/// The longest period that is read, in days: a hundred years.
const LONGEST: f64 = 36_525.0;

/// A length of time on the clock that its unit names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Period {
    /// Time that always runs: minutes, hours, days of 24 hours, weeks.
    Calendar(Span),
    /// Business hours.
    Business(Span),
    /// Business days; how long one is, the desk's business hours say.
    BusinessDays(f64),
}

/// A unit of time that may stand beside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodUnit {
    /// `s`
    Seconds,
    /// `min`
    Minutes,
    /// `h`
    Hours,
    /// `d`, 24 hours
    Days,
    /// `w`, 168 hours
    Weeks,
    /// `bh`
    BusinessHours,
    /// `bd`
    BusinessDays,
}

const UNITS: [(PeriodUnit, &[&str]); 7] = [
    (PeriodUnit::Seconds, &["s", "sec", "second", "seconds"]),
    (PeriodUnit::Minutes, &["min", "mins", "minute", "minutes"]),
    (PeriodUnit::Hours, &["h", "hr", "hrs", "hour", "hours"]),
    (PeriodUnit::Days, &["d", "day", "days"]),
    (PeriodUnit::Weeks, &["w", "wk", "week", "weeks"]),
    (PeriodUnit::BusinessHours, &["bh", "business hour", "business hours"]),
    (PeriodUnit::BusinessDays, &["bd", "business day", "business days"]),
];

impl PeriodUnit {
    /// `amount` of this unit.
    pub fn period(self, amount: f64) -> Period {
        match self {
            PeriodUnit::Seconds => Period::Calendar(Span::from_seconds(amount)),
            PeriodUnit::Minutes => Period::Calendar(Span::from_minutes(amount)),
            PeriodUnit::Hours => Period::Calendar(Span::from_hours(amount)),
            PeriodUnit::Days => Period::Calendar(Span::from_hours(amount * 24.0)),
            PeriodUnit::Weeks => Period::Calendar(Span::from_hours(amount * 168.0)),
            PeriodUnit::BusinessHours => Period::Business(Span::from_hours(amount)),
            PeriodUnit::BusinessDays => Period::BusinessDays(amount),
        }
    }

    fn of(word: &str) -> Option<PeriodUnit> {
        let word = word.to_ascii_lowercase();
        let found = UNITS.iter().find(|(_, names)| names.contains(&word.as_str()));
        found.map(|(unit, _)| *unit)
    }
}

impl Cell<'_> {
    /// A length of time, 0 to 100 years: a number with `s`, `min`, `h`, `d`, `w`, `bh` or `bd`, such as `15 min` or
    /// `2 bd`; a plain number is in the column's unit.
    pub fn period(&self, plain: PeriodUnit, mistakes: &mut Mistakes) -> Option<Period> {
        let must = "a length of time, such as `15 min`, `4 h`, `3 d`, `2 bh` or `1 bd`";
        if !self.sound(must, mistakes) {
            return None;
        }
        let text = self.text();
        if looks_like_date(text) {
            mistakes.push(self.not_plain(&NotPlain::Date, must, None));
            return None;
        }
        let letter = text.find(|c: char| c.is_alphabetic() && !matches!(c, 'e' | 'E'));
        let (number, word) = text.split_at(letter.unwrap_or(text.len()));
        let unit = match word {
            "" => Some(plain),
            word => PeriodUnit::of(word),
        };
        let value = match self.plain_number(number, mistakes)? {
            Ok(value) => value,
            Err(NotPlain::Other) if !word.is_empty() && unit.is_none() => {
                let message = format!("{}; must be {must}", self.found());
                mistakes.push(self.mistake(message).label("not a length of time"));
                return None;
            }
            Err(reason) => {
                mistakes.push(self.not_plain(&reason, must, None));
                return None;
            }
        };
        let Some(unit) = unit else {
            let message = format!("{}: unknown unit of time {}", self.found(), quoted(word));
            let at = letter.unwrap_or_default()..text.len();
            let help = match word {
                "m" => "write `min` for minutes",
                _ => {
                    "units: `s`, `min`, `h`, `d` (24 hours), `w`, `bh` (business hours), `bd` (business days); one \
                      number and one unit"
                }
            };
            mistakes.push(super::Mistake::new(self.part(at), message).label("not a unit of time").help(help));
            return None;
        };
        let period = unit.period(value);
        let days = match period {
            Period::Calendar(span) | Period::Business(span) => span.0 as f64 / DAY.0 as f64,
            Period::BusinessDays(days) => days,
        };
        if value >= 0.0 && days <= LONGEST {
            return Some(period);
        }
        let message = format!("{}; must be 0 or more, and at most 100 years", self.found());
        mistakes.push(self.mistake(message).label("out of range"));
        None
    }
}
