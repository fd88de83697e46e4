//! The roster of all agents as one weekly list of changes, read in order.

use crate::model::{AgentId, Duty, Model};
use crate::units::{Span, Time, WEEK};

/// All duty changes of a week in time order; at one instant starts come before ends, then by agent.
#[derive(Clone, Debug)]
pub(super) struct Roster {
    changes: Vec<(Span, bool, AgentId, Duty)>,
    /// Duty of each agent at Monday 00:00, before changes of that instant.
    pub start: Vec<Duty>,
    next: usize,
    week: i64,
}

impl Roster {
    pub fn new(model: &Model) -> Self {
        let mut changes = Vec::new();
        let mut start = Vec::new();
        for group in &model.groups {
            for ordinal in 0..group.agents {
                let (before, of_agent) = group.roster(ordinal);
                let agent = start.len();
                start.push(before);
                changes.extend(of_agent.into_iter().map(|c| (c.at, c.duty != Duty::Available, agent, c.duty)));
            }
        }
        changes.sort_unstable();
        Roster { changes, start, next: 0, week: 0 }
    }

    /// Instant of the next change, and whether it ends availability.
    #[inline]
    pub fn next(&self) -> Option<(Time, bool)> {
        let (at, ends, ..) = self.changes.get(self.next)?;
        Some((Time(self.week * WEEK.0 + at.0), *ends))
    }

    /// Takes the next change.
    #[inline]
    pub fn take(&mut self) -> Option<(AgentId, Duty)> {
        let (_, _, agent, duty) = *self.changes.get(self.next)?;
        self.next += 1;
        if self.next == self.changes.len() {
            (self.next, self.week) = (0, self.week + 1);
        }
        Some((agent, duty))
    }
}
