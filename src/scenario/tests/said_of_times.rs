//! What readers of times, shifts and dates say, one line a mistake.

use super::*;

/// A shift in hours of the week.
fn hours(shift: Option<Vec<(crate::units::Span, crate::units::Span)>>) -> Option<Vec<(f64, f64)>> {
    shift.map(|s| s.into_iter().map(|(a, b)| (a.hours(), b.hours())).collect())
}

#[test]
fn times_and_days() {
    assert_eq!(
        said("a\n25:00", |c, m| c.time_of_day(m)),
        "t.csv:2:1: error: found `25:00` in `a`; must be a time of day, 00:00 to 23:59"
    );
    assert_eq!(
        said("a\n24:00", |c, m| c.time_of_day(m)),
        "t.csv:2:1: error: found `24:00` in `a`; must be a time of day, 00:00 to 23:59"
    );
    assert_eq!(
        said("a\n8", |c, m| c.time_of_day(m)),
        "t.csv:2:1: error: found `8` in `a`; must be a time of day, 00:00 to 23:59; help: write `08:00`"
    );
    assert_eq!(
        said("a\n0.3333333", |c, m| c.end_of_day(m)),
        "t.csv:2:1: error: found `0.3333333` in `a`; must be a time of day, 00:00 to 24:00; help: if it is a spreadsheet's fraction of a day, write `08:00` and set the column's format to text"
    );
    assert_eq!(
        said("a\nMon-Fry", |c, m| c.weekdays(m)),
        "t.csv:2:1: error: found `Mon-Fry` in `a`; must be days of the week, such as `Mon-Fri`, `Sat`, `Mon,Wed` or `daily`"
    );
    assert_eq!(
        said("a\n15 mim", |c, m| c.period(PeriodUnit::Hours, m)),
        "t.csv:2:4: error: found `15 mim` in `a`: unknown unit of time `mim`; help: units: `s`, `min`, `h`, `d` (24 hours), `w`, `bh` (business hours), `bd` (business days); one number and one unit"
    );
    assert_eq!(
        said("a\n4 m", |c, m| c.period(PeriodUnit::Hours, m)),
        "t.csv:2:3: error: found `4 m` in `a`: unknown unit of time `m`; help: write `min` for minutes"
    );
    assert_eq!(
        said("a\n-1", |c, m| c.period(PeriodUnit::Hours, m)),
        "t.csv:2:1: error: found `-1` in `a`; must be 0 or more, and at most 100 years"
    );
    assert_eq!(
        said("a\nsoon", |c, m| c.period(PeriodUnit::Hours, m)),
        "t.csv:2:1: error: found `soon` in `a`; must be a length of time, such as `15 min`, `4 h`, `3 d`, `2 bh` or `1 bd`"
    );
    assert_eq!(
        said("a\n2-Jan", |c, m| c.period(PeriodUnit::Hours, m)),
        "t.csv:2:1: error: found `2-Jan` in `a`: looks like a date; must be a length of time, such as `15 min`, `4 h`, `3 d`, `2 bh` or `1 bd`; help: a spreadsheet makes this date of `1-2`, `2.1`, `1/2`: set the column's format to text and write it again"
    );
}

#[test]
fn times_and_days_fine() {
    assert_eq!(said("a\n24:00", |c, m| c.end_of_day(m)), "Span(86400000000)");
    assert_eq!(said("a\n15 min", |c, m| c.period(PeriodUnit::Hours, m)), "Calendar(Span(900000000))");
    assert_eq!(said("a\n4", |c, m| c.period(PeriodUnit::Hours, m)), "Calendar(Span(14400000000))");
    assert_eq!(said("a\n2bh", |c, m| c.period(PeriodUnit::Hours, m)), "Business(Span(7200000000))");
    assert_eq!(said("a;b\n1,5 bd", |c, m| c.period(PeriodUnit::Hours, m)), "BusinessDays(1.5)");
    assert_eq!(
        said("a\n3 d", |c, m| c
            .period(PeriodUnit::Hours, m)
            .map(|p| p == Period::Calendar(crate::units::Span::from_hours(72.0)))),
        "true"
    );
}

