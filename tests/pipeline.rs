//! Bodies from the first byte to the verdict.

use dwarpal::grammar::{Catalog, Pack, Packs};
use dwarpal::pipeline::{Declared, Inspection, Outcome, Thresholds, Verdict};
use dwarpal::scan::Finding;

use crate::base64::base64;
use crate::packed::{gzip as packed_by_gzip, zip};
use crate::support::KEY;

fn inspect<'a>(declared: Declared<'_>, chunks: impl IntoIterator<Item = &'a [u8]>) -> Outcome {
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
    inspection.begin(declared);
    let mut sink = |_: &Finding| {};
    chunks.into_iter().for_each(|chunk| inspection.write(chunk, &mut sink));
    inspection.end(&mut sink);
    inspection.outcome()
}

const LEAK: &str = "Asha, PAN THUPM4447A\nRavi, PAN XYRPB1293Z\nNoor, PAN OPGPA6958G\n";

#[test]
fn verdicts() {
    use Verdict::{Block, Pass, Uninspectable};
    for (body, verdict, reason, persons) in [
        (LEAK.as_bytes(), Block, "exposed", 3),
        (b"a clinic, open 9 to 5, info@clinic.in", Pass, "clean", 0),
        (b"", Pass, "empty", 0),
        (b"%PDF-1.7 ...", Uninspectable, "malformed", 0),
        (b"\x89PNG\r\n\x1a\n THUPM4447A", Pass, "media", 1),
        (b"one PAN THUPM4447A, twice THUPM4447A", Pass, "clean", 1),
        (b"4539578763621486\n4539578763621486\n4539578763621486\n", Pass, "clean", 1),
        (concat!("key sk_", "live_9Tz4mKvQx2LbRw7Nc5Hd8JfG").as_bytes(), Block, "critical", 0),
        (concat!("id AKI", "AQ7T3VXZ5LBMR2WNC, AKI", "AIOSFODNN7EXAMPLE").as_bytes(), Pass, "clean", 0),
        (b"samples: 2341 2341 2346, 4111 1111 1111 1111, 9999 4105 7058", Pass, "clean", 0),
    ] {
        let outcome = inspect(Declared::default(), [body]);
        assert_eq!((outcome.verdict, outcome.reason, outcome.persons), (verdict, reason, persons), "{reason}");
        assert_eq!(outcome.bytes, body.len() as u64);
        assert_eq!(inspect(Declared::default(), body.chunks(1)), outcome, "{reason} byte by byte");
    }
}

#[test]
fn no_sender_can_say_that_a_body_is_events_text() {
    let body = "name,aadhaar,mobile\nAsha Rao,397161293962,8728793324\nRavi Das,843077125537,9812045673\n";
    for content_type in ["text/csv", "application/x-dwarpal-events", "text/csv, application/x-dwarpal-events"] {
        let outcome = inspect(Declared { content_type, ..Declared::default() }, [body.as_bytes()]);
        assert_eq!(outcome.verdict, Verdict::Block, "{content_type}");
    }
}

#[test]
fn codings_are_undone_or_named() {
    // The same bytes as text and gzip of it, declared as this and that.
    let gzip = gzip(LEAK.as_bytes());
    let cut = &gzip[..40];
    let skipping = skipping(LEAK.as_bytes());
    for (encoding, body, verdict, reason) in [
        ("gzip", &gzip[..], Verdict::Block, "exposed"),
        ("", &gzip, Verdict::Block, "exposed"),
        ("identity", &gzip, Verdict::Block, "exposed"),
        // A host may have undone it and left the field: the bytes have the last word.
        ("gzip", LEAK.as_bytes(), Verdict::Block, "exposed"),
        ("br", &gzip, Verdict::Uninspectable, "malformed"),
        ("br", LEAK.as_bytes(), Verdict::Block, "exposed"),
        // Brotli that begins with text it skips, and holds a list: read, not taken for that text.
        ("br", &skipping, Verdict::Block, "exposed"),
        ("gzip, moon", &gzip, Verdict::Uninspectable, "encoding"),
        ("gzip", cut, Verdict::Uninspectable, "truncated"),
    ] {
        let declared = Declared { content_encoding: encoding, ..Declared::default() };
        for size in [1, 7, body.len()] {
            let outcome = inspect(declared, body.chunks(size));
            assert_eq!((outcome.verdict, outcome.reason), (verdict, reason), "{encoding}, chunks of {size}");
        }
    }
}

