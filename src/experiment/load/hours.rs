//! The hours a group really has in the measured weeks: holidays and absence take hours away, and sickness its share.

use crate::model::{Extent, Group, Model};
use crate::units::DAY;
use std::ops::Range;

/// Hours an average measured week has all agents of a group on tickets.
pub(super) fn available(model: &Model, group: &Group) -> f64 {
    let usual = group.agents as f64 * group.available_per_week().hours();
    let well = group.dates.sickness.map_or(1.0, |s| 1.0 - s.share);
    if model.is_dated() { usual * share_kept(model, group) * well } else { usual }
}

/// Share of their usual time on tickets in the measured days that dates leave them. Of a window counted in tickets the
/// days are not known: all.
fn share_kept(model: &Model, group: &Group) -> f64 {
    let Some(days) = measured(model) else { return 1.0 };
    let (mut kept, mut usual) = (0, 0);
    for day in days {
        let hours = group.available_from(day);
        usual += i128::from(hours.0) * group.agents as i128;
        kept += i128::from(hours.0) * group.there(day, &model.calendar) as i128;
    }
    if usual > 0 { kept as f64 / usual as f64 } else { 1.0 }
}

/// The days of the measured window, if they are known.
fn measured(model: &Model) -> Option<Range<i64>> {
    let (Extent::Span(from), Extent::Span(long)) = (model.horizon.warm_up, model.horizon.measured) else { return None };
    Some(from.0.div_euclid(DAY.0)..(from.0 + long.0 + DAY.0 - 1).div_euclid(DAY.0))
}
