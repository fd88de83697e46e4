//! The catalogue of families: one entry each, which help, messages, tests and benches iterate.

use std::fmt;

use super::given::{agrees, not_negative, out_of_range, syntax};
use super::mistake::figure;
use super::text::{branches, numbers};
use super::{CV_MAX, CV_MIN, Law, LawMistake, STAGES_MAX, Shape};

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

const MEAN: Parameter = Parameter {
    name: "mean",
    allowed: "finite and >= 0",
};
const CV: Parameter = Parameter {
    name: "cv",
    allowed: "0.01 to 10",
};
const LOW_TO_HIGH: &str = "`low to high`";
const CORNERS: &str = "`low mode high`";
const BRANCHES: &str = "`probability x mean + probability x mean`";
const VALUES: &str = "one or more values";
const STAGES: &str = "a number of stages, or nothing with a cv";

const fn example(text: &'static str, mean: f64, cv: f64) -> Example {
    Example {
        text,
        mean: Some(mean),
        cv: Some(cv),
    }
}

const fn with_mean(text: &'static str, mean: f64) -> Example {
    Example {
        text,
        mean: Some(mean),
        cv: None,
    }
}

const fn explicit(text: &'static str) -> Example {
    Example {
        text,
        mean: None,
        cv: None,
    }
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
            Parameter {
                name: "cv",
                allowed: "1 / sqrt(stages)",
            },
            Parameter {
                name: "stages",
                allowed: "a whole number, 1 to 10000, instead of the cv",
            },
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
        examples: &[
            example("lognormal", 15.0, 1.2),
            example("lognormal", 15.0, 4.0),
        ],
        build: |given| given.by_cv("lognormal", |cv| Shape::Lognormal { cv }),
    },
    Family {
        name: "weibull",
        summary: "times to failure or to giving up, whose rate grows (cv < 1) or falls (cv > 1) as they last",
        parameters: &[MEAN, CV],
        examples: &[
            example("weibull", 15.0, 0.75),
            example("weibull", 15.0, 2.0),
        ],
        build: |given| given.by_cv("weibull", |cv| Shape::Weibull { cv }),
    },
    Family {
        name: "uniform",
        summary: "any value between a lowest and a highest, all alike",
        parameters: &[
            MEAN,
            Parameter {
                name: "cv",
                allowed: "0 to 0.5773502692 (1 / sqrt 3)",
            },
            Parameter {
                name: "low to high",
                allowed: "0 <= low <= high, instead of mean and cv",
            },
        ],
        examples: &[example("uniform", 15.0, 0.5), explicit("uniform 3 to 21")],
        build: uniform,
    },
    Family {
        name: "triangular",
        summary: "an expert's guess: lowest, likeliest and highest",
        parameters: &[
            MEAN,
            Parameter {
                name: "cv",
                allowed: "0 to 0.4082482905 (1 / sqrt 6), symmetrical",
            },
            Parameter {
                name: "low mode high",
                allowed: "0 <= low <= mode <= high, instead of mean and cv",
            },
        ],
        examples: &[
            example("triangular", 15.0, 0.3),
            explicit("triangular 5 10 30"),
        ],
        build: triangular,
    },
    Family {
        name: "hyperexponential",
        summary: "a mixture of exponentials: easy tickets and hard ones; cv >= 1, by balanced means",
        parameters: &[
            MEAN,
            Parameter {
                name: "cv",
                allowed: "1 to 10",
            },
            Parameter {
                name: "probability x mean + ...",
                allowed: "probabilities that sum to 1, means > 0, instead of mean and cv",
            },
        ],
        examples: &[
            example("hyperexponential", 15.0, 2.0),
            explicit("hyperexponential 0.9 x 6 + 0.1 x 66"),
        ],
        build: hyperexponential,
    },
    Family {
        name: "empirical",
        summary: "values as recorded, each as likely as the others",
        parameters: &[Parameter {
            name: "values",
            allowed: "one or more, each >= 0",
        }],
        examples: &[explicit("empirical 3 5 8 12")],
        build: empirical,
    },
];

fn erlang(given: &Given) -> Result<Law, LawMistake> {
    const NAME: &str = "erlang";
    let most = f64::from(STAGES_MAX);
    if !given.explicit.is_empty() {
        let found = numbers(NAME, given.explicit, STAGES)?;
        let &[stages] = found.as_slice() else {
            return Err(syntax(NAME, given.explicit, STAGES));
        };
        if stages.fract() != 0.0 || !(1.0..=most).contains(&stages) {
            return Err(out_of_range(
                NAME,
                "stages",
                stages,
                "a whole number, 1 to 10000",
            ));
        }
        agrees(NAME, "cv", given.cv, 1.0 / stages.sqrt())?;
        return given.with_mean(
            NAME,
            Shape::Erlang {
                stages: stages as u32,
            },
        );
    }
    let cv = given.cv_within(NAME, CV_MIN, 1.0, "1 / sqrt(stages), 0.01 to 1")?;
    let stages = 1.0 / (cv * cv);
    if (stages - stages.round()).abs() > 1e-6 {
        let cv_of = |stages: f64| 1.0 / stages.clamp(1.0, most).sqrt();
        let nearest = (cv_of(stages.ceil()), cv_of(stages.floor()));
        return Err(LawMistake::NoSuchStages { found: cv, nearest });
    }
    given.with_mean(
        NAME,
        Shape::Erlang {
            stages: stages.round() as u32,
        },
    )
}

