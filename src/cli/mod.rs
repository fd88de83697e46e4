//! The command line: one file a subcommand, each reading as the data flow.

mod arguments;
mod check;
mod compare;
mod measure;
mod new;
mod output;
mod policies;
mod progress;
mod run;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

/// Done.
const DONE: u8 = 0;
/// Wrong usage or input.
const WRONG: u8 = 2;
/// Output cannot be written, or an identity is broken.
const FAILED: u8 = 3;
/// Stopped by the user.
const STOPPED: u8 = 130;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let code = match Arguments::parse().command {
        Command::New(arguments) => new::new(&arguments),
        Command::Measure(arguments) => measure::measure(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Compare(arguments) => compare::compare(&arguments),
        Command::Policies(arguments) => policies::policies(&arguments),
    };
    ExitCode::from(code)
}
