//! Escalations that lead nowhere: to a role that cannot take the ticket, or on and on without end.
//!
//! The engine lets an attempt resolve a ticket that cannot be escalated as the desk says. Where a person wrote down whom a
//! ticket goes to, that would quietly be another desk than the one described; so it is a mistake here. What a preset says by
//! default is no promise of the person and holds as far as the roles' scopes go.

use super::super::{Cell, Mistake, Place, listed, quoted};
use super::tables::Tables;
use crate::engine::Eligibility;
use crate::model::{Escalation, KindId, Model, RoleId, SiteId};
use std::collections::{BTreeMap, BTreeSet};

/// Tickets alike: kind, whether they need hands and have a systemic cause, the role they were escalated to, if any, and where
/// the hands are needed.
type Alike = (KindId, bool, bool, Option<RoleId>, SiteId);

/// What is to be said of one cell, for all kinds it speaks of at once.
type Said = BTreeMap<(String, String), (Mistake, Vec<String>)>;

/// Roles that tickets are escalated to, over all scenarios: a scenario may leave one without people, not all of them.
#[derive(Default)]
pub(super) struct Receivers {
    named: Vec<(String, Place)>,
    staffed: BTreeSet<String>,
}

impl Receivers {
    /// The mistakes of roles that nobody has in any scenario.
    pub fn without_people(&self) -> impl Iterator<Item = Mistake> {
        self.named.iter().filter(|(role, _)| !self.staffed.contains(role)).map(|(role, place)| {
            let role = quoted(role);
            let message = format!("nobody on the team has the role {role}: tickets cannot be escalated to it");
            let help = format!("add a group of {role} to team.csv, or write `-` here for nobody");
            Mistake::new(place.clone(), message).label("nobody has this role").help(help)
        })
    }
}

/// Looks at every escalation of a scenario. `all` says that the scenarios read are all there are; otherwise a group without
/// agents may have some in another one.
pub(super) fn check(t: &mut Tables, model: &Model, eligibility: &Eligibility, all: bool, receivers: &mut Receivers) {
    let present = model.groups.iter().filter(|g| !all || g.agents > 0);
    receivers.staffed.extend(present.map(|g| model.roles[g.role].name.clone()));
    let flows = Flows { model, eligibility };
    let seen = flows.reached();
    let mut said = Said::new();
    for role in 0..model.roles.len() {
        for kind in 0..model.kinds.len() {
            receives(t, &flows, &seen, (role, kind), &mut said, receivers);
        }
    }
    endless(t, &flows, &seen, &mut said);
    for (mistake, kinds) in said.into_values() {
        let message = mistake.message.replace("{kinds}", &listed(&kinds));
        t.mistakes.push(Mistake { message, ..mistake });
    }
}

/// Who attempts which tickets, and where they go from there.
struct Flows<'m> {
    model: &'m Model,
    eligibility: &'m Eligibility,
}

