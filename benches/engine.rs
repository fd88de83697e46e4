//! Tickets a second of the engine with all that a replication needs (arrivals, draws, record), without reading and reporting:
//! as the desk grows at equal load, and for every rule of the catalogues.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use desksim::experiment::{Replicator, Watch};
use desksim::model::{Extent, Model, RuleChoice};
use desksim::policy::{AGENT_RULES, CONTROLS, Parameter, TICKET_RULES, Value};
use desksim::scenario;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

/// Tickets of a replication; enough for the largest desk to fill ten times over.
const TICKETS: u32 = 100_000;
/// Agents of W3 as it is.
const AGENTS: usize = 10;

/// The help desk of `benches/desks/w3`, `times` as large: agents and arrivals.
fn help_desk(times: usize) -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/desks/w3");
    let desk = scenario::read(&folder).expect("a desk without mistakes");
    let mut model = desk.scenarios[0].model.clone();
    model.horizon.measured = Extent::Tickets(TICKETS.into());
    model.groups.iter_mut().for_each(|group| group.agents *= times);
    model.kinds.iter_mut().for_each(|kind| kind.stream.per_week *= times as f64);
    model
}

fn bench(c: &mut Criterion, group: &str, name: String, model: &Model) {
    let mut group = c.benchmark_group(group);
    group.throughput(Throughput::Elements(TICKETS.into()));
    group.sample_size(20).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(3));
    let (replicator, watch) = (Replicator::new([model], 1, 1), Watch::default());
    // The same tickets every time: what differs between passes is the machine.
    group.bench_function(name, |b| b.iter(|| replicator.run(black_box(0..1), &watch).expect("balanced books")));
    group.finish();
}

fn agents(c: &mut Criterion) {
    for times in [1, 10, 100, 1_000] {
        bench(c, "agents", (times * AGENTS).to_string(), &help_desk(times));
    }
}

/// A rule with the parameters it needs: the first role, word or number.
fn rule(name: &str, parameters: &[Parameter], model: &Model) -> RuleChoice {
    let mut rule = RuleChoice::plain(name);
    for parameter in parameters.iter().filter(|p| p.default.is_none()) {
        let value = match parameter.value {
            Value::Role => model.roles[0].name.clone(),
            Value::Whole(low, _) => low.to_string(),
            Value::Number(low, _) => low.to_string(),
            Value::Word(words) => words[0].to_string(),
        };
        rule.parameters.push((parameter.name.to_string(), value));
    }
    rule
}

fn policies(c: &mut Criterion) {
    let desk = help_desk(1);
    let mut one = |name: &str, change: &dyn Fn(&mut Model)| {
        let mut model = desk.clone();
        change(&mut model);
        bench(c, "policy", name.to_string(), &model);
    };
    for entry in AGENT_RULES {
        one(entry.name, &|m| m.policy.agent_rule = rule(entry.name, entry.parameters, &desk));
    }
    for entry in TICKET_RULES {
        one(entry.name, &|m| m.policy.ticket_rule = rule(entry.name, entry.parameters, &desk));
    }
    for entry in CONTROLS {
        one(entry.name, &|m| m.policy.controls = vec![rule(entry.name, entry.parameters, &desk)]);
    }
}

criterion_group!(benches, agents, policies);
criterion_main!(benches);
