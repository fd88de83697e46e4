//! One replication from the first ticket to the last.
//!
//! This file has the loop over events; a ticket's way goes through the others: [`arrive`](self) when it comes, `wait` when it
//! needs somebody, `work` when an agent has it (`several` if the agent has others too, `full` if no more), `back` when it comes back to the desk, `interrupt` when it is taken out of
//! hand, `on_call` when nobody is there for it. `incident` is about major incidents. `duty` follows the roster and `window` what is measured.

mod arrive;
mod back;
mod duty;
mod full;
mod incident;
mod interrupt;
mod on_call;
mod several;
mod wait;
mod window;
mod work;

use super::calendar::{Calendar, Event, What, rank};
use super::duty::Roster;
use super::marks::Marks;
use super::state::WaitClock;
use super::ticket::{Link, NOBODY, Place};
use super::{Broken, Desk, Eligibility, Ledger, NobodyServes, Policy, Recorder, State, TicketId};
use crate::model::{AgentId, Duty, Extent, KindId, Model, ShiftEnd};
use crate::units::Time;
use crate::workload::{Arrival, Draws, Key};
use incident::Major;
use std::collections::BTreeSet;
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
        desk: Desk::new(model, eligibility, personal || model.lifecycle.has_piles()),
        model,
        draws,
        policy,
        recorder,
        calendar: Calendar::default(),
        key,
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
        clocks: vec![WaitClock::default(); eligibility.classes.len()],
        placed: 0,
        disguised: model.lifecycle.remote_first.is_some() || model.kinds.iter().any(|k| !k.course.taken_for.is_empty()),
        recurs: model.kinds.iter().any(|k| k.course.revisit.is_some() || k.course.reopened.is_some()),
        interrupts: model.lifecycle.preemption.is_some(),
        leaving: vec![BTreeSet::new(); eligibility.pools.len()],
        several: model.groups.iter().any(|g| g.hold.at_once > 1),
        capped: model.groups.iter().any(|g| g.hold.open_limit.is_some()),
        relieved: model.groups.iter().any(|g| g.shift_end == ShiftEnd::Relieved),
        interruptible: vec![BTreeSet::new(); eligibility.pools.len()],
        on_call: model.groups.iter().any(|g| g.on_call.is_some()),
        standing_by: BTreeSet::new(),
        members: Vec::new(),
        to_come: Vec::new(),
        came: Vec::new(),
        major: Major::new(model, draws, key),
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

/// A user who sends one ticket after the other.
#[derive(Clone, Copy)]
struct Member {
    kind: KindId,
    key: Key,
    /// Tickets sent so far.
    sent: u64,
}

struct Run<'r, R> {
    desk: Desk<'r>,
    model: &'r Model,
    draws: &'r Draws,
    policy: &'r mut Policy,
    recorder: &'r mut R,
    calendar: Calendar,
    key: Key,
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
    /// One a class.
    clocks: Vec<WaitClock>,
    /// Tickets that have a waiting place.
    placed: u32,
    /// Tickets may look like something else than they are.
    disguised: bool,
    /// Tickets may come back after another attempt.
    recurs: bool,
    /// Tickets may interrupt others.
    interrupts: bool,
    /// By pool, who is at work after the end of the shift and may be relieved.
    leaving: Vec<BTreeSet<AgentId>>,
    /// Agents may have several tickets in work at once.
    several: bool,
    /// Agents may have only so many tickets open.
    capped: bool,
    /// People may take over from others at the end of a shift.
    relieved: bool,
    /// By pool, who is at work that may be interrupted: lowest priority last, then the latest start.
    interruptible: Vec<BTreeSet<(u8, Time, AgentId)>>,
    /// People may be called out.
    on_call: bool,
    /// Who is on call, called out or not.
    standing_by: BTreeSet<AgentId>,
    /// Users who send one ticket after the other.
    members: Vec<Member>,
    /// Tickets that are known beforehand: of users who will try again, and of an incident.
    to_come: Vec<(Arrival, Link)>,
    /// Places in that list to use again.
    came: Vec<u32>,
    /// Major incidents; `None` on a desk without any.
    major: Option<Box<Major<'r>>>,
}

