//! Time as whole microseconds: instants, spans, and the week they repeat in.
//!
//! The core counts in integers so that runs are the same on every platform and identities hold exactly.
//! Floating-point time exists only at the edges (tables a person writes, figures a person reads).

mod time;

pub use time::{DAY, HOUR, MINUTE, SECOND, Span, Time, WEEK};
