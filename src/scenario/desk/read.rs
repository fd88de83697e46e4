//! Reads a folder into a desk.

use super::super::digest::Digest;
use super::super::history::{self, Mapping};
use super::super::{Cell, Folder, Mistake, Mistakes, Place, Sheet, Source, listed, nearest, quoted};
use super::tables::{self, DefaultUsed, Index, Override, Sheets, Tables};
use super::{
    Desk, Run, Scenario, by_day, calendar, columns, dates, escalations, header, incidents, kinds, lifecycle, people,
    presets, scopes, settings, sites, targets, zones,
};
use crate::engine::Eligibility;
use crate::model::{Demand, Kind, Model, Recorded};
use crate::policy;
use crate::units::Span;
use crate::workload::Key;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What the command line adds to a folder.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only these scenarios, by name; all if empty.
    pub scenarios: Vec<String>,
    /// Settings that win over those of `desk.csv`: `(setting, value)`.
    pub settings: Vec<(String, String)>,
    /// Swept cells: `(cell, values)` as in `sweep.csv`; then `scenarios.csv` is left out.
    pub sweep: Vec<(String, String)>,
    /// Recorded tickets to replay.
    pub history: Option<PathBuf>,
}

/// Reads a desk folder.
///
/// # Errors
/// Every mistake of the folder, located.
pub fn read(path: &Path) -> Result<Desk, Mistakes> {
    read_with(path, &Options::default())
}

/// Reads a desk folder with options of the command line.
///
/// # Errors
/// Every mistake of the folder, located.
pub fn read_with(path: &Path, options: &Options) -> Result<Desk, Mistakes> {
    let mut mistakes = Mistakes::new();
    let known: Vec<&str> = columns::TABLES.iter().map(|(t, _)| *t).collect();
    let Some(folder) = Folder::open(path, &known, &mut mistakes) else { return Err(mistakes) };
    let mut sheets = Sheets::new();
    let mut of_tables = BTreeMap::new();
    for (table, file) in folder.tables() {
        let of_table: &mut Mistakes = of_tables.entry(table.to_string()).or_default();
        if let Some(sheet) = Sheet::read(file, of_table) {
            sheets.insert(table.to_string(), sheet);
        }
    }
    for (table, mistake) in header::missing(&sheets) {
        sheets.remove(&table);
        let mut only = Mistakes::new();
        only.push(mistake);
        of_tables.insert(table, only);
    }
    of_tables.into_values().for_each(|of_table| mistakes.append(of_table));
    // A file that could not be read would only cause mistakes that are none.
    if !mistakes.is_empty() && sheets.len() < folder.tables().count() {
        return Err(mistakes);
    }
    let digest = digest(&sheets);
    if let Some(settings) = command_line(&options.settings, &mut mistakes) {
        sheets.insert(tables::COMMAND_LINE.to_string(), settings);
    }
    let given =
        || options.sweep.iter().map(|(cell, text)| (cell.clone(), text.clone(), Place::file("--sweep"))).collect();
    let swept: Vec<Swept> = if options.sweep.is_empty() { swept(&sheets) } else { given() };
    let mut axes = Vec::new();
    if !swept.is_empty() {
        sheets.remove("scenarios");
        if let Some(grid) = sweep(&swept, &mut mistakes) {
            sheets.insert("scenarios".to_string(), grid);
            axes = swept.iter().map(|(cell, text, _)| (cell.clone(), values(text).unwrap_or_default())).collect();
        }
    }
    let name = path.canonicalize().ok().and_then(|p| Some(p.file_name()?.to_string_lossy().into_owned()));
    let name = name.unwrap_or_else(|| path.display().to_string());
    let (logs, unserved, receivers) = Default::default();
    let desk =
        Reader { folder: path, name, options, digest, logs, axes, unserved, receivers }.desk(&sheets, &mut mistakes);
    match desk {
        Some(desk) if mistakes.is_empty() => Ok(desk),
        _ => Err(mistakes),
    }
}

/// Of names and texts of the tables.
fn digest(sheets: &Sheets) -> Digest {
    let mut digest = Digest::new();
    for (name, sheet) in sheets {
        for text in [name, sheet.text()] {
            digest.add(text.as_bytes());
            digest.add(&[0]);
        }
    }
    digest
}

