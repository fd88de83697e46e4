//! The plain twin of the engine: the same desk played from the definitions, by scanning everything at every step.
//!
//! No heap, no generations, no pools, classes or queues: a list of agents, a list of tickets in the system, and at each
//! step a look at all of them for what comes next and for who may work on what.

#[path = "hold.rs"]
mod hold;
#[path = "incident.rs"]
mod incident;

use crate::log::{Fact, Log, extend};
use crate::roster;
use desksim::engine::{Mark, Phase, State};
use desksim::model::{
    AgentId, Duty, Extent, GroupId, KindId, Model, Overflow, Priority, Rank, Regime, ReturnsTo, RoleId, ShiftEnd,
    SiteId,
};
use desksim::units::{DAY, Span, Time, WEEK};
use desksim::workload::{Arrival, Draws, Incidents, Key, linked};

/// What the engine did where a rule decides at random: agent of the n-th start of a ticket. The twin checks that the
/// choice was possible.
pub type Chosen<'c> = &'c dyn Fn(u64, usize) -> Option<AgentId>;

struct Agent {
    group: GroupId,
    role: RoleId,
    site: SiteId,
    speed: f64,
    shift_end: ShiftEnd,
    /// Duty when the run begins, and its changes from then on.
    roster: (Duty, Vec<(Time, Duty)>),
    duty: Duty,
    /// How many of them have happened.
    changes: usize,
    hand: Option<Hand>,
    /// On duty and free to take a ticket, since then.
    idle: Option<Time>,
    /// Free, but with too many open to be given another.
    full: bool,
    several: hold::Several,
    /// In a call-out that no shift of his own has overtaken.
    called_out: bool,
    /// What was put aside for call-outs, the last one last.
    aside: Vec<Hand>,
    /// Free to be called since then; meaningful on call.
    home: Time,
    /// The incident that has pulled them.
    pulled: Option<usize>,
}

/// What an agent is at. A ticket in hand rests if there is no end in sight.
struct Hand {
    ticket: Option<u64>,
    phase: Phase,
    /// How long the phase was when it began.
    whole: Span,
    remaining: Span,
    over: Option<(Time, u64)>,
    way_back: Span,
    /// At this since then, as far as who begins last is interrupted first.
    at_it: Time,
    /// With work that another role could do.
    helping: bool,
}

struct Ticket {
    number: u64,
    key: Key,
    /// Worked on as.
    kind: KindId,
    /// What it is.
    really: KindId,
    first_priority: Priority,
    priority: Priority,
    /// Known to need hands on site.
    hands: bool,
    site: SiteId,
    /// Needs them, and nobody knows.
    afar: bool,
    systemic: bool,
    measured: bool,
    recorded_work: Option<Span>,
    arrived: Time,
    joined: Time,
    since: Time,
    starts: usize,
    waits: u32,
    owner: Option<AgentId>,
    /// The user of a number of them who sent it.
    member: Option<usize>,
    taken_over: bool,
    /// Work content that remains of an attempt.
    rest: Option<Span>,
    raised: Option<(Time, u64)>,
    owner_away: Option<(Time, u64)>,
    spent: [i64; State::COUNT],
    hop: u32,
    pended: bool,
    paused: Span,
    link: Link,
    /// Role it was escalated to.
    meant_for: Option<RoleId>,
    place: Place,
}

/// What it is to the incident of a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Link {
    None,
    Child(usize),
    Parent(usize),
}

/// A major incident that has begun.
struct Incident {
    described: usize,
    /// Number of its parent.
    parent: u64,
    since: Time,
    /// Tickets in the system before.
    open: u64,
    measured: bool,
    over: bool,
    settled: bool,
}

/// A user: kind, key, tickets sent, when the next one comes.
type Member = (KindId, Key, u64, Option<(Time, u64)>);

#[derive(PartialEq, Eq)]
enum Place {
    /// For whom, if assigned to a person; when the user gives up.
    Waiting(Option<AgentId>, Option<(Time, u64)>),
    Hands,
    Pending(State, Time, u64),
    /// Linked to its incident.
    WithIncident,
    BetweenPlaces,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Window {
    Before,
    Inside,
    After,
}

#[derive(Clone, Copy, Debug)]
enum Event {
    PhaseOver(AgentId),
    PendingOver(u64),
    Duty(AgentId, Duty),
    GivesUp(u64),
    OwnerAway(u64),
    Raise(u64),
    TriesAgain(usize),
    NextTicket(usize),
    IncidentBegins(usize),
    Arrival,
    Mark(Mark),
}

/// What the twin understands of a policy as written.
struct Rules {
    agent_rule: String,
    first_role: Option<RoleId>,
    by_priority: bool,
    /// How many, of which role.
    reserves: Vec<(usize, Option<RoleId>)>,
}

pub struct Twin<'t> {
    model: &'t Model,
    draws: &'t Draws,
    chosen: Chosen<'t>,
    rules: Rules,
    now: Time,
    agents: Vec<Agent>,
    tickets: Vec<Ticket>,
    arrived: u64,
    resolved: u64,
    abandoned: u64,
    blocked: u64,
    closed_with_parent: u64,
    key: Key,
    /// Users who send one ticket after the other.
    members: Vec<Member>,
    /// Users who will try again, and children of incidents.
    to_come: Vec<(Time, u64, Arrival, Link)>,
    beginnings: Incidents<'t>,
    /// Of each incident described, when it begins next: key and order.
    next_incidents: Vec<Option<(Time, u64, Key)>>,
    incidents: Vec<Incident>,
    /// Those that are over, in that order.
    over: Vec<usize>,
    /// Things scheduled so far: breaks ties of one rank at one instant.
    scheduled: u64,
    last_assigned: Option<AgentId>,
    window: Window,
    window_end: Option<Time>,
    measured: u64,
    stop_at: Time,
    weeks: i64,
    sampled: Option<Time>,
    log: Log,
}

impl<'t> Twin<'t> {
    /// Plays the desk; `None` if its policy uses a rule that the twin does not know.
    pub fn play(
        model: &'t Model,
        draws: &'t Draws,
        key: Key,
        arrivals: impl Iterator<Item = Arrival>,
        chosen: Chosen<'t>,
    ) -> Option<Log> {
        let role = |name: Option<&str>| name.and_then(|n| model.roles.iter().position(|role| role.name == n));
        let agent_rule = &model.policy.agent_rule;
        let known = [
            "longest-idle",
            "random-idle",
            "round-robin",
            "fixed-order",
            "role-first",
            "fewest-kinds-first",
            "most-kinds-first",
            "fastest-first",
            "shortest-queue",
        ];
        if !known.contains(&agent_rule.name.as_str()) || agent_rule.get("ties") == Some("random") {
            return None;
        }
        let reserves = model.policy.controls.iter().map(|c| {
            assert_eq!(c.name, "reserve");
            let agents = c.get("agents").map_or(1, |n| n.parse().expect("a number"));
            (agents, role(c.get("role")))
        });
        let rules = Rules {
            agent_rule: agent_rule.name.clone(),
            first_role: role(agent_rule.get("role")),
            by_priority: model.policy.ticket_rule.name == "priority",
            reserves: reserves.collect(),
        };
        let agents = model.groups.iter().enumerate().flat_map(|(group, g)| {
            (0..g.agents).map(move |ordinal| Agent {
                group,
                role: g.role,
                site: g.site,
                speed: g.speed,
                shift_end: g.shift_end,
                roster: roster::duties(model, key, g, ordinal),
                duty: Duty::Off,
                changes: 0,
                hand: None,
                idle: None,
                full: false,
                several: hold::Several::default(),
                called_out: false,
                aside: Vec::new(),
                home: Time::ZERO,
                pulled: None,
            })
        });
        let agents: Vec<Agent> = agents.collect();
        let twin = Twin {
            log: Log::new(agents.len()),
            model,
            draws,
            chosen,
            rules,
            now: Time::ZERO,
            agents,
            tickets: Vec::new(),
            arrived: 0,
            resolved: 0,
            abandoned: 0,
            blocked: 0,
            closed_with_parent: 0,
            key,
            members: Vec::new(),
            to_come: Vec::new(),
            beginnings: Incidents::new(model, draws, key),
            next_incidents: vec![None; model.demand.incidents.len()],
            incidents: Vec::new(),
            over: Vec::new(),
            scheduled: 0,
            last_assigned: None,
            window: Window::Before,
            window_end: None,
            measured: 0,
            stop_at: Time::NEVER,
            weeks: 0,
            sampled: None,
        };
        Some(twin.run(arrivals))
    }

