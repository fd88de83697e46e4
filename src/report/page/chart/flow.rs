//! The flow of tickets between roles: where the tickets of each role come from, and where they go.

use super::{Chart, Material, Panel, Point, Table, scenario_name};
use crate::experiment::Studied;
use crate::metric::{By, Figure, Selection, Unit};
use crate::report::number::figure;
use crate::report::page::ink;
use crate::report::page::plot::{Broken, Drawn, Format, LETTERS, drawing, fine, letters, mark, write};
use crate::report::page::words::fitted;
use plotters::prelude::{Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, RGBColor};

/// The chart; nothing where no ticket goes from a role to another.
pub(super) fn chart(material: &Material) -> Result<Option<Chart>, Broken> {
    let mut panels = Vec::new();
    for studied in &material.study.studied {
        let flows = flows(studied);
        if flows.iter().any(|flow| flow.metric == "escalations" && flow.value() > 0.0) {
            let name = scenario_name(material, &studied.scenario.name, &studied.scenario.when);
            panels.push(panel(studied, vec![name], &flows)?);
        }
    }
    let reading =
        "Tickets a week: to the left where the tickets of a role come from, to the right where they go; by or to \
                   another role: escalated. New tickets are counted where they are touched first."
            .to_string();
    let chart = Chart {
        id: "flow",
        title: "Flow between roles",
        reading,
        choices: vec!["Scenario"],
        panels,
        words: Vec::new(),
    };
    Ok((!chart.panels.is_empty()).then_some(chart))
}

/// Tickets that go from somewhere to a role, or from a role elsewhere.
struct Flow {
    metric: &'static str,
    from: String,
    to: String,
    /// The role in the middle, and whether it is entered.
    role: usize,
    enters: bool,
    figure: Figure,
}

impl Flow {
    fn value(&self) -> f64 {
        self.figure.known().map_or(0.0, |e| e.value)
    }
}

fn flows(studied: &Studied) -> Vec<Flow> {
    let model = &studied.scenario.model;
    let mut flows = Vec::new();
    for part in Selection::parts(By::Role, model) {
        let Selection::Role(role) = part else { continue };
        let name = part.name(model);
        let new = studied.figure("first_touched", part, None);
        let done = studied.figure("throughput", part, None);
        let (from, to) = ("new tickets".to_string(), "resolved".to_string());
        flows.push(Flow { metric: "first_touched", from, to: name.clone(), role, enters: true, figure: new });
        flows.push(Flow { metric: "throughput", from: name, to, role, enters: false, figure: done });
    }
    for part in Selection::parts(By::Flow, model) {
        let Selection::Flow(from, to) = part else { continue };
        let figure = studied.figure("escalations", part, None);
        let (source, goal) = (model.roles[from].name.clone(), model.roles[to].name.clone());
        let metric = "escalations";
        let (over, under) = (format!("{ESCALATED}by {source}"), format!("{ESCALATED}to {goal}"));
        flows.push(Flow { metric, from: over, to: goal, role: to, enters: true, figure });
        flows.push(Flow { metric, from: source, to: under, role: from, enters: false, figure });
    }
    flows.retain(|flow| flow.value() > 0.0);
    flows
}

fn panel(studied: &Studied, choice: Vec<String>, flows: &[Flow]) -> Result<Panel, Broken> {
    let cells = |flow: &Flow| vec![flow.from.clone(), flow.to.clone(), figure(flow.figure, Unit::TicketsPerWeek)];
    let head = ["from", "to", "tickets a week"].map(String::from).to_vec();
    let table = Table { head, rows: flows.iter().map(cells).collect() };
    let point = |flow: &Flow| {
        let at = format!("{} > {}", flow.from, flow.to);
        Point::of(flow.metric, &at, flow.figure, Unit::TicketsPerWeek.name())
    };
    let says =
        format!("{}: tickets a week into and out of each role; the figures are in the table.", choice.join(", "));
    let roles = studied.scenario.model.roles.len();
    Panel::draw(choice, says, Vec::new(), table, flows.iter().map(point).collect(), |format| draw(format, flows, roles))
}

/// A block of a column: a name, how much goes through it, where it stands.
struct Block {
    name: String,
    value: f64,
    top: f64,
}

/// What the name of a block of escalations begins with.
const ESCALATED: &str = "escalated ";
/// Room for a block's name above it.
const HEAD: f64 = 17.0;
/// Least height of a block.
const LEAST: f64 = 3.0;

/// The blocks of a column from the top; `scale` is pixels for a ticket.
fn column(names: impl Iterator<Item = (String, f64)>, scale: f64) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for (name, value) in names {
        match blocks.iter_mut().find(|block| block.name == name) {
            Some(block) => block.value += value,
            None => blocks.push(Block { name, value, top: 0.0 }),
        }
    }
    let mut top = 4.0;
    for block in &mut blocks {
        block.top = top + HEAD;
        top = block.top + (block.value * scale).max(LEAST) + 12.0;
    }
    blocks
}

