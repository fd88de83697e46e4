//! Where tickets come from.

use super::{Incident, KindId, Law, Priority, Profile};
use crate::units::{Span, Time};

/// How the tickets of one kind arrive when they are generated.
#[derive(Clone, Debug)]
pub struct Stream {
    /// Tickets in an average week, before day factors and before what users solve themselves; finite, 0 or more.
    pub per_week: f64,
    /// Law of the arrivals.
    pub arrivals: Arrivals,
    /// Shape of the week.
    pub profile: Profile,
    /// How many come together.
    pub batch: Batch,
    /// Share that users solve themselves, which never arrives; 0 to 1.
    pub deflected: f64,
    /// Bursts of Poisson arrivals; `None` for none.
    pub bursts: Option<Bursts>,
}

impl Stream {
    /// Tickets that come one by one, all of them.
    pub fn new(per_week: f64, arrivals: Arrivals, profile: Profile) -> Self {
        Stream { per_week, arrivals, profile, batch: Batch::One, deflected: 0.0, bursts: None }
    }

    /// Tickets that arrive in an average week, before day factors.
    pub fn arriving(&self) -> f64 {
        self.per_week * (1.0 - self.deflected)
    }
}

/// A rate that alternates between bursts and calm, each of exponential length; its mean is that of the stream.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bursts {
    /// Rate of a burst as a multiple of the calm rate; 1 or more.
    pub factor: f64,
    /// Mean length of a burst, above 0.
    pub mean: Span,
    /// Mean length of the calm between bursts, above 0.
    pub calm_mean: Span,
}

impl Bursts {
    /// Share of time in bursts.
    pub fn share(self) -> f64 {
        self.mean.0 as f64 / (self.mean.0 + self.calm_mean.0) as f64
    }

    /// Rate of a burst as a multiple of the mean rate.
    pub fn peak(self) -> f64 {
        self.factor / (self.factor * self.share() + 1.0 - self.share())
    }
}

/// How many tickets come at an instant of arrival.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Batch {
    /// One.
    One,
    /// Always as many; 1 or more.
    Fixed(u32),
    /// A geometric number from 1 on, with this mean; above 1.
    Geometric(f64),
}

impl Batch {
    /// Mean number.
    pub fn mean(self) -> f64 {
        match self {
            Batch::One => 1.0,
            Batch::Fixed(n) => f64::from(n),
            Batch::Geometric(mean) => mean,
        }
    }
}

/// The point process behind a stream.
#[derive(Clone, Debug)]
pub enum Arrivals {
    /// Independent tickets: a Poisson process.
    Poisson,
    /// A renewal process; the law gives the shape of the gaps, its mean is ignored: the volume sets it.
    Renewal(Law),
}

/// Demand by date: what the calendar makes of each day, as a multiple of an ordinary day of the same weekday.
///
/// Factors go from the Monday of week 0 on. Past the last one the last 52 weeks of them repeat, so that weekday and season stay
/// what they are. Without any factor all days are ordinary.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ByDay {
    factors: Vec<f64>,
}

/// Days of 52 weeks.
const YEAR: usize = 364;

impl ByDay {
    /// From a factor for each day; `None` unless all are finite and 0 or more.
    pub fn new(factors: Vec<f64>) -> Option<Self> {
        factors.iter().all(|f| f.is_finite() && *f >= 0.0).then_some(ByDay { factors })
    }

    /// Whether every day is ordinary.
    pub fn is_ordinary(&self) -> bool {
        self.factors.iter().all(|f| *f == 1.0)
    }

    /// Days after which nothing new comes: what is 0 for longer stays 0.
    pub fn period(&self) -> usize {
        self.factors.len() + YEAR
    }

    /// Factor of a day, counted from the Monday of week 0; 1 before it.
    pub fn of(&self, day: i64) -> f64 {
        let n = self.factors.len();
        match usize::try_from(day) {
            Ok(day) if day < n => self.factors[day],
            Ok(day) if n > 0 => {
                let year = n.min(YEAR);
                self.factors[n - year + (day - n) % year]
            }
            _ => 1.0,
        }
    }
}

/// The desk's demand as a whole.
#[derive(Clone, Debug, Default)]
pub struct Demand {
    /// What dates make of it.
    pub by_day: ByDay,
    /// Coefficient of variation of the random factor of each day, gamma with mean 1, common to all kinds; 0 for none.
    pub day_factor_cv: f64,
    /// The same of a factor of each day and category.
    pub category_factor_cv: f64,
    /// Tickets that arrive at instant 0 on top of all others, of the kinds as often as they arrive.
    pub initial_backlog: u32,
    /// Major incidents, by name; their tickets come on top of all others, the recorded ones too.
    pub incidents: Vec<Incident>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_year_of_factors_repeats() {
        let by_day = ByDay::new((0..400).map(f64::from).collect()).unwrap();
        assert_eq!([-1, 0, 399, 400, 763, 764].map(|day| by_day.of(day)), [1.0, 0.0, 399.0, 36.0, 399.0, 36.0]);
        let week = ByDay::new(vec![1.0, 2.0]).unwrap();
        assert_eq!([1, 2, 3].map(|day| week.of(day)), [2.0, 1.0, 2.0], "all there is, if that is less");
        assert_eq!(ByDay::default().of(7), 1.0);
        assert_eq!(ByDay::new(vec![-1.0]), None);
    }
}
