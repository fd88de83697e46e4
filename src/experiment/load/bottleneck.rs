//! Whose hours limit the desk: the people with a price in the dual programme.

use super::PoolLoad;
use super::classes::Classes;
use super::programme::{Prices, Split};
use crate::model::{KindId, RoleId};

/// The people whose hours limit the desk, with the proof.
///
/// Price their hours so that all of a week together cost 1. However the tickets are shared out, a week of them costs at
/// least `rho` at these prices, because each is charged at the cheapest way there is. So somebody works at least `rho`
/// times the available hours.
#[derive(Clone, Debug, PartialEq)]
pub struct Bottleneck {
    /// Their pools, as positions in [`Load::pools`](super::Load::pools), ascending.
    pub pools: Vec<usize>,
    /// What the available hours of a week of each of these pools are worth, > 0; they sum to 1.
    pub prices: Vec<f64>,
    /// Their roles, ascending.
    pub roles: Vec<RoleId>,
    /// The kinds they work on at the best split, largest share first; shares sum to 1.
    pub kinds: Vec<KindShare>,
    /// How many people they are.
    pub people: f64,
    /// How many like them, in the same proportions, would be needed to work no more than their available hours:
    /// `rho` times as many.
    pub needed: f64,
}

/// A kind's share of the work that a bottleneck does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KindShare {
    /// The kind as it is worked on, after any escalation.
    pub kind: KindId,
    /// Share of the hours, each at its price, > 0 and at most 1.
    pub share: f64,
}

/// Shares and prices below this are rounding.
const NOTHING: f64 = 1e-7;

impl Bottleneck {
    /// The bottleneck that the dual prices name; `None` if nothing is worth anything, as without work.
    pub(super) fn of(pools: &[PoolLoad], classes: &Classes, split: &Split, prices: &Prices) -> Option<Bottleneck> {
        let rho = prices.bound;
        let worth: f64 = prices.pools.iter().filter(|p| **p > NOTHING).sum();
        if rho <= NOTHING || worth <= NOTHING {
            return None;
        }
        let members = (0..pools.len()).filter(|p| prices.pools[*p] > NOTHING);
        let members: Vec<usize> = members.collect();
        let mut kinds: Vec<KindShare> = Vec::new();
        for (class, attempts) in classes.list.iter().zip(&split.attempts) {
            for (way, attempts) in class.ways.iter().zip(attempts) {
                let price = prices.pools[way.pool] / pools[way.pool].available_hours;
                let share = attempts * way.hours() * price;
                match kinds.iter_mut().find(|k| k.kind == class.kind) {
                    Some(k) => k.share += share,
                    None => kinds.push(KindShare { kind: class.kind, share }),
                }
            }
        }
        let total: f64 = kinds.iter().map(|k| k.share).sum();
        kinds.iter_mut().for_each(|k| k.share /= total);
        kinds.retain(|k| k.share > NOTHING);
        kinds.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.kind.cmp(&b.kind)));
        let mut roles: Vec<RoleId> = members.iter().map(|p| pools[*p].role).collect();
        roles.sort_unstable();
        roles.dedup();
        let people: usize = members.iter().map(|p| pools[*p].agents).sum();
        Some(Bottleneck {
            prices: members.iter().map(|p| prices.pools[*p] / worth).collect(),
            pools: members,
            roles,
            kinds,
            people: people as f64,
            needed: rho * people as f64,
        })
    }
}
