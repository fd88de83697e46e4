//! What a helpdesk *is*, as validated plain data: the [`Model`].
//!
//! `scenario` builds it from a desk folder, `workload` and `engine` read it. It holds no random numbers, no files and
//! no state of a run. Everything is indexed: a [`KindId`] is a position in [`Model::kinds`], and so on.

mod calendar;
mod cost;
mod dates;
mod demand;
mod group;
mod horizon;
mod hours;
mod incident;
mod kind;
pub mod law;
mod lifecycle;
mod on_call;
mod policy;
mod role;
mod scope;
mod site;
mod target;
mod zone;

pub use calendar::{Calendar, Holiday};
pub use cost::Cost;
pub use dates::{Dates, Leave, Ramp, Sickness};
pub use demand::{Arrivals, Batch, Bursts, ByDay, Demand, Recorded, RecordedTicket, Stream};
pub use group::{Absence, Duty, DutyChange, Group, Hold, ShiftEnd};
pub use horizon::{Extent, Horizon, Regime};
pub use hours::{Hours, Profile};
pub use incident::{Begins, Incident};
pub use kind::{Category, Kind};
pub use law::{FAMILIES, Family, Law, LawMistake, Shape};
pub use lifecycle::{Again, Course, Lifecycle, Population, Preemption, ReturnsTo};
pub use on_call::OnCall;
pub use policy::{Overflow, PolicyChoice, RuleChoice};
pub use role::Role;
pub use scope::{Escalation, Rank, Scope, ScopeTable};
pub use site::{Site, Sites};
pub use target::{Clock, Limit, Target};
pub use zone::Zone;

/// Position of a ticket kind in [`Model::kinds`].
pub type KindId = usize;
/// Position of a role in [`Model::roles`].
pub type RoleId = usize;
/// Position of a group in [`Model::groups`].
pub type GroupId = usize;
/// Position of a site in [`Sites::sites`].
pub type SiteId = usize;
/// Position of an agent among all agents of the desk: the groups' agents one after the other, in group order.
pub type AgentId = usize;
/// Priority as a position: 0 is P1, the highest.
pub type Priority = u8;

/// The most priorities a desk may have.
pub const MAX_PRIORITIES: usize = 9;

/// A helpdesk with everything a run needs, checked when it was built.
#[derive(Clone, Debug)]
pub struct Model {
    /// Name of the desk, for people.
    pub name: String,
    /// How many priorities there are, 1 to [`MAX_PRIORITIES`].
    pub priorities: usize,
    /// What tickets are about.
    pub kinds: Vec<Kind>,
    /// Who does what: roles of the desk.
    pub roles: Vec<Role>,
    /// Role x kind: who may work on what, how long it takes and whether it helps.
    pub scopes: ScopeTable,
    /// The people, as groups of agents alike.
    pub groups: Vec<Group>,
    /// Dates.
    pub calendar: Calendar,
    /// When the business clock runs.
    pub business_hours: Hours,
    /// Where tickets come from.
    pub demand: Demand,
    /// One target a kind and priority: `targets[kind][priority]`.
    pub targets: Vec<Vec<Target>>,
    /// Where users and people are; the ways are for work that needs hands on site.
    pub sites: Sites,
    /// Share of an attempt's work that is done before the ticket waits for the user, 0 to 1.
    pub work_before_pending: f64,
    /// Chance that a later attempt lies as high in the law of its work as the first one did, 0 to 1.
    pub difficulty_share: f64,
    /// How the desk goes about its tickets beside waiting and working.
    pub lifecycle: Lifecycle,
    /// From salaries to what the desk costs.
    pub cost: Cost,
    /// How tickets and agents find each other.
    pub policy: PolicyChoice,
    /// What is simulated and what of it is measured.
    pub horizon: Horizon,
    /// Times of the day at which the number of open tickets is sampled, ascending, each once.
    pub snapshots: Vec<crate::units::Span>,
}

impl Model {
    /// Number of agents of all groups.
    pub fn agents(&self) -> usize {
        self.groups.iter().map(|g| g.agents).sum()
    }

    /// The group of each agent, in agent order.
    pub fn agent_groups(&self) -> Vec<GroupId> {
        let each = |(g, group): (GroupId, &Group)| std::iter::repeat_n(g, group.agents);
        self.groups.iter().enumerate().flat_map(each).collect()
    }

    /// What one more agent alike would be called: the group's name and an ordinal from 1, as `technicians-3`.
    pub fn agent_name(&self, agent: AgentId) -> String {
        let mut ordinal = agent;
        for group in &self.groups {
            if ordinal < group.agents {
                return format!("{}-{}", group.name, ordinal + 1);
            }
            ordinal -= group.agents;
        }
        format!("agent-{agent}")
    }

    /// Whether `role` may work on a ticket of `kind` that needs hands on site, or is systemic: its scope holds the kind,
    /// only a role that visits takes hands-on work, only a role that takes systemic work takes that.
    pub fn eligible(&self, role: RoleId, kind: KindId, hands: bool, systemic: bool) -> Option<Rank> {
        let r = &self.roles[role];
        let scope = self.scopes.get(role, kind)?;
        ((!hands || r.visits) && (!systemic || r.systemic)).then_some(scope.rank)
    }

    /// All that tickets of a kind may need: hands on site, somebody for a systemic cause, and, where hands, at which site.
    pub fn needs(&self) -> impl Iterator<Item = (bool, bool, SiteId)> {
        let from_afar = [(false, false, 0), (false, true, 0)].into_iter();
        from_afar.chain((0..self.sites.count()).flat_map(|site| [(true, false, site), (true, true, site)]))
    }

    /// The mean salary of the agents of a role; `None` if it has none.
    pub fn salary(&self, role: RoleId) -> Option<f64> {
        let of_role = || self.groups.iter().filter(|g| g.role == role && g.agents > 0);
        let agents: usize = of_role().map(|g| g.agents).sum();
        (agents > 0).then(|| of_role().map(|g| g.agents as f64 * g.salary).sum::<f64>() / agents as f64)
    }

    /// The roles of the desk whose agents earn less on average than those of `role`.
    pub fn cheaper_roles(&self, role: RoleId) -> Vec<RoleId> {
        let Some(own) = self.salary(role) else { return Vec::new() };
        (0..self.roles.len()).filter(|r| self.salary(*r).is_some_and(|other| other < own)).collect()
    }

    /// Labour cost of a year, in the currency of the salaries: every agent's salary.
    pub fn salaries_a_year(&self) -> f64 {
        self.groups.iter().map(|g| g.agents as f64 * g.salary).sum()
    }
}
