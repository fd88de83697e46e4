//! Who may take what: pools of agents alike, and classes of tickets alike.
//!
//! Everything that decides who may work on a ticket is worked out once before the run, so that a decision only looks at
//! sets of bits.

use crate::model::{Group, KindId, Model, Overflow, Rank, RoleId, SiteId};
use std::fmt;

/// Position of a pool.
pub type PoolId = usize;
/// Position of an eligibility class.
pub type ClassId = u16;

/// The most pools, and the most classes, a desk may have.
pub const MAX_SETS: usize = 64;

macro_rules! bit_set {
    ($(#[$doc:meta])* $name:ident, $item:ty) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub u64);

        impl $name {
            /// None at all.
            pub const EMPTY: $name = $name(0);
            /// All there may be.
            pub const ALL: $name = $name(u64::MAX);
            /// Adds a member.
            #[inline]
            pub fn insert(&mut self, item: $item) {
                self.0 |= 1 << item;
            }
            /// Removes a member.
            #[inline]
            pub fn remove(&mut self, item: $item) {
                self.0 &= !(1 << item);
            }
            /// Is it a member?
            #[inline]
            pub fn contains(self, item: $item) -> bool {
                self.0 >> item & 1 == 1
            }
            /// No member.
            #[inline]
            pub fn is_empty(self) -> bool {
                self.0 == 0
            }
            /// Exactly one member.
            #[inline]
            pub fn is_single(self) -> bool {
                self.0.is_power_of_two()
            }
            /// Members of both.
            #[inline]
            pub fn and(self, other: $name) -> $name {
                $name(self.0 & other.0)
            }
            /// Members that are not of the other.
            #[inline]
            pub fn less(self, other: $name) -> $name {
                $name(self.0 & !other.0)
            }
            /// The members, lowest first.
            #[inline]
            pub fn iter(self) -> impl Iterator<Item = $item> + Clone {
                let mut rest = self.0;
                std::iter::from_fn(move || {
                    (rest != 0).then(|| {
                        let item = rest.trailing_zeros();
                        rest &= rest - 1;
                        item as $item
                    })
                })
            }
        }
    };
}

bit_set! {
    /// A set of pools.
    PoolSet, PoolId
}
bit_set! {
    /// A set of eligibility classes.
    ClassSet, ClassId
}

/// Agents whom routing cannot tell apart but by what they did so far: same role, same speed, same site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pool {
    /// Their role.
    pub role: RoleId,
    /// Their speed; that of new people while they learn is less.
    pub speed: f64,
    /// Their site.
    pub site: SiteId,
    /// How many they are.
    pub agents: usize,
}

/// Tickets that the same pools may take, in the same order of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// Pools that may start it at its arrival: those for whom it is primary, then those for whom it is secondary.
    pub tiers: [PoolSet; 2],
    /// Pools that may take it from the queue.
    pub waiting: PoolSet,
    /// Pools that go before others of their tier: those at its user's site where it needs hands there. All pools, where none
    /// or all of those that may work on it are.
    pub near: PoolSet,
}

/// A ticket that nobody on the desk may work on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NobodyServes {
    /// Name of its kind.
    pub kind: String,
    /// Whether it needs hands on site.
    pub hands: bool,
    /// Whether its cause is systemic.
    pub systemic: bool,
    /// Name of its user's site, where that matters.
    pub site: Option<String>,
}

impl fmt::Display for NobodyServes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hands = if self.hands { " that need hands on site" } else { "" };
        let systemic = if self.systemic { " with a systemic cause" } else { "" };
        let site = self.site.as_ref().map_or(String::new(), |site| format!(" at `{site}`"));
        write!(f, "nobody on the desk may work on `{}` tickets{hands}{systemic}{site}", self.kind)
    }
}

impl std::error::Error for NobodyServes {}

impl NobodyServes {
    /// Of such tickets.
    pub fn of(model: &Model, kind: KindId, hands: bool, systemic: bool, site: SiteId) -> Self {
        // It is the site that nobody comes to, if people of others may not.
        let site = (hands && !model.sites.visits_between).then(|| model.sites.sites[site].name.clone());
        NobodyServes { kind: model.kinds[kind].name.clone(), hands, systemic, site }
    }
}

