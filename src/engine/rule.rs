//! What a routing policy is made of.
//!
//! A policy is one agent rule (a ticket needs somebody: which agent, or which queue?), one ticket rule (an agent is
//! free: which ticket?) and controls that restrict both. Rules are asked only at decisions, are told of every change they
//! may want to keep an index of, and choose only among what the engine offers.

use super::{ClassSet, Desk, Entry, Lane, Order, PoolSet, Ticket, Waiting};
use crate::model::AgentId;

/// An agent rule's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This idle agent starts it at once.
    Agent(AgentId),
    /// It waits in the shared queue of its class.
    Queue,
    /// It is assigned to this agent, who may be busy: it waits in that agent's own queue.
    Person(AgentId),
}

/// Which agent gets a ticket.
pub trait AgentRule: Send {
    /// A run begins; nobody is idle yet.
    fn begin(&mut self, desk: &Desk);

    /// An agent has become idle. Ties are broken for the lower agent number, so is the order of calls at one instant.
    fn idle(&mut self, agent: AgentId, desk: &Desk);

    /// An idle agent was given a ticket or left duty.
    fn taken(&mut self, agent: AgentId, desk: &Desk);

    /// Picks an idle agent of one of `pools`, each of which has one.
    fn pick(&mut self, ticket: &Ticket, pools: PoolSet, desk: &Desk) -> AgentId;

    /// Decides about a ticket that arrives, is escalated or comes back. `tiers` are the pools that may take it, the
    /// preferred ones first. By default: an idle agent of the first tier that has one, the near ones before others, else the
    /// shared queue.
    fn route(&mut self, ticket: &Ticket, tiers: &[PoolSet; 2], desk: &Desk) -> Choice {
        for tier in tiers {
            let pools = tier.and(desk.idle_pools);
            if !pools.is_empty() {
                let near = pools.and(desk.eligibility.classes[ticket.class as usize].near);
                let pools = if near.is_empty() { pools } else { near };
                return Choice::Agent(self.pick(ticket, pools, desk));
            }
        }
        Choice::Queue
    }

    /// Whether tickets may be assigned to persons; only then are [`AgentRule::changed`] and personal queues used.
    fn assigns_persons(&self) -> bool {
        false
    }

    /// The number of open tickets of an agent, or the agent's duty, has changed.
    fn changed(&mut self, _agent: AgentId, _desk: &Desk) {}
}

/// Which ticket a free agent takes.
pub trait TicketRule: Send {
    /// The lane of a ticket that joins a queue.
    fn lane(&self, ticket: &Ticket, desk: &Desk) -> Lane;

    /// How the tickets of a lane are kept.
    fn order(&self) -> Order {
        Order::Wait
    }

    /// With [`Order::Key`] the place in its lane of a ticket that joins a queue, lower first.
    fn key(&self, _ticket: &Ticket, _desk: &Desk) -> i64 {
        0
    }

    /// The ticket a free agent takes, out of those of `classes`, in each of which somebody waits. By default the lowest lane, then own
    /// work before helping out (the other way round if the policy puts rank first), then the own site before others, then the place
    /// in the lane.
    fn pick(&mut self, agent: AgentId, classes: ClassSet, desk: &Desk) -> Option<Waiting> {
        let rank_first = desk.model.policy.rank_first;
        let order = |w: &Waiting| {
            let (rank, lane) = (w.rank as Lane, w.lane);
            let (one, two) = if rank_first { (rank, lane) } else { (lane, rank) };
            (one, two, w.far, w.entry)
        };
        let pool = desk.agents[agent].pool;
        let classes = classes.and(desk.waiting);
        if classes.is_single() {
            return classes.iter().next().and_then(|class| desk.head_of(class, pool));
        }
        let mut first: Option<(_, Waiting)> = None;
        for class in classes.iter() {
            let Some(waiting) = desk.head_of(class, pool) else { continue };
            let place = order(&waiting);
            if first.is_none_or(|(other, _)| place < other) {
                first = Some((place, waiting));
            }
        }
        first.map(|(_, waiting)| waiting)
    }

    /// The ticket of the own queue, which is not empty, that an agent takes next. By default the first of the lowest lane.
    fn pick_own(&mut self, agent: AgentId, desk: &Desk) -> Option<(Lane, Entry)> {
        desk.personal[agent].head()
    }

    /// Whether an agent takes a ticket of the own queue before one that waits for anybody. By default unless the other's lane is lower.
    fn own_first(&self, _agent: AgentId, own: (Lane, Entry), other: &Waiting, _desk: &Desk) -> bool {
        own.0 <= other.lane
    }
}

/// A restriction on top of both rules.
pub trait Control: Send {
    /// Takes pools away from those that may start a ticket now.
    fn restrict_pools(&self, ticket: &Ticket, tiers: &mut [PoolSet; 2], desk: &Desk);

    /// Takes classes away from those a free agent may choose from; the agent is already counted idle.
    fn restrict_classes(&self, agent: AgentId, classes: &mut ClassSet, desk: &Desk);
}

/// A routing policy, ready for one run.
pub struct Policy {
    /// Which agent.
    pub agent_rule: Box<dyn AgentRule>,
    /// Which ticket.
    pub ticket_rule: Box<dyn TicketRule>,
    /// Restrictions.
    pub controls: Vec<Box<dyn Control>>,
}
