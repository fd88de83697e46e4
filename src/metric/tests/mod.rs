//! Metrics against arithmetic by hand, on desks so small that a person can follow every minute.

mod backlog;
mod cost;
mod fairness;
mod hours;
mod on_call;
mod scorecard;
mod turns;

use super::{Figure, Outcome, Selection, estimate, metric};
use crate::experiment::{Replicator, Watch};
use crate::model::{Clock, Law, Model};
use crate::scenario::{Options, read_with};

/// A desk and what became of its recorded tickets.
struct Told {
    model: Model,
    outcome: Outcome,
}

/// Plays recorded tickets on a desk where nothing is left to chance. Monday is 2024-05-06.
fn told(tables: &[(&str, &str)], tickets: &str) -> Told {
    told_with(tables, tickets, |_| {})
}

/// The same after a change to the desk.
fn told_with(tables: &[(&str, &str)], tickets: &str, change: impl Fn(&mut Model)) -> Told {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in tables {
        std::fs::write(folder.path().join(name), text).expect("a table");
    }
    let elsewhere = tempfile::tempdir().expect("a folder");
    let log = elsewhere.path().join("log.csv");
    std::fs::write(&log, tickets).expect("a log");
    let options = Options { history: Some(log), ..Options::default() };
    let desk = read_with(folder.path(), &options).unwrap_or_else(|m| panic!("{}", m.render(100, false, false)));
    let mut model = desk.scenarios[0].model.clone();
    change(&mut model);
    let mut outcomes = Replicator::new([&model], 1, 1).run(0..1, &Watch::default()).expect("a run");
    let outcome = outcomes.remove(0).remove(0);
    Told { model, outcome }
}

impl Told {
    fn figure(&self, name: &str, part: Selection, clock: Clock) -> Figure {
        let metric = metric(name).unwrap_or_else(|| panic!("no metric {name}"));
        estimate(metric, &self.model, std::slice::from_ref(&self.outcome), part, clock, 0.95)
    }

    /// The value of a metric for the whole desk.
    fn value(&self, name: &str) -> f64 {
        self.of(name, Selection::All)
    }

    /// The value of a metric for a part of it.
    fn of(&self, name: &str, part: Selection) -> f64 {
        self.figure(name, part, Clock::Calendar).known().unwrap_or_else(|| panic!("{name} is undefined")).value
    }
}

/// Equal but for the rounding of floats.
fn near(found: f64, wanted: f64) -> bool {
    (found - wanted).abs() < 1e-9 * wanted.abs().max(1.0)
}

/// A time that is always the same.
fn minutes(mean: f64) -> Law {
    Law::parse("fixed", Some(mean), None, 60.0).expect("a law")
}
