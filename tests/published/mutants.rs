//! The rule catches a simulator that is wrong: each mutant differs from what is published as a wrong engine, or a wrong
//! reading of the example, would make it.

use crate::{compare, compared, table};
use desksim::model::{Model, RuleChoice, ShiftEnd};
use desksim::policy;

/// Asserts that a change of the desk of these figures is caught, by a fifth of the replications.
fn caught(what: &str, id: &str, change: impl FnOnce(&mut Model)) {
    let rows = table::published();
    let one = rows.iter().find(|r| r.id.starts_with(id)).expect("a published figure");
    let alike = |r: &&table::Row| r.desk == one.desk && r.scenario == one.scenario;
    let of_desk: Vec<&table::Row> = rows.iter().filter(alike).collect();
    let replications = table::desk(&one.desk).run.replications / 5;
    let compared = compared(&of_desk, change, Some(replications));
    let off = compare::off(&compared, rows.len());
    println!("{what}: {}", off.join(", "));
    assert!(!off.is_empty(), "{what} is not caught:\n{}", compare::side_by_side(&compared));
}

fn patience_times(factor: f64) -> impl FnOnce(&mut Model) {
    move |model| model.kinds.iter_mut().filter_map(|k| k.patience.as_mut()).for_each(|p| p.mean *= factor)
}

#[test]
fn a_wrong_patience() {
    caught("everybody waits a while", "SSJ-400", |model| {
        let patience = model.kinds[0].patience.as_mut().expect("patience");
        (patience.shape, patience.mean) = (desksim::model::Shape::Exponential, 1000.0);
    });
    caught("patience a tenth longer", "MMCAb", patience_times(1.1));
}

#[test]
fn a_wrong_overflow() {
    caught("type 1 never goes to the second group", "SimpleMSK", |model| {
        let second = model.roles.iter().position(|r| r.name == "second").expect("a role");
        for kind in (0..model.kinds.len()).filter(|k| model.kinds[*k].name.contains("type 1")).collect::<Vec<_>>() {
            model.scopes.set(second, kind, None);
        }
    });
    caught("type 1 goes to the second group first", "SimpleMSK", |model| {
        model.policy = policy::parse("role-first(role=second) + fifo", &model.policy).expect("a policy");
    });
}

#[test]
fn a_wrong_day() {
    caught("no busy days", "SSJ-400", |model| model.demand.day_factor_cv = 0.0);
    caught("people go home, not heads", "SimpleMSK", |model| {
        model.groups.iter_mut().for_each(|g| g.shift_end = ShiftEnd::Finish);
    });
}

#[test]
fn a_wrong_order() {
    caught("the first type first", "SimpleMSK", |model| {
        model.policy.ticket_rule = RuleChoice::plain("priority");
        model.priorities = 2;
        for kind in &mut model.kinds {
            kind.priority_mix = if kind.name.contains("type 1") { vec![1.0, 0.0] } else { vec![0.0, 1.0] };
        }
        model.targets.iter_mut().for_each(|of_kind| of_kind.push(of_kind[0]));
    });
}
