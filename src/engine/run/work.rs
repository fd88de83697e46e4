//! An agent has a ticket: travel, taking over, work, wrapping up, the way back, and what comes of an attempt.

use super::Run;
use crate::engine::calendar::{What, rank};
use crate::engine::ticket::{Link, Place, Why};
use crate::engine::{Agent, ClassId, Handled, Phase, Recorder, State, Ticket, TicketId, agent::InHand};
use crate::model::{AgentId, KindId, RoleId};
use crate::units::Span;

/// Rank of the end of a phase.
#[inline(always)]
pub(super) fn rank_of(phase: Phase) -> u8 {
    match phase {
        Phase::HandOver | Phase::Work | Phase::WrapUp => rank::WORK_DONE,
        Phase::CallOut | Phase::Travel | Phase::Return => rank::RETURN,
    }
}

/// The state of a ticket in hand, if the phase is about one.
#[inline(always)]
pub(super) fn state_of(phase: Phase) -> Option<State> {
    match phase {
        Phase::CallOut | Phase::Travel => Some(State::Travel),
        Phase::HandOver => Some(State::HandOver),
        Phase::Work => Some(State::Work),
        Phase::WrapUp | Phase::Return => None,
    }
}

/// Apart, lest every attempt pays for the division.
#[inline(never)]
fn at_speed(content: Span, speed: f64) -> Span {
    Span((content.0 as f64 / speed) as i64)
}

