//! Roles and the team.

use super::super::{Cell, Mistake, quoted};
use super::on_call::on_call;
use super::presets::{self, Preset};
use super::tables::Tables;
use super::{settings, sites};
use crate::model::{Absence, Dates, Group, Hold, Role, ShiftEnd};
use crate::units::{HOUR, Span, WEEK};

/// What happens to work at the end of a shift, by the words of the setting.
const SHIFT_ENDS: [(&str, ShiftEnd); 4] = [
    ("suspend", ShiftEnd::Suspend),
    ("finish", ShiftEnd::Finish),
    ("hand over", ShiftEnd::HandOver),
    ("relieved", ShiftEnd::Relieved),
];

/// A role with the salary its agents have unless their group says otherwise.
pub(super) struct Employed {
    pub role: Role,
    pub salary: f64,
}

/// Roles: the preset's, and rows of `roles.csv`.
pub(super) fn roles(t: &mut Tables, preset: Option<&'static Preset>) -> Vec<Employed> {
    let mut names: Vec<String> = match preset {
        Some(_) => presets::ROLES.iter().map(|r| r.to_string()).collect(),
        None => Vec::new(),
    };
    for key in t.index.keys("roles") {
        if !names.contains(key) {
            let cell = t.index.row("roles", key).and_then(|r| r.given("role"));
            names.push(cell.map_or(key.clone(), |c| c.text().to_string()));
        }
    }
    if names.is_empty() {
        // Without a table of roles the team says which there are.
        for key in t.index.keys("team").to_vec() {
            if let Some(cell) = t.index.row("team", &key).and_then(|r| r.given("role"))
                && !names.iter().any(|n| n.eq_ignore_ascii_case(cell.text()))
            {
                names.push(cell.text().to_string());
            }
        }
    }
    let pay = match t.word("desk", "", "pay", 0) {
        0 => preset,
        other => presets::PRESETS.get(other - 1),
    };
    let mut all = Vec::new();
    for name in names {
        let key = name.to_lowercase();
        let standard = presets::ROLES.iter().position(|r| *r == key).filter(|_| preset.is_some());
        let (visits, systemic) = match (preset, standard) {
            (Some(p), Some(0)) => (p.specialist_visits, true),
            (Some(_), Some(_)) => (true, false),
            _ => (true, true),
        };
        let salary = standard.and_then(|s| Some(pay?.salaries[s])).unwrap_or(0.0);
        let visits = t.yes_no("roles", &key, "visits", visits);
        let systemic = t.yes_no("roles", &key, "systemic", systemic);
        let salary = t.number("roles", &key, "salary_per_year", salary);
        all.push(Employed { role: Role { name, visits, systemic }, salary });
    }
    all
}

/// The groups of `team.csv`.
pub(super) fn team(t: &mut Tables, roles: &[Employed], priorities: usize) -> Vec<Group> {
    let Some(sheet) = t.sheets.get("team") else {
        let place = t.place("team");
        let help = "add a file team.csv with a header `group,role,agents,shift` and one row a group";
        t.mistakes.push(Mistake::new(place, "the table `team` is missing").help(help));
        return Vec::new();
    };
    let names: Vec<String> = roles.iter().map(|r| r.role.name.clone()).collect();
    let mut groups = Vec::new();
    let mut people = 0;
    for key in t.index.keys("team").to_vec() {
        let Some(row) = t.index.row("team", &key) else { continue };
        let Some(name) = row.given("group") else { continue };
        let role = match t.text("team", &key, "role") {
            Some(cell) => cell.one_of(&names, "role", t.mistakes),
            None => {
                if sheet.column("role").is_some() {
                    t.mistakes.push(name.mistake(format!("group {} has no role", quoted(name.text()))));
                }
                None
            }
        };
        let agents = t.number_given("team", &key, "agents", None);
        if agents.is_none() && t.written("team", &key, "agents").is_none() && sheet.column("agents").is_some() {
            t.mistakes.push(name.mistake(format!("group {} has no number of agents", quoted(name.text()))));
        }
        let (Some(role), Some(agents)) = (role, agents) else { continue };
        people += agents as usize;
        let salary = t.number_given("team", &key, "salary_per_year", Some(roles[role].salary));
        let speed = t.number("team", &key, "speed", 1.0);
        let shift = shift(t, &key);
        let shift_end = match t.text("team", &key, "shift_end") {
            Some(cell) => cell.one_of(&SHIFT_ENDS.map(|(word, _)| word), "shift_end", t.mistakes).unwrap_or(0),
            None => t.word("desk", "", "shift_end", 0),
        };
        let hold = hold(t, &key, &roles[role].role);
        let on_call = on_call(t, &key, priorities, agents as usize, &shift);
        if on_call.is_some()
            && hold.at_once > 1
            && let Some(cell) = t.origin("team", &key, "on_call")
        {
            let message = format!("people with {} tickets in work at once cannot be called out", hold.at_once);
            t.mistakes.push(cell.mistake(message).help("use 1 for `at_once` of this group, or `-` here"));
        }
        groups.push(Group {
            name: name.text().to_string(),
            role,
            agents: agents as usize,
            site: sites::site_of(t, &key),
            shift,
            shift_end: SHIFT_ENDS[shift_end].1,
            speed,
            salary: salary.unwrap_or(0.0),
            hold,
            on_call,
            dates: Dates::default(),
        });
    }
    if people == 0 && t.mistakes.is_empty() {
        let help = "raise a number of `agents` above 0";
        t.mistakes.push(Mistake::new(sheet.as_place(), "there is nobody on the team").help(help));
    }
    groups
}