/// Settings of the command line as a sheet of their own, so that places in `desk.csv` stay what they are.
fn command_line(settings: &[(String, String)], mistakes: &mut Mistakes) -> Option<Sheet> {
    if settings.is_empty() {
        return None;
    }
    let quote = |v: &String| format!("\"{}\"", v.replace('"', "\"\""));
    let lines: Vec<String> = settings.iter().map(|(s, v)| format!("{},{}\n", quote(s), quote(v))).collect();
    let text = format!("setting,value\n{}", lines.concat());
    Sheet::parse(Source::from_bytes("command line", text.as_bytes(), mistakes)?, mistakes)
}

/// The most values a range of a sweep may have, and the most cells a sweep may have.
const SWEPT_VALUES: i64 = 1000;
const SWEPT_CELLS: usize = 10_000;

/// Why a text gives no values to sweep.
enum NoValues {
    /// A range of more than [`SWEPT_VALUES`].
    TooMany(i64),
    /// A range from a number to a smaller one.
    Backwards,
    /// Neither a range nor words.
    NotRead,
}

/// The values of a sweep: `4..8`, or words.
fn values(text: &str) -> Result<Vec<String>, NoValues> {
    if let Some((low, high)) = text.split_once("..") {
        let end = |text: &str| text.trim().parse::<i64>().map_err(|_| NoValues::NotRead);
        let (low, high) = (end(low)?, end(high.trim_start_matches('='))?);
        let count = high.saturating_sub(low).saturating_add(1);
        return match count {
            ..1 => Err(NoValues::Backwards),
            1..=SWEPT_VALUES => Ok((low..=high).map(|v| v.to_string()).collect()),
            _ => Err(NoValues::TooMany(count)),
        };
    }
    let words: Vec<String> = text.split([' ', ',']).filter(|w| !w.is_empty()).map(str::to_string).collect();
    if words.is_empty() { Err(NoValues::NotRead) } else { Ok(words) }
}

/// A swept cell, its values as written, and where they stand.
type Swept = (String, String, Place);

/// The rows of `sweep.csv`, used where there is no `scenarios.csv`.
fn swept(sheets: &Sheets) -> Vec<Swept> {
    let Some(sheet) = sheets.get("sweep").filter(|_| !sheets.contains_key("scenarios")) else { return Vec::new() };
    let row = |r: super::super::Row| {
        let (cell, values) = (r.given("override")?, r.given("values")?);
        Some((cell.text().to_string(), values.text().to_string(), values.place()))
    };
    sheet.rows().filter_map(row).collect()
}

/// A grid of scenarios as a table of its own, the first swept cell varying slowest.
fn sweep(swept: &[Swept], mistakes: &mut Mistakes) -> Option<Sheet> {
    let mut grid: Vec<Vec<String>> = vec![Vec::new()];
    for (cell, text, place) in swept {
        let values = match values(text) {
            Ok(values) => values,
            Err(wrong) => {
                let found = format!("sweep of {}: found {}", quoted(cell), quoted(text));
                let (message, help) = match wrong {
                    NoValues::TooMany(count) => (
                        format!("{found}, a range of {count} values; at most {SWEPT_VALUES} are possible"),
                        "write a shorter range, or a few values separated by spaces, as `10 20 50 100`",
                    ),
                    NoValues::Backwards => {
                        (format!("{found}, a range that ends before it starts"), "write the smaller number first")
                    }
                    NoValues::NotRead => (found, "write a range as `4..8`, or values separated by spaces"),
                };
                mistakes.push(Mistake::new(place.clone(), message).help(help));
                return None;
            }
        };
        // Before it is built: a few long ranges would fill the memory.
        let cells = grid.len() * values.len();
        if cells > SWEPT_CELLS {
            let message = format!("the sweep has {cells} cells or more; at most {SWEPT_CELLS} are simulated");
            mistakes.push(Mistake::new(place.clone(), message).help("sweep fewer values"));
            return None;
        }
        grid = grid
            .into_iter()
            .flat_map(|row| values.iter().map(move |v| [row.clone(), vec![v.clone()]].concat()))
            .collect();
    }
    let heads: Vec<String> = swept.iter().map(|(cell, ..)| cell.clone()).collect();
    let mut text = format!("scenario,{}\n", heads.join(","));
    for row in &grid {
        let short = |h: &String| h.split('.').nth(1).unwrap_or(h).to_string();
        let name: Vec<String> = heads.iter().zip(row).map(|(h, v)| format!("{v} {}", short(h))).collect();
        text += &format!("\"{}\",{}\n", name.join(" + "), row.join(","));
    }
    let source = Source::from_bytes("--sweep", text.as_bytes(), mistakes)?;
    Sheet::parse(source, mistakes)
}

