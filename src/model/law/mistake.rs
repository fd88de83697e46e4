//! What can be wrong with a law that somebody wrote, said so that it can be put right.

use std::error::Error;
use std::fmt;

use super::family::FAMILIES;

/// A mistake in the text or the numbers of a law.
///
/// `Display` states what was found and what is allowed, without a suggestion; [`LawMistake::help`] suggests.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum LawMistake {
    /// The first word is not a family.
    UnknownFamily {
        /// The word as written; empty if the cell is.
        found: String,
        /// The family whose name is nearest, if one is near.
        nearest: Option<&'static str>,
    },
    /// The family needs a number that is not there.
    Missing {
        /// The family.
        family: &'static str,
        /// What is missing, such as `mean`.
        what: &'static str,
        /// What it may be.
        allowed: String,
    },
    /// A number is not finite or outside its range.
    OutOfRange {
        /// The family.
        family: &'static str,
        /// What the number is, such as `cv`.
        what: &'static str,
        /// The number.
        found: f64,
        /// What it may be.
        allowed: String,
    },
    /// A mean or coefficient of variation beside explicit values that determine another.
    Conflict {
        /// The family.
        family: &'static str,
        /// What the number is, such as `mean`.
        what: &'static str,
        /// The number.
        found: f64,
        /// What the explicit values determine, in the same unit.
        determined: f64,
    },
    /// No whole number of Erlang stages has this coefficient of variation.
    NoSuchStages {
        /// The coefficient of variation.
        found: f64,
        /// The nearest ones below and above that exist; equal at the ends of the range.
        nearest: (f64, f64),
    },
    /// The explicit values cannot be read.
    Syntax {
        /// The family.
        family: &'static str,
        /// The part that cannot be read.
        found: String,
        /// What may stand after the name.
        expected: &'static str,
    },
}

impl LawMistake {
    /// What to do about it, if there is more to say than the message.
    pub fn help(&self) -> Option<String> {
        match self {
            LawMistake::UnknownFamily { nearest, .. } => {
                let known = LawMistake::known_families();
                Some(match nearest {
                    Some(name) => format!("did you mean `{name}`? {known}"),
                    None => known,
                })
            }
            LawMistake::Missing { family, what, .. } => {
                let entry = super::family::family(family)?;
                (*what == "cv" || *what == "mean" || *what == "parameters")
                    .then(|| format!("for example {}", entry.examples[0]))
            }
            LawMistake::OutOfRange { what, found, .. } if *what == "cv" && *found == 0.0 => {
                Some("a time that never varies is `fixed`".into())
            }
            LawMistake::OutOfRange { .. } => None,
            LawMistake::Conflict { what, determined, .. } => {
                Some(format!("leave the {what} empty, or write {}", figure(*determined)))
            }
            LawMistake::NoSuchStages { nearest, .. } => {
                let stages = |cv: f64| (1.0 / (cv * cv)).round();
                let one = |cv: f64| format!("cv {} is `erlang {}`", figure(cv), stages(cv));
                Some(if nearest.0 == nearest.1 {
                    one(nearest.0)
                } else {
                    format!("{}, {}; `gamma` takes any cv", one(nearest.0), one(nearest.1))
                })
            }
            LawMistake::Syntax { family, .. } => {
                let entry = super::family::family(family)?;
                let example = entry.examples.last()?;
                Some(format!("for example {example}"))
            }
        }
    }

    /// `known families: ...`, all of the catalogue.
    pub fn known_families() -> String {
        let names: Vec<String> = FAMILIES.iter().map(|f| format!("`{}`", f.name)).collect();
        format!("known families: {}", names.join(", "))
    }
}

impl fmt::Display for LawMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LawMistake::UnknownFamily { found, .. } if found.is_empty() => {
                write!(f, "no distribution named")
            }
            LawMistake::UnknownFamily { found, .. } => {
                write!(f, "unknown distribution `{found}`")
            }
            LawMistake::Missing { family, what, allowed } => write!(f, "`{family}` needs a {what}: {allowed}"),
            LawMistake::OutOfRange { family, what, found, allowed } => {
                let found = figure(*found);
                write!(f, "`{family}`: found {what} {found}; must be {allowed}")
            }
            LawMistake::Conflict { family, what, found, determined } => write!(
                f,
                "`{family}`: found {what} {} beside values whose {what} is {}",
                figure(*found),
                figure(*determined)
            ),
            LawMistake::NoSuchStages { found, .. } => write!(
                f,
                "`erlang`: found cv {}; must be 1 / sqrt(stages) for a whole number of stages",
                figure(*found)
            ),
            LawMistake::Syntax { family, found, expected } if found.is_empty() => {
                write!(f, "`{family}` must be followed by {expected}")
            }
            LawMistake::Syntax { family, found, expected } => {
                write!(f, "`{family}`: found `{found}`; must be followed by {expected}")
            }
        }
    }
}

impl Error for LawMistake {}

/// A number with at most ten significant digits, as a person would write it.
pub(super) fn figure(number: f64) -> String {
    let rounded: f64 = format!("{number:.9e}").parse().unwrap_or(number);
    format!("{rounded}")
}
