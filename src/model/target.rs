//! What the desk promises.

use super::Hours;
use crate::units::{Span, Time};

/// Which clock a time is read on. Reports always name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clock {
    /// Every hour counts.
    Calendar,
    /// Only business hours count.
    Business,
    /// Only business hours count, and none while the ticket waits for its user.
    BusinessLessPauses,
}

impl Clock {
    /// All clocks, in reporting order.
    pub const ALL: [Clock; 3] = [Clock::Calendar, Clock::Business, Clock::BusinessLessPauses];

    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Clock::Calendar => "calendar",
            Clock::Business => "business",
            Clock::BusinessLessPauses => "business-less-pauses",
        }
    }
}

/// A limit on the desk's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Met when the time taken is at most this.
    pub within: Span,
    /// The clock it is read on.
    pub clock: Clock,
}

impl Limit {
    /// The instant at which a limit from `arrived` on ends, if the clock stands still for `paused` business time.
    pub fn ends(&self, hours: &Hours, arrived: Time, paused: Span) -> Time {
        match self.clock {
            Clock::Calendar => arrived + self.within,
            Clock::Business => hours.after(arrived, self.within),
            Clock::BusinessLessPauses => hours.after(arrived, self.within + paused),
        }
    }
}

/// The promise for one kind and priority; a missing limit promises nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Target {
    /// From arrival to the first touch.
    pub response: Option<Limit>,
    /// From arrival to resolved.
    pub resolution: Option<Limit>,
    /// Share of tickets that is to meet the resolution limit, 0 to 1.
    pub share: f64,
}
