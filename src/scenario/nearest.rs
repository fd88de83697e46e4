//! The name that was probably meant.

use strsim::damerau_levenshtein;

/// The longest name that is compared, in characters.
const LONGEST: usize = 100;

/// The candidate nearest to `name`: one that differs only in case, or else the least Damerau distance (letters
/// inserted, removed, changed or swapped) up to a third of the name's length, at least 1. Ties go to the first.
pub fn nearest<'c, S: AsRef<str>>(name: &str, candidates: &'c [S]) -> Option<&'c str> {
    let name = name.trim().to_lowercase();
    let length = name.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let limit = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.iter().map(AsRef::as_ref) {
        let lower = candidate.to_lowercase();
        if lower.chars().count().abs_diff(length) > limit {
            continue;
        }
        let distance = damerau_levenshtein(&name, &lower);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let kinds = ["hardware", "network", "software"];
        assert_eq!(nearest("Netwrok", &kinds), Some("network"));
        assert_eq!(nearest("SOFTWARE", &kinds), Some("software"));
        assert_eq!(nearest("printer", &kinds), None);
        assert_eq!(nearest("", &kinds), None);
        assert_eq!(nearest("P1", &["P1x", "p1"]), Some("p1"));
    }

    #[test]
    fn one_letter_is_always_allowed() {
        assert_eq!(nearest("P9", &["P1", "P2"]), Some("P1"));
        assert_eq!(nearest("x", &["yz"]), None);
    }
}
