//! `dwarpal incidents`: from the worker's log, the addresses that leaked: for a CDN's purge and for removal tools.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;

use serde::Deserialize;

use crate::Failure;
use crate::args::IncidentOptions;

/// As much of a line as is read here.
#[derive(Deserialize)]
struct Incident {
    event: String,
    time: String,
    would: String,
    reason: String,
    #[serde(default)]
    persons: u64,
    host: Option<String>,
    path: Option<String>,
}

/// What is known of an address.
#[derive(Default)]
struct Address {
    times: u64,
    persons: u64,
    last: String,
    reason: String,
}

/// Prints the addresses of all logs that were given.
pub(crate) fn run(options: &IncidentOptions) -> Result<ExitCode, Failure> {
    let mut found: BTreeMap<String, Address> = BTreeMap::new();
    for path in &options.logs {
        read(path, &mut found)?;
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (url, Address { times, persons, last, reason }) in &found {
        let written = if options.purge_list {
            writeln!(out, "{}", purged(url))
        } else {
            writeln!(out, "{last}  {times:>6} times  {persons:>6} persons  {reason:<14} {url}")
        };
        written.map_err(|e| e.to_string())?;
    }
    out.flush().map_err(|e| e.to_string())?;
    Ok(ExitCode::SUCCESS)
}

/// An address whose path was masked in the log is known up to there: a prefix to purge.
fn purged(url: &str) -> String {
    url.split_once('*').map_or_else(|| url.to_owned(), |(known, _)| format!("{known}*"))
}

fn read(path: &Path, found: &mut BTreeMap<String, Address>) -> Result<(), Failure> {
    let unreadable = |e: io::Error| format!("{} could not be read: {e}", path.display());
    let log: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(std::fs::File::open(path).map_err(unreadable)?))
    };
    for line in log.split(b'\n') {
        let line = line.map_err(unreadable)?;
        // Other lines of a log are no business of this command; nor is what passed.
        let Ok(Incident { event, time, would, reason, persons, host, path }) = serde_json::from_slice(&line) else {
            continue;
        };
        let (Some(host), Some(path)) = (host, path) else { continue };
        if event != "dwarpal.incident" || would != "block" {
            continue;
        }
        let address = found.entry(format!("https://{host}{path}")).or_default();
        address.times += 1;
        address.persons = address.persons.max(persons);
        if time >= address.last {
            (address.last, address.reason) = (time, reason);
        }
    }
    Ok(())
}
