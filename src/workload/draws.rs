//! Every draw about a ticket that the engine asks for, by the ticket's key.

use super::arrivals::Arrival;
use super::incidents::IncidentDraws;
use super::key::{Chance, Key, Purpose};
use super::table::{Sampler, Tables};
use crate::model::law::Shape;
use crate::model::{Again, Arrivals, KindId, Law, Model, Priority, RoleId, SiteId};
use crate::units::{Span, Time};

/// The laws and chances of a desk, ready to draw from. Built once, shared by all replications.
#[derive(Clone, Debug)]
pub struct Draws {
    kinds: usize,
    work: Vec<Option<(Sampler, Chance)>>,
    difficulty: Chance,
    needs: Vec<(Chance, Chance)>,
    /// Per kind, chance of each priority or a higher one.
    priorities: Vec<Vec<Chance>>,
    pending: Vec<(Chance, Sampler)>,
    patience: Vec<Option<Sampler>>,
    wrap_up: Vec<Option<Sampler>>,
    revisit: Vec<Option<(Chance, Sampler)>>,
    reopened: Vec<Option<(Chance, Sampler)>>,
    redial: Vec<Option<(Chance, Sampler)>>,
    /// From the end of a user's ticket to the next one, where tickets come from a number of users.
    between: Vec<Option<Sampler>>,
    /// Per kind, what it is taken for, itself first, with the chance of that or one before; empty: always for what it is.
    taken_for: Vec<Vec<(Chance, KindId)>>,
    /// Sites with the chance of each or one before it.
    sites: Vec<(Chance, SiteId)>,
    /// Law of the gaps of each kind, with a mean of one second.
    pub(super) gaps: Vec<Sampler>,
    /// Laws of the day factors, common and of a category, with a mean of one second.
    pub(super) day_factor: Option<Sampler>,
    pub(super) category_factor: Option<Sampler>,
    /// `None` without major incidents.
    pub(super) incidents: Option<IncidentDraws>,
}

impl Draws {
    /// Prepares the laws of a desk: about a millisecond for each shape that occurs.
    pub fn new(model: &Model) -> Self {
        let mut tables = Tables::default();
        let incidents = IncidentDraws::new(model, &mut tables);
        let mut sampler = |law: &Law| tables.sampler(law);
        let mut work = Vec::new();
        for role in 0..model.roles.len() {
            for kind in 0..model.kinds.len() {
                let scope = model.scopes.get(role, kind);
                work.push(scope.map(|s| (sampler(&s.work), Chance::new(s.resolve))));
            }
        }
        let second = |shape: Shape| Law { shape, mean: 1.0 };
        let gaps = model.kinds.iter().map(|k| match &k.stream.arrivals {
            Arrivals::Poisson => sampler(&second(Shape::Exponential)),
            Arrivals::Renewal(law) => sampler(&second(law.shape.clone())),
        });
        let gaps = gaps.collect();
        let mut factor = |cv: f64| (cv > 0.0).then(|| sampler(&second(Shape::Gamma { cv })));
        let day_factor = factor(model.demand.day_factor_cv);
        let category_factor = factor(model.demand.category_factor_cv);
        Draws {
            kinds: model.kinds.len(),
            work,
            difficulty: Chance::new(model.difficulty_share),
            needs: model.kinds.iter().map(|k| (Chance::new(k.hands), Chance::new(k.systemic))).collect(),
            priorities: model.kinds.iter().map(|k| up_to(&k.priority_mix)).collect(),
            gaps,
            day_factor,
            category_factor,
            incidents,
            pending: model.kinds.iter().map(|k| (Chance::new(k.pending), sampler(&k.pending_law))).collect(),
            patience: model.kinds.iter().map(|k| k.patience.as_ref().map(&mut sampler)).collect(),
            wrap_up: model.kinds.iter().map(|k| k.wrap_up.as_ref().map(&mut sampler)).collect(),
            revisit: again(model, &mut sampler, |k| &k.course.revisit),
            reopened: again(model, &mut sampler, |k| &k.course.reopened),
            redial: again(model, &mut sampler, |k| &k.course.redial),
            between: model.kinds.iter().map(|k| k.course.population.as_ref().map(|p| sampler(&p.between))).collect(),
            taken_for: (0..model.kinds.len()).map(|kind| taken_for(model, kind)).collect(),
            sites: sites(model),
        }
    }

