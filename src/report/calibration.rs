//! What desks are usually like, and how this one compares: a check against reality, never a verdict.
//!
//! The figures are averages and ranges that others have published. A desk outside one of them may be unusual, or may be
//! described with inputs that do not belong together; which of the two, only its owner knows.

use super::number::{figure, percent, thousands};
use super::table::wrap;
use crate::experiment::{Studied, Study, headline_clock};
use crate::metric::{self, Figure, Selection, Unit};

/// A range that desks are usually in.
pub struct Usual {
    /// The metric.
    pub metric: &'static str,
    /// What it says, in a few words.
    pub words: &'static str,
    /// From.
    pub low: f64,
    /// To.
    pub high: f64,
    /// Who says so.
    pub source: &'static str,
}

/// Ranges that others have published.
pub static USUAL: &[Usual] = &[
    Usual {
        metric: "first_contact_resolved",
        words: "resolved at first contact",
        low: 0.55,
        high: 0.75,
        source: "66 % of incidents, HDI 2015; 67 %, MetricNet; 55 to 83 % by industry in customer support, Freshdesk",
    },
    Usual {
        metric: "first_attempt_resolved",
        words: "resolved by the first role",
        low: 0.72,
        high: 0.90,
        source: "85 % at level 1, MetricNet; 28 % passed on in one article, target below 10 % in another",
    },
    Usual {
        metric: "reassigned",
        words: "reassigned at least once",
        low: 0.15,
        high: 0.45,
        source: "15 % follows from 85 % at level 1, MetricNet; 44 % of 890 ServiceNow incidents of 2016, in start-up days",
    },
    Usual {
        metric: "reopened",
        words: "reopened",
        low: 0.01,
        high: 0.05,
        source: "1.1 % of 890 ServiceNow incidents, 3.1 % of 260 companies, 4.95 % of 46,606 tickets of another log",
    },
    Usual {
        metric: "waiting_for_user",
        words: "share of the time waiting for the user",
        low: 0.0,
        high: 0.45,
        source: "45 % of the calendar time of 890 ServiceNow incidents, 30 % of 12,870; here of business time",
    },
    Usual {
        metric: "utilisation",
        words: "utilisation",
        low: 0.45,
        high: 0.60,
        source: "47.8 % on average, HDI; above 75 % people are overtasked",
    },
    Usual {
        metric: "cost_ticket",
        words: "cost of a ticket in US dollars",
        low: 20.0,
        high: 70.0,
        source: "22 at level 1 and 69 at the desk, MetricNet; 18.50, HDI 2016",
    },
];

/// How a figure lies to a range.
fn verdict(found: Figure, usual: &Usual) -> &'static str {
    let Figure::Known(e) = found else { return "not known" };
    let (low, high) = e.bounds.unwrap_or((e.value, e.value));
    if e.value < usual.low {
        if high < usual.low { "BELOW" } else { "perhaps below" }
    } else if e.value > usual.high {
        if low > usual.high { "ABOVE" } else { "perhaps above" }
    } else if e.lies_within(usual.low, usual.high) || e.bounds.is_none() {
        "inside"
    } else {
        "inside, just"
    }
}

fn range(usual: &Usual, unit: Unit) -> String {
    match unit {
        Unit::Share if usual.low == 0.0 => format!("up to {}", percent(usual.high, 0)),
        Unit::Share => format!("{:.0} to {}", usual.low * 100.0, percent(usual.high, 0)),
        _ => format!("{} to {}", thousands(usual.low), thousands(usual.high)),
    }
}

fn line(studied: &Studied, usual: &Usual) -> Option<String> {
    let metric = metric::metric(usual.metric)?;
    let found = studied.figure(usual.metric, Selection::All, Some(headline_clock(&studied.scenario.model)));
    let text = format!(
        "{}: {} {}, usually {} ({})",
        verdict(found, usual),
        usual.words,
        figure(found, metric.unit),
        range(usual, metric.unit),
        usual.source
    );
    Some(wrap(&text, "       "))
}

/// How the first scenario of a study compares with what desks are usually like.
pub fn calibration(study: &Study) -> String {
    let Some(studied) = study.studied.first() else { return String::new() };
    let head = format!(
        "How {} ({}) compares with published desks; {} replications, ± is simulation noise. A figure outside is no mistake: the desk may be unusual, or its inputs may not belong together.",
        studied.scenario.name, studied.scenario.when, study.replications
    );
    let mut text = format!("\n{}", wrap(&head, "  "));
    if !studied.has_mean() {
        text += "The team cannot carry the work: its backlog grows, and the figures below say little.\n";
    }
    text + &USUAL.iter().filter_map(|usual| line(studied, usual)).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Estimate;

    #[test]
    fn a_figure_lies_where_its_interval_lets_it() {
        let usual = &USUAL[0];
        let verdict = |value, half| verdict(Figure::Known(Estimate::symmetric(value, half, 5)), usual);
        assert_eq!(
            [0.50, 0.545, 0.56, 0.66].map(|v| verdict(v, 0.02)),
            ["BELOW", "perhaps below", "inside, just", "inside"]
        );
        assert_eq!([0.74, 0.755, 0.80].map(|v| verdict(v, 0.02)), ["inside, just", "perhaps above", "ABOVE"]);
        assert_eq!(super::verdict(Figure::Undefined, usual), "not known");
    }

    #[test]
    fn every_range_is_of_a_metric_and_has_a_source() {
        for usual in USUAL {
            assert!(usual.low < usual.high && !usual.source.is_empty(), "{}", usual.metric);
            assert!(metric::metric(usual.metric).is_some(), "{}", usual.metric);
        }
    }
}
