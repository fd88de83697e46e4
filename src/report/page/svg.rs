//! A drawing backend that writes SVG for a page: colours as classes, every mark with its words and its value.

use super::ink;
use super::words::width;
use minijinja::HtmlEscape;
use plotters::element::{Drawable, PointCollection};
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;
use std::fmt::Write;

/// Steps of the drawing's grid in a pixel: plotters has whole coordinates, lines need finer ones.
pub(super) const FINE: i32 = 4;

/// The size of text that needs no saying: 11 pixels.
const USUAL: f64 = 11.0 * FINE as f64;

/// Writes the inside of an `svg` element, whose unit is a step of the grid.
pub(super) struct Svg<'a> {
    out: &'a mut String,
    size: (u32, u32),
    /// Whether marks say what they stand for. In the drawing for a phone they do not: the page's script finds the words at
    /// the same mark of the wide one.
    says: bool,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'a> Svg<'a> {
    /// For a drawing of this many pixels.
    pub fn new(out: &'a mut String, (width, height): (i32, i32), says: bool) -> Self {
        Svg { out, size: ((width * FINE) as u32, (height * FINE) as u32), says }
    }

    fn write(&mut self, text: std::fmt::Arguments) -> Drawn {
        // Writing to a string does not fail.
        let _ = self.out.write_fmt(text);
        Ok(())
    }

    /// A line through places as path data: whole steps from place to place, which is short.
    fn trace(places: impl IntoIterator<Item = BackendCoord>) -> String {
        let mut trace = String::new();
        let mut from: Option<BackendCoord> = None;
        for (x, y) in places {
            let (sign, dx, dy) = match from {
                None => ("M", x, y),
                Some((x0, y0)) => ("l", x - x0, y - y0),
            };
            // A minus separates as well as a space.
            let space = if dy < 0 { "" } else { " " };
            let _ = write!(trace, "{sign}{dx}{space}{dy}");
            from = Some((x, y));
        }
        trace
    }
}

fn name(color: BackendColor) -> String {
    ink::name(color.rgb)
}

impl DrawingBackend for Svg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        let ink = name(style.color());
        let (x, y, w, h) = (a.0.min(b.0), a.1.min(b.1), (a.0 - b.0).abs(), (a.1 - b.1).abs());
        let class = if fill { 'f' } else { 'k' };
        self.write(format_args!(r#"<path class="{class}-{ink}" d="M{x} {y}h{w}v{h}h-{w}z"/>"#))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        if style.color().alpha == 0.0 {
            return Ok(());
        }
        let (ink, trace, wide) = (name(style.color()), Svg::trace(path), style.stroke_width());
        self.write(format_args!(r#"<path class="k-{ink}" stroke-width="{wide}" d="{trace}"/>"#))
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let (ink, class) = (name(style.color()), if fill { 'f' } else { 'k' });
        let line = if fill { String::new() } else { format!(r#" stroke-width="{}""#, style.stroke_width()) };
        self.write(format_args!(r#"<circle class="{class}-{ink}"{line} cx="{x}" cy="{y}" r="{radius}"/>"#))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        let (ink, trace) = (name(style.color()), Svg::trace(corners));
        let sheer = if style.color().alpha < 1.0 { " sheer" } else { "" };
        self.write(format_args!(r#"<path class="f-{ink}{sheer}" d="{trace}z"/>"#))
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, (x, y): BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " mid",
            HPos::Right => " end",
        };
        let size = style.size();
        let down = match style.anchor().v_pos {
            VPos::Top => 0.8,
            VPos::Center => 0.35,
            VPos::Bottom => -0.2,
        };
        let (ink, text, y) = (name(style.color()), HtmlEscape(text), (f64::from(y) + size * down).round());
        // The style sheet sets the usual size.
        let size = if size == USUAL { String::new() } else { format!(r#" font-size="{size}""#) };
        self.write(format_args!(r#"<text class="f-{ink}{anchor}"{size} x="{x}" y="{y}">{text}</text>"#))
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((width(text, style.size()).ceil() as u32, style.size().ceil() as u32))
    }
}

/// A tag among the shapes: what comes between the beginning of a group and its end belongs together.
pub(super) enum Tag<'t> {
    /// The beginning of a mark, with what it says and the number it stands for, as in the data.
    Mark(&'t str, f64),
    /// The beginning of a group of this class.
    Group(&'t str),
    /// The end of either.
    End,
}

impl PointCollection<'_, BackendCoord> for &Tag<'_> {
    type Point = BackendCoord;
    type IntoIter = [BackendCoord; 0];

    fn point_iter(self) -> Self::IntoIter {
        []
    }
}

impl Drawable<Svg<'_>> for Tag<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, _: I, backend: &mut Svg<'_>, _: (u32, u32)) -> Drawn {
        match self {
            Tag::Mark(says, value) if backend.says => {
                // Six digits are more than a pixel tells.
                let value: f64 = format!("{value:.5e}").parse().unwrap_or(*value);
                let says = HtmlEscape(says);
                backend.write(format_args!(r#"<g class="mark" data-v="{value}"><title>{says}</title>"#))
            }
            Tag::Mark(..) => backend.write(format_args!(r#"<g class="mark">"#)),
            Tag::Group(class) => backend.write(format_args!(r#"<g class="{class}">"#)),
            Tag::End => backend.write(format_args!("</g>")),
        }
    }
}
