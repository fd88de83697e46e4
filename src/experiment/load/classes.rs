//! Tickets alike for the programme, the ways to attempt them, and those that no way finishes.

use super::volume::{Volume, weekly};
use super::{Reason, Unservable, Unsolved, on_call, programme};
use crate::engine::{Eligibility, PoolSet};
use crate::model::{Again, Escalation, Kind, KindId, Model, Role, RoleId};
use std::collections::BTreeMap;

/// Tickets that differ in nothing the programme sees.
#[derive(Clone, Debug)]
pub(super) struct Class {
    pub kind: KindId,
    pub hands: bool,
    pub systemic: bool,
    /// The role it was escalated to; `None` on arrival.
    pub to: Option<RoleId>,
    /// Arrivals a week; 0 after an escalation.
    pub arrivals: f64,
    /// Who may attempt it.
    pub ways: Vec<Way>,
    /// Nobody can finish these: they leave the programme.
    pub void: bool,
}

/// An attempt on a class by a pool.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// Position among the pools with hours.
    pub pool: usize,
    /// Hours of work of one attempt, wrap-up included.
    pub work: f64,
    /// Hours of travel of one attempt.
    pub travel: f64,
    /// The class that an attempt which does not resolve leads to, with the probability of that.
    pub next: Option<(usize, f64)>,
}

impl Way {
    /// Hours of an attempt.
    pub fn hours(&self) -> f64 {
        self.work + self.travel
    }
}

/// All classes that tickets of the desk can be in.
#[derive(Clone, Debug)]
pub(super) struct Classes {
    pub list: Vec<Class>,
}

type Key = (KindId, bool, bool, Option<RoleId>);

impl Classes {
    /// Classes reached from the arrivals of an average week; `position` leads from the engine's pools to those with
    /// hours.
    pub fn of(model: &Model, eligibility: &Eligibility, position: &[Option<usize>]) -> Classes {
        let volumes = weekly(model);
        // Tickets that everybody on the desk treats alike are one class: the programmes stay small.
        let staffed = |pick: fn(&Role) -> bool| {
            let mut pools = eligibility.pools.iter().filter(|p| p.agents > 0);
            pools.all(|p| pick(&model.roles[p.role]))
        };
        let hands_matter = model.travel.0 > 0 || !staffed(|r| r.visits);
        let causes_matter = !staffed(|r| r.systemic);
        let mut known: BTreeMap<Key, usize> = BTreeMap::new();
        let mut keys: Vec<(Key, f64)> = Vec::new();
        for (k, kind) in model.kinds.iter().enumerate() {
            // A ticket that needs hands at one user's desk is not systemic.
            for (hands, systemic) in [(false, false), (false, true), (true, false)] {
                let share = |matters: bool, flag: bool, p: f64| match (matters, flag) {
                    (true, true) => p,
                    (true, false) => 1.0 - p,
                    (false, flag) => f64::from(!flag),
                };
                let hands_share = share(hands_matter, hands, kind.hands);
                let cause = if hands_matter { kind.systemic } else { kind.systemic * (1.0 - kind.hands) };
                let cause_share = if hands { 1.0 } else { share(causes_matter, systemic, cause) };
                let arrivals = volumes[k].tickets * hands_share * cause_share;
                if arrivals > 0.0 {
                    known.insert((k, hands, systemic, None), keys.len());
                    keys.push(((k, hands, systemic, None), arrivals));
                }
            }
        }
        let mut list: Vec<Class> = Vec::new();
        while list.len() < keys.len() {
            let (key, arrivals) = keys[list.len()];
            let (kind, hands, systemic, to) = key;
            let mut ways = Vec::new();
            for server in servers(eligibility, key).iter() {
                let (Some(pool), server) = (position[server], &eligibility.pools[server]) else { continue };
                let Some(scope) = model.scopes.get(server.role, kind) else { continue };
                let onward = |e: &Escalation| eligibility.escalated(e.role, e.kind, hands, systemic).is_some();
                let next = scope.escalation.filter(|e| scope.resolve < 1.0 && onward(e)).map(|e| {
                    let key = (e.kind, hands, systemic, Some(e.role));
                    let class = *known.entry(key).or_insert_with(|| {
                        keys.push((key, 0.0));
                        keys.len() - 1
                    });
                    (class, 1.0 - scope.resolve)
                });
                // Attempts that end in another visit, or in a reopening, are repeated until one escalates or is the last.
                let last = 1.0 - next.map_or(0.0, |(_, share)| share);
                let repeats = 1.0 / (1.0 - last * recurs(&model.kinds[kind]));
                let next = next.map(|(class, share)| (class, share * repeats));
                let mean = scope.work.mean / 3600.0;
                // Only a first attempt is interrupted; what is left of it takes a second visit.
                let (work, visits) = match to {
                    None => (volumes[kind].content(mean), 1.0 + model.kinds[kind].pending),
                    Some(_) => (mean, 1.0),
                };
                let wrap_up = model.kinds[kind].wrap_up.as_ref().map_or(0.0, |law| law.mean / 3600.0);
                let travel = if hands { 2.0 * visits * model.travel.hours() } else { 0.0 };
                let work = repeats * (work / server.speed + wrap_up);
                ways.push(Way { pool, work, travel: repeats * travel, next });
            }
            list.push(Class { kind, hands, systemic, to, arrivals, ways, void: false });
        }
        Classes { list }
    }

