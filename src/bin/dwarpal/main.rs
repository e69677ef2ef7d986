//! `dwarpal`, the native command: finds personal data in files, for audits and for trying rules.
//!
//! Exit status: 0 nothing stopped, 1 something was blocked or could not be read by the engine, 2 the command
//! could not run or a path could not be opened (the rest is done).

mod args;
mod check;
mod incidents;
mod policy;
mod report;
mod scan;

use std::process::ExitCode;

use args::{Args, Command};
use clap::Parser;

/// Something that kept the command from its work, as a sentence for people.
type Failure = String;

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::Scan(options) => scan::run(&options),
        Command::Check { kind } => check::run(&kind),
        Command::Kinds { format } => check::list(format),
        Command::Incidents(options) => incidents::run(&options),
        Command::Policy(command) => policy::run(&command),
    };
    result.unwrap_or_else(|failure| {
        eprintln!("dwarpal: {failure}");
        ExitCode::from(2)
    })
}
