//! The recorder behind every metric: fills an [`Outcome`] while a replication runs.

use super::outcome::{AgentTimes, Cell, Clocks, Outcome, Snapshot};
use crate::engine::{Broken, Handled, Ledger, Mark, Phase, Recorder, State, Ticket};
use crate::model::{AgentId, Clock, Duty, Model, RoleId};
use crate::units::{DAY, Span, Time};

/// The oldest age of each bracket of the backlog but the last.
const OLDEST: [Span; 3] = [Span(5 * DAY.0), Span(10 * DAY.0), Span(30 * DAY.0)];

/// Records one replication of a desk.
pub struct Record<'m> {
    model: &'m Model,
    clocks: Clocks,
    outcome: Outcome,
    inside: bool,
    window: (Time, Time),
    week_integral: i64,
    /// Whether any ticket has a limit for its response, and for its resolution.
    promises: (bool, bool),
    /// The cheaper roles of each role.
    cheaper: Vec<Vec<RoleId>>,
    /// Whether the course of the week is recorded.
    follows: bool,
    /// Inside the window without a course to record: the usual case, told by one look.
    plain: bool,
}

impl<'m> Record<'m> {
    /// An empty record.
    pub fn new(model: &'m Model) -> Self {
        let (priorities, roles) = (model.priorities, model.roles.len());
        let outcome = Outcome {
            cells: vec![Cell::default(); model.kinds.len() * priorities * (roles + 1)],
            priorities,
            roles,
            escalations: vec![0; roles * roles],
            agents: vec![AgentTimes::default(); model.agents()],
            open_time: vec![0; 64],
            snapshots: vec![Snapshot::default(); model.snapshots.len()],
            ..Outcome::default()
        };
        Record {
            model,
            clocks: Clocks::of(model),
            outcome,
            inside: false,
            window: (Time::NEVER, Time::NEVER),
            week_integral: 0,
            promises: (
                model.targets.iter().flatten().any(|target| target.response.is_some()),
                model.targets.iter().flatten().any(|target| target.resolution.is_some()),
            ),
            cheaper: (0..roles).map(|role| model.cheaper_roles(role)).collect(),
            follows: false,
            plain: false,
        }
    }

    /// The same record with the course of the week in it.
    pub fn following_the_week(mut self) -> Self {
        self.follows = true;
        self.outcome.course = Some(Box::default());
        self
    }

    /// The finished record.
    ///
    /// # Errors
    /// An identity that does not hold: see [`Outcome::check`].
    pub fn finish(mut self, ledger: Ledger) -> Result<Outcome, Broken> {
        self.outcome.ledger = ledger;
        // Thousands of replications are kept: a full sketch of every cell would be megabytes each.
        for cell in &mut self.outcome.cells {
            cell.response_sketch.pack();
            cell.resolution_sketch.iter_mut().chain(&mut cell.open_age).for_each(|sketch| sketch.pack());
        }
        self.outcome.course.iter_mut().for_each(|course| course.pack());
        self.outcome.check()?;
        Ok(self.outcome)
    }

    #[inline]
    fn cell(&mut self, ticket: &Ticket, role: Option<RoleId>) -> &mut Cell {
        let at = self.outcome.at(ticket.kind, ticket.first_priority, role);
        &mut self.outcome.cells[at]
    }

    #[inline]
    fn first_cell(&mut self, ticket: &Ticket, role: Option<RoleId>) -> &mut Cell {
        let at = self.outcome.at(ticket.first_kind, ticket.first_priority, role);
        &mut self.outcome.cells[at]
    }

    /// Time from the arrival of a ticket on each clock.
    #[inline]
    fn age(&self, now: Time, ticket: &Ticket) -> [Span; 3] {
        let calendar = now - ticket.arrived;
        if self.clocks.stands_for == [0; 3] {
            return [calendar; 3];
        }
        let business = self.model.business_hours.elapsed(ticket.arrived, now);
        [calendar, business, Span((business.0 - ticket.paused.0).max(0))]
    }

    /// Whether a resolution at this age is within the limit, if there is one.
    #[inline]
    fn resolution_met(&self, ticket: &Ticket, age: &[Span; 3]) -> Option<bool> {
        if !self.promises.1 {
            return None;
        }
        let limit = self.model.targets[ticket.first_kind][usize::from(ticket.priority)].resolution?;
        Some(age[limit.clock as usize] <= limit.within)
    }

