//! `--format sarif`: SARIF 2.1.0 (OASIS, 2020), which code hosts and audit tools read.
//!
//! Results are written as they come; the rules that they name stand behind them, when it is known which they are.

use std::collections::BTreeMap;
use std::io::{self, Write};

use dwarpal::grammar::Severity;
use dwarpal::pipeline::{Outcome, Verdict};
use dwarpal::scan::Finding;
use serde_json::{Value, json};

use super::FileReport;

/// The rule of a file that cannot be read.
const UNINSPECTABLE: &str = "uninspectable";

/// The rules that results have named, each with its level.
#[derive(Default)]
pub(super) struct Rules(BTreeMap<&'static str, &'static str>);

/// Prints what stands before the results.
pub(super) fn begin(out: &mut impl Write) -> io::Result<()> {
    write!(
        out,
        r#"{{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{{"results":["#
    )
}

/// Prints one file's results.
pub(super) fn file(out: &mut impl Write, report: &FileReport, outcome: &Outcome, rules: &mut Rules) -> io::Result<()> {
    let uri = uri(&report.path.to_string_lossy());
    if outcome.verdict == Verdict::Uninspectable {
        let text = format!("This file cannot be read: {}", outcome.reason);
        let location = json!({ "artifactLocation": { "uri": uri } });
        rules.result(out, UNINSPECTABLE, "warning", &text, &location, &json!({}))?;
    }
    for finding in &report.findings {
        let Finding { kind, part, span, .. } = *finding;
        let mut location = json!({ "artifactLocation": { "uri": uri } });
        if part == 0 {
            location["region"] = json!({ "byteLength": span.end - span.start, "byteOffset": span.start });
        }
        let properties = json!({
            "confidence": finding.confidence, "evidence": finding.evidence.names().collect::<Vec<_>>(), "part": part,
            "severity": finding.severity.name(),
        });
        let text = format!("{}: {}", super::title(kind), finding.mask);
        rules.result(out, kind, level(finding.severity), &text, &location, &properties)?;
    }
    Ok(())
}

/// Prints what stands behind the results.
pub(super) fn finish(out: &mut impl Write, Rules(rules): &Rules, unread: usize) -> io::Result<()> {
    let rules: Vec<_> = rules
        .iter()
        .map(|(id, level)| {
            let title = if *id == UNINSPECTABLE { "A file that cannot be read" } else { super::title(id) };
            json!({ "defaultConfiguration": { "level": level }, "id": id, "shortDescription": { "text": title } })
        })
        .collect();
    let driver = json!({ "name": "dwarpal", "rules": rules, "version": env!("CARGO_PKG_VERSION") });
    writeln!(
        out,
        r#"
],"invocations":[{{"executionSuccessful":{}}}],"tool":{{"driver":{driver}}}}}]}}"#,
        unread == 0
    )
}

impl Rules {
    fn result(
        &mut self,
        out: &mut impl Write,
        rule: &'static str,
        level: &'static str,
        text: &str,
        location: &Value,
        properties: &Value,
    ) -> io::Result<()> {
        let comma = if self.0.is_empty() { "" } else { "," };
        self.0.insert(rule, level);
        let result = json!({
            "level": level, "locations": [{ "physicalLocation": location }], "message": { "text": text },
            "properties": properties, "ruleId": rule,
        });
        write!(out, "{comma}\n{result}")
    }
}

/// The harm of a value in SARIF's three levels.
const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    }
}

/// A path as a URI reference (RFC 3986): unreserved characters and slashes stay, every other byte is written as %XX.
fn uri(path: &str) -> String {
    let written = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(written).collect()
}
