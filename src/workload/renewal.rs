//! Renewal arrivals: independent gaps of any law, bent to the course of the week by a change of time.
//!
//! A gap of 1 is the time in which one ticket is expected. More demand shortens all gaps by the same factor; ticket
//! number n keeps its key.

use super::demand::{DayFactor, Week};
use super::key::{Key, Purpose};
use super::table::Sampler;
use crate::model::Stream;
use crate::units::Time;

/// The arrivals of one kind.
#[derive(Clone, Debug)]
pub(super) struct Renewal {
    key: Key,
    week: Week,
    factor: DayFactor,
    gap: Sampler,
    number: u64,
    day: i64,
    hour: usize,
    volume: f64,
    /// Tickets expected so far today.
    so_far: f64,
}

impl Renewal {
    /// `gap` is the law of the gaps with a mean of one second.
    pub fn new(key: Key, stream: &Stream, factor: DayFactor, gap: Sampler) -> Self {
        let week = Week::new(stream);
        let volume = week.volume(0) * factor.of(0);
        Renewal { key, week, factor, gap, number: 0, day: 0, hour: 0, volume, so_far: 0.0 }
    }

    /// The next ticket's instant and key.
    pub fn next(&mut self) -> Option<(Time, Key)> {
        if self.week.is_empty() {
            return None;
        }
        let key = self.key.child(self.number);
        self.number += 1;
        self.so_far += self.gap.seconds(key.draw(Purpose::Gap, 0));
        while self.so_far >= self.volume {
            self.so_far -= self.volume;
            self.day += 1;
            self.hour = 0;
            self.volume = self.week.volume(self.day) * self.factor.of(self.day);
        }
        Some((self.week.instant(self.day, self.so_far / self.volume, &mut self.hour), key))
    }
}
