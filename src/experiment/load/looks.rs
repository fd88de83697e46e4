//! What a ticket looks like when it comes, and what finding out costs: triage that errs, and a remote attempt before each visit.

use super::classes::Key;
use crate::engine::Eligibility;
use crate::model::Model;

/// A ticket that comes as what it is, as it looks to the desk, with the probability of each look.
pub(super) fn looks(model: &Model, eligibility: &Eligibility, is: Key) -> Vec<(Key, f64)> {
    let afar = is.hands && model.lifecycle.remote_first.is_some();
    let mix = &model.kinds[is.kind].course.taken_for;
    let taken: Vec<(usize, f64)> = match mix.is_empty() {
        true => vec![(is.kind, 1.0)],
        false => mix.iter().copied().enumerate().filter(|(_, share)| *share > 0.0).collect(),
    };
    let look = |(kind, share): (usize, f64)| {
        let all = [(kind, afar), (kind, false), (is.kind, afar), (is.kind, false)];
        let as_it_looks = |(kind, afar)| Key { kind, afar, hands: is.hands && !afar, ..is };
        let served = all.into_iter().map(as_it_looks).find(|key| key.is_served(eligibility));
        (served.unwrap_or(is), share)
    };
    taken.into_iter().map(look).collect()
}

/// What an attempt of a role on a disguised ticket comes to: the ticket as the role sees it, and the share of an attempt's work
/// after which it is seen to be another, if that is all it comes to.
pub(super) fn seen(model: &Model, eligibility: &Eligibility, role: usize, key: Key) -> (Key, Option<(f64, Key)>) {
    if key.kind != key.really {
        let plain = Key { kind: key.really, ..key };
        if model.eligible(role, key.really, key.hands, key.systemic).is_some() {
            return seen(model, eligibility, role, plain);
        }
        let found = if plain.is_served(eligibility) { plain } else { plain.at_hand() };
        return (key, Some((model.lifecycle.triage_share, found)));
    }
    match model.lifecycle.remote_first.filter(|_| key.afar) {
        Some(share) => (key, Some((share, key.at_hand()))),
        None => (key, None),
    }
}
