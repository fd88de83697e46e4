//! The tables of a desk under one scenario: looks up cells by key, applies the scenario's overrides, notes defaults.

use super::super::{Cell, Change, Mistake, Mistakes, Place, Row, Sheet, Target, Unique, nearest, quoted};
use super::columns::{self, Column, Mark};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A default that a desk relies on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DefaultUsed {
    /// `table.column`.
    pub column: String,
    /// The value in words.
    pub value: &'static str,
    /// Whether it is sourced; otherwise it is assumed.
    pub sourced: bool,
    /// The source, or the reason.
    pub basis: &'static str,
}

/// A column of `scenarios.csv` that overrides cells of another table.
#[derive(Clone, Debug)]
pub(super) struct Override {
    /// Table, key and column it names; `*` stands for any key.
    pub table: String,
    pub key: String,
    pub column: String,
    /// Name as written in the header.
    pub header: String,
}

impl Override {
    fn matches(&self, table: &str, key: &str, column: &str) -> bool {
        self.table == table
            && self.column == column
            && (self.key.eq_ignore_ascii_case(key)
                || self.key.split('.').zip(key.split('.')).all(|(p, k)| p == "*" || p.eq_ignore_ascii_case(k))
                    && self.key.split('.').count() == key.split('.').count())
    }

    fn stars(&self) -> usize {
        self.key.split('.').filter(|p| *p == "*").count()
    }
}

/// The sheets of a folder, by table.
pub(super) type Sheets = BTreeMap<String, Sheet>;

/// Rows of keyed tables by table and key; keys are lower case, two keys joined by a point (by a line end in `scenarios`).
pub(super) struct Index<'s> {
    rows: BTreeMap<(&'static str, String), Row<'s>>,
    order: BTreeMap<&'static str, Vec<String>>,
}

/// Tables with their key columns.
const KEYS: &[(&str, &[&str])] = &[
    ("desk", &["setting"]),
    ("tickets", &["kind"]),
    ("priorities", &["impact"]),
    ("holidays", &["date"]),
    ("seasons", &["month"]),
    ("roles", &["role"]),
    ("scopes", &["role", "kind"]),
    ("sites", &["site"]),
    ("distances", &["from", "to"]),
    ("team", &["group"]),
    ("shifts", &["shift"]),
    ("incidents", &["incident"]),
    ("targets", &["priority", "kind"]),
    ("scenarios", &["when", "scenario"]),
    ("sweep", &["override"]),
];

/// The sheet of settings given on the command line, which win over those of `desk.csv`.
pub(super) const COMMAND_LINE: &str = "command line";

impl<'s> Index<'s> {
    /// Finds the rows, and every duplicate, unknown column and row without a key.
    pub fn new(sheets: &'s Sheets, mistakes: &mut Mistakes) -> Self {
        let mut index = Index { rows: BTreeMap::new(), order: BTreeMap::new() };
        for (table, keys) in KEYS {
            let Some(sheet) = sheets.get(*table) else { continue };
            if *table == "desk" {
                sheet.check_columns(&["setting", "value"], &["setting", "value"], mistakes);
            } else if *table != "scenarios" {
                let optional = |k: &&str| (*table, *k) == ("targets", "kind");
                let every_group: &[&str] = if *table == "team" { &["role", "agents"] } else { &[] };
                let required: Vec<&str> = keys.iter().filter(|k| !optional(k)).chain(every_group).copied().collect();
                sheet.check_columns(&columns::names(table), &required, mistakes);
            }
            let mut unique = Unique::new();
            for row in sheet.rows() {
                let mut key = Vec::new();
                let mut written = Vec::new();
                for name in *keys {
                    match row.given(name) {
                        Some(cell) => {
                            written.push((*name, cell));
                            key.push(cell.text().to_lowercase());
                        }
                        None if (*table, *name) == ("targets", "kind") => key.push("*".to_string()),
                        None if (*table, *name) == ("scenarios", "when") => key.push("usual".to_string()),
                        None => {
                            if sheet.column(name).is_some() {
                                let mistake = Mistake::new(row.place(), format!("this row has no {}", quoted(name)));
                                mistakes.push(mistake.help("name it, or start the row with `#` to leave it out"));
                            }
                        }
                    }
                }
                let Some((_, cell)) = written.first().filter(|_| key.len() == keys.len()) else { continue };
                if ["tickets", "roles", "sites", "team", "incidents"].contains(table)
                    && (key[0].contains('.') || key[0].contains('*'))
                {
                    let message = format!("the name {} holds a point or a star", quoted(cell.text()));
                    let help = "use other characters: in scenarios.csv a point separates `table.key.column` and `*` means every row";
                    mistakes.push(cell.mistake(message).help(help));
                    continue;
                }
                if unique.check(&key, &written, mistakes) {
                    // Names of scenarios may hold points, and no override names a row of theirs.
                    let key = key.join(if *table == "scenarios" { "\n" } else { "." });
                    index.order.entry(table).or_default().push(key.clone());
                    index.rows.insert((table, key), row);
                }
            }
        }
        for row in sheets.get(COMMAND_LINE).into_iter().flat_map(|s| s.rows()) {
            if let Some(setting) = row.given("setting") {
                index.rows.insert(("desk", setting.text().to_lowercase()), row);
            }
        }
        index
    }

