//! [`Time`] is an instant of a run, [`Span`] a length of time; both are whole microseconds.

use std::fmt;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// A length of time in microseconds; may be negative as an intermediate result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(pub i64);

/// An instant of a run: microseconds since Monday 00:00 of the run's first week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub i64);

/// One second.
pub const SECOND: Span = Span(1_000_000);
/// One minute.
pub const MINUTE: Span = Span(60 * SECOND.0);
/// One hour.
pub const HOUR: Span = Span(60 * MINUTE.0);
/// One day of 24 hours.
pub const DAY: Span = Span(24 * HOUR.0);
/// One week of 168 hours.
pub const WEEK: Span = Span(7 * DAY.0);

impl Span {
    /// No time at all.
    pub const ZERO: Span = Span(0);

    /// The span nearest to `seconds`; saturates at the range of 64 bits, `NaN` gives zero.
    pub fn from_seconds(seconds: f64) -> Span {
        Span((seconds * 1e6).round_ties_even() as i64)
    }

    /// The span nearest to `minutes`.
    pub fn from_minutes(minutes: f64) -> Span {
        Span((minutes * 6e7).round_ties_even() as i64)
    }

    /// The span nearest to `hours`.
    pub fn from_hours(hours: f64) -> Span {
        Span((hours * 3.6e9).round_ties_even() as i64)
    }

    /// This span in seconds.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// This span in minutes.
    pub fn minutes(self) -> f64 {
        self.0 as f64 / 6e7
    }

    /// This span in hours.
    pub fn hours(self) -> f64 {
        self.0 as f64 / 3.6e9
    }
}

impl Time {
    /// Monday 00:00 of the first week.
    pub const ZERO: Time = Time(0);
    /// Later than every event of any run.
    pub const NEVER: Time = Time(i64::MAX);

    /// Time since Monday 00:00 of the week this instant lies in.
    pub fn into_week(self) -> Span {
        Span(self.0.rem_euclid(WEEK.0))
    }

    /// Which week this instant lies in; the first is 0.
    pub fn week(self) -> i64 {
        self.0.div_euclid(WEEK.0)
    }

    /// Time since the start of the run.
    pub fn since_start(self) -> Span {
        Span(self.0)
    }
}

impl Add<Span> for Time {
    type Output = Time;
    #[inline]
    fn add(self, span: Span) -> Time {
        Time(self.0 + span.0)
    }
}

impl Sub<Span> for Time {
    type Output = Time;
    #[inline]
    fn sub(self, span: Span) -> Time {
        Time(self.0 - span.0)
    }
}

impl Sub for Time {
    type Output = Span;
    #[inline]
    fn sub(self, earlier: Time) -> Span {
        Span(self.0 - earlier.0)
    }
}

impl AddAssign<Span> for Time {
    fn add_assign(&mut self, span: Span) {
        self.0 += span.0;
    }
}

impl Add for Span {
    type Output = Span;
    #[inline]
    fn add(self, other: Span) -> Span {
        Span(self.0 + other.0)
    }
}

impl Sub for Span {
    type Output = Span;
    #[inline]
    fn sub(self, other: Span) -> Span {
        Span(self.0 - other.0)
    }
}

impl AddAssign for Span {
    fn add_assign(&mut self, other: Span) {
        self.0 += other.0;
    }
}

impl SubAssign for Span {
    fn sub_assign(&mut self, other: Span) {
        self.0 -= other.0;
    }
}

impl Neg for Span {
    type Output = Span;
    fn neg(self) -> Span {
        Span(-self.0)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3} h", self.hours())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_knows_its_week() {
        let t = Time::ZERO + Span(2 * WEEK.0) + HOUR;
        assert_eq!((t.week(), t.into_week()), (2, HOUR));
        let before = Time(-1);
        assert_eq!((before.week(), before.into_week()), (-1, WEEK - Span(1)));
    }

    #[test]
    fn spans_convert_both_ways() {
        assert_eq!(Span::from_minutes(1.5), Span(90_000_000));
        assert_eq!(Span::from_hours(0.25).minutes(), 15.0);
        assert_eq!(Span::from_seconds(2.0).seconds(), 2.0);
    }
}
