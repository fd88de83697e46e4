//! Recorded tickets, replayed: what is recorded stays, the rest is drawn from the ticket's own key. And the mix of kinds.

use super::key::{Key, Purpose, uniform};
use crate::model::{KindId, Model, RecordedTicket};

/// The mix of kinds in the order of their names: the order of rows has no meaning.
#[derive(Clone, Debug, Default)]
pub(super) struct KindMix {
    kinds: Vec<KindId>,
    shares: Vec<f64>,
}

impl KindMix {
    /// The mix of recorded tickets; empty unless the desk has any.
    pub fn new(model: &Model) -> Self {
        let Some(recorded) = &model.demand.recorded else { return KindMix::default() };
        KindMix::of(model, &recorded.kind_mix)
    }

    /// The mix of generated tickets.
    pub fn arriving(model: &Model) -> Self {
        let volume: f64 = model.kinds.iter().map(|k| k.stream.arriving()).sum();
        let shares = model.kinds.iter().map(|k| if volume > 0.0 { k.stream.arriving() / volume } else { 0.0 });
        KindMix::of(model, &shares.collect::<Vec<f64>>())
    }

    fn of(model: &Model, mix: &[f64]) -> Self {
        let mut kinds: Vec<KindId> = (0..mix.len()).filter(|k| mix[*k] > 0.0).collect();
        kinds.sort_by_key(|k| &model.kinds[*k].name);
        let shares = kinds.iter().map(|k| mix[*k]).collect();
        KindMix { kinds, shares }
    }

    /// The kind of a ticket; `None` only of no kinds at all.
    pub fn pick(&self, key: Key) -> Option<KindId> {
        self.kinds.get(pick(&self.shares, uniform(key.draw(Purpose::Kind, 0)))).copied()
    }
}

/// Kind of a recorded ticket: as recorded, else by the stated mix.
pub(super) fn kind_of(ticket: &RecordedTicket, key: Key, mix: &KindMix) -> KindId {
    ticket.kind.or_else(|| mix.pick(key)).unwrap_or(0)
}

/// The first entry whose cumulated probability exceeds `u`; the last one with any probability if rounding leaves a gap.
pub(super) fn pick(mix: &[f64], u: f64) -> usize {
    let mut sum = 0.0;
    for (i, p) in mix.iter().enumerate() {
        sum += p;
        if u < sum {
            return i;
        }
    }
    mix.iter().rposition(|p| *p > 0.0).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mix_is_cut_at_its_cumulated_probabilities() {
        let mix = [0.25, 0.0, 0.75];
        assert_eq!([0.0, 0.24, 0.25, 0.999].map(|u| pick(&mix, u)), [0, 0, 2, 2]);
        assert_eq!(pick(&[0.5, 0.5 - 1e-12, 0.0], 1.0 - 1e-16), 1, "never an entry without probability");
    }
}