fn uniform(given: &Given) -> Result<Law, LawMistake> {
    const NAME: &str = "uniform";
    if given.explicit.is_empty() {
        let cv = given.cv_within(
            NAME,
            0.0,
            1.0 / 3f64.sqrt(),
            "0 to 0.5773502692 (1 / sqrt 3)",
        )?;
        return given.with_mean(NAME, Shape::Uniform { cv });
    }
    let found = numbers(NAME, given.explicit, LOW_TO_HIGH)?;
    let &[low, high] = found.as_slice() else {
        return Err(syntax(NAME, given.explicit, LOW_TO_HIGH));
    };
    not_negative(NAME, "low", low)?;
    if high < low {
        return Err(out_of_range(
            NAME,
            "high",
            high,
            &format!(">= {}", figure(low)),
        ));
    }
    let mean = 0.5 * (low + high);
    let cv = if mean > 0.0 {
        (high - low) / (12f64.sqrt() * mean)
    } else {
        0.0
    };
    given.determined(NAME, Shape::Uniform { cv }, mean)
}

fn triangular(given: &Given) -> Result<Law, LawMistake> {
    const NAME: &str = "triangular";
    if given.explicit.is_empty() {
        let cv = given.cv_within(
            NAME,
            0.0,
            1.0 / 6f64.sqrt(),
            "0 to 0.4082482905 (1 / sqrt 6)",
        )?;
        let half = 6f64.sqrt() * cv;
        let (low, high) = ((1.0 - half).max(0.0), 1.0 + half);
        return given.with_mean(
            NAME,
            Shape::Triangular {
                low,
                mode: 1.0,
                high,
            },
        );
    }
    let found = numbers(NAME, given.explicit, CORNERS)?;
    let &[low, mode, high] = found.as_slice() else {
        return Err(syntax(NAME, given.explicit, CORNERS));
    };
    not_negative(NAME, "low", low)?;
    if high < low {
        return Err(out_of_range(
            NAME,
            "high",
            high,
            &format!(">= {} (the order is low, mode, high)", figure(low)),
        ));
    }
    if !(low..=high).contains(&mode) {
        let allowed = format!(
            "{} to {} (the order is low, mode, high)",
            figure(low),
            figure(high)
        );
        return Err(out_of_range(NAME, "mode", mode, &allowed));
    }
    let mean = (low + mode + high) / 3.0;
    let of = |value: f64| if mean > 0.0 { value / mean } else { 1.0 };
    given.determined(
        NAME,
        Shape::Triangular {
            low: of(low),
            mode: of(mode),
            high: of(high),
        },
        mean,
    )
}

fn hyperexponential(given: &Given) -> Result<Law, LawMistake> {
    const NAME: &str = "hyperexponential";
    if given.explicit.is_empty() {
        let cv = given.cv_within(NAME, 1.0, CV_MAX, "1 to 10")?;
        // balanced means: probability x mean is a half in both branches
        let often = 0.5 * (1.0 + ((cv * cv - 1.0) / (cv * cv + 1.0)).sqrt());
        let branches = vec![(often, 0.5 / often), (1.0 - often, 0.5 / (1.0 - often))];
        return given.with_mean(NAME, Shape::Hyperexponential { branches });
    }
    let mut found = branches(NAME, given.explicit, BRANCHES)?;
    for &(probability, mean) in &found {
        if !(probability > 0.0 && probability <= 1.0) {
            return Err(out_of_range(
                NAME,
                "probability",
                probability,
                "> 0 and <= 1",
            ));
        }
        if mean <= 0.0 {
            return Err(out_of_range(NAME, "mean of a branch", mean, "> 0"));
        }
    }
    let sum: f64 = found.iter().map(|branch| branch.0).sum();
    if (sum - 1.0).abs() > 1e-9 {
        return Err(out_of_range(NAME, "sum of probabilities", sum, "1"));
    }
    let mean = found.iter().map(|(p, m)| p / sum * m).sum();
    for branch in &mut found {
        *branch = (branch.0 / sum, branch.1 / mean);
    }
    let shape = Shape::Hyperexponential { branches: found };
    if shape.cv() > CV_MAX {
        return Err(out_of_range(NAME, "cv", shape.cv(), "1 to 10"));
    }
    given.determined(NAME, shape, mean)
}

fn empirical(given: &Given) -> Result<Law, LawMistake> {
    const NAME: &str = "empirical";
    let mut values = numbers(NAME, given.explicit, VALUES)?;
    if values.is_empty() {
        return Err(syntax(NAME, "", VALUES));
    }
    for &value in &values {
        not_negative(NAME, "value", value)?;
    }
    values.sort_by(f64::total_cmp);
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    for value in &mut values {
        *value = if mean > 0.0 { *value / mean } else { 1.0 };
    }
    given.determined(NAME, Shape::Empirical { values }, mean)
}
