//! The roster of all agents as a list of the week's changes, read in order.
//!
//! Where all weeks are alike the list is made once and read in a ring. Where dates make them differ it is made anew as
//! each week begins: work for a week, none for an event.

use crate::model::{AgentId, Duty, DutyChange, GroupId, Model};
use crate::units::{Span, Time, WEEK};
use crate::workload::{Health, Key};
use std::collections::VecDeque;

/// All duty changes of a week in time order; at one instant starts come before ends, then by agent.
#[derive(Clone, Debug)]
pub(super) struct Roster<'m> {
    changes: Vec<(Span, bool, AgentId, Duty)>,
    /// Duty of each agent at Monday 00:00, before changes of that instant.
    pub start: Vec<Duty>,
    next: usize,
    week: i64,
    /// What makes the weeks that are not alike.
    dated: Option<Box<Dated<'m>>>,
}

impl<'m> Roster<'m> {
    /// Of a replication, whose key decides who is sick when.
    pub fn new(model: &'m Model, key: Key) -> Self {
        let mut roster = Roster { changes: Vec::new(), start: Vec::new(), next: 0, week: 0, dated: None };
        if model.is_dated() {
            let mut dated = Dated::new(model, key);
            roster.start = dated.agents.iter().map(Planned::duty_now).collect();
            dated.make(0, &mut roster.changes);
            roster.dated = Some(Box::new(dated));
            return roster;
        }
        for group in &model.groups {
            for ordinal in 0..group.agents {
                let (before, of_agent) = group.roster(ordinal);
                let agent = roster.start.len();
                roster.start.push(before);
                roster.changes.extend(of_agent.into_iter().map(|c| change(c.at, agent, c.duty)));
            }
        }
        roster.changes.sort_unstable();
        roster
    }

    /// Instant of the next change, and whether it ends availability.
    #[inline]
    pub fn next(&self) -> Option<(Time, bool)> {
        match self.changes.get(self.next) {
            Some((at, ends, ..)) => Some((Time(self.week * WEEK.0 + at.0), *ends)),
            None => self.dated.as_ref().map(|_| (Time((self.week + 1) * WEEK.0), false)),
        }
    }

    /// Whether what comes next is a week, of all that happens at its instant the first, and no change of duty yet.
    #[inline]
    pub fn week_is_next(&self) -> bool {
        self.next == self.changes.len() && self.dated.is_some()
    }

    /// Takes the next change; `None` if a week begins, whose changes are now known.
    #[inline]
    pub fn take(&mut self) -> Option<(AgentId, Duty)> {
        let Some((_, _, agent, duty)) = self.changes.get(self.next).copied() else {
            let dated = self.dated.as_mut()?;
            (self.next, self.week) = (0, self.week + 1);
            dated.make(self.week, &mut self.changes);
            return None;
        };
        self.next += 1;
        if self.next == self.changes.len() && self.dated.is_none() {
            (self.next, self.week) = (0, self.week + 1);
        }
        Some((agent, duty))
    }
}

/// A change as it is sorted.
fn change(at: Span, agent: AgentId, duty: Duty) -> (Span, bool, AgentId, Duty) {
    (at, duty != Duty::Available, agent, duty)
}

/// Makes the list of a week.
#[derive(Clone, Debug)]
struct Dated<'m> {
    model: &'m Model,
    agents: Vec<Planned>,
    /// Of each group.
    health: Vec<Option<Health>>,
}

/// An agent as planned so far.
#[derive(Clone, Debug)]
struct Planned {
    group: GroupId,
    ordinal: usize,
    /// Duty at the end of the last list made.
    duty: Duty,
    /// Whether sick on the last day planned.
    sick: Option<bool>,
    /// Changes after it, one an instant.
    ahead: VecDeque<DutyChange>,
    /// Whether on call at the end of the last list made, were the shift over.
    on_call: bool,
    /// Changes after it, one an instant.
    calls: VecDeque<(Span, bool)>,
}

