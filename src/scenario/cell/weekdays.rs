//! Days of the week in cells.

use super::super::mistake::Mistakes;
use super::Cell;

/// Some days of the week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Weekdays(u8);

const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Weekdays {
    /// Every day.
    pub const DAILY: Weekdays = Weekdays(0b111_1111);

    /// Whether a day is one of them; Monday is 0.
    pub fn contains(self, day: usize) -> bool {
        day < 7 && self.0 & (1 << day) != 0
    }

    /// The days, Monday = 0 first.
    pub fn days(self) -> impl Iterator<Item = usize> {
        (0..7).filter(move |day| self.contains(*day))
    }

    /// Reads `Mon-Fri`, `Sat`, `Mon,Wed`, `Fri-Mon` (over the weekend), `daily`; `None` if it is anything else.
    pub fn read(text: &str) -> Option<Weekdays> {
        let lower = text.trim().to_lowercase().replace(['\u{2013}', '\u{2014}'], "-");
        match lower.as_str() {
            "daily" | "every day" => return Some(Weekdays::DAILY),
            "weekdays" => return Some(Weekdays(0b001_1111)),
            "weekend" | "weekends" => return Some(Weekdays(0b110_0000)),
            _ => {}
        }
        let mut days = 0_u8;
        for piece in lower.split([',', '/', ';']) {
            let mut ends = piece.split('-').map(day);
            let first = ends.next()??;
            let last = match ends.next() {
                Some(last) => last?,
                None => first,
            };
            if ends.next().is_some() {
                return None;
            }
            let length = (last + 7 - first) % 7;
            for day in first..=first + length {
                days |= 1 << (day % 7);
            }
        }
        Some(Weekdays(days))
    }
}

/// A day by its name or at least its first three letters; Monday is 0.
fn day(name: &str) -> Option<usize> {
    let name = name.trim().trim_end_matches('.');
    let near = |full: &&str| name.len() >= 3 && full.starts_with(name);
    NAMES.iter().position(near)
}

impl Cell<'_> {
    /// Days of the week: `Mon-Fri`, `Sat`, `Mon,Wed`, `daily`.
    pub fn weekdays(&self, mistakes: &mut Mistakes) -> Option<Weekdays> {
        let must = "days of the week, such as `Mon-Fri`, `Sat`, `Mon,Wed` or `daily`";
        if !self.sound(must, mistakes) {
            return None;
        }
        let days = Weekdays::read(self.text());
        if days.is_none() {
            let message = format!("{}; must be {must}", self.found());
            mistakes.push(self.mistake(message).label("not days of the week"));
        }
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week() {
        let days = |text| Weekdays::read(text).map(|w| w.days().collect::<Vec<_>>());
        assert_eq!(days("Mon-Fri"), Some(vec![0, 1, 2, 3, 4]));
        assert_eq!(days("Mon\u{2013}Wed"), Some(vec![0, 1, 2]));
        assert_eq!(days("saturday"), Some(vec![5]));
        assert_eq!(days("Mon, Wed/Sun"), Some(vec![0, 2, 6]));
        assert_eq!(days("Fri-Mon"), Some(vec![0, 4, 5, 6]));
        assert_eq!(days("daily"), Some((0..7).collect()));
        for text in ["", "Mo", "Mon-", "Mon-Tue-Wed", "Mon,,Wed", "Monn", "-"] {
            assert_eq!(days(text), None, "{text}");
        }
    }
}
