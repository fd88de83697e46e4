//! The scorecards of a scenario in a few lines: the two documents give the roles different goals, so one figure of merit
//! would favour one of them by construction.

use super::number::{figure, plain};
use super::table::{table, wrap};
use crate::experiment::{Studied, headline_clock};
use crate::metric::{By, Figure, Selection, Unit};

/// User side, work side, and what a ticket costs.
pub(super) fn scorecards(studied: &Studied, currency: &str) -> String {
    let clock = Some(headline_clock(&studied.scenario.model));
    let get = |name: &str| studied.figure(name, Selection::All, clock);
    let share = |name: &str| figure(get(name), Unit::Share);
    let number = |name: &str, unit| figure(get(name), unit);
    let mut text = wrap(
        &format!(
            "User side: {} user-hours lost a week; {} resolved at first contact, {} in one attempt; {} of the time waiting for the user.",
            number("user_hours_lost", Unit::HoursPerWeek),
            share("first_contact_resolved"),
            share("first_attempt_resolved"),
            share("waiting_for_user"),
        ),
        "  ",
    );
    let capable = match get("lower_role_capable") {
        Figure::Undefined => String::new(),
        known => format!("; a cheaper role may do {} of the dearer ones' attempts", figure(known, Unit::Share)),
    };
    let spread = match get("workload_max_min") {
        Figure::Undefined => String::new(),
        known => format!("; the busiest agent handles {} times as much as the least busy", figure(known, Unit::Times)),
    };
    let repair = match get("repair_efficiency") {
        Figure::Undefined => String::new(),
        known => format!("{} of handled time resolves; ", figure(known, Unit::Share)),
    };
    text += &wrap(
        &format!(
            "Work side: {repair}{} min of work a ticket; {} tickets resolved per agent-day{capable}{spread}.",
            number("touch_time", Unit::Minutes),
            number("tickets_per_agent_day", Unit::TicketsPerDay),
        ),
        "  ",
    );
    let money = |name: &str| number(name, Unit::Money);
    let on_call = match get("on_call_cost_ticket").known() {
        Some(cost) if cost.value > 0.0 => format!(" + on call {}", money("on_call_cost_ticket")),
        _ => String::new(),
    };
    if get("cost_year").known().is_some_and(|cost| cost.value > 0.0) {
        text += &wrap(
            &format!(
                "Cost: {currency}{} a ticket = work {} + travel {} + idle {}{on_call}; {currency}{} a year with all that comes on top of salaries.",
                money("cost_ticket"),
                money("work_cost_ticket"),
                money("travel_cost_ticket"),
                money("idle_cost_ticket"),
                plain(get("cost_year"), Unit::Money),
            ),
            "  ",
        );
    }
    text
}

/// How many tickets go from role to role; nothing on a desk without escalations.
pub(super) fn flows(studied: &Studied) -> String {
    let model = &studied.scenario.model;
    let parts = Selection::parts(By::Flow, model);
    if parts.is_empty() {
        return String::new();
    }
    let row = |part: &Selection| {
        let way = part.name(model).replace('>', " to ");
        vec![way, figure(studied.figure("escalations", *part, None), Unit::TicketsPerWeek)]
    };
    table(&["escalated".into(), "per week".into()], &parts.iter().map(row).collect::<Vec<_>>())
}
