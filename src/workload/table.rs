//! Quantile tables: a draw of a law is its monotone quantile function Q(u) of 64 random bits.
//!
//! Monotone keeps pairing sharp: when a parameter changes, every draw moves the same way. Values use + - * / and sqrt and integers only, and
//! tables are built with `libm`, so a draw has the same bits on every platform that computes in IEEE 754 doubles (not
//! in x87 registers).
//!
//! Smooth laws are piecewise cubic in u, with cells by octave of the tail probability from the median outwards, each octave cut into as many
//! equal cells as its error needs. The others are exact in closed form (fixed, uniform, triangular) or exact steps (empirical).
//! A law that is 0 with some probability is 0 for that share of the bits, and the law of the rest for the others.
//!
//! **Error**, tested against an independent library: below 1e-7 of the value, or 1e-10 of the mean where the value is less than a thousandth of it; a
//! hundred times less would cost three times the memory, which then no longer stays in the fastest cache.
//! (A hyperexponential law whose branch means differ more than 250-fold has a seam too sharp for the narrowest cell: there, in about one draw of
//! 10,000, up to 2e-5 of the mean.)
//! **Tails**: u stays 2^-51 away from 0 and 1; beyond, the quantile at 2^-51 stands in. A factor, within 6e-8 of 1 (1e-7
//! with a sharp seam), then puts the mean right. What the tail loses of the variance
//! stays lost: 1e-4 of it for lognormal with cv 10, 2e-6 with cv 4, less for every other law.

mod build;
mod tails;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::model::{Law, Shape};
use crate::units::Span;
use crate::workload::key::uniform;

/// Octaves of tail probability in each half: 2^-1 to 2^-51.
const OCTAVES: usize = 50;
/// Places for the octaves of a half.
const SIDE: usize = 64;
/// The least integer tail probability, in units of 2^-64.
const LEAST_TAIL: u64 = 1 << (62 - (OCTAVES as u32 - 1));
/// The bits of 1.0.
const ONE: u64 = 1.0f64.to_bits();

/// The quantile function of a [`Shape`] (mean 1), ready to be asked often.
#[derive(Clone, Debug)]
pub struct QuantileTable(Quantile);

#[derive(Clone, Debug)]
enum Quantile {
    /// Piecewise cubic.
    Cells(Cells),
    /// low + width u.
    Line { low: f64, width: f64 },
    /// Triangular density.
    Triangle(Triangle),
    /// Equally likely values, ascending.
    Steps(Vec<f64>),
    /// Nothing at all, or else the rest.
    ZeroOr(ZeroOr),
}

/// A law that is 0 for all bits below `zeros`, and else that of `rest` times `scale`.
#[derive(Clone, Debug)]
struct ZeroOr {
    zeros: u64,
    scale: f64,
    rest: Cells,
}

/// Cubics in the fraction of a cell, by octave of the tail probability.
#[derive(Clone, Debug)]
struct Cells {
    /// The lower half at 0, the upper half at [`SIDE`].
    octaves: Box<[Octave; 2 * SIDE]>,
    cubics: Vec<[f64; 4]>,
}

/// Where the 2^bits cells of an octave are.
#[derive(Clone, Copy, Debug)]
struct Octave {
    first: u32,
    bits: u32,
}

#[derive(Clone, Debug)]
struct Triangle {
    low: f64,
    high: f64,
    /// Probability below the mode.
    below: f64,
    /// (high - low) (mode - low).
    rising: f64,
    /// (high - low) (high - mode).
    falling: f64,
}

impl QuantileTable {
    /// The table of `shape`; takes a few milliseconds at most.
    pub fn new(shape: &Shape) -> QuantileTable {
        QuantileTable(match shape {
            Shape::Fixed => Quantile::Steps(vec![1.0]),
            Shape::Empirical { values } => Quantile::Steps(values.clone()),
            Shape::Uniform { .. } => {
                let (low, high) = shape.bounds();
                Quantile::Line { low, width: high - low }
            }
            &Shape::Triangular { low, mode, high } => Quantile::Triangle(Triangle {
                low,
                high,
                below: if high > low { (mode - low) / (high - low) } else { 0.0 },
                rising: (high - low) * (mode - low),
                falling: (high - low) * (high - mode),
            }),
            Shape::Hyperexponential { branches } if branches.iter().any(|b| b.1 == 0.0) => {
                Quantile::ZeroOr(ZeroOr::new(branches))
            }
            _ => Quantile::Cells(Cells::of(shape)),
        })
    }

    /// The value whose probability below is `bits` / 2^64; rises with `bits`.
    #[inline(always)]
    pub fn at(&self, bits: u64) -> f64 {
        if let Quantile::Cells(cells) = &self.0 { cells.at(bits) } else { self.plain(bits) }
    }

    #[inline(never)]
    fn plain(&self, bits: u64) -> f64 {
        match &self.0 {
            Quantile::Cells(cells) => cells.at(bits),
            Quantile::Line { low, width } => low + width * uniform(bits),
            Quantile::Triangle(triangle) => triangle.at(bits),
            Quantile::Steps(values) => values[((u128::from(bits) * values.len() as u128) >> 64) as usize],
            Quantile::ZeroOr(law) => law.at(bits),
        }
    }

    /// Bytes of memory that the table holds.
    pub fn bytes(&self) -> usize {
        match &self.0 {
            Quantile::Cells(cells) => cells.bytes(),
            Quantile::ZeroOr(law) => law.rest.bytes(),
            Quantile::Steps(values) => size_of_val(values.as_slice()),
            _ => 0,
        }
    }
}

