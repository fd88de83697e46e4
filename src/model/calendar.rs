//! Dates: which day the run begins on, and the days that are not like others.

/// A day on which the desk is closed, or at least not what it usually is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holiday {
    /// Days from the Monday on which the run begins; 0 is that Monday.
    pub day: i64,
    /// Its tickets as a multiple of an ordinary day's; finite, 0 or more.
    pub demand: f64,
}

/// The dates of a run. A desk that names none has no use for them: its weeks are all alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    /// The Monday on which the run begins, as days from 1 January 1970, if the desk says.
    pub first_monday: Option<i64>,
    /// Holidays by day, each day once.
    pub holidays: Vec<Holiday>,
}

impl Calendar {
    /// The holiday on a day, counted from the Monday on which the run begins.
    pub fn holiday(&self, day: i64) -> Option<&Holiday> {
        let at = self.holidays.binary_search_by_key(&day, |h| h.day).ok()?;
        Some(&self.holidays[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_found_among_the_holidays() {
        let holidays = [(-3, 0.5), (4, 0.0), (11, 1.0)].map(|(day, demand)| Holiday { day, demand });
        let calendar = Calendar { first_monday: None, holidays: holidays.to_vec() };
        assert_eq!(calendar.holiday(4).map(|h| h.demand), Some(0.0));
        assert_eq!(calendar.holiday(5), None);
    }
}
