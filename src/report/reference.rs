//! The reference of every table and column, as the page that ships with the desks.

use super::rows::COMPARED;
use crate::metric::CATALOGUE;
use crate::policy::{AGENT_RULES, CONTROLS, Entry, TICKET_RULES};
use crate::scenario::desk::columns::{COLUMNS, Mark, TABLES};
use crate::scenario::desk::presets::TARGET_SETS;

fn rules<T: ?Sized>(entries: &[Entry<T>]) -> String {
    let line = |e: &Entry<T>| {
        let parameters: Vec<String> = e.parameters.iter().map(|p| format!("`{}`: {}", p.name, p.meaning)).collect();
        let parameters = if parameters.is_empty() { String::new() } else { format!(" ({})", parameters.join("; ")) };
        format!("| `{}` | {}{} | {} |\n", e.name, e.summary, parameters, e.source)
    };
    format!("| rule | what it does | source |\n|---|---|---|\n{}\n", entries.iter().map(line).collect::<String>())
}

/// The tables of the page, in Markdown.
pub fn reference() -> String {
    let mut text = String::new();
    for (table, row) in TABLES {
        text += &format!(
            "### {table}.csv\n\n{}.\n\n| column | takes | default | basis | meaning |\n|---|---|---|---|---|\n",
            capital(row)
        );
        for column in COLUMNS.iter().filter(|c| c.table == *table) {
            let basis = match column.mark {
                Mark::Needed => "needed".to_string(),
                Mark::Neutral => String::new(),
                Mark::Sourced(source) => format!("sourced: {source}"),
                Mark::Assumed(reason) => format!("assumed: {reason}"),
            };
            text += &format!(
                "| `{}` | {} | {} | {} | {} |\n",
                column.name,
                column.takes.described(),
                column.default,
                basis,
                column.meaning
            );
        }
        text.push('\n');
        if *table == "targets" {
            text += &target_sets();
        }
    }
    text += "## Routing rules\n\nAgent rules (who gets a ticket):\n\n";
    text += &rules(AGENT_RULES);
    text += "Ticket rules (what a free agent takes):\n\n";
    text += &rules(TICKET_RULES);
    text += "Controls (work with any rules):\n\n";
    text += &rules(CONTROLS);
    text += "## Metrics\n\n| metric | unit | definition |\n|---|---|---|\n";
    for metric in CATALOGUE {
        text += &format!("| `{}` | {} | {} |\n", metric.name, metric.unit.name(), metric.definition);
    }
    text += "\n`compare` adds rows with `against` in column `by` and the baseline in column `of`:\n\n";
    text += "| metric | unit | definition |\n|---|---|---|\n";
    for (metric, unit, definition) in COMPARED {
        text += &format!("| `{metric}` | {unit} | {definition} |\n");
    }
    text
}

/// The named sets of targets.
fn target_sets() -> String {
    let mut text =
        "Named sets (setting `targets`), response / resolution; a priority below P4 has the limits of P4:\n\n\
                    | set | P1 | P2 | P3 | P4 | source |\n|---|---|---|---|---|---|\n"
            .to_string();
    for set in TARGET_SETS {
        let requests = set.requests.map(|limits| (format!("`{}`, requests", set.name), limits, "the same".to_string()));
        let remark = if set.remark.is_empty() { String::new() } else { format!("; {}", set.remark) };
        let incidents = if requests.is_some() { ", incidents" } else { "" };
        let all = (format!("`{}`{incidents}", set.name), set.limits, format!("{}{remark}", set.source));
        for (name, limits, source) in std::iter::once(all).chain(requests) {
            let limits = limits.map(|(response, resolution)| format!("{response} / {resolution}"));
            text += &format!("| {name} | {} | {source} |\n", limits.join(" | "));
        }
    }
    text + "\n"
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().collect::<String>() + chars.as_str())
}
