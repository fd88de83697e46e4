//! Which column of an export holds what.
//!
//! Written as text it is a list of `what=column`, as `opened=Created at; priority=Urgency; work_minutes=Time tracked`.
//! What it leaves out is looked for under the names that the usual ticketing tools export.

use jiff::civil::Date;

use super::refusal::{nearest, shown};
use super::stamp::{DateOrder, iso_date};

/// Where one thing is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Under one of the usual names, if such a column is there.
    #[default]
    Usual,
    /// Nowhere: it is not read even if a column looks like it (`priority=none`).
    Nowhere,
    /// In the column of this name.
    Column(String),
}

/// What the numbers of a work-time column count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WorkUnit {
    /// `work_seconds`
    Seconds,
    /// `work_minutes`
    #[default]
    Minutes,
    /// `work_hours`
    Hours,
}

/// Which column holds what, and what is read of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// When the ticket was opened; this column must be there.
    pub opened: Place,
    /// The desk's ticket kind. Only a column `kind` is usual: a tool's categories are never taken for kinds unasked.
    pub kind: Place,
    /// Priority.
    pub priority: Place,
    /// Work content.
    pub work: Place,
    /// What work content is counted in, where `work` names a column.
    pub work_unit: WorkUnit,
    /// The group of agents it was assigned to.
    pub group: Place,
    /// Identity of the ticket.
    pub id: Place,
    /// How it was reported.
    pub channel: Place,
    /// Which number of a numeric date is the day, where the user says so.
    pub dates: Option<DateOrder>,
    /// First day of opening that is read.
    pub from: Option<Date>,
    /// Last day of opening that is read.
    pub to: Option<Date>,
    /// Words for priorities: `priority:Urgent=1`.
    pub priority_words: Vec<(String, u8)>,
    /// Words for kinds: `kind:Printing=hardware/printer`.
    pub kind_words: Vec<(String, String)>,
}

/// A mistake in the text of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingMistake {
    /// What is wrong, with the piece found and what is allowed.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

/// One line: what is wrong; how to mend it.
impl std::fmt::Display for MappingMistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}; help: {}", self.message, self.help)
    }
}

const KEYS: [&str; 12] = [
    "opened",
    "kind",
    "priority",
    "work_minutes",
    "work_seconds",
    "work_hours",
    "group",
    "id",
    "channel",
    "dates",
    "from",
    "to",
];

