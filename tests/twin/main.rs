//! The engine against its plain twin, and properties of every run, on random small desks.
//!
//! The twin ([`plain`]) is written from the definitions and scans everything at every step. Both must tell exactly the
//! same story of the same desk, to the microsecond.

mod desk;
mod found;
mod log;
mod plain;
mod properties;
mod record;
mod roster;
mod watch;

use desk::{DeskPlan, desks};
use desksim::engine::{Eligibility, Fault, Phase, Policy, State, simulate};
use desksim::model::{AgentId, Duty, Model};
use desksim::policy;
use desksim::units::Span;
use desksim::workload::{Arrivals, Draws, Key};
use log::{Fact, Log, totals};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngSeed, TestRunner};
use std::collections::BTreeMap;

/// Plays a replication of a desk with the engine.
fn engine(model: &Model, draws: &Draws, seed: u64, replication: u64) -> Result<Log, Fault> {
    engine_with(model, draws, seed, replication, |_| {})
}

/// The same with a change to the policy.
fn engine_with(
    model: &Model,
    draws: &Draws,
    seed: u64,
    replication: u64,
    change: impl Fn(&mut Policy),
) -> Result<Log, Fault> {
    let eligibility = Eligibility::new(model);
    let key = Key::root(seed, replication);
    let mut policy = policy::make(&model.policy, model, key).expect("a policy of the plan");
    change(&mut policy);
    let mut log = Log::new(model.agents());
    let arrivals = Arrivals::new(model, draws, seed, replication);
    let ledger = simulate(model, &eligibility, draws, key, arrivals, &mut policy, &mut log)?;
    Ok(log.finish(totals(&ledger)))
}

/// Plays the same replication with the twin.
fn twin(model: &Model, draws: &Draws, seed: u64, engine: &Log) -> Option<Log> {
    let mut starts: BTreeMap<u64, Vec<AgentId>> = BTreeMap::new();
    for line in &engine.lines {
        if let Fact::Started { agent, .. } = line.fact {
            starts.entry(line.ticket).or_default().push(agent);
        }
    }
    let chosen = |ticket, nth| starts.get(&ticket)?.get(nth).copied();
    let arrivals = Arrivals::new(model, draws, seed, 0);
    plain::Twin::play(model, draws, Key::root(seed, 0), arrivals, &chosen)
}

fn agrees(plan: &DeskPlan) -> Result<(), TestCaseError> {
    let model = plan.model();
    let draws = Draws::new(&model);
    let engine = engine(&model, &draws, plan.seed, 0).map_err(|fault| TestCaseError::fail(fault.to_string()))?;
    let Some(twin) = twin(&model, &draws, plan.seed, &engine) else {
        return Ok(());
    };
    if let Some(difference) = engine.difference(&twin) {
        return Err(TestCaseError::fail(difference));
    }
    Ok(())
}

/// The same desks in every run, unless the environment asks for another seed or another number of them
/// (`PROPTEST_RNG_SEED`, `PROPTEST_CASES`).
fn config(cases: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig {
        cases: if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { cases },
        rng_seed: if asked.rng_seed == RngSeed::Random { RngSeed::Fixed(1) } else { asked.rng_seed },
        failure_persistence: None,
        ..asked
    }
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn the_engine_and_its_twin_tell_the_same_story(plan in desks()) {
        agrees(&plan)?;
    }
}

