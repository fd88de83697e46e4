//! How many tickets are open: over an ordinary week with its band, and week by week from the start of the run.

use super::{Chart, Key, Material, Panel, Point, Table, WEEKDAYS, scenario_name};
use crate::experiment::Studied;
use crate::metric::{Unit, course, weekly_open};
use crate::model::Regime;
use crate::report::number::value;
use crate::report::page::ink;
use crate::report::page::plot::{AXIS, Broken, drawing, fine, group, letters, line, mark, path, write};
use crate::stats::Estimate;
use plotters::prelude::{ChartBuilder, Polygon};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

/// The chart; nothing where neither was recorded.
pub(super) fn chart(material: &Material) -> Result<Option<Chart>, Broken> {
    let confidence = material.study.desk.run.confidence;
    let mut panels = Vec::new();
    for studied in &material.study.studied {
        let name = scenario_name(material, &studied.scenario.name, &studied.scenario.when);
        panels.extend(hours(studied, name.clone(), confidence)?);
        if telling(material, studied) {
            panels.extend(weeks(studied, name, confidence)?);
        }
    }
    let reading =
        "The line is the average number of open tickets, waiting for the user included. The band holds eight of \
                   ten: of the weeks, by the hour of the week; of the runs, week by week."
            .to_string();
    let choices = vec!["Scenario", "Show"];
    let chart = Chart { id: "backlog", title: "Backlog", reading, choices, panels, words: Vec::new() };
    Ok((!chart.panels.is_empty()).then_some(chart))
}

/// Whether week by week there is something to see: not where the backlog is steady, but for the first scenario.
fn telling(material: &Material, studied: &Studied) -> bool {
    let first = material.contests.iter().filter_map(|contest| contest.contenders.first());
    let terminating = studied.scenario.model.horizon.regime == Regime::Terminating;
    terminating
        || !studied.has_mean()
        || studied.grows()
        || studied.longer_warm_up.is_some()
        || first.into_iter().any(|c| std::ptr::eq(c.studied, studied))
}

/// A place along the line.
struct Place {
    at: String,
    mean: Estimate,
    band: (f64, f64),
}

fn hours(studied: &Studied, name: String, confidence: f64) -> Result<Option<Panel>, Broken> {
    let Some(week) = course(&studied.outcomes, confidence) else { return Ok(None) };
    let place = |hour: &crate::metric::HourOfWeek| {
        let at = format!("{} {:02}:00", WEEKDAYS[hour.hour / 24], hour.hour % 24);
        Some(Place { at, mean: hour.open?, band: hour.open_band? })
    };
    let places: Vec<Place> = week.iter().filter_map(place).collect();
    // A window of less than a week has the hours from its first to its last.
    let first = week.iter().position(|hour| place(hour).is_some()).unwrap_or(0);
    let together = week.iter().skip(first).take(places.len()).all(|hour| place(hour).is_some());
    if places.len() < 4 || !together {
        return Ok(None);
    }
    let tick = |at: usize| match (first + at) % 24 {
        0 if at + 1 < places.len() => Some((at as f64, WEEKDAYS[(first + at) / 24].to_string())),
        hour if places.len() <= 49 && hour % 6 == 0 && hour > 0 => Some((at as f64, format!("{hour:02}:00"))),
        _ => None,
    };
    let ticks = (0..places.len()).filter_map(tick).collect();
    let every = if places.len() <= 49 { 1 } else { 6 };
    panel(vec![name, "Over the week".to_string()], &places, ticks, every, None, "").map(Some)
}

fn weeks(studied: &Studied, name: String, confidence: f64) -> Result<Option<Panel>, Broken> {
    let each = weekly_open(&studied.outcomes, confidence);
    if each.len() < 3 {
        return Ok(None);
    }
    let place =
        |(week, (mean, band)): (usize, (Estimate, (f64, f64)))| Place { at: format!("week {}", week + 1), mean, band };
    let places: Vec<Place> = each.into_iter().enumerate().map(place).collect();
    let step = places.len().div_ceil(9).max(1);
    let ticks = (0..places.len()).step_by(step).map(|week| (week as f64, format!("{}", week + 1))).collect();
    let warm_up = studied.outcomes.first().map(|o| o.warm_up_weeks as f64).filter(|weeks| *weeks > 0.0);
    panel(vec![name, "Week by week".to_string()], &places, ticks, step, warm_up, "Week from the start of the run")
        .map(Some)
}

