//! Cost against service: a point a scenario, and the line of those that nothing as cheap beats.

use super::labels::{between, labels};
use super::{Chart, Key, Material, Panel, Point, Table};
use crate::experiment::compare::{Contender, Contest};
use crate::experiment::headline_clock;
use crate::metric::{Figure, Selection, Unit, metric};
use crate::report::number::{figure, thousands};
use crate::report::page::ink;
use crate::report::page::plot::{
    AXIS, Axis, Broken, Drawn, Format, LETTERS, Plane, around, axes, drawing, fine, group, letters, line, mark, path,
    write,
};
use crate::report::study::clock_words;
use plotters::prelude::{ChartBuilder, Circle};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

/// What service is measured by, with its words.
const SERVICE: [(&str, &str); 4] = [
    ("resolution_mean", "Mean resolution time"),
    ("resolution_median", "Median resolution time"),
    ("resolution_p90", "p90 of resolution time"),
    ("in_target", "Share in target"),
];

/// The chart; nothing where there is no choice.
pub(super) fn chart(material: &Material) -> Result<Option<Chart>, Broken> {
    let differ = |contest: &&Contest| {
        let first = contest.contenders.first().map_or(0.0, |c| c.cost);
        contest.contenders.iter().any(|c| (c.cost - first).abs() > 1e-9 * first.abs())
    };
    let contests = || material.contests.iter().filter(differ);
    let several = material.contests.len() > 1;
    let mut panels = Vec::new();
    for contest in contests() {
        for (name, words) in SERVICE {
            let dots = dots(contest, name);
            if dots.iter().filter(|dot| dot.known.is_some()).count() > 1 {
                let mut choice = vec![words.to_string()];
                choice.extend(several.then(|| contest.when.to_string()));
                panels.push(panel(material, contest, choice, (name, words), &dots)?);
            }
        }
    }
    let reading = "Each point is a scenario: the further left the cheaper, the lower the sooner (for the share in target, the \
                   higher the better). Bars are confidence intervals of the simulation. A filled point is worth a look: \
                   nothing that costs as little is surely faster. The line joins the fastest for each amount of money. \
                   Names without room are left out; the table has all."
        .to_string();
    let choices = if several { vec!["Service", "Circumstance"] } else { vec!["Service"] };
    let chart =
        Chart { id: "cost-service", title: "Cost against service", reading, choices, panels, words: Vec::new() };
    Ok((!chart.panels.is_empty()).then_some(chart))
}

/// A scenario in the plane.
struct Dot<'c> {
    contender: &'c Contender<'c, 'c>,
    name: &'c str,
    figure: Figure,
    known: Option<f64>,
}

fn dots<'c>(contest: &'c Contest, metric: &str) -> Vec<Dot<'c>> {
    let dot = |contender: &'c Contender| {
        let studied = contender.studied;
        let clock = Some(headline_clock(&studied.scenario.model));
        let time = metric.starts_with("resolution");
        let found = studied.figure(metric, Selection::All, clock);
        let figure = if time && !studied.has_mean() { Figure::Undefined } else { found };
        Dot { contender, name: &studied.scenario.name, figure, known: figure.known().map(|e| e.value) }
    };
    contest.contenders.iter().map(dot).collect()
}

fn panel(
    material: &Material,
    contest: &Contest,
    choice: Vec<String>,
    (name, words): (&str, &str),
    dots: &[Dot],
) -> Result<Panel, Broken> {
    let unit = metric(name).map_or(Unit::Hours, |m| m.unit);
    let currency = &material.study.desk.currency;
    let clock = contest.contenders.first().map_or("hours", |c| clock_words(headline_clock(&c.studied.scenario.model)));
    let title = if unit == Unit::Share { words.to_string() } else { format!("{words}, {clock}") };
    let reads = |dot: &Dot| match dot.contender.studied.has_mean() || unit == Unit::Share {
        true => figure(dot.figure, unit),
        false => "grows".to_string(),
    };
    let rows = dots.iter().map(|dot| {
        let undominated = if dot.contender.undominated { "yes" } else { "no" };
        vec![
            dot.name.to_string(),
            format!("{currency}{}", thousands(dot.contender.cost)),
            reads(dot),
            undominated.to_string(),
        ]
    });
    let head = ["scenario", "cost a year", &title, "nothing as cheap is surely faster"].map(String::from).to_vec();
    let table = Table { head, rows: rows.collect() };
    let points = dots.iter().flat_map(|dot| {
        let cost = Point {
            series: dot.name.to_string(),
            at: "labour_cost_year".to_string(),
            value: Some(dot.contender.cost),
            bounds: None,
            unit: Unit::Money.name(),
        };
        [Point::of(dot.name, name, dot.figure, unit.name()), cost]
    });
    let says = format!("{title} against the cost of a year, {}; the figures are in the table.", contest.when);
    let legend = vec![
        Key {
            sample: r#"<circle class="f-s0" cx="14" cy="7" r="5"/>"#.to_string(),
            name: "nothing as cheap is surely faster".to_string(),
        },
        Key {
            sample: r#"<circle class="k-s0" stroke-width="2" cx="14" cy="7" r="4.5"/>"#.to_string(),
            name: "something as cheap is surely faster".to_string(),
        },
    ];
    let frontier = name == "resolution_mean";
    Panel::draw(choice, says, legend, table, points.collect(), |format| {
        draw(format, dots, &title, unit, currency, frontier, &reads)
    })
}

