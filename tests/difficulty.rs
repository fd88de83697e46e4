//! Attempts that share their difficulty: the same mean, and the tail that theory gives.
//!
//! With a crowd of agents nobody waits. A ticket takes two attempts of one exponential law with mean 1 hour: their sum is
//! Erlang where they are independent, and exponential with mean 2 where the later one always holds as much as the first. With
//! chance s of that, its variance is 2 (1 + s).

use desksim::experiment::{Effort, Study, Watch};
use desksim::metric::Selection;
use desksim::model::Clock;
use desksim::scenario::{self, Options};
use std::fs;

/// Mean and 95 % quantile of the resolution time in hours.
fn resolution(share: u32) -> (f64, f64) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).expect("a file");
    let settings = "setting,value\npreset,none\nmode,terminating\ntickets,200000\ntickets_per_week,168\n";
    write("desk.csv", format!("{settings}difficulty_share_percent,{share}\n"));
    write("roles.csv", "role\ntechnician\nspecialist\n".into());
    let scopes = "technician,software,primary,0,specialist\nspecialist,software,secondary,100,\n";
    write("scopes.csv", format!("role,kind,scope,resolve_percent,escalates_to\n{scopes}"));
    write("team.csv", "group,role,agents,shift\nt,technician,40,always\ns,specialist,40,always\n".into());
    write("tickets.csv", "kind,share_percent,work_mean_minutes,work_law\nsoftware,100,60,exponential\n".into());
    let desk = scenario::read_with(folder.path(), &Options::default()).expect("a desk without mistakes");
    let effort = Effort { replications: 2, precision: None, threads: 1 };
    let study = Study::run(&desk, effort, &Watch::default()).expect("a study");
    let figure = |metric| {
        study.studied[0].figure(metric, Selection::All, Some(Clock::Calendar)).known().expect("a figure").value
    };
    (figure("resolution_mean"), figure("resolution_p95"))
}

#[test]
fn sharing_lengthens_the_tail_and_leaves_the_mean() {
    // 400,000 tickets: four standard errors of the mean are 0.01 to 0.013, of the quantile about 0.02 to 0.06.
    let (mean, p95) = resolution(0);
    assert!((mean - 2.0).abs() < 0.012, "independent: mean {mean}");
    assert!((p95 - 4.7439).abs() < 0.04, "independent, Erlang: p95 {p95}");
    let (mean, p95) = resolution(100);
    assert!((mean - 2.0).abs() < 0.015, "always as hard: mean {mean}");
    assert!((p95 - 2.0 * 20f64.ln()).abs() < 0.07, "always as hard, exponential: p95 {p95}");
    let (mean, p95) = resolution(50);
    assert!((mean - 2.0).abs() < 0.014, "half: mean {mean}");
    // Half the tickets are of either sort: P(sum > x) = ((1 + x) e^-x + e^(-x/2)) / 2 = 0.05.
    let tail = |x: f64| ((1.0 + x) * (-x).exp() + (-x / 2.0).exp()) / 2.0;
    assert!((tail(p95) - 0.05).abs() < 0.0015, "half: p95 {p95} is exceeded by {}", tail(p95));
}
