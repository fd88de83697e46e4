//! What a run says about itself, flat: the form in which the engine and its twin are compared.

use desksim::engine::{Handled, Ledger, Mark, Phase, Recorder, State, Ticket};
use desksim::model::{AgentId, Duty, KindId, Priority, RoleId, SiteId};
use desksim::units::{HOUR, Span, Time};
use std::fmt;

/// Something that happened to a ticket, or a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    Arrived {
        kind: KindId,
        priority: Priority,
        hands: bool,
        site: SiteId,
        systemic: bool,
        measured: bool,
    },
    /// Was taken at home by somebody on call.
    CalledOut {
        agent: AgentId,
        priority: Priority,
    },
    Started {
        agent: AgentId,
        role: RoleId,
        first: bool,
        since: Time,
        kind: KindId,
        hop: u32,
    },
    Attempted {
        agent: AgentId,
        role: RoleId,
    },
    Escalated {
        from: RoleId,
        to: RoleId,
    },
    Resolved {
        role: RoleId,
        kind: KindId,
        hop: u32,
        paused: Span,
        spent: [i64; State::COUNT],
    },
    ClosedWithParent {
        role: RoleId,
        waiting: bool,
        paused: Span,
        spent: [i64; State::COUNT],
    },
    IncidentOver {
        since: Time,
        measured: bool,
    },
    Settled {
        since: Time,
        measured: bool,
    },
    /// Left its queue without being taken, or waits at the end, having waited since then.
    Waited {
        since: Time,
    },
    Abandoned,
    Blocked,
    FoundOut {
        role: RoleId,
    },
    ToBeVisited {
        role: RoleId,
    },
    ResolvedInError {
        role: RoleId,
    },
    Interrupted {
        agent: AgentId,
    },
    Raised,
    LeftOpen {
        spent: [i64; State::COUNT],
    },
    Marked {
        mark: Mark,
        open: u64,
    },
}

/// What an agent did, under which duty, and whether in a call-out.
pub type Handling = (Phase, Duty, bool);

/// A fact with its instant and the number of its ticket.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub at: Time,
    pub ticket: u64,
    pub fact: Fact,
}

impl fmt::Debug for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fact::Arrived { kind, priority, hands, site, systemic, measured } => {
                write!(
                    f,
                    "arrives k{kind} p{priority} hands={hands} site={site} systemic={systemic} measured={measured}"
                )
            }
            Fact::Started { agent, role, first, since, kind, hop } => {
                write!(f, "starts with agent {agent} (r{role}) first={first} since={} k{kind} hop {hop}", Clock(*since))
            }
            Fact::CalledOut { agent, priority } => write!(f, "calls out agent {agent} as p{priority}"),
            Fact::Attempted { agent, role } => {
                write!(f, "attempt over by agent {agent} (r{role})")
            }
            Fact::Escalated { from, to } => write!(f, "escalated r{from} to r{to}"),
            Fact::Resolved { role, kind, hop, paused, spent } => {
                write!(f, "resolved by r{role} k{kind} hop {hop} paused {paused} spent {spent:?}")
            }
            Fact::ClosedWithParent { role, waiting, paused, spent } => {
                write!(f, "closed with parent, by r{role}, waiting={waiting} paused {paused} spent {spent:?}")
            }
            Fact::IncidentOver { since, measured } => {
                write!(f, "incident over since {} measured={measured}", Clock(*since))
            }
            Fact::Settled { since, measured } => write!(f, "settled since {} measured={measured}", Clock(*since)),
            Fact::Waited { since } => write!(f, "waited since {}", Clock(*since)),
            Fact::Abandoned => write!(f, "abandoned"),
            Fact::Blocked => write!(f, "blocked"),
            Fact::FoundOut { role } => write!(f, "found out by r{role}"),
            Fact::ToBeVisited { role } => write!(f, "to be visited by r{role}"),
            Fact::ResolvedInError { role } => write!(f, "resolved in error by r{role}"),
            Fact::Interrupted { agent } => write!(f, "interrupted with agent {agent}"),
            Fact::Raised => write!(f, "raised"),
            Fact::LeftOpen { spent } => write!(f, "left open, spent {spent:?}"),
            Fact::Marked { mark, open } => write!(f, "{mark:?} open={open}"),
        }
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} #{} {:?}", Clock(self.at), self.ticket, self.fact)
    }
}

