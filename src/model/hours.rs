//! Hours of the week: when a clock runs, and how demand spreads over the week.

use crate::units::{HOUR, Span, Time, WEEK};

/// A weekly pattern of open intervals, with the clock that runs only inside them.
///
/// The clock is a cumulative function B(t): elapsed time is B(b) - B(a), a deadline its inverse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Open intervals as offsets into the week, sorted, apart, inside 0..=one week.
    intervals: Vec<(Span, Span)>,
    /// Open time before each interval, and last the open time of a whole week.
    before: Vec<Span>,
    /// For each hour of the week, the first interval that ends after its start.
    first: Vec<u32>,
}

impl Hours {
    /// Open all the time.
    pub fn always() -> Self {
        Hours::new(vec![(Span::ZERO, WEEK)])
    }

    /// Open in these intervals of each week: offsets from Monday 00:00. Intervals may touch or overlap (they are
    /// joined) and may run past the end of the week (they wrap round).
    pub fn new(intervals: Vec<(Span, Span)>) -> Self {
        let mut cut = Vec::new();
        for (start, end) in intervals {
            let length = (end.0 - start.0).clamp(0, WEEK.0);
            let start = start.0.rem_euclid(WEEK.0);
            let end = start + length;
            cut.push((start, end.min(WEEK.0)));
            if end > WEEK.0 {
                cut.push((0, end - WEEK.0));
            }
        }
        cut.retain(|(start, end)| start < end);
        cut.sort_unstable();
        let mut joined: Vec<(Span, Span)> = Vec::new();
        for (start, end) in cut {
            match joined.last_mut() {
                Some(last) if start <= last.1.0 => last.1 = last.1.max(Span(end)),
                _ => joined.push((Span(start), Span(end))),
            }
        }
        let mut before = vec![Span::ZERO];
        for (start, end) in &joined {
            before.push(*before.last().unwrap_or(&Span::ZERO) + (*end - *start));
        }
        let first = (0..168).map(|h| joined.partition_point(|(_, end)| end.0 <= h * HOUR.0) as u32).collect();
        Hours { intervals: joined, before, first }
    }

    /// The open intervals, as offsets from Monday 00:00, sorted and apart.
    pub fn intervals(&self) -> &[(Span, Span)] {
        &self.intervals
    }

    /// Open time in a week.
    pub fn per_week(&self) -> Span {
        self.before[self.intervals.len()]
    }

    /// Whether every hour is open.
    pub fn is_always(&self) -> bool {
        self.per_week() == WEEK
    }

    /// Open time from Monday 00:00 of week 0 to `at`: B(t). Negative before that Monday.
    pub fn clock(&self, at: Time) -> Span {
        let into = at.into_week();
        let mut i = self.first[(into.0 / HOUR.0) as usize] as usize;
        while i < self.intervals.len() && self.intervals[i].1 <= into {
            i += 1;
        }
        let partly = match self.intervals.get(i) {
            Some((start, _)) => (into.0 - start.0).max(0),
            None => 0,
        };
        Span(at.week() * self.per_week().0 + self.before[i].0 + partly)
    }

    /// Open time between two instants.
    pub fn elapsed(&self, from: Time, to: Time) -> Span {
        self.clock(to) - self.clock(from)
    }

    /// The first instant by which `open` has elapsed on this clock since `from`. With no open hour at all: never.
    pub fn after(&self, from: Time, open: Span) -> Time {
        let week = self.per_week().0;
        if week == 0 {
            return Time::NEVER;
        }
        if open.0 <= 0 {
            return from;
        }
        let reading = self.clock(from).0 + open.0;
        // The last moment of a week belongs to that week: an end at closing time, not at the next opening.
        let (weeks, rest) = ((reading - 1).div_euclid(week), (reading - 1).rem_euclid(week) + 1);
        let i = self.before.partition_point(|b| b.0 < rest) - 1;
        Time(weeks * WEEK.0 + self.intervals[i].0.0 + rest - self.before[i].0)
    }
}

/// How demand spreads over the hours of a week: 168 weights from Monday 00:00, summing to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    weights: Vec<f64>,
}

impl Profile {
    /// The same rate at every hour.
    pub fn flat() -> Self {
        Profile { weights: vec![1.0 / 168.0; 168] }
    }

    /// From 168 weights, finite and 0 or more, that are scaled to sum to 1. `None` if there are not 168 such weights
    /// or all are 0.
    pub fn new(weights: &[f64]) -> Option<Self> {
        let sum: f64 = weights.iter().sum();
        let fine = weights.len() == 168 && weights.iter().all(|w| w.is_finite() && *w >= 0.0) && sum > 0.0;
        fine.then(|| Profile { weights: weights.iter().map(|w| w / sum).collect() })
    }

    /// Share of the week's tickets in each hour of the week.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Share of the week's tickets on a day, Monday = 0.
    pub fn day(&self, weekday: usize) -> f64 {
        self.weights[weekday * 24..(weekday + 1) * 24].iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{DAY, MINUTE};

    fn weekdays_9_to_17() -> Hours {
        Hours::new((0..5).map(|d| (Span(d * DAY.0 + 9 * HOUR.0), Span(d * DAY.0 + 17 * HOUR.0))).collect())
    }

    #[test]
    fn friday_four_to_monday_ten_is_two_hours() {
        let hours = weekdays_9_to_17();
        let friday = Time(4 * DAY.0 + 16 * HOUR.0);
        let monday = Time(WEEK.0 + 10 * HOUR.0);
        assert_eq!(hours.elapsed(friday, monday), Span(2 * HOUR.0));
        assert_eq!(hours.after(friday, Span(2 * HOUR.0)), monday);
        assert_eq!(hours.after(friday, HOUR), Time(4 * DAY.0 + 17 * HOUR.0), "ends at closing time");
        assert_eq!(hours.per_week(), Span(40 * HOUR.0));
    }

    #[test]
    fn the_clock_counts_open_minutes() {
        let hours = Hours::new(vec![
            (Span(22 * HOUR.0), Span(30 * HOUR.0)),
            (Span(6 * DAY.0 + 20 * HOUR.0), Span(7 * DAY.0 + 2 * HOUR.0)),
            (Span(25 * HOUR.0), Span(26 * HOUR.0)),
        ]);
        let mut open = 0;
        for minute in 0..(14 * 24 * 60) {
            let at = Time(minute * MINUTE.0);
            assert_eq!(hours.clock(at), Span(open * MINUTE.0), "minute {minute}");
            let into = minute % (7 * 24 * 60);
            open += i64::from((1320..1800).contains(&into) || !(120..10_080 - 240).contains(&into));
        }
    }

    #[test]
    fn a_deadline_is_the_inverse_of_the_clock() {
        let hours = weekdays_9_to_17();
        for start in (0..7 * 48).map(|h| Time(h * 30 * MINUTE.0)) {
            for open in [1, 7, 30, 481, 5000].map(|m| Span(m * MINUTE.0)) {
                let end = hours.after(start, open);
                assert_eq!(hours.elapsed(start, end), open);
                assert!(hours.elapsed(start, end - Span(1)) < open, "the first such instant");
            }
        }
        assert_eq!(Hours::new(vec![]).after(Time::ZERO, HOUR), Time::NEVER);
        assert!(Hours::always().is_always());
    }
}
