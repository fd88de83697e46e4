//! Where in an export its mistakes are: read once more, for their lines and the characters at which their cells begin.
//!
//! The first reading splits rows as it goes and keeps none, so it knows lines and column numbers only. Nothing here can fail:
//! what is not found again keeps what it has.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;

use super::super::place::{Place, line_starts};
use super::super::span_walk::{QuoteTrouble, Walk};
use super::refusal::HistoryMistake;
use super::unpack::Lines;

/// The longest row that is shown, in bytes.
const LONGEST_ROW: usize = 1 << 16;

/// Finds the spots of the mistakes of a file.
pub(super) fn locate(path: &Path, mistakes: &mut [HistoryMistake]) {
    let Ok(Ok(mut lines)) = File::open(path).map(|file| Lines::open(file, "")) else { return };
    let Ok(separator) = lines.delimiter() else { return };
    let progress = lines.progress();
    let mut of_line: BTreeMap<u64, Vec<&mut HistoryMistake>> = BTreeMap::new();
    for mistake in mistakes.iter_mut().filter(|m| m.line > 0) {
        of_line.entry(mistake.line).or_default().push(mistake);
    }
    let mut reader = BufReader::new(lines);
    let mut read = 0;
    let mut bytes = Vec::new();
    let mut next = |bytes: &mut Vec<u8>| {
        progress.restart();
        reader.read_until(b'\n', bytes).is_ok_and(|n| n > 0)
    };
    for (line, here) in of_line {
        // A row that runs over the beginning of another one: its quotes are wrong.
        if line <= read {
            continue;
        }
        while read < line {
            bytes.clear();
            if !next(&mut bytes) {
                return;
            }
            read += 1;
        }
        let mut spans = Vec::new();
        let text = loop {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let row = Walk::new(&text, separator, 0).next_row(&mut spans);
            let open = matches!(row, Some(Some(QuoteTrouble::Unclosed(_))));
            if !open || bytes.len() > LONGEST_ROW || !next(&mut bytes) {
                break text;
            }
            read += 1;
        };
        let text = text.trim_end_matches('\n');
        for mistake in here {
            let cell = mistake.column.as_ref().and_then(|(number, _)| spans.get(number - 1));
            let span = cell.map_or(0..text.len(), |cell| inside(text, cell.clone()));
            let place = Place::of_span(&mistake.file.as_str().into(), text, &line_starts(text), span);
            mistake.spot = place.spot.map(|mut spot| {
                spot.line += mistake.line as usize - 1;
                spot
            });
        }
    }
}

/// A cell without the quotes that only enclose it.
fn inside(text: &str, cell: Range<usize>) -> Range<usize> {
    let raw = &text[cell.start.min(text.len())..cell.end.min(text.len())];
    match raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(_) => cell.start + 1..cell.end - 1,
        None => cell,
    }
}
