//! The hours a group really has in the measured weeks: holidays and absence take hours away, sickness its share.

use crate::model::{Extent, Group, Model};
use crate::units::DAY;
use std::ops::Range;

/// Hours of all agents of a group in an average measured week.
pub(super) struct Hours {
    /// Paid.
    pub paid: f64,
    /// On tickets.
    pub available: f64,
    /// On tickets, as many as they are worth one ticket at a time at full speed: of new people while they learn, less, with several
    /// tickets in work at once, more.
    pub worth: f64,
}

/// The hours of a group. Of a window counted in tickets the days are not known: then all weeks are as usual.
pub(super) fn hours(model: &Model, group: &Group) -> Hours {
    let agents = group.agents as f64;
    let (paid, available) = (agents * group.paid_per_week().hours(), agents * group.available_per_week().hours());
    let usual = Hours { paid, available, worth: available * group.hold.best_pace() };
    if !model.is_dated() || group.agents == 0 {
        return usual;
    }
    let well = group.dates.sickness.map_or(1.0, |s| 1.0 - s.share);
    // Of the usual time on tickets of one agent: that of those hired, of those there, and what this is worth.
    let (mut all, mut hired, mut there, mut worth) = (0.0, 0.0, 0.0, 0.0);
    for day in measured(model).into_iter().flatten() {
        let hours = group.available_from(day).hours();
        let share = group.there(day, &model.calendar) as f64 / agents;
        all += hours;
        hired += if group.is_hired(day) { hours } else { 0.0 };
        there += hours * share;
        worth += hours * share * group.speed_in(day.div_euclid(7)) / group.speed;
    }
    let part = |of: f64| if all > 0.0 { of / all } else { 1.0 };
    Hours {
        paid: paid * part(hired),
        available: available * part(there) * well,
        worth: usual.worth * part(worth) * well,
    }
}

/// The days of the measured window, if they are known.
fn measured(model: &Model) -> Option<Range<i64>> {
    let (Extent::Span(from), Extent::Span(long)) = (model.horizon.warm_up, model.horizon.measured) else { return None };
    Some(from.0.div_euclid(DAY.0)..(from.0 + long.0 + DAY.0 - 1).div_euclid(DAY.0))
}
