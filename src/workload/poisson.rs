//! Poisson arrivals as layers of marked points.
//!
//! Think of the points of a Poisson process in the plane day x rate: a day that expects 60 tickets has the points below
//! height 60. More demand only *adds* points: those that were there keep their instant and their key. The plane is cut into
//! layers whose heights double, so that a stream looks at no more than twice the points it needs; in the topmost one a
//! mark says how high a point lies. Each day is drawn for itself, so that a busier day, or a holiday, shifts nothing else.

use super::demand::{DayFactor, Week};
use super::key::{Key, Purpose, uniform};
use super::table::Sampler;
use crate::model::Stream;
use crate::units::Time;

/// Height of the lowest layer, tickets a day.
const LOWEST: f64 = 8.0;

/// Points drawn at a time: their draws do not depend on each other, so that the processor overlaps them.
const BATCH: usize = 8;

#[derive(Clone, Copy, Debug)]
struct Layer {
    key: Key,
    /// Share of the day between points, on average: one over the points a day, the layer's height.
    mean_gap: f64,
    /// Marks below this are tickets: 1 but in the topmost layer.
    keep: f64,
    /// Points drawn so far, and the share of the day they reach to.
    drawn: u64,
    reached: f64,
    /// Tickets of the batch: how many, which is next, key and share of the day of each.
    kept: usize,
    next: usize,
    tickets: [(f64, Key); BATCH],
}

impl Layer {
    fn new(key: Key, height: f64, keep: f64, gap: &Sampler) -> Self {
        let mut layer = Layer {
            key,
            mean_gap: 1.0 / height,
            keep,
            drawn: 0,
            reached: 0.0,
            kept: 0,
            next: 0,
            tickets: [(0.0, key); BATCH],
        };
        layer.draw(gap);
        layer
    }

    /// Draws batches until one has a ticket or the day is over.
    fn draw(&mut self, gap: &Sampler) {
        (self.kept, self.next) = (0, 0);
        while self.kept == 0 {
            let mut shares = [0.0; BATCH];
            let points: [Key; BATCH] = std::array::from_fn(|i| self.key.child(self.drawn + i as u64));
            for (share, point) in shares.iter_mut().zip(&points) {
                *share = gap.seconds(point.draw(Purpose::Gap, 0)) * self.mean_gap;
            }
            for (share, point) in shares.iter().zip(&points) {
                self.reached += share;
                self.tickets[self.kept] = (self.reached, *point);
                let mark = if self.keep < 1.0 { uniform(point.draw(Purpose::Mark, 0)) } else { 0.0 };
                self.kept += usize::from(mark < self.keep);
            }
            self.drawn += BATCH as u64;
            if self.reached >= 1.0 && self.kept == 0 {
                self.tickets[0].0 = f64::INFINITY;
                return;
            }
        }
    }

    /// Share of the day at which its next ticket comes.
    #[inline]
    fn share(&self) -> f64 {
        self.tickets[self.next].0
    }

    /// Moves on to the next ticket.
    #[inline]
    fn pass(&mut self, gap: &Sampler) {
        self.next += 1;
        if self.next >= self.kept {
            self.draw(gap);
        }
    }
}

/// The arrivals of one kind.
#[derive(Clone, Debug)]
pub(super) struct Poisson {
    key: Key,
    week: Week,
    factor: DayFactor,
    gap: Sampler,
    day: i64,
    hour: usize,
    layers: Vec<Layer>,
    /// Share of the day at which each layer has its next point.
    shares: Vec<f64>,
}

impl Poisson {
    /// `gap` is the exponential law with a mean of one second.
    pub fn new(key: Key, stream: &Stream, factor: DayFactor, gap: Sampler) -> Self {
        let mut this = Poisson {
            key,
            week: Week::new(stream),
            factor,
            gap,
            day: -1,
            hour: 0,
            layers: Vec::new(),
            shares: Vec::new(),
        };
        this.next_day();
        this
    }

    fn next_day(&mut self) {
        self.day += 1;
        self.hour = 0;
        self.layers.clear();
        self.shares.clear();
        let volume = self.week.volume(self.day) * self.factor.of(self.day);
        let key = self.key.child(self.day as u64);
        let (mut low, mut height) = (0.0, LOWEST);
        while low < volume {
            let keep = ((volume - low) / height).min(1.0);
            let layer = key.child(self.layers.len() as u64);
            let layer = Layer::new(layer, height, keep, &self.gap);
            self.shares.push(layer.share());
            self.layers.push(layer);
            low += height;
            height = low;
        }
    }

    /// The next ticket's instant and key.
    #[inline]
    pub fn next(&mut self) -> Option<(Time, Key)> {
        if self.layers.is_empty() && self.week.is_empty() {
            return None;
        }
        loop {
            let mut first = f64::INFINITY;
            let mut at = 0;
            for (i, share) in self.shares.iter().enumerate() {
                if *share < first {
                    (first, at) = (*share, i);
                }
            }
            if first >= 1.0 {
                self.next_day();
                continue;
            }
            let layer = &mut self.layers[at];
            let (_, key) = layer.tickets[layer.next];
            layer.pass(&self.gap);
            self.shares[at] = layer.share();
            return Some((self.week.instant(self.day, first, &mut self.hour), key));
        }
    }
}
