//! What differs from the first scenario: an interval a scenario, from pairs of runs on the same tickets.

use super::{Chart, Key, Material, Panel, Point, Table};
use crate::experiment::compare::{Contender, Contest};
use crate::experiment::headline_clock;
use crate::metric::Unit;
use crate::report::comparison::signed;
use crate::report::page::ink;
use crate::report::page::plot::{Axis, Broken, Rows, around, fine, group, line, mark, path};
use crate::report::study::clock_words;
use crate::stats::Estimate;
use plotters::prelude::Circle;
use plotters::style::Color;

/// Reads a difference off a scenario.
type Difference = fn(&Contender) -> Option<Estimate>;

/// What is compared, with its words.
const COMPARED: [(&str, &str, Difference); 2] = [
    ("resolution_mean_difference", "Mean resolution time", |c| c.mean_difference),
    ("resolution_p90_difference", "p90 of resolution time", |c| c.p90_difference),
];

/// The chart; nothing where nothing is compared.
pub(super) fn chart(material: &Material) -> Result<Option<Chart>, Broken> {
    let several = material.contests.len() > 1;
    let mut panels = Vec::new();
    for contest in material.contests {
        for compared in &COMPARED {
            if contest.contenders.iter().skip(1).any(|c| compared.2(c).is_some()) {
                let mut choice = vec![compared.1.to_string()];
                choice.extend(several.then(|| contest.when.to_string()));
                panels.push(panel(contest, choice, compared)?);
            }
        }
    }
    let reading = format!(
        "Each scenario less the first one on the same tickets: to the left of the line it is sooner, to the right later. An \
         interval that touches the line is no distinguishable difference. All intervals of a circumstance share one error \
         of {:.0} %.",
        (1.0 - material.study.desk.run.confidence) * 100.0
    );
    let choices = if several { vec!["Compare", "Circumstance"] } else { vec!["Compare"] };
    let chart = Chart {
        id: "differences",
        title: "Differences from the first scenario",
        reading,
        choices,
        panels,
        words: Vec::new(),
    };
    Ok((!chart.panels.is_empty()).then_some(chart))
}

/// What an interval says.
fn verdict(estimate: Estimate) -> &'static str {
    match estimate.bounds {
        None => "no interval",
        Some((_, high)) if high < 0.0 => "sooner",
        Some((low, _)) if low > 0.0 => "later",
        Some(_) => "not distinguishable",
    }
}

fn panel(
    contest: &Contest,
    choice: Vec<String>,
    (metric, words, difference): &(&str, &str, Difference),
) -> Result<Panel, Broken> {
    let first = contest.contenders.first().map_or("", |c| c.studied.scenario.name.as_str());
    let clock = contest.contenders.first().map_or("hours", |c| clock_words(headline_clock(&c.studied.scenario.model)));
    let others: Vec<(&str, Option<Estimate>)> =
        contest.contenders.iter().skip(1).map(|c| (c.studied.scenario.name.as_str(), difference(c))).collect();
    let cells = |(name, estimate): &(&str, Option<Estimate>)| {
        let found = estimate.map_or("-".to_string(), signed);
        vec![name.to_string(), found, estimate.map_or("no difference to give", verdict).to_string()]
    };
    let head = vec![format!("less {first}"), format!("{words}, {clock}"), "is".to_string()];
    let table = Table { head, rows: others.iter().map(cells).collect() };
    let points = others.iter().map(|(name, estimate)| Point {
        series: metric.to_string(),
        at: name.to_string(),
        value: estimate.map(|e| e.value),
        bounds: estimate.and_then(|e| e.bounds),
        unit: Unit::Hours.name(),
    });
    let says = format!("{words} of each scenario less that of {first}, with intervals; the figures are in the table.");
    let ends = others.iter().filter_map(|(_, e)| *e).flat_map(|e| {
        let (low, high) = e.bounds.unwrap_or((e.value, e.value));
        [low, high, 0.0]
    });
    let range = around(ends, f64::NEG_INFINITY);
    let span = range.end - range.start;
    let reads = |v: f64| super::cost::tick(v, Unit::Hours, span);
    let title = format!("difference from {first}, {clock}");
    let key = |inside: &str, name: &str| Key { sample: inside.to_string(), name: name.to_string() };
    let bar = r#"<path class="k-s0" stroke-width="2" d="M1 7L27 7"/>"#;
    let legend = vec![
        key(&format!(r#"{bar}<circle class="f-s0" cx="14" cy="7" r="4.5"/>"#), "surely different"),
        key(
            &format!(
                r#"{bar}<circle class="f-paper" cx="14" cy="7" r="4.5"/><circle class="k-s0" stroke-width="2" cx="14" cy="7" r="4"/>"#
            ),
            "not distinguishable",
        ),
    ];
    Panel::draw(choice, says, legend, table, points.collect(), |format| {
        let axis = Axis { range: range.clone(), reads: &reads, title: title.clone() };
        let rows = Rows {
            names: others.iter().map(|(name, _)| name.to_string()).collect(),
            beside: Vec::new(),
            beside_head: "",
            axis,
            format,
        };
        let bottom = f64::from(rows.height());
        rows.draw(&|area, plane, row, band| {
            if row == 0 {
                group(area, "zero", || path(plane, vec![(0.0, 0.0), (0.0, bottom)], line(ink::FAINT, 1.5)))?;
            }
            let (name, Some(estimate)) = others[row] else { return Ok(()) };
            let says = format!("{name} less {first}: {} ({})", signed(estimate), verdict(estimate));
            let place = (estimate.value, band.middle());
            mark(area, &says, estimate.value, || {
                if let Some((low, high)) = estimate.bounds {
                    path(plane, vec![(low, place.1), (high, place.1)], line(ink::series(0), 2.0))?;
                    for end in [low, high] {
                        path(plane, vec![(end, place.1 - 4.0), (end, place.1 + 4.0)], line(ink::series(0), 2.0))?;
                    }
                }
                let inside = plane.plotting_area();
                if verdict(estimate) == "not distinguishable" {
                    inside.draw(&Circle::new(place, fine(5.0), ink::PAPER.filled()))?;
                    return inside.draw(&Circle::new(place, fine(4.5), line(ink::series(0), 2.0)));
                }
                inside.draw(&Circle::new(place, fine(5.0), ink::series(0).filled()))
            })
        })
    })
}
