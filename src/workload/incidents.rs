//! When major incidents begin, and the tickets that come with one.

use super::arrivals::{Arrival, Found, Stretch};
use super::demand::DayFactor;
use super::draws::Draws;
use super::key::{Key, Purpose, uniform};
use super::poisson::Poisson;
use super::table::{Sampler, Tables};
use crate::model::law::Shape;
use crate::model::{self, Begins, Incident, Law, Model, Stream};
use crate::units::{Span, Time};

/// Weeks of a year of 365.25 days.
const WEEKS_A_YEAR: f64 = 365.25 / 7.0;

/// What the incidents of a desk are drawn from.
#[derive(Clone, Debug)]
pub(super) struct IncidentDraws {
    /// The exponential law with a mean of one second.
    unit: Sampler,
    /// Work content of each parent, where it is not that of its kind.
    work: Vec<Option<Sampler>>,
}

impl IncidentDraws {
    pub fn new(model: &Model, tables: &mut Tables) -> Option<Self> {
        let incidents = &model.demand.incidents;
        if incidents.is_empty() {
            return None;
        }
        let unit = tables.sampler(&Law { shape: Shape::Exponential, mean: 1.0 });
        let work = incidents.iter().map(|i| i.work.as_ref().map(|law| tables.sampler(law))).collect();
        Some(IncidentDraws { unit, work })
    }
}

/// The beginnings of the incidents of a replication, each for itself in order of time.
#[derive(Clone, Debug)]
pub struct Incidents<'m> {
    model: &'m Model,
    of: Vec<Beginnings<'m>>,
}

#[derive(Clone, Debug)]
enum Beginnings<'m> {
    Once(Option<(Time, Key)>),
    /// The days up to this one have been drawn; of the last of them these are left, the first one last.
    Now(Box<Poisson<'m>>, i64, Vec<Found>),
}

impl<'m> Incidents<'m> {
    /// Those of the replication with this key.
    pub fn new(model: &'m Model, draws: &Draws, root: Key) -> Self {
        let Some(of_incidents) = &draws.incidents else { return Incidents { model, of: Vec::new() } };
        let beginnings = |incident: &Incident| {
            let key = root.named("incident").named(&incident.name);
            match incident.begins {
                Begins::At(at) => Beginnings::Once(Some((at, key))),
                Begins::PerYear(per_year) => {
                    let profile = model.kinds[incident.kind].stream.profile.clone();
                    let stream = Stream::new(per_year / WEEKS_A_YEAR, model::Arrivals::Poisson, profile);
                    let factor = DayFactor::of_dates(&model.demand.by_day);
                    let poisson = Poisson::new(key, incident.kind, &stream, factor, of_incidents.unit.clone());
                    Beginnings::Now(Box::new(poisson), 0, Vec::new())
                }
            }
        };
        Incidents { model, of: model.demand.incidents.iter().map(beginnings).collect() }
    }

    /// When an incident begins the next time, and the key of all that is drawn for it; `None` if it does not any more.
    pub fn next(&mut self, incident: usize) -> Option<(Time, Key)> {
        match &mut self.of[incident] {
            Beginnings::Once(begins) => begins.take(),
            Beginnings::Now(poisson, day, left) => {
                let mut days_without = 0;
                while left.is_empty() {
                    days_without = if poisson.expected(*day) > 0.0 { 0 } else { days_without + 1 };
                    if days_without > self.model.demand.by_day.period() {
                        return None;
                    }
                    poisson.find(&Stretch { day: *day, hours: 0..24 }, left);
                    left.sort_unstable_by_key(|found| std::cmp::Reverse((found.at, found.key)));
                    *day += 1;
                }
                left.pop().map(|found| (found.at, found.key))
            }
        }
    }
}

impl Draws {
    /// The parent of an incident of a desk that begins at this instant. Its cause is systemic, and no user is asked.
    pub fn parent(&self, model: &Model, incident: usize, at: Time, key: Key) -> Arrival {
        let described = &model.demand.incidents[incident];
        let work = self.incidents.as_ref().and_then(|i| i.work[incident].as_ref());
        let work = work.map(|law| law.span(key.draw(Purpose::Work, 0)));
        let as_any = self.describe(at, key, described.kind);
        Arrival { priority: described.priority, hands: false, systemic: true, pends: false, work, ..as_any }
    }

    /// Its children in order of arrival. A larger mean number adds some; those that were there stay what they are.
    pub fn children(&self, model: &Model, incident: usize, at: Time, key: Key) -> Vec<Arrival> {
        let described = &model.demand.incidents[incident];
        let Some(IncidentDraws { unit, .. }) = &self.incidents else { return Vec::new() };
        let (mut children, mut reached) = (Vec::new(), 0.0);
        for number in 0.. {
            let key = key.child(number);
            // A Poisson number: the points of a process of rate 1 before the mean.
            reached += unit.seconds(key.draw(Purpose::Count, 0));
            if reached >= described.children {
                break;
            }
            let after = Span((uniform(key.draw(Purpose::Gap, 0)) * described.within.0 as f64) as i64);
            children.push(linked(described, self.describe(at + after, key, described.child_kind)));
        }
        children.sort_by_key(|child| child.at);
        children
    }
}

/// A ticket as a child of an incident: all there is to do is to link it.
pub fn linked(incident: &Incident, ticket: Arrival) -> Arrival {
    Arrival { hands: false, systemic: false, pends: false, work: Some(incident.child_work), ..ticket }
}
