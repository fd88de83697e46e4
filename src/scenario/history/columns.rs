//! Finds the mapped columns in the header of an export.

use super::mapping::{Mapping, Place, WorkUnit};
use super::refusal::{HistoryMistake, listed, nearest, shown};

/// A column that is there: position from 0, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub index: usize,
    pub name: String,
}

/// Where each thing is found in this file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    pub opened: Column,
    pub kind: Option<Column>,
    pub priority: Option<Column>,
    pub work: Option<(Column, WorkUnit)>,
    pub group: Option<Column>,
    pub id: Option<Column>,
    pub channel: Option<Column>,
}

const OPENED: &[&str] = &[
    "opened_at",
    "opened",
    "created_at",
    "Created at",
    "Created",
    "Created time",
    "Date Created",
    "sys_created_on",
    "date_creation",
    "Open Time",
    "date",
];
const KIND: &[&str] = &["kind"];
const PRIORITY: &[&str] = &["priority"];
const GROUP: &[&str] = &["assignment_group", "Group", "Team Assigned"];
const ID: &[&str] = &["number", "id", "ticket", "Ticket ID", "Issue key", "Ticket Number", "Incident ID", "#"];
const CHANNEL: &[&str] = &["contact_type", "channel", "Via", "Source", "Create Channel", "Request Channel"];
/// Columns known to hold work, with what they count. Elapsed times are not work and are never taken for it.
const WORK: &[(&str, WorkUnit)] = &[
    ("work_minutes", WorkUnit::Minutes),
    ("work_seconds", WorkUnit::Seconds),
    ("work_hours", WorkUnit::Hours),
    ("actiontime", WorkUnit::Seconds),
];

impl Columns {
    /// Looks the mapped columns up in `header`, which stands in `line`.
    pub fn find(mapping: &Mapping, header: &[String], file: &str, line: u64) -> Result<Columns, Vec<HistoryMistake>> {
        let mut search = Search { header, file, line, mistakes: Vec::new() };
        let opened = search.place("opened", &mapping.opened, OPENED);
        if opened.is_none() && search.mistakes.is_empty() {
            search.without_opening(&mapping.opened);
        }
        let usual_work: Vec<&str> = WORK.iter().map(|(name, _)| *name).collect();
        let work = search.place("work_minutes", &mapping.work, &usual_work);
        let unit = |column: &Column| match &mapping.work {
            Place::Usual => {
                let usual = WORK.iter().find(|(n, _)| same(n, &column.name));
                usual.map_or(mapping.work_unit, |(_, unit)| *unit)
            }
            _ => mapping.work_unit,
        };
        let found = Columns {
            opened: opened.unwrap_or(Column { index: 0, name: String::new() }),
            kind: search.place("kind", &mapping.kind, KIND),
            priority: search.place("priority", &mapping.priority, PRIORITY),
            work: work.map(|column| (column.clone(), unit(&column))),
            group: search.place("group", &mapping.group, GROUP),
            id: search.place("id", &mapping.id, ID),
            channel: search.place("channel", &mapping.channel, CHANNEL),
        };
        if search.mistakes.is_empty() { Ok(found) } else { Err(search.mistakes) }
    }
}

struct Search<'a> {
    header: &'a [String],
    file: &'a str,
    line: u64,
    mistakes: Vec<HistoryMistake>,
}

