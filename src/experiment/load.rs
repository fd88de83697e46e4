//! Offered load against capacity, worked out before anything is run: [`Load::of`].
//!
//! Whoever shares out the tickets, some split of the work among those who may do it keeps the busiest people least busy.
//! A linear programme finds it. Its value `rho` is the share of their time on tickets that the busiest people then work:
//! above 1 no routing policy can keep up. At most 1 is necessary, not sufficient, for a steady backlog: the programme
//! sees weekly totals, neither the hour at which tickets come nor chance.
//!
//! Who may do what, and where an attempt that does not resolve goes, is asked of the engine itself ([`Eligibility`]).
//! Further visits and reopened tickets count as attempts by whoever made the first, work that only finds out what a ticket is as
//! repeats. Left out: patience and waiting places (a user who goes away takes the rest of the work along), hand-over, what is lost
//! by interruptions, major incidents, overtime (an agent who finishes the work in hand after the shift) and people on call, whose
//! hours are no capacity though the tickets they are called out for count as served; all of which a run shows.

mod bottleneck;
mod classes;
mod hours;
mod looks;
mod on_call;
mod programme;
#[cfg(test)]
mod tests;
mod volume;
mod words;

use crate::engine::Eligibility;
use crate::model::{GroupId, Kind, KindId, Model, RoleId, SiteId};
use std::fmt;

pub use bottleneck::{Bottleneck, KindShare};
pub use on_call::on_call;

/// Above this occupancy at the best split, small swings of demand make long queues.
pub const TIGHT: f64 = 0.95;

/// Relative accuracy of the programme's answers.
const ACCURACY: f64 = 1e-6;

/// The load of a desk at the split of its work that keeps the busiest people least busy; among those splits, one with
/// the least work. A week is a calendar week.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// Least share of available hours that the busiest people work, >= 0; above 1 the team cannot carry the work.
    /// Only tickets somebody can serve count.
    pub rho: f64,
    /// Tickets that arrive in an average week of those measured, with those that nobody can serve.
    pub tickets_per_week: f64,
    /// The work of a week at the best split.
    pub work: Work,
    /// The people's week.
    pub people: People,
    /// Agents alike (same role, speed and site), those of [`Eligibility::pools`] that have any hours on tickets.
    pub pools: Vec<PoolLoad>,
    /// Whose hours limit the desk; `None` if there is no work.
    pub bottleneck: Option<Bottleneck>,
    /// Tickets that nobody can finish however they are routed, by kind.
    pub unservable: Vec<Unservable>,
    /// Tickets a calendar day (a seventh of a week) by which the backlog grows at least, >= 0: what is left of the
    /// servable tickets when the team resolves as many as it can. 0 unless [`rho`](Self::rho) > 1.
    pub growth_per_day: f64,
}

/// What the tickets of a week ask for, in hours of the agents who do it (work content / speed, and travel).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Work {
    /// Tickets a week that come to a first attempt: all but those nobody can serve.
    pub first_attempts: f64,
    /// Hours a week of first attempts, without travel.
    pub first_hours: f64,
    /// Hours a week of attempts after an escalation, and of work that only finds out what a ticket is, without travel.
    pub repeat_hours: f64,
    /// Hours a week there and back.
    pub travel_hours: f64,
}

/// The team's week.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct People {
    /// Head count.
    pub agents: usize,
    /// Paid hours a week of all agents.
    pub paid_hours: f64,
    /// Hours on tickets of all agents in an average measured week: paid hours less shrinkage and what dates take away.
    pub available_hours: f64,
}

/// Agents alike and their share of the work.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolLoad {
    /// Their role.
    pub role: RoleId,
    /// Their speed.
    pub speed: f64,
    /// Their site.
    pub site: SiteId,
    /// Groups they are from, in order.
    pub groups: Vec<GroupId>,
    /// How many of them have hours on tickets.
    pub agents: usize,
    /// Hours an average measured week has them on tickets, > 0; while new people learn, as many as theirs are worth at full
    /// speed.
    pub available_hours: f64,
    /// Hours a week they work at the best split, travel included.
    pub work_hours: f64,
}

/// Tickets that nobody can finish.
#[derive(Clone, Debug, PartialEq)]
pub struct Unservable {
    /// Their kind.
    pub kind: KindId,
    /// Whether they need hands on site.
    pub hands: bool,
    /// Whether their cause is systemic.
    pub systemic: bool,
    /// Where, if they need hands.
    pub site: SiteId,
    /// The role they have been escalated to, if that is where they get stuck.
    pub escalated_to: Option<RoleId>,
    /// How many a week get stuck at least, > 0; those somebody may be called out for do not count.
    pub per_week: f64,
    /// Why.
    pub reason: Reason,
}

/// Why nobody can finish a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No role has the kind in its scope.
    NotInScope,
    /// No role with the kind in its scope visits users.
    NobodyVisits,
    /// No role with the kind in its scope takes systemic causes.
    NobodySystemic,
    /// No role with the kind in its scope both visits and takes systemic causes.
    NobodyBoth,
    /// The roles that may take it have no agents.
    NoAgents,
    /// The agents who may take it have no hours on tickets.
    NoHours,
    /// It is escalated in a circle, or to people who cannot take it, and never resolved on the way.
    NeverResolved,
}

/// The linear programme could not be solved, or its answer not verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsolved(String);

impl fmt::Display for Unsolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the load of the desk could not be worked out: {}", self.0)
    }
}

impl std::error::Error for Unsolved {}

