//! `--format text`: a table for people at a terminal.

use std::io::{self, Write};

use dwarpal::pipeline::{Outcome, Verdict};

use super::FileReport;

/// Prints one file: its verdict, then a line for each kind.
pub(super) fn file(out: &mut impl Write, report: &FileReport, outcome: &Outcome, colours: bool) -> io::Result<()> {
    let (colour, name) = match outcome.verdict {
        Verdict::Pass => ("\x1b[32m", "pass"),
        Verdict::Block => ("\x1b[1;31m", "BLOCK"),
        Verdict::Uninspectable => ("\x1b[33m", "unreadable"),
    };
    let (on, off) = if colours { (colour, "\x1b[0m") } else { ("", "") };
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
    super::persons(outcome.persons).map_or(Ok(()), |persons| writeln!(out, "            {persons}"))
}
