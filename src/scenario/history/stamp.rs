//! Opening times as ticketing tools write them.
//!
//! Wall clock without a zone. ISO dates (`2016-04-11 09:15:00`, `2016/04/11T09:15`), numeric dates with the year last
//! (`29/2/2016 01:16`, `29-02-2016`, `29.02.2016`), month names (`02/Mar/25 09:05 AM`). Which of two numbers is the day
//! is never guessed: a number above 12 says it, for its own date and as evidence for the file.

use jiff::civil::{Date, DateTime, Time};

/// Which number of a date with the year last is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `29/2/2016`
    DayFirst,
    /// `2/29/2016`
    MonthFirst,
}

impl DateOrder {
    /// Both orders with the word used in a mapping.
    pub const ALL: [(&'static str, DateOrder); 2] =
        [("day-first", DateOrder::DayFirst), ("month-first", DateOrder::MonthFirst)];

    /// The word used in a mapping.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// A date with a time of day as read from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// Known; with the order it is evidence for, if any.
    Known(DateTime, Option<DateOrder>),
    /// Both numbers are 12 or less: a date either way.
    Either {
        /// As a day-first date.
        day_first: DateTime,
        /// As a month-first date.
        month_first: DateTime,
    },
}

impl Stamp {
    /// The instant under an order.
    pub fn under(self, order: DateOrder) -> DateTime {
        match (self, order) {
            (Stamp::Known(at, _), _) => at,
            (Stamp::Either { day_first, .. }, DateOrder::DayFirst) => day_first,
            (Stamp::Either { month_first, .. }, DateOrder::MonthFirst) => month_first,
        }
    }
}

/// Years outside of these are typing errors and stand-ins for "never".
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2199;

/// Reads a date with a time of day; the error says what is wrong with it.
pub fn stamp(text: &str) -> Result<Stamp, String> {
    let text = text.trim();
    let (date, clock) =
        text.split_once(' ').or_else(|| text.split_once('T')).ok_or("it has no time of day".to_string())?;
    let time = time_of_day(clock.trim())?;
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let separators: Vec<char> = date.chars().filter(|c| "/-.".contains(*c)).collect();
    let [a, b, c] = parts[..] else {
        return Err("it is not a date of three parts".into());
    };
    if separators[0] != separators[1] {
        return Err("its parts are not set apart in one way".into());
    }
    let at = |year: i16, month: i8, day: i8| {
        if !YEARS.contains(&year) {
            return Err(format!("the year {year} is outside {}-{}", YEARS.start(), YEARS.end()));
        }
        let date =
            Date::new(year, month, day).map_err(|_| format!("there is no day {day} of month {month} in {year}"))?;
        Ok(date.to_datetime(time))
    };
    if let Some(month) = month_named(b) {
        let year = match c.len() {
            2 => 2000 + number(c)?,
            _ => number(c)?,
        };
        return Ok(Stamp::Known(at(year, month, small(a)?)?, None));
    }
    if a.len() == 4 {
        return Ok(Stamp::Known(at(number(a)?, small(b)?, small(c)?)?, None));
    }
    if c.len() != 4 {
        return Err("it has no year of four digits".into());
    }
    let (first, second, year) = (small(a)?, small(b)?, number(c)?);
    match (first, second) {
        (13.., 13..) => Err(format!("neither {first} nor {second} is a month")),
        (13.., _) => Ok(Stamp::Known(at(year, second, first)?, Some(DateOrder::DayFirst))),
        (_, 13..) => Ok(Stamp::Known(at(year, first, second)?, Some(DateOrder::MonthFirst))),
        _ if first == second => Ok(Stamp::Known(at(year, first, first)?, None)),
        _ => Ok(Stamp::Either { day_first: at(year, second, first)?, month_first: at(year, first, second)? }),
    }
}

/// Reads a plain date, `2016-04-11`.
pub(super) fn iso_date(text: &str) -> Option<Date> {
    let [year, month, day] = text.trim().split('-').collect::<Vec<_>>()[..] else {
        return None;
    };
    let year = number(year).ok().filter(|y| YEARS.contains(y))?;
    Date::new(year, small(month).ok()?, small(day).ok()?).ok()
}

fn number(text: &str) -> Result<i16, String> {
    match text.parse() {
        Ok(n) if text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit()) => Ok(n),
        _ => Err(format!("`{text}` is not a number of 1 to 4 digits")),
    }
}

fn small(text: &str) -> Result<i8, String> {
    match text.parse() {
        Ok(n) if text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) => Ok(n),
        _ => Err(format!("`{text}` is not a number of 1 or 2 digits")),
    }
}

