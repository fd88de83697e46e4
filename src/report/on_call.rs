//! What on call costs and what it brings, where a desk has it.

use super::number::{figure, plain};
use super::table::{Lines, table, wrap};
use crate::experiment::Studied;
use crate::metric::{Selection, Unit};
use crate::model::{Clock, Model, Priority};

/// Whether anybody is on call.
fn has(model: &Model) -> bool {
    model.groups.iter().any(|g| g.on_call.is_some() && g.agents > 0)
}

/// The scenarios of a circumstance side by side, nobody on call among them; nothing if nobody is in any of them.
///
/// The clock is the calendar: the business clock does not see the night, which is what it is about.
pub(super) fn nights(when: &str, scenarios: &[&Studied], currency: &str) -> String {
    let lines = nights_lines(when, scenarios, currency);
    lines.map_or(String::new(), |l| format!("{}\n{}", l.caption, table(&l.head, &l.rows)))
}

/// The same, cell by cell.
pub(super) fn nights_lines(when: &str, scenarios: &[&Studied], currency: &str) -> Option<Lines> {
    let groups = scenarios.iter().flat_map(|s| &s.scenario.model.groups);
    let mut chosen: Vec<Priority> =
        groups.filter_map(|g| g.on_call.as_ref()).flat_map(|o| o.priorities.iter().copied()).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.truncate(2);
    if !scenarios.iter().any(|s| has(&s.scenario.model)) {
        return None;
    }
    let money = if currency.is_empty() { "money " } else { currency };
    let mut header = vec![when.to_string(), format!("{money}all/yr"), format!("{money}on call"), "calls/week".into()];
    header.extend(chosen.iter().flat_map(|p| [format!("P{} mean", p + 1), "p90".to_string()]));
    let row = |s: &&Studied| -> Vec<String> {
        let all = |name: &str, unit| plain(s.figure(name, Selection::All, None), unit);
        let mut row = vec![s.scenario.name.clone(), all("cost_year", Unit::Money)];
        if has(&s.scenario.model) {
            row.push(all("on_call_cost_year", Unit::Money));
            row.push(all("call_outs", Unit::TicketsPerWeek));
        } else {
            row.extend(["-".to_string(), "-".to_string()]);
        }
        for priority in &chosen {
            for name in ["resolution_mean", "resolution_p90"] {
                row.push(figure(s.figure(name, Selection::Priority(*priority), Some(Clock::Calendar)), Unit::Hours));
            }
        }
        row
    };
    let rows: Vec<Vec<String>> = scenarios.iter().map(row).collect();
    let caption = "Nights and weekends: what they cost, and resolution in calendar hours";
    Some(Lines { caption, head: header, rows })
}

/// A sentence on one scenario; nothing if nobody is on call in it.
pub(super) fn on_call(studied: &Studied, currency: &str) -> String {
    if !has(&studied.scenario.model) {
        return String::new();
    }
    let get = |name: &str, unit| figure(studied.figure(name, Selection::All, None), unit);
    wrap(
        &format!(
            "On call: {} call-outs and {} hours of them in a week, {} hours standing by; {currency}{} a year.",
            get("call_outs", Unit::TicketsPerWeek),
            get("call_out_hours", Unit::HoursPerWeek),
            plain(studied.figure("on_call_hours", Selection::All, None), Unit::HoursPerWeek),
            plain(studied.figure("on_call_cost_year", Selection::All, None), Unit::Money),
        ),
        "  ",
    )
}