#[test]
fn shifts() {
    assert_eq!(
        said("a\n08:00-17:00", |c, m| c.shift(m)),
        "t.csv:2:1: error: found `08:00-17:00` in `a`: times without days; must be days and times, such as `Mon-Fri 08:00-17:00`, several joined by ` + `, or `always`; help: write `Mon-Fri 08:00-17:00` or `daily 08:00-17:00`"
    );
    assert_eq!(
        said("a\nMon-Fri", |c, m| c.shift(m)),
        "t.csv:2:1: error: found `Mon-Fri` in `a`; must be days and times, such as `Mon-Fri 08:00-17:00`, several joined by ` + `, or `always`"
    );
    assert_eq!(
        said("a\nMon-Fri 08:00", |c, m| c.shift(m)),
        "t.csv:2:1: error: found `Mon-Fri 08:00` in `a`; must be days and times, such as `Mon-Fri 08:00-17:00`, several joined by ` + `, or `always`"
    );
    assert_eq!(
        said("a\nMon-Fri 8-17", |c, m| c.shift(m)),
        "t.csv:2:1: error: found `Mon-Fri 8-17` in `a`: `8` is not a time of day; must be days and times, such as `Mon-Fri 08:00-17:00`, several joined by ` + `, or `always`; help: write `08:00`"
    );
    assert_eq!(
        said("a\nMon-Fri 08:00-26:00", |c, m| c.shift(m)),
        "t.csv:2:1: error: found `Mon-Fri 08:00-26:00` in `a`: `26:00` is not a time of day; must be days and times, such as `Mon-Fri 08:00-17:00`, several joined by ` + `, or `always`"
    );
    assert_eq!(
        said("a\nModay 08:00-17:00", |c, m| c.shift(m)),
        "t.csv:2:1: error: found `Moday 08:00-17:00` in `a`; must be days and times, such as `Mon-Fri 08:00-17:00`, several joined by ` + `, or `always`; help: days are `Mon`, `Mon-Fri`, `Mon,Wed` or `daily`"
    );
    assert_eq!(
        said("a\nSat 09:00-12:00 + Mon-Fri 08:00-08:00", |c, m| c.shift(m)),
        "t.csv:2:19: error: found `Sat 09:00-12:00 + Mon-Fri 08:00-08:00` in `a`: a shift that ends when it starts; help: for the whole day write `00:00-24:00`"
    );
    assert_eq!(
        said("a\nMon-Fri 08:00-17:00 + Wed 16:00-20:00", |c, m| c.shift(m)),
        "t.csv:2:1: error: found `Mon-Fri 08:00-17:00 + Wed 16:00-20:00` in `a`: the shift crosses itself on Wednesday; help: let one piece end where the next starts; write two people as two agents"
    );
    assert_eq!(
        said("a\nSun 22:00-06:00 + Mon 05:00-09:00", |c, m| c.shift(m)),
        "t.csv:2:1: error: found `Sun 22:00-06:00 + Mon 05:00-09:00` in `a`: the shift crosses itself on Monday; help: let one piece end where the next starts; write two people as two agents"
    );
    assert_eq!(
        said("a\n8-Aug", |c, m| c.shift(m)),
        "t.csv:2:1: error: found `8-Aug` in `a`: looks like a date; must be days and times, such as `Mon-Fri 08:00-17:00`, several joined by ` + `, or `always`; help: spreadsheets turn `8-17` into a date: set the column's format to text and write it again"
    );
}

