//! Turns that tickets took beside waiting and work, in a sentence.

use super::number::figure;
use super::table::wrap;
use crate::experiment::Studied;
use crate::metric::{Selection, Unit};

/// Each turn with the words that follow its figure.
const TURNS: [(&str, &str, Unit); 9] = [
    ("blocked", "found no place to wait", Unit::Share),
    ("raised", "raised to a higher priority", Unit::Share),
    ("misrouted", "of attempts on tickets taken for another kind", Unit::Share),
    ("afar_in_vain", "of attempts from afar in vain", Unit::Share),
    ("hand_overs", "hand-overs to another agent a ticket", Unit::Times),
    ("ping_pong", "with three hand-overs or more", Unit::Share),
    ("reopened", "reopened", Unit::Share),
    ("visits", "further visits a ticket", Unit::Times),
    ("interruptions", "interruptions a ticket", Unit::Times),
];

/// The turns that occurred.
pub(super) fn turns(studied: &Studied) -> String {
    let said = TURNS.into_iter().filter_map(|(name, words, unit)| {
        let found = studied.figure(name, Selection::All, None);
        found.known().is_some_and(|e| e.value > 0.0).then(|| format!("{} {words}", figure(found, unit)))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { String::new() } else { wrap(&format!("On their way: {}.", said.join("; ")), "  ") }
}
