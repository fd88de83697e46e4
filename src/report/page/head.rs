//! What the page says in words and tables: the question, the answer, the comparison, and on what all of it rests.

use super::chart::Material;
use crate::experiment::compare::{Contender, Contest, Meets};
use crate::experiment::{Study, headline_clock};
use crate::metric::{By, CATALOGUE, Selection};
use crate::report::comparison::{answer, cheapest, method, signed};
use crate::report::study::{arithmetic, cautions, clock_words, effort, line};
use crate::report::{Provenance, View};
use serde::Serialize;

/// Everything but the charts.
#[derive(Serialize)]
pub(super) struct Head<'a> {
    title: String,
    question: &'a str,
    answer: String,
    uncertainty: String,
    run: String,
    contests: Vec<ContestTable>,
    arithmetic: String,
    cautions: Vec<String>,
    roles: &'a str,
    assumed: usize,
    defaults: Vec<Default<'a>>,
    method: String,
    definitions: Vec<(&'static str, &'static str, &'static str)>,
    provenance: Vec<(&'static str, String)>,
}

/// The scenarios of a circumstance side by side.
#[derive(Serialize)]
struct ContestTable {
    when: String,
    named: bool,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    best: Vec<bool>,
    /// What is said of those that are best.
    badge: &'static str,
    note: String,
}

/// A default the desk relies on.
#[derive(Serialize)]
struct Default<'a> {
    column: &'a str,
    value: &'a str,
    sourced: bool,
    basis: &'a str,
}

/// Text laid out for a terminal as running text.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words and tables of a study.
pub(super) fn head<'a>(material: &'a Material, provenance: &Provenance, view: View) -> Head<'a> {
    let (study, contests) = (material.study, material.contests);
    let desk = study.desk;
    let answer = match (view, contests.first()) {
        (View::Grid, Some(contest)) => cheapest(study, contest),
        _ => answer(study, contests),
    };
    let each = if contests.len() > 1 || contests.iter().any(|c| c.contenders.len() > 1) { "All scenarios had the very same tickets. " } else { "" };
    let uncertainty = format!(
        "{each}± and ranges in brackets are {} % confidence intervals over {} replications: simulation noise, not how well the \
         inputs fit your desk.",
        provenance.confidence * 100.0,
        provenance.replications
    );
    let definitions = CATALOGUE.iter().map(|m| (m.name, m.unit.name(), m.definition));
    Head {
        title: desk.name.clone(),
        question: &desk.purpose,
        answer: flowing(&answer),
        uncertainty,
        run: run(study, provenance),
        contests: contests.iter().map(|contest| contest_table(material, contest)).collect(),
        arithmetic: study.studied.first().map_or(String::new(), |s| flowing(&arithmetic(&s.scenario.name, &s.load))),
        cautions: warnings(material),
        roles: &desk.roles,
        assumed: desk.defaults.iter().filter(|d| !d.sourced).count(),
        defaults: desk
            .defaults
            .iter()
            .map(|d| Default { column: &d.column, value: &d.value, sourced: d.sourced, basis: &d.basis })
            .collect(),
        method: flowing(&method(study)),
        definitions: definitions.collect(),
        provenance: vec![
            ("desksim", provenance.version.clone()),
            ("inputs (digest)", provenance.inputs.clone()),
            ("seed", provenance.seed.to_string()),
            ("replications", provenance.replications.to_string()),
            ("warm-up", provenance.warm_up.clone()),
            ("measured", provenance.horizon.clone()),
            ("confidence", format!("{} %", provenance.confidence * 100.0)),
        ],
    }
}

/// What was run.
fn run(study: &Study, provenance: &Provenance) -> String {
    let effort = effort(study, provenance);
    let effort = effort.split(';').next().unwrap_or_default();
    if study.stopped { format!("Stopped early: {effort}") } else { effort.to_string() }
}

/// What speaks against trusting the figures.
fn warnings(material: &Material) -> Vec<String> {
    let overload = material.study.studied.iter().flat_map(|studied| {
        let (model, name) = (&studied.scenario.model, &studied.scenario);
        let said = [studied.load.overload(model), studied.load.warning(model)].into_iter().flatten();
        said.map(move |message| format!("{} ({}): {}", name.name, name.when, flowing(&message)))
    });
    // A line that is indented goes on with the one before.
    let cautions = cautions(material.study).replace("\n  ", " ");
    overload.chain(cautions.lines().map(flowing)).collect()
}

fn contest_table(material: &Material, contest: &Contest) -> ContestTable {
    let mut table = ContestTable {
        when: contest.when.to_string(),
        named: material.contests.len() > 1,
        head: Vec::new(),
        rows: Vec::new(),
        best: contest.contenders.iter().map(|c| c.may_be_best && contest.contenders.len() > 1).collect(),
        badge: if contest.contenders.iter().filter(|c| c.may_be_best).count() > 1 { "may be best" } else { "best" },
        note: String::new(),
    };
    let Some(first) = contest.contenders.first() else { return table };
    let model = &first.studied.scenario.model;
    let roles = Selection::parts(By::Role, model).len().min(3);
    let compared = contest.contenders.len() > 1;
    table.head = ["scenario", "cost a year", "mean", "median", "p90", "in target"].map(String::from).to_vec();
    table.head.extend(Selection::parts(By::Role, model).iter().take(roles).map(|r| format!("{} busy", r.name(model))));
    table.head.push("backlog".to_string());
    if compared {
        table.head.insert(3, "less the first".to_string());
        table.head.insert(7, "targets".to_string());
    }
    table.rows = contest.contenders.iter().enumerate().map(|(at, c)| row(material, at, c, roles, compared)).collect();
    table.note = format!(
        "Resolution time in {}; busy: utilisation, handled time / paid time; cost: salaries of a year.",
        clock_words(headline_clock(model))
    );
    table
}

fn row(material: &Material, at: usize, contender: &Contender, roles: usize, compared: bool) -> Vec<String> {
    let studied = contender.studied;
    let mut cells = vec![studied.scenario.name.clone()];
    cells.extend(line(studied, roles));
    if let Some(cost) = cells.get_mut(1) {
        *cost = format!("{}{cost}", material.study.desk.currency);
    }
    // The busiest role is plain from the shares beside it.
    cells.remove(cells.len() - 2);
    if compared {
        let difference = contender.mean_difference.map_or("-".to_string(), signed);
        cells.insert(3, if at == 0 { "first".to_string() } else { difference });
        cells.insert(7, meets(contender.meets).to_string());
    }
    cells
}

fn meets(meets: Meets) -> &'static str {
    match meets {
        Meets::Yes => "met",
        Meets::No => "missed",
        Meets::Unclear => "unclear",
        Meets::NoTargets => "none",
    }
}
