//! A drawing backend that writes SVG for a page: colours as classes, every mark with its words and its value.

use super::ink;
use super::words::width;
use minijinja::HtmlEscape;
use plotters::element::{Drawable, PointCollection};
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontTransform,
};
use std::convert::Infallible;
use std::fmt::Write;

/// Steps of the drawing's grid in a pixel: plotters has whole coordinates, lines need finer ones.
pub(super) const FINE: i32 = 4;

/// Writes the inside of an `svg` element.
pub(super) struct Svg<'a> {
    out: &'a mut String,
    size: (u32, u32),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl<'a> Svg<'a> {
    /// For a drawing of this many pixels.
    pub fn new(out: &'a mut String, (width, height): (i32, i32)) -> Self {
        Svg { out, size: ((width * FINE) as u32, (height * FINE) as u32) }
    }

    fn write(&mut self, text: std::fmt::Arguments) -> Drawn {
        // Writing to a string does not fail.
        let _ = self.out.write_fmt(text);
        Ok(())
    }

    fn points(points: impl IntoIterator<Item = BackendCoord>) -> String {
        let each = points.into_iter().map(|(x, y)| format!("{},{}", pixels(x), pixels(y)));
        each.collect::<Vec<_>>().join(" ")
    }
}

/// A coordinate in pixels.
fn pixels(fine: i32) -> f64 {
    f64::from(fine) / f64::from(FINE)
}

fn name(color: BackendColor) -> String {
    ink::name(color.rgb)
}

/// Line width in pixels.
fn wide(style: &impl BackendStyle) -> f64 {
    f64::from(style.stroke_width()) / f64::from(FINE)
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
        let (x, y) = (pixels(a.0.min(b.0)), pixels(a.1.min(b.1)));
        let (w, h) = (pixels((a.0 - b.0).abs()), pixels((a.1 - b.1).abs()));
        let class = if fill { 'f' } else { 'k' };
        self.write(format_args!(r#"<rect class="{class}-{ink}" x="{x}" y="{y}" width="{w}" height="{h}"/>"#))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        if style.color().alpha == 0.0 {
            return Ok(());
        }
        let (ink, points) = (name(style.color()), Svg::points(path));
        self.write(format_args!(
            r#"<polyline class="k-{ink}" stroke-width="{}" points="{points}"/>"#,
            wide(style)
        ))
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        let (ink, class) = (name(style.color()), if fill { 'f' } else { 'k' });
        let (x, y, r) = (pixels(center.0), pixels(center.1), pixels(radius as i32));
        let line = if fill { String::new() } else { format!(r#" stroke-width="{}""#, wide(style)) };
        self.write(format_args!(r#"<circle class="{class}-{ink}"{line} cx="{x}" cy="{y}" r="{r}"/>"#))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, corners: I, style: &S) -> Drawn {
        let (ink, points) = (name(style.color()), Svg::points(corners));
        let faint = if style.color().alpha < 1.0 { " sheer" } else { "" };
        self.write(format_args!(r#"<polygon class="f-{ink}{faint}" points="{points}"/>"#))
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => r#" text-anchor="middle""#,
            HPos::Right => r#" text-anchor="end""#,
        };
        let size = style.size() / f64::from(FINE);
        let down = size
            * match style.anchor().v_pos {
                VPos::Top => 0.8,
                VPos::Center => 0.35,
                VPos::Bottom => -0.2,
            };
        let (x, y) = (pixels(at.0), pixels(at.1));
        let turned = match style.transform() {
            FontTransform::Rotate270 => format!(r#" transform="rotate(270 {x} {y})""#),
            FontTransform::Rotate90 => format!(r#" transform="rotate(90 {x} {y})""#),
            _ => String::new(),
        };
        let (ink, y, text) = (name(style.color()), y + down, HtmlEscape(text));
        self.write(format_args!(
            r#"<text class="f-{ink}" font-size="{size}" x="{x}" y="{y:.1}"{anchor}{turned}>{text}</text>"#
        ))
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((width(text, style.size()).ceil() as u32, style.size().ceil() as u32))
    }
}

/// A tag among the shapes: what comes between [`Tag::open`] and [`Tag::close`] is one group.
pub(super) struct Tag(String);

impl Tag {
    /// The beginning of a mark, with what it says and the number it stands for, as in the data.
    pub fn open(says: &str, value: f64) -> Tag {
        Tag(format!(r#"<g class="mark" data-value="{value}"><title>{}</title>"#, HtmlEscape(says)))
    }

    /// The beginning of a group of this class.
    pub fn group(class: &str) -> Tag {
        Tag(format!(r#"<g class="{class}">"#))
    }

    /// The end.
    pub fn close() -> Tag {
        Tag("</g>".to_string())
    }
}

impl PointCollection<'_, BackendCoord> for &Tag {
    type Point = BackendCoord;
    type IntoIter = [BackendCoord; 0];

    fn point_iter(self) -> Self::IntoIter {
        []
    }
}

impl Drawable<Svg<'_>> for Tag {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, _: I, backend: &mut Svg<'_>, _: (u32, u32)) -> Drawn {
        backend.out.push_str(&self.0);
        Ok(())
    }
}
