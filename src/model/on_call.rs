//! Who is on call: at home outside the shift, to be called out for urgent tickets that nobody on duty may take.

use super::{Calendar, Group, Priority};
use crate::units::{DAY, Span};

/// When, for what and how many agents of a group are on call.
///
/// Nobody is on call inside the own shift, breaks and meetings too, nor in what belongs to a day on which he does not
/// work: on leave, sick, on a holiday unless the group works on holidays, or not hired yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnCall {
    /// Hours of the week, on the clock of the shifts: offsets from Monday 00:00, sorted, apart; the last may run past the
    /// end of the week. A piece belongs to the day on which it begins, unless it is longer than a day: then each day has
    /// its own part.
    pub hours: Vec<(Span, Span)>,
    /// The priorities they are called out for, each once.
    pub priorities: Vec<Priority>,
    /// How many at a time, 1 or more: a rota, see [`Group::rota`].
    pub agents: usize,
    /// From the call until at work.
    pub delay: Span,
}

impl OnCall {
    /// Whether somebody may be called out for this priority.
    pub fn takes(&self, priority: Priority) -> bool {
        self.priorities.contains(&priority)
    }

    /// The pieces of the week with the day on which they count, 0 for Monday.
    pub fn pieces(&self) -> impl Iterator<Item = (usize, Span, Span)> {
        self.hours.iter().flat_map(|(start, end)| {
            let first = start.0 / DAY.0;
            let last = if *end - *start > DAY { ((end.0 - 1) / DAY.0).min(6) } else { first };
            (first..=last).map(move |day| {
                let from = if day == first { *start } else { Span(day * DAY.0) };
                let to = if day == last { *end } else { Span((day + 1) * DAY.0) };
                (day.min(6) as usize, from, to)
            })
        })
    }
}

impl Group {
    /// Whether it is this agent's turn on a day, counted from the Monday on which the run begins. Chance apart.
    ///
    /// The rota turns by the week: in week w it begins with agent w x (how many at a time), from the first again after the
    /// last, and takes as many as are needed, passing over those who are on leave.
    pub fn rota(&self, ordinal: usize, day: i64, calendar: &Calendar) -> bool {
        let (Some(on_call), there) = (&self.on_call, self.there(day, calendar)) else { return false };
        if ordinal >= there {
            return false;
        }
        let begins = day.div_euclid(7).wrapping_mul(on_call.agents as i64).rem_euclid(self.agents as i64) as usize;
        // Of those there, how many come before.
        let before = if ordinal >= begins { ordinal - begins } else { there.saturating_sub(begins) + ordinal };
        before < on_call.agents
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Dates, Holiday, Leave, ShiftEnd};
    use super::*;
    use crate::units::{HOUR, WEEK};

    fn group(agents: usize, at_a_time: usize, hours: &[(i64, i64)]) -> Group {
        let hours = hours.iter().map(|(from, to)| (Span(from * HOUR.0), Span(to * HOUR.0))).collect();
        Group {
            name: "technicians".into(),
            role: 0,
            agents,
            shift: Vec::new(),
            shift_end: ShiftEnd::Suspend,
            speed: 1.0,
            salary: 0.0,
            site: 0,
            hold: Default::default(),
            on_call: Some(OnCall { hours, priorities: vec![0], agents: at_a_time, delay: Span::ZERO }),
            dates: Dates::default(),
        }
    }

    fn turns(group: &Group, day: i64, calendar: &Calendar) -> Vec<usize> {
        (0..group.agents).filter(|ordinal| group.rota(*ordinal, day, calendar)).collect()
    }

    #[test]
    fn the_rota_turns_by_the_week_and_passes_over_who_is_away() {
        let calendar = Calendar { first_monday: None, holidays: vec![Holiday { day: 30, demand: 1.0 }] };
        let mut group = group(5, 2, &[]);
        let weeks = [-7, 0, 6, 7, 14, 15].map(|day| turns(&group, day, &calendar));
        assert_eq!(weeks, [[3, 4].to_vec(), vec![0, 1], vec![0, 1], vec![2, 3], vec![0, 4], vec![0, 4]]);
        group.dates.leaves.push(Leave { agents: 2, from: 7, to: 20 });
        assert_eq!([7, 14, 21].map(|day| turns(&group, day, &calendar)), [[0, 2], [0, 1], [1, 2]]);
        assert!(turns(&group, 30, &calendar).is_empty(), "a holiday");
        group.dates.works_holidays = true;
        assert_eq!(turns(&group, 30, &calendar).len(), 2);
        group.dates.leaves[0].agents = 4;
        assert_eq!(turns(&group, 8, &calendar), [0], "whoever is left");
        group.dates.hired = Some(9);
        assert!(turns(&group, 8, &calendar).is_empty());
    }

    #[test]
    fn a_night_belongs_to_the_evening_and_a_week_to_its_days() {
        let nights = group(1, 1, &[(17, 32), (161, 176)]).on_call.unwrap();
        let hours = |pieces: Vec<(usize, Span, Span)>| -> Vec<(usize, i64, i64)> {
            pieces.into_iter().map(|(day, from, to)| (day, from.0 / HOUR.0, to.0 / HOUR.0)).collect()
        };
        assert_eq!(hours(nights.pieces().collect()), [(0, 17, 32), (6, 161, 176)]);
        let always = group(1, 1, &[(0, 168)]).on_call.unwrap();
        let pieces = hours(always.pieces().collect());
        assert_eq!((pieces.len(), pieces[0], pieces[6]), (7, (0, 0, 24), (6, 144, 168)));
        assert_eq!(always.hours[0].1, WEEK);
    }
}
