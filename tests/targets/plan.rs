//! Small desks on which everything takes whole minutes, so that a count of minutes is exact.

use desksim::model::{
    Absence, Again, Arrivals, Calendar, Category, Clock, Cost, Course, Dates, Demand, Extent, Group, Horizon, Hours,
    Kind, Law, Lifecycle, Limit, Model, PolicyChoice, Preemption, Profile, Rank, Recorded, RecordedTicket, Regime,
    ReturnsTo, Role, Scope, ScopeTable, ShiftEnd, Sites, Stream, Target,
};
use desksim::units::{MINUTE, Span, Time};
use proptest::prelude::*;
use proptest::sample::select;

/// Minutes of a day and of a week.
pub const DAY: i64 = 1440;
pub const WEEK: i64 = 7 * DAY;

/// A chance, and minutes on the business clock.
pub type Chance = Option<(f64, i64)>;
/// Minutes within which, and the clock.
pub type Within = Option<(i64, Clock)>;

#[derive(Clone, Debug, Default)]
pub struct KindPlan {
    pub pending: Chance,
    pub revisit: Chance,
    pub revisit_pauses: bool,
    pub reopened: Chance,
    pub patience: Option<i64>,
    /// Response and resolution by priority.
    pub targets: [[Within; 2]; PRIORITIES],
}

pub const PRIORITIES: usize = 3;

#[derive(Clone, Debug)]
pub struct TicketPlan {
    /// Minutes after the one before.
    pub gap: i64,
    pub kind: usize,
    pub priority: u8,
    /// Minutes of the first attempt; even, since half of them come before the wait for the user.
    pub work: i64,
}

/// A desk, all times in minutes.
#[derive(Clone, Debug)]
pub struct Plan {
    /// When the business clock runs: from and to, in minutes of the week, apart; the last may run into the next week.
    pub hours: Vec<(i64, i64)>,
    /// Days on which it stands still.
    pub holidays: Vec<i64>,
    pub kinds: Vec<KindPlan>,
    pub tickets: Vec<TicketPlan>,
    pub agents: usize,
    /// When they work, as `hours`.
    pub shift: Vec<(i64, i64)>,
    pub raised_after: [Option<i64>; PRIORITIES],
    pub owner_waits: Option<i64>,
    pub interrupts: bool,
    /// Tickets before those measured.
    pub warm_up: u64,
    pub days: i64,
    pub drain: i64,
    pub seed: u64,
}

const PRESENT: Absence = Absence { unpaid_break: Span::ZERO, shrinkage: 0.0 };

fn law(minutes: i64) -> Law {
    Law::parse("fixed", Some(minutes as f64), None, 60.0).expect("a law")
}

fn spans(pieces: &[(i64, i64)]) -> Vec<(Span, Span)> {
    pieces.iter().map(|(from, to)| (Span(from * MINUTE.0), Span(to * MINUTE.0))).collect()
}

impl Plan {
    /// Whether the business clock runs in a minute, counted from the Monday of week 0: by the definition.
    pub fn open(&self, minute: i64) -> bool {
        let into = minute.rem_euclid(WEEK);
        let inside = |at: i64| self.hours.iter().any(|(from, to)| (*from..*to).contains(&at));
        !self.holidays.contains(&minute.div_euclid(DAY)) && (inside(into) || inside(into + WEEK))
    }

    /// Open minutes from one instant to another, of which a share may be left out.
    pub fn business(&self, from: i64, to: i64, counts: impl Fn(i64) -> bool) -> i64 {
        (from..to).filter(|minute| self.open(*minute) && counts(*minute)).count() as i64
    }

    fn kind(&self, k: usize, plan: &KindPlan) -> Kind {
        let again = |plan: Chance| plan.map(|(chance, after)| Again { chance, after: law(after) });
        Kind {
            name: format!("software/k{k}"),
            category: Category::Software,
            stream: Stream::new(0.0, Arrivals::Poisson, Profile::flat()),
            priority_mix: vec![1.0 / PRIORITIES as f64; PRIORITIES],
            hands: 0.0,
            systemic: 0.0,
            pending: plan.pending.map_or(0.0, |(chance, _)| chance),
            pending_law: law(plan.pending.map_or(0, |(_, minutes)| minutes)),
            blocking: 0.0,
            affected_users: 1.0,
            patience: plan.patience.map(law),
            wrap_up: None,
            course: Course {
                revisit: again(plan.revisit),
                revisit_pauses: plan.revisit_pauses,
                reopened: again(plan.reopened),
                ..Course::default()
            },
        }
    }

