//! I4: the skeletons agree with real parsers on any bytes. The comparisons are those of the tests.
//!
//! The first byte of the input says which format it is and how far the body lies behind the border of a block.
#![no_main]

#[path = "../../../src/scan/skeleton/agree/csv.rs"]
mod csv;
#[path = "../../../src/scan/skeleton/agree/html.rs"]
mod html;
#[path = "../../../src/scan/skeleton/agree/json.rs"]
mod json;

use dwarpal::grammar::Labels;
use dwarpal::scan::walk;
use libfuzzer_sys::fuzz_target;

/// How much was compared.
#[derive(Clone, Copy, Debug, Default)]
#[allow(dead_code, reason = "the tests sum it up, fuzzing doesn't")]
pub(crate) struct Agreed {
    pub(crate) bytes: usize,
    pub(crate) things: usize,
}

fuzz_target!(|input: &[u8]| {
    let [kind, body @ ..] = input else { return };
    let (kind, shift) = (kind % 4, usize::from(kind / 4));
    let filler = [b"\n", b" ", b"x", b"\n"][usize::from(kind)];
    let body = [&filler.repeat(shift)[..], body].concat();
    let result = match kind {
        0 => csv::compare(&body, b',').map(Some),
        1 => json::compare(&body),
        2 => html::compare(&body),
        _ => csv::compare(&body, b'\t').map(Some),
    };
    if let Err(why) = result {
        panic!("{why}: {:?}", String::from_utf8_lossy(&body));
    }
});
