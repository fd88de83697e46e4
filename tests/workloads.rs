//! The three measured workloads of `benches/desks` agree with their known values.
//!
//! W1 and W2 are M/M/1 and M/M/20 in closed form; W3 is a small help desk, its values from 700 runs of a program that has
//! nothing in common with this one. All times are minutes there and hours here.

use desksim::experiment::{Effort, Study, Watch};
use desksim::metric::Selection;
use desksim::model::{Category, Clock};
use desksim::scenario::{self, Options};
use std::path::Path;

/// Tickets and replications of a test; the desks themselves say 500,000 x 20.
const TICKETS: u32 = 200_000;
const REPLICATIONS: usize = 6;

/// Standard errors a figure may lie off: a normal one is farther out once in 150,000 times, so that with the twelve
/// figures here a right program fails for less than one seed in 10,000.
const Z: f64 = 4.5;

/// What a figure should be, and the standard deviation of a run of a million tickets (both known beforehand, so that
/// the six replications need not estimate it).
struct Expected {
    metric: &'static str,
    part: fn(&scenario::Desk) -> Selection,
    value: f64,
    deviation: f64,
}

const ALL: fn(&scenario::Desk) -> Selection = |_| Selection::All;
const HARDWARE: fn(&scenario::Desk) -> Selection = |_| Selection::Category(Category::Hardware);
const SOFTWARE: fn(&scenario::Desk) -> Selection = |_| Selection::Category(Category::Software);
const NETWORK: fn(&scenario::Desk) -> Selection = |_| Selection::Category(Category::Network);

fn role(desk: &scenario::Desk, name: &str) -> Selection {
    let roles = &desk.scenarios[0].model.roles;
    Selection::Role(roles.iter().position(|r| r.name == name).expect("a role of the desk"))
}

const fn figure(metric: &'static str, part: fn(&scenario::Desk) -> Selection, value: f64, deviation: f64) -> Expected {
    Expected { metric, part, value, deviation }
}

fn holds(name: &str, expected: &[Expected]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/desks").join(name);
    let settings = vec![("tickets".to_string(), TICKETS.to_string())];
    let desk =
        scenario::read_with(&folder, &Options { settings, ..Options::default() }).expect("a desk without mistakes");
    let effort = Effort { replications: REPLICATIONS, precision: None, threads: 1 };
    let study = Study::run(&desk, effort, &Watch::default()).expect("a study");
    let millions = f64::from(TICKETS) * REPLICATIONS as f64 / 1e6;
    let mut wrong = Vec::new();
    for Expected { metric, part, value, deviation } in expected {
        let unit = if *metric == "utilisation" { 1.0 } else { 60.0 };
        let found = study.studied[0].figure(metric, part(&desk), Some(Clock::Calendar)).known();
        let found = found.unwrap_or_else(|| panic!("{name}: no {metric}")).value * unit;
        let z = (found - value) / (deviation / millions.sqrt());
        println!("{name}: {metric} {found:.5}, expected {value}, {z:+.1} standard errors");
        if z.abs() > Z {
            wrong.push(format!("{metric} is {found}, not {value}: {z:+.1} standard errors off"));
        }
    }
    assert!(wrong.is_empty(), "{name}: {}", wrong.join("; "));
}

#[test]
fn w1_one_server() {
    holds("w1", &[figure("resolution_mean", ALL, 10.0, 0.19)]);
}

#[test]
fn w2_twenty_servers() {
    holds(
        "w2",
        &[
            figure("wait_mean", ALL, 0.27538, 0.0094),
            figure("resolution_p95", ALL, 3.42283, 0.026),
            figure("utilisation", ALL, 0.9, 0.0013),
        ],
    );
}

#[test]
fn w3_help_desk() {
    holds(
        "w3",
        &[
            figure("resolution_mean", HARDWARE, 43.47, 0.33),
            figure("resolution_p95", HARDWARE, 119.62, 1.4),
            figure("resolution_mean", SOFTWARE, 37.07, 0.35),
            figure("resolution_p95", SOFTWARE, 115.74, 1.6),
            figure("resolution_mean", NETWORK, 85.18, 1.2),
            figure("resolution_p95", NETWORK, 244.23, 5.4),
            figure("utilisation", |d| role(d, "technician"), 0.8322, 0.0013),
            figure("utilisation", |d| role(d, "specialist"), 0.8736, 0.0018),
        ],
    );
}
