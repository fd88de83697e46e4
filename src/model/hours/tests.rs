use super::*;
use crate::units::MINUTE;
use proptest::prelude::*;

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

#[test]
fn a_night_is_cut_at_the_midnights_of_a_closed_day() {
    let night = |d: i64| (Span(d * DAY.0 + 22 * HOUR.0), Span(d * DAY.0 + 30 * HOUR.0));
    let hours = Hours::new((0..7).map(night).collect()).closed_on([2]);
    let at = |day: i64, hour: i64| Time(day * DAY.0 + hour * HOUR.0);
    assert_eq!(hours.elapsed(at(1, 20), at(2, 0)), Span(2 * HOUR.0), "the evening before is open until midnight");
    assert_eq!(hours.elapsed(at(2, 0), at(3, 0)), Span::ZERO);
    assert_eq!(hours.elapsed(at(3, 0), at(3, 12)), Span(6 * HOUR.0), "the rest of a night that would begin on it");
    assert_eq!(hours.after(at(1, 23), HOUR), at(2, 0));
    assert_eq!(hours.after(at(1, 23), Span(HOUR.0 + 1)), at(3, 0) + Span(1));
}

/// A week of shifts that may cross midnight, each perhaps with a gap, in minutes.
fn weeks() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let shift = (0i64..1440, 1i64..=900, proptest::option::of((0i64..900, 1i64..90)));
    proptest::collection::vec(proptest::option::weighted(0.8, shift), 7).prop_map(|days| {
        let mut pieces = Vec::new();
        for (day, shift) in days.into_iter().enumerate() {
            let Some((start, length, gap)) = shift else { continue };
            let (start, end) = (day as i64 * 1440 + start, day as i64 * 1440 + start + length);
            match gap
                .map(|(from, long)| (start + from, start + from + long))
                .filter(|(from, to)| *from > start && *to < end)
            {
                Some((from, to)) => pieces.extend([(start, from), (to, end)]),
                None => pieces.push((start, end)),
            }
        }
        pieces
    })
}

/// Days before week 0 and after it, alone, side by side or at weekends.
fn closed_days() -> impl Strategy<Value = Vec<i64>> {
    let runs = proptest::collection::vec((-14i64..28, 1i64..=4), 0..6);
    runs.prop_map(|runs| runs.into_iter().flat_map(|(from, long)| from..from + long).collect())
}

const FIRST: i64 = -2 * 10_080;
const LAST: i64 = 5 * 10_080;

/// Open minutes before each minute from two weeks before week 0 to its fifth week, counted one by one.
fn counted(pieces: &[(i64, i64)], closed: &[i64]) -> Vec<i64> {
    let mut open = vec![false; 10_080];
    for (start, end) in pieces {
        (*start..*end).for_each(|minute| open[minute.rem_euclid(10_080) as usize] = true);
    }
    let mut sum = 0;
    let mut before = vec![0];
    for minute in FIRST..LAST {
        let is_open = open[minute.rem_euclid(10_080) as usize] && !closed.contains(&minute.div_euclid(1440));
        sum += i64::from(is_open);
        before.push(sum);
    }
    before
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn the_clock_with_closed_days_counts_open_minutes(
        pieces in weeks(),
        closed in closed_days(),
        mut cuts in proptest::collection::vec(FIRST..LAST, 2..9),
        seconds in 0i64..60,
    ) {
        let minute = |m: i64| Time(m * MINUTE.0);
        let spans = pieces.iter().map(|(s, e)| (Span(s * MINUTE.0), Span(e * MINUTE.0)));
        let hours = Hours::new(spans.collect()).closed_on(closed.iter().copied());
        let before = counted(&pieces, &closed);
        let until = |m: i64| before[(m - FIRST) as usize];
        prop_assert_eq!(hours.clock(Time::ZERO), Span::ZERO);
        for m in (FIRST..=LAST).step_by(7) {
            prop_assert_eq!(hours.clock(minute(m)), Span((until(m) - until(0)) * MINUTE.0), "minute {}", m);
        }
        // From the first cut to the last one; every other stretch between them is a pause.
        cuts.sort_unstable();
        let paused = cuts[1..].chunks_exact(2);
        let pauses: i64 = paused.clone().map(|p| hours.elapsed(minute(p[0]), minute(p[1])).0).sum();
        let (from, to) = (cuts[0], cuts[cuts.len() - 1]);
        let running = (from..to).filter(|m| until(m + 1) > until(*m));
        let running = running.filter(|m| !paused.clone().any(|p| (p[0]..p[1]).contains(m))).count() as i64;
        prop_assert_eq!(hours.elapsed(minute(from), minute(to)).0 - pauses, running * MINUTE.0);
        // A deadline is the first instant by which the time has elapsed, and none later than it could be.
        let from = minute(from) + Span(seconds * 1_000_000);
        for open in [1, MINUTE.0, 100 * MINUTE.0, 3333 * MINUTE.0 + 1].map(Span) {
            let end = hours.after(from, open);
            if pieces.is_empty() {
                prop_assert_eq!(end, Time::NEVER);
            } else {
                prop_assert_eq!(hours.elapsed(from, end), open);
                prop_assert!(hours.elapsed(from, end - Span(1)) < open);
            }
        }
        prop_assert_eq!(hours.after(from, Span::ZERO), from);
    }
}
