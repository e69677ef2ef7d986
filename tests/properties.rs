//! What holds for every body.

use proptest::collection::vec;
use proptest::prelude::*;

use dwarpal::scan::Finding;

use crate::support::{rows, scan_with};
use dwarpal::catalog::DEFAULT;

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
        let mut stream = dwarpal::scan::Stream::new(&dwarpal::catalog::DEFAULT, crate::support::KEY);
        let mut released = 0;
        for chunk in body.chunks(size) {
            let mut first = u64::MAX;
            stream.write(chunk, &mut |f: &Finding| first = first.min(f.span.start));
            prop_assert!(first >= released);
            prop_assert!(stream.released() >= released && stream.released() <= stream.received());
            let held = stream.received() - stream.released();
            prop_assert!(held <= (dwarpal::bytes::LOOK_BEHIND + dwarpal::bytes::LOOK_AHEAD + 2 * dwarpal::bytes::BLOCK) as u64 + 2048);
            released = stream.released();
        }
        let mut first = u64::MAX;
        stream.end(&mut |f: &Finding| first = first.min(f.span.start));
        prop_assert!(first >= released);
        prop_assert_eq!(stream.released(), body.len() as u64);
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
