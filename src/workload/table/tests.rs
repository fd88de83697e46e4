//! Tables against theory, against `statrs` (cdf and density) and against `rand_distr` (samples).
//!
//! Statistical limits are at z = 5.6 with fixed seeds: about 1e-6 for all of them together, had the seeds been drawn anew.

use super::build::{FLOOR, TOLERANCE};
use super::*;
use crate::model::{FAMILIES, law::weibull_shape};
use crate::workload::key::{Key, Purpose};
use rand::SeedableRng;
use rand_distr::Distribution;
use statrs::distribution as theory;
use statrs::distribution::{Continuous, ContinuousCDF};

mod oracle;

/// The examples of the catalogue and the edges of the ranges.
fn laws() -> Vec<Law> {
    let examples = FAMILIES.iter().flat_map(|f| f.examples).map(|e| e.law());
    let edges = [
        ("erlang 1", None),
        ("erlang 100", None),
        ("erlang 10000", None),
        ("gamma", Some(0.01)),
        ("gamma", Some(0.9)),
        ("gamma", Some(1.0)),
        ("gamma", Some(10.0)),
        ("lognormal", Some(0.01)),
        ("lognormal", Some(10.0)),
        ("weibull", Some(0.01)),
        ("weibull", Some(1.0)),
        ("weibull", Some(10.0)),
        ("uniform", Some(0.0)),
        ("uniform", Some(0.5773502692)),
        ("triangular", Some(0.0)),
        ("triangular", Some(0.4082482905)),
        ("hyperexponential", Some(1.0)),
        ("hyperexponential", Some(10.0)),
    ];
    let edges = edges.map(|(text, cv)| Law::parse(text, Some(900.0), cv, 1.0).unwrap());
    let explicit = [
        "triangular 0 0 9",
        "triangular 0 9 9",
        "triangular 2 8 9",
        "empirical 4",
        "empirical 0 0 1",
        "hyperexponential 0.5 x 0.001 + 0.4 x 1 + 0.1 x 20",
        "hyperexponential 1 x 3",
        "hyperexponential 0.3 x 0.000001 + 0.7 x 1",
        "hyperexponential 0.7 x 0.001 + 0.3 x 1",
        "hyperexponential 0.98 x 0.01 + 0.02 x 50",
    ]
    .map(|text| Law::parse(text, None, None, 60.0).unwrap());
    examples.chain(edges).chain(explicit).collect()
}

/// The largest error allowed, relative to the value or to a thousandth of the mean, whichever is larger.
///
/// Mixtures of very unequal means have seams narrower than the narrowest cell.
fn exactness(shape: &Shape) -> f64 {
    match shape {
        Shape::Hyperexponential { branches } => {
            let largest = branches.iter().map(|b| b.1).fold(0.0, f64::max);
            let least = branches.iter().map(|b| b.1).fold(f64::MAX, f64::min);
            if largest > 250.0 * least { 2e-2 } else { 1e-7 }
        }
        _ => 1e-7,
    }
}

/// Random bits with `tail` units of 2^-64 below or above them.
fn bits_of(upper: bool, tail: u64) -> u64 {
    if upper { !tail } else { tail }
}

#[test]
fn tables_are_as_exact_as_they_say() {
    let mut worst = (0.0f64, String::new());
    for law in laws() {
        let Some(oracle) = oracle::Oracle::of(&law.shape) else {
            continue;
        };
        let table = QuantileTable::new(&law.shape);
        // near the corners of a triangle it is the oracle that loses digits
        let octaves = match law.shape {
            Shape::Triangular { .. } => 36,
            _ => OCTAVES as u32,
        };
        for octave in 0..octaves {
            for step in 0..301u64 {
                let lead = 1u64 << (62 - octave);
                let tail = lead + (u128::from(lead) * u128::from(step) / 301) as u64;
                let p = tail as f64 / 2f64.powi(64);
                for upper in [false, true] {
                    let x = table.at(bits_of(upper, tail));
                    let error = oracle.error(upper, x, p) / x.max(FLOOR);
                    assert!(error < exactness(&law.shape), "{law:?} p {p} upper {upper}: {error:.2e}");
                    if error > worst.0 && exactness(&law.shape) == 1e-7 {
                        worst = (error, format!("{:?} at p {p} upper {upper}", law.shape));
                    }
                }
            }
        }
    }
    println!("worst error {:.2e}: {}", worst.0, worst.1);
}

