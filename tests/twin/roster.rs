//! When each agent works, from the definitions: the usual week over and over, and at every instant of it a look at the day
//! to which the piece of the shift belongs.

use desksim::model::{Duty, Group, Model};
use desksim::units::{DAY, Span, Time, WEEK};
use desksim::workload::{Health, Key};
use std::collections::BTreeSet;

/// Weeks that are planned: more than any of the desks is simulated.
pub const WEEKS: i64 = 80;

/// Duty of an agent when the run begins, and its changes from then on.
pub fn duties(model: &Model, key: Key, group: &Group, ordinal: usize) -> (Duty, Vec<(Time, Duty)>) {
    let usual = usual(group, ordinal);
    let sick = sick(key, group, ordinal);
    let mut instants: BTreeSet<Time> = usual.iter().map(|(at, _)| *at).collect();
    for week in -1..WEEKS {
        instants.extend(group.shift.iter().map(|(start, ..)| Time(week * WEEK.0) + *start));
        let calls = group.on_call.iter().flat_map(|on_call| &on_call.hours);
        instants.extend(calls.flat_map(|(from, to)| [*from, *to]).map(|at| Time(week * WEEK.0) + at));
        instants.extend((0..7).map(|day| Time(week * WEEK.0 + day * DAY.0)));
    }
    // By the clock on the wall.
    let mut changes = Vec::new();
    let mut passed = 0;
    for at in instants {
        while usual.get(passed).is_some_and(|(change, _)| *change <= at) {
            passed += 1;
        }
        let duty = passed.checked_sub(1).map_or(Duty::Off, |last| usual[last].1);
        let duty = match day_of(group, at) {
            Some(day) if group.dates.hired.is_some_and(|hired| day < hired) => Duty::Off,
            Some(day) if off(model, group, ordinal, day) || sick.contains(&day) => duty.max(Duty::Away),
            _ => duty,
        };
        let at_home = duty == Duty::Off && is_on_call(model, group, ordinal, &sick, at);
        let duty = if at_home { Duty::OnCall } else { duty };
        changes.push((instant(group, at), duty));
    }
    let before = changes.iter().rev().find(|(at, _)| *at < Time::ZERO).map_or(Duty::Off, |(_, duty)| *duty);
    let mut now = before;
    let mut real: Vec<(Time, Duty)> = Vec::new();
    for (i, (at, duty)) in changes.iter().enumerate().filter(|(_, (at, _))| *at >= Time::ZERO) {
        // Of several at an instant the last counts.
        let last = changes.get(i + 1).is_none_or(|next| next.0 != *at);
        if last && *duty != now {
            real.push((*at, *duty));
            now = *duty;
        }
    }
    (before, real)
}

/// The first instant at which the group's clock shows a time or a later one.
fn instant(group: &Group, wall: Time) -> Time {
    let Some(zone) = &group.dates.zone else { return wall };
    let steps: Vec<(Time, Span)> = zone.steps().collect();
    let shows = |at: Time| at + steps.iter().rev().find(|(from, _)| *from <= at).expect("a step").1;
    let candidates = steps.iter().flat_map(|(from, ahead)| [*from, wall - *ahead]).filter(|at| at.0 > i64::MIN);
    candidates.filter(|at| shows(*at) >= wall).min().expect("it is shown some time")
}

/// Speed at an instant: a ramp gains the same every week from that of the hiring on, or from the first.
pub fn speed(group: &Group, at: Time) -> f64 {
    let Some(ramp) = group.dates.ramp else { return group.speed };
    let first = Time(group.dates.hired.unwrap_or(0) * DAY.0).week();
    let learnt = ((at.week() - first).clamp(0, ramp.weeks)) as f64 / ramp.weeks as f64;
    if learnt == 1.0 { group.speed } else { group.speed * (ramp.start + (1.0 - ramp.start) * learnt) }
}

/// Days on which the agent is sick, from the Monday before the run on.
fn sick(key: Key, group: &Group, ordinal: usize) -> BTreeSet<i64> {
    let mut days = BTreeSet::new();
    let Some(health) = Health::new(key, group) else { return days };
    for day in -7..7 * WEEKS {
        let before = (day > -7).then(|| days.contains(&(day - 1)));
        if health.is_sick(ordinal, day, before) {
            days.insert(day);
        }
    }
    days
}

/// Changes of the week without dates, from the week before the run on.
fn usual(group: &Group, ordinal: usize) -> Vec<(Time, Duty)> {
    let (before, changes) = group.roster(ordinal);
    let weeks = (-1..WEEKS).flat_map(|week| changes.iter().map(move |c| (Time(week * WEEK.0) + c.at, c.duty)));
    std::iter::once((Time(-WEEK.0), before)).chain(weeks).collect()
}

/// The day to which work at an instant belongs: that on which the piece begins, or in a piece longer than a day its own.
fn day_of(group: &Group, at: Time) -> Option<i64> {
    let of = |at: Time| at.0.div_euclid(DAY.0);
    [at.week() - 1, at.week()].into_iter().find_map(|week| {
        let monday = Time(week * WEEK.0);
        let piece = group.shift.iter().find(|(start, end, _)| monday + *start <= at && at < monday + *end);
        piece.map(|(start, end, _)| if *end - *start > DAY { of(at) } else { of(monday + *start) })
    })
}

/// Whether the agent would be called now: the day to which this belongs is a working day, and it is his turn.
fn is_on_call(model: &Model, group: &Group, ordinal: usize, sick: &BTreeSet<i64>, at: Time) -> bool {
    let Some(on_call) = &group.on_call else { return false };
    let day_of = |at: Time| at.0.div_euclid(DAY.0);
    let belongs_to = [at.week() - 1, at.week()].into_iter().find_map(|week| {
        let monday = Time(week * WEEK.0);
        let piece = on_call.hours.iter().find(|(start, end)| monday + *start <= at && at < monday + *end);
        piece.map(|(start, end)| if *end - *start > DAY { day_of(at) } else { day_of(monday + *start) })
    });
    let Some(day) = belongs_to else { return false };
    if sick.contains(&day) || group.dates.hired.is_some_and(|hired| day < hired) {
        return false;
    }
    let first = (day.div_euclid(7) * on_call.agents as i64).rem_euclid(group.agents as i64) as usize;
    let round = (first..group.agents).chain(0..first).filter(|other| !off(model, group, *other, day));
    round.take(on_call.agents).any(|one| one == ordinal)
}

/// Whether the agent is away on a day, and paid.
fn off(model: &Model, group: &Group, ordinal: usize, day: i64) -> bool {
    let holiday = model.calendar.holidays.iter().any(|h| h.day == day);
    let leaves = group.dates.leaves.iter().filter(|l| l.from <= day && day <= l.to);
    let on_leave: usize = leaves.map(|l| l.agents).sum();
    holiday && !group.dates.works_holidays || ordinal + on_leave >= group.agents
}
