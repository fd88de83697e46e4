//! What the command line takes; help, and later completions and manual, come from here.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A ticket-routing simulator for helpdesk staffing.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a small, commented desk folder to start from
    New(New),
    /// Read a desk folder: mistakes, defaults it relies on, offered load against capacity
    Check(Check),
    /// Measure demand from recorded tickets: level, course of the week, dispersion, mixes, as desk tables
    Measure(Measure),
    /// Simulate the scenarios of a desk: resolution times and workload
    Run(Run),
    /// Compare scenarios on the same tickets: differences, cost, which are best
    Compare(Compare),
    /// Compare routing policies on the same tickets: which may be the best, and by how much
    Policies(Policies),
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// Folder to create; it must not exist
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Desk folder
    pub desk: PathBuf,
    /// Replay recorded tickets from this CSV file (may be gzipped)
    #[arg(long, value_name = "FILE")]
    pub history: Option<PathBuf>,
    /// Run the first scenario a few times and compare it with published figures of other desks
    #[arg(long)]
    pub calibrate: bool,
}

#[derive(Debug, Args)]
pub(super) struct Measure {
    /// Recorded tickets: a CSV file, may be gzipped
    pub log: PathBuf,
    /// First day to measure
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<jiff::civil::Date>,
    /// Last day to measure
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Option<jiff::civil::Date>,
    /// Leave this day out, as a holiday (repeatable); by default weekdays far below their kind are left out
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub without: Vec<jiff::civil::Date>,
    /// Which column means what, as `opened=Created at; priority=Urgency`
    #[arg(long)]
    pub columns: Option<String>,
    /// Write arrivals.csv, settings.csv, priorities.csv and channels.csv into this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Run {
    #[command(flatten)]
    pub what: What,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    #[command(flatten)]
    pub what: What,
    /// Run a grid instead of the scenarios: a cell and its values, as `technicians=4..8` (repeatable)
    #[arg(long, value_name = "CELL=VALUES", value_parser = sweep)]
    pub sweep: Vec<(String, String)>,
    /// What makes a scenario the best
    #[arg(long, value_parser = ["cheapest-in-target", "fastest", "fastest-within-budget"])]
    pub goal: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Policies {
    /// Desk folder
    pub desk: PathBuf,
    /// A policy to compare, as `round-robin + fifo` (repeatable); what it does not name is as the desk has it
    #[arg(long)]
    pub policy: Vec<String>,
    /// Six usual policies: round robin, least loaded, self-pick, idle first, cheapest role first, keep one of the dearest free (the default)
    #[arg(long)]
    pub usual: bool,
    /// Every rule of the catalogue in place of the desk's own, one at a time
    #[arg(long)]
    pub all: bool,
    /// Metric that decides
    #[arg(long, value_name = "NAME", default_value = "resolution_mean")]
    pub metric: String,
    /// Difference that matters: `5min`, `0.5h`, or a share of the best as `2%`; 1% unless given
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    pub indifference: Option<String>,
    /// Only select one policy, with a guarantee and the fewest runs (Kim and Nelson)
    #[arg(long)]
    pub select: bool,
    /// The scenario whose tickets and team are used; the first unless given
    #[arg(long, value_name = "NAME")]
    pub scenario: Option<String>,
    /// Replications of the first stage
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=100_000))]
    pub replications: Option<u32>,
    /// Most replications of the second stage
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    pub most: u32,
    /// Number that all random streams derive from
    #[arg(long, value_name = "N")]
    pub seed: Option<u32>,
    /// Threads to use; the result is the same for any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Confidence of intervals, as `95%`
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub confidence: Option<f64>,
    /// Measured weeks
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=5200))]
    pub weeks: Option<u32>,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write all forms of the result into this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// No progress, no notes
    #[arg(long, short)]
    pub quiet: bool,
}