impl Flows<'_> {
    /// The tickets that arrive.
    fn arrivals(&self) -> Vec<Alike> {
        let mut all = Vec::new();
        for (k, kind) in self.model.kinds.iter().enumerate() {
            let arrives = match &self.model.demand.recorded {
                Some(r) => r.kind_mix.get(k).is_some_and(|p| *p > 0.0) || r.tickets.iter().any(|t| t.kind == Some(k)),
                None => kind.stream.per_week > 0.0,
            };
            // A ticket that needs hands at one user's desk is not systemic.
            for (hands, systemic, site) in self.model.needs().filter(|(hands, systemic, _)| !hands || !systemic) {
                let chance = |flag: bool, p: f64| if flag { p > 0.0 } else { p < 1.0 };
                let there = !hands || self.model.sites.sites[site].share > 0.0;
                if arrives && there && chance(hands, kind.hands) && (hands || chance(systemic, kind.systemic)) {
                    all.push((k, hands, systemic, None, site));
                }
            }
        }
        // Children of incidents are only linked; parents are worked on as other tickets.
        for incident in &self.model.demand.incidents {
            let parent = (incident.kind, false, true, None, 0);
            if !all.contains(&parent) {
                all.push(parent);
            }
        }
        all
    }

    /// The roles that may attempt them and have people.
    fn attempts(&self, (kind, hands, systemic, to, site): Alike) -> BTreeSet<RoleId> {
        let class = match to {
            None => self.eligibility.at_arrival(kind, hands, systemic, site),
            Some(role) => self.eligibility.escalated(role, kind, hands, systemic, site),
        };
        let Some(class) = class.map(|c| self.eligibility.classes[usize::from(c)]) else { return BTreeSet::new() };
        let pools = class.tiers.into_iter().chain([class.waiting]).flat_map(|set| set.iter());
        pools.map(|p| self.eligibility.pools[p].role).collect()
    }

    /// What becomes of those that an attempt of `role` does not resolve; `None` if it resolves all.
    fn onward(&self, (kind, hands, systemic, _, site): Alike, role: RoleId) -> Option<Alike> {
        let scope = self.model.scopes.get(role, kind).filter(|s| s.resolve < 1.0)?;
        let Escalation { role: to, kind: becomes } = scope.escalation?;
        self.eligibility.escalated(to, becomes, hands, systemic, site)?;
        Some((becomes, hands, systemic, Some(to), site))
    }

    /// Every sort of tickets there may be, those that arrive first.
    fn reached(&self) -> Vec<Alike> {
        let mut seen = self.arrivals();
        let mut next = 0;
        while let Some(alike) = seen.get(next).copied() {
            next += 1;
            for role in self.attempts(alike) {
                if let Some(onward) = self.onward(alike, role)
                    && !seen.contains(&onward)
                {
                    seen.push(onward);
                }
            }
        }
        seen
    }
}

/// Takes up a mistake whose message speaks of `{kinds}`.
fn say(said: &mut Said, mistake: Mistake, kind: &str) {
    let key = (mistake.place.to_string(), mistake.message.clone());
    let kinds = &mut said.entry(key).or_insert_with(|| (mistake, Vec::new())).1;
    if !kinds.iter().any(|k| k == kind) {
        kinds.push(kind.to_string());
    }
}

/// A cell of `scopes.csv` as it holds in the scenario: the row of the kind wins over the row `*`.
fn given<'s>(t: &mut Tables<'_, 's>, model: &Model, (role, kind): (RoleId, KindId), column: &str) -> Option<Cell<'s>> {
    let role = model.roles[role].name.to_lowercase();
    let named = format!("{role}.{}", model.kinds[kind].name.to_lowercase());
    let all = format!("{role}.*");
    let row = t.written("scopes", &named, column).or_else(|| t.written("scopes", &all, column));
    t.changed("scopes", &named, column).or_else(|| t.changed("scopes", &all, column)).or(row)
}

