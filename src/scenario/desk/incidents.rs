//! Major incidents: `incidents.csv`.

use super::super::{Cell, Mistake, Weekdays, listed, quoted};
use super::calendar;
use super::kinds::optional_law_of;
use super::tables::Tables;
use crate::engine::Eligibility;
use crate::model::{Begins, Calendar, Extent, Horizon, Incident, Model, Regime, RoleId};
use crate::units::{DAY, HOUR, MINUTE, Span, Time, WEEK};

/// What tickets and people may be called.
pub(super) struct Names<'n> {
    pub kinds: Vec<&'n str>,
    pub roles: Vec<&'n str>,
    pub priorities: usize,
}

/// The incidents of a desk, by name: the order of rows has no meaning.
pub(super) fn incidents(t: &mut Tables, names: &Names, calendar: &Calendar, horizon: &Horizon) -> Vec<Incident> {
    let keys = t.index.keys("incidents").to_vec();
    let mut incidents: Vec<Incident> =
        keys.iter().filter_map(|key| incident(t, key, names, calendar, horizon)).collect();
    incidents.sort_by(|a, b| a.name.cmp(&b.name));
    incidents
}

fn incident(t: &mut Tables, key: &str, names: &Names, calendar: &Calendar, horizon: &Horizon) -> Option<Incident> {
    let name = t.written("incidents", key, "incident")?.name(t.mistakes)?.to_string();
    let begins = begins(t, key, calendar, horizon);
    let kind = match t.text("incidents", key, "kind") {
        Some(cell) => cell.one_of(&names.kinds, "kind", t.mistakes),
        None => missing(t, key, "nothing says of which kind it is", "fill in `kind`, a kind of tickets.csv"),
    };
    let child_kind = match t.text("incidents", key, "children_kind") {
        Some(cell) => cell.one_of(&names.kinds, "kind", t.mistakes),
        None => kind,
    };
    let words: Vec<String> = (1..=names.priorities).map(|p| format!("P{p}")).collect();
    let priority = match t.text("incidents", key, "priority") {
        Some(cell) => cell.one_of(&words, "priority", t.mistakes),
        None => Some(0),
    };
    let work = optional_law_of(t, "incidents", key, ["work_mean_minutes", "work_law", "work_cv"], 60.0);
    let children = t.number_given("incidents", key, "children", None).unwrap_or(0.0);
    let within = t.number("incidents", key, "children_within_minutes", 60.0);
    let child_work = t.number("incidents", key, "child_work_minutes", 5.0);
    let pulls = match t.text("incidents", key, "pulls") {
        Some(cell) => pulls(t, cell, &names.roles),
        None => Vec::new(),
    };
    Some(Incident {
        name,
        begins: begins??,
        kind: kind?,
        priority: priority? as u8,
        work,
        children,
        within: Span::from_minutes(within),
        child_kind: child_kind?,
        child_work: Span::from_minutes(child_work),
        pulls,
    })
}

fn missing<T>(t: &mut Tables, key: &str, message: &str, help: &str) -> Option<T> {
    let place = t.index.row("incidents", key).map_or_else(|| t.place("incidents"), |row| row.place());
    t.mistakes.push(Mistake::new(place, message).help(help));
    None
}

/// When an incident begins; `Some(None)` if it does not, `None` if what is said of it is wrong.
fn begins(t: &mut Tables, key: &str, calendar: &Calendar, horizon: &Horizon) -> Option<Option<Begins>> {
    let per_year = t.number_given("incidents", key, "per_year", None);
    let rate = t.origin("incidents", key, "per_year");
    let Some(cell) = t.text("incidents", key, "when") else {
        if rate.is_none() {
            let help = "fill in `when`, as `week 2 Tue 09:30` or `2027-03-02 09:30`, or `per_year`, as `12`";
            return missing(t, key, "nothing says when it begins, or how often", help);
        }
        return Some(Some(Begins::PerYear(per_year?)));
    };
    if cell.text() == "-" {
        return Some(None);
    }
    if let Some(rate) = rate {
        let message = "both `when` and `per_year` say when it begins";
        t.mistakes.push(rate.mistake(message).help("keep one of them"));
        return None;
    }
    let at = instant(t, &cell, calendar)?;
    if horizon.regime == Regime::Steady {
        let message = "an incident at a fixed time has no steady state, which `mode` steady asks about";
        let help = "add a row `mode,terminating` to desk.csv: then these very weeks are measured; or give `per_year` \
                    instead of `when`";
        t.mistakes.push(cell.mistake(message).label("happens once").help(help));
        return None;
    }
    if let (Extent::Span(warm_up), Extent::Span(measured)) = (horizon.warm_up, horizon.measured) {
        let end = Time::ZERO + warm_up + measured;
        if at >= end || at < Time::ZERO {
            let message = format!("{} lies outside the run, which has {} weeks", quoted(cell.text()), weeks(end));
            let help = "the weeks count from the first of the run, warm-up included; make the run longer, or the incident \
                        earlier";
            t.mistakes.push(cell.mistake(message).label("never happens").help(help));
            return None;
        }
    }
    Some(Some(Begins::At(at)))
}

/// Weeks until an instant, a part of one as one.
fn weeks(end: Time) -> i64 {
    (end.0 + WEEK.0 - 1) / WEEK.0
}

