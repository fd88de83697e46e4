//! The page in a real browser: every shipped desk, both themes, three widths, paper, the keyboard, no scripts.

use crate::chromium::{self, Browser};
use crate::numbers::agrees_with_the_tables;
use crate::{QUICK, desk, hostile, picture, results, shipped};
use serde_json::{Value, json};

const LOOK: &str = include_str!("look.js");

/// Most bytes a page of a shipped desk may have; the one with most scenarios comes near it.
const MOST_BYTES: u64 = 2_000_000;

/// A browser, or loud words.
fn browser() -> Option<Browser> {
    let found = chromium::found();
    if found.is_none() {
        let words = "NOT TESTED IN A BROWSER: the report page; no Chromium was found (apt-get install chromium, or CHROMIUM=its command)";
        assert!(std::env::var("DESKSIM_BROWSER").as_deref() != Ok("required"), "{words}");
        loudly(words);
    }
    found.map(|command| Browser::start(&command))
}

/// Says something that the test harness does not hold back.
fn loudly(words: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "\n{words}\n");
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
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
    let event = json!({"type": "mouseMoved", "x": mark[0], "y": mark[1]});
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

#[test]
fn without_scripts_everything_is_shown() {
    let Some(mut browser) = browser() else { return };
    let folder = results(&desk("next-hire"), &QUICK);
    browser.call("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    browser.look(1280, "light", "screen");
    browser.open(&folder.path().join("report.html"));
    let hidden = browser.ask("[...document.querySelectorAll('.panel')].filter((p) => !p.checkVisibility()).length");
    assert_eq!(hidden, 0, "panels that only a script would show");
    let useless =
        browser.ask("[...document.querySelectorAll('select, button')].filter((e) => e.checkVisibility()).length");
    assert_eq!(useless, 0, "controls that do nothing");
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
}

/// `DESKSIM_PICTURES=docs cargo test --test page front_page` makes the picture of README.md anew.
#[test]
fn the_front_page_has_a_picture() {
    if std::env::var_os("DESKSIM_PICTURES").is_some()
        && let Some(mut browser) = browser()
    {
        let folder = results(&desk("service-desk"), &[]);
        browser.look(1100, "light", "screen");
        browser.open(&folder.path().join("report.html"));
        let bottom = browser.ask(
            "Math.ceil(document.querySelector('#cost-service figure > svg.wide').getBoundingClientRect().bottom) + 8",
        );
        let height = bottom.as_u64().expect("pixels") as u32;
        picture::keep("page.png", &mut || browser.first_screen(1100, height));
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let picture = std::fs::read(root.join("docs/page.png")).expect("docs/page.png");
    assert!(picture.starts_with(b"\x89PNG") && picture.len() < 300_000, "{} bytes", picture.len());
    let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md");
    assert!(readme.contains("](docs/page.png)"));
}
