//! A table whose first line is data: said once, because every other mistake would only follow from it.

use super::super::{Mistake, Sheet, listed, nearest, quoted};
use super::columns;
use super::tables::{Sheets, address};

/// The columns of a table.
fn known(table: &str) -> Vec<&'static str> {
    if table == "desk" { vec!["setting", "value"] } else { columns::names(table) }
}

/// Whether no cell of the first line is the name of a column, or nearly one.
fn is_missing(table: &str, sheet: &Sheet, groups: &[String]) -> bool {
    let known = known(table);
    let names = |name: &str| {
        known.iter().any(|k| k.eq_ignore_ascii_case(name))
            || nearest(name, &known).is_some()
            || table == "scenarios" && address(name, groups).is_ok()
    };
    !sheet.headings().any(|heading| names(heading.cell.text()))
}

/// A mistake for each table that has no header line.
pub(super) fn missing(sheets: &Sheets) -> Vec<(String, Mistake)> {
    let team = sheets.get("team").into_iter().flat_map(Sheet::rows);
    let groups: Vec<String> = team.filter_map(|row| Some(row.given("group")?.text().to_string())).collect();
    let mut found = Vec::new();
    for (table, sheet) in sheets.iter().filter(|(table, sheet)| is_missing(table, sheet, &groups)) {
        let Some(first) = sheet.headings().find(|heading| !heading.name.is_empty()) else { continue };
        let more = if table == "scenarios" { ", and cells to change, as `team.technicians.agents`" } else { "" };
        let message = format!("the header line is missing: {} names no column", quoted(first.cell.text()));
        let help = format!("write the names of the columns in a line above: {}{more}", listed(&known(table)));
        let mistake = Mistake::new(first.cell.place(), message).label("the first line is data").help(help);
        found.push((table.clone(), mistake));
    }
    found
}