/// A date and time, or a day of the run.
fn instant(t: &mut Tables, cell: &Cell, calendar: &Calendar) -> Option<Time> {
    if cell.text().starts_with(|c: char| c.is_ascii_digit()) {
        return calendar::instant(t, calendar, cell, "there is an incident on a date");
    }
    let at = day_of_run(cell.text());
    if at.is_none() {
        let message = format!(
            "found {}; must be a day of the run, as `week 2 Tue 09:30`, a date and time, as `2027-03-02 09:30`, or `-` for never",
            quoted(cell.text())
        );
        t.mistakes.push(cell.mistake(message).label("not such a time"));
    }
    at
}

/// `week 2 Tue 09:30`; weeks count from 1.
fn day_of_run(text: &str) -> Option<Time> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [week, number, day, clock] = words.as_slice() else { return None };
    let number: i64 = number.parse().ok().filter(|n| (1..=100_000).contains(n) && week.eq_ignore_ascii_case("week"))?;
    let mut days = Weekdays::read(day)?.days();
    let (Some(day), None) = (days.next(), days.next()) else { return None };
    let (hour, minute) = clock.split_once(':')?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit()) && (1..=2).contains(&text.len());
    let (hour, minute): (i64, i64) = if digits(hour) && digits(minute) {
        (hour.parse().ok()?, minute.parse().ok()?)
    } else {
        return None;
    };
    let at = (number - 1) * WEEK.0 + day as i64 * DAY.0 + hour * HOUR.0 + minute * MINUTE.0;
    (hour < 24 && minute < 60).then_some(Time(at))
}

/// Who is pulled: `specialist 2 + technician 1`.
fn pulls(t: &mut Tables, cell: Cell, roles: &[&str]) -> Vec<(RoleId, usize)> {
    if cell.text() == "-" {
        return Vec::new();
    }
    let mut pulls: Vec<(RoleId, usize)> = Vec::new();
    for piece in cell.text().split('+') {
        let read = piece.trim().rsplit_once(char::is_whitespace).and_then(|(role, number)| {
            let agents: usize = number.parse().ok().filter(|n| (1..=100_000).contains(n))?;
            Some((role.trim(), agents))
        });
        let Some((role, agents)) = read else {
            let message =
                format!("found {}; must be a role and a whole number above 0, as `specialist 2`", quoted(piece.trim()));
            t.mistakes.push(
                cell.mistake(message).label("who, and how many?").help("several are joined by `+`, `-` is nobody"),
            );
            return Vec::new();
        };
        let Some(role) = roles.iter().position(|known| known.eq_ignore_ascii_case(role)) else {
            let message = format!("unknown role {}", quoted(role));
            let near = super::super::nearest(role, roles)
                .map_or(String::new(), |near| format!("did you mean {}? ", quoted(near)));
            let help = format!("{near}known: {}", listed(roles));
            t.mistakes.push(cell.mistake(message).label("not one of the roles").help(help));
            return Vec::new();
        };
        if pulls.iter().any(|(known, _)| *known == role) {
            let message = format!("role {} occurs twice", quoted(roles[role]));
            t.mistakes.push(cell.mistake(message).help("write each role once, with the number of its agents"));
            return Vec::new();
        }
        pulls.push((role, agents));
    }
    pulls
}

/// Somebody must be able to work on parents and children, and have one ticket at a time.
pub(super) fn check(t: &mut Tables, model: &Model, eligibility: &Eligibility) {
    let held = model.groups.iter().find(|g| g.agents > 0 && (g.hold.at_once > 1 || g.hold.open_limit.is_some()));
    if let Some(group) = held.filter(|_| !model.demand.incidents.is_empty()) {
        let column = if group.hold.at_once > 1 { "at_once" } else { "open_limit" };
        let message = format!("major incidents are not possible with `{column}` of a group");
        if let Some(cell) = t.origin("team", &group.name.to_lowercase(), column) {
            let help = "remove one of them; `when` of an incident may be `-` for a scenario without it";
            t.mistakes.push(cell.mistake(message).label("there are incidents").help(help));
        }
    }
    for incident in &model.demand.incidents {
        let tickets = [("kind", incident.kind, true), ("children_kind", incident.child_kind, false)];
        for (column, kind, systemic) in tickets {
            if eligibility.at_arrival(kind, false, systemic, 0).is_some() {
                continue;
            }
            let key = incident.name.to_lowercase();
            let name = &model.kinds[kind].name;
            let cause = if systemic { " with a systemic cause, as that of an incident is" } else { "" };
            let message = format!("nobody on the desk may work on {} tickets{cause}", quoted(name));
            let help = if systemic {
                "give a role that takes systemic work (`systemic` in roles.csv) this kind in scopes.csv"
            } else {
                "add a row for it to scopes.csv, or people of a role that has it in scope to team.csv"
            };
            let cell = t.origin("incidents", &key, column).or_else(|| t.origin("incidents", &key, "kind"));
            let Some(cell) = cell else { continue };
            t.mistakes.push(cell.mistake(message).label("waits for ever").help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_run_is_read() {
        let hours = |text| day_of_run(text).map(|at| at.0 as f64 / HOUR.0 as f64);
        assert_eq!(hours("week 1 Mon 00:00"), Some(0.0));
        assert_eq!(hours("Week 2  tuesday 9:30"), Some(168.0 + 24.0 + 9.5));
        for text in [
            "week 0 Mon 09:30",
            "week 2 Tue",
            "2 Tue 09:30",
            "week 2 Mon-Tue 09:30",
            "week 2 Tue 24:00",
            "week 2 Tue 9h",
        ] {
            assert_eq!(hours(text), None, "{text}");
        }
    }
}