fn draw(
    format: Format,
    dots: &[Dot],
    title: &str,
    unit: Unit,
    currency: &str,
    frontier: bool,
    reads: &dyn Fn(&Dot) -> String,
) -> Result<(String, i32), Broken> {
    let shown: Vec<&Dot> = dots.iter().filter(|dot| dot.known.is_some()).collect();
    let size = (format.width(), format.of(400, 340));
    let ends = |dot: &&Dot| {
        let estimate = dot.figure.known();
        estimate.map_or([0.0; 2], |e| e.bounds.map_or([e.value; 2], |(low, high)| [low, high]))
    };
    let y = around(shown.iter().flat_map(ends), 0.0);
    let y = if unit == Unit::Share { y.start..y.end.min(1.0 + 0.04 * (1.0 - y.start)) } else { y };
    let x = around(shown.iter().map(|dot| dot.contender.cost), 0.0);
    let money = |v: f64| short_money(currency, v, x.end - x.start);
    let service = |v: f64| tick(v, unit, y.end - y.start);
    let beneath = Axis { range: x.clone(), reads: &money, title: "Cost of a year".to_string() };
    let vertical = Axis { range: y.clone(), reads: &service, title: title.to_string() };
    let svg = drawing(size, |area| {
        let mut plane = ChartBuilder::on(area)
            .margin_right(fine(24.0))
            .margin_top(fine(26.0))
            .x_label_area_size(fine(f64::from(AXIS)))
            .y_label_area_size(fine(48.0))
            .build_cartesian_2d(x.clone(), y.clone())?;
        axes(&mut plane, &beneath, Some(&vertical), format)?;
        write(area, title, &letters(ink::FAINT, 11.0, HPos::Left, VPos::Top), (6.0, 4.0))?;
        let mut along = Vec::new();
        if frontier {
            let best = fastest(&shown);
            along.extend(best.windows(2).flat_map(|pair| between(pixels(&plane, pair[0]), pixels(&plane, pair[1]))));
            group(area, "frontier", || path(&plane, best, line(ink::series(0), 1.5)))?;
        }
        let at = |dot: &Dot, y: f64| pixels(&plane, (dot.contender.cost, y));
        along.extend(shown.iter().flat_map(|dot| {
            let [low, high] = ends(dot);
            between(at(dot, low), at(dot, high))
        }));
        let places: Vec<(f64, f64)> = shown.iter().map(|dot| at(dot, dot.known.unwrap_or(0.0))).collect();
        let names: Vec<&str> = shown.iter().map(|dot| dot.name).collect();
        let labels = labels(&places, &names, &along, size);
        for (dot, label) in shown.iter().zip(&labels) {
            let says = format!("{}: {currency}{} a year, {}", dot.name, thousands(dot.contender.cost), reads(dot));
            mark(area, &says, dot.known.unwrap_or(0.0), || dot_shape(&plane, dot))?;
            let Some(label) = label else { continue };
            write(area, &label.text, &letters(ink::NAME, LETTERS, label.side, VPos::Center), label.at)?;
        }
        Ok(())
    })?;
    Ok((svg, size.1))
}

/// A place of a plane, in pixels.
fn pixels(plane: &Plane, place: (f64, f64)) -> (f64, f64) {
    let (x, y) = plane.backend_coord(&place);
    (f64::from(x) / 4.0, f64::from(y) / 4.0)
}

/// From the cheapest on, each that is faster than all cheaper ones, by their estimates.
fn fastest(dots: &[&Dot]) -> Vec<(f64, f64)> {
    let mut all: Vec<(f64, f64)> = dots.iter().filter_map(|dot| Some((dot.contender.cost, dot.known?))).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut best: Vec<(f64, f64)> = Vec::new();
    for place in all {
        if best.last().is_none_or(|last| place.1 < last.1) {
            best.push(place);
        }
    }
    best
}

fn dot_shape(plane: &Plane, dot: &Dot) -> Drawn {
    let Figure::Known(estimate) = dot.figure else { return Ok(()) };
    let place = (dot.contender.cost, estimate.value);
    if let Some((low, high)) = estimate.bounds {
        path(plane, vec![(place.0, low), (place.0, high)], line(ink::series(0), 1.5))?;
    }
    let area = plane.plotting_area();
    if dot.contender.undominated {
        return area.draw(&Circle::new(place, fine(5.0), ink::series(0).filled()));
    }
    area.draw(&Circle::new(place, fine(5.0), ink::PAPER.filled()))?;
    area.draw(&Circle::new(place, fine(4.5), line(ink::series(0), 2.0)))
}

/// A figure on an axis.
pub(super) fn tick(value: f64, unit: Unit, span: f64) -> String {
    let (value, span) = if unit == Unit::Share { (100.0 * value, 100.0 * span) } else { (value, span) };
    let decimals = (1.0 - span.max(1e-9).log10()).ceil().clamp(0.0, 3.0) as usize;
    // Nothing is nothing, from whichever side.
    let value = if value.abs() < 0.5 * 0.1_f64.powi(decimals as i32) { 0.0 } else { value };
    let text = format!("{value:.decimals$}");
    if unit == Unit::Share { format!("{text} %") } else { text }
}

/// Money on an axis, as few digits as tell the marks apart.
fn short_money(currency: &str, value: f64, span: f64) -> String {
    match value.abs() {
        1e6.. if span > 2e5 => format!("{currency}{:.1}m", value / 1e6),
        1e6.. => format!("{currency}{:.2}m", value / 1e6),
        1e4.. => format!("{currency}{:.0}k", value / 1e3),
        _ => format!("{currency}{}", thousands(value)),
    }
}
