//! Numbers in cells: plain, percentages, whole.

use super::super::mistake::{Mistake, Mistakes};
use super::super::wording::quoted;
use super::date::as_typed;
use super::number_text::{NotPlain, doubtful_point, written};
use super::{Allowed, Cell};

/// The largest whole number that is read, below which every whole number is exact in floating point.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

impl Cell<'_> {
    /// A finite number within `allowed`.
    ///
    /// Decimal commas are read in files separated by `;` or tabs, throughout a file or not at all.
    pub fn number(&self, allowed: &Allowed, mistakes: &mut Mistakes) -> Option<f64> {
        let must = allowed.described("a number");
        if !self.sound(&must, mistakes) {
            return None;
        }
        let value = match self.plain_number(self.text(), mistakes)? {
            Ok(value) => value,
            Err(reason) => {
                mistakes.push(self.not_plain(&reason, &must, Some(allowed)));
                return None;
            }
        };
        self.within(value, allowed, mistakes)
    }

    /// A percentage within `allowed`, which is in percent; `20` and `20%` are the same here. Gives the share, 0.2.
    pub fn percent(&self, allowed: &Allowed, mistakes: &mut Mistakes) -> Option<f64> {
        let must = format!("a percentage, {allowed}");
        if !self.sound(&must, mistakes) {
            return None;
        }
        let text = self.text();
        let value = match self.plain_number(text.strip_suffix('%').unwrap_or(text), mistakes)? {
            Ok(value) => value,
            Err(reason) => {
                mistakes.push(self.not_plain(&reason, &must, None));
                return None;
            }
        };
        self.within(value, allowed, mistakes).map(|value| value / 100.0)
    }

    /// A whole number within `allowed`; `3.0` is one too.
    pub fn whole(&self, allowed: &Allowed, mistakes: &mut Mistakes) -> Option<u64> {
        let value = self.number(allowed, mistakes)?;
        if value.fract() == 0.0 && (0.0..=LARGEST_WHOLE).contains(&value) {
            return Some(value as u64);
        }
        let message = format!("{}; must be {}", self.found(), allowed.described("a whole number"));
        mistakes.push(self.mistake(message).label("not a whole number"));
        None
    }

    /// A number in some text of this cell; `None` if the mistake, a mixture of decimal marks, has been pushed.
    pub(in super::super) fn plain_number(&self, text: &str, mistakes: &mut Mistakes) -> Option<Result<f64, NotPlain>> {
        let commas = self.sheet().separator().allows_decimal_commas();
        if self.sheet().separator().doubts_points()
            && let Some(doubt) = doubtful_point(text)
        {
            return Some(Err(doubt));
        }
        let number = match written(text, commas) {
            Ok(number) => number,
            Err(reason) => return Some(Err(reason)),
        };
        match number.mark {
            Some(mark) if commas => {
                let same = mistakes.same_decimals(*self, mark);
                same.then_some(Ok(number.value))
            }
            _ => Some(Ok(number.value)),
        }
    }

    fn within(&self, value: f64, allowed: &Allowed, mistakes: &mut Mistakes) -> Option<f64> {
        if allowed.holds(value) {
            return Some(value);
        }
        let place = match self.name_shown() {
            "" => String::new(),
            name => format!(" in `{name}`"),
        };
        let message = format!(
            "found {}{}{place}; must be {allowed}",
            self.text(),
            if self.text().ends_with('%') { String::new() } else { allowed.after_number() }
        );
        let percent = allowed.is_share() && (1.0..=100.0).contains(&value);
        let help =
            percent.then(|| format!("this is a share: for {} % write {}", self.text(), self.decimal(value / 100.0)));
        mistakes.push(self.mistake(message).label("out of range").maybe_help(help));
        None
    }

    /// A number as it is written in this file.
    pub(in super::super) fn decimal(&self, value: f64) -> String {
        // Rounded, so that 1 + 20 / 100 and its like come out as a person would write them.
        let text = format!("{}", (value * 1e9).round() / 1e9);
        if self.sheet().separator().allows_decimal_commas() { text.replace('.', ",") } else { text }
    }

    /// The mistake for a text that is no plain number.
    pub(in super::super) fn not_plain(&self, reason: &NotPlain, must: &str, allowed: Option<&Allowed>) -> Mistake {
        let found = self.found();
        let commas = self.sheet().separator().allows_decimal_commas();
        let (message, label, help) = match reason {
            NotPlain::NotFinite => (format!("{found}; must be {must}"), "not a finite number", None),
            NotPlain::Percentage(value) => {
                let meant = match allowed {
                    Some(allowed) if allowed.is_share() => value / 100.0,
                    _ => *value,
                };
                (
                    format!("{found}: a percentage; must be {must}"),
                    "a percentage",
                    Some(format!("write {}", self.decimal(meant))),
                )
            }
            NotPlain::Currency(rest) => {
                let rest = match written(rest, commas) {
                    Err(NotPlain::Thousands(Some(plain))) => plain,
                    Err(NotPlain::Thousands(None)) => rest.replace(',', ""),
                    _ if self.sheet().separator().doubts_points() && doubtful_point(rest).is_some() => {
                        format!("{} or {}", rest.replace('.', ""), rest.replace('.', ","))
                    }
                    _ => rest.clone(),
                };
                (
                    format!("{found}: an amount with a currency; must be {must}"),
                    "has a currency",
                    Some(format!("write only the number, {rest}, and set the column's format to plain numbers")),
                )
            }
            NotPlain::Thousands(Some(plain)) => {
                let plain = if commas { plain.replace('.', ",") } else { plain.replace(',', ".") };
                (
                    format!("{found}: a number with marks between thousands; must be {must}"),
                    "marks between thousands",
                    Some(format!("write {plain}, and set the column's format to plain numbers")),
                )
            }
            NotPlain::Thousands(None) => (
                format!("{found}: a mark between thousands or a decimal comma; must be {must}"),
                "two readings",
                Some(format!("write {} or {}", self.text().replace([',', '.'], ""), self.text().replace(',', "."))),
            ),
            NotPlain::Point { thousand, decimal } => (
                format!("{found}: {thousand} or {decimal}, as a file separated by `;` may mean either; must be {must}"),
                "two readings",
                Some(format!("write {thousand} without the point, or {decimal} with a decimal comma")),
            ),
            NotPlain::Comma(point) => (
                format!("{found}: a decimal comma in a file separated by `,`; must be {must}"),
                "a decimal comma",
                Some(format!("write {point}, or save the file with `;` between cells")),
            ),
            NotPlain::Date => (
                format!("{found}: looks like a date; must be {must}"),
                "a date",
                Some(match as_typed(self.text().trim_start_matches(['+', '-'])) {
                    Some(typed) => format!(
                        "a spreadsheet makes this date of {}: set the column's format to text and write it again",
                        typed.map(|t| quoted(&t)).join(", ")
                    ),
                    None => String::from(
                        "spreadsheets turn `1-2` and `3.4` into dates: set the column's format to text and write it again",
                    ),
                }),
            ),
            NotPlain::Unit { number, word } => (
                format!("{found}: a number followed by `{word}`; must be {must}"),
                "not only a number",
                Some(match allowed.map_or("", Allowed::unit) {
                    "" => format!("write only the number, {number}"),
                    unit => format!("write only the number, in {unit}"),
                }),
            ),
            NotPlain::Range => {
                (format!("{found}: a range; must be {must}"), "two numbers", Some(String::from("write one number")))
            }
            NotPlain::Other => (format!("{found}; must be {must}"), "not a number", None),
        };
        self.mistake(message).label(label).maybe_help(help)
    }
}
