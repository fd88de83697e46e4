//! The programme against brute force, and the bottleneck's argument redone without the solver.

use super::desk::{Desk, PER_AGENT};
use super::*;
use proptest::prelude::*;

/// Minutes of work by [role][kind], chances of technicians to resolve, tickets by kind, agents by role.
type Given = ([[f64; 2]; 2], [f64; 2], [f64; 2], [usize; 2]);

/// Two kinds, two roles; what technicians do not resolve goes to the specialists.
fn desk((minutes, resolve, tickets, agents): Given) -> Desk {
    let mut desk = Desk::new(&["hardware", "network"], &["technician", "specialist"]);
    for kind in 0..2 {
        desk.week(kind, tickets[kind]);
        desk.scope(0, kind, minutes[0][kind]).scope(1, kind, minutes[1][kind]);
        desk.escalate(0, kind, resolve[kind], (1, kind));
    }
    desk.team(0, agents[0], 1.0).team(1, agents[1], 1.0);
    desk
}

/// Load of the busiest if technicians get these shares of the two kinds.
fn busiest((minutes, resolve, tickets, agents): Given, shares: [f64; 2]) -> f64 {
    let mut hours = [0.0; 2];
    for k in 0..2 {
        let technicians = tickets[k] * shares[k];
        let specialists = tickets[k] - technicians * resolve[k];
        hours[0] += technicians * minutes[0][k] / 60.0;
        hours[1] += specialists * minutes[1][k] / 60.0;
    }
    let rho = |role: usize| hours[role] / (agents[role] as f64 * PER_AGENT);
    rho(0).max(rho(1))
}

fn given() -> impl Strategy<Value = Given> {
    let minutes = || 5.0..90.0f64;
    (
        [[minutes(), minutes()], [minutes(), minutes()]],
        [0.0..=1.0f64, 0.0..=1.0],
        [1.0..300.0f64, 1.0..300.0],
        [1..9usize, 1..9],
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_split_on_a_grid_is_better_and_one_is_near(given in given()) {
        const STEPS: usize = 200;
        let load = load(&desk(given));
        let mut least = f64::INFINITY;
        for i in 0..=STEPS {
            for j in 0..=STEPS {
                let shares = [i, j].map(|n| n as f64 / STEPS as f64);
                least = least.min(busiest(given, shares));
            }
        }
        prop_assert!(load.rho <= least * (1.0 + 1e-6), "{} above {}", load.rho, least);
        // Half a step of either share changes the load of a role by no more than half a step of all its work.
        let (minutes, _, tickets, agents) = given;
        let all = |r: usize| (0..2).map(|k| tickets[k] * minutes[r][k] / 60.0).sum::<f64>() / (agents[r] as f64 * PER_AGENT);
        let step = all(0).max(all(1)) / (2 * STEPS) as f64;
        prop_assert!(load.rho >= least - step - 1e-6, "{} below {}", load.rho, least);
    }

    #[test]
    fn the_bottleneck_proves_that_no_split_does_better(given in given()) {
        let load = load(&desk(given));
        let bottleneck = load.bottleneck.as_ref().expect("work");
        let (minutes, resolve, tickets, _) = given;
        // Price of an hour, by role.
        let mut price = [0.0; 2];
        for (pool, worth) in bottleneck.pools.iter().zip(&bottleneck.prices) {
            price[load.pools[*pool].role] = worth / load.pools[*pool].available_hours;
        }
        let week: f64 = load.pools.iter().map(|p| price[p.role] * p.available_hours).sum();
        prop_assert!((week - 1.0).abs() < 1e-6);
        let work = (0..2).map(|k| {
            let direct = minutes[1][k] / 60.0 * price[1];
            let through = minutes[0][k] / 60.0 * price[0] + (1.0 - resolve[k]) * direct;
            tickets[k] * direct.min(through)
        });
        let bound: f64 = work.sum();
        prop_assert!((bound - load.rho).abs() <= 1e-6 * load.rho.max(1.0), "{} against {}", bound, load.rho);
    }

    #[test]
    fn the_backlog_grows_by_what_the_best_day_leaves(given in given()) {
        let load = load(&desk(given));
        let arrivals = given.2[0] + given.2[1];
        let growth = load.growth_per_day * 7.0;
        // At most as much as if every ticket were served alike, at least 0.
        prop_assert!(growth <= arrivals * (1.0 - 1.0 / load.rho).max(0.0) + 1e-6);
        prop_assert!((growth > 0.0) == load.is_overload() || load.rho < 1.0 + 1e-4);
    }
}
