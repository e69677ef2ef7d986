//! Any bytes, cut anywhere, declared as anything: no panic, the same findings and the same masked body as in one piece,
//! sound spans, and no patch in what was released.
//!
//! The first two bytes of the input say what is declared and how the body is cut; the rest is the body.
#![no_main]

use dwarpal::bytes::Span;
use dwarpal::pipeline::{Declared, Inspection, Outcome};
use dwarpal::scan::{Finding, Key, Patch, Sink};
use libfuzzer_sys::fuzz_target;

const TYPES: [&str; 6] = ["", "text/csv", "application/json", "text/html", "application/xml", "text/plain"];

/// What an inspection gave, applied to the body.
struct Seen {
    found: Vec<Finding>,
    masked: Vec<u8>,
    released: u64,
}

impl Sink for Seen {
    fn finding(&mut self, finding: &Finding) {
        self.found.push(*finding);
    }

    fn patch(&mut self, Patch { start, len, filler }: Patch) {
        assert!(start >= self.released, "a patch at {start}, released to {}", self.released);
        // Of a body that is not plain the places are those of what it comes to.
        if let Some(bytes) = self.masked.get_mut(start as usize..start as usize + len as usize) {
            bytes.fill(filler.byte());
        }
    }
}

fn inspect(content_type: &str, body: &[u8], size: usize) -> (Vec<Finding>, Option<Vec<u8>>, Outcome) {
    let mut seen = Seen { found: Vec::new(), masked: body.to_vec(), released: 0 };
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, Key([5; 16]));
    inspection.begin(Declared { content_type, ..Declared::default() });
    for chunk in body.chunks(size) {
        inspection.write(chunk, &mut seen);
        assert!(inspection.released() >= seen.released, "released shrank");
        seen.released = inspection.released();
    }
    inspection.end(&mut seen);
    // What a run of base64 spells is read beside what stands around it: the order is not the same for all chunks.
    seen.found.sort_by_key(|finding| (finding.place(), finding.span.start, finding.kind, finding.confidence));
    (seen.found, inspection.is_plain().then_some(seen.masked), inspection.outcome())
}

fuzz_target!(|input: &[u8]| {
    let [kind, cut, body @ ..] = input else { return };
    let content_type = TYPES[*kind as usize % TYPES.len()];
    // Longer than the window, so that it moves: the body again and again.
    let body = body.repeat(if body.len() < 2000 { 20_000 / body.len().max(1) } else { 1 });
    let whole = inspect(content_type, &body, body.len().max(1));
    let size = 1 + usize::from(*cut) * usize::from(*cut) % 5000;
    assert!(inspect(content_type, &body, size) == whole, "chunks of {size} bytes show");
    for finding in &whole.0 {
        let Span { start, end } = finding.span;
        assert!(start < end && (finding.part > 0 || end <= body.len() as u64), "a span outside the body");
        assert!((60..=100).contains(&finding.confidence), "a confidence out of range");
    }
});
