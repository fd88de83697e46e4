//! Replications of a desk, each reduced to what the measures ask for.

use crate::measure::Measure;
use desksim::engine::{Eligibility, Handled, Mark, Recorder, Ticket, simulate};
use desksim::metric::Record;
use desksim::model::{AgentId, Duty, Model, RoleId};
use desksim::policy;
use desksim::units::{Span, Time};
use desksim::workload::{Arrivals, Draws, Key};
use rayon::prelude::*;

/// What every replication says about every measure: `seen[replication][measure]`.
pub fn replicate(model: &Model, measures: &[Measure], seed: u64, replications: usize) -> Vec<Vec<(f64, f64)>> {
    let (eligibility, draws) = (Eligibility::new(model), Draws::new(model));
    let one = |replication: usize| {
        let replication = replication as u64;
        let key = Key::root(seed, replication);
        let mut policy = policy::make(&model.policy, model, key).expect("a policy that was read");
        let tickets = Arrivals::new(model, &draws, seed, replication);
        let mut recorder = ToTheEnd { record: Record::new(model), people: vec![Times::default(); model.agents()] };
        let ledger = simulate(model, &eligibility, &draws, key, tickets, &mut policy, &mut recorder);
        let outcome = recorder.record.finish(ledger.expect("balanced books")).expect("a balanced record");
        measures.iter().map(|measure| measure.read(&outcome, &recorder.people, model)).collect()
    };
    (0..replications).into_par_iter().map(one).collect()
}

/// Times of an agent up to the end of the run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Times {
    /// On duty by the roster.
    pub on_duty: i64,
    /// Handled on duty.
    pub handled: i64,
    /// Handled off duty: finishing after the shift.
    pub finishing: i64,
}

/// A record that goes on with the times of agents while the desk is drained, after the window of all metrics.
struct ToTheEnd<'m> {
    record: Record<'m>,
    people: Vec<Times>,
}

macro_rules! recorded {
    ($($what:ident($($given:ident: $of:ty),*);)*) => {
        $(fn $what(&mut self, $($given: $of),*) {
            self.record.$what($($given),*);
        })*
    };
}

impl Recorder for ToTheEnd<'_> {
    fn handled(&mut self, now: Time, handled: Handled) {
        let times = &mut self.people[handled.agent];
        let of = if handled.duty == Duty::Available { &mut times.handled } else { &mut times.finishing };
        *of += handled.span.0;
        self.record.handled(now, handled);
    }
    fn on_duty(&mut self, now: Time, agent: AgentId, duty: Duty, span: Span) {
        if duty == Duty::Available {
            self.people[agent].on_duty += span.0;
        }
        self.record.on_duty(now, agent, duty, span);
    }
    recorded! {
        mark(now: Time, mark: Mark, open: u64);
        arrived(now: Time, ticket: &Ticket);
        open_for(open: u64, span: Span);
        started(now: Time, ticket: &Ticket, agent: AgentId, role: RoleId, first: bool);
        waited(now: Time, ticket: &Ticket);
        attempted(now: Time, ticket: &Ticket, agent: AgentId, role: RoleId);
        resolved(now: Time, ticket: &Ticket, role: RoleId);
        escalated(now: Time, ticket: &Ticket, from: RoleId, to: RoleId);
        abandoned(now: Time, ticket: &Ticket);
        blocked(now: Time, ticket: &Ticket);
        left_open(now: Time, ticket: &Ticket);
    }
}
