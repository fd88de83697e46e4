//! A desk folder: which tables it has.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::mistake::{Mistake, Mistakes};
use super::nearest::nearest;
use super::place::Place;
use super::sheet::Sheet;
use super::source::unreadable;
use super::wording::{listed, quoted};

/// The tables found in a desk folder.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    tables: BTreeMap<String, PathBuf>,
}

impl Folder {
    /// Lists the `*.csv` files of a folder, whatever the case of their names; `None` if there is no such folder.
    ///
    /// A `*.csv` that is not one of the tables in `known` (lower case without ending: `team`) is a mistake, as are two that differ
    /// only in case, a known table in another format (`team.xlsx`, `team.csv.txt`), and no table at all. Names that
    /// start with `.` or `~` belong to the system or a running spreadsheet and are left alone.
    pub fn open(path: &Path, known: &[&str], mistakes: &mut Mistakes) -> Option<Folder> {
        let names = match list(path) {
            Ok(names) => names,
            Err(mistake) => {
                mistakes.push(mistake);
                return None;
            }
        };
        let mut folder = Folder { path: path.to_path_buf(), tables: BTreeMap::new() };
        let mut strange = false;
        for name in names.iter().filter(|n| !n.starts_with(['.', '~'])) {
            let lower = name.to_lowercase();
            if let Some(table) = lower.strip_suffix(".csv") {
                strange |= !folder.add(name, table, known, mistakes);
            }
        }
        for name in names.iter().filter(|n| !n.starts_with(['.', '~'])) {
            strange |= folder.check_format(name, known, mistakes);
        }
        if folder.tables.is_empty() && !strange {
            mistakes.push(
                Mistake::new(folder.place(""), "there are no CSV tables in this folder")
                    .help(format!("a desk folder holds some of: {}", csv_names(known))),
            );
        }
        Some(folder)
    }

    fn place(&self, name: &str) -> Place {
        let path = if name.is_empty() { self.path.clone() } else { self.path.join(name) };
        Place::file(path.display().to_string())
    }

    /// Takes up a CSV file; `false` if it is a mistake.
    fn add(&mut self, name: &str, table: &str, known: &[&str], mistakes: &mut Mistakes) -> bool {
        if !known.contains(&table) {
            let all = csv_names(known);
            let help = match nearest(table, known) {
                Some(near) => format!("did you mean {}? tables: {all}", quoted(&format!("{near}.csv"))),
                None => format!("tables: {all}; move other files elsewhere, or give them another ending"),
            };
            mistakes
                .push(Mistake::new(self.place(name), format!("{} is not a table of a desk", quoted(name))).help(help));
            return false;
        }
        if let Some(first) = self.tables.get(table) {
            mistakes.push(
                Mistake::new(self.place(name), format!("the table {} is there twice", quoted(table)))
                    .help("remove one of the two files")
                    .also(Place::file(first.display().to_string()), "the other"),
            );
            return false;
        }
        self.tables.insert(table.to_string(), self.path.join(name));
        true
    }

    /// Whether a file is a known table in a format that is not read, and not there as CSV; then a mistake was pushed.
    fn check_format(&self, name: &str, known: &[&str], mistakes: &mut Mistakes) -> bool {
        let lower = name.to_lowercase();
        let endings = [".csv.txt", ".csv.csv", ".xlsx", ".xls", ".xlsm", ".ods", ".numbers", ".tsv", ".txt"];
        let table = endings.iter().find_map(|e| Some((lower.strip_suffix(e)?, *e)));
        let Some((table, ending)) = table.filter(|(t, _)| known.contains(t) && !self.has(t)) else {
            return false;
        };
        let csv = quoted(&format!("{table}.csv"));
        let help = match ending {
            ".csv.txt" | ".csv.csv" | ".txt" => format!("rename it to {csv}"),
            _ => format!("save it as \"CSV UTF-8\" under the name {csv}"),
        };
        mistakes.push(Mistake::new(self.place(name), format!("{} is not a CSV file", quoted(name))).help(help));
        true
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it has a table.
    pub fn has(&self, table: &str) -> bool {
        self.tables.contains_key(table)
    }

    /// The tables it has with their files, by name.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &Path)> {
        self.tables.iter().map(|(name, path)| (name.as_str(), path.as_path()))
    }

    /// The folder as a place, for what is missing in it.
    pub fn as_place(&self) -> Place {
        self.place("")
    }

    /// Reads a table; `None` if the folder does not have it ([`Folder::has`]) or a mistake has been pushed.
    pub fn read(&self, table: &str, mistakes: &mut Mistakes) -> Option<Sheet> {
        Sheet::read(self.tables.get(table)?, mistakes)
    }
}

fn csv_names(known: &[&str]) -> String {
    let names: Vec<String> = known.iter().map(|k| format!("{k}.csv")).collect();
    listed(&names)
}

/// The names in a folder, sorted; names that are not Unicode, which no table has, approximately.
fn list(path: &Path) -> Result<Vec<String>, Mistake> {
    let shown: Arc<str> = path.display().to_string().into();
    let place = Place::file(shown.clone());
    if path.as_os_str().is_empty() {
        return Err(Mistake::new(place, "no desk folder is given").help("give the path of the folder"));
    }
    if path.is_file() {
        let parent = path.parent().filter(|p| !p.as_os_str().is_empty());
        let folder = parent.unwrap_or(Path::new(".")).display().to_string();
        return Err(Mistake::new(place, "this is a file; a desk is a folder of CSV tables")
            .help(format!("give the folder it is in: {}", quoted(&folder))));
    }
    if !path.exists() {
        return Err(Mistake::new(place, "there is no such folder").help(missing_help(path)));
    }
    let entries = fs::read_dir(path).map_err(|error| unreadable(shown.clone(), &error))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| unreadable(shown.clone(), &error))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Advice for a folder that is not there: the nearest one beside it.
fn missing_help(path: &Path) -> String {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let folders = entries.filter(|e| e.path().is_dir());
    let mut names: Vec<String> = folders.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let wanted = path.file_name().map(|n| n.to_string_lossy().into_owned());
    match wanted.as_deref().and_then(|w| nearest(w, &names)) {
        Some(near) => format!("did you mean {}?", quoted(&path.with_file_name(near).display().to_string())),
        None => String::from("check the path for a typing mistake"),
    }
}