struct Reader<'o> {
    folder: &'o Path,
    name: String,
    options: &'o Options,
    digest: Digest,
    /// Digests of the logs replayed, each once however many scenarios replay it.
    logs: RefCell<Vec<u64>>,
    /// How many kinds were found that nobody serves.
    unserved: std::cell::Cell<usize>,
    /// Roles that tickets are escalated to.
    receivers: RefCell<escalations::Receivers>,
    axes: Vec<(String, Vec<String>)>,
}

/// A row of `scenarios.csv`.
struct Wanted<'s> {
    name: String,
    when: String,
    overrides: Vec<(Override, Cell<'s>)>,
}

impl Reader<'_> {
    fn desk(&self, sheets: &Sheets, mistakes: &mut Mistakes) -> Option<Desk> {
        let index = Index::new(sheets, mistakes);
        self.known_settings(&index, mistakes);
        let sets: Vec<Option<Sheet>> = presets::TARGET_SETS.iter().map(|s| targets::set_as_sheet(s.name)).collect();
        let wanted = self.wanted(sheets, &index, mistakes);
        let (mut used, mut asked, mut defaults) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut scenarios = Vec::new();
        let mut head = None;
        let mut roles: Vec<String> = Vec::new();
        for scenario in &wanted {
            let mut t = Tables {
                index: &index,
                sheets,
                folder: self.folder,
                overrides: &scenario.overrides,
                used: &mut used,
                asked: &mut asked,
                defaults: &mut defaults,
                mistakes,
                neutral: false,
            };
            let model = self.model(&mut t, &sets);
            if head.is_none() {
                head = Some(self.head(&mut t));
            }
            let of_scenario = self.roles(&mut t);
            if !roles.contains(&of_scenario) {
                roles.push(of_scenario);
            }
            if let Some(model) = model {
                scenarios.push(Scenario { name: scenario.name.clone(), when: scenario.when.clone(), model });
            }
        }
        if mistakes.is_empty() {
            self.receivers.borrow().without_people().for_each(|mistake| mistakes.push(mistake));
        }
        self.names_nothing(&wanted, &used, &asked, mistakes);
        let (purpose, currency, run, goal) = head?;
        let notes = replay_note(&wanted, &scenarios).into_iter().collect();
        let mut digest = self.digest;
        self.logs.borrow().iter().for_each(|log| digest.add(&log.to_le_bytes()));
        Some(Desk {
            name: self.name.clone(),
            purpose,
            roles: roles.join(" or "),
            currency,
            scenarios,
            run,
            goal,
            defaults: defaults.into_iter().collect::<Vec<DefaultUsed>>(),
            axes: self.axes.clone(),
            notes,
            digest: format!("{:016x}", digest.value()),
        })
    }

    fn head(&self, t: &mut Tables) -> (String, String, Run, super::Goal) {
        let purpose = t.written("desk", "", "purpose").map_or(String::new(), |c| c.text().to_string());
        let currency = t.written("desk", "", "currency").map_or("$".to_string(), |c| c.text().to_string());
        (purpose, currency, settings::run(t), settings::goal(t))
    }

    /// Whose meaning of the roles holds, in words.
    fn roles(&self, t: &mut Tables) -> String {
        let preset = presets::PRESETS.get(t.word("desk", "", "preset", 0));
        preset.map_or("own roles and scopes".to_string(), |p| format!("role scopes `{}` ({})", p.name, p.document))
    }

    /// Settings that desk.csv may not hold.
    fn known_settings(&self, index: &Index, mistakes: &mut Mistakes) {
        let known = columns::names("desk");
        for key in index.keys("desk") {
            if !known.contains(&key.as_str())
                && let Some(cell) = index.row("desk", key).and_then(|r| r.given("setting"))
            {
                let help = match nearest(key, &known) {
                    Some(near) => format!("did you mean {}?", quoted(near)),
                    None => format!("known: {}", listed(&known)),
                };
                mistakes.push(
                    cell.mistake(format!("unknown setting {}", quoted(cell.text()))).label("not a setting").help(help),
                );
            }
        }
    }

    /// The scenarios to build: those of `scenarios.csv` that were asked for, or the desk as it is.
    fn wanted<'s>(&self, sheets: &'s Sheets, index: &Index<'s>, mistakes: &mut Mistakes) -> Vec<Wanted<'s>> {
        let as_it_is = || vec![Wanted { name: "as described".into(), when: "usual".into(), overrides: Vec::new() }];
        let Some(sheet) = sheets.get("scenarios") else {
            let asked = self.options.scenarios.iter().find(|s| !s.eq_ignore_ascii_case("as described"));
            if let Some(asked) = asked {
                let place = Place::file(self.folder.join("scenarios.csv").display().to_string());
                let message = format!("there is no scenario {}", quoted(asked));
                mistakes.push(Mistake::new(place, message).help("the desk has no scenarios.csv: run it without"));
            }
            return as_it_is();
        };
        let groups: Vec<String> = index.keys("team").to_vec();
        let mut overrides = Vec::new();
        for heading in sheet.headings().filter(|h| !h.name.is_empty()) {
            // Without a team there are no groups to name, which is said elsewhere.
            let bare = !heading.name.contains('.');
            if ["scenario", "when"].contains(&heading.name) || bare && groups.is_empty() {
                continue;
            }
            match tables::address(heading.cell.text(), &groups) {
                Ok(over) => overrides.push((heading.column, over)),
                Err(help) => {
                    let message = format!("{} names no cell of another table", quoted(heading.cell.text()));
                    mistakes.push(heading.cell.mistake(message).label("what does it change?").help(help));
                }
            }
        }
        if sheet.column("scenario").is_none() {
            let help = "the table needs a column `scenario` with the name of each row";
            mistakes.push(Mistake::new(sheet.as_place(), "column `scenario` is missing").help(help));
            return as_it_is();
        }
        let mut wanted = Vec::new();
        for key in index.keys("scenarios") {
            let Some(row) = index.row("scenarios", key) else { continue };
            let text = |column: &str| row.given(column).map(|c| c.text().to_string());
            let Some(name) = text("scenario") else { continue };
            if !self.options.scenarios.is_empty()
                && !self.options.scenarios.iter().any(|s| s.eq_ignore_ascii_case(&name))
            {
                continue;
            }
            let cells = overrides.iter().map(|(column, over)| (over.clone(), row.at(*column))).collect();
            wanted.push(Wanted { name, when: text("when").unwrap_or_else(|| "usual".into()), overrides: cells });
        }
        let names: Vec<String> = index
            .keys("scenarios")
            .iter()
            .filter_map(|k| index.row("scenarios", k)?.given("scenario").map(|c| c.text().to_string()))
            .collect();
        for asked in &self.options.scenarios {
            if !names.iter().any(|n| n.eq_ignore_ascii_case(asked)) {
                let help = match nearest(asked, &names) {
                    Some(near) => format!("did you mean {}?", quoted(near)),
                    None => format!("known: {}", listed(&names)),
                };
                mistakes
                    .push(Mistake::new(sheet.as_place(), format!("there is no scenario {}", quoted(asked))).help(help));
            }
        }
        if wanted.is_empty() && names.is_empty() { as_it_is() } else { wanted }
    }

    /// Overrides that no part of the desk asked for.
    fn names_nothing(
        &self,
        wanted: &[Wanted],
        used: &BTreeSet<String>,
        asked: &BTreeSet<String>,
        mistakes: &mut Mistakes,
    ) {
        let Some(first) = wanted.first() else { return };
        for (over, cell) in first.overrides.iter().filter(|(o, _)| !used.contains(&o.header)) {
            let heading = cell.sheet().headings().find(|h| h.cell.text() == over.header);
            let Some(heading) = heading else { continue };
            // Where something else is wrong, a cell that exists may not have been asked for.
            let row = format!("{}.{}.", over.table, over.key.to_lowercase());
            let exists =
                columns::find(&over.table, &over.column).is_some() && asked.iter().any(|a| a.starts_with(&row));
            if exists && !mistakes.is_empty() {
                continue;
            }
            let known: Vec<&String> = asked.iter().collect();
            let help = match nearest(&over.header, &known) {
                Some(near) => format!("did you mean {}?", quoted(near)),
                None => format!("no row and column of `{}` has that name; see scenarios/README.md", over.table),
            };
            let message = format!("{} names nothing", quoted(&over.header));
            mistakes.push(heading.cell.mistake(message).label("overrides no cell").help(help));
        }
    }

    fn model(&self, t: &mut Tables, sets: &[Option<Sheet>]) -> Option<Model> {
        let before = t.mistakes.len();
        let preset = presets::PRESETS.get(t.word("desk", "", "preset", 0));
        t.neutral = preset.is_none();
        let priorities = t.number("desk", "", "priorities", if t.neutral { 1.0 } else { 4.0 }) as usize;
        let always = vec![(Span::ZERO, crate::units::WEEK)];
        let open = if t.neutral { always } else { settings::weekdays(8, 18) };
        let business_hours = settings::hours(t, "business_hours", open);
        if business_hours.per_week().0 == 0 {
            settings::wrong(
                t,
                "business_hours",
                "the business clock never runs".into(),
                "open at least one hour a week",
            );
        }
        let history = self.options.history.is_some() || t.text("desk", "", "history").is_some();
        let described = kinds::kinds(t, priorities, history);
        let employed = people::roles(t, preset);
        let mut groups = people::team(t, &employed, priorities);
        let scopes = scopes::scopes(t, preset, &employed, &described);
        let mut kinds: Vec<_> = described.into_iter().map(|d| d.kind).collect();
        lifecycle::taken_for(t, &mut kinds);
        lifecycle::check_population(t, &kinds);
        let roles: Vec<_> = employed.into_iter().map(|e| e.role).collect();
        let targets = targets::targets(t, &kinds, priorities, &business_hours, sets);
        let sites = sites::sites(t);
        let cv = t.number("desk", "", "day_factor_cv", if t.neutral { 0.0 } else { 0.15 });
        let lifecycle = lifecycle::lifecycle(t, priorities);
        lifecycle::check(t, &lifecycle, priorities);
        let category_factor_cv = t.number("desk", "", "category_factor_cv", 0.0);
        let policy = self.policy(t);
        let snapshots = settings::snapshots(t);
        let work_before_pending = t.number("desk", "", "work_before_pending_percent", 50.0) / 100.0;
        if t.written("desk", "", "difficulty_share_percent").is_none() {
            t.note("desk", "difficulty_share_percent");
        }
        let difficulty_share = t.number("desk", "", "difficulty_share_percent", 0.0) / 100.0;
        let cost = settings::cost(t);
        let generated = (!history).then(|| (settings::horizon(t, None), calendar::calendar(t, None)));
        if t.mistakes.len() > before {
            return None;
        }
        let (recorded, monday) = if history { self.recorded(t, &kinds, priorities) } else { None }.unzip();
        let (horizon, calendar) =
            generated.unwrap_or_else(|| (settings::horizon(t, recorded.as_ref()), calendar::calendar(t, monday)));
        dates::dates(t, &calendar, &mut groups);
        zones::zones(t, &calendar, &horizon, &mut groups);
        let initial_backlog = settings::initial_backlog(t, &horizon, history);
        let by_day = by_day::by_day(t, &calendar, &business_hours, &horizon);
        let incidents = {
            let (kinds, roles) = (kinds.iter().map(|k| k.name.as_str()), roles.iter().map(|r| r.name.as_str()));
            let names = incidents::Names { kinds: kinds.collect(), roles: roles.collect(), priorities };
            incidents::incidents(t, &names, &calendar, &horizon)
        };
        let business_hours = business_hours.closed_on(calendar.holidays.iter().map(|h| h.day));
        let model = Model {
            name: self.name.clone(),
            priorities,
            kinds,
            roles,
            scopes,
            groups,
            calendar,
            business_hours,
            demand: Demand { by_day, day_factor_cv: cv, category_factor_cv, initial_backlog, incidents, recorded },
            targets,
            sites,
            work_before_pending,
            difficulty_share,
            lifecycle,
            cost,
            policy,
            horizon,
            snapshots,
        };
        self.check_policy(t, &model);
        // Where something else is wrong, a kind that nobody serves may only follow from it.
        if t.mistakes.len() == self.unserved.get() {
            if let Some(eligibility) = self.check_service(t, &model) {
                incidents::check(t, &model, &eligibility);
                let all = self.options.scenarios.is_empty() && self.options.sweep.is_empty();
                escalations::check(t, &model, &eligibility, all, &mut self.receivers.borrow_mut());
            }
            self.unserved.set(t.mistakes.len());
        }
        (t.mistakes.len() == before).then_some(model)
    }

    fn policy(&self, t: &mut Tables) -> crate::model::PolicyChoice {
        use crate::model::{Overflow, PolicyChoice};
        let overflow = [Overflow::Always, Overflow::AtArrival, Overflow::Never][t.word("desk", "", "overflow", 0)];
        let rank_first = t.yes_no("desk", "", "rank_first", false);
        let base = PolicyChoice { overflow, rank_first, ..PolicyChoice::default() };
        let Some(cell) = t.text("desk", "", "policy") else {
            t.note("desk", "policy");
            return base;
        };
        match policy::parse(cell.text(), &base) {
            Ok(policy) => policy,
            Err(wrong) => {
                push_policy(t, &wrong);
                base
            }
        }
    }

    fn check_policy(&self, t: &mut Tables, model: &Model) {
        if let Err(wrong) = policy::make(&model.policy, model, Key(0)) {
            push_policy(t, &wrong);
        }
    }

    /// A kind that nobody can serve is a mistake of the desk, not a number. Gives who may take what.
    fn check_service(&self, t: &mut Tables, model: &Model) -> Option<Eligibility> {
        let eligibility = match Eligibility::of(model) {
            Ok(eligibility) => eligibility,
            Err(too_many) => {
                let place = t.place("team");
                let help =
                    "give groups the same role, speed and site, or kinds the same scopes, where they need not differ";
                t.mistakes.push(Mistake::new(place, too_many.to_string()).help(help));
                return None;
            }
        };
        if let Err(nobody) = eligibility.everything_is_served(model) {
            let kind = t.written("tickets", &nobody.kind.to_lowercase(), "kind");
            let place = kind.map_or_else(|| t.place("team"), |cell| cell.place());
            let help = if nobody.site.is_some() {
                "put people of a role that visits and has this kind there (`site` in team.csv), or let others come: \
                 `visits_between_sites,yes` in desk.csv"
            } else if nobody.hands {
                "give a role that visits this kind in scopes.csv, or set its `hands_percent` to 0 in tickets.csv"
            } else if nobody.systemic {
                "give a role that takes systemic work this kind in scopes.csv, or set its `systemic_percent` to 0"
            } else {
                "add a row for it to scopes.csv, or people of a role that has it in scope to team.csv"
            };
            t.mistakes.push(Mistake::new(place, nobody.to_string()).help(help));
        }
        Some(eligibility)
    }

    /// The recorded tickets, and the Monday from which they count their time; kinds that are not recorded are drawn by the kinds' shares of the volume.
    fn recorded(&self, t: &mut Tables, kinds: &[Kind], priorities: usize) -> Option<(Recorded, jiff::civil::Date)> {
        let written = t.text("desk", "", "history");
        let path = match (&self.options.history, written) {
            (Some(path), _) => path.clone(),
            (None, cell) => self.folder.join(cell?.text()),
        };
        let mapping = match t.text("desk", "", "history_columns") {
            Some(cell) => match Mapping::parse(cell.text()) {
                Ok(mapping) => mapping,
                Err(wrong) => {
                    for wrong in wrong {
                        t.mistakes.push(cell.mistake(wrong.message).help(wrong.help));
                    }
                    return None;
                }
            },
            None => Mapping::default(),
        };
        let names: Vec<&str> = kinds.iter().map(|k| k.name.as_str()).collect();
        let volume: f64 = kinds.iter().map(|k| k.stream.arriving()).sum();
        let mix: Vec<f64> = if volume > 0.0 {
            kinds.iter().map(|k| k.stream.arriving() / volume).collect()
        } else {
            presets::mix(&names)
        };
        match history::read(&path, &mapping, &names, priorities) {
            Ok(read) => {
                let mut logs = self.logs.borrow_mut();
                if !logs.contains(&read.digest) {
                    logs.push(read.digest);
                }
                let monday = read.monday;
                Some((read.into_recorded(mix), monday))
            }
            Err(wrong) => {
                for wrong in wrong {
                    t.mistakes.push(Mistake::new(wrong.place(), wrong.message).help(wrong.help));
                }
                None
            }
        }
    }
}

