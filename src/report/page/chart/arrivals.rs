//! When tickets come: a heat map of hours and weekdays.

use super::{Chart, Key, Material, Panel, Point, Table, WEEKDAYS, scenario_name};
use crate::experiment::Studied;
use crate::metric::Unit;
use crate::metric::{HourOfWeek, course};
use crate::report::number::value;
use crate::report::page::ink;
use crate::report::page::plot::{Broken, Format, drawing, fine, letters, line, mark, write};
use plotters::prelude::Rectangle;
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

/// The chart; nothing where the course of the week was not recorded.
pub(super) fn chart(material: &Material) -> Result<Option<Chart>, Broken> {
    let confidence = material.study.desk.run.confidence;
    let mut seen: Vec<(Vec<f64>, Vec<HourOfWeek>, Vec<&Studied>)> = Vec::new();
    for studied in &material.study.studied {
        let Some(week) = course(&studied.outcomes, confidence) else { continue };
        let rates: Vec<f64> = week.iter().map(arrivals).collect();
        // Scenarios with the same demand have the same picture.
        match seen.iter_mut().find(|(same, ..)| *same == rates) {
            Some((.., all)) => all.push(studied),
            None => seen.push((rates, week, vec![studied])),
        }
    }
    let most = seen.iter().flat_map(|(rates, ..)| rates).copied().fold(0.0, f64::max);
    let one = seen.len() == 1;
    let panels: Result<Vec<Panel>, Broken> = seen
        .iter()
        .map(|(_, week, studied)| {
            let first = &studied[0].scenario;
            // A circumstance gives its name only to the demand of all its scenarios.
            let of_it = material.study.studied.iter().filter(|s| s.scenario.when == first.when).count();
            let all_of_it = studied.len() == of_it && studied.iter().all(|s| s.scenario.when == first.when);
            let name = match studied.len() {
                _ if one => "All scenarios".to_string(),
                1 => scenario_name(material, &first.name, &first.when),
                n if all_of_it && material.contests.len() > 1 => format!("{} ({n} scenarios)", first.when),
                n => format!("{} and {} more", scenario_name(material, &first.name, &first.when), n - 1),
            };
            panel(vec![name], week, most)
        })
        .collect();
    let reading =
        "Tickets that arrive in an hour of an ordinary week of those measured, on average. The darker (on a dark \
                   page: the lighter) the more; the figures are in the cells or in the table."
            .to_string();
    let chart = Chart {
        id: "arrivals",
        title: "When tickets come",
        reading,
        choices: vec!["Demand of"],
        panels: panels?,
        words: Vec::new(),
    };
    Ok((!chart.panels.is_empty() && most > 0.0).then_some(chart))
}

fn arrivals(hour: &HourOfWeek) -> f64 {
    hour.arrivals.map_or(0.0, |e| e.value)
}

fn reads(hour: &HourOfWeek) -> String {
    hour.arrivals.map_or("-".to_string(), |e| value(e.value, e.half_width(), Unit::Tickets))
}

/// What fits into a cell.
fn short(rate: f64) -> String {
    match rate {
        ..0.05 => String::new(),
        ..9.95 => format!("{rate:.1}"),
        _ => format!("{rate:.0}"),
    }
}

fn panel(choice: Vec<String>, week: &[HourOfWeek], most: f64) -> Result<Panel, Broken> {
    let mut head = vec!["from".to_string()];
    head.extend(WEEKDAYS.map(String::from));
    let row = |hour: usize| {
        let days = (0..7).map(|day| reads(&week[24 * day + hour]));
        std::iter::once(format!("{hour:02}:00")).chain(days).collect()
    };
    let table = Table { head, rows: (0..24).map(row).collect() };
    let points = week.iter().map(|hour| Point {
        series: WEEKDAYS[hour.hour / 24].to_string(),
        at: format!("{:02}:00", hour.hour % 24),
        value: hour.arrivals.map(|e| e.value),
        bounds: hour.arrivals.and_then(|e| e.bounds),
        unit: Unit::Tickets.name(),
    });
    let says = "Arrivals an hour by weekday and hour of the day; the figures are in the table.".to_string();
    let step = |rate: f64| ((rate / most) * (ink::STEPS - 1) as f64).ceil() as usize;
    let boundary = |n: usize| short(most * n as f64 / (ink::STEPS - 1) as f64);
    let sample = |n: usize| {
        Key::fill(&format!("h{n}"), false, &if n == 0 { "none".to_string() } else { format!("up to {}", boundary(n)) })
    };
    let mut legend = [0, 2, 4, 6, 8].map(sample).to_vec();
    if week.iter().any(|hour| hour.arrivals.is_none()) {
        let outline = r#"<rect class="k-grid" stroke-width="1" x=".5" y=".5" width="27" height="13"/>"#.to_string();
        legend.push(Key { sample: outline, name: "not measured".to_string() });
    }
    Panel::draw(choice, says, legend, table, points.collect(), |format| {
        let (left, top) = (format.of(44.0, 34.0), 18.0);
        // Hours run across on a screen and down on a phone.
        let (across, down) = format.of((24, 7), (7, 24));
        let w = ((f64::from(format.width()) - left - 4.0) / f64::from(across)).floor();
        let h = format.of(30.0, 18.0);
        let size = (format.width(), (top + h * f64::from(down) + 6.0) as i32);
        let svg = drawing(size, |area| {
            let small = |h| letters(ink::FAINT, 11.0, h, VPos::Center);
            for column in 0..across {
                let text = match format {
                    Format::Wide => format!("{column:02}"),
                    Format::Narrow => WEEKDAYS[column as usize].to_string(),
                };
                let x = left + w * (f64::from(column) + 0.5);
                write(area, &text, &small(HPos::Center), (x, 9.0))?;
            }
            for row in 0..down {
                let text = match format {
                    Format::Wide => WEEKDAYS[row as usize].to_string(),
                    Format::Narrow => format!("{row:02}"),
                };
                let y = top + h * (f64::from(row) + 0.5);
                write(area, &text, &small(HPos::Right), (left - 6.0, y))?;
            }
            for hour in week {
                let (day, of_day) = (hour.hour / 24, hour.hour % 24);
                let (column, row) = format.of((of_day, day), (day, of_day));
                let (x, y) = (left + w * column as f64, top + h * row as f64);
                let corners = [(fine(x), fine(y)), (fine(x + w - 1.0), fine(y + h - 1.0))];
                if hour.arrivals.is_none() {
                    area.draw(&Rectangle::new(corners, line(ink::GRID, 1.0)))?;
                    continue;
                }
                let rate = arrivals(hour);
                let says = format!("{} {of_day:02}:00: {}", WEEKDAYS[day], reads(hour));
                mark(area, &says, rate, || {
                    area.draw(&Rectangle::new(corners, ink::step(step(rate)).filled()))?;
                    let ink = if step(rate) > 4 { ink::TEXT_ON_DARK } else { ink::TEXT };
                    let style = letters(ink, 10.0, HPos::Center, VPos::Center);
                    match short(rate) {
                        none if none.is_empty() => Ok(()),
                        text => write(area, &text, &style, (x + w / 2.0, y + h / 2.0)),
                    }
                })?;
            }
            Ok(())
        })?;
        Ok((svg, size.1))
    })
}
