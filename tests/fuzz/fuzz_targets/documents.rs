//! Documents of any kind (archives, mail, compressed bodies, PDF) through the whole pipeline: no panic, and the same
//! outcome and findings however the bytes arrive.
//!
//! The first two bytes of the input say what is declared and how the body is cut; the rest is the body.
#![no_main]

use dwarpal::pipeline::{Declared, Inspection, Outcome};
use dwarpal::scan::{Finding, Key};
use libfuzzer_sys::fuzz_target;

const TYPES: [&str; 8] = [
    "",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/pdf",
    "message/rfc822",
    "multipart/mixed; boundary=b",
    "application/x-tar",
    "text/csv; charset=utf-16",
];
const CODINGS: [&str; 4] = ["", "gzip", "br", "zstd"];

fn inspect<'a>(declared: Declared<'_>, chunks: impl Iterator<Item = &'a [u8]>) -> (Vec<Finding>, Outcome) {
    let mut found = Vec::new();
    let mut sink = |finding: &Finding| found.push(*finding);
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, Key([5; 16]));
    inspection.begin(declared);
    chunks.for_each(|chunk| inspection.write(chunk, &mut sink));
    inspection.end(&mut sink);
    (found, inspection.outcome())
}

fuzz_target!(|input: &[u8]| {
    let [kind, cut, body @ ..] = input else { return };
    let kind = usize::from(*kind);
    let declared = Declared {
        content_type: TYPES[kind % TYPES.len()],
        content_encoding: CODINGS[kind / TYPES.len() % CODINGS.len()],
        ..Declared::default()
    };
    let whole = inspect(declared, std::iter::once(body));
    let size = 1 + usize::from(*cut) * usize::from(*cut) % 5000;
    assert!(inspect(declared, body.chunks(size)) == whole, "chunks of {size} bytes show");
});
