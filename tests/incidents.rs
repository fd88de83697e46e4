//! Major incidents: a desk worked out by hand, and what comes by chance against its mean.

use desksim::experiment::{Effort, Study, Watch};
use desksim::metric::Selection;
use desksim::model::{Clock, Model};
use desksim::scenario::{self, Desk, Options};
use desksim::units::{Time, WEEK};
use desksim::workload::{Draws, Incidents, Key};
use std::fs;

fn read(tables: &[(&str, &str)], log: Option<&str>) -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = folder.path().join("desk");
    fs::create_dir(&desk).expect("a folder");
    for (name, text) in tables {
        fs::write(desk.join(name), text).expect("a file");
    }
    let history = log.map(|log| {
        let path = folder.path().join("log.csv");
        fs::write(&path, log).expect("a file");
        path
    });
    let options = Options { history, ..Options::default() };
    scenario::read_with(&desk, &options).unwrap_or_else(|m| panic!("{}", m.render(100, false, false)))
}

fn run(desk: &Desk, replications: usize) -> Study<'_> {
    let effort = Effort { replications, precision: None, threads: 2 };
    Study::run(desk, effort, &Watch::default()).unwrap_or_else(|failure| panic!("{failure}"))
}

fn value(study: &Study, metric: &str, part: Selection) -> f64 {
    study.studied[0].figure(metric, part, Some(Clock::Calendar)).known().map_or(f64::NAN, |e| e.value)
}

const SCOPES: &str = "role,kind,scope\njunior,software,primary\nsenior,network,primary\n";
const TEAM: &str = "group,role,agents,shift\njuniors,junior,1,always\nseniors,senior,2,always\n";
const TICKETS: &str = "kind,work_mean_minutes,work_law\nsoftware,30,fixed\nnetwork,60,fixed\n";
const ROLES: &str = "role\njunior\nsenior\n";

/// The outage begins at 10:00 with all its n children at once. Senior 1 leaves T1 (network, since 09:45, 45 of 60 minutes
/// left) and takes the parent; senior 2, idle, is pulled. The junior links a child each ten minutes until 10:00 + 10 n, then has T2
/// (software, 10:05) for half an hour. T4 (network, 11:20) waits. At 11:30 the parent is resolved and the children close; senior 1
/// takes T1 until 12:15, senior 2 is back and takes T4 until 12:30. T3 (network, 11:40) waits for senior 1 at 12:15 and
/// is resolved at 13:15. Before the outage one ticket was open; so it is again at 12:30.
#[test]
fn an_outage_by_hand() {
    let log = "number,opened_at,kind\nT1,2024-05-06 09:45,network\nT2,2024-05-06 10:05,software\n\
               T3,2024-05-06 11:40,network\nT4,2024-05-06 11:20,network\n";
    let incidents = "incident,when,kind,work_mean_minutes,work_law,children,children_within_minutes,children_kind,\
                     child_work_minutes,pulls\n\
                     outage,2024-05-06 10:00,network,90,fixed,3,0,software,10,senior 2\n";
    let mut numbers = Vec::new();
    for seed in 1..=12 {
        let settings = format!("setting,value\npreset,none\nseed,{seed}\n");
        let tables = [
            ("desk.csv", settings.as_str()),
            ("tickets.csv", TICKETS),
            ("roles.csv", ROLES),
            ("scopes.csv", SCOPES),
            ("team.csv", TEAM),
            ("incidents.csv", incidents),
        ];
        let desk = read(&tables, Some(log));
        let study = run(&desk, 1);
        let ledger = study.studied[0].outcomes[0].ledger;
        let n = value(&study, "closed_with_parent", Selection::All);
        assert_eq!(ledger.closed_with_parent as f64, n);
        assert_eq!((ledger.arrived, ledger.resolved, ledger.open), (5 + n as u64, 5, 0));
        if !(1.0..=6.0).contains(&n) {
            continue;
        }
        let near = |metric: &str, part: Selection, wanted: f64| {
            let found = value(&study, metric, part);
            assert!((found - wanted).abs() < 1e-9, "{n} children, {metric}: {found} against {wanted}");
        };
        let (all, tickets) = (Selection::All, n + 5.0);
        near("incidents", all, 1.0);
        near("incident_mean", all, 1.5);
        near("back_to_normal_mean", all, 2.5);
        near("hours_pulled", all, 1.5);
        near("hours_pulled", Selection::Agent(2), 1.5);
        let others = 150.0 + (10.0 * n + 25.0) + 95.0 + 70.0;
        near("resolution_mean", all, (others + 90.0 + 90.0 * n) / 60.0 / tickets);
        near("resolution_mean", Selection::Priority(0), (others + 90.0 + 90.0 * n) / 60.0 / tickets);
        // A senior resolved the parent, and so the children.
        near("resolution_mean", Selection::Role(0), (10.0 * n + 25.0) / 60.0);
        let linked: f64 = (1..=n as u32).map(|child| 90.0 - 10.0 * f64::from(child)).sum();
        near("hours_with_its_incident", all, linked / 60.0 / tickets);
        near("hours_work", all, (60.0 * 3.0 + 30.0 + 90.0 + 10.0 * n) / 60.0 / tickets);
        near("response_of_others_mean", all, (0.0 + (10.0 * n - 5.0) + 35.0 + 10.0) / 60.0 / 4.0);
        near("interruptions", all, 1.0 / tickets);
        near("first_attempt_resolved", all, 5.0 / tickets);
        numbers.push(n as u32);
    }
    numbers.sort_unstable();
    numbers.dedup();
    assert!(numbers.len() >= 3, "{numbers:?}");
}

