//! How texts come apart into rows and cells.

use super::super::span_walk::unquote;
use super::*;

fn sheet(text: &str) -> (Option<Sheet>, Mistakes) {
    let mut mistakes = Mistakes::new();
    let source = Source::from_bytes("t.csv", text.as_bytes(), &mut mistakes);
    let sheet = source.and_then(|s| Sheet::parse(s, &mut mistakes));
    (sheet, mistakes)
}

fn fine(text: &str) -> Sheet {
    let (sheet, mistakes) = sheet(text);
    assert_eq!(mistakes.render(80, false, false), "", "{text:?}");
    sheet.unwrap()
}

#[test]
fn rows_that_say_nothing_are_skipped_and_lines_stay_right() {
    let text = "\u{feff}# a desk\r\n\r\nKind , work\r\n,\r\n\"# note\",\r\nnetwork,\"a\r\nb\"\r\n ,\r\n\r\nserver,2";
    let sheet = fine(text);
    let rows: Vec<(usize, &str)> = sheet.rows().map(|r| (r.line(), r.cell("kind").unwrap().text())).collect();
    assert_eq!(rows, [(6, "network"), (10, "server")]);
    assert_eq!(sheet.rows().next().unwrap().cell("WORK").unwrap().text(), "a\nb");
}

#[test]
fn missing_trailing_cells_are_empty_cells() {
    let sheet = fine("a;b;c;;\n1;;;;\n2\n");
    let last = sheet.rows().last().unwrap();
    let cell = last.cell("c").unwrap();
    assert!(cell.is_empty() && last.given("c").is_none() && last.cell("d").is_none());
    assert_eq!(cell.place().to_string(), "t.csv:3:2");
}

#[test]
fn errors_of_spreadsheets_in_the_first_cell_are_no_comments() {
    let sheet = fine("a,b\n#N/A,1\n####,2\n####,\n#n/a said the sheet,3\n");
    let first: Vec<&str> = sheet.rows().map(|r| r.at(Column(0)).text()).collect();
    assert_eq!(first, ["#N/A", "####"]);
}

#[test]
fn a_part_of_a_cell_has_its_own_place() {
    let sheet = fine("a,b\n\" xy z \",\"q\"\"r\"\n");
    let row = sheet.rows().next().unwrap();
    assert_eq!(row.at(Column(0)).place().to_string(), "t.csv:2:3");
    assert_eq!(row.at(Column(0)).part(3..4).to_string(), "t.csv:2:6");
    // Escaped quotes: the value is not in the text as it is, so the whole cell is meant.
    assert_eq!(row.at(Column(1)).text(), "q\"r");
    assert_eq!(row.at(Column(1)).place().to_string(), "t.csv:2:10");
}

/// Text made of what matters to CSV.
fn csv_like() -> impl proptest::strategy::Strategy<Value = String> {
    "([ab\u{e9}\u{1F600}1]|,|;|\t|\"|\n|\r|\r\n| |#|\"\"|,\"){0,60}"
}

proptest::proptest! {
    #[test]
    fn each_cell_is_its_text_unquoted(text in csv_like()) {
        for body in [text.clone(), format!("a,b\n{text}"), format!("a;b;c\n{text}")] {
            let (Some(sheet), mistakes) = sheet(&body) else { continue };
            for cells in sheet.rows.iter().chain([&sheet.header]) {
                for stored in cells {
                    let raw = &sheet.text[stored.span.clone()];
                    let value = stored.unquoted.as_deref().unwrap_or(raw);
                    proptest::prop_assert_eq!(unquote(raw), value);
                }
            }
            let _ = (mistakes.render(60, true, true), mistakes.render(60, false, false));
        }
    }

    #[test]
    fn the_walk_finds_the_rows_and_cells_of_the_csv_crate(text in csv_like()) {
        let text = text.replace('\r', "");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let theirs: Vec<Vec<String>> =
            reader.records().map(|r| r.unwrap().iter().map(String::from).collect()).collect();
        let (mut walk, mut spans, mut ours) = (Walk::new(&text, b',', 0), Vec::new(), Vec::new());
        while walk.next_row(&mut spans).is_some() {
            ours.push(spans.iter().map(|s| unquote(&text[s.clone()])).collect::<Vec<_>>());
        }
        proptest::prop_assert_eq!(ours, theirs);
    }
}
