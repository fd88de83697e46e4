//! A table as a spreadsheet saved it: a header row and rows of cells, each cell's place known.
//!
//! Skipped, with lines numbered as in the file: empty lines, rows whose cells are all empty, and comment rows, whose
//! first cell starts with `#`. Trailing empty cells may be missing, because some spreadsheets leave them out; a cell
//! that is not there is an empty cell at the end of its row.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::cell::{Cell, spreadsheet_error};
use super::mistake::{Mistake, Mistakes};
use super::place::Place;
use super::separator::Separator;
use super::source::Source;
use super::span_walk::{QuoteTrouble, Walk};
use super::wording::quoted;

mod header;

/// A column of a sheet, counted from 0 at the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Column(pub usize);

/// A table with the places of its cells.
#[derive(Clone, Debug)]
pub struct Sheet {
    file: Arc<str>,
    text: String,
    line_starts: Vec<usize>,
    separator: Separator,
    header: Vec<Stored>,
    /// Column names: trimmed, lower case.
    names: Vec<String>,
    rows: Vec<Vec<Stored>>,
}

/// A cell as it is kept: its span, and its value where that is not the text itself.
#[derive(Clone, Debug)]
struct Stored {
    span: Range<usize>,
    unquoted: Option<Box<str>>,
}

/// A row of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Row<'s> {
    sheet: &'s Sheet,
    number: usize,
}

/// A column's name and its cell in the header row.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'s> {
    /// Which column.
    pub column: Column,
    /// The name, trimmed and in lower case; empty columns at the right edge have none.
    pub name: &'s str,
    /// The cell, with the name as written.
    pub cell: Cell<'s>,
}

impl Sheet {
    /// Reads a file; `None` if there is no table in it. With a sheet there can be mistakes too.
    pub fn read(path: &Path, mistakes: &mut Mistakes) -> Option<Sheet> {
        Source::read(path, mistakes).and_then(|source| Sheet::parse(source, mistakes))
    }

    /// Splits a text into cells and checks quotes, header and the width of rows; `None` if there is no header row.
    pub fn parse(source: Source, mistakes: &mut Mistakes) -> Option<Sheet> {
        let (separator, start) = Separator::of(&source.text);
        let mut sheet = Sheet {
            line_starts: source.line_starts(),
            file: source.file,
            text: source.text,
            separator,
            header: Vec::new(),
            names: Vec::new(),
            rows: Vec::new(),
        };
        sheet.split(start, mistakes);
        if sheet.header.is_empty() {
            let mistake = Mistake::new(sheet.as_place(), "there is no header row")
                .help("the first row that is not blank and no `#` comment names the columns");
            mistakes.push(mistake);
            return None;
        }
        sheet.check_header(mistakes);
        sheet.check_widths(mistakes);
        Some(sheet)
    }