fn by_chance(per_year: f64, children: f64) -> Desk {
    let incidents = format!(
        "incident,per_year,kind,work_mean_minutes,work_law,children,children_within_minutes,children_kind,child_work_minutes\n\
         outage,{per_year},network,60,fixed,{children},30,software,1\n"
    );
    let tables = [
        ("desk.csv", "setting,value\npreset,none\nweeks,40\n"),
        ("tickets.csv", "kind,work_mean_minutes,work_law,per_week\nsoftware,30,fixed,20\nnetwork,60,fixed,20\n"),
        ("roles.csv", ROLES),
        ("scopes.csv", SCOPES),
        ("team.csv", "group,role,agents,shift\njuniors,junior,30,always\nseniors,senior,30,always\n"),
        ("incidents.csv", incidents.as_str()),
    ];
    read(&tables, None)
}

/// With people in plenty every child is linked before the parent is resolved, and closes with it.
#[test]
fn as_many_close_with_their_parent_as_the_rate_says() {
    let desk = by_chance(200.0, 5.0);
    let study = run(&desk, 60);
    let expected = 200.0 * 40.0 * 7.0 / 365.25;
    for (metric, wanted) in [("incidents", expected), ("closed_with_parent", 5.0 * expected)] {
        let found = study.studied[0].figure(metric, Selection::All, None).known().expect("a figure");
        // 95 % half-widths are two standard errors: five of these fail once in two million.
        let half = found.bounds.map(|(low, high)| (high - low) / 2.0).expect("an interval");
        assert!((found.value - wanted).abs() < 2.5 * half, "{metric}: {} ±{half}, expected {wanted}", found.value);
        assert!(half < 0.05 * wanted, "{metric}: ±{half} of {wanted}");
    }
    assert_eq!(value(&study, "incident_mean", Selection::All), 1.0);
}

/// Beginnings of an incident in so many weeks.
fn beginnings(model: &Model, weeks: i64) -> Vec<(Time, Key)> {
    let draws = Draws::new(model);
    let mut incidents = Incidents::new(model, &draws, Key::root(7, 0));
    std::iter::from_fn(|| incidents.next(0)).take_while(|(at, _)| *at < Time(weeks * WEEK.0)).collect()
}

#[test]
fn more_of_them_and_more_children_only_add() {
    let (few, many) = (by_chance(100.0, 4.0), by_chance(250.0, 12.0));
    let (few, many) = (&few.scenarios[0].model, &many.scenarios[0].model);
    let (some, all) = (beginnings(few, 200), beginnings(many, 200));
    assert!(all.is_sorted() && some.iter().all(|begun| all.contains(begun)));
    assert!(some.len() > 300 && all.len() > 2 * some.len(), "{} and {}", some.len(), all.len());
    let (draws, others) = (Draws::new(few), Draws::new(many));
    for (at, key) in some {
        let (some, all) = (draws.children(few, 0, at, key), others.children(many, 0, at, key));
        assert!(all.is_sorted_by_key(|child| child.at) && some.iter().all(|child| all.contains(child)));
    }
}
