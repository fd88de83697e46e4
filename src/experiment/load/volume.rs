//! How many tickets of each kind come in an average week of those measured.

use crate::model::{Extent, Kind, Model, RecordedTicket};
use crate::units::{DAY, Span, Time, WEEK};

/// The volume of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Volume {
    /// Tickets in an average week.
    pub tickets: f64,
    /// Those of them whose work content is recorded.
    pub known: f64,
    /// Hours of recorded work content a week, at speed 1.
    pub known_hours: f64,
}

/// Volume of each kind: generated, or recorded in the measured days.
pub(super) fn weekly(model: &Model) -> Vec<Volume> {
    let Some(recorded) = &model.demand.recorded else {
        let generated = |k: &Kind| Volume { tickets: generated(model, k), ..Volume::default() };
        return model.kinds.iter().map(generated).collect();
    };
    let mut volumes = vec![Volume::default(); model.kinds.len()];
    let (tickets, days) = measured(model, &recorded.tickets);
    let weeks = days.0 as f64 / WEEK.0 as f64;
    for ticket in tickets {
        let mut add = |kind: usize, share: f64| {
            let volume: &mut Volume = &mut volumes[kind];
            volume.tickets += share / weeks;
            if let Some(work) = ticket.work {
                volume.known += share / weeks;
                volume.known_hours += share * work.hours() / weeks;
            }
        };
        match ticket.kind {
            Some(kind) => add(kind, 1.0),
            None => {
                for (kind, share) in recorded.kind_mix.iter().enumerate() {
                    add(kind, *share);
                }
            }
        }
    }
    volumes
}

/// Generated tickets of a kind in an average week of those measured.
fn generated(model: &Model, kind: &Kind) -> f64 {
    if let Some(population) = &kind.course.population {
        // As many as they would send if nobody waited.
        let work = least_work(model, kind);
        return f64::from(population.users) * WEEK.hours() / (population.between.mean / 3600.0 + work).max(1e-6);
    }
    let per_week = kind.stream.arriving();
    let by_day = &model.demand.by_day;
    let (Extent::Span(from), Extent::Span(long), false) =
        (model.horizon.warm_up, model.horizon.measured, by_day.is_ordinary())
    else {
        // Where tickets are counted nobody knows on which day the last one comes: the weeks as they are without dates.
        return per_week;
    };
    let days = from.0 / DAY.0..((from + long).0 + DAY.0 - 1) / DAY.0;
    let weeks = (days.end - days.start).max(1) as f64 / 7.0;
    let share = |day: i64| kind.stream.profile.day(day.rem_euclid(7) as usize) * by_day.of(day);
    per_week * days.map(share).sum::<f64>() / weeks
}

/// Hours of work content of an attempt on a kind by the role that needs least.
fn least_work(model: &Model, kind: &Kind) -> f64 {
    let position = model.kinds.iter().position(|k| std::ptr::eq(k, kind));
    let of_role = |role| Some(model.scopes.get(role, position?)?.work.mean / 3600.0);
    (0..model.roles.len()).filter_map(of_role).fold(f64::INFINITY, f64::min).min(1e6)
}

/// The recorded tickets of the measured window and the days of it that the record covers; all of them where the window is
/// counted in tickets, or holds none.
fn measured<'m>(model: &Model, tickets: &'m [RecordedTicket]) -> (&'m [RecordedTicket], Span) {
    let midnight = |at: Time| at.0.div_euclid(DAY.0) * DAY.0;
    let days = |tickets: &[RecordedTicket]| match tickets {
        [first, .., last] => midnight(last.at) + DAY.0 - midnight(first.at),
        _ => DAY.0,
    };
    if let (Extent::Span(from), Extent::Span(long)) = (model.horizon.warm_up, model.horizon.measured) {
        let (from, until) = (Time::ZERO + from, Time::ZERO + from + long);
        let [from, until] = [from, until].map(|at| tickets.partition_point(|t| t.at < at));
        if from < until {
            return (&tickets[from..until], Span(days(&tickets[from..until])));
        }
    }
    (tickets, Span(days(tickets)))
}
