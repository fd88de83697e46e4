//! Figures as people read them: as many digits as the interval supports.

use crate::metric::{Figure, Unit};

/// Decimals that leave one significant digit of `scale`, at most 4.
fn decimals(scale: f64) -> usize {
    (-scale.log10().floor()).clamp(0.0, 4.0) as usize
}

/// A number with separated thousands.
pub(super) fn thousands(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value <= -0.5 { format!("-{text}") } else { text }
}

/// A share in percent; what is not all, or not nothing, never reads as that.
pub(super) fn percent(share: f64, decimals: usize) -> String {
    for decimals in decimals..=2 {
        let text = format!("{:.decimals$}", share * 100.0);
        let extreme = text.parse::<f64>().is_ok_and(|shown| shown == 0.0 || shown == 100.0);
        if !extreme || share == 0.0 || share == 1.0 {
            return format!("{text} %");
        }
    }
    if share < 0.5 { "<0.01 %".to_string() } else { ">99.99 %".to_string() }
}

/// A value with the half-width of its interval, in the unit's usual form.
pub(super) fn value(value: f64, half_width: Option<f64>, unit: Unit) -> String {
    let (value, half_width) = match unit {
        Unit::Share => (value * 100.0, half_width.map(|h| h * 100.0)),
        _ => (value, half_width),
    };
    let percent = if unit == Unit::Share { " %" } else { "" };
    let narrow = half_width.filter(|h| *h > 1e-12 * value.abs().max(1e-300));
    match narrow {
        // An interval too narrow to show is no news.
        Some(h) if unit == Unit::Share && h < 0.005 => self::percent(value / 100.0, 1),
        Some(h) => {
            let decimals = decimals(h).max(usize::from(unit != Unit::Share && h < 9.5));
            let decimals = if unit == Unit::Share { decimals.min(2) } else { decimals };
            format!("{value:.decimals$} ±{h:.decimals$}{percent}")
        }
        None if unit == Unit::Money => thousands(value),
        None if unit == Unit::Share => self::percent(value / 100.0, 1),
        None => format!("{value:.1}"),
    }
}

/// A number with three significant digits.
pub(super) fn short(value: f64) -> String {
    let decimals = (2.0 - value.abs().max(1e-9).log10().floor()).clamp(0.0, 4.0) as usize;
    format!("{value:.decimals$}")
}

/// A figure, or why there is none.
pub(super) fn figure(figure: Figure, unit: Unit) -> String {
    match figure {
        Figure::Known(e) => value(e.value, e.half_width(), unit),
        Figure::AtLeast(v) => format!("≥ {}", value(v, None, unit)),
        Figure::TooFew => "too few".to_string(),
        Figure::Undefined => "-".to_string(),
    }
}

/// A figure without its interval.
pub(super) fn plain(figure: Figure, unit: Unit) -> String {
    match figure {
        Figure::Known(e) if unit == Unit::Share => percent(e.value, 0),
        Figure::Known(e) => value(e.value, None, unit),
        other => self::figure(other, unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_all_is_not_all() {
        assert_eq!([1.0, 0.997, 0.9996, 0.99999].map(|s| percent(s, 0)), ["100 %", "99.7 %", "99.96 %", ">99.99 %"]);
        assert_eq!([0.0, 0.004, 0.00001, 0.71].map(|s| percent(s, 0)), ["0 %", "0.4 %", "<0.01 %", "71 %"]);
    }

    #[test]
    fn digits_follow_the_interval() {
        assert_eq!(value(12.3456, Some(0.52), Unit::Hours), "12.3 ±0.5");
        assert_eq!(value(0.084_861, Some(0.000_31), Unit::Hours), "0.0849 ±0.0003");
        assert_eq!(value(123.4, Some(12.0), Unit::Hours), "123 ±12");
        assert_eq!(value(0.712, Some(0.013), Unit::Share), "71 ±1 %");
        assert_eq!(value(487_500.0, None, Unit::Money), "487,500");
        assert_eq!(thousands(-1234.6), "-1,235");
        assert_eq!(figure(Figure::AtLeast(3.0), Unit::Hours), "≥ 3.0");
    }
}
