//! What the charts share: a drawing of some pixels, text, and rows of bars over an axis of values.

use super::ink;
use super::svg::{FINE, Svg, Tag};
use super::words::{fitted, width};
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::{
    Cartesian2d, ChartBuilder, ChartContext, DrawingArea, IntoDrawingArea, PathElement, Rectangle, ShapeStyle,
    TextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, RGBColor};
use std::convert::Infallible;
use std::ops::Range;

pub(super) type Area<'a> = DrawingArea<Svg<'a>, Shift>;
pub(super) type Plane<'a, 'b> = ChartContext<'b, Svg<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
/// What goes wrong when a chart is drawn.
pub(super) type Broken = plotters::drawing::DrawingAreaErrorKind<Infallible>;
pub(super) type Drawn = Result<(), Broken>;

/// Size of the text in charts, in pixels.
pub(super) const LETTERS: f64 = 12.0;
/// Room beneath an axis for its figures and its title.
pub(super) const AXIS: i32 = 38;

/// How wide a drawing is: for a desk's screen and paper, or for a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// For a screen or paper.
    Wide,
    /// For a phone.
    Narrow,
}

impl Format {
    /// Both.
    pub const BOTH: [Format; 2] = [Format::Wide, Format::Narrow];

    /// Pixels from left to right.
    pub fn width(self) -> i32 {
        match self {
            Format::Wide => 840,
            Format::Narrow => 340,
        }
    }

    /// One of two values.
    pub fn of<T>(self, wide: T, narrow: T) -> T {
        match self {
            Format::Wide => wide,
            Format::Narrow => narrow,
        }
    }
}

/// The inside of an `svg` element of this many pixels.
pub(super) fn drawing(size: (i32, i32), draw: impl FnOnce(&Area) -> Drawn) -> Result<String, Broken> {
    let mut out = String::new();
    {
        let area = Svg::new(&mut out, size, size.0 == Format::Wide.width()).into_drawing_area();
        draw(&area)?;
        area.present()?;
    }
    Ok(out)
}

/// A text style; `size` in pixels.
pub(super) fn letters(color: RGBColor, size: f64, h: HPos, v: VPos) -> TextStyle<'static> {
    let mut style = TextStyle::from(("sans-serif", size * f64::from(FINE))).pos(Pos::new(h, v));
    style.color = color.to_backend_color();
    style
}

/// Writes at a place in pixels.
pub(super) fn write(area: &Area, text: &str, style: &TextStyle, (x, y): (f64, f64)) -> Drawn {
    area.draw_text(text, style, (fine(x), fine(y)))
}

/// Pixels on the drawing's grid.
pub(super) fn fine(pixels: f64) -> i32 {
    (pixels * f64::from(FINE)).round() as i32
}

/// A line this many pixels wide.
pub(super) fn line(color: RGBColor, pixels: f64) -> ShapeStyle {
    color.stroke_width(fine(pixels) as u32)
}

/// Draws shapes as one mark, with what it says and the number it stands for.
pub(super) fn mark(area: &Area, says: &str, value: f64, shapes: impl FnOnce() -> Drawn) -> Drawn {
    area.draw(&Tag::Mark(says, value))?;
    shapes()?;
    area.draw(&Tag::End)
}

/// Draws shapes as one group of a class.
pub(super) fn group(area: &Area, class: &str, shapes: impl FnOnce() -> Drawn) -> Drawn {
    area.draw(&Tag::Group(class))?;
    shapes()?;
    area.draw(&Tag::End)
}

/// A range that holds these values with some air, and nothing below `least`.
pub(super) fn around(values: impl Iterator<Item = f64>, least: f64) -> Range<f64> {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    if !(low.is_finite() && high.is_finite()) {
        return 0.0..1.0;
    }
    let air = if high > low { 0.08 * (high - low) } else { (0.1 * high.abs()).max(0.5) };
    (low - air).max(least)..high + air
}

/// An axis of values: its range, how a figure on it reads, and its title.
pub(super) struct Axis<'f> {
    pub range: Range<f64>,
    pub reads: &'f dyn Fn(f64) -> String,
    pub title: String,
}

/// Names to the left of rows (above them on a phone), an axis of values beneath.
pub(super) struct Rows<'f> {
    pub names: Vec<String>,
    /// What stands at the right of each row, and what it is; may be empty.
    pub beside: Vec<String>,
    pub beside_head: &'static str,
    pub axis: Axis<'f>,
    pub format: Format,
}

/// Where a row's marks go, in pixels from above.
#[derive(Clone, Copy)]
pub(super) struct Band {
    pub top: f64,
    pub bottom: f64,
}

impl Band {
    /// Its middle.
    pub fn middle(self) -> f64 {
        (self.top + self.bottom) / 2.0
    }
}

