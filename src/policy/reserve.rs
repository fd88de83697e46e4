//! Reservation: the last r idle agents of a role take only work that is theirs.

use super::{Entry, Parameter, Value};
use crate::engine::{ClassId, ClassSet, Control, Desk, PoolSet, Ticket};
use crate::model::{AgentId, Rank, RoleId};

pub(super) const ENTRY: Entry<dyn Control> = Entry {
    name: "reserve",
    number: 52,
    summary: "the last idle agents of a role take only their own work (primary scope), or work that is primary for nobody",
    source: "ccmath.com, Sim2Skill; software.ccmath.com/erlang/manual",
    parameters: &[
        Parameter {
            name: "agents",
            value: Value::Whole(1, 10_000),
            default: Some("1"),
            meaning: "how many are kept free",
        },
        Parameter {
            name: "role",
            value: Value::Role,
            default: Some("any"),
            meaning: "of which role; `any` for every role",
        },
    ],
    build: |parameters, model, _| {
        Box::new(Reserve { agents: parameters.whole("agents"), role: parameters.role("role", model) })
    },
};

struct Reserve {
    agents: u32,
    role: Option<RoleId>,
}

impl Reserve {
    /// The role has no idle agent to spare for work that is not its own.
    fn holds(&self, role: RoleId, desk: &Desk) -> bool {
        self.role.is_none_or(|r| r == role) && desk.idle_of_role(role) <= self.agents
    }
}

impl Control for Reserve {
    fn restrict_pools(&self, _: &Ticket, tiers: &mut [PoolSet; 2], desk: &Desk) {
        if tiers[0].is_empty() {
            return;
        }
        for pool in tiers[1].iter() {
            if self.holds(desk.eligibility.pools[pool].role, desk) {
                tiers[1].remove(pool);
            }
        }
    }
    fn restrict_classes(&self, agent: AgentId, classes: &mut ClassSet, desk: &Desk) {
        let pool = desk.agents[agent].pool;
        if self.holds(desk.eligibility.pools[pool].role, desk) {
            let own = |class: &ClassId| desk.eligibility.rank(*class, pool) == Rank::Primary;
            // Nobody else would ever take what is primary for nobody.
            let nobodys = |class: &ClassId| desk.eligibility.classes[*class as usize].tiers[0].is_empty();
            for class in classes.iter().filter(|c| !own(c) && !nobodys(c)) {
                classes.remove(class);
            }
        }
    }
}
