//! Replications of a desk, each reduced to what the measures ask for.

use crate::measure::{Measure, Seen};
use desksim::engine::{Eligibility, Handled, Mark, Recorder, Ticket, simulate};
use desksim::metric::Record;
use desksim::model::{AgentId, Duty, Model, RoleId};
use desksim::policy;
use desksim::units::{Span, Time};
use desksim::workload::{Arrivals, Draws, Key};
use rayon::prelude::*;

/// What every replication says about every measure: `seen[replication][measure]`.
pub fn replicate(model: &Model, measures: &[Measure], seed: u64, replications: usize) -> Vec<Vec<Seen>> {
    let (eligibility, draws) = (Eligibility::new(model), Draws::new(model));
    let watches = measures.iter().any(Measure::watches);
    let one = |replication: usize| {
        let replication = replication as u64;
        let key = Key::root(seed, replication);
        let mut policy = policy::make(&model.policy, model, key).expect("a policy that was read");
        let tickets = Arrivals::new(model, &draws, seed, replication);
        let (outcome, difference) = if watches {
            let mut recorder = Difference::new(model);
            let ledger = simulate(model, &eligibility, &draws, key, tickets, &mut policy, &mut recorder);
            (recorder.record.finish(ledger.expect("balanced books")).expect("a balanced record"), recorder.integral)
        } else {
            let mut record = Record::new(model);
            let ledger = simulate(model, &eligibility, &draws, key, tickets, &mut policy, &mut record);
            (record.finish(ledger.expect("balanced books")).expect("a balanced record"), 0)
        };
        measures.iter().map(|measure| measure.of(&outcome, difference, model)).collect()
    };
    (0..replications).into_par_iter().map(one).collect()
}

/// A record that also integrates, inside the window, the difference between the tickets held by the first two agents.
struct Difference<'m> {
    record: Record<'m>,
    held: [i64; 2],
    inside: bool,
    since: Time,
    integral: i128,
}

impl<'m> Difference<'m> {
    fn new(model: &'m Model) -> Self {
        Difference { record: Record::new(model), held: [0; 2], inside: false, since: Time::ZERO, integral: 0 }
    }

    fn until(&mut self, now: Time) {
        if self.inside {
            self.integral += i128::from((self.held[0] - self.held[1]).abs()) * i128::from((now - self.since).0);
        }
        self.since = now;
    }
}

impl Recorder for Difference<'_> {
    fn mark(&mut self, now: Time, mark: Mark, open: u64) {
        match mark {
            Mark::WindowStart | Mark::WindowEnd => {
                self.until(now);
                self.inside = mark == Mark::WindowStart;
            }
            Mark::Week(_) | Mark::Snapshot(..) => {}
        }
        self.record.mark(now, mark, open);
    }
    fn held(&mut self, now: Time, agent: AgentId, open: u32) {
        self.until(now);
        self.held[agent] = i64::from(open);
        self.record.held(now, agent, open);
    }
    fn arrived(&mut self, now: Time, ticket: &Ticket) {
        self.record.arrived(now, ticket);
    }
    fn open_for(&mut self, open: u64, span: Span) {
        self.record.open_for(open, span);
    }
    fn started(&mut self, now: Time, ticket: &Ticket, agent: AgentId, role: RoleId, first: bool) {
        self.record.started(now, ticket, agent, role, first);
    }
    fn waited(&mut self, now: Time, ticket: &Ticket) {
        self.record.waited(now, ticket);
    }
    fn handled(&mut self, now: Time, handled: Handled) {
        self.record.handled(now, handled);
    }
    fn on_duty(&mut self, now: Time, agent: AgentId, duty: Duty, span: Span) {
        self.record.on_duty(now, agent, duty, span);
    }
    fn attempted(&mut self, now: Time, ticket: &Ticket, agent: AgentId, role: RoleId) {
        self.record.attempted(now, ticket, agent, role);
    }
    fn resolved(&mut self, now: Time, ticket: &Ticket, role: RoleId) {
        self.record.resolved(now, ticket, role);
    }
    fn escalated(&mut self, now: Time, ticket: &Ticket, from: RoleId, to: RoleId) {
        self.record.escalated(now, ticket, from, to);
    }
    fn abandoned(&mut self, now: Time, ticket: &Ticket) {
        self.record.abandoned(now, ticket);
    }
    fn left_open(&mut self, now: Time, ticket: &Ticket) {
        self.record.left_open(now, ticket);
    }
}
