//! The report page: its numbers and its markup, and what a real browser makes of it.
//!
//! `unseen` needs no browser. `seen` does: without one it says that it was skipped, and fails where
//! `DESKSIM_BROWSER=required`. `DESKSIM_PICTURES=DIR` keeps what the browser drew, for people to look at.

mod chromium;
mod hostile;
mod markup;
mod numbers;
mod picture;
mod seen;
mod unseen;

use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs the program on a desk and returns the folder with its results.
fn results(desk: &Path, more: &[&str]) -> tempfile::TempDir {
    results_of("compare", desk, more)
}

/// The same by another command.
fn results_of(command: &str, desk: &Path, more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().display().to_string();
    let mut arguments = vec![command, desk.to_str().expect("a name"), "-q", "--out", &out];
    arguments.extend(more);
    let output = Command::new(env!("CARGO_BIN_EXE_desksim")).args(arguments).output().expect("the program runs");
    assert!(output.status.success(), "{}: {}", desk.display(), String::from_utf8_lossy(&output.stderr));
    folder
}

/// The folder of a shipped desk.
fn desk(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name)
}

fn shipped() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let entries = std::fs::read_dir(folder).expect("scenarios/").map(|e| e.expect("an entry").path());
    let mut desks: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    desks.sort();
    desks
}

const QUICK: [&str; 4] = ["--replications", "3", "--seed", "7"];