/// A desk with more kinds of people or of work than decisions are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// What there is too much of.
    pub what: &'static str,
    /// How many there are.
    pub found: usize,
}

impl fmt::Display for TooMany {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the desk has {} {}; at most {MAX_SETS} are possible", self.found, self.what)
    }
}

impl std::error::Error for TooMany {}

/// The pools and classes of a desk.
#[derive(Clone, Debug)]
pub struct Eligibility {
    /// The pools.
    pub pools: Vec<Pool>,
    /// Pool of each agent.
    pub pool_of: Vec<PoolId>,
    /// The classes.
    pub classes: Vec<Class>,
    /// Classes each pool may take from a queue.
    pub of_pool: Vec<ClassSet>,
    kinds: usize,
    /// In how many ways tickets of a kind may differ in what they need.
    needs: usize,
    first: Vec<Option<ClassId>>,
    escalated: Vec<Option<ClassId>>,
}

impl Eligibility {
    /// Works out the pools and classes of a desk.
    ///
    /// # Panics
    /// With more than [`MAX_SETS`] pools or classes; `scenario` refuses such desks by [`Eligibility::of`].
    pub fn new(model: &Model) -> Self {
        Eligibility::of(model).unwrap_or_else(|too_many| panic!("{too_many}"))
    }

    /// Works out the pools and classes of a desk.
    ///
    /// # Errors
    /// [`TooMany`] pools or classes.
    pub fn of(model: &Model) -> Result<Self, TooMany> {
        let mut pools: Vec<Pool> = Vec::new();
        let mut pool_of = Vec::new();
        for Group { role, speed, site, agents, .. } in &model.groups {
            let alike = |p: &Pool| p.role == *role && p.speed == *speed && p.site == *site;
            let pool = pools.iter().position(alike).unwrap_or_else(|| {
                pools.push(Pool { role: *role, speed: *speed, site: *site, agents: 0 });
                pools.len() - 1
            });
            pools[pool].agents += agents;
            pool_of.extend(std::iter::repeat_n(pool, *agents));
        }
        if pools.len() > MAX_SETS {
            return Err(TooMany { what: "pools of agents that differ in role, speed or site", found: pools.len() });
        }
        let mut this = Eligibility {
            of_pool: vec![ClassSet::EMPTY; pools.len()],
            pools,
            pool_of,
            classes: Vec::new(),
            kinds: model.kinds.len(),
            needs: 2 + 2 * model.sites.count(),
            first: Vec::new(),
            escalated: Vec::new(),
        };
        for kind in 0..model.kinds.len() {
            for (hands, systemic, site) in model.needs() {
                let class = this.first_class(model, kind, hands, systemic, site);
                this.first.push(class);
            }
        }
        for role in 0..model.roles.len() {
            for kind in 0..model.kinds.len() {
                for (hands, systemic, site) in model.needs() {
                    let may = model.eligible(role, kind, hands, systemic).is_some();
                    let pools = if may { this.of_role(model, role, hands, site) } else { PoolSet::EMPTY };
                    let near = this.near(pools, hands, site);
                    let class = this.class(Class { tiers: [pools, PoolSet::EMPTY], waiting: pools, near });
                    this.escalated.push(class);
                }
            }
        }
        if this.classes.len() > MAX_SETS {
            return Err(TooMany {
                what: "classes of tickets that different people may take",
                found: this.classes.len(),
            });
        }
        Ok(this)
    }

    /// Pools with these people.
    fn pools_of(&self, whose: impl Fn(&Pool) -> bool) -> PoolSet {
        let mut set = PoolSet::EMPTY;
        for (p, _) in self.pools.iter().enumerate().filter(|(_, p)| p.agents > 0 && whose(p)) {
            set.insert(p);
        }
        set
    }

    /// Pools of a role that come to the user where hands are needed.
    fn of_role(&self, model: &Model, role: RoleId, hands: bool, site: SiteId) -> PoolSet {
        let comes = |p: &Pool| !hands || model.sites.visits_between || p.site == site;
        self.pools_of(|p| p.role == role && comes(p))
    }

