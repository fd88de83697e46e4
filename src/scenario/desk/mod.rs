//! From the tables of a folder to a [`Desk`]: one validated [`Model`] for each scenario.
//!
//! Every value is looked up through `tables::Tables`, which applies the overrides of the scenario and notes which
//! defaults the desk relies on; a scenario is the same reading with other overrides.

mod by_day;
mod calendar;
pub mod columns;
mod dates;
mod escalations;
mod header;
mod incidents;
mod kinds;
mod lifecycle;
mod on_call;
mod people;
pub mod presets;
mod priorities;
mod profiles;
mod read;
mod scopes;
mod settings;
mod sites;
mod tables;
mod targets;
mod zones;

pub use read::{Options, read, read_with};
pub use settings::Goal;
pub use tables::DefaultUsed;

use crate::model::Model;

/// A desk folder as read: what to simulate, how, and on which assumptions.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Name of the folder.
    pub name: String,
    /// What it is for; may be empty.
    pub purpose: String,
    /// Which meaning of the roles holds, in words.
    pub roles: String,
    /// Printed before money.
    pub currency: String,
    /// The scenarios in order of their rows; one if there is no `scenarios.csv`.
    pub scenarios: Vec<Scenario>,
    /// How often and with which random numbers it is run.
    pub run: Run,
    /// What makes a scenario the best.
    pub goal: Goal,
    /// Defaults the desk relies on, by column.
    pub defaults: Vec<DefaultUsed>,
    /// The swept cells with their values, if the scenarios are a grid; the last one varies fastest.
    pub axes: Vec<(String, Vec<String>)>,
    /// What is worth knowing but no mistake.
    pub notes: Vec<String>,
    /// Digest of the tables and of the recorded tickets replayed, as 16 hexadecimal digits.
    pub digest: String,
}

/// A scenario: a name, a circumstance, a model.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Name.
    pub name: String,
    /// Circumstance; scenarios with the same one compete with each other.
    pub when: String,
    /// Everything a run needs.
    pub model: Model,
}

/// How a desk is run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Independent runs.
    pub replications: usize,
    /// What all random streams derive from.
    pub seed: u64,
    /// Confidence of all intervals, 0 to 1.
    pub confidence: f64,
}
