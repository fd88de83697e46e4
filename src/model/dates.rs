//! What dates mean to the people: on which days an agent may work, and the shift of a week as those days leave it.

use super::{Calendar, Duty, DutyChange, Group, Model, Zone};
use crate::units::{DAY, Span, Time};

/// What dates mean to the agents of a group. By default nothing: their weeks are all alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dates {
    /// They work on holidays as on other days.
    pub works_holidays: bool,
    /// When some of them are away; what holds on the same day adds up.
    pub leaves: Vec<Leave>,
    /// Days lost by chance.
    pub sickness: Option<Sickness>,
    /// The day on which they begin, counted from the Monday on which the run begins: before it they are neither there nor
    /// paid. `None`: they were there before the run.
    pub hired: Option<i64>,
    /// How they learn.
    pub ramp: Option<Ramp>,
    /// The clock by which their shifts and days go, if they are elsewhere.
    pub zone: Option<Zone>,
}

/// How the speed of new people grows to that of their group: by the week, evenly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ramp {
    /// Weeks until they are as fast as the group, 1 or more.
    pub weeks: i64,
    /// Speed in the first week as a share of the group's, above 0 to 1.
    pub start: f64,
}

/// Days of sickness; who is sick is away, and paid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sickness {
    /// Share of days in the long run, 0 to a half.
    pub share: f64,
    /// Mean length of a spell in days, 1 or more.
    pub mean_days: f64,
}

/// A planned absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leave {
    /// How many are away: of all on leave on a day together, the last of the group.
    pub agents: usize,
    /// First day, counted from the Monday on which the run begins.
    pub from: i64,
    /// Last day.
    pub to: i64,
}

impl Group {
    /// The most an agent may be on a day, counted from the Monday on which the run begins: on tickets as usual, paid
    /// and away, or off. Chance apart.
    pub fn at_most(&self, ordinal: usize, day: i64, calendar: &Calendar) -> Duty {
        if !self.is_hired(day) {
            Duty::Off
        } else if ordinal < self.there(day, calendar) {
            Duty::Available
        } else {
            Duty::Away
        }
    }

    /// Whether they are on the team on a day.
    pub fn is_hired(&self, day: i64) -> bool {
        self.dates.hired.is_none_or(|hired| hired <= day)
    }

    /// Their speed in a week of the run; the first week of a ramp is the one in which they are hired, or that of the run.
    pub fn speed_in(&self, week: i64) -> f64 {
        let hired = self.dates.hired.map_or(0, |day| day.div_euclid(7));
        match self.dates.ramp {
            Some(ramp) if week - hired < ramp.weeks => {
                let learnt = (week - hired).max(0) as f64 / ramp.weeks as f64;
                self.speed * (ramp.start + (1.0 - ramp.start) * learnt)
            }
            _ => self.speed,
        }
    }

    /// How many may be on tickets on a day, the first of the group. Chance apart.
    pub fn there(&self, day: i64, calendar: &Calendar) -> usize {
        let holiday = !self.dates.works_holidays && calendar.holiday(day).is_some();
        if holiday || !self.is_hired(day) {
            return 0;
        }
        let leaves = self.dates.leaves.iter().filter(|l| (l.from..=l.to).contains(&day));
        self.agents.saturating_sub(leaves.map(|l| l.agents).sum())
    }

    /// The instant, counted from the Monday on which the run begins, at which their clock shows a time.
    pub fn instant(&self, wall: Time) -> Span {
        self.dates.zone.as_ref().map_or(wall, |zone| zone.instant(wall)).since_start()
    }

    /// Duty of the agent with this ordinal through a week of which each day allows at most so much: the changes in order,
    /// at offsets from its Monday 00:00, from the first piece of the shift that begins in it to the end of the last. An
    /// instant may have several, of which the last counts.
    ///
    /// A piece of a shift belongs to the day on which it begins: who works through the night before a holiday works to
    /// the end. Only a piece longer than a day, a post that is always manned, is cut at midnight.
    pub fn week(&self, ordinal: usize, at_most: &[Duty; 7]) -> Vec<DutyChange> {
        let mut week = Vec::new();
        for (piece, (start, end, _)) in self.shift.iter().enumerate() {
            // What lies beyond Sunday of so long a piece goes by Sunday.
            let day = |at: Span| (at.0 / DAY.0).clamp(0, 6) as usize;
            let long = *end - *start > DAY;
            let mut duty = Duty::Off;
            let mut midnights = (day(*start) + 1..7).map(|d| Span(d as i64 * DAY.0)).filter(|_| long).peekable();
            for change in self.piece(ordinal, piece) {
                while let Some(at) = midnights.next_if(|at| *at < change.at) {
                    week.push(DutyChange { at, duty: duty.max(at_most[day(at)]) });
                }
                duty = change.duty;
                let of = if long { day(change.at) } else { day(*start) };
                week.push(DutyChange { at: change.at, duty: duty.max(at_most[of]) });
            }
        }
        week
    }
}

