//! Names beside points of a plane, out of each other's way.

use crate::report::page::plot::{AXIS, LETTERS};
use crate::report::page::words::{fitted, width};
use plotters::style::text_anchor::HPos;

/// Places along a straight line, a few pixels apart.
pub(super) fn between(a: (f64, f64), b: (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
    let steps = ((b.0 - a.0).hypot(b.1 - a.1) / 4.0).ceil().max(1.0);
    (0..=steps as usize).map(move |i| {
        let t = i as f64 / steps;
        (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
    })
}

/// Square pixels of marks, lines and other names that a name may cover.
const MOST_COVERED: f64 = 60.0;

/// A name beside its point.
pub(super) struct Label {
    pub text: String,
    /// In pixels.
    pub at: (f64, f64),
    pub side: HPos,
}

/// Places names beside their points so that none covers another, a point or what lies `along` the lines, as far as there
/// is room; a name without room is left out, as its mark tells it too. All in pixels.
pub(super) fn labels(
    places: &[(f64, f64)],
    names: &[&str],
    along: &[(f64, f64)],
    (right, bottom): (i32, i32),
) -> Vec<Option<Label>> {
    let around = |(x, y): &(f64, f64), r: f64| (x - r, y - r, x + r, y + r);
    let mut taken: Vec<(f64, f64, f64, f64)> = places.iter().map(|place| around(place, 6.0)).collect();
    taken.extend(along.iter().map(|place| around(place, 2.0)));
    // The figures of the axis.
    taken.push((0.0, 0.0, 48.0, f64::from(bottom)));
    let mut labels = Vec::new();
    for ((x, y), name) in places.iter().zip(names) {
        let text = fitted(name, LETTERS, f64::from(right) * 0.6);
        let w = width(&text, LETTERS);
        let mut ways = Vec::new();
        for far in 0..4 {
            let dy = 16.0 + 15.0 * f64::from(far);
            let side = 9.0;
            if far == 0 {
                ways.extend([(x + side, *y, HPos::Left), (x - side, *y, HPos::Right)]);
            }
            ways.extend([(*x, y - dy, HPos::Center), (*x, y + dy, HPos::Center)]);
            ways.extend([(x + side, y - dy, HPos::Left), (x + side, y + dy, HPos::Left)]);
            ways.extend([(x - side, y - dy, HPos::Right), (x - side, y + dy, HPos::Right)]);
        }
        let area = |(at, up, side): &(f64, f64, HPos)| {
            let left = match side {
                HPos::Left => *at,
                HPos::Center => at - w / 2.0,
                HPos::Right => at - w,
            };
            (left, up - 7.0, left + w, up + 7.0)
        };
        let cost = |way: &(f64, f64, HPos)| {
            let (l, t, r, b) = area(way);
            let over =
                |o: &(f64, f64, f64, f64)| (r.min(o.2) - l.max(o.0)).max(0.0) * (b.min(o.3) - t.max(o.1)).max(0.0);
            let out = (l < 4.0 || r > f64::from(right) - 2.0 || t < 20.0 || b > f64::from(bottom - AXIS)) as u8;
            taken.iter().map(over).sum::<f64>() + 1e6 * f64::from(out)
        };
        let best = ways.into_iter().min_by(|a, b| cost(a).total_cmp(&cost(b)));
        let found = best.filter(|way| cost(way) < MOST_COVERED);
        taken.extend(found.iter().map(area));
        labels.push(found.map(|(x, y, side)| Label { text, at: (x, y), side }));
    }
    labels
}
