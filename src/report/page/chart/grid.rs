//! A swept grid of two cells as a heat map: the share in target, or the mean, in every cell.

use super::{Chart, Key, Material, Panel, Point, Table};
use crate::experiment::compare::{Contender, Meets};
use crate::experiment::headline_clock;
use crate::metric::{Figure, Selection, Unit, metric};
use crate::report::number::{figure, plain, thousands};
use crate::report::page::ink;
use crate::report::page::plot::{Broken, drawing, fine, letters, mark, write};
use crate::report::page::words::fitted;
use plotters::prelude::Rectangle;
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

/// What the cells show, with its words.
const SHOWN: [(&str, &str); 3] = [
    ("in_target", "Share in target"),
    ("resolution_mean", "Mean resolution time"),
    ("resolution_p90", "p90 of resolution time"),
];

/// The chart; nothing where no grid of two cells was swept.
pub(super) fn chart(material: &Material) -> Result<Option<Chart>, Broken> {
    let ([(rows, row_values), (columns, column_values)], Some(contest)) =
        (material.study.desk.axes.as_slice(), material.contests.first())
    else {
        return Ok(None);
    };
    let contenders: Vec<&Contender> = contest.contenders.iter().collect();
    let currency = &material.study.desk.currency;
    let mut panels = Vec::new();
    for (name, words) in SHOWN {
        let get = |c: &Contender| {
            let clock = Some(headline_clock(&c.studied.scenario.model));
            let found = c.studied.figure(name, Selection::All, clock);
            if name == "in_target" || c.studied.has_mean() { found } else { Figure::Undefined }
        };
        let known: Vec<f64> = contenders.iter().filter_map(|c| get(c).known()).map(|e| e.value).collect();
        if known.is_empty() {
            continue;
        }
        let (least, most) = known.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, m), v| (l.min(*v), m.max(*v)));
        let unit = metric(name).map_or(Unit::Hours, |m| m.unit);
        let text = |c: &Contender| {
            if c.studied.has_mean() || name == "in_target" { plain(get(c), unit) } else { "grows".into() }
        };
        let sign = |c: &Contender| match c.meets {
            Meets::Yes => " +",
            Meets::No => " -",
            Meets::Unclear => " ?",
            Meets::NoTargets => "",
        };
        let cell = |c: &Contender| format!("{}{}", text(c), sign(c));
        let of_row = |r: usize| contenders.iter().skip(r * column_values.len()).take(column_values.len());
        let table = Table {
            head: std::iter::once(format!("{rows} \\ {columns}")).chain(column_values.iter().cloned()).collect(),
            rows: row_values
                .iter()
                .enumerate()
                .map(|(r, value)| std::iter::once(value.clone()).chain(of_row(r).map(|c| cell(c))).collect())
                .collect(),
        };
        let points =
            contenders.iter().map(|c| Point::of(name, &c.studied.scenario.name, get(c), unit.name())).collect();
        let shade = |c: &Contender| {
            let value = get(c).known().map_or(least, |e| e.value);
            if most > least { (1.0 + 7.0 * (value - least) / (most - least)).round() as usize } else { 4 }
        };
        let legend = [1, 4, 8].map(|n| {
            let value = least + (most - least) * (n as f64 - 1.0) / 7.0;
            Key::fill(&format!("h{n}"), false, &super::cost::tick(value, unit, (most - least).max(0.01)))
        });
        let says = format!("{words} by {rows} (down) and {columns} (across); the figures are in the table.");
        let choice = vec![words.to_string()];
        panels.push(Panel::draw(choice, says, legend.to_vec(), table, points, |format| {
            let (left, top) = (format.of(60.0, 44.0), 34.0);
            let wide = f64::from(format.width()) - left - 4.0;
            let (w, h) = ((wide / column_values.len() as f64).min(110.0), format.of(44.0, 40.0));
            let size = (format.width(), (top + h * row_values.len() as f64 + 6.0) as i32);
            let svg = drawing(size, |area| {
                let style = |h| letters(ink::FAINT, 11.0, h, VPos::Center);
                let title = format!("{rows} down, {columns} across");
                write(area, &fitted(&title, 11.0, wide), &style(HPos::Left), (left, 8.0))?;
                for (column, value) in column_values.iter().enumerate() {
                    let x = left + w * (column as f64 + 0.5);
                    write(area, &fitted(value, 11.0, w), &style(HPos::Center), (x, 24.0))?;
                }
                for (row, value) in row_values.iter().enumerate() {
                    let y = top + h * (row as f64 + 0.5);
                    write(area, &fitted(value, 11.0, left - 8.0), &style(HPos::Right), (left - 6.0, y))?;
                    for (column, c) in of_row(row).enumerate() {
                        let (x, y) = (left + w * column as f64, top + h * row as f64);
                        let name = &c.studied.scenario.name;
                        let says = format!(
                            "{name}: {}{}, {currency}{} a year",
                            figure(get(c), unit),
                            sign(c),
                            thousands(c.cost)
                        );
                        mark(area, &says, get(c).known().map_or(0.0, |e| e.value), || {
                            let corners = [(fine(x), fine(y)), (fine(x + w - 2.0), fine(y + h - 2.0))];
                            area.draw(&Rectangle::new(corners, ink::step(shade(c)).filled()))?;
                            let ink = if shade(c) > 4 { ink::TEXT_ON_DARK } else { ink::TEXT };
                            let style = |size| letters(ink, size, HPos::Center, VPos::Center);
                            let text = fitted(&cell(c), 12.0, w - 4.0);
                            write(area, &text, &style(12.0), (x + w / 2.0, y + h / 2.0 - 7.0))?;
                            let cost = fitted(&format!("{currency}{}", thousands(c.cost)), 9.5, w - 2.0);
                            write(area, &cost, &style(9.5), (x + w / 2.0, y + h / 2.0 + 9.0))
                        })?;
                    }
                }
                Ok(())
            })?;
            Ok((svg, size.1))
        })?);
    }
    let reading =
        "Each cell is a team; beneath it what it costs a year. + meets every target, - misses one, ? unclear; grows: \
                   the team cannot carry the work."
            .to_string();
    let chart =
        Chart { id: "grid", title: "The swept grid", reading, choices: vec!["Show"], panels, words: Vec::new() };
    Ok((!chart.panels.is_empty()).then_some(chart))
}
