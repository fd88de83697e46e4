//! How people's paid time goes: work, travel, overhead, idle, for everybody, each role, group and person.

use super::segment::Look;
use super::{Chart, Key, Material, Panel, Point, Table, scenario_name};
use crate::experiment::Studied;
use crate::experiment::compare::Contest;
use crate::metric::{By, Figure, PAID, Selection, Unit};
use crate::report::number::{figure, plain};
use crate::report::page::ink;
use crate::report::page::plot::{Axis, Broken, Rows, mark};
use crate::report::study::MOST_AGENTS;

/// The chart.
pub(super) fn chart(material: &Material) -> Result<Option<Chart>, Broken> {
    let mut panels = Vec::new();
    let people: usize = material.study.studied.iter().map(|s| s.scenario.model.agents()).sum();
    let telling: Vec<&str> = telling(material);
    for studied in &material.study.studied {
        let name = scenario_name(material, &studied.scenario.name, &studied.scenario.when);
        let model = &studied.scenario.model;
        let alike = Selection::parts(By::Role, model).len() == Selection::parts(By::Group, model).len();
        // Where each role has one group, one line for both is enough.
        let together = if alike { &[By::All, By::Group][..] } else { &[By::All, By::Role, By::Group] };
        for (words, split) in [("Roles and groups", together), ("People", &[By::Agent])] {
            let parts = parts(studied, split);
            let told = people <= MOST_BARS || telling.contains(&studied.scenario.name.as_str());
            let shown = split != [By::Agent] || (told && parts.len() <= MOST_AGENTS);
            if !parts.is_empty() && shown {
                panels.push(panel(studied, vec![name.clone(), words.to_string()], &parts)?);
            }
        }
    }
    let some = if people > MOST_BARS {
        " Single people are shown for the first scenario and the best; all are in summary.csv."
    } else {
        ""
    };
    let reading = format!(
        "Paid time: work on tickets, travel, overhead (meetings, leave, paid breaks) and idle. Work and travel together are \
         the utilisation. Occupancy, at the right, is handled time of the time on duty.{some}"
    );
    let choices = vec!["Scenario", "Show"];
    Ok(Some(Chart { id: "people", title: "Utilisation and occupancy", reading, choices, panels, words: Vec::new() }))
}

/// Most people of all scenarios together for whom a page has room.
const MOST_BARS: usize = 120;

/// The first scenarios and those that may be the best: where there is no room for the people of all.
fn telling<'s>(material: &Material<'s, '_>) -> Vec<&'s str> {
    let of = |contest: &'s Contest<'s, '_>| {
        let best = contest.contenders.iter().filter(|c| c.may_be_best).take(2);
        contest.contenders.iter().take(1).chain(best).map(|c| c.studied.scenario.name.as_str())
    };
    material.contests.first().into_iter().flat_map(of).collect()
}

/// Parts of the desk with their names.
fn parts(studied: &Studied, split: &[By]) -> Vec<(String, Selection)> {
    let model = &studied.scenario.model;
    let named = |part: Selection| {
        let name = part.name(model);
        let name = match part.by() {
            By::All => "everybody".to_string(),
            By::Role => format!("role {name}"),
            By::Group if split.contains(&By::Role) => format!("group {name}"),
            _ => name,
        };
        (name, part)
    };
    split.iter().flat_map(|by| Selection::parts(*by, model)).map(named).collect()
}

fn panel(studied: &Studied, choice: Vec<String>, parts: &[(String, Selection)]) -> Result<Panel, Broken> {
    let get = |metric: &str, part: Selection| studied.figure(metric, part, None);
    let share = |figure: Figure| figure.known().map_or(0.0, |e| e.value);
    let metrics = || PAID.iter().map(|(metric, _)| *metric).chain(["utilisation", "occupancy"]);
    let words = PAID.iter().map(|(_, word)| *word).chain(["utilisation", "occupancy"]);
    let head = std::iter::once("of paid time").chain(words).map(String::from).collect();
    let cells = |(name, part): &(String, Selection)| {
        let figures = metrics().map(|metric| figure(get(metric, *part), Unit::Share));
        std::iter::once(name.clone()).chain(figures).collect()
    };
    let table = Table { head, rows: parts.iter().map(cells).collect() };
    let points = parts
        .iter()
        .flat_map(|(name, part)| metrics().map(move |m| Point::of(m, name, get(m, *part), Unit::Share.name())))
        .collect();
    let look = |at: usize| match at {
        0 => Look::series(0, false),
        1 => Look::series(4, true),
        2 => Look::series(6, false),
        _ => Look { color: ink::step(1), hatched: false, ink: ink::TEXT },
    };
    let legend: Vec<Key> = PAID
        .iter()
        .enumerate()
        .filter(|(_, (metric, _))| parts.iter().any(|(_, part)| share(get(metric, *part)) > 0.0))
        .map(|(at, (_, word))| Key::fill(&look(at).name(), look(at).hatched, word))
        .collect();
    let says =
        format!("{}: shares of paid time, stacked, and occupancy; the figures are in the table.", choice.join(", "));
    let cells = table.rows.clone();
    let reads = |v: f64| format!("{:.0} %", 100.0 * v);
    Panel::draw(choice, says, legend, table, points, |format| {
        let axis = Axis { range: 0.0..1.0, reads: &reads, title: "Share of paid time".to_string() };
        let names = parts.iter().map(|(name, _)| name.clone()).collect();
        let beside = parts.iter().map(|(_, part)| plain(get("occupancy", *part), Unit::Share)).collect();
        let rows = Rows { names, beside, beside_head: "occupancy", axis, format };
        rows.draw(&|area, plane, row, band| {
            let (name, part) = &parts[row];
            let mut from = 0.0;
            for (at, (metric, word)) in PAID.iter().enumerate() {
                let value = share(get(metric, *part));
                let to = from + value;
                if value > 0.0 {
                    mark(area, &format!("{name}, {word}: {}", cells[row][at + 1]), value, || {
                        look(at).draw(plane, from..to, band)
                    })?;
                    look(at).tell(area, plane, from..to, band, value)?;
                }
                from = to;
            }
            Ok(())
        })
    })
}
