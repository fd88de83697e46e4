//! What one replication leaves behind: exact integer totals, and sketches for quantiles.
//!
//! A cell is a kind x priority x role; every split a report makes is a sum of cells. Floats come later, and only there.

use super::{Course, Incidents, Spent, Turns};
use crate::engine::Ledger;
use crate::model::{Clock, Kind, KindId, Model, Priority, RoleId};
use crate::stats::{Sketch, Tally};
use crate::units::Span;

/// Totals of the measured tickets of one kind, priority and role.
///
/// The role is the one that did what is counted: the first touch for response, the take from the queue for waits, the
/// last attempt for resolution. What no role did stands in the cell without a role.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Measured tickets that arrived (cell without a role).
    pub arrived: u64,
    /// Arrived and taken at once, in the same instant.
    pub taken_at_once: u64,
    /// Arrival to first touch.
    pub response: Tally,
    /// The same, for quantiles.
    pub response_sketch: Sketch,
    /// First touches within the response limit, and those that have a limit.
    pub response_met: (u64, u64),
    /// Waits in a queue after those that ended in the first touch: after an escalation or a return, and those who gave
    /// up, with their time (cell without a role).
    pub later_wait: Tally,
    /// Those of them that were longer than nothing.
    pub later_waited: u64,
    /// Time in queue of all tickets, measured or not, inside the window: the integral of the queue length.
    pub queue_time: i128,
    /// Completed attempts.
    pub attempts: u64,
    /// Arrival to resolved on each clock.
    pub resolution: [Tally; 3],
    /// The same, for quantiles; empty where a clock cannot differ from an earlier one.
    pub resolution_sketch: [Sketch; 3],
    /// Of the calendar time from arrival to resolved, what was spent in each state: sums to it.
    pub spent: Spent,
    /// Resolved within the resolution limit, and those that have a limit.
    pub resolution_met: (u64, u64),
    /// Escalated away from the role.
    pub escalated: u64,
    /// Gave up waiting (cell without a role).
    pub abandoned: u64,
    /// Gave up untouched after the response limit (cell without a role).
    pub gave_up_late: u64,
    /// Still open at the end, with their age on each clock (cell without a role).
    pub open_age: [Sketch; 3],
    /// Still open at the end: within the limit so far, beyond it already.
    pub open_limit: (u64, u64),
    /// Resolved inside the window, whenever they arrived: throughput.
    pub resolved_in_window: u64,
    /// Work of the attempts that resolved them.
    pub resolving_work: i128,
    /// Open at the end of the window by age: up to 5 calendar days, 10, 30, more (cell without a role).
    pub open_by_age: [u64; 4],
    /// Resolved in one attempt.
    pub first_attempt: u64,
    /// Resolved in one attempt that did not wait for the user, by one agent.
    pub first_contact: u64,
    /// Of the first touches, those of tickets of major incidents.
    pub incident_response: Tally,
    /// Closed with the parent of their major incident; among the resolved.
    pub closed_with_parent: u64,
    /// Turns they took.
    pub turns: Turns,
    /// Attempts that a cheaper role could have made instead, and those of roles that have a cheaper one beside them.
    pub lower_capable: (u64, u64),
}

impl Cell {
    /// Waits in a queue, visit by visit. What came before the first touch is the response time.
    pub fn wait(&self) -> Tally {
        let mut wait = self.response;
        wait.merge(&self.later_wait);
        wait
    }

    /// Waits longer than nothing.
    pub fn waited(&self) -> u64 {
        self.response.n - self.taken_at_once + self.later_waited
    }

    /// Adds another cell.
    pub fn merge(&mut self, other: &Cell) {
        self.arrived += other.arrived;
        self.taken_at_once += other.taken_at_once;
        self.response.merge(&other.response);
        self.response_sketch.merge(&other.response_sketch);
        self.response_met.0 += other.response_met.0;
        self.response_met.1 += other.response_met.1;
        self.later_wait.merge(&other.later_wait);
        self.later_waited += other.later_waited;
        self.queue_time += other.queue_time;
        self.attempts += other.attempts;
        for i in 0..3 {
            self.resolution[i].merge(&other.resolution[i]);
            self.resolution_sketch[i].merge(&other.resolution_sketch[i]);
            self.open_age[i].merge(&other.open_age[i]);
        }
        self.spent.merge(&other.spent);
        self.resolution_met.0 += other.resolution_met.0;
        self.resolution_met.1 += other.resolution_met.1;
        self.escalated += other.escalated;
        self.abandoned += other.abandoned;
        self.gave_up_late += other.gave_up_late;
        self.open_limit.0 += other.open_limit.0;
        self.open_limit.1 += other.open_limit.1;
        self.resolved_in_window += other.resolved_in_window;
        self.resolving_work += other.resolving_work;
        for (open, other) in self.open_by_age.iter_mut().zip(other.open_by_age) {
            *open += other;
        }
        self.first_attempt += other.first_attempt;
        self.first_contact += other.first_contact;
        self.incident_response.merge(&other.incident_response);
        self.closed_with_parent += other.closed_with_parent;
        self.turns.merge(&other.turns);
        self.lower_capable.0 += other.lower_capable.0;
        self.lower_capable.1 += other.lower_capable.1;
    }
}