    fn run(mut self, mut arrivals: impl Iterator<Item = Arrival>) -> Log {
        for agent in 0..self.agents.len() {
            if self.agents[agent].roster.0 != Duty::Off {
                self.duty_changes(agent, self.agents[agent].roster.0);
            }
        }
        if self.model.horizon.warm_up == Extent::Tickets(0) {
            self.window_starts();
        }
        for (kind, described) in self.model.kinds.iter().enumerate() {
            for user in 0..described.course.population.as_ref().map_or(0, |p| p.users) {
                let key = self.key.named(&described.name).child(u64::from(user));
                self.members.push((kind, key, 0, None));
                self.plan_next(self.members.len() - 1);
            }
        }
        for described in 0..self.next_incidents.len() {
            self.plan_incident(described);
        }
        let mut coming = arrivals.next();
        loop {
            self.nobody_is_idle_in_vain();
            // Tickets that never come cannot end a window counted in tickets: it ends with the last that came.
            if coming.is_none() && self.window != Window::After && !self.window_mark_to_come() {
                if self.window == Window::Before {
                    self.window_starts();
                }
                self.window_ends();
            }
            let measured_open = self.tickets.iter().any(|t| t.measured);
            if self.window == Window::After && !measured_open {
                break;
            }
            if self.arrivals_are_over() {
                coming = None;
                self.to_come.clear();
                self.members.iter_mut().for_each(|m| m.3 = None);
                self.next_incidents.iter_mut().for_each(|next| *next = None);
            }
            let next = self.next(coming.as_ref());
            if self.window == Window::After && next.is_none_or(|(time, _)| time > self.stop_at) {
                self.clock_to(self.stop_at);
                break;
            }
            let (time, event) = next.expect("weeks go on until the window has ended");
            self.clock_to(time);
            match event {
                Event::PhaseOver(agent) => self.phase_over(agent),
                Event::PendingOver(number) => self.comes_back(number),
                Event::Duty(agent, duty) => {
                    self.agents[agent].changes += 1;
                    self.duty_changes(agent, duty);
                }
                Event::GivesUp(number) => self.gives_up(number),
                Event::OwnerAway(number) => {
                    let pile = self.tickets[self.at(number)].pile();
                    self.finds_a_place(number);
                    pile.into_iter().for_each(|agent| self.takes_more(agent));
                }
                Event::Raise(number) => self.raise(number),
                Event::TriesAgain(at) => {
                    let (_, _, arrival, link) = self.to_come.remove(at);
                    self.arrives(arrival, None, link);
                }
                Event::NextTicket(member) => {
                    let (kind, key, sent, _) = self.members[member];
                    (self.members[member].2, self.members[member].3) = (sent + 1, None);
                    self.arrives(self.draws.describe(self.now, key.child(sent), kind), Some(member), Link::None);
                }
                Event::IncidentBegins(described) => self.incident_begins(described),
                Event::Arrival => {
                    let arrival = coming.take().expect("it was next");
                    self.arrives(arrival, None, Link::None);
                    coming = arrivals.next();
                }
                Event::Mark(Mark::WindowStart) => self.window_starts(),
                Event::Mark(Mark::WindowEnd) => self.window_ends(),
                Event::Mark(mark) => {
                    match mark {
                        Mark::Week(week) => self.weeks = week + 1,
                        _ => self.sampled = Some(self.now),
                    }
                    self.marked(mark);
                }
            }
        }
        self.close()
    }

    fn arrivals_are_over(&self) -> bool {
        self.window == Window::After && self.model.horizon.regime == Regime::Terminating
    }

    fn window_mark_to_come(&self) -> bool {
        match self.window {
            Window::Before => matches!(self.model.horizon.warm_up, Extent::Span(_)),
            Window::Inside => self.window_end.is_some(),
            Window::After => false,
        }
    }

    /// The next thing to happen: by time, rank, then as scheduled (agents in order for duties, marks in theirs).
    fn next(&self, coming: Option<&Arrival>) -> Option<(Time, Event)> {
        let mut all: Vec<(Time, u8, u64, Event)> = Vec::new();
        for (a, agent) in self.agents.iter().enumerate() {
            if let Some(hand) = &agent.hand
                && let Some((time, order)) = hand.over
            {
                let rank = u8::from(matches!(hand.phase, Phase::CallOut | Phase::Travel | Phase::Return));
                all.push((time, rank, order, Event::PhaseOver(a)));
            }
            if let Some((time, order, rank)) = agent.several.over {
                all.push((time, rank, order, Event::PhaseOver(a)));
            }
            if let Some((time, duty)) = agent.next_duty() {
                let rank = if duty == Duty::Available { 2 } else { 3 };
                all.push((time, rank, a as u64, Event::Duty(a, duty)));
            }
        }
        for t in &self.tickets {
            match t.place {
                Place::Pending(_, time, order) => {
                    all.push((time, 1, order, Event::PendingOver(t.number)));
                }
                Place::Waiting(_, Some((time, order))) => {
                    all.push((time, 4, order, Event::GivesUp(t.number)));
                }
                _ => {}
            }
            if let (Place::Waiting(Some(_), _), Some((time, order))) = (&t.place, t.owner_away) {
                all.push((time, 5, order, Event::OwnerAway(t.number)));
            }
            if let Some((time, order)) = t.raised {
                all.push((time, 5, order, Event::Raise(t.number)));
            }
        }
        if let Some(arrival) = coming {
            all.push((arrival.at, 6, u64::MAX, Event::Arrival));
        }
        for (m, (.., next)) in self.members.iter().enumerate() {
            if let Some((time, order)) = next {
                all.push((*time, 6, *order, Event::NextTicket(m)));
            }
        }
        for (described, next) in self.next_incidents.iter().enumerate() {
            if let Some((time, order, _)) = next {
                all.push((*time, 6, *order, Event::IncidentBegins(described)));
            }
        }
        for (at, (time, order, ..)) in self.to_come.iter().enumerate() {
            all.push((*time, 6, *order, Event::TriesAgain(at)));
        }
        if self.window != Window::After {
            if let (Window::Before, Extent::Span(span)) = (self.window, self.model.horizon.warm_up) {
                all.push((Time::ZERO + span, 7, 0, Event::Mark(Mark::WindowStart)));
            }
            let week_ends = Time((self.weeks + 1) * WEEK.0);
            all.push((week_ends, 7, 1, Event::Mark(Mark::Week(self.weeks))));
            if let Some((time, mark)) = self.next_sample() {
                all.push((time, 7, 2, Event::Mark(mark)));
            }
            if let Some(end) = self.window_end {
                all.push((end, 7, 3, Event::Mark(Mark::WindowEnd)));
            }
        }
        let first = all.into_iter().min_by_key(|(t, rank, order, _)| (*t, *rank, *order));
        first.map(|(time, _, _, event)| (time, event))
    }

