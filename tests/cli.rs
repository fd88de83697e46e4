//! The command line: exit codes, formats, files, signals.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn desksim(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_desksim")).args(arguments).output().expect("the program runs")
}

fn shipped(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name).display().to_string()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn wrong_usage_and_input_exit_with_2() {
    let desk = shipped("small-office");
    for arguments in [
        vec!["run"],
        vec!["rum", &desk],
        vec!["run", "/no/such/desk"],
        vec!["run", &desk, "--threads", "0"],
        vec!["run", &desk, "--precision", "0"],
        vec!["run", &desk, "--confidence", "100"],
        vec!["run", &desk, "--policy", "longest-idel"],
        vec!["run", &desk, "--scenario", "nobody"],
        vec!["compare", &desk, "--sweep", "technicians"],
        vec!["compare", &desk, "--sweep", "nobody=1..2"],
        vec!["measure", "/no/such/log"],
        vec!["new", &desk],
    ] {
        let output = desksim(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stderr));
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
    assert!(text(&desksim(&["rum"]).stderr).contains("run"), "a near command is suggested");
}

#[test]
fn csv_has_the_documented_columns_and_json_the_same_figures() {
    let desk = shipped("small-office");
    let csv = text(&desksim(&["run", &desk, "-q", "--weeks", "2", "--replications", "2", "--format", "csv"]).stdout);
    let header = csv.lines().next().unwrap_or_default();
    assert!(csv.contains(",flow,technician>specialist,escalations,,tickets/week,"), "from role to role");
    for column in "scenario policy by of metric clock unit estimate low high n version seed replications".split(' ') {
        assert!(header.split(',').any(|c| c == column), "{column}");
    }
    let json = desksim(&["run", &desk, "-q", "--weeks", "2", "--replications", "2", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(json["figures"].as_array().map(Vec::len), Some(csv.lines().count() - 1));
    assert_eq!(json["provenance"]["replications"], 2);
}

/// 400 hours of work come in a week; a week after it the one agent has done 336.
#[test]
fn what_open_tickets_can_raise_is_a_lower_bound_in_every_form() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("desk.csv", "setting,value\npreset,none\nmode,terminating\nweeks,1\ndrain_weeks,1\nreplications,10\n"),
        ("tickets.csv", "kind,per_week,work_mean_minutes,work_law\nsoftware/ticket,400,60,fixed\n"),
        ("scopes.csv", "role,kind,scope\nsolo,software/ticket,primary\n"),
        ("roles.csv", "role\nsolo\n"),
        ("team.csv", "group,role,agents,shift\nsolo,solo,1,always\n"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let desk = folder.path().display().to_string();
    let csv = text(&desksim(&["run", &desk, "-q", "--format", "csv"]).stdout);
    let json = desksim(&["run", &desk, "-q", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    let empty = Vec::new();
    let entries = json["figures"].as_array().unwrap_or(&empty);
    for (metric, known) in [
        ("resolution_mean", false),
        ("resolution_median", true),
        ("resolution_p95", false),
        ("response_mean", false),
        ("response_median", true),
        ("response_p95", false),
    ] {
        let row = csv.lines().find(|l| l.contains(&format!(",all,,{metric},"))).expect("a row");
        let cells: Vec<&str> = row.split(',').collect();
        let [estimate, low, high] = [8, 9, 10].map(|column| !cells[column].is_empty());
        assert_eq!((estimate, low, high), (known, true, known), "{row}");
        let entry = entries.iter().find(|e| e["metric"] == metric && e["by"] == "all").expect("an entry");
        assert_eq!(entry["estimate"].is_null(), !known, "{entry}");
    }
    // Half of those that were resolved had waited for less than 86 hours: nothing open is left out.
    let row = csv.lines().find(|l| l.contains(",all,,resolution_mean,")).expect("a row");
    let mean: f64 = row.split(',').nth(9).and_then(|low| low.parse().ok()).expect("a number");
    assert!((100.0..140.0).contains(&mean), "{row}");
    let said = text(&desksim(&["run", &desk, "-q"]).stdout);
    assert!(said.contains("≥ 1") && said.contains("Still open when the runs were cut off: "), "{said}");
    // Three can do it: surely faster than at least so much, but nobody knows by how much.
    fs::write(folder.path().join("scenarios.csv"), "scenario,solo\none,1\nthree,3\n").expect("a file");
    let said = text(&desksim(&["compare", &desk, "-q"]).stdout).replace('\n', " ");
    assert!(said.contains("three is the fastest: tickets were still open"), "{said}");
}

/// What `compare` prints of a shipped desk, on one line.
fn compared(desk: &str, more: &[&str]) -> String {
    compared_at(&shipped(desk), more)
}

/// What `compare` prints of a desk of one queue with scenarios of more and more people, on one line.
fn compared_by_head_count(scenarios: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let tables = [
        ("desk", "setting,value\npreset,none\nbusiness_hours,Mon-Fri 08:00-18:00\n"),
        ("tickets", "kind,per_week,work_mean_minutes,work_law\nsoftware/ticket,1000,27,exponential\n"),
        ("scopes", "role,kind,scope\ntechnician,*,primary\n"),
        ("team", "group,role,agents,shift\npeople,technician,3,always\n"),
        ("scenarios", scenarios),
    ];
    for (table, text) in tables {
        fs::write(folder.path().join(format!("{table}.csv")), text).expect("a file");
    }
    compared_at(&folder.path().display().to_string(), &[])
}

fn compared_at(desk: &str, more: &[&str]) -> String {
    let quick = ["compare", desk, "-q", "--weeks", "26", "--replications", "10"];
    let output = desksim(&[&quick[..], more].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout).replace("\n  ", " ").replace('\n', " ")
}

#[test]
fn a_sweep_speaks_of_the_cheapest_only_where_costs_differ() {
    let said = compared("service-desk", &["--sweep", "desk.overflow=never,always"]);
    let wanted = "All cells cost the same. Known to meet every target: always overflow. The fastest: always overflow.";
    assert!(said.contains(wanted) && !said.contains("heapest"), "{said}");
    // Without targets, and for one queue, the rule makes no difference.
    let said = compared("textbook", &["--sweep", "desk.policy=fifo,longest-idle"]);
    assert!(said.contains("All cells cost the same. None is distinguishably faster than another."), "{said}");
    let said = compared("next-hire", &["--sweep", "technicians=6..7"]);
    assert!(said.contains("The cheapest that meets every target: 6 technicians at $487,500 a year."), "{said}");
}

#[test]
fn an_answer_is_short_and_says_no_more_than_the_numbers_carry() {
    let says =
        |said: &str, parts: &[&str]| parts.iter().for_each(|part| assert!(said.contains(part), "{part}: {said}"));
    let cheapest = compared("next-hire", &["--goal", "cheapest-in-target"]);
    says(
        &cheapest,
        &["as today is the cheapest that meets every target. But in volume up a fifth: No scenario is known to"],
    );
    says(&cheapest, &["to meet every target."]);
    let both = "scenario,when,people,tickets.*.per_week\nthree,usual,3,\nfive,usual,5,\nthree,busier,3,x1.05\nfive,busier,5,x1.05\n";
    let fastest = compared_by_head_count(both);
    says(&fastest, &["five is the fastest: against three 0.", " business hours sooner on average ("]);
    says(&fastest, &[" sooner at p90 (", "). The same choice in: busier."]);
    let several = compared_by_head_count("scenario,people\nthree,3\nfour,4\nalso four,4\n");
    says(&several, &["Not told apart as the fastest by these replications: four, also four"]);
}

#[test]
fn all_forms_are_written_into_a_folder_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("results");
    let (desk, to) = (shipped("small-office"), out.display().to_string());
    let output = desksim(&["run", &desk, "-q", "--weeks", "2", "--replications", "2", "--out", &to]);
    assert!(output.status.success());
    let mut names: Vec<String> = fs::read_dir(&out)
        .expect("a folder")
        .map(|e| e.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["charts.csv", "report.html", "report.txt", "summary.csv", "summary.json"]);
    assert_eq!(fs::read(out.join("report.txt")).expect("a file"), output.stdout);
    // A file where the folder should be: the result cannot be written.
    let file = folder.path().join("file");
    fs::write(&file, "x").expect("a file");
    let to = file.display().to_string();
    let output = desksim(&["run", &desk, "-q", "--weeks", "2", "--replications", "2", "--out", &to]);
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
}

#[test]
fn a_new_desk_is_sound() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = folder.path().join("mine").display().to_string();
    assert!(desksim(&["new", &desk]).status.success());
    let check = desksim(&["check", &desk]);
    assert!(check.status.success(), "{}", text(&check.stderr));
    let said = text(&check.stdout);
    assert!(said.contains("ASSUMED") && said.contains("sourced") && said.contains("% busy"), "{said}");
    assert!(desksim(&["compare", &desk, "-q", "--weeks", "2", "--replications", "2"]).status.success());
}

#[test]
fn a_desk_is_compared_with_published_ones_and_none_is_wrong() {
    let output = desksim(&["check", &shipped("small-office"), "--calibrate"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.lines().all(|line| line.chars().count() <= 100), "{said}");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["inside: resolved at first contact", "usually 55 to 75 %", "HDI", "cost of a ticket", "reopened 0.0 %"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_reports_what_is_complete() {
    let desk = shipped("small-office");
    let mut command = Command::new(env!("CARGO_BIN_EXE_desksim"));
    command.args(["run", &desk, "--replications", "100000", "--threads", "1"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    std::thread::sleep(std::time::Duration::from_secs(3));
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(killed.success());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("STOPPED: these are the"), "{}", text(&output.stdout));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let program = env!("CARGO_BIN_EXE_desksim");
    let script = format!("{program} check {} | true; echo ${{PIPESTATUS[0]}}", shipped("service-desk"));
    let output = Command::new("bash").args(["-c", &script]).output().expect("bash");
    assert_eq!(text(&output.stdout).trim(), "0");
}

#[test]
fn results_never_go_among_the_tables_of_a_desk() {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = folder.path().join("desk");
    fs::create_dir(&desk).expect("a folder");
    for table in ["desk.csv", "team.csv"] {
        fs::copy(Path::new(&shipped("small-office")).join(table), desk.join(table)).expect("a table");
    }
    let name = desk.display().to_string();
    let refused = desksim(&["run", &name, "--out", &name, "--replications", "2"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("holds a desk"), "{}", text(&refused.stderr));
    assert_eq!(fs::read_dir(&desk).expect("a folder").count(), 2, "nothing was added");
    let file = desk.join("team.csv").display().to_string();
    let refused = desksim(&["run", &name, "--out", &file, "--replications", "2"]);
    assert_eq!(refused.status.code(), Some(3), "a file is no folder");
}

#[test]
fn reports_fit_100_columns() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")).expect("scenarios/");
    for folder in folders.map(|f| f.expect("an entry").path()).filter(|f| f.is_dir()) {
        let desk = folder.display().to_string();
        for command in ["run", "compare", "check"] {
            let quick: &[&str] = if command == "check" { &[] } else { &["-q", "--replications", "2", "--weeks", "8"] };
            let out = text(&desksim(&[&[command, desk.as_str()], quick].concat()).stdout);
            assert!(!out.is_empty(), "{command} {desk}");
            let wide: Vec<&str> = out.lines().filter(|line| line.chars().count() > 100).collect();
            assert!(wide.is_empty(), "{command} {desk}:\n{}", wide.join("\n"));
        }
    }
}

#[test]
fn the_machine_forms_of_a_comparison_hold_the_comparison() {
    let desk = shipped("next-hire");
    let quick = ["-q", "--replications", "4", "--weeks", "8"];
    let csv = |command: &str| text(&desksim(&[&[command, &desk, "--format", "csv"], &quick[..]].concat()).stdout);
    let (run, compare) = (csv("run"), csv("compare"));
    assert!(compare.starts_with(&run), "the figures, then what is made of them");
    let mut reader = csv::Reader::from_reader(compare.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
    let against = |scenario: &str, metric: &str| {
        let found = rows.iter().find(|r| {
            &r[0] == scenario && &r[1] == "usual" && &r[3] == "against" && &r[4] == "as today" && &r[5] == metric
        });
        found.unwrap_or_else(|| panic!("{scenario} {metric}")).clone()
    };
    let number = |row: &csv::StringRecord, column: usize| row[column].parse::<f64>().expect("a number");
    let gain = against("one more technician", "resolution_mean_difference");
    assert!(number(&gain, 9) < number(&gain, 8) && number(&gain, 8) < number(&gain, 10) && number(&gain, 8) < 0.0);
    assert_eq!(number(&against("one more technician", "labour_cost_difference"), 8), 52_500.0);
    assert_eq!(number(&against("as today", "resolution_mean_difference"), 8), 0.0);
    let json = desksim(&[&["compare", &desk, "--format", "json"], &quick[..]].concat()).stdout;
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(json["figures"].as_array().map(Vec::len), Some(rows.len()), "as many as in the CSV");
}

#[test]
fn intervals_of_shares_stay_between_nothing_and_all() {
    let csv = text(&desksim(&["run", &shipped("small-office"), "-q", "--replications", "3", "--format", "csv"]).stdout);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.records().map(|r| r.expect("a row")).filter(|r| &r[7] == "share" && !r[9].is_empty());
    let bounds: Vec<[f64; 2]> = rows.map(|r| [9, 10].map(|c| r[c].parse().expect("a number"))).collect();
    assert!(bounds.len() > 50);
    assert!(bounds.iter().flatten().all(|b| (0.0..=1.0).contains(b)), "{bounds:?}");
    assert!(bounds.iter().any(|[low, high]| *low == 0.0 || *high == 1.0), "one would have reached beyond");
}

#[test]
fn users_who_give_up_keep_a_desk_from_growing() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [
        ("desk.csv", "setting,value\npreset,none\nweeks,20\nreplications,5\n"),
        (
            "tickets.csv",
            "kind,per_week,work_mean_minutes,work_law,patience_mean_minutes,patience_law\nsoftware,3024,30,exponential,15,fixed\n",
        ),
        ("scopes.csv", "role,kind,scope\ntechnician,software,primary\n"),
        ("team.csv", "group,role,agents\nagents,technician,8\n"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let out = text(&desksim(&["run", &folder.path().display().to_string(), "-q"]).stdout);
    // An eighth more work than hours; 17.7 % give up (M/M/8 with fixed patience).
    assert!(!out.contains("grows  grows") && !out.contains("cannot carry"), "{out}");
    assert!(out.contains("Gave up waiting: 17.") && out.contains("steady"), "{out}");
}
