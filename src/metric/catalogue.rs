//! The shape of a metric.

use super::{By, Cell, Outcome, Selection};
use crate::model::{Clock, Model};
use crate::stats::Sketch;

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Square hours.
    SquareHours,
    /// Days.
    Days,
    /// A share, 0 to 1.
    Share,
    /// So many times, or so many times as much.
    Times,
    /// Tickets.
    Tickets,
    /// Square tickets.
    SquareTickets,
    /// Tickets a week.
    TicketsPerWeek,
    /// Tickets a day.
    TicketsPerDay,
    /// Hours a week.
    HoursPerWeek,
    /// Money, in the currency of the salaries.
    Money,
}

impl Unit {
    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Hours => "h",
            Unit::Minutes => "min",
            Unit::Days => "days",
            Unit::SquareHours => "h^2",
            Unit::Share => "share",
            Unit::Times => "times",
            Unit::Tickets => "tickets",
            Unit::SquareTickets => "tickets^2",
            Unit::TicketsPerWeek => "tickets/week",
            Unit::TicketsPerDay => "tickets/day",
            Unit::HoursPerWeek => "h/week",
            Unit::Money => "money",
        }
    }
}

/// Which way is better for the people who wait or pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Less.
    Smaller,
    /// More.
    Larger,
    /// Neither by itself.
    Neither,
}

/// Numerator and denominator of one replication.
pub type Ratio = fn(&Model, &Outcome, Selection, Clock) -> (f64, f64);
/// What was observed in a cell, on a recorded clock.
pub type Observed = fn(&Cell, usize) -> &Sketch;
/// The present ages of what is not observed yet in one replication, on a recorded clock.
pub type Open = fn(&Model, &Outcome, Selection, usize) -> Sketch;

/// How a metric is read off outcomes.
#[derive(Clone, Copy)]
pub enum Measure {
    /// Ratio of sums over replications.
    Ratio(Ratio),
    /// Mean: ratio of the sum over what was observed to its number. What is open counts at its present age, and makes the
    /// mean a lower bound.
    Mean(Ratio, Open),
    /// Ratio whose numerator has the open tickets in it at their present age, which makes it a lower bound while there are any.
    Total(Ratio, Open),
    /// Quantile of all measured tickets of all replications, the open ones too.
    Quantile(f64, Observed, Open),
}

/// An entry of the catalogue.
pub struct Metric {
    /// Name in tables.
    pub name: &'static str,
    /// What it is, in a line, with population and convention.
    pub definition: &'static str,
    /// Unit.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    /// Whether it is read on each clock or on none.
    pub clocks: bool,
    /// The splits it makes sense for.
    pub by: &'static [By],
    /// How it is read.
    pub measure: Measure,
}

/// Splits of what happens to tickets.
pub(super) const TICKETS: &[By] = &[By::All, By::Category, By::Priority, By::Role, By::Kind];
/// Splits of what a ticket is, whoever does it.
pub(super) const BY_TICKET: &[By] = &[By::All, By::Category, By::Priority, By::Kind];
/// Splits of people's time.
pub(super) const PEOPLE: &[By] = &[By::All, By::Role, By::Group, By::Agent];
/// The desk as a whole.
pub(super) const DESK: &[By] = &[By::All];

/// Microseconds in an hour.
pub(super) const HOUR: f64 = 3.6e9;
/// Microseconds in a week.
pub(super) const WEEK: f64 = 168.0 * HOUR;