#[test]
fn refinement_reaches_its_tolerance() {
    for law in laws() {
        if let Some(tails) = tails::Tails::of(&law.shape) {
            let (cells, error) = build::cells(&tails);
            let limit = exactness(&law.shape).max(3.0 * TOLERANCE);
            assert!(error < limit, "{law:?}: {error:.2e}");
            let factor = (cells.mean() - 1.0).abs();
            let limit = if limit > 1e-7 { 1e-7 } else { 6e-8 };
            assert!(factor < limit, "{law:?}: mean off by {factor:.2e}");
        }
    }
}

/// Mean and cv by the midpoint rule over each octave of each tail, which knows nothing of cells.
#[test]
fn moments_are_those_of_the_law() {
    const POINTS: u64 = 4096;
    for law in laws() {
        let table = QuantileTable::new(&law.shape);
        let (mut mean, mut variance) = (0.0, 0.0);
        for octave in 0..OCTAVES as u32 {
            let lead = 1u64 << (62 - octave);
            let points = POINTS.min(lead / 2);
            let weight = lead as f64 / 2f64.powi(64) / points as f64;
            for point in 0..points {
                let tail = lead + lead / points * point + lead / points / 2;
                for upper in [false, true] {
                    let x = table.at(bits_of(upper, tail));
                    mean += weight * x;
                    variance += weight * (x - 1.0) * (x - 1.0);
                }
            }
        }
        // steps do not fall on the points of the rule; the heaviest tail is cut
        let (at_mean, at_cv) = match law.shape {
            Shape::Empirical { .. } => (1e-4, 1e-3),
            Shape::Lognormal { cv: 10.0 } => (1e-7, 1e-4),
            _ => (1e-7, 2e-6),
        };
        assert!((mean - 1.0).abs() < at_mean, "{law:?}: mean {mean}");
        let cv = variance.sqrt();
        let error = (cv - law.cv()).abs();
        assert!(error <= at_cv * law.cv().max(1e-3), "{law:?}: cv {cv}, {error:.1e} off");
    }
}

#[test]
fn values_rise_with_the_bits_and_stay_within_bounds() {
    let mut bits: Vec<u64> = (0..200_000).map(|n| Key(5).child(n).0).collect();
    for shift in 0..64 {
        // both sides of every octave, and cells of both tails
        let edge = 1u64 << shift;
        for around in [edge - 1, edge, edge + 1, edge | edge >> 3, edge | edge >> 7] {
            bits.extend([around, !around]);
        }
    }
    bits.sort_unstable();
    for law in laws() {
        let sampler = Sampler::new(&law);
        let (low, high) = law.shape.bounds();
        let mut before = (0.0, Span::ZERO);
        for &b in &bits {
            let (x, span) = (sampler.table.at(b), sampler.span(b));
            assert!(x >= before.0 * (1.0 - 4e-16), "{law:?} at {b:#x}: {x} after {}", before.0);
            assert!(span.0 >= before.1.0, "{law:?} at {b:#x}");
            assert!(x.is_finite() && x >= low * (1.0 - 1e-15) && x <= high * (1.0 + 1e-15));
            before = (x, span);
        }
    }
}

/// Kolmogorov-Smirnov against cdfs of `statrs`; a limit of 3 has probability 3e-8 a law (Kolmogorov's law: 2 exp(-2 * 9)).
#[test]
fn a_million_keyed_draws_have_the_law() {
    let n = 1_000_000;
    for law in FAMILIES.iter().flat_map(|f| f.examples).map(|e| e.law()) {
        let Some(oracle) = oracle::Oracle::of(&law.shape) else {
            continue;
        };
        let key = Key::root(11, 0).named(law.shape.family());
        let sampler = Sampler::new(&law);
        let mut bits: Vec<u64> = (0..n).map(|i| key.child(i).draw(Purpose::Work, 0)).collect();
        bits.sort_unstable();
        let distance = bits.iter().enumerate().fold(0.0f64, |worst, (i, &b)| {
            let cdf = oracle.cdf(sampler.seconds(b) / law.mean);
            let (below, above) = (i as f64 / n as f64, (i + 1) as f64 / n as f64);
            worst.max(cdf - below).max(above - cdf)
        });
        let scaled = distance * (n as f64).sqrt();
        assert!(scaled < 3.0, "{law:?}: {scaled}");
    }
}

