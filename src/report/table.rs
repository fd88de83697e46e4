//! Aligned columns for a terminal: names to the left, figures to the right.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};

/// A table cell by cell.
pub(super) struct Lines {
    pub caption: &'static str,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Widest line of a report.
pub(super) const WIDTH: usize = 100;

/// Lays out rows under a header; the first column is to the left, all others to the right. Columns stand two spaces
/// apart, or one where the lines would be too wide.
pub(super) fn table(header: &[String], rows: &[Vec<String>]) -> String {
    let fits = |lines: &Vec<String>| lines.iter().all(|line| line.chars().count() <= WIDTH);
    let looks = [(2, 18), (1, 18), (1, 0)].into_iter().map(|(apart, first)| lines(header, rows, apart, first));
    let mut looks: Vec<Vec<String>> = looks.collect();
    let chosen = looks.iter().position(fits).unwrap_or(looks.len() - 1);
    looks.swap_remove(chosen).join("\n") + "\n"
}

fn lines(header: &[String], rows: &[Vec<String>], apart: u16, first: u16) -> Vec<String> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(header.to_vec());
    for row in rows {
        table.add_row(row.clone());
    }
    for (i, column) in table.column_iter_mut().enumerate() {
        let side = if i == 0 { CellAlignment::Left } else { CellAlignment::Right };
        column.set_cell_alignment(side);
        column.set_padding((0, if i == 0 { 1 } else { apart }));
        if i == 0 {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(first)));
        }
    }
    table.lines().map(|l| l.trim_end().to_string()).collect()
}

/// Breaks a text at spaces so that no line is longer than the width; further lines are indented.
pub(super) fn wrap(text: &str, indent: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        if lines[last].is_empty() {
            lines[last].push_str(word);
        } else if lines[last].chars().count() + 1 + word.chars().count() <= WIDTH {
            lines[last].push(' ');
            lines[last].push_str(word);
        } else {
            lines.push(format!("{indent}{word}"));
        }
    }
    lines.join("\n") + "\n"
}
