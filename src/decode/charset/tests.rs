//! Declarations, bytes that refute them, every chunking, and the way back.

use super::{Charset, ROOM, Transcoder};
use crate::bytes::Unread;

fn wide(text: &str, charset: Charset, mark: bool) -> Vec<u8> {
    let text = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
    match charset {
        Charset::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Charset::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Charset::Utf32Le => text.chars().flat_map(|c| (c as u32).to_le_bytes()).collect(),
        Charset::Utf32Be => text.chars().flat_map(|c| (c as u32).to_be_bytes()).collect(),
        _ => text.into_bytes(),
    }
}

const WIDE: [Charset; 4] = [Charset::Utf16Le, Charset::Utf16Be, Charset::Utf32Le, Charset::Utf32Be];
const TEXT: &str = "name,मोबाइल\r\nAsha é,९८७ 😀\u{0}x";

#[test]
fn decided() {
    use Charset::{AsciiCompatible, Utf8, Utf16Be, Utf16Le, Utf32Be, Utf32Le, Windows1252};
    let hindi = "नाम,मोबाइल\nआशा राव,९८७६५\n";
    for (prefix, content_type, expected) in [
        (&b""[..], "", Some(Utf8)),
        (b"name,age\n", "", Some(Utf8)),
        (hindi.as_bytes(), "", Some(Utf8)),
        (&hindi.as_bytes()[..7], "", Some(Utf8)),
        (b"caf\xe9 au lait", "", Some(Windows1252)),
        // Marks win over everything.
        (b"\xef\xbb\xbfname", "text/csv; charset=utf-16", Some(Utf8)),
        (b"\xff\xfen\0", "text/csv; charset=utf-8", Some(Utf16Le)),
        (b"\xfe\xff\0n", "text/csv; charset=nonsense", Some(Utf16Be)),
        (b"\xff\xfe\0\0n\0\0\0", "", Some(Utf32Le)),
        (b"\xff\xfe\0\0n\0a\0", "", Some(Utf16Le)),
        (b"\0\0\xfe\xff\0\0\0n", "", Some(Utf32Be)),
        // Headers.
        (b"name", "text/csv; charset=UTF-8", Some(Utf8)),
        (b"name", "text/csv;charset=\"iso-8859-1\"", Some(Windows1252)),
        (b"name", "text/csv; charset=Latin1", Some(Windows1252)),
        (b"name", "text/csv; charset=US-ASCII", Some(Windows1252)),
        (b"name", "text/csv; charset=iso-8859-15", Some(Windows1252)),
        (b"name", "text/csv; charset=ISO-8859-2", Some(AsciiCompatible)),
        (b"name", "text/csv; charset=windows-1251", Some(AsciiCompatible)),
        (b"name", "text/csv; charset=koi8-r", Some(AsciiCompatible)),
        (b"name", "text/csv; charset=Shift_JIS", Some(AsciiCompatible)),
        (b"name", "text/csv; charset=GB18030", Some(AsciiCompatible)),
        (b"name", "text/csv; charset=big5", Some(AsciiCompatible)),
        (b"name", "text/csv; charset=", Some(Utf8)),
        (b"name", "text/csv; charset='utf-8'", Some(Utf8)),
        (b"name", "text/csv; charset=utf-7", None),
        (b"name", "text/csv; charset=ibm037", None),
        (b"name", "text/csv; charset=cp037", None),
        (b"name", "text/csv; charset=ebcdic-cp-us", None),
        (b"name", "text/csv; charset=hz-gb-2312", None),
        (b"name", "text/csv; charset=iso-2022-jp", None),
        (b"name", "text/csv; charset=windows-125", None),
        (b"name", "text/csv; charset=a-name-that-is-much-too-long-to-be-one", None),
        (b"name", "text/csv; charset=utf-8; charset=utf-7", None),
        (b"name", "text/csv; charset=utf-8; charset=latin1", None),
        (b"name", "text/csv; charset=utf-8; charset=utf8", Some(Utf8)),
        // What a body says of itself.
        (b"<!doctype html><meta charset=iso-8859-1>", "text/html", Some(Windows1252)),
        (b"<META content='text/html; charset=koi8-r' http-equiv=x>", "", Some(AsciiCompatible)),
        (b"<meta name=a><!-- <meta charset=utf-7> --><meta charset = \"utf-8\">", "", Some(Utf8)),
        (b"<meta charset=utf-7>", "", None),
        (b"<meta charset=utf-7>", "text/html; charset=utf-8", Some(Utf8)),
        (b"<meta charset=utf-16>", "", Some(Utf8)),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "", Some(Windows1252)),
        (b"<?xml version='1.0' encoding='UTF-16'?><a/>", "", Some(Utf8)),
        (b"charset=utf-7, name", "", Some(Utf8)),
        // Lies.
        (b"{\"mobile\":\"9876543210\"}", "application/json; charset=utf-16", Some(Utf8)),
        (b"name: Ren\xe9, mobile: 9876543210", "text/plain; charset=utf-16", Some(Windows1252)),
        (hindi.as_bytes(), "application/json; charset=iso-8859-1", Some(Utf8)),
        (hindi.as_bytes(), "application/json; charset=gbk", Some(Utf8)),
        (b"n\0a\0m\0e\0", "text/csv; charset=utf-8", Some(Utf16Le)),
        (b"mo\0bile,98765\0 43210, and so on and so on", "text/plain; charset=utf-8", None),
        (b"mo\0bile,98765\0 43210, and so on and so on", "", None),
    ] {
        let found = Charset::decide(prefix, content_type);
        assert_eq!(found, expected.ok_or(Unread("charset")), "{content_type:?} {prefix:?}");
    }
    for charset in WIDE {
        for text in ["name,age\nAsha,9\n", hindi, "9"] {
            for mark in [true, false] {
                assert_eq!(Charset::decide(&wide(text, charset, mark), ""), Ok(charset), "{text} {mark}");
            }
        }
    }
    // Chinese without a space in it, declared: the declaration stands.
    let chinese = wide("姓名電話號碼身份證明文件", Utf16Le, false);
    assert_eq!(Charset::decide(&chinese, "text/plain; charset=utf-16"), Ok(Utf16Le));
}

