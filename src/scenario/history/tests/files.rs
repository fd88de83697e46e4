//! What is read of a file, and what is said of a wrong one.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::civil::date;

use super::super::*;
use super::{history, mistakes};
use crate::units::{HOUR, MINUTE, Span};

/// One mistake, that holds every one of these parts.
fn says(mapping: &str, text: &[u8], parts: &[&str]) {
    let found = mistakes(mapping, text);
    assert_eq!(found.len(), 1, "{found:#?}");
    for part in parts {
        assert!(found[0].contains(part), "{part}: {}", found[0]);
    }
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(text).unwrap();
    gzip.finish().unwrap()
}

const SMALL: &[u8] = b"number,opened_at,priority,contact_type,kind,work_minutes,assignment_group\n\
    T2,2016-04-13 10:30:00,2 - High,Phone,Software,12.5,Group 1\n\
    T1,2016-04-12 08:00,3 - Moderate,Email,?,,Group 2\n\
    T3,2016-04-13 10:30:00,1 - Critical,Phone,hardware,0,\n";

#[test]
fn tickets_come_in_opening_order_on_the_clock_of_their_week() {
    for text in [SMALL.to_vec(), packed(SMALL)] {
        let h = history("", &text).unwrap();
        assert_eq!((h.monday, h.rows), (date(2016, 4, 11), 3));
        let t: Vec<_> = h.tickets.iter().map(|t| t.recorded.clone()).collect();
        let ids: Vec<&str> = t.iter().map(|t| t.id.as_str()).collect();
        assert_eq!(ids, ["T1", "T2", "T3"]);
        assert_eq!(t[0].at.since_start(), Span(32 * HOUR.0));
        assert_eq!(t[1].at.since_start(), Span(58 * HOUR.0 + 30 * MINUTE.0));
        assert_eq!((t[0].priority, t[1].priority), (Some(2), Some(1)));
        assert_eq!((t[0].kind, t[1].kind), (None, Some(1)));
        assert_eq!((t[1].work, t[2].work), (Some(Span::from_minutes(12.5)), None));
        assert_eq!(h.channels, ["Phone", "Email"]);
        assert_eq!((h.tickets[0].channel, h.tickets[2].channel), (Some(1), Some(0)));
        assert_eq!((h.tickets[0].group, h.tickets[2].group), (Some(1), None));
        assert_eq!(h.dates(), Some((date(2016, 4, 12), date(2016, 4, 13))));
        assert_eq!(h.into_recorded(vec![0.5, 0.5]).tickets.len(), 3);
    }
}

#[test]
fn the_last_row_of_a_ticket_counts() {
    let log = b"id,opened,priority\nA,2016-04-11 08:00,3\nB,2016-04-11 09:00,3\nA,2016-04-11 10:00,1\n\
        A,2016-04-11 10:00,2\n,2016-04-11 10:00,4\nNULL,2016-04-11 10:00,4\n";
    let h = history("", log).unwrap();
    let ids: Vec<_> = h.tickets.iter().map(|t| t.recorded.id.as_str()).collect();
    assert_eq!(ids, ["B", "A", "2016-04-11T10:00:00#2", "2016-04-11T10:00:00#3"]);
    assert_eq!((h.rows, h.collapsed, h.tickets[1].recorded.priority), (6, 2, Some(1)));
}

#[test]
fn a_window_keeps_whole_days() {
    let log =
        b"id,opened\nA,11/4/2016 00:00\nB,12/4/2016 23:59\nC,13/4/2016 00:00\nA,13/4/2016 00:00\nD,10/4/2016 23:59\n";
    let h = history("from=2016-04-11; to=2016-04-12", log).unwrap();
    assert_eq!(h.tickets.len(), 1);
    assert_eq!((h.rows, h.collapsed, h.outside), (5, 1, 3));
    let log = b"id,opened\nA,1/4/2016 00:00\nB,2/4/2016 00:00\nC,13/4/2016 00:00\n";
    let h = history("to=2016-04-01", log).unwrap();
    assert_eq!((h.tickets.len(), h.outside), (1, 2));
    says("from=2017-01-01", log, &["no ticket was opened from `from`"]);
}

