//! What people are paid for: each instant of paid time is work, travel, away from tickets, or idle.
//!
//! The four shares of a row sum to 1; work and travel together are the utilisation. Overtime is in none of them.

use super::AgentTimes;
use super::catalogue::{Better, Measure, Metric, PEOPLE, Unit};

/// The metrics, in the order in which they are stacked, with a word for each.
pub const PAID: [(&str, &str); 4] =
    [(WORK.name, "work"), (TRAVEL.name, "travel"), (AWAY.name, "overhead"), (IDLE.name, "idle")];

fn travel(times: &AgentTimes) -> i64 {
    times.travel - times.travel_overtime
}

fn share(part: i64, times: &AgentTimes) -> (f64, f64) {
    (part as f64, (times.available + times.away) as f64)
}

macro_rules! share_of_paid_time {
    ($(#[$doc:meta] $name:ident $text:literal $definition:literal $part:expr;)*) => {$(
        #[$doc]
        pub(super) const $name: Metric = Metric {
            name: $text,
            definition: $definition,
            unit: Unit::Share,
            better: Better::Neither,
            clocks: false,
            by: PEOPLE,
            measure: Measure::Ratio(|model, outcome, part, _| {
                let of: fn(&AgentTimes) -> i64 = $part;
                let times = part.times(model, outcome);
                share(of(&times), &times)
            }),
        };
    )*};
}

share_of_paid_time! {
    /// Work.
    WORK "paid_work" "share of paid time spent on tickets, hand-over and wrap-up included, travel not"
        |t| t.handled + t.handled_away - travel(t);
    /// Travel.
    TRAVEL "paid_travel" "share of paid time on the way to users and back"
        travel;
    /// Shrinkage.
    AWAY "paid_away" "share of paid time off tickets by the roster (meetings, leave, paid breaks), less what is finished in it"
        |t| t.away - t.handled_away;
    /// Nothing to do.
    IDLE "paid_idle" "share of paid time on duty without a ticket"
        |t| t.available - t.handled;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_paid_time_add_up_to_it() {
        let times = AgentTimes {
            available: 1000,
            away: 300,
            handled: 600,
            handled_away: 50,
            overtime: 70,
            travel: 120,
            travel_overtime: 20,
            ..AgentTimes::default()
        };
        let parts = [times.handled + times.handled_away - travel(&times), travel(&times), 300 - 50, 1000 - 600];
        assert_eq!(parts.iter().sum::<i64>(), 1300);
        assert_eq!(travel(&times), 100);
        assert_eq!(PAID.map(|(name, _)| name), ["paid_work", "paid_travel", "paid_away", "paid_idle"]);
    }
}
