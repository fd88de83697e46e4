//! Colours by their meaning. What each looks like is the style sheet's matter, so that one drawing serves a light page, a
//! dark one and paper.

use plotters::style::RGBColor;

/// How many colours a series may have; further ones begin anew.
pub(super) const SERIES: usize = 8;
/// How many steps a scale of a heat map has.
pub(super) const STEPS: usize = 9;

/// Text.
pub(super) const TEXT: RGBColor = RGBColor(0, 0, 0);
/// Text of little weight.
pub(super) const FAINT: RGBColor = RGBColor(0, 0, 1);
/// Lines behind the marks.
pub(super) const GRID: RGBColor = RGBColor(0, 0, 2);
/// What the page is painted with.
pub(super) const PAPER: RGBColor = RGBColor(0, 0, 3);
/// A limit to keep.
pub(super) const LIMIT: RGBColor = RGBColor(0, 0, 4);
/// Hatching over a colour.
pub(super) const HATCH: RGBColor = RGBColor(0, 0, 5);
/// Text on the dark half of a scale.
pub(super) const TEXT_ON_DARK: RGBColor = RGBColor(0, 0, 6);
/// Text on a series' colour.
pub(super) const TEXT_ON_SERIES: RGBColor = RGBColor(0, 0, 7);

/// A name among the marks, which keeps clear of them.
pub(super) const NAME: RGBColor = RGBColor(0, 0, 8);

const PLAIN: [&str; 9] = ["text", "faint", "grid", "paper", "limit", "hatch", "dark", "on", "name"];

/// The colour of a series.
pub(super) fn series(n: usize) -> RGBColor {
    RGBColor(0, 1, (n % SERIES) as u8)
}

/// A step of a scale, 0 to [`STEPS`] - 1.
pub(super) fn step(n: usize) -> RGBColor {
    RGBColor(0, 2, n.min(STEPS - 1) as u8)
}

/// The name of a colour in the style sheet.
pub(super) fn name((_, sort, n): (u8, u8, u8)) -> String {
    match sort {
        0 => PLAIN.get(usize::from(n)).unwrap_or(&"text").to_string(),
        1 => format!("s{n}"),
        _ => format!("h{n}"),
    }
}