impl Policies {
    /// What the command line adds to the folder.
    pub fn options(&self) -> crate::scenario::Options {
        let settings = [
            ("replications", self.replications.map(|n| n.to_string())),
            ("seed", self.seed.map(|n| n.to_string())),
            ("confidence_percent", self.confidence.map(|n| n.to_string())),
            ("weeks", self.weeks.map(|n| n.to_string())),
        ];
        let given = settings.into_iter().filter_map(|(name, value)| Some((name.to_string(), value?)));
        let scenarios = self.scenario.iter().cloned().collect();
        crate::scenario::Options { scenarios, settings: given.collect(), ..Default::default() }
    }

    /// Threads to use: as asked, else as many as there are processors.
    pub fn threads(&self) -> usize {
        threads(self.threads)
    }
}

fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// What is run, how, and where the result goes.
#[derive(Debug, Args)]
pub(super) struct What {
    /// Desk folder
    pub desk: PathBuf,
    /// Only this scenario (repeatable)
    #[arg(long, value_name = "NAME")]
    pub scenario: Vec<String>,
    /// Routing policy, as `round-robin + fifo + reserve(agents=1)`
    #[arg(long)]
    pub policy: Option<String>,
    /// Independent runs of each scenario; with --precision the first look, of ten at least
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub replications: Option<u32>,
    /// Number that all random streams derive from
    #[arg(long, value_name = "N")]
    pub seed: Option<u32>,
    /// Threads to use; the result is the same for any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Confidence of intervals, as `95%`
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub confidence: Option<f64>,
    /// Go on until mean resolution time is known this precisely in every scenario that has one, as `2%`
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub precision: Option<f64>,
    /// Measured weeks
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=5200))]
    pub weeks: Option<u32>,
    /// Weeks simulated first and thrown away; at least 4 in steady mode
    #[arg(long, value_name = "WEEKS", value_parser = clap::value_parser!(u32).range(0..=5200))]
    pub warm_up: Option<u32>,
    /// Replay recorded tickets from this CSV file (may be gzipped)
    #[arg(long, value_name = "FILE")]
    pub history: Option<PathBuf>,
    /// Form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write all forms of the result into this folder
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// No progress, no notes
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// Tidy table, one figure a row
    Csv,
    /// The same rows, provenance once
    Json,
}

fn date(text: &str) -> Result<jiff::civil::Date, String> {
    text.trim().parse().map_err(|_| format!("found `{text}`; must be a date, as `2016-04-11`"))
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text.trim().trim_end_matches('%').trim();
    match number.parse::<f64>() {
        Ok(p) if p > 0.0 && p < 100.0 => Ok(p),
        _ => Err(format!("found `{text}`; must be a percentage above 0 and below 100, as `5%`")),
    }
}

fn sweep(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((cell, values)) if !cell.trim().is_empty() && !values.trim().is_empty() => {
            Ok((cell.trim().to_string(), values.trim().to_string()))
        }
        _ => Err(format!("found `{text}`; must be a cell and its values, as `technicians=4..8`")),
    }
}

impl What {
    /// What the command line adds to the folder.
    pub fn options(&self) -> crate::scenario::Options {
        let mut settings = Vec::new();
        let mut set = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                settings.push((name.to_string(), value));
            }
        };
        set("policy", self.policy.clone());
        set("replications", self.replications.map(|n| n.to_string()));
        set("seed", self.seed.map(|n| n.to_string()));
        set("confidence_percent", self.confidence.map(|n| n.to_string()));
        set("weeks", self.weeks.map(|n| n.to_string()));
        set("warm_up_weeks", self.warm_up.map(|n| n.to_string()));
        crate::scenario::Options {
            scenarios: self.scenario.clone(),
            settings,
            sweep: Vec::new(),
            history: self.history.clone(),
        }
    }

    /// Threads to use: as asked, else as many as there are processors.
    pub fn threads(&self) -> usize {
        threads(self.threads)
    }
}