impl Mapping {
    /// Reads `what=column; what=column; ...`.
    ///
    /// Things: `opened`, `kind`, `priority`, `work_minutes` (or `work_seconds`, `work_hours`), `group`, `id`,
    /// `channel`, each with a column's name or `none`; `dates=day-first` or `month-first`; `from` and `to` with days as
    /// `2016-04-11`, both included; `priority:WORD=1` and `kind:WORD=KIND` for words of the export.
    ///
    /// # Errors
    /// Every mistake found, not only the first.
    pub fn parse(text: &str) -> Result<Mapping, Vec<MappingMistake>> {
        let (mut mapping, mut mistakes) = (Mapping::default(), Vec::new());
        let mut seen: Vec<String> = Vec::new();
        for piece in text.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            let read = match piece.split_once('=') {
                None => Err((
                    format!("{} is not of the form `what=column`", shown(piece)),
                    "write for example `opened=Created at; priority=Urgency`".to_string(),
                )),
                Some((key, _)) if seen.iter().any(|k| same_thing(k, key.trim())) => {
                    Err((format!("{} is given twice", shown(key.trim())), "keep one of them".to_string()))
                }
                Some((key, value)) => {
                    seen.push(key.trim().to_string());
                    mapping.put(key.trim(), value.trim())
                }
            };
            if let Err((message, help)) = read {
                mistakes.push(MappingMistake { message, help });
            }
        }
        if let (Some(from), Some(to)) = (mapping.from, mapping.to)
            && from > to
        {
            mistakes.push(MappingMistake {
                message: format!("`from` {from} is after `to` {to}"),
                help: "swap them".into(),
            });
        }
        if mistakes.is_empty() { Ok(mapping) } else { Err(mistakes) }
    }

    fn put(&mut self, key: &str, value: &str) -> Result<(), (String, String)> {
        if value.is_empty() {
            let help = format!("name a column, or write `{key}=none`");
            return Err((format!("{} is given nothing", shown(key)), help));
        }
        let place = || match value {
            "none" => Place::Nowhere,
            name => Place::Column(name.to_string()),
        };
        let day = || {
            let help = "write a day as `2016-04-11`".to_string();
            iso_date(value).ok_or((format!("{} is not a day", shown(value)), help))
        };
        let mut work = |unit| (self.work, self.work_unit) = (place(), unit);
        match key.split_once(':') {
            Some(("priority", word)) => {
                let level = value.trim_start_matches(['P', 'p']).parse();
                let level = level
                    .ok()
                    .filter(|n| (1..=9).contains(n))
                    .ok_or((format!("{} is not a priority", shown(value)), "write 1 (the highest) to 9".to_string()))?;
                self.priority_words.push((word.trim().to_string(), level));
                return Ok(());
            }
            Some(("kind", word)) => {
                self.kind_words.push((word.trim().to_string(), value.to_string()));
                return Ok(());
            }
            _ => {}
        }
        match key {
            "opened" => self.opened = place(),
            "kind" => self.kind = place(),
            "priority" => self.priority = place(),
            "work_minutes" => work(WorkUnit::Minutes),
            "work_seconds" => work(WorkUnit::Seconds),
            "work_hours" => work(WorkUnit::Hours),
            "group" => self.group = place(),
            "id" => self.id = place(),
            "channel" => self.channel = place(),
            "from" => self.from = Some(day()?),
            "to" => self.to = Some(day()?),
            "dates" => {
                let order = DateOrder::ALL.iter().find(|(word, _)| *word == value);
                let help = "write `dates=day-first` or `dates=month-first`".to_string();
                let order = order.ok_or((format!("{} is no order of dates", shown(value)), help))?;
                self.dates = Some(order.1);
            }
            _ => {
                let help = match nearest(key, KEYS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known: {}", KEYS.join(", ")),
                };
                return Err((format!("unknown {} in a mapping", shown(key)), help));
            }
        }
        Ok(())
    }
}

/// Whether two keys set the same thing: the three units of work do.
fn same_thing(a: &str, b: &str) -> bool {
    let work = |k: &str| ["work_minutes", "work_seconds", "work_hours"].contains(&k);
    a == b || (work(a) && work(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_mapping_is_read_from_text() {
        let text = "opened=Created at; kind=Category; priority=Urgency; work_hours=Time tracked; id=none; \
                    dates=day-first; from=2016-04-11; to=2016-05-17; priority:Very high=P1; kind:Mail=software";
        let column = |name: &str| Place::Column(name.into());
        let read = Mapping::parse(text).unwrap();
        let expected = Mapping {
            opened: column("Created at"),
            kind: column("Category"),
            priority: column("Urgency"),
            work: column("Time tracked"),
            work_unit: WorkUnit::Hours,
            id: Place::Nowhere,
            dates: Some(DateOrder::DayFirst),
            from: Some(date(2016, 4, 11)),
            to: Some(date(2016, 5, 17)),
            priority_words: vec![("Very high".into(), 1)],
            kind_words: vec![("Mail".into(), "software".into())],
            ..Mapping::default()
        };
        assert_eq!(read, expected);
        assert_eq!(Mapping::parse(" ; "), Ok(Mapping::default()));
    }

    #[test]
    fn every_mistake_of_a_mapping_is_told() {
        let text =
            "opend=a; opened; id=a; id=b; kind=; dates=uk; from=11.4.2016; priority:x=0; work_hours=a; work_minutes=b";
        let mistakes = Mapping::parse(text).unwrap_err();
        assert_eq!(mistakes.len(), 8, "{mistakes:#?}");
        assert_eq!(mistakes[0].help, "did you mean `opened`?");
        let window = Mapping::parse("from=2016-05-01; to=2016-04-01").unwrap_err();
        assert_eq!(window.len(), 1);
    }
}
