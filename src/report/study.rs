//! The report of a run in a terminal: the answer on the first screen, the evidence below.

use super::Provenance;
use super::number::{figure, plain, thousands};
use super::scorecard::{flows, scorecards};
use super::table::{table, wrap};
use crate::experiment::compare::contests;
use crate::experiment::load::Load;
use crate::experiment::{Studied, Study, headline_clock};
use crate::metric::{By, Selection, Unit};
use crate::model::{Clock, Model};
use crate::scenario::Desk;

/// What every report starts with: what was run, the arithmetic, the assumptions.
pub(super) fn head(study: &Study, provenance: &Provenance) -> String {
    let desk = study.desk;
    let mut text = String::new();
    if !desk.purpose.is_empty() {
        text += &wrap(&format!("{}: {}", desk.name, desk.purpose), "  ");
    }
    let line = effort(study, provenance);
    text += &wrap(&if desk.purpose.is_empty() { format!("{}: {line}", desk.name) } else { line }, "  ");
    if study.stopped {
        text += &format!("STOPPED: these are the {} replications that were complete\n", study.replications);
    }
    if let Some(first) = study.studied.first() {
        if let Some(recorded) = &first.scenario.model.demand.recorded {
            let count = thousands(recorded.tickets.len() as f64);
            text += &format!("Recorded tickets: {count} replayed; the intervals are for these very weeks\n");
        }
        text += &arithmetic(&first.scenario.name, &first.load);
    }
    text += &assumptions(desk);
    text
}

/// What was run, and what the intervals are.
pub(super) fn effort(study: &Study, provenance: &Provenance) -> String {
    format!(
        "{} scenario{}, {} x {} replication{} after {} of warm-up, {} % confidence; ± is simulation noise, not how well the inputs fit your desk",
        study.studied.len(),
        if study.studied.len() == 1 { "" } else { "s" },
        provenance.horizon,
        provenance.replications,
        if provenance.replications == 1 { "" } else { "s" },
        provenance.warm_up,
        provenance.confidence * 100.0,
    )
}

/// The arithmetic that a sceptical manager does first.
pub(super) fn arithmetic(name: &str, load: &Load) -> String {
    let people = &load.people;
    let extra = load.work.repeat_hours + load.work.travel_hours;
    let extra = if extra > 0.05 { format!(" + {extra:.0} h repeats and travel") } else { String::new() };
    let each = if people.agents > 0 { people.paid_hours / people.agents as f64 } else { 0.0 };
    let lost = if people.shrinkage() > 0.0 { format!(" - {:.0} %", people.shrinkage() * 100.0) } else { String::new() };
    wrap(
        &format!(
            "Work   {:.0} h a week ({} tickets x {:.1} min{extra}) against {:.0} h on tickets ({} {} x {each:.1} h paid{lost}): {:.0} % busy ({name})",
            load.work_hours_per_week(),
            thousands(load.tickets_per_week),
            load.work.first_minutes(),
            people.available_hours,
            people.agents,
            if people.agents == 1 { "person" } else { "people" },
            load.occupancy() * 100.0,
        ),
        "       ",
    )
}

/// Which defaults the figures rest on.
pub fn assumptions(desk: &Desk) -> String {
    let assumed: Vec<&str> =
        desk.defaults.iter().filter(|d| !d.sourced).map(|d| d.column.split('.').nth(1).unwrap_or(&d.column)).collect();
    if assumed.is_empty() {
        return String::new();
    }
    let some = assumed.iter().take(6).map(|a| a.replace('_', " ")).collect::<Vec<_>>().join(", ");
    let more = if assumed.len() > 6 { ", ..." } else { "" };
    let text =
        format!("ASSUMED by desksim: {some}{more} {} in all (desksim check lists them); {}", assumed.len(), desk.roles);
    wrap(&text, "       ")
}

/// Short names of roles for column heads.
pub(super) fn short(name: &str) -> String {
    name.chars().take(4).collect()
}

