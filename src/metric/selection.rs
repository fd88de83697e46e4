//! Which tickets, or whose time, a figure is about.

use super::{AgentTimes, Cell, Outcome};
use crate::model::{AgentId, Category, GroupId, KindId, Model, Priority, RoleId};
use crate::stats::Sketch;

/// A way to split figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Everything together.
    All,
    /// Hardware, software, network.
    Category,
    /// P1, P2, ...
    Priority,
    /// The role that did it.
    Role,
    /// Kind of ticket.
    Kind,
    /// Row of the team table.
    Group,
    /// Single person.
    Agent,
    /// From a role to another.
    Flow,
}

impl By {
    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            By::All => "all",
            By::Category => "category",
            By::Priority => "priority",
            By::Role => "role",
            By::Kind => "kind",
            By::Group => "group",
            By::Agent => "agent",
            By::Flow => "flow",
        }
    }
}

/// One part of a split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Everything.
    All,
    /// Tickets of a category.
    Category(Category),
    /// Tickets of a priority.
    Priority(Priority),
    /// What a role did.
    Role(RoleId),
    /// Tickets of a kind.
    Kind(KindId),
    /// What a group did.
    Group(GroupId),
    /// What an agent did.
    Agent(AgentId),
    /// What a role escalated to another.
    Flow(RoleId, RoleId),
}

/// The ways that tickets may go from a role to another.
fn flows(model: &Model) -> Vec<Selection> {
    let staffed = |role: RoleId| model.groups.iter().any(|g| g.role == role && g.agents > 0);
    let escalates = |from: RoleId, to: RoleId| {
        let scopes = (0..model.kinds.len()).filter_map(|kind| model.scopes.get(from, kind));
        scopes.filter(|s| s.resolve < 1.0).filter_map(|s| s.escalation).any(|e| e.role == to)
    };
    let roles = || (0..model.roles.len()).filter(|role| staffed(*role));
    let ways = roles().flat_map(|from| roles().map(move |to| (from, to)));
    ways.filter(|(from, to)| escalates(*from, *to)).map(|(from, to)| Selection::Flow(from, to)).collect()
}

impl Selection {
    /// The parts of a split of a desk. Parts without any ticket kind or person are left out.
    pub fn parts(by: By, model: &Model) -> Vec<Selection> {
        match by {
            By::All => vec![Selection::All],
            By::Category => {
                let has = |c: &Category| model.kinds.iter().any(|k| k.category == *c);
                Category::ALL.into_iter().filter(has).map(Selection::Category).collect()
            }
            By::Priority => (0..model.priorities as Priority).map(Selection::Priority).collect(),
            By::Role => {
                let has = |r: &RoleId| model.groups.iter().any(|g| g.role == *r && g.agents > 0);
                (0..model.roles.len()).filter(has).map(Selection::Role).collect()
            }
            By::Kind => (0..model.kinds.len()).map(Selection::Kind).collect(),
            By::Group => (0..model.groups.len()).map(Selection::Group).collect(),
            By::Agent => (0..model.agents()).map(Selection::Agent).collect(),
            By::Flow => flows(model),
        }
    }

    /// How it is split.
    pub fn by(self) -> By {
        match self {
            Selection::All => By::All,
            Selection::Category(_) => By::Category,
            Selection::Priority(_) => By::Priority,
            Selection::Role(_) => By::Role,
            Selection::Kind(_) => By::Kind,
            Selection::Group(_) => By::Group,
            Selection::Agent(_) => By::Agent,
            Selection::Flow(..) => By::Flow,
        }
    }

    /// Its name in tables; empty for everything.
    pub fn name(self, model: &Model) -> String {
        match self {
            Selection::All => String::new(),
            Selection::Category(category) => category.name().to_string(),
            Selection::Priority(priority) => format!("P{}", priority + 1),
            Selection::Role(role) => model.roles[role].name.clone(),
            Selection::Kind(kind) => model.kinds[kind].name.clone(),
            Selection::Group(group) => model.groups[group].name.clone(),
            Selection::Agent(agent) => model.agent_name(agent),
            Selection::Flow(from, to) => format!("{}>{}", model.roles[from].name, model.roles[to].name),
        }
    }

    /// Whether a cell belongs to it. Groups, agents and flows have no cells of their own.
    pub fn holds(self, model: &Model, kind: KindId, priority: Priority, role: Option<RoleId>) -> bool {
        match self {
            Selection::All => true,
            Selection::Category(category) => model.kinds[kind].category == category,
            Selection::Priority(p) => p == priority,
            Selection::Role(r) => role == Some(r),
            Selection::Kind(k) => k == kind,
            Selection::Group(_) | Selection::Agent(_) | Selection::Flow(..) => false,
        }
    }

    /// A total over its cells.
    pub fn total(self, model: &Model, outcome: &Outcome, of: impl Fn(&Cell) -> f64) -> f64 {
        let per_kind = outcome.priorities * (outcome.roles + 1);
        let each = |(at, cell): (usize, &Cell)| {
            let (kind, rest) = (at / per_kind, at % per_kind);
            let (priority, role) = (rest / (outcome.roles + 1), rest % (outcome.roles + 1));
            if self.holds(model, kind, priority as Priority, role.checked_sub(1)) { of(cell) } else { 0.0 }
        };
        outcome.cells.iter().enumerate().map(each).sum()
    }

    /// The sketches of its cells, merged.
    pub fn sketch(self, model: &Model, outcome: &Outcome, of: impl Fn(&Cell) -> &Sketch) -> Sketch {
        let mut sum = Sketch::new();
        for kind in 0..model.kinds.len() {
            for priority in 0..model.priorities as Priority {
                for role in std::iter::once(None).chain((0..model.roles.len()).map(Some)) {
                    if self.holds(model, kind, priority, role) {
                        sum.merge(of(outcome.cell(kind, priority, role)));
                    }
                }
            }
        }
        sum
    }

    /// The times of its agents together.
    pub fn times(self, model: &Model, outcome: &Outcome) -> AgentTimes {
        if let Selection::Agent(agent) = self {
            return outcome.agents[agent];
        }
        let mut sum = AgentTimes::default();
        let mut agent = 0;
        for (g, group) in model.groups.iter().enumerate() {
            for _ in 0..group.agents {
                let chosen = match self {
                    Selection::All => true,
                    Selection::Role(role) => group.role == role,
                    Selection::Group(chosen) => chosen == g,
                    _ => false,
                };
                if chosen {
                    sum.merge(&outcome.agents[agent]);
                }
                agent += 1;
            }
        }
        sum
    }
}
