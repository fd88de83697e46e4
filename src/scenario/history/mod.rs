//! Recorded tickets: reading an export of a ticketing tool, and measuring a desk's demand from it.
//!
//! [`read`] turns a CSV file, packed with gzip or not, into a [`History`]: tickets in opening order on the wall clock of
//! their desk. Whatever cannot be understood is a [`HistoryMistake`] with its place; nothing is guessed and no row is
//! dropped silently. [`measure`] turns a history into the [`Figures`] of the desk tables it can fill. What is not
//! recorded (kind, work content) is not estimated here.

mod columns;
mod dispersion;
mod gather;
mod intake;
mod locate;
mod mapping;
mod measure;
mod refusal;
mod stamp;
mod tables;
#[cfg(test)]
mod tests;
mod unpack;
mod value;

pub use dispersion::{CV_LIMIT, DayFactor, day_factor};
pub use intake::{read, read_from};
pub use mapping::{Mapping, MappingMistake, Place, WorkUnit};
pub use measure::{Figures, Share, measure, measure_but, quiet_days};
pub use refusal::HistoryMistake;
pub use stamp::DateOrder;

use crate::model::{Recorded, RecordedTicket};
use crate::units::{DAY, Time};
use jiff::civil::Date;

/// The tickets of an export in opening order.
#[derive(Clone, Debug)]
pub struct History {
    /// The day from which [`Time`] counts: Monday of the week in which the earliest ticket was opened.
    pub monday: Date,
    /// The tickets by opening time; those of one instant in the order of the file.
    pub tickets: Vec<HistoryTicket>,
    /// Names of the channels, in order of appearance.
    pub channels: Vec<String>,
    /// Names of the agent groups, in order of appearance.
    pub groups: Vec<String>,
    /// Rows read: the tickets, and those collapsed and outside.
    pub rows: u64,
    /// Rows whose ticket has a later row, which alone counts.
    pub collapsed: u64,
    /// Rows opened before `from` or after `to`.
    pub outside: u64,
    /// Digest of the file as it was read; 0 if it was no file.
    pub digest: u64,
}

/// One ticket with what is recorded of it.
#[derive(Clone, Debug)]
pub struct HistoryTicket {
    /// What a run takes from it.
    pub recorded: RecordedTicket,
    /// Position of its channel in [`History::channels`].
    pub channel: Option<usize>,
    /// Position of its agent group in [`History::groups`].
    pub group: Option<usize>,
}

impl History {
    /// The tickets as demand; `kind_mix` holds the probability of each kind for tickets without one.
    pub fn into_recorded(self, kind_mix: Vec<f64>) -> Recorded {
        Recorded { tickets: self.tickets.into_iter().map(|t| t.recorded).collect(), kind_mix }
    }

    /// The day of an instant.
    pub fn date(&self, at: Time) -> Date {
        let days = at.0.div_euclid(DAY.0).clamp(-4_000_000, 4_000_000);
        self.monday.saturating_add(jiff::Span::new().days(days))
    }

    /// Days of the first and the last ticket; `None` without tickets.
    pub fn dates(&self) -> Option<(Date, Date)> {
        let (first, last) = (self.tickets.first()?, self.tickets.last()?);
        Some((self.date(first.recorded.at), self.date(last.recorded.at)))
    }
}
