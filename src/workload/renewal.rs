//! Renewal arrivals: independent gaps of any law, bent to the course of the week by a change of time.
//!
//! A gap of 1 is the time in which one ticket is expected. More demand shortens all gaps by the same factor; ticket
//! number n keeps its key.

use super::arrivals::{Found, Stretch};
use super::contacts::Contacts;
use super::demand::{DayFactor, Week};
use super::key::{Key, Purpose};
use super::table::Sampler;
use crate::model::{KindId, Stream};

/// The arrivals of one kind.
#[derive(Clone, Debug)]
pub(super) struct Renewal<'m> {
    key: Key,
    contacts: Contacts,
    week: Week,
    factor: DayFactor<'m>,
    gap: Sampler,
    /// Tickets drawn so far; the last one is still to come.
    number: u64,
    next: Key,
    /// Tickets expected between the start of the day and the next one.
    ahead: f64,
}

impl<'m> Renewal<'m> {
    /// `gap` is the law of the gaps with a mean of one second.
    pub fn new(key: Key, kind: KindId, stream: &Stream, factor: DayFactor<'m>, gap: Sampler) -> Self {
        let week = Week::new(stream);
        let contacts = Contacts::new(kind, stream);
        let mut this = Renewal { key, contacts, week, factor, gap, number: 0, next: key, ahead: 0.0 };
        this.pass();
        this
    }

    /// Tickets expected on a day, those that users solve themselves included.
    pub fn expected(&self, day: i64) -> f64 {
        self.points(day) * self.week.batch()
    }

    /// Points expected on a day.
    fn points(&self, day: i64) -> f64 {
        self.week.volume(day) * self.factor.of(day)
    }

    fn pass(&mut self) {
        self.next = self.key.child(self.number);
        self.number += 1;
        self.ahead += self.gap.seconds(self.next.draw(Purpose::Gap, 0));
    }

    /// Adds the tickets of a stretch, which must follow the one before.
    pub fn find(&mut self, stretch: &Stretch, found: &mut Vec<Found>) {
        let volume = self.points(stretch.day);
        let until = self.week.day(stretch.day).before(stretch.hours.end);
        while self.ahead < volume && self.ahead / volume < until {
            let at = self.week.day(stretch.day).instant(self.ahead / volume);
            self.contacts.come(at, self.next, found);
            self.pass();
        }
        if stretch.ends_day() {
            // Rounding may leave the last ticket of the day an instant before midnight: then it comes at midnight.
            self.ahead = (self.ahead - volume).max(0.0);
        }
    }
}
