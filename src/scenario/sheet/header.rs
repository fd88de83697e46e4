//! The header row: column names found, unknown, missing, repeated.

use super::super::nearest::nearest;
use super::super::wording::{listed, quoted};
use super::{Column, Heading, Mistakes, Sheet};

impl Sheet {
    /// Takes the names from the header row; a name that occurs twice, or none above a value, is a mistake.
    pub(super) fn check_header(&mut self, mistakes: &mut Mistakes) {
        let names = self.header.iter().enumerate();
        let names = names.map(|(i, stored)| self.cell(stored, Column(i)).text().to_lowercase());
        self.names = names.collect();
        for heading in self.headings() {
            if heading.name.is_empty() {
                self.check_no_values(heading, mistakes);
                continue;
            }
            if let Some(first) = self.headings().find(|h| h.name == heading.name)
                && first.column < heading.column
            {
                mistakes.push(
                    heading
                        .cell
                        .mistake(format!("column {} occurs twice", quoted(heading.name)))
                        .label("again here")
                        .help("remove or rename one of them")
                        .also(first.cell.place(), "first here"),
                );
            }
        }
    }

    fn check_no_values(&self, heading: Heading<'_>, mistakes: &mut Mistakes) {
        let mut values = self.rows().map(|row| row.at(heading.column));
        if let Some(value) = values.find(|cell| !cell.is_empty()) {
            mistakes.push(
                value
                    .mistake(format!("value {} in a column without a name", quoted(value.text())))
                    .label("belongs to no column")
                    .help("name the column in the header row, or remove its values")
                    .also(heading.cell.place(), "no name here"),
            );
        }
    }

    /// The columns from the left, those without a name too.
    pub fn headings(&self) -> impl Iterator<Item = Heading<'_>> {
        let cells = self.header.iter().zip(&self.names).enumerate();
        cells.map(|(i, (stored, name))| Heading { column: Column(i), name, cell: self.cell(stored, Column(i)) })
    }

    /// The column of that name, whatever its case; the first if there are two.
    pub fn column(&self, name: &str) -> Option<Column> {
        let name = name.trim();
        let at = self
            .names
            .iter()
            .position(|n| n == name)
            .or_else(|| self.names.iter().position(|n| *n == name.to_lowercase()));
        at.map(Column)
    }

    /// Pushes a mistake for each column that is not among `known`, with the nearest of those the sheet does not have
    /// yet, and one for each of `required` that is not there.
    pub fn check_columns<S: AsRef<str>>(&self, known: &[S], required: &[&str], mistakes: &mut Mistakes) {
        let absent: Vec<&str> = known.iter().map(AsRef::as_ref).filter(|k| self.column(k).is_none()).collect();
        let mut meant = Vec::new();
        for heading in self.headings().filter(|h| !h.name.is_empty()) {
            if known.iter().any(|k| k.as_ref().eq_ignore_ascii_case(heading.name)) {
                continue;
            }
            let near = nearest(heading.name, &absent);
            meant.extend(near);
            let help = match near {
                Some(near) => format!("did you mean {}? known: {}", quoted(near), listed(known)),
                None => format!("known: {}", listed(known)),
            };
            mistakes.push(
                heading
                    .cell
                    .mistake(format!("unknown column {}", quoted(heading.cell.text())))
                    .label("not one of the columns of this table")
                    .help(help),
            );
        }
        for name in required {
            // A misspelt column is one mistake, not two.
            if self.column(name).is_none() && !meant.contains(name) {
                let place = self.headings().next().map(|h| h.cell.place());
                let mistake = super::Mistake::new(
                    place.unwrap_or_else(|| self.as_place()),
                    format!("column {} is missing", quoted(name)),
                );
                mistakes.push(mistake.label("the header row").help("add it to the header row and fill it in each row"));
            }
        }
    }
}
