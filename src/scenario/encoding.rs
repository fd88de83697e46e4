//! Bytes of a file to text with `\n` line ends, or the reason why they are no text.
//!
//! Read: UTF-8 with or without a byte-order mark, UTF-16 of either order with one. Nothing is guessed: in an older
//! encoding, names would come out wrong without anybody noticing.

use std::sync::Arc;

use super::mistake::Mistake;
use super::place::{Place, line_starts};

const SAVE_AS: &str = "save the sheet again as \"CSV UTF-8\"";

/// The text of a table file, without byte-order mark, with `\n` for every line end.
pub(super) fn decode(file: &Arc<str>, bytes: &[u8]) -> Result<String, Mistake> {
    if let Some(kind) = not_a_table(bytes) {
        return Err(Mistake::new(Place::file(file.clone()), format!("this is {kind}, not CSV text")).help(SAVE_AS));
    }
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf_16(file, rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => utf_16(file, rest, u16::from_be_bytes)?,
        _ => utf_8(file, bytes)?,
    };
    let text = unix_lines(text.trim_start_matches('\u{feff}'));
    match text.find('\0') {
        Some(at) => {
            Err(Mistake::new(Place::of_span(file, &text, &line_starts(&text), at..at), "NUL byte in a text file")
                .label("here")
                .help(format!(
                    "the file is probably UTF-16 without a byte-order mark, or a spreadsheet's own format; {SAVE_AS}"
                )))
        }
        None => Ok(text),
    }
}

/// What a file is by its first bytes, if it is certainly not text.
fn not_a_table(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Some("a spreadsheet workbook (.xlsx, .ods) or another zip file"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some("a spreadsheet workbook of the old kind (.xls)"),
        [0x1F, 0x8B, ..] => Some("a compressed file (gzip)"),
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF file"),
        _ => None,
    }
}

fn unix_lines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_string() }
}

fn utf_8(file: &Arc<str>, bytes: &[u8]) -> Result<String, Mistake> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_string()),
        Err(error) => error,
    };
    let bad = error.valid_up_to();
    let byte = bytes.get(bad).copied().unwrap_or_default();
    let (before, after) = bytes.split_at(bad);
    let before = unix_lines(String::from_utf8_lossy(before).trim_start_matches('\u{feff}'));
    let after = String::from_utf8_lossy(after);
    // One replacement character stands for the bad byte; the rest of the line shows where it is.
    let rest = after.split(['\r', '\n']).next().unwrap_or_default();
    let at = before.len();
    let shown = format!("{before}{rest}");
    let marked = at..at + rest.chars().next().map_or(0, char::len_utf8);
    let western = match byte {
        0xA0..=0xFF => format!(" (`{}` if the file is in Windows-1252)", char::from(byte)),
        _ => String::new(),
    };
    Err(Mistake::new(
        Place::of_span(file, &shown, &line_starts(&shown), marked),
        format!("byte 0x{byte:02X}, number {} of the file, is not UTF-8{western}", bad + 1),
    )
    .label("not UTF-8")
    .help(SAVE_AS))
}

fn utf_16(file: &Arc<str>, bytes: &[u8], order: fn([u8; 2]) -> u16) -> Result<String, Mistake> {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [a, b] => order([*a, *b]),
        _ => 0,
    });
    let mut text = String::with_capacity(bytes.len());
    let mut broken = bytes.len() % 2 == 1;
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(c) => text.push(c),
            Err(_) => {
                broken = true;
                break;
            }
        }
    }
    if !broken {
        return Ok(text);
    }
    let text = unix_lines(&text);
    let end = text.len();
    Err(Mistake::new(Place::of_span(file, &text, &line_starts(&text), end..end), "broken UTF-16 text")
        .label("breaks off here")
        .help(SAVE_AS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, String> {
        decode(&"t.csv".into(), bytes).map_err(|m| m.line())
    }

    #[test]
    fn every_line_end_and_mark_gives_the_same_text() {
        let plain = "a,b\n1,\u{e9}\n";
        assert_eq!(text(plain.as_bytes()).unwrap(), plain);
        assert_eq!(text("\u{feff}a,b\r\n1,\u{e9}\r".as_bytes()).unwrap(), plain);
        for (mark, order) in [([0xFF, 0xFE], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xFE, 0xFF], u16::to_be_bytes)]
        {
            let mut bytes = mark.to_vec();
            bytes.extend(plain.replace('\n', "\r\n").encode_utf16().flat_map(order));
            assert_eq!(text(&bytes).unwrap(), plain);
        }
    }

    #[test]
    fn what_is_not_text_is_said() {
        let said = |bytes: &[u8]| text(bytes).unwrap_err();
        assert_eq!(
            said(b"kind\r\ncaf\xE9,1\r\n"),
            "t.csv:2:4: error: byte 0xE9, number 10 of the file, is not UTF-8 (`\u{e9}` if the file is in Windows-1252); \
             help: save the sheet again as \"CSV UTF-8\""
        );
        assert_eq!(
            said(b"PK\x03\x04rest"),
            "t.csv: error: this is a spreadsheet workbook (.xlsx, .ods) or another zip file, not CSV text; \
             help: save the sheet again as \"CSV UTF-8\""
        );
        assert_eq!(
            said(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]),
            "t.csv: error: this is a spreadsheet workbook of the old kind (.xls), not CSV text; \
             help: save the sheet again as \"CSV UTF-8\""
        );
        assert_eq!(
            said(b"a\0,\0b\0"),
            "t.csv:1:2: error: NUL byte in a text file; help: the file is probably UTF-16 without a byte-order mark, \
             or a spreadsheet's own format; save the sheet again as \"CSV UTF-8\""
        );
        assert_eq!(
            said(&[0xFF, 0xFE, b'a', 0, b'\n', 0, 0x00, 0xD8]),
            "t.csv:2:1: error: broken UTF-16 text; help: save the sheet again as \"CSV UTF-8\""
        );
        assert!(said(&[0xFF, 0xFE, b'a']).contains("broken UTF-16"));
    }
}
