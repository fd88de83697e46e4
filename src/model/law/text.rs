//! Reads a law from the text of one cell.

use super::family::{FAMILIES, Given};
use super::{Law, LawMistake};

/// See [`Law::parse`].
pub(super) fn parse(text: &str, mean: Option<f64>, cv: Option<f64>, unit_seconds: f64) -> Result<Law, LawMistake> {
    let text = text.trim();
    let (word, rest) = match text.find(char::is_whitespace) {
        Some(at) => (&text[..at], text[at..].trim_start()),
        None => (text, ""),
    };
    let Some(family) = FAMILIES.iter().find(|f| f.name.eq_ignore_ascii_case(word)) else {
        return Err(LawMistake::UnknownFamily { found: word.into(), nearest: nearest(word) });
    };
    (family.build)(&Given { mean, cv, explicit: rest, unit_seconds })
}

/// The family nearest to `word`, within a Damerau distance of max(1, length / 3).
fn nearest(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    FAMILIES
        .iter()
        .map(|f| (strsim::damerau_levenshtein(&word, f.name), f.name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// The finite numbers of `text`, separated by blanks or the word `to`.
pub(super) fn numbers(family: &'static str, text: &str, expected: &'static str) -> Result<Vec<f64>, LawMistake> {
    text.split_whitespace()
        .filter(|word| !word.eq_ignore_ascii_case("to"))
        .map(|word| number(family, word, expected))
        .collect()
}

/// The branches of `probability x mean + probability x mean`.
pub(super) fn branches(
    family: &'static str,
    text: &str,
    expected: &'static str,
) -> Result<Vec<(f64, f64)>, LawMistake> {
    text.split('+')
        .map(|branch| {
            let mut parts = branch.split(['x', 'X', '*']);
            match (parts.next(), parts.next(), parts.next()) {
                (Some(probability), Some(mean), None) => {
                    Ok((number(family, probability.trim(), expected)?, number(family, mean.trim(), expected)?))
                }
                _ => Err(LawMistake::Syntax { family, found: branch.trim().into(), expected }),
            }
        })
        .collect()
}

/// A finite number.
fn number(family: &'static str, word: &str, expected: &'static str) -> Result<f64, LawMistake> {
    match word.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        Ok(number) => Err(LawMistake::OutOfRange { family, what: "value", found: number, allowed: "finite".into() }),
        Err(_) => Err(LawMistake::Syntax { family, found: word.into(), expected }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, mean: Option<f64>, cv: Option<f64>) -> String {
        let mistake = parse(text, mean, cv, 60.0).expect_err(text);
        match mistake.help() {
            Some(help) => format!("{mistake} / {help}"),
            None => mistake.to_string(),
        }
    }

    #[test]
    fn unknown_families() {
        assert_eq!(
            said("Lognorml", Some(3.0), None),
            "unknown distribution `Lognorml` / did you mean `lognormal`? known families: `fixed`, `exponential`, `erlang`, `gamma`, \
             `lognormal`, `weibull`, `uniform`, `triangular`, `hyperexponential`, `empirical`"
        );
        assert!(said("pareto", None, None).contains("/ known families"));
        assert!(said(" ", None, None).starts_with("no distribution named /"));
    }

    #[test]
    fn numbers_out_of_range() {
        for (text, mean, cv, message) in [
            ("exponential", Some(5.0), Some(0.5), "`exponential`: found cv 0.5; must be 1 or empty"),
            (
                "gamma",
                Some(5.0),
                Some(0.0),
                "`gamma`: found cv 0; must be 0.01 to 10 / a time that never varies is `fixed`",
            ),
            ("gamma", Some(f64::NAN), Some(1.0), "`gamma`: found mean NaN; must be finite and >= 0"),
            ("lognormal", Some(-2.5), Some(1.0), "`lognormal`: found mean -2.5; must be finite and >= 0"),
            (
                "lognormal",
                None,
                Some(1.0),
                "`lognormal` needs a mean: finite and >= 0 / for example `lognormal` with mean 15 and cv 1.2",
            ),
            (
                "weibull",
                Some(1.0),
                None,
                "`weibull` needs a cv: 0.01 to 10 / for example `weibull` with mean 15 and cv 0.75",
            ),
            ("uniform", Some(1.0), Some(0.6), "`uniform`: found cv 0.6; must be 0 to 0.5773502692 (1 / sqrt 3)"),
            ("hyperexponential", Some(1.0), Some(0.9), "`hyperexponential`: found cv 0.9; must be 1 to 10"),
            (
                "erlang",
                Some(1.0),
                Some(0.6),
                "`erlang`: found cv 0.6; must be 1 / sqrt(stages) for a whole number of stages / \
              cv 0.5773502692 is `erlang 3`, cv 0.7071067812 is `erlang 2`; `gamma` takes any cv",
            ),
            ("erlang 2.5", Some(1.0), None, "`erlang`: found stages 2.5; must be a whole number, 1 to 10000"),
            (
                "uniform 3 to 21",
                Some(11.0),
                None,
                "`uniform`: found mean 11 beside values whose mean is 12 / leave the mean empty, or write 12",
            ),
            (
                "triangular 5 30 10",
                None,
                None,
                "`triangular`: found mode 30; must be 5 to 10 (the order is low, mode, high)",
            ),
            ("empirical 3 inf", None, None, "`empirical`: found value inf; must be finite"),
            ("empirical 3 -1", None, None, "`empirical`: found value -1; must be >= 0"),
            (
                "uniform 3 till 21",
                None,
                None,
                "`uniform`: found `till`; must be followed by `low to high` / for example `uniform 3 to 21`",
            ),
            (
                "hyperexponential 0.9 x 6 + 0.2 x 66",
                None,
                None,
                "`hyperexponential`: found sum of probabilities 1.1; must be 1",
            ),
            (
                "hyperexponential 0.9 x -6 + 0.1 x 66",
                None,
                None,
                "`hyperexponential`: found mean of a branch -6; must be >= 0",
            ),
            (
                "hyperexponential 1 x 0",
                None,
                None,
                "`hyperexponential`: found mean 0; must be > 0: one branch at least takes time",
            ),
            (
                "gamma 3",
                Some(1.0),
                Some(1.0),
                "`gamma`: found `3`; must be followed by nothing: its mean and cv have columns of their own / \
              for example `gamma` with mean 15 and cv 2.5",
            ),
        ] {
            assert_eq!(said(text, mean, cv), message);
        }
    }

    #[test]
    fn explicit_values_in_the_unit_of_the_column() {
        let law = parse("UNIFORM 3 TO 21", Some(12.0), None, 60.0).unwrap();
        let (low, high) = law.bounds();
        assert_eq!(law.mean(), 720.0);
        assert!((low - 180.0).abs() < 1e-9 && (high - 1260.0).abs() < 1e-9);
        let law = parse("hyperexponential 0.9x6+0.1 x 66", None, None, 60.0).unwrap();
        assert!((law.mean() - 720.0).abs() < 1e-9);
        let cv2: f64 = 2.0 * (0.9 * 36.0 + 0.1 * 4356.0) / 144.0 - 1.0;
        assert!((law.cv() - cv2.sqrt()).abs() < 1e-12);
        assert_eq!(
            parse("erlang", Some(2.0), Some(0.5), 1.0).unwrap(),
            parse("erlang 4", Some(2.0), None, 1.0).unwrap()
        );
    }
}
