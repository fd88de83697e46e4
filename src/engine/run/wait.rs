//! A ticket needs somebody: who gets it, where it waits, and how it leaves a queue.

use super::Run;
use crate::engine::calendar::{What, rank};
use crate::engine::ticket::{Link, Place};
use crate::engine::{Choice, ClassId, ClassSet, Entry, Lane, Recorder, State, TicketId, Waiting};
use crate::model::{AgentId, Duty};

impl<R: Recorder> Run<'_, R> {
    /// A ticket needs somebody from now on.
    #[inline]
    pub(super) fn route(&mut self, id: TicketId) {
        let ticket = &mut self.desk.tickets[id as usize];
        (ticket.joined, ticket.since) = (self.desk.now, self.desk.now);
        self.place(id);
    }

    /// Finds somebody for a ticket, or a queue, in which it keeps the place it has.
    #[inline(always)]
    pub(super) fn place(&mut self, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        if self.major.is_some()
            && let Link::Parent(slot) = ticket.link
        {
            return self.place_parent(id, slot);
        }
        let mut tiers = self.desk.eligibility.classes[ticket.class as usize].tiers;
        for control in &self.policy.controls {
            control.restrict_pools(ticket, &mut tiers, &self.desk);
        }
        match self.policy.agent_rule.route(ticket, &tiers, &self.desk) {
            Choice::Agent(agent) if self.desk.agents[agent].idle => self.start_idle(agent, id),
            Choice::Person(agent) if self.desk.agents[agent].idle => self.start_idle(agent, id),
            choice => {
                if self.on_call && self.calls_out_for(id) || self.may_interrupt(id) || self.finds_no_place(id) {
                    return;
                }
                match choice {
                    Choice::Person(agent) if self.personal && !(self.capped && self.desk.is_full(agent)) => {
                        self.queue_at(agent, id);
                    }
                    _ => self.queue(id),
                }
                self.patience_begins(id);
            }
        }
    }

    #[inline]
    pub(super) fn start_idle(&mut self, agent: AgentId, id: TicketId) {
        self.desk.agents[agent].idle = false;
        let changed = self.desk.count_idle(agent, false);
        self.policy.agent_rule.taken(agent, &self.desk);
        self.desk.agents[agent].open += 1;
        self.start(agent, id);
        if changed {
            self.staffing_changed();
        }
        if self.several {
            self.may_take_another(agent);
        }
        self.held(agent);
    }

    /// The shared queue of its class.
    pub(super) fn queue(&mut self, id: TicketId) {
        let (lane, entry) = self.line_up(id);
        let class = self.desk.tickets[id as usize].class;
        let clock = &mut self.clocks[class as usize];
        if self.desk.queues[class as usize].is_empty() {
            let described = &self.desk.eligibility.classes[class as usize];
            clock.start(self.desk.now, described, self.desk.idle_pools, self.desk.staffing);
        }
        let reading = clock.read(self.desk.now);
        self.desk.queues[class as usize].push(lane, entry);
        self.desk.waiting.insert(class);
        let ticket = &mut self.desk.tickets[id as usize];
        for (state, reading) in State::WAITING.into_iter().zip(reading) {
            ticket.spent[state as usize] -= reading;
        }
        ticket.place = Place::Queue(lane);
        self.waits_in_place(id);
    }

    /// Lane and place that the ticket rule gives a ticket.
    #[inline]
    pub(super) fn line_up(&mut self, id: TicketId) -> (Lane, Entry) {
        let ticket = &self.desk.tickets[id as usize];
        let lane = self.policy.ticket_rule.lane(ticket, &self.desk);
        if self.has_keys {
            let key = self.policy.ticket_rule.key(ticket, &self.desk);
            self.desk.tickets[id as usize].key_in_lane = key;
        }
        (lane, entry_of(&self.desk.tickets[id as usize], id))
    }

    /// An agent's own queue.
    pub(super) fn queue_at(&mut self, agent: AgentId, id: TicketId) {
        let (lane, entry) = self.line_up(id);
        self.desk.personal[agent].push(lane, entry);
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.spent[State::WithAgent as usize] -= self.desk.now.0;
        ticket.place = Place::Person(agent as u32, lane);
        self.desk.agents[agent].open += 1;
        self.held(agent);
        self.waits_in_place(id);
    }

    #[inline]
    fn waits_in_place(&mut self, id: TicketId) {
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.waits += 1;
        self.desk.waiting_of[ticket.kind] += 1;
        if self.model.lifecycle.places.is_some() {
            self.placed += u32::from(self.needs_place(id));
        }
    }

    /// A ticket that cannot be started and finds every waiting place taken is lost.
    #[inline(always)]
    fn finds_no_place(&mut self, id: TicketId) -> bool {
        match self.model.lifecycle.places {
            Some(places) => self.is_lost(id, places),
            None => false,
        }
    }

    #[inline(never)]
    fn is_lost(&mut self, id: TicketId, places: u32) -> bool {
        let ticket = &self.desk.tickets[id as usize];
        let came_now = !ticket.touched && ticket.waits == 0;
        let lost = came_now && self.placed >= places && self.model.kinds[ticket.first_kind].course.needs_place;
        if lost {
            self.recorder.blocked(self.desk.now, ticket);
            self.ledger.blocked += 1;
            self.may_try_again(id);
            self.leaves(id);
        }
        lost
    }

    #[inline]
    pub(super) fn patience_begins(&mut self, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        if let Some(patience) = self.draws.patience(ticket.key, ticket.kind, ticket.waits - 1) {
            let (time, generation) = (self.desk.now + patience, ticket.generation);
            self.calendar.schedule(time, rank::PATIENCE, What::Patience, id, generation);
        }
    }

    pub(super) fn gives_up(&mut self, id: TicketId) {
        let place = self.desk.tickets[id as usize].place;
        self.take_out(id);
        self.recorder.waited(self.desk.now, &self.desk.tickets[id as usize]);
        self.recorder.abandoned(self.desk.now, &self.desk.tickets[id as usize]);
        self.ledger.abandoned += 1;
        self.may_try_again(id);
        self.leaves(id);
        self.left_a_pile(place);
    }

    /// Takes a waiting ticket out of its queue.
    pub(super) fn take_out(&mut self, id: TicketId) {
        let ticket = &self.desk.tickets[id as usize];
        let entry = entry_of(ticket, id);
        match ticket.place {
            Place::Queue(lane) => {
                let class = ticket.class;
                self.desk.queues[class as usize].remove(lane, entry);
                self.class_may_be_empty(class);
                self.left_queue(id);
            }
            Place::Person(agent, lane) => {
                let agent = agent as usize;
                self.desk.personal[agent].remove(lane, entry);
                self.desk.agents[agent].open -= 1;
                self.left_pile(id);
                self.held(agent);
            }
            Place::Hands | Place::Pending(_) | Place::Gone => return,
        }
        let ticket = &mut self.desk.tickets[id as usize];
        ticket.place = Place::Gone;
        // Who waited here for something waits no more.
        ticket.generation += 1;
    }

    /// Accounts for the wait of a ticket that has left the shared queue.
    #[inline]
    pub(super) fn left_queue(&mut self, id: TicketId) {
        let ticket = &mut self.desk.tickets[id as usize];
        let reading = self.clocks[ticket.class as usize].read(self.desk.now);
        for (state, reading) in State::WAITING.into_iter().zip(reading) {
            ticket.spent[state as usize] += reading;
        }
        self.left_place(id);
    }

    /// Accounts for the wait of a ticket that has left an agent's own queue.
    pub(super) fn left_pile(&mut self, id: TicketId) {
        self.desk.tickets[id as usize].spent[State::WithAgent as usize] += self.desk.now.0;
        self.left_place(id);
    }

    #[inline]
    fn left_place(&mut self, id: TicketId) {
        self.desk.waiting_of[self.desk.tickets[id as usize].kind] -= 1;
        if self.model.lifecycle.places.is_some() {
            self.placed -= u32::from(self.needs_place(id));
        }
    }

    /// A ticket that waits takes one of the waiting places.
    fn needs_place(&self, id: TicketId) -> bool {
        let ticket = &self.desk.tickets[id as usize];
        self.model.kinds[ticket.first_kind].course.needs_place && !ticket.is_parent()
    }

    #[inline]
    pub(super) fn class_may_be_empty(&mut self, class: ClassId) {
        if self.desk.queues[class as usize].is_empty() {
            self.desk.waiting.remove(class);
        }
    }

    /// Another pool has or lacks somebody idle, on duty or helping out: tickets may wait for another reason.
    #[inline(always)]
    pub(super) fn staffing_changed(&mut self) {
        for class in self.desk.waiting.iter() {
            let clock = &mut self.clocks[class as usize];
            clock.read(self.desk.now);
            let described = &self.desk.eligibility.classes[class as usize];
            clock.turn(described, self.desk.idle_pools, self.desk.staffing);
        }
    }

    /// An agent with nothing in hand takes the next ticket, or is idle.
    #[inline]
    pub(super) fn free(&mut self, agent: AgentId) {
        if self.on_call && self.is_back(agent) {
            return;
        }
        if self.desk.agents[agent].duty != Duty::Available {
            self.helps(agent, false);
            return;
        }
        if self.several || self.capped {
            self.is_idle_no_more(agent);
            self.is_full_no_more(agent);
        }
        if self.major.is_some() && self.goes_to_incident(agent) {
            return;
        }
        let taken_over = if self.relieved { self.relieves(agent) } else { None };
        match taken_over.or_else(|| self.next_ticket(agent)) {
            Some(id) => {
                self.start(agent, id);
                if self.several {
                    self.may_take_another(agent);
                }
            }
            None => {
                self.helps(agent, false);
                if self.capped && self.desk.is_full(agent) {
                    return self.may_be_given_nothing(agent);
                }
                if self.desk.count_idle(agent, true) {
                    self.staffing_changed();
                }
                let a = &mut self.desk.agents[agent];
                a.idle = true;
                a.idle_since = self.desk.now;
                self.policy.agent_rule.idle(agent, &self.desk);
            }
        }
    }

    /// The ticket a free agent takes: of the own queue, unless one that goes before it by its lane waits for anybody.
    #[inline]
    fn next_ticket(&mut self, agent: AgentId) -> Option<TicketId> {
        let mut classes = self.desk.eligibility.of_pool[self.desk.agents[agent].pool].and(self.desk.waiting);
        let owns = self.desk.personal.get(agent).is_some_and(|queue| !queue.is_empty());
        if self.capped && self.desk.is_full(agent) {
            classes = ClassSet::EMPTY;
        }
        if classes.is_empty() {
            return if owns { self.next_own(agent, None) } else { None };
        }
        let next = self.choose(agent, classes);
        if owns && let Some(own) = self.next_own(agent, next) {
            return Some(own);
        }
        let id = self.take(next?);
        self.desk.agents[agent].open += 1;
        Some(id)
    }

    /// Takes a ticket that waits for anybody out of its queue.
    #[inline(always)]
    pub(super) fn take(&mut self, next: Waiting) -> TicketId {
        self.desk.queues[next.class as usize].take(next.lane, next.entry);
        self.class_may_be_empty(next.class);
        self.left_queue(next.entry.ticket);
        next.entry.ticket
    }

    /// The ticket that the ticket rule takes, after the controls.
    #[inline(always)]
    pub(super) fn choose(&mut self, agent: AgentId, mut classes: ClassSet) -> Option<Waiting> {
        if !self.policy.controls.is_empty() {
            self.desk.count_idle(agent, true);
            for control in &self.policy.controls {
                control.restrict_classes(agent, &mut classes, &self.desk);
            }
            self.desk.count_idle(agent, false);
        }
        self.policy.ticket_rule.pick(agent, classes, &self.desk).filter(|next| classes.contains(next.class))
    }

    /// The ticket of the own queue that the ticket rule takes, unless one that waits for anybody goes before it.
    fn next_own(&mut self, agent: AgentId, other: Option<Waiting>) -> Option<TicketId> {
        let (lane, entry) = self.policy.ticket_rule.pick_own(agent, &self.desk)?;
        let rule = &self.policy.ticket_rule;
        if other.is_some_and(|other| !rule.own_first(agent, (lane, entry), &other, &self.desk)) {
            return None;
        }
        self.desk.personal[agent].remove(lane, entry);
        self.left_pile(entry.ticket);
        Some(entry.ticket)
    }
}

/// A ticket as an entry of a queue.
pub(super) fn entry_of(ticket: &crate::engine::Ticket, id: TicketId) -> Entry {
    Entry { key: ticket.key_in_lane, joined: ticket.joined, number: ticket.number, ticket: id }
}
