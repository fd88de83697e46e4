//! What the tables of a desk say about priorities and targets.

use desksim::model::{Clock, Model, Target};
use desksim::scenario::{self, Desk};
use desksim::units::{HOUR, MINUTE, Span};
use std::fs;

const TEAM: &str = "group,role,agents,shift\ntechs,technician,3,Mon-Fri 08:00-17:00\nspecs,specialist,2,always\n";

/// A desk with these tables and `team.csv`.
fn desk(tables: &[(&str, &str)]) -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("team", TEAM)].iter().chain(tables) {
        fs::write(folder.path().join(format!("{name}.csv")), text).expect("a file");
    }
    scenario::read(folder.path()).unwrap_or_else(|wrong| panic!("{}", wrong.render(100, false, false)))
}

fn settings(more: &str) -> String {
    format!("setting,value\ntickets_per_week,100\n{more}")
}

fn model(desk: &Desk) -> &Model {
    &desk.scenarios[0].model
}

/// The priority mix of a kind in percent.
fn mix(model: &Model, kind: &str) -> Vec<f64> {
    let kind = model.kinds.iter().find(|k| k.name == kind).expect("a kind");
    assert!((kind.priority_mix.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{:?}", kind.priority_mix);
    kind.priority_mix.iter().map(|p| (p * 1e8).round() / 1e6).collect()
}

/// Limits of a kind by priority, in minutes, with `None` for none.
fn limits(model: &Model, kind: &str) -> Vec<[Option<i64>; 2]> {
    let kind = model.kinds.iter().position(|k| k.name == kind).expect("a kind");
    let minutes = |target: &Target| [target.response, target.resolution].map(|l| l.map(|l| l.within.0 / MINUTE.0));
    model.targets[kind].iter().map(minutes).collect()
}

#[test]
fn the_default_matrix_gives_the_mix_and_is_labelled() {
    let desk = desk(&[("desk", &settings("impact_mix,10%/30%/60%\nurgency_mix,20%/30%/50%\n"))]);
    // 10 x 20; 10 x 30 + 30 x 20; 10 x 50 + 30 x 30 + 60 x 20; the rest.
    assert_eq!(mix(model(&desk), "software/access"), [2.0, 9.0, 26.0, 63.0]);
    let noted = |column: &str| desk.defaults.iter().any(|d| d.column == column && d.sourced);
    assert!(noted("priorities.urgency_1") && noted("priorities.urgency_3") && !noted("priorities.urgency_4"));
    assert!(!noted("desk.priority_mix"), "nothing relies on the default mix");
}

#[test]
fn five_priorities_come_from_the_default_matrix_too() {
    let desk = desk(&[("desk", &settings("priorities,5\nimpact_mix,10%/30%/60%\nurgency_mix,20%/30%/50%\n"))]);
    assert_eq!(mix(model(&desk), "software/access"), [2.0, 9.0, 26.0, 33.0, 30.0]);
}

#[test]
fn an_own_matrix_has_any_size_and_a_scenario_may_change_a_cell() {
    let matrix = "impact,urgency_1,urgency_2\n2,P2,P3\n1,P1,P2\n3,P3,P4\n5,P4,P4\n4,p4,P4\n";
    let kinds = "kind,share_percent,impact_mix,urgency_mix,priority_mix\nhardware,50,0/10/20/30/40,,\nsoftware,50,,,1/4/80/15\n";
    let scenarios = "scenario,priorities.3.urgency_1,priorities.*.urgency_2,tickets.hardware.urgency_mix\n\
                     as today,,,\nbolder,P2,P1,\ncalm,,,0/100\n";
    let desk = desk(&[
        ("desk", &settings("urgency_mix,50/50\n")),
        ("priorities", matrix),
        ("tickets", kinds),
        ("scenarios", scenarios),
    ]);
    let mixes: Vec<Vec<f64>> = desk.scenarios.iter().map(|s| mix(&s.model, "hardware")).collect();
    assert_eq!(mixes[0], [0.0, 5.0, 15.0, 80.0]);
    assert_eq!(mixes[1], [50.0, 15.0, 0.0, 35.0]);
    assert_eq!(mixes[2], [0.0, 0.0, 10.0, 90.0]);
    assert_eq!(mix(model(&desk), "software"), [1.0, 4.0, 80.0, 15.0], "its own mix wins over the desk's");
    assert!(!desk.defaults.iter().any(|d| d.column.starts_with("priorities.")));
}

#[test]
fn requests_have_limits_of_their_own() {
    let desk = desk(&[("desk", &settings("targets,university-b\nbusiness_hours,Mon-Fri 09:00-17:00\n"))]);
    let incidents = [[Some(15), Some(120)], [Some(60), Some(240)], [Some(120), Some(480)], [Some(240), Some(1440)]];
    let requests = [[Some(30), Some(240)], [Some(120), Some(240)], [Some(240), Some(960)], [Some(480), None]];
    assert_eq!(limits(model(&desk), "software/user-app"), incidents);
    for kind in ["hardware/install", "software/local-install", "software/access", "software/training"] {
        assert_eq!(limits(model(&desk), kind), requests, "{kind}");
    }
    assert!(desk.defaults.iter().any(|d| d.column == "tickets.request" && !d.sourced));
}

#[test]
fn a_kind_says_whether_it_is_a_request() {
    let kinds = "kind,share_percent,request\nsoftware/access,50,no\nhardware/repair,50,yes\n";
    let targets = "priority,kind,resolution\n*,,10 h\n*,requests,20 h\nP1,requests,5 h\nP1,hardware/repair,4 h\n";
    let desk = desk(&[("desk", &settings("targets,university-b\n")), ("tickets", kinds), ("targets", targets)]);
    assert_eq!(limits(model(&desk), "software/access")[0], [Some(15), Some(600)]);
    let loan = limits(model(&desk), "hardware/repair");
    assert_eq!(loan[..2], [[Some(30), Some(240)], [Some(120), Some(1200)]]);
    assert!(!desk.defaults.iter().any(|d| d.column == "tickets.request"));
}

#[test]
fn every_named_set_is_complete() {
    for (name, p3) in [("itsm-guide", [240, 1440]), ("university-a", [240, 1800]), ("university-b", [120, 600])] {
        let desk = desk(&[("desk", &settings(&format!("targets,{name}\n")))]);
        let all = limits(model(&desk), "software/user-app");
        assert!(all.iter().flatten().all(Option::is_some), "{name}: {all:?}");
        assert!(all.is_sorted(), "{name}: a lower priority has more time");
        assert_eq!(all[2], p3.map(Some), "{name}");
        let clocks = model(&desk).targets.iter().flatten().flat_map(|t| [t.response, t.resolution]).flatten();
        assert!(clocks.into_iter().all(|limit| limit.clock == Clock::BusinessLessPauses));
    }
}

#[test]
fn a_business_day_is_as_long_as_the_desk_is_open_on_one() {
    for (hours, expected) in [
        ("Mon-Fri 09:00-17:00", 8 * 60),
        ("Mon-Fri 08:00-12:00 + Mon-Fri 13:00-17:30", 8 * 60 + 30),
        ("Mon-Fri 22:00-06:00", 8 * 60),
        ("Sun 22:00-06:00 + Mon-Thu 22:00-06:00", 8 * 60),
        ("Mon-Sat 20:00-04:00 + Sun 20:00-04:00", 8 * 60),
        ("always", 24 * 60),
    ] {
        let targets = "priority,resolution\n*,1 bd\n";
        let desk = desk(&[("desk", &settings(&format!("business_hours,{hours}\n"))), ("targets", targets)]);
        let limit = model(&desk).targets[0][0].resolution.expect("a limit").within;
        assert_eq!(limit, Span(expected * MINUTE.0), "{hours}: {} h", limit.0 as f64 / HOUR.0 as f64);
    }
}