/// The role with the highest occupancy, as short as in column heads.
pub(super) fn busiest(studied: &Studied) -> String {
    let model = &studied.scenario.model;
    let of = |part: &Selection| studied.figure("occupancy", *part, None).known().map_or(0.0, |e| e.value);
    let parts = Selection::parts(By::Role, model);
    let best = parts.iter().max_by(|a, b| of(a).total_cmp(&of(b)));
    best.map_or(String::new(), |p| short(&p.name(model)))
}

/// Whether the backlog holds, in a word.
pub(super) fn backlog(studied: &Studied) -> String {
    // What the runs show is more than the least the load alone tells.
    if let Some(growth) = studied.growth.filter(|g| g.growing && !studied.has_mean()) {
        return format!("+{:.0} a week", growth.per_week.value);
    }
    if !studied.has_mean() {
        return format!("≥ +{:.0} a week", (7.0 * studied.load.growth_per_day).max(1.0));
    }
    match studied.growth {
        None => "-".to_string(),
        Some(growth) if growth.per_week.bounds.is_none() => "untested".to_string(),
        Some(_) => "steady".to_string(),
    }
}

/// Head and line of a scenario in the summary table.
pub(super) fn columns(model: &Model, currency: &str) -> Vec<String> {
    let mut header: Vec<String> = vec![
        format!("{currency}{}/yr", if currency.is_empty() { "pay" } else { "" }),
        "mean".into(),
        "median".into(),
        "p90".into(),
        "in target".into(),
    ];
    for part in Selection::parts(By::Role, model).into_iter().take(3) {
        header.push(short(&part.name(model)));
    }
    header.push("busiest".into());
    header.push("backlog".into());
    header
}

pub(super) fn line(studied: &Studied, roles: usize) -> Vec<String> {
    let model = &studied.scenario.model;
    let clock = Some(headline_clock(model));
    let get = |name: &str, part| studied.figure(name, part, clock);
    let mut cells = vec![plain(get("labour_cost_year", Selection::All), Unit::Money)];
    if !studied.has_mean() {
        // A backlog that grows has no mean: the longer the run, the larger it is.
        cells.extend(["grows", "grows", "grows"].map(String::from));
    } else {
        for name in ["resolution_mean", "resolution_median", "resolution_p90"] {
            cells.push(figure(get(name, Selection::All), Unit::Hours));
        }
    }
    cells.push(plain(get("in_target", Selection::All), Unit::Share));
    for part in Selection::parts(By::Role, model).into_iter().take(roles) {
        cells.push(plain(get("utilisation", part), Unit::Share));
    }
    cells.push(busiest(studied));
    cells.push(backlog(studied));
    cells
}

/// The whole report of a run.
pub fn study(study: &Study, provenance: &Provenance) -> String {
    let mut text = head(study, provenance);
    text.push('\n');
    for when in study.circumstances() {
        let of_it: Vec<&Studied> = study.studied.iter().filter(|s| s.scenario.when == when).collect();
        let Some(first) = of_it.first() else { continue };
        let model = &first.scenario.model;
        let mut header = vec![when.to_string()];
        header.extend(columns(model, &study.desk.currency));
        let roles = Selection::parts(By::Role, model).len().min(3);
        let rows: Vec<Vec<String>> =
            of_it.iter().map(|s| [vec![s.scenario.name.clone()], line(s, roles)].concat()).collect();
        text += &format!("Resolution time in {}; utilisation by role\n", clock_words(headline_clock(model)));
        text += &table(&header, &rows);
        text += &super::on_call::nights(when, &of_it, &study.desk.currency);
        text.push('\n');
        text += &super::incidents::incidents(study, when);
    }
    text += &wrap(&super::comparison::answer(study, &contests(study)), "");
    for studied in &study.studied {
        let messages = [studied.load.overload(&studied.scenario.model), studied.load.warning(&studied.scenario.model)];
        for message in messages.into_iter().flatten() {
            text += &wrap(&format!("{} ({}): {message}", studied.scenario.name, studied.scenario.when), "  ");
        }
    }
    text += &cautions(study);
    for studied in &study.studied {
        text += &details(studied, &study.desk.currency);
    }
    text += &wrap(
        &format!(
            "desksim {}, inputs {}, seed {}; every figure with its interval: --format csv, definitions: scenarios/README.md",
            provenance.version, provenance.inputs, provenance.seed
        ),
        "  ",
    );
    text
}