    /// The first time of the day at which the state is sampled after the last one.
    fn next_sample(&self) -> Option<(Time, Mark)> {
        let today = self.sampled.map_or(0, |t| t.0 / DAY.0);
        let times = || self.model.snapshots.iter().enumerate();
        let all = [today, today + 1]
            .into_iter()
            .flat_map(|day| times().map(move |(i, at)| (Time(day * DAY.0) + *at, Mark::Snapshot(i, day))));
        let later = all.filter(|(time, _)| self.sampled.is_none_or(|last| *time > last));
        later.min_by_key(|(time, _)| *time)
    }

    fn clock_to(&mut self, to: Time) {
        assert!(to.week() < roster::WEEKS, "the roster goes on");
        let span = to - self.now;
        assert!(span >= Span::ZERO, "time runs forward");
        let open = self.open();
        extend(&mut self.log.open, span, to, open);
        for t in 0..self.tickets.len() {
            let state = self.state_of(&self.tickets[t]);
            self.tickets[t].spent[state as usize] += span.0;
        }
        for (a, agent) in self.agents.iter().enumerate() {
            extend(&mut self.log.duty[a], span, to, agent.duty);
            if agent.pulled.is_some() && agent.duty != Duty::Available && agent.rostered() == Duty::Available {
                extend(&mut self.log.pulled[a], span, to, ());
            }
            if let Some(hand) = agent.hand.as_ref().filter(|h| h.over.is_some()) {
                extend(&mut self.log.handled[a], span, to, (hand.phase, agent.duty, agent.called_out));
            }
            if let Some(phase) = agent.several.phase() {
                extend(&mut self.log.handled[a], span, to, (phase, agent.duty, false));
            }
        }
        self.now = to;
    }

    /// Tickets in the system; one resolved in error is not until that is found out.
    fn open(&self) -> u64 {
        let resolved = |t: &&Ticket| matches!(t.place, Place::Pending(State::Resolved, ..));
        (self.tickets.len() - self.tickets.iter().filter(resolved).count()) as u64
    }

    /// Whether agents of more than one role may be given it.
    fn is_shared(&self, t: &Ticket) -> bool {
        let mut roles = self.agents.iter().filter(|a| self.may_be_given(a, t).is_some()).map(|a| a.role);
        let first = roles.next();
        roles.any(|role| Some(role) != first)
    }

    /// What a ticket is doing now, by the first definition that fits.
    fn state_of(&self, t: &Ticket) -> State {
        let mut hands = self.agents.iter().flat_map(|a| a.hand.iter().chain(&a.several.hands));
        if let Some(hand) = hands.find(|h| h.ticket == Some(t.number)) {
            return match hand.phase {
                _ if hand.over.is_none() => State::WithAgent,
                Phase::CallOut | Phase::Travel => State::Travel,
                Phase::HandOver => State::HandOver,
                _ => State::Work,
            };
        }
        if self.agents.iter().flat_map(|a| &a.aside).any(|h| h.ticket == Some(t.number)) {
            return State::WithAgent;
        }
        match t.place {
            Place::Pending(state, ..) => return state,
            Place::WithIncident => return State::WithIncident,
            Place::Waiting(Some(_), _) => return State::WithAgent,
            _ => {}
        }
        let may: Vec<&Agent> = self.agents.iter().filter(|a| self.may_be_given(a, t).is_some()).collect();
        if may.iter().all(|a| a.duty != Duty::Available) {
            State::NobodyOnDuty
        } else if may.iter().any(|a| a.idle.is_some() || a.full) {
            State::HeldBack
        } else if may.iter().any(|a| a.hand.iter().chain(&a.several.hands).any(|h| h.helping && h.over.is_some())) {
            State::AllBusyHelping
        } else {
            State::AllBusy
        }
    }

    fn schedule(&mut self, time: Time) -> (Time, u64) {
        self.scheduled += 1;
        (time, self.scheduled)
    }

    fn at(&self, number: u64) -> usize {
        let at = self.tickets.iter().position(|t| t.number == number);
        at.expect("the ticket is in the system")
    }

    fn tell(&mut self, ticket: u64, fact: Fact) {
        self.log.tell(self.now, ticket, fact);
    }

    fn marked(&mut self, mark: Mark) {
        let open = self.open();
        self.tell(u64::MAX, Fact::Marked { mark, open });
    }

    fn window_starts(&mut self) {
        self.window = Window::Inside;
        if let Extent::Span(span) = self.model.horizon.measured {
            self.window_end = Some(self.now + span);
        }
        self.marked(Mark::WindowStart);
    }

    fn window_ends(&mut self) {
        self.window = Window::After;
        self.window_end = None;
        self.stop_at = self.now + self.model.horizon.drain_cap;
        self.marked(Mark::WindowEnd);
    }

    fn arrives(&mut self, a: Arrival, member: Option<usize>, link: Link) {
        if self.window == Window::Before && self.model.horizon.warm_up == Extent::Tickets(self.arrived) {
            self.window_starts();
        }
        let measured = self.window == Window::Inside;
        let number = self.arrived;
        self.arrived += 1;
        // As it looks, unless nobody would serve that.
        let taken_for = if link == Link::None { self.draws.taken_for(a.key, a.kind) } else { a.kind };
        let afar = a.hands && self.model.lifecycle.remote_first.is_some();
        let looks = [(taken_for, afar), (taken_for, false), (a.kind, afar), (a.kind, false)];
        let (kind, afar) = looks
            .into_iter()
            .find(|(kind, afar)| {
                let hands = a.hands && !afar;
                self.agents.iter().any(|agent| self.eligible(agent, *kind, (hands, a.site), a.systemic).is_some())
            })
            .expect("somebody serves it as what it is");
        self.tickets.push(Ticket {
            number,
            key: a.key,
            kind,
            really: a.kind,
            first_priority: a.priority,
            priority: a.priority,
            hands: a.hands && !afar,
            site: a.site,
            afar,
            systemic: a.systemic,
            measured,
            recorded_work: a.work,
            arrived: self.now,
            joined: self.now,
            since: self.now,
            starts: 0,
            waits: 0,
            owner: None,
            member,
            taken_over: false,
            rest: None,
            raised: None,
            owner_away: None,
            spent: [0; State::COUNT],
            hop: 0,
            pended: false,
            paused: Span::ZERO,
            link,
            meant_for: None,
            place: Place::BetweenPlaces,
        });
        let hands = a.hands && !afar;
        let fact = Fact::Arrived { kind, priority: a.priority, hands, site: a.site, systemic: a.systemic, measured };
        self.tell(number, fact);
        self.plan_raise(number);
        match link {
            Link::Parent(incident) => self.parent_arrives(number, incident, measured),
            _ => self.needs_somebody(number),
        }
        self.measured += u64::from(measured);
        if measured && self.model.horizon.measured == Extent::Tickets(self.measured) {
            self.window_ends();
        }
    }

