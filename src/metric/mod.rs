//! What is measured.
mod outcome;
mod record;
pub use outcome::{AgentTimes, Cell, Clocks, Outcome, Snapshot};
pub use record::Record;