    /// Whether a first touch now is within the limit, if there is one.
    #[inline]
    fn response_met(&self, now: Time, ticket: &Ticket) -> Option<bool> {
        let limit = self.model.targets[ticket.first_kind][usize::from(ticket.priority)].response?;
        let age = match limit.clock {
            Clock::Calendar => now - ticket.arrived,
            _ => self.model.business_hours.elapsed(ticket.arrived, now),
        };
        Some(age <= limit.within)
    }

    fn cheaper_may_do(&self, ticket: &Ticket, role: RoleId) -> bool {
        let may = |r: &RoleId| self.model.eligible(*r, ticket.kind, ticket.hands, ticket.systemic).is_some();
        self.cheaper[role].iter().any(may)
    }

    /// A ticket ends for good, which this role brought about: by an attempt, or by resolving its parent.
    #[inline(always)]
    fn ends(&mut self, now: Time, ticket: &Ticket, role: RoleId, by_attempt: bool) {
        let inside = self.inside;
        let cell = self.first_cell(ticket, Some(role));
        if inside {
            cell.resolved_in_window += 1;
            cell.resolving_work += i128::from(ticket.spent[State::Work as usize] - ticket.in_vain);
        }
        if !ticket.measured {
            return;
        }
        let age = self.age(now, ticket);
        let met = self.resolution_met(ticket, &age);
        let stands_for = self.clocks.stands_for;
        let cell = self.first_cell(ticket, Some(role));
        let first = by_attempt && ticket.hop == 0 && ticket.in_vain == 0;
        cell.first_attempt += u64::from(first);
        cell.first_contact += u64::from(first && !ticket.pended && ticket.handovers == 0);
        if ticket.handovers | ticket.reopened > 0 {
            cell.turns.resolved(ticket, &age);
        }
        cell.spent.record(&ticket.spent);
        cell.resolution[0].record(age[0].0);
        cell.resolution_sketch[0].record(age[0].0 as u64);
        for clock in [1, 2] {
            if stands_for[clock] == clock {
                cell.resolution[clock].record(age[clock].0);
                cell.resolution_sketch[clock].record(age[clock].0 as u64);
            }
        }
        if let Some(met) = met {
            cell.resolution_met.0 += u64::from(met);
            cell.resolution_met.1 += 1;
        }
    }

    /// So many tickets were open for a span inside the window.
    #[inline]
    fn was_open(&mut self, open: u64, span: Span) {
        let open = open as usize;
        if open >= self.outcome.open_time.len() {
            self.outcome.open_time.resize(open + 64, 0);
        }
        self.outcome.open_time[open] += span.0;
    }

    /// The course of the week goes on.
    #[cold]
    #[inline(never)]
    fn follow(&mut self, open: u64, span: Span) {
        let inside = self.inside;
        self.outcome.course.iter_mut().for_each(|course| course.open_for(open, span, inside));
        if inside {
            self.was_open(open, span);
        }
    }

    #[cold]
    #[inline(never)]
    fn follow_arrival(&mut self, now: Time) {
        self.outcome.course.iter_mut().for_each(|course| course.arrived(now));
    }

    /// Part of a wait that lies inside the window.
    #[inline]
    fn waited_inside(&self, now: Time, ticket: &Ticket) -> i64 {
        let from = ticket.since.max(self.window.0);
        let to = now.min(self.window.1);
        (to.0.saturating_sub(from.0)).max(0)
    }
}

