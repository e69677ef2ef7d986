//! Vectors, every chunking, every truncation, mutations and bombs.

use crate::decode::chance::random;
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

use super::{Coding, Crc32, Decoder, parse_encodings};
use crate::bytes::{Budget, Unread};

// Made with python's brotli 1 and zstandard: [`text`] at the highest levels, zstd with content size and checksum.
const BROTLI: &[u8] = b"\
    \x1b\x81\x02\xb8\x8c\xd4^\xf5B\x91\x8dtl\xd8I\xd9\xe0\x1e\xa7A\xde\xe4\xee\xf0O\xfd=\x039p\x05\xbe-\x88\x84\
    \x0f\xb6\x99\xc7\x81\x16XD'\xdb\xcf\x8e&\x07\xb5\xf8\xff/\xe7\x17\xf6{\xb8\xe2\xccjK3\x99\xf2\xf4ter\xa9\x9e\
    \xc05c\xa9v\x14\xd6\xfd8(\xdc\x177\x0b\xe1/<\xdcB\xe7\x85\xb6\x17\x9a]h\xfeB\xcd\x85\xe2\x85\xdc\x98\x16\xe3\
    \xe1%`\x10\x9e\x04\xbb\xc1\xf6\xb0\x056\xc2:T\x86\xf2R\xfe\x94H\x97\x0e\x85\xa6\xb3\xa1WSGj\xcdMs=\x5c\x8e\
    \x0b8\x8bS\xf8r\xf0\xc5\x15\x07\xf0QI\x17i[\x9a\x95\xe6KM)\x96\xdc\x92V\xd2\x7f\xe7\xc5\x87(";
const ZSTD: &[u8] = b"\
    (\xb5/\xfdd\x82\x01\xcd\x06\x00\x16\x15,\x12\xc0\xa5\xd0\x01\xc6\xf1\xff\xea\xa4\x942\xc9\x94\x0a2T90(\x00%\
    \x00&\x00\xa79'B\xc1M\x949j\xb9\x0a\xe4B1p\x9c\xd6z\xd3\xec\x98\x05e\xaf\x7f2\x12\x9b\x8fG\xa6\xaeX\x5c\x08\
    \x04\x0c\x00\x04!\xf3\xe0\xf1R]=\xd4\x99\xd3E\x91t\x9fz'\x8fnLw\xc4vUe\x17\xc8\xa1\xa3Dq\x8d\x13\xe7\xcap\
    \x11\x84\x0b\xf7c\xe2\x88\xd8\xd01\xaa7V#\x8c\x05\x99\x10cPym\x91\xe7\xf1\x82\xc4\xbb\xf0\x9eD\xc3\x9b\xda\
    \x1e\x85zEA/\x04c[_\x03}&\xcf\x17\x12\xf2=\xfeO*\xf1M\xf0G4\xfdJ\x88_x\x85\x8f\xaeXI1\x17'\x16S\x89=;\xa8\
    \x10F,_\x03\xa0\x1d\x03\x10\xe2\x07\xe8\x07\x81\x05-\xb3\x9fP\x9c6\x04\x99\xea\x02\x02\x8cgZ\x968\xd4Uy[\x0a\
    u\x0f\x154";
const BROTLI_BOMB: &[u8] = b"\
    \xcf\xff\xff\x7f\x00$\x00\xe2\xb1@r\xef\xff\xf9\xff\xff\x0f\x80\x04@\x1c\x16\x80\xee\xfd?\xff\xff\xff\x01\
    \x90\x00\x88\xc3\x02\xd0\xbd\xff\xe7\xff\xff?\x00\x12\x00qX\x00\xba\xf7\xff\xfc\xff\xff\x07@\x02\x20\x0e\x0b\
    @\xf7\xfe\x9f\xff\xff\xff\x00H\x00\xc4a\x01\xe8\xde\xff\xf3\xff\xff\x1f\x00\x09\x808,\x00\xdd\xfb\x7f\xfe\
    \xff\xff\x03\x20\x01\x10\x87\x05\xa0{\xff\xcf\xff\xff\x7f\x00$\x00\xe2\xb0\x00t\xef\xff\xf9\xff\xff\x0f\x80\
    \x04@\x1c\x16\x80\xee\xfd?\xff\xff\xff\x01\x90\x00\x88\xc3\x02\xd0\xbd\xff\xe7\xff\xff?\x00\x12\x00qX\x00\
    \xba\xf7\xff\xfc\xff\xff\x07@\x02\x20\x0e\x0b@\xf7\xfe\x9f\xff\xff\xff\x00H\x00\xc4a\x01\xe8\xde\xff\xf3\xff\
    \xff\x1f\x00\x09\x808,\x00\xdd\xfb\x7f\xfe\xff\xff\x03\x20\x01\x10\x87\x05\xa0{\xff\xcf\xff\xff\x7f\x00$\x00\
    \xe2\xb0\x00t\xef\xff\xf9\xff\xff\x0f\x80\x04@\x1c\x16\x80\xee\xfd\x7f\xfe\xff\xff\x02\x90\x00\x88\xc3\x02\
    \xd0\xbd\xff\x05";