#[test]
fn shifts_fine() {
    assert_eq!(said("a\nSat 09:00-12:00 + Mon 08:00-17:00", |c, m| hours(c.shift(m))), "[(8.0, 17.0), (129.0, 132.0)]");
    assert_eq!(
        said("a\nFri-Mon 22:00-06:00", |c, m| hours(c.shift(m))),
        "[(22.0, 30.0), (118.0, 126.0), (142.0, 150.0), (166.0, 174.0)]"
    );
    assert_eq!(said("a\nMon 22:00-00:00 + Tue 00:00-06:00", |c, m| hours(c.shift(m))), "[(22.0, 24.0), (24.0, 30.0)]");
    assert_eq!(said("a\n\"Mon,Wed 8:00 - 12:30\"", |c, m| hours(c.shift(m))), "[(8.0, 12.5), (56.0, 60.5)]");
    assert_eq!(said("a\nAlways", |c, m| hours(c.shift(m))), "[(0.0, 168.0)]");
}

#[test]
fn dates() {
    assert_eq!(
        said("a\n03/04/2016", |c, m| c.date(m)),
        "t.csv:2:1: error: found `03/04/2016` in `a`: an ambiguous date; must be a date such as `2016-04-11`; help: write `2016-04-03` or `2016-03-04`"
    );
    assert_eq!(
        said("a\n13/04/2016", |c, m| c.date(m)),
        "t.csv:2:1: error: found `13/04/2016` in `a`; must be a date such as `2016-04-11`; help: write `2016-04-13`"
    );
    assert_eq!(
        said("a\n11.04.2016", |c, m| c.date(m)),
        "t.csv:2:1: error: found `11.04.2016` in `a`; must be a date such as `2016-04-11`; help: write `2016-04-11`"
    );
    assert_eq!(
        said("a\n11-Apr-16", |c, m| c.date(m)),
        "t.csv:2:1: error: found `11-Apr-16` in `a`; must be a date such as `2016-04-11`; help: write `2016-04-11`"
    );
    assert_eq!(
        said("a\n42471", |c, m| c.date(m)),
        "t.csv:2:1: error: found `42471` in `a`: a number; must be a date such as `2016-04-11`; help: if it is a spreadsheet's number for `2016-04-11`, set the column's format to `yyyy-mm-dd` and save again"
    );
    assert_eq!(
        said("a\n2016-02-30", |c, m| c.date(m)),
        "t.csv:2:1: error: found `2016-02-30` in `a`: there is no such day"
    );
    assert_eq!(
        said("a\nEaster", |c, m| c.date(m)),
        "t.csv:2:1: error: found `Easter` in `a`; must be a date such as `2016-04-11`"
    );
    assert_eq!(
        said("a\n2016-04-11T09:30Z", |c, m| c.date_time(m)),
        "t.csv:2:1: error: found `2016-04-11T09:30Z` in `a`: has a time zone; must be a date and time such as `2016-04-11 09:30`; help: write the local time of the desk, without zone"
    );
    assert_eq!(
        said("a\n2016-04-11 9.30", |c, m| c.date_time(m)),
        "t.csv:2:1: error: found `2016-04-11 9.30` in `a`; must be a date and time such as `2016-04-11 09:30`"
    );
    assert_eq!(
        said("a\n03/04/2016 09:30", |c, m| c.date_time(m)),
        "t.csv:2:1: error: found `03/04/2016 09:30` in `a`: an ambiguous date; must be a date and time such as `2016-04-11 09:30`; help: write `2016-04-03` or `2016-03-04`"
    );
}

#[test]
fn dates_fine() {
    assert_eq!(said("a\n2016-04-11", |c, m| c.date(m)), "2016-04-11");
    assert_eq!(said("a\n2016-04-11", |c, m| c.date_time(m)), "2016-04-11T00:00:00");
    assert_eq!(said("a\n2016-04-11 09:30", |c, m| c.date_time(m)), "2016-04-11T09:30:00");
    assert_eq!(said("a\n2016-04-11T09:30:15.25", |c, m| c.date_time(m)), "2016-04-11T09:30:15.25");
}
