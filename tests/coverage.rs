//! The intervals of the program hold what they promise: over many experiments on a desk with known answers, 95 %
//! intervals contain the truth in 93 to 97 % of them; and an error in the desk does not hide in them.

use desksim::experiment::{Replicator, Watch};
use desksim::metric::{self, Outcome, Selection};
use desksim::model::{Clock, Model};
use desksim::scenario::{self, Desk};
use std::path::Path;

/// M/M/1, 2.5 tickets an hour, service rate 5 an hour; times in hours.
const EXACT: [(&str, f64); 4] = [
    ("wait_mean", 0.2),
    ("backlog_mean", 1.0),
    ("utilisation", 0.5),
    // Times in the system are exponential with rate 5 - 2.5.
    ("resolution_p90", std::f64::consts::LN_10 / 2.5),
];

fn desk() -> Desk {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/coverage/mm1");
    scenario::read(&folder).unwrap_or_else(|mistakes| panic!("{mistakes:?}"))
}

/// Low and high end of the interval of a metric.
fn interval(name: &str, model: &Model, outcomes: &[Outcome], confidence: f64) -> (f64, f64) {
    let metric = metric::metric(name).unwrap_or_else(|| panic!("no metric {name}"));
    let figure = metric::estimate(metric, model, outcomes, Selection::All, Clock::Calendar, confidence);
    let bounds = figure.known().and_then(|estimate| estimate.bounds);
    bounds.unwrap_or_else(|| panic!("{name} has no interval: {figure:?}"))
}

fn outcomes(model: &Model, seed: u64, from: usize, to: usize) -> Vec<Outcome> {
    let run = Replicator::new([model], seed, 2).run(from..to, &Watch::default());
    run.expect("balanced books").remove(0)
}

#[test]
fn intervals_cover_the_truth() {
    let desk = desk();
    let (model, size, experiments) = (&desk.scenarios[0].model, desk.run.replications, 2000);
    let mut covered = [0; EXACT.len()];
    // Experiments of different replications of one seed are independent.
    for block in 0..experiments / 100 {
        let all = outcomes(model, desk.run.seed, block * 100 * size, (block + 1) * 100 * size);
        for experiment in all.chunks(size) {
            for (covered, (name, exact)) in covered.iter_mut().zip(EXACT) {
                let (low, high) = interval(name, model, experiment, 0.95);
                *covered += usize::from(low <= exact && exact <= high);
            }
        }
    }
    for (covered, (name, _)) in covered.into_iter().zip(EXACT) {
        let share = 100.0 * covered as f64 / experiments as f64;
        println!("{name}: {share:.2} % of {experiments} intervals contain the exact value");
        assert!((93.0..=97.0).contains(&share), "{name}: {share} %");
    }
}

#[test]
fn a_service_rate_two_percent_off_is_caught() {
    let desk = desk();
    let exact = desk.scenarios[0].model.clone();
    let mut wrong = exact.clone();
    wrong.groups[0].speed = 1.0 / 1.02;
    // One experiment, three times as confident as three standard errors.
    let contains = |model: &Model| {
        let (low, high) = interval("wait_mean", model, &outcomes(model, desk.run.seed, 0, 400), 0.999);
        low <= EXACT[0].1 && EXACT[0].1 <= high
    };
    assert!(contains(&exact));
    assert!(!contains(&wrong));
}
