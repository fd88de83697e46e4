//! `desksim check DESK`.

use super::arguments::Check;
use super::{FAILED, output};
use crate::experiment::load::Load;
use crate::report;
use crate::scenario::{self, Options};

/// Reads a desk and prints what it relies on.
pub(super) fn check(arguments: &Check) -> u8 {
    let options = Options { history: arguments.history.clone(), ..Options::default() };
    let desk = match scenario::read_with(&arguments.desk, &options) {
        Ok(desk) => desk,
        Err(mistakes) => return output::mistakes(&mistakes),
    };
    let loads: Result<Vec<Load>, _> = desk.scenarios.iter().map(|s| Load::of(&s.model)).collect();
    match loads {
        Ok(loads) => output::print(&report::check(&desk, &loads)),
        Err(unsolved) => output::failure(FAILED, &unsolved.to_string()),
    }
}