    /// Work content of an attempt (`hop` attempts came before it) by a role; zero if the kind is not in its scope.
    ///
    /// With the chance of the model's difficulty share a later attempt is drawn from the same bits as the first: each attempt
    /// keeps its law, and the rank correlation of first and later is that share. Outcomes stay independent, since a chance to
    /// resolve is that of the tickets that come so far.
    #[inline]
    pub fn work(&self, key: Key, role: RoleId, kind: KindId, hop: u32) -> Span {
        match &self.work[role * self.kinds + kind] {
            Some((law, _)) => law.span(key.draw(Purpose::Work, if hop == 0 { 0 } else { self.as_hard_as(key, hop) })),
            None => Span::ZERO,
        }
    }

    /// The attempt whose difficulty a later one has: the first or its own.
    #[inline(never)]
    fn as_hard_as(&self, key: Key, hop: u32) -> u32 {
        let same = !self.difficulty.is_never() && self.difficulty.hit(key.draw(Purpose::Difficulty, hop));
        if same { 0 } else { hop }
    }

    /// Whether that attempt resolves the ticket.
    #[inline]
    pub fn resolved(&self, key: Key, role: RoleId, kind: KindId, hop: u32) -> bool {
        match &self.work[role * self.kinds + kind] {
            Some((_, chance)) => chance.hit(key.draw(Purpose::Resolved, hop)),
            None => true,
        }
    }

    /// Priority of a ticket as it arrives.
    #[inline]
    pub(super) fn priority(&self, key: Key, kind: KindId) -> Priority {
        let chances = &self.priorities[kind];
        if chances.len() == 1 {
            return 0;
        }
        let bits = key.draw(Purpose::Priority, 0);
        // Counted, not searched for: a branch on a random number is guessed wrong too often. The last one always hits.
        chances[..chances.len() - 1].iter().map(|chance| Priority::from(!chance.hit(bits))).sum()
    }

    /// Whether the first attempt is interrupted to wait for the user.
    #[inline]
    pub fn pends(&self, key: Key, kind: KindId) -> bool {
        let chance = self.pending[kind].0;
        !chance.is_never() && chance.hit(key.draw(Purpose::Pending, 0))
    }

    /// How long that wait is on the business clock.
    pub fn pending(&self, key: Key, kind: KindId) -> Span {
        self.pending[kind].1.span(key.draw(Purpose::PendingLength, 0))
    }

    /// How long the user waits in a queue after `hop` attempts before giving up; `None` for ever.
    #[inline]
    pub fn patience(&self, key: Key, kind: KindId, hop: u32) -> Option<Span> {
        self.patience[kind].as_ref().map(|law| law.span(key.draw(Purpose::Patience, hop)))
    }

    /// How long the agent wraps up after the attempt that `hop` others came before; zero for not at all.
    #[inline]
    pub fn wrap_up(&self, key: Key, kind: KindId, hop: u32) -> Span {
        self.wrap_up[kind].as_ref().map_or(Span::ZERO, |law| law.span(key.draw(Purpose::WrapUp, hop)))
    }

    /// How long a ticket waits for another visit after the attempt that `hop` others came before; `None` if that was all.
    #[inline]
    pub fn revisit(&self, key: Key, kind: KindId, hop: u32) -> Option<Span> {
        happens(&self.revisit[kind], key, [Purpose::Revisit, Purpose::RevisitAfter], hop)
    }

    /// How long after being resolved by that attempt a ticket is reopened; `None` for never.
    #[inline]
    pub fn reopened(&self, key: Key, kind: KindId, hop: u32) -> Option<Span> {
        happens(&self.reopened[kind], key, [Purpose::Reopened, Purpose::ReopenedAfter], hop)
    }

    /// How long after going away without help the user tries again; `None` for never.
    pub fn redial(&self, key: Key, kind: KindId) -> Option<Span> {
        happens(&self.redial[kind], key, [Purpose::Redial, Purpose::RedialAfter], 0)
    }

    /// How long before the ticket with this key its user's last one ended, where tickets come from a number of users.
    pub fn between(&self, key: Key, kind: KindId) -> Span {
        self.between[kind].as_ref().map_or(Span::ZERO, |law| law.span(key.draw(Purpose::Between, 0)))
    }

