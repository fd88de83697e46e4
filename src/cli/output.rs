//! Where results and messages go: data to stdout, everything else to stderr.

use crate::scenario::Mistakes;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Shows the mistakes of a folder.
pub(super) fn mistakes(mistakes: &Mistakes) -> u8 {
    let terminal = io::stderr().is_terminal();
    let color = terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let text = mistakes.render(100, color, terminal);
    let _ = writeln!(io::stderr(), "{}", text.trim_end());
    super::WRONG
}

/// Says why there is no result.
pub(super) fn failure(code: u8, message: &str) -> u8 {
    let _ = writeln!(io::stderr(), "error: {message}");
    code
}

/// A note for a person.
pub(super) fn note(quiet: bool, message: &str) {
    if !quiet {
        let _ = writeln!(io::stderr(), "note: {message}");
    }
}

/// Prints data; a reader that has gone away is no failure.
pub(super) fn print(text: &str) -> u8 {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => super::DONE,
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => super::DONE,
        Err(e) => failure(super::FAILED, &format!("the result cannot be printed: {e}")),
    }
}

/// Whether results may go into a folder: one that can be written, and that is no desk. Found out before long work.
pub(super) fn may_be_written(folder: &Path) -> Result<(), (u8, String)> {
    if let Some(table) = ["desk.csv", "team.csv"].into_iter().find(|table| folder.join(table).exists()) {
        let folder = folder.display();
        let message =
            format!("{folder} holds a desk ({table}), whose tables results would pass for: name another folder");
        return Err((super::WRONG, message));
    }
    let probe = folder.join(".desksim.part");
    let tried = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&probe, ""));
    let tried = tried.and_then(|()| std::fs::remove_file(&probe));
    tried.map_err(|e| (super::FAILED, format!("{} cannot be written: {e}", folder.display())))
}

/// Writes files into a folder, each whole or not at all.
pub(super) fn write(folder: &Path, files: &[(&str, &str)]) -> Result<(), String> {
    let at = |e: io::Error, path: &Path| format!("{} cannot be written: {e}", path.display());
    std::fs::create_dir_all(folder).map_err(|e| at(e, folder))?;
    for (name, text) in files {
        let (path, part) = (folder.join(name), folder.join(format!(".{name}.part")));
        std::fs::write(&part, text).map_err(|e| at(e, &path))?;
        std::fs::rename(&part, &path).map_err(|e| at(e, &path))?;
    }
    Ok(())
}
