//! What major incidents did to the desk: a line a scenario.

use super::number::figure;
use super::table::{Lines, table};
use crate::experiment::{Studied, Study};
use crate::metric::{Figure, Selection, Unit};

/// The columns: metric, its unit, and the head.
const COLUMNS: [(&str, Unit, &str); 6] = [
    ("incidents", Unit::Times, "incidents"),
    ("incident_mean", Unit::Hours, "resolved after"),
    ("closed_with_parent", Unit::Tickets, "closed with"),
    ("hours_pulled", Unit::Hours, "pulled"),
    ("back_to_normal_mean", Unit::Hours, "as before after"),
    ("response_of_others_mean", Unit::Hours, "others wait"),
];

fn get(studied: &Studied, metric: &str) -> Figure {
    studied.figure(metric, Selection::All, None)
}

/// How long they lasted, what closed with them, who was pulled, when all was as before, and what the others waited; of the scenarios
/// of a circumstance. Nothing where no scenario of the study has any.
pub(super) fn incidents(study: &Study, when: &str) -> String {
    let lines = incidents_lines(study, when);
    lines.map_or(String::new(), |l| format!("{}\n{}\n", l.caption, table(&l.head, &l.rows)))
}

/// The same, cell by cell.
pub(super) fn incidents_lines(study: &Study, when: &str) -> Option<Lines> {
    let occur = |studied: &Studied| get(studied, "incidents").known().is_some_and(|e| e.value > 0.0);
    if !study.studied.iter().any(occur) {
        return None;
    }
    let cell = |studied: &Studied, (metric, unit, _): &(&str, Unit, &str)| match get(studied, metric) {
        Figure::Known(e) if e.value == 0.0 => "-".to_string(),
        found => figure(found, *unit),
    };
    let rows = study.studied.iter().filter(|s| s.scenario.when == when);
    let rows = rows.map(|s| {
        let cells = COLUMNS.iter().map(|column| cell(s, column));
        std::iter::once(s.scenario.name.clone()).chain(cells).collect()
    });
    let head = std::iter::once(when.to_string()).chain(COLUMNS.iter().map(|(.., head)| head.to_string())).collect();
    let caption = "Major incidents: hours from the beginning, of people pulled, and to the first touch of others";
    Some(Lines { caption, head, rows: rows.collect() })
}
