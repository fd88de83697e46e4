//! How names and values are written inside messages.

/// The longest value shown whole in a message, in characters.
const SHOWN: usize = 60;
/// The longest message, in characters.
const MESSAGE: usize = 1_000;
/// How many known names a message lists.
const LISTED: usize = 12;

/// A value in backticks, cut at 60 characters, with line breaks and control characters made visible.
pub fn quoted(value: &str) -> String {
    let mut out = String::from("`");
    for (i, c) in value.chars().enumerate() {
        if i == SHOWN {
            out.push_str("...");
            break;
        }
        if c.is_control() {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out.push('`');
    out
}

/// A message on one line: control characters made visible, cut at a thousand characters.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(MESSAGE) {
        if c.is_control() {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// Names in backticks with commas between, at most twelve, then how many more.
pub fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let shown: Vec<String> = names.iter().take(LISTED).map(|n| quoted(n.as_ref())).collect();
    let mut out = shown.join(", ");
    if names.len() > LISTED {
        out.push_str(&format!(" and {} more", names.len() - LISTED));
    }
    out
}

/// The plural of an English noun of this field: `kind` -> `kinds`, `category` -> `categories`.
pub(super) fn plural(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_multi_line_values_stay_on_one_short_line() {
        assert_eq!(quoted("a\nb"), "`a\\nb`");
        assert_eq!(quoted(&"x".repeat(99)).len(), 60 + 5);
    }

    #[test]
    fn a_long_list_is_cut() {
        let names: Vec<String> = (0..14).map(|i| i.to_string()).collect();
        assert!(listed(&names).ends_with("`11` and 2 more"));
    }

    #[test]
    fn plurals() {
        assert_eq!(plural("category"), "categories");
        assert_eq!(plural("day"), "days");
        assert_eq!(plural("kind"), "kinds");
    }
}
