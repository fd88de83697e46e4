//! What can be said of the page without a browser: that it is well formed and whole, asks for nothing, escapes names, has
//! the numbers of the tables, and is the same for any number of threads.

use crate::markup::{Element, parse};
use crate::numbers::{self, agrees_with_the_tables, table};
use crate::{QUICK, desk, hostile, results, results_of};
use std::collections::BTreeSet;
use std::path::Path;

fn page(folder: &Path) -> Element {
    let text = std::fs::read_to_string(folder.join("report.html")).expect("the page");
    parse(&text).unwrap_or_else(|e| panic!("the page is not well formed: {e}"))
}

/// A page that a reader, a screen reader and a browser without network or scripts can do with.
fn is_whole(at: &str, page: &Element, folder: &Path) {
    let html = page.named("html");
    assert_eq!(html.first().and_then(|e| e.get("lang")), Some("en"), "{at}");
    assert_eq!(page.named("h1").len(), 1, "{at}: headings");
    assert_eq!(page.named("script").len(), 1, "{at}: only the page's own script");
    let ids: Vec<&str> = page.all(&|e| e.get("id").is_some()).iter().filter_map(|e| e.get("id")).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{at}: an id twice in {ids:?}");
    for element in page.all(&|_| true) {
        for (name, value) in &element.attributes {
            assert!(
                !["src", "srcset", "style", "action"].contains(&name.as_str()) || element.get("aria-hidden").is_some(),
                "{at}: {name}={value}"
            );
            assert!(
                !name.starts_with("on") && !value.contains("://") || name.starts_with("data-"),
                "{at}: {name}={value}"
            );
            match name.as_str() {
                "aria-labelledby" => assert!(unique.contains(value.as_str()), "{at}: {value} names nothing"),
                "href" if value.starts_with('#') => {
                    assert!(unique.contains(&value[1..]), "{at}: {value} leads nowhere")
                }
                "href" => assert!(value == "data:," || folder.join(value).is_file(), "{at}: {value} leads nowhere"),
                _ => {}
            }
        }
    }
    for code in page.named("style").iter().chain(&page.named("script")) {
        let outside = ["@import", "://", "fetch(", "XMLHttp", "import("].into_iter().find(|w| code.own.contains(w));
        assert_eq!(outside, None, "{at}: the page asks for something");
        assert_eq!(code.own.matches("url(").count(), code.own.matches("url(#").count(), "{at}: an address in a style");
    }
    for panel in page.all(&|e| e.is("panel")) {
        let name = panel.get("data-name").unwrap_or_default();
        let alike = page.all(&|e| e.is("panel") && e.get("data-choice") == panel.get("data-choice"));
        let charts: BTreeSet<&str> = alike.iter().filter_map(|e| e.named("svg").last()?.get("aria-label")).collect();
        assert_eq!(charts.len(), alike.len(), "{at}, {name}: two panels of one name");
        let drawings = panel.all(&|e| e.name == "svg" && e.get("role") == Some("img"));
        assert_eq!(drawings.len(), 2, "{at}, {name}: a drawing for a screen and one for a phone");
        assert!(drawings.iter().all(|d| d.get("aria-label").is_some_and(|l| l.len() > 20)), "{at}, {name}: words");
        let table = panel.named("table");
        assert!(table.len() == 1 && table[0].named("tr").len() > 1, "{at}, {name}: a table behind the drawing");
        let heads = table[0].named("th");
        assert!(heads.iter().all(|th| th.get("scope").is_some()), "{at}, {name}: what a head is the head of");
        let columns: BTreeSet<usize> = table[0].named("tr").iter().map(|row| row.elements.len()).collect();
        assert_eq!(columns.len(), 1, "{at}, {name}: cells a row");
    }
    assert!(page.named("noscript").iter().any(|n| n.named("style").iter().any(|s| s.own.contains(".panel[hidden]"))));
}

#[test]
fn pages_are_whole_from_one_run_to_a_grid() {
    let next_hire = desk("next-hire");
    let cases: [(&str, &str, &Path, &[&str]); 8] = [
        ("compared", "compare", &next_hire, &QUICK),
        ("run", "run", &next_hire, &["--replications", "2"]),
        ("one scenario", "run", &desk("small-office"), &["--replications", "1", "--weeks", "4"]),
        ("from an empty desk", "compare", &desk("september"), &QUICK),
        ("chats", "compare", &desk("chat"), &QUICK),
        ("one day, with incidents", "compare", &desk("outage-day"), &QUICK),
        ("nights", "compare", &desk("nights"), &QUICK),
        (
            "a grid",
            "compare",
            &next_hire,
            &["--replications", "2", "--weeks", "4", "--sweep", "technicians=5..7", "--sweep", "specialists=3..4"],
        ),
    ];
    for (at, command, desk, more) in cases {
        let folder = results_of(command, desk, more);
        let page = page(folder.path());
        is_whole(at, &page, folder.path());
        agrees_with_the_tables(at, &numbers::of(&page), folder.path());
        agrees_with_the_figures(at, &page, folder.path());
    }
}

