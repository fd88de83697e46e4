//! What a routing policy is made of.
//!
//! A policy is one agent rule (a ticket needs somebody: which agent, or which queue?), one ticket rule (an agent is
//! free: which ticket?) and controls that restrict both. Rules are asked only at decisions, are told of every change they
//! may want to keep an index of, and choose only among what the engine offers.

use super::{ClassId, ClassSet, Desk, Lane, PoolSet, Ticket};
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

    /// The class whose head a free agent takes, out of `classes`, in each of which somebody waits. By default: the lowest lane, then own work before
    /// helping out (the other way round if the policy puts rank first), then the own site before others, then the longest wait.
    fn pick(&mut self, agent: AgentId, classes: ClassSet, desk: &Desk) -> Option<ClassId> {
        if classes.is_single() {
            return classes.iter().next();
        }
        let pool = desk.agents[agent].pool;
        if desk.model.policy.rank_first {
            let key = |w: &super::Waiting| (w.rank, w.lane, w.far, w.entry);
            desk.heads(classes, pool).min_by_key(key).map(|w| w.class)
        } else {
            let key = |w: &super::Waiting| (w.lane, w.rank, w.far, w.entry);
            desk.heads(classes, pool).min_by_key(key).map(|w| w.class)
        }
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
