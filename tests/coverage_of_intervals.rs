//! Do the intervals hold the truth as often as they say?
//!
//! Each check repeats a whole experiment with a known answer and counts. Seeds are fixed, so a check passes always or
//! never; the limits were fixed before the counts were seen. With 2,000 experiments the share covered has a standard error of half a
//! per cent, so a right procedure stays inside 93 to 97 % by four of them.

use desksim::stats::{
    Estimate, FIRST_LOOK, Series, Sketch, StoppingRule, all_pairs, growth, mean_interval, next_look, paired_difference,
    quantile_interval, ratio_interval, sectioned_quantile, sections,
};
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand_distr::{Distribution, Exp1, Poisson, StandardNormal};

const EXPERIMENTS: u64 = 2_000;

/// Share of experiments, each with random numbers of its own, in which `holds`.
fn share(mut holds: impl FnMut(&mut ChaCha8Rng) -> bool) -> f64 {
    let of_experiment = |stream| {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        random.set_stream(stream);
        random
    };
    (0..EXPERIMENTS).filter(|&stream| holds(&mut of_experiment(stream))).count() as f64 / EXPERIMENTS as f64
}

#[track_caller]
fn assert_covers(covered: f64) {
    assert!((0.93..=0.97).contains(&covered), "95 % intervals covered the truth in {:.2} %", covered * 100.0);
}

fn exponential(random: &mut ChaCha8Rng) -> f64 {
    Exp1.sample(random)
}

fn normal(random: &mut ChaCha8Rng) -> f64 {
    StandardNormal.sample(random)
}

/// Mean of `n` exponential observations: what a replication contributes.
fn mean_of(n: usize, random: &mut ChaCha8Rng) -> f64 {
    (0..n).map(|_| exponential(random)).sum::<f64>() / n as f64
}

#[test]
fn mean_intervals_cover() {
    assert_covers(share(|random| {
        let means: Vec<f64> = (0..20).map(|_| mean_of(20, random)).collect();
        mean_interval(&means, 0.95).unwrap().contains(1.0)
    }));
}

#[test]
fn ratio_intervals_cover_when_sum_and_count_depend() {
    // The observations of a replication share a random scale of mean 1 that also drives their number (Poisson, 30 x scale).
    // The truth: E sum / E count = 30 E scale² / 30 = 1 + variance of the scale = 1.03.
    assert_covers(share(|random| {
        let pairs: Vec<(f64, f64)> = (0..30)
            .map(|_| {
                let scale = 1.0 + 0.3 * (normal(random).clamp(-3.0, 3.0));
                let count: f64 = Poisson::new(30.0 * scale).unwrap().sample(random);
                ((0..count as usize).map(|_| scale * exponential(random)).sum(), count)
            })
            .collect();
        ratio_interval(&pairs, 0.95).unwrap().contains(1.0 + CLIPPED_VARIANCE)
    }));
}

/// 0.09 x the variance of a standard normal clipped at ±3: 0.09 x (1 - 2 x (0.0044318 x 3 + 0.0013499 - 9 x 0.0013499)).
const CLIPPED_VARIANCE: f64 = 0.09 * (1.0 - 2.0 * (3.0 * 0.004_431_848_4 + 0.001_349_898_0 - 9.0 * 0.001_349_898_0));

fn sketch_of(n: usize, random: &mut ChaCha8Rng) -> Sketch {
    let mut sketch = Sketch::new();
    (0..n).for_each(|_| sketch.record((3.6e9 * exponential(random)) as u64));
    sketch
}

#[track_caller]
fn quantiles_cover(replications: usize, observations: usize, p: f64) {
    let truth = -3.6e9 * (1.0 - p).ln();
    assert_covers(share(|random| {
        let sketches: Vec<Sketch> = (0..replications).map(|_| sketch_of(observations, random)).collect();
        quantile_interval(&sketches.iter().collect::<Vec<_>>(), p, 0.95).unwrap().contains(truth)
    }));
}

#[test]
fn quantile_intervals_cover() {
    quantiles_cover(20, 200, 0.9);
    quantiles_cover(10, 100, 0.5);
}

#[test]
fn quantile_intervals_cover_with_sections_of_unequal_size() {
    quantiles_cover(25, 100, 0.9); // 20 sections of one or two replications
}

#[test]
fn paired_differences_of_ratios_cover() {
    assert_covers(share(|random| {
        // Common random numbers: the second system takes 1.1 times as long, plus noise of its own.
        let (first, second): (Vec<_>, Vec<_>) = (0..20)
            .map(|_| {
                let count: f64 = Poisson::new(40.0).unwrap().sample(random);
                let work: f64 = (0..count as usize).map(|_| exponential(random)).sum();
                let noise: f64 = 0.2 * count.sqrt() * normal(random);
                ((work, count), (1.1 * work + noise, count))
            })
            .unzip();
        let [a, b] = [first, second].map(|pairs| Series::from_ratio(&pairs).unwrap());
        paired_difference(&b, &a, 0.95).difference.contains(0.1)
    }));
}

