//! `--format jsonl`: one JSON object a file, for programs.

use std::io::{self, Write};

use dwarpal::pipeline::Outcome;
use serde_json::json;

use super::FileReport;

/// Prints one file's line.
pub(super) fn file(out: &mut impl Write, report: &FileReport, outcome: &Outcome) -> io::Result<()> {
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
    writeln!(out, "{line}")
}