    /// Whether, and as what, an agent may work on such tickets; `hands` with where they are needed.
    fn eligible(&self, agent: &Agent, kind: KindId, hands: (bool, SiteId), systemic: bool) -> Option<Rank> {
        let comes = !hands.0 || self.model.sites.visits_between || agent.site == hands.1;
        self.model.eligible(agent.role, kind, hands.0, systemic).filter(|_| comes)
    }

    /// How long an agent takes to the user of a ticket.
    fn way(&self, agent: &Agent, t: &Ticket) -> Span {
        if t.hands { self.model.sites.way(agent.site, t.site) } else { Span::ZERO }
    }

    /// Whether people of the user's site go before this agent.
    fn is_far(&self, agent: &Agent, t: &Ticket) -> bool {
        let there = |a: &&Agent| a.site == t.site && self.may(a, t).is_some();
        t.hands && agent.site != t.site && self.agents.iter().find(there).is_some()
    }

    /// Whether, and as what, an agent may ever work on a ticket. An escalated one is the work of the role it went to.
    fn may(&self, agent: &Agent, t: &Ticket) -> Option<Rank> {
        let role = agent.role;
        match t.meant_for {
            Some(to) => {
                let comes = !t.hands || self.model.sites.visits_between || agent.site == t.site;
                (to == role && comes).then_some(Rank::Primary)
            }
            None => self.eligible(agent, t.kind, (t.hands, t.site), t.systemic),
        }
    }

    /// Whether the desk has people whose own work a ticket is.
    fn somebodys_own(&self, t: &Ticket) -> bool {
        let mut agents = self.agents.iter();
        agents.any(|a| self.may(a, t) == Some(Rank::Primary))
    }

    /// Rank under which an agent may be given a ticket that has just come.
    fn may_be_given(&self, agent: &Agent, t: &Ticket) -> Option<Rank> {
        let rank = self.may(agent, t)?;
        let helps = self.model.policy.overflow != Overflow::Never || !self.somebodys_own(t);
        (rank == Rank::Primary || helps).then_some(rank)
    }

    /// Rank under which an agent may take a ticket that waits for anybody.
    fn may_take(&self, agent: &Agent, t: &Ticket) -> Option<Rank> {
        let rank = self.may(agent, t)?;
        let helps = self.model.policy.overflow == Overflow::Always || !self.somebodys_own(t);
        (rank == Rank::Primary || helps).then_some(rank)
    }

    /// The last idle agents of this role are kept for their own work.
    fn held_back(&self, role: RoleId) -> bool {
        let idle = self.agents.iter().filter(|a| a.role == role && a.idle.is_some());
        let idle = idle.count();
        let reserves = self.rules.reserves.iter();
        reserves.clone().any(|(kept, of)| of.is_none_or(|r| r == role) && idle <= *kept)
    }

    fn holds(&self, agent: AgentId) -> usize {
        let waiting = self.tickets.iter().filter(|t| matches!(t.place, Place::Waiting(Some(a), _) if a == agent));
        let a = &self.agents[agent];
        let with = a.hand.iter().chain(&a.aside).chain(&a.several.hands).filter(|h| h.ticket.is_some());
        waiting.count() + with.count() + self.pending_that_counts(agent)
    }

    fn needs_somebody(&mut self, number: u64) {
        let t = self.at(number);
        (self.tickets[t].joined, self.tickets[t].since) = (self.now, self.now);
        self.finds_a_place(number);
    }

    /// Somebody gets it, or it waits with the rank in the queue that it has.
    fn finds_a_place(&mut self, number: u64) {
        let t = self.at(number);
        self.tickets[t].place = Place::BetweenPlaces;
        let ticket = &self.tickets[t];
        if let Link::Parent(incident) = ticket.link {
            return self.parent_finds_a_place(number, incident);
        }
        let personal = self.rules.agent_rule == "shortest-queue";
        for rank in Rank::ALL {
            let possible: Vec<AgentId> = (0..self.agents.len())
                .filter(|a| {
                    let agent = &self.agents[*a];
                    let there = if personal {
                        agent.duty == Duty::Available && !self.is_full(*a)
                    } else {
                        agent.idle.is_some()
                    };
                    there
                        && self.may_be_given(agent, ticket) == Some(rank)
                        && (rank == Rank::Primary || !self.held_back(agent.role) || !self.somebodys_own(ticket))
                })
                .collect();
            if possible.is_empty() {
                continue;
            }
            let near = possible.iter().copied().filter(|a| !self.is_far(&self.agents[*a], ticket));
            let near: Vec<AgentId> = near.collect();
            let possible = if near.is_empty() { possible } else { near };
            let agent = self.choose(&possible, ticket);
            assert!(possible.contains(&agent), "agent {agent} may not start #{number}");
            self.last_assigned = Some(agent);
            if self.agents[agent].idle.take().is_some() {
                self.start(agent, number);
                self.may_take_another(agent);
            } else if !self.interrupts(number) && !self.is_lost(number) {
                self.waits(number, Some(agent));
            }
            return;
        }
        if let Some(agent) = self.who_is_called(&self.tickets[t]) {
            return self.call_out(agent, number);
        }
        if !self.interrupts(number) && !self.is_lost(number) {
            self.waits(number, None);
        }
    }

    /// Whether a ticket may interrupt what this agent is at.
    fn goes_before(&self, number: u64, agent: &Agent) -> bool {
        let t = &self.tickets[self.at(number)];
        let (Some(p), Some(hand)) = (self.model.lifecycle.preemption, &agent.hand) else { return false };
        if agent.duty != Duty::Available {
            return false;
        }
        let Some(other) = hand.ticket.filter(|_| hand.phase == Phase::Work && hand.over.is_some()) else {
            return false;
        };
        let other = &self.tickets[self.at(other)];
        let stays = self.way(agent, other) > Span::ZERO || other.is_parent();
        t.priority < p.priorities && t.priority < other.priority && !stays
    }

    /// The least urgent work of anybody, of that the one begun last, makes way; agents whose own work it is go first.
    fn interrupts(&mut self, number: u64) -> bool {
        let ticket = &self.tickets[self.at(number)];
        for (rank, far) in Rank::ALL.into_iter().flat_map(|rank| [(rank, false), (rank, true)]) {
            let of_rank = (0..self.agents.len()).filter(|a| {
                let agent = &self.agents[*a];
                self.may_be_given(agent, ticket) == Some(rank) && self.is_far(agent, ticket) == far
            });
            let last = of_rank.filter(|a| self.goes_before(number, &self.agents[*a])).max_by_key(|a| {
                let hand = self.agents[*a].hand.as_ref().expect("at work");
                (self.tickets[self.at(hand.ticket.expect("a ticket"))].priority, hand.at_it, *a)
            });
            if let Some(agent) = last {
                self.makes_way(agent, number);
                return true;
            }
        }
        false
    }

    fn makes_way(&mut self, agent: AgentId, number: u64) {
        let preemption = self.model.lifecycle.preemption.expect("on");
        let t = self.at(number);
        self.tickets[t].place = Place::BetweenPlaces;
        let displaced = self.out_of_hand(agent, preemption.keeps);
        // The one that interrupts is about to be in hand too.
        let limit = self.model.groups[self.agents[agent].group].hold.open_limit;
        let stays = preemption.stays && limit.is_none_or(|limit| self.holds(agent) + 2 <= limit as usize);
        if stays {
            self.waits(displaced, Some(agent));
        }
        self.start(agent, number);
        if !stays {
            self.finds_a_place(displaced);
        }
    }

