//! Which numbers a cell may hold, and in which unit.

use std::fmt;

/// A range of finite numbers with a unit, such as minutes, finite and > 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Allowed {
    low: f64,
    above_low: bool,
    high: f64,
    below_high: bool,
    unit: &'static str,
    share: bool,
}

impl Allowed {
    /// Any finite number; the unit, such as `minutes` or `tickets/h`, may be empty.
    pub fn any(unit: &'static str) -> Allowed {
        Allowed { low: f64::NEG_INFINITY, above_low: false, high: f64::INFINITY, below_high: false, unit, share: false }
    }

    /// Greater than `low`.
    pub fn above(low: f64, unit: &'static str) -> Allowed {
        Allowed { low, above_low: true, ..Allowed::any(unit) }
    }

    /// `low` or more.
    pub fn at_least(low: f64, unit: &'static str) -> Allowed {
        Allowed { low, ..Allowed::any(unit) }
    }

    /// Between both, ends included.
    pub fn between(low: f64, high: f64, unit: &'static str) -> Allowed {
        Allowed { low, high, ..Allowed::any(unit) }
    }

    /// A share or chance from 0 to 1, so that a percentage is told to be written as one.
    pub fn share() -> Allowed {
        Allowed { share: true, ..Allowed::between(0.0, 1.0, "") }
    }

    /// And `high` or less.
    pub fn at_most(self, high: f64) -> Allowed {
        Allowed { high, below_high: false, ..self }
    }

    /// And less than `high`.
    pub fn below(self, high: f64) -> Allowed {
        Allowed { high, below_high: true, ..self }
    }

    /// The unit; may be empty.
    pub fn unit(&self) -> &'static str {
        self.unit
    }

    /// Whether it is a share from 0 to 1.
    pub fn is_share(&self) -> bool {
        self.share
    }

    /// Whether it may be this number.
    pub fn holds(&self, number: f64) -> bool {
        let low = number > self.low || (number == self.low && !self.above_low);
        let high = number < self.high || (number == self.high && !self.below_high);
        number.is_finite() && low && high
    }

    /// The unit with a space before it, if there is one.
    pub(super) fn after_number(&self) -> String {
        match self.unit {
            "" => String::new(),
            unit => format!(" {unit}"),
        }
    }

    /// `a number of minutes, finite and > 0`.
    pub(super) fn described(&self, noun: &str) -> String {
        match (self.unit, self.share) {
            ("", false) => format!("{noun}, {self}"),
            ("", true) => format!("a share, {self}"),
            (unit, _) => format!("{noun} in {unit}, {self}"),
        }
    }
}

/// `finite and > 0`, `0 to 1`, `finite`.
impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let low = if self.above_low { ">" } else { ">=" };
        let high = if self.below_high { "<" } else { "<=" };
        match (self.low.is_finite(), self.high.is_finite()) {
            (false, false) => f.write_str("finite"),
            (true, false) => write!(f, "finite and {low} {}", self.low),
            (false, true) => write!(f, "finite and {high} {}", self.high),
            (true, true) if !self.above_low && !self.below_high => {
                write!(f, "{} to {}", self.low, self.high)
            }
            (true, true) => write!(f, "{low} {} and {high} {}", self.low, self.high),
        }
    }
}
