//! Many replications of many scenarios: pairing, stopping rules, and the only threads of the program.

pub mod compare;
pub mod load;
mod study;
mod replicate;

pub use study::{Effort, Failure, Studied, Study, headline_clock};
pub use replicate::{Replicator, Watch};
