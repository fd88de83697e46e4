//! Priorities and targets: what the tables say of them, and what the metrics count of them against a count of every minute.

mod facts;
mod minutes;
mod plan;
mod tables;
