//! Where the hours of a ticket go, as a table: a state a line.

use super::study::short;
use super::table::table;
use crate::experiment::Studied;
use crate::metric::{By, HOURS, Selection};
use crate::model::Model;

/// A state that takes less of the hours than this in every column is left out.
const LEAST: f64 = 0.0005;

/// Hours in each state.
pub(super) type Hours = [f64; HOURS.len()];

/// The hours of a resolved ticket in each state, of all tickets, by category and by the role that resolved.
pub(super) fn hours(studied: &Studied) -> String {
    lines(&columns(studied, true))
}

/// The parts of a desk with their hours; names of many roles may be made short.
pub(super) fn columns(studied: &Studied, narrow: bool) -> Vec<(String, Hours)> {
    let model = &studied.scenario.model;
    let parts = [By::All, By::Category, By::Role].into_iter().flat_map(|by| Selection::parts(by, model));
    parts.map(|part| (head(part, model, narrow), of(studied, part))).collect()
}

/// The hours of a part of a desk.
pub(super) fn of(studied: &Studied, part: Selection) -> Hours {
    HOURS.map(|(name, _)| studied.figure(name, part, None).known().map_or(0.0, |e| e.value))
}

fn head(part: Selection, model: &Model, narrow: bool) -> String {
    match part {
        Selection::All => "all".to_string(),
        // Names of many roles would make the table too wide.
        Selection::Role(_) if narrow && Selection::parts(By::Role, model).len() > 2 => short(&part.name(model)),
        _ => part.name(model),
    }
}

/// The states that take a share of these hours worth a line; none where tickets do not do anything but being worked on.
pub(super) fn states(columns: &[(String, Hours)]) -> Vec<usize> {
    let occurs = |state: usize| columns.iter().any(|(_, hours)| hours[state] > LEAST * hours.iter().sum::<f64>());
    let states: Vec<usize> = (0..HOURS.len()).filter(|state| occurs(*state)).collect();
    if states.iter().all(|state| HOURS[*state].0 == "hours_work") { Vec::new() } else { states }
}

/// The table of these columns; nothing where tickets do not do anything but being worked on.
fn lines(columns: &[(String, Hours)]) -> String {
    let states = states(columns);
    if states.is_empty() {
        return String::new();
    }
    let (header, rows) = cells_of(columns, &states);
    format!(
        "Where the hours go: calendar hours of a resolved ticket; by role, the one that resolved it\n{}",
        table(&header, &rows)
    )
}

/// The table of these columns, cell by cell: a state a row.
pub(super) fn cells_of(columns: &[(String, Hours)], states: &[usize]) -> (Vec<String>, Vec<Vec<String>>) {
    let all: f64 = columns.first().map_or(0.0, |(_, hours)| hours.iter().sum());
    let decimals = match all {
        ..1.0 => 3,
        ..100.0 => 2,
        _ => 1,
    };
    let cells: Vec<Vec<String>> = columns.iter().map(|(_, hours)| cells(hours, states, decimals)).collect();
    let mut header = vec!["hours by state".to_string()];
    header.extend(columns.iter().map(|(name, _)| name.clone()));
    let row = |(at, name): (usize, &str)| -> Vec<String> {
        std::iter::once(name.to_string()).chain(cells.iter().map(|column| column[at].clone())).collect()
    };
    let names = states.iter().map(|state| HOURS[*state].1).chain(["arrival to resolved"]);
    (header, names.enumerate().map(row).collect())
}

/// A column: hours and share of each state, and their sum.
fn cells(hours: &Hours, states: &[usize], decimals: usize) -> Vec<String> {
    let hours: Vec<f64> = states.iter().map(|state| hours[*state]).collect();
    let sum: f64 = hours.iter().sum();
    if sum <= 0.0 {
        return vec!["-".to_string(); states.len() + 1];
    }
    let shares: Vec<f64> = hours.iter().map(|h| 100.0 * h / sum).collect();
    let shown = adding_up(&hours, decimals).into_iter().zip(adding_up(&shares, 0));
    let cell = |((shown, share), exact): ((f64, f64), &f64)| {
        let share = if share == 0.0 { "<1".to_string() } else { format!("{share:.0}") };
        if *exact > 0.0 { format!("{shown:.decimals$} {share:>3} %") } else { "-".to_string() }
    };
    let mut cells: Vec<String> = shown.zip(&hours).map(cell).collect();
    cells.push(format!("{sum:.decimals$} 100 %"));
    cells
}

/// Rounds to so many decimals so that the parts add up to their rounded sum: those that lose most by it are rounded up.
fn adding_up(parts: &[f64], decimals: usize) -> Vec<f64> {
    let unit = 0.1_f64.powi(decimals as i32);
    let exact: Vec<f64> = parts.iter().map(|part| part / unit).collect();
    let mut rounded: Vec<f64> = exact.iter().map(|part| part.floor()).collect();
    let missing = (exact.iter().sum::<f64>().round() - rounded.iter().sum::<f64>()).max(0.0) as usize;
    let mut by_loss: Vec<usize> = (0..parts.len()).collect();
    by_loss.sort_by(|a, b| (exact[*b] - rounded[*b]).total_cmp(&(exact[*a] - rounded[*a])));
    for at in by_loss.into_iter().take(missing) {
        rounded[at] += 1.0;
    }
    rounded.into_iter().map(|part| part * unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::State;

    fn of(states: &[(State, f64)]) -> Hours {
        let mut hours = [0.0; HOURS.len()];
        states.iter().for_each(|(state, spent)| hours[*state as usize] = *spent);
        hours
    }

    #[test]
    fn rounded_parts_add_up() {
        assert_eq!(adding_up(&[33.3, 33.3, 33.4], 0), [33.0, 33.0, 34.0]);
        assert_eq!(adding_up(&[0.4, 0.4, 0.4, 98.8], 0), [1.0, 0.0, 0.0, 99.0], "the first of equal ones");
        assert_eq!(adding_up(&[1.25, 0.25], 1).iter().sum::<f64>(), 1.5);
        assert!(adding_up(&[], 1).is_empty());
    }

    #[test]
    fn a_state_a_line_and_a_part_of_the_desk_a_column() {
        let all = of(&[(State::Work, 0.5), (State::AllBusy, 1.234), (State::Travel, 0.0001), (State::WithAgent, 0.01)]);
        let columns =
            [("all".to_string(), all), ("network".to_string(), of(&[(State::Work, 0.25)])), ("tech".into(), of(&[]))];
        assert_eq!(
            lines(&columns),
            "Where the hours go: calendar hours of a resolved ticket; by role, the one that resolved it\n\
             hours by state             all     network  tech\n\
             work                0.50  29 %  0.25 100 %     -\n\
             with agent          0.01  <1 %           -     -\n\
             all busy            1.23  71 %           -     -\n\
             arrival to resolved 1.74 100 %  0.25 100 %     -\n"
        );
    }

    #[test]
    fn a_desk_where_tickets_are_only_worked_on_has_no_table() {
        assert_eq!(lines(&[("all".to_string(), of(&[(State::Work, 0.5)]))]), "");
        assert_eq!(lines(&[("all".to_string(), of(&[]))]), "");
    }
}
