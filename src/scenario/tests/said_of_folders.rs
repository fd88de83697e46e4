//! What is said of a desk folder as a whole.

use std::fs;
use std::path::Path;

use super::*;

const KNOWN: [&str; 4] = ["desk", "settings", "team", "tickets"];

/// Opens `path` under a new folder `desks` holding `desks/campus` with these files, and says what is wrong.
fn said(path: &str, files: &[&str]) -> String {
    let (mistakes, _) = opened(path, files);
    mistakes
}

fn opened(path: &str, files: &[&str]) -> (String, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    let campus = dir.path().join("campus");
    fs::create_dir(&campus).unwrap();
    for file in files {
        fs::write(campus.join(file), "a,b\n1,2\n").unwrap();
    }
    let mut mistakes = Mistakes::new();
    let folder = Folder::open(&dir.path().join(path), &KNOWN, &mut mistakes);
    let mut tables = Vec::new();
    if let Some(folder) = folder {
        assert_eq!(folder.path(), dir.path().join(path));
        for (table, file) in folder.tables() {
            assert!(folder.has(table) && folder.read(table, &mut mistakes).is_some());
            tables.push(format!("{table}={}", file.file_name().unwrap_or_default().display()));
        }
        assert!(folder.read("nothing", &mut mistakes).is_none());
    }
    let root = dir.path().display().to_string();
    (mistakes.render(80, false, false).replace(&root, "desks"), tables)
}

#[test]
fn tables_are_found_whatever_the_case_of_their_names() {
    let files = ["Settings.CSV", "team.csv", "._team.csv", ".~lock.team.csv#", "notes.md", "team.xlsx"];
    let (mistakes, tables) = opened("campus", &files);
    assert_eq!(mistakes, "");
    assert_eq!(tables, ["settings=Settings.CSV", "team=team.csv"]);
}

#[test]
fn no_folder_is_given() {
    let mut mistakes = Mistakes::new();
    assert!(Folder::open(Path::new(""), &KNOWN, &mut mistakes).is_none());
    assert!(mistakes.render(80, false, false).contains("error: no desk folder is given"));
}

#[test]
fn a_missing_folder() {
    assert_eq!(said("camps", &[]), "desks/camps: error: there is no such folder; help: did you mean `desks/campus`?\n");
}

#[test]
fn a_folder_far_from_any() {
    assert_eq!(
        said("elsewhere", &[]),
        "desks/elsewhere: error: there is no such folder; help: check the path for a typing mistake\n"
    );
}

#[test]
fn a_file_in_place_of_a_folder() {
    assert_eq!(
        said("campus/team.csv", &["team.csv"]),
        "desks/campus/team.csv: error: this is a file; a desk is a folder of CSV tables; help: give the folder it is in: `desks/campus`\n"
    );
}

#[test]
fn an_unknown_table() {
    assert_eq!(
        said("campus", &["team.csv", "ticket.csv"]),
        "desks/campus/ticket.csv: error: `ticket.csv` is not a table of a desk; help: did you mean `tickets.csv`? tables: `desk.csv`, `settings.csv`, `team.csv`, `tickets.csv`\n"
    );
}

#[test]
fn a_table_far_from_any() {
    assert_eq!(
        said("campus", &["team.csv", "budget.csv"]),
        "desks/campus/budget.csv: error: `budget.csv` is not a table of a desk; help: tables: `desk.csv`, `settings.csv`, `team.csv`, `tickets.csv`; move other files elsewhere, or give them another ending\n"
    );
}

#[test]
fn a_table_twice() {
    assert_eq!(
        said("campus", &["Team.csv", "team.csv"]),
        "desks/campus/team.csv: error: the table `team` is there twice (the other: desks/campus/Team.csv); help: remove one of the two files\n"
    );
}

#[test]
fn a_workbook() {
    assert_eq!(
        said("campus", &["desk.csv", "team.xlsx"]),
        "desks/campus/team.xlsx: error: `team.xlsx` is not a CSV file; help: save it as \"CSV UTF-8\" under the name `team.csv`\n"
    );
}

#[test]
fn a_double_ending() {
    assert_eq!(
        said("campus", &["desk.csv", "team.csv.txt"]),
        "desks/campus/team.csv.txt: error: `team.csv.txt` is not a CSV file; help: rename it to `team.csv`\n"
    );
}

#[test]
fn an_empty_folder() {
    assert_eq!(
        said("campus", &["notes.md"]),
        "desks/campus: error: there are no CSV tables in this folder; help: a desk folder holds some of: `desk.csv`, `settings.csv`, `team.csv`, `tickets.csv`\n"
    );
}
