//! Poisson arrivals as layers of marked points.
//!
//! Think of the points of a Poisson process in the plane day x rate: a day that expects 60 tickets has the points below
//! height 60. More demand only *adds* points: those that were there keep their instant and their key. The plane is cut into
//! layers, each octave of heights into equal steps, so that a stream looks at hardly more points than it needs; in the topmost
//! layer a mark says how high a point lies. Each day is drawn for itself, so that a busier day, or a holiday, shifts nothing else.

use super::arrivals::{Found, Stretch};
use super::bursts::Phases;
use super::contacts::Contacts;
use super::demand::{DayFactor, Week};
use super::key::{Key, Purpose, uniform};
use super::table::Sampler;
use crate::model::{KindId, Stream};

/// Height of the lowest layer, tickets a day.
const LOWEST: f64 = 8.0;

/// Layers from there to double the height, and so on: what is drawn in vain is a sixth on average. More of them would save
/// points, but each costs a look at every stretch.
const STEPS: i32 = 2;

#[derive(Clone, Copy, Debug)]
struct Layer {
    key: Key,
    /// Share of the day between points, on average: one over the points a day, the layer's height.
    mean_gap: f64,
    /// Marks below this are tickets: 1 but in the topmost layer.
    keep: f64,
    /// Points drawn so far.
    drawn: u64,
    /// The point that comes next, and its share of the day.
    point: Key,
    share: f64,
}

impl Layer {
    fn new(key: Key, height: f64, keep: f64, gap: &Sampler) -> Self {
        let mut layer = Layer { key, mean_gap: 1.0 / height, keep, drawn: 0, point: key, share: 0.0 };
        layer.pass(gap);
        layer
    }

    /// Moves on to the next point.
    #[inline(always)]
    fn pass(&mut self, gap: &Sampler) {
        self.point = self.key.child(self.drawn);
        self.drawn += 1;
        self.share += gap.seconds(self.point.draw(Purpose::Gap, 0)) * self.mean_gap;
    }

    /// The point is a ticket.
    #[inline(always)]
    fn keeps(&self) -> bool {
        self.keep >= 1.0 || uniform(self.point.draw(Purpose::Mark, 0)) < self.keep
    }
}

/// The arrivals of one kind.
#[derive(Clone, Debug)]
pub(super) struct Poisson<'m> {
    key: Key,
    contacts: Contacts,
    week: Week,
    factor: DayFactor<'m>,
    gap: Sampler,
    phases: Option<Phases>,
    layers: Vec<Layer>,
}

impl<'m> Poisson<'m> {
    /// `gap` is the exponential law with a mean of one second.
    pub fn new(key: Key, kind: KindId, stream: &Stream, factor: DayFactor<'m>, gap: Sampler) -> Self {
        let (contacts, week) = (Contacts::new(kind, stream), Week::new(stream));
        let phases = stream.bursts.map(|bursts| Phases::new(key, bursts, gap.clone()));
        Poisson { key, contacts, week, factor, gap, phases, layers: Vec::new() }
    }

    /// Tickets expected on a day, those that users solve themselves included.
    pub fn expected(&self, day: i64) -> f64 {
        self.points(day) * self.week.batch()
    }

    /// Points expected on a day.
    fn points(&self, day: i64) -> f64 {
        self.week.volume(day) * self.factor.of(day)
    }

    fn starts_day(&mut self, day: i64) {
        self.layers.clear();
        let mut volume = self.points(day);
        if let Some(phases) = &mut self.phases {
            phases.starts_day(day);
            volume *= phases.peak();
        }
        let key = self.key.child(day as u64);
        let (mut low, mut height, mut octave) = (0.0, LOWEST, LOWEST);
        while low < volume {
            let keep = ((volume - low) / height).min(1.0);
            let layer = key.child(self.layers.len() as u64);
            self.layers.push(Layer::new(layer, height, keep, &self.gap));
            low += height;
            if low >= 2.0 * octave {
                octave = low;
            }
            height = octave / f64::from(STEPS);
        }
    }

    /// Adds the tickets of a stretch, which must follow the one before.
    pub fn find(&mut self, stretch: &Stretch, found: &mut Vec<Found>) {
        if stretch.hours.start == 0 {
            self.starts_day(stretch.day);
        }
        let course = self.week.day(stretch.day);
        let until = course.before(stretch.hours.end);
        for kept in &mut self.layers {
            let mut layer = *kept;
            while layer.share < until {
                if layer.keeps() {
                    let at = course.instant(layer.share);
                    if self.phases.as_ref().is_none_or(|phases| phases.keeps(at, layer.point)) {
                        self.contacts.come(at, layer.point, found);
                    }
                }
                layer.pass(&self.gap);
            }
            *kept = layer;
        }
    }
}
