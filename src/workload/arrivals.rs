//! All tickets of a replication in arrival order.

use super::Draws;
use super::demand::DayFactor;
use super::key::Key;
use super::poisson::Poisson;
use super::recorded::{KindMix, kind_of};
use super::renewal::Renewal;
use crate::model::{self, KindId, Model, Priority, SiteId};
use crate::units::{DAY, Span, Time};
use std::ops::Range;

/// A ticket as it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When.
    pub at: Time,
    /// What all its draws are derived from.
    pub key: Key,
    /// Its kind.
    pub kind: KindId,
    /// Its priority.
    pub priority: Priority,
    /// Needs hands on site.
    pub hands: bool,
    /// Where its user is.
    pub site: SiteId,
    /// The cause is systemic; then it needs no hands at one user's desk.
    pub systemic: bool,
    /// The first attempt is interrupted to wait for the user.
    pub pends: bool,
    /// Work content of the first attempt, where it is recorded.
    pub work: Option<Span>,
}

/// Hours of one day, whose tickets are drawn and put in order together.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub day: i64,
    pub hours: Range<usize>,
}

impl Stretch {
    pub fn ends_day(&self) -> bool {
        self.hours.end == 24
    }
}

/// A ticket found in a stretch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub at: Time,
    pub key: Key,
    pub kind: KindId,
}

/// Tickets that a stretch should bring: enough to draw and to sort them together, and no more than the fastest memory holds.
const TOGETHER: f64 = 512.0;
/// Bits of a ticket's place among those of a stretch; the others hold the microseconds of a day.
const PLACE_BITS: u32 = 27;

#[derive(Clone, Debug)]
enum Source<'m> {
    Poisson(Poisson<'m>),
    Renewal(Renewal<'m>),
}

impl Source<'_> {
    fn expected(&self, day: i64) -> f64 {
        match self {
            Source::Poisson(poisson) => poisson.expected(day),
            Source::Renewal(renewal) => renewal.expected(day),
        }
    }

    fn find(&mut self, stretch: &Stretch, found: &mut Vec<Found>) {
        match self {
            Source::Poisson(poisson) => poisson.find(stretch, found),
            Source::Renewal(renewal) => renewal.find(stretch, found),
        }
    }
}

/// The tickets of one replication, endless unless they are recorded or dates bring none for ever; memory does not grow.
#[derive(Clone, Debug)]
pub struct Arrivals<'m> {
    model: &'m Model,
    draws: &'m Draws,
    root: Key,
    /// One for each kind that has demand, by name: ties go by their order, and the order of rows has no meaning.
    sources: Vec<Source<'m>>,
    stretch: Stretch,
    hours_together: usize,
    /// The tickets of the stretch.
    found: Vec<Found>,
    /// Their order: instant from the start of the day, and place in `found`.
    order: Vec<u64>,
    next: usize,
    next_recorded: usize,
    kind_mix: KindMix,
}

impl<'m> Arrivals<'m> {
    /// The tickets of a replication.
    pub fn new(model: &'m Model, draws: &'m Draws, seed: u64, replication: u64) -> Self {
        let root = Key::root(seed, replication);
        let mut this = Arrivals {
            model,
            draws,
            root,
            sources: Vec::new(),
            stretch: Stretch { day: -1, hours: 24..24 },
            hours_together: 24,
            found: Vec::new(),
            order: Vec::new(),
            next: 0,
            next_recorded: 0,
            kind_mix: KindMix::new(model),
        };
        if model.demand.recorded.is_none() {
            let mut kinds: Vec<KindId> =
                (0..model.kinds.len()).filter(|k| model.kinds[*k].stream.arriving() > 0.0).collect();
            kinds.sort_by_key(|kind| &model.kinds[*kind].name);
            for kind in kinds {
                let described = &model.kinds[kind];
                let key = root.named(&described.name);
                let factor = DayFactor::new(root, &model.demand.by_day, draws, described.category);
                let (stream, gap) = (&described.stream, draws.gaps[kind].clone());
                this.sources.push(match stream.arrivals {
                    model::Arrivals::Poisson => Source::Poisson(Poisson::new(key, kind, stream, factor, gap)),
                    model::Arrivals::Renewal(_) => Source::Renewal(Renewal::new(key, kind, stream, factor, gap)),
                });
            }
            this.open_at_start();
        }
        this
    }

    /// Puts the tickets that are there as the run begins before all others.
    fn open_at_start(&mut self) {
        let (key, mix) = (self.root.named("initial backlog"), KindMix::arriving(self.model));
        for number in 0..u64::from(self.model.demand.initial_backlog) {
            let key = key.child(number);
            if let Some(kind) = mix.pick(key) {
                self.order.push(self.found.len() as u64);
                self.found.push(Found { at: Time::ZERO, key, kind });
            }
        }
    }

    /// Draws stretches until one has a ticket; none at all if no ticket comes any more.
    #[cold]
    #[inline(never)]
    fn draw(&mut self) {
        self.found.clear();
        self.order.clear();
        self.next = 0;
        let mut days_without = 0;
        while self.found.is_empty() {
            if self.stretch.ends_day() {
                let day = self.stretch.day + 1;
                let expected: f64 = self.sources.iter().map(|source| source.expected(day)).sum();
                self.hours_together = (24.0 * TOGETHER / expected).clamp(1.0, 24.0) as usize;
                self.stretch = Stretch { day, hours: 0..0 };
                days_without = if expected > 0.0 { 0 } else { days_without + 1 };
                if days_without > self.model.demand.by_day.period() {
                    return;
                }
            }
            let start = self.stretch.hours.end;
            self.stretch.hours = start..(start + self.hours_together).min(24);
            for source in &mut self.sources {
                source.find(&self.stretch, &mut self.found);
            }
        }
        assert!(self.found.len() < 1 << PLACE_BITS, "{} tickets within an hour", self.found.len());
        let midnight = self.stretch.day * DAY.0;
        let placed = |(place, found): (usize, &Found)| ((found.at.0 - midnight) as u64) << PLACE_BITS | place as u64;
        self.order.extend(self.found.iter().enumerate().map(placed));
        self.order.sort_unstable();
    }

    fn recorded(&mut self) -> Option<Arrival> {
        let recorded = self.model.demand.recorded.as_ref()?;
        let ticket = recorded.tickets.get(self.next_recorded)?;
        self.next_recorded += 1;
        let key = self.root.named(&ticket.id);
        let kind = kind_of(ticket, key, &self.kind_mix);
        let arrival = self.draws.describe(ticket.at, key, kind);
        Some(Arrival { priority: ticket.priority.unwrap_or(arrival.priority), work: ticket.work, ..arrival })
    }
}

impl Iterator for Arrivals<'_> {
    type Item = Arrival;

    #[inline(always)]
    fn next(&mut self) -> Option<Arrival> {
        if self.sources.is_empty() {
            return self.recorded();
        }
        if self.next == self.order.len() {
            self.draw();
            if self.order.is_empty() {
                return None;
            }
        }
        let place = self.order[self.next] as usize % (1 << PLACE_BITS);
        self.next += 1;
        let Found { at, key, kind } = self.found[place];
        Some(self.draws.describe(at, key, kind))
    }
}
