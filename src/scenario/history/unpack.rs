//! From a file as it lies there, packed or not, to plain lines of text.
//!
//! What comes out has no byte-order mark, every line ends in `\n`, the last one too: then line numbers can be counted.
//! It is read as a stream; a record that goes on for ever (an open quote) is stopped, not collected.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;

use super::refusal::HistoryMistake;

/// The most bytes one record may have.
const RECORD_LIMIT: u64 = 16 << 20;

/// How far the lines have been read, shared with the reader of records.
#[derive(Clone, Default)]
pub(super) struct Progress(Rc<Cell<(u64, bool)>>);

impl Progress {
    /// A new record begins.
    pub fn restart(&self) {
        self.0.set((0, self.ended()));
    }

    /// Whether the record was stopped because it is too long.
    pub fn exceeded(&self) -> bool {
        self.0.get().0 > RECORD_LIMIT
    }

    /// Whether more was asked for after the last line.
    pub fn ended(&self) -> bool {
        self.0.get().1
    }
}

/// Plain lines of text from the bytes of a file.
pub(super) struct Lines<'a> {
    source: BufReader<Box<dyn Read + 'a>>,
    /// The last byte passed on.
    last: u8,
    /// The last byte taken was a carriage return, passed on as a line end.
    carriage: bool,
    progress: Progress,
    /// Whether the file is packed.
    pub packed: bool,
}

impl<'a> Lines<'a> {
    /// Looks at the first bytes of `source`: unpacks gzip, drops the byte-order mark, refuses what is not CSV.
    pub fn open(source: impl Read + 'a, file: &str) -> Result<Self, HistoryMistake> {
        let (head, rest) = peek(source).map_err(|e| reading(file, &e, false))?;
        let packed = head.starts_with(&[0x1f, 0x8b]);
        let (head, rest) = if packed {
            let bytes: Box<dyn Read + 'a> = Box::new(io::Cursor::new(head).chain(rest));
            peek(MultiGzDecoder::new(BufReader::new(bytes))).map_err(|e| reading(file, &e, true))?
        } else {
            (head, rest)
        };
        let refuse = |message: &str, help: &str| Err(HistoryMistake::of_file(file, message, help));
        let head = match head.as_slice() {
            [] => {
                return refuse("it is empty", "give a CSV file with a header and one row a ticket");
            }
            [0x1f, 0x8b, ..] => return refuse("it is packed twice", "unpack it once"),
            [b'P', b'K', 3 | 5, ..] => {
                return refuse(
                    "it is a workbook or a zip archive, not CSV",
                    "save it from the spreadsheet as `CSV UTF-8`, or unpack it",
                );
            }
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
                return refuse("it is UTF-16 text", "save it as `CSV UTF-8`");
            }
            [0xef, 0xbb, 0xbf, rest @ ..] => rest.to_vec(),
            _ => head,
        };
        Ok(Lines {
            source: BufReader::new(Box::new(io::Cursor::new(head).chain(rest))),
            last: b'\n',
            carriage: false,
            progress: Progress::default(),
            packed,
        })
    }

    /// How far they have been read.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    /// What sets the cells of the header apart: the commonest of comma, semicolon and tab outside quotes.
    pub fn delimiter(&mut self) -> io::Result<u8> {
        let seen = self.source.fill_buf()?;
        let (mut counts, mut quoted) = ([0; 3], false);
        for &byte in seen.iter().skip_while(|b| b"\r\n".contains(b)) {
            match byte {
                b'\n' | b'\r' if !quoted => break,
                b'"' => quoted = !quoted,
                b',' if !quoted => counts[0] += 1,
                b';' if !quoted => counts[1] += 1,
                b'\t' if !quoted => counts[2] += 1,
                _ => {}
            }
        }
        Ok(match counts {
            [c, s, t] if s > c && s >= t => b';',
            [c, _, t] if t > c => b'\t',
            _ => b',',
        })
    }
}

impl Read for Lines<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.progress.exceeded() {
            return Err(io::Error::other("a record without end"));
        }
        loop {
            let seen = self.source.fill_buf()?;
            if seen.is_empty() {
                if self.last != b'\n' && !out.is_empty() {
                    (out[0], self.last) = (b'\n', b'\n');
                    return Ok(1);
                }
                self.progress.0.set((self.progress.0.get().0, true));
                return Ok(0);
            }
            let (mut taken, mut given) = (0, 0);
            while taken < seen.len() && given < out.len() {
                let byte = seen[taken];
                taken += 1;
                let second_half = byte == b'\n' && self.carriage;
                self.carriage = byte == b'\r';
                if !second_half {
                    self.last = if byte == b'\r' { b'\n' } else { byte };
                    out[given] = self.last;
                    given += 1;
                }
            }
            self.source.consume(taken);
            let (bytes, ended) = self.progress.0.get();
            self.progress.0.set((bytes + given as u64, ended));
            if given > 0 || out.is_empty() {
                return Ok(given);
            }
        }
    }
}

/// The first bytes of a source, and the rest of it.
fn peek<'a>(mut source: impl Read + 'a) -> io::Result<(Vec<u8>, Box<dyn Read + 'a>)> {
    let mut head = Vec::new();
    source.by_ref().take(4096).read_to_end(&mut head)?;
    Ok((head, Box::new(source)))
}

/// A failure to read, in words.
pub(super) fn reading(file: &str, error: &io::Error, packed: bool) -> HistoryMistake {
    let (message, help) = match error.kind() {
        io::ErrorKind::UnexpectedEof if packed => {
            ("the packed file (gzip) breaks off".to_string(), "copy or download it again, whole")
        }
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData if packed => {
            (format!("the packed file (gzip) is damaged: {error}"), "copy or download it again, or unpack it yourself")
        }
        io::ErrorKind::NotFound => {
            ("there is no such file".to_string(), "check its name and the folder it is looked for in")
        }
        io::ErrorKind::IsADirectory => ("it is a folder, not a file".to_string(), "name the CSV file in it"),
        io::ErrorKind::PermissionDenied => ("it may not be read".to_string(), "ask for the right to read it"),
        _ => (format!("it cannot be read: {error}"), "check the file and the disk it is on"),
    };
    HistoryMistake::of_file(file, message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        let mut text = String::new();
        let mut lines = Lines::open(bytes, "log.csv").unwrap();
        lines.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn every_line_ends_in_one_way() {
        assert_eq!(text(b"\xef\xbb\xbfa,b\r\n1,2"), "a,b\n1,2\n");
        assert_eq!(text(b"a\r1\r\r\n2\n\n"), "a\n1\n\n2\n\n");
    }

    #[test]
    fn the_delimiter_is_read_from_the_header() {
        let delimiter = |t: &str| Lines::open(t.as_bytes(), "").unwrap().delimiter().unwrap();
        assert_eq!(delimiter("a,b\n1;2;3;4"), b',');
        assert_eq!(delimiter("\"a,b,c\";b\n"), b';');
        assert_eq!(delimiter("a\tb"), b'\t');
        assert_eq!(delimiter("alone"), b',');
    }

    #[test]
    fn other_kinds_of_file_are_named() {
        let says = |bytes: &[u8], part: &str| {
            let mistake = Lines::open(bytes, "log.csv").err().expect("a mistake");
            assert!(mistake.message.contains(part), "{mistake}");
        };
        says(b"", "empty");
        says(b"PK\x03\x04....", "workbook");
        says(b"\xff\xfea\0,\0", "UTF-16");
        says(b"\x1f\x8b", "breaks off");
        says(b"\x1f\x8b\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01", "damaged");
    }
}
