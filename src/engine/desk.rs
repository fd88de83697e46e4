//! The state of the desk that rules may read.

use super::{Agent, ClassId, ClassSet, Eligibility, Entry, Lane, PoolId, PoolSet, Queue, Ticket, TicketId};
use crate::model::{AgentId, Model, Rank};
use crate::units::Time;

/// The head of a queue as a free agent sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The class whose queue it heads.
    pub class: ClassId,
    /// Its lane.
    pub lane: Lane,
    /// Scope rank for the agent.
    pub rank: Rank,
    /// The ticket.
    pub entry: Entry,
}

/// Agents, queues and tickets at this instant.
#[derive(Debug)]
pub struct Desk<'m> {
    /// The desk as described.
    pub model: &'m Model,
    /// Who may take what.
    pub eligibility: &'m Eligibility,
    /// Now.
    pub now: Time,
    /// All agents.
    pub agents: Vec<Agent>,
    /// Idle agents of each pool.
    pub idle: Vec<u32>,
    /// Pools with an idle agent.
    pub idle_pools: PoolSet,
    /// One shared queue a class.
    pub queues: Vec<Queue>,
    /// Classes with somebody waiting in the shared queue.
    pub waiting: ClassSet,
    /// Queues of persons; empty unless the agent rule assigns tickets to persons.
    pub personal: Vec<Queue>,
    pub(super) tickets: Vec<Ticket>,
    pub(super) vacant: Vec<TicketId>,
}

impl<'m> Desk<'m> {
    pub(super) fn new(model: &'m Model, eligibility: &'m Eligibility, personal: bool) -> Self {
        let agents: Vec<Agent> = model
            .agent_groups()
            .into_iter()
            .zip(&eligibility.pool_of)
            .map(|(group, &pool)| Agent {
                group,
                pool,
                role: eligibility.pools[pool].role,
                speed: model.groups[group].speed_in(0),
                duty: crate::model::Duty::Off,
                duty_since: Time::ZERO,
                in_hand: None,
                idle_since: Time::ZERO,
                idle: false,
                open: 0,
                generation: 0,
            })
            .collect();
        Desk {
            model,
            eligibility,
            now: Time::ZERO,
            idle: vec![0; eligibility.pools.len()],
            idle_pools: PoolSet::EMPTY,
            queues: vec![Queue::default(); eligibility.classes.len()],
            waiting: ClassSet::EMPTY,
            personal: if personal { vec![Queue::default(); agents.len()] } else { Vec::new() },
            agents,
            tickets: Vec::new(),
            vacant: Vec::new(),
        }
    }

    /// A ticket in the system.
    #[inline]
    pub fn ticket(&self, id: TicketId) -> &Ticket {
        &self.tickets[id as usize]
    }

    /// Idle agents of a role.
    pub fn idle_of_role(&self, role: crate::model::RoleId) -> u32 {
        let pools = self.eligibility.pools.iter().zip(&self.idle);
        pools.filter(|(pool, _)| pool.role == role).map(|(_, idle)| idle).sum()
    }

    /// The heads of the queues of `classes` as an agent of `pool` sees them; classes without anybody waiting are left out.
    #[inline]
    pub fn heads(&self, classes: ClassSet, pool: PoolId) -> impl Iterator<Item = Waiting> {
        classes.and(self.waiting).iter().filter_map(move |class| {
            let (lane, entry) = self.queues[class as usize].head()?;
            Some(Waiting { class, lane, rank: self.eligibility.rank(class, pool), entry })
        })
    }

    /// Counts an agent in or out of the idle.
    #[inline]
    pub(super) fn count_idle(&mut self, agent: AgentId, idle: bool) {
        let pool = self.agents[agent].pool;
        if idle {
            self.idle[pool] += 1;
            self.idle_pools.insert(pool);
        } else {
            self.idle[pool] -= 1;
            if self.idle[pool] == 0 {
                self.idle_pools.remove(pool);
            }
        }
    }
}
