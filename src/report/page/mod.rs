//! The page: one file that answers on its first screen and shows the evidence in charts, each with its table.
//!
//! Charts are drawn here, as SVG, and not in the reader's browser: they print, need no network and no script, and every
//! one has its words and its table. Each is drawn twice, for a wide screen and for a phone. Text is escaped by the template
//! and by the drawing backend; nothing else may put text into the page.

mod chart;
mod head;
mod ink;
mod plot;
mod svg;
mod words;

use super::{Provenance, View};
use crate::experiment::Study;
use crate::experiment::compare::contests;
use chart::{Chart, Material, Panel, Table};
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};
use plot::Format;
use serde::Serialize;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// A page and the numbers behind its charts.
pub struct Page {
    /// The page, HTML.
    pub html: String,
    /// The numbers, CSV.
    pub data: String,
}

/// Makes the page of a study.
///
/// # Errors
/// What went wrong, if a chart cannot be drawn or the template cannot be filled in; neither depends on the desk.
pub fn page(study: &Study, provenance: &Provenance, view: View) -> Result<Page, String> {
    let contests = contests(study);
    let material = Material { study, contests: &contests };
    let charts = chart::charts(&material).map_err(|e| e.to_string())?;
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.add_template("page.html", TEMPLATE).map_err(|e| e.to_string())?;
    let template = templates.get_template("page.html").map_err(|e| e.to_string())?;
    let shown: Vec<ShownChart> = charts.iter().map(ShownChart::of).collect();
    let html = template.render(context! {
        head => Value::from(Serde(head::head(&material, provenance, view))),
        charts => Value::from(Serde(shown)),
        style => STYLE,
        script => SCRIPT,
    });
    Ok(Page { html: html.map_err(|e| format!("{e:#}"))?, data: data(&charts).map_err(|e| e.to_string())? })
}

/// A chart as the template takes it.
#[derive(Serialize)]
struct ShownChart<'c> {
    id: &'c str,
    title: &'c str,
    reading: &'c str,
    choices: Vec<Choice<'c>>,
    panels: Vec<ShownPanel<'c>>,
    words: &'c [(&'static str, &'static str)],
}

/// Something to choose, with its values in order.
#[derive(Serialize)]
struct Choice<'c> {
    name: &'c str,
    values: Vec<&'c str>,
}

#[derive(Serialize)]
struct ShownPanel<'c> {
    /// As JSON, for the script.
    choice: String,
    name: String,
    says: &'c str,
    legend: Vec<(&'c str, &'c str)>,
    drawings: Vec<ShownDrawing<'c>>,
    table: ShownTable<'c>,
}

#[derive(Serialize)]
struct ShownDrawing<'c> {
    class: &'static str,
    /// In pixels; the drawing has so many units in each.
    width: i32,
    height: i32,
    unit: i32,
    svg: &'c str,
}

/// A table as the template takes it.
#[derive(Serialize)]
struct ShownTable<'c> {
    head: &'c [String],
    rows: &'c [Vec<String>],
}

impl<'c> ShownTable<'c> {
    fn of(table: &'c Table) -> Self {
        ShownTable { head: &table.head, rows: &table.rows }
    }
}

impl<'c> ShownChart<'c> {
    fn of(chart: &'c Chart) -> Self {
        let values = |at: usize| {
            let mut values: Vec<&str> = Vec::new();
            for value in chart.panels.iter().filter_map(|panel| panel.choice.get(at)) {
                if !values.contains(&value.as_str()) {
                    values.push(value);
                }
            }
            values
        };
        let choices = chart.choices.iter().enumerate().map(|(at, name)| Choice { name, values: values(at) });
        ShownChart {
            id: chart.id,
            title: chart.title,
            reading: &chart.reading,
            choices: choices.filter(|choice| choice.values.len() > 1).collect(),
            panels: chart.panels.iter().map(ShownPanel::of).collect(),
            words: &chart.words,
        }
    }
}

impl<'c> ShownPanel<'c> {
    fn of(panel: &'c Panel) -> Self {
        let drawing = |drawing: &'c chart::Drawing| ShownDrawing {
            class: match drawing.format {
                Format::Wide => "wide",
                Format::Narrow => "narrow",
            },
            width: drawing.format.width(),
            height: drawing.height,
            unit: svg::FINE,
            svg: &drawing.svg,
        };
        ShownPanel {
            choice: serde_json::json!(panel.choice).to_string(),
            name: panel.choice.join(", "),
            says: &panel.says,
            legend: panel.legend.iter().map(|key| (key.sample.as_str(), key.name.as_str())).collect(),
            drawings: panel.drawings.iter().map(drawing).collect(),
            table: ShownTable::of(&panel.table),
        }
    }
}

/// The numbers behind the charts: one a row.
fn data(charts: &[Chart]) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(["chart", "panel", "series", "at", "value", "low", "high", "unit"])?;
    let number = |value: Option<f64>| value.map_or(String::new(), |v| format!("{v}"));
    for (chart, panel) in charts.iter().flat_map(|chart| chart.panels.iter().map(move |panel| (chart, panel))) {
        let name = panel.choice.join(", ");
        for point in &panel.points {
            let (low, high) = (number(point.bounds.map(|b| b.0)), number(point.bounds.map(|b| b.1)));
            writer.write_record([
                chart.id,
                &name,
                &point.series,
                &point.at,
                &number(point.value),
                &low,
                &high,
                point.unit,
            ])?;
        }
    }
    let bytes = writer.into_inner().map_err(|e| ::csv::Error::from(e.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