/// A gzip stream of one stored block.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut crc = dwarpal::decode::coding::Crc32::new();
    crc.update(bytes);
    let len = u16::try_from(bytes.len()).expect("short").to_le_bytes();
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1, len[0], len[1], !len[0], !len[1]];
    out.extend(bytes);
    out.extend(crc.value().to_le_bytes());
    out.extend((bytes.len() as u32).to_le_bytes());
    out
}

#[test]
fn characters_are_decided_on_the_first_bytes_however_many_came() {
    // A NUL byte behind the bytes that the choice is made on.
    let mut body = b"a clinic, open\n".repeat(160);
    body.extend(b"\0\n");
    body.extend(LEAK.as_bytes());
    let whole = inspect(Declared::default(), [&body[..]]);
    for size in [1, 50, 511, 2047, 2048, 2049] {
        assert_eq!(inspect(Declared::default(), body.chunks(size)), whole, "chunks of {size}");
    }
}

#[test]
fn bodies_that_are_not_scanned_are_still_read_to_their_end() {
    for (magic, verdict) in [(&b"%PDF-1.7"[..], Verdict::Uninspectable), (b"GIF89a\x01\0", Verdict::Pass)] {
        let mut body = magic.to_vec();
        body.resize(100_000, b'.');
        for size in [1, 16 * 1024, 100_000] {
            let outcome = inspect(Declared::default(), body.chunks(size));
            assert_eq!((outcome.verdict, outcome.bytes), (verdict, 100_000));
        }
    }
}

#[test]
fn an_inspection_is_used_again_without_a_trace() {
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
    let mut sink = |_: &Finding| {};
    inspection.write(LEAK.as_bytes(), &mut sink);
    inspection.end(&mut sink);
    assert_eq!(inspection.outcome().verdict, Verdict::Block);
    inspection.begin(Declared::default());
    inspection.write(b"nothing here", &mut sink);
    inspection.end(&mut sink);
    let fresh = inspect(Declared::default(), [&b"nothing here"[..]]);
    assert_eq!(inspection.outcome(), fresh);
}

#[test]
fn a_block_is_settled_before_the_end() {
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
    let mut sink = |_: &Finding| {};
    let mut body = LEAK.as_bytes().to_vec();
    body.resize(4000, b'.');
    inspection.write(&body, &mut sink);
    assert_eq!(inspection.settled(), Some(Verdict::Block));
}

#[test]
fn what_a_body_is_does_not_depend_on_its_chunks() {
    let mut body = vec![0; 1020];
    body.extend(LEAK.as_bytes());
    let whole = inspect(Declared::default(), [&body[..]]);
    for size in [1, 512, 1024, 1030] {
        assert_eq!(inspect(Declared::default(), body.chunks(size)), whole, "chunks of {size}");
    }
}

/// Ten people who can be reached, and three who are exposed.
fn people() -> String {
    let row = |i: u32| format!("Asha {i} Rao,47,872879{:04}\n", 3324 + i * 7);
    format!("name,age,mobile\n{}", (0..12).map(row).collect::<String>())
}

#[test]
fn who_is_met_in_a_run_counts_whatever_the_next_one_spells() {
    let wide = || people().encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for (next, persons) in [
        (packed_by_gzip(&[b'x'; 500]), 12),
        (zip(&[("a.bin", &[b'x'; 500])], false), 12),
        (wide(), 12),
        (people().replace("87287", "98287").into_bytes(), 24),
    ] {
        let body = format!("{{\"a\":\"{}\",\"b\":\"{}\"}}", base64(people().as_bytes()), base64(&next));
        let declared = Declared { content_type: "application/json", ..Declared::default() };
        for size in [body.len(), 1000, 7, 1] {
            assert_eq!(inspect(declared, body.as_bytes().chunks(size)).persons, persons, "chunks of {size}");
        }
    }
}

