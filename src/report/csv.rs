//! Tidy CSV: one figure a row.

use super::Provenance;
use crate::experiment::Study;
use crate::metric::Figure;

fn number(value: f64) -> String {
    format!("{value}")
}

/// Every figure of a study with its provenance; an empty cell is undefined.
///
/// # Errors
/// If a row cannot be written, which in memory does not happen.
pub fn csv(study: &Study, provenance: &Provenance) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record([
        "scenario",
        "when",
        "policy",
        "by",
        "of",
        "metric",
        "clock",
        "unit",
        "estimate",
        "low",
        "high",
        "n",
        "version",
        "inputs",
        "seed",
        "replications",
        "warm_up",
        "horizon",
        "confidence",
    ])?;
    for studied in &study.studied {
        let model = &studied.scenario.model;
        let policy = policy_text(model);
        for row in &studied.rows {
            let (estimate, low, high, n) = match row.figure {
                Figure::Known(e) => {
                    let (low, high) = e.bounds.map_or((String::new(), String::new()), |(l, h)| (number(l), number(h)));
                    (number(e.value), low, high, e.n.to_string())
                }
                // The true value lies above: only the lower end is known.
                Figure::AtLeast(v) => (String::new(), number(v), String::new(), study.replications.to_string()),
                Figure::TooFew | Figure::Undefined => Default::default(),
            };
            writer.write_record([
                studied.scenario.name.as_str(),
                &studied.scenario.when,
                &policy,
                row.part.by().name(),
                &row.part.name(model),
                row.metric.name,
                row.clock.map_or("", |c| c.name()),
                row.metric.unit.name(),
                &estimate,
                &low,
                &high,
                &n,
                &provenance.version,
                &provenance.inputs,
                &provenance.seed.to_string(),
                &provenance.replications.to_string(),
                &provenance.warm_up,
                &provenance.horizon,
                &number(provenance.confidence),
            ])?;
        }
    }
    let bytes = writer.into_inner().map_err(|e| ::csv::Error::from(e.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A policy as it is written in a table.
pub(super) fn policy_text(model: &crate::model::Model) -> String {
    let policy = &model.policy;
    let rule = |r: &crate::model::RuleChoice| {
        let parameters: Vec<String> = r.parameters.iter().map(|(n, v)| format!("{n}={v}")).collect();
        if parameters.is_empty() { r.name.clone() } else { format!("{}({})", r.name, parameters.join(", ")) }
    };
    let rules = [&policy.agent_rule, &policy.ticket_rule].into_iter().chain(&policy.controls);
    rules.map(rule).collect::<Vec<_>>().join(" + ")
}
