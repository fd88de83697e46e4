//! Shifts in cells: when, in each week, people work or a clock runs.

use super::super::mistake::{Mistake, Mistakes};
use super::clock::time_of_day;
use super::weekdays::Weekdays;
use super::{Cell, looks_like_date};
use crate::units::{DAY, Span, WEEK};

const MUST: &str = "days and times, such as `Mon-Fri 08:00-17:00`, several joined by ` + `, or `always`";

impl Cell<'_> {
    /// A shift: `Mon-Fri 08:00-17:00`, several pieces joined by `+`, or `always`.
    ///
    /// Gives start and end of each piece on each of its days as offsets from Monday 00:00, sorted by start. A piece
    /// that ends at or before the time it starts ends on the next day, so the end of one that crosses Sunday midnight
    /// lies beyond one week; it is not cut there, because it is one stretch of work. Pieces may touch, not overlap.
    pub fn shift(&self, mistakes: &mut Mistakes) -> Option<Vec<(Span, Span)>> {
        if !self.sound(MUST, mistakes) {
            return None;
        }
        let text = self.text();
        if matches!(text.to_ascii_lowercase().as_str(), "always" | "24x7" | "24/7") {
            return Some(vec![(Span::ZERO, WEEK)]);
        }
        let mut intervals = Vec::new();
        let (mut begin, mut fine) = (0, true);
        for (number, piece) in text.split('+').enumerate() {
            match self.shift_piece(piece, begin) {
                Ok(piece) => intervals.extend(piece.into_iter().map(|i| (i, number))),
                Err(mistake) => {
                    mistakes.push(mistake);
                    fine = false;
                }
            }
            begin += piece.len() + 1;
        }
        intervals.sort_unstable();
        if let Some(day) = crossing(&intervals) {
            const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
            let message = format!("{}: the shift crosses itself on {}", self.found(), DAYS[day % 7]);
            mistakes.push(
                self.mistake(message)
                    .label("pieces that overlap")
                    .help("let one piece end where the next starts; write two people as two agents"),
            );
            fine = false;
        }
        fine.then(|| intervals.into_iter().map(|(interval, _)| interval).collect())
    }

    fn shift_piece(&self, piece: &str, begin: usize) -> Result<Vec<(Span, Span)>, Mistake> {
        let trimmed = piece.trim();
        let start = begin + piece.len() - piece.trim_start().len();
        let place = self.part(start..start + trimmed.len());
        let fault = |message: String, label: &str, help: Option<String>| {
            Mistake::new(place.clone(), message).label(label).maybe_help(help)
        };
        let plain = trimmed.replace(['\u{2013}', '\u{2014}'], "-");
        let Some(first_digit) = plain.find(|c: char| c.is_ascii_digit()) else {
            return Err(fault(format!("{}; must be {MUST}", self.found()), "no times", None));
        };
        let (days, times) = plain.split_at(first_digit);
        if looks_like_date(&plain) || looks_like_date(times) {
            let help = self.time_help(times).or_else(|| self.time_help(&plain));
            return Err(fault(format!("{}: looks like a date; must be {MUST}", self.found()), "a date", help));
        }
        if days.trim().is_empty() {
            return Err(fault(
                format!("{}: times without days; must be {MUST}", self.found()),
                "on which days?",
                Some(format!("write `Mon-Fri {times}` or `daily {times}`")),
            ));
        }
        let Some(days) = Weekdays::read(days) else {
            return Err(fault(
                format!("{}; must be {MUST}", self.found()),
                "starts with no days of the week",
                Some(String::from("days are `Mon`, `Mon-Fri`, `Mon,Wed` or `daily`")),
            ));
        };
        let Some((from, to)) = times.split_once('-').map(|(a, b)| (a.trim(), b.trim())) else {
            return Err(fault(format!("{}; must be {MUST}", self.found()), "no end", self.time_help(times)));
        };
        let read = |text: &str| {
            time_of_day(text).ok_or_else(|| {
                let message = format!("{}: {} is not a time of day; must be {MUST}", self.found(), super::quoted(text));
                fault(message, "not a time of day", self.time_help(text))
            })
        };
        let (from, mut to) = (read(from)?, read(to)?);
        if from == to || from == DAY {
            let message = format!("{}: a shift that ends when it starts", self.found());
            let help = "for the whole day write `00:00-24:00`";
            return Err(fault(message, "no time between", Some(help.into())));
        }
        if to < from {
            to += DAY;
        }
        let of_day = |day: usize| {
            let midnight = Span(DAY.0 * day as i64);
            (midnight + from, midnight + to)
        };
        Ok(days.days().map(of_day).collect())
    }
}

/// The day on which one of these overlaps the next, the last of a week with the first of the next week.
fn crossing(sorted: &[((Span, Span), usize)]) -> Option<usize> {
    let (first, last) = (sorted.first()?, sorted.last()?);
    let day = |at: Span| (at.0 / DAY.0) as usize;
    for pair in sorted.windows(2) {
        if let [((_, end), _), ((start, _), _)] = pair
            && start < end
        {
            return Some(day(*start));
        }
    }
    (sorted.len() > 1 && first.0.0 + WEEK < last.0.1).then_some(day(first.0.0))
}