fn draw(format: Format, flows: &[Flow], roles: usize) -> Result<(String, i32), Broken> {
    let sides = [true, false];
    let of = |enters: bool| flows.iter().filter(move |flow| flow.enters == enters);
    let most = sides.map(|enters| of(enters).map(Flow::value).sum::<f64>()).into_iter().fold(1e-9, f64::max);
    let scale = format.of(230.0, 200.0) / most;
    let left = column(of(true).map(|flow| (flow.from.clone(), flow.value())), scale);
    let right = column(of(false).map(|flow| (flow.to.clone(), flow.value())), scale);
    let through = |role: usize| {
        let side = |enters: bool| of(enters).filter(|flow| flow.role == role).map(Flow::value).sum::<f64>();
        side(true).max(side(false))
    };
    let name = |role: usize| {
        let flow = flows.iter().find(|flow| flow.role == role);
        flow.map_or(String::new(), |flow| if flow.enters { flow.to.clone() } else { flow.from.clone() })
    };
    let middle = column((0..roles).filter(|r| through(*r) > 0.0).map(|r| (name(r), through(r))), scale);
    let low = |blocks: &[Block]| blocks.last().map_or(0.0, |b| b.top + (b.value * scale).max(LEAST));
    let height = [&left, &middle, &right].map(|blocks| low(blocks)).into_iter().fold(0.0, f64::max) + 12.0;
    let size = (format.width(), height.ceil() as i32);
    let wide = f64::from(size.0);
    let thick = 12.0;
    let (x_left, x_middle, x_right) = (2.0, (wide - thick) / 2.0, wide - thick - 2.0);
    let svg = drawing(size, |area| {
        let find = |blocks: &[Block], name: &str| blocks.iter().position(|b| b.name == name).unwrap_or(0);
        // How much of each block is taken by the ribbons so far.
        let mut outer = [vec![0.0; left.len()], vec![0.0; right.len()]];
        let mut inner = [vec![0.0; middle.len()], vec![0.0; middle.len()]];
        for flow in flows {
            let side = usize::from(!flow.enters);
            let (blocks, other, role) =
                if flow.enters { (&left, &flow.from, &flow.to) } else { (&right, &flow.to, &flow.from) };
            let (o, m) = (find(blocks, other), find(&middle, role));
            let tall = (flow.value() * scale).max(1.0);
            let (from, to) = (blocks[o].top + outer[side][o], middle[m].top + inner[side][m]);
            outer[side][o] += tall;
            inner[side][m] += tall;
            let says =
                format!("{} to {}: {} tickets a week", flow.from, flow.to, figure(flow.figure, Unit::TicketsPerWeek));
            let ends = if flow.enters {
                [(x_left + thick, from), (x_middle, to)]
            } else {
                [(x_middle + thick, to), (x_right, from)]
            };
            let color = ink::series(flow.role);
            mark(area, &says, flow.value(), || area.draw(&Polygon::new(ribbon(ends, tall), color.mix(0.5))))?;
        }
        let block = |b: &Block, x: f64, color: RGBColor, h: HPos| -> Drawn {
            let tall = (b.value * scale).max(LEAST);
            let corners = [(fine(x), fine(b.top)), (fine(x + thick), fine(b.top + tall))];
            area.draw(&Rectangle::new(corners, color.filled()))?;
            let at = match h {
                HPos::Left => x,
                HPos::Center => x + thick / 2.0,
                HPos::Right => x + thick,
            };
            // On a phone the side tells what it is.
            let name = format.of(b.name.as_str(), b.name.strip_prefix(ESCALATED).unwrap_or(&b.name));
            let text = fitted(name, LETTERS, wide * format.of(0.32, 0.36));
            write(area, &text, &letters(ink::NAME, LETTERS, h, VPos::Bottom), (at, b.top - 3.0))
        };
        left.iter().try_for_each(|b| block(b, x_left, ink::FAINT, HPos::Left))?;
        right.iter().try_for_each(|b| block(b, x_right, ink::FAINT, HPos::Right))?;
        let role = |b: &Block| (0..roles).find(|r| name(*r) == b.name).unwrap_or(0);
        middle.iter().try_for_each(|b| block(b, x_middle, ink::series(role(b)), HPos::Center))
    })?;
    Ok((svg, size.1))
}

/// The outline of a ribbon between two places, `tall` pixels at both.
fn ribbon([(x0, y0), (x1, y1)]: [(f64, f64); 2], tall: f64) -> Vec<(i32, i32)> {
    const STEPS: i32 = 14;
    let ease = |t: f64| t * t * (3.0 - 2.0 * t);
    let place = |step: i32, down: f64| {
        let t = f64::from(step) / f64::from(STEPS);
        (fine(x0 + (x1 - x0) * t), fine(y0 + (y1 - y0) * ease(t) + down))
    };
    let above = (0..=STEPS).map(|step| place(step, 0.0));
    above.chain((0..=STEPS).rev().map(|step| place(step, tall))).collect()
}