/// The month of an English name of at least three letters.
fn month_named(text: &str) -> Option<i8> {
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
    let text = text.to_ascii_lowercase();
    let month = MONTHS.iter().position(|m| m.starts_with(&text))?;
    (text.len() >= 3).then_some(month as i8 + 1)
}

/// Reads `HH:MM[:SS[.fraction]]`, with `AM` or `PM` after it or not.
fn time_of_day(text: &str) -> Result<Time, String> {
    let upper = text.to_ascii_uppercase();
    let (clock, half) = match (upper.strip_suffix("AM"), upper.strip_suffix("PM")) {
        (Some(clock), _) => (clock.trim_end(), Some(0)),
        (_, Some(clock)) => (clock.trim_end(), Some(12)),
        _ => (upper.as_str(), None),
    };
    if clock.ends_with('Z') || clock.contains(['+', '-']) {
        return Err("it has a time zone, and the wall clock of the desk is needed".into());
    }
    let parts: Vec<&str> = clock.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return Err(format!("`{text}` is not a time of day"));
    }
    let (hour, minute) = (small(parts[0])?, small(parts[1])?);
    let (whole, fraction) = match parts.get(2) {
        None => (0, 0),
        Some(seconds) => {
            let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
            if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
                return Err(format!("`{seconds}` is not a number of seconds"));
            }
            // Whole microseconds: what a run counts in.
            let digits = format!("{fraction:0<6}");
            (small(whole)?, digits[..6].parse::<i32>().unwrap_or(0))
        }
    };
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => {
            return Err(format!("there is no hour {hour} AM or PM"));
        }
        Some(half) => hour % 12 + half,
    };
    Time::new(hour, minute, whole, fraction * 1000).map_err(|_| format!("there is no {text} on a clock"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    #[test]
    fn dates_that_say_which_is_the_day() {
        let at = datetime(2016, 2, 29, 1, 16, 0, 0);
        for text in [
            "2016-02-29 01:16:00",
            "2016-02-29T01:16",
            "2016/2/29 1:16",
            "29/FEB/16 01:16 AM",
            " 2016-02-29 01:16:00.000 ",
        ] {
            assert_eq!(stamp(text), Ok(Stamp::Known(at, None)), "{text}");
        }
        let day = Some(DateOrder::DayFirst);
        for text in ["29/2/2016 01:16", "29-02-2016 01:16", "29.02.2016 01:16:00"] {
            assert_eq!(stamp(text), Ok(Stamp::Known(at, day)), "{text}");
        }
        let month = Some(DateOrder::MonthFirst);
        assert_eq!(stamp("2/29/2016 1:16"), Ok(Stamp::Known(at, month)));
        let noon = datetime(2016, 5, 5, 12, 0, 59, 250_000_000);
        assert_eq!(stamp("05/05/2016 12:00:59.25 pm"), Ok(Stamp::Known(noon, None)));
    }

    #[test]
    fn two_small_numbers_stay_open() {
        let read = stamp("05/02/2012 13:32").unwrap();
        assert_eq!(read.under(DateOrder::DayFirst), datetime(2012, 2, 5, 13, 32, 0, 0));
        assert_eq!(read.under(DateOrder::MonthFirst), datetime(2012, 5, 2, 13, 32, 0, 0));
    }

    #[test]
    fn what_is_no_instant_says_why() {
        let says = |text: &str, part: &str| {
            let message = stamp(text).unwrap_err();
            assert!(message.contains(part), "{text}: {message}");
        };
        says("2016-04-11", "no time of day");
        says("2016-04-31 10:00", "no day 31 of month 4");
        says("2015-02-29 10:00", "no day 29");
        says("9999-12-31 00:00", "outside 1970-2199");
        says("2016-04-11T10:00:00Z", "time zone");
        says("2016-04-11 10:00+02:00", "time zone");
        says("13/14/2016 10:00", "neither 13 nor 14");
        says("05/02/16 10:00", "no year of four digits");
        says("5/2-2016 10:00", "set apart");
        says("2016-04-11 24:00", "on a clock");
        says("2016-04-11 13:00 PM", "no hour 13");
        says("2016-04-11 10", "not a time of day");
        says("2016-04-11 10:00:", "not a number");
        says("42471.5 10:00", "three parts");
    }
}
