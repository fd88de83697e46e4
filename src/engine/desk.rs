//! The state of the desk that rules may read.

use super::agent::Several;
use super::state::Staffing;
use super::{Agent, ClassId, ClassSet, Eligibility, Entry, Lane, Order, PoolId, PoolSet, Queue, Ticket, TicketId};
use crate::model::{AgentId, Hold, Model, Rank};
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
    /// Whether people of its user's site go before the agent.
    pub far: bool,
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
    /// Tickets of each kind that wait, in whatever queue.
    pub waiting_of: Vec<u32>,
    /// Queues of persons; empty unless tickets are assigned to persons or come back to them.
    pub personal: Vec<Queue>,
    /// By agent, the work in hand of those who may have several tickets in work; empty if nobody may.
    pub several: Vec<Several>,
    /// Classes that more than one role may work on.
    pub(super) shared: ClassSet,
    pub(super) staffing: Staffing,
    /// By pool: agents on duty, and those of them with work that another role could do.
    pub(super) on_duty: Vec<u32>,
    /// By pool: agents who are free but may not be given anything new.
    pub(super) full: Vec<u32>,
    pub(super) helping: Vec<u32>,
    pub(super) tickets: Vec<Ticket>,
    pub(super) vacant: Vec<TicketId>,
}

impl<'m> Desk<'m> {
    pub(super) fn new(model: &'m Model, eligibility: &'m Eligibility, personal: bool, order: Order) -> Self {
        let agents: Vec<Agent> = model
            .agent_groups()
            .into_iter()
            .zip(&eligibility.pool_of)
            .map(|(group, &pool)| Agent {
                group,
                pool,
                role: eligibility.pools[pool].role,
                site: eligibility.pools[pool].site,
                speed: model.groups[group].speed_in(0),
                duty: crate::model::Duty::Off,
                duty_since: Time::ZERO,
                last_kind: None,
                in_hand: None,
                idle_since: Time::ZERO,
                idle: false,
                full: false,
                open: 0,
                away: 0,
                busy: crate::units::Span::ZERO,
                called_out: false,
                aside: Vec::new(),
                helping: false,
                interruptible: None,
                generation: 0,
            })
            .collect();
        let shared = |class: &&(usize, &super::Class)| {
            let pools = PoolSet(class.1.tiers[0].0 | class.1.tiers[1].0);
            let mut roles = pools.iter().map(|pool| eligibility.pools[pool].role);
            roles.next().is_some_and(|first| roles.any(|role| role != first))
        };
        let shared = eligibility.classes.iter().enumerate().collect::<Vec<_>>().iter().filter(shared).fold(
            ClassSet::EMPTY,
            |mut set, (class, _)| {
                set.insert(*class as ClassId);
                set
            },
        );
        let pools = eligibility.pools.len();
        Desk {
            model,
            eligibility,
            now: Time::ZERO,
            idle: vec![0; pools],
            idle_pools: PoolSet::EMPTY,
            queues: vec![Queue::new(order); eligibility.classes.len()],
            waiting_of: vec![0; model.kinds.len()],
            waiting: ClassSet::EMPTY,
            personal: if personal { vec![Queue::new(order); agents.len()] } else { Vec::new() },
            several: if model.groups.iter().any(|g| g.hold.at_once > 1) {
                vec![Several::default(); agents.len()]
            } else {
                Vec::new()
            },
            agents,
            shared,
            staffing: Staffing::default(),
            on_duty: vec![0; pools],
            full: vec![0; pools],
            helping: vec![0; pools],
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

    /// The head of the queue of a class as an agent of `pool` sees it.
    #[inline(always)]
    pub fn head_of(&self, class: ClassId, pool: PoolId) -> Option<Waiting> {
        let (lane, entry) = self.queues[class as usize].head()?;
        let described = &self.eligibility.classes[class as usize];
        let rank = if described.tiers[0].contains(pool) { Rank::Primary } else { Rank::Secondary };
        Some(Waiting { class, lane, rank, far: !described.near.contains(pool), entry })
    }

    /// The first of every lane of the queues of `classes` as an agent of `pool` sees them.
    pub fn fronts(&self, classes: ClassSet, pool: PoolId) -> impl Iterator<Item = Waiting> {
        classes.and(self.waiting).iter().flat_map(move |class| {
            let far = !self.eligibility.classes[class as usize].near.contains(pool);
            let rank = self.eligibility.rank(class, pool);
            let heads = self.queues[class as usize].heads();
            heads.map(move |(lane, entry)| Waiting { class, lane, rank, far, entry })
        })
    }

    /// Counts an agent in or out of the idle; says whether his pool now has or lacks one.
    #[inline]
    pub(super) fn count_idle(&mut self, agent: AgentId, idle: bool) -> bool {
        let pool = self.agents[agent].pool;
        counted(&mut self.idle[pool], &mut self.idle_pools, pool, idle)
    }

    /// The same for those on duty.
    pub(super) fn count_on_duty(&mut self, agent: AgentId, on_duty: bool) -> bool {
        let pool = self.agents[agent].pool;
        counted(&mut self.on_duty[pool], &mut self.staffing.on_duty, pool, on_duty)
    }

    /// The same for those who are free but may not be given anything new.
    pub(super) fn count_full(&mut self, agent: AgentId, full: bool) -> bool {
        let pool = self.agents[agent].pool;
        counted(&mut self.full[pool], &mut self.staffing.full, pool, full)
    }

    /// How many tickets each agent of this one's group has at once.
    #[inline]
    pub fn hold(&self, agent: AgentId) -> &'m Hold {
        &self.model.groups[self.agents[agent].group].hold
    }

    /// Whether an agent may be given nothing new, because as many tickets are open as may be.
    #[inline]
    pub fn is_full(&self, agent: AgentId) -> bool {
        self.hold(agent).open_limit.is_some_and(|limit| self.agents[agent].open >= limit)
    }

    /// The same for those on duty with work that another role could do.
    #[inline]
    pub(super) fn count_helping(&mut self, agent: AgentId, helping: bool) -> bool {
        let pool = self.agents[agent].pool;
        counted(&mut self.helping[pool], &mut self.staffing.helping, pool, helping)
    }
}

/// Counts one more or less of a pool; says whether the set of pools that have any has changed.
#[inline(always)]
fn counted(count: &mut u32, pools: &mut PoolSet, pool: PoolId, more: bool) -> bool {
    if more {
        *count += 1;
        pools.insert(pool);
        *count == 1
    } else {
        *count -= 1;
        if *count == 0 {
            pools.remove(pool);
        }
        *count == 0
    }
}