/// Verifies the verifier: nothing that the twin is there to check is missing from the desks.
#[test]
fn the_desks_show_everything() {
    let mut runner = TestRunner::new(config(300));
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..300 {
        let plan = desks().new_tree(&mut runner).expect("a desk").current();
        let model = plan.model();
        let log = engine(&model, &Draws::new(&model), plan.seed, 0).expect("a run");
        let mut last = None;
        let groups = model.agent_groups();
        let mut sites = BTreeMap::new();
        let hold = |agent: AgentId| model.groups[groups[agent]].hold;
        let limited = model.policy.controls.is_empty() && model.groups.iter().any(|g| g.hold.open_limit.is_some());
        for line in log.lines.iter().chain(&log.left) {
            if let Fact::Arrived { hands: true, site, .. } = line.fact {
                sites.insert(line.ticket, site);
            }
            if let (Fact::Started { agent, .. }, Some(site)) = (line.fact, sites.get(&line.ticket)) {
                let home = model.groups[groups[agent]].site;
                let visit = match model.sites.visits_between {
                    true if home == *site => "visit within a site",
                    true => "visit to another site",
                    false => "visit by the only ones who may",
                };
                *seen.entry(visit).or_default() += usize::from(model.sites.count() > 1);
            }
            let what = match line.fact {
                Fact::CalledOut { .. } => "called out",
                Fact::Started { since, .. } if since < line.at => "taken after a wait",
                Fact::Started { first: false, .. } => "started again",
                Fact::Escalated { .. } => "escalated",
                Fact::Abandoned => "abandoned",
                Fact::Resolved { paused, .. } if paused > Span::ZERO => "resolved after pending",
                Fact::Resolved { .. } => "resolved",
                Fact::Blocked => "blocked",
                Fact::FoundOut { .. } => "found out",
                Fact::ToBeVisited { .. } => "to be visited",
                Fact::ResolvedInError { .. } => "resolved in error",
                Fact::Interrupted { .. } => "interrupted",
                Fact::Raised => "raised",
                Fact::ClosedWithParent { waiting: true, .. } => "closed in a queue",
                Fact::ClosedWithParent { .. } => "closed with its incident",
                Fact::IncidentOver { .. } => "incident over",
                Fact::Settled { .. } => "settled",
                Fact::LeftOpen { .. } => "left open",
                _ => "other",
            };
            *seen.entry(what).or_default() += 1;
            let more = match line.fact {
                Fact::Started { agent, .. } if hold(agent).at_once > 1 => Some("started by who may have several"),
                Fact::Resolved { spent, .. } if limited && spent[State::HeldBack as usize] > 0 => {
                    Some("kept waiting by a limit")
                }
                _ => None,
            };
            more.into_iter().for_each(|what| *seen.entry(what).or_default() += 1);
            let tie = last == Some(line.at) && matches!(line.fact, Fact::Resolved { .. });
            *seen.entry("resolved at the instant of something else").or_default() += usize::from(tie);
            last = Some(line.at);
        }
        *seen.entry("pulled").or_default() += log.pulled.iter().flatten().count();
        for stretch in log.handled.iter().flatten() {
            let what = match stretch.what {
                (Phase::CallOut, ..) => "getting to work after a call",
                (Phase::Work, _, true) => "work on a call-out",
                (Phase::Travel, ..) => "travel",
                (Phase::WrapUp, ..) => "wrapping up",
                (Phase::HandOver, ..) => "taking over",
                (Phase::Work, Duty::Off | Duty::OnCall, _) => "overtime",
                _ => "handling",
            };
            *seen.entry(what).or_default() += 1;
        }
    }
    for what in [
        "taken after a wait",
        "started again",
        "escalated",
        "abandoned",
        "resolved after pending",
        "resolved",
        "left open",
        "resolved at the instant of something else",
        "travel",
        "visit within a site",
        "visit to another site",
        "visit by the only ones who may",
        "wrapping up",
        "taking over",
        "blocked",
        "found out",
        "to be visited",
        "resolved in error",
        "interrupted",
        "raised",
        "started by who may have several",
        "kept waiting by a limit",
        "called out",
        "getting to work after a call",
        "work on a call-out",
        "closed in a queue",
        "closed with its incident",
        "incident over",
        "settled",
        "pulled",
        "overtime",
        "handling",
    ] {
        let times = seen.get(what).copied().unwrap_or(0);
        assert!(times >= 300, "{what}: only {times} times");
    }
}