impl Recorder for Record<'_> {
    fn mark(&mut self, now: Time, mark: Mark, open: u64) {
        match mark {
            Mark::WindowStart => {
                self.inside = true;
                self.plain = !self.follows;
                self.window.0 = now;
                self.outcome.open.0 = open;
                self.outcome.warm_up_weeks = self.outcome.week_end.len();
            }
            Mark::WindowEnd => {
                self.inside = false;
                self.plain = false;
                self.window.1 = now;
                self.outcome.open.1 = open;
                self.outcome.window = now - self.window.0;
            }
            Mark::Week(_) => {
                self.outcome.weekly_open.push(i128::from(std::mem::take(&mut self.week_integral)));
                self.outcome.week_end.push(open);
            }
            Mark::Snapshot(at, _) => {
                if self.inside || now == self.window.0 {
                    self.outcome.snapshots[at].open.push(u32::try_from(open).unwrap_or(u32::MAX));
                }
            }
        }
    }

    #[inline]
    fn arrived(&mut self, now: Time, ticket: &Ticket) {
        if ticket.measured {
            self.first_cell(ticket, None).arrived += 1;
            if self.follows {
                self.follow_arrival(now);
            }
        }
    }

    #[inline]
    fn open_for(&mut self, open: u64, span: Span) {
        // A week of a million open tickets is 6e17 microseconds: 64 bits hold it.
        self.week_integral += open as i64 * span.0;
        if self.plain {
            self.was_open(open, span);
        } else if self.follows {
            self.follow(open, span);
        }
    }

    #[inline(always)]
    fn started(&mut self, now: Time, ticket: &Ticket, agent: AgentId, role: RoleId, first: bool) {
        if ticket.hands {
            self.outcome.agents[agent].visits += u64::from(self.inside);
        }
        let wait = (now - ticket.since).0;
        let inside = if wait > 0 { self.waited_inside(now, ticket) } else { 0 };
        debug_assert!(!first || ticket.since == ticket.arrived, "the first wait begins with the ticket");
        let response_met =
            if first && ticket.measured && self.promises.0 { self.response_met(now, ticket) } else { None };
        let cell = if first { self.first_cell(ticket, Some(role)) } else { self.cell(ticket, Some(role)) };
        cell.queue_time += i128::from(inside);
        if !ticket.measured {
            return;
        }
        if !first {
            cell.later_wait.record(wait);
            cell.later_waited += u64::from(wait > 0);
            return;
        }
        cell.taken_at_once += u64::from(wait == 0);
        cell.response.record(wait);
        cell.response_sketch.record(wait as u64);
        if ticket.is_of_incident() {
            cell.incident_response.record(wait);
        }
        if let Some(met) = response_met {
            cell.response_met.0 += u64::from(met);
            cell.response_met.1 += 1;
        }
    }

    fn waited(&mut self, now: Time, ticket: &Ticket) {
        let inside = self.waited_inside(now, ticket);
        self.cell(ticket, None).queue_time += i128::from(inside);
    }

    #[inline]
    fn handled(&mut self, _: Time, handled: Handled) {
        if self.inside {
            let times = &mut self.outcome.agents[handled.agent];
            match handled.duty {
                Duty::Available => times.handled += handled.span.0,
                Duty::Away => times.handled_away += handled.span.0,
                Duty::Break | Duty::Off | Duty::OnCall if handled.called_out => times.called_out += handled.span.0,
                Duty::Break | Duty::Off | Duty::OnCall => times.overtime += handled.span.0,
            }
            match handled.phase {
                Phase::HandOver | Phase::Work => {}
                Phase::CallOut => times.setting_out += handled.span.0,
                Phase::WrapUp => times.wrap_up += handled.span.0,
                Phase::Travel | Phase::Return => {
                    times.travel += handled.span.0;
                    match handled.duty {
                        Duty::Available | Duty::Away => {}
                        _ if handled.called_out => times.travel_called_out += handled.span.0,
                        _ => times.travel_overtime += handled.span.0,
                    }
                }
            }
        }
    }

    fn on_duty(&mut self, _: Time, agent: AgentId, duty: Duty, span: Span) {
        if self.inside {
            match duty {
                Duty::Available => self.outcome.agents[agent].available += span.0,
                Duty::Away => self.outcome.agents[agent].away += span.0,
                Duty::OnCall => self.outcome.agents[agent].on_call += span.0,
                Duty::Break | Duty::Off => {}
            }
        }
    }

    fn called_out(&mut self, _: Time, _: &Ticket, agent: AgentId) {
        self.outcome.agents[agent].call_outs += u64::from(self.inside);
    }

    #[inline(always)]
    fn attempted(&mut self, _: Time, ticket: &Ticket, agent: AgentId, role: RoleId) {
        self.outcome.agents[agent].attempts += u64::from(self.inside);
        if ticket.measured {
            let cheaper = !self.cheaper[role].is_empty();
            let capable = cheaper && ticket.hop == 0 && self.cheaper_may_do(ticket, role);
            let cell = self.cell(ticket, Some(role));
            cell.attempts += 1;
            cell.lower_capable.0 += u64::from(capable);
            cell.lower_capable.1 += u64::from(cheaper);
        }
    }

    #[inline]
    fn resolved(&mut self, now: Time, ticket: &Ticket, role: RoleId) {
        self.ends(now, ticket, role, true);
    }

    fn closed_with_parent(&mut self, now: Time, ticket: &Ticket, role: RoleId, waiting: bool) {
        self.ends(now, ticket, role, false);
        if ticket.measured {
            self.first_cell(ticket, Some(role)).closed_with_parent += 1;
            if waiting {
                let wait = (now - ticket.since).0;
                let cell = self.cell(ticket, None);
                cell.later_wait.record(wait);
                cell.later_waited += u64::from(wait > 0);
            }
        }
    }

    fn incident_began(&mut self, _: Time, measured: bool) {
        self.outcome.incidents.begun += u64::from(measured);
    }

    fn incident_over(&mut self, now: Time, since: Time, measured: bool) {
        if measured {
            self.outcome.incidents.over(now - since);
        }
    }

    fn settled(&mut self, now: Time, since: Time, measured: bool) {
        if measured {
            self.outcome.incidents.settled(now - since);
        }
    }

    fn pulled(&mut self, _: Time, agent: AgentId, span: Span) {
        if self.inside {
            self.outcome.agents[agent].pulled += span.0;
        }
    }

    fn escalated(&mut self, _: Time, ticket: &Ticket, from: RoleId, to: RoleId) {
        self.outcome.escalations[from * self.outcome.roles + to] += u64::from(self.inside);
        if ticket.measured {
            self.cell(ticket, Some(from)).escalated += 1;
        }
    }

    fn abandoned(&mut self, now: Time, ticket: &Ticket) {
        if ticket.measured {
            let wait = (now - ticket.since).0;
            let cell = self.cell(ticket, None);
            cell.abandoned += 1;
            cell.later_wait.record(wait);
            cell.later_waited += u64::from(wait > 0);
            if !ticket.touched && self.response_met(now, ticket) == Some(false) {
                self.first_cell(ticket, None).gave_up_late += 1;
            }
        }
    }

    fn blocked(&mut self, _: Time, ticket: &Ticket) {
        if ticket.measured {
            self.first_cell(ticket, None).turns.blocked += 1;
        }
    }

    fn found_out(&mut self, _: Time, ticket: &Ticket, role: RoleId) {
        if ticket.measured {
            let turns = &mut self.first_cell(ticket, Some(role)).turns;
            if ticket.mistaken {
                turns.misrouted += 1;
            } else {
                turns.afar_in_vain += 1;
            }
        }
    }

    fn to_be_visited(&mut self, _: Time, ticket: &Ticket, _: RoleId) {
        if ticket.measured {
            self.first_cell(ticket, None).turns.visits += 1;
        }
    }

    fn resolved_in_error(&mut self, now: Time, ticket: &Ticket, role: RoleId) {
        if ticket.measured && ticket.reopened == 0 {
            let age = self.age(now, ticket);
            self.first_cell(ticket, Some(role)).turns.resolved_in_error(&age);
        }
    }

    fn interrupted(&mut self, _: Time, ticket: &Ticket, _: AgentId) {
        if ticket.measured {
            self.first_cell(ticket, None).turns.interruptions += 1;
        }
    }

    fn raised(&mut self, _: Time, ticket: &Ticket) {
        // Once is enough.
        if ticket.measured && ticket.priority + 1 == ticket.first_priority {
            self.first_cell(ticket, None).turns.raised += 1;
        }
    }

    fn open_at_end(&mut self, now: Time, ticket: &Ticket) {
        let age = now - ticket.arrived;
        let bracket = OLDEST.iter().take_while(|oldest| age > **oldest).count();
        self.cell(ticket, None).open_by_age[bracket] += 1;
    }

    fn left_open(&mut self, now: Time, ticket: &Ticket) {
        if !ticket.measured {
            return;
        }
        let age = self.age(now, ticket);
        let met = self.resolution_met(ticket, &age);
        let stands_for = self.clocks.stands_for;
        let cell = self.first_cell(ticket, None);
        for (i, age) in age.into_iter().enumerate() {
            if stands_for[i] == i {
                cell.open_age[i].record(age.0 as u64);
            }
        }
        match met {
            Some(true) => cell.open_limit.0 += 1,
            Some(false) => cell.open_limit.1 += 1,
            None => {}
        }
    }
}