impl Planned {
    /// Takes the changes of the next instant before `until`, counted from the Monday on which the run begins; gives it and
    /// the duty from then on.
    fn take(&mut self, until: i64) -> Option<(Span, Duty)> {
        let shift = self.ahead.front().map_or(Span(i64::MAX), |c| c.at);
        let call = self.calls.front().map_or(Span(i64::MAX), |c| c.0);
        let at = shift.min(call);
        if at.0 >= until {
            return None;
        }
        if shift == at {
            self.duty = self.ahead.pop_front()?.duty;
        }
        if call == at {
            self.on_call = self.calls.pop_front()?.1;
        }
        Some((at, self.duty_now()))
    }

    /// On call is who is off and would be called.
    fn duty_now(&self) -> Duty {
        if self.on_call && self.duty == Duty::Off { Duty::OnCall } else { self.duty }
    }
}

impl<'m> Dated<'m> {
    fn new(model: &'m Model, key: Key) -> Self {
        let agents = model.groups.iter().enumerate().flat_map(|(group, g)| {
            let (ahead, calls) = (VecDeque::new(), VecDeque::new());
            let off = Planned { group, ordinal: 0, duty: Duty::Off, sick: None, ahead, on_call: false, calls };
            (0..g.agents).map(move |ordinal| Planned { ordinal, ..off.clone() })
        });
        let health = model.groups.iter().map(|g| Health::new(key, g)).collect();
        let mut this = Dated { model, agents: agents.collect(), health };
        // The night shift that is on when the run begins is one of the week before.
        for week in -1..=0 {
            this.plan(week);
        }
        for agent in &mut this.agents {
            while agent.take(0).is_some() {}
        }
        this
    }

    /// Plans the pieces of shifts that begin in a week, which elsewhere may begin up to a day before or after the desk's.
    fn plan(&mut self, week: i64) {
        for agent in &mut self.agents {
            let group = &self.model.groups[agent.group];
            let at_most = std::array::from_fn(|d| {
                let day = week * 7 + d as i64;
                let at_most = group.at_most(agent.ordinal, day, &self.model.calendar);
                let Some(health) = &self.health[agent.group] else { return at_most };
                let sick = *agent.sick.insert(health.is_sick(agent.ordinal, day, agent.sick));
                if sick { at_most.max(Duty::Away) } else { at_most }
            });
            for DutyChange { at, duty } in group.week(agent.ordinal, &at_most) {
                let wall = Time(week * WEEK.0) + at;
                let at = group.instant(wall);
                // What begins at an instant wins over what ends then.
                match agent.ahead.back_mut() {
                    Some(last) if last.at == at => last.duty = duty,
                    _ => agent.ahead.push_back(DutyChange { at, duty }),
                }
            }
            let Some(on_call) = &group.on_call else { continue };
            for (day, start, end) in on_call.pieces() {
                let turn = group.rota(agent.ordinal, week * 7 + day as i64, &self.model.calendar);
                if turn && at_most[day] == Duty::Available {
                    for (at, on) in [(start, true), (end, false)] {
                        let at = group.instant(Time(week * WEEK.0) + at);
                        match agent.calls.back_mut() {
                            Some(last) if last.0 == at => last.1 = on,
                            _ => agent.calls.push_back((at, on)),
                        }
                    }
                }
            }
        }
    }

    /// The list of a week, those of all weeks before it having been made.
    fn make(&mut self, week: i64, changes: &mut Vec<(Span, bool, AgentId, Duty)>) {
        self.plan(week + 1);
        changes.clear();
        let begins = week * WEEK.0;
        for (a, agent) in self.agents.iter_mut().enumerate() {
            let mut duty = agent.duty_now();
            while let Some((at, next)) = agent.take(begins + WEEK.0) {
                if std::mem::replace(&mut duty, next) != next {
                    changes.push(change(Span(at.0 - begins), a, next));
                }
            }
        }
        changes.sort_unstable();
    }
}