#[test]
fn another_line_judges_otherwise_and_the_next_body_by_its_own() {
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
    let body = people();
    let mut judge = |thresholds| {
        inspection.judge_by(&dwarpal::catalog::DEFAULT, KEY, thresholds);
        inspection.begin(Declared { content_type: "text/csv", ..Declared::default() });
        inspection.write(body.as_bytes(), &mut |_: &Finding| {});
        inspection.end(&mut |_: &Finding| {});
        inspection.outcome().verdict
    };
    let public = Thresholds::PUBLIC;
    assert_eq!(judge(public), Verdict::Block);
    assert_eq!(judge(Thresholds { persons: 13, exposed: 13, ..public }), Verdict::Pass);
    assert_eq!(judge(Thresholds { persons: 12, exposed: 13, ..public }), Verdict::Block);
    assert_eq!(judge(public), Verdict::Block);
}

#[test]
fn another_catalogue_finds_its_own_packs() {
    let us = Catalog { packs: Packs::NONE.with(Pack::Us), ..dwarpal::catalog::DEFAULT };
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
    let mut found = |catalog| {
        let mut kinds = Vec::new();
        inspection.judge_by(catalog, KEY, Thresholds::PUBLIC);
        inspection.begin(Declared { content_type: "text/plain", ..Declared::default() });
        let mut sink = |finding: &Finding| kinds.push(finding.kind);
        inspection.write(b"Aadhaar 2341 2341 2346\nSSN: 536-90-4399\n", &mut sink);
        inspection.end(&mut sink);
        kinds
    };
    assert_eq!(found(&us), ["us_ssn"]);
    assert_eq!(found(&dwarpal::catalog::DEFAULT), ["in_aadhaar"]);
}

#[test]
fn what_the_request_says_does_not_count_and_counts_for_nothing_else() {
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
    let mut judge = |request: &str, body: &str| {
        inspection.reflect(request);
        inspection.begin(Declared { content_type: "text/plain", ..Declared::default() });
        inspection.write(body.as_bytes(), &mut |_: &Finding| {});
        inspection.end(&mut |_: &Finding| {});
        inspection.outcome().verdict
    };
    let page = "No results for Aadhaar 3971 6129 3962\n";
    assert_eq!(judge("", page), Verdict::Block);
    assert_eq!(judge("aadhaar: 3971 6129 3962", page), Verdict::Pass);
    // Not the one that was sent; and the one before is forgotten.
    assert_eq!(judge("aadhaar: 9999 4105 7058", page), Verdict::Block);
    assert_eq!(judge("", page), Verdict::Block);
    // Whatever is planted, the others count.
    let mobiles = |first: u32| (0..20).map(|i| format!("mobile: {first}{:04}\n", 3324 + i * 7)).collect::<String>();
    let (planted, others) = (mobiles(982_879), mobiles(872_879));
    assert_eq!(judge(&planted, &planted), Verdict::Pass);
    assert_eq!(judge("", &planted), Verdict::Block);
    assert_eq!(judge(&planted, &format!("{planted}{others}")), Verdict::Block);
}

/// Brotli (RFC 7932): a metadata block of 16,449 bytes that are skipped, then `body` uncompressed.
fn skipping(body: &[u8]) -> Vec<u8> {
    // WBITS 16 (1 bit: 0), ISLAST 0, MNIBBLES 3 (metadata), reserved 0, MSKIPBYTES 2, MSKIPLEN-1 in 16 bits, padding.
    let mut bits: Vec<bool> = Vec::new();
    let mut put = |value: usize, n: usize| bits.extend((0..n).map(|i| value >> i & 1 == 1));
    put(0, 1);
    put(0, 1);
    put(3, 2);
    put(0, 1);
    put(2, 2);
    put(16_448, 16);
    put(0, 1);
    let mut bytes = packed(&bits);
    bytes.extend(b"What stands here is skipped. ".iter().cycle().take(16_449));
    // ISLAST 0, MNIBBLES 4, MLEN-1, ISUNCOMPRESSED 1, padding; then the last, empty block.
    let mut bits: Vec<bool> = Vec::new();
    let mut put = |value: usize, n: usize| bits.extend((0..n).map(|i| value >> i & 1 == 1));
    put(0, 1);
    put(0, 2);
    put(body.len() - 1, 16);
    put(1, 1);
    bytes.extend(packed(&bits));
    bytes.extend_from_slice(body);
    bytes.push(3);
    bytes
}

fn packed(bits: &[bool]) -> Vec<u8> {
    bits.chunks(8).map(|byte| byte.iter().rev().fold(0, |sum, &bit| sum << 1 | u8::from(bit))).collect()
}
