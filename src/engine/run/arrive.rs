//! A ticket comes to the desk.

use super::{Fault, Member, Run, Window};
use crate::engine::calendar::{What, rank};
use crate::engine::ticket::{Link, NOBODY, Place};
use crate::engine::{ClassId, NobodyServes, Recorder, State, Ticket, TicketId};
use crate::model::{Extent, KindId};
use crate::units::{Span, Time};
use crate::workload::Arrival;

/// What a ticket is taken for.
struct Looks {
    kind: KindId,
    /// It needs hands on site, which nobody knows.
    afar: bool,
    class: ClassId,
}

impl<R: Recorder> Run<'_, R> {
    #[inline(always)]
    pub(super) fn arrives(&mut self, a: Arrival, member: u32, link: Link) -> Result<(), Fault> {
        if self.window == Window::Before && self.model.horizon.warm_up == Extent::Tickets(self.ledger.arrived) {
            self.window_starts();
        }
        let measured = self.window == Window::Inside;
        let eligibility = self.desk.eligibility;
        let Some(class) = eligibility.at_arrival(a.kind, a.hands, a.systemic, a.site) else {
            let nobody = NobodyServes::of(self.model, a.kind, a.hands, a.systemic, a.site);
            return Err(Fault::NobodyServes(nobody));
        };
        let looks = if self.disguised && link == Link::None { self.looks(&a) } else { None }.unwrap_or(Looks {
            kind: a.kind,
            afar: false,
            class,
        });
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
            since: self.desk.now,
            kind: looks.kind,
            first_kind: a.kind,
            priority: a.priority,
            first_priority: a.priority,
            hands: a.hands && !looks.afar,
            site: a.site,
            afar: looks.afar,
            mistaken: looks.kind != a.kind,
            special: looks.afar || looks.kind != a.kind || matches!(link, Link::Child(_)),
            systemic: a.systemic,
            measured,
            hop: 0,
            touched: false,
            taken_over: false,
            pends: a.pends,
            pended: false,
            paused: Span::ZERO,
            waits: 0,
            owner: 0,
            member,
            link,
            handovers: 0,
            reopened: 0,
            rest: None,
            spent: [0; State::COUNT],
            in_vain: 0,
            class: looks.class,
            recorded_work: a.work,
            // Events that waited for the former ticket of this place stay void.
            generation: ticket.generation,
            stay: ticket.stay,
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
        if !self.model.lifecycle.raised_after.is_empty() {
            self.raised_later(id);
        }
        match link {
            Link::Parent(slot) => self.parent_arrives(id, slot),
            _ => self.route(id),
        }
        if measured && self.model.horizon.measured == Extent::Tickets(self.measured) {
            self.window_ends();
        }
        Ok(())
    }

    /// What a ticket looks like; what nobody would serve as that is seen for what it is.
    #[inline(never)]
    fn looks(&self, a: &Arrival) -> Option<Looks> {
        let afar = a.hands && self.model.lifecycle.remote_first.is_some();
        let taken_for = self.draws.taken_for(a.key, a.kind);
        let all = [(taken_for, afar), (taken_for, false), (a.kind, afar), (a.kind, false)];
        all.into_iter().find_map(|(kind, afar)| {
            let class = self.desk.eligibility.at_arrival(kind, a.hands && !afar, a.systemic, a.site)?;
            Some(Looks { kind, afar, class })
        })
    }

    /// The user of a ticket that leaves without help may try again, with a ticket of its own.
    pub(super) fn may_try_again(&mut self, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        let Some(after) = self.draws.redial(ticket.key, ticket.first_kind) else { return };
        if self.arrivals_are_over() {
            return;
        }
        let at = self.desk.now + after;
        let again = self.draws.describe(at, ticket.key.named("tries again"), ticket.first_kind);
        let (again, link) = (Arrival { priority: ticket.first_priority, ..again }, ticket.link);
        self.comes_later(self.linked(again, link), link);
    }

    /// A ticket is known before it comes.
    pub(super) fn comes_later(&mut self, ticket: Arrival, link: Link) {
        let slot = self.came.pop().unwrap_or(self.to_come.len() as u32);
        match self.to_come.get_mut(slot as usize) {
            Some(place) => *place = (ticket, link),
            None => self.to_come.push((ticket, link)),
        }
        self.calendar.schedule(ticket.at, rank::ARRIVAL, What::TriesAgain, slot, 0);
    }

    #[inline(never)]
    pub(super) fn tries_again(&mut self, slot: u32) -> Result<(), Fault> {
        self.came.push(slot);
        if self.arrivals_are_over() {
            return Ok(());
        }
        let (ticket, link) = self.to_come[slot as usize];
        self.arrives(ticket, NOBODY, link)?;
        if self.arrivals_are_over() {
            self.quiet_until = Time::ZERO;
        }
        Ok(())
    }

    /// Users who send one ticket after the other send their first.
    pub(super) fn populate(&mut self) {
        // By name: the order of rows has no meaning.
        let mut kinds: Vec<KindId> = (0..self.model.kinds.len()).collect();
        kinds.sort_by_key(|kind| &self.model.kinds[*kind].name);
        for kind in kinds {
            let described = &self.model.kinds[kind];
            let users = described.course.population.as_ref().map_or(0, |p| p.users);
            let of_kind = self.key.named(&described.name);
            for user in 0..users {
                self.members.push(Member { kind, key: of_kind.child(u64::from(user)), sent: 0 });
                self.plan_next(self.members.len() - 1);
            }
        }
    }

    #[inline(never)]
    pub(super) fn next_later(&mut self, id: TicketId) {
        self.plan_next(self.desk.tickets[id as usize].member as usize);
    }

    fn plan_next(&mut self, member: usize) {
        let Member { kind, key, sent } = self.members[member];
        let at = self.desk.now + self.draws.between(key.child(sent), kind);
        self.calendar.schedule(at, rank::ARRIVAL, What::NextTicket, member as u32, 0);
    }

    #[inline(never)]
    pub(super) fn next_of_member(&mut self, member: u32) -> Result<(), Fault> {
        if self.arrivals_are_over() {
            return Ok(());
        }
        let Member { kind, key, sent } = self.members[member as usize];
        self.members[member as usize].sent += 1;
        self.arrives(self.draws.describe(self.desk.now, key.child(sent), kind), member, Link::None)?;
        if self.arrivals_are_over() {
            self.quiet_until = Time::ZERO;
        }
        Ok(())
    }

    /// Plans the instant from which a ticket has been too long at its priority.
    #[inline(never)]
    pub(super) fn raised_later(&mut self, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        if let Some(Some(after)) = self.model.lifecycle.raised_after.get(usize::from(ticket.priority)) {
            let (at, stay) = (self.model.business_hours.after(self.desk.now, *after), ticket.stay);
            self.calendar.schedule(at, rank::TIMER, What::Raise, id, stay);
        }
    }
}