fn text() -> Vec<u8> {
    (0..60).flat_map(|i| format!("{i},row {}\n", i * 7919 % 1000).into_bytes()).collect()
}

/// A member with all that gzip's header may hold, or nothing of it.
fn gzip(content: &[u8], full: bool) -> Vec<u8> {
    let mut crc = Crc32::new();
    crc.update(content);
    let mut bytes = vec![0x1f, 0x8b, 8, if full { 0b1_1111 } else { 0 }, 1, 2, 3, 4, 0, 255];
    if full {
        bytes.extend_from_slice(b"\x03\0abcname\0comment\0\x12\x34");
    }
    bytes.extend(compress_to_vec(content, 6));
    bytes.extend_from_slice(&crc.value().to_le_bytes());
    bytes.extend_from_slice(&(content.len() as u32).to_le_bytes());
    bytes
}

/// Runs of one byte until far more than the budget.
fn zstd_bomb() -> Vec<u8> {
    let mut bytes = b"\x28\xb5\x2f\xfd\0\x50".to_vec();
    bytes.extend((0..5000).flat_map(|_| [0x02, 0, 0x10, 0]));
    bytes
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

fn decode<'a>(applied: &[Coding], chunks: impl IntoIterator<Item = &'a [u8]>) -> (Result<(), Unread>, Vec<u8>) {
    let (mut decoder, mut budget, mut made) = (Decoder::stacked(applied), Budget::DEFAULT, Vec::new());
    for chunk in chunks {
        let mut out = |piece: &[u8]| {
            assert!(!piece.is_empty() && piece.len() <= super::PIECE);
            made.extend_from_slice(piece);
        };
        if let Err(unread) = decoder.push(chunk, &mut budget, &mut out) {
            assert_eq!((decoder.push(b"x", &mut budget, &mut out), decoder.finish()), (Err(unread), Err(unread)));
            return (Err(unread), made);
        }
    }
    (decoder.finish(), made)
}

/// One body for each coding, and two stacked.
fn bodies() -> Vec<(Vec<Coding>, Vec<u8>)> {
    let text = text();
    let two = joined(&[&gzip(&text[..300], true), &gzip(&text[300..], false)]);
    let skipping = joined(&[b"\x5a\x2a\x4d\x18\x03\0\0\0abc", ZSTD, b"\x50\x2a\x4d\x18\0\0\0\0"]);
    vec![
        (vec![Coding::Gzip], gzip(&text, false)),
        (vec![Coding::Gzip], two),
        (vec![Coding::Zlib], compress_to_vec_zlib(&text, 6)),
        (vec![Coding::Zlib], compress_to_vec(&text, 6)),
        (vec![Coding::RawDeflate], compress_to_vec(&text, 0)),
        (vec![Coding::Brotli], BROTLI.to_vec()),
        (vec![Coding::Zstd], ZSTD.to_vec()),
        (vec![Coding::Zstd], skipping),
        (vec![Coding::Brotli, Coding::Gzip], gzip(BROTLI, true)),
        (vec![Coding::Zstd, Coding::Zlib], compress_to_vec(ZSTD, 6)),
    ]
}