impl Model {
    /// Whether the weeks of the team differ from each other.
    pub fn is_dated(&self) -> bool {
        let holidays = !self.calendar.holidays.is_empty();
        let dated = |Group { dates, on_call, .. }: &Group| {
            let Dates { works_holidays, leaves, sickness, hired, ramp, zone } = dates;
            let days_off = holidays && !works_holidays || !leaves.is_empty() || sickness.is_some();
            days_off || hired.is_some() || ramp.is_some() || zone.is_some() || on_call.is_some()
        };
        self.groups.iter().any(dated)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Absence, ShiftEnd};
    use super::*;
    use crate::units::{HOUR, WEEK};

    fn group(pieces: &[(i64, i64)], unpaid_break: Span, shrinkage: f64) -> Group {
        let piece = |(s, e): &(i64, i64)| (Span(s * HOUR.0), Span(e * HOUR.0), Absence { unpaid_break, shrinkage });
        Group {
            name: "technicians".into(),
            role: 0,
            agents: 3,
            site: 0,
            shift: pieces.iter().map(piece).collect(),
            shift_end: ShiftEnd::Suspend,
            speed: 1.0,
            salary: 0.0,
            hold: Default::default(),
            on_call: None,
            dates: Dates::default(),
        }
    }

    fn hours(group: &Group, ordinal: usize, at_most: &[Duty; 7], duty: Duty) -> i64 {
        let mut sum = 0;
        let week = group.week(ordinal, at_most);
        for pair in week.windows(2) {
            assert!(pair[0].at <= pair[1].at);
            sum += if pair[0].duty == duty { pair[1].at.0 - pair[0].at.0 } else { 0 };
        }
        assert_eq!(week.last().map(|c| c.duty), Some(Duty::Off));
        sum
    }

    #[test]
    fn the_paid_hours_of_a_week_add_up_whatever_the_days() {
        let week_days: Vec<(i64, i64)> = (0..5).map(|d| (d * 24 + 8, d * 24 + 17)).collect();
        let nights: Vec<(i64, i64)> = (0..7).map(|d| (d * 24 + 22, d * 24 + 30)).collect();
        for pieces in [&week_days[..], &nights, &[(0, 168)]] {
            let long = pieces.len() == 1;
            let group = group(pieces, if long { Span::ZERO } else { HOUR }, 0.25);
            for days in 0..128u32 {
                let at_most = std::array::from_fn(|d| if days >> d & 1 == 1 { Duty::Away } else { Duty::Available });
                for ordinal in 0..4 {
                    let on = hours(&group, ordinal, &at_most, Duty::Available);
                    let away = hours(&group, ordinal, &at_most, Duty::Away);
                    assert_eq!(on + away, group.paid_per_week().0);
                    if days == 0 {
                        assert_eq!(on, group.available_per_week().0);
                    }
                    if days == 127 {
                        assert_eq!(on, 0);
                    }
                }
            }
        }
    }

    #[test]
    fn the_night_before_a_holiday_is_worked_to_its_end() {
        let nights = group(&[(22, 30), (46, 54), (70, 78)], Span::ZERO, 0.0);
        let mut at_most = [Duty::Available; 7];
        at_most[1] = Duty::Away;
        let week = nights.week(0, &at_most);
        let read: Vec<(i64, Duty)> = week.iter().map(|c| (c.at.0 / HOUR.0, c.duty)).collect();
        let (on, away, off) = (Duty::Available, Duty::Away, Duty::Off);
        assert_eq!(read, [(22, on), (30, off), (46, away), (54, off), (70, on), (78, off)]);
    }

    #[test]
    fn a_post_always_manned_is_off_from_midnight_to_midnight() {
        let post = group(&[(0, 168)], Span::ZERO, 0.0);
        assert_eq!(Span(168 * HOUR.0), WEEK);
        let mut at_most = [Duty::Available; 7];
        at_most[2] = Duty::Away;
        let mut duty = Duty::Off;
        let mut read = Vec::new();
        for change in post.week(0, &at_most) {
            if std::mem::replace(&mut duty, change.duty) != change.duty {
                read.push((change.at.0 / HOUR.0, duty));
            }
        }
        assert_eq!(read, [(0, Duty::Available), (48, Duty::Away), (72, Duty::Available), (168, Duty::Off)]);
    }
}
