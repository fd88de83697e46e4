//! A file's bytes to its text.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use super::encoding::decode;
use super::mistake::{Mistake, Mistakes};
use super::place::{Place, line_starts};

/// The text of a file: no byte-order mark, every line ended by `\n`, so that lines number as in the file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file as the person wrote its path.
    pub file: Arc<str>,
    /// What it holds.
    pub text: String,
}

impl Source {
    /// Reads a file; `None` if a mistake has been pushed.
    pub fn read(path: &Path, mistakes: &mut Mistakes) -> Option<Source> {
        let file: Arc<str> = path.display().to_string().into();
        if path.is_dir() {
            let mistake = Mistake::new(Place::file(file), "this is a folder, not a CSV file")
                .help("rename the folder, or put a CSV file in its place");
            mistakes.push(mistake);
            return None;
        }
        match fs::read(path) {
            Ok(bytes) => Source::from_bytes(file, &bytes, mistakes),
            Err(error) => {
                mistakes.push(unreadable(file, &error));
                None
            }
        }
    }

    /// Takes a file's bytes as read; `None` if a mistake has been pushed.
    pub fn from_bytes(file: impl Into<Arc<str>>, bytes: &[u8], mistakes: &mut Mistakes) -> Option<Source> {
        let file = file.into();
        match decode(&file, bytes) {
            Ok(text) if text.trim().is_empty() => {
                let mistake = Mistake::new(Place::file(file), "the file is empty")
                    .help("it needs a header row that names the columns; or remove the file to use the defaults");
                mistakes.push(mistake);
                None
            }
            Ok(text) => Some(Source { file, text }),
            Err(mistake) => {
                mistakes.push(mistake);
                None
            }
        }
    }

    pub(super) fn line_starts(&self) -> Vec<usize> {
        line_starts(&self.text)
    }
}

/// Why a file or folder could not be read.
pub(super) fn unreadable(file: Arc<str>, error: &io::Error) -> Mistake {
    let place = Place::file(file);
    match error.kind() {
        ErrorKind::NotFound => Mistake::new(place, "there is no such file").help("check the path for a typing mistake"),
        ErrorKind::PermissionDenied => Mistake::new(place, "no permission to read this")
            .help("allow yourself to read it, and close it in other programs that may lock it"),
        _ => Mistake::new(place, format!("cannot be read: {error}"))
            .help("close it in other programs and check the disk or network drive it is on"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let said = |path: &Path| {
            let mut mistakes = Mistakes::new();
            assert!(Source::read(path, &mut mistakes).is_none());
            mistakes.render(80, false, false).replace(&*dir.path().display().to_string(), "desk")
        };
        assert_eq!(
            said(dir.path()),
            "desk: error: this is a folder, not a CSV file; help: rename the folder, or put a CSV file in its place\n"
        );
        assert_eq!(
            said(&dir.path().join("team.csv")),
            "desk/team.csv: error: there is no such file; help: check the path for a typing mistake\n"
        );
        fs::write(dir.path().join("team.csv"), "\u{feff}\r\n \n").unwrap();
        assert_eq!(
            said(&dir.path().join("team.csv")),
            "desk/team.csv: error: the file is empty; help: it needs a header row that names the columns; \
             or remove the file to use the defaults\n"
        );
    }

    #[test]
    fn reasons_of_the_system_are_told_apart() {
        let said = |kind| unreadable("team.csv".into(), &io::Error::from(kind)).line();
        assert_eq!(
            said(ErrorKind::PermissionDenied),
            "team.csv: error: no permission to read this; \
             help: allow yourself to read it, and close it in other programs that may lock it"
        );
        assert!(said(ErrorKind::TimedOut).starts_with("team.csv: error: cannot be read: "));
    }
}
