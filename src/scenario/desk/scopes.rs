//! Who works on what: the preset's matrix, changed cell by cell by `scopes.csv` and the scenario.

use super::super::{Mistake, quoted};
use super::kinds::{Described, law, law_help, of_cv};
use super::people::Employed;
use super::presets::{self, Preset};
use super::tables::Tables;
use crate::model::{Escalation, Law, Rank, Scope, ScopeTable};

/// The scope table.
pub(super) fn scopes(
    t: &mut Tables,
    preset: Option<&'static Preset>,
    roles: &[Employed],
    kinds: &[Described],
) -> ScopeTable {
    check_keys(t, roles, kinds);
    let mut table = ScopeTable::new(roles.len(), kinds.len());
    let names: Vec<String> = roles.iter().map(|r| r.role.name.clone()).collect();
    let kind_names: Vec<String> = kinds.iter().map(|k| k.kind.name.clone()).collect();
    for (k, described) in kinds.iter().enumerate() {
        for (r, role) in roles.iter().enumerate() {
            let scope = cell(t, preset, r, role, described, &names, &kind_names, k);
            table.set(r, k, scope);
        }
        open_cells(t, preset, described, &table, roles, k);
    }
    table
}

fn check_keys(t: &mut Tables, roles: &[Employed], kinds: &[Described]) {
    let role_names: Vec<&str> = roles.iter().map(|r| r.role.name.as_str()).collect();
    let mut kind_names: Vec<&str> = kinds.iter().map(|k| k.kind.name.as_str()).collect();
    kind_names.push("*");
    for key in t.index.keys("scopes").to_vec() {
        let Some(row) = t.index.row("scopes", &key) else { continue };
        if let Some(cell) = row.given("role") {
            cell.one_of(&role_names, "role", t.mistakes);
        }
        if let Some(cell) = row.given("kind") {
            cell.one_of(&kind_names, "kind", t.mistakes);
        }
    }
}

/// In `consensus` the documents leave cells open: the desk must say who owns such a kind.
fn open_cells(
    t: &mut Tables,
    preset: Option<&'static Preset>,
    described: &Described,
    table: &ScopeTable,
    roles: &[Employed],
    k: usize,
) {
    let (Some(preset), Some(default)) = (preset, described.default) else { return };
    let open = default.scopes[preset.column] == ['?', '?'];
    if !open || (0..roles.len()).any(|r| table.get(r, k).is_some()) {
        return;
    }
    let name = &described.kind.name;
    let place = t.place("scopes");
    let [a, b] = default.quotes;
    let message = format!("nobody owns {}: the two role documents disagree ({a}; {b})", quoted(name));
    let help = format!(
        "decide: add a row `specialist,{name},primary` or `technician,{name},primary` to scopes.csv (header `role,kind,scope`)"
    );
    t.mistakes.push(Mistake::new(place, message).help(help));
}

#[allow(clippy::too_many_arguments)]
fn cell(
    t: &mut Tables,
    preset: Option<&'static Preset>,
    r: usize,
    role: &Employed,
    described: &Described,
    roles: &[String],
    kinds: &[String],
    k: usize,
) -> Option<Scope> {
    let kind = described.kind.name.to_lowercase();
    let role_key = role.role.name.to_lowercase();
    // A named kind wins over `*`, cell by cell.
    let named = format!("{role_key}.{kind}");
    let all = format!("{role_key}.*");
    let key_of = |t: &Tables, column: &str| {
        if t.written("scopes", &named, column).is_none() && t.written("scopes", &all, column).is_some() {
            all.clone()
        } else {
            named.clone()
        }
    };
    let letter = match (preset, described.default, r) {
        (Some(p), Some(d), 0 | 1) => d.scopes[p.column][r],
        _ => '-',
    };
    let key = key_of(t, "scope");
    let word = match t.text("scopes", &key, "scope") {
        Some(cell) => cell.one_of(&["primary", "secondary", "none"], "scope", t.mistakes).unwrap_or(2),
        None => match letter {
            'P' => 0,
            's' => 1,
            _ if t.index.row("scopes", &named).is_some() => 0,
            _ => 2,
        },
    };
    let rank = match word {
        0 => Rank::Primary,
        1 => Rank::Secondary,
        _ => return None,
    };
    let secondary = rank == Rank::Secondary && !t.neutral;
    let key = key_of(t, "work_factor");
    let default = if secondary { 1.3 } else { 1.0 };
    if secondary && t.written("scopes", &key, "work_factor").is_none() {
        t.note("scopes", "work_factor");
    }
    let factor = t.number_given("scopes", &key, "work_factor", Some(default)).unwrap_or(default);
    let work = work(t, described, &kind, &named, &all, factor)?;
    let key = key_of(t, "resolve_percent");
    let default = match (t.neutral, rank) {
        (true, _) => 100.0,
        (_, Rank::Primary) => 90.0,
        (_, Rank::Secondary) => 75.0,
    };
    let resolve = t.number("scopes", &key, "resolve_percent", default) / 100.0;
    let to = key_of(t, "escalates_to");
    let escalates_to = match t.text("scopes", &to, "escalates_to") {
        Some(cell) if cell.text() == "-" => None,
        Some(cell) => cell.one_of(roles, "role", t.mistakes),
        None => match (preset, described.default) {
            (Some(p), Some(d)) if r < 2 => presets::escalation(p, d, r),
            _ => None,
        },
    };
    let as_key = key_of(t, "escalates_as");
    let escalates_as = match t.text("scopes", &as_key, "escalates_as") {
        Some(cell) => cell.one_of(kinds, "kind", t.mistakes).unwrap_or(k),
        None => k,
    };
    let escalation = escalates_to.map(|role| Escalation { role, kind: escalates_as });
    Some(Scope { rank, work, resolve, escalation })
}

