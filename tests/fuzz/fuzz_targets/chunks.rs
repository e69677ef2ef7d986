//! Any bytes, cut anywhere, declared as anything: no panic, the same findings as in one piece, sound spans.
//!
//! The first two bytes of the input say what is declared and how the body is cut; the rest is the body.
#![no_main]

use dwarpal::bytes::Span;
use dwarpal::pipeline::{Declared, Inspection, Outcome};
use dwarpal::scan::{Finding, Key};
use libfuzzer_sys::fuzz_target;

const TYPES: [&str; 6] = ["", "text/csv", "application/json", "text/html", "application/xml", "text/plain"];

fn inspect<'a>(content_type: &str, chunks: impl Iterator<Item = &'a [u8]>) -> (Vec<Finding>, Outcome) {
    let mut found = Vec::new();
    let mut sink = |finding: &Finding| found.push(*finding);
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, Key([5; 16]));
    inspection.begin(Declared { content_type, ..Declared::default() });
    chunks.for_each(|chunk| inspection.write(chunk, &mut sink));
    inspection.end(&mut sink);
    (found, inspection.outcome())
}

fuzz_target!(|input: &[u8]| {
    let [kind, cut, body @ ..] = input else { return };
    let content_type = TYPES[*kind as usize % TYPES.len()];
    // Longer than the window, so that it moves: the body again and again.
    let body = body.repeat(if body.len() < 2000 { 20_000 / body.len().max(1) } else { 1 });
    let whole = inspect(content_type, std::iter::once(&body[..]));
    let size = 1 + usize::from(*cut) * usize::from(*cut) % 5000;
    assert!(inspect(content_type, body.chunks(size)) == whole, "chunks of {size} bytes show");
    for finding in &whole.0 {
        let Span { start, end } = finding.span;
        assert!(start < end && end <= body.len() as u64, "a span outside the body");
        assert!((60..=100).contains(&finding.confidence), "a confidence out of range");
    }
});