/// How many tickets each agent of a group has at once.
fn hold(t: &mut Tables, key: &str, role: &Role) -> Hold {
    let at_once = t.number("team", key, "at_once", 1.0) as u32;
    let limit = t.number_given("team", key, "open_limit", None).map(|limit| limit as u32);
    let mut refuse = |column: &str, message: String, help: &str| {
        if let Some(cell) = t.origin("team", key, column) {
            t.mistakes.push(cell.mistake(message).help(help));
        }
    };
    if at_once > 1 && role.visits {
        let message =
            format!("role {} visits users, and cannot have {at_once} tickets in work at once", quoted(&role.name));
        refuse("at_once", message, "say `no` to `visits` of the role in roles.csv, or use 1 here");
    }
    if let Some(limit) = limit.filter(|limit| *limit < at_once) {
        let message = format!("{limit} tickets may be open, but {at_once} in work at once");
        refuse("open_limit", message, "use at least as many as `at_once`");
    }
    Hold {
        at_once,
        slower: if at_once > 1 { t.number("team", key, "slower_percent", 20.0) as u32 } else { 0 },
        open_limit: limit,
        pending_counts: t.yes_no("team", key, "pending_counts", false),
    }
}

/// The pieces of a group's shift with what is lost in each.
fn shift(t: &mut Tables, key: &str) -> Vec<(Span, Span, Absence)> {
    let desk = t.number("desk", "", "shrinkage_percent", if t.neutral { 0.0 } else { 30.0 });
    let shrinkage = t.number_given("team", key, "shrinkage_percent", Some(desk)).unwrap_or(desk) / 100.0;
    let desk = t.number("desk", "", "lunch_minutes", if t.neutral { 0.0 } else { 60.0 });
    let lunch = t.number_given("team", key, "lunch_minutes", Some(desk)).unwrap_or(desk);
    if shrinkage >= 1.0 {
        settings::wrong(
            t,
            "shrinkage_percent",
            "nobody is ever on tickets with 100 % shrinkage".into(),
            "use less than 100",
        );
    }
    let default = if t.neutral { vec![(Span::ZERO, WEEK)] } else { settings::weekdays(8, 17) };
    let intervals = match t.text("team", key, "shift") {
        Some(cell) if cell.text() == "-" => Some(Vec::new()),
        Some(cell) => hours(t, cell),
        None => {
            t.note("team", "shift");
            None
        }
    };
    let pieces = intervals.unwrap_or(default).into_iter();
    pieces
        .map(|(start, end)| {
            let length = end - start;
            // Round the clock is a post that is always manned, not somebody's day.
            let long = length > Span(6 * HOUR.0) && length < Span(24 * HOUR.0);
            let unpaid_break = if long { Span::from_minutes(lunch).min(Span(length.0 - HOUR.0)) } else { Span::ZERO };
            (start, end, Absence { unpaid_break, shrinkage })
        })
        .collect()
}

/// Hours of the week: written out, or a shift of `shifts.csv`.
pub(super) fn hours(t: &mut Tables, cell: Cell) -> Option<Vec<(Span, Span)>> {
    if let Some(hours) = t.index.row("shifts", cell.text()).and_then(|r| r.given("hours")) {
        return hours.shift(t.mistakes);
    }
    let named = t.index.keys("shifts");
    let looks_like_hours = cell.text().contains(':') || cell.text().eq_ignore_ascii_case("always");
    if named.is_empty() || looks_like_hours {
        return cell.shift(t.mistakes);
    }
    cell.one_of(named, "shift", t.mistakes);
    None
}