/// A figure as a person reads it is the estimate, rounded.
fn reads(shown: &str, estimate: f64) -> bool {
    let digits: String = shown
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || ",.".contains(*c))
        .collect();
    let digits = digits.replace(',', "");
    let Ok(value) = digits.parse::<f64>() else { return false };
    let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len() as i32);
    let scale = if shown.contains('%') { 100.0 } else { 1.0 };
    (value - scale * estimate).abs() <= 0.500001 * 0.1_f64.powi(decimals)
}

/// The tables on the first screen, and the data of the charts, are the figures of summary.csv.
fn agrees_with_the_figures(at: &str, page: &Element, folder: &Path) {
    let summary = table(&folder.join("summary.csv"));
    let when: BTreeSet<&str> = summary.iter().map(|row| row[1].as_str()).collect();
    let estimate = |scenario: &str, when: &str, by: &str, of: &str, metric: &str| {
        // Resolution times are those of the first clock but the calendar's, where a desk has another.
        let rows =
            summary.iter().filter(|r| r[0] == scenario && r[1] == when && r[3] == by && r[4] == of && r[5] == metric);
        let mut rows: Vec<&Vec<String>> = rows.collect();
        rows.sort_by_key(|row| row[6] != "business");
        rows.first().and_then(|row| row[8].parse::<f64>().ok())
    };
    let mut compared = 0;
    for contest in page.all(&|e| e.is("contest")) {
        let named = contest.named("h3").first().map(|h| h.text.clone());
        let when = named.as_deref().or(when.first().copied()).expect("a circumstance");
        let head: Vec<&str> = contest.named("thead")[0].named("th").iter().map(|th| th.text.as_str()).collect();
        for row in contest.named("tbody")[0].named("tr") {
            let scenario = row.elements[0].own.trim();
            for (cell, head) in row.elements.iter().zip(&head) {
                let (by, of, metric) = match *head {
                    "cost a year" => ("all", "", "labour_cost_year"),
                    "mean" => ("all", "", "resolution_mean"),
                    "median" => ("all", "", "resolution_median"),
                    "p90" => ("all", "", "resolution_p90"),
                    "in target" => ("all", "", "in_target"),
                    busy if busy.ends_with(" busy") => ("role", &busy[..busy.len() - 5], "utilisation"),
                    _ => continue,
                };
                if ["grows", "-"].contains(&cell.text.as_str()) || cell.text.starts_with('≥') {
                    continue;
                }
                let estimate =
                    estimate(scenario, when, by, of, metric).unwrap_or_else(|| panic!("{at}: {scenario}, {head}"));
                assert!(
                    reads(&cell.text, estimate),
                    "{at}: {} for {head} of {scenario}, which is {estimate}",
                    cell.text
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 4, "{at}: {compared} figures compared");
    for point in table(&folder.join("charts.csv")).iter().filter(|row| row[0] == "cost-service") {
        let when = point[1].split_once(", ").map_or(*when.first().expect("one"), |(_, when)| when);
        let found = estimate(&point[2], when, "all", "", &point[3]);
        assert!(point[4].is_empty() || found == point[4].parse().ok(), "{at}: {point:?} against {found:?}");
    }
}

#[test]
fn names_are_escaped() {
    let desk = hostile::desk();
    let folder = results(desk.path(), &["--replications", "2", "--weeks", "2"]);
    let page = page(folder.path());
    is_whole("hostile names", &page, folder.path());
    agrees_with_the_tables("hostile names", &numbers::of(&page), folder.path());
    assert!(page.text.contains(hostile::NAME), "the name is shown as it is written");
    assert!(page.all(&|e| ["img", "iframe", "object", "embed"].contains(&e.name.as_str())).is_empty());
}

#[test]
fn the_page_is_the_same_for_any_number_of_threads() {
    let pages = ["1", "2", "3"].map(|threads| {
        let more = ["--replications", "4", "--weeks", "4", "--seed", "5", "--threads", threads];
        let folder = results(&desk("next-hire"), &more);
        ["report.html", "charts.csv"].map(|name| std::fs::read(folder.path().join(name)).expect("a file"))
    });
    assert!(pages[0] == pages[1] && pages[1] == pages[2]);
}

#[test]
fn figures_are_the_same_with_and_without_a_page() {
    let run = |out: Option<&Path>| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_desksim"));
        command.arg("run").arg(desk("next-hire")).args(["-q", "--format", "json"]).args(QUICK).args(["--weeks", "4"]);
        out.into_iter().for_each(|folder| {
            command.arg("--out").arg(folder);
        });
        command.output().expect("the program runs").stdout
    };
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(run(None), run(Some(folder.path())));
}