    fn out_of_hand(&mut self, agent: AgentId, keeps: f64) -> u64 {
        let hand = self.agents[agent].hand.take().expect("in hand");
        let number = hand.ticket.expect("a ticket");
        let remaining = hand.over.map_or(hand.remaining, |(time, _)| time - self.now);
        let t = self.at(number);
        if hand.phase == Phase::Work {
            let lost = ((hand.whole - remaining).0 as f64 * (1.0 - keeps)) as i64;
            let speed = roster::speed(&self.model.groups[self.agents[agent].group], self.now);
            let rest = (remaining.0 + lost) as f64 * speed;
            self.tickets[t].rest = Some(Span(rest as i64));
        }
        self.tickets[t].since = self.now;
        self.tickets[t].place = Place::BetweenPlaces;
        self.tell(number, Fact::Interrupted { agent });
        number
    }

    /// Whether a ticket that has just come finds every place to wait taken.
    fn is_lost(&mut self, number: u64) -> bool {
        let needs = |t: &Ticket| self.model.kinds[t.really].course.needs_place && !t.is_parent();
        let t = &self.tickets[self.at(number)];
        let waiting = self.tickets.iter().filter(|t| matches!(t.place, Place::Waiting(..)) && needs(t)).count();
        let full = self.model.lifecycle.places.is_some_and(|places| waiting >= places as usize);
        let lost = full && needs(t) && t.waits == 0 && t.starts == 0;
        if lost {
            self.tell(number, Fact::Blocked);
            self.blocked += 1;
            self.may_try_again(number);
            self.leaves(number);
        }
        lost
    }

    fn may_try_again(&mut self, number: u64) {
        let t = &self.tickets[self.at(number)];
        let Some(after) = self.draws.redial(t.key, t.really).filter(|_| !self.arrivals_are_over()) else { return };
        let again = self.draws.describe(self.now + after, t.key.named("tries again"), t.really);
        let mut again = Arrival { priority: t.first_priority, ..again };
        let link = t.link;
        if let Link::Child(incident) = link {
            again = linked(&self.model.demand.incidents[self.incidents[incident].described], again);
        }
        let (time, order) = self.schedule(again.at);
        self.to_come.push((time, order, again, link));
    }

    fn plan_raise(&mut self, number: u64) {
        let t = self.at(number);
        let after = self.model.lifecycle.raised_after.get(usize::from(self.tickets[t].priority)).copied().flatten();
        self.tickets[t].raised = after.map(|after| self.schedule(self.model.business_hours.after(self.now, after)));
    }

    fn raise(&mut self, number: u64) {
        let t = self.at(number);
        self.tickets[t].priority -= 1;
        self.tell(number, Fact::Raised);
        self.plan_raise(number);
        match self.tickets[t].place {
            Place::Waiting(None, _) => match self.who_is_called(&self.tickets[t]) {
                Some(agent) => self.call_out(agent, number),
                None => {
                    self.interrupts(number);
                }
            },
            Place::Waiting(Some(agent), _) if self.goes_before(number, &self.agents[agent]) => {
                self.makes_way(agent, number);
            }
            Place::Waiting(Some(agent), _) if self.may_be_called(&self.agents[agent], &self.tickets[t]) => {
                self.call_out(agent, number);
            }
            Place::Hands => {
                let hands = self.agents.iter_mut().filter_map(|a| a.hand.as_mut());
                for hand in hands.filter(|h| h.ticket == Some(number)) {
                    hand.at_it = self.now;
                }
            }
            _ => {}
        }
    }

    fn comes_back(&mut self, number: u64) {
        let t = self.at(number);
        let ticket = &mut self.tickets[t];
        let Place::Pending(why, ..) = ticket.place else { unreachable!("it was pending") };
        ticket.place = Place::BetweenPlaces;
        let course = &self.model.kinds[ticket.kind].course;
        match why {
            State::PendingUser => ticket.paused += self.draws.pending(ticket.key, ticket.kind),
            State::PendingOther if course.revisit_pauses => {
                let wait = self.draws.revisit(ticket.key, ticket.kind, ticket.hop - 1);
                ticket.paused += wait.expect("a visit was due");
            }
            _ => {}
        }
        let owner = ticket.owner.expect("somebody had it");
        let ReturnsTo::Owner(limit) = self.model.lifecycle.returns_to else {
            self.may_be_given_more(owner);
            return self.needs_somebody(number);
        };
        if ticket.is_parent() {
            return self.needs_somebody(number);
        }
        (ticket.joined, ticket.since) = (self.now, self.now);
        if self.agents[owner].idle.take().is_some() || self.agents[owner].full && !self.is_full(owner) {
            self.start(owner, number);
            self.may_take_another(owner);
        } else if self.goes_before(number, &self.agents[owner]) {
            self.makes_way(owner, number);
        } else if self.may_be_called(&self.agents[owner], &self.tickets[t]) {
            self.call_out(owner, number);
        } else if self.is_full(owner) {
            self.finds_a_place(number);
        } else {
            self.waits(number, Some(owner));
            let until = self.schedule(self.model.business_hours.after(self.now, limit));
            self.tickets[t].owner_away = Some(until);
        }
        self.takes_more(owner);
    }

    /// The agent rule, from its definition.
    fn choose(&self, possible: &[AgentId], t: &Ticket) -> AgentId {
        let breadth = |a: &Agent| {
            let kinds = 0..self.model.kinds.len();
            kinds.filter(|k| self.model.scopes.get(a.role, *k).is_some()).count() as f64
        };
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
        match self.rules.agent_rule.as_str() {
            "longest-idle" => least(&|_, _| 0.0),
            "fixed-order" => possible[0],
            "round-robin" => {
                let after = self.last_assigned.map_or(0, |a| a + 1);
                let next = possible.iter().find(|a| **a >= after);
                *next.unwrap_or(&possible[0])
            }
            "role-first" => least(&|_, a| f64::from(u8::from(Some(a.role) != self.rules.first_role))),
            "fewest-kinds-first" => least(&|_, a| breadth(a)),
            "most-kinds-first" => least(&|_, a| -breadth(a)),
            "fastest-first" => least(&|_, a| {
                let scope = self.model.scopes.get(a.role, t.kind).expect("in scope");
                scope.work.mean / a.speed
            }),
            "shortest-queue" => {
                let first = possible.iter().min_by_key(|a| (self.holds(**a), **a));
                *first.expect("somebody")
            }
            "random-idle" => (self.chosen)(t.number, t.starts).expect("the engine starts it with somebody"),
            other => unreachable!("{other}"),
        }
    }

    fn waits(&mut self, number: u64, with: Option<AgentId>) {
        let t = self.at(number);
        let ticket = &self.tickets[t];
        let patience = self.draws.patience(ticket.key, ticket.kind, ticket.waits);
        let gives_up = patience.map(|p| self.schedule(self.now + p));
        self.tickets[t].place = Place::Waiting(with, gives_up);
        self.tickets[t].waits += 1;
        self.tickets[t].owner_away = None;
    }

    fn gives_up(&mut self, number: u64) {
        let t = &self.tickets[self.at(number)];
        let (since, pile) = (t.since, t.pile());
        self.tell(number, Fact::Waited { since });
        self.tell(number, Fact::Abandoned);
        self.abandoned += 1;
        self.may_try_again(number);
        self.leaves(number);
        pile.into_iter().for_each(|agent| self.takes_more(agent));
    }

    fn plan_next(&mut self, member: usize) {
        let (kind, key, sent, _) = self.members[member];
        let after = self.draws.between(key.child(sent), kind);
        self.members[member].3 = Some(self.schedule(self.now + after));
    }

