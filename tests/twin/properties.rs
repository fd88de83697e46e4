//! What holds in every run of every desk, read off the engine's own log.

use crate::desk::desks;
use crate::log::{Fact, Line, Log, Stretch, extend};
use crate::roster::duties;
use crate::watch::Watch;
use crate::{config, engine, engine_with};
use desksim::model::{Dates, Duty, Escalation, Holiday, KindId, Model, ScopeTable, Sites};
use desksim::units::{Span, Time};
use desksim::workload::{Arrivals, Draws, Key};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Duty of every agent by the roster, up to an instant.
fn rosters(model: &Model, key: Key, end: Time) -> Vec<Vec<Stretch<Duty>>> {
    let groups = model.groups.iter();
    let agents = groups.flat_map(|g| (0..g.agents).map(|ordinal| duties(model, key, g, ordinal)));
    agents
        .map(|(mut duty, changes)| {
            let mut stretches = Vec::new();
            let mut now = Time::ZERO;
            for (at, next) in changes.into_iter().chain([(end, Duty::Off)]) {
                let at = at.min(end);
                extend(&mut stretches, at - now, at, duty);
                (now, duty) = (at, next);
            }
            stretches
        })
        .collect()
}

fn duty_at(duty: &[Stretch<Duty>], at: Time) -> Option<Duty> {
    duty.iter().find(|s| s.from <= at && at < s.to).map(|s| s.what)
}

fn check_agents(model: &Model, key: Key, log: &Log) -> Result<(), TestCaseError> {
    // Who was pulled by an incident was not on the duty that the roster says.
    for (agent, roster) in
        rosters(model, key, log.totals.4).iter().enumerate().filter(|(a, _)| log.pulled[*a].is_empty())
    {
        prop_assert_eq!(&log.duty[agent], roster);
    }
    let groups = model.agent_groups();
    for (agent, handled) in log.handled.iter().enumerate() {
        for pair in handled.windows(2) {
            prop_assert!(pair[0].to <= pair[1].from, "agent {} does two things at once: {:?}", agent, pair);
        }
        for stretch in handled {
            let finishes = model.groups[groups[agent]].shift_end.finishes();
            let (_, duty, called_out) = stretch.what;
            prop_assert!(duty == Duty::Available || finishes || called_out, "agent {} off duty: {:?}", agent, stretch);
        }
    }
    Ok(())
}

/// The last that is told of a ticket.
fn is_end(fact: &Fact) -> bool {
    let closed = matches!(fact, Fact::Resolved { .. } | Fact::ClosedWithParent { .. });
    closed || matches!(fact, Fact::Abandoned | Fact::Blocked | Fact::LeftOpen { .. })
}

fn check_tickets(model: &Model, log: &Log) -> Result<(), TestCaseError> {
    let groups = model.agent_groups();
    let mut tickets: BTreeMap<u64, Vec<Line>> = BTreeMap::new();
    for line in log.lines.iter().chain(&log.left) {
        if line.ticket != u64::MAX {
            tickets.entry(line.ticket).or_default().push(*line);
        }
    }
    prop_assert_eq!(tickets.len() as u64, log.totals.0);
    for lines in tickets.values() {
        prop_assert!(lines.is_sorted_by_key(|l| l.at));
        let Fact::Arrived { hands, site, systemic, .. } = lines[0].fact else {
            return Err(TestCaseError::fail(format!("does not arrive first: {lines:?}")));
        };
        let last = lines[lines.len() - 1].fact;
        prop_assert!(is_end(&last), "{:?}", lines);
        let ends = |l: &&Line| is_end(&l.fact);
        prop_assert_eq!(lines.iter().filter(ends).count(), 1);
        for (i, line) in lines.iter().enumerate() {
            if let Fact::Started { agent, role, since, kind, .. } = line.fact {
                prop_assert_eq!(model.groups[groups[agent]].role, role);
                prop_assert!(model.eligible(role, kind, hands, systemic).is_some(), "out of scope: {:?}", line);
                let comes = !hands || model.sites.visits_between || model.groups[groups[agent]].site == site;
                prop_assert!(comes, "visits another site: {:?}", line);
                prop_assert!(since <= line.at);
                // What ends a duty at this instant comes after what is started at it.
                let duty = [line.at, line.at - Span(1)].map(|at| duty_at(&log.duty[agent], at));
                let called = match lines[i - 1].fact {
                    Fact::CalledOut { agent: called, priority } => {
                        prop_assert!(called == agent && lines[i - 1].at == line.at);
                        let on_call = model.groups[groups[agent]].on_call.as_ref();
                        prop_assert!(on_call.is_some_and(|o| o.takes(priority)), "not for this priority: {:?}", line);
                        true
                    }
                    _ => false,
                };
                let may = if called { Duty::OnCall } else { Duty::Available };
                prop_assert!(duty.contains(&Some(may)) || line.at == log.totals.4, "started off duty: {:?}", line);
            }
        }
    }
    Ok(())
}

