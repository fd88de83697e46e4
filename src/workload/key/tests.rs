//! Fixed seeds, so the outcome is fixed too. Limits are at z = 5.6: had the seeds been drawn anew, all the checks here together (about
//! 50,000 of them at 2e-8 two-sided) would have raised one false alarm in a thousand.

use super::*;

const Z: f64 = 5.6;
const DRAWS: usize = 1 << 16;

/// Chi-square over 256 values of each byte, as a normal deviate (Wilson and Hilferty 1931).
fn byte_deviates(bits: &[u64]) -> [f64; 8] {
    std::array::from_fn(|byte| {
        let mut counts = [0u64; 256];
        for b in bits {
            counts[(b >> (8 * byte)) as usize & 255] += 1;
        }
        let expected = bits.len() as f64 / 256.0;
        let chi: f64 = counts.iter().map(|&c| (c as f64 - expected).powi(2) / expected).sum();
        let spread = 2.0 / (9.0 * 255.0);
        ((chi / 255.0).cbrt() - (1.0 - spread)) / spread.sqrt()
    })
}

/// Correlation of draws a lag apart, as a normal deviate.
fn lag_deviate(bits: &[u64], lag: usize) -> f64 {
    let centred = |b: u64| (uniform(b) - 0.5) * 12f64.sqrt();
    let pairs = bits.len() - lag;
    let sum: f64 = (0..pairs).map(|i| centred(bits[i]) * centred(bits[i + lag])).sum();
    sum / (pairs as f64).sqrt()
}

fn looks_random(what: &str, bits: &[u64]) {
    for (byte, z) in byte_deviates(bits).into_iter().enumerate() {
        assert!(z.abs() < Z, "{what}: byte {byte} z {z:.2}");
    }
    for lag in 1..=16 {
        let z = lag_deviate(bits, lag);
        assert!(z.abs() < Z, "{what}: lag {lag} z {z:.2}");
    }
}

#[test]
fn draws_look_random_along_every_axis() {
    let root = Key::root(1, 0).named("network");
    for purpose in Purpose::ALL {
        let along_children: Vec<u64> = (0..DRAWS as u64).map(|n| root.child(n).draw(purpose, 0)).collect();
        looks_random(&format!("{purpose:?} of children"), &along_children);
        let along_hops: Vec<u64> = (0..DRAWS as u32).map(|hop| root.draw(purpose, hop)).collect();
        looks_random(&format!("{purpose:?} of hops"), &along_hops);
    }
    let along_purposes: Vec<u64> =
        (0..DRAWS as u64 / 14).flat_map(|n| Purpose::ALL.map(|purpose| root.child(n).draw(purpose, 0))).collect();
    looks_random("purposes of children", &along_purposes);
    let across: Vec<u64> = (0..DRAWS as u64).map(|n| Key::root(n, 0).draw(Purpose::Gap, 0)).collect();
    looks_random("seeds", &across);
    let across: Vec<u64> = (0..DRAWS as u64).map(|n| Key::root(7, n).0).collect();
    looks_random("replications", &across);
    // neighbours in each replication, pair by pair over the replications
    let pairs: Vec<u64> = (0..DRAWS as u64)
        .flat_map(|n| [0, 1, 2, 3].map(|child| (n, child)))
        .map(|(n, child)| Key::root(1, n).child(child).draw(Purpose::Work, 0))
        .collect();
    looks_random("children of replications", &pairs);
    let across: Vec<u64> = (0..DRAWS).map(|n| root.named(&n.to_string()).0).collect();
    looks_random("names", &across);
}

/// Every one of the changes flips each of the 64 bits of a draw about half of the time.
#[test]
fn one_changed_bit_changes_half_of_the_draw() {
    const KEYS: u64 = 2_000;
    let keys: Vec<Key> = (0..KEYS).map(|n| Key::root(3, 0).child(n)).collect();
    type Changed = Box<dyn Fn(Key) -> u64>;
    let mut changes: Vec<(String, Changed)> = Vec::new();
    for bit in 0..64 {
        let changed = move |key: Key| Key(key.0 ^ 1 << bit).draw(Purpose::Work, 0);
        changes.push((format!("key bit {bit}"), Box::new(changed)));
    }
    for bit in 0..32 {
        let changed = move |key: Key| key.draw(Purpose::Work, 1 << bit);
        changes.push((format!("hop bit {bit}"), Box::new(changed)));
    }
    for purpose in Purpose::ALL.into_iter().filter(|&p| p != Purpose::Work) {
        let changed = move |key: Key| key.draw(purpose, 0);
        changes.push((format!("purpose {purpose:?}"), Box::new(changed)));
    }
    for (what, changed) in changes {
        let mut flips = [0u64; 64];
        for &key in &keys {
            let difference = key.draw(Purpose::Work, 0) ^ changed(key);
            for (bit, count) in flips.iter_mut().enumerate() {
                *count += difference >> bit & 1;
            }
        }
        for (bit, &count) in flips.iter().enumerate() {
            let z = (count as f64 - KEYS as f64 / 2.0) / (KEYS as f64 / 4.0).sqrt();
            assert!(z.abs() < Z, "{what}, output bit {bit}: z {z:.2}");
        }
    }
}

#[test]
fn derivations_do_not_meet() {
    let root = Key::root(1, 1);
    let mut seen = std::collections::BTreeSet::new();
    for n in 0..20_000 {
        assert!(seen.insert(root.child(n).0));
        assert!(seen.insert(root.named(&n.to_string()).0));
        assert!(seen.insert(Key::root(1, 2 + n).0));
        assert!(seen.insert(root.draw(Purpose::Gap, n as u32)));
    }
    assert_ne!(root.named("ab").named("c"), root.named("a").named("bc"));
    assert_ne!(root.named(""), root);
}

#[test]
fn chances_are_exact_at_the_ends() {
    for bits in [0, 1, u64::MAX / 2, u64::MAX - 1, u64::MAX] {
        assert!(!Chance::new(0.0).hit(bits));
        assert!(Chance::new(1.0).hit(bits));
    }
    assert!(Chance::new(0.5).hit(u64::MAX / 2) && !Chance::new(0.5).hit(u64::MAX / 2 + 1));
    assert!(Chance::new(1e-12) > Chance::new(0.0));
    let hits = (0..1_000_000).filter(|&n| Chance::new(0.3).hit(Key(9).child(n).draw(Purpose::Resolved, 0))).count();
    let z = (hits as f64 - 300_000.0) / (1e6f64 * 0.3 * 0.7).sqrt();
    assert!(z.abs() < Z, "z {z}");
}

#[test]
fn uniform_stays_inside() {
    assert!(uniform(0) > 0.0 && uniform(u64::MAX) < 1.0);
    assert_eq!(uniform(0) + uniform(u64::MAX), 1.0);
    assert_eq!(uniform(1 << 63), 0.5 + 1.0 / (1u64 << 53) as f64);
}

/// A change here breaks every recorded result: it belongs in the list of changes.
#[test]
fn value_stability() {
    let key = Key::root(42, 7).named("network/server").child(1234);
    let found = [key.0, key.draw(Purpose::Work, 0), key.draw(Purpose::Work, 3), key.draw(Purpose::Count, 0)];
    let expected = [0x2246_687a_0550_6ada, 0x2bb6_9a7d_9d67_b63c, 0x234a_9883_7e7b_95a9, 0x1463_c6e5_50a6_025b];
    assert_eq!(found, expected, "{found:#018x?}");
}
