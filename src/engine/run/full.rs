//! Agents who may have only so many tickets open.
//!
//! Open are those in hand, those in the agent's own queue, and those that wait for their user or another visit if the group
//! counts them. Whoever has as many as may be is given nothing new, though free.

use super::Run;
use crate::engine::Recorder;
use crate::engine::TicketId;
use crate::engine::ticket::{Place, Why};
use crate::model::{AgentId, Duty};

impl<R: Recorder> Run<'_, R> {
    /// A free agent may be given nothing new.
    pub(super) fn may_be_given_nothing(&mut self, agent: AgentId) {
        self.desk.agents[agent].full = true;
        if self.desk.count_full(agent, true) {
            self.staffing_changed();
        }
    }

    /// Whoever was free without being given anything has something to do now, or has left.
    #[inline(never)]
    pub(super) fn is_full_no_more(&mut self, agent: AgentId) {
        if std::mem::replace(&mut self.desk.agents[agent].full, false) && self.desk.count_full(agent, false) {
            self.staffing_changed();
        }
    }

    /// A ticket that leaves the desk to come back, or comes back, counts (1) or no longer counts (-1) among those of the agent
    /// who had it.
    #[inline(never)]
    pub(super) fn still_counts(&mut self, id: TicketId, why: Why, change: i32) {
        let owner = self.desk.tickets[id as usize].owner as AgentId;
        if why != Why::Reopened && self.desk.hold(owner).pending_counts {
            let open = &mut self.desk.agents[owner].open;
            *open = open.saturating_add_signed(change);
            // Who lets a ticket go is about to be told of in any case, when it no longer counts as one in hand.
            if change < 0 {
                self.held(owner);
            }
        }
    }

    /// Who was free but could not be given anything new goes on with a ticket that was counted.
    #[inline(never)]
    pub(super) fn goes_on_with(&mut self, owner: AgentId, id: TicketId) {
        self.desk.agents[owner].open += 1;
        self.start(owner, id);
        if self.several {
            self.may_take_another(owner);
        }
        self.held(owner);
    }

    /// A ticket has left the place where it waited: if that was an agent's own queue, there is room for another.
    #[inline]
    pub(super) fn left_a_pile(&mut self, place: Place) {
        if let Place::Person(agent, _) = place
            && self.capped
        {
            self.takes_more(agent as AgentId);
        }
    }

    /// One ticket less is open: a free agent may be given another.
    #[inline(never)]
    pub(super) fn may_be_given_more(&mut self, agent: AgentId) {
        if self.desk.agents[agent].full && !self.desk.is_full(agent) {
            self.is_full_no_more(agent);
            self.free(agent);
            self.held(agent);
        }
        self.takes_more(agent);
    }

    /// Where tickets are assigned to persons, what waits for anybody because all were full goes to who no longer is.
    #[inline(never)]
    pub(super) fn takes_more(&mut self, agent: AgentId) {
        let a = &self.desk.agents[agent];
        if !self.personal || a.duty != Duty::Available || a.idle || a.full || self.desk.is_full(agent) {
            return;
        }
        let classes = self.desk.eligibility.of_pool[a.pool].and(self.desk.waiting);
        if classes.is_empty() || self.desk.hold(agent).open_limit.is_none() {
            return;
        }
        let Some(class) = self.choose_class(agent, classes) else { return };
        let Some(entry) = self.desk.queues[class as usize].pop() else { return };
        self.class_may_be_empty(class);
        self.left_queue(entry.ticket);
        self.queue_at(agent, entry.ticket);
        self.takes_more(agent);
    }
}