    pub fn model(&self) -> Model {
        let minutes = |m: i64| Span(m * MINUTE.0);
        let limit = |within: Within| within.map(|(m, clock)| Limit { within: minutes(m), clock });
        let target = |[response, resolution]: [Within; 2]| Target {
            response: limit(response),
            resolution: limit(resolution),
            share: 0.9,
        };
        let mut scopes = ScopeTable::new(1, self.kinds.len());
        for kind in 0..self.kinds.len() {
            scopes.set(0, kind, Some(Scope { rank: Rank::Primary, work: law(10), resolve: 1.0, escalation: None }));
        }
        let mut at = Time::ZERO;
        let tickets = self.tickets.iter().enumerate().map(|(i, plan)| {
            at += minutes(plan.gap);
            RecordedTicket {
                id: format!("T{i}"),
                at,
                kind: Some(plan.kind % self.kinds.len()),
                priority: Some(plan.priority),
                work: Some(minutes(plan.work)),
            }
        });
        let recorded = Recorded { tickets: tickets.collect(), kind_mix: vec![1.0; self.kinds.len()] };
        let owner = |limit: i64| ReturnsTo::Owner(minutes(limit));
        Model {
            name: "minutes".into(),
            priorities: PRIORITIES,
            kinds: self.kinds.iter().enumerate().map(|(k, plan)| self.kind(k, plan)).collect(),
            roles: vec![Role { name: "r".into(), visits: true, systemic: true }],
            scopes,
            groups: vec![Group {
                name: "g".into(),
                role: 0,
                agents: self.agents,
                shift: spans(&self.shift).into_iter().map(|(from, to)| (from, to, PRESENT)).collect(),
                shift_end: ShiftEnd::Suspend,
                speed: 1.0,
                salary: 0.0,
                site: 0,
                hold: Default::default(),
                on_call: None,
                dates: Dates::default(),
            }],
            calendar: Calendar::default(),
            business_hours: Hours::new(spans(&self.hours)).closed_on(self.holidays.iter().copied()),
            demand: Demand { recorded: Some(recorded), ..Demand::default() },
            targets: self.kinds.iter().map(|kind| kind.targets.map(target).to_vec()).collect(),
            sites: Sites::one(Span::ZERO),
            work_before_pending: 0.5,
            difficulty_share: 0.0,
            lifecycle: Lifecycle {
                returns_to: self.owner_waits.map_or(ReturnsTo::Queue, owner),
                preemption: self.interrupts.then_some(Preemption { priorities: 1, keeps: 1.0, stays: true }),
                raised_after: self.raised_after.map(|after| after.map(minutes)).to_vec(),
                ..Lifecycle::default()
            },
            cost: Cost::default(),
            policy: PolicyChoice::default(),
            horizon: Horizon {
                warm_up: Extent::Tickets(self.warm_up),
                measured: Extent::Span(minutes(self.days * DAY)),
                regime: Regime::Terminating,
                drain_cap: minutes(self.drain),
            },
            snapshots: Vec::new(),
        }
    }
}

/// Office hours with a gap for lunch, nights, all the time, or anything.
fn hours() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let office = (1u8..128, 300i64..600, 60i64..300, 5i64..90, 30i64..300).prop_map(|(days, start, am, lunch, pm)| {
        let of_day = |day: i64| {
            let (from, noon) = (day * DAY + start, day * DAY + start + am);
            [(from, noon), (noon + lunch, noon + lunch + pm)]
        };
        (0..7).filter(|day| days >> day & 1 == 1).flat_map(of_day).collect()
    });
    let nights = (1u8..128, 1000i64..1440, 60i64..720).prop_map(|(days, start, length)| {
        let of_day = |day: i64| (day * DAY + start, day * DAY + start + length);
        (0..7).filter(|day| days >> day & 1 == 1).map(of_day).collect()
    });
    let pieces = proptest::collection::vec((1i64..1500, 1i64..1500), 1..7).prop_map(|all| {
        let mut at = 0;
        let piece = |(gap, length): (i64, i64)| {
            let from = at + gap;
            at = from + length;
            (from, at)
        };
        let pieces: Vec<(i64, i64)> = all.into_iter().map(piece).collect();
        let first = pieces[0].0;
        let cut = pieces.into_iter().filter(|(from, _)| *from < WEEK).map(|(from, to)| (from, to.min(first + WEEK)));
        cut.collect()
    });
    prop_oneof![4 => office, 2 => nights, 2 => pieces, 1 => Just(vec![(0, WEEK)])]
}

fn chance(most: i64) -> impl Strategy<Value = Chance> {
    proptest::option::weighted(0.4, (select(vec![0.3, 0.7]), 1..most))
}

fn within(most: i64) -> impl Strategy<Value = Within> {
    proptest::option::weighted(0.8, (prop_oneof![Just(0), 1..most / 10, 1..most], select(Clock::ALL.to_vec())))
}

fn kind() -> impl Strategy<Value = KindPlan> {
    let targets = proptest::collection::vec((within(600), within(3000)), PRIORITIES);
    (chance(1500), chance(1500), any::<bool>(), chance(900), proptest::option::weighted(0.2, 1i64..2000), targets)
        .prop_map(|(pending, revisit, revisit_pauses, reopened, patience, targets)| KindPlan {
            pending,
            revisit,
            revisit_pauses,
            reopened,
            patience,
            targets: std::array::from_fn(|p| [targets[p].0, targets[p].1]),
        })
}

pub fn plans() -> impl Strategy<Value = Plan> {
    let ticket = (prop_oneof![Just(0i64), 1i64..60, 1i64..900], 0usize..3, 0u8..PRIORITIES as u8, 1i64..120);
    let ticket = ticket.prop_map(|(gap, kind, priority, half)| TicketPlan { gap, kind, priority, work: 2 * half });
    let raised = || proptest::option::weighted(0.5, 1i64..900);
    let clock = (hours(), prop_oneof![Just(Vec::new()), proptest::collection::vec(-1i64..20, 1..8)]);
    let work = (
        proptest::collection::vec(kind(), 1..=3),
        proptest::collection::vec(ticket, 1..50),
        1usize..=3,
        prop_oneof![2 => Just(vec![(0, WEEK)]), 1 => hours()],
    );
    let way = ((raised(), raised()), proptest::option::weighted(0.5, 0i64..600), any::<bool>());
    let window = (select(vec![0u64, 0, 5]), 1i64..15, select(vec![0i64, 1000, 20_000]), any::<u64>());
    (clock, work, way, window).prop_map(|((hours, holidays), work, (raised, owner_waits, interrupts), window)| Plan {
        hours,
        holidays,
        kinds: work.0,
        tickets: work.1,
        agents: work.2,
        shift: work.3,
        raised_after: [None, raised.0, raised.1],
        owner_waits,
        interrupts,
        warm_up: window.0,
        days: window.1,
        drain: window.2,
        seed: window.3,
    })
}