impl ZeroOr {
    fn new(branches: &[(f64, f64)]) -> ZeroOr {
        let positive = || branches.iter().filter(|b| b.1 > 0.0);
        let share: f64 = positive().map(|b| b.0).sum();
        let rest = positive().map(|(p, m)| (p / share, m * share)).collect();
        let rest = Cells::of(&Shape::Hyperexponential { branches: rest });
        ZeroOr { zeros: ((1.0 - share) * (1u128 << 64) as f64) as u64, scale: 1.0 / share, rest }
    }

    /// The bits above `zeros` are spread over all bits, so that the value still rises with them.
    fn at(&self, bits: u64) -> f64 {
        let Some(above) = bits.checked_sub(self.zeros) else { return 0.0 };
        let others = (1u128 << 64) - u128::from(self.zeros);
        self.scale * self.rest.at(((u128::from(above) << 64) / others) as u64)
    }
}

impl Cells {
    /// The table of a smooth law.
    fn of(shape: &Shape) -> Cells {
        let tails = tails::Tails::of(shape).expect("the other families have no table");
        let (mut cells, _) = build::cells(&tails);
        cells.scale(1.0 / cells.mean());
        cells
    }

    fn bytes(&self) -> usize {
        size_of_val(self.cubics.as_slice()) + size_of_val(&*self.octaves)
    }

    #[inline(always)]
    fn at(&self, bits: u64) -> f64 {
        let upper = bits >> 63;
        // the probability of the nearer tail in units of 2^-64: below a half, so its first bit is 0
        let tail = (bits ^ upper.wrapping_neg()).max(LEAST_TAIL);
        let octave = tail.leading_zeros() - 1;
        let place = (upper as usize * SIDE + octave as usize) % (2 * SIDE);
        let Octave { first, bits } = self.octaves[place];
        // what follows the leading one: first the cell, then the fraction of it
        let rest = tail << (octave + 2);
        let cubic = &self.cubics[first as usize + (rest >> (64 - bits)) as usize];
        // 52 bits as the digits of a number from 1 to 2; faster than a conversion from integer, whose register depends on the draw before
        let fraction = f64::from_bits(ONE | ((rest << bits) >> 12)) - 1.0;
        build::at(cubic, fraction)
    }

    /// The mean of [`Cells::at`] over all bits, up to rounding.
    fn mean(&self) -> f64 {
        let mut mean = 0.0;
        for half in [0, SIDE] {
            let mut width = 1.0 / (1u64 << (OCTAVES + 1)) as f64;
            let last = self.octaves[half + OCTAVES - 1];
            mean += width * self.cubics[last.first as usize][0];
            // from the far tail inwards, the small parts first
            for octave in (0..OCTAVES).rev() {
                let Octave { first, bits } = self.octaves[half + octave];
                let cubics = &self.cubics[first as usize..][..1 << bits];
                let sum: f64 = cubics.iter().map(|c| c[0] + c[1] / 2.0 + c[2] / 3.0 + c[3] / 4.0).sum();
                mean += width * sum / cubics.len() as f64;
                width *= 2.0;
            }
        }
        mean
    }

    fn scale(&mut self, factor: f64) {
        for coefficient in self.cubics.iter_mut().flatten() {
            *coefficient *= factor;
        }
    }
}

impl Triangle {
    #[inline]
    fn at(&self, bits: u64) -> f64 {
        // the tails keep all their digits, which 1 - u would lose
        let probability = |bits: u64| (bits >> 1) as i64 as f64 * (1.0 / (1u64 << 63) as f64);
        let u = probability(bits);
        if u < self.below {
            self.low + (u * self.rising).sqrt()
        } else {
            self.high - (probability(!bits) * self.falling).sqrt()
        }
    }
}

/// A [`Law`] ready to be drawn from: its table and its mean.
#[derive(Clone, Debug)]
pub struct Sampler {
    table: Arc<QuantileTable>,
    mean_micros: f64,
}

impl Sampler {
    /// Builds the table of `law`. Where many laws share shapes, use [`Tables`].
    pub fn new(law: &Law) -> Sampler {
        Sampler { table: Arc::new(QuantileTable::new(&law.shape)), mean_micros: law.mean * 1e6 }
    }

    /// The draw of these random bits, to the nearest microsecond; never negative, saturates at the range of 64 bits.
    ///
    /// Rounding to the nearest leaves the mean as it is, unless the law itself lies within a few microseconds.
    #[inline(always)]
    pub fn span(&self, bits: u64) -> Span {
        // a conversion truncates, so adding a half rounds; faster than `round` where that is a call
        Span((self.table.at(bits) * self.mean_micros + 0.5) as i64)
    }

    /// The draw of these random bits in seconds, not rounded.
    #[inline(always)]
    pub fn seconds(&self, bits: u64) -> f64 {
        self.table.at(bits) * self.mean_micros * 1e-6
    }
}

/// The tables built so far, one a shape: laws that differ in their mean alone share one.
#[derive(Clone, Debug, Default)]
pub struct Tables(Vec<(Shape, Arc<QuantileTable>)>);

impl Tables {
    /// The sampler of `law`, with a table built if its shape is new.
    pub fn sampler(&mut self, law: &Law) -> Sampler {
        let known = self.0.iter().find(|(shape, _)| *shape == law.shape);
        let table = match known {
            Some((_, table)) => Arc::clone(table),
            None => {
                let table = Arc::new(QuantileTable::new(&law.shape));
                self.0.push((law.shape.clone(), Arc::clone(&table)));
                table
            }
        };
        Sampler { table, mean_micros: law.mean * 1e6 }
    }
}
