//! Calm and bursts: a rate that alternates between two phases of exponential length, a Markov-modulated Poisson process.
//!
//! The phases are drawn for themselves, whatever the demand is: more of it, or a holiday, moves no burst. Points are drawn at the
//! rate of a burst; in a calm phase a mark of the point keeps one in so many.

use super::key::{Chance, Key, Purpose};
use super::table::Sampler;
use crate::model::Bursts;
use crate::units::{DAY, Time};

/// The phases of one kind, a day at a time.
#[derive(Clone, Debug)]
pub(super) struct Phases {
    key: Key,
    length: Sampler,
    described: Bursts,
    /// Points kept in a calm phase.
    calm: Chance,
    /// Phases drawn so far, whether the last of them is a burst, and when it ends.
    drawn: u64,
    burst: bool,
    until: i64,
    /// The day: whether it begins in a burst, and the instants at which the phase changes.
    begins: bool,
    changes: Vec<i64>,
}

impl Phases {
    /// Of a kind; `length` is the exponential law with a mean of one second.
    pub fn new(kind: Key, described: Bursts, length: Sampler) -> Self {
        let key = kind.named("bursts");
        // As in the long run from the first instant on.
        let burst = Chance::new(described.share()).hit(key.draw(Purpose::Phase, 0));
        let calm = Chance::new(1.0 / described.factor);
        let mut this =
            Phases { key, length, described, calm, drawn: 0, burst, until: 0, begins: burst, changes: Vec::new() };
        this.until = this.next_length();
        this
    }

    /// The rate of a burst as a multiple of the mean rate.
    pub fn peak(&self) -> f64 {
        self.described.peak()
    }

    fn next_length(&mut self) -> i64 {
        let mean = if self.burst { self.described.mean } else { self.described.calm_mean };
        let bits = self.key.child(self.drawn).draw(Purpose::Phase, 0);
        self.drawn += 1;
        ((self.length.seconds(bits) * mean.0 as f64) as i64).max(1)
    }

    /// Moves on to a day, which must follow the one before.
    pub fn starts_day(&mut self, day: i64) {
        self.begins = self.burst;
        self.changes.clear();
        while self.until < (day + 1) * DAY.0 {
            self.changes.push(self.until);
            self.burst = !self.burst;
            self.until += self.next_length();
        }
    }

    /// Whether a point of the day is one of its phase.
    pub fn keeps(&self, at: Time, point: Key) -> bool {
        let changed = self.changes.partition_point(|change| *change <= at.0) % 2 == 1;
        self.begins != changed || self.calm.hit(point.draw(Purpose::Phase, 0))
    }
}
