//! `desksim policies DESK`.

use super::arguments::{Format, Policies};
use super::{DONE, FAILED, STOPPED, WRONG, output, progress};
use crate::experiment::policies::{self, Entrant, Indifference, Question};
use crate::metric::{self, Unit};
use crate::report::{self, Provenance};
use crate::scenario::{self, Desk, Scenario};

/// Compares routing policies on the tickets of one scenario.
pub(super) fn policies(arguments: &Policies) -> u8 {
    let desk = match scenario::read_with(&arguments.desk, &arguments.options()) {
        Ok(desk) => desk,
        Err(mistakes) => return output::mistakes(&mistakes),
    };
    let Some(scenario) = desk.scenarios.first() else { return output::failure(WRONG, "the desk has no scenario") };
    let (entrants, question) = match entrants(arguments, scenario).and_then(|e| Ok((e, question(arguments, &desk)?))) {
        Ok(both) => both,
        Err(message) => return output::failure(WRONG, &message),
    };
    if entrants.len() < 2 {
        let message = "there is nothing to compare; help: name a policy by --policy, or use --usual or --all";
        return output::failure(WRONG, message);
    }
    if let Some(Err((code, message))) = arguments.out.as_deref().map(output::may_be_written) {
        return output::failure(code, &message);
    }
    if desk.scenarios.len() > 1 && arguments.scenario.is_none() {
        let others = desk.scenarios.len() - 1;
        output::note(
            arguments.quiet,
            &format!(
                "policies of `{}` ({}); `--scenario` takes one of the other {others}",
                scenario.name, scenario.when
            ),
        );
    }
    let bench = policies::desk_of(&desk, scenario, &entrants);
    if arguments.select { select(arguments, &bench, &question) } else { compare(arguments, &bench, question) }
}

fn entrants(arguments: &Policies, scenario: &Scenario) -> Result<Vec<Entrant>, String> {
    let model = &scenario.model;
    let mut entrants = policies::named(model, &arguments.policy).map_err(|mistake| mistake.to_string())?;
    let sets = [
        (arguments.all, policies::all as fn(&crate::model::Model) -> Vec<Entrant>),
        (arguments.usual || (arguments.policy.is_empty() && !arguments.all), policies::usual),
    ];
    for (_, set) in sets.into_iter().filter(|(asked, _)| *asked) {
        for entrant in set(model) {
            match entrants.iter_mut().find(|e| e.policy == entrant.policy) {
                Some(same) if same.name.len() < entrant.name.len() => same.name = entrant.name,
                Some(_) => {}
                None => entrants.push(entrant),
            }
        }
    }
    Ok(entrants)
}

fn question(arguments: &Policies, desk: &Desk) -> Result<Question, String> {
    let metric = metric::metric(&arguments.metric).ok_or_else(|| {
        let known: Vec<&str> = metric::CATALOGUE.iter().map(|m| m.name).collect();
        let near = scenario::nearest(&arguments.metric, &known);
        let near = near.map_or(String::new(), |n| format!("; did you mean `{n}`?"));
        format!(
            "unknown metric `{}`{near} help: `desksim policies --help` and scenarios/README.md list them",
            arguments.metric
        )
    })?;
    let indifference = arguments.indifference.as_deref().map(|text| indifference(text, metric.unit)).transpose()?;
    Ok(Question {
        metric,
        indifference,
        first: desk.run.replications.max(2),
        most: arguments.most as usize,
        threads: arguments.threads(),
    })
}

/// `2%` of the best, `5min` or `0.5h` of a time, a plain number of anything else.
fn indifference(text: &str, unit: Unit) -> Result<Indifference, String> {
    let wrong = || {
        let plain = if unit == Unit::Hours { "`5min` or `0.5h`" } else { "a number in the unit of the metric" };
        format!("found `{text}` for --indifference; must be above 0: {plain}, or a share of the best as `2%`")
    };
    let number = |of: &str| of.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n > 0.0);
    let text = text.trim();
    let (suffix, factor) = match unit {
        Unit::Hours if text.ends_with("min") => ("min", 1.0 / 60.0),
        Unit::Hours if text.ends_with('h') => ("h", 1.0),
        Unit::Hours if !text.ends_with('%') => return Err(wrong()),
        _ => ("", 1.0),
    };
    let found = match text.strip_suffix('%') {
        Some(share) => number(share).map(|n| Indifference::Relative(n / 100.0)),
        None => text.strip_suffix(suffix).and_then(number).map(|n| Indifference::Absolute(n * factor)),
    };
    found.ok_or_else(wrong)
}

fn compare(arguments: &Policies, desk: &Desk, question: Question) -> u8 {
    let total = question.first * desk.scenarios.len();
    let stage = progress::watched(arguments.quiet, total, |watch| {
        let study = policies::first_stage(desk, &question, watch)?;
        Ok((study, watch.stopped()))
    });
    let (study, stopped) = match stage {
        Ok(stage) => stage,
        Err(failure) => return failed(&failure),
    };
    if study.replications == 0 {
        return output::failure(STOPPED, "stopped before the first replication was complete");
    }
    let decided = progress::watched(arguments.quiet, question.most, |watch| {
        watch.stop.fetch_or(stopped, std::sync::atomic::Ordering::Relaxed);
        let benchmark = policies::decide(&study, question, watch)?;
        Ok((benchmark, watch.stopped()))
    });
    let (benchmark, stopped) = match decided {
        Ok(decided) => decided,
        Err(failure) => return failed(&failure),
    };
    let Some(benchmark) = benchmark else {
        return output::failure(WRONG, &format!("`{}` is not defined for these policies", question.metric.name));
    };
    let horizon = &desk.scenarios[0].model.horizon;
    let provenance = Provenance::new(&desk.digest, horizon, desk.run.seed, study.replications, desk.run.confidence);
    let text = || report::policies(&benchmark, &provenance);
    let csv = || report::policies_csv(&benchmark, &provenance).map_err(|e| e.to_string());
    let json = || report::policies_json(&benchmark, &provenance).map_err(|e| e.to_string());
    if let Some(folder) = &arguments.out {
        let written = csv().and_then(|csv| {
            let files = [("policies.csv", csv.as_str()), ("policies.txt", &text()), ("policies.json", &json()?)];
            output::write(folder, &files)
        });
        if let Err(message) = written {
            return output::failure(FAILED, &message);
        }
    }
    let data = match arguments.format {
        Format::Text => Ok(text()),
        Format::Csv => csv(),
        Format::Json => json(),
    };
    match data.map(|data| output::print(&data)) {
        Ok(DONE) if stopped => STOPPED,
        Ok(code) => code,
        Err(message) => output::failure(FAILED, &message),
    }
}

fn select(arguments: &Policies, desk: &Desk, question: &Question) -> u8 {
    let total = question.most;
    match progress::watched(arguments.quiet, total, |watch| {
        Ok((policies::select(desk, question, watch)?, watch.stopped()))
    }) {
        Err(failure) => failed(&failure),
        Ok((None, true)) => output::failure(STOPPED, "stopped before the first stage was complete"),
        Ok((None, false)) => {
            let metric = question.metric.name;
            let message =
                format!("`{metric}` cannot be selected by: it is a quantile, or not defined in every replication");
            output::failure(WRONG, &message)
        }
        Ok((Some(selected), stopped)) => match output::print(&report::selection(desk, question, &selected)) {
            DONE if stopped => STOPPED,
            code => code,
        },
    }
}

fn failed(failure: &crate::experiment::Failure) -> u8 {
    output::failure(FAILED, &failure.to_string())
}
