//! [`TimeWeighted`]: integrals over time of a level that changes in steps, exact integers.

use crate::units::{Span, Time};

/// Integral of a whole-numbered level (a backlog, people at work) and of its square over time.
///
/// The integrals reach to `since`; [`flush`](TimeWeighted::flush) brings them up to now. Units: level x microseconds, and
/// level² x microseconds. Exact for any level below 2^40 over any run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeWeighted {
    level: i64,
    since: Time,
    integral: i128,
    second: i128,
}

impl TimeWeighted {
    /// Starts at `now` with `level`.
    pub fn new(now: Time, level: i64) -> TimeWeighted {
        TimeWeighted {
            level,
            since: now,
            ..TimeWeighted::default()
        }
    }

    /// The level changes to `level` at `now`, which must not be earlier than the last change.
    #[inline]
    pub fn set(&mut self, now: Time, level: i64) {
        self.flush(now);
        self.level = level;
    }

    /// The level changes by `delta` at `now`, which must not be earlier than the last change.
    #[inline]
    pub fn add(&mut self, now: Time, delta: i64) {
        self.flush(now);
        self.level += delta;
    }

    /// Brings the integrals up to `now`, which must not be earlier than the last change.
    #[inline]
    pub fn flush(&mut self, now: Time) {
        debug_assert!(
            now >= self.since,
            "time goes forward: {now:?} after {:?}",
            self.since
        );
        let elapsed = i128::from((now - self.since).0);
        let area = i128::from(self.level) * elapsed;
        self.integral += area;
        self.second += area * i128::from(self.level);
        self.since = now;
    }

    /// Forgets the integrals and starts a new window at `now`; the level stays.
    pub fn restart(&mut self, now: Time) {
        self.flush(now);
        (self.integral, self.second) = (0, 0);
    }

    /// The present level.
    #[inline]
    pub fn level(&self) -> i64 {
        self.level
    }

    /// The instant the integrals reach to.
    pub fn since(&self) -> Time {
        self.since
    }

    /// Integral of the level up to `since`, in level x microseconds.
    pub fn integral(&self) -> i128 {
        self.integral
    }

    /// Integral of the level's square up to `since`, in level² x microseconds.
    pub fn second(&self) -> i128 {
        self.second
    }

    /// Time average of the level over a window of length `window`; `None` if it has no length.
    pub fn mean(&self, window: Span) -> Option<f64> {
        (window > Span::ZERO).then(|| self.integral as f64 / window.0 as f64)
    }

    /// Time-weighted variance of the level over a window of length `window`; `None` if it has no length.
    pub fn variance(&self, window: Span) -> Option<f64> {
        let mean = self.mean(window)?;
        Some((self.second as f64 / window.0 as f64 - mean * mean).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integrals_by_hand() {
        // Level 2 for 10, 5 for 20, 0 for 10, 1 for 10.
        let mut backlog = TimeWeighted::new(Time(100), 2);
        backlog.add(Time(110), 3);
        backlog.set(Time(130), 0);
        backlog.add(Time(140), 1);
        backlog.flush(Time(150));
        assert_eq!(
            (backlog.integral(), backlog.second()),
            (20 + 100 + 10, 40 + 500 + 10)
        );
        assert_eq!((backlog.level(), backlog.since()), (1, Time(150)));
        assert_eq!(backlog.mean(Span(50)), Some(2.6));
        assert!((backlog.variance(Span(50)).unwrap() - (11.0 - 2.6 * 2.6)).abs() < 1e-12);
        assert_eq!(backlog.mean(Span::ZERO), None);
    }

    #[test]
    fn flushing_again_adds_nothing() {
        let mut once = TimeWeighted::new(Time(0), 3);
        once.flush(Time(7));
        let mut twice = once;
        twice.flush(Time(7));
        assert_eq!(once, twice);
    }

    #[test]
    fn a_new_window_keeps_the_level() {
        let mut busy = TimeWeighted::new(Time(0), 4);
        busy.restart(Time(10));
        busy.flush(Time(15));
        assert_eq!((busy.level(), busy.integral(), busy.second()), (4, 20, 80));
    }

    #[test]
    fn negative_levels_are_integrated_too() {
        let mut level = TimeWeighted::new(Time(0), -3);
        level.flush(Time(2));
        assert_eq!((level.integral(), level.second()), (-6, 18));
    }
}
