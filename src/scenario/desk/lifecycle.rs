//! What may happen to a ticket beside waiting and being worked on: settings of the desk and columns of `tickets.csv`.

use super::super::quoted;
use super::kinds::optional_law;
use super::settings;
use super::tables::Tables;
use crate::model::{Again, Course, Kind, Law, Lifecycle, Population, Preemption, ReturnsTo};
use crate::units::Span;

/// Columns of something that happens by chance and brings a ticket back.
struct Columns {
    percent: &'static str,
    mean: &'static str,
    law: &'static str,
    cv: &'static str,
    /// Seconds of the unit of the mean, and its default.
    unit: f64,
    usual: f64,
}

const REVISIT: Columns = Columns {
    percent: "revisit_percent",
    mean: "revisit_mean_hours",
    law: "revisit_law",
    cv: "revisit_cv",
    unit: 3600.0,
    usual: 16.0,
};
const REOPENED: Columns = Columns {
    percent: "reopened_percent",
    mean: "reopened_mean_hours",
    law: "reopened_law",
    cv: "reopened_cv",
    unit: 3600.0,
    usual: 8.0,
};
const REDIAL: Columns = Columns {
    percent: "redial_percent",
    mean: "redial_mean_minutes",
    law: "redial_law",
    cv: "redial_cv",
    unit: 60.0,
    usual: 10.0,
};

/// How the tickets of a kind may go on; what they are taken for is known when all kinds are.
pub(super) fn course(t: &mut Tables, key: &str) -> Course {
    Course {
        revisit: again(t, key, &REVISIT),
        revisit_pauses: t.yes_no("tickets", key, "revisit_pauses", true),
        reopened: again(t, key, &REOPENED),
        redial: again(t, key, &REDIAL),
        taken_for: Vec::new(),
        population: population(t, key),
        needs_place: t.yes_no("tickets", key, "waiting_place", true),
    }
}

fn again(t: &mut Tables, key: &str, columns: &Columns) -> Option<Again> {
    let chance = t.number_given("tickets", key, columns.percent, None).unwrap_or(0.0) / 100.0;
    if chance >= 1.0 {
        if let Some(cell) = t.origin("tickets", key, columns.percent) {
            let message = format!("`{}` is {}: such a ticket would never come to an end", columns.percent, cell.text());
            t.mistakes.push(cell.mistake(message).label("must be less than 100"));
        }
        return None;
    }
    let after = optional_law(t, key, [columns.mean, columns.law, columns.cv], columns.unit);
    if chance == 0.0 {
        return None;
    }
    let usual = || {
        t.note("tickets", columns.mean);
        Law::parse("exponential", Some(columns.usual), None, columns.unit).ok()
    };
    Some(Again { chance, after: after.or_else(usual)? })
}

fn population(t: &mut Tables, key: &str) -> Option<Population> {
    let users = t.number_given("tickets", key, "population", None).unwrap_or(0.0) as u32;
    let between = optional_law(t, key, ["between_mean_hours", "between_law", "between_cv"], 3600.0);
    if users == 0 {
        return None;
    }
    if let Some(cell) = t.origin("tickets", key, "per_week") {
        let message = "both `per_week` and `population` say how many tickets come".to_string();
        t.mistakes.push(cell.mistake(message).help("keep one of them"));
    }
    if between.is_none()
        && let Some(cell) = t.origin("tickets", key, "population")
    {
        let message = "nothing says when a user sends the next ticket";
        t.mistakes.push(cell.mistake(message).help("add a column `between_mean_hours`"));
    }
    Some(Population { users, between: between? })
}

/// What each kind is taken for: itself with its accuracy, otherwise any other by its volume.
pub(super) fn taken_for(t: &mut Tables, kinds: &mut [Kind]) {
    let volumes: Vec<f64> = kinds.iter().map(|k| k.stream.per_week).collect();
    for (kind, of_kind) in kinds.iter_mut().enumerate() {
        let key = of_kind.name.to_lowercase();
        let Some(percent) = t.number_given("tickets", &key, "triage_accuracy_percent", None) else { continue };
        let accuracy = percent / 100.0;
        let others: f64 = volumes.iter().enumerate().filter(|(k, _)| *k != kind).map(|(_, v)| v).sum();
        if accuracy >= 1.0 {
            continue;
        }
        if others <= 0.0 {
            if let Some(cell) = t.origin("tickets", &key, "triage_accuracy_percent") {
                let message = format!("{} cannot be taken for another kind: there is none", quoted(&of_kind.name));
                t.mistakes.push(cell.mistake(message).help("add the kinds it is taken for, or leave the cell empty"));
            }
            continue;
        }
        let share = |(k, v): (usize, &f64)| if k == kind { accuracy } else { (1.0 - accuracy) * v / others };
        of_kind.course.taken_for = volumes.iter().enumerate().map(share).collect();
    }
}

