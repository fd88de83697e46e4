//! Nothing a file may hold makes a reader panic, and every place it names is in the file.

use proptest::prelude::*;

use super::*;

const VALID: &str = "\u{feff}kind,per_week,shift,from,share,limit\r\n\
    network,\"1,5\",Mon-Fri 08:00-17:00 + Sat 22:00-06:00,2016-04-11 09:30,20%,2 bh\r\n\
    \"# note\",,\r\n\
    \"ser\"\"ver\",x1.2,always,03/04/2016,0.5,15 min\r\n";

/// Reads every cell in every way.
fn read_all(bytes: &[u8]) -> Mistakes {
    let (sheet, mut mistakes) = sheet_of(bytes);
    let Some(sheet) = sheet else { return mistakes };
    let m = &mut mistakes;
    sheet.check_columns(&["kind", "per_week"], &["group"], m);
    let mut unique = Unique::new();
    for row in sheet.rows() {
        let _ = (row.place(), row.line());
        for heading in sheet.headings() {
            let cell = row.at(heading.column);
            assert!(sheet.text().get(cell.span()).is_some());
            unique.check(&[cell.text().to_string()], &[("kind", cell)], m);
            let _ = (cell.number(&Allowed::above(0.0, "min"), m), cell.number(&Allowed::share(), m));
            let _ = (cell.percent(&Allowed::between(0.0, 100.0, ""), m), cell.whole(&Allowed::any(""), m));
            let _ = (cell.yes_no(m), cell.name(m), cell.one_of(&["network", "server"], "kind", m));
            let _ = (cell.time_of_day(m), cell.end_of_day(m), cell.weekdays(m), cell.shift(m));
            let _ = (cell.period(PeriodUnit::Hours, m), cell.date(m), cell.date_time(m));
            for target in [Target::Number, Target::Percent, Target::Text] {
                let _ = Change::parse(cell, target, m);
            }
        }
    }
    for mistake in mistakes.sorted() {
        for place in [Some(&mistake.place), mistake.also.as_deref().map(|(p, _)| p)].into_iter().flatten() {
            let Some(spot) = &place.spot else { continue };
            assert!(spot.line >= 1 && spot.column >= 1);
            if let Some(line) = &spot.excerpt {
                assert!(line.get(spot.marked.clone()).is_some(), "{line:?} {:?}", spot.marked);
            }
        }
        assert!(!mistake.line().contains('\n'));
    }
    let _ = (mistakes.render(80, true, true), mistakes.render(0, false, true));
    mistakes
}

/// One cell's worth of what people and spreadsheets write.
fn pieces() -> impl Strategy<Value = String> {
    let words = [
        "Mon", "Fri", "-", "+", "08:00", "24:00", "x", "1", "2016", "-04-", "/", ".", ",", "%", "#N/A", "#", "$", "e",
        "9", "T", ":", " ", "\u{d7}", "\u{2212}", "\u{2013}", "\u{a0}", "\u{130}", "h", "bd", "m", "=", "Feb",
        "\u{e4}", "00", "am", "USD",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..8).prop_map(|w| w.concat())
}

proptest! {
    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read_all(&bytes);
    }

    #[test]
    fn random_text(text in "\\PC{0,80}", header in "[a-c,;\"]{1,9}") {
        read_all(format!("{header}\n{text}").as_bytes());
    }

    #[test]
    fn random_cells(cells in prop::collection::vec(pieces(), 1..6), separator in prop::sample::select(vec![",", ";"])) {
        let quoted: Vec<String> = cells.iter().map(|c| format!("\"{c}\"")).collect();
        read_all(format!("a{separator}b\n{}\n", quoted.join("\n")).as_bytes());
    }

    #[test]
    fn mutated_files(cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..6)) {
        let mut bytes = VALID.as_bytes().to_vec();
        for (at, byte, what) in cuts {
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => { bytes.remove(at); }
            }
        }
        read_all(&bytes);
    }
}

#[test]
fn the_order_in_which_mistakes_are_found_does_not_matter() {
    let found = read_all(VALID.as_bytes());
    let mut backwards = Mistakes::new();
    for mistake in found.sorted().into_iter().rev() {
        backwards.push(mistake.clone());
    }
    assert_eq!(found.render(80, false, false), backwards.render(80, false, false));
}

#[test]
fn a_line_break_in_a_cell_does_not_break_a_message() {
    let (sheet, mut mistakes) = sheet_of(b"a\n\"-5\n%\"\n");
    let sheet = sheet.expect("a sheet");
    let row = sheet.rows().next().expect("a row");
    let value = row.at(Column(0)).percent(&Allowed::at_least(0.0, "percent"), &mut mistakes);
    assert_eq!(value, None);
    assert_eq!(mistakes.render(80, false, false), "t.csv:2:2: error: found -5\\n% in `a`; must be finite and >= 0\n");
}