impl<R: Recorder> Run<'_, R> {
    fn play(&mut self, arrivals: impl Iterator<Item = Arrival>) -> Result<(), Fault> {
        let mut arrivals = arrivals;
        self.policy.agent_rule.begin(&self.desk);
        for agent in 0..self.desk.agents.len() {
            if self.roster.start[agent] == Duty::Off {
                continue;
            }
            self.roster_says(agent, self.roster.start[agent]);
        }
        if self.model.horizon.warm_up == Extent::Tickets(0) {
            self.window_starts();
        }
        self.populate();
        self.plan_incidents();
        let mut arrival = arrivals.next();
        if arrival.is_none() {
            self.ran_out_of_tickets();
        }
        self.find_quiet();
        loop {
            let scheduled = self.calendar.first();
            let arrives = arrival.as_ref().map_or(Time::NEVER, |a| a.at);
            if scheduled.0.min(arrives) >= self.quiet_until {
                // The window may have ended with somebody who tried again.
                if arrival.is_some() && self.arrivals_are_over() {
                    arrival = None;
                    self.find_quiet();
                    continue;
                }
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
                self.scheduled()?;
            } else if let Some(a) = arrival {
                self.advance(a.at);
                self.arrives(a, NOBODY, Link::None)?;
                arrival = if self.arrivals_are_over() { None } else { arrivals.next() };
                if arrival.is_none() {
                    self.ran_out_of_tickets();
                }
            }
        }
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
    fn scheduled(&mut self) -> Result<(), Fault> {
        let Some(event) = self.calendar.take() else {
            return Ok(());
        };
        if !event.is_phase_over() {
            return self.about_a_ticket(event);
        }
        let agent = event.who as usize;
        if event.generation == self.desk.agents[agent].generation {
            self.advance(event.time);
            self.ledger.events += 1;
            self.phase_over(agent);
        }
        Ok(())
    }

    #[inline(never)]
    fn about_a_ticket(&mut self, event: Event) -> Result<(), Fault> {
        let who = event.who as usize;
        let current = match event.what() {
            What::PhaseOver => return Ok(()),
            What::PendingOver | What::Patience | What::OwnerAway => self.desk.tickets[who].generation,
            What::Raise => self.desk.tickets[who].stay,
            What::TriesAgain | What::NextTicket | What::IncidentBegins => 0,
        };
        if event.generation != current {
            return Ok(());
        }
        self.advance(event.time);
        self.ledger.events += 1;
        match event.what() {
            What::PhaseOver => {}
            What::PendingOver => self.comes_back(event.who),
            What::Patience => self.gives_up(event.who),
            What::OwnerAway => self.waits_no_longer(event.who),
            What::Raise => self.raise(event.who),
            What::TriesAgain => return self.tries_again(event.who),
            What::NextTicket => return self.next_of_member(event.who),
            What::IncidentBegins => return self.incident_begins(event.who),
        }
        Ok(())
    }

    /// The ticket has been in this state since it was last accounted for.
    #[inline(always)]
    fn was(&mut self, id: TicketId, state: State) {
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.spent[state as usize] += (self.desk.now - ticket.since).0;
        ticket.since = self.desk.now;
    }

    /// Books the time in the system of a ticket that leaves it or is left in it.
    #[inline]
    fn book_stay(&mut self, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        let gap = ticket.spent[State::Resolved as usize];
        self.ledger.time_in_system += i128::from((self.desk.now - ticket.arrived).0 - gap);
    }

    /// A ticket leaves the system.
    #[inline(always)]
    fn leaves(&mut self, id: TicketId) {
        self.book_stay(id);
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.generation += 1;
        ticket.stay += 1;
        ticket.place = Place::Gone;
        self.open -= 1;
        self.measured_open -= u64::from(ticket.measured);
        if ticket.member != NOBODY {
            self.next_later(id);
        }
        self.desk.vacant.push(id);
        if self.major.is_some() {
            self.may_be_settled();
        }
        if self.measured_open == 0 && self.window == Window::After {
            self.find_quiet();
        }
    }
}
