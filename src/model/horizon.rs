//! What is simulated, and what of it is measured.

use crate::units::Span;

/// A length of a run: a span of time or a number of tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// This long.
    Span(Span),
    /// This many tickets.
    Tickets(u64),
}

/// What happens after the measured window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    /// A question about the long run: arrivals go on until the measured tickets have left.
    Steady,
    /// A question about these days, from an empty desk: arrivals stop, the desk is drained.
    Terminating,
}

/// The measured window and what surrounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// Simulated and thrown away.
    pub warm_up: Extent,
    /// The measured window; the measured tickets are those that arrive in it.
    pub measured: Extent,
    /// Steady or terminating.
    pub regime: Regime,
    /// The run stops this long after the window even if measured tickets are still open.
    pub drain_cap: Span,
}
