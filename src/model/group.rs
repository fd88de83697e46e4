//! The people: groups of agents alike, and when each of them is on tickets.

use super::{Dates, OnCall, RoleId, SiteId};
use crate::units::{DAY, Span, WEEK};

/// What happens to the work in hand when a shift or a break begins to keep its agent from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftEnd {
    /// The agent finishes it first; what lies outside paid time is overtime.
    Finish,
    /// It rests with the agent, who resumes it when back.
    Suspend,
    /// At the end of a shift it goes back to the head of its queue, for somebody else to go on with; on site, and in a break, it
    /// rests with the agent.
    HandOver,
    /// The agent goes on as with [`ShiftEnd::Finish`], but at the end of a shift only until somebody of the same role and
    /// speed is free to take it over. Then no more is in hand than people are on duty, once nobody is needed to finish:
    /// what a staffing plan in heads means, and simulators of call centres.
    Relieved,
}

impl ShiftEnd {
    /// Whether work in hand goes on off duty.
    pub fn finishes(self) -> bool {
        matches!(self, ShiftEnd::Finish | ShiftEnd::Relieved)
    }
}

/// What an agent is doing as far as the roster knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// On tickets.
    Available,
    /// Paid, but off tickets: meetings, training, leave. This is shrinkage.
    Away,
    /// Not paid: a break in a shift.
    Break,
    /// Not paid: between shifts.
    Off,
    /// Between shifts as well, and on call. Never the outcome of a combination by rank as the others are: it is laid over
    /// [`Duty::Off`] where the rota says so, on days that allow all of the shift.
    OnCall,
}

impl Duty {
    /// Between shifts, on call or not.
    pub fn is_off(self) -> bool {
        matches!(self, Duty::Off | Duty::OnCall)
    }
}

/// A change of duty at an offset into the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DutyChange {
    /// Offset from Monday 00:00, less than a week.
    pub at: Span,
    /// From then on.
    pub duty: Duty,
}

/// Time of a shift that is not spent on tickets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Absence {
    /// Unpaid break in each piece of a shift. Agents of a group take it by turns, one half just before the middle of
    /// the piece, the other just after.
    pub unpaid_break: Span,
    /// Share of paid time off tickets, 0 to less than 1: one block in each piece, spread over the agents.
    pub shrinkage: f64,
}

/// How many tickets an agent has at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Tickets in work at once, >= 1: more than one for chats.
    pub at_once: u32,
    /// By how many percent each further ticket in work lengthens the handling of every one.
    pub slower: u32,
    /// No new ticket is given to an agent who has so many open: in work, or waiting for nobody else.
    pub open_limit: Option<u32>,
    /// Whether tickets that wait for their user or for another visit count as open.
    pub pending_counts: bool,
}

impl Default for Hold {
    fn default() -> Self {
        Hold { at_once: 1, slower: 0, open_limit: None, pending_counts: false }
    }
}

impl Hold {
    /// How much longer everything takes with so many in work, in percent of the time alone.
    #[inline]
    pub fn percent_of_time(&self, in_work: usize) -> i64 {
        100 + i64::from(self.slower) * (in_work as i64 - 1).max(0)
    }

    /// The most work that an agent gets done in a time on duty, as a multiple of the work content of one ticket at a time.
    pub fn best_pace(&self) -> f64 {
        let pace = |n: u32| f64::from(n) * 100.0 / self.percent_of_time(n as usize) as f64;
        (1..=self.at_once).map(pace).fold(1.0, f64::max)
    }
}

/// A row of the team: agents alike.
#[derive(Clone, Debug)]
pub struct Group {
    /// Unique name, as `technicians`.
    pub name: String,
    /// Their role.
    pub role: RoleId,
    /// How many they are.
    pub agents: usize,
    /// Where they are: visits start there and end there.
    pub site: SiteId,
    /// Pieces of the weekly shift with what is lost in each: offsets from Monday 00:00, sorted, apart;
    /// the last may run past the end of the week.
    pub shift: Vec<(Span, Span, Absence)>,
    /// What happens to work in hand when they leave.
    pub shift_end: ShiftEnd,
    /// Handling time is work content divided by this; finite and > 0.
    pub speed: f64,
    /// Salary of one agent a year.
    pub salary: f64,
    /// How many tickets each of them has at once.
    pub hold: Hold,
    /// On call outside the shift.
    pub on_call: Option<OnCall>,
    /// What dates mean to them.
    pub dates: Dates,
}

impl Group {
    /// Paid time of one agent a week.
    pub fn paid_per_week(&self) -> Span {
        Span(self.shift.iter().map(|(start, end, absence)| end.0 - start.0 - absence.unpaid_break.0).sum())
    }

