//! The report page in a real browser: every shipped desk, both themes, three widths, paper.
//!
//! Without Chromium nothing here can be tested; then it says so, and fails where `DESKSIM_BROWSER=required` (as `.ci/run`
//! sets it). `DESKSIM_PICTURES=DIR` keeps what the browser drew, for people to look at.

mod chromium;
mod hostile;
mod picture;

use chromium::Browser;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const LOOK: &str = include_str!("look.js");

/// A browser, or loud words.
fn browser() -> Option<Browser> {
    let found = chromium::found();
    if found.is_none() {
        let words =
            "NOT TESTED: the report page needs Chromium to be tested, and none was found (apt-get install chromium)";
        assert!(std::env::var("DESKSIM_BROWSER").as_deref() != Ok("required"), "{words}");
        eprintln!("\n{words}\n");
    }
    found.map(|command| Browser::start(&command))
}

/// Runs the program on a desk and returns the folder with its results.
fn results(desk: &Path, more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().display().to_string();
    let mut arguments = vec!["compare", desk.to_str().expect("a name"), "-q", "--out", &out];
    arguments.extend(more);
    let output = Command::new(env!("CARGO_BIN_EXE_desksim")).args(arguments).output().expect("the program runs");
    assert!(output.status.success(), "{}: {}", desk.display(), String::from_utf8_lossy(&output.stderr));
    folder
}

fn shipped() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let entries = std::fs::read_dir(folder).expect("scenarios/").map(|e| e.expect("an entry").path());
    let mut desks: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    desks.sort();
    desks
}

/// Most bytes a page of a shipped desk may have; the one with most scenarios comes near it.
const MOST_BYTES: u64 = 2_000_000;

const QUICK: [&str; 4] = ["--replications", "3", "--seed", "7"];

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Rows of a table with a header.
fn table(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).expect("a table");
    reader.records().map(|r| r.expect("a row").iter().map(String::from).collect()).collect()
}

