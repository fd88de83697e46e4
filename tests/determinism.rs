//! Same inputs and seed, same bytes; row order has no meaning where nothing is said about it; demand only adds tickets.

use desksim::scenario;
use desksim::workload::{Arrivals, Draws};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn run(desk: &Path, more: &[&str]) -> String {
    let desk = desk.display().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_desksim"));
    command.args(["run", &desk, "--quiet", "--weeks", "3", "--replications", "4"]).args(more);
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    for format in ["text", "csv", "json"] {
        let desk = shipped("next-hire");
        let one = run(&desk, &["--threads", "1", "--format", format]);
        assert_eq!(one, run(&desk, &["--threads", "2", "--format", format]), "{format}");
        assert_ne!(
            one,
            run(&desk, &["--threads", "2", "--format", format, "--seed", "2"]),
            "another seed, other figures"
        );
    }
}

/// Writes a desk whose tables have their rows in the order given or in reverse.
fn desk(folder: &Path, reverse: bool) -> PathBuf {
    let tables = [
        ("desk.csv", vec!["setting,value", "tickets_per_week,200", "preset,systems-and-desktop", "day_factor_cv,0.2"]),
        (
            "team.csv",
            vec![
                "group,role,agents,shift",
                "specs,specialist,2,Mon-Fri 08:00-17:00",
                "techs,technician,3,Mon-Fri 09:00-18:00",
            ],
        ),
        (
            "tickets.csv",
            vec!["kind,share_percent", "hardware/repair,40", "software/access,35", "network/connectivity,25"],
        ),
        (
            "scopes.csv",
            vec!["role,kind,resolve_percent", "technician,hardware/repair,80", "specialist,network/connectivity,70"],
        ),
    ];
    let path = folder.join(if reverse { "reverse" } else { "forward" }).join("desk");
    fs::create_dir_all(&path).expect("a folder");
    for (name, mut rows) in tables {
        // The team table is left as it is: its order decides between agents who are equal in all else.
        if reverse && name != "team.csv" {
            rows[1..].reverse();
        }
        fs::write(path.join(name), rows.join("\n") + "\n").expect("a file");
    }
    path
}

#[test]
fn row_order_has_no_meaning() {
    let folder = tempfile::tempdir().expect("a folder");
    let figures = |reverse| -> BTreeSet<String> {
        let csv = run(&desk(folder.path(), reverse), &["--format", "csv"]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let agents = |r: &csv::StringRecord| matches!(&r[3], "agent");
        let rows = reader.records().map(|r| r.expect("a row"));
        // The digest of the inputs differs, of course; floating-point sums over groups may end in another last digit.
        let round = |text: &str| text.parse::<f64>().map_or(text.to_string(), |v| format!("{v:.9e}"));
        rows.filter(|r| !agents(r)).map(|r| r.iter().take(12).map(round).collect::<Vec<_>>().join(",")).collect()
    };
    let (forward, backward) = (figures(false), figures(true));
    let differ: Vec<_> = forward.symmetric_difference(&backward).take(6).collect();
    assert!(differ.is_empty(), "{differ:#?}");
}

#[test]
fn more_demand_only_adds_tickets() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = desk(folder.path(), false);
    fs::write(path.join("scenarios.csv"), "scenario,tickets.software/access.per_week\nusual,\nmore,x1.2\n")
        .expect("a file");
    let read = scenario::read(&path).expect("a sound desk");
    let tickets = |s: usize| -> Vec<_> {
        let model = &read.scenarios[s].model;
        let draws = Draws::new(model);
        let limit = desksim::units::Time(8 * desksim::units::WEEK.0);
        Arrivals::new(model, &draws, 7, 3)
            .take_while(|a| a.at < limit)
            .map(|a| (a.at, a.key, a.kind, a.priority))
            .collect()
    };
    let (usual, more): (Vec<_>, BTreeSet<_>) = (tickets(0), tickets(1).into_iter().collect());
    assert!(usual.iter().all(|t| more.contains(t)), "every ticket keeps its instant, key and priority");
    let count = |kind| (usual.iter().filter(|t| t.2 == kind).count(), more.iter().filter(|t| t.2 == kind).count());
    assert_eq!(count(0).0, count(0).1, "other kinds are untouched");
    let ratio = count(1).1 as f64 / count(1).0 as f64;
    assert!((1.1..1.3).contains(&ratio), "about a fifth more: {ratio}");
}

#[test]
fn another_scenario_changes_nothing_in_the_first() {
    let desk = shipped("next-hire");
    let first = |text: String| -> Vec<String> {
        text.lines().filter(|l| l.starts_with("as today,usual,")).map(str::to_string).collect()
    };
    let all = first(run(&desk, &["--format", "csv"]));
    assert!(all.len() > 100);
    assert_eq!(all, first(run(&desk, &["--format", "csv", "--scenario", "as today"])));
}
