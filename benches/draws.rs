//! Nanoseconds a draw, and milliseconds a table, for every example of the catalogue of laws.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use desksim::model::{FAMILIES, Shape};
use desksim::workload::key::{Chance, Key, Purpose};
use desksim::workload::table::{QuantileTable, Sampler};

/// Draws in one timed pass.
const DRAWS: u64 = 10_000;

fn keys(c: &mut Criterion) {
    let mut group = c.benchmark_group("key");
    group.throughput(Throughput::Elements(DRAWS));
    let keys: Vec<Key> = (0..DRAWS).map(|n| Key::root(1, 0).child(n)).collect();
    group.bench_function("draw", |b| {
        b.iter(|| keys.iter().fold(0, |sum, key| sum ^ key.draw(black_box(Purpose::Work), 1)));
    });
    group.bench_function("draw, each from the one before", |b| {
        b.iter(|| (0..DRAWS).fold(1, |bits, _| Key(bits).draw(Purpose::Work, 1)));
    });
    let chance = Chance::new(black_box(0.3));
    group.bench_function("draw and chance", |b| {
        b.iter(|| keys.iter().filter(|key| chance.hit(key.draw(Purpose::Resolved, 1))).count());
    });
    group.finish();
}

fn draws(c: &mut Criterion) {
    let mut group = c.benchmark_group("draw");
    group.throughput(Throughput::Elements(DRAWS));
    let keys: Vec<Key> = (0..DRAWS).map(|n| Key::root(1, 0).child(n)).collect();
    for example in FAMILIES.iter().flat_map(|family| family.examples) {
        let sampler = Sampler::new(&example.law());
        group.bench_function(example.to_string(), |b| {
            b.iter(|| keys.iter().fold(0, |sum, key| sum + sampler.span(key.draw(Purpose::Work, 0)).0));
        });
    }
    // without the key and without rounding to microseconds
    let bits: Vec<u64> = keys.iter().map(|k| k.draw(Purpose::Work, 0)).collect();
    let table = QuantileTable::new(&Shape::Lognormal { cv: 1.2 });
    group.bench_function("table of `lognormal` alone", |b| {
        b.iter(|| bits.iter().fold(0.0, |sum, &bits| sum + table.at(bits)));
    });
    group.finish();
}

fn tables(c: &mut Criterion) {
    let mut group = c.benchmark_group("table");
    for example in FAMILIES.iter().flat_map(|family| family.examples) {
        let law = example.law();
        group.bench_function(example.to_string(), |b| {
            b.iter(|| QuantileTable::new(black_box(&law.shape)));
        });
    }
    group.finish();
}

criterion_group!(benches, keys, draws, tables);
criterion_main!(benches);
