//! What dates mean to the team, with `absences.csv`.

use super::super::{Allowed, Cell, Row, quoted};
use super::calendar::day;
use super::columns;
use super::tables::Tables;
use crate::model::{Calendar, Group, Leave, Ramp, Sickness};

/// Completes the groups of the team by what their rows, and the absences, say of dates.
pub(super) fn dates(t: &mut Tables, calendar: &Calendar, groups: &mut [Group]) {
    for group in groups.iter_mut() {
        let key = group.name.to_lowercase();
        group.dates.works_holidays = works_holidays(t, &key, calendar);
        group.dates.sickness = sickness(t, &key);
        group.dates.hired = hired(t, &key, calendar);
        group.dates.ramp = ramp(t, &key);
    }
    absences(t, calendar, groups);
}

/// That a team is off is assumed only where there is a holiday.
fn works_holidays(t: &mut Tables, key: &str, calendar: &Calendar) -> bool {
    if t.origin("team", key, "works_holidays").is_none() && calendar.holidays.is_empty() {
        return false;
    }
    t.yes_no("team", key, "works_holidays", false)
}

fn sickness(t: &mut Tables, key: &str) -> Option<Sickness> {
    let desk = t.number("desk", "", "sick_percent", 0.0);
    let percent = t.number_given("team", key, "sick_percent", Some(desk)).unwrap_or(desk);
    if percent == 0.0 {
        t.number_given("desk", "", "sick_mean_days", None);
        return None;
    }
    let mean_days = t.number("desk", "", "sick_mean_days", 3.0);
    Some(Sickness { share: percent / 100.0, mean_days })
}

fn hired(t: &mut Tables, key: &str, calendar: &Calendar) -> Option<i64> {
    let cell = t.text("team", key, "hired")?;
    day(t, calendar, &cell, "there is a date of hiring")
}

fn ramp(t: &mut Tables, key: &str) -> Option<Ramp> {
    let Some(weeks) = t.number_given("team", key, "ramp_weeks", None) else {
        t.number_given("team", key, "ramp_speed_percent", None);
        if let Some(cell) = t.origin("team", key, "ramp_speed_percent") {
            let message = "a first speed, but not over how many weeks it rises";
            t.mistakes.push(cell.mistake(message).help("fill in `ramp_weeks` too"));
        }
        return None;
    };
    let start = t.number("team", key, "ramp_speed_percent", 50.0) / 100.0;
    Some(Ramp { weeks: weeks as i64, start })
}

fn absences(t: &mut Tables, calendar: &Calendar, groups: &mut [Group]) {
    let Some(sheet) = t.sheets.get("absences") else { return };
    sheet.check_columns(&columns::names("absences"), &["group", "from"], t.mistakes);
    let names: Vec<String> = groups.iter().map(|g| g.name.clone()).collect();
    // By group, with the cell that a mistake about the number of agents is about.
    let mut rows: Vec<(usize, Leave, Cell)> = Vec::new();
    for row in sheet.rows() {
        let Some(cell) = needed(t, &row, "group") else { continue };
        let Some(group) = cell.one_of(&names, "group", t.mistakes) else { continue };
        let Some(first) = needed(t, &row, "from") else { continue };
        let told = t.mistakes.len();
        let from = day(t, calendar, &first, "there are absences");
        let last = row.given("to").unwrap_or(first);
        let to = if t.mistakes.len() > told { None } else { day(t, calendar, &last, "there are absences") };
        let agents = match row.given("agents") {
            Some(cell) => cell.whole(&Allowed::between(1.0, 100_000.0, ""), t.mistakes),
            None => Some(1),
        };
        if calendar.first_monday.is_none() {
            // Said once: the other rows have the same trouble.
            return;
        }
        let (Some(from), Some(to), Some(agents)) = (from, to, agents) else { continue };
        if to < from {
            let message =
                format!("an absence from {} to {} ends before it begins", quoted(first.text()), quoted(last.text()));
            t.mistakes.push(last.mistake(message).label("before `from`").help("write the earlier date in `from`"));
            continue;
        }
        let leave = Leave { agents: agents as usize, from, to };
        rows.push((group, leave, row.given("agents").unwrap_or(cell)));
    }
    for (group, leave, cell) in &rows {
        let there = groups[*group].agents;
        // Most are away on the first day of one of the rows.
        let same_day = rows.iter().filter(|(g, l, _)| g == group && (l.from..=l.to).contains(&leave.from));
        let away: usize = same_day.map(|(_, l, _)| l.agents).sum();
        if away > there {
            let name = quoted(&names[*group]);
            let message = if leave.agents > there {
                format!("{away} of the {there} agents of {name} cannot be away")
            } else {
                format!("the absences of these days make {away} of the {there} agents of {name}")
            };
            t.mistakes.push(cell.mistake(message).label("more than there are").help("rows of the same days add up"));
        }
    }
    for (group, leave, _) in rows {
        groups[group].dates.leaves.push(leave);
    }
}

/// A cell that every row needs. That the column is missing is said once, of the header.
fn needed<'s>(t: &mut Tables<'_, 's>, row: &Row<'s>, name: &str) -> Option<Cell<'s>> {
    let cell = row.given(name);
    if cell.is_none() && row.cell(name).is_some() {
        let mistake = super::super::Mistake::new(row.place(), format!("this row has no {}", quoted(name)));
        t.mistakes.push(mistake.help("fill it in, or start the row with `#` to leave it out"));
    }
    cell
}