#[test]
fn paired_differences_of_quantiles_cover() {
    // Both systems share an exponential part and have one of their own; the second takes half an hour longer, so every
    // quantile is shifted by as much.
    assert_covers(share(|random| {
        let (mut first, mut second) = (vec![Sketch::new(); 20], vec![Sketch::new(); 20]);
        for (a, b) in first.iter_mut().zip(&mut second) {
            for _ in 0..100 {
                let common = 3.6e9 * exponential(random);
                a.record((common + 1.8e9 * exponential(random)) as u64);
                b.record((common + 1.8e9 * exponential(random) + 1.8e9) as u64);
            }
        }
        let [a, b] = [first, second].map(|sketches| {
            let cut = sections(&[100; 20], 0.9).unwrap();
            Series::from_sections(&sectioned_quantile(&sketches.iter().collect::<Vec<_>>(), 0.9, &cut).unwrap())
        });
        paired_difference(&b, &a, 0.95).difference.contains(1.8e9)
    }));
}

/// Four equal systems with correlated replications.
fn equal_systems(random: &mut ChaCha8Rng) -> Vec<Series> {
    let common: Vec<f64> = (0..15).map(|_| mean_of(10, random)).collect();
    let system = |random: &mut ChaCha8Rng| common.iter().map(|x| x + 0.5 * mean_of(10, random)).collect::<Vec<f64>>();
    (0..4).map(|_| Series::from_values(&system(random)).unwrap()).collect()
}

#[test]
fn equal_systems_are_called_different_at_most_as_often_as_stated() {
    let different = |e: Estimate| !e.contains(0.0);
    let alarms = share(|random| {
        let family = all_pairs(&equal_systems(random), 0.95);
        (0..4).any(|i| (0..i).any(|j| different(family.difference(i, j))))
    });
    // Bonferroni is cautious, but not idle.
    assert!((0.01..=0.05 + 0.01).contains(&alarms), "false alarms in {:.2} %", alarms * 100.0);
    let excluded = share(|random| all_pairs(&equal_systems(random), 0.95).best(true).iter().any(|b| !b.may_be_best));
    assert!(excluded <= alarms, "a system is excluded in {:.2} %", excluded * 100.0);
}

#[test]
fn a_difference_that_is_there_is_found() {
    let found = share(|random| {
        let mut systems = equal_systems(random);
        let slower: Vec<f64> = systems[3].influence().iter().map(|d| systems[3].value() + d + 0.5).collect();
        systems[3] = Series::from_values(&slower).unwrap();
        let best = all_pairs(&systems, 0.95).best(true);
        !best[3].may_be_best && best[..3].iter().any(|b| b.may_be_best)
    });
    assert!(found > 0.95, "found in {:.2} %", found * 100.0);
}

#[test]
fn stopping_at_a_precision_keeps_most_of_the_confidence() {
    let (mut within, mut used) = (0, 0);
    let covered = share(|random| {
        let (mut rule, mut values, mut n) = (StoppingRule::new(0.1), Vec::new(), FIRST_LOOK);
        loop {
            values.extend((values.len()..n).map(|_| mean_of(4, random)));
            let estimate = mean_interval(&values, 0.95).unwrap();
            if rule.look(&[estimate]) {
                within += u32::from((estimate.value - 1.0).abs() <= 0.1);
                used += n;
                break estimate.contains(1.0);
            }
            n = next_look(n);
        }
    });
    let within = f64::from(within) / EXPERIMENTS as f64;
    let mean_n = used as f64 / EXPERIMENTS as f64;
    assert!(covered > 0.92 && within > 0.92, "covered {covered}, within a tenth {within}");
    // S / mean is 1/2: 1.96 x 0.5 / sqrt(n) = 0.1 / 1.1 at n = 116, and a look or two more.
    assert!((100.0..160.0).contains(&mean_n), "stopped after {mean_n} on average");
}

#[test]
fn steady_levels_are_seldom_called_growing_and_growing_ones_are() {
    let levels = |drift: f64, random: &mut ChaCha8Rng| -> Vec<Vec<f64>> {
        let replication = |random: &mut ChaCha8Rng| {
            let mut level = normal(random); // a stationary autoregressive series with correlation 0.8 a week
            (0..52)
                .map(|week| {
                    level = 0.8 * level + 0.6 * normal(random);
                    50.0 + 5.0 * level + drift * f64::from(week)
                })
                .collect()
        };
        (0..20).map(|_| replication(random)).collect()
    };
    let growing = |drift| share(|random| growth(&levels(drift, random), 0.95).unwrap().growing);
    let alarms = growing(0.0);
    assert!((0.03..=0.07).contains(&alarms), "a steady level is called growing in {:.2} %", alarms * 100.0);
    let found = growing(0.2);
    assert!(found > 0.95, "growth is found in {:.2} %", found * 100.0);
}
