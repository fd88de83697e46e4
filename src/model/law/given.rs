//! Checks that the constructors of the catalogue share.

use super::family::Given;
use super::{CV_MAX, CV_MIN, Law, LawMistake, Shape};

impl Given<'_> {
    /// A law of the family's mean and coefficient of variation alone.
    pub(super) fn by_cv(&self, family: &'static str, shape: fn(f64) -> Shape) -> Result<Law, LawMistake> {
        self.alone(family)?;
        let cv = self.cv_within(family, CV_MIN, CV_MAX, "0.01 to 10")?;
        self.with_mean(family, shape(cv))
    }

    /// Nothing may follow the name.
    pub(super) fn alone(&self, family: &'static str) -> Result<(), LawMistake> {
        if self.explicit.is_empty() {
            return Ok(());
        }
        let nothing = "nothing: its mean and cv have columns of their own";
        Err(syntax(family, self.explicit, nothing))
    }

    /// The family has this coefficient of variation: another beside it is a mistake.
    pub(super) fn only_cv(&self, family: &'static str, cv: f64, allowed: &str) -> Result<(), LawMistake> {
        match self.cv {
            Some(found) if found != cv => Err(out_of_range(family, "cv", found, allowed)),
            _ => Ok(()),
        }
    }

    /// The coefficient of variation, which must be there and within `low` to `high`.
    pub(super) fn cv_within(
        &self,
        family: &'static str,
        low: f64,
        high: f64,
        allowed: &str,
    ) -> Result<f64, LawMistake> {
        let Some(cv) = self.cv else {
            return Err(missing(family, "cv", allowed));
        };
        // ten written digits of an irrational bound may lie just above it
        if !(low..=high * (1.0 + 1e-9)).contains(&cv) {
            return Err(out_of_range(family, "cv", cv, allowed));
        }
        Ok(cv.min(high))
    }

    /// The law of `shape` with the given mean, which must be there.
    pub(super) fn with_mean(&self, family: &'static str, shape: Shape) -> Result<Law, LawMistake> {
        let Some(mean) = self.mean else {
            return Err(missing(family, "mean", "finite and >= 0"));
        };
        let mean = checked_mean(family, mean, self.unit_seconds)?;
        Ok(Law { shape, mean })
    }

    /// The law of explicit values, whose mean in the unit is `mean`.
    pub(super) fn determined(&self, family: &'static str, shape: Shape, mean: f64) -> Result<Law, LawMistake> {
        agrees(family, "mean", self.mean, mean)?;
        // values that are all zero have no coefficient of variation
        if mean > 0.0 {
            agrees(family, "cv", self.cv, shape.cv())?;
        }
        let mean = checked_mean(family, mean, self.unit_seconds)?;
        Ok(Law { shape, mean })
    }
}

/// The mean in seconds, if it is finite and not negative.
pub(super) fn checked_mean(family: &'static str, mean: f64, unit_seconds: f64) -> Result<f64, LawMistake> {
    let seconds = mean * unit_seconds;
    if seconds.is_finite() && seconds >= 0.0 {
        Ok(seconds)
    } else {
        Err(out_of_range(family, "mean", mean, "finite and >= 0"))
    }
}

/// A number in a column of its own must agree with what explicit values determine.
pub(super) fn agrees(
    family: &'static str,
    what: &'static str,
    found: Option<f64>,
    determined: f64,
) -> Result<(), LawMistake> {
    // written so that NaN does not agree
    let near = |found: f64| (found - determined).abs() <= 1e-9 * determined.abs();
    match found {
        Some(found) if !near(found) => Err(LawMistake::Conflict { family, what, found, determined }),
        _ => Ok(()),
    }
}

pub(super) fn not_negative(family: &'static str, what: &'static str, found: f64) -> Result<(), LawMistake> {
    if found >= 0.0 { Ok(()) } else { Err(out_of_range(family, what, found, ">= 0")) }
}

pub(super) fn out_of_range(family: &'static str, what: &'static str, found: f64, allowed: &str) -> LawMistake {
    let allowed = allowed.into();
    LawMistake::OutOfRange { family, what, found, allowed }
}

pub(super) fn missing(family: &'static str, what: &'static str, allowed: &str) -> LawMistake {
    let allowed = allowed.into();
    LawMistake::Missing { family, what, allowed }
}

pub(super) fn syntax(family: &'static str, found: &str, expected: &'static str) -> LawMistake {
    let found = found.into();
    LawMistake::Syntax { family, found, expected }
}