    /// Arrivals a week that somebody can serve.
    pub fn arrivals(&self) -> f64 {
        let list = self.list.iter().filter(|c| !c.void);
        list.map(|c| c.arrivals).sum()
    }

    /// Takes the classes that nobody can finish out of the programme, and says why.
    pub fn take_unservable(&mut self, model: &Model, eligibility: &Eligibility) -> Result<Vec<Unservable>, Unsolved> {
        let never = |w: &Way| w.next.is_some_and(|(_, share)| share >= 1.0);
        let doubtful = |c: &Class| c.ways.is_empty() || c.ways.iter().any(never);
        if !self.list.iter().any(doubtful) {
            return Ok(Vec::new());
        }
        let stuck = programme::least_stuck(self)?;
        let total = self.arrivals();
        let mut unservable = Vec::new();
        for (class, per_week) in self.list.iter_mut().zip(stuck) {
            if per_week > 1e-9 * total {
                class.void = true;
                let mut per_week = per_week;
                if class.ways.is_empty() {
                    let pools = servers(eligibility, (class.kind, class.hands, class.systemic, class.to));
                    per_week *= 1.0 - on_call::share(model, eligibility, pools, class.kind);
                }
                if per_week <= 1e-9 * total {
                    continue;
                }
                unservable.push(Unservable {
                    kind: class.kind,
                    hands: class.hands,
                    systemic: class.systemic,
                    escalated_to: class.to,
                    per_week,
                    reason: reason(model, class),
                });
                class.ways.clear();
            }
        }
        Ok(unservable)
    }
}

/// Chance that an attempt that would be the last is followed by another visit or a reopening.
fn recurs(kind: &Kind) -> f64 {
    let chance = |again: &Option<Again>| again.as_ref().map_or(0.0, |a| a.chance);
    let revisit = chance(&kind.course.revisit);
    revisit + (1.0 - revisit) * chance(&kind.course.reopened)
}

impl Volume {
    /// Mean hours of a first attempt by somebody whose work content is `mean` where it is not recorded.
    fn content(&self, mean: f64) -> f64 {
        if self.known > 0.0 { (self.known_hours + (self.tickets - self.known) * mean) / self.tickets } else { mean }
    }
}

/// The engine's pools that may attempt a class, at its arrival or from the queue.
fn servers(eligibility: &Eligibility, (kind, hands, systemic, to): Key) -> PoolSet {
    let class = match to {
        None => eligibility.at_arrival(kind, hands, systemic),
        Some(role) => eligibility.escalated(role, kind, hands, systemic),
    };
    class.map_or(PoolSet::EMPTY, |id| {
        let class = &eligibility.classes[usize::from(id)];
        PoolSet(class.tiers[0].0 | class.tiers[1].0 | class.waiting.0)
    })
}

/// Why nobody can finish a class.
fn reason(model: &Model, class: &Class) -> Reason {
    if !class.ways.is_empty() {
        return Reason::NeverResolved;
    }
    let roles = 0..model.roles.len();
    let scoped: Vec<RoleId> = roles
        .filter(|r| model.scopes.get(*r, class.kind).is_some())
        .filter(|r| class.to.is_none_or(|to| to == *r))
        .collect();
    let visits = |r: &RoleId| !class.hands || model.roles[*r].visits;
    let systemic = |r: &RoleId| !class.systemic || model.roles[*r].systemic;
    let staffed = |r: RoleId| model.groups.iter().any(|g| g.role == r && g.agents > 0);
    if scoped.is_empty() {
        Reason::NotInScope
    } else if !scoped.iter().any(visits) {
        Reason::NobodyVisits
    } else if !scoped.iter().any(systemic) {
        Reason::NobodySystemic
    } else if !scoped.iter().any(|r| visits(r) && systemic(r)) {
        Reason::NobodyBoth
    } else if scoped.iter().any(|r| visits(r) && systemic(r) && staffed(*r)) {
        Reason::NoHours
    } else {
        Reason::NoAgents
    }
}
