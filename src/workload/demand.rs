//! How many tickets of a kind a day brings, and where in the day a share of them has come.

use super::draws::Draws;
use super::key::{Key, Purpose};
use super::table::Sampler;
use crate::model::{ByDay, Category, Stream};
use crate::units::{DAY, HOUR, Time};

/// What multiplies the volume of a kind on each day: its date, the luck of the day, and that of its category.
#[derive(Clone, Debug)]
pub(super) struct DayFactor<'m> {
    by_day: &'m ByDay,
    common: Luck,
    of_category: Luck,
}

impl<'m> DayFactor<'m> {
    /// Of a replication and a category.
    pub fn new(root: Key, by_day: &'m ByDay, draws: &Draws, category: Category) -> Self {
        let common = Luck { key: root.named("day factor"), law: draws.day_factor.clone() };
        let key = root.named("category factor").named(category.name());
        DayFactor { by_day, common, of_category: Luck { key, law: draws.category_factor.clone() } }
    }

    /// Of dates alone.
    pub fn of_dates(by_day: &'m ByDay) -> Self {
        let luck = Luck { key: Key::default(), law: None };
        DayFactor { by_day, common: luck.clone(), of_category: luck }
    }

    /// Factor of a day, never negative; over the replications its mean is that of the date.
    pub fn of(&self, day: i64) -> f64 {
        self.by_day.of(day) * self.common.of(day) * self.of_category.of(day)
    }
}

/// A random factor of each day with mean 1.
#[derive(Clone, Debug)]
struct Luck {
    key: Key,
    /// With a mean of one second.
    law: Option<Sampler>,
}

impl Luck {
    fn of(&self, day: i64) -> f64 {
        match &self.law {
            Some(law) => law.seconds(self.key.child(day as u64).draw(Purpose::DayFactor, 0)),
            None => 1.0,
        }
    }
}

/// The expected points of each day of the week and their course over the day.
#[derive(Clone, Debug)]
pub(super) struct Week {
    /// Tickets a point, those that users solve themselves included.
    batch: f64,
    volume: [f64; 7],
    /// Per weekday, share of the day's tickets before each hour, 25 values from 0 to 1.
    before: Vec<[f64; 25]>,
    /// Per weekday and hour, microseconds for a unit of share.
    stretch: Vec<[f64; 24]>,
    /// Per weekday, the hour in which each of equal parts of the share begins: where to start to look for it.
    guide: Vec<[u8; GUIDES]>,
    /// Per hour of the week, share of its points before the end of each quarter; empty where hours have one rate.
    quarters: Vec<[f64; 4]>,
}

/// Parts: so many that few hours begin within one.
const GUIDES: usize = 128;

impl Week {
    pub fn new(stream: &Stream) -> Self {
        let batch = stream.batch.mean();
        let mut volume = [0.0; 7];
        let (mut before, mut stretch, mut guide) = (Vec::new(), Vec::new(), Vec::new());
        for (weekday, of_day) in volume.iter_mut().enumerate() {
            let weights = &stream.profile.weights()[weekday * 24..(weekday + 1) * 24];
            let sum: f64 = weights.iter().sum();
            *of_day = stream.per_week / batch * sum;
            let mut shares = [0.0; 25];
            let mut so_far = 0.0;
            for (hour, weight) in weights.iter().enumerate() {
                so_far += weight;
                shares[hour + 1] = if sum > 0.0 { so_far / sum } else { 0.0 };
            }
            shares[24] = 1.0;
            let of_hour = |hour: usize| shares[hour + 1] - shares[hour];
            stretch.push(std::array::from_fn(|h| if of_hour(h) > 0.0 { HOUR.0 as f64 / of_hour(h) } else { 0.0 }));
            let hour_of = |share: f64| shares[1..24].partition_point(|before| *before <= share) as u8;
            guide.push(std::array::from_fn(|part| hour_of(part as f64 / GUIDES as f64)));
            before.push(shares);
        }
        Week { batch, volume, before, stretch, guide, quarters: stream.profile.quarters().to_vec() }
    }

    /// Tickets a point.
    pub fn batch(&self) -> f64 {
        self.batch
    }

    /// Expected points of a day, before its factor.
    #[inline]
    pub fn volume(&self, day: i64) -> f64 {
        self.volume[day.rem_euclid(7) as usize]
    }

    /// The course of a day.
    pub fn day(&self, day: i64) -> Course<'_> {
        let weekday = day.rem_euclid(7) as usize;
        Course {
            midnight: day * DAY.0,
            before: &self.before[weekday],
            stretch: &self.stretch[weekday],
            guide: &self.guide[weekday],
            quarters: self.quarters.get(weekday * 24..(weekday + 1) * 24),
        }
    }
}

/// The nearest integer of 0 <= x < 2^52; faster than a conversion, which has to mind every other number.
#[inline(always)]
fn nearest(x: f64) -> i64 {
    const SHIFT: f64 = (1u64 << 52) as f64;
    ((x + SHIFT).to_bits() - SHIFT.to_bits()) as i64
}

/// How the tickets of a day are spread over it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course<'w> {
    midnight: i64,
    before: &'w [f64; 25],
    stretch: &'w [f64; 24],
    guide: &'w [u8; GUIDES],
    quarters: Option<&'w [[f64; 4]]>,
}

impl Course<'_> {
    /// Share of the tickets that come before an hour, 0 to 24.
    pub fn before(self, hour: usize) -> f64 {
        self.before[hour]
    }

    /// The instant by which `share` of the tickets have come, 0 <= share < 1.
    #[inline(always)]
    pub fn instant(self, share: f64) -> Time {
        // The first bits after the point, without the checks of a conversion.
        let part = (1.0 + share).to_bits() >> (f64::MANTISSA_DIGITS - 1 - GUIDES.ilog2());
        let mut hour = usize::from(self.guide[part as usize % GUIDES]);
        while hour < 23 && self.before[hour + 1] <= share {
            hour += 1;
        }
        let mut into = nearest((share - self.before[hour]) * self.stretch[hour]);
        if let Some(quarters) = self.quarters {
            into = bent(into, &quarters[hour]);
        }
        Time(self.midnight + hour as i64 * HOUR.0 + into.min(HOUR.0 - 1))
    }
}

/// The instant of an hour at which as many of its points have come as at `into` if they came at one rate.
#[inline(never)]
fn bent(into: i64, before: &[f64; 4]) -> i64 {
    let share = into as f64 / HOUR.0 as f64;
    let quarter = before[..3].partition_point(|end| *end <= share);
    let start = if quarter == 0 { 0.0 } else { before[quarter - 1] };
    let of_quarter = (share - start) / (before[quarter] - start);
    ((quarter as f64 + of_quarter.min(1.0)) * (HOUR.0 / 4) as f64) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_bent_to_its_quarters() {
        let quarter = HOUR.0 / 4;
        let at = |share: f64| bent((share * HOUR.0 as f64) as i64, &[0.5, 0.5, 0.75, 1.0]);
        assert_eq!([0.0, 0.25].map(at), [0, quarter / 2]);
        assert_eq!([0.5, 0.625].map(at), [2 * quarter, 2 * quarter + quarter / 2], "an empty quarter is passed over");
        assert_eq!(at(0.75), 3 * quarter);
        assert!(at(1.0 - 1e-9) < HOUR.0);
    }
}
