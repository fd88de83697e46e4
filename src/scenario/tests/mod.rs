//! Every kind of mistake, as a person sees it; and that nothing a file may hold makes the reader panic.

use super::*;

mod random_files;
mod said_of_changes;
mod said_of_folders;
mod said_of_numbers;
mod said_of_sheets;
mod said_of_times;
mod shown;

/// A sheet of some bytes, with what was found.
fn sheet_of(bytes: &[u8]) -> (Option<Sheet>, Mistakes) {
    let mut mistakes = Mistakes::new();
    let source = Source::from_bytes("t.csv", bytes, &mut mistakes);
    let sheet = source.and_then(|s| Sheet::parse(s, &mut mistakes));
    (sheet, mistakes)
}

/// What a reader of the first cell of the last row says, one line a mistake.
fn said<T: std::fmt::Debug>(text: &str, read: impl Fn(Cell<'_>, &mut Mistakes) -> Option<T>) -> String {
    let (sheet, mut mistakes) = sheet_of(text.as_bytes());
    let sheet = sheet.expect("a sheet");
    assert!(mistakes.is_empty(), "{}", mistakes.render(80, false, false));
    let mut value = None;
    for row in sheet.rows() {
        value = read(row.at(Column(0)), &mut mistakes);
    }
    assert_eq!(value.is_none(), !mistakes.is_empty(), "{text:?} gave {value:?}");
    match value {
        Some(value) => format!("{value:?}"),
        None => mistakes.render(80, false, false).trim_end().to_string(),
    }
}