/// What overrides of demand do where recorded tickets are replayed: next to nothing, and nobody would see it.
fn replay_note(wanted: &[Wanted], scenarios: &[Scenario]) -> Option<String> {
    if !scenarios.iter().any(|s| s.model.demand.recorded.is_some()) {
        return None;
    }
    let of_demand = |o: &Override| match o.table.as_str() {
        "tickets" => {
            let columns =
                ["per_week", "profile", "arrivals", "arrivals_cv", "batch_mean", "batch_law", "calm_mean_hours"];
            columns.contains(&o.column.as_str()) || o.column.starts_with("burst_")
        }
        "desk" => {
            let settings = [
                "tickets_per_week",
                "users",
                "tickets_per_user_month",
                "day_factor_cv",
                "category_factor_cv",
                "growth_percent_a_year",
                "after_holiday_percent",
            ];
            settings.contains(&o.column.as_str())
        }
        "seasons" => true,
        "holidays" => o.column == "tickets_percent",
        _ => false,
    };
    let overrides = wanted.iter().flat_map(|w| &w.overrides);
    let (over, _) = overrides.into_iter().find(|(o, cell)| of_demand(o) && !cell.is_empty())?;
    Some(format!(
        "recorded tickets are replayed: {} of scenarios.csv changes neither how many come nor when",
        quoted(&over.header)
    ))
}