impl Rows<'_> {
    /// Pixels from a row to the next.
    fn pitch(&self) -> f64 {
        self.format.of(26.0, 42.0)
    }

    /// Pixels from above to below.
    pub fn height(&self) -> i32 {
        (self.names.len() as f64 * self.pitch() + self.above()) as i32 + AXIS + 4
    }

    /// Pixels above the first row.
    fn above(&self) -> f64 {
        if self.beside.is_empty() { 0.0 } else { 18.0 }
    }

    fn band(&self, row: usize) -> Band {
        let top = row as f64 * self.pitch() + self.format.of(4.0, 20.0);
        Band { top, bottom: top + 18.0 }
    }

    /// Draws the rows: `inside` draws the marks of one, in the plane of values and pixels from above.
    pub fn draw(&self, inside: &dyn Fn(&Area, &Plane, usize, Band) -> Drawn) -> Result<(String, i32), Broken> {
        let (all, size) = (self.format.width(), (self.format.width(), self.height()));
        let widest = self.names.iter().map(|name| width(name, LETTERS)).fold(0.0, f64::max);
        let left = self.format.of((widest + 10.0).clamp(60.0, 210.0), 16.0);
        let rows = self.names.len() as f64 * self.pitch();
        let right = if self.beside.is_empty() { 22.0 } else { self.format.of(74.0, 22.0) };
        let above = self.above();
        let svg = drawing(size, |area| {
            let mut plane = ChartBuilder::on(area)
                .margin_right(fine(right))
                .margin_top(fine(4.0 + above))
                .x_label_area_size(fine(f64::from(AXIS)))
                .y_label_area_size(fine(left))
                .build_cartesian_2d(self.axis.range.clone(), rows..0.0)?;
            axes(&mut plane, &self.axis, None, self.format)?;
            if !self.beside.is_empty() {
                let style = letters(ink::FAINT, 11.0, HPos::Right, VPos::Top);
                write(area, self.beside_head, &style, (f64::from(all) - 6.0, 4.0))?;
            }
            for (row, name) in self.names.iter().enumerate() {
                let band = self.band(row);
                let (x, y, h, room) = match self.format {
                    Format::Wide => (left - 8.0, above + band.middle() + 4.0, HPos::Right, left - 8.0),
                    Format::Narrow => (6.0, above + band.top - 5.0, HPos::Left, f64::from(all) * 0.72),
                };
                if let Some(beside) = self.beside.get(row) {
                    let style = letters(ink::TEXT, LETTERS, HPos::Right, VPos::Center);
                    write(area, beside, &style, (f64::from(all) - 6.0, y))?;
                }
                let style = letters(ink::NAME, LETTERS, h, VPos::Center);
                write(area, &fitted(name, LETTERS, room), &style, (x, y))?;
                inside(area, &plane, row, band)?;
            }
            Ok(())
        })?;
        Ok((svg, size.1))
    }
}

/// Draws axes, with lines at their figures; without a `vertical` one only the axis beneath.
pub(super) fn axes(plane: &mut Plane, beneath: &Axis, vertical: Option<&Axis>, format: Format) -> Drawn {
    let small = |h| letters(ink::FAINT, 11.0, h, VPos::Top);
    let reads = |v: &f64| (beneath.reads)(*v);
    let up = |v: &f64| vertical.map_or(String::new(), |axis| (axis.reads)(*v));
    let mut mesh = plane.configure_mesh();
    mesh.x_labels(format.of(8, 5))
        .x_label_formatter(&reads)
        .x_label_style(small(HPos::Center))
        .x_desc(fitted(&beneath.title, 11.0, f64::from(format.width()) - 80.0))
        .axis_desc_style(small(HPos::Center))
        .light_line_style(ink::GRID.mix(0.0))
        .bold_line_style(line(ink::GRID, 1.0))
        .axis_style(line(ink::GRID, 1.0))
        .set_all_tick_mark_size(fine(4.0));
    match vertical {
        None => mesh.disable_y_mesh().disable_y_axis().y_labels(0),
        Some(_) => mesh.y_labels(6).y_label_formatter(&up).y_label_style(small(HPos::Right)),
    };
    mesh.draw()
}

/// A filled rectangle between two places of a plane.
pub(super) fn bar(plane: &Plane, x: Range<f64>, band: Band, color: RGBColor) -> Drawn {
    plane.plotting_area().draw(&Rectangle::new([(x.start, band.top), (x.end, band.bottom)], color.filled()))
}

/// A line through places of a plane.
pub(super) fn path(plane: &Plane, places: Vec<(f64, f64)>, style: ShapeStyle) -> Drawn {
    plane.plotting_area().draw(&PathElement::new(places, style))
}