/// Times of one agent inside the window, in microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgentTimes {
    /// On tickets by the roster.
    pub available: i64,
    /// Paid but off tickets.
    pub away: i64,
    /// Handled while on duty.
    pub handled: i64,
    /// Handled while paid but off tickets (finishing what was in hand).
    pub handled_away: i64,
    /// Handled outside paid time.
    pub overtime: i64,
    /// Handled on call-outs outside paid time, from the call on.
    pub called_out: i64,
    /// On call by the roster, called out or not.
    pub on_call: i64,
    /// Of all handled time: getting to work after a call.
    pub setting_out: i64,
    /// Of all handled time: travel there and back.
    pub travel: i64,
    /// Of the overtime: travel there and back.
    pub travel_overtime: i64,
    /// Of the call-outs: travel there and back.
    pub travel_called_out: i64,
    /// Of all handled time: wrapping up.
    pub wrap_up: i64,
    /// Attempts completed.
    pub attempts: u64,
    /// Visits begun.
    pub visits: u64,
    /// Call-outs begun.
    pub call_outs: u64,
    /// On duty, but pulled off tickets by a major incident.
    pub pulled: i64,
}

impl AgentTimes {
    /// Adds another agent's times.
    pub fn merge(&mut self, other: &AgentTimes) {
        self.available += other.available;
        self.away += other.away;
        self.handled += other.handled;
        self.handled_away += other.handled_away;
        self.overtime += other.overtime;
        self.called_out += other.called_out;
        self.on_call += other.on_call;
        self.setting_out += other.setting_out;
        self.travel += other.travel;
        self.travel_overtime += other.travel_overtime;
        self.travel_called_out += other.travel_called_out;
        self.wrap_up += other.wrap_up;
        self.attempts += other.attempts;
        self.visits += other.visits;
        self.call_outs += other.call_outs;
        self.pulled += other.pulled;
    }

    /// All handled time, in and out of paid time; but not the time to get to work after a call.
    pub fn all_handled(&self) -> i64 {
        self.handled + self.handled_away + self.overtime + self.called_out - self.setting_out
    }
}

/// Samples of the number of open tickets at one time of the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Number open, day by day, from the first day of the window.
    pub open: Vec<u32>,
}

/// All that a replication leaves behind.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Length of the measured window.
    pub window: Span,
    /// By kind, priority and role: see [`Outcome::cell`].
    pub cells: Vec<Cell>,
    /// Number of priorities and roles, for indexing.
    pub priorities: usize,
    /// Number of roles.
    pub roles: usize,
    /// Escalations inside the window, `roles` x `roles`: from the first to the second.
    pub escalations: Vec<u64>,
    /// Agents in model order.
    pub agents: Vec<AgentTimes>,
    /// Time inside the window with n tickets in the system, at position n.
    pub open_time: Vec<i64>,
    /// Tickets in the system when the window began and ended.
    pub open: (u64, u64),
    /// Integral of the number of open tickets in each week from the start of the run, warm-up included; microseconds.
    pub weekly_open: Vec<i128>,
    /// Number of open tickets at the end of each of those weeks.
    pub week_end: Vec<u64>,
    /// Weeks of the run before the window.
    pub warm_up_weeks: usize,
    /// One for each time of the day that the model samples.
    pub snapshots: Vec<Snapshot>,
    /// The course of the week, where it was asked for.
    pub course: Option<Box<Course>>,
    /// Major incidents.
    pub incidents: Incidents,
    /// The engine's own books.
    pub ledger: Ledger,
}

impl Outcome {
    /// Position of a cell; `role` is `None` for what no role did.
    #[inline]
    pub fn at(&self, kind: KindId, priority: Priority, role: Option<RoleId>) -> usize {
        let row = kind * self.priorities + usize::from(priority);
        row * (self.roles + 1) + role.map_or(0, |r| r + 1)
    }

    /// A cell.
    pub fn cell(&self, kind: KindId, priority: Priority, role: Option<RoleId>) -> &Cell {
        &self.cells[self.at(kind, priority, role)]
    }

    /// Sum of the cells that `chosen` picks by kind, priority and role.
    pub fn sum(&self, chosen: impl Fn(KindId, Priority, Option<RoleId>) -> bool) -> Cell {
        let mut sum = Cell::default();
        let kinds = self.cells.len() / (self.priorities * (self.roles + 1)).max(1);
        for kind in 0..kinds {
            for priority in 0..self.priorities as Priority {
                for role in std::iter::once(None).chain((0..self.roles).map(Some)) {
                    if chosen(kind, priority, role) {
                        sum.merge(self.cell(kind, priority, role));
                    }
                }
            }
        }
        sum
    }
}

/// Which clocks a desk can tell apart: a clock that always reads the same as an earlier one is not recorded twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// Position of the recorded clock that stands for each clock of [`Clock::ALL`].
    pub stands_for: [usize; 3],
}

impl Clocks {
    /// The clocks of a desk.
    pub fn of(model: &Model) -> Self {
        let business = usize::from(!model.business_hours.is_always());
        let visits_pause =
            |k: &Kind| k.course.revisit_pauses && k.course.revisit.as_ref().is_some_and(|r| r.chance > 0.0);
        let pauses = model.kinds.iter().any(|k| k.pending > 0.0 || visits_pause(k));
        Clocks { stands_for: [0, business, if pauses { 2 } else { business }] }
    }

    /// Where a clock's record is.
    #[inline]
    pub fn at(self, clock: Clock) -> usize {
        self.stands_for[clock as usize]
    }
}