    /// Time one agent is on tickets a week.
    pub fn available_per_week(&self) -> Span {
        let pieces = self.shift.iter();
        Span(pieces.map(|(s, e, a)| e.0 - s.0 - a.unpaid_break.0 - block(*s, *e, a).0).sum())
    }

    /// Time one agent is on tickets in what belongs to a day, counted from the Monday on which the run begins: the pieces
    /// that begin on it; of a piece longer than a day an even part.
    pub fn available_from(&self, day: i64) -> Span {
        let weekday = day.rem_euclid(7);
        let of = |(start, end, absence): &(Span, Span, Absence)| {
            let whole = end.0 - start.0 - absence.unpaid_break.0 - block(*start, *end, absence).0;
            let long = *end - *start > DAY;
            let (first, last) = (start.0 / DAY.0, if long { (end.0 - 1) / DAY.0 } else { start.0 / DAY.0 });
            if (first..=last).contains(&weekday) { whole / (last - first + 1) } else { 0 }
        };
        Span(self.shift.iter().map(of).sum())
    }

    /// Duty of the agent with this ordinal in the group (from 0) through the week: the changes in order, and the duty
    /// that holds at Monday 00:00 before any change of that instant. No change at all means that duty for ever.
    pub fn roster(&self, ordinal: usize) -> (Duty, Vec<DutyChange>) {
        let changes = (0..self.shift.len()).flat_map(|piece| self.piece(ordinal, piece));
        // Pieces that touch leave no gap: what starts at an instant wins over what ends there.
        let mut tidy: Vec<DutyChange> = Vec::new();
        for change in changes {
            match tidy.last_mut() {
                Some(last) if last.at == change.at => last.duty = change.duty,
                _ => tidy.push(change),
            }
        }
        for change in &mut tidy {
            change.at = Span(change.at.0.rem_euclid(WEEK.0));
        }
        // A piece that wraps ends where the first piece may begin.
        if tidy.len() > 1 && tidy[tidy.len() - 1].at == tidy[0].at {
            tidy.pop();
        }
        tidy.sort_by_key(|c| c.at);
        let before = tidy.last().map_or(Duty::Off, |c| c.duty);
        let mut duty = before;
        tidy.retain(|c| std::mem::replace(&mut duty, c.duty) != c.duty);
        (before, tidy)
    }

    /// Duty changes of the agent with this ordinal in a piece of the shift, by its position; off at its end.
    pub(super) fn piece(&self, ordinal: usize, piece: usize) -> impl Iterator<Item = DutyChange> {
        let (start, end, absence) = self.shift[piece];
        let changes = piece_roster(ordinal, piece, start, end, &absence);
        changes.into_iter().map(|(at, duty)| DutyChange { at, duty })
    }
}

/// Length of the block off tickets in a piece of a shift.
fn block(start: Span, end: Span, absence: &Absence) -> Span {
    Span(((end.0 - start.0 - absence.unpaid_break.0) as f64 * absence.shrinkage) as i64)
}

