//! `--format html`: one page to keep or send, without scripts and without anything to load.

use std::io::{self, Write};

use dwarpal::pipeline::{Outcome, Verdict};

use super::FileReport;

const HEAD: &str = "\
<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<meta name=\"robots\" content=\"noindex\">
<title>Dwarpal report</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1c1c1c; background: #fff }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid #ddd; overflow-wrap: anywhere }
ul { margin: 0; padding: 0; list-style: none }
.block { color: #a40000; font-weight: bold }
.uninspectable { color: #8a5a00; font-weight: bold }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background: #161616 }
  th, td { border-color: #444 }
  .block { color: #ff8a80 }
  .uninspectable { color: #ffcc66 }
}
</style>
<h1>Dwarpal report</h1>
<p>Values are never shown: a dot stands for a character.</p>
<table>
<thead><tr><th scope=\"col\">Verdict</th><th scope=\"col\">File</th><th scope=\"col\">Reason</th><th scope=\"col\">People</th><th scope=\"col\">Found</th></tr></thead>
<tbody>
";

/// Prints the page's head.
pub(super) fn begin(out: &mut impl Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())
}

/// Prints one file's row.
pub(super) fn file(out: &mut impl Write, report: &FileReport, outcome: &Outcome) -> io::Result<()> {
    let name = match outcome.verdict {
        Verdict::Pass => "Pass",
        Verdict::Block => "Block",
        Verdict::Uninspectable => "Unreadable",
    };
    write!(
        out,
        "<tr><td class=\"{}\">{name}</td><td>{}</td><td>{}</td><td>{}</td><td>",
        outcome.verdict.name(),
        escaped(&report.path.to_string_lossy()),
        escaped(outcome.reason),
        outcome.persons
    )?;
    if !report.counts.is_empty() {
        write!(out, "<ul>")?;
        for (kind, count) in &report.counts {
            let sample = report.findings.iter().find(|f| f.kind == *kind);
            let (severity, mask) = sample.map_or(("", String::new()), |f| (f.severity.name(), f.mask.to_string()));
            let (title, mask) = (escaped(super::title(kind)), escaped(&mask));
            write!(out, "<li>{count} × {title} <code>{kind}</code> {severity} {mask}</li>")?;
        }
        write!(out, "</ul>")?;
    }
    writeln!(out, "</td></tr>")
}

/// Prints the page's end.
pub(super) fn finish(out: &mut impl Write, summary: &str) -> io::Result<()> {
    writeln!(out, "</tbody>\n</table>\n<p>{summary}</p>\n</html>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
