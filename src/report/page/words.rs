//! How wide words are, and how they are made to fit. No font is at hand: a page is set in whatever the reader has.

/// Width of a text at a font size, in the size's unit; rather too wide than too narrow.
pub(super) fn width(text: &str, size: f64) -> f64 {
    // The widths of DejaVu Sans, the widest face in use.
    let of = |c: char| match c {
        'i' | 'j' | 'l' | '\'' => 0.28,
        '.' | ',' | ':' | ';' | '|' | ' ' | '-' | '/' => 0.34,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '!' => 0.41,
        'm' | 'M' | 'W' | '%' | '@' => 1.0,
        'w' | '+' | '<' | '>' | '=' | '±' | '≥' | '#' => 0.84,
        'A'..='Z' | '&' => 0.74,
        c if c.is_ascii() => 0.62,
        c if (c as u32) < 0x1100 => 0.72,
        _ => 1.0,
    };
    size * text.chars().map(of).sum::<f64>()
}

/// As much of a text as fits, with dots for the rest.
pub(super) fn fitted(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_string();
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if width(&short, size) + width("…", size) > room {
            short.pop();
            break;
        }
    }
    if short.is_empty() { String::new() } else { format!("{}…", short.trim_end()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_cut_with_dots() {
        assert_eq!(fitted("technicians", 12.0, 200.0), "technicians");
        let short = fitted("technicians of the second floor", 12.0, 90.0);
        assert!(short.starts_with("technic") && short.ends_with('…') && width(&short, 12.0) <= 90.0, "{short}");
        assert_eq!(fitted("technicians", 12.0, 1.0), "");
    }
}
