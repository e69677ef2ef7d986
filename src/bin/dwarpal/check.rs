//! `dwarpal check` and `dwarpal kinds`: the catalogue at the command line.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use dwarpal::catalog;
use serde_json::json;

use crate::Failure;
use crate::args::ListFormat;

/// Reads values from standard input and says of each whether it is valid.
pub(crate) fn run(kind: &str) -> Result<ExitCode, Failure> {
    let detector =
        catalog::find(kind).ok_or_else(|| format!("there is no kind `{kind}`; `dwarpal kinds` lists them"))?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().split(b'\n') {
        let line = line.map_err(|e| format!("standard input could not be read: {e}"))?;
        let value = line.strip_suffix(b"\r").unwrap_or(&line);
        let answer = if detector.is_valid(value) { "valid" } else { "invalid" };
        writeln!(out, "{answer}").map_err(|e| e.to_string())?;
    }
    out.flush().map_err(|e| e.to_string())?;
    Ok(ExitCode::SUCCESS)
}

/// Lists the catalogue.
pub(crate) fn list(format: ListFormat) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    let written = match format {
        ListFormat::Text => catalog::kinds()
            .try_for_each(|d| writeln!(out, "{:<20} {:<10} {:<9} {}", d.id, d.pack.name(), d.severity.name(), d.title)),
        ListFormat::Json => {
            let kinds: Vec<_> = catalog::kinds()
                .map(|d| json!({ "id": d.id, "pack": d.pack.name(), "severity": d.severity.name(), "title": d.title }))
                .collect();
            writeln!(out, "{}", json!(kinds))
        }
    };
    written.map_err(|e| e.to_string())?;
    Ok(ExitCode::SUCCESS)
}
