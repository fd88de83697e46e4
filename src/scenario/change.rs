//! What a cell of a scenario does to a cell of another table.

use super::cell::{Cell, NotPlain};
use super::mistake::Mistakes;

/// What a scenario's cell changes.
///
/// | cell | number | other text |
/// |---|---|---|
/// | empty | keeps | keeps |
/// | `7` | sets to 7 | sets |
/// | `x1.2`, `×1.2`, and `x1,2` where commas are decimal | multiplies by 1.2 | mistake |
/// | `+1`, `-1` | adds 1, subtracts 1 | sets |
///
/// So a negative number cannot be set in a numeric cell: `-1` subtracts one. Spreadsheets take a typed `+1` for the
/// number 1 unless the column's format is text.
#[derive(Clone, Copy, Debug)]
pub enum Change<'s> {
    /// Leaves the value as it is.
    Keep,
    /// Replaces the value by this cell, which the changed column's own reader reads.
    Set(Cell<'s>),
    /// Multiplies the value; finite and 0 or more.
    Multiply(f64),
    /// Adds to the value, or subtracts; finite.
    Add(f64),
}

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A number.
    Number,
    /// A percentage, where `20%` sets it to twenty percent.
    Percent,
    /// Anything else: names, shifts, dates. It can only be set.
    Text,
}

impl<'s> Change<'s> {
    /// Reads a scenario's cell; `None` if a mistake has been pushed.
    pub fn parse(cell: Cell<'s>, target: Target, mistakes: &mut Mistakes) -> Option<Change<'s>> {
        let text = cell.text();
        if cell.is_empty() {
            return Some(Change::Keep);
        }
        if !cell.sound("a value, `x1.2`, `+1` or `-1`", mistakes) {
            return None;
        }
        if let Some(factor) = text.strip_prefix(['x', 'X', '\u{d7}']).map(str::trim_start)
            && factor.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'))
        {
            return Change::factor(cell, factor, target, mistakes);
        }
        if target == Target::Text {
            return Some(Change::Set(cell));
        }
        let amount = text.strip_suffix('%').unwrap_or(text).trim_end();
        let signed = amount.starts_with(['+', '-', '\u{2212}']);
        if text.ends_with('%') && (signed || target == Target::Number) {
            let Ok(percent) = cell.plain_number(amount, mistakes)? else {
                return Some(Change::Set(cell));
            };
            // 20% means a fifth more, as +20% does; 120% means the same.
            let factor = if signed || percent < 100.0 { 1.0 + percent / 100.0 } else { percent / 100.0 };
            let message = format!("{}: a percentage does not say of what", cell.found());
            let write = format!("write `x{}`", cell.decimal(factor.max(0.0)));
            let help = match target {
                Target::Percent => {
                    format!("to multiply by it {write}; to add percentage points write `{amount}`")
                }
                _ => write,
            };
            mistakes.push(cell.mistake(message).label("a percentage").help(help));
            return None;
        }
        if let Some(number) = text.strip_prefix('*').or_else(|| text.strip_suffix(['x', 'X', '\u{d7}'])) {
            let number = number.trim();
            if matches!(cell.plain_number(number, mistakes)?, Ok(factor) if factor >= 0.0) {
                let message = format!("{}; must be a value, `x1.2`, `+1` or `-1`", cell.found());
                mistakes
                    .push(cell.mistake(message).label("not a change").help(format!("to multiply write `x{number}`")));
                return None;
            }
        }
        if !signed {
            return Some(Change::Set(cell));
        }
        match cell.plain_number(text, mistakes)? {
            Ok(value) => Some(Change::Add(value)),
            Err(reason) => {
                mistakes.push(cell.not_plain(&reason, "a number to add or subtract, finite", None));
                None
            }
        }
    }

    fn factor(cell: Cell<'s>, factor: &str, target: Target, mistakes: &mut Mistakes) -> Option<Change<'s>> {
        let number = cell.plain_number(factor, mistakes)?;
        if target == Target::Text {
            // A name such as `x64-team` is no factor.
            if number.is_err() {
                return Some(Change::Set(cell));
            }
            let message = format!("{} multiplies what is not a number", cell.found());
            mistakes.push(cell.mistake(message).label("cannot be multiplied").help("write the new value"));
            return None;
        }
        match number {
            Ok(factor) if factor >= 0.0 => Some(Change::Multiply(factor)),
            Ok(_) => {
                let message = format!("{}; a factor must be finite and >= 0", cell.found());
                mistakes.push(cell.mistake(message).label("out of range"));
                None
            }
            Err(NotPlain::Comma(point)) => {
                let message = format!("{}: a decimal comma in a file separated by `,`", cell.found());
                let help = format!("write `x{point}`");
                mistakes.push(cell.mistake(message).label("a decimal comma").help(help));
                None
            }
            Err(NotPlain::Percentage(percent)) => {
                let (of, more) = (cell.decimal(percent / 100.0), cell.decimal(1.0 + percent / 100.0));
                let message = format!("{}: a percentage where a factor is due", cell.found());
                let help = format!("write `x{of}` for that share of the value, `x{more}` for so much more");
                mistakes.push(cell.mistake(message).label("a percentage").help(help));
                None
            }
            Err(reason) => {
                mistakes.push(cell.not_plain(&reason, "a factor such as `x1.2`, finite and >= 0", None));
                None
            }
        }
    }
}