/// Duty changes of one piece of a shift.
fn piece_roster(ordinal: usize, piece: usize, start: Span, end: Span, absence: &Absence) -> Vec<(Span, Duty)> {
    let paid = end.0 - start.0 - absence.unpaid_break.0;
    let middle = (end.0 - start.0) / 2;
    // Half of the group eats before the middle of the piece, half after, so that the desk never empties for lunch.
    let lunch = if absence.unpaid_break.0 == 0 {
        paid
    } else if ordinal.is_multiple_of(2) {
        (middle - absence.unpaid_break.0).max(0)
    } else {
        middle.min(paid)
    };
    let off_tickets = block(start, end, absence).0;
    // Powers of the plastic number's inverse spread the blocks evenly over the shift, for any number of agents on one day and for any
    // number of days of one agent.
    const BY_AGENT: f64 = 0.569_840_290_998_053_2;
    const BY_DAY: f64 = 0.754_877_666_246_692_7;
    let turn = (ordinal as f64 * BY_AGENT + piece as f64 * BY_DAY).fract();
    let from = ((paid - off_tickets) as f64 * turn) as i64;
    // `from` and `lunch` lie on the axis of paid time; the break is put back in between.
    let place = |paid_time: i64, ends: bool| {
        let shifted = paid_time > lunch || (paid_time == lunch && !ends);
        Span(start.0 + paid_time + if shifted { absence.unpaid_break.0 } else { 0 })
    };
    let mut changes = vec![(start, Duty::Available)];
    if off_tickets > 0 {
        changes.push((place(from, false), Duty::Away));
        changes.push((place(from + off_tickets, true), Duty::Available));
    }
    if absence.unpaid_break.0 > 0 {
        let back = if from < lunch && lunch < from + off_tickets { Duty::Away } else { Duty::Available };
        let back = if from == lunch && off_tickets > 0 { Duty::Away } else { back };
        changes.push((Span(start.0 + lunch), Duty::Break));
        changes.push((Span(start.0 + lunch + absence.unpaid_break.0), back));
    }
    changes.push((end, Duty::Off));
    // Stable: at one instant the later entry wins, and a break that begins where a block ends is entered after it.
    changes.sort_by_key(|(at, _)| *at);
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::HOUR;

    fn group(shrinkage: f64, unpaid_break: Span, hours: (i64, i64)) -> Group {
        let absence = Absence { unpaid_break, shrinkage };
        let piece = |d: i64| (Span(d * DAY.0 + hours.0 * HOUR.0), Span(d * DAY.0 + hours.1 * HOUR.0), absence);
        Group {
            name: "technicians".into(),
            role: 0,
            agents: 7,
            site: 0,
            shift: (0..5).map(piece).collect(),
            shift_end: ShiftEnd::Suspend,
            speed: 1.0,
            salary: 0.0,
            hold: Hold::default(),
            on_call: None,
            dates: Dates::default(),
        }
    }

    fn total(group: &Group, ordinal: usize, duty: Duty) -> i64 {
        let (before, changes) = group.roster(ordinal);
        let (mut now, mut at, mut sum) = (before, 0, 0);
        for change in changes.iter().chain([&DutyChange { at: WEEK, duty: Duty::Off }]) {
            sum += if now == duty { change.at.0 - at } else { 0 };
            (now, at) = (change.duty, change.at.0);
        }
        sum
    }

    /// However small the group, no minute finds more than three fifths of it off tickets, twice its share.
    #[test]
    fn a_small_group_is_never_away_as_a_whole() {
        for agents in 2..=12 {
            for day in 0..5 {
                let pieces: Vec<(i64, i64)> = (0..5).map(|d| (d * 24 + 8, d * 24 + 17)).collect();
                let absence = Absence { unpaid_break: Span::ZERO, shrinkage: 0.3 };
                let hours = |h: i64| Span(h * HOUR.0);
                let away = |ordinal: usize, at: Span| {
                    let (start, end) = pieces[day];
                    let changes = piece_roster(ordinal, day, hours(start), hours(end), &absence);
                    changes.iter().rev().find(|(from, _)| *from <= at).is_some_and(|(_, duty)| *duty == Duty::Away)
                };
                let (start, _) = pieces[day];
                let most = (0..540)
                    .map(|minute| Span(hours(start).0 + minute * 60_000_000))
                    .map(|at| (0..agents).filter(|ordinal| away(*ordinal, at)).count())
                    .max();
                assert!(
                    most.is_some_and(|most| most <= (agents * 3).div_ceil(5)),
                    "{agents} agents, day {day}: {most:?}"
                );
            }
        }
    }

    #[test]
    fn every_agent_works_the_hours_of_the_group() {
        for shrinkage in [0.0, 0.1, 0.3, 0.9] {
            for lunch in [Span::ZERO, HOUR] {
                for hours in [(8, 17), (9, 12), (20, 30)] {
                    let g = group(shrinkage, lunch, hours);
                    for ordinal in 0..20 {
                        let (available, away) = (total(&g, ordinal, Duty::Available), total(&g, ordinal, Duty::Away));
                        assert_eq!(available, g.available_per_week().0, "{shrinkage} {lunch} {hours:?} {ordinal}");
                        assert_eq!(available + away, g.paid_per_week().0);
                    }
                }
            }
        }
    }

    #[test]
    fn lunch_leaves_half_of_the_group_on_duty() {
        let g = group(0.0, HOUR, (8, 17));
        let noon = |ordinal| {
            let (_, changes) = g.roster(ordinal);
            changes.iter().rev().find(|c| c.at <= Span(12 * HOUR.0)).map(|c| c.duty)
        };
        assert_eq!((noon(0), noon(1)), (Some(Duty::Break), Some(Duty::Available)));
    }

    #[test]
    fn round_the_clock_never_changes() {
        let mut g = group(0.0, Span::ZERO, (0, 24));
        let absence = Absence { unpaid_break: Span::ZERO, shrinkage: 0.0 };
        g.shift = vec![(Span::ZERO, WEEK, absence)];
        assert_eq!(g.roster(0), (Duty::Available, vec![]));
        g.shift = (0..7).map(|d| (Span(d * DAY.0), Span((d + 1) * DAY.0), absence)).collect();
        assert_eq!(g.roster(0), (Duty::Available, vec![]));
    }
}
