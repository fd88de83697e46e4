//! A piece of a stacked bar: its colour, hatched or not, and its share where there is room for the words.

use crate::report::page::ink;
use crate::report::page::plot::{Area, Band, Drawn, Plane, bar, letters, write};
use crate::report::page::words::width;
use plotters::style::RGBColor;
use plotters::style::text_anchor::{HPos, VPos};
use std::ops::Range;

/// Size of the share, in pixels.
const SIZE: f64 = 11.0;

/// How a piece looks.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub color: RGBColor,
    pub hatched: bool,
    /// What is written on it.
    pub ink: RGBColor,
}

impl Look {
    /// Of a series.
    pub fn series(n: usize, hatched: bool) -> Look {
        Look { color: ink::series(n), hatched, ink: ink::TEXT_ON_SERIES }
    }

    /// The name of its colour in the style sheet.
    pub fn name(self) -> String {
        ink::name((self.color.0, self.color.1, self.color.2))
    }

    /// Draws the piece.
    pub fn draw(self, plane: &Plane, x: Range<f64>, band: Band) -> Drawn {
        bar(plane, x.clone(), band, self.color)?;
        if self.hatched { bar(plane, x, band, ink::HATCH) } else { Ok(()) }
    }

    /// Writes a share (0 to 1) in the middle of the piece, if it fits; hatching leaves room for it.
    pub fn tell(self, area: &Area, plane: &Plane, x: Range<f64>, band: Band, share: f64) -> Drawn {
        let text = format!("{:.0} %", 100.0 * share);
        let at = |x: f64, y: f64| plane.backend_coord(&(x, y));
        let (left, right) = (f64::from(at(x.start, 0.0).0) / 4.0, f64::from(at(x.end, 0.0).0) / 4.0);
        let (wide, middle) = (width(&text, SIZE), (left + right) / 2.0);
        if wide > right - left - 6.0 {
            return Ok(());
        }
        if self.hatched {
            let half = (wide + 4.0) / 2.0 / (right - left) * (x.end - x.start);
            let centre = (x.start + x.end) / 2.0;
            let inner = Band { top: band.top + 2.0, bottom: band.bottom - 2.0 };
            bar(plane, centre - half..centre + half, inner, self.color)?;
        }
        let y = f64::from(at(0.0, band.middle()).1) / 4.0;
        write(area, &text, &letters(self.ink, SIZE, HPos::Center, VPos::Center), (middle, y))
    }
}
