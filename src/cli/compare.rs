//! `desksim compare DESK`.

use super::arguments::Compare;
use super::run::study;
use crate::report::View;

/// Compares scenarios, or a swept grid, on the same tickets.
pub(super) fn compare(arguments: &Compare) -> u8 {
    let mut options = arguments.what.options();
    options.sweep = arguments.sweep.clone();
    if let Some(goal) = &arguments.goal {
        options.settings.push(("goal".to_string(), goal.clone()));
    }
    let view = if arguments.sweep.is_empty() { View::Comparison } else { View::Grid };
    study(&arguments.what, options, view)
}
