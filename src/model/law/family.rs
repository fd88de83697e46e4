//! The catalogue of families: one entry each, which help, messages, tests and benches iterate.

use std::fmt;

use super::build::{empirical, erlang, hyperexponential, triangular, uniform};
use super::{Law, LawMistake, Shape};

/// A family of laws.
#[derive(Debug)]
pub struct Family {
    /// Name, as written in tables.
    pub name: &'static str,
    /// What it is and when it fits, in a line.
    pub summary: &'static str,
    /// What it takes, in columns of their own or after the name.
    pub parameters: &'static [Parameter],
    /// Laws of the family, at least one; the last shows explicit values if the family takes them.
    pub examples: &'static [Example],
    /// Builds a law of the family.
    pub build: fn(&Given) -> Result<Law, LawMistake>,
}

/// A parameter of a family.
#[derive(Debug)]
pub struct Parameter {
    /// Name.
    pub name: &'static str,
    /// What it may be.
    pub allowed: &'static str,
}

/// A law as it would be written.
#[derive(Debug)]
pub struct Example {
    /// Text of the cell.
    pub text: &'static str,
    /// Mean beside it.
    pub mean: Option<f64>,
    /// Coefficient of variation beside it.
    pub cv: Option<f64>,
}

/// What somebody gave for a law.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Mean in the unit.
    pub mean: Option<f64>,
    /// Standard deviation / mean.
    pub cv: Option<f64>,
    /// What follows the name of the family.
    pub explicit: &'a str,
    /// Seconds in the unit of the mean and the explicit values.
    pub unit_seconds: f64,
}

impl Example {
    /// The law it is, in seconds.
    ///
    /// # Panics
    /// Never for the examples of the catalogue; a test reads them all.
    pub fn law(&self) -> Law {
        Law::parse(self.text, self.mean, self.cv, 1.0).expect("an example of the catalogue")
    }
}

impl fmt::Display for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.mean, self.cv) {
            (Some(mean), Some(cv)) => write!(f, "`{}` with mean {mean} and cv {cv}", self.text),
            (Some(mean), None) => write!(f, "`{}` with mean {mean}", self.text),
            _ => write!(f, "`{}`", self.text),
        }
    }
}

/// The family called `name`, as in [`FAMILIES`].
pub fn family(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.name == name)
}

const MEAN: Parameter = Parameter { name: "mean", allowed: "finite and >= 0" };
const CV: Parameter = Parameter { name: "cv", allowed: "0.01 to 10" };

const fn example(text: &'static str, mean: f64, cv: f64) -> Example {
    Example { text, mean: Some(mean), cv: Some(cv) }
}

const fn with_mean(text: &'static str, mean: f64) -> Example {
    Example { text, mean: Some(mean), cv: None }
}

const fn explicit(text: &'static str) -> Example {
    Example { text, mean: None, cv: None }
}

/// Every family of laws.
pub static FAMILIES: &[Family] = &[
    Family {
        name: "fixed",
        summary: "always the mean",
        parameters: &[MEAN],
        examples: &[with_mean("fixed", 15.0)],
        build: |given| {
            given.alone("fixed")?;
            given.only_cv("fixed", 0.0, "0 or empty")?;
            given.with_mean("fixed", Shape::Fixed)
        },
    },
    Family {
        name: "exponential",
        summary: "without memory: gaps between independent arrivals, patience, textbook work; cv 1",
        parameters: &[MEAN],
        examples: &[with_mean("exponential", 15.0)],
        build: |given| {
            given.alone("exponential")?;
            given.only_cv("exponential", 1.0, "1 or empty")?;
            given.with_mean("exponential", Shape::Exponential)
        },
    },
    Family {
        name: "erlang",
        summary: "sum of equal exponential stages: work in several steps, steadier than exponential",
        parameters: &[
            MEAN,
            Parameter { name: "cv", allowed: "1 / sqrt(stages)" },
            Parameter { name: "stages", allowed: "a whole number, 1 to 10000, instead of the cv" },
        ],
        examples: &[example("erlang", 15.0, 0.5), with_mean("erlang 3", 15.0)],
        build: erlang,
    },
    Family {
        name: "gamma",
        summary: "positive and skewed, with a lighter tail than lognormal; cv 1 is exponential",
        parameters: &[MEAN, CV],
        examples: &[example("gamma", 15.0, 0.3), example("gamma", 15.0, 2.5)],
        build: |given| given.by_cv("gamma", |cv| Shape::Gamma { cv }),
    },
    Family {
        name: "lognormal",
        summary: "work and repair times as measured: most are short, a few very long",
        parameters: &[MEAN, CV],
        examples: &[example("lognormal", 15.0, 1.2), example("lognormal", 15.0, 4.0)],
        build: |given| given.by_cv("lognormal", |cv| Shape::Lognormal { cv }),
    },
    Family {
        name: "weibull",
        summary: "times to failure or to giving up, whose rate grows (cv < 1) or falls (cv > 1) as they last",
        parameters: &[MEAN, CV],
        examples: &[example("weibull", 15.0, 0.75), example("weibull", 15.0, 2.0)],
        build: |given| given.by_cv("weibull", |cv| Shape::Weibull { cv }),
    },
    Family {
        name: "uniform",
        summary: "any value between a lowest and a highest, all alike",
        parameters: &[
            MEAN,
            Parameter { name: "cv", allowed: "0 to 0.5773502692 (1 / sqrt 3)" },
            Parameter { name: "low to high", allowed: "0 <= low <= high, instead of mean and cv" },
        ],
        examples: &[example("uniform", 15.0, 0.5), explicit("uniform 3 to 21")],
        build: uniform,
    },
    Family {
        name: "triangular",
        summary: "an expert's guess: lowest, likeliest and highest",
        parameters: &[
            MEAN,
            Parameter { name: "cv", allowed: "0 to 0.4082482905 (1 / sqrt 6), symmetrical" },
            Parameter { name: "low mode high", allowed: "0 <= low <= mode <= high, instead of mean and cv" },
        ],
        examples: &[example("triangular", 15.0, 0.3), explicit("triangular 5 10 30")],
        build: triangular,
    },
    Family {
        name: "hyperexponential",
        summary: "a mixture of exponentials: easy tickets and hard ones; cv >= 1, by balanced means",
        parameters: &[
            MEAN,
            Parameter { name: "cv", allowed: "1 to 10" },
            Parameter {
                name: "probability x mean + ...",
                allowed: "probabilities that sum to 1, means >= 0 (0 is at once, as users who will not wait), instead of mean and cv",
            },
        ],
        examples: &[example("hyperexponential", 15.0, 2.0), explicit("hyperexponential 0.9 x 6 + 0.1 x 66")],
        build: hyperexponential,
    },
    Family {
        name: "empirical",
        summary: "values as recorded, each as likely as the others",
        parameters: &[Parameter { name: "values", allowed: "one or more, each >= 0" }],
        examples: &[explicit("empirical 3 5 8 12")],
        build: empirical,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_a_law_of_its_family() {
        for family in FAMILIES {
            assert!(!family.examples.is_empty() && !family.parameters.is_empty());
            for example in family.examples {
                let law = example.law();
                assert_eq!(law.shape.family(), family.name);
                let (low, high) = law.bounds();
                assert!(low <= law.mean() && law.mean() <= high, "{example}");
                for (given, is) in [(example.mean, law.mean()), (example.cv, law.cv())] {
                    assert!(given.is_none_or(|given| (given / is - 1.0).abs() < 1e-12), "{example}");
                }
            }
        }
    }
}
