//! What the page says in words and tables: the question, the answer, the comparison, and on what all of it rests.

use super::chart::Material;
use crate::experiment::compare::{Contender, Contest, Meets};
use crate::experiment::{Studied, Study, headline_clock};
use crate::metric::{By, CATALOGUE, Selection, Unit};
use crate::report::comparison::{answer, cheapest, gave_up, gone, method, signed};
use crate::report::incidents::incidents_lines;
use crate::report::number::plain;
use crate::report::on_call::nights_lines;
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
    roles: String,
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
    /// What the desk has beside this: nights, major incidents.
    more: Vec<MoreTable>,
}

/// A further table of a circumstance.
#[derive(Serialize)]
struct MoreTable {
    caption: &'static str,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
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

/// Text for a terminal with the quotation marks of a page.
fn quoted(text: &str) -> String {
    let mut marks = ["“", "”"].into_iter().cycle();
    let open_and_close = |c: char| if c == '`' { marks.next().unwrap_or("“").to_string() } else { c.to_string() };
    text.chars().map(open_and_close).collect()
}

/// The words and tables of a study.
pub(super) fn head<'a>(material: &'a Material, provenance: &Provenance, view: View) -> Head<'a> {
    let (study, contests) = (material.study, material.contests);
    let desk = study.desk;
    let answer = match (view, contests.first()) {
        (View::Grid, Some(contest)) => cheapest(study, contest),
        (View::Comparison, _) => answer(study, contests) + &gone(contests),
        _ => answer(study, contests),
    };
    let each = if contests.len() > 1 || contests.iter().any(|c| c.contenders.len() > 1) {
        "All scenarios had the very same tickets. "
    } else {
        ""
    };
    let uncertainty = match provenance.replications {
        1 => format!("{each}One replication tells nothing about simulation noise: there are no intervals."),
        many => format!(
            "{each}± and ranges in brackets are {} % confidence intervals over {many} replications: simulation noise, not how \
             well the inputs fit your desk.",
            provenance.confidence * 100.0,
        ),
    };
    let definitions = CATALOGUE.iter().map(|m| (m.name, m.unit.name(), m.definition));
    Head {
        title: desk.name.clone(),
        question: &desk.purpose,
        answer: flowing(&answer),
        uncertainty,
        run: run(study, provenance),
        contests: contests.iter().map(|contest| contest_table(material, contest, view)).collect(),
        arithmetic: study.studied.first().map_or(String::new(), |s| flowing(&arithmetic(&s.scenario.name, &s.load))),
        cautions: warnings(material),
        roles: quoted(&desk.roles),
        assumed: desk.defaults.iter().filter(|d| !d.sourced).count(),
        defaults: desk
            .defaults
            .iter()
            .map(|d| Default { column: &d.column, value: d.value, sourced: d.sourced, basis: d.basis })
            .collect(),
        method: quoted(&flowing(&method(study))),
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

/// Which columns a table has beyond those that all have.
struct Columns {
    roles: usize,
    compared: bool,
    /// Where the first has a mean to compare with.
    differences: bool,
    gave_up: bool,
}

fn contest_table(material: &Material, contest: &Contest, view: View) -> ContestTable {
    let (best, badge) = best(contest, view);
    let mut table = ContestTable {
        when: contest.when.to_string(),
        named: material.contests.len() > 1,
        head: Vec::new(),
        rows: Vec::new(),
        best,
        badge,
        note: String::new(),
        more: more(material, contest),
    };
    let Some(first) = contest.contenders.first() else { return table };
    let model = &first.studied.scenario.model;
    let roles = Selection::parts(By::Role, model).len().min(3);
    let columns = Columns {
        roles,
        compared: contest.contenders.len() > 1,
        differences: contest.contenders.iter().skip(1).any(|c| c.mean_difference.is_some()),
        gave_up: contest.contenders.iter().any(|c| gave_up(c) > 0.0),
    };
    let busy = Selection::parts(By::Role, model).into_iter().take(roles).map(|r| format!("{} busy", r.name(model)));
    let always = |name: &str| vec![name.to_string()];
    let only = |shown: bool, name: &str| if shown { vec![name.to_string()] } else { Vec::new() };
    table.head = [
        ["scenario", "cost a year", "mean"].map(String::from).to_vec(),
        only(columns.differences, "against first"),
        ["median", "p90", "in target"].map(String::from).to_vec(),
        only(columns.compared, "targets"),
        only(columns.gave_up, "gave up"),
        busy.collect(),
        always("backlog"),
    ]
    .concat();
    table.rows = contest.contenders.iter().enumerate().map(|(at, c)| row(material, at, c, &columns)).collect();
    let gone = if columns.gave_up { "; gave up: of all visits to a queue" } else { "" };
    table.note = format!(
        "Resolution time in {}; busy: utilisation, handled time / paid time{gone}; cost: salaries of a year.",
        clock_words(headline_clock(model))
    );
    table
}

fn more(material: &Material, contest: &Contest) -> Vec<MoreTable> {
    let scenarios: Vec<&Studied> = contest.contenders.iter().map(|c| c.studied).collect();
    let nights = nights_lines(contest.when, &scenarios, &material.study.desk.currency);
    let lines = [nights, incidents_lines(material.study, contest.when)];
    lines.into_iter().flatten().map(|l| MoreTable { caption: l.caption, head: l.head, rows: l.rows }).collect()
}

/// Who is marked, and what is said of them: in a grid those that the answer names.
fn best(contest: &Contest, view: View) -> (Vec<bool>, &'static str) {
    let contenders = &contest.contenders;
    if view == View::Grid {
        let met = || contenders.iter().filter(|c| c.meets == Meets::Yes);
        let least = met().map(|c| c.cost).fold(f64::INFINITY, f64::min);
        let choice = contenders.iter().any(|c| (c.cost - contenders[0].cost).abs() > 1e-9 * c.cost.abs());
        let cheapest = |c: &Contender| choice && c.meets == Meets::Yes && c.cost <= least * (1.0 + 1e-9);
        return (contenders.iter().map(cheapest).collect(), "cheapest in target");
    }
    let several = contenders.iter().filter(|c| c.may_be_best).count() > 1;
    let best = contenders.iter().map(|c| c.may_be_best && contenders.len() > 1).collect();
    (best, if several { "may be best" } else { "best" })
}

fn row(material: &Material, at: usize, contender: &Contender, columns: &Columns) -> Vec<String> {
    let studied = contender.studied;
    let mut cells = vec![studied.scenario.name.clone()];
    cells.extend(line(studied, columns.roles));
    if let Some(cost) = cells.get_mut(1) {
        *cost = format!("{}{cost}", material.study.desk.currency);
    }
    // The busiest role is plain from the shares beside it.
    cells.remove(cells.len() - 2);
    // From the right, so that places to the left stay.
    if columns.gave_up {
        cells.insert(6, plain(studied.figure("abandoned", Selection::All, None), Unit::Share));
    }
    if columns.compared {
        cells.insert(6, meets(contender.meets).to_string());
    }
    if columns.differences {
        let difference = contender.mean_difference.map_or("-".to_string(), signed);
        cells.insert(3, if at == 0 { "first".to_string() } else { difference });
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
