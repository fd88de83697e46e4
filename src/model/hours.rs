//! Hours of the week: when a clock runs, and how demand spreads over the week.

use crate::units::{DAY, HOUR, Span, Time, WEEK};

/// A weekly pattern of open intervals, with the clock that runs only inside them, and the days on which it stands still.
///
/// The clock is a cumulative function B(t): elapsed time is B(b) - B(a), a deadline its inverse. Either costs the same
/// however long the span, and without closed days nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Open intervals as offsets into the week, sorted, apart, inside 0..=one week.
    intervals: Vec<(Span, Span)>,
    /// Open time before each interval, and last the open time of a whole week.
    before: Vec<Span>,
    /// For each hour of the week, the first interval that ends after its start.
    first: Vec<u32>,
    /// Days on which the clock stands still, ascending.
    closed: Vec<Closed>,
    /// Open time of the ordinary weeks that the closed days take from Monday 00:00 of week 0 on; those before count below zero.
    lost: Vec<Span>,
}

/// A closed day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Closed {
    /// Days from the Monday of week 0.
    day: i64,
    /// Reading of the clock as the day begins.
    reading: Span,
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
        Hours { intervals: joined, before, first, closed: Vec::new(), lost: Vec::new() }
    }

    /// The same hours, closed on these days, which count from the Monday of week 0.
    ///
    /// Closed is the calendar day, from midnight to midnight: a night that begins on the evening before is cut at the
    /// midnight with which the closed day begins, one that begins on the closed day starts as that day ends.
    #[must_use]
    pub fn closed_on(mut self, days: impl IntoIterator<Item = i64>) -> Self {
        let mut days: Vec<i64> = days.into_iter().collect();
        days.sort_unstable();
        days.dedup();
        let open_on = |day: i64| self.ordinary(Time((day + 1) * DAY.0)) - self.ordinary(Time(day * DAY.0));
        let past = days.iter().filter(|day| **day < 0).fold(Span::ZERO, |sum, day| sum + open_on(*day));
        let mut lost = vec![-past];
        let mut closed = Vec::new();
        for day in days {
            let so_far = lost[closed.len()];
            closed.push(Closed { day, reading: self.ordinary(Time(day * DAY.0)) - so_far });
            lost.push(so_far + open_on(day));
        }
        (self.closed, self.lost) = (closed, lost);
        self
    }

    /// The open intervals, as offsets from Monday 00:00, sorted and apart.
    pub fn intervals(&self) -> &[(Span, Span)] {
        &self.intervals
    }

    /// Open time in a week without closed days.
    pub fn per_week(&self) -> Span {
        self.before[self.intervals.len()]
    }

    /// Whether every hour is open.
    pub fn is_always(&self) -> bool {
        self.per_week() == WEEK && self.closed.is_empty()
    }

    /// Open time from Monday 00:00 of week 0 to `at`: B(t). Negative before that Monday.
    pub fn clock(&self, at: Time) -> Span {
        let ordinary = self.ordinary(at);
        if self.closed.is_empty() { ordinary } else { self.less_closed(at, ordinary) }
    }

    /// What the clock shows at an instant at which it would show `ordinary` without closed days.
    #[inline(never)]
    fn less_closed(&self, at: Time, ordinary: Span) -> Span {
        let today = at.0.div_euclid(DAY.0);
        let i = self.closed.partition_point(|c| c.day < today);
        match self.closed.get(i).filter(|c| c.day == today) {
            Some(closed) => closed.reading,
            None => ordinary - self.lost[i],
        }
    }

    /// B(t) of the weeks as they are without closed days.
    fn ordinary(&self, at: Time) -> Span {
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
        let mut reading = self.clock(from).0 + open.0;
        if !self.closed.is_empty() {
            // Days that begin before the reading is reached are behind; on ordinary weeks it is what they took later.
            reading += self.lost[self.closed.partition_point(|c| c.reading.0 < reading)].0;
        }
        // The last moment of a week belongs to that week: an end at closing time, not at the next opening.
        let (weeks, rest) = ((reading - 1).div_euclid(week), (reading - 1).rem_euclid(week) + 1);
        let i = self.before.partition_point(|b| b.0 < rest) - 1;
        Time(weeks * WEEK.0 + self.intervals[i].0.0 + rest - self.before[i].0)
    }
}

/// How demand spreads over a week: 168 weights of hours from Monday 00:00, summing to 1, and within the hours where that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    weights: Vec<f64>,
    /// Of each hour, the share of its tickets before the end of each quarter; none where they come at one rate.
    quarters: Vec<[f64; 4]>,
}

impl Profile {
    /// The same rate at every hour.
    pub fn flat() -> Self {
        Profile { weights: vec![1.0 / 168.0; 168], quarters: Vec::new() }
    }

    /// From 168 weights of hours or 672 of quarters of an hour, finite and 0 or more, that are scaled to sum to 1. `None` if there
    /// are not so many such weights or all are 0.
    pub fn new(weights: &[f64]) -> Option<Self> {
        if !weights.iter().all(|w| w.is_finite() && *w >= 0.0) {
            return None;
        }
        let (hours, quarters): (Vec<f64>, Vec<[f64; 4]>) = match weights.len() {
            168 => (weights.to_vec(), Vec::new()),
            672 => weights.chunks_exact(4).map(cumulated).unzip(),
            _ => return None,
        };
        let sum: f64 = hours.iter().sum();
        (sum > 0.0).then(|| Profile { weights: hours.iter().map(|w| w / sum).collect(), quarters })
    }

    /// Share of the week's tickets in each hour of the week.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// Of each hour of the week, the share of its tickets before the end of each quarter; empty if every hour has one rate.
    pub fn quarters(&self) -> &[[f64; 4]] {
        &self.quarters
    }

    /// Share of the week's tickets on a day, Monday = 0.
    pub fn day(&self, weekday: usize) -> f64 {
        self.weights[weekday * 24..(weekday + 1) * 24].iter().sum()
    }
}

/// Weight of an hour, and the share of it before the end of each of its parts.
fn cumulated(parts: &[f64]) -> (f64, [f64; 4]) {
    let sum: f64 = parts.iter().sum();
    let until = |q: usize| if q == 3 { 1.0 } else { parts[..=q].iter().sum::<f64>() / sum.max(f64::MIN_POSITIVE) };
    (sum, std::array::from_fn(until))
}

#[cfg(test)]
mod tests;
