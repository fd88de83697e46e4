//! Where the hours of a ticket go: its time from arrival to resolved, state by state.
//!
//! The words are those of [`State::ALL`]; of each cell the hours of the states sum to those of the resolution times.

use super::catalogue::{Better, HOUR, Measure, Metric, TICKETS, Unit};
use super::{Outcome, Selection};
use crate::engine::State;
use crate::model::{Clock, Model};

/// What every definition begins with.
const HEAD: &str = "mean calendar hours of a resolved ticket in which it ";

/// One text after the other.
const fn joined<const N: usize>(head: &str, tail: &str) -> [u8; N] {
    let (head, tail) = (head.as_bytes(), tail.as_bytes());
    let mut all = [0; N];
    let mut i = 0;
    while i < N {
        all[i] = if i < head.len() { head[i] } else { tail[i - head.len()] };
        i += 1;
    }
    all
}

/// Hours in a state of the resolved tickets, and their number.
fn hours<const STATE: usize>(model: &Model, outcome: &Outcome, part: Selection, _: Clock) -> (f64, f64) {
    let sum = part.total(model, outcome, |c| c.spent.of(STATE) as f64 / HOUR);
    (sum, part.total(model, outcome, |c| c.resolution[0].n as f64))
}

macro_rules! hours_in {
    ($(#[$doc:meta] $name:ident $text:literal $state:ident;)*) => {$(
        #[$doc]
        pub(super) const $name: Metric = {
            const STATE: usize = State::$state as usize;
            const WORDS: &str = State::ALL[STATE].2;
            const DEFINITION: [u8; HEAD.len() + WORDS.len()] = joined(HEAD, WORDS);
            Metric {
                name: $text,
                definition: match str::from_utf8(&DEFINITION) {
                    Ok(definition) => definition,
                    Err(_) => WORDS,
                },
                unit: Unit::Hours,
                better: Better::Smaller,
                clocks: false,
                by: TICKETS,
                measure: Measure::Ratio(hours::<STATE>),
            }
        };
    )*};
}

hours_in! {
    /// Work.
    WORK "hours_work" Work;
    /// Travel.
    TRAVEL "hours_travel" Travel;
    /// Hand-over.
    HAND_OVER "hours_hand_over" HandOver;
    /// Waiting for the user.
    PENDING_USER "hours_pending_user" PendingUser;
    /// Waiting for a visit.
    PENDING_VISIT "hours_pending_visit" PendingOther;
    /// With its agent.
    WITH_AGENT "hours_with_agent" WithAgent;
    /// Nobody there.
    NOBODY_ON_DUTY "hours_nobody_on_duty" NobodyOnDuty;
    /// Held back.
    HELD_BACK "hours_held_back" HeldBack;
    /// All busy with their own.
    ALL_BUSY "hours_all_busy" AllBusy;
    /// All busy, some with others'.
    ALL_BUSY_HELPING "hours_all_busy_helping" AllBusyHelping;
    /// Resolved, it seemed.
    RESOLVED_IN_ERROR "hours_resolved_in_error" Resolved;
    /// Waiting for the parent.
    WITH_ITS_INCIDENT "hours_with_its_incident" WithIncident;
}

/// The metric of each state, in the order of [`State::ALL`], and the state's name.
pub const HOURS: [(&str, &str); State::COUNT] = {
    let metrics = [
        WORK.name,
        TRAVEL.name,
        HAND_OVER.name,
        PENDING_USER.name,
        PENDING_VISIT.name,
        WITH_AGENT.name,
        NOBODY_ON_DUTY.name,
        HELD_BACK.name,
        ALL_BUSY.name,
        ALL_BUSY_HELPING.name,
        RESOLVED_IN_ERROR.name,
        WITH_ITS_INCIDENT.name,
    ];
    let mut hours = [("", ""); State::COUNT];
    let mut state = 0;
    while state < State::COUNT {
        hours[state] = (metrics[state], State::ALL[state].1);
        state += 1;
    }
    hours
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::metric;

    #[test]
    fn every_state_has_its_metric_under_its_own_word() {
        for (i, ((state, word, words), (name, _))) in State::ALL.into_iter().zip(HOURS).enumerate() {
            assert_eq!(state as usize, i);
            assert_eq!(name, format!("hours_{}", word.replace(", ", "_").replace([' ', '-'], "_")));
            let metric = metric(name).unwrap_or_else(|| panic!("{name} is not in the catalogue"));
            assert_eq!(metric.definition, format!("{HEAD}{words}"));
        }
    }
}
