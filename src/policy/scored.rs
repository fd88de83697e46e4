//! Ticket rules that score what waits each time an agent is free.
//!
//! Only the first ticket of every lane is scored: a rule puts tickets into one lane whose order among them time does not change.
//! A decision costs as much as there are lanes with a ticket, however many tickets wait.

use super::{Parameter, Value};
use crate::engine::{Agent, ClassSet, Desk, Entry, Lane, Order, Ticket, TicketRule, Waiting};
use crate::model::AgentId;
use std::cmp::Ordering;

/// How much a ticket that waits is wanted.
pub(super) trait Score: Send {
    /// The lane of a ticket. By default one for each kind and priority.
    fn lane(&self, ticket: &Ticket, desk: &Desk) -> Lane {
        (ticket.kind * desk.model.priorities + usize::from(ticket.priority)) as Lane
    }

    /// How the tickets of a lane are kept.
    fn order(&self) -> Order {
        Order::Wait
    }

    /// The place of a ticket in its lane, if lanes are kept by it.
    fn key(&self, _: &Ticket, _: &Desk) -> i64 {
        0
    }

    /// By how much an agent who is free now wants a ticket: the highest goes first. Among equals own work goes before helping out, the
    /// own site before others, and the longest wait.
    fn score(&self, agent: &Agent, ticket: &Ticket, desk: &Desk) -> f64;
}

/// A ticket rule by its score.
pub(super) struct Scored<S>(pub S);

impl<S: Score> Scored<S> {
    fn own_score(&self, agent: AgentId, entry: Entry, desk: &Desk) -> f64 {
        self.0.score(&desk.agents[agent], desk.ticket(entry.ticket), desk)
    }
}

impl<S: Score> TicketRule for Scored<S> {
    fn lane(&self, ticket: &Ticket, desk: &Desk) -> Lane {
        self.0.lane(ticket, desk)
    }
    fn order(&self) -> Order {
        self.0.order()
    }
    fn key(&self, ticket: &Ticket, desk: &Desk) -> i64 {
        self.0.key(ticket, desk)
    }
    fn pick(&mut self, agent: AgentId, classes: ClassSet, desk: &Desk) -> Option<Waiting> {
        let a = &desk.agents[agent];
        let all = desk.fronts(classes, a.pool).map(|w| (self.0.score(a, desk.ticket(w.entry.ticket), desk), w));
        let order = |(one, w): &(f64, Waiting), (other, v): &(f64, Waiting)| {
            let by_rank = if desk.model.policy.rank_first { w.rank.cmp(&v.rank) } else { Ordering::Equal };
            let rest =
                (w.rank, w.far, w.entry.joined, w.entry.number).cmp(&(v.rank, v.far, v.entry.joined, v.entry.number));
            by_rank.then(other.total_cmp(one)).then(rest)
        };
        all.min_by(order).map(|(_, w)| w)
    }
    fn pick_own(&mut self, agent: AgentId, desk: &Desk) -> Option<(Lane, Entry)> {
        let all = desk.personal[agent].heads().map(|(lane, e)| (self.own_score(agent, e, desk), lane, e));
        let order = |(one, _, e): &(f64, Lane, Entry), (other, _, f): &(f64, Lane, Entry)| {
            other.total_cmp(one).then((e.joined, e.number).cmp(&(f.joined, f.number)))
        };
        all.min_by(order).map(|(_, lane, entry)| (lane, entry))
    }
    fn own_first(&self, agent: AgentId, own: (Lane, Entry), other: &Waiting, desk: &Desk) -> bool {
        self.own_score(agent, own.1, desk) >= self.own_score(agent, other.entry, desk)
    }
}

/// Business hours that a ticket has waited in its present queue.
pub(super) fn wait_hours(ticket: &Ticket, desk: &Desk) -> f64 {
    desk.model.business_hours.elapsed(ticket.joined, desk.now).0 as f64 / 3.6e9
}

/// Expected hours of an attempt by an agent on a kind of tickets, the way to the user not counted; infinite out of scope.
pub(super) fn work_hours(agent: &Agent, ticket: &Ticket, desk: &Desk) -> f64 {
    let scope = desk.model.scopes.get(agent.role, ticket.kind);
    scope.map_or(f64::INFINITY, |scope| scope.work.mean / 3600.0 / agent.speed)
}

/// What an hour of waiting of a ticket counts: the weight of its kind, times the factor for each priority it is above the lowest.
pub(super) fn weight(ticket: &Ticket, factor: f64, desk: &Desk) -> f64 {
    let above = desk.model.priorities as i32 - 1 - i32::from(ticket.priority);
    desk.model.kinds[ticket.kind].weight * factor.powi(above)
}

/// The parameter of rules that weigh priorities too.
pub(super) const PRIORITY_FACTOR: Parameter = Parameter {
    name: "priority_factor",
    value: Value::Number(0.01, 1000.0),
    default: Some("1"),
    meaning: "by how much a priority counts more than the one below it; 1 for not at all",
};
