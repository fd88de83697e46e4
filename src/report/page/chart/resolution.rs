//! The distribution of resolution times: the share of tickets resolved within a time, with the limits to keep.

use super::{Chart, Key, Material, Panel, Point, Table, scenario_name};
use crate::experiment::compare::Contest;
use crate::experiment::{Studied, headline_clock};
use crate::metric::{By, Selection, Unit, resolution_distribution};
use crate::report::number::figure;
use crate::report::page::ink;
use crate::report::page::plot::{AXIS, Broken, drawing, fine, group, letters, line, mark, path, write};
use crate::report::study::clock_words;
use plotters::prelude::ChartBuilder;
use plotters::style::text_anchor::{HPos, VPos};

/// Most lines that can be told apart in one drawing.
const MOST_LINES: usize = 12;
/// The shortest time shown, hours: shorter ones stand at the edge.
const SHORTEST: f64 = 0.05;
/// Figures of the axis: hours and how they read.
const TICKS: [(f64, &str); 14] = [
    (1.0 / 12.0, "5 min"),
    (0.25, "15 min"),
    (0.5, "30 min"),
    (1.0, "1 h"),
    (2.0, "2 h"),
    (4.0, "4 h"),
    (8.0, "8 h"),
    (16.0, "16 h"),
    (40.0, "40 h"),
    (100.0, "100 h"),
    (250.0, "250 h"),
    (500.0, "500 h"),
    (1000.0, "1,000 h"),
    (5000.0, "5,000 h"),
];

/// The chart.
pub(super) fn chart(material: &Material) -> Result<Option<Chart>, Broken> {
    let mut panels = Vec::new();
    for contest in material.contests {
        if (2..=MOST_LINES).contains(&contest.contenders.len()) {
            panels.push(together(material, contest)?);
        }
    }
    for studied in &material.study.studied {
        let name = scenario_name(material, &studied.scenario.name, &studied.scenario.when);
        for (words, by) in [("By category", By::Category), ("By priority", By::Priority)] {
            let parts = Selection::parts(by, &studied.scenario.model);
            panels.push(panel(studied, &parts, vec![name.clone(), words.to_string()])?);
        }
    }
    let reading = "How many of the tickets are resolved within a time; the further left and the steeper, the sooner. Tickets \
                   still open count as taking longer than all. Dashed upright lines: limits for resolution, by priority."
        .to_string();
    let choices = vec!["Scenario", "Show"];
    Ok(Some(Chart { id: "resolution", title: "Resolution times", reading, choices, panels, words: Vec::new() }))
}

/// A line of the drawing.
struct Course {
    name: String,
    places: Vec<(f64, f64)>,
    cells: Vec<String>,
}

fn line_of(studied: &Studied, part: Selection, name: String) -> Course {
    let model = &studied.scenario.model;
    let clock = headline_clock(model);
    let places = resolution_distribution(model, &studied.outcomes, part, clock);
    let get = |metric: &str| studied.figure(metric, part, Some(clock));
    let times = ["resolution_median", "resolution_p90", "resolution_p95", "resolution_p99"];
    let cells = std::iter::once(name.clone())
        .chain(times.map(|metric| figure(get(metric), Unit::Hours)))
        .chain([figure(get("in_target"), Unit::Share)]);
    Course { cells: cells.collect(), name, places }
}

fn together(material: &Material, contest: &Contest) -> Result<Panel, Broken> {
    let all = contest.contenders.iter().map(|c| c.studied);
    let lines = all.map(|s| line_of(s, Selection::All, s.scenario.name.clone())).collect();
    let several = material.contests.len() > 1;
    let name = if several { format!("All scenarios, {}", contest.when) } else { "All scenarios".to_string() };
    let Some(first) = contest.contenders.first() else { unreachable!("a contest has a scenario") };
    draw(first.studied, lines, vec![name, "All tickets".to_string()])
}

fn panel(studied: &Studied, parts: &[Selection], choice: Vec<String>) -> Result<Panel, Broken> {
    let model = &studied.scenario.model;
    draw(studied, parts.iter().map(|part| line_of(studied, *part, part.name(model))).collect(), choice)
}

/// Limits for resolution on the headline clock: hours, and the priorities they are for.
fn limits(studied: &Studied) -> Vec<(f64, String)> {
    let model = &studied.scenario.model;
    let clock = headline_clock(model);
    let mut limits: Vec<(f64, String)> = Vec::new();
    for priority in 0..model.priorities {
        for limit in model.targets.iter().filter_map(|of_kind| of_kind.get(priority)?.resolution) {
            let (hours, name) = (limit.within.hours(), format!("P{}", priority + 1));
            let same_clock = (limit.clock == clock) || (limit.clock as usize > 0 && clock as usize > 0);
            match limits.iter_mut().find(|(h, _)| *h == hours) {
                Some((_, names)) if !names.split(' ').any(|n| n == name) => *names += &format!(" {name}"),
                Some(_) => {}
                None if same_clock => limits.push((hours, name)),
                None => {}
            }
        }
    }
    limits.sort_by(|a, b| a.0.total_cmp(&b.0));
    limits
}

