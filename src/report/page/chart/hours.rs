//! Where the hours of a ticket go: a bar a scenario, or a part of the desk, stacked state by state.

use super::cost::tick;
use super::segment::Look;
use super::{Chart, Key, Material, Panel, Point, Table, scenario_name};
use crate::metric::{HOURS, Selection, Unit, metric};
use crate::report::hours::{Hours, columns, of, states};
use crate::report::page::ink;
use crate::report::page::plot::{Axis, Broken, Rows, mark};

/// A state that takes less than this part of the longest bar is thinner than a pixel and not drawn; it is in the table.
const THIN: f64 = 0.001;

/// The chart; nothing where tickets are only worked on.
pub(super) fn chart(material: &Material) -> Result<Option<Chart>, Broken> {
    let studied = &material.study.studied;
    let mut panels = Vec::new();
    for contest in material.contests.iter().filter(|contest| contest.contenders.len() > 1) {
        let bars = contest.contenders.iter().map(|c| (c.studied.scenario.name.clone(), of(c.studied, Selection::All)));
        let several = material.contests.len() > 1;
        let name = if several { format!("All scenarios, {}", contest.when) } else { "All scenarios".to_string() };
        panels.extend(panel(name, &bars.collect::<Vec<(String, Hours)>>())?);
    }
    for s in studied {
        let name = scenario_name(material, &s.scenario.name, &s.scenario.when);
        panels.extend(panel(format!("{name}: by category and role"), &columns(s, false))?);
    }
    let reading =
        "Calendar hours of a resolved ticket from arrival to resolved, by what it was doing or waiting for; by \
                   role, the one that resolved it."
            .to_string();
    let words = words(&panels);
    let chart = Chart { id: "hours", title: "Where the hours go", reading, choices: vec!["Show"], panels, words };
    Ok((!chart.panels.is_empty()).then_some(chart))
}

/// The states on the chart, and what a ticket does in each.
fn words(panels: &[Panel]) -> Vec<(&'static str, &'static str)> {
    let occurs = |word: &str| panels.iter().flat_map(|panel| &panel.points).any(|point| point.series == word);
    let meaning = |name: &str| {
        let definition = metric(name).map_or("", |m| m.definition);
        definition.split_once(" in which it ").map_or(definition, |(_, meaning)| meaning)
    };
    HOURS.iter().filter(|(_, word)| occurs(word)).map(|(name, word)| (*word, meaning(name))).collect()
}

fn panel(choice: String, bars: &[(String, Hours)]) -> Result<Option<Panel>, Broken> {
    let states = states(bars);
    if states.is_empty() {
        return Ok(None);
    }
    let look = |at: usize| Look::series(at, (at + at / ink::SERIES) % 2 == 1);
    let key = |(at, state): (usize, &usize)| Key::fill(&look(at).name(), look(at).hatched, HOURS[*state].1);
    let legend = states.iter().enumerate().map(key);
    let table = table(bars, &states);
    let cells = table.rows.clone();
    let point = |(name, hours): &(String, Hours)| -> Vec<Point> {
        let one = |state: &usize| Point {
            series: HOURS[*state].1.to_string(),
            at: name.clone(),
            value: Some(hours[*state]),
            bounds: None,
            unit: Unit::Hours.name(),
        };
        states.iter().map(one).collect()
    };
    let points = bars.iter().flat_map(point).collect();
    let most = bars.iter().map(|(_, hours)| hours.iter().sum::<f64>()).fold(0.0, f64::max);
    let says = format!("{choice}: hours of a resolved ticket in each state, stacked; the figures are in the table.");
    let reads = |v: f64| tick(v, Unit::Hours, most);
    let panel = Panel::draw(vec![choice], says, legend.collect(), table, points, |format| {
        let axis = Axis { range: 0.0..1.02 * most, reads: &reads, title: "Calendar hours of a resolved ticket".into() };
        let rows = Rows {
            names: bars.iter().map(|(name, _)| name.clone()).collect(),
            beside: Vec::new(),
            beside_head: "",
            axis,
            format,
        };
        rows.draw(&|area, plane, row, band| {
            let (name, hours) = &bars[row];
            let sum: f64 = hours.iter().sum();
            let mut from = 0.0;
            for (at, state) in states.iter().enumerate().filter(|(_, state)| hours[**state] > THIN * most) {
                let to = from + hours[*state];
                let says = format!("{name}, {}: {}", HOURS[*state].1, cells[at][row + 1].replacen(' ', " h ", 1));
                mark(area, &says, hours[*state], || look(at).draw(plane, from..to, band))?;
                look(at).tell(area, plane, from..to, band, hours[*state] / sum)?;
                from = to;
            }
            Ok(())
        })
    });
    panel.map(Some)
}

/// The same cells as in the text report, a bar a column; the share in brackets.
fn table(bars: &[(String, Hours)], states: &[usize]) -> Table {
    let (head, rows) = crate::report::hours::cells_of(bars, states);
    let apart = |cell: String| match cell.split_whitespace().collect::<Vec<_>>()[..] {
        [hours, share, "%"] => format!("{hours} ({share} %)"),
        _ => cell,
    };
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        cells.next().into_iter().chain(cells.map(apart)).collect()
    };
    Table { head, rows: rows.into_iter().map(row).collect() }
}
