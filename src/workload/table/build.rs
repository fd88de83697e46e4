//! Builds the cells of a quantile table: cubics in the tail probability, refined until they are close enough to the exact quantiles.

use super::tails::{Side, Tails};
use super::{Cells, OCTAVES, Octave, SIDE};

/// Largest error of a cubic in the middle of its cell, relative to the value or to [`FLOOR`], whichever is larger.
pub(super) const TOLERANCE: f64 = 2e-8;
/// Below this multiple of the mean, errors count as if the value were as large as this.
pub(super) const FLOOR: f64 = 1e-3;
/// An octave has 2^3 to 2^11 cells.
const FEWEST_BITS: u32 = 3;
const MOST_BITS: u32 = 11;

/// A point of the quantile function.
#[derive(Clone, Copy)]
struct Node {
    /// Tail probability.
    p: f64,
    /// ln of the quantile.
    y: f64,
    /// The quantile.
    q: f64,
    /// Its derivative in p.
    slope: f64,
}

fn node(tails: &Tails, side: Side, p: f64, guess: f64) -> Node {
    let (y, slope) = tails.quantile(side, p, guess);
    let q = libm::exp(y);
    Node { p, y, q, slope: q / (slope * p) }
}

/// The cells of both halves, and the error that the least exact of them has in its middle.
pub(super) fn cells(tails: &Tails) -> (Cells, f64) {
    let mut cells = Cells { octaves: Box::new([Octave { first: 0, bits: 1 }; 2 * SIDE]), cubics: Vec::new() };
    let mut worst = 0.0f64;
    for (half, side) in [(0, Side::Lower), (SIDE, Side::Upper)] {
        let mut near = node(tails, side, 0.5, 0.0);
        for octave in 0..OCTAVES {
            // continue the logarithm of the quantile as a line in the logarithm of the probability
            let step = -std::f64::consts::LN_2 * near.slope * near.p / near.q;
            let guess = if step.is_finite() { near.y + step } else { near.y };
            let far = node(tails, side, 0.5 * near.p, guess);
            let (nodes, error) = refined(tails, side, far, near);
            worst = worst.max(error);
            cells.octaves[half + octave] = Octave {
                first: u32::try_from(cells.cubics.len()).expect("a few thousand cells"),
                bits: (nodes.len() - 1).trailing_zeros(),
            };
            cells.cubics.extend(nodes.windows(2).map(|pair| cubic(pair[0], pair[1])));
            near = far;
        }
    }
    (cells, worst)
}

/// The nodes of an octave, ascending in p, halved until the cubics between them are within [`TOLERANCE`]; and the error that is left.
fn refined(tails: &Tails, side: Side, far: Node, near: Node) -> (Vec<Node>, f64) {
    let mut nodes = vec![far, near];
    for bits in 0.. {
        let mut error = 0.0f64;
        let mut finer = Vec::with_capacity(2 * nodes.len());
        for pair in nodes.windows(2) {
            let estimate = at(&cubic(pair[0], pair[1]), 0.5);
            let guess = if estimate > 0.0 { libm::log(estimate) } else { pair[1].y };
            let middle = node(tails, side, 0.5 * (pair[0].p + pair[1].p), guess);
            error = error.max((estimate - middle.q).abs() / middle.q.max(FLOOR));
            finer.extend([pair[0], middle]);
        }
        if bits >= FEWEST_BITS && error <= TOLERANCE || bits == MOST_BITS {
            return (nodes, error);
        }
        finer.push(near);
        nodes = finer;
    }
    unreachable!("the loop ends at MOST_BITS")
}

/// The cubic Hermite interpolant between two nodes, in the fraction of the way from the first to the second.
///
/// Slopes are limited so that it is monotone: Fritsch and Carlson (1980), *Monotone piecewise cubic interpolation*, SIAM J. Numer. Anal. 17.
fn cubic(from: Node, to: Node) -> [f64; 4] {
    let width = to.p - from.p;
    let rise = to.q - from.q;
    let (mut first, mut last) = (from.slope * width, to.slope * width);
    if rise == 0.0 || !first.is_finite() || !last.is_finite() {
        return [from.q, rise, 0.0, 0.0];
    }
    let (alpha, beta) = (first / rise, last / rise);
    let length = alpha * alpha + beta * beta;
    if length > 9.0 {
        let factor = 3.0 / length.sqrt();
        first *= factor;
        last *= factor;
    }
    [from.q, first, 3.0 * rise - 2.0 * first - last, first + last - 2.0 * rise]
}

/// The value of a cubic at `s` in 0..=1.
pub(super) fn at(c: &[f64; 4], s: f64) -> f64 {
    c[0] + s * (c[1] + s * (c[2] + s * c[3]))
}