    /// Those at the user's site, where some are and others are not, and hands are needed.
    fn near(&self, pools: PoolSet, hands: bool, site: SiteId) -> PoolSet {
        let there = pools.and(self.pools_of(|p| p.site == site));
        if !hands || there.is_empty() || there == pools { PoolSet::ALL } else { there }
    }

    fn first_class(
        &mut self,
        model: &Model,
        kind: KindId,
        hands: bool,
        systemic: bool,
        site: SiteId,
    ) -> Option<ClassId> {
        let mut tiers = [PoolSet::EMPTY; 2];
        for role in 0..model.roles.len() {
            match model.eligible(role, kind, hands, systemic) {
                Some(Rank::Primary) => tiers[0].0 |= self.of_role(model, role, hands, site).0,
                Some(Rank::Secondary) => tiers[1].0 |= self.of_role(model, role, hands, site).0,
                None => {}
            }
        }
        let all = PoolSet(tiers[0].0 | tiers[1].0);
        let own = if tiers[0].is_empty() { all } else { tiers[0] };
        let (tiers, waiting) = match model.policy.overflow {
            Overflow::Always => (tiers, all),
            Overflow::AtArrival => (tiers, own),
            Overflow::Never => ([tiers[0], own.and(tiers[1])], own),
        };
        let near = self.near(all, hands, site);
        self.class(Class { tiers, waiting, near })
    }

    fn class(&mut self, class: Class) -> Option<ClassId> {
        if class.waiting.is_empty() {
            return None;
        }
        let known = self.classes.iter().position(|c| *c == class);
        let id = known.unwrap_or_else(|| {
            self.classes.push(class);
            if self.classes.len() <= MAX_SETS {
                for pool in class.waiting.iter() {
                    self.of_pool[pool].insert((self.classes.len() - 1) as ClassId);
                }
            }
            self.classes.len() - 1
        });
        Some(id as ClassId)
    }

    /// Position of what a ticket needs, in the order of [`Model::needs`].
    #[inline]
    fn need(&self, kind: usize, hands: bool, systemic: bool, site: SiteId) -> usize {
        kind * self.needs + if hands { 2 + 2 * site } else { 0 } + usize::from(systemic)
    }

    /// Class of a ticket at its arrival; `None` if nobody may work on it.
    #[inline]
    pub fn at_arrival(&self, kind: KindId, hands: bool, systemic: bool, site: SiteId) -> Option<ClassId> {
        self.first[self.need(kind, hands, systemic, site)]
    }

    /// Class of a ticket escalated to `role`; `None` if that role may not work on it.
    #[inline]
    pub fn escalated(&self, role: RoleId, kind: KindId, hands: bool, systemic: bool, site: SiteId) -> Option<ClassId> {
        self.escalated[self.need(role * self.kinds + kind, hands, systemic, site)]
    }

    /// Whether a class is primary or secondary for a pool that may take it.
    #[inline]
    pub fn rank(&self, class: ClassId, pool: PoolId) -> Rank {
        if self.classes[class as usize].tiers[0].contains(pool) { Rank::Primary } else { Rank::Secondary }
    }

    /// Every ticket the desk may get has somebody who may work on it.
    ///
    /// # Errors
    /// The first kind of ticket without anybody.
    pub fn everything_is_served(&self, model: &Model) -> Result<(), NobodyServes> {
        for (k, kind) in model.kinds.iter().enumerate() {
            let recorded = model.demand.recorded.as_ref();
            let arrives = match recorded {
                Some(r) => r.kind_mix.get(k).is_some_and(|p| *p > 0.0) || r.tickets.iter().any(|t| t.kind == Some(k)),
                None => kind.stream.per_week > 0.0 || kind.course.population.is_some(),
            };
            // A ticket that needs hands at one user's desk is not systemic.
            for (hands, systemic, site) in model.needs().filter(|(hands, systemic, _)| !hands || !systemic) {
                let chance = |flag: bool, p: f64| if flag { p > 0.0 } else { p < 1.0 };
                let possible = arrives
                    && chance(hands, kind.hands)
                    && (hands || chance(systemic, kind.systemic))
                    && (!hands || model.sites.sites[site].share > 0.0);
                if possible && self.at_arrival(k, hands, systemic, site).is_none() {
                    return Err(NobodyServes::of(model, k, hands, systemic, site));
                }
            }
        }
        Ok(())
    }
}
