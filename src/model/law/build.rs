//! Constructors of the families that take more than a mean and a coefficient of variation.

use super::family::Given;
use super::given::{agrees, not_negative, out_of_range, syntax};
use super::mistake::figure;
use super::text::{branches, numbers};
use super::{CV_MAX, CV_MIN, Law, LawMistake, STAGES_MAX, Shape};

const LOW_TO_HIGH: &str = "`low to high`";
const CORNERS: &str = "`low mode high`";
const BRANCHES: &str = "`probability x mean + probability x mean`";
const VALUES: &str = "one or more values";
const STAGES: &str = "a number of stages, or nothing with a cv";

pub(super) fn erlang(given: &Given) -> Result<Law, LawMistake> {
    const NAME: &str = "erlang";
    let most = f64::from(STAGES_MAX);
    if !given.explicit.is_empty() {
        let found = numbers(NAME, given.explicit, STAGES)?;
        let &[stages] = found.as_slice() else {
            return Err(syntax(NAME, given.explicit, STAGES));
        };
        if stages.fract() != 0.0 || !(1.0..=most).contains(&stages) {
            return Err(out_of_range(NAME, "stages", stages, "a whole number, 1 to 10000"));
        }
        agrees(NAME, "cv", given.cv, 1.0 / stages.sqrt())?;
        return given.with_mean(NAME, Shape::Erlang { stages: stages as u32 });
    }
    let cv = given.cv_within(NAME, CV_MIN, 1.0, "1 / sqrt(stages), 0.01 to 1")?;
    let stages = 1.0 / (cv * cv);
    if (stages - stages.round()).abs() > 1e-6 {
        let cv_of = |stages: f64| 1.0 / stages.clamp(1.0, most).sqrt();
        let nearest = (cv_of(stages.ceil()), cv_of(stages.floor()));
        return Err(LawMistake::NoSuchStages { found: cv, nearest });
    }
    given.with_mean(NAME, Shape::Erlang { stages: stages.round() as u32 })
}

pub(super) fn uniform(given: &Given) -> Result<Law, LawMistake> {
    const NAME: &str = "uniform";
    if given.explicit.is_empty() {
        let cv = given.cv_within(NAME, 0.0, 1.0 / 3f64.sqrt(), "0 to 0.5773502692 (1 / sqrt 3)")?;
        return given.with_mean(NAME, Shape::Uniform { cv });
    }
    let found = numbers(NAME, given.explicit, LOW_TO_HIGH)?;
    let &[low, high] = found.as_slice() else {
        return Err(syntax(NAME, given.explicit, LOW_TO_HIGH));
    };
    not_negative(NAME, "low", low)?;
    if high < low {
        return Err(out_of_range(NAME, "high", high, &format!(">= {}", figure(low))));
    }
    let mean = 0.5 * (low + high);
    let cv = if mean > 0.0 { (high - low) / (12f64.sqrt() * mean) } else { 0.0 };
    given.determined(NAME, Shape::Uniform { cv }, mean)
}

pub(super) fn triangular(given: &Given) -> Result<Law, LawMistake> {
    const NAME: &str = "triangular";
    if given.explicit.is_empty() {
        let cv = given.cv_within(NAME, 0.0, 1.0 / 6f64.sqrt(), "0 to 0.4082482905 (1 / sqrt 6)")?;
        let half = 6f64.sqrt() * cv;
        let (low, high) = ((1.0 - half).max(0.0), 1.0 + half);
        return given.with_mean(NAME, Shape::Triangular { low, mode: 1.0, high });
    }
    let found = numbers(NAME, given.explicit, CORNERS)?;
    let &[low, mode, high] = found.as_slice() else {
        return Err(syntax(NAME, given.explicit, CORNERS));
    };
    not_negative(NAME, "low", low)?;
    if high < low {
        return Err(out_of_range(NAME, "high", high, &format!(">= {} (the order is low, mode, high)", figure(low))));
    }
    if !(low..=high).contains(&mode) {
        let allowed = format!("{} to {} (the order is low, mode, high)", figure(low), figure(high));
        return Err(out_of_range(NAME, "mode", mode, &allowed));
    }
    let mean = (low + mode + high) / 3.0;
    let of = |value: f64| if mean > 0.0 { value / mean } else { 1.0 };
    given.determined(NAME, Shape::Triangular { low: of(low), mode: of(mode), high: of(high) }, mean)
}

pub(super) fn hyperexponential(given: &Given) -> Result<Law, LawMistake> {
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
            return Err(out_of_range(NAME, "probability", probability, "> 0 and <= 1"));
        }
        not_negative(NAME, "mean of a branch", mean)?;
    }
    let sum: f64 = found.iter().map(|branch| branch.0).sum();
    if (sum - 1.0).abs() > 1e-9 {
        return Err(out_of_range(NAME, "sum of probabilities", sum, "1"));
    }
    let mean: f64 = found.iter().map(|(p, m)| p / sum * m).sum();
    if mean <= 0.0 {
        return Err(out_of_range(NAME, "mean", mean, "> 0: one branch at least takes time"));
    }
    for branch in &mut found {
        *branch = (branch.0 / sum, branch.1 / mean);
    }
    let shape = Shape::Hyperexponential { branches: found };
    if shape.cv() > CV_MAX {
        return Err(out_of_range(NAME, "cv", shape.cv(), "1 to 10"));
    }
    given.determined(NAME, shape, mean)
}

pub(super) fn empirical(given: &Given) -> Result<Law, LawMistake> {
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
