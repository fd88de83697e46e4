//! What dates mean to the team.

use super::tables::Tables;
use crate::model::{Calendar, Group};

/// Completes the groups of the team by what their rows say of dates.
pub(super) fn dates(t: &mut Tables, calendar: &Calendar, groups: &mut [Group]) {
    for group in groups {
        let key = group.name.to_lowercase();
        group.dates.works_holidays = works_holidays(t, &key, calendar);
    }
}

/// That a team is off is assumed only where there is a holiday.
fn works_holidays(t: &mut Tables, key: &str, calendar: &Calendar) -> bool {
    if t.origin("team", key, "works_holidays").is_none() && calendar.holidays.is_empty() {
        return false;
    }
    t.yes_no("team", key, "works_holidays", false)
}