fn transcoded(charset: Charset, chunks: &[&[u8]], room: usize) -> (Vec<u8>, Transcoder) {
    let (mut transcoder, mut made, mut out) = (Transcoder::new(charset), Vec::new(), vec![0; room]);
    for chunk in chunks {
        let mut rest = *chunk;
        while !rest.is_empty() {
            let (consumed, written) = transcoder.push(rest, &mut out);
            assert!(consumed > 0 && written <= room);
            made.extend_from_slice(&out[..written]);
            rest = &rest[consumed..];
        }
    }
    let written = transcoder.finish(&mut out);
    made.extend_from_slice(&out[..written]);
    (made, transcoder)
}

#[test]
fn every_chunking_gives_the_text_and_the_way_back() {
    for charset in WIDE {
        for mark in [true, false] {
            let body = wide(TEXT, charset, mark);
            for split in 0..=body.len() {
                let (left, right) = body.split_at(split);
                let (made, transcoder) = transcoded(charset, &[left, right], ROOM);
                assert_eq!(made, TEXT.as_bytes(), "{charset:?} {split}");
                for (at, c) in TEXT.char_indices().chain([(TEXT.len(), ' ')]) {
                    let raw = wide(&TEXT[..at], charset, mark).len() as u64;
                    assert_eq!(transcoder.raw(at as u64), raw, "{charset:?} {at}");
                    assert_eq!(transcoder.raw((at + c.len_utf8() - 1) as u64), raw, "inside a character");
                }
            }
            assert_eq!(transcoded(charset, &body.chunks(1).collect::<Vec<_>>(), 64).0, TEXT.as_bytes());
        }
    }
}