#[test]
fn every_chunking_gives_the_text() {
    let expected = (Ok(()), text());
    for (applied, body) in bodies() {
        assert_eq!(decode(&applied, [&body[..]]), expected, "{applied:?}");
        assert_eq!(decode(&applied, body.chunks(1)), expected, "{applied:?}");
        for split in 0..=body.len() {
            let (left, right) = body.split_at(split);
            assert_eq!(decode(&applied, [left, right]), expected, "{applied:?} {split}");
        }
    }
}

#[test]
fn a_large_body_passes_the_window_many_times() {
    let text = text().repeat(700);
    let body = gzip(&text, false);
    for length in [body.len(), 1000, 7] {
        assert_eq!(decode(&[Coding::Gzip], body.chunks(length)), (Ok(()), text.clone()));
    }
}

#[test]
fn every_truncation_is_truncated() {
    for (applied, body) in bodies() {
        for length in 0..body.len() {
            let (result, made) = decode(&applied, [&body[..length]]);
            // Whole members of gzip, whole frames of zstd, are whole bodies.
            assert!(text().starts_with(&made));
            let whole = result == Ok(()) && !made.is_empty();
            assert!(whole || result == Err(Unread("truncated")), "{applied:?} {length} {result:?}");
        }
    }
}

#[test]
fn what_stands_behind_the_end() {
    for (applied, body) in bodies() {
        for (tail, expected) in [
            (&b"\0"[..], Ok(())),
            (&[0; 600], Ok(())),
            (b"x", Err(Unread("malformed"))),
            (b"\0\0x", Err(Unread("malformed"))),
            (b"mobile,9999999999\n", Err(Unread("malformed"))),
        ] {
            let body = joined(&[&body, tail]);
            for length in [body.len(), 1] {
                assert_eq!(decode(&applied, body.chunks(length)).0, expected, "{applied:?} {length}");
            }
        }
    }
}

#[test]
fn broken_streams() {
    let flipped = |mut body: Vec<u8>, from_end: usize| {
        let at = body.len() - from_end;
        body[at] ^= 1;
        body
    };
    for (coding, body, expected) in [
        (Coding::Gzip, flipped(gzip(&text(), false), 8), "malformed"),
        (Coding::Gzip, flipped(gzip(&text(), false), 1), "malformed"),
        (Coding::Gzip, b"\x1f\x8b\x08\xe0\0\0\0\0\0\0".to_vec(), "malformed"),
        (Coding::Gzip, b"\x1f\x8b\x07\0\0\0\0\0\0\0".to_vec(), "malformed"),
        (Coding::Gzip, b"name,age\n".to_vec(), "malformed"),
        (Coding::Zlib, flipped(compress_to_vec_zlib(&text(), 6), 1), "malformed"),
        (Coding::Zlib, b"\x78\xbb\0\0\0\0".to_vec(), "malformed"),
        (Coding::Zlib, b"\x78".to_vec(), "truncated"),
        (Coding::Brotli, b"name,age\n".to_vec(), "malformed"),
        // A large window.
        (Coding::Brotli, b"\x11\x1a\x03\0\0".to_vec(), "malformed"),
        (Coding::Zstd, b"name,age\n".to_vec(), "malformed"),
        (Coding::Zstd, b"\x28\xb5\x2f\xfd\0\x70\x29\0\0hello".to_vec(), "zstd_window"),
        (Coding::Zstd, b"\x28\xb5\x2f\xfd\x21\x07\x00\x01\0\0".to_vec(), "encoding"),
        // A reserved block; a run longer than a block may be.
        (Coding::Zstd, b"\x28\xb5\x2f\xfd\0\x50\x07\0\0".to_vec(), "malformed"),
        (Coding::Zstd, b"\x28\xb5\x2f\xfd\0\x50\x03\0\x11x".to_vec(), "malformed"),
        (Coding::Zstd, b"\x50\x2a\x4d\x18\0\0\0\0".to_vec(), "truncated"),
    ] {
        assert_eq!(decode(&[coding], [&body[..]]).0, Err(Unread(expected)), "{coding:?} {body:?}");
    }
}