    fn leaves(&mut self, number: u64) {
        if let Some(member) = self.tickets[self.at(number)].member {
            self.plan_next(member);
        }
        self.tickets.retain(|t| t.number != number);
        let open = self.open();
        let mut settled: Vec<(Time, bool)> = Vec::new();
        let mut by_end: Vec<usize> = self.over.clone();
        by_end.retain(|i| !self.incidents[*i].settled && self.incidents[*i].open >= open);
        for incident in by_end {
            self.incidents[incident].settled = true;
            settled.push((self.incidents[incident].since, self.incidents[incident].measured));
        }
        for (since, measured) in settled {
            self.tell(u64::MAX, Fact::Settled { since, measured });
        }
    }

    /// Whether an agent is on call for a ticket, and at home: nothing in hand but what rests until the shift.
    fn may_be_called(&self, agent: &Agent, t: &Ticket) -> bool {
        let on_call = self.model.groups[agent.group].on_call.as_ref();
        let busy = agent.called_out || agent.hand.as_ref().is_some_and(|h| h.over.is_some());
        let wanted = on_call.is_some_and(|o| o.priorities.contains(&t.priority));
        agent.duty == Duty::OnCall && wanted && !busy
    }

    /// Who is called out for a ticket that is anybody's, if nobody on duty may be given it.
    fn who_is_called(&self, t: &Ticket) -> Option<AgentId> {
        if self.agents.iter().any(|a| a.duty == Duty::Available && self.may_be_given(a, t).is_some()) {
            return None;
        }
        Rank::ALL.into_iter().find_map(|rank| {
            let all = 0..self.agents.len();
            let may = all.filter(|a| {
                let agent = &self.agents[*a];
                self.may_be_given(agent, t) == Some(rank) && self.may_be_called(agent, t)
            });
            may.min_by_key(|a| (self.agents[*a].home, *a))
        })
    }

    /// Tickets that wait call, the most urgent first, as long as one of them finds somebody.
    fn waiting_tickets_call(&mut self) {
        loop {
            let called = |t: &Ticket| match t.place {
                Place::Waiting(None, _) => self.who_is_called(t),
                Place::Waiting(Some(a), _) => Some(a).filter(|a| self.may_be_called(&self.agents[*a], t)),
                _ => None,
            };
            let calls = self.tickets.iter().filter_map(|t| Some(((t.priority, t.joined, t.number), called(t)?)));
            let Some(((.., number), agent)) = calls.min() else { return };
            self.call_out(agent, number);
        }
    }

    fn call_out(&mut self, agent: AgentId, number: u64) {
        let a = &mut self.agents[agent];
        a.called_out = true;
        if let Some(rests) = a.hand.take() {
            a.aside.push(rests);
        }
        let delay = self.model.groups[a.group].on_call.as_ref().expect("on call").delay;
        let priority = self.tickets[self.at(number)].priority;
        self.tell(number, Fact::CalledOut { agent, priority });
        self.takes(agent, number);
        if delay > Span::ZERO {
            self.begin(agent, Some(number), Phase::CallOut, delay);
        } else {
            self.goes(agent, number);
        }
    }

    /// Somebody with nothing in hand is free to be called, if on call.
    fn comes_home(&mut self, agent: AgentId) {
        if self.agents[agent].duty == Duty::OnCall {
            self.agents[agent].home = self.now;
            self.waiting_tickets_call();
        }
    }

    fn start(&mut self, agent: AgentId, number: u64) {
        self.takes(agent, number);
        self.goes(agent, number);
    }

    fn takes(&mut self, agent: AgentId, number: u64) {
        self.agents[agent].full = false;
        let t = self.at(number);
        let role = self.agents[agent].role;
        let ticket = &mut self.tickets[t];
        ticket.place = Place::Hands;
        let first = ticket.starts == 0;
        ticket.starts += 1;
        ticket.taken_over = ticket.owner.is_some_and(|owner| owner != agent);
        ticket.owner = Some(agent);
        let fact = Fact::Started { agent, role, first, since: ticket.since, kind: ticket.kind, hop: ticket.hop };
        ticket.since = self.now;
        self.tell(number, fact);
    }

    fn goes(&mut self, agent: AgentId, number: u64) {
        let way = self.way(&self.agents[agent], &self.tickets[self.at(number)]);
        if way > Span::ZERO {
            self.begin(agent, Some(number), Phase::Travel, way);
        } else {
            self.takes_over(agent, number);
        }
    }

    fn takes_over(&mut self, agent: AgentId, number: u64) {
        let hand_over = self.model.lifecycle.handover;
        if self.tickets[self.at(number)].taken_over && hand_over > Span::ZERO {
            self.begin(agent, Some(number), Phase::HandOver, hand_over);
        } else {
            self.begin_work(agent, number);
        }
    }

    /// The first attempt of a ticket that has to wait for its user has two parts.
    fn in_two_parts(&self, t: &Ticket) -> bool {
        t.hop == 0 && t.link == Link::None && self.draws.pends(t.key, t.kind)
    }

    fn begin_work(&mut self, agent: AgentId, number: u64) {
        let at = self.at(number);
        let role = self.agents[agent].role;
        let speed = roster::speed(&self.model.groups[self.agents[agent].group], self.now);
        let t = &mut self.tickets[at];
        if t.kind != t.really && t.hop == 0 && t.meant_for.is_none() {
            // Who may work on what it is sees it.
            if self.model.eligible(role, t.really, t.hands, t.systemic).is_some() {
                t.kind = t.really;
            }
        }
        if let Some(rest) = t.rest.take() {
            let span = Span((rest.0 as f64 / speed) as i64);
            return self.begin(agent, Some(number), Phase::Work, span);
        }
        let t = &self.tickets[at];
        let drawn = self.draws.work(t.key, role, t.kind, t.hop);
        let content = t.recorded_work.filter(|_| t.hop == 0).unwrap_or(drawn);
        if let Some(share) = self.finding_out(t) {
            let content = (content.0 as f64 * share) as i64;
            return self.begin(agent, Some(number), Phase::Work, Span((content as f64 / speed) as i64));
        }
        let whole = (content.0 as f64 / speed) as i64;
        let before = (whole as f64 * self.model.work_before_pending) as i64;
        let span = match (self.in_two_parts(t), t.pended) {
            (false, _) => whole,
            (true, false) => before,
            (true, true) => whole - before,
        };
        self.begin(agent, Some(number), Phase::Work, Span(span));
    }

    /// Share of an attempt after which a ticket turns out to be something else, if it does.
    fn finding_out(&self, t: &Ticket) -> Option<f64> {
        // An escalation may change the kind too, but only of a ticket that was attempted.
        if t.kind != t.really && t.hop == 0 && t.meant_for.is_none() {
            Some(self.model.lifecycle.triage_share)
        } else if t.afar {
            self.model.lifecycle.remote_first
        } else {
            None
        }
    }

    fn begin(&mut self, agent: AgentId, ticket: Option<u64>, phase: Phase, span: Span) {
        if self.at_once(agent) > 1 {
            return self.begin_beside(agent, ticket, phase, span);
        }
        let over = Some(self.schedule(self.now + span));
        assert!(self.agents[agent].hand.is_none(), "one ticket at a time");
        let helping = ticket.is_some_and(|number| self.is_shared(&self.tickets[self.at(number)]));
        let hand =
            Hand { ticket, phase, whole: span, remaining: span, over, way_back: Span::ZERO, at_it: self.now, helping };
        self.agents[agent].hand = Some(hand);
    }

