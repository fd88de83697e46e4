//! `desksim run DESK`.

use super::arguments::{Format, Run, What};
use super::{DONE, FAILED, STOPPED, WRONG, output, progress};
use crate::experiment::{Effort, Study};
use crate::report::{self, Provenance, View};
use crate::scenario::{self, Options};

/// Simulates the scenarios of a desk.
pub(super) fn run(arguments: &Run) -> u8 {
    study(&arguments.what, arguments.what.options(), View::Figures)
}

/// Reads, runs, reports: what `run` and `compare` share.
pub(super) fn study(what: &What, options: Options, view: View) -> u8 {
    let desk = match scenario::read_with(&what.desk, &options) {
        Ok(desk) => desk,
        Err(mistakes) => return output::mistakes(&mistakes),
    };
    if let Some(Err((code, message))) = what.out.as_deref().map(output::may_be_written) {
        return output::failure(code, &message);
    }
    for note in &desk.notes {
        output::note(what.quiet, note);
    }
    let Some(first) = desk.scenarios.first() else { return output::failure(WRONG, "the desk has no scenario") };
    let replications = what.precision.map_or(desk.run.replications, |_| desk.run.replications.max(10));
    let effort = Effort { replications, precision: what.precision.map(|p| p / 100.0), threads: what.threads() };
    let total = replications * desk.scenarios.len();
    let study = progress::watched(what.quiet, total, |watch| Study::recorded(&desk, effort, what.out.is_some(), watch));
    let study = match study {
        Ok(study) => study,
        Err(failure) => return output::failure(FAILED, &failure.to_string()),
    };
    if study.replications == 0 {
        return output::failure(STOPPED, "stopped before the first replication was complete");
    }
    let horizon = &first.model.horizon;
    let provenance = Provenance::new(&desk.digest, horizon, desk.run.seed, study.replications, desk.run.confidence);
    match deliver(what, &study, &provenance, view) {
        DONE if study.stopped => STOPPED,
        code => code,
    }
}

fn deliver(what: &What, study: &Study, provenance: &Provenance, view: View) -> u8 {
    let text = || report::text(study, provenance, view);
    let csv = || report::csv(study, provenance, view).map_err(|e| e.to_string());
    let json = || report::json(study, provenance, view).map_err(|e| e.to_string());
    if let Some(folder) = &what.out {
        let written = csv().and_then(|csv| {
            let page = report::page(study, provenance, view)?;
            let files = [
                ("summary.csv", csv.as_str()),
                ("report.txt", &text()),
                ("summary.json", &json()?),
                ("report.html", &page.html),
                ("charts.csv", &page.data),
            ];
            output::write(folder, &files)
        });
        if let Err(message) = written {
            return output::failure(FAILED, &message);
        }
    }
    let data = match what.format {
        Format::Text => Ok(text()),
        Format::Csv => csv(),
        Format::Json => json(),
    };
    match data {
        Ok(data) => output::print(&data),
        Err(message) => output::failure(FAILED, &message),
    }
}