/// Work content of a role on a kind: its own, else the kind's times the factor.
fn work(t: &mut Tables, described: &Described, kind: &str, named: &str, all: &str, factor: f64) -> Option<Law> {
    let pick = |t: &Tables, column: &str| {
        if t.written("scopes", named, column).is_none() && t.written("scopes", all, column).is_some() {
            all
        } else {
            named
        }
    };
    let default = described.default.map(|d| d.work);
    if default.is_some() && t.written("tickets", kind, "work_mean_minutes").is_none() {
        t.note("tickets", "work_mean_minutes");
    }
    let kind_mean = t.number_given("tickets", kind, "work_mean_minutes", default);
    let key = pick(t, "work_mean_minutes");
    let own_mean = t.number_given("scopes", key, "work_mean_minutes", kind_mean.map(|m| m * factor));
    let kind_cv = t.number_given("tickets", kind, "work_cv", None);
    let key = pick(t, "work_cv");
    let cv = t.number_given("scopes", key, "work_cv", kind_cv);
    let cv_cell = t.origin("scopes", key, "work_cv").or_else(|| t.origin("tickets", kind, "work_cv"));
    let key = pick(t, "work_law");
    let own_law = t.text("scopes", key, "work_law");
    let cell = match own_law {
        Some(cell) => Some(cell),
        None => t.text("tickets", kind, "work_law"),
    };
    let Some(cell) = cell else {
        if t.neutral {
            let place = t.written("tickets", kind, "kind").map(|c| c.place());
            let place = place.unwrap_or_else(|| t.place("tickets"));
            let message = format!("kind {} has no law of its work content", quoted(kind));
            let help = "add `work_law` (as `lognormal`) with `work_mean_minutes` and `work_cv` to its row";
            t.mistakes.push(Mistake::new(place, message).help(help));
            return None;
        }
        let Some(mean) = own_mean else {
            let place = t.written("tickets", kind, "kind").map(|c| c.place());
            let place = place.unwrap_or_else(|| t.place("tickets"));
            let message = format!("kind {} has no work content", quoted(kind));
            t.mistakes
                .push(Mistake::new(place, message).help("add `work_mean_minutes` to its row: it is never guessed"));
            return None;
        };
        t.note("tickets", "work_law");
        if cv.is_none() {
            t.note("tickets", "work_cv");
        }
        let family = if cv == Some(0.0) || mean == 0.0 { "fixed" } else { "lognormal" };
        let cv = if family == "fixed" { None } else { Some(cv.unwrap_or(0.947)) };
        return match Law::parse(family, Some(mean), cv, 60.0) {
            Ok(law) => Some(law),
            Err(wrong) => {
                let cell = cv_cell.filter(|_| of_cv(&wrong)).or_else(|| t.written("tickets", kind, "kind"));
                let place = cell.map_or_else(|| t.place("tickets"), |c| c.place());
                t.mistakes.push(Mistake::new(place, wrong.to_string()).maybe_help(law_help(&wrong)));
                None
            }
        };
    };
    // A law that says its own numbers determines its mean; the factor of a secondary scope still applies to it.
    let explicit =
        cell.text().chars().any(|c| c.is_ascii_digit()) && !cell.text().to_lowercase().starts_with("erlang ");
    let mean = if explicit { None } else { own_mean };
    let read = law(t, cell, mean, (cv, cv_cell), 60.0)?;
    Some(if explicit && own_law.is_none() { read.scaled(factor) } else { read })
}