/// How the desk goes about its tickets.
pub(super) fn lifecycle(t: &mut Tables, priorities: usize) -> Lifecycle {
    let to_queue = t.word("desk", "", "returns_to", usize::from(t.neutral)) == 1;
    let limit = t.number("desk", "", "owner_wait_hours", 8.0);
    let remote = t.yes_no("desk", "", "remote_first", false);
    let attempt = t.number_given("desk", "", "remote_attempt_percent", Some(30.0)).unwrap_or(30.0) / 100.0;
    if remote && t.written("desk", "", "remote_attempt_percent").is_none() {
        t.note("desk", "remote_attempt_percent");
    }
    Lifecycle {
        returns_to: if to_queue { ReturnsTo::Queue } else { ReturnsTo::Owner(Span::from_hours(limit)) },
        handover: Span::from_minutes(t.number("desk", "", "handover_minutes", 0.0)),
        places: t.number_given("desk", "", "waiting_places", None).map(|n| n as u32),
        triage_share: t.number_given("desk", "", "misrouted_work_percent", Some(30.0)).unwrap_or(30.0) / 100.0,
        remote_first: remote.then_some(attempt),
        preemption: preemption(t),
        raised_after: raised_after(t, priorities),
    }
}

fn preemption(t: &mut Tables) -> Option<Preemption> {
    let priorities = t.number("desk", "", "interrupting_priorities", 0.0) as u8;
    let keeps = t.number("desk", "", "interrupted_keeps_percent", 100.0) / 100.0;
    let stays = t.word("desk", "", "interrupted_goes_to", 0) == 0;
    (priorities > 0).then_some(Preemption { priorities, keeps, stays })
}

/// Hours by priority, `-` for never; the highest cannot be raised.
fn raised_after(t: &mut Tables, priorities: usize) -> Vec<Option<Span>> {
    let Some(cell) = t.text("desk", "", "raise_after_hours") else { return Vec::new() };
    let parts: Vec<&str> = cell.text().split('/').map(str::trim).collect();
    let hours = |part: &&str| match *part {
        "-" => Some(None),
        number => number.parse::<f64>().ok().filter(|h| *h > 0.0 && *h <= 876_600.0).map(Some),
    };
    let all: Option<Vec<Option<f64>>> = parts.iter().map(hours).collect();
    let fine = |all: &Vec<Option<f64>>| all.len() == priorities && all[0].is_none();
    let Some(all) = all.filter(fine) else {
        let message = format!(
            "found {}; must be {priorities} numbers of hours separated by `/`, P1 first, `-` for never and for P1",
            quoted(cell.text())
        );
        t.mistakes.push(cell.mistake(message).label("as `-/16/40/80`"));
        return Vec::new();
    };
    if all.iter().all(Option::is_none) {
        return Vec::new();
    }
    all.into_iter().map(|hours| hours.map(Span::from_hours)).collect()
}

/// Users who wait for their tickets may never send as many as a run counted in tickets asks for.
pub(super) fn check_population(t: &mut Tables, kinds: &[Kind]) {
    if kinds.iter().all(|k| k.course.population.is_none()) {
        return;
    }
    for setting in ["tickets", "warm_up_tickets"] {
        if let Some(cell) = t.origin("desk", "", setting) {
            let message =
                format!("`{setting}` counts tickets, but some come from a `population` and may never be so many");
            t.mistakes.push(cell.mistake(message).help("say how long to run in `weeks`, `days` and `warm_up_weeks`"));
        }
    }
}

/// More interrupting priorities than there are below the lowest interrupt nobody.
pub(super) fn check(t: &mut Tables, lifecycle: &Lifecycle, priorities: usize) {
    if let Some(preemption) = lifecycle.preemption
        && usize::from(preemption.priorities) >= priorities
    {
        let message =
            format!("the desk has {priorities} priorities: at most {} of them interrupt another", priorities - 1);
        settings::wrong(t, "interrupting_priorities", message, "raise `priorities`, or lower this number");
    }
}
