//! Desks for tests, built a line at a time.

use crate::model::law::Shape;
use crate::model::*;
use crate::units::{DAY, HOUR, Span, WEEK};

/// Hours on tickets of an agent a week: 5 shifts of 8 hours less an eighth.
pub const PER_AGENT: f64 = 35.0;

/// A desk in the making; everybody visits and takes systemic causes unless set otherwise.
pub struct Desk {
    pub kinds: Vec<Kind>,
    pub travel: Span,
    pub overflow: Overflow,
    pub visits: Vec<bool>,
    pub systemic: Vec<bool>,
    /// Groups without any shift.
    pub off: Vec<bool>,
    pub recorded: Vec<RecordedTicket>,
    pub mix: Vec<f64>,
    pub lifecycle: Lifecycle,
    roles: Vec<String>,
    scopes: ScopeTable,
    groups: Vec<Group>,
}

fn law(minutes: f64) -> Law {
    Law { shape: Shape::Exponential, mean: minutes * 60.0 }
}

impl Desk {
    pub fn new(kinds: &[&str], roles: &[&str]) -> Desk {
        let kind = |name: &&str| Kind {
            name: name.to_string(),
            category: *Category::ALL.iter().find(|c| name.starts_with(c.name())).expect("a category"),
            stream: Stream::new(0.0, Arrivals::Poisson, Profile::flat()),
            priority_mix: vec![1.0],
            hands: 0.0,
            systemic: 0.0,
            pending: 0.0,
            pending_law: law(60.0),
            blocking: 0.0,
            affected_users: 1.0,
            patience: None,
            wrap_up: None,
            course: Course::default(),
        };
        Desk {
            kinds: kinds.iter().map(kind).collect(),
            travel: Span::ZERO,
            overflow: Overflow::Always,
            visits: vec![true; roles.len()],
            systemic: vec![true; roles.len()],
            off: Vec::new(),
            recorded: Vec::new(),
            mix: Vec::new(),
            lifecycle: Lifecycle::default(),
            roles: roles.iter().map(|r| r.to_string()).collect(),
            scopes: ScopeTable::new(roles.len(), kinds.len()),
            groups: Vec::new(),
        }
    }

    /// Tickets a week of a kind.
    pub fn week(&mut self, kind: KindId, tickets: f64) -> &mut Desk {
        self.kinds[kind].stream.per_week = tickets;
        self
    }

    /// Puts a kind into the secondary scope of a role, with this work content; every attempt resolves.
    pub fn scope(&mut self, role: RoleId, kind: KindId, minutes: f64) -> &mut Desk {
        let scope = Scope { rank: Rank::Secondary, work: law(minutes), resolve: 1.0, escalation: None };
        self.scopes.set(role, kind, Some(scope));
        self
    }

    fn change(&mut self, role: RoleId, kind: KindId, change: impl Fn(&mut Scope)) -> &mut Desk {
        let mut scope = self.scopes.get(role, kind).expect("in scope").clone();
        change(&mut scope);
        self.scopes.set(role, kind, Some(scope));
        self
    }

    /// Makes a kind primary for a role.
    pub fn own(&mut self, role: RoleId, kind: KindId) -> &mut Desk {
        self.change(role, kind, |s| s.rank = Rank::Primary)
    }

    /// What an attempt does not resolve goes to another role, as another kind.
    pub fn escalate(&mut self, role: RoleId, kind: KindId, resolve: f64, to: (RoleId, KindId)) -> &mut Desk {
        self.change(role, kind, |s| {
            s.resolve = resolve;
            s.escalation = Some(Escalation { role: to.0, kind: to.1 });
        })
    }

    /// A further group.
    pub fn team(&mut self, role: RoleId, agents: usize, speed: f64) -> &mut Desk {
        let absence = Absence { unpaid_break: HOUR, shrinkage: 0.125 };
        let day = |d: i64| {
            let start = d * DAY.0 + 8 * HOUR.0;
            (Span(start), Span(start + 9 * HOUR.0), absence)
        };
        self.groups.push(Group {
            name: format!("group-{}", self.groups.len()),
            role,
            agents,
            site: 0,
            shift: (0..5).map(day).collect(),
            shift_end: ShiftEnd::Suspend,
            speed,
            salary: 50_000.0,
            hold: Default::default(),
            on_call: None,
            dates: Dates::default(),
        });
        self
    }

    /// The finished desk.
    pub fn model(&self) -> Model {
        let role = |(r, name): (usize, &String)| Role {
            name: name.clone(),
            visits: self.visits[r],
            systemic: self.systemic[r],
        };
        let mut groups = self.groups.clone();
        for (group, _) in groups.iter_mut().zip(&self.off).filter(|(_, off)| **off) {
            group.shift.clear();
        }
        Model {
            name: "test".into(),
            priorities: 1,
            kinds: self.kinds.clone(),
            roles: self.roles.iter().enumerate().map(role).collect(),
            scopes: self.scopes.clone(),
            groups,
            calendar: Calendar::default(),
            business_hours: Hours::always(),
            demand: Demand {
                recorded: (!self.recorded.is_empty())
                    .then(|| Recorded { tickets: self.recorded.clone(), kind_mix: self.mix.clone() }),
                ..Demand::default()
            },
            targets: vec![vec![Target::default()]; self.kinds.len()],
            sites: Sites::one(self.travel),
            work_before_pending: 0.5,
            difficulty_share: 0.0,
            lifecycle: self.lifecycle.clone(),
            cost: Cost::default(),
            policy: PolicyChoice { overflow: self.overflow, ..PolicyChoice::default() },
            horizon: Horizon {
                warm_up: Extent::Span(Span::ZERO),
                measured: Extent::Span(WEEK),
                regime: Regime::Steady,
                drain_cap: WEEK,
            },
            snapshots: Vec::new(),
        }
    }
}