#[test]
fn day_and_month_are_told_apart_by_evidence_only() {
    let open = b"opened\n05/02/2012 13:32\n06/02/2012 13:32\n07/07/2012 13:32\n";
    says("", open, &["log.csv:2: error:", "`05/02/2012 13:32`", "2 dates", "dates=day-first"]);
    let day = history("dates=day-first", open).unwrap();
    assert_eq!(day.dates().unwrap().0, date(2012, 2, 5));
    let month = history("dates=month-first", open).unwrap();
    assert_eq!(month.dates().unwrap().0, date(2012, 5, 2));
    let later = b"opened\n05/02/2012 13:32\n13/02/2012 13:32\n";
    assert_eq!(history("", later).unwrap().dates().unwrap().0, date(2012, 2, 5));
    let both = b"opened\n13/02/2012 13:32\n02/13/2012 13:32\n05/02/2012 10:00\n";
    says("", both, &["log.csv:3:1:", "month-first", "day-first as `13/02/2012 13:32` on line 2 shows"]);
    says("dates=month-first", later, &["log.csv:3:1:", "as the mapping says"]);
}

#[test]
fn lines_are_counted_through_blank_lines_quotes_and_any_line_end() {
    let text = "\u{feff}opened;note;priority\n\n2016-04-11 08:00;\"two\nlines; in one\";3\n\n\n2016-04-11 08:00;\"a \"\"b\"\"\";bad\nx;;\n;;\n y;;3";
    for ends in ["\n", "\r\n"] {
        let found = mistakes("", text.replace('\n', ends).as_bytes());
        assert_eq!(found.len(), 3, "{found:#?}");
        assert!(found[0].starts_with("log.csv:7:3: error: `bad` in column `priority`"), "{}", found[0]);
        assert!(found[1].starts_with("log.csv:8:1: error: `x` in column `opened`"), "{}", found[1]);
        assert!(found[2].starts_with("log.csv:10:1: error: `y`"), "{}", found[2]);
    }
}

#[test]
fn every_mistake_is_told_once_with_its_place() {
    let log = b"number,opened_at,priority,kind,work_minutes\n\
        A,2016-04-31 08:00,9,Sofware,-1\n\
        B,,High,hardware,NaN\n\
        C,2016-04-11 08:00,High,hardware,\"3,87,16\"\n\
        D,2016-04-11 08:00,2\n\
        E,2016-04-11 08:00,2,\xff,1,,\n";
    let found = mistakes("", log);
    let expected = [
        ("log.csv:2:2: ", "no day 31"),
        ("log.csv:2:4: ", "did you mean `software`?"),
        ("log.csv:2:3: ", "priority 9 is not one of 1 to 4"),
        ("log.csv:2:5: ", "0 or more"),
        ("log.csv:3:2: ", "the opening time is missing"),
        ("log.csv:3:3: ", "(and in 1 more row); help: add `priority:High=1`"),
        ("log.csv:4:5: ", "not a length of time"),
        ("log.csv:5: ", "the row has 3 cells, the header has 5"),
        ("log.csv:6:4: ", "not UTF-8"),
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, (place, part)) in found.iter().zip(expected) {
        assert!(found.starts_with(place) && found.contains(part), "{place}{part}: {found}");
    }
    let many: String = (0..1500).map(|n| format!("wrong {n}\n")).collect();
    let found = mistakes("", format!("opened\n{many}").as_bytes());
    assert_eq!(found.len(), 1001);
    assert!(found[1000].contains("and 500 more mistakes"));
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let whole = packed(SMALL);
    says("", &whole[..whole.len() - 9], &["breaks off", "whole"]);
    let mut damaged = whole.clone();
    let middle = damaged.len() - 6;
    damaged[middle] ^= 1;
    assert!(mistakes("priority=none; id=none", &damaged).last().unwrap().contains("damaged"));
    says("", b"", &["log.csv: error: it is empty"]);
    says("", b"\n\r\n", &["blank lines"]);
    says("", b"opened,id\n", &["no tickets"]);
    says("", b"\xe9t\xe9,opened\n", &["log.csv:1:1:", "column name", "not UTF-8"]);
    says("", b"id,opened\n1,\"2016-04-11 08:00\n2,2016-04-11 08:00\n", &["log.csv:2:", "double quote", "open"]);
    says("", b"opened,id\n\"2016-04-11 08:00\n2,2016-04-11 08:00\n", &["log.csv:2:", "double quote", "open"]);
    let endless = [b"opened\n\"".to_vec(), vec![b'x'; 17 << 20]].concat();
    says("", &endless, &["log.csv:2:", "16 MB"]);
    let folder = tempfile::tempdir().unwrap();
    let reason = |path| read(path, &Mapping::default(), &[], 4).unwrap_err()[0].message.clone();
    assert_eq!(reason(folder.path().to_path_buf()), "it is a folder, not a file");
    assert_eq!(reason(folder.path().join("none.csv")), "there is no such file");
}
