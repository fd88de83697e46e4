//! The agent rules from their definitions: every agent who might do is looked at.

use super::{Agent, Place, Ticket, Twin};
use desksim::engine::State;
use desksim::model::AgentId;
use desksim::units::{Span, Time};

impl Twin<'_> {
    /// Whether tickets are assigned to persons, who may be busy.
    pub(super) fn assigns_persons(&self) -> bool {
        let of_persons = ["shortest-queue", "fewest-open", "most-spare", "power-of-d", "earliest-released"];
        of_persons.contains(&self.rules.agent_rule.as_str())
    }

    /// Who gets a ticket.
    pub(super) fn choose(&mut self, possible: &[AgentId], number: u64) -> AgentId {
        let agent = self.by_rule(possible, &self.tickets[self.at(number)]);
        let work = self.expected_at_pool(agent, &self.tickets[self.at(number)]);
        let a = &mut self.agents[agent];
        a.given += 1;
        a.release = a.release.max(self.now) + Span::from_minutes(work / 60.0);
        agent
    }

    /// Seconds of work that anybody of an agent's role and speed is expected to need.
    fn expected_at_pool(&self, agent: AgentId, t: &Ticket) -> f64 {
        let a = &self.agents[agent];
        self.model.scopes.get(a.role, t.kind).expect("in scope").work.mean / a.speed
    }

    fn are_pooled(&self, one: &Agent, other: &Agent) -> bool {
        (one.role, one.speed, one.site) == (other.role, other.speed, other.site)
    }

    /// Time at tickets so far.
    pub(super) fn busy(&self, agent: AgentId) -> f64 {
        self.log.handled[agent].iter().map(|stretch| (stretch.to - stretch.from).0 as f64).sum()
    }

    /// Tickets elsewhere that the agent had last.
    fn away(&self, agent: AgentId) -> usize {
        let away = |t: &&Ticket| matches!(t.place, Place::Pending(state, ..) if state != State::Resolved);
        self.tickets.iter().filter(away).filter(|t| t.owner == Some(agent)).count()
    }

    /// Of a ticket's credit what an agent earns.
    fn share(&self, agent: &Agent) -> f64 {
        let mut pools: Vec<(&Agent, usize)> = Vec::new();
        for a in &self.agents {
            match pools.iter_mut().find(|(first, _)| self.are_pooled(first, a)) {
                Some((_, n)) => *n += 1,
                None => pools.push((a, 1)),
            }
        }
        agent.speed / pools.iter().map(|(a, n)| a.speed * *n as f64).sum::<f64>()
    }

    fn by_rule(&self, possible: &[AgentId], t: &Ticket) -> AgentId {
        let least = |score: &dyn Fn(AgentId, &Agent) -> f64| {
            let mut best: Option<(f64, Time, AgentId)> = None;
            for a in possible {
                let since = self.agents[*a].idle.unwrap_or(Time::NEVER);
                let this = (score(*a, &self.agents[*a]), since, *a);
                if best.is_none_or(|b| this < b) {
                    best = Some(this);
                }
            }
            best.expect("somebody").2
        };
        let fewest =
            |count: &dyn Fn(AgentId) -> i64| *possible.iter().min_by_key(|a| (count(**a), **a)).expect("somebody");
        let scope = |a: &Agent| self.model.scopes.get(a.role, t.kind).expect("in scope");
        let kinds = |a: &Agent| {
            let kinds = 0..self.model.kinds.len();
            kinds.filter(|k| self.model.scopes.get(a.role, *k).is_some()).count() as f64
        };
        let salary = |a: &Agent| {
            let groups = self.model.groups.iter().filter(|g| g.role == a.role);
            let paid: f64 = groups.clone().map(|g| g.agents as f64 * g.salary).sum();
            paid / groups.map(|g| g.agents as f64).sum::<f64>()
        };
        match self.rules.agent_rule.as_str() {
            "longest-idle" => least(&|_, _| 0.0),
            "fixed-order" => possible[0],
            "round-robin" => {
                let after = self.last_assigned.map_or(0, |a| a + 1);
                let next = possible.iter().find(|a| **a >= after);
                *next.unwrap_or(&possible[0])
            }
            "role-first" => least(&|_, a| f64::from(u8::from(Some(a.role) != self.rules.first_role))),
            "fewest-kinds-first" => least(&|_, a| kinds(a)),
            "most-kinds-first" => least(&|_, a| -kinds(a)),
            "fastest-first" => least(&|_, a| scope(a).work.mean / a.speed),
            "slowest-first" => least(&|_, a| -scope(a).work.mean / a.speed),
            "best-skill" => least(&|_, a| -scope(a).resolve),
            "cheapest-first" if self.model.policy.agent_rule.get("per") == Some("ticket") => {
                least(&|_, a| salary(a) * (scope(a).work.mean / a.speed))
            }
            "cheapest-first" => least(&|_, a| salary(a)),
            "most-idle" => {
                let idle = |a: &Agent| self.agents.iter().filter(|b| b.idle.is_some() && self.are_pooled(a, b)).count();
                least(&|_, a| -(idle(a) as f64))
            }
            "least-busy" => least(&|_, a| a.busy_then),
            "weighted-round-robin" => {
                let assigned: u64 = self.agents.iter().map(|a| a.given).sum();
                least(&|_, a| -(assigned as f64 * self.share(a) - a.given as f64))
            }
            "shortest-queue" => fewest(&|a| self.holds(a) as i64),
            "fewest-open" => fewest(&|a| (self.holds(a) - self.pending_that_counts(a) + self.away(a)) as i64),
            "most-spare" => fewest(&|a| {
                let hold = self.model.groups[self.agents[a].group].hold;
                self.holds(a) as i64 - i64::from(hold.open_limit.unwrap_or(hold.at_once))
            }),
            "earliest-released" => *possible.iter().min_by_key(|a| (self.agents[**a].release, **a)).expect("somebody"),
            "random-idle" => (self.chosen)(t.number, t.starts).expect("the engine starts it with somebody"),
            other => unreachable!("{other}"),
        }
    }
}