    /// The kind a ticket is taken for when it arrives.
    pub fn taken_for(&self, key: Key, kind: KindId) -> KindId {
        let bits = key.draw(Purpose::TakenFor, 0);
        self.taken_for[kind].iter().find(|(chance, _)| chance.hit(bits)).map_or(kind, |(_, taken_for)| *taken_for)
    }

    /// Where the user of a ticket is.
    #[inline(never)]
    fn site(&self, key: Key) -> SiteId {
        let bits = key.draw(Purpose::Site, 0);
        self.sites.iter().find(|(chance, _)| chance.hit(bits)).map_or(0, |(_, site)| *site)
    }

    /// A ticket of this kind that comes at this instant, with all that is drawn at its arrival.
    #[inline(always)]
    pub fn describe(&self, at: Time, key: Key, kind: KindId) -> Arrival {
        let (hands, systemic) = self.needs[kind];
        let priority = self.priority(key, kind);
        let hands = !hands.is_never() && hands.hit(key.draw(Purpose::Hands, 0));
        Arrival {
            at,
            key,
            kind,
            priority,
            hands,
            site: if self.sites.len() == 1 { 0 } else { self.site(key) },
            systemic: !hands && !systemic.is_never() && systemic.hit(key.draw(Purpose::Systemic, 0)),
            pends: self.pends(key, kind),
            work: None,
        }
    }
}

/// Sites by name, for the order of rows has no meaning.
fn sites(model: &Model) -> Vec<(Chance, SiteId)> {
    let of = &model.sites.sites;
    let mut sites: Vec<SiteId> = (0..of.len()).collect();
    sites.sort_by_key(|site| &of[*site].name);
    let shares: Vec<f64> = sites.iter().map(|site| of[*site].share).collect();
    up_to(&shares).into_iter().zip(sites).collect()
}

/// What a kind is taken for: itself first, then by name, for the order of rows has no meaning.
fn taken_for(model: &Model, kind: KindId) -> Vec<(Chance, KindId)> {
    let mix = &model.kinds[kind].course.taken_for;
    if mix.is_empty() {
        return Vec::new();
    }
    let mut kinds: Vec<KindId> = (0..model.kinds.len()).collect();
    kinds.sort_by_key(|k| (*k != kind, &model.kinds[*k].name));
    let ordered: Vec<f64> = kinds.iter().map(|k| mix[*k]).collect();
    up_to(&ordered).into_iter().zip(kinds).collect()
}

/// Something that happens to tickets of some kinds only.
fn again(
    model: &Model,
    sampler: &mut impl FnMut(&Law) -> Sampler,
    of: fn(&crate::model::Kind) -> &Option<Again>,
) -> Vec<Option<(Chance, Sampler)>> {
    let each = model.kinds.iter().map(|k| of(k).as_ref().map(|a| (Chance::new(a.chance), sampler(&a.after))));
    each.collect()
}

/// Whether it happens at this hop, and if so after how long.
#[inline(always)]
fn happens(what: &Option<(Chance, Sampler)>, key: Key, [whether, after]: [Purpose; 2], hop: u32) -> Option<Span> {
    let (chance, law) = what.as_ref()?;
    chance.hit(key.draw(whether, hop)).then(|| law.span(key.draw(after, hop)))
}

/// Chances of each entry of a mix or one before it. From the last entry with any probability on, it is 1.
fn up_to(mix: &[f64]) -> Vec<Chance> {
    let last = mix.iter().rposition(|p| *p > 0.0).unwrap_or(0);
    let mut sum = 0.0;
    let each = mix.iter().enumerate().map(|(i, p)| {
        sum += p;
        Chance::new(if i >= last { 1.0 } else { sum.min(1.0) })
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mix_is_cut_at_its_cumulated_probabilities() {
        let chances = up_to(&[0.25, 0.0, 0.75, 0.0]);
        let first = |u: f64| chances.iter().position(|c| c.hit((u * 2f64.powi(64)) as u64));
        assert_eq!([0.0, 0.2499, 0.2501, 0.9999].map(first), [Some(0), Some(0), Some(2), Some(2)]);
    }
}