#[test]
fn what_cannot_be_decoded() {
    for (charset, body, expected) in [
        (Charset::Utf16Le, &b"\x3d\xd8a\0"[..], "\u{fffd}a"),
        (Charset::Utf16Le, b"\x3d\xd8\x3d\xd8\0\xde", "\u{fffd}😀"),
        (Charset::Utf16Le, b"\0\xdea\0", "\u{fffd}a"),
        (Charset::Utf16Le, b"a\0b", "a\u{fffd}"),
        (Charset::Utf16Be, b"\xd8\x3d", "\u{fffd}"),
        (Charset::Utf16Be, b"\xd8\x3d\0", "\u{fffd}\u{fffd}"),
        (Charset::Utf32Le, b"a\0\0\0\0\0\x11\0", "a\u{fffd}"),
        (Charset::Utf32Be, b"\0\0\xd8\0\0", "\u{fffd}\u{fffd}"),
        (Charset::Windows1252, b"caf\xe9 \x80\x81", "café €\u{81}"),
        (Charset::Windows1252, b"\xe9", "é"),
        (Charset::Windows1252, b"\xe0\xa5", "à¥"),
        (Charset::Windows1252, b"\xe0\xa5\xe9x", "à¥éx"),
        (Charset::Windows1252, b"\xf0\x9f\x98\xf0", "ðŸ˜ð"),
        (Charset::Windows1252, "\u{feff}९८\u{e9}😀".as_bytes(), "\u{feff}९८\u{e9}😀"),
        (Charset::AsciiCompatible, b"abc", "abc"),
    ] {
        for length in [1, 2, 3, body.len()] {
            let (made, _) = transcoded(charset, &body.chunks(length).collect::<Vec<_>>(), ROOM);
            assert_eq!(String::from_utf8(made).as_deref(), Ok(expected), "{charset:?} {body:?}");
        }
    }
}

#[test]
fn the_way_back_is_bounded_and_long_enough() {
    // The worst: every character has another width than the one before.
    let text = "aé".repeat(10_000);
    let (made, transcoder) = transcoded(Charset::Utf16Le, &[&wide(&text, Charset::Utf16Le, false)], 4096);
    let end = made.len() as u64;
    for back in 0..6000 {
        let at = end - back;
        assert_eq!(transcoder.raw(at), at / 3 * 4 + (at % 3).min(1) * 2);
    }
    assert!(transcoder.raw(0) > 0, "what was dropped gives the oldest that is known");
    let text = "Asha Rao, 9876543210, नाम और पता\n".repeat(3000);
    let (made, transcoder) = transcoded(Charset::Utf16Be, &[&wide(&text, Charset::Utf16Be, true)], 4096);
    let line = "Asha Rao, 9876543210, नाम और पता\n";
    let lines = 32 * 1024 / line.len();
    let (at, raw) = (made.len() - lines * line.len(), (3000 - lines) * 2 * line.chars().count() + 2);
    assert_eq!(transcoder.raw(at as u64), raw as u64);
}

#[test]
fn noise_is_transcoded_to_utf_8_in_every_charset() {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for round in 0..20_000 {
        let body: Vec<u8> = (0..round % 61)
            .map(|_| {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                [seed as u8, 0, 0xd8, 0xdc, 0xe0, 0xa5, b'a', seed as u8][(seed >> 40) as usize % 8]
            })
            .collect();
        let _ = Charset::decide(&body, "");
        for charset in [WIDE[round % 4], Charset::Windows1252] {
            let whole = transcoded(charset, &[&body], 64).0;
            assert!(std::str::from_utf8(&whole).is_ok(), "{charset:?} {body:?}");
            assert_eq!(transcoded(charset, &body.chunks(1).collect::<Vec<_>>(), ROOM).0, whole);
        }
    }
}