pub(super) fn clock_words(clock: Clock) -> &'static str {
    match clock {
        Clock::Calendar => "hours",
        Clock::Business => "business hours",
        Clock::BusinessLessPauses => "business hours less pauses",
    }
}

/// Why figures are marked as lower bounds; empty if none is.
fn still_open(study: &Study) -> String {
    let of = |studied: &Studied| {
        let (arrived, open) = studied.arrived_and_open();
        let (arrived, count) = (thousands(arrived as f64), thousands(open as f64));
        let Studied { scenario, .. } = studied;
        (open > 0).then(|| format!("{count} of {arrived} tickets in {} ({})", scenario.name, scenario.when))
    };
    let open: Vec<String> = study.studied.iter().filter_map(of).collect();
    if open.is_empty() {
        return String::new();
    }
    let text =
        "figures marked ≥ are lower bounds, with these at their present age; by role and per wait they are left out";
    wrap(&format!("Still open when the runs were cut off: {}: {text}", open.join(", ")), "  ")
}

/// What the runs themselves say against trusting the means.
pub(super) fn cautions(study: &Study) -> String {
    let mut text = still_open(study);
    for studied in &study.studied {
        let name = format!("{} ({})", studied.scenario.name, studied.scenario.when);
        if let Some(growth) = studied.growth.filter(|g| g.growing && !studied.has_mean()) {
            let by = super::number::value(growth.per_week.value, growth.per_week.half_width(), Unit::Tickets);
            text += &wrap(
                &format!(
                    "{name}: the backlog grew by {by} tickets a week over the measured weeks: there is no long-run mean"
                ),
                "  ",
            );
        }
        if let Some(weeks) = studied.longer_warm_up.filter(|_| studied.has_mean()) {
            text += &wrap(
                &format!("{name}: the first {weeks} weeks still show the empty start (MSER-5); use --warm-up {weeks}"),
                "  ",
            );
        }
    }
    text
}

/// Most agents whose lines a person would read; more stand in the CSV.
pub(super) const MOST_AGENTS: usize = 60;