    fn split(&mut self, start: usize, mistakes: &mut Mistakes) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.separator.byte())
            .from_reader(&self.text.as_bytes()[start..]);
        let mut walk = Walk::new(&self.text, self.separator.byte(), start);
        let (mut record, mut spans) = (csv::StringRecord::new(), Vec::new());
        let (mut header, mut rows) = (Vec::new(), Vec::new());
        while let Some(trouble) = walk.next_row(&mut spans) {
            // The text is in memory and valid UTF-8: the reader cannot fail, and splits as the walk does.
            if !reader.read_record(&mut record).unwrap_or(false) {
                break;
            }
            debug_assert_eq!(record.len(), spans.len());
            if let Some(trouble) = trouble {
                mistakes.push(self.quote_mistake(trouble));
                if matches!(trouble, QuoteTrouble::Unclosed(_)) {
                    break;
                }
            }
            if blank_or_comment(&record) {
                continue;
            }
            let cells = record.iter().zip(&spans);
            let cells: Vec<Stored> = cells
                .map(|(value, span)| Stored {
                    unquoted: (self.text[span.clone()] != *value).then(|| value.into()),
                    span: span.clone(),
                })
                .collect();
            self.check_late_quotes(&cells, mistakes);
            if header.is_empty() {
                header = cells;
            } else {
                rows.push(cells);
            }
        }
        (self.header, self.rows) = (header, rows);
    }

    fn quote_mistake(&self, trouble: QuoteTrouble) -> Mistake {
        match trouble {
            QuoteTrouble::Unclosed(at) => {
                Mistake::new(self.place(at..at + 1), "a quote opens a cell and is never closed")
                    .label("opened here")
                    .help("close it before the next separator, or remove it; what follows has not been read")
            }
            QuoteTrouble::TextAfter(at) => Mistake::new(self.place(at..at + 1), "text after a closing quote")
                .label("the quoted cell has ended")
                .help("write a quote inside a quoted cell twice, or look for a quote missing before"),
        }
    }

    /// Cells such as ` "x"`, where the space keeps the quote from quoting.
    fn check_late_quotes(&self, cells: &[Stored], mistakes: &mut Mistakes) {
        for cell in cells {
            let raw = &self.text[cell.span.clone()];
            let late = raw.len() - raw.trim_start().len();
            if late > 0 && raw[late..].starts_with('"') {
                let at = cell.span.start + late;
                mistakes.push(
                    Mistake::new(self.place(at..at + 1), "a quote after a space does not quote the cell")
                        .label("not the first character of its cell")
                        .help("remove the space before it"),
                );
            }
        }
    }

    fn check_widths(&self, mistakes: &mut Mistakes) {
        let width = self.header.len();
        for row in self.rows() {
            let cells = &self.rows[row.number];
            let extra = (width..cells.len()).find(|c| !row.at(Column(*c)).is_empty());
            if let Some(extra) = extra {
                let cell = row.at(Column(extra));
                let separator = self.separator.shown();
                let columns = if width == 1 { "column" } else { "columns" };
                mistakes.push(
                    cell.mistake(format!(
                        "cell {} in a row of a table with {width} {columns}: {}",
                        extra + 1,
                        quoted(cell.text())
                    ))
                    .label("no column for this")
                    .help(format!(
                        "put a value that holds {separator} between double quotes, or name the column in the header row"
                    )),
                );
            }
            // Not the other way round: a lone `1,5` may be a number in a file separated by `;`.
            let semicolons = row.at(Column(0)).text().matches(';').count();
            let alone = cells.len() == 1 && self.separator != Separator::Semicolon;
            if alone && width > 1 && semicolons + 1 == width {
                mistakes.push(
                    row.at(Column(0))
                        .mistake(format!(
                            "cells separated by `;` in a table whose header row is separated by {}",
                            self.separator.shown()
                        ))
                        .label("one cell")
                        .help("use one separator throughout"),
                );
            }
        }
    }

    /// The file as the person wrote its path.
    pub fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// The whole text; places count in it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What separates its cells.
    pub fn separator(&self) -> Separator {
        self.separator
    }

    /// The sheet as a place, without a spot.
    pub fn as_place(&self) -> Place {
        Place::file(self.file.clone())
    }

    /// The place of some bytes of the text.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::of_span(&self.file, &self.text, &self.line_starts, span)
    }

    /// The rows with something in them, from the top, without the header.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.rows.len()).map(move |number| Row { sheet: self, number })
    }

    /// The line of the file a byte is in, from 1.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        self.line_starts.partition_point(|s| *s <= byte).max(1)
    }

    fn cell<'s>(&'s self, stored: &'s Stored, column: Column) -> Cell<'s> {
        let value = match &stored.unquoted {
            Some(value) => value,
            None => &self.text[stored.span.clone()],
        };
        let name = self.names.get(column.0).map_or("", String::as_str);
        Cell::new(self, value.trim(), stored.span.clone(), name)
    }
}

impl<'s> Row<'s> {
    /// The line of the file it starts in, from 1.
    pub fn line(&self) -> usize {
        self.sheet.line_of(self.start())
    }

    fn start(&self) -> usize {
        self.sheet.rows[self.number].first().map_or(0, |c| c.span.start)
    }

    /// Its cell in a column; an empty one at the end of the row if the row is shorter.
    pub fn at(&self, column: Column) -> Cell<'s> {
        let cells = &self.sheet.rows[self.number];
        match cells.get(column.0) {
            Some(stored) => self.sheet.cell(stored, column),
            None => {
                let end = cells.last().map_or(0, |c| c.span.end);
                let name = self.sheet.names.get(column.0).map_or("", String::as_str);
                Cell::new(self.sheet, "", end..end, name)
            }
        }
    }

    /// Its cell in the column of that name, if the table has such a column.
    pub fn cell(&self, name: &str) -> Option<Cell<'s>> {
        self.sheet.column(name).map(|column| self.at(column))
    }

    /// The cell in the column of that name, if there is something in it.
    pub fn given(&self, name: &str) -> Option<Cell<'s>> {
        self.cell(name).filter(|cell| !cell.is_empty())
    }

    /// The row as a place: its first cell that is not empty.
    pub fn place(&self) -> Place {
        let cells = 0..self.sheet.rows[self.number].len();
        let first = cells.map(|c| self.at(Column(c))).find(|c| !c.is_empty());
        first.map_or_else(|| self.sheet.place(self.start()..self.start()), |c| c.place())
    }
}

/// Rows that say nothing. `#N/A` and its like in the first cell are values gone wrong, not comments, and so is a
/// number shown as `####` with other cells beside it.
fn blank_or_comment(record: &csv::StringRecord) -> bool {
    let first = record.get(0).unwrap_or_default().trim();
    let mut others = record.iter().skip(1);
    if first.is_empty() {
        return others.all(|cell| cell.trim().is_empty());
    }
    let hashes = first.len() > 1 && first.chars().all(|c| c == '#');
    first.starts_with('#')
        && spreadsheet_error(first).is_none()
        && !(hashes && others.any(|cell| !cell.trim().is_empty()))
}

#[cfg(test)]
mod tests;