/// The desk with the rows of its kinds turned by one and those of its roles reversed, and where each went.
fn permuted(model: &Model) -> (Model, Vec<usize>, Vec<usize>) {
    let (kinds, roles) = (model.kinds.len(), model.roles.len());
    let kind_to: Vec<usize> = (0..kinds).map(|k| (k + 1) % kinds).collect();
    let role_to: Vec<usize> = (0..roles).map(|r| roles - 1 - r).collect();
    let mut other = model.clone();
    other.scopes = ScopeTable::new(roles, kinds);
    for k in 0..kinds {
        other.kinds[kind_to[k]] = model.kinds[k].clone();
        other.targets[kind_to[k]] = model.targets[k].clone();
        for r in 0..roles {
            let scope = model.scopes.get(r, k).cloned().map(|mut scope| {
                let to = |e: Escalation| Escalation { role: role_to[e.role], kind: kind_to[e.kind] };
                scope.escalation = scope.escalation.map(to);
                scope
            });
            other.scopes.set(role_to[r], kind_to[k], scope);
        }
    }
    for kind in &mut other.kinds {
        let taken_for = kind.course.taken_for.clone();
        for (k, share) in taken_for.into_iter().enumerate() {
            kind.course.taken_for[kind_to[k]] = share;
        }
    }
    for incident in &mut other.demand.incidents {
        (incident.kind, incident.child_kind) = (kind_to[incident.kind], kind_to[incident.child_kind]);
        incident.pulls.iter_mut().for_each(|(role, _)| *role = role_to[*role]);
    }
    other.roles.reverse();
    for group in &mut other.groups {
        group.role = role_to[group.role];
    }
    if let Some(recorded) = &mut other.demand.recorded {
        let mix = recorded.kind_mix.clone();
        for ticket in &mut recorded.tickets {
            ticket.kind = ticket.kind.map(|k| kind_to[k]);
        }
        for k in 0..kinds {
            recorded.kind_mix[kind_to[k]] = mix[k];
        }
    }
    (other, kind_to, role_to)
}

/// The desk with its sites in reverse order.
fn sites_reversed(model: &Model) -> Model {
    let (mut other, n) = (model.clone(), model.sites.count());
    let mut sites = model.sites.sites.clone();
    sites.reverse();
    let back = |site: usize| n - 1 - site;
    let ways = (0..n).flat_map(|from| (0..n).map(move |to| model.sites.way(back(from), back(to))));
    other.sites = Sites::new(sites, ways.collect(), model.sites.visits_between).expect("as many");
    other.groups.iter_mut().for_each(|g| g.site = back(g.site));
    other
}

/// A log as it would read with kinds and roles in other places.
fn renamed(mut log: Log, kind_to: &[KindId], role_to: &[usize]) -> Log {
    for line in &mut log.lines {
        match &mut line.fact {
            Fact::Arrived { kind, .. } => *kind = kind_to[*kind],
            Fact::Started { kind, role, .. } | Fact::Resolved { kind, role, .. } => {
                (*kind, *role) = (kind_to[*kind], role_to[*role]);
            }
            Fact::Attempted { role, .. }
            | Fact::FoundOut { role }
            | Fact::ToBeVisited { role }
            | Fact::ClosedWithParent { role, .. }
            | Fact::ResolvedInError { role } => *role = role_to[*role],
            Fact::Escalated { from, to } => (*from, *to) = (role_to[*from], role_to[*to]),
            _ => {}
        }
    }
    log
}

/// Makes all weeks alike.
fn undated(model: &mut Model) {
    model.calendar.holidays.clear();
    for group in &mut model.groups {
        (group.dates, group.on_call) = (Dates::default(), None);
    }
}

