//! `desksim check DESK`.

use super::arguments::Check;
use super::{FAILED, STOPPED, output, progress};
use crate::experiment::load::Load;
use crate::experiment::{Effort, Study};
use crate::report;
use crate::scenario::{self, Desk, Options};

/// Replications of a reality check: enough to see on which side of a wide range a desk lies.
const FEW: usize = 5;

/// Reads a desk and prints what it relies on.
pub(super) fn check(arguments: &Check) -> u8 {
    let options = Options { history: arguments.history.clone(), ..Options::default() };
    let desk = match scenario::read_with(&arguments.desk, &options) {
        Ok(desk) => desk,
        Err(mistakes) => return output::mistakes(&mistakes),
    };
    let loads: Result<Vec<Load>, _> = desk.scenarios.iter().map(|s| Load::of(&s.model)).collect();
    match loads {
        Ok(loads) => {
            let text = report::check(&desk, &loads);
            let more = if arguments.calibrate { calibrated(desk) } else { Ok(String::new()) };
            match more {
                Ok(more) => output::print(&(text + &more)),
                Err((code, message)) => output::failure(code, &message),
            }
        }
        Err(unsolved) => output::failure(FAILED, &unsolved.to_string()),
    }
}

/// Runs the first scenario and compares it with other desks.
fn calibrated(mut desk: Desk) -> Result<String, (u8, String)> {
    desk.scenarios.truncate(1);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let effort = Effort { replications: desk.run.replications.min(FEW), precision: None, threads };
    let study = progress::watched(false, effort.replications, |watch| Study::run(&desk, effort, watch));
    let study = study.map_err(|failure| (FAILED, failure.to_string()))?;
    if study.stopped {
        return Err((STOPPED, "stopped before the comparison was complete".into()));
    }
    Ok(report::calibration(&study))
}