#[test]
fn every_shipped_desk_reads_well_in_both_themes_and_three_widths() {
    let Some(mut browser) = browser() else { return };
    let mut faults = Vec::new();
    for desk in shipped() {
        let name = desk.file_name().expect("a name").to_string_lossy().into_owned();
        let folder = results(&desk, &QUICK);
        let page = folder.path().join("report.html");
        let size = std::fs::metadata(&page).expect("the page").len();
        if size > MOST_BYTES {
            faults.push(format!("{name}: {size} bytes"));
        }
        for (theme, width) in [("light", 1280), ("light", 768), ("light", 390), ("dark", 1280), ("dark", 390)] {
            browser.look(width, theme, "screen");
            browser.open(&page);
            let seen = browser.ask(LOOK);
            let at = format!("{name}, {theme}, {width} wide");
            assert!(browser.complaints.is_empty(), "{at}: {:?}", browser.complaints);
            let outside = browser.asked.iter().find(|url| !url.starts_with("file:") && !url.starts_with("data:"));
            assert_eq!(outside, None, "{at}: the page needs the network");
            if seen["overflow"] != 0 {
                faults.push(format!("{at}: {} pixels wider than the window", seen["overflow"]));
            }
            faults.extend(list(&seen["faults"]).iter().map(|fault| format!("{at}: {}", text(fault))));
            let format = if width < 500 { "narrow" } else { "wide" };
            assert!(list(&seen["shown"]).iter().all(|class| class == format), "{at}: {}", seen["shown"]);
            assert_eq!(list(&seen["shown"]).len(), list(&seen["charts"]).len(), "{at}: a drawing a chart");
            for (pairs, least) in [(&seen["contrasts"], 4.5), (&seen["lines"], 3.0)] {
                for pair in list(pairs) {
                    assert!(pair[1].as_f64() >= Some(least), "{at}: contrast of {pair}");
                }
            }
            if (theme, width) == ("light", 1280) {
                agrees_with_the_tables(&at, &seen, folder.path());
            }
            picture::keep(&format!("{name}-{theme}-{width}.png"), &mut || browser.picture());
        }
        browser.look(700, "dark", "print");
        browser.open(&page);
        let seen = browser.ask(LOOK);
        assert!(list(&seen["shown"]).iter().all(|class| class == "wide"), "{name}, printed: {}", seen["shown"]);
        if seen["overflow"] != 0 {
            faults.push(format!("{name}, printed: {} pixels wider than the paper", seen["overflow"]));
        }
        let white = browser.ask("getComputedStyle(document.body).backgroundColor");
        assert_eq!(white, "rgb(255, 255, 255)", "{name}: paper is white also for who reads in the dark");
        let paper = browser.paper();
        assert!(paper.starts_with("JVBER"), "{name}: a PDF");
        picture::keep(&format!("{name}.pdf"), &mut || paper.clone());
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Marks and cells are what the data files say.
fn agrees_with_the_tables(at: &str, seen: &Value, folder: &Path) {
    let charts: Vec<&str> = list(&seen["charts"]).iter().map(text).collect();
    for wanted in ["resolution", "people", "arrivals", "backlog"] {
        assert!(charts.contains(&wanted), "{at}: no chart {wanted} in {charts:?}");
    }
    let data = table(&folder.join("charts.csv"));
    for panel in list(&seen["panels"]) {
        let (chart, name) = (text(&panel["chart"]), text(&panel["name"]));
        let at = format!("{at}, {chart}, {name}");
        let rows: Vec<&Vec<String>> = data.iter().filter(|row| row[0] == chart && row[1] == name).collect();
        assert!(!rows.is_empty(), "{at}: no data");
        let known = |row: &&&Vec<String>| row[4].parse::<f64>().ok();
        let marks: Vec<f64> = list(&panel["wide"]).iter().map(|mark| mark[0].as_f64().expect("a number")).collect();
        let expected: Vec<f64> = match chart {
            // A mark a line; it carries the number of its places.
            "resolution" | "backlog" => {
                let mut series: Vec<(&str, f64)> = Vec::new();
                for row in rows.iter().filter(|row| chart == "resolution" || row[2] != "p90") {
                    match series.iter_mut().find(|(name, _)| *name == row[2]) {
                        Some((_, count)) => *count += 1.0,
                        None => series.push((&row[2], 1.0)),
                    }
                }
                if chart == "backlog" { vec![series[0].1; 2] } else { series.iter().map(|(_, count)| *count).collect() }
            }
            "cost-service" => {
                rows.iter().filter(|row| row[3] != "labour_cost_year").filter_map(|r| known(&r)).collect()
            }
            "people" => {
                let bar = |row: &&&Vec<String>| row[2].starts_with("paid_");
                rows.iter().filter(bar).filter_map(|r| known(&r)).filter(|v| *v > 0.0).collect()
            }
            "hours" => {
                let bar = |name: &str| rows.iter().filter(|row| row[3] == name).filter_map(|r| known(&r)).sum::<f64>();
                let most = rows.iter().map(|row| bar(&row[3])).fold(0.0, f64::max);
                // What is thinner than a pixel is not drawn.
                rows.iter().filter_map(|r| known(&r)).filter(|v| *v > 0.001 * most).collect()
            }
            _ => rows.iter().filter_map(|r| known(&r)).collect(),
        };
        assert_eq!(marks.len(), expected.len(), "{at}: marks");
        assert_eq!(panel["narrow"], expected.len(), "{at}: marks on a phone");
        for (mark, value) in marks.iter().zip(&expected) {
            assert!((mark - value).abs() <= 1e-5 * value.abs() + 1e-12, "{at}: {mark} drawn for {value}");
        }
    }
    // The first screen has the very strings of the text report.
    let report = std::fs::read_to_string(folder.join("report.txt")).expect("report.txt");
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words(&report).contains(&words(text(&seen["answer"]))), "{at}: {}", seen["answer"]);
    for row in list(&seen["comparison"]) {
        let cells: Vec<&str> = list(row).iter().map(text).collect();
        for cell in [1, 2].map(|i| cells[i].trim()) {
            assert!(report.contains(cell), "{at}: {cell} of {cells:?} is not in report.txt");
        }
    }
    for link in list(&seen["links"]).iter().map(text).filter(|link| !link.starts_with('#')) {
        assert!(folder.join(link).exists(), "{at}: {link} leads nowhere");
    }
}

#[test]
fn a_keyboard_reaches_and_works_everything() {
    let Some(mut browser) = browser() else { return };
    let folder = results(&shipped().into_iter().find(|d| d.ends_with("service-desk")).expect("it ships"), &QUICK);
    browser.look(1280, "light", "screen");
    browser.open(&folder.path().join("report.html"));
    let reachable = "[...document.querySelectorAll('a[href], button, select, summary, [tabindex=\"0\"]')].filter((e) => e.checkVisibility()).length";
    let wanted = browser.ask(reachable).as_u64().expect("a number");
    let mut reached = 0;
    for _ in 0..wanted + 5 {
        browser.press("Tab", 9);
        let at = browser.ask(
            "(() => { const e = document.activeElement; if (e === document.body || e.dataset.reached) return null; \
             e.dataset.reached = 1; return getComputedStyle(e).outlineStyle; })()",
        );
        if let Some(outline) = at.as_str() {
            assert_ne!(outline, "none", "what has the focus is to be seen");
            reached += 1;
        }
    }
    assert_eq!(reached, wanted, "what the Tab key reaches");
    let shown = "document.querySelector('#cost-service .panel:not([hidden])').dataset.name";
    let first = browser.ask(shown);
    browser.ask("document.querySelector('#cost-service select').focus()");
    browser.press("ArrowDown", 40);
    assert_ne!(browser.ask(shown), first, "the arrow key chooses another panel");
    browser.ask("document.querySelector('#cost-service .panel:not([hidden]) summary').focus()");
    browser.press("Enter", 13);
    assert_eq!(browser.ask("document.activeElement.parentElement.open"), true, "Enter opens the table");
    // Hovering shows what a mark says.
    let place = "(() => { const m = document.querySelector('#hours .panel:not([hidden]) svg.wide .mark'); m.scrollIntoView({block: 'center'}); \
                 const r = m.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2, m.querySelector('title').textContent]; })()";
    let mark = browser.ask(place);
    // What was said goes away while the page moves.
    browser.ask("new Promise((done) => setTimeout(done, 300))");
    let event = serde_json::json!({"type": "mouseMoved", "x": mark[0], "y": mark[1]});
    browser.call("Input.dispatchMouseEvent", event);
    let hover = browser
        .ask("new Promise((done) => requestAnimationFrame(() => done(hover.hidden ? null : hover.textContent)))");
    assert_eq!(hover, mark[2]);
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
}

#[test]
fn names_cannot_break_out_of_the_page() {
    let Some(mut browser) = browser() else { return };
    let desk = hostile::desk();
    let folder = results(desk.path(), &["--replications", "2", "--weeks", "2"]);
    for width in [1280, 390] {
        browser.look(width, "light", "screen");
        browser.open(&folder.path().join("report.html"));
        let seen = browser.ask(LOOK);
        assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
        assert_eq!(seen["scripts"], 1, "only the page's own script");
        assert_eq!(browser.ask("window.broken === undefined"), true);
        assert_eq!(browser.ask("document.querySelectorAll('img, iframe, object, embed').length"), 0);
        assert!(text(&seen["text"]).contains(hostile::NAME), "the name is shown as it is written");
        assert!(list(&seen["faults"]).is_empty(), "{:#}", seen["faults"]);
        agrees_with_the_tables("hostile names", &seen, folder.path());
    }
}