impl<R: Recorder> Run<'_, R> {
    /// An agent takes a ticket in hand.
    #[inline]
    pub(super) fn start(&mut self, agent: AgentId, id: TicketId) {
        self.takes(agent, id);
        self.goes(agent, id);
    }

    /// The ticket is the agent's from now on.
    #[inline(always)]
    pub(super) fn takes(&mut self, agent: AgentId, id: TicketId) {
        if self.capped {
            self.is_full_no_more(agent);
        }
        let now = self.desk.now;
        let role = self.desk.agents[agent].role;
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.generation += 1;
        ticket.place = Place::Hands;
        let first = !ticket.touched;
        ticket.touched = true;
        if !first {
            ticket.taken_over = ticket.owner as AgentId != agent;
            ticket.handovers += u32::from(ticket.taken_over);
        }
        ticket.owner = agent as u32;
        self.recorder.started(now, ticket, agent, role, first);
        ticket.since = now;
        let class = ticket.class;
        self.helps(agent, self.desk.shared.contains(class));
    }

    /// To the user if need be, and to work.
    #[inline(always)]
    pub(super) fn goes(&mut self, agent: AgentId, id: TicketId) {
        let way = self.way(agent, id);
        if way.0 > 0 {
            self.begin_aside(agent, id, Phase::Travel, way);
        } else {
            self.take_over(agent, id);
        }
    }

    /// An agent does or does not do work that another role could do.
    #[inline(always)]
    pub(super) fn helps(&mut self, agent: AgentId, helping: bool) {
        let helping = if self.several { helping || self.helps_with_others(agent) } else { helping };
        let a = &mut self.desk.agents[agent];
        if a.helping != helping {
            a.helping = helping;
            if self.desk.count_helping(agent, helping) {
                self.staffing_changed();
            }
        }
    }

    #[inline(always)]
    fn take_over(&mut self, agent: AgentId, id: TicketId) {
        if self.desk.tickets[id as usize].taken_over && self.model.lifecycle.handover.0 > 0 {
            self.begin_aside(agent, id, Phase::HandOver, self.model.lifecycle.handover);
        } else {
            self.begin_work(agent, id);
        }
    }

    #[inline(always)]
    fn begin_work(&mut self, agent: AgentId, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        let (role, speed) = (self.desk.agents[agent].role, self.desk.agents[agent].speed);
        if ticket.special {
            return self.begin_special(agent, id);
        }
        let mut span = self.content(ticket, role);
        if speed != 1.0 {
            span = at_speed(span, speed);
        }
        // Only the first attempt is interrupted; it goes on where it was when the user is back.
        if ticket.pends || (ticket.pended && ticket.hop == 0) {
            let before = Span((span.0 as f64 * self.model.work_before_pending) as i64);
            span = if ticket.pends { before } else { span - before };
        }
        self.begin(agent, id, Phase::Work, span);
        self.exposes(agent, id);
    }

    /// Work content of a whole attempt.
    #[inline(always)]
    fn content(&self, ticket: &Ticket, role: RoleId) -> Span {
        match ticket.recorded_work {
            Some(work) if ticket.hop == 0 => work,
            _ => self.draws.work(ticket.key, role, ticket.kind, ticket.hop),
        }
    }

    /// The rest of an attempt that was interrupted, the linking of a child to its incident, or an attempt that only finds out what the ticket is.
    #[inline(never)]
    fn begin_special(&mut self, agent: AgentId, id: TicketId) {
        let role = self.desk.agents[agent].role;
        let speed = self.desk.agents[agent].speed;
        let ticket = &self.desk.tickets[id as usize];
        if ticket.mistaken && self.model.eligible(role, ticket.first_kind, ticket.hands, ticket.systemic).is_some() {
            // Who may work on what it is just does.
            let ticket = &mut self.desk.tickets[id as usize];
            (ticket.mistaken, ticket.kind) = (false, ticket.first_kind);
            ticket.special = ticket.afar || ticket.rest.is_some();
            let class = self.desk.eligibility.at_arrival(ticket.kind, ticket.hands, ticket.systemic, ticket.site);
            ticket.class = class.unwrap_or(ticket.class);
            let shared = self.desk.shared.contains(ticket.class);
            self.helps(agent, shared);
            return self.begin_work(agent, id);
        }
        let finds_out = || {
            let share = if matches!(ticket.link, Link::Child(_)) {
                1.0
            } else if ticket.mistaken {
                self.model.lifecycle.triage_share
            } else {
                self.model.lifecycle.remote_first.unwrap_or(1.0)
            };
            Span((self.content(ticket, role).0 as f64 * share) as i64)
        };
        let content = ticket.rest.unwrap_or_else(finds_out);
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.rest = None;
        ticket.special = ticket.mistaken || ticket.afar || matches!(ticket.link, Link::Child(_));
        self.begin_aside(agent, id, Phase::Work, at_speed(content, speed));
        self.exposes(agent, id);
    }

    /// What is not work: apart, lest every attempt carries the code of it along.
    #[inline(never)]
    pub(super) fn begin_aside(&mut self, agent: AgentId, ticket: TicketId, phase: Phase, span: Span) {
        self.begin(agent, ticket, phase, span);
    }

    #[inline(always)]
    fn begin(&mut self, agent: AgentId, ticket: TicketId, phase: Phase, span: Span) {
        if self.several && self.has_several(agent) {
            return self.begin_beside(agent, ticket, phase, span);
        }
        let now = self.desk.now;
        let a = &mut self.desk.agents[agent];
        let hand = InHand { ticket, phase, whole: span, remaining: span, since: now, running: true, back: Span::ZERO };
        a.in_hand = Some(hand);
        self.ledger.work_given += i128::from(span.0);
        self.calendar.schedule(now + span, rank_of(phase), What::PhaseOver, agent as u32, a.generation);
    }

    /// Books the time since the last booking on the agent, on the work in hand and on its ticket.
    #[inline(never)]
    pub(super) fn book(&mut self, agent: AgentId) {
        self.book_now(agent);
        if self.several {
            self.book_several(agent);
        }
    }

    #[inline(always)]
    fn book_now(&mut self, agent: AgentId) {
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
            if let Some(state) = state_of(hand.phase) {
                let ticket = &mut self.desk.tickets[hand.ticket as usize];
                ticket.spent[state as usize] += span.0;
                ticket.since = now;
            }
            let Agent { duty, called_out, .. } = *a;
            self.recorder.handled(now, Handled { agent, phase: hand.phase, duty, called_out, span });
        }
    }

    #[inline(always)]
    pub(super) fn phase_over(&mut self, agent: AgentId) {
        self.book_now(agent);
        let a = &mut self.desk.agents[agent];
        a.generation += 1;
        let Some(hand) = a.in_hand.take().or_else(|| self.first_of_several(agent)) else { return };
        let InHand { ticket, phase, back, .. } = hand;
        match phase {
            Phase::Work => {
                self.hides(agent);
                self.work_over(agent, ticket);
            }
            Phase::CallOut => self.goes(agent, ticket),
            Phase::Travel => self.take_over(agent, ticket),
            Phase::HandOver => self.begin_work(agent, ticket),
            Phase::WrapUp if back.0 > 0 => self.begin_aside(agent, TicketId::MAX, Phase::Return, back),
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
        let special = ticket.special;
        let back = self.way(agent, id);
        if special {
            return self.found_out(agent, id, back);
        }
        let ticket = &self.desk.tickets[id as usize];
        if ticket.pends {
            let wait = self.draws.pending(ticket.key, ticket.kind);
            let ticket = &mut self.desk.tickets[id as usize];
            (ticket.pends, ticket.pended) = (false, true);
            self.leaves_for(id, Why::User, wait);
            self.done(agent, back, Span::ZERO);
            return;
        }
        self.recorder.attempted(now, ticket, agent, role);
        let wrap_up = self.draws.wrap_up(ticket.key, ticket.kind, ticket.hop);
        if let Some((to, kind, class)) = self.escalation(ticket, role) {
            self.recorder.escalated(now, ticket, role, to);
            let ticket = &mut self.desk.tickets[id as usize];
            ticket.hop += 1;
            ticket.in_vain = ticket.spent[State::Work as usize];
            ticket.kind = kind;
            ticket.class = class;
            ticket.place = Place::Gone;
            // The freed agent picks before its own escalated ticket is routed.
            self.done(agent, back, wrap_up);
            self.route(id);
            return;
        }
        if !(self.recurs && self.recurs_after(id, role)) {
            self.recorder.resolved(now, &self.desk.tickets[id as usize], role);
            self.ledger.resolved += 1;
            if self.major.is_some() && self.desk.tickets[id as usize].is_parent() {
                return self.incident_over(agent, id, role, wrap_up);
            }
            self.leaves(id);
        }
        self.done(agent, back, wrap_up);
    }

    /// Whether an attempt that would have been the last is followed by another visit, or by a reopening.
    #[inline(never)]
    fn recurs_after(&mut self, id: TicketId, role: RoleId) -> bool {
        let now = self.desk.now;
        let ticket = &mut self.desk.tickets[id as usize];
        let (wait, why) = if let Some(wait) = self.draws.revisit(ticket.key, ticket.kind, ticket.hop) {
            self.recorder.to_be_visited(now, ticket, role);
            (wait, Why::Visit)
        } else if !ticket.is_parent()
            && let Some(wait) = self.draws.reopened(ticket.key, ticket.kind, ticket.hop)
        {
            self.recorder.resolved_in_error(now, ticket, role);
            ticket.reopened += 1;
            self.open -= 1;
            (wait, Why::Reopened)
        } else {
            return false;
        };
        ticket.hop += 1;
        ticket.in_vain = ticket.spent[State::Work as usize];
        self.leaves_for(id, why, wait);
        true
    }

    /// Where a ticket goes on that the attempt just completed by `role` did not resolve.
    #[inline]
    fn escalation(&self, ticket: &Ticket, role: RoleId) -> Option<(RoleId, KindId, ClassId)> {
        let escalation = self.model.scopes.get(role, ticket.kind)?.escalation?;
        if self.draws.resolved(ticket.key, role, ticket.kind, ticket.hop) {
            return None;
        }
        let (to, kind) = (escalation.role, escalation.kind);
        let class = self.desk.eligibility.escalated(to, kind, ticket.hands, ticket.systemic, ticket.site)?;
        Some((to, kind, class))
    }

    /// After some work a ticket turns out to be of another kind than it was taken for, or to need hands on site.
    fn found_out(&mut self, agent: AgentId, id: TicketId, back: Span) {
        let role = self.desk.agents[agent].role;
        if let Link::Child(slot) = self.desk.tickets[id as usize].link {
            return self.link_over(agent, id, slot);
        }
        let ticket = &mut self.desk.tickets[id as usize];
        self.recorder.found_out(self.desk.now, ticket, role);
        if ticket.mistaken {
            (ticket.mistaken, ticket.kind) = (false, ticket.first_kind);
        } else {
            (ticket.afar, ticket.hands) = (false, true);
        }
        let eligibility = self.desk.eligibility;
        let class = eligibility.at_arrival(ticket.kind, ticket.hands, ticket.systemic, ticket.site);
        // Nobody would try it from afar: it is seen to need hands.
        let class = class.or_else(|| {
            (ticket.afar, ticket.hands) = (false, ticket.hands || ticket.afar);
            eligibility.at_arrival(ticket.kind, ticket.hands, ticket.systemic, ticket.site)
        });
        ticket.class = class.unwrap_or(ticket.class);
        ticket.special = ticket.afar;
        ticket.in_vain = ticket.spent[State::Work as usize];
        ticket.place = Place::Gone;
        self.done(agent, back, Span::ZERO);
        self.route(id);
    }

    /// The agent has let go of a ticket.
    #[inline]
    pub(super) fn done(&mut self, agent: AgentId, back: Span, wrap_up: Span) {
        self.desk.agents[agent].open -= 1;
        if wrap_up.0 > 0 {
            self.helps(agent, false);
            self.begin_aside(agent, TicketId::MAX, Phase::WrapUp, wrap_up);
            if let Some(hand) = &mut self.desk.agents[agent].in_hand {
                hand.back = back;
            }
        } else if back.0 > 0 {
            self.helps(agent, false);
            self.begin_aside(agent, TicketId::MAX, Phase::Return, back);
        } else {
            self.free(agent);
        }
        self.held(agent);
        if self.capped {
            self.takes_more(agent);
        }
    }
}
