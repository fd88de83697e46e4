//! Reads an export row by row.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use csv::{ByteRecord, Terminator};

use super::super::digest::{Digest, Digesting};
use super::columns::{Column, Columns};
use super::gather::Gathered;
use super::locate::locate;
use super::mapping::Mapping;
use super::refusal::{HistoryMistake, Mistakes, Refused, shown};
use super::unpack::{Lines, reading};
use super::value;
use super::{History, stamp};

/// Reads recorded tickets from a CSV file, packed with gzip or not.
///
/// `kinds` are the desk's kind names in the order of their ids; without any, kinds are not read. `priorities` is how
/// many the desk has. Cells of columns that are not mapped are not looked at. Rows of the same id are the history of one
/// ticket: the last one counts. Memory grows with the tickets kept, not with the rows of the file (but rows before the
/// first date that tells day from month are kept until then).
///
/// # Errors
/// Every mistake found: rows with the same wrong value in the same column make one mistake with their number, and after
/// 1,000 the rest is counted.
pub fn read(
    path: impl AsRef<Path>,
    mapping: &Mapping,
    kinds: &[&str],
    priorities: usize,
) -> Result<History, Vec<HistoryMistake>> {
    let path = path.as_ref();
    let file = path.display().to_string();
    let opened = File::open(path).and_then(|f| match f.metadata()?.is_dir() {
        true => Err(io::ErrorKind::IsADirectory.into()),
        false => Ok(f),
    });
    let source = opened.map_err(|e| vec![reading(&file, &e, false)])?;
    let mut digest = Digest::new();
    let source = Digesting { source, digest: &mut digest };
    let history = read_from(source, &file, mapping, kinds, priorities).map_err(|mut wrong| {
        locate(path, &mut wrong);
        wrong
    })?;
    Ok(History { digest: digest.value(), ..history })
}

/// Reads recorded tickets as [`read`] does from any source of bytes; `file` is its name in mistakes.
///
/// # Errors
/// As for [`read`].
pub fn read_from(
    source: impl Read,
    file: &str,
    mapping: &Mapping,
    kinds: &[&str],
    priorities: usize,
) -> Result<History, Vec<HistoryMistake>> {
    let mut lines = Lines::open(source, file).map_err(|m| vec![m])?;
    let packed = lines.packed;
    let delimiter = lines.delimiter();
    let delimiter = delimiter.map_err(|e| vec![reading(file, &e, packed)])?;
    let progress = lines.progress();
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(lines);
    let mut row = Row::default();
    let mut next = |row: &mut Row| -> Result<bool, HistoryMistake> {
        progress.restart();
        let start = rows.position().line();
        let more = rows.read_byte_record(&mut row.cells).map_err(|e| {
            if progress.exceeded() {
                return HistoryMistake {
                    line: start,
                    ..HistoryMistake::of_file(
                        file,
                        "a row of more than 16 MB begins here",
                        "close the double quote that is open",
                    )
                };
            }
            let error = match e.into_kind() {
                csv::ErrorKind::Io(error) => error,
                other => io::Error::other(format!("{other:?}")),
            };
            HistoryMistake { line: start, ..reading(file, &error, packed) }
        })?;
        row.end = rows.position().line();
        // Every line ends in a line end, so only an open quote can carry a row to the end of the file.
        row.open = more && progress.ended();
        Ok(more)
    };
    if !next(&mut row).map_err(|m| vec![m])? {
        let message = "it holds blank lines only";
        let help = "give a CSV file with a header and one row a ticket";
        return Err(vec![HistoryMistake::of_file(file, message, help)]);
    }
    let header = row.header(file)?;
    let mut columns = Columns::find(mapping, &header, file, row.line())?;
    if kinds.is_empty() {
        columns.kind = None;
    }
    let mut intake = Intake {
        mapping,
        kinds,
        priorities,
        width: header.len(),
        decimal_comma: delimiter == b';',
        mistakes: Mistakes::new(file),
        gathered: Gathered::new(mapping),
        columns,
    };
    loop {
        match next(&mut row) {
            Ok(true) => intake.take(&row),
            Ok(false) => break,
            // What was read up to here is told too.
            Err(mistake) => {
                intake.mistakes.add(mistake);
                return Err(intake.mistakes.finish());
            }
        }
    }
    intake.gathered.finish(intake.mistakes)
}

/// A row of the file.
#[derive(Default)]
struct Row {
    cells: ByteRecord,
    /// Line on which the next row may begin.
    end: u64,
    /// Whether a double quote is open at the end of the file.
    open: bool,
}

impl Row {
    /// Line on which it begins: the reader knows only where it ended.
    fn line(&self) -> u64 {
        let breaks = self.cells.as_slice().iter().filter(|b| **b == b'\n');
        let last = u64::from(!self.open);
        self.end.saturating_sub(last + breaks.count() as u64)
    }

