//! I6: what is released only grows, is never far behind what was received, and no finding to come begins in it.
//!
//! The first two bytes of the input say what is declared and how the body is cut; the rest is the body.
#![no_main]

use dwarpal::bytes::{BLOCK, LOOK_AHEAD, LOOK_BEHIND};
use dwarpal::scan::{Declared, Finding, Key, Stream};
use libfuzzer_sys::fuzz_target;

const DECLARED: [Declared; 5] =
    [Declared::Other, Declared::Table, Declared::Json, Declared::Html, Declared::Xml];
/// What may be held back: the look-behind and the look-ahead, and the prefix until the format is decided.
const HELD: usize = LOOK_BEHIND + LOOK_AHEAD + 2 * BLOCK + 2048;

fuzz_target!(|input: &[u8]| {
    let [kind, cut, body @ ..] = input else { return };
    let body = body.repeat(if body.len() < 2000 { 12_000 / body.len().max(1) } else { 1 });
    let mut stream = Stream::new(&dwarpal::catalog::DEFAULT, Key([5; 16]));
    stream.reset(DECLARED[usize::from(*kind) % DECLARED.len()]);
    let (mut released, mut first) = (0, u64::MAX);
    for chunk in body.chunks(1 + usize::from(*cut) * usize::from(*cut) % 5000) {
        stream.write(chunk, &mut |finding: &Finding| first = first.min(finding.span.start));
        assert!(first >= released, "a finding at {first}, released to {released}");
        assert!(stream.released() >= released && stream.released() <= stream.received(), "released shrank");
        assert!((stream.received() - stream.released()) as usize <= HELD, "held back for too long");
        (released, first) = (stream.released(), u64::MAX);
    }
    stream.end(&mut |finding: &Finding| first = first.min(finding.span.start));
    assert!(first >= released, "a finding at {first}, released to {released}");
    assert_eq!(stream.released(), body.len() as u64);
});
