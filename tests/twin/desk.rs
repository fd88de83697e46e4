//! Random small desks, on which much happens at the same instant.

use desksim::engine::Eligibility;
use desksim::model::{
    Absence, Again, Arrivals, Batch, Begins, Calendar, Category, Cost, Course, Dates, Demand, Escalation, Extent,
    Group, Hold, Holiday, Horizon, Hours, Incident, Kind, Law, Leave, Lifecycle, Model, OnCall, Overflow, PolicyChoice,
    Population, Preemption, Profile, Ramp, Rank, Recorded, RecordedTicket, Regime, ReturnsTo, Role, Scope, ScopeTable,
    ShiftEnd, Sickness, Site, Sites, Stream, Target, Zone,
};
use desksim::policy;
use desksim::units::{DAY, HOUR, MINUTE, Span, Time, WEEK};
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt;

/// A law as text and a mean in minutes.
pub type Times = (&'static str, u32);

/// What makes a kind.
#[derive(Clone, Debug)]
pub struct KindPlan {
    pub per_week: u32,
    pub gaps: &'static str,
    pub hands: f64,
    pub systemic: f64,
    pub pending: Option<(f64, Times)>,
    pub patience: Option<Times>,
    pub wrap_up: Option<Times>,
    pub course: CoursePlan,
}

/// A chance and a time.
pub type AgainPlan = Option<(f64, Times)>;

/// How tickets of a kind may go on.
#[derive(Clone, Debug, Default)]
pub struct CoursePlan {
    pub revisit: AgainPlan,
    pub revisit_pauses: bool,
    pub reopened: AgainPlan,
    pub redial: AgainPlan,
    /// Half of them are taken for some other kind.
    pub mistaken: bool,
    pub needs_place: bool,
    /// Users who send one ticket after the other.
    pub population: Option<(u32, Times)>,
}

/// How the desk goes about its tickets; times in minutes.
#[derive(Clone, Debug, Default)]
pub struct LifecyclePlan {
    pub owner_waits: Option<i64>,
    pub handover: i64,
    pub places: Option<u32>,
    pub triage_share: f64,
    pub remote_first: Option<f64>,
    pub preemption: Option<(u8, f64, bool)>,
    pub raised_after: Option<Vec<Option<i64>>>,
}

/// What makes a scope: rank, work, chance to resolve, escalation to one of the roles after it, as this kind.
#[derive(Clone, Debug)]
pub struct ScopePlan {
    pub primary: bool,
    pub work: Times,
    pub resolve: f64,
    pub escalation: Option<(usize, usize)>,
}

/// When the agents of a group work.
#[derive(Clone, Debug)]
pub enum ShiftPlan {
    Always,
    Never,
    /// Days (bits from Monday), start and length in half hours.
    Days(u8, u8, u8),
    /// Gaps and lengths in half hours, one piece after the other; the last may wrap.
    Pieces(Vec<(u16, u16)>),
}

/// What makes a group; break in minutes.
#[derive(Clone, Debug)]
pub struct GroupPlan {
    pub role: usize,
    pub agents: usize,
    /// Counted round.
    pub site: usize,
    pub shift: ShiftPlan,
    pub unpaid_break: i64,
    pub shrinkage: f64,
    pub shift_end: ShiftEnd,
    pub speed: f64,
    pub hold: Hold,
    pub on_call: Option<OnCallPlan>,
    pub dates: Dates,
}

/// Hours, priorities (bits from P1), how many at a time, minutes until at work.
pub type OnCallPlan = (ShiftPlan, u8, usize, i64);

/// A recorded ticket: five minutes since the one before, kind, priority, work in minutes.
pub type RecordedPlan = (u16, Option<usize>, Option<u8>, Option<i64>);

/// Sites beside the first: their shares, minutes from each to each (within the first it is the desk's travel), and whether
/// people visit others than their own.
#[derive(Clone, Debug, Default)]
pub struct SitesPlan {
    pub more: Vec<u32>,
    pub ways: Vec<i64>,
    pub own_only: bool,
}

/// What makes a major incident; times in minutes.
#[derive(Clone, Debug)]
pub struct IncidentPlan {
    /// Quarters of an hour from the start of the run, or so many a year.
    pub begins: Result<i64, u32>,
    pub kind: usize,
    pub priority: u8,
    pub work: Option<Times>,
    pub children: f64,
    pub within: i64,
    pub child_kind: usize,
    pub child_work: i64,
    pub pulls: Vec<(usize, usize)>,
}

/// Everything that makes a desk. `Debug` is the compact form in which a failing case is printed.
#[derive(Clone)]
pub struct DeskPlan {
    pub kinds: Vec<KindPlan>,
    /// Visits, takes systemic work.
    pub roles: Vec<(bool, bool)>,
    /// By role, then kind; a row or column more than there are is not used.
    pub scopes: Vec<Vec<Option<ScopePlan>>>,
    pub groups: Vec<GroupPlan>,
    pub priority_mix: &'static [f64],
    pub travel: i64,
    pub sites: SitesPlan,
    pub work_before_pending: f64,
    pub lifecycle: LifecyclePlan,
    /// Business hours of each day: from, to.
    pub business: (i64, i64),
    pub recorded: Option<Vec<RecordedPlan>>,
    pub day_factor_cv: f64,
    pub incidents: Vec<IncidentPlan>,
    /// Days, each once, in order.
    pub holidays: Vec<i64>,
    pub policy: String,
    pub overflow: Overflow,
    pub rank_first: bool,
    pub horizon: Horizon,
    /// Minutes of the day.
    pub snapshots: Vec<i64>,
    pub seed: u64,
}

fn times() -> impl Strategy<Value = Times> {
    let laws =
        vec!["fixed", "fixed", "fixed", "exponential", "lognormal", "empirical 0 5 10 15 30", "empirical 10 60 120"];
    (select(laws), (1u32..=24).prop_map(|m| m * 5))
}

fn law((text, mean): Times) -> Law {
    let mean = f64::from(mean);
    let law = match text {
        "lognormal" => Law::parse(text, Some(mean), Some(1.0), 60.0),
        "fixed" | "exponential" => Law::parse(text, Some(mean), None, 60.0),
        _ => Law::parse(text, None, None, 60.0),
    };
    law.expect("a law of the plan")
}

fn share() -> impl Strategy<Value = f64> {
    select(vec![0.0, 0.0, 0.3, 0.7, 1.0])
}

fn again() -> impl Strategy<Value = AgainPlan> {
    proptest::option::weighted(0.2, (select(vec![0.2, 0.5]), times()))
}

fn course() -> impl Strategy<Value = CoursePlan> {
    let population = proptest::option::weighted(0.1, (1u32..4, times()));
    (again(), any::<bool>(), again(), again(), any::<bool>(), any::<bool>(), population).prop_map(
        |(revisit, revisit_pauses, reopened, redial, mistaken, needs_place, population)| CoursePlan {
            revisit,
            revisit_pauses,
            reopened,
            redial,
            mistaken: mistaken && needs_place,
            needs_place,
            population,
        },
    )
}

fn lifecycle() -> impl Strategy<Value = LifecyclePlan> {
    let minutes = || select(vec![0i64, 5, 30, 240]);
    let preemption = (select(vec![1u8, 2]), select(vec![1.0, 1.0, 0.0, 0.5]), any::<bool>());
    let raised = proptest::collection::vec(proptest::option::weighted(0.7, select(vec![10i64, 60, 600])), 2);
    (
        proptest::option::weighted(0.5, minutes()),
        select(vec![0i64, 0, 5, 15]),
        proptest::option::weighted(0.3, 0u32..4),
        select(vec![0.0, 0.3, 1.0]),
        proptest::option::weighted(0.3, select(vec![0.0, 0.25, 1.0])),
        proptest::option::weighted(0.4, preemption),
        proptest::option::weighted(0.3, raised),
    )
        .prop_map(|(owner_waits, handover, places, triage_share, remote_first, preemption, raised)| {
            LifecyclePlan {
                owner_waits,
                handover,
                places,
                triage_share,
                remote_first,
                preemption,
                // The highest priority stays what it is.
                raised_after: raised.map(|later| [vec![None], later].concat()),
            }
        })
}

fn kind() -> impl Strategy<Value = KindPlan> {
    let pending = proptest::option::weighted(0.4, (select(vec![0.3, 1.0]), times()));
    let after = (proptest::option::weighted(0.3, times()), proptest::option::weighted(0.3, times()), course());
    (5u32..=120, select(vec!["poisson", "poisson", "fixed", "lognormal"]), share(), share(), pending, after).prop_map(
        |(per_week, gaps, hands, systemic, pending, (patience, wrap_up, course))| KindPlan {
            per_week,
            gaps,
            hands,
            systemic,
            pending,
            patience,
            wrap_up,
            course,
        },
    )
}

fn scope() -> impl Strategy<Value = Option<ScopePlan>> {
    let escalation = proptest::option::weighted(0.8, (0usize..4, 0usize..4));
    let scope = (any::<bool>(), times(), select(vec![0.0, 0.3, 0.8, 1.0]), escalation)
        .prop_map(|(primary, work, resolve, escalation)| ScopePlan { primary, work, resolve, escalation });
    proptest::option::weighted(0.7, scope)
}

fn shift() -> impl Strategy<Value = ShiftPlan> {
    prop_oneof![
        3 => Just(ShiftPlan::Always),
        1 => Just(ShiftPlan::Never),
        4 => (1u8..128, 0u8..48, 4u8..=24).prop_map(|(days, start, length)| ShiftPlan::Days(days, start, length)),
        3 => proptest::collection::vec((0u16..60, 1u16..48), 1..8).prop_map(ShiftPlan::Pieces),
    ]
}

fn group() -> impl Strategy<Value = GroupPlan> {
    (
        0usize..4,
        (0usize..=4, 0usize..3),
        shift(),
        select(vec![0, 0, 30, 60]),
        select(vec![0.0, 0.0, 0.25, 0.1]),
        select(vec![ShiftEnd::Finish, ShiftEnd::Suspend, ShiftEnd::HandOver, ShiftEnd::Relieved]),
        select(vec![1.0, 1.0, 1.0, 2.0, 0.5, 0.7]),
        (hold(), on_call()),
        dates(),
    )
        .prop_map(
            |(role, (agents, site), shift, unpaid_break, shrinkage, shift_end, speed, (hold, on_call), dates)| {
                // Who is called out has one ticket at a time.
                let on_call = on_call.filter(|_| hold.at_once == 1);
                GroupPlan { role, agents, site, shift, unpaid_break, shrinkage, shift_end, speed, hold, on_call, dates }
            },
        )
}

fn hold() -> impl Strategy<Value = Hold> {
    let several = prop_oneof![3 => Just((1, 0)), 1 => (2u32..=4, select(vec![0, 20, 33, 150]))];
    let limit = proptest::option::weighted(0.25, 0u32..4);
    (several, limit, any::<bool>()).prop_map(|((at_once, slower), more, pending_counts)| Hold {
        at_once,
        slower,
        open_limit: more.map(|more| at_once + more),
        pending_counts,
    })
}

/// Half of the groups are on call.
fn on_call() -> impl Strategy<Value = Option<OnCallPlan>> {
    let at_a_time = select(vec![1usize, 1, 2, 3]);
    proptest::option::of((shift(), 1u8..8, at_a_time, select(vec![0i64, 5, 30, 90])))
}

fn horizon() -> impl Strategy<Value = Horizon> {
    let hours = |h: i64| Extent::Span(Span(h * HOUR.0));
    let warm_up =
        prop_oneof![Just(hours(0)), (1i64..72).prop_map(hours), Just(hours(168)), (0u64..20).prop_map(Extent::Tickets)];
    let measured = prop_oneof![(6i64..240).prop_map(hours), Just(hours(336)), (1u64..150).prop_map(Extent::Tickets)];
    (warm_up, measured, any::<bool>(), select(vec![0i64, 10, 100, 300])).prop_map(|(warm_up, measured, steady, cap)| {
        Horizon {
            warm_up,
            measured,
            regime: if steady { Regime::Steady } else { Regime::Terminating },
            drain_cap: Span(cap * HOUR.0),
        }
    })
}

fn policy_text() -> impl Strategy<Value = String> {
    let agent_rules = vec![
        "longest-idle",
        "random-idle",
        "round-robin",
        "fixed-order",
        "role-first(role=r0)",
        "fewest-kinds-first",
        "most-kinds-first",
        "fastest-first",
        "shortest-queue",
        "shortest-queue",
    ];
    let controls = vec!["", "", "", " + reserve", " + reserve(agents=2)", " + reserve(agents=1, role=r0)"];
    (select(agent_rules), select(vec!["priority", "fifo"]), select(controls))
        .prop_map(|(agent, ticket, control)| format!("{agent} + {ticket}{control}"))
}

/// What dates mean to a group.
fn dates() -> impl Strategy<Value = Dates> {
    let leave =
        (1usize..4, -2i64..20, 0i64..9).prop_map(|(agents, from, more)| Leave { agents, from, to: from + more });
    let leaves = prop_oneof![2 => Just(Vec::new()), 1 => proptest::collection::vec(leave, 1..4)];
    let sickness = (select(vec![0.05, 0.2, 0.5]), select(vec![1.0, 2.5, 10.0]))
        .prop_map(|(share, mean_days)| Sickness { share, mean_days });
    let hired = proptest::option::weighted(0.1, -20i64..12);
    let ramp = (1i64..4, select(vec![0.25, 0.5, 1.0])).prop_map(|(weeks, start)| Ramp { weeks, start });
    let steps = proptest::collection::btree_map(-50i64..700, -4i64..5, 0..4);
    let zone = (-12i64..12, steps).prop_map(|(hours, steps)| {
        let ahead = |more: i64| Span(hours * HOUR.0 + more * HOUR.0 / 2);
        Zone::new(ahead(0), steps.iter().map(|(at, more)| (Time(at * HOUR.0), ahead(*more))).collect())
    });
    let new = (hired, proptest::option::weighted(0.2, ramp), proptest::option::weighted(0.2, zone));
    (any::<bool>(), leaves, proptest::option::weighted(0.3, sickness), new).prop_map(
        |(works_holidays, leaves, sickness, (hired, ramp, zone))| Dates {
            works_holidays,
            leaves,
            sickness,
            hired,
            ramp,
            zone,
        },
    )
}

fn sites() -> impl Strategy<Value = SitesPlan> {
    let more = prop_oneof![1 => Just(Vec::new()), 2 => proptest::collection::vec(0u32..4, 1..3)];
    let ways = proptest::collection::vec(select(vec![0i64, 5, 20, 45]), 9);
    (more, ways, any::<bool>()).prop_map(|(more, ways, own_only)| SitesPlan { more, ways, own_only })
}

/// From the day before the run on: the night into its first day belongs to that one.
fn holidays() -> impl Strategy<Value = Vec<i64>> {
    proptest::collection::btree_set(-1i64..24, 1..8).prop_map(|days| days.into_iter().collect())
}

fn recorded() -> impl Strategy<Value = Option<Vec<RecordedPlan>>> {
    let ticket = (
        select(vec![0u16, 0, 1, 2, 3, 6, 12, 24]),
        proptest::option::of(0usize..4),
        proptest::option::of(0u8..3),
        proptest::option::of(select(vec![0i64, 5, 10, 15, 30, 60])),
    );
    proptest::option::weighted(0.5, proptest::collection::vec(ticket, 0..250))
}

fn incident() -> impl Strategy<Value = IncidentPlan> {
    let begins = prop_oneof![(0i64..1000).prop_map(Ok), select(vec![50u32, 200, 1000]).prop_map(Err)];
    let parent = (0usize..4, 0u8..3, proptest::option::of(times()));
    let children =
        (select(vec![0.0, 1.0, 4.0, 12.0]), select(vec![0i64, 30, 240]), 0usize..4, select(vec![0i64, 5, 20]));
    let pulls = proptest::collection::btree_map(0usize..4, 1usize..3, 0..3);
    (begins, parent, children, pulls).prop_map(|(begins, (kind, priority, work), children, pulls)| IncidentPlan {
        begins,
        kind,
        priority,
        work,
        children: children.0,
        within: children.1,
        child_kind: children.2,
        child_work: children.3,
        pulls: pulls.into_iter().collect(),
    })
}

/// A random desk.
pub fn desks() -> impl Strategy<Value = DeskPlan> {
    let people = (
        proptest::collection::vec(kind(), 1..=4),
        proptest::collection::vec((any::<bool>(), any::<bool>()), 1..=4),
        proptest::collection::vec(proptest::collection::vec(scope(), 4), 4),
        proptest::collection::vec(group(), 1..=6),
    );
    let mixes: Vec<&'static [f64]> = vec![&[1.0], &[0.3, 0.7], &[0.1, 0.3, 0.6]];
    let world = (
        select(mixes),
        (select(vec![0i64, 0, 5, 20]), sites()),
        select(vec![0.0, 0.5, 1.0, 0.3]),
        lifecycle(),
        select(vec![(0i64, 24i64), (9, 17), (8, 20)]),
        recorded(),
        select(vec![0.0, 0.0, 0.3]),
        (
            prop_oneof![1 => Just(Vec::new()), 2 => holidays()],
            prop_oneof![1 => Just(Vec::new()), 1 => proptest::collection::vec(incident(), 1..4)],
        ),
    );
    let play = (
        policy_text(),
        select(vec![Overflow::Always, Overflow::AtArrival, Overflow::Never]),
        any::<bool>(),
        horizon(),
        proptest::collection::btree_set((0i64..96).prop_map(|q| q * 15), 0..3).prop_map(|s| s.into_iter().collect()),
        any::<u64>(),
    );
    (people, world, play).prop_map(|(people, world, play)| DeskPlan {
        kinds: people.0,
        roles: people.1,
        scopes: people.2,
        groups: people.3,
        priority_mix: world.0,
        travel: world.1.0,
        sites: world.1.1,
        work_before_pending: world.2,
        lifecycle: world.3,
        business: world.4,
        recorded: world.5,
        day_factor_cv: world.6,
        holidays: world.7.0,
        incidents: world.7.1,
        policy: play.0,
        overflow: play.1,
        rank_first: play.2,
        horizon: play.3,
        snapshots: play.4,
        seed: play.5,
    })
}

impl ShiftPlan {
    fn pieces(&self) -> Vec<(i64, i64)> {
        const HALF: i64 = HOUR.0 / 2;
        let mut pieces: Vec<(i64, i64)> = Vec::new();
        match self {
            ShiftPlan::Always => pieces.push((0, WEEK.0)),
            ShiftPlan::Never => {}
            ShiftPlan::Days(days, start, length) => {
                for day in (0..7).filter(|d| days >> d & 1 == 1) {
                    let start = day * DAY.0 + i64::from(*start) * HALF;
                    pieces.push((start, start + i64::from(*length) * HALF));
                }
            }
            ShiftPlan::Pieces(all) => {
                let mut at = 0;
                for (gap, length) in all {
                    let start = at + i64::from(*gap) * HALF;
                    at = start + i64::from(*length) * HALF;
                    pieces.push((start, at));
                }
            }
        }
        // Only the last piece may wrap, and not into the first.
        pieces.retain(|(start, _)| *start < WEEK.0);
        if let (Some(first), Some(last)) = (pieces.first().copied(), pieces.last_mut())
            && first.0 != last.0
        {
            last.1 = last.1.min(first.0 + WEEK.0);
        }
        pieces
    }
}

impl GroupPlan {
    fn on_call(&self, priorities: usize) -> Option<OnCall> {
        let (hours, chosen, agents, delay) = self.on_call.as_ref()?;
        let hours = hours.pieces().into_iter().map(|(from, to)| (Span(from), Span(to))).collect();
        let priorities = (0..priorities as u8).filter(|p| chosen >> p & 1 == 1).collect();
        Some(OnCall { hours, priorities, agents: *agents, delay: Span(delay * MINUTE.0) })
    }

    fn pieces(&self) -> Vec<(Span, Span, Absence)> {
        let pieces = self.shift.pieces();
        let always = matches!(self.shift, ShiftPlan::Always);
        let absence = |start: i64, end: i64| Absence {
            unpaid_break: if always || end - start <= 2 * self.unpaid_break * MINUTE.0 {
                Span::ZERO
            } else {
                Span(self.unpaid_break * MINUTE.0)
            },
            shrinkage: if always { 0.0 } else { self.shrinkage },
        };
        pieces.into_iter().map(|(s, e)| (Span(s), Span(e), absence(s, e))).collect()
    }
}

impl DeskPlan {
    /// The desk; what nobody would serve is given to the first role, whose first group has somebody.
    pub fn model(&self) -> Model {
        let roles = self.roles.iter().enumerate();
        let roles =
            roles.map(|(r, (visits, systemic))| Role { name: format!("r{r}"), visits: *visits, systemic: *systemic });
        let mut model = Model {
            name: "random".into(),
            priorities: self.priority_mix.len(),
            kinds: self.kinds(),
            roles: roles.collect(),
            scopes: self.scope_table(),
            groups: self.groups(),
            calendar: self.calendar(),
            business_hours: Hours::new(
                (0..7)
                    .map(|d| {
                        let at = |h: i64| Span(d * DAY.0 + h * HOUR.0);
                        (at(self.business.0), at(self.business.1))
                    })
                    .collect(),
            )
            .closed_on([1, 3, 4].into_iter().filter(|_| self.seed.is_multiple_of(3))),
            demand: self.demand(),
            targets: vec![vec![Target::default(); self.priority_mix.len()]; self.kinds.len()],
            sites: self.sites(),
            work_before_pending: self.work_before_pending,
            cost: Cost::default(),
            difficulty_share: if self.seed.is_multiple_of(2) { 0.5 } else { 0.0 },
            lifecycle: self.lifecycle(),
            policy: PolicyChoice { overflow: self.overflow, rank_first: self.rank_first, ..PolicyChoice::default() },
            horizon: self.horizon,
            snapshots: self.snapshots.iter().map(|m| Span(m * MINUTE.0)).collect(),
        };
        model.policy = policy::parse(&self.policy, &model.policy).expect("a policy of the plan");
        let staffed = |m: &Model, role| m.groups.iter().any(|g| g.role == role && g.agents > 0);
        for kind in 0..model.kinds.len() {
            for (hands, systemic) in [(false, false), (false, true), (true, false), (true, true)] {
                let chance = |flag: bool, p: f64| if flag { p > 0.0 } else { p < 1.0 };
                let k = &model.kinds[kind];
                let possible = chance(hands, k.hands) && chance(systemic, k.systemic);
                let of_incident = model.demand.incidents.iter().any(|i| {
                    let parent = i.kind == kind && systemic;
                    !hands && (parent || i.child_kind == kind && !systemic)
                });
                let possible = possible || of_incident;
                let served = (0..model.roles.len())
                    .any(|r| staffed(&model, r) && model.eligible(r, kind, hands, systemic).is_some());
                if possible && !served {
                    model.roles[0].visits |= hands;
                    model.roles[0].systemic |= systemic;
                    if model.scopes.get(0, kind).is_none() {
                        let scope =
                            Scope { rank: Rank::Primary, work: law(("fixed", 30)), resolve: 1.0, escalation: None };
                        model.scopes.set(0, kind, Some(scope));
                    }
                }
            }
        }
        if Eligibility::new(&model).everything_is_served(&model).is_err() {
            model.sites.visits_between = true;
        }
        // Who visits has one ticket in work at a time.
        for group in model.groups.iter_mut().filter(|g| model.roles[g.role].visits) {
            (group.hold.at_once, group.hold.slower) = (1, 0);
        }
        model
    }

    fn sites(&self) -> Sites {
        let SitesPlan { more, ways, own_only } = &self.sites;
        let count = 1 + more.len();
        let shares: Vec<u32> = std::iter::once(2).chain(more.iter().copied()).collect();
        let sum: u32 = shares.iter().sum();
        let site = |(s, share): (usize, &u32)| Site {
            // Not in the order of their names.
            name: format!("s{}", count - s),
            share: f64::from(*share) / f64::from(sum),
        };
        let mut ways: Vec<Span> = ways.iter().take(count * count).map(|m| Span(m * MINUTE.0)).collect();
        ways[0] = Span(self.travel * MINUTE.0);
        Sites::new(shares.iter().enumerate().map(site).collect(), ways, !own_only).expect("sites of the plan")
    }

    fn kinds(&self) -> Vec<Kind> {
        let kinds = self.kinds.iter().enumerate();
        kinds
            .map(|(k, plan)| Kind {
                name: format!("software/k{k}"),
                category: Category::Software,
                // Several at one instant, some of which are solved before they arrive.
                stream: Stream {
                    batch: [Batch::One, Batch::One, Batch::Fixed(2), Batch::Geometric(3.0)][plan.per_week as usize % 4],
                    deflected: if plan.per_week % 5 == 0 { 0.3 } else { 0.0 },
                    ..Stream::new(
                        f64::from(plan.per_week),
                        match plan.gaps {
                            "poisson" => Arrivals::Poisson,
                            gaps => Arrivals::Renewal(law((gaps, 60))),
                        },
                        Profile::flat(),
                    )
                },
                priority_mix: self.priority_mix.to_vec(),
                hands: plan.hands,
                systemic: plan.systemic,
                pending: plan.pending.map_or(0.0, |(chance, _)| chance),
                pending_law: law(plan.pending.map_or(("fixed", 0), |(_, times)| times)),
                patience: plan.patience.map(law),
                blocking: 0.0,
                affected_users: 1.0,
                wrap_up: plan.wrap_up.map(law),
                course: self.course(k, &plan.course),
            })
            .collect()
    }

    fn course(&self, kind: usize, plan: &CoursePlan) -> Course {
        let again = |plan: &AgainPlan| plan.map(|(chance, times)| Again { chance, after: law(times) });
        let others = self.kinds.len() - 1;
        let share = |k| if k == kind { 0.5 } else { 0.5 / others as f64 };
        Course {
            revisit: again(&plan.revisit),
            revisit_pauses: plan.revisit_pauses,
            reopened: again(&plan.reopened),
            redial: again(&plan.redial),
            taken_for: if plan.mistaken && others > 0 { (0..=others).map(share).collect() } else { Vec::new() },
            needs_place: plan.needs_place,
            population: plan.population.map(|(users, between)| Population { users, between: law(between) }),
        }
    }

    fn lifecycle(&self) -> Lifecycle {
        let plan = &self.lifecycle;
        let minutes = |m: i64| Span(m * MINUTE.0);
        let raised = plan.raised_after.iter().flatten().take(self.priority_mix.len());
        Lifecycle {
            returns_to: plan.owner_waits.map_or(ReturnsTo::Queue, |limit| ReturnsTo::Owner(minutes(limit))),
            handover: minutes(plan.handover),
            places: plan.places,
            triage_share: plan.triage_share,
            remote_first: plan.remote_first,
            preemption: plan.preemption.map(|(priorities, keeps, stays)| Preemption { priorities, keeps, stays }),
            raised_after: raised.map(|after| after.map(minutes)).collect(),
        }
    }

    fn scope_table(&self) -> ScopeTable {
        let (roles, kinds) = (self.roles.len(), self.kinds.len());
        let mut table = ScopeTable::new(roles, kinds);
        for role in 0..roles {
            for kind in 0..kinds {
                let scope = self.scopes[role][kind].as_ref().map(|plan| Scope {
                    rank: if plan.primary { Rank::Primary } else { Rank::Secondary },
                    work: law(plan.work),
                    resolve: plan.resolve,
                    // Never back to a role that may have had it: an escalation that never ends is no desk.
                    escalation: plan.escalation.filter(|_| role + 1 < roles).map(|(to, as_kind)| Escalation {
                        role: role + 1 + to % (roles - role - 1),
                        kind: as_kind % kinds,
                    }),
                });
                table.set(role, kind, scope);
            }
        }
        table
    }

    fn groups(&self) -> Vec<Group> {
        let groups = self.groups.iter().enumerate();
        groups
            .map(|(g, plan)| Group {
                name: format!("g{g}"),
                role: if g == 0 { 0 } else { plan.role % self.roles.len() },
                agents: if g == 0 { plan.agents.max(1) } else { plan.agents },
                site: plan.site % (1 + self.sites.more.len()),
                shift: plan.pieces(),
                shift_end: plan.shift_end,
                speed: plan.speed,
                salary: 0.0,
                hold: plan.hold,
                on_call: plan.on_call(self.priority_mix.len()),
                dates: plan.dates.clone(),
            })
            .collect()
    }

    fn calendar(&self) -> Calendar {
        let holiday = |day: &i64| Holiday { day: *day, demand: 1.0 };
        Calendar { first_monday: None, holidays: self.holidays.iter().map(holiday).collect() }
    }

    fn incidents(&self) -> Vec<Incident> {
        // A desk has no incidents where people have several tickets in work at once, or a limit to those open.
        let none = self.groups.iter().any(|g| g.hold.at_once > 1 || g.hold.open_limit.is_some());
        let incidents = self.incidents.iter().filter(|_| !none).enumerate();
        let minutes = |m: i64| Span(m * MINUTE.0);
        incidents
            .map(|(i, plan)| Incident {
                name: format!("i{i}"),
                begins: match plan.begins {
                    Ok(quarters) => Begins::At(Time::ZERO + minutes(quarters * 15)),
                    Err(per_year) => Begins::PerYear(f64::from(per_year)),
                },
                kind: plan.kind % self.kinds.len(),
                priority: plan.priority % self.priority_mix.len() as u8,
                work: plan.work.map(law),
                children: plan.children,
                within: minutes(plan.within),
                child_kind: plan.child_kind % self.kinds.len(),
                child_work: minutes(plan.child_work),
                pulls: plan.pulls.iter().map(|(role, agents)| (role % self.roles.len(), *agents)).collect(),
            })
            .collect()
    }

    fn demand(&self) -> Demand {
        let recorded = self.recorded.as_ref().map(|all| {
            let mut at = Time::ZERO;
            let tickets = all.iter().enumerate();
            let tickets = tickets.map(|(i, (gap, kind, priority, work))| {
                at += Span(i64::from(*gap) * 5 * MINUTE.0);
                RecordedTicket {
                    id: format!("T{i}"),
                    at,
                    kind: kind.map(|k| k % self.kinds.len()),
                    priority: priority.map(|p| p % self.priority_mix.len() as u8),
                    work: work.map(|w| Span(w * MINUTE.0)),
                }
            });
            Recorded { tickets: tickets.collect(), kind_mix: vec![1.0 / self.kinds.len() as f64; self.kinds.len()] }
        });
        Demand { day_factor_cv: self.day_factor_cv, recorded, incidents: self.incidents(), ..Demand::default() }
    }
}

impl fmt::Debug for DeskPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (k, kind) in self.kinds.iter().enumerate() {
            write!(f, "\n  k{k}: {kind:?}")?;
        }
        for (r, role) in self.roles.iter().enumerate() {
            write!(f, "\n  r{r}: (visits, systemic) {role:?}")?;
            for (k, scope) in self.scopes[r].iter().enumerate().take(self.kinds.len()) {
                if let Some(scope) = scope {
                    write!(f, "\n    k{k}: {scope:?}")?;
                }
            }
        }
        for (g, group) in self.groups.iter().enumerate() {
            write!(f, "\n  g{g}: {group:?}")?;
        }
        for (i, incident) in self.incidents.iter().enumerate() {
            write!(f, "\n  i{i}: {incident:?}")?;
        }
        write!(f, "\n  {:?}", self.lifecycle)?;
        let DeskPlan { travel, sites, work_before_pending, business, day_factor_cv, holidays, seed, .. } = self;
        write!(
            f,
            "\n  priorities {:?}, travel {travel} min, {sites:?}, {work_before_pending} of the work before pending",
            self.priority_mix
        )?;
        write!(
            f,
            "\n  business hours {business:?}, holidays {holidays:?}, day factor cv {day_factor_cv}, snapshots {:?}, seed {seed}",
            self.snapshots
        )?;
        write!(f, "\n  {}, overflow {:?}, rank first {}", self.policy, self.overflow, self.rank_first)?;
        let Horizon { warm_up, measured, regime, drain_cap } = self.horizon;
        write!(f, "\n  {regime:?}: warm-up {warm_up:?}, measured {measured:?}, drain cap {drain_cap}")?;
        match &self.recorded {
            Some(recorded) => write!(f, "\n  recorded {recorded:?}"),
            None => Ok(()),
        }
    }
}