fn panel(
    choice: Vec<String>,
    places: &[Place],
    ticks: Vec<(f64, String)>,
    every: usize,
    measured_from: Option<f64>,
    title: &str,
) -> Result<Panel, Broken> {
    let reads = |mean: &Estimate| value(mean.value, mean.half_width(), Unit::Tickets);
    let cells = |place: &Place| {
        let (low, high) = place.band;
        vec![place.at.clone(), reads(&place.mean), format!("{low:.0}"), format!("{high:.0}")]
    };
    let head = ["", "open on average", "one in ten below", "one in ten above"].map(String::from).to_vec();
    let table = Table { head, rows: places.iter().step_by(every).map(cells).collect() };
    let points = places.iter().flat_map(|place| {
        let point = |series: &str, value: f64, bounds| Point {
            series: series.to_string(),
            at: place.at.clone(),
            value: Some(value),
            bounds,
            unit: Unit::Tickets.name(),
        };
        let (low, high) = place.band;
        [point("average", place.mean.value, place.mean.bounds), point("p10", low, None), point("p90", high, None)]
    });
    let says = format!("{}: open tickets on average, with a band; the figures are in the table.", choice.join(", "));
    let mut legend = vec![
        Key { sample: r#"<path class="k-s0" stroke-width="2.5" d="M0 7L28 7"/>"#.into(), name: "average".into() },
        Key { sample: r#"<rect class="f-s0 sheer" width="28" height="14"/>"#.into(), name: "eight of ten".into() },
    ];
    if measured_from.is_some() {
        let sample = r#"<g class="limits"><path class="k-faint" stroke-width="1.5" d="M14 0L14 14"/></g>"#;
        legend.push(Key { sample: sample.into(), name: "warm-up ends, measuring begins".into() });
    }
    let most = places.iter().map(|p| p.band.1.max(p.mean.value)).fold(1.0, f64::max) * 1.06;
    let last = (places.len() - 1) as f64;
    Panel::draw(choice, says, legend, table, points.collect(), |format| {
        let size = (format.width(), format.of(300, 260));
        let svg = drawing(size, |area| {
            let mut plane = ChartBuilder::on(area)
                .margin_right(fine(24.0))
                .margin_top(fine(24.0))
                .x_label_area_size(fine(f64::from(AXIS)))
                .y_label_area_size(fine(44.0))
                .build_cartesian_2d(0.0..last, 0.0..most)?;
            let style = |h| letters(ink::FAINT, 11.0, h, VPos::Top);
            plane
                .configure_mesh()
                .disable_x_mesh()
                .x_labels(0)
                .y_labels(6)
                .y_label_formatter(&|v| super::cost::tick(*v, Unit::Tickets, most.min(100.0)))
                .y_label_style(style(HPos::Right))
                .light_line_style(ink::GRID.mix(0.0))
                .bold_line_style(line(ink::GRID, 1.0))
                .axis_style(line(ink::GRID, 1.0))
                .draw()?;
            write(area, "Open tickets", &style(HPos::Left), (6.0, 4.0))?;
            for (at, name) in &ticks {
                path(&plane, vec![(*at, 0.0), (*at, most)], line(ink::GRID, 1.0))?;
                let (x, y) = plane.backend_coord(&(*at, 0.0));
                let (h, x) = if title.is_empty() {
                    (HPos::Left, f64::from(x) / 4.0 + 3.0)
                } else {
                    (HPos::Center, f64::from(x) / 4.0)
                };
                write(area, name, &style(h), (x, f64::from(y) / 4.0 + 5.0))?;
            }
            let (middle, bottom) = plane.backend_coord(&(last / 2.0, 0.0));
            write(area, title, &style(HPos::Center), (f64::from(middle) / 4.0, f64::from(bottom) / 4.0 + 21.0))?;
            // A phone shows every other place.
            let step = format.of(1, if places.len() > 100 { 2 } else { 1 });
            let along = |of: &dyn Fn(&Place) -> f64| -> Vec<(f64, f64)> {
                let shown = |i: &usize| i.is_multiple_of(step) || *i + 1 == places.len();
                (0..places.len()).filter(shown).map(|i| (i as f64, of(&places[i]))).collect()
            };
            let outline =
                along(&|p| p.band.1).into_iter().chain(along(&|p| p.band.0).into_iter().rev()).collect::<Vec<_>>();
            let middle = &places[places.len() / 2];
            let says = format!("eight of ten; {}: {:.0} to {:.0}", middle.at, middle.band.0, middle.band.1);
            mark(area, &says, places.len() as f64, || {
                plane.plotting_area().draw(&Polygon::new(outline, ink::series(0).mix(0.5)))
            })?;
            let means = along(&|p| p.mean.value);
            let peak = places.iter().max_by(|a, b| a.mean.value.total_cmp(&b.mean.value)).unwrap_or(middle);
            let says = format!("average; most at {}: {}", peak.at, reads(&peak.mean));
            mark(area, &says, places.len() as f64, || path(&plane, means, line(ink::series(0), 2.0)))?;
            let Some(from) = measured_from else { return Ok(()) };
            group(area, "limits", || path(&plane, vec![(from, 0.0), (from, most)], line(ink::FAINT, 1.5)))
        })?;
        Ok((svg, size.1))
    })
}
