//! Clocks on the wall that do not show what the run's clock shows.

use crate::units::{Span, Time};

/// The clock on the wall of a place elsewhere: how far it is ahead of the run's clock, and from when on.
///
/// The run's clock is the one on the wall of the desk. It never jumps: the hour that daylight saving leaves out or repeats
/// there, on a Sunday before dawn, is not simulated. So only the difference between the two clocks changes, where they are
/// not put forward or back at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Before the first change.
    ahead: Span,
    /// From an instant on, in order.
    changes: Vec<(Time, Span)>,
}

impl Zone {
    /// A clock that is `ahead` (behind, if negative) until the first of `changes`, which are in order of time.
    pub fn new(ahead: Span, changes: Vec<(Time, Span)>) -> Self {
        Zone { ahead, changes }
    }

    /// From when on the clock is how far ahead, in order, from before all time.
    pub fn steps(&self) -> impl Iterator<Item = (Time, Span)> {
        std::iter::once((Time(i64::MIN), self.ahead)).chain(self.changes.iter().copied())
    }

    /// The first instant at which the clock shows this time or a later one. A time that it leaves out is the instant at
    /// which it is put forward; of a time that it shows twice this is the first.
    pub fn instant(&self, wall: Time) -> Time {
        let mut steps = self.steps().peekable();
        while let Some((from, ahead)) = steps.next() {
            let until = steps.peek().map_or(Time::NEVER, |next| next.0);
            let at = from.max(wall - ahead);
            if at < until {
                return at;
            }
        }
        Time::NEVER
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::HOUR;

    #[test]
    fn times_left_out_and_shown_twice_are_found() {
        let at = |hour: i64| Time(hour * HOUR.0);
        let half = Time(HOUR.0 / 2);
        // Six hours behind; put forward at hour 108 (from 102 to 103), back at 208 (from 203 to 202).
        let zone = Zone::new(Span(-6 * HOUR.0), vec![(at(108), Span(-5 * HOUR.0)), (at(208), Span(-6 * HOUR.0))]);
        let of = |hour| zone.instant(at(hour));
        assert_eq!([of(0), of(101), of(102), of(103), of(104)], [at(6), at(107), at(108), at(108), at(109)]);
        assert_eq!(zone.instant(at(102) + half.since_start()), at(108));
        assert_eq!([of(201), of(202), of(203), of(204)], [at(206), at(207), at(209), at(210)]);
        assert_eq!(zone.instant(at(202) + half.since_start()), at(207) + half.since_start());
    }
}
