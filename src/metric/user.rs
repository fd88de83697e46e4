//! The user side of the scorecard: what tickets cost the people who wait for them.

use super::catalogue::{BY_TICKET, Better, HOUR, Measure, Metric, Open, TICKETS, Unit, WEEK};
use super::{Clocks, Outcome, Selection};
use crate::model::{Clock, KindId, Model};

const OPEN: Open = |model, outcome, part, clock| part.sketch(model, outcome, |cell| &cell.open_age[clock]);

/// Business hours from arrival to resolved of the measured tickets of a kind, open ones at their present age.
fn hours_of_kind(model: &Model, outcome: &Outcome, part: Selection, kind: KindId) -> f64 {
    let at = Clocks::of(model).at(Clock::Business);
    let cells = (0..model.priorities as u8).flat_map(|p| {
        let roles = std::iter::once(None).chain((0..model.roles.len()).map(Some));
        roles.filter(move |role| part.holds(model, kind, p, *role)).map(move |role| outcome.cell(kind, p, role))
    });
    cells.map(|c| (c.resolution[at].sum as f64 + c.open_age[at].sum_at_least()) / HOUR).sum()
}

/// User-hours lost.
pub(super) const HOURS_LOST: Metric = Metric {
    name: "user_hours_lost",
    definition: "hours in which users cannot work, a week: sum over the tickets that arrive in it of the share that blocks x affected users x business hours from arrival to resolved; a lower bound while tickets are open, which count at their present age; who gave up or found no place to wait does not count",
    unit: Unit::HoursPerWeek,
    better: Better::Smaller,
    clocks: false,
    by: BY_TICKET,
    measure: Measure::Total(
        |model, outcome, part, _| {
            let kinds = model.kinds.iter().enumerate();
            let lost = |(k, kind): (KindId, &crate::model::Kind)| {
                kind.blocking * kind.affected_users * hours_of_kind(model, outcome, part, k)
            };
            (kinds.map(lost).sum(), outcome.window.0 as f64 / WEEK)
        },
        OPEN,
    ),
};
/// First contact.
pub(super) const FIRST_CONTACT: Metric = Metric {
    name: "first_contact_resolved",
    definition: "share of resolved tickets that needed no second contact: one attempt of one agent, never escalated, never waited for the user; by role, the one that resolved",
    unit: Unit::Share,
    better: Better::Larger,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let first = part.total(model, outcome, |c| c.first_contact as f64);
        (first, part.total(model, outcome, |c| c.resolution[0].n as f64))
    }),
};
/// First attempt.
pub(super) const FIRST_ATTEMPT: Metric = Metric {
    name: "first_attempt_resolved",
    definition: "share of resolved tickets resolved in one attempt, never escalated, whether they waited for the user or not (first assignment resolution)",
    unit: Unit::Share,
    better: Better::Larger,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let first = part.total(model, outcome, |c| c.first_attempt as f64);
        (first, part.total(model, outcome, |c| c.resolution[0].n as f64))
    }),
};
/// Pauses.
pub(super) const WAITING_FOR_USER: Metric = Metric {
    name: "waiting_for_user",
    definition: "share of the business hours from arrival to resolved that the clock less pauses leaves out: waiting for the user, and between visits where that pauses it",
    unit: Unit::Share,
    better: Better::Smaller,
    clocks: false,
    by: TICKETS,
    measure: Measure::Ratio(|model, outcome, part, _| {
        let clocks = Clocks::of(model);
        let sum = |clock| part.total(model, outcome, |c| c.resolution[clocks.at(clock)].sum as f64);
        let business = sum(Clock::Business);
        (business - sum(Clock::BusinessLessPauses), business)
    }),
};
