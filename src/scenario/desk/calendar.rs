//! Dates: the day the run begins on, and `holidays.csv`.

use super::super::{Cell, Mistake, Place};
use super::tables::Tables;
use crate::model::{Calendar, Holiday};
use crate::units::{DAY, SECOND, Time};
use jiff::civil::{Date, date};

/// Days from 1 January 1970.
fn day_number(day: Date) -> i64 {
    day.duration_since(date(1970, 1, 1)).as_hours().div_euclid(24)
}

/// The Monday of the week that a day lies in.
fn monday(day: Date) -> i64 {
    day_number(day) - i64::from(day.weekday().to_monday_zero_offset())
}

/// Dates of the desk. `recorded` is the Monday from which recorded tickets count their time, if there are any: it wins.
pub(super) fn calendar(t: &mut Tables, recorded: Option<Date>) -> Calendar {
    let first = t.text("desk", "", "first_day").and_then(|cell| cell.date(t.mistakes)).map(monday);
    let first_monday = recorded.map(monday).or(first);
    let usual = if t.neutral { 100.0 } else { 10.0 };
    let mut holidays = Vec::new();
    for key in t.index.keys("holidays").to_vec() {
        let Some(cell) = t.index.row("holidays", &key).and_then(|row| row.given("date")) else { continue };
        let Some(day) = cell.date(t.mistakes) else { continue };
        let demand = t.number("holidays", &key, "tickets_percent", usual) / 100.0;
        match first_monday {
            Some(monday) => holidays.push(Holiday { day: day_number(day) - monday, demand }),
            None => {
                // Said once: the other rows have the same trouble.
                no_first_day(t, cell.text(), cell.place(), "there are holidays");
                break;
            }
        }
    }
    holidays.sort_by_key(|h| h.day);
    Calendar { first_monday, holidays }
}

/// A day as the run counts it, from the Monday on which it begins.
pub(super) fn day(t: &mut Tables, calendar: &Calendar, cell: &Cell, what: &str) -> Option<i64> {
    let day = cell.date(t.mistakes)?;
    if calendar.first_monday.is_none() {
        no_first_day(t, cell.text(), cell.place(), what);
    }
    Some(day_number(day) - calendar.first_monday?)
}

/// An instant as the run counts it.
pub(super) fn instant(t: &mut Tables, calendar: &Calendar, cell: &Cell, what: &str) -> Option<Time> {
    let at = cell.date_time(t.mistakes)?;
    if calendar.first_monday.is_none() {
        no_first_day(t, &at.date().to_string(), cell.place(), what);
    }
    let midnight = (day_number(at.date()) - calendar.first_monday?) * DAY.0;
    let time = at.time();
    let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    Some(Time(midnight + seconds * SECOND.0))
}

/// Dates without a day from which to count them, unless the setting is there and wrong, which is said where it stands.
pub(super) fn no_first_day(t: &mut Tables, date: &str, place: Place, what: &str) {
    if t.origin("desk", "", "first_day").is_some() {
        return;
    }
    let message = format!("{what}, but the desk does not say on which date it begins");
    let help = format!("add a row `first_day,{date}` to desk.csv: the run begins on the Monday of that week");
    t.mistakes.push(Mistake::new(place, message).help(help));
}
