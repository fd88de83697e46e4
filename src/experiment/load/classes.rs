//! Tickets alike for the programme, the ways to attempt them, and those that no way finishes.

use super::looks::{looks, seen};
use super::volume::{Volume, weekly};
use super::{Reason, Unservable, Unsolved, on_call, programme};
use crate::engine::{Eligibility, PoolSet};
use crate::model::{Again, Escalation, Kind, KindId, Model, Role, RoleId, SiteId};
use std::collections::BTreeMap;

/// Tickets that differ in nothing the programme sees.
#[derive(Clone, Debug)]
pub(super) struct Class {
    pub kind: KindId,
    pub hands: bool,
    pub systemic: bool,
    /// Where, if it needs hands.
    pub site: SiteId,
    /// The role it was escalated to; `None` on arrival.
    pub to: Option<RoleId>,
    /// Arrivals a week; 0 after an escalation.
    pub arrivals: f64,
    /// Who may attempt it.
    pub ways: Vec<Way>,
    /// Nobody can finish these: they leave the programme.
    pub void: bool,
}

impl Class {
    /// What decides who may take it.
    fn key(&self) -> Key {
        let Class { kind, hands, systemic, site, to, .. } = *self;
        Key { kind, really: kind, hands, afar: false, systemic, to, site }
    }
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
    /// A first attempt, not one after an escalation or one that only finds out what the ticket is.
    pub first: bool,
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

/// What makes tickets alike, as they look to the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// Kind it is worked on as.
    pub kind: KindId,
    /// Kind it is.
    pub really: KindId,
    /// Known to need hands.
    pub hands: bool,
    /// Needs hands, and nobody knows.
    pub afar: bool,
    pub systemic: bool,
    pub to: Option<RoleId>,
    pub site: SiteId,
}

impl Key {
    /// Whether somebody may take it at its arrival.
    pub fn is_served(&self, eligibility: &Eligibility) -> bool {
        eligibility.at_arrival(self.kind, self.hands, self.systemic, self.site).is_some()
    }

    /// The same, seen to need hands if it does.
    pub fn at_hand(self) -> Key {
        Key { hands: self.hands || self.afar, afar: false, ..self }
    }
}

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
        let sites = &model.sites;
        let hands_matter = sites.anybody_travels()
            || !sites.visits_between
            || model.lifecycle.remote_first.is_some()
            || !staffed(|r| r.visits);
        let causes_matter = !staffed(|r| r.systemic);
        let mut keys = Keys::default();
        for (k, kind) in model.kinds.iter().enumerate() {
            // A ticket that needs hands at one user's desk is not systemic.
            for (hands, systemic, site) in model.needs().filter(|(hands, systemic, _)| !hands || !systemic) {
                let share = |matters: bool, flag: bool, p: f64| match (matters, flag) {
                    (true, true) => p,
                    (true, false) => 1.0 - p,
                    (false, flag) => f64::from(!flag),
                };
                let hands_share = share(hands_matter, hands, kind.hands);
                let cause = if hands_matter { kind.systemic } else { kind.systemic * (1.0 - kind.hands) };
                let cause_share = if hands { 1.0 } else { share(causes_matter, systemic, cause) };
                let there = if hands { sites.sites[site].share } else { 1.0 };
                let arrivals = volumes[k].tickets * hands_share * cause_share * there;
                let is = Key { kind: k, really: k, hands, afar: false, systemic, to: None, site };
                for (key, share) in looks(model, eligibility, is).into_iter().filter(|(_, s)| arrivals * s > 0.0) {
                    let class = keys.place(key);
                    keys.arrivals[class] += arrivals * share;
                }
            }
        }
        let mut list: Vec<Class> = Vec::new();
        while list.len() < keys.all.len() {
            let key = keys.all[list.len()];
            let mut ways = Vec::new();
            for server in servers(eligibility, key).iter() {
                let (Some(pool), server) = (position[server], &eligibility.pools[server]) else { continue };
                let (seen, found) = seen(model, eligibility, server.role, key);
                let Some(scope) = model.scopes.get(server.role, seen.kind) else { continue };
                let mean = scope.work.mean / 3600.0;
                let visit = if seen.hands { 2.0 * sites.way(server.site, seen.site).hours() } else { 0.0 };
                if let Some((share, found)) = found {
                    let work = share * volumes[key.really].content(mean) / server.speed;
                    let next = Some((keys.place(found), 1.0));
                    ways.push(Way { pool, work, travel: visit, next, first: false });
                    continue;
                }
                let Key { kind, hands, systemic, to, site, .. } = seen;
                let onward = |e: &Escalation| eligibility.escalated(e.role, e.kind, hands, systemic, site).is_some();
                let next = scope.escalation.filter(|e| scope.resolve < 1.0 && onward(e)).map(|e| {
                    let key = Key { kind: e.kind, really: e.kind, to: Some(e.role), ..seen };
                    (keys.place(key), 1.0 - scope.resolve)
                });
                // Attempts that end in another visit, or in a reopening, are repeated until one escalates or is the last.
                let last = 1.0 - next.map_or(0.0, |(_, share)| share);
                let repeats = 1.0 / (1.0 - last * recurs(&model.kinds[kind]));
                let next = next.map(|(class, share)| (class, share * repeats));
                // Only a first attempt is interrupted; what is left of it takes a second visit.
                let (work, visits) = match to {
                    None => (volumes[kind].content(mean), 1.0 + model.kinds[kind].pending),
                    Some(_) => (mean, 1.0),
                };
                let wrap_up = model.kinds[kind].wrap_up.as_ref().map_or(0.0, |law| law.mean / 3600.0);
                let work = repeats * (work / server.speed + wrap_up);
                ways.push(Way { pool, work, travel: repeats * visits * visit, next, first: to.is_none() });
            }
            let Key { really: kind, systemic, to, site, .. } = key;
            let hands = key.hands || key.afar;
            list.push(Class { kind, hands, systemic, site, to, arrivals: 0.0, ways, void: false });
        }
        for (class, arrivals) in list.iter_mut().zip(keys.arrivals) {
            class.arrivals = arrivals;
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
                    let pools = servers(eligibility, class.key());
                    per_week *= 1.0 - on_call::share(model, eligibility, pools, class.kind);
                }
                if per_week <= 1e-9 * total {
                    continue;
                }
                unservable.push(Unservable {
                    kind: class.kind,
                    hands: class.hands,
                    systemic: class.systemic,
                    site: class.site,
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

/// All sorts of tickets met so far, each with its arrivals a week.
#[derive(Default)]
struct Keys {
    known: BTreeMap<Key, usize>,
    all: Vec<Key>,
    arrivals: Vec<f64>,
}

impl Keys {
    /// The place of a sort.
    fn place(&mut self, key: Key) -> usize {
        *self.known.entry(key).or_insert_with(|| {
            self.all.push(key);
            self.arrivals.push(0.0);
            self.all.len() - 1
        })
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
fn servers(eligibility: &Eligibility, Key { kind, hands, systemic, to, site, .. }: Key) -> PoolSet {
    let class = match to {
        None => eligibility.at_arrival(kind, hands, systemic, site),
        Some(role) => eligibility.escalated(role, kind, hands, systemic, site),
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
