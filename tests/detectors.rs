//! Every row of `tests/data/detectors`, in every chunking, short and longer than the window.

use dwarpal::bytes::CAPACITY;
use dwarpal::scan::Finding;

use crate::support::{Row, chunkings, rows, scan_with};
use dwarpal::catalog::DEFAULT;

fn spans(findings: &[Finding], id: &str) -> Vec<(u64, u64)> {
    findings.iter().filter(|f| f.kind == id).map(|f| (f.span.start, f.span.end)).collect()
}

#[test]
fn rows_are_found_and_only_they() {
    let failures: Vec<String> = rows()
        .iter()
        .filter_map(|Row { at, id, text, expected, catalog }| {
            let found = spans(&scan_with(catalog, [text.as_bytes()]), id);
            (found != expected.iter().copied().collect::<Vec<_>>())
                .then(|| format!("{at}: {id} expected at {expected:?}, found at {found:?}"))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_split_finds_the_same() {
    for Row { at, text, catalog, .. } in rows() {
        let whole = scan_with(catalog, [text.as_bytes()]);
        for chunks in chunkings(text.as_bytes()) {
            assert_eq!(scan_with(catalog, chunks.iter().copied()), whole, "{at}: cut at {}", chunks[0].len());
        }
    }
}

/// All rows again and again as one body, longer than the window: rows lie over every border of it.
fn long_body() -> Vec<u8> {
    let mut body = Vec::new();
    while body.len() < 2 * CAPACITY + 1000 {
        for row in rows() {
            body.extend(row.text.as_bytes());
            body.push(b'\n');
        }
    }
    body
}

#[test]
fn a_row_behind_a_window_of_text_is_split_anywhere() {
    for (filler, gap) in [(&b"lorem ipsum "[..], CAPACITY + 100), (b"x", CAPACITY - 20)] {
        let mut body: Vec<u8> = filler.iter().copied().cycle().take(gap).collect();
        body.extend(b" Aadhaar: 3971 6129 3962, mobile +91 87287 93324, PAN THUPM4447A and a.b@mail.in");
        let whole = scan_with(&DEFAULT, [&body[..]]);
        assert_eq!(whole.len(), 5, "four values and the record they make");
        for at in 0..=body.len() {
            assert_eq!(scan_with(&DEFAULT, [&body[..at], &body[at..]]), whole, "cut at {at}");
        }
    }
}

#[test]
fn bodies_longer_than_the_window_are_split_anywhere() {
    let body = long_body();
    let whole = scan_with(&DEFAULT, [&body[..]]);
    assert!(whole.len() > 100);
    for at in (0..=body.len()).step_by(31) {
        assert_eq!(scan_with(&DEFAULT, [&body[..at], &body[at..]]), whole, "cut at {at}");
    }
    for size in [1, 2, 3, 7, 63, 64, 65, 500, 4095, 4096, 16383, 16385] {
        assert_eq!(scan_with(&DEFAULT, body.chunks(size)), whole, "chunks of {size}");
    }
}

#[test]
fn one_line_longer_than_the_window_is_split_anywhere() {
    let body: Vec<u8> = long_body().iter().map(|&b| if b == b'\n' { b';' } else { b }).collect();
    let whole = scan_with(&DEFAULT, [&body[..]]);
    assert!(whole.len() > 20);
    for at in (0..=body.len()).step_by(61) {
        assert_eq!(scan_with(&DEFAULT, [&body[..at], &body[at..]]), whole, "cut at {at}");
    }
}

/// So many bytes of a body of the format that begins with `first`, without a finding.
fn filler(len: usize, first: u8) -> Vec<u8> {
    let opening: &[u8] = match first {
        b'{' => b"{\"x\":1}",
        b'<' => b"<p>",
        _ => b"",
    };
    let mut filler = vec![b'\n'; len];
    if let Some(start) = filler.get_mut(..opening.len()) {
        start.copy_from_slice(opening);
    }
    filler
}

#[test]
fn rows_are_found_at_every_offset_of_a_block() {
    for Row { at, id, text, expected, catalog } in rows() {
        for shift in [1, 15, 16, 31, 47, 48, 60, 63, 64, 65, 500, 576, 4090, 4096] {
            let mut body = filler(shift, text.as_bytes()[0]);
            body.extend(text.as_bytes());
            let shifted: Vec<_> = expected.iter().map(|&(s, e)| (s + shift as u64, e + shift as u64)).collect();
            assert_eq!(spans(&scan_with(catalog, [&body[..]]), &id), shifted, "{at} shifted by {shift}");
        }
    }
}

/// What fuzzing found, kept: each body is repeated to be longer than the window.
#[test]
fn what_fuzzing_found_stays_mended() {
    for (body, why) in [
        ("<td>Aadhaar 397161293&#57;62</td>", "a row of more cells than a byte counts"),
        ("<?xml?><a>", "deeper than sixteen bits count"),
    ] {
        let body = body.repeat(70_000 / body.len() * 11);
        let whole = scan_with(&DEFAULT, [body.as_bytes()]);
        for size in [1, 50, 5000] {
            assert_eq!(scan_with(&DEFAULT, body.as_bytes().chunks(size)), whole, "{why}");
        }
    }
}
