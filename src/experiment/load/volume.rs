//! How many tickets of each kind come in an average week.

use crate::model::Model;

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

/// Volume of each kind: generated, or recorded over the calendar weeks that the record touches.
pub(super) fn weekly(model: &Model) -> Vec<Volume> {
    let Some(recorded) = &model.demand.recorded else {
        let generated = |per_week| Volume { tickets: per_week, ..Volume::default() };
        let kinds = model.kinds.iter();
        return kinds.map(|k| generated(k.stream.per_week)).collect();
    };
    let mut volumes = vec![Volume::default(); model.kinds.len()];
    let (Some(first), Some(last)) = (recorded.tickets.first(), recorded.tickets.last()) else {
        return volumes;
    };
    let weeks = (last.at.week() - first.at.week() + 1) as f64;
    for ticket in &recorded.tickets {
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
