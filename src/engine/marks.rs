//! The marks of a run that are known beforehand, read in order.

use super::Mark;
use crate::model::{Extent, Model};
use crate::units::{DAY, Span, Time, WEEK};

/// Marks in time order; at one instant: window start, week, snapshot, window end.
#[derive(Clone, Debug)]
pub(super) struct Marks {
    /// Instant of the next mark.
    pub at: Time,
    /// The next mark.
    pub mark: Mark,
    start: Option<Time>,
    end: Option<Time>,
    week: i64,
    snapshots: Vec<Span>,
    snapshot: usize,
    day: i64,
}

impl Marks {
    pub fn new(model: &Model) -> Self {
        let start = match model.horizon.warm_up {
            Extent::Span(span) => Some(Time::ZERO + span),
            Extent::Tickets(_) => None,
        };
        let mut snapshots = model.snapshots.clone();
        snapshots.sort_unstable();
        let (at, mark) = (Time::NEVER, Mark::WindowStart);
        let mut marks = Marks { at, mark, start, end: None, week: 0, snapshots, snapshot: 0, day: 0 };
        marks.find();
        marks
    }

    /// The window has begun: its end is known if it is a span.
    pub fn window_started(&mut self, now: Time, measured: Extent) {
        self.start = None;
        if let Extent::Span(span) = measured {
            self.end = Some(now + span);
        }
        self.find();
    }

    /// Nothing is marked any more.
    pub fn window_ended(&mut self) {
        self.end = None;
        self.week = i64::MAX / WEEK.0 - 2;
        self.snapshots.clear();
        self.find();
    }

    fn find(&mut self) {
        (self.at, self.mark) = self.next();
    }

    fn next(&self) -> (Time, Mark) {
        let never = (Time::NEVER, Mark::WindowEnd);
        let week = (Time((self.week + 1) * WEEK.0), Mark::Week(self.week));
        let start = self.start.map_or(never, |t| (t, Mark::WindowStart));
        let end = self.end.map_or(never, |t| (t, Mark::WindowEnd));
        let snapshot = match self.snapshots.get(self.snapshot) {
            Some(at) => (Time(self.day * DAY.0 + at.0), Mark::Snapshot(self.snapshot, self.day)),
            None => never,
        };
        let mut first = start;
        for other in [week, snapshot, end] {
            if other.0 < first.0 {
                first = other;
            }
        }
        first
    }

    /// Moves past a mark that is not of the window.
    pub fn pass(&mut self, mark: Mark) {
        match mark {
            Mark::Week(week) => self.week = week + 1,
            Mark::Snapshot(i, day) => {
                (self.snapshot, self.day) = if i + 1 < self.snapshots.len() { (i + 1, day) } else { (0, day + 1) };
            }
            Mark::WindowStart | Mark::WindowEnd => {}
        }
        self.find();
    }
}