    fn phase_over(&mut self, agent: AgentId) {
        let hand = self.agents[agent].hand.take().unwrap_or_else(|| self.first_of_several(agent));
        match (hand.phase, hand.ticket) {
            (Phase::CallOut, Some(number)) => self.goes(agent, number),
            (Phase::Travel, Some(number)) => self.takes_over(agent, number),
            (Phase::HandOver, Some(number)) => self.begin_work(agent, number),
            (Phase::Work, Some(number)) => self.work_over(agent, number),
            (Phase::WrapUp, _) => self.puts_down(agent, hand.way_back, Span::ZERO),
            _ => self.looks_for_work(agent),
        }
    }

    fn work_over(&mut self, agent: AgentId, number: u64) {
        let t = self.at(number);
        let role = self.agents[agent].role;
        let ticket = &self.tickets[t];
        let back = self.way(&self.agents[agent], ticket);
        if self.finding_out(ticket).is_some() {
            let (kind, hands, systemic) = (ticket.really, (ticket.hands, ticket.site), ticket.systemic);
            let served = self.agents.iter().any(|a| self.eligible(a, kind, hands, systemic).is_some());
            let ticket = &mut self.tickets[t];
            if ticket.kind != ticket.really {
                ticket.kind = ticket.really;
                if !served {
                    (ticket.hands, ticket.afar) = (ticket.hands || ticket.afar, false);
                }
            } else {
                (ticket.afar, ticket.hands) = (false, true);
            }
            ticket.place = Place::BetweenPlaces;
            self.tell(number, Fact::FoundOut { role });
            self.lets_go(agent, back, Span::ZERO);
            return self.needs_somebody(number);
        }
        let ticket = &self.tickets[t];
        if let Link::Child(incident) = ticket.link {
            return self.link_over(agent, number, incident);
        }
        if self.in_two_parts(ticket) && !ticket.pended {
            let wait = self.draws.pending(ticket.key, ticket.kind);
            let (time, order) = self.schedule(self.model.business_hours.after(self.now, wait));
            self.tickets[t].pended = true;
            self.tickets[t].place = Place::Pending(State::PendingUser, time, order);
            self.lets_go(agent, back, Span::ZERO);
            return;
        }
        self.tell(number, Fact::Attempted { agent, role });
        let t = &self.tickets[t];
        let scope = self.model.scopes.get(role, t.kind).expect("in scope");
        let onward = scope.escalation.filter(|e| {
            let mut of_role = self.agents.iter().filter(|a| a.role == e.role);
            of_role.any(|a| self.eligible(a, e.kind, (t.hands, t.site), t.systemic).is_some())
        });
        let resolved = self.draws.resolved(t.key, role, t.kind, t.hop);
        let wrap_up = self.draws.wrap_up(t.key, t.kind, t.hop);
        match onward.filter(|_| !resolved) {
            None if self.draws.revisit(t.key, t.kind, t.hop).is_some() => {
                let wait = self.draws.revisit(t.key, t.kind, t.hop).expect("just seen");
                self.tell(number, Fact::ToBeVisited { role });
                self.leaves_for(number, State::PendingOther, wait);
                self.lets_go(agent, back, wrap_up);
            }
            None if !t.is_parent() && self.draws.reopened(t.key, t.kind, t.hop).is_some() => {
                let wait = self.draws.reopened(t.key, t.kind, t.hop).expect("just seen");
                self.tell(number, Fact::ResolvedInError { role });
                self.leaves_for(number, State::Resolved, wait);
                self.lets_go(agent, back, wrap_up);
            }
            None => {
                let (kind, hop, paused, spent) = (t.kind, t.hop, t.paused, t.spent);
                let fact = Fact::Resolved { role, kind, hop, paused, spent };
                let link = t.link;
                self.tell(number, fact);
                self.resolved += 1;
                if let Link::Parent(incident) = link {
                    return self.incident_over(agent, number, incident, wrap_up);
                }
                self.leaves(number);
                self.lets_go(agent, back, wrap_up);
            }
            Some(onward) => {
                let to = onward.role;
                self.tell(number, Fact::Escalated { from: role, to });
                let t = self.at(number);
                let ticket = &mut self.tickets[t];
                ticket.hop += 1;
                ticket.kind = onward.kind;
                ticket.meant_for = Some(to);
                ticket.place = Place::BetweenPlaces;
                self.lets_go(agent, back, wrap_up);
                self.needs_somebody(number);
            }
        }
    }

    fn leaves_for(&mut self, number: u64, why: State, wait: Span) {
        let (time, order) = self.schedule(self.model.business_hours.after(self.now, wait));
        let t = self.at(number);
        self.tickets[t].hop += 1;
        self.tickets[t].place = Place::Pending(why, time, order);
    }

    fn lets_go(&mut self, agent: AgentId, back: Span, wrap_up: Span) {
        self.puts_down(agent, back, wrap_up);
        self.takes_more(agent);
    }

    /// First what is left to write up, then the way back.
    fn puts_down(&mut self, agent: AgentId, back: Span, wrap_up: Span) {
        if wrap_up > Span::ZERO {
            self.begin(agent, None, Phase::WrapUp, wrap_up);
            if let Some(hand) = &mut self.agents[agent].hand {
                hand.way_back = back;
            }
        } else if back > Span::ZERO {
            self.begin(agent, None, Phase::Return, back);
        } else {
            self.looks_for_work(agent);
        }
    }

    /// An agent with nothing in hand takes a ticket, or is idle, or is not there.
    fn looks_for_work(&mut self, agent: AgentId) {
        let on = self.agents[agent].duty == Duty::Available;
        self.agents[agent].called_out = false;
        if let Some(mut hand) = self.agents[agent].aside.pop() {
            if on {
                (hand.over, hand.at_it) = (Some(self.schedule(self.now + hand.remaining)), self.now);
            }
            self.agents[agent].hand = Some(hand);
            if on {
                return;
            }
        }
        if !on {
            return self.comes_home(agent);
        }
        self.agents[agent].full = false;
        let full = self.is_full(agent);
        if self.goes_to_incident(agent) {
            return;
        }
        let mut leaving = (0..self.agents.len()).filter(|a| self.is_leaving(*a) && self.are_alike(agent, *a));
        if let Some(leaving) = leaving.next().filter(|_| !full) {
            self.agents[agent].idle = None;
            let number = self.out_of_hand(leaving, 1.0);
            self.comes_home(leaving);
            self.start(agent, number);
            return self.may_take_another(agent);
        }
        self.agents[agent].idle = Some(self.now);
        if let Some(number) = self.next_ticket(agent) {
            self.agents[agent].idle = None;
            self.start(agent, number);
            self.may_take_another(agent);
        } else if full {
            (self.agents[agent].idle, self.agents[agent].full) = (None, true);
        }
    }

    /// The ticket rule, from its definition.
    fn next_ticket(&self, agent: AgentId) -> Option<u64> {
        let lane = |t: &Ticket| if self.rules.by_priority { t.priority } else { 0 };
        let own = self.tickets.iter().filter(|t| t.pile() == Some(agent));
        let own = own.min_by_key(|t| (lane(t), t.joined, t.number));
        let first = self.next_of_anybody(agent).filter(|_| !self.is_full(agent));
        // What waits for anybody goes before what waits for this agent only by its lane.
        match (own, first) {
            (Some(own), Some(first)) => Some(if lane(own) <= lane(first) { own.number } else { first.number }),
            (own, first) => own.or(first).map(|t| t.number),
        }
    }

