//! The ticket rules from their definitions: everything that waits is looked at.

use super::{Agent, Place, Ticket, Twin};
use crate::roster;
use desksim::model::{AgentId, Clock, Model, Rank};
use desksim::units::Time;

/// A ticket rule and its parameters.
pub(super) struct TicketRule {
    name: String,
    number: f64,
    other: f64,
}

impl TicketRule {
    /// `None` if it decides by chance.
    pub fn of(model: &Model) -> Option<Self> {
        let rule = &model.policy.ticket_rule;
        let number = |name: &str, usual: f64| rule.get(name).map_or(usual, |text| text.parse().expect("a number"));
        let factor = number("priority_factor", 1.0);
        let (one, other) = match rule.name.as_str() {
            "random-order" => return None,
            "affine-score" => (number("priority_minutes", 120.0), number("tried_minutes", 60.0)),
            "accumulating-priority" => (number("step_hours", 4.0), 0.0),
            "generalised-c-mu" => (number("power", 2.0), factor),
            "cherry-pick" => (number("among", 10.0), 0.0),
            "priority" | "fifo" | "lifo" | "longest-queue" | "queue-ratio" | "earliest-due" | "least-slack"
            | "shortest-work" | "highest-value" | "stay-on-kind" => (0.0, 0.0),
            "weighted-queue" | "weighted-wait" | "c-mu" => (0.0, factor),
            other => panic!("the twin does not know `{other}`"),
        };
        Some(TicketRule { name: rule.name.clone(), number: one, other })
    }
}

impl Twin<'_> {
    fn business_hours(&self, from: Time, to: Time) -> f64 {
        self.model.business_hours.elapsed(from, to).0 as f64 / 3.6e9
    }

    /// Hours an agent is expected to work on a ticket.
    fn expected(&self, agent: &Agent, t: &Ticket) -> f64 {
        let scope = self.model.scopes.get(agent.role, t.kind).expect("in scope");
        scope.work.mean / 3600.0 / roster::speed(&self.model.groups[agent.group], self.now)
    }

    fn number_waiting(&self, kind: usize) -> f64 {
        self.tickets.iter().filter(|t| t.kind == kind && matches!(t.place, Place::Waiting(..))).count() as f64
    }

    fn due(&self, t: &Ticket) -> Option<Time> {
        let limit = self.model.targets[t.really][usize::from(t.priority)].resolution?;
        let hours = &self.model.business_hours;
        Some(match limit.clock {
            Clock::Calendar => t.arrived + limit.within,
            Clock::Business => hours.after(t.arrived, limit.within),
            Clock::BusinessLessPauses => hours.after(t.arrived, limit.within + t.paused),
        })
    }

    /// What the rule puts first, the lowest before all else.
    pub(super) fn first(&self, agent: &Agent, t: &Ticket) -> f64 {
        let TicketRule { name, number, other } = &self.rules.ticket_rule;
        let steps = self.model.priorities as i32 - 1 - i32::from(t.priority);
        let kind = &self.model.kinds[t.kind];
        let (wait, weight) = (self.business_hours(t.joined, self.now), kind.weight * other.powi(steps));
        match name.as_str() {
            "priority" => f64::from(t.priority),
            "fifo" | "lifo" | "cherry-pick" => 0.0,
            "longest-queue" => -self.number_waiting(t.kind),
            "weighted-queue" => -(self.number_waiting(t.kind) * weight),
            "weighted-wait" => -(wait * weight),
            "affine-score" => {
                -(60.0 * wait * kind.weight + number * f64::from(steps) + if t.hop > 0 { *other } else { 0.0 })
            }
            "accumulating-priority" => (f64::from(t.priority) - (wait / number).floor()).max(0.0),
            "c-mu" => -(weight / self.expected(agent, t)),
            "generalised-c-mu" => -(weight * number * libm::pow(wait, number - 1.0) / self.expected(agent, t)),
            "queue-ratio" => {
                let all: f64 = self.model.kinds.iter().map(|k| k.weight).sum();
                let waiting: f64 = (0..self.model.kinds.len()).map(|k| self.number_waiting(k)).sum();
                -(self.number_waiting(t.kind) - kind.weight / all * waiting)
            }
            "earliest-due" => self.due(t).map_or(f64::INFINITY, |due| due.0 as f64),
            "least-slack" => self.due(t).map_or(f64::INFINITY, |due| {
                self.model.business_hours.clock(due).0 as f64 / 3.6e9 - self.expected(agent, t)
            }),
            "shortest-work" => self.expected(agent, t),
            "highest-value" => -(kind.blocking * kind.affected_users),
            "stay-on-kind" => f64::from(u8::from(agent.last_kind != Some(t.kind))),
            other => unreachable!("{other}"),
        }
    }

    /// What it puts first among equals of the same rank, before the longest wait.
    fn then(&self, agent: &Agent, t: &Ticket) -> f64 {
        match self.rules.ticket_rule.name.as_str() {
            "lifo" => -(t.joined.0 as f64),
            "cherry-pick" => self.expected(agent, t),
            _ => 0.0,
        }
    }

    /// Those among which the rule looks.
    fn looked_at<'t>(&self, mut waiting: Vec<(Rank, &'t Ticket)>) -> Vec<(Rank, &'t Ticket)> {
        if self.rules.ticket_rule.name == "cherry-pick" {
            waiting.sort_by_key(|(_, t)| (t.joined, t.number));
            waiting.truncate(self.rules.ticket_rule.number as usize);
        }
        waiting
    }

    /// The ticket of those that wait for anybody that the rule gives an agent who may take them under these ranks.
    pub(super) fn first_of_anybody<'t>(&self, agent: &Agent, waiting: Vec<(Rank, &'t Ticket)>) -> Option<&'t Ticket> {
        let easiest = self.rules.ticket_rule.name == "cherry-pick";
        let key = |(rank, t): &(Rank, &Ticket)| {
            let rank = f64::from(u8::from(*rank == Rank::Secondary));
            let (far, first, then) =
                (f64::from(u8::from(self.is_far(agent, t))), self.first(agent, t), self.then(agent, t));
            match (easiest, self.model.policy.rank_first) {
                (true, _) => [then, rank, far, 0.0],
                (false, true) => [rank, first, far, then],
                (false, false) => [first, rank, far, then],
            }
        };
        let all = self.looked_at(waiting).into_iter();
        all.min_by(|a, b| {
            key(a).partial_cmp(&key(b)).expect("numbers").then((a.1.joined, a.1.number).cmp(&(b.1.joined, b.1.number)))
        })
        .map(|(_, t)| t)
    }

    /// The ticket of the own queue.
    pub(super) fn first_own(&self, agent: AgentId) -> Option<&Ticket> {
        let a = &self.agents[agent];
        let own = self.tickets.iter().filter(|t| t.pile() == Some(agent)).map(|t| (Rank::Primary, t)).collect();
        let key = |t: &Ticket| [self.first(a, t), self.then(a, t)];
        let all = self.looked_at(own).into_iter().map(|(_, t)| t);
        all.min_by(|a, b| {
            key(a).partial_cmp(&key(b)).expect("numbers").then((a.joined, a.number).cmp(&(b.joined, b.number)))
        })
    }
}