/// Hours of a run, to the microsecond where it matters.
struct Clock(Time);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, rest) = (self.0.0.div_euclid(HOUR.0), self.0.0.rem_euclid(HOUR.0));
        write!(f, "{hours}h{:09.6}m", rest as f64 / 6e7)
    }
}

/// A stretch of an agent's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<T> {
    pub from: Time,
    pub to: Time,
    pub what: T,
}

/// Appends a stretch up to `to`, joined to the last one if nothing changed in between.
pub fn extend<T: PartialEq>(stretches: &mut Vec<Stretch<T>>, span: Span, to: Time, what: T) {
    if span == Span::ZERO {
        return;
    }
    let from = to - span;
    match stretches.last_mut() {
        Some(last) if last.to == from && last.what == what => last.to = to,
        _ => stretches.push(Stretch { from, to, what }),
    }
}

/// Arrived, resolved, abandoned, still open, end, blocked, closed with parent.
pub type Totals = (u64, u64, u64, u64, Time, u64, u64);

/// The log of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    pub lines: Vec<Line>,
    /// What is told of tickets still open at the end, in order of their numbers.
    pub left: Vec<Line>,
    /// Per agent, when a ticket was handled or its agent travelled, and on what duty.
    pub handled: Vec<Vec<Stretch<Handling>>>,
    /// Per agent, when they were pulled off tickets.
    pub pulled: Vec<Vec<Stretch<()>>>,
    /// Per agent, the duty.
    pub duty: Vec<Vec<Stretch<Duty>>>,
    /// How many tickets were in the system.
    pub open: Vec<Stretch<u64>>,
    pub totals: Totals,
}

impl Log {
    pub fn new(agents: usize) -> Self {
        Log {
            handled: vec![Vec::new(); agents],
            pulled: vec![Vec::new(); agents],
            duty: vec![Vec::new(); agents],
            ..Log::default()
        }
    }

    pub fn tell(&mut self, at: Time, ticket: u64, fact: Fact) {
        self.lines.push(Line { at, ticket, fact });
    }

    /// Puts what is told of tickets still open in order; the order in which a run tells it has no meaning.
    pub fn finish(mut self, totals: Totals) -> Self {
        self.totals = totals;
        let open: Vec<u64> =
            self.lines.iter().filter(|l| matches!(l.fact, Fact::LeftOpen { .. })).map(|l| l.ticket).collect();
        let mut at_end = vec![];
        while let Some(line) = self.lines.pop() {
            let last = matches!(line.fact, Fact::LeftOpen { .. } | Fact::Waited { .. }) && open.contains(&line.ticket);
            if !last {
                self.lines.push(line);
                break;
            }
            at_end.push(line);
        }
        at_end.reverse();
        at_end.sort_by_key(|l| l.ticket);
        self.left = at_end;
        self
    }

    /// The first difference from another log, with what happened just before; `None` if they are equal.
    pub fn difference(&self, other: &Log) -> Option<String> {
        if self == other {
            return None;
        }
        let lines = |log: &Log| [&log.lines[..], &log.left[..]].concat();
        let (mine, theirs) = (lines(self), lines(other));
        let same = mine.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
        if same < mine.len() || same < theirs.len() {
            let before = &mine[same.saturating_sub(12)..same];
            let after = |l: &[Line]| l[same..].iter().take(4).copied().collect::<Vec<_>>();
            return Some(format!(
                "both:\n{before:#?}\nthen engine:\n{:#?}\nbut twin:\n{:#?}",
                after(&mine),
                after(&theirs)
            ));
        }
        let first = |a: &dyn fmt::Debug, b: &dyn fmt::Debug| format!("{a:?}\n{b:?}");
        for agent in 0..self.handled.len() {
            for (what, a, b) in [
                ("handled", format!("{:?}", self.handled[agent]), format!("{:?}", other.handled[agent])),
                ("pulled", format!("{:?}", self.pulled[agent]), format!("{:?}", other.pulled[agent])),
                ("duty", format!("{:?}", self.duty[agent]), format!("{:?}", other.duty[agent])),
            ] {
                if a != b {
                    return Some(format!("agent {agent} {what}:\nengine {a}\ntwin {b}"));
                }
            }
        }
        if self.totals != other.totals {
            return Some(first(&self.totals, &other.totals));
        }
        Some(first(&self.open, &other.open))
    }
}

