//! A ticket-routing simulator for helpdesk staffing.
//!
//! The source tree is the pipeline:
//!
//! ```text
//! desk folder (CSV) --scenario--> Model --workload--> tickets --engine(policy)--> Outcome --metric, stats--> Summary --report--> text, CSV, JSON
//!                                        \______________ experiment: replications, scenarios, threads ______________/
//! ```

pub mod stats;
pub mod units;
