//! What major incidents did to the desk, in a few sentences.

use super::number::figure;
use super::table::wrap;
use crate::experiment::Studied;
use crate::metric::{Selection, Unit};

/// How long they lasted, what hung on them, what the others waited, and when all was as before; nothing where there was none.
pub(super) fn incidents(studied: &Studied) -> String {
    let get = |name: &str| studied.figure(name, Selection::All, None);
    if get("incidents").known().is_none_or(|e| e.value == 0.0) {
        return String::new();
    }
    let pulled = get("hours_pulled");
    let hours = if pulled.known().is_some_and(|e| e.value > 0.0) {
        format!(", {} h of people pulled off other tickets", figure(pulled, Unit::Hours))
    } else {
        String::new()
    };
    let text = format!(
        "Major incidents: {} in the window, {} h each until resolved; {} tickets closed with them{hours}. No more tickets open than before after {} h. The other tickets wait {} h for their first touch.",
        figure(get("incidents"), Unit::Times),
        figure(get("incident_mean"), Unit::Hours),
        figure(get("closed_with_parent"), Unit::Tickets),
        figure(get("back_to_normal_mean"), Unit::Hours),
        figure(get("response_of_others_mean"), Unit::Hours),
    );
    wrap(&text, "  ")
}