impl Recorder for Log {
    fn mark(&mut self, now: Time, mark: Mark, open: u64) {
        self.tell(now, u64::MAX, Fact::Marked { mark, open });
    }
    fn arrived(&mut self, now: Time, t: &Ticket) {
        let fact = Fact::Arrived {
            kind: t.kind,
            priority: t.priority,
            hands: t.hands,
            site: t.site,
            systemic: t.systemic,
            measured: t.measured,
        };
        self.tell(now, t.number, fact);
    }
    fn open_for(&mut self, open: u64, span: Span) {
        let to = self.open.last().map_or(Time::ZERO, |s| s.to) + span;
        extend(&mut self.open, span, to, open);
    }
    fn started(&mut self, now: Time, t: &Ticket, agent: AgentId, role: RoleId, first: bool) {
        let fact = Fact::Started { agent, role, first, since: t.since, kind: t.kind, hop: t.hop };
        self.tell(now, t.number, fact);
    }
    fn called_out(&mut self, now: Time, t: &Ticket, agent: AgentId) {
        self.tell(now, t.number, Fact::CalledOut { agent, priority: t.priority });
    }
    fn waited(&mut self, now: Time, t: &Ticket) {
        self.tell(now, t.number, Fact::Waited { since: t.since });
    }
    fn handled(&mut self, now: Time, h: Handled) {
        extend(&mut self.handled[h.agent], h.span, now, (h.phase, h.duty, h.called_out));
    }
    fn on_duty(&mut self, now: Time, agent: AgentId, duty: Duty, span: Span) {
        extend(&mut self.duty[agent], span, now, duty);
    }
    fn attempted(&mut self, now: Time, t: &Ticket, agent: AgentId, role: RoleId) {
        self.tell(now, t.number, Fact::Attempted { agent, role });
    }
    fn resolved(&mut self, now: Time, t: &Ticket, role: RoleId) {
        let fact = Fact::Resolved { role, kind: t.kind, hop: t.hop, paused: t.paused, spent: t.spent };
        self.tell(now, t.number, fact);
    }
    fn closed_with_parent(&mut self, now: Time, t: &Ticket, role: RoleId, waiting: bool) {
        self.tell(now, t.number, Fact::ClosedWithParent { role, waiting, paused: t.paused, spent: t.spent });
    }
    fn incident_over(&mut self, now: Time, since: Time, measured: bool) {
        self.tell(now, u64::MAX, Fact::IncidentOver { since, measured });
    }
    fn settled(&mut self, now: Time, since: Time, measured: bool) {
        self.tell(now, u64::MAX, Fact::Settled { since, measured });
    }
    fn pulled(&mut self, now: Time, agent: AgentId, span: Span) {
        extend(&mut self.pulled[agent], span, now, ());
    }
    fn escalated(&mut self, now: Time, t: &Ticket, from: RoleId, to: RoleId) {
        self.tell(now, t.number, Fact::Escalated { from, to });
    }
    fn abandoned(&mut self, now: Time, t: &Ticket) {
        self.tell(now, t.number, Fact::Abandoned);
    }
    fn left_open(&mut self, now: Time, t: &Ticket) {
        self.tell(now, t.number, Fact::LeftOpen { spent: t.spent });
    }
    fn blocked(&mut self, now: Time, t: &Ticket) {
        self.tell(now, t.number, Fact::Blocked);
    }
    fn found_out(&mut self, now: Time, t: &Ticket, role: RoleId) {
        self.tell(now, t.number, Fact::FoundOut { role });
    }
    fn to_be_visited(&mut self, now: Time, t: &Ticket, role: RoleId) {
        self.tell(now, t.number, Fact::ToBeVisited { role });
    }
    fn resolved_in_error(&mut self, now: Time, t: &Ticket, role: RoleId) {
        self.tell(now, t.number, Fact::ResolvedInError { role });
    }
    fn interrupted(&mut self, now: Time, t: &Ticket, agent: AgentId) {
        self.tell(now, t.number, Fact::Interrupted { agent });
    }
    fn raised(&mut self, now: Time, t: &Ticket) {
        self.tell(now, t.number, Fact::Raised);
    }
}

/// Totals of the engine's ledger in the form of a log.
pub fn totals(ledger: &Ledger) -> Totals {
    (
        ledger.arrived,
        ledger.resolved,
        ledger.abandoned,
        ledger.open,
        ledger.end,
        ledger.blocked,
        ledger.closed_with_parent,
    )
}