fn fails(fault: desksim::engine::Fault) -> TestCaseError {
    TestCaseError::fail(fault.to_string())
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn agents_and_tickets_keep_the_rules_of_the_desk(plan in desks()) {
        let model = plan.model();
        let draws = Draws::new(&model);
        let conserving = model.policy.controls.is_empty();
        let log = engine_with(&model, &draws, plan.seed, 0, |policy| {
            let rule = std::mem::replace(&mut policy.agent_rule, Box::new(Nobody));
            policy.agent_rule = Box::new(Watch::new(rule, conserving));
        });
        let log = log.map_err(fails)?;
        check_agents(&model, Key::root(plan.seed, 0), &log)?;
        check_tickets(&model, &log)?;
    }

    #[test]
    fn the_order_of_kinds_and_roles_has_no_meaning(plan in desks()) {
        let model = plan.model();
        let (other, kind_to, role_to) = permuted(&model);
        let log = engine(&model, &Draws::new(&model), plan.seed, 0).map_err(fails)?;
        let same = engine(&other, &Draws::new(&other), plan.seed, 0).map_err(fails)?;
        let difference = same.difference(&renamed(log, &kind_to, &role_to));
        prop_assert!(difference.is_none(), "permuted as `engine`, as it was as `twin`: {}", difference.unwrap_or_default());
    }

    #[test]
    fn the_order_of_sites_has_no_meaning(plan in desks()) {
        let model = plan.model();
        let other = sites_reversed(&model);
        let mut log = engine(&model, &Draws::new(&model), plan.seed, 0).map_err(fails)?;
        for line in &mut log.lines {
            if let Fact::Arrived { site, .. } = &mut line.fact {
                *site = model.sites.count() - 1 - *site;
            }
        }
        let same = engine(&other, &Draws::new(&other), plan.seed, 0).map_err(fails)?;
        let difference = same.difference(&log);
        prop_assert!(difference.is_none(), "reversed as `engine`, as it was as `twin`: {}", difference.unwrap_or_default());
    }

    #[test]
    fn a_day_off_is_paid_as_if_worked(plan in desks()) {
        let mut model = plan.model();
        model.groups.iter_mut().for_each(|g| (g.dates.hired, g.dates.zone) = (None, None));
        let mut usual = model.clone();
        undated(&mut usual);
        let paid = |model: &Model| {
            let mut log = engine(model, &Draws::new(model), plan.seed, 0)?;
            let until = log.totals.4;
            let paid = log.duty.iter_mut().map(|of| {
                let mut paid = Vec::new();
                for s in of.drain(..) {
                    extend(&mut paid, s.to - s.from, s.to, !s.what.is_off());
                }
                paid
            });
            Ok((paid.collect::<Vec<_>>(), until))
        };
        let ((dated, end), (usual, ends)) = (paid(&model).map_err(fails)?, paid(&usual).map_err(fails)?);
        for (dated, usual) in dated.iter().zip(&usual) {
            let cut = |all: &[Stretch<bool>]| -> Vec<Stretch<bool>> {
                let until = |s: &Stretch<bool>| Stretch { to: s.to.min(end.min(ends)), ..*s };
                all.iter().map(until).filter(|s| s.from < s.to).collect()
            };
            prop_assert_eq!(cut(dated), cut(usual));
        }
    }

    #[test]
    fn a_holiday_beyond_the_run_changes_nothing(plan in desks()) {
        let mut model = plan.model();
        undated(&mut model);
        let usual = engine(&model, &Draws::new(&model), plan.seed, 0).map_err(fails)?;
        model.calendar.holidays.push(Holiday { day: 1_000_000, demand: 1.0 });
        let dated = engine(&model, &Draws::new(&model), plan.seed, 0).map_err(fails)?;
        let difference = usual.difference(&dated);
        prop_assert!(difference.is_none(), "dated as `twin`: {}", difference.unwrap_or_default());
    }

    #[test]
    fn the_order_of_groups_means_nothing_to_the_tickets(plan in desks()) {
        let model = plan.model();
        let mut other = model.clone();
        other.groups.reverse();
        let (draws, others) = (Draws::new(&model), Draws::new(&other));
        let tickets = Arrivals::new(&model, &draws, plan.seed, 0).take(200);
        prop_assert!(tickets.eq(Arrivals::new(&other, &others, plan.seed, 0).take(200)));
    }

    #[test]
    fn the_same_seed_gives_the_same_log_and_another_replication_another(plan in desks()) {
        let model = plan.model();
        let draws = Draws::new(&model);
        let first = engine(&model, &draws, plan.seed, 0).map_err(fails)?;
        let again = engine(&model, &Draws::new(&model), plan.seed, 0).map_err(fails)?;
        prop_assert!(first.difference(&again).is_none());
        let other = engine(&model, &draws, plan.seed, 1).map_err(fails)?;
        // Recorded tickets may have nothing left to draw, renewals of fixed gaps no chance.
        let random = |k: &desksim::model::Kind| matches!(k.stream.arrivals, desksim::model::Arrivals::Poisson);
        let drawn = model.demand.recorded.is_none() && model.kinds.iter().any(random);
        let arrivals = first.totals.0 + other.totals.0;
        prop_assert!(!drawn || arrivals < 20 || first.lines != other.lines);
    }
}

/// Takes the place of a rule for a moment.
struct Nobody;

impl desksim::engine::AgentRule for Nobody {
    fn begin(&mut self, _: &desksim::engine::Desk) {}
    fn idle(&mut self, _: usize, _: &desksim::engine::Desk) {}
    fn taken(&mut self, _: usize, _: &desksim::engine::Desk) {}
    fn pick(&mut self, _: &desksim::engine::Ticket, _: desksim::engine::PoolSet, _: &desksim::engine::Desk) -> usize {
        unreachable!("it is replaced before the run")
    }
}
