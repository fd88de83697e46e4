//! How many tickets of a kind a day brings, and where in the day a share of them has come.

use super::key::{Key, Purpose};
use super::table::Sampler;
use crate::model::Stream;
use crate::units::{DAY, HOUR, Time};

/// The random factor of each day, common to all kinds.
#[derive(Clone, Debug)]
pub(super) struct DayFactor {
    key: Key,
    law: Option<Sampler>,
}

impl DayFactor {
    /// Of a replication; `law` has a mean of one second.
    pub fn new(root: Key, law: Option<Sampler>) -> Self {
        DayFactor { key: root.named("day factor"), law }
    }

    /// Factor of a day: mean 1, never negative.
    pub fn of(&self, day: i64) -> f64 {
        match &self.law {
            Some(law) => law.seconds(self.key.child(day as u64).draw(Purpose::DayFactor, 0)),
            None => 1.0,
        }
    }
}

/// The expected tickets of each day of the week and their course over the day.
#[derive(Clone, Debug)]
pub(super) struct Week {
    volume: [f64; 7],
    /// Per weekday, share of the day's tickets before each hour, 25 values from 0 to 1.
    before: Vec<[f64; 25]>,
    /// Per weekday and hour, microseconds for a unit of share.
    stretch: Vec<[f64; 24]>,
}

impl Week {
    pub fn new(stream: &Stream) -> Self {
        let mut volume = [0.0; 7];
        let (mut before, mut stretch) = (Vec::new(), Vec::new());
        for (weekday, of_day) in volume.iter_mut().enumerate() {
            let weights = &stream.profile.weights()[weekday * 24..(weekday + 1) * 24];
            let sum: f64 = weights.iter().sum();
            *of_day = stream.per_week * sum;
            let mut shares = [0.0; 25];
            let mut so_far = 0.0;
            for (hour, weight) in weights.iter().enumerate() {
                so_far += weight;
                shares[hour + 1] = if sum > 0.0 { so_far / sum } else { 0.0 };
            }
            shares[24] = 1.0;
            let of_hour = |hour: usize| shares[hour + 1] - shares[hour];
            stretch.push(std::array::from_fn(|h| if of_hour(h) > 0.0 { HOUR.0 as f64 / of_hour(h) } else { 0.0 }));
            before.push(shares);
        }
        Week { volume, before, stretch }
    }

    /// No day of the week brings anything.
    pub fn is_empty(&self) -> bool {
        self.volume.iter().all(|v| *v <= 0.0)
    }

    /// Expected tickets of a day, before its random factor.
    #[inline]
    pub fn volume(&self, day: i64) -> f64 {
        self.volume[day.rem_euclid(7) as usize]
    }

    /// The instant of a day by which `share` of its tickets have come, 0 <= share < 1. `hour` is where to start to
    /// look: the hour found for an earlier share of the same day.
    #[inline]
    pub fn instant(&self, day: i64, share: f64, hour: &mut usize) -> Time {
        let before = &self.before[day.rem_euclid(7) as usize];
        while *hour < 23 && before[*hour + 1] <= share {
            *hour += 1;
        }
        let (low, high) = (before[*hour], before[*hour + 1]);
        let stretch = self.stretch[day.rem_euclid(7) as usize][*hour];
        debug_assert!(high >= low);
        let into = ((share - low).max(0.0) * stretch) as i64;
        Time(day * DAY.0 + *hour as i64 * HOUR.0 + into.min(HOUR.0 - 1))
    }
}