fn draw(studied: &Studied, lines: Vec<Course>, choice: Vec<String>) -> Result<Panel, Broken> {
    let clock = clock_words(headline_clock(&studied.scenario.model));
    let limits = limits(studied);
    let head = ["", "median", "p90", "p95", "p99", "in target"].map(String::from);
    let table = Table { head: head.to_vec(), rows: lines.iter().map(|l| l.cells.clone()).collect() };
    let points = lines.iter().flat_map(|l| {
        l.places.iter().map(|(hours, share)| Point {
            series: l.name.clone(),
            at: format!("{share}"),
            value: Some(*hours),
            bounds: None,
            unit: Unit::Hours.name(),
        })
    });
    let says = format!("Share of tickets resolved within a time in {clock}, a line each; quantiles are in the table.");
    let key = |(at, l): (usize, &Course)| Key {
        sample: format!(r#"<path class="k-s{} dash{}" stroke-width="2.5" d="M0 7L28 7"/>"#, at % ink::SERIES, dash(at)),
        name: if l.places.is_empty() { format!("{} (too few)", l.name) } else { l.name.clone() },
    };
    let mut legend: Vec<Key> = lines.iter().enumerate().map(key).collect();
    if !limits.is_empty() {
        let sample = r#"<g class="limits"><path class="k-limit" stroke-width="1.5" d="M14 0L14 14"/></g>"#;
        legend.push(Key { sample: sample.to_string(), name: "limit".to_string() });
    }
    let longest = lines.iter().filter_map(|l| l.places.last()).map(|(hours, _)| *hours).fold(1.0, f64::max);
    let longest = limits.iter().map(|(hours, _)| *hours).fold(longest, f64::max) * 1.15;
    let shortest = lines.iter().filter_map(|l| l.places.first()).map(|(hours, _)| *hours).fold(1.0, f64::min);
    let shortest = shortest.max(SHORTEST);
    let places = points.collect();
    Panel::draw(choice, says, legend, table, places, |format| {
        let size = (format.width(), format.of(340, 300));
        let across = |hours: f64| hours.max(shortest).ln();
        let svg = drawing(size, |area| {
            let plane = ChartBuilder::on(area)
                .margin_right(fine(24.0))
                .margin_top(fine(34.0))
                .x_label_area_size(fine(f64::from(AXIS)))
                .y_label_area_size(fine(44.0))
                .build_cartesian_2d(across(shortest)..across(longest), 0.0..1.0)?;
            let at = |hours: f64, share: f64| {
                let (x, y) = plane.backend_coord(&(across(hours), share));
                (f64::from(x) / 4.0, f64::from(y) / 4.0)
            };
            let small = |h, v| letters(ink::FAINT, 11.0, h, v);
            group(area, "grid", || {
                for share in [0.0, 0.25, 0.5, 0.75, 0.9, 1.0] {
                    path(&plane, vec![(across(shortest), share), (across(longest), share)], line(ink::GRID, 1.0))?;
                    let (x, y) = at(shortest, share);
                    let text = format!("{:.0} %", 100.0 * share);
                    write(area, &text, &small(HPos::Right, VPos::Center), (x - 6.0, y))?;
                }
                let mut from = f64::NEG_INFINITY;
                for (hours, reads) in TICKS.iter().filter(|(hours, _)| (shortest..=longest).contains(hours)) {
                    path(&plane, vec![(across(*hours), 0.0), (across(*hours), 1.0)], line(ink::GRID, 1.0))?;
                    let (x, y) = at(*hours, 0.0);
                    if x - from > 44.0 {
                        write(area, reads, &small(HPos::Center, VPos::Top), (x, y + 5.0))?;
                        from = x;
                    }
                }
                let (left, bottom) = at(longest.sqrt() * shortest.sqrt(), 0.0);
                let title = format!("Arrival to resolved, {clock} (logarithmic)");
                write(area, &title, &small(HPos::Center, VPos::Top), (left, bottom + 22.0))?;
                write(area, "Share resolved", &small(HPos::Left, VPos::Top), (6.0, 2.0))
            })?;
            group(area, "limits", || {
                let mut ends = [f64::NEG_INFINITY; 2];
                for (hours, names) in limits.iter().filter(|(hours, _)| (shortest..longest).contains(hours)) {
                    path(&plane, vec![(across(*hours), 0.0), (across(*hours), 1.0)], line(ink::LIMIT, 1.5))?;
                    let (x, y) = at(*hours, 1.0);
                    // Two rows of names, so that neighbours do not cover each other.
                    let row = usize::from(x - ends[0] < 30.0);
                    ends[row] = x;
                    let style = letters(ink::LIMIT, 11.0, HPos::Center, VPos::Bottom);
                    write(area, names, &style, (x, y - 2.0 - 11.0 * row as f64))?;
                }
                Ok(())
            })?;
            for (number, l) in lines.iter().enumerate().filter(|(_, l)| !l.places.is_empty()) {
                let says = format!("{}: half within {}, 90 % within {} h", l.name, l.cells[1], l.cells[2]);
                let step = format.of(1, 3);
                let last = l.places.len().saturating_sub(1);
                let some = l.places.iter().enumerate().filter(|(i, _)| i % step == 0 || *i == last);
                let places = some.map(|(_, (hours, share))| (across(*hours), *share)).collect();
                mark(area, &says, l.places.len() as f64, || {
                    group(area, &format!("dash{}", dash(number)), || {
                        path(&plane, places, line(ink::series(number), 2.0))
                    })
                })?;
            }
            Ok(())
        })?;
        Ok((svg, size.1))
    })
}

/// The dashes of a line: lines of one colour differ in them.
fn dash(at: usize) -> usize {
    (at + at / ink::SERIES) % ink::SERIES
}
