//! Sickness: on which days an agent is not well.
//!
//! A chain of days for each agent: who is sick stays so over night with a chance that gives spells their mean length (they
//! are geometric), who is well falls sick with the chance that gives the days their share in the long run. A draw goes by
//! group name, ordinal and day of the run: neither policies nor other agents change it, and a greater share of sickness
//! adds days and takes none away.

use super::key::{Chance, Key, Purpose};
use crate::model::Group;

/// The sickness of a group in one replication.
#[derive(Clone, Debug)]
pub struct Health {
    key: Key,
    share: Chance,
    falls: Chance,
    stays: Chance,
}

impl Health {
    /// Of a group in the replication with this key; `None` if nobody of it is ever sick.
    pub fn new(replication: Key, group: &Group) -> Option<Health> {
        let sickness = group.dates.sickness.filter(|s| s.share > 0.0)?;
        let (share, days) = (sickness.share, sickness.mean_days);
        Some(Health {
            key: replication.named("sickness").named(&group.name),
            share: Chance::new(share),
            falls: Chance::new((share / (days * (1.0 - share))).min(1.0)),
            stays: Chance::new(1.0 - 1.0 / days),
        })
    }

    /// Whether the agent with this ordinal is sick on a day, after the day before; after `None`, on the first day asked
    /// about, as in the long run.
    pub fn is_sick(&self, ordinal: usize, day: i64, before: Option<bool>) -> bool {
        let chance = match before {
            None => self.share,
            Some(true) => self.stays,
            Some(false) => self.falls,
        };
        chance.hit(self.key.child(ordinal as u64).child(day as u64).draw(Purpose::Sick, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Dates, ShiftEnd, Sickness};

    fn group(name: &str, share: f64, mean_days: f64) -> Group {
        Group {
            name: name.into(),
            role: 0,
            agents: 3,
            shift: Vec::new(),
            shift_end: ShiftEnd::Suspend,
            speed: 1.0,
            salary: 0.0,
            site: 0,
            hold: Default::default(),
            on_call: None,
            dates: Dates { sickness: Some(Sickness { share, mean_days }), ..Dates::default() },
        }
    }

    fn days(health: &Health, ordinal: usize, days: i64) -> Vec<bool> {
        let mut before = None;
        let day = |day| *before.insert(health.is_sick(ordinal, day, before));
        (0..days).map(day).collect()
    }

    /// z of a share of a thousand checks at one in a million each.
    const Z: f64 = 4.9;

    #[test]
    fn share_and_length_of_spells_are_those_asked_for() {
        for (share, mean) in [(0.01, 1.0), (0.04, 3.0), (0.04, 20.0), (0.3, 5.0), (0.5, 1.0)] {
            let health = Health::new(Key::root(1, 0), &group("technicians", share, mean)).expect("sickness");
            let (agents, long) = (200, 2_000);
            let (mut sick, mut nights, mut ends) = (0.0, 0.0, 0.0);
            for ordinal in 0..agents {
                let days = days(&health, ordinal, long);
                sick += days.iter().filter(|d| **d).count() as f64;
                nights += days.windows(2).filter(|d| d[0]).count() as f64;
                ends += days.windows(2).filter(|d| d[0] && !d[1]).count() as f64;
            }
            let n = agents as f64 * long as f64;
            // The days of an agent are correlated: by this factor from one to the next.
            let over_night = 1.0 - 1.0 / mean - share / (mean * (1.0 - share));
            let error = (share * (1.0 - share) / n * (1.0 + over_night) / (1.0 - over_night)).sqrt();
            assert!((sick / n - share).abs() <= Z * error, "{share} {mean}: {}", sick / n);
            // Of the nights that a sick agent goes into, each ends the spell with chance 1 / mean.
            let error = (mean * (mean - 1.0) / ends).sqrt();
            assert!((nights / ends - mean).abs() <= Z * error, "{share} {mean}: {}", nights / ends);
        }
    }

    #[test]
    fn others_and_greater_shares_change_no_sick_day() {
        let of = |name, share, ordinal| days(&Health::new(Key(7), &group(name, share, 4.0)).unwrap(), ordinal, 3_000);
        let (few, more) = (of("technicians", 0.03, 1), of("technicians", 0.06, 1));
        assert!(few.iter().zip(&more).all(|(few, more)| !few || *more));
        assert!(few != of("technicians", 0.03, 2) && few != of("specialists", 0.03, 1));
        assert!(Health::new(Key(7), &group("technicians", 0.0, 4.0)).is_none());
    }
}