#[test]
fn samples_of_another_library_agree() {
    const N: u64 = 500_000;
    // the square is cut at ten means, where its own variance is still finite in a sample
    type View = fn(f64) -> f64;
    let views: [(&str, View); 3] = [("mean", |x| x), ("square", |x| x.min(10.0).powi(2)), ("root", f64::sqrt)];
    for law in FAMILIES.iter().flat_map(|f| f.examples).map(|e| e.law()) {
        let Some(other) = oracle::sampler(&law.shape) else {
            continue;
        };
        let mut rng = rand::rngs::ChaCha8Rng::seed_from_u64(17);
        let table = QuantileTable::new(&law.shape);
        let key = Key::root(13, 0).named(law.shape.family());
        let ours: Vec<f64> = (0..N).map(|i| table.at(key.child(i).draw(Purpose::Work, 0))).collect();
        let theirs: Vec<f64> = (0..N).map(|_| other(&mut rng)).collect();
        for (what, view) in views {
            let moments = |sample: &[f64]| {
                let mean = sample.iter().map(|&x| view(x)).sum::<f64>() / N as f64;
                let square = sample.iter().map(|&x| (view(x) - mean).powi(2)).sum::<f64>();
                (mean, square / (N as f64 * N as f64))
            };
            let ((a, s), (b, t)) = (moments(&ours), moments(&theirs));
            let z = (a - b) / (s + t).sqrt();
            assert!(z.abs() < 5.6, "{law:?} {what}: {a} {b} z {z:.2}");
        }
    }
}

#[test]
fn rounding_keeps_the_mean() {
    let law = Law::new(Shape::Exponential, 20e-6).unwrap();
    let sampler = Sampler::new(&law);
    let n = 1_000_000;
    let sum: i64 = (0..n).map(|i| sampler.span(Key(1).child(i).0).0).sum();
    let z = (sum as f64 / n as f64 - 20.0) / (20.0 / 1e3);
    assert!(z.abs() < 5.6, "z {z}");
    let none = Sampler::new(&law.scaled(0.0));
    assert_eq!((none.span(0), none.span(u64::MAX)), (Span::ZERO, Span::ZERO));
}

#[test]
fn laws_that_differ_in_their_mean_share_a_table() {
    let mut tables = Tables::default();
    let law = FAMILIES[3].examples[0].law();
    let (a, b) = (tables.sampler(&law), tables.sampler(&law.scaled(3.0)));
    assert!(Arc::ptr_eq(&a.table, &b.table));
    assert!((b.seconds(77) / a.seconds(77) - 3.0).abs() < 1e-12);
}

/// A change here breaks every recorded result: it belongs in the list of changes.
#[test]
fn value_stability() {
    let mut found = Vec::new();
    for law in FAMILIES.iter().flat_map(|f| f.examples).map(|e| e.law()) {
        let sampler = Sampler::new(&law);
        let draw = |n: u64| Key::root(1, 0).child(n).draw(Purpose::Work, 0);
        // a checksum over the exact bits of many values, so that a last bit that moves is seen
        let sum = (0..10_000).fold(0u64, |sum, n| sum.rotate_left(5) ^ sampler.table.at(draw(n)).to_bits());
        let spans = [draw(0), draw(1), draw(2)].map(|bits| sampler.span(bits).0);
        found.push(format!("{} {spans:?} {sum:016x}", law.shape.family()));
    }
    assert_eq!(found.join("\n"), include_str!("tests/golden.txt").trim_end());
}

#[test]
fn a_share_of_the_draws_is_nothing_and_the_others_are_the_law_of_the_rest() {
    let table = |text| QuantileTable::new(&Law::parse(text, None, None, 1.0).unwrap().shape);
    let (with, rest) = (table("hyperexponential 0.25 x 0 + 0.75 x 8"), table("hyperexponential 1 x 8"));
    let quarter = 1u64 << 62;
    assert_eq!([0, 1, quarter - 1].map(|bits| with.at(bits)), [0.0; 3]);
    for third in [0u64, 1 << 30, 1 << 60, 1 << 61, (1 << 62) - 1] {
        // In multiples of means: 6 with the zeros, 8 without.
        let (found, wanted) = (6.0 * with.at(quarter + 3 * third), 8.0 * rest.at(4 * third));
        assert!((found - wanted).abs() <= 1e-12 * wanted, "{third}: {found} {wanted}");
    }
    let draws = (0..1u64 << 16).map(|n| with.at(n << 48 | 1 << 47));
    let mean = draws.sum::<f64>() / f64::from(1 << 16);
    assert!((mean - 1.0).abs() < 1e-4, "{mean}");
}
