//! `desksim measure LOG`.

use super::arguments::Measure;
use super::{FAILED, WRONG, output};
use crate::model::MAX_PRIORITIES;
use crate::scenario::history::{self, Mapping};

/// Measures demand from recorded tickets and prints it as tables of a desk.
pub(super) fn measure(arguments: &Measure) -> u8 {
    let mapping = match arguments.columns.as_deref().map_or(Ok(Mapping::default()), Mapping::parse) {
        Ok(mapping) => mapping,
        Err(wrong) => {
            let all: Vec<String> = wrong.iter().map(ToString::to_string).collect();
            return output::failure(WRONG, &all.join("\n"));
        }
    };
    let history = match history::read(&arguments.log, &mapping, &[], MAX_PRIORITIES) {
        Ok(history) => history,
        Err(wrong) => {
            let all: Vec<String> = wrong.iter().take(20).map(ToString::to_string).collect();
            let more = wrong.len().saturating_sub(20);
            let more = if more > 0 { format!("\n... and {more} more") } else { String::new() };
            return output::failure(WRONG, &format!("{}{more}", all.join("\n")));
        }
    };
    let Some((first, last)) = history.dates() else {
        return output::failure(WRONG, "there are no tickets in this file");
    };
    let (from, to) = (arguments.from.unwrap_or(first), arguments.to.unwrap_or(last));
    let figures = if arguments.without.is_empty() {
        history::measure(&history, from, to)
    } else {
        history::measure_but(&history, from, to, &arguments.without)
    };
    if figures.tickets == 0 {
        return output::failure(
            WRONG,
            &format!("no ticket was opened from {from} to {to}; the file holds {first} to {last}"),
        );
    }
    for caution in figures.cautions() {
        output::note(false, &caution);
    }
    let files = [
        ("settings.csv", figures.settings_csv()),
        ("priorities.csv", figures.priority_csv()),
        ("channels.csv", figures.channels_csv()),
        ("arrivals.csv", figures.arrivals_csv()),
    ];
    if let Some(folder) = &arguments.out {
        let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (*n, t.as_str())).collect();
        if let Err(message) = output::write(folder, &files) {
            return output::failure(FAILED, &message);
        }
    }
    let text: Vec<String> = files.iter().map(|(name, text)| format!("# {name}\n{text}")).collect();
    let head = format!("# {} tickets in {} days, {from} to {to}\n", figures.tickets, figures.days);
    output::print(&(head + &text.join("\n")))
}
