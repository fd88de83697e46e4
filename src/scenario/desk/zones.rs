//! Time zones of groups elsewhere, as plain tables of how far their clocks are ahead of the desk's.
//!
//! The zones are those that come with the program, never those of the machine: the same results everywhere.

use super::super::{Cell, nearest, quoted};
use super::calendar::no_first_day;
use super::tables::Tables;
use crate::model::{Calendar, Extent, Group, Horizon, Zone};
use crate::units::{SECOND, Span, Time, WEEK};
use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan};

/// Gives the groups that work elsewhere their clocks.
pub(super) fn zones(t: &mut Tables, calendar: &Calendar, horizon: &Horizon, groups: &mut [Group]) {
    let database = TimeZoneDatabase::bundled();
    let desk = t.text("desk", "", "time_zone");
    let known = desk.map(|cell| zone(t, &database, &cell));
    for group in groups {
        let Some(cell) = t.text("team", &group.name.to_lowercase(), "time_zone") else { continue };
        let Some(own) = zone(t, &database, &cell) else { continue };
        let Some(known) = &known else {
            let message = "the group has a time zone, but the desk does not say its own";
            let help = "add a row `time_zone,...` to desk.csv: demand and business hours are in that zone";
            t.mistakes.push(cell.mistake(message).help(help));
            return;
        };
        let Some(monday) = calendar.first_monday else {
            no_first_day(t, "2027-01-04", cell.place(), "there are time zones");
            return;
        };
        if let Some(desk) = known {
            group.dates.zone = table(&own, desk, monday, long(horizon));
        }
    }
}

fn zone(t: &mut Tables, database: &TimeZoneDatabase, cell: &Cell) -> Option<TimeZone> {
    let found = database.get(cell.text()).ok();
    if found.is_none() {
        let names: Vec<String> = database.available().map(|name| name.to_string()).collect();
        let help = match nearest(cell.text(), &names) {
            Some(near) => format!("did you mean {}?", quoted(near)),
            None => "use a name of the IANA time zone database, as `Europe/Berlin`".to_string(),
        };
        let message = format!("unknown time zone {}", quoted(cell.text()));
        t.mistakes.push(cell.mistake(message).label("not a time zone").help(help));
    }
    found
}

/// How long a run may take. One that is counted in tickets: nobody knows; a century.
fn long(horizon: &Horizon) -> Span {
    match (horizon.warm_up, horizon.measured) {
        (Extent::Span(warm_up), Extent::Span(measured)) => {
            Span(warm_up.0 + measured.0 + horizon.drain_cap.0 + 2 * WEEK.0)
        }
        _ => Span(5218 * WEEK.0),
    }
}

/// How far the clock of a zone is ahead of the desk's, from the week before the run on; `None` if never.
fn table(own: &TimeZone, desk: &TimeZone, monday: i64, long: Span) -> Option<Zone> {
    let seconds = |offset: Offset| i64::from(offset.seconds());
    let instant = |second: i64| Timestamp::from_second(second).unwrap_or(Timestamp::MAX);
    let midnight = monday * 86_400;
    // Near enough: no zone is a week away from another.
    let (first, last) = (instant(midnight - 14 * 86_400), instant(midnight + long.0 / SECOND.0));
    let ahead = |at: Timestamp| seconds(own.to_offset(at)) - seconds(desk.to_offset(at));
    let of = |zone: &TimeZone| -> Vec<Timestamp> {
        zone.following(first).map(|change| change.timestamp()).take_while(|at| *at <= last).collect()
    };
    let mut instants = [of(own), of(desk)].concat();
    instants.sort_unstable();
    let mut changes: Vec<(Time, Span)> = Vec::new();
    let mut now = ahead(first);
    for at in instants {
        let after = ahead(at);
        if std::mem::replace(&mut now, after) != after {
            // Where the desk's own clock jumps, the earlier of what it shows.
            let before = at.checked_sub(1.second()).unwrap_or(at);
            let offset = seconds(desk.to_offset(before)).min(seconds(desk.to_offset(at)));
            changes.push((Time((at.as_second() + offset - midnight) * SECOND.0), Span(after * SECOND.0)));
        }
    }
    let first = ahead(first);
    (first != 0 || !changes.is_empty()).then(|| Zone::new(Span(first * SECOND.0), changes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{DAY, HOUR};
    use jiff::civil::date;

    fn of(own: &str, desk: &str) -> Option<Zone> {
        let zone = |name| TimeZoneDatabase::bundled().get(name).expect("a zone");
        let monday = date(2027, 1, 4).duration_since(date(1970, 1, 1)).as_hours() / 24;
        table(&zone(own), &zone(desk), monday, Span(52 * WEEK.0))
    }

    #[test]
    fn clocks_put_forward_together_never_differ() {
        assert_eq!(of("Europe/Berlin", "Europe/Paris"), None);
        assert_eq!(of("Europe/London", "Europe/Berlin"), Some(Zone::new(Span(-HOUR.0), vec![])));
    }

    #[test]
    fn clocks_put_forward_on_other_days_differ_in_between() {
        let days = |month, day| (date(2027, month, day).duration_since(date(2027, 1, 4)).as_hours() / 24) * DAY.0;
        // Forward in New York on 14 March at 07:00 UTC, in Berlin on 28 March at 01:00 UTC, which is 02:00 there;
        // back on 31 October at 01:00 UTC (02:00 again) and 7 November at 06:00 UTC.
        let at = |month, day, hour: i64| Time(days(month, day) + hour * HOUR.0);
        let (five, six) = (Span(-5 * HOUR.0), Span(-6 * HOUR.0));
        let changes = vec![(at(3, 14, 8), five), (at(3, 28, 2), six), (at(10, 31, 2), five), (at(11, 7, 7), six)];
        assert_eq!(of("America/New_York", "Europe/Berlin"), Some(Zone::new(six, changes)));
        // Without daylight saving the other's clock alone moves.
        let kolkata = of("Asia/Kolkata", "Europe/Berlin").expect("a zone");
        let ahead: Vec<i64> = kolkata.steps().map(|(_, ahead)| ahead.0 * 2 / HOUR.0).collect();
        assert_eq!(ahead, [9, 7, 9]);
    }
}
