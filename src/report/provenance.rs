//! Where figures come from: enough to get them again.

use crate::model::{Extent, Horizon, Regime};
use crate::units::{DAY, Span, WEEK};

/// Printed and exported with every result.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Provenance {
    /// Version of the program.
    pub version: String,
    /// Digest of the inputs.
    pub inputs: String,
    /// Seed of all random streams.
    pub seed: u64,
    /// Replications behind the figures.
    pub replications: usize,
    /// Discarded start.
    pub warm_up: String,
    /// Measured window.
    pub horizon: String,
    /// Confidence of intervals.
    pub confidence: f64,
}

fn span(span: Span) -> String {
    let (weeks, days) = (span.0 / WEEK.0, span.0 / DAY.0);
    if span.0 % WEEK.0 == 0 { format!("{weeks} weeks") } else { format!("{days} days") }
}

fn extent(extent: Extent) -> String {
    match extent {
        Extent::Span(length) => span(length),
        Extent::Tickets(count) => format!("{count} tickets"),
    }
}

impl Provenance {
    /// Of a run with this horizon.
    pub fn new(inputs: &str, horizon: &Horizon, seed: u64, replications: usize, confidence: f64) -> Self {
        let empty = if horizon.regime == Regime::Terminating { " from an empty desk, then drained" } else { "" };
        Provenance {
            version: env!("CARGO_PKG_VERSION").to_string(),
            inputs: inputs.to_string(),
            seed,
            replications,
            warm_up: extent(horizon.warm_up),
            horizon: format!("{}{empty}", extent(horizon.measured)),
            confidence,
        }
    }
}
