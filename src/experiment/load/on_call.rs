//! What people on call mean to the load: tickets they may be called out for are served, but their hours are no capacity.
//!
//! They are at home until nobody else is there, so a week of them says nothing about how much work they could carry; `rho`
//! counts hours on tickets only.

use crate::engine::{Eligibility, Pool, PoolSet};
use crate::model::{Group, KindId, Model, OnCall, Priority};

/// The groups on call with anybody in them.
fn groups(model: &Model) -> impl Iterator<Item = (&Group, &OnCall)> {
    model.groups.iter().filter(|g| g.agents > 0).filter_map(|g| Some((g, g.on_call.as_ref()?)))
}

/// Share of a kind's tickets that somebody of these pools may be called out for.
pub(super) fn share(model: &Model, eligibility: &Eligibility, pools: PoolSet, kind: KindId) -> f64 {
    let in_pools = |g: &Group| {
        let of = |p: &Pool| p.role == g.role && p.speed == g.speed && p.site == g.site;
        pools.iter().any(|p| of(&eligibility.pools[p]))
    };
    let taken = |p: usize| groups(model).any(|(g, on_call)| in_pools(g) && on_call.takes(p as Priority));
    let mix = model.kinds[kind].priority_mix.iter().enumerate();
    mix.filter(|(p, _)| taken(*p)).map(|(_, share)| share).sum()
}

/// Who is called out for what, in a sentence without a full stop; `None` if nobody is on call.
pub fn on_call(model: &Model) -> Option<String> {
    let each = |(group, on_call): (&Group, &OnCall)| {
        let names: Vec<String> = on_call.priorities.iter().map(|p| format!("P{}", p + 1)).collect();
        let what = if names.len() == model.priorities { "all priorities".to_string() } else { names.join(", ") };
        let at_a_time = on_call.agents.min(group.agents);
        format!(
            "{what} by {} ({at_a_time} at a time, {:.0} min from call to work)",
            group.name,
            on_call.delay.0 as f64 / 6e7
        )
    };
    let all: Vec<String> = groups(model).map(each).collect();
    let served = all.join("; ");
    (!all.is_empty())
        .then(|| format!("served on call after hours: {served}; their hours on call are not counted above"))
}