    /// The mistake of a quote that is never closed.
    fn unclosed(&self, file: &str) -> Option<HistoryMistake> {
        self.open.then(|| HistoryMistake {
            line: self.line(),
            ..HistoryMistake::of_file(
                file,
                "a double quote of this row is open to the end of the file",
                "close it, or write two where one belongs to the text",
            )
        })
    }

    fn header(&self, file: &str) -> Result<Vec<String>, Vec<HistoryMistake>> {
        let mut mistakes = Vec::from_iter(self.unclosed(file));
        let mut names = Vec::new();
        for (index, cell) in self.cells.iter().enumerate() {
            let name = String::from_utf8_lossy(cell);
            if let Cow::Owned(name) = &name {
                mistakes.push(HistoryMistake {
                    line: self.line(),
                    column: Some((index + 1, name.clone())),
                    ..HistoryMistake::of_file(
                        file,
                        format!("the column name {} is not UTF-8 text", shown(name)),
                        "save the file as `CSV UTF-8`",
                    )
                });
            }
            names.push(name.trim().to_string());
        }
        if mistakes.is_empty() { Ok(names) } else { Err(mistakes) }
    }
}

/// Everything that is known while rows come in.
struct Intake<'a> {
    mapping: &'a Mapping,
    kinds: &'a [&'a str],
    priorities: usize,
    width: usize,
    decimal_comma: bool,
    columns: Columns,
    mistakes: Mistakes,
    gathered: Gathered,
}

impl Intake<'_> {
    fn take(&mut self, row: &Row) {
        if let Some(mistake) = row.unclosed(self.mistakes.file()) {
            self.mistakes.add(mistake);
            return;
        }
        let found = row.cells.len();
        let surplus = row.cells.iter().skip(self.width);
        if found < self.width || surplus.into_iter().any(|cell| !cell.is_empty()) {
            if row.cells.iter().all(<[u8]>::is_empty) {
                return;
            }
            let help = match row.cells.as_slice().contains(&b'\n') {
                true => "is a double quote missing or too many in this row?",
                false => "put values that hold a separator in double quotes",
            };
            let message = format!("the row has {found} cells, the header has {}", self.width);
            self.mistakes.value(row.line(), None, &found.to_string(), (message, help.into()));
            return;
        }
        if row.cells.iter().all(|cell| cell.trim_ascii().is_empty()) {
            return;
        }
        let (mapping, kinds, priorities) = (self.mapping, self.kinds, self.priorities);
        let (columns, comma) = (&self.columns, self.decimal_comma);
        let mut cells = Cells { row, mistakes: &mut self.mistakes };
        let whole = |text: &str| Ok(Some(text.trim().to_string()).filter(|t| !value::missing(t)));
        let opened = cells.read(Some(&columns.opened), |text| match stamp::stamp(text) {
            _ if value::missing(text) => {
                Err(("the opening time is missing".to_string(), "fill it in, or take the row out".to_string()))
            }
            Ok(stamp) => Ok(Some((stamp, text.trim().to_string()))),
            Err(why) => Err((
                format!("it is not an opening time: {why}"),
                "write `2016-04-11 09:15` (or `11/4/2016 09:15`), wall clock, no zone".into(),
            )),
        });
        let kind = cells.read(columns.kind.as_ref(), |t| value::kind(t, mapping, kinds));
        let priority = cells.read(columns.priority.as_ref(), |t| value::priority(t, mapping, priorities));
        let work = columns.work.as_ref();
        let unit = work.map(|(_, unit)| *unit).unwrap_or_default();
        let work = cells.read(work.map(|(column, _)| column), |t| value::work(t, unit, comma));
        let id = cells.read(columns.id.as_ref(), whole);
        let channel = cells.read(columns.channel.as_ref(), whole);
        let group = cells.read(columns.group.as_ref(), whole);
        let Some((stamp, text)) = opened else {
            return;
        };
        let contrary = self.gathered.evidence(stamp, &text, || row.line());
        if let Some(refused) = contrary {
            self.mistakes.value(row.line(), Some(&columns.opened), &text, refused);
        }
        self.gathered.put(stamp, id, (kind, priority, work), (channel, group));
    }
}

/// The mapped cells of a row; a wrong one goes to the mistakes.
struct Cells<'a> {
    row: &'a Row,
    mistakes: &'a mut Mistakes,
}

impl Cells<'_> {
    fn read<T>(
        &mut self,
        column: Option<&Column>,
        meaning: impl FnOnce(&str) -> Result<Option<T>, Refused>,
    ) -> Option<T> {
        let column = column?;
        let bytes = self.row.cells.get(column.index).unwrap_or_default();
        let read = match str::from_utf8(bytes) {
            Ok(text) => meaning(text),
            Err(_) => Err(("it is not UTF-8 text".into(), "save the file as `CSV UTF-8`".into())),
        };
        read.unwrap_or_else(|refused| {
            let found = String::from_utf8_lossy(bytes);
            self.mistakes.value(self.row.line(), Some(column), &found, refused);
            None
        })
    }
}
