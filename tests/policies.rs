//! `desksim policies`: what it says on desks whose answer is known.

use desksim::experiment::Watch;
use desksim::experiment::policies::{self, Benchmark, Entrant, Indifference, Question};
use desksim::metric;
use desksim::scenario::{self, Desk};
use std::fs;
use std::process::{Command, Output};

fn question(indifference: Indifference) -> Question {
    let metric = metric::metric("resolution_mean").expect("a metric");
    Question { metric, indifference: Some(indifference), first: 20, most: 400, threads: 1 }
}

/// A desk without defaults of these tables.
fn desk(tables: &[(&str, &str)]) -> Desk {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in tables {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    scenario::read(folder.path()).unwrap_or_else(|m| panic!("{}", m.render(100, false, false)))
}

const MMN: [(&str, &str); 4] = [
    ("desk.csv", "setting,value\npreset,none\nweeks,20\nwarm_up_weeks,4\n"),
    ("team.csv", "group,role,agents,shift\nagents,technician,4,always\n"),
    ("scopes.csv", "role,kind,scope\ntechnician,software/ticket,primary\n"),
    ("tickets.csv", "kind,per_week,work_mean_minutes,work_law\nsoftware/ticket,572,60,exponential\n"),
];

fn entrants(desk: &Desk, texts: &[&str]) -> Vec<Entrant> {
    let texts: Vec<String> = texts.iter().map(|t| t.to_string()).collect();
    policies::named(&desk.scenarios[0].model, &texts).unwrap_or_else(|m| panic!("{m}"))
}

fn benchmark<T>(desk: &Desk, texts: &[&str], question: Question, look: impl FnOnce(&Benchmark) -> T) -> T {
    let bench = policies::desk_of(desk, &desk.scenarios[0], &entrants(desk, texts));
    let study = policies::first_stage(&bench, &question, &Watch::default()).expect("a first stage");
    let benchmark = policies::decide(&study, question, &Watch::default()).expect("a second stage").expect("defined");
    look(&benchmark)
}

fn may_be_best(benchmark: &Benchmark) -> Vec<String> {
    let decision = benchmark.decision.as_ref().expect("a second stage");
    let members = decision.members.iter().zip(&decision.best).filter(|(_, b)| b.may_be_best);
    members.map(|(i, _)| benchmark.study.studied[*i].scenario.name.clone()).collect()
}

/// Armony and Ward: with agents alike, whoever of the idle is taken, the queue is the same. The comparison ends and says so.
#[test]
fn on_a_symmetric_desk_idle_rules_are_the_same_and_that_is_said() {
    let desk = desk(&MMN);
    benchmark(&desk, &["random-idle", "round-robin", "fixed-order"], question(Indifference::Relative(0.05)), |b| {
        let decision = b.decision.as_ref().expect("nobody is surely worse");
        assert_eq!(decision.members, [0, 1, 2, 3]);
        assert_eq!(may_be_best(b).len(), 4);
        for i in 0..4 {
            for j in 0..4 {
                assert!(decision.family.difference(i, j).lies_within(-b.indifference, b.indifference), "{i} {j}");
            }
        }
    });
}

/// The shorter work first: served from the head of each queue, the class with the shorter mean goes before, and the mean over all falls.
#[test]
fn the_cobham_order_is_found() {
    let mut tables = MMN;
    tables[0] = ("desk.csv", "setting,value\npreset,none\npriorities,2\nweeks,20\nwarm_up_weeks,4\n");
    tables[1] = ("team.csv", "group,role,agents,shift\nagents,technician,1,always\n");
    tables[2] =
        ("scopes.csv", "role,kind,scope\ntechnician,software/short,primary\ntechnician,software/long,primary\n");
    tables[3] = (
        "tickets.csv",
        "kind,per_week,work_mean_minutes,work_law,priority_mix\nsoftware/short,420,6,exponential,100/0\nsoftware/long,63,60,exponential,0/100\n",
    );
    let desk = desk(&tables);
    // lambda 2.5 and 0.375 an hour, rho 0.25 + 0.375; E[R] = 2.5 x 0.01 + 0.375 x 1 = 0.4.
    let (rho, residual) = (0.625, 0.4);
    let fifo = residual / (1.0 - rho);
    let (first, second) = (residual / 0.75, residual / (0.75 * (1.0 - rho)));
    let priority = (2.5 * first + 0.375 * second) / 2.875;
    benchmark(&desk, &["fifo", "priority"], question(Indifference::Relative(0.02)), |b| {
        let place = |name: &str| b.study.studied.iter().position(|s| s.scenario.name.ends_with(name)).expect("there");
        let difference = b.screening.difference(place("fifo"), place("priority"));
        assert!(difference.contains(fifo - priority), "{difference:?} holds {}", fifo - priority);
        assert!(difference.low().is_some_and(|low| low > 0.0), "fifo is surely worse: {difference:?}");
        assert!(b.decision.is_none(), "one policy is left");
    });
    let entrants = entrants(&desk, &["fifo", "priority"]);
    let bench = policies::desk_of(&desk, &desk.scenarios[0], &entrants);
    let selected = policies::select(&bench, &question(Indifference::Relative(0.05)), &Watch::default());
    let selected = selected.expect("runs").expect("a selection");
    assert!(matches!(selected.standing.as_slice(), [one] if bench.scenarios[*one].name.ends_with("priority")));
}

/// The second stage rests on replications of its own: its values are not those of the first.
#[test]
fn the_second_stage_plays_new_tickets() {
    let mut tables = MMN;
    tables[1] = ("team.csv", "group,role,agents,shift,speed\na,technician,2,always,1\nb,technician,2,always,1.02\n");
    let desk = desk(&tables);
    let question = Question { first: 10, most: 10, ..question(Indifference::Absolute(1e-6)) };
    benchmark(&desk, &["random-idle"], question, |b| {
        let decision = b.decision.as_ref().expect("a second stage");
        assert!(decision.needed > 10 && decision.replications == 10);
        let first = b.columns[0].figures[0].known().expect("a mean").value;
        assert_ne!(decision.values[0].value, first);
        // It is what replications 10 to 19 of the desk say.
        let replicator = desksim::experiment::Replicator::new([&b.study.studied[0].scenario.model], desk.run.seed, 1);
        let outcomes = replicator.run(10..20, &Watch::default()).expect("runs");
        let sums =
            metric::sums(question.metric, &b.study.studied[0].scenario.model, &outcomes[0], b.clock).expect("a mean");
        let (y, n) = sums.iter().fold((0.0, 0.0), |(y, n), (a, b)| (y + a, n + b));
        assert_eq!(decision.values[0].value, y / n);
    });
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_desksim")).args(arguments).output().expect("it runs")
}

fn small() -> String {
    format!("{}/scenarios/small-office", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_command_says_the_same_for_any_number_of_threads() {
    let desk = small();
    let of = |threads: &str| {
        let more = ["--weeks", "8", "--most", "20", "--replications", "10", "--threads", threads];
        run(&[&["policies", desk.as_str(), "--quiet"], &more[..]].concat()).stdout
    };
    let one = of("1");
    assert_eq!(String::from_utf8_lossy(&one), String::from_utf8_lossy(&of("3")));
    let text = String::from_utf8_lossy(&one).into_owned();
    assert!(text.contains("as the desk is") && text.contains("may be the best"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
}

#[test]
fn wrong_questions_are_answered_with_what_is_allowed() {
    let desk = small();
    let said = |arguments: &[&str]| {
        let output = run(&[&["policies", desk.as_str()], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(said(&["--policy", "longest-idel"]).contains("unknown rule `longest-idel`"));
    assert!(said(&["--metric", "resolution_men"]).contains("did you mean `resolution_mean`"));
    assert!(said(&["--indifference", "5"]).contains("`5min` or `0.5h`"));
    assert!(said(&["--indifference", "-1%"]).contains("must be above 0"));
    assert!(said(&["--policy", "reserve(agents=x)"]).contains("must be a whole number"));
    assert!(said(&["--scenario", "nowhere"]).contains("nowhere"));
}
