//! A ticket-routing simulator for helpdesk staffing.
//!
//! The source tree is the pipeline:
//!
//! ```text
//! desk folder (CSV) --scenario--> Model --workload--> tickets --engine(policy)--> Outcome --metric, stats--> Summary --report--> text, CSV, JSON
//!                                        \______________ experiment: replications, scenarios, threads ______________/
//! ```

pub mod cli;
pub mod engine;
pub mod experiment;
pub mod metric;
pub mod model;
pub mod policy;
pub mod report;
pub mod scenario;
pub mod stats;
pub mod units;
pub mod workload;