fn push_policy(t: &mut Tables, wrong: &policy::Mistake) {
    let help = match &wrong.nearest {
        Some((found, known)) => match nearest(found, known) {
            Some(near) => format!("did you mean {}? {}", quoted(near), wrong.help),
            None => wrong.help.clone(),
        },
        None => wrong.help.clone(),
    };
    let mistake = match t.text("desk", "", "policy") {
        Some(cell) => cell.mistake(wrong.message.clone()),
        None => Mistake::new(settings::place(t, "policy"), wrong.message.clone()),
    };
    t.mistakes.push(mistake.help(help));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_digest_tells_logs_apart_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        fs::create_dir(folder.path().join("desk")).unwrap();
        write("desk/desk.csv", "setting,value\ntickets_per_week,100\n");
        write("desk/team.csv", "group,role,agents\ntechs,technician,3\nspecs,specialist,2\n");
        write("desk/scenarios.csv", "scenario,techs\nas today,\none more,+1\n");
        write("a.csv", "number,opened\nT1,2016-04-11 09:30\nT2,2016-04-12 09:30\n");
        write("same.csv", "number,opened\nT1,2016-04-11 09:30\nT2,2016-04-12 09:30\n");
        write("b.csv", "number,opened\nT1,2016-04-11 09:30\nT2,2016-04-12 09:31\n");
        let digest = |log: Option<&str>, scenarios: &[&str]| {
            let history = log.map(|name| folder.path().join(name));
            let scenarios = scenarios.iter().map(ToString::to_string).collect();
            let options = Options { history, scenarios, ..Options::default() };
            let desk = read_with(&folder.path().join("desk"), &options);
            desk.unwrap_or_else(|m| panic!("{}", m.render(100, false, false))).digest
        };
        let a = digest(Some("a.csv"), &[]);
        assert_eq!(a, digest(Some("same.csv"), &["one more"]));
        assert_ne!(a, digest(Some("b.csv"), &[]));
        assert_ne!(a, digest(None, &[]));
    }
}
