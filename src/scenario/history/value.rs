//! Cells of a record of a ticket: missing or not, priority, kind, work content.

use super::super::cell::{NotPlain, doubtful_point};
use super::mapping::{Mapping, WorkUnit};
use super::refusal::{Refused, listed, nearest, shown};
use crate::model::{KindId, Priority};
use crate::units::Span;

/// Whether ticketing tools write this for "not recorded".
pub(super) fn missing(text: &str) -> bool {
    const TOKENS: [&str; 9] = ["", "?", "null", "nan", "ns", "na", "n/a", "#n/b", "unknown"];
    TOKENS.iter().any(|t| t.eq_ignore_ascii_case(text.trim()))
}

/// Reads a priority: a word of the mapping, or a leading number as in `3 - Moderate`, `P3` or `3`.
pub(super) fn priority(text: &str, mapping: &Mapping, priorities: usize) -> Result<Option<Priority>, Refused> {
    let text = text.trim();
    let word = mapping.priority_words.iter();
    let word = word.filter(|(w, _)| same(w, text)).map(|(_, p)| *p as usize).next();
    if word.is_none() && missing(text) {
        return Ok(None);
    }
    let bare = text.strip_prefix(['P', 'p']).unwrap_or(text);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    match word.or_else(|| bare[..digits].parse::<usize>().ok()) {
        Some(level) if (1..=priorities).contains(&level) => Ok(Some((level - 1) as Priority)),
        Some(level) => Err((
            format!("priority {level} is not one of 1 to {priorities}"),
            "give the desk more priorities, or map it: `priority:WORD=1`".into(),
        )),
        None => Err((
            "it has no number and is not mapped to a priority".into(),
            format!("add `priority:{text}=1` (or 2, ...) to the mapping, or `priority=none`"),
        )),
    }
}

/// Reads a kind of the desk: a word of the mapping, or the kind's name.
pub(super) fn kind(text: &str, mapping: &Mapping, kinds: &[&str]) -> Result<Option<KindId>, Refused> {
    let text = text.trim();
    let word = mapping.kind_words.iter().find(|(w, _)| same(w, text));
    let name = word.map_or(text, |(_, kind)| kind.as_str());
    let exact = kinds.iter().position(|k| *k == name);
    match exact.or_else(|| kinds.iter().position(|k| same(k, name))) {
        Some(kind) => Ok(Some(kind)),
        None if missing(text) => Ok(None),
        None => {
            let known = match nearest(name, kinds.iter().copied()) {
                Some(near) => format!("did you mean {}?", shown(near)),
                None => format!("kinds of the desk: {}", listed(kinds.iter().copied())),
            };
            Err((
                "it is not a kind of the desk".into(),
                format!("{known} or map it: `kind:{text}=KIND`, or `kind=none`"),
            ))
        }
    }
}

/// The most work one ticket may hold, in seconds: a year.
const WORK_LIMIT: f64 = 366.0 * 86_400.0;

/// Reads work content: a number in `unit`, or `H:MM` or `H:MM:SS` whatever the unit. 0 means that none is recorded.
pub(super) fn work(text: &str, unit: WorkUnit, decimal_comma: bool) -> Result<Option<Span>, Refused> {
    let text = text.trim();
    if missing(text) {
        return Ok(None);
    }
    let refused = |message: String| {
        let help = "write a number, as 12.5, or hours and minutes, as 0:12";
        (message, help.to_string())
    };
    let seconds = match clock_seconds(text) {
        Some(seconds) => seconds,
        None => {
            if decimal_comma && let Some(NotPlain::Point { thousand, decimal }) = doubtful_point(text) {
                let message = format!("it is {thousand} or {decimal}, as a file separated by `;` may mean either");
                let help = format!("write {thousand} without the point, or {decimal} with a decimal comma");
                return Err((message, help));
            }
            let plain = if decimal_comma && text.matches(',').count() == 1 && !text.contains('.') {
                text.replace(',', ".")
            } else {
                text.to_string()
            };
            let scale = match unit {
                WorkUnit::Seconds => 1.0,
                WorkUnit::Minutes => 60.0,
                WorkUnit::Hours => 3600.0,
            };
            let number: f64 = plain.parse().map_err(|_| refused("it is not a length of time".into()))?;
            number * scale
        }
    };
    if !(0.0..=WORK_LIMIT).contains(&seconds) {
        return Err(refused("work must be 0 or more, and at most a year".into()));
    }
    Ok(Some(Span::from_seconds(seconds)).filter(|span| span.0 > 0))
}

/// `H:MM` or `H:MM:SS` in seconds.
fn clock_seconds(text: &str) -> Option<f64> {
    let parts: Vec<&str> = text.split(':').collect();
    let whole = |part: &&str| {
        let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let numbers: Vec<u32> = parts.iter().map(whole).collect::<Option<_>>()?;
    match numbers[..] {
        [h, m] if m < 60 => Some(h as f64 * 3600.0 + m as f64 * 60.0),
        [h, m, s] if m < 60 && s < 60 => Some(h as f64 * 3600.0 + m as f64 * 60.0 + s as f64),
        _ => None,
    }
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::MINUTE;

    #[test]
    fn priorities() {
        let mapping = Mapping::parse("priority:Urgent=1; priority:NS=4").unwrap();
        let read = |text| priority(text, &mapping, 4);
        assert_eq!(read("3 - Moderate"), Ok(Some(2)));
        assert_eq!((read("P1"), read("4")), (Ok(Some(0)), Ok(Some(3))));
        assert_eq!((read("urgent"), read("NS")), (Ok(Some(0)), Ok(Some(3))));
        assert_eq!((read("?"), read("")), (Ok(None), Ok(None)));
        assert!(read("5 - Planning").unwrap_err().0.contains("1 to 4"));
        assert!(read("0").is_err() && read("99999999999999999999").is_err());
        assert!(read("High").unwrap_err().1.contains("`priority:High=1`"));
    }

    #[test]
    fn kinds() {
        let desk = ["hardware/printer", "software", "unknown"];
        let mapping = Mapping::parse("kind:Printing=hardware/printer").unwrap();
        let read = |text| kind(text, &mapping, &desk);
        assert_eq!(read("Software"), Ok(Some(1)));
        assert_eq!(read("Printing"), Ok(Some(0)));
        assert_eq!((read("unknown"), read("NULL")), (Ok(Some(2)), Ok(None)));
        assert!(read("Sofware").unwrap_err().1.contains("mean `software`?"));
        assert!(read("Category 55").unwrap_err().1.contains("kinds of the"));
    }

    #[test]
    fn work_content() {
        let minutes = |text| work(text, WorkUnit::Minutes, false);
        assert_eq!(minutes("12.5"), Ok(Some(Span::from_minutes(12.5))));
        assert_eq!(minutes("0:12"), Ok(Some(Span(12 * MINUTE.0))));
        assert_eq!(work("1:00:30", WorkUnit::Hours, false), Ok(Some(Span::from_minutes(60.5))));
        assert_eq!(work("1,5", WorkUnit::Hours, true), Ok(Some(Span(90 * MINUTE.0))));
        assert!(work("1.300", WorkUnit::Minutes, true).unwrap_err().0.contains("1300 or 1,300"));
        assert!(minutes("1.300").is_ok() && work("1.5", WorkUnit::Minutes, true).is_ok());
        assert_eq!((minutes("0"), minutes("")), (Ok(None), Ok(None)));
        for text in ["3,87,16,91,111", "1,5", "-3", "inf", "1e12", "0:75"] {
            assert!(minutes(text).is_err(), "{text}");
        }
    }
}