    /// The keys of a table in the order of its rows.
    pub fn keys(&self, table: &'static str) -> &[String] {
        self.order.get(table).map_or(&[], Vec::as_slice)
    }

    /// A row.
    pub fn row(&self, table: &'static str, key: &str) -> Option<Row<'s>> {
        self.rows.get(&(table, key.to_lowercase())).copied()
    }
}

/// The tables under one scenario.
pub(super) struct Tables<'t, 's> {
    pub index: &'t Index<'s>,
    pub sheets: &'s Sheets,
    /// The desk folder, as the person wrote its path.
    pub folder: &'t Path,
    pub overrides: &'t [(Override, Cell<'s>)],
    /// Overrides that something asked for, by position in the header.
    pub used: &'t mut BTreeSet<String>,
    /// Every address asked for, for "did you mean".
    pub asked: &'t mut BTreeSet<String>,
    pub defaults: &'t mut BTreeSet<DefaultUsed>,
    pub mistakes: &'t mut Mistakes,
    /// With preset `none` every default is neutral and none is noted.
    pub neutral: bool,
}

impl<'s> Tables<'_, 's> {
    /// The column's entry in the reference.
    fn entry(&self, table: &str, column: &str) -> &'static Column {
        columns::find(table, column).unwrap_or(&columns::COLUMNS[0])
    }

    /// A table as a place, also one that is not there.
    pub fn place(&self, table: &str) -> Place {
        match self.sheets.get(table) {
            Some(sheet) => sheet.as_place(),
            None => Place::file(self.folder.join(format!("{table}.csv")).display().to_string()),
        }
    }

    /// The cell as written in its own table.
    pub fn written(&self, table: &'static str, key: &str, column: &str) -> Option<Cell<'s>> {
        if table == "desk" {
            let row = self.index.row("desk", column)?;
            let name = row.cell("setting").map_or("", |c| c.text());
            return row.given("value").map(|cell| cell.called(name));
        }
        self.index.row(table, key)?.given(column)
    }

    /// The scenario's cell for it: a named key wins over `*`.
    pub fn changed(&mut self, table: &'static str, key: &str, column: &str) -> Option<Cell<'s>> {
        let address = if table == "desk" { format!("desk.{column}") } else { format!("{table}.{key}.{column}") };
        self.asked.insert(address);
        let mut best: Option<(usize, Cell<'s>)> = None;
        for (over, cell) in self.overrides {
            let hit = if table == "desk" {
                over.table == "desk" && over.column == column
            } else {
                over.matches(table, key, column)
            };
            if hit {
                self.used.insert(over.header.clone());
                let better = best.is_none_or(|(stars, _)| over.stars() < stars);
                if !cell.is_empty() && better {
                    best = Some((over.stars(), *cell));
                }
            }
        }
        best.map(|(_, cell)| cell)
    }

    /// The cell a value comes from: the scenario's, else the table's.
    pub fn origin(&mut self, table: &'static str, key: &str, column: &str) -> Option<Cell<'s>> {
        self.changed(table, key, column).or_else(|| self.written(table, key, column))
    }

    /// Notes that the default of a column is relied on.
    pub fn note(&mut self, table: &str, column: &str) {
        let entry = self.entry(table, column);
        let (sourced, basis) = match entry.mark {
            Mark::Sourced(source) => (true, source),
            Mark::Assumed(reason) => (false, reason),
            Mark::Needed | Mark::Neutral => return,
        };
        if !self.neutral {
            let column = format!("{table}.{column}");
            self.defaults.insert(DefaultUsed { column, value: entry.default, sourced, basis });
        }
    }

    /// A number; `None` if neither the table nor the scenario gives one, or it could not be read.
    pub fn number_given(&mut self, table: &'static str, key: &str, column: &str, base: Option<f64>) -> Option<f64> {
        let entry = self.entry(table, column);
        let allowed = entry.takes.allowed();
        let percent = matches!(entry.takes, columns::Takes::Percent);
        let read = |cell: Cell<'s>, mistakes: &mut Mistakes| match entry.takes {
            columns::Takes::Percent => cell.percent(&allowed, mistakes).map(|share| share * 100.0),
            columns::Takes::Whole(..) => cell.whole(&allowed, mistakes).map(|n| n as f64),
            _ => cell.number(&allowed, mistakes),
        };
        let written = self.written(table, key, column);
        let value = match written {
            Some(cell) => read(cell, self.mistakes),
            None => base,
        };
        let Some(cell) = self.changed(table, key, column) else { return value };
        let target = if percent { Target::Percent } else { Target::Number };
        let changed = match Change::parse(cell, target, self.mistakes)? {
            Change::Keep => return value,
            Change::Set(cell) => return read(cell, self.mistakes),
            Change::Multiply(factor) => value.map(|v| v * factor),
            Change::Add(amount) => value.map(|v| v + amount),
        };
        let Some(changed) = changed else {
            // A volume that is missing is said once, where it belongs.
            if (table, column) == ("tickets", "per_week") {
                return None;
            }
            let message = format!("{} changes a value that the desk does not give", quoted(cell.text()));
            self.mistakes.push(cell.mistake(message).help("write the value itself"));
            return None;
        };
        let changed = if matches!(entry.takes, columns::Takes::Whole(..)) { changed.round() } else { changed };
        if !allowed.holds(changed) {
            let message = format!("{} makes it {changed}; must be {}", quoted(cell.text()), entry.takes.described());
            self.mistakes.push(cell.mistake(message).label("out of range"));
            return None;
        }
        Some(changed)
    }

    /// A number or its default, which is noted as used.
    pub fn number(&mut self, table: &'static str, key: &str, column: &str, default: f64) -> f64 {
        if self.written(table, key, column).is_none() && default != 0.0 {
            self.note(table, column);
        }
        self.number_given(table, key, column, Some(default)).unwrap_or(default)
    }

    /// The cell that holds a text: the scenario's, else the table's.
    pub fn text(&mut self, table: &'static str, key: &str, column: &str) -> Option<Cell<'s>> {
        match self.changed(table, key, column) {
            Some(cell) => match Change::parse(cell, Target::Text, self.mistakes) {
                Some(Change::Set(cell)) => Some(cell),
                _ => self.written(table, key, column),
            },
            None => self.written(table, key, column),
        }
    }

    /// One of the words of a column, by position; a default is noted.
    pub fn word(&mut self, table: &'static str, key: &str, column: &str, default: usize) -> usize {
        let columns::Takes::OneOf(words) = self.entry(table, column).takes else { return default };
        match self.text(table, key, column) {
            Some(cell) => cell.one_of(words, column, self.mistakes).unwrap_or(default),
            None => {
                self.note(table, column);
                default
            }
        }
    }

    /// Yes or no.
    pub fn yes_no(&mut self, table: &'static str, key: &str, column: &str, default: bool) -> bool {
        match self.text(table, key, column) {
            Some(cell) => cell.yes_no(self.mistakes).unwrap_or(default),
            None => {
                self.note(table, column);
                default
            }
        }
    }
}

/// Reads the header of an override column: `table.key.column`, `desk.setting`, or a bare group.
pub(super) fn address(header: &str, groups: &[String]) -> Result<Override, String> {
    let header = header.trim();
    let parts: Vec<&str> = header.split('.').collect();
    let make = |table: &str, key: String, column: &str| Override {
        table: table.to_lowercase(),
        key,
        column: column.to_lowercase(),
        header: header.to_string(),
    };
    match parts.as_slice() {
        [bare] if groups.iter().any(|g| g.eq_ignore_ascii_case(bare)) => Ok(make("team", bare.to_string(), "agents")),
        [bare] => {
            let help = match nearest(bare, groups) {
                Some(near) => format!("did you mean {}?", quoted(near)),
                None => {
                    "write `table.key.column`, as `team.technicians.agents`, `desk.setting`, or the name of a group"
                        .into()
                }
            };
            Err(help)
        }
        ["desk", setting] => Ok(make("desk", String::new(), setting)),
        ["desk", setting, "value"] => Ok(make("desk", String::new(), setting)),
        [table, keys @ .., column] if !keys.is_empty() && columns::TABLES.iter().any(|(t, _)| t == table) => {
            Ok(make(table, keys.join("."), column))
        }
        [table, ..] => {
            let tables: Vec<&str> = columns::TABLES.iter().map(|(t, _)| *t).collect();
            Err(match nearest(table, &tables) {
                Some(near) => format!("did you mean {}?", quoted(near)),
                None => format!("tables: {}", super::super::listed(&tables)),
            })
        }
        [] => Err("write `table.key.column`".into()),
    }
}
