//! What holds for every body.

use proptest::collection::vec;
use proptest::prelude::*;

use dwarpal::bytes::{BLOCK, LOOK_AHEAD, LOOK_BEHIND};
use dwarpal::catalog::DEFAULT;
use dwarpal::scan::{Declared, Finding, Stream};

use crate::support::{KEY, rows, scan_with};

/// Pieces of structure: what opens, closes and parts things in the formats that are read.
const STRUCTURE: &[&str] = &[
    "<!DOCTYPE html><table><tr><th>Name</th><th>Aadhaar</th><th>Mobile</th></tr>",
    "<tr><td>Asha Rao</td><td>397161293962</td><td>8728793324</td></tr>", "</table>",
    "<dl><dt>PAN</dt><dd>THUPM4447A</dd></dl>", "<input name=\"mobile\" value=\"8728793324\">", "<!-- ", " -->",
    "<script>var a = {\"aadhaar\":\"397161293962\"};</script>", "<b>", "<", ">", "\"", "'", "&#51;", "&nbsp;",
    "name,aadhaar,mobile\nAsha,397161293962,8728793324\n", "\"a, b\",", ";",
    "[{\"name\":\"Asha Rao\",\"age\":\"47\",\"mobile\":8728793324},", "{\"a\":{\"b\":[", "]}}", "\\\"",
    "\\u0033\\u0039", "<?xml version=\"1.0\"?><rows><row><name>Asha Rao</name><pan>THUPM4447A</pan></row>", "</row>",
    "३९७१", "\u{200b}",
];

/// Bodies made of pieces that the engine looks at, and of noise.
fn bodies() -> impl Strategy<Value = Vec<u8>> {
    let row = prop::sample::select(rows().into_iter().map(|r| r.text.into_bytes()).collect::<Vec<_>>());
    let piece = prop_oneof![
        4 => row,
        2 => vec(prop::sample::select(b"0123456789 -./@\n,:+ABPaz".to_vec()), 0..40),
        2 => prop::sample::select(STRUCTURE.iter().map(|s| s.as_bytes().to_vec()).collect::<Vec<_>>()),
        1 => vec(any::<u8>(), 0..40),
        1 => (0usize..700).prop_map(|n| vec![b'x'; n]),
    ];
    vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// # Panics
/// If what is released shrinks, lies far behind what was received, or a finding comes that begins in it.
fn is_released_in_time(declared: Declared, body: &[u8], size: usize) {
    let mut stream = Stream::new(&DEFAULT, KEY);
    stream.reset(declared);
    let (mut released, mut first) = (0, u64::MAX);
    for chunk in body.chunks(size) {
        stream.write(chunk, &mut |f: &Finding| first = first.min(f.span.start));
        assert!(first >= released, "a finding at {first}, released to {released}");
        assert!(stream.released() >= released && stream.released() <= stream.received());
        let held = (stream.received() - stream.released()) as usize;
        assert!(held <= LOOK_BEHIND + LOOK_AHEAD + 2 * BLOCK + 2048);
        (released, first) = (stream.released(), u64::MAX);
    }
    stream.end(&mut |f: &Finding| first = first.min(f.span.start));
    assert!(first >= released, "a finding at {first}, released to {released}");
    assert_eq!(stream.released(), body.len() as u64);
}

#[test]
fn what_fuzzing_found_of_releases_stays_mended() {
    let far = "x,".repeat(400);
    let person = format!("Shri Asha Rao,{far}+91 98153 13176,THUPM4447A");
    let table = "CREATE TABLE t (id int, note text, mobile text);\nINSERT INTO t VALUES (1,'a','9815313176')";
    let rows = |n| format!("{far}\n").repeat(n);
    for (declared, body, why) in [
        (Declared::Table, rows(5) + &person + "\n", "the last row that may be a header"),
        (Declared::Table, rows(3) + &person + "\n", "a row that is no header"),
        (Declared::Other, format!("{table},\n(2,'{far}'),\n(3,'{person}\nINSERT INTO t"), "a string without an end"),
        (Declared::Other, format!("{table},\n(2,'{far}')\n/* {person} */;\n"), "between rows and the next statement"),
    ] {
        let body = format!("{body}{}", "1,2,3\n".repeat(600));
        for size in [1, 64, 330, 5000] {
            println!("{why}, {size}");
            is_released_in_time(declared, body.as_bytes(), size);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// I1: any chunking gives the same findings.
    #[test]
    fn chunks_do_not_show(body in bodies(), cuts in vec(any::<prop::sample::Index>(), 0..12)) {
        let whole = scan_with(&DEFAULT, [&body[..]]);
        let mut at: Vec<usize> = cuts.iter().map(|c| c.index(body.len() + 1)).collect();
        at.sort_unstable();
        at.insert(0, 0);
        at.push(body.len());
        prop_assert_eq!(scan_with(&DEFAULT, at.windows(2).map(|w| &body[w[0]..w[1]])), whole);
    }

    /// I6: what is released only grows, is not far behind what was received, and no finding to come begins in it.
    #[test]
    fn nothing_released_is_found_later(body in bodies(), size in 1usize..3000) {
        is_released_in_time(Declared::Other, &body, size);
    }

    /// Spans lie in the body, findings of one kind do not overlap, starts ascend within a line.
    #[test]
    fn spans_are_sound(body in bodies()) {
        let found = scan_with(&DEFAULT, [&body[..]]);
        for finding in &found {
            prop_assert!(finding.span.start < finding.span.end && finding.span.end <= body.len() as u64);
            prop_assert!((60..=100).contains(&finding.confidence));
        }
        let values: Vec<_> = found.iter().filter(|f| !f.kind.ends_with("_record") && f.kind != Finding::PUBLIC_CONTACT).collect();
        for pair in values.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
    }
}
