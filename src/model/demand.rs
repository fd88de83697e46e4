//! Where tickets come from.

use super::{KindId, Law, Priority, Profile};
use crate::units::{Span, Time};

/// How the tickets of one kind arrive when they are generated.
#[derive(Clone, Debug)]
pub struct Stream {
    /// Tickets in an average week, before day factors; finite, 0 or more.
    pub per_week: f64,
    /// Law of the arrivals.
    pub arrivals: Arrivals,
    /// Shape of the week.
    pub profile: Profile,
}

/// The point process behind a stream.
#[derive(Clone, Debug)]
pub enum Arrivals {
    /// Independent tickets: a Poisson process.
    Poisson,
    /// A renewal process; the law gives the shape of the gaps, its mean is ignored: the volume sets it.
    Renewal(Law),
}

/// The desk's demand as a whole.
#[derive(Clone, Debug)]
pub struct Demand {
    /// Coefficient of variation of the random factor of each day, gamma with mean 1, common to all kinds; 0 for none.
    pub day_factor_cv: f64,
    /// Recorded tickets that replace the generated ones.
    pub recorded: Option<Recorded>,
}

/// Recorded tickets in opening order. What is not recorded is drawn.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// The tickets, by opening time.
    pub tickets: Vec<RecordedTicket>,
    /// Probability of each kind for a ticket whose kind is not recorded; sums to 1.
    pub kind_mix: Vec<f64>,
}

/// One recorded ticket.
#[derive(Clone, Debug)]
pub struct RecordedTicket {
    /// Identity in the source; the ticket's draws are derived from it.
    pub id: String,
    /// When it was opened.
    pub at: Time,
    /// Kind, where recorded.
    pub kind: Option<KindId>,
    /// Priority, where recorded.
    pub priority: Option<Priority>,
    /// Work content, where recorded.
    pub work: Option<Span>,
}