impl Search<'_> {
    fn place(&mut self, what: &str, place: &Place, usual: &[&str]) -> Option<Column> {
        match place {
            Place::Nowhere => None,
            Place::Usual => {
                let name = usual.iter().find(|n| !self.positions(n).is_empty())?;
                self.only(what, name)
            }
            Place::Column(name) => {
                if !self.positions(name).is_empty() {
                    return self.only(what, name);
                }
                let help = match nearest(name, self.names()) {
                    Some(near) => format!("did you mean {}?", shown(near)),
                    None => format!("columns: {}", listed(self.names())),
                };
                let message = format!("there is no column {} for `{what}`", shown(name));
                self.mistake(message, help);
                None
            }
        }
    }

    fn without_opening(&mut self, place: &Place) {
        let near = OPENED.iter().find_map(|n| nearest(n, self.names()));
        let columns = format!("columns: {}", listed(self.names()));
        let (message, help) = match (place, near) {
            (Place::Nowhere, _) => ("`opened=none`: the opening time must be read".to_string(), columns),
            (_, Some(near)) => (
                "there is no column of a usual name for the opening time".to_string(),
                format!("did you mean `opened={near}`?"),
            ),
            _ => (
                format!("there is no column for the opening time; looked for {}", listed(OPENED.iter().copied())),
                format!("name it as `opened=COLUMN`; {columns}"),
            ),
        };
        self.mistake(message, help);
    }

    /// Positions of a name: written exactly so, or else but for case and surrounding blanks.
    fn positions(&self, name: &str) -> Vec<usize> {
        let all = |alike: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let header = self.header.iter().enumerate();
            header.filter(|(_, n)| alike(n)).map(|(i, _)| i).collect()
        };
        let exact = all(&|n| n == name);
        if exact.is_empty() { all(&|n| same(n, name)) } else { exact }
    }

    fn only(&mut self, what: &str, name: &str) -> Option<Column> {
        let at = self.positions(name);
        let column = |index: usize| Column { index, name: self.header[index].trim().to_string() };
        if let [index] = at[..] {
            return Some(column(index));
        }
        let numbers: Vec<String> = at.iter().map(|i| (i + 1).to_string()).collect();
        let message = format!(
            "the column {} for `{what}` is there {} times, as columns {}",
            shown(name),
            at.len(),
            numbers.join(", ")
        );
        self.mistake(message, "rename all but the one that is meant".into());
        None
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.header.iter().map(String::as_str)
    }

    fn mistake(&mut self, message: String, help: String) {
        self.mistakes.push(HistoryMistake {
            file: self.file.to_string(),
            line: self.line,
            column: None,
            spot: None,
            message,
            help,
        });
    }
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(mapping: &str, header: &str) -> Result<Columns, Vec<HistoryMistake>> {
        let header: Vec<String> = header.split(',').map(String::from).collect();
        Columns::find(&Mapping::parse(mapping).unwrap(), &header, "log.csv", 1)
    }

    #[test]
    fn usual_names_are_found() {
        let c = find("", "number,state,opened_at,priority,contact_type,category,actiontime").unwrap();
        let index = |c: &Option<Column>| c.as_ref().map(|c| c.index);
        assert_eq!((c.opened.index, index(&c.id)), (2, Some(0)));
        assert_eq!((index(&c.priority), index(&c.channel)), (Some(3), Some(4)));
        assert_eq!((index(&c.kind), index(&c.group)), (None, None));
        assert_eq!(c.work.map(|w| w.1), Some(WorkUnit::Seconds));
        let zendesk = find("priority=none", "ID,Created at,Priority,Via").unwrap();
        assert_eq!((zendesk.opened.index, zendesk.priority), (1, None));
    }

    #[test]
    fn what_is_not_found_is_told_with_the_nearest_name() {
        let says = |mapping: &str, header: &str, message: &str, help: &str| {
            let mistakes = find(mapping, header).unwrap_err();
            assert!(mistakes[0].message.contains(message), "{}", mistakes[0]);
            assert!(mistakes[0].help.contains(help), "{}", mistakes[0]);
        };
        says("opened=Create at", "id,Created at", "no column `Create at`", "mean `Created at`");
        says("", "id,openned_at", "usual name", "opened=openned_at");
        says("", "id,when", "no column for the opening", "`id`, `when`");
        says("opened=none", "id,when", "must be read", "`when`");
        says("opened=a", "a,b,a", "3", "rename");
    }
}
