//! The numbers of a page are those of the tables beside it.

use crate::markup::Element;
use serde_json::{Value, json};
use std::path::Path;

/// What there is on a page, in the form in which the browser tells it (`look.js`).
pub fn of(page: &Element) -> Value {
    let cells = |row: &Element| row.elements.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
    let charts = page.all(&|e| e.is("chart"));
    let marks = |svg: &Element| -> Vec<Value> {
        let mark = |m: &&Element| {
            let title = m.named("title").first().map(|title| title.text.clone());
            json!([m.get("data-v").and_then(|v| v.parse::<f64>().ok()), title])
        };
        svg.all(&|e| e.is("mark")).iter().map(mark).collect()
    };
    let panel = |chart: &Element, panel: &Element| {
        let of = |class: &str| panel.all(&|e| e.name == "svg" && e.is(class));
        json!({
            "chart": chart.get("id"),
            "name": panel.get("data-name"),
            "wide": of("wide").iter().flat_map(|svg| marks(svg)).collect::<Vec<_>>(),
            "narrow": of("narrow").iter().map(|svg| marks(svg).len()).sum::<usize>(),
        })
    };
    let panels =
        charts.iter().flat_map(|c| c.all(&|e| e.is("panel")).into_iter().map(|p| panel(c, p)).collect::<Vec<_>>());
    let rows = page.all(&|e| e.is("comparison")).into_iter().flat_map(|table| table.named("tbody"));
    json!({
        "charts": charts.iter().map(|c| c.get("id")).collect::<Vec<_>>(),
        "panels": panels.collect::<Vec<_>>(),
        "answer": page.all(&|e| e.is("answer")).first().map(|e| e.text.clone()),
        "comparison": rows.flat_map(|body| body.elements.iter().map(cells)).collect::<Vec<_>>(),
        "links": page.named("a").iter().filter_map(|a| a.get("href")).collect::<Vec<_>>(),
    })
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Rows of a table with a header.
pub fn table(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).expect("a table");
    reader.records().map(|r| r.expect("a row").iter().map(String::from).collect()).collect()
}

/// Marks and cells are what the data files say.
pub fn agrees_with_the_tables(at: &str, seen: &Value, folder: &Path) {
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
    // A grid has a text report with less in it.
    let rows = if charts.contains(&"grid") { &Vec::new() } else { list(&seen["comparison"]) };
    for row in rows {
        let cells: Vec<&str> = list(row).iter().map(text).collect();
        for cell in [1, 2].map(|i| cells[i].trim().trim_start_matches('$')) {
            assert!(report.contains(cell), "{at}: {cell} of {cells:?} is not in report.txt");
        }
    }
    for link in list(&seen["links"]).iter().map(text).filter(|link| !link.starts_with('#')) {
        assert!(folder.join(link).exists(), "{at}: {link} leads nowhere");
    }
}
