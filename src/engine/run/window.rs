//! What is measured: the window, the marks in it, and the end of a run.

use super::{Fault, Run, Window};
use crate::engine::calendar::rank;
use crate::engine::ticket::{Place, Why};
use crate::engine::{Ledger, Mark, Phase, Recorder, State, TicketId};
use crate::model::{Extent, Regime};
use crate::units::Time;

impl<R: Recorder> Run<'_, R> {
    /// Until when, that instant left out, there are only arrivals and scheduled events.
    pub(super) fn find_quiet(&mut self) {
        let duty = self.roster.next().map_or(Time::NEVER, |(at, _)| at);
        let over = self.window == Window::After && self.measured_open == 0;
        self.quiet_until = if over { Time::ZERO } else { duty.min(self.marks.at).min(self.stop_at) };
    }

    /// The measured window is over, and so is the time of the tickets measured. `next` is when something may happen.
    #[inline(never)]
    pub(super) fn is_over(&mut self, next: Time) -> bool {
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
    pub(super) fn planned(&mut self, next: (Time, u8)) -> bool {
        let duty = self.roster.next().map(|(at, ends)| (at, if ends { rank::DUTY_ENDS } else { rank::DUTY_STARTS }));
        let mark = (self.marks.at, rank::MARK);
        match duty {
            Some(duty) if duty < next.min(mark) || self.roster.week_is_next() && duty.0 <= next.0.min(mark.0) => {
                self.advance(duty.0);
                match self.roster.take() {
                    Some((agent, duty)) => self.roster_says(agent, duty),
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

    /// Recorded tickets come to an end. A window counted in tickets that will never come ends with the last that came,
    /// an empty one if they do not even make the warm-up; one that is a span of time takes its course.
    #[cold]
    pub(super) fn ran_out_of_tickets(&mut self) {
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

    pub(super) fn arrivals_are_over(&self) -> bool {
        self.window == Window::After && self.model.horizon.regime == Regime::Terminating
    }

    pub(super) fn marked(&mut self, mark: Mark) {
        match mark {
            Mark::WindowStart => self.window_starts(),
            Mark::WindowEnd => self.window_ends(),
            Mark::Week(_) | Mark::Snapshot(..) => {
                self.marks.pass(mark);
                self.recorder.mark(self.desk.now, mark, self.open);
            }
        }
    }

    pub(super) fn book_everybody(&mut self) {
        for agent in 0..self.desk.agents.len() {
            self.book(agent);
            self.book_duty(agent);
        }
    }

    pub(super) fn window_starts(&mut self) {
        self.book_everybody();
        self.window = Window::Inside;
        self.marks.window_started(self.desk.now, self.model.horizon.measured);
        self.recorder.mark(self.desk.now, Mark::WindowStart, self.open);
        self.find_quiet();
    }

    pub(super) fn window_ends(&mut self) {
        self.book_everybody();
        self.window = Window::After;
        self.marks.window_ended();
        self.stop_at = self.desk.now + self.model.horizon.drain_cap;
        self.recorder.mark(self.desk.now, Mark::WindowEnd, self.open);
        // What was resolved in error is not open until somebody notices.
        let closed = |place: Place| matches!(place, Place::Gone | Place::Pending(Why::Reopened));
        for ticket in self.desk.tickets.iter().filter(|t| !closed(t.place)) {
            self.recorder.open_at_end(self.desk.now, ticket);
        }
        self.find_quiet();
    }

    /// The clock less pauses has stood still since a ticket that is away left, if it does so at all.
    fn pauses_so_far(&mut self, id: TicketId, why: Why) {
        let ticket = &mut self.desk.tickets[id as usize];
        let pauses = match why {
            Why::User => true,
            Why::Visit => self.model.kinds[ticket.kind].course.revisit_pauses,
            Why::Reopened | Why::Incident => false,
        };
        if pauses {
            ticket.paused += self.model.business_hours.elapsed(ticket.since, self.desk.now);
        }
    }

    /// Closes the books.
    pub(super) fn close(mut self) -> Result<Ledger, Fault> {
        if self.window != Window::After {
            self.window_ends();
        }
        self.book_everybody();
        for agent in 0..self.desk.agents.len() {
            let a = &mut self.desk.agents[agent];
            for hand in a.in_hand.into_iter().chain(std::mem::take(&mut a.aside)) {
                self.ledger.work_given -= i128::from(hand.remaining.0);
                if !hand.running && !matches!(hand.phase, Phase::WrapUp | Phase::Return) {
                    self.was(hand.ticket, State::WithAgent);
                }
            }
        }
        self.close_several();
        for id in 0..self.desk.tickets.len() as TicketId {
            match self.desk.tickets[id as usize].place {
                Place::Queue(_) => self.left_queue(id),
                Place::Person(..) => self.left_pile(id),
                Place::Pending(why) => {
                    self.pauses_so_far(id, why);
                    self.was_away(id, why);
                }
                Place::Hands => {}
                Place::Gone => continue,
            }
            let ticket = &self.desk.tickets[id as usize];
            if matches!(ticket.place, Place::Queue(_) | Place::Person(..)) {
                self.recorder.waited(self.desk.now, ticket);
            }
            self.recorder.left_open(self.desk.now, ticket);
            self.ledger.open += 1;
            self.book_stay(id);
        }
        self.ledger.end = self.desk.now;
        self.ledger.check().map_err(Fault::Broken)?;
        Ok(self.ledger)
    }
}
