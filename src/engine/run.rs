//! One replication from the first ticket to the last.

use super::calendar::{Calendar, What, rank};
use super::duty::Roster;
use super::marks::Marks;
use super::ticket::Place;
use super::{
    Broken, Choice, Desk, Eligibility, Entry, Handled, Ledger, Mark, NobodyServes, Phase, Policy, Recorder, Ticket,
    TicketId, agent::InHand,
};
use crate::model::{AgentId, Duty, Extent, Model, Regime, RoleId, ShiftEnd};
use crate::units::{Span, Time};
use crate::workload::{Arrival, Draws, Key};
use std::fmt;

/// Why a run gave no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A ticket came that nobody may work on; found before running unless a desk was built by hand.
    NobodyServes(NobodyServes),
    /// The books do not balance.
    Broken(Broken),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::NobodyServes(nobody) => nobody.fmt(f),
            Fault::Broken(broken) => broken.fmt(f),
        }
    }
}

impl std::error::Error for Fault {}

/// Plays the desk with these tickets, which must come in order of arrival, and this policy. `key` is that of the
/// replication.
///
/// # Errors
/// [`Fault`]: nobody may work on a ticket, or an identity is broken.
pub fn simulate<R: Recorder>(
    model: &Model,
    eligibility: &Eligibility,
    draws: &Draws,
    key: Key,
    arrivals: impl Iterator<Item = Arrival>,
    policy: &mut Policy,
    recorder: &mut R,
) -> Result<Ledger, Fault> {
    let personal = policy.agent_rule.assigns_persons();
    let mut run = Run {
        desk: Desk::new(model, eligibility, personal),
        model,
        draws,
        policy,
        recorder,
        calendar: Calendar::default(),
        roster: Roster::new(model, key),
        marks: Marks::new(model),
        ledger: Ledger::default(),
        personal,
        open: 0,
        measured_open: 0,
        window: Window::Before,
        measured: 0,
        stop_at: Time::NEVER,
        quiet_until: Time::ZERO,
    };
    run.play(arrivals)?;
    run.close()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Window {
    Before,
    Inside,
    After,
}

struct Run<'r, R> {
    desk: Desk<'r>,
    model: &'r Model,
    draws: &'r Draws,
    policy: &'r mut Policy,
    recorder: &'r mut R,
    calendar: Calendar,
    roster: Roster<'r>,
    marks: Marks,
    ledger: Ledger,
    personal: bool,
    open: u64,
    measured_open: u64,
    window: Window,
    measured: u64,
    stop_at: Time,
    quiet_until: Time,
}

/// Rank of the end of a phase.
#[inline(always)]
fn rank_of(phase: Phase) -> u8 {
    match phase {
        Phase::Work | Phase::WrapUp => rank::WORK_DONE,
        Phase::Travel | Phase::Return => rank::RETURN,
    }
}

/// Apart, lest every attempt pays for the division.
#[inline(never)]
fn at_speed(content: Span, speed: f64) -> Span {
    Span((content.0 as f64 / speed) as i64)
}

