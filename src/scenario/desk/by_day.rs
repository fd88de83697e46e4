//! Demand by date: holidays, the day after them, `seasons.csv` and growth, as one table of factors by day.

use super::super::{Cell, Mistake, quoted};
use super::calendar;
use super::tables::Tables;
use crate::model::{ByDay, Calendar, Extent, Holiday, Horizon, Hours, Regime};
use crate::units::{DAY, Time};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Days of the table where the run is counted in tickets: ten times 52 weeks.
const DAYS: i64 = 3640;

/// The factors of a desk. `hours` are those of ordinary weeks.
pub(super) fn by_day(t: &mut Tables, calendar: &Calendar, hours: &Hours, horizon: &Horizon) -> ByDay {
    let growth = t.number("desk", "", "growth_percent_a_year", 0.0) / 100.0;
    let after_holiday = t.number("desk", "", "after_holiday_percent", 100.0) / 100.0;
    let (months, season) = seasons(t, calendar);
    if horizon.regime == Regime::Steady {
        never_steady(t, growth, season);
    }
    if growth == 0.0 && season.is_none() && calendar.holidays.is_empty() {
        return ByDay::default();
    }
    let mut factors: Vec<f64> = (0..days(horizon)).map(|day| libm::pow(1.0 + growth, day as f64 / 365.25)).collect();
    let mut change = |day: i64, factor: f64| {
        if let Some(of_day) = usize::try_from(day).ok().and_then(|day| factors.get_mut(day)) {
            *of_day *= factor;
        }
    };
    if let Some(first) = calendar.first_monday.map(date_of) {
        // To a day past the last month there is: then the table is longer than all dates.
        for (day, date) in first.series(1.day()).take(days(horizon) as usize).enumerate() {
            change(day as i64, months[date.month() as usize - 1]);
        }
    }
    for holiday in &calendar.holidays {
        change(holiday.day, holiday.demand);
    }
    for day in first_open_days(&calendar.holidays, hours) {
        change(day, after_holiday);
    }
    let by_day = ByDay::new(factors).unwrap_or_default();
    // Nothing to look up where nothing differs.
    if by_day.is_ordinary() { ByDay::default() } else { by_day }
}

fn date_of(day_number: i64) -> Date {
    date(1970, 1, 1).saturating_add(day_number.days())
}

/// Days from the Monday of week 0 that the table covers: all of the run that can be known beforehand.
fn days(horizon: &Horizon) -> i64 {
    match (horizon.warm_up, horizon.measured) {
        (Extent::Span(warm_up), Extent::Span(measured)) => ((warm_up + measured).0 + DAY.0 - 1) / DAY.0,
        _ => DAYS,
    }
}

/// The first days with business hours after holidays: one for several in a row, weekends between them or not.
fn first_open_days(holidays: &[Holiday], hours: &Hours) -> Vec<i64> {
    let closed = |day: i64| holidays.binary_search_by_key(&day, |h| h.day).is_ok();
    let open = |day: i64| hours.elapsed(Time(day * DAY.0), Time((day + 1) * DAY.0)).0 > 0 && !closed(day);
    // In a week without holidays some day has business hours.
    let next =
        |h: &Holiday| (1..).map(|n| h.day + n).find(|day| open(*day) || *day > h.day + 7 * holidays.len() as i64 + 7);
    let mut days: Vec<i64> = holidays.iter().filter_map(next).collect();
    days.dedup();
    days
}

/// Factor of each month, January first, and a cell that makes one of them other than 1.
fn seasons<'s>(t: &mut Tables<'_, 's>, calendar: &Calendar) -> ([f64; 12], Option<Cell<'s>>) {
    let mut factors = [1.0; 12];
    let mut differs = None;
    let mut seen = [false; 12];
    for key in t.index.keys("seasons").to_vec() {
        let Some(cell) = t.index.row("seasons", &key).and_then(|row| row.given("month")) else { continue };
        let allowed =
            super::columns::find("seasons", "month").map_or(super::super::Allowed::any(""), |c| c.takes.allowed());
        let Some(month) = cell.whole(&allowed, t.mistakes).map(|m| m as usize) else { continue };
        if calendar.first_monday.is_none() {
            // Said once, and not at all where the date is there and wrong.
            if t.written("desk", "", "first_day").is_none() {
                calendar::no_first_day(t, "2027-01-04", cell.place(), "there are seasons");
            }
            break;
        }
        if std::mem::replace(&mut seen[month - 1], true) {
            t.mistakes.push(cell.mistake(format!("month {month} occurs twice")).help("keep one row a month"));
        }
        let Some(percent) = t.number_given("seasons", &key, "tickets_percent", None) else {
            if t.origin("seasons", &key, "tickets_percent").is_none() {
                let message = format!("month {} has no `tickets_percent`", quoted(cell.text()));
                t.mistakes.push(cell.mistake(message).help("write it, 100 for an ordinary month"));
            }
            continue;
        };
        factors[month - 1] = percent / 100.0;
        if percent != 100.0 {
            differs = differs.or(Some(cell));
        }
    }
    (factors, differs)
}

/// What depends on the date has no long run.
fn never_steady(t: &mut Tables, growth: f64, season: Option<Cell>) {
    let holiday = t.index.keys("holidays").first().and_then(|key| t.index.row("holidays", key)?.given("date"));
    let growing = t.origin("desk", "", "growth_percent_a_year").filter(|_| growth != 0.0);
    let causes = [(holiday, "holidays have"), (season, "seasons have"), (growing, "growing demand has")];
    let Some((cell, what)) = causes.into_iter().find_map(|(cell, what)| Some((cell?, what))) else { return };
    let message = format!("{what} no steady state, which `mode` steady asks about");
    let help = "add a row `mode,terminating` to desk.csv: then these very weeks are measured, from an empty desk or after `warm_up_weeks`";
    t.mistakes.push(Mistake::new(cell.place(), message).label("differs from date to date").help(help));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{HOUR, Span};

    #[test]
    fn the_day_after_is_the_first_with_business_hours() {
        let weekdays = (0..5).map(|d| (Span(d * DAY.0 + 8 * HOUR.0), Span(d * DAY.0 + 18 * HOUR.0)));
        let hours = Hours::new(weekdays.collect());
        let after = |days: &[i64]| {
            let holidays: Vec<Holiday> = days.iter().map(|day| Holiday { day: *day, demand: 0.0 }).collect();
            first_open_days(&holidays, &hours)
        };
        assert_eq!(after(&[1]), [2], "Tuesday: Wednesday");
        assert_eq!(after(&[3, 4]), [7], "Thursday and Friday: Monday");
        assert_eq!(after(&[4, 7, 9]), [8, 10], "Friday and Monday: Tuesday; Wednesday: Thursday");
        assert_eq!(after(&[-3, 5]), [0, 7], "before the run, and on a Saturday");
    }
}