/// Can the role that a person named take what it is given?
fn receives(
    t: &mut Tables,
    flows: &Flows,
    seen: &[Alike],
    (role, kind): (RoleId, KindId),
    said: &mut Said,
    receivers: &mut Receivers,
) {
    let model = flows.model;
    let Some(scope) = model.scopes.get(role, kind).filter(|s| s.resolve < 1.0) else { return };
    let Some(Escalation { role: to, kind: becomes }) = scope.escalation else { return };
    let Some(cell) = given(t, model, (role, kind), "escalates_to") else { return };
    let receiver = &model.roles[to];
    let shown = quoted(&receiver.name);
    if model.scopes.get(to, becomes).is_none() {
        let out = given(t, model, (to, becomes), "scope").or_else(|| t.changed("desk", "", "preset"));
        let message = format!("role {shown} has no scope for {{kinds}}: what is escalated to it has nowhere to go");
        let help = format!(
            "add a row {} to scopes.csv (columns `role,kind,scope`), or write `-` here for nobody",
            quoted(&format!("{},{},primary", receiver.name, model.kinds[becomes].name))
        );
        let mistake = cell.mistake(message).label("cannot take it");
        let mistake = match out {
            Some(out) => mistake
                .also(out.place(), "out of its scope by this cell")
                .help(format!("give {shown} a scope there, or write `-` here for nobody")),
            None => mistake.help(help),
        };
        say(said, mistake, &model.kinds[becomes].name);
        return;
    }
    receivers.named.push((receiver.name.clone(), cell.place()));
    let of_role = |alike: &&Alike| alike.0 == kind && flows.attempts(**alike).contains(&role);
    let held: Vec<&Alike> = seen.iter().filter(of_role).collect();
    if held.is_empty() || held.iter().any(|a| model.eligible(to, becomes, a.1, a.2).is_some()) {
        return;
    }
    let (visits, systemic) = (held.iter().any(|a| a.1), held.iter().any(|a| a.2));
    let (lacks, column) = match (visits && !receiver.visits, systemic && !receiver.systemic) {
        (true, true) => ("neither visits users nor takes systemic causes", "`visits` or `systemic`"),
        (true, false) => ("does not visit users", "`visits`"),
        _ => ("does not take systemic causes", "`systemic`"),
    };
    let needs = match (visits, systemic) {
        (true, true) => "need hands on site or have a systemic cause",
        (true, false) => "need hands on site",
        _ => "have a systemic cause",
    };
    let message = format!("role {shown} {lacks}, and all {{kinds}} tickets escalated to it {needs}");
    let help = format!("write `yes` in {column} of {shown} in roles.csv, or write `-` here for nobody");
    say(said, cell.mistake(message).label("cannot take any").help(help), &model.kinds[kind].name);
}

/// Tickets that every attempt passes on, for ever.
fn endless(t: &mut Tables, flows: &Flows, seen: &[Alike], said: &mut Said) {
    let model = flows.model;
    // From the tickets that an attempt may resolve back to those that may become them.
    let mut ends: BTreeSet<Alike> = BTreeSet::new();
    loop {
        let before = ends.len();
        for alike in seen.iter().copied() {
            let resolves = |role: &RoleId| {
                model.scopes.get(*role, alike.0).is_some_and(|s| s.resolve > 0.0)
                    || flows.onward(alike, *role).is_none_or(|onward| ends.contains(&onward))
            };
            let roles = flows.attempts(alike);
            if roles.is_empty() || roles.iter().any(resolves) {
                ends.insert(alike);
            }
        }
        if ends.len() == before {
            break;
        }
    }
    for alike in seen.iter().filter(|a| !ends.contains(*a)).copied() {
        // Said of the tickets as they arrive, unless only some get there.
        let arrives_so = seen.iter().any(|a| a.3.is_none() && a.0 == alike.0 && !ends.contains(a));
        if alike.3.is_some() && arrives_so {
            continue;
        }
        let (mut round, mut next) = (vec![alike], 0);
        let mut roles: Vec<RoleId> = Vec::new();
        while let Some(at) = round.get(next).copied() {
            next += 1;
            for role in flows.attempts(at) {
                if !roles.contains(&role) {
                    roles.push(role);
                }
                if let Some(onward) = flows.onward(at, role).filter(|o| !round.contains(o)) {
                    round.push(onward);
                }
            }
        }
        let Some(cell) = roles.iter().find_map(|r| given(t, model, (*r, alike.0), "resolve_percent")) else { continue };
        let names: Vec<&str> = roles.iter().map(|r| model.roles[*r].name.as_str()).collect();
        let way = match alike.3 {
            Some(role) => format!(" escalated to {}", quoted(&model.roles[role].name)),
            None => String::new(),
        };
        let message = match names.as_slice() {
            [_] => format!("nobody can ever resolve {{kinds}} tickets{way}: {} resolves 0 % of them", listed(&names)),
            _ => format!(
                "nobody can ever resolve {{kinds}} tickets{way}: {} resolve 0 % of them and escalate the rest to each other",
                listed(&names)
            ),
        };
        let help = "raise `resolve_percent` of one of them above 0, or let the last one escalate to nobody (`-` in \
                    `escalates_to`)";
        let mistake = cell.mistake(message).label("0 % here and everywhere else").help(help);
        say(said, mistake, &model.kinds[alike.0].name);
    }
}
