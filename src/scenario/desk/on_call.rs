//! Who is on call outside the shift, for what and how fast.

use super::super::{Cell, Mistake, nearest, quoted};
use super::people::hours;
use super::tables::Tables;
use crate::model::{Absence, Hours, OnCall, Priority};
use crate::units::{Span, Time};

/// The columns that mean nothing without hours on call.
const DETAILS: [&str; 3] = ["on_call_priorities", "on_call_agents", "call_out_delay_minutes"];

/// What a row of the team says of being on call.
pub(super) fn on_call(
    t: &mut Tables,
    key: &str,
    priorities: usize,
    agents: usize,
    shift: &[(Span, Span, Absence)],
) -> Option<OnCall> {
    let Some(cell) = t.text("team", key, "on_call").filter(|cell| cell.text() != "-") else {
        no_hours(t, key);
        return None;
    };
    for price in ["cost_per_call_out", "on_call_pay_per_hour"] {
        if t.origin("desk", "", price).is_none() {
            t.note("desk", price);
        }
    }
    let pieces = hours(t, cell);
    if let Some(pieces) = &pieces {
        outside(t, cell, pieces, shift);
    }
    let for_what = t.text("team", key, "on_call_priorities");
    let priorities = match for_what {
        Some(cell) => chosen(t, cell, priorities),
        None => {
            t.note("team", "on_call_priorities");
            Some(vec![0])
        }
    };
    let at_a_time = t.number_given("team", key, "on_call_agents", Some(1.0));
    if let (Some(at_a_time), Some(cell)) = (at_a_time, t.origin("team", key, "on_call_agents"))
        && at_a_time > agents as f64
        && agents > 0
    {
        let message = format!("{at_a_time} on call at a time, but the group has {agents}");
        t.mistakes.push(cell.mistake(message).label("more than there are").help("lower it, or raise `agents`"));
    }
    let delay = t.number("team", key, "call_out_delay_minutes", if t.neutral { 0.0 } else { 30.0 });
    let (hours, priorities, at_a_time) = (pieces?, priorities?, at_a_time?);
    Some(OnCall { hours, priorities, agents: at_a_time as usize, delay: Span::from_minutes(delay) })
}

/// Without hours the other columns have no effect, unless another scenario gives hours.
fn no_hours(t: &mut Tables, key: &str) {
    let off = t.text("team", key, "on_call").is_some();
    let elsewhere = t.overrides.iter().any(|(over, _)| over.table == "team" && over.column == "on_call");
    for column in DETAILS {
        let given = t.origin("team", key, column);
        if let Some(cell) = given.filter(|_| !off && !elsewhere) {
            let message = format!("`{column}`, but no hours on call");
            let help = "fill in `on_call` too, as `Mon-Sun 17:00-08:00`, or write `-` there for nobody on call";
            t.mistakes.push(cell.mistake(message).label("has no effect").help(help));
            return;
        }
    }
}

/// Hours on call that all lie in the shift are a slip.
fn outside(t: &mut Tables, cell: Cell, pieces: &[(Span, Span)], shift: &[(Span, Span, Absence)]) {
    let shift = Hours::new(shift.iter().map(|(start, end, _)| (*start, *end)).collect());
    let inside = |(start, end): &(Span, Span)| shift.elapsed(Time(start.0), Time(end.0)) == *end - *start;
    if pieces.iter().all(inside) {
        let message = format!("the hours on call {} all lie inside the shift", quoted(cell.text()));
        let help = "on call are hours outside the shift, as `Mon-Sun 17:00-08:00`; what lies inside does not count";
        t.mistakes.push(cell.mistake(message).label("nobody is ever on call").help(help));
    }
}

/// Priorities by name, `P1 P2`; `*` is all.
fn chosen(t: &mut Tables, cell: Cell, priorities: usize) -> Option<Vec<Priority>> {
    if cell.text() == "*" {
        return Some((0..priorities as Priority).collect());
    }
    let names: Vec<String> = (1..=priorities).map(|p| format!("P{p}")).collect();
    let (mut all, mut fine, mut from) = (Vec::new(), true, 0);
    for word in cell.text().split_whitespace() {
        let at = cell.text()[from..].find(word).map_or(from, |at| from + at);
        from = at + word.len();
        match names.iter().position(|name| name.eq_ignore_ascii_case(word)) {
            Some(priority) => all.push(priority as Priority),
            None => {
                let message = format!("unknown priority {}", quoted(word));
                let help = match nearest(word, &names) {
                    Some(near) => format!("did you mean {}? several are separated by spaces, `*` is all", quoted(near)),
                    None => "write `P1`, several as `P1 P2`, or `*` for all".to_string(),
                };
                let mistake = Mistake::new(cell.part(at..from), message).label("not a priority of the desk");
                t.mistakes.push(mistake.help(help));
                fine = false;
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    (fine && !all.is_empty()).then_some(all)
}
