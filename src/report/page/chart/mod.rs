//! The charts of the page: one file a chart, each listed once.

mod arrivals;
mod backlog;
mod cost;
mod differences;
mod flow;
mod grid;
mod hours;
mod labels;
mod people;
mod resolution;
mod segment;

use super::plot::{Broken, Format};
use crate::experiment::Study;
use crate::experiment::compare::Contest;
use crate::metric::Figure;

/// What a chart is drawn from.
pub(super) struct Material<'s, 'd> {
    /// The study.
    pub study: &'s Study<'d>,
    /// Its scenarios, circumstance by circumstance.
    pub contests: &'s [Contest<'s, 'd>],
}

/// The days of the week, as short as they fit.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A chart on the page.
pub(super) struct Chart {
    /// Its name in the page's links and in the data file.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it shows and how to read it.
    pub reading: String,
    /// What may be chosen, in the order of a panel's choices.
    pub choices: Vec<&'static str>,
    /// One panel a choice.
    pub panels: Vec<Panel>,
    /// Words that a reader may not know, and what they mean.
    pub words: Vec<(&'static str, &'static str)>,
}

/// What a chart shows for one choice.
pub(super) struct Panel {
    /// Its choices.
    pub choice: Vec<String>,
    /// What it shows, for who does not see it.
    pub says: String,
    /// What the colours and signs mean.
    pub legend: Vec<Key>,
    /// The drawing in each format, with its height.
    pub drawings: Vec<Drawing>,
    /// The table behind it.
    pub table: Table,
    /// The numbers behind it.
    pub points: Vec<Point>,
}

/// A drawing of one format.
pub(super) struct Drawing {
    pub format: Format,
    pub svg: String,
    pub height: i32,
}

/// A colour or sign with its meaning.
#[derive(Clone)]
pub(super) struct Key {
    /// The inside of a sample of 28 x 14 pixels.
    pub sample: String,
    pub name: String,
}

/// Cells as a person reads them.
#[derive(Default)]
pub(super) struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// A number behind a chart.
pub(super) struct Point {
    /// The series it belongs to.
    pub series: String,
    /// Where it stands.
    pub at: String,
    /// Its value; nothing where it is not known.
    pub value: Option<f64>,
    /// Its interval.
    pub bounds: Option<(f64, f64)>,
    /// The unit of the value.
    pub unit: &'static str,
}

impl Point {
    /// Of a figure that is known, or known to be at least something.
    pub fn of(series: &str, at: &str, figure: Figure, unit: &'static str) -> Point {
        let (value, bounds) = match figure {
            Figure::Known(e) => (Some(e.value), e.bounds),
            _ => (None, None),
        };
        Point { series: series.to_string(), at: at.to_string(), value, bounds, unit }
    }
}

impl Panel {
    /// Draws a panel in both formats.
    pub fn draw(
        choice: Vec<String>,
        says: String,
        legend: Vec<Key>,
        table: Table,
        points: Vec<Point>,
        draw: impl Fn(Format) -> Result<(String, i32), Broken>,
    ) -> Result<Panel, Broken> {
        let drawing = |format| draw(format).map(|(svg, height)| Drawing { format, svg, height });
        let drawings: Result<Vec<Drawing>, Broken> = Format::BOTH.into_iter().map(drawing).collect();
        Ok(Panel { choice, says, legend, drawings: drawings?, table, points })
    }
}

impl Key {
    /// A filled colour.
    pub fn fill(ink: &str, hatched: bool, name: &str) -> Key {
        let over = if hatched { r#"<rect class="f-hatch" width="28" height="14"/>"# } else { "" };
        Key { sample: format!(r#"<rect class="f-{ink}" width="28" height="14"/>{over}"#), name: name.to_string() }
    }
}

/// Makes a chart; nothing where the desk has nothing to show in it.
type Make = fn(&Material) -> Result<Option<Chart>, Broken>;

/// Every chart, in the order of the page.
const CHARTS: &[Make] = &[
    grid::chart,
    cost::chart,
    differences::chart,
    resolution::chart,
    hours::chart,
    people::chart,
    flow::chart,
    arrivals::chart,
    backlog::chart,
];

/// The charts of a study.
pub(super) fn charts(material: &Material) -> Result<Vec<Chart>, Broken> {
    CHARTS.iter().filter_map(|make| make(material).transpose()).collect()
}

/// The name of a scenario, with its circumstance where the desk has several.
pub(super) fn scenario_name(material: &Material, name: &str, when: &str) -> String {
    if material.contests.len() > 1 { format!("{name} ({when})") } else { name.to_string() }
}