impl Load {
    /// Works out the load of a desk.
    ///
    /// # Errors
    /// [`Unsolved`] if the solver fails, or if primal and dual programme disagree by more than 1e-6 relative: their
    /// equality is the proof that `rho` is least.
    ///
    /// # Panics
    /// As [`Eligibility::new`], on a desk with too many pools or classes.
    pub fn of(model: &Model) -> Result<Load, Unsolved> {
        let eligibility = Eligibility::new(model);
        let (pools, position) = pools(model, &eligibility);
        let mut classes = classes::Classes::of(model, &eligibility, &position);
        let unservable = classes.take_unservable(model, &eligibility)?;
        let capacity: Vec<f64> = pools.iter().map(|p| p.available_hours).collect();
        let rho = programme::least_rho(&classes, &capacity)?;
        let prices = programme::prices(&classes, &capacity)?;
        prices.certify(rho)?;
        let split = programme::least_work(&classes, &capacity, rho)?;
        let growth = if rho > 1.0 + ACCURACY { programme::least_left(&classes, &capacity)? / 7.0 } else { 0.0 };
        let mut load = Load {
            rho,
            tickets_per_week: volume::weekly(model).iter().map(|v| v.tickets).sum(),
            work: Work::default(),
            people: people(model),
            pools,
            bottleneck: None,
            unservable,
            growth_per_day: growth,
        };
        load.share_out(&classes, &split);
        load.bottleneck = Bottleneck::of(&load.pools, &classes, &split, &prices);
        Ok(load)
    }

    /// Hours of work a week at the best split.
    pub fn work_hours_per_week(&self) -> f64 {
        self.work.first_hours + self.work.repeat_hours + self.work.travel_hours
    }

    /// Share of all available hours that the work takes, over all agents; 0 without any hours.
    pub fn occupancy(&self) -> f64 {
        ratio(self.work_hours_per_week(), self.people.available_hours)
    }

    /// Share of the available hours of a role that its people work at the best split; `None` if it has no such hours.
    pub fn role_occupancy(&self, role: RoleId) -> Option<f64> {
        let of_role = || self.pools.iter().filter(|p| p.role == role);
        let hours: f64 = of_role().map(|p| p.available_hours).sum();
        (hours > 0.0).then(|| of_role().map(|p| p.work_hours).sum::<f64>() / hours)
    }

    /// Whether no routing policy can keep up with the tickets that somebody can serve.
    pub fn is_overload(&self) -> bool {
        self.rho > 1.0 + ACCURACY
    }

    /// Whether the backlog must grow: the team cannot keep up, and of the tickets in the bottleneck no user gives up, none is
    /// lost for want of a place to wait, and none comes from users who wait for its end before they send another.
    pub fn must_grow(&self, model: &Model) -> bool {
        let waits = |kind: &Kind| {
            let lost = model.lifecycle.places.is_some() && kind.course.needs_place;
            kind.patience.is_none() && !lost && kind.course.population.is_none()
        };
        let for_ever = |b: &Bottleneck| b.kinds.iter().all(|k| waits(&model.kinds[k.kind]));
        self.is_overload() && self.bottleneck.as_ref().is_none_or(for_ever)
    }

    fn share_out(&mut self, classes: &classes::Classes, split: &programme::Split) {
        for (class, attempts) in classes.list.iter().zip(&split.attempts) {
            for (way, attempts) in class.ways.iter().zip(attempts) {
                self.pools[way.pool].work_hours += attempts * way.hours();
                self.work.travel_hours += attempts * way.travel;
                if way.first {
                    self.work.first_attempts += attempts;
                    self.work.first_hours += attempts * way.work;
                } else {
                    self.work.repeat_hours += attempts * way.work;
                }
            }
        }
    }
}

impl Work {
    /// Mean minutes of a first attempt, without travel; 0 without any.
    pub fn first_minutes(&self) -> f64 {
        ratio(self.first_hours * 60.0, self.first_attempts)
    }
}

impl People {
    /// Hours a week that are paid and not on tickets.
    pub fn shrinkage_hours(&self) -> f64 {
        self.paid_hours - self.available_hours
    }

    /// Share of paid time not on tickets, 0 to 1; 0 if nothing is paid.
    pub fn shrinkage(&self) -> f64 {
        ratio(self.shrinkage_hours(), self.paid_hours)
    }
}

impl PoolLoad {
    /// Share of their available hours that they work, >= 0.
    pub fn occupancy(&self) -> f64 {
        self.work_hours / self.available_hours
    }
}

fn ratio(a: f64, b: f64) -> f64 {
    if b > 0.0 { a / b } else { 0.0 }
}

fn people(model: &Model) -> People {
    let mut people = People { agents: model.agents(), ..People::default() };
    for hours in model.groups.iter().map(|g| hours::hours(model, g)) {
        people.paid_hours += hours.paid;
        people.available_hours += hours.available;
    }
    people
}

/// The pools with hours on tickets, and where each of the engine's pools is among them.
fn pools(model: &Model, eligibility: &Eligibility) -> (Vec<PoolLoad>, Vec<Option<usize>>) {
    let mut pools: Vec<PoolLoad> = eligibility
        .pools
        .iter()
        .map(|p| PoolLoad {
            role: p.role,
            speed: p.speed,
            site: p.site,
            groups: Vec::new(),
            agents: 0,
            available_hours: 0.0,
            work_hours: 0.0,
        })
        .collect();
    for (g, group) in model.groups.iter().enumerate() {
        let hours = hours::hours(model, group).worth;
        let alike = |p: &&mut PoolLoad| p.role == group.role && p.speed == group.speed && p.site == group.site;
        if let Some(pool) = pools.iter_mut().find(alike).filter(|_| hours > 0.0) {
            pool.groups.push(g);
            pool.agents += group.agents;
            pool.available_hours += hours;
        }
    }
    let mut next = 0..;
    let position = pools.iter().map(|p| if p.agents > 0 { next.next() } else { None }).collect();
    pools.retain(|p| p.agents > 0);
    (pools, position)
}