    /// Of the tickets that wait for anybody, the one for this agent.
    fn next_of_anybody(&self, agent: AgentId) -> Option<&Ticket> {
        let a = &self.agents[agent];
        let lane = |t: &Ticket| if self.rules.by_priority { t.priority } else { 0 };
        let spared = !self.held_back(a.role);
        let anybodys = self.tickets.iter().filter_map(|t| {
            if !matches!(t.place, Place::Waiting(None, _)) {
                return None;
            }
            let rank = self.may_take(a, t)?;
            (rank == Rank::Primary || spared || !self.somebodys_own(t)).then_some((rank, t))
        });
        let first = anybodys.min_by_key(|(rank, t)| {
            let rank = u8::from(*rank == Rank::Secondary);
            let (one, two) = if self.model.policy.rank_first { (rank, lane(t)) } else { (lane(t), rank) };
            (one, two, self.is_far(a, t), t.joined, t.number)
        });
        first.map(|(_, t)| t)
    }

    fn duty_changes(&mut self, agent: AgentId, duty: Duty) {
        let was = std::mem::replace(&mut self.agents[agent].duty, duty);
        let ends = self.agents[agent].shift_end;
        self.agents[agent].full = false;
        if self.at_once(agent) > 1 {
            self.duty_of_several(agent);
        }
        let resting = self.agents[agent].hand.as_ref().map(|h| (h.over, h.remaining));
        match (resting, duty == Duty::Available) {
            (Some((None, remaining)), true) => {
                let over = Some(self.schedule(self.now + remaining));
                let now = self.now;
                let hand = self.agents[agent].hand.as_mut().expect("in hand");
                (hand.over, hand.at_it) = (over, now);
            }
            (Some((Some((time, _)), _)), false) if !ends.finishes() && !self.agents[agent].called_out => {
                let hand = self.agents[agent].hand.as_mut().expect("in hand");
                hand.remaining = time - self.now;
                hand.over = None;
            }
            (Some(_), _) => {
                if duty == Duty::Available && was != Duty::Available {
                    let now = self.now;
                    self.agents[agent].hand.as_mut().expect("in hand").at_it = now;
                }
            }
            (None, true) if self.at_once(agent) > 1 => self.may_take_another(agent),
            (None, true) => self.looks_for_work(agent),
            (None, false) => self.agents[agent].idle = None,
        }
        self.takes_more(agent);
        match duty {
            Duty::Available => self.agents[agent].called_out = false,
            Duty::OnCall => self.agents[agent].home = self.now,
            _ => {}
        }
        if duty.is_off() && !was.is_off() && ends == ShiftEnd::HandOver {
            self.hands_over(agent);
        }
        if self.is_leaving(agent) {
            let idle = (0..self.agents.len()).filter(|a| self.agents[*a].idle.is_some() && self.are_alike(agent, *a));
            if let Some(by) = idle.min_by_key(|a| (self.agents[*a].idle, *a)) {
                let number = self.out_of_hand(agent, 1.0);
                self.comes_home(agent);
                self.agents[by].idle = None;
                self.start(by, number);
                self.may_take_another(by);
            }
        }
        self.waiting_tickets_call();
    }

    /// The shift is over, and somebody may take over what is in hand.
    fn is_leaving(&self, agent: AgentId) -> bool {
        let a = &self.agents[agent];
        let on_site = |number| self.way(a, &self.tickets[self.at(number)]) > Span::ZERO;
        let in_hand = a.hand.as_ref().and_then(|h| h.ticket);
        let over = a.duty.is_off() && !a.called_out;
        over && a.shift_end == ShiftEnd::Relieved && in_hand.is_some_and(|number| !on_site(number))
    }

    fn are_alike(&self, one: AgentId, other: AgentId) -> bool {
        let of = |a: AgentId| (self.agents[a].role, self.model.groups[self.agents[a].group].speed, self.agents[a].site);
        of(one) == of(other)
    }

    /// At the end of a shift what is in hand, unless on site, and what waits for the agent goes to others.
    fn hands_over(&mut self, agent: AgentId) {
        let on_site = |t: &Ticket| self.way(&self.agents[agent], t) > Span::ZERO;
        let in_hand = self.agents[agent].hand.as_ref().and_then(|h| h.ticket);
        let called_out = self.agents[agent].called_out;
        if !called_out && in_hand.is_some_and(|number| !on_site(&self.tickets[self.at(number)])) {
            let number = self.out_of_hand(agent, 1.0);
            self.finds_a_place(number);
        }
        let lane = |t: &Ticket| if self.rules.by_priority { t.priority } else { 0 };
        let own = self.tickets.iter().filter(|t| matches!(t.place, Place::Waiting(Some(with), _) if with == agent));
        let mut own: Vec<(u8, Time, u64)> = own.map(|t| (lane(t), t.joined, t.number)).collect();
        own.sort_unstable();
        for (_, _, number) in own {
            self.finds_a_place(number);
        }
    }

    /// Unless a control holds people back, nobody is idle while a ticket waits that they may take.
    fn nobody_is_idle_in_vain(&self) {
        let calls = |t: &&Ticket| match t.place {
            Place::Waiting(None, _) => self.who_is_called(t).is_some(),
            Place::Waiting(Some(with), _) => self.may_be_called(&self.agents[with], t),
            _ => false,
        };
        let number = self.tickets.iter().find(calls).map(|t| t.number);
        assert_eq!(number, None, "somebody is at home while a ticket calls at {:?}", self.now);
        if !self.rules.reserves.is_empty() {
            return;
        }
        for (a, agent) in self.agents.iter().enumerate() {
            if agent.idle.is_none() {
                continue;
            }
            assert!(agent.duty == Duty::Available && agent.hand.is_none());
            let mut waiting = self.tickets.iter();
            let taken = waiting.find(|t| match t.place {
                Place::Waiting(None, _) => self.may_take(agent, t).is_some(),
                Place::Waiting(Some(with), _) => with == a,
                _ => false,
            });
            let number = taken.map(|t| t.number);
            assert_eq!(number, None, "agent {a} is idle while a ticket waits at {:?}", self.now);
        }
    }

    fn close(mut self) -> Log {
        for t in std::mem::take(&mut self.tickets) {
            if matches!(t.place, Place::Waiting(..)) {
                self.tell(t.number, Fact::Waited { since: t.since });
            }
            self.tell(t.number, Fact::LeftOpen { spent: t.spent });
            assert!(t.arrived <= self.now);
        }
        let closed = self.closed_with_parent;
        let left = self.arrived - self.resolved - closed - self.abandoned - self.blocked;
        self.log.finish((self.arrived, self.resolved, self.abandoned, left, self.now, self.blocked, closed))
    }
}

impl Ticket {
    fn is_parent(&self) -> bool {
        matches!(self.link, Link::Parent(_))
    }
}

impl Ticket {
    /// Whose own queue it waits in.
    fn pile(&self) -> Option<AgentId> {
        if let Place::Waiting(agent, _) = self.place { agent } else { None }
    }
}

impl Agent {
    /// Duty by the roster.
    fn rostered(&self) -> Duty {
        self.changes.checked_sub(1).map_or(self.roster.0, |last| self.roster.1[last].1)
    }

    /// The first change of the roster that has not happened.
    fn next_duty(&self) -> Option<(Time, Duty)> {
        self.roster.1.get(self.changes).copied()
    }
}