impl<R: Recorder> Run<'_, R> {
    fn play(&mut self, arrivals: impl Iterator<Item = Arrival>) -> Result<(), Fault> {
        let mut arrivals = arrivals;
        self.policy.agent_rule.begin(&self.desk);
        for agent in 0..self.desk.agents.len() {
            if self.roster.start[agent] == Duty::Off {
                continue;
            }
            self.duty_changes(agent, self.roster.start[agent]);
        }
        if self.model.horizon.warm_up == Extent::Tickets(0) {
            self.window_starts();
        }
        let mut arrival = arrivals.next();
        if arrival.is_none() {
            self.ran_out_of_tickets();
        }
        self.find_quiet();
        loop {
            let scheduled = self.calendar.first();
            let arrives = arrival.as_ref().map_or(Time::NEVER, |a| a.at);
            if scheduled.0.min(arrives) >= self.quiet_until {
                if self.is_over(scheduled.0.min(arrives)) {
                    return Ok(());
                }
                if self.planned((arrives, rank::ARRIVAL).min(scheduled)) {
                    if self.arrivals_are_over() {
                        arrival = None;
                    }
                    if arrival.is_none() {
                        self.ran_out_of_tickets();
                    }
                    continue;
                }
            }
            // What is scheduled for the instant of an arrival ranks before it.
            if scheduled.0 <= arrives {
                self.scheduled();
            } else if let Some(a) = arrival {
                self.advance(a.at);
                self.arrives(a)?;
                arrival = if self.arrivals_are_over() { None } else { arrivals.next() };
                if arrival.is_none() {
                    self.ran_out_of_tickets();
                }
            }
        }
    }

    /// Until when, that instant left out, there are only arrivals and scheduled events.
    fn find_quiet(&mut self) {
        let duty = self.roster.next().map_or(Time::NEVER, |(at, _)| at);
        let over = self.window == Window::After && self.measured_open == 0;
        self.quiet_until = if over { Time::ZERO } else { duty.min(self.marks.at).min(self.stop_at) };
    }

    /// The measured window is over, and so is the time of the tickets measured. `next` is when something may happen.
    #[inline(never)]
    fn is_over(&mut self, next: Time) -> bool {
        if self.window != Window::After {
            return false;
        }
        let duty = self.roster.next().map_or(Time::NEVER, |(at, _)| at);
        let capped = next.min(duty).min(self.marks.at) > self.stop_at;
        if self.measured_open > 0 && capped {
            self.advance(self.stop_at);
        }
        self.measured_open == 0 || capped
    }

    /// Handles the duty change or mark that comes before `next`; says whether there was one.
    #[inline(never)]
    fn planned(&mut self, next: (Time, u8)) -> bool {
        let duty = self.roster.next().map(|(at, ends)| (at, if ends { rank::DUTY_ENDS } else { rank::DUTY_STARTS }));
        let mark = (self.marks.at, rank::MARK);
        match duty {
            Some(duty) if duty < next.min(mark) || self.roster.week_is_next() && duty.0 <= next.0.min(mark.0) => {
                self.advance(duty.0);
                match self.roster.take() {
                    Some((agent, duty)) => self.duty_changes(agent, duty),
                    None => self.week_begins(duty.0.week()),
                }
            }
            _ if mark.0 < next.0 => {
                self.advance(mark.0);
                self.marked(self.marks.mark);
            }
            _ => return false,
        }
        self.find_quiet();
        true
    }

    /// New people are faster than in the week before.
    fn week_begins(&mut self, week: i64) {
        for agent in &mut self.desk.agents {
            let group = &self.model.groups[agent.group];
            if group.dates.ramp.is_some() {
                agent.speed = group.speed_in(week);
            }
        }
    }

    /// Recorded tickets come to an end. A window counted in tickets that will never come ends with the last that came,
    /// an empty one if they do not even make the warm-up; one that is a span of time takes its course.
    #[cold]
    fn ran_out_of_tickets(&mut self) {
        let awaited = match self.window {
            Window::Before => self.model.horizon.warm_up,
            Window::Inside => self.model.horizon.measured,
            Window::After => return,
        };
        if matches!(awaited, Extent::Tickets(_)) {
            if self.window == Window::Before {
                self.window_starts();
            }
            self.window_ends();
        }
    }

    fn arrivals_are_over(&self) -> bool {
        self.window == Window::After && self.model.horizon.regime == Regime::Terminating
    }

    /// Moves the clock.
    #[inline(always)]
    fn advance(&mut self, to: Time) {
        let span = to - self.desk.now;
        if span.0 > 0 {
            self.recorder.open_for(self.open, span);
            // A million tickets open for 290 years: 64 bits hold it.
            self.ledger.integral_of_open += i128::from(self.open as i64 * span.0);
            self.desk.now = to;
        }
    }

    #[inline(always)]
    fn scheduled(&mut self) {
        let Some(event) = self.calendar.take() else {
            return;
        };
        let who = event.who as usize;
        let current = match event.what() {
            What::PhaseOver => self.desk.agents[who].generation,
            What::PendingOver | What::Patience => self.desk.tickets[who].generation,
        };
        if event.generation != current {
            return;
        }
        self.advance(event.time);
        self.ledger.events += 1;
        match event.what() {
            What::PhaseOver => self.phase_over(who),
            What::PendingOver => {
                let ticket = &mut self.desk.tickets[who];
                ticket.generation += 1;
                ticket.paused += self.draws.pending(ticket.key, ticket.kind);
                self.route(event.who);
            }
            What::Patience => self.gives_up(event.who),
        }
    }

    fn arrives(&mut self, a: Arrival) -> Result<(), Fault> {
        if self.window == Window::Before && self.model.horizon.warm_up == Extent::Tickets(self.ledger.arrived) {
            self.window_starts();
        }
        let measured = self.window == Window::Inside;
        let Some(class) = self.desk.eligibility.at_arrival(a.kind, a.hands, a.systemic) else {
            let kind = self.model.kinds[a.kind].name.clone();
            return Err(Fault::NobodyServes(NobodyServes { kind, hands: a.hands, systemic: a.systemic }));
        };
        let id = self.desk.vacant.pop().unwrap_or_else(|| {
            self.desk.tickets.push(Ticket::default());
            (self.desk.tickets.len() - 1) as TicketId
        });
        let ticket = &mut self.desk.tickets[id as usize];
        *ticket = Ticket {
            number: self.ledger.arrived,
            key: a.key,
            arrived: self.desk.now,
            joined: self.desk.now,
            kind: a.kind,
            first_kind: a.kind,
            priority: a.priority,
            hands: a.hands,
            systemic: a.systemic,
            measured,
            hop: 0,
            touched: false,
            pends: a.pends,
            pended: false,
            paused: Span::ZERO,
            class,
            recorded_work: a.work,
            // Events that waited for the former ticket of this place stay void.
            generation: ticket.generation,
            place: Place::Gone,
        };
        self.recorder.arrived(self.desk.now, ticket);
        self.ledger.arrived += 1;
        self.ledger.events += 1;
        self.open += 1;
        if measured {
            self.measured += 1;
            self.measured_open += 1;
        }
        self.route(id);
        if measured && self.model.horizon.measured == Extent::Tickets(self.measured) {
            self.window_ends();
        }
        Ok(())
    }

    /// A ticket needs somebody now.
    #[inline]
    fn route(&mut self, id: TicketId) {
        self.desk.tickets[id as usize].joined = self.desk.now;
        let ticket = &self.desk.tickets[id as usize];
        let mut tiers = self.desk.eligibility.classes[ticket.class as usize].tiers;
        for control in &self.policy.controls {
            control.restrict_pools(ticket, &mut tiers, &self.desk);
        }
        match self.policy.agent_rule.route(ticket, &tiers, &self.desk) {
            Choice::Agent(agent) if self.desk.agents[agent].idle => self.start_idle(agent, id),
            Choice::Person(agent) if self.desk.agents[agent].idle => self.start_idle(agent, id),
            Choice::Person(agent) if self.personal => self.queue_at(agent, id),
            _ => self.queue(id),
        }
    }

    #[inline]
    fn start_idle(&mut self, agent: AgentId, id: TicketId) {
        self.desk.agents[agent].idle = false;
        self.desk.count_idle(agent, false);
        self.policy.agent_rule.taken(agent, &self.desk);
        self.desk.agents[agent].open += 1;
        self.start(agent, id);
        self.held(agent);
    }

    fn queue(&mut self, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        let (class, entry) = (ticket.class, Entry { joined: ticket.joined, number: ticket.number, ticket: id });
        let lane = self.policy.ticket_rule.lane(ticket, &self.desk);
        self.desk.queues[class as usize].push(lane, entry);
        self.desk.waiting.insert(class);
        self.desk.tickets[id as usize].place = Place::Queue(lane);
        self.patience_begins(id);
    }

    fn queue_at(&mut self, agent: AgentId, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        let entry = Entry { joined: ticket.joined, number: ticket.number, ticket: id };
        let lane = self.policy.ticket_rule.lane(ticket, &self.desk);
        self.desk.personal[agent].push(lane, entry);
        self.desk.tickets[id as usize].place = Place::Person(agent as u32, lane);
        self.desk.agents[agent].open += 1;
        self.held(agent);
        self.patience_begins(id);
    }

    #[inline]
    fn patience_begins(&mut self, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        if let Some(patience) = self.draws.patience(ticket.key, ticket.kind, ticket.hop) {
            let (time, generation) = (self.desk.now + patience, ticket.generation);
            self.calendar.schedule(time, rank::PATIENCE, What::Patience, id, generation);
        }
    }

    fn gives_up(&mut self, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        let entry = Entry { joined: ticket.joined, number: ticket.number, ticket: id };
        match ticket.place {
            Place::Queue(lane) => {
                let class = ticket.class;
                self.desk.queues[class as usize].remove(lane, entry);
                self.class_may_be_empty(class);
            }
            Place::Person(agent, lane) => {
                let agent = agent as usize;
                self.desk.personal[agent].remove(lane, entry);
                self.desk.agents[agent].open -= 1;
                self.held(agent);
            }
            Place::Hands | Place::Pending | Place::Gone => return,
        }
        self.recorder.waited(self.desk.now, &self.desk.tickets[id as usize]);
        self.recorder.abandoned(self.desk.now, &self.desk.tickets[id as usize]);
        self.ledger.abandoned += 1;
        self.leaves(id);
    }

    #[inline]
    fn class_may_be_empty(&mut self, class: super::ClassId) {
        if self.desk.queues[class as usize].is_empty() {
            self.desk.waiting.remove(class);
        }
    }

    /// An agent takes a ticket in hand.
    #[inline]
    fn start(&mut self, agent: AgentId, id: TicketId) {
        let role = self.desk.agents[agent].role;
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.generation += 1;
        ticket.place = Place::Hands;
        let first = !ticket.touched;
        ticket.touched = true;
        self.recorder.started(self.desk.now, ticket, agent, role, first);
        if ticket.hands && self.model.travel.0 > 0 {
            self.begin_aside(agent, id, Phase::Travel, self.model.travel);
        } else {
            self.begin_work(agent, id);
        }
    }

    #[inline(always)]
    fn begin_work(&mut self, agent: AgentId, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        let a = &self.desk.agents[agent];
        let content = match ticket.recorded_work {
            Some(work) if ticket.hop == 0 => work,
            _ => self.draws.work(ticket.key, a.role, ticket.kind, ticket.hop),
        };
        let mut span = if a.speed == 1.0 { content } else { at_speed(content, a.speed) };
        // Only the first attempt is interrupted; it goes on where it was when the user is back.
        if ticket.pends || (ticket.pended && ticket.hop == 0) {
            let before = Span((span.0 as f64 * self.model.work_before_pending) as i64);
            span = if ticket.pends { before } else { span - before };
        }
        self.begin(agent, id, Phase::Work, span);
    }

    /// What is not work: apart, lest every attempt carries the code of it along.
    #[inline(never)]
    fn begin_aside(&mut self, agent: AgentId, ticket: TicketId, phase: Phase, span: Span) {
        self.begin(agent, ticket, phase, span);
    }

    #[inline(always)]
    fn begin(&mut self, agent: AgentId, ticket: TicketId, phase: Phase, span: Span) {
        let now = self.desk.now;
        let a = &mut self.desk.agents[agent];
        a.in_hand = Some(InHand { ticket, phase, remaining: span, since: now, running: true, away: false });
        self.ledger.work_given += i128::from(span.0);
        self.calendar.schedule(now + span, rank_of(phase), What::PhaseOver, agent as u32, a.generation);
    }

    /// Books the time since the last booking on the agent and on the work in hand.
    #[inline]
    fn book(&mut self, agent: AgentId) {
        let now = self.desk.now;
        let a = &mut self.desk.agents[agent];
        if let Some(hand) = &mut a.in_hand
            && hand.running
            && hand.since < now
        {
            let span = now - hand.since;
            hand.remaining -= span;
            hand.since = now;
            self.ledger.work_done += i128::from(span.0);
            self.recorder.handled(now, Handled { agent, phase: hand.phase, duty: a.duty, span });
        }
    }

    fn book_duty(&mut self, agent: AgentId) {
        let now = self.desk.now;
        let a = &mut self.desk.agents[agent];
        self.recorder.on_duty(now, agent, a.duty, now - a.duty_since);
        a.duty_since = now;
    }

    #[inline(always)]
    fn phase_over(&mut self, agent: AgentId) {
        self.book(agent);
        let a = &mut self.desk.agents[agent];
        a.generation += 1;
        let Some(InHand { ticket, phase, away, .. }) = a.in_hand.take() else { return };
        match phase {
            Phase::Work => self.work_over(agent, ticket),
            Phase::Travel => self.begin_work(agent, ticket),
            Phase::WrapUp if away => self.begin_aside(agent, TicketId::MAX, Phase::Return, self.model.travel),
            Phase::WrapUp | Phase::Return => {
                self.free(agent);
                self.held(agent);
            }
        }
    }

    #[inline]
    fn work_over(&mut self, agent: AgentId, id: TicketId) {
        let now = self.desk.now;
        let role = self.desk.agents[agent].role;
        let ticket = &self.desk.tickets[id as usize];
        let hands = ticket.hands;
        if ticket.pends {
            let back = self.model.business_hours.after(now, self.draws.pending(ticket.key, ticket.kind));
            let ticket = &mut self.desk.tickets[id as usize];
            (ticket.pends, ticket.pended) = (false, true);
            ticket.place = Place::Pending;
            let generation = ticket.generation;
            self.calendar.schedule(back, rank::RETURN, What::PendingOver, id, generation);
            self.done(agent, hands, Span::ZERO);
            return;
        }
        self.recorder.attempted(now, ticket, agent, role);
        let wrap_up = self.draws.wrap_up(ticket.key, ticket.kind, ticket.hop);
        match self.escalation(ticket, role) {
            None => {
                self.recorder.resolved(now, ticket, role);
                self.ledger.resolved += 1;
                self.leaves(id);
                self.done(agent, hands, wrap_up);
            }
            Some((to, kind, class)) => {
                self.recorder.escalated(now, ticket, role, to);
                let ticket = &mut self.desk.tickets[id as usize];
                ticket.hop += 1;
                ticket.kind = kind;
                ticket.class = class;
                ticket.place = Place::Gone;
                // The freed agent picks before its own escalated ticket is routed.
                self.done(agent, hands, wrap_up);
                self.route(id);
            }
        }
    }

    /// Where a ticket goes on that the attempt just completed by `role` did not resolve.
    #[inline]
    fn escalation(&self, ticket: &Ticket, role: RoleId) -> Option<(RoleId, usize, super::ClassId)> {
        let escalation = self.model.scopes.get(role, ticket.kind)?.escalation?;
        if self.draws.resolved(ticket.key, role, ticket.kind, ticket.hop) {
            return None;
        }
        let (to, kind) = (escalation.role, escalation.kind);
        let class = self.desk.eligibility.escalated(to, kind, ticket.hands, ticket.systemic)?;
        Some((to, kind, class))
    }

    /// The agent has let go of a ticket.
    #[inline]
    fn done(&mut self, agent: AgentId, was_on_site: bool, wrap_up: Span) {
        self.desk.agents[agent].open -= 1;
        let away = was_on_site && self.model.travel.0 > 0;
        if wrap_up.0 > 0 {
            self.begin_aside(agent, TicketId::MAX, Phase::WrapUp, wrap_up);
            if let Some(hand) = &mut self.desk.agents[agent].in_hand {
                hand.away = away;
            }
        } else if away {
            self.begin_aside(agent, TicketId::MAX, Phase::Return, self.model.travel);
        } else {
            self.free(agent);
        }
        self.held(agent);
    }

    /// An agent with nothing in hand takes the next ticket, or is idle.
    #[inline]
    fn free(&mut self, agent: AgentId) {
        if self.desk.agents[agent].duty != Duty::Available {
            return;
        }
        match self.next_ticket(agent) {
            Some(id) => self.start(agent, id),
            None => {
                self.desk.count_idle(agent, true);
                let a = &mut self.desk.agents[agent];
                a.idle = true;
                a.idle_since = self.desk.now;
                self.policy.agent_rule.idle(agent, &self.desk);
            }
        }
    }

    #[inline]
    fn next_ticket(&mut self, agent: AgentId) -> Option<TicketId> {
        if self.personal
            && let Some(entry) = self.desk.personal[agent].pop()
        {
            return Some(entry.ticket);
        }
        let mut classes = self.desk.eligibility.of_pool[self.desk.agents[agent].pool].and(self.desk.waiting);
        if classes.is_empty() {
            return None;
        }
        if !self.policy.controls.is_empty() {
            self.desk.count_idle(agent, true);
            for control in &self.policy.controls {
                control.restrict_classes(agent, &mut classes, &self.desk);
            }
            self.desk.count_idle(agent, false);
        }
        let class = self.policy.ticket_rule.pick(agent, classes, &self.desk).filter(|c| classes.contains(*c))?;
        let entry = self.desk.queues[class as usize].pop()?;
        self.class_may_be_empty(class);
        self.desk.agents[agent].open += 1;
        Some(entry.ticket)
    }

    fn duty_changes(&mut self, agent: AgentId, duty: Duty) {
        self.book(agent);
        self.book_duty(agent);
        self.ledger.events += 1;
        let now = self.desk.now;
        let a = &mut self.desk.agents[agent];
        let was = std::mem::replace(&mut a.duty, duty);
        let ends = self.model.groups[a.group].shift_end;
        match (&mut a.in_hand, duty) {
            (Some(hand), Duty::Available) if !hand.running => {
                (hand.running, hand.since) = (true, now);
                let rank = rank_of(hand.phase);
                let (time, generation) = (now + hand.remaining, a.generation);
                self.calendar.schedule(time, rank, What::PhaseOver, agent as u32, generation);
            }
            (Some(hand), Duty::Away | Duty::Off) if hand.running && ends == ShiftEnd::Suspend => {
                hand.running = false;
                a.generation += 1;
            }
            (Some(_), _) => {}
            (None, Duty::Available) => self.free(agent),
            (None, Duty::Away | Duty::Off) => {
                if was == Duty::Available && a.idle {
                    a.idle = false;
                    self.desk.count_idle(agent, false);
                    self.policy.agent_rule.taken(agent, &self.desk);
                }
            }
        }
        self.held(agent);
    }

    #[inline]
    fn held(&mut self, agent: AgentId) {
        if self.personal {
            self.policy.agent_rule.changed(agent, &self.desk);
            self.recorder.held(self.desk.now, agent, self.desk.agents[agent].open);
        }
    }

    /// A ticket leaves the system.
    #[inline]
    fn leaves(&mut self, id: TicketId) {
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.generation += 1;
        ticket.place = Place::Gone;
        self.open -= 1;
        self.measured_open -= u64::from(ticket.measured);
        self.ledger.time_in_system += i128::from((self.desk.now - ticket.arrived).0);
        self.desk.vacant.push(id);
        if self.measured_open == 0 && self.window == Window::After {
            self.find_quiet();
        }
    }

    fn marked(&mut self, mark: Mark) {
        match mark {
            Mark::WindowStart => self.window_starts(),
            Mark::WindowEnd => self.window_ends(),
            Mark::Week(_) | Mark::Snapshot(..) => {
                self.marks.pass(mark);
                self.recorder.mark(self.desk.now, mark, self.open);
            }
        }
    }

    fn book_everybody(&mut self) {
        for agent in 0..self.desk.agents.len() {
            self.book(agent);
            self.book_duty(agent);
        }
    }

    fn window_starts(&mut self) {
        self.book_everybody();
        self.window = Window::Inside;
        self.marks.window_started(self.desk.now, self.model.horizon.measured);
        self.recorder.mark(self.desk.now, Mark::WindowStart, self.open);
        self.find_quiet();
    }

    fn window_ends(&mut self) {
        self.book_everybody();
        self.window = Window::After;
        self.marks.window_ended();
        self.stop_at = self.desk.now + self.model.horizon.drain_cap;
        self.recorder.mark(self.desk.now, Mark::WindowEnd, self.open);
        self.find_quiet();
    }

    /// Closes the books.
    fn close(mut self) -> Result<Ledger, Fault> {
        if self.window != Window::After {
            self.window_ends();
        }
        self.book_everybody();
        for agent in &self.desk.agents {
            if let Some(hand) = &agent.in_hand {
                self.ledger.work_given -= i128::from(hand.remaining.0);
            }
        }
        for ticket in self.desk.tickets.iter_mut().filter(|t| t.place != Place::Gone) {
            if matches!(ticket.place, Place::Queue(_) | Place::Person(..)) {
                self.recorder.waited(self.desk.now, ticket);
            }
            self.recorder.left_open(self.desk.now, ticket);
            self.ledger.open += 1;
            self.ledger.time_in_system += i128::from((self.desk.now - ticket.arrived).0);
        }
        self.ledger.end = self.desk.now;
        self.ledger.check().map_err(Fault::Broken)?;
        Ok(self.ledger)
    }
}
