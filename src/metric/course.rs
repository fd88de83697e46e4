//! The course of the week, hour by hour: when tickets come, and how many are open.
//!
//! Kept only where somebody asks for it, because it costs a look at the clock at every event. Its size does not grow
//! with the weeks recorded.

use super::Outcome;
use crate::stats::{Estimate, Sketch, ratio_interval};
use crate::units::{HOUR, Span, Time, WEEK};

/// Hours of a week.
pub const HOURS_OF_WEEK: usize = 168;

/// A sketch tells small numbers apart only if they are scaled: below 516 all share one bucket.
const SCALE: u64 = 1024;

/// Most open tickets that are told apart from more.
const MOST: u64 = u64::MAX / SCALE;

/// The hour of the week, 0 to 167, that an instant lies in; 0 begins on Monday at 00:00.
fn hour_of(at: Time) -> usize {
    (at.into_week().0 / HOUR.0) as usize % HOURS_OF_WEEK
}

/// One hour of the week, in all the weeks of the window.
#[derive(Clone, Debug, Default)]
struct Hour {
    /// Tickets that arrived in it.
    arrived: u64,
    /// How often it has passed.
    passed: u64,
    /// How often it has begun, the sum of the tickets open then, and how they spread.
    begun: u64,
    open_sum: u64,
    open: Sketch,
}

/// What one replication saw, hour of the week by hour of the week.
#[derive(Clone, Debug)]
pub struct Course {
    hours: Vec<Hour>,
    now: Time,
}

impl Default for Course {
    fn default() -> Self {
        Course { hours: vec![Hour::default(); HOURS_OF_WEEK], now: Time::ZERO }
    }
}

impl Course {
    /// A ticket arrives inside the window.
    pub(super) fn arrived(&mut self, now: Time) {
        self.hours[hour_of(now)].arrived += 1;
    }

    /// So many tickets are open for the next span; a full hour at its end belongs to it.
    pub(super) fn open_for(&mut self, open: u64, span: Span, inside: bool) {
        let from = self.now;
        self.now = from + span;
        if !inside {
            return;
        }
        let first = from.0.div_euclid(HOUR.0) + 1;
        for full in first..=self.now.0.div_euclid(HOUR.0) {
            let at = hour_of(Time(full * HOUR.0));
            self.hours[(at + HOURS_OF_WEEK - 1) % HOURS_OF_WEEK].passed += 1;
            let hour = &mut self.hours[at];
            hour.begun += 1;
            hour.open_sum += open;
            hour.open.record(open.min(MOST) * SCALE);
        }
    }

    /// Keeps the same in little memory.
    pub(super) fn pack(&mut self) {
        self.hours.iter_mut().for_each(|hour| hour.open.pack());
    }
}

/// An hour of the week over all replications.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HourOfWeek {
    /// 0 to 167; 0 begins on Monday at 00:00.
    pub hour: usize,
    /// Tickets that arrive in it.
    pub arrivals: Option<Estimate>,
    /// Tickets open at its beginning.
    pub open: Option<Estimate>,
    /// Tickets open at its beginning in a low and a high week: one in ten has fewer, one in ten has more.
    pub open_band: Option<(f64, f64)>,
}

/// The course of the week of a scenario; nothing where it was not recorded.
pub fn course(outcomes: &[Outcome], confidence: f64) -> Option<Vec<HourOfWeek>> {
    let courses: Option<Vec<&Course>> = outcomes.iter().map(|o| o.course.as_deref()).collect();
    let courses = courses.filter(|c| !c.is_empty())?;
    let one = |hour: usize| {
        let of = || courses.iter().map(|course| &course.hours[hour]);
        let ratio = |pairs: Vec<(f64, f64)>| ratio_interval(&pairs, confidence);
        let band = |p| Sketch::quantile_of(of().map(|h| &h.open), p, 0).map(|open| (open / SCALE as f64).round());
        HourOfWeek {
            hour,
            arrivals: ratio(of().map(|h| (h.arrived as f64, h.passed as f64)).collect()),
            open: ratio(of().map(|h| (h.open_sum as f64, h.begun as f64)).collect()),
            open_band: band(0.1).zip(band(0.9)),
        }
    };
    Some((0..HOURS_OF_WEEK).map(one).collect())
}

/// Tickets open in each week from the start of the run, warm-up included: the mean over replications, and what one run
/// in ten stays below and one in ten goes above.
pub fn weekly_open(outcomes: &[Outcome], confidence: f64) -> Vec<(Estimate, (f64, f64))> {
    let weeks = outcomes.iter().map(|o| o.weekly_open.len()).min().unwrap_or(0);
    let one = |week: usize| {
        let mut each: Vec<f64> = outcomes.iter().map(|o| o.weekly_open[week] as f64 / WEEK.0 as f64).collect();
        let pairs: Vec<(f64, f64)> = each.iter().map(|open| (*open, 1.0)).collect();
        each.sort_by(f64::total_cmp);
        let at = |p: f64| each[((each.len() - 1) as f64 * p).round() as usize];
        ratio_interval(&pairs, confidence).map(|mean| (mean, (at(0.1), at(0.9))))
    };
    (0..weeks).filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_hours_belong_to_the_span_that_ends_with_them() {
        let mut course = Course::default();
        course.open_for(3, WEEK, false);
        course.arrived(Time(WEEK.0 + 90 * 60_000_000));
        // From Monday 00:00 to 02:30, one and then seven tickets open.
        course.open_for(1, Span(HOUR.0), true);
        course.open_for(7, Span(HOUR.0 + HOUR.0 / 2), true);
        let seen: Vec<(u64, u64, u64, u64)> =
            course.hours[..4].iter().map(|h| (h.arrived, h.passed, h.begun, h.open_sum)).collect();
        assert_eq!(seen, [(0, 1, 0, 0), (1, 1, 1, 1), (0, 0, 1, 7), (0, 0, 0, 0)]);
    }

    #[test]
    fn a_week_has_each_hour_once_and_small_numbers_stay_apart() {
        let mut course = Course::default();
        for hour in 0..HOURS_OF_WEEK as u64 {
            course.open_for(hour % 5, Span(HOUR.0), true);
        }
        assert!(course.hours.iter().all(|h| h.passed == 1 && h.begun == 1));
        course.pack();
        let outcome = Outcome { course: Some(Box::new(course)), ..Outcome::default() };
        let week = super::course(&[outcome.clone(), outcome], 0.95).expect("recorded");
        assert_eq!(week[3].open.map(|e| e.value), Some(2.0));
        assert_eq!(week[3].open_band, Some((2.0, 2.0)));
        assert_eq!(super::course(&[Outcome::default()], 0.95), None);
    }
}
