//! What a scan prints: a table or a page for people, JSON lines or SARIF for programs; one file for each form.
//!
//! The npm package's command prints the same bytes (`www/bin/`): a test there compares them.

mod html;
mod jsonl;
mod sarif;
mod text;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use dwarpal::catalog;
use dwarpal::pipeline::{Outcome, Verdict};
use dwarpal::scan::Finding;

use crate::args::ScanFormat;

/// The answer for one file.
pub(crate) struct FileReport {
    path: PathBuf,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) counts: BTreeMap<&'static str, u64>,
}

impl FileReport {
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), outcome: None, findings: Vec::new(), counts: BTreeMap::new() }
    }
}

/// Prints reports as they come and a summary at the end.
pub(crate) struct Printer {
    format: ScanFormat,
    colour: bool,
    passed: usize,
    blocked: usize,
    uninspectable: usize,
    rules: sarif::Rules,
}

impl Printer {
    pub(crate) fn new(format: ScanFormat) -> Self {
        let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { format, colour, passed: 0, blocked: 0, uninspectable: 0, rules: sarif::Rules::default() }
    }

    /// Prints what stands before the first file.
    pub(crate) fn begin(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match self.format {
            ScanFormat::Text | ScanFormat::Jsonl => Ok(()),
            ScanFormat::Sarif => sarif::begin(&mut out),
            ScanFormat::Html => html::begin(&mut out),
        }
    }

    /// Prints one file's report.
    pub(crate) fn file(&mut self, report: &FileReport) -> io::Result<()> {
        let Some(outcome) = report.outcome else { return Ok(()) };
        match outcome.verdict {
            Verdict::Pass => self.passed += 1,
            Verdict::Block => self.blocked += 1,
            Verdict::Uninspectable => self.uninspectable += 1,
        }
        let mut out = io::stdout().lock();
        match self.format {
            ScanFormat::Text => text::file(&mut out, report, &outcome, self.colour),
            ScanFormat::Jsonl => jsonl::file(&mut out, report, &outcome),
            ScanFormat::Sarif => sarif::file(&mut out, report, &outcome, &mut self.rules),
            ScanFormat::Html => html::file(&mut out, report, &outcome),
        }
    }

    /// Prints the summary; returns how many files were stopped.
    pub(crate) fn finish(&self, unread: usize) -> io::Result<usize> {
        let mut out = io::stdout().lock();
        let summary = self.summary(unread);
        match self.format {
            ScanFormat::Text => writeln!(out, "{summary}")?,
            ScanFormat::Jsonl => {}
            ScanFormat::Sarif => sarif::finish(&mut out, &self.rules, unread)?,
            ScanFormat::Html => html::finish(&mut out, &summary)?,
        }
        Ok(self.blocked + self.uninspectable)
    }

    fn summary(&self, unread: usize) -> String {
        let Self { passed, blocked, uninspectable, .. } = self;
        let rest = if unread > 0 { format!(", {unread} could not be read") } else { String::new() };
        format!("{passed} passed, {blocked} blocked, {uninspectable} not inspectable{rest}")
    }
}

/// What a kind is called in words.
fn title(kind: &str) -> &'static str {
    match kind {
        Finding::PERSON_RECORD => "Record of a person",
        Finding::HEALTH_RECORD => "Health record of a person",
        Finding::PUBLIC_CONTACT => "Contact of an office",
        _ if kind.starts_with("custom:") => "Of your own",
        _ => catalog::find(kind).map_or("", |detector| detector.title),
    }
}

/// How many persons a file exposes, in words.
fn persons(count: u32) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 person".to_owned()),
        several => Some(format!("about {several} persons")),
    }
}