#[test]
fn bombs_stop_at_the_budget() {
    let zeros = gzip(&compress_to_vec(&vec![0; 300 << 20], 1), false);
    for (applied, body) in [
        (&[Coding::RawDeflate, Coding::Gzip][..], &zeros[..]),
        (&[Coding::Brotli], BROTLI_BOMB),
        (&[Coding::Zstd], &zstd_bomb()),
    ] {
        let mut budget = Budget::DEFAULT;
        assert_eq!(budget.take_bytes((256 << 20) - (1 << 20)), Ok(()));
        let mut made = 0;
        let mut decoder = Decoder::stacked(applied);
        let result = decoder.push(body, &mut budget, &mut |piece: &[u8]| made += piece.len());
        assert_eq!(result, Err(Unread("inflated_bytes")), "{applied:?}");
        assert!(made <= 1 << 20, "{applied:?}");
    }
}

#[test]
fn empty_frames_and_members_take_steps() {
    let members = gzip(b"", false).repeat(260_000);
    assert_eq!(decode(&[Coding::Gzip], [&members[..]]), (Err(Unread("steps")), Vec::new()));
    let frames = b"\x28\xb5\x2f\xfd\x20\0\x01\0\0".repeat(70_000);
    assert_eq!(decode(&[Coding::Zstd], [&frames[..]]), (Err(Unread("steps")), Vec::new()));
    let blocks = joined(&[b"\x28\xb5\x2f\xfd\0\x50", &[0; 13_000_000]]);
    assert_eq!(decode(&[Coding::Zstd], [&blocks[..]]), (Err(Unread("steps")), Vec::new()));
}

#[test]
fn mutations_neither_panic_nor_depend_on_the_chunks() {
    let bodies = bodies();
    let mut random = random();
    for round in 0..20_000 {
        let (applied, body) = &bodies[round % bodies.len()];
        let mut body = body.clone();
        for _ in 0..=random(3) {
            let at = random(body.len());
            match random(4) {
                0 => body[at] = random(256) as u8,
                1 => body[at] ^= 1 << random(8),
                2 => drop(body.remove(at)),
                _ => body.insert(at, random(256) as u8),
            }
        }
        let (whole, made) = decode(applied, [&body[..]]);
        let chunked = decode(applied, body.chunks(1 + random(40)));
        assert_eq!(whole, chunked.0, "{applied:?} {body:?}");
        if whole == Ok(()) {
            assert_eq!(made, chunked.1, "{applied:?} {body:?}");
        }
    }
}

#[test]
fn sniffed() {
    for (first, expected) in [
        (&gzip(b"x", true)[..], Some(Coding::Gzip)),
        (ZSTD, Some(Coding::Zstd)),
        (&compress_to_vec_zlib(&text(), 6)[..200], Some(Coding::Zlib)),
        (&compress_to_vec_zlib(b"", 1), Some(Coding::Zlib)),
        (&compress_to_vec(&text(), 6), None),
        (BROTLI, None),
        (b"", None),
        (b"\x1f", None),
        (b"x\x9c", Some(Coding::Zlib)),
        // Texts whose first two letters are a header of zlib.
        (b"x^2 + y^2 = z^2\n", None),
        (b"HE SAID\n", None),
        ("h\u{81} नाम".as_bytes(), None),
    ] {
        assert_eq!(Coding::sniff(first), expected, "{first:?}");
    }
}

#[test]
fn content_encoding_fields() {
    use Coding::{Brotli, Gzip, Zlib, Zstd};
    for (field, expected) in [
        ("", Some(&[][..])),
        ("identity", Some(&[])),
        ("gzip", Some(&[Gzip])),
        ("GZIP", Some(&[Gzip])),
        (" \tx-gzip ", Some(&[Gzip])),
        ("deflate", Some(&[Zlib])),
        ("br", Some(&[Brotli])),
        ("zstd", Some(&[Zstd])),
        ("gzip, br", Some(&[Gzip, Brotli])),
        ("gzip,,identity , Br,", Some(&[Gzip, Brotli])),
        ("gzip,gzip,gzip,gzip", Some(&[Gzip, Gzip, Gzip, Gzip])),
        ("gzip,gzip,gzip,gzip,gzip", None),
        ("compress", None),
        ("dcb", None),
        ("gzip;q=1", None),
        ("gzip br", None),
        ("\"gzip\"", None),
        ("none", None),
    ] {
        let found = parse_encodings(field);
        assert_eq!(found.as_ref().ok().map(super::Encodings::as_slice), expected, "{field:?}");
        assert!(found.is_ok() || found == Err(Unread("encoding")));
    }
}
