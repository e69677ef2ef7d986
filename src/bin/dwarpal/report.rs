//! What a scan prints: a table for people, or JSON lines for programs.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use dwarpal::pipeline::{Outcome, Verdict};
use dwarpal::scan::Finding;
use serde_json::json;

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
}

impl Printer {
    pub(crate) fn new(format: ScanFormat) -> Self {
        let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { format, colour, passed: 0, blocked: 0, uninspectable: 0 }
    }

    /// Prints one file's report.
    pub(crate) fn file(&mut self, report: &FileReport) -> io::Result<()> {
        let Some(outcome) = report.outcome else { return Ok(()) };
        match outcome.verdict {
            Verdict::Pass => self.passed += 1,
            Verdict::Block => self.blocked += 1,
            Verdict::Uninspectable => self.uninspectable += 1,
        }
        match self.format {
            ScanFormat::Text => self.text(report, &outcome),
            ScanFormat::Jsonl => json_line(report, &outcome),
        }
    }

    /// Prints the summary; returns how many files were stopped.
    pub(crate) fn finish(&self, unread: usize) -> io::Result<usize> {
        if self.format == ScanFormat::Text {
            let Self { passed, blocked, uninspectable, .. } = self;
            let mut out = io::stdout().lock();
            write!(out, "{passed} passed, {blocked} blocked, {uninspectable} not inspectable")?;
            if unread > 0 {
                write!(out, ", {unread} could not be read")?;
            }
            writeln!(out)?;
        }
        Ok(self.blocked + self.uninspectable)
    }

    fn text(&self, report: &FileReport, outcome: &Outcome) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let (colour, name) = match outcome.verdict {
            Verdict::Pass => ("\x1b[32m", "pass"),
            Verdict::Block => ("\x1b[1;31m", "BLOCK"),
            Verdict::Uninspectable => ("\x1b[33m", "unreadable"),
        };
        let (on, off) = if self.colour { (colour, "\x1b[0m") } else { ("", "") };
        write!(out, "{on}{name:<10}{off}  {}", report.path.display())?;
        if outcome.verdict != Verdict::Pass || outcome.reason != "clean" {
            write!(out, "  ({})", outcome.reason)?;
        }
        writeln!(out)?;
        for (kind, count) in &report.counts {
            let sample = report.findings.iter().find(|f| f.kind == *kind);
            let (severity, mask) = sample.map_or(("", String::new()), |f| (f.severity.name(), f.mask.to_string()));
            writeln!(out, "            {count:>7} × {kind:<14} {severity:<9} {mask}")?;
        }
        match outcome.persons {
            0 => {}
            1 => writeln!(out, "            1 person")?,
            persons => writeln!(out, "            about {persons} persons")?,
        }
        Ok(())
    }
}

fn json_line(report: &FileReport, outcome: &Outcome) -> io::Result<()> {
    let findings: Vec<_> = report
        .findings
        .iter()
        .map(|f| {
            // In a part of a container a place is one in that part's text.
            let place = |at: u64| if f.part == 0 { Some(at) } else { None };
            json!({
                "kind": f.kind, "part": f.part, "start": place(f.span.start), "end": place(f.span.end), "confidence": f.confidence,
                "severity": f.severity.name(), "evidence": f.evidence.names().collect::<Vec<_>>(),
                "masked": f.mask.to_string(),
            })
        })
        .collect();
    let line = json!({
        "path": report.path.to_string_lossy(), "verdict": outcome.verdict.name(), "reason": outcome.reason,
        "persons": outcome.persons, "bytes": outcome.bytes, "findings": findings, "counts": report.counts,
    });
    writeln!(io::stdout().lock(), "{line}")
}
