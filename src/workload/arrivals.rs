//! All tickets of a replication in arrival order.

use super::demand::DayFactor;
use super::key::{Key, Purpose};
use super::poisson::Poisson;
use super::recorded::{KindMix, kind_of};
use super::renewal::Renewal;
use super::{Draws, table::Sampler};
use crate::model::{self, KindId, Model, Priority};
use crate::units::{Span, Time};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;

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
    /// The cause is systemic; then it needs no hands at one user's desk.
    pub systemic: bool,
    /// Work content of the first attempt, where it is recorded.
    pub work: Option<Span>,
}

#[derive(Clone, Debug)]
enum Source {
    Poisson(Poisson),
    Renewal(Renewal),
}

impl Source {
    #[inline]
    fn next(&mut self) -> Option<(Time, Key)> {
        match self {
            Source::Poisson(poisson) => poisson.next(),
            Source::Renewal(renewal) => renewal.next(),
        }
    }
}

/// The tickets of one replication, endless unless they are recorded; memory does not grow.
#[derive(Clone, Debug)]
pub struct Arrivals<'m> {
    model: &'m Model,
    draws: &'m Draws,
    root: Key,
    sources: Vec<Source>,
    /// First ticket of each source not taken yet. Ties between kinds go by key: the order of rows has no meaning.
    first: BinaryHeap<Reverse<(Time, Key, KindId)>>,
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
            first: BinaryHeap::new(),
            next_recorded: 0,
            kind_mix: KindMix::new(model),
        };
        if model.demand.recorded.is_none() {
            for (kind, described) in model.kinds.iter().enumerate() {
                let key = root.named(&described.name);
                let factor = DayFactor::new(root, draws.day_factor.clone());
                let gap: Sampler = draws.gaps[kind].clone();
                let mut source = match described.stream.arrivals {
                    model::Arrivals::Poisson => Source::Poisson(Poisson::new(key, &described.stream, factor, gap)),
                    model::Arrivals::Renewal(_) => Source::Renewal(Renewal::new(key, &described.stream, factor, gap)),
                };
                if let Some((at, key)) = source.next() {
                    this.first.push(Reverse((at, key, kind)));
                }
                this.sources.push(source);
            }
        }
        this
    }

    fn recorded(&mut self) -> Option<Arrival> {
        let recorded = self.model.demand.recorded.as_ref()?;
        let ticket = recorded.tickets.get(self.next_recorded)?;
        self.next_recorded += 1;
        let key = self.root.named(&ticket.id);
        let kind = kind_of(ticket, key, &self.kind_mix);
        let arrival = self.describe(ticket.at, key, kind);
        Some(Arrival { priority: ticket.priority.unwrap_or(arrival.priority), work: ticket.work, ..arrival })
    }

    #[inline]
    fn describe(&self, at: Time, key: Key, kind: KindId) -> Arrival {
        let (hands, systemic) = self.draws.needs(kind);
        let priority = self.draws.priority(key, kind);
        let hands = !hands.is_never() && hands.hit(key.draw(Purpose::Hands, 0));
        Arrival {
            at,
            key,
            kind,
            priority,
            hands,
            systemic: !hands && !systemic.is_never() && systemic.hit(key.draw(Purpose::Systemic, 0)),
            work: None,
        }
    }
}

impl Iterator for Arrivals<'_> {
    type Item = Arrival;

    #[inline]
    fn next(&mut self) -> Option<Arrival> {
        if self.sources.is_empty() {
            return self.recorded();
        }
        let mut first = self.first.peek_mut()?;
        let Reverse((at, key, kind)) = *first;
        match self.sources[kind].next() {
            Some((next_at, next_key)) => *first = Reverse((next_at, next_key, kind)),
            None => {
                PeekMut::pop(first);
                return Some(self.describe(at, key, kind));
            }
        }
        drop(first);
        Some(self.describe(at, key, kind))
    }
}
