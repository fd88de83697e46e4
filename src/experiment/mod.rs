//! Many replications of many scenarios: pairing, stopping rules, and the only threads of the program.

pub mod compare;
pub mod load;
pub mod policies;
mod replicate;
mod study;

pub use replicate::{Replicator, Watch};
pub use study::{Effort, Failure, Studied, Study, headline_clock};
