//! `dwarpal policy`: whether a policy document is right, and what it says of an address.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use dwarpal::catalog;
use dwarpal::grammar::{Catalog, Compact, Pack};
use dwarpal::policy::{Asked, Mode, Policy, Problem, Rules};
use dwarpal::scan::Key;

use crate::Failure;
use crate::args::{ExplainOptions, PolicyCommand};

/// Runs one of the three.
pub(crate) fn run(command: &PolicyCommand) -> Result<ExitCode, Failure> {
    match command {
        PolicyCommand::Check { file } => check(file),
        PolicyCommand::Explain(options) => explain(options),
        PolicyCommand::Hmac { key } => hmac(key),
    }
}

fn check(file: &Path) -> Result<ExitCode, Failure> {
    match read(&text(file)?) {
        Ok((policy, _)) => {
            let routes = policy.rules().len() - 1;
            let s = if routes == 1 { "" } else { "s" };
            say(format_args!("{} is right: {routes} route{s}\n", file.display()))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(problem) => {
            eprintln!("{}: {problem}", file.display());
            Ok(ExitCode::FAILURE)
        }
    }
}

fn explain(options: &ExplainOptions) -> Result<ExitCode, Failure> {
    let (policy, _) = read(&text(&options.file)?).map_err(|e| format!("{}: {e}", options.file.display()))?;
    let (host, path) = parts(&options.url).ok_or("the URL must be one such as https://a.example.in/lists/a.csv")?;
    let asked =
        Asked { host, path, method: &options.method, content_type: &options.content_type, status: options.status };
    let decision = policy.decide(&asked);
    let Rules {
        route,
        mode,
        enforce,
        audience,
        self_persons,
        thresholds,
        packs,
        on_many,
        on_limit,
        on_uninspectable,
        on_error,
        max_held,
        block_status,
        ignore_reflected,
        verdict_cache,
        because,
    } = &policy.rules()[decision.rules];
    let from = |n: u32| if n == 0 { "never".to_owned() } else { format!("from {n} on") };
    let names: Vec<&str> = Pack::ALL.iter().filter(|&&pack| packs.has(pack)).map(|pack| pack.name()).collect();
    let seconds = format!("{verdict_cache} s");
    let rows = [
        ("route", if route.is_empty() { "none: the document's own rules".into() } else { route.clone() }),
        ("mode", mode.word().into()),
        (
            "enforced here",
            format!("{} ({enforce} % of addresses)", if decision.enforced { "yes" } else { "no, observed" }),
        ),
        ("audience", audience.word().into()),
        ("selfPersons", self_persons.to_string()),
        ("critical values block", from(thresholds.critical)),
        ("exposed persons block", from(thresholds.exposed)),
        ("reachable persons block", from(thresholds.persons)),
        ("packs", names.join(", ")),
        ("onMany", if *mode == Mode::Redact { on_many.word().into() } else { String::new() }),
        ("onLimit", format!("{} (over {max_held} bytes)", on_limit.word())),
        ("onUninspectable", on_uninspectable.word().into()),
        ("onError", on_error.word().into()),
        ("blockStatus", block_status.to_string()),
        ("ignoreReflected", ignore_reflected.to_string()),
        ("verdictCache", seconds),
        ("because", because.clone()),
    ];
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        say(format_args!("{name:<24} {value}\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The HMAC of each value of standard input: never of arguments, which others can see.
fn hmac(file: &Path) -> Result<ExitCode, Failure> {
    let key = key(file)?;
    for value in text(Path::new("-"))?.lines().filter(|line| !line.trim().is_empty()) {
        let compact = Compact::of(value.as_bytes());
        say(format_args!("{:016x}\n", key.hmac(compact.as_bytes())))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The key in a file.
pub(crate) fn key(file: &Path) -> Result<Key, Failure> {
    let key = Key::parse(text(file)?.trim());
    key.ok_or_else(|| format!("{} must hold 32 hexadecimal digits", file.display()))
}

/// A policy and the catalogue that it judges by.
pub(crate) fn read(document: &str) -> Result<(Policy, &'static Catalog), Problem> {
    let mut policy = Policy::parse(document)?;
    let catalog = policy.catalog(&catalog::DEFAULT)?;
    Ok((policy, catalog))
}

pub(crate) fn text(file: &Path) -> Result<String, Failure> {
    let unreadable = |e: io::Error| format!("{} could not be read: {e}", file.display());
    if file != Path::new("-") {
        return std::fs::read_to_string(file).map_err(unreadable);
    }
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text).map_err(unreadable)?;
    Ok(text)
}

/// Host and path of a URL.
fn parts(url: &str) -> Option<(&str, &str)> {
    let (_, rest) = url.split_once("://")?;
    let rest = rest.split(['?', '#']).next()?;
    let at = rest.find('/').unwrap_or(rest.len());
    let (host, path) = rest.split_at(at);
    let host = host.rsplit('@').next()?;
    (!host.is_empty()).then_some((host, if path.is_empty() { "/" } else { path }))
}

fn say(text: std::fmt::Arguments<'_>) -> Result<(), Failure> {
    io::stdout().lock().write_fmt(text).map_err(|e| e.to_string())
}
