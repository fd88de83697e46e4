//! Files from first byte to figures.

mod any_input;
mod figures;
mod files;

use super::*;

/// Reads a log on a desk of two kinds and four priorities.
fn history(mapping: &str, text: &[u8]) -> Result<History, Vec<HistoryMistake>> {
    let mapping = Mapping::parse(mapping).unwrap();
    read_from(text, "log.csv", &mapping, &["hardware", "software"], 4)
}

fn mistakes(mapping: &str, text: &[u8]) -> Vec<String> {
    let found = history(mapping, text).unwrap_err();
    found.iter().map(HistoryMistake::to_string).collect()
}