/// Tables of one scenario.
fn details(studied: &Studied, currency: &str) -> String {
    let model = &studied.scenario.model;
    let clock = headline_clock(model);
    let Studied { scenario, .. } = studied;
    let mut text = format!("\n{} ({}), resolution in {}\n", scenario.name, scenario.when, clock_words(clock));
    let splits = [By::All, By::Category, By::Priority, By::Role];
    let parts: Vec<Selection> = splits.iter().flat_map(|by| Selection::parts(*by, model)).collect();
    let name = |part: &Selection| if *part == Selection::All { "all tickets".to_string() } else { part.name(model) };
    let row = |part: &Selection, metrics: &[(&str, Unit)], clock: Clock| -> Vec<String> {
        let cell = |(m, unit): &(&str, Unit)| figure(studied.figure(m, *part, Some(clock)), *unit);
        std::iter::once(name(part)).chain(metrics.iter().map(cell)).collect()
    };
    let h = Unit::Hours;
    let resolution = [
        ("throughput", Unit::TicketsPerWeek),
        ("resolution_mean", h),
        ("resolution_median", h),
        ("resolution_p90", h),
        ("resolution_p95", h),
        ("resolution_p99", h),
        ("in_target", Unit::Share),
    ];
    let header = |first: String, names: &[&str]| -> Vec<String> {
        std::iter::once(first).chain(names.iter().map(|n| n.to_string())).collect()
    };
    let head = header("resolution".into(), &["per week", "mean", "median", "p90", "p95", "p99", "in target"]);
    let rows: Vec<Vec<String>> = parts.iter().map(|p| row(p, &resolution, clock)).collect();
    text += &table(&head, &rows);
    let waiting = [
        ("response_mean", h),
        ("response_median", h),
        ("response_p90", h),
        ("response_in_target", Unit::Share),
        ("wait_mean", h),
        ("wait_share", Unit::Share),
        ("escalated", Unit::Share),
    ];
    let head =
        header("calendar hours".into(), &["response", "median", "p90", "in target", "per wait", "waits", "escalated"]);
    let rows: Vec<Vec<String>> = parts.iter().map(|p| row(p, &waiting, clock)).collect();
    text += &table(&head, &rows);
    let work = [
        ("utilisation", Unit::Share),
        ("occupancy", Unit::Share),
        ("tickets_handled", Unit::TicketsPerWeek),
        ("travel", Unit::HoursPerWeek),
        ("overtime", Unit::HoursPerWeek),
    ];
    let head =
        header("workload".into(), &["utilisation", "occupancy", "handled/week", "travel h/week", "overtime h/week"]);
    let mut rows = Vec::new();
    for by in [By::All, By::Role, By::Group, By::Agent] {
        if by == By::Agent && model.agents() > MOST_AGENTS {
            continue;
        }
        for part in Selection::parts(by, model) {
            let mut cells = row(&part, &work, clock);
            cells[0] = match by {
                By::All => "everybody".to_string(),
                By::Role => format!("role {}", part.name(model)),
                By::Group => format!("group {}", part.name(model)),
                _ => part.name(model),
            };
            rows.push(cells);
        }
    }
    text += &table(&head, &rows);
    text += &flows(studied);
    let get = |m: &str| studied.figure(m, Selection::All, Some(clock));
    if model.kinds.iter().any(|kind| kind.patience.is_some()) {
        let abandoned = figure(get("abandoned"), Unit::Share);
        text += &wrap(&format!("Gave up waiting: {abandoned} of all visits to a queue."), "  ");
    }
    text += &super::turns::turns(studied);
    text += &wrap(
        &format!(
            "Backlog: {} tickets on average, {} at the end of the window ({} of them older than 30 days, {} days to clear). Labour: {} a year by the paid hour, {} a ticket.",
            figure(get("backlog_mean"), Unit::Tickets),
            figure(get("backlog_end"), Unit::Tickets),
            figure(get("backlog_age_over_30"), Unit::Tickets),
            figure(get("days_to_clear"), Unit::Days),
            plain(get("labour_cost_year"), Unit::Money),
            figure(get("labour_cost_ticket"), Unit::Money),
        ),
        "  ",
    );
    text += &super::on_call::on_call(studied, currency);
    text += &scorecards(studied, currency);
    text += &super::hours::hours(studied);
    text
}

/// What `check` prints of a desk without mistakes.
pub fn check(desk: &Desk, loads: &[Load]) -> String {
    let mut text = wrap(
        &format!(
            "{}: no mistakes found; {} scenario{}; {}",
            desk.name,
            desk.scenarios.len(),
            if desk.scenarios.len() == 1 { "" } else { "s" },
            desk.roles
        ),
        "  ",
    );
    for (scenario, load) in desk.scenarios.iter().zip(loads) {
        let one_when = desk.scenarios.iter().all(|s| s.when == scenario.when);
        let when = if one_when { String::new() } else { format!("; {}", scenario.when) };
        text += &arithmetic(&format!("{}{when}", scenario.name), load);
        for message in [load.overload(&scenario.model), load.warning(&scenario.model)].into_iter().flatten() {
            text += &wrap(&format!("       {message}"), "       ");
        }
        if let Some(on_call) = crate::experiment::load::on_call(&scenario.model) {
            text += &wrap(&format!("       {on_call}"), "       ");
        }
        for unservable in &load.unservable {
            text += &wrap(&unservable.sentence(&scenario.model), "       ");
        }
    }
    if !desk.defaults.is_empty() {
        text += "\nDefaults this desk relies on:\n";
        let rows: Vec<Vec<String>> = desk
            .defaults
            .iter()
            .map(|d| {
                let basis = if d.sourced { "sourced" } else { "ASSUMED" };
                vec![d.column.clone(), basis.to_string(), format!("{} ({})", d.value, d.basis)]
            })
            .collect();
        for row in rows {
            text += &wrap(&format!("{:<8} {:<34} {}", row[1], row[0], row[2]), "         ");
        }
    }
    text
}
