//! Bodies and what is handed on of them, as one text: events of the output and members in their order.

use crate::decode::chance::random;
use std::cell::RefCell;

use super::header::readable;
use super::{Member, Members, is_mail, mail, multipart};
use crate::bytes::{Budget, Unread};

/// Writes members beside the output, so that their order shows.
struct Log<'a>(&'a RefCell<Vec<u8>>);

impl Members for Log<'_> {
    fn member(&mut self, member: &Member<'_>, _: &mut Budget) -> Result<(), Unread> {
        let mut log = self.0.borrow_mut();
        log.extend_from_slice(format!("[{}|{}|", member.name, member.content_type).as_bytes());
        log.extend_from_slice(member.bytes);
        log.extend_from_slice(b"]");
        Ok(())
    }
}

fn read(bytes: &[u8], content_type: &str, budget: &mut Budget) -> (Result<(), Unread>, String) {
    let log = RefCell::new(Vec::new());
    let mut out = |bytes: &[u8]| log.borrow_mut().extend_from_slice(bytes);
    let result = if content_type.is_empty() {
        mail(bytes, budget, &mut out, &mut Log(&log))
    } else {
        multipart(bytes, content_type, budget, &mut out, &mut Log(&log))
    };
    let log = String::from_utf8_lossy(&log.borrow()).replace('\x1c', "§").replace('\x01', "<").replace('\x02', "=");
    (result, log)
}

const MIXED: &str = "multipart/mixed; boundary=b1";

#[test]
fn multiparts() {
    for (content_type, body, expected) in [
        (MIXED, "--b1\r\n\r\none\r\n--b1\r\n\r\ntwo\r\n--b1--\r\n", "[|text/plain|one][|text/plain|two]"),
        (MIXED, "--b1\n\none\n--b1  \n\ntwo\n--b1--", "[|text/plain|one][|text/plain|two]"),
        ("Multipart/Mixed;\r\n\tBoundary = \"b 1\"", "--b 1\n\none\n--b 1--", "[|text/plain|one]"),
        (
            MIXED, "--b1\nContent-Type: text/csv;\n name=\"a.csv\"\n\none\n--b1--",
            "[a.csv|text/csv; name=\"a.csv\"|one]",
        ),
        (MIXED, "--b1\nContent-Disposition: attachment; filename=a.csv\n\n1\n--b1--", "[a.csv|text/plain|1]"),
        (
            MIXED, "--b1\nContent-Disposition: x; filename*0*=utf-8''%E0%A4%95; filename*1=\".csv\"\n\n1\n--b1--",
            "[क.csv|text/plain|1]",
        ),
        (MIXED, "--b1\nContent-Disposition: x; filename=\"=?utf-8?B?4KSV?=\"\n\n1\n--b1--", "[क|text/plain|1]"),
        (MIXED, "--b1\nContent-Transfer-Encoding: BASE64\n\nQXN\noYQ==\n--b1--", "[|text/plain|Asha]"),
        (MIXED, "--b1\nContent-Transfer-Encoding: base64 (x)\n\nQXNoYQ\n--b1--", "[|text/plain|Asha]"),
        (MIXED, "--b1\nContent-Transfer-Encoding: quoted-printable\n\n9=38=\n7\n--b1--", "[|text/plain|987]"),
        // What says base64 and is not is handed on as it stands too.
        (MIXED, "--b1\nContent-Transfer-Encoding: base64\n\nQ:Q\n--b1--", "[|text/plain|Q:Q][|text/plain|A]"),
        // Text outside the parts.
        (MIXED, "before\n--b1\n\none\n--b1--\nbehind", "[|text/plain|before][|text/plain|one][|text/plain|behind]"),
        (MIXED, "--b1\n\none\n--b1--\n--b1\n\ntwo", "[|text/plain|one][|text/plain|two]"),
        // A longer boundary is another one; a line without a colon begins the text.
        (MIXED, "--b1\n\none\n--b10\ntwo\n--b1--", "[|text/plain|one\n--b10\ntwo]"),
        (MIXED, "--b1\nplain text\n--b1--", "[|text/plain|plain text]"),
        // A boundary that lies, or is missing.
        (MIXED, "--other\n\none\n--other--", "[|text/plain|one]"),
        ("multipart/mixed", "--x\n\none\n--x--", "[|text/plain|one]"),
        // Nested.
        (
            MIXED,
            "--b1\nContent-Type: multipart/alternative; boundary=b2\n\n--b2\n\none\n--b2--\n--b1\n\ntwo\n--b1--",
            "[|text/plain|one][|text/plain|two]",
        ),
        (MIXED, "--b1\nContent-Type: message/rfc822\n\nSubject: s\n\none\n--b1--", "§<Subject=s[|text/plain|one]"),
        ("multipart/digest; boundary=b1", "--b1\n\nSubject: s\n\none\n--b1--", "§<Subject=s[|text/plain|one]"),
        // Forms.
        (
            "multipart/form-data; boundary=b1",
            "--b1\nContent-Disposition: form-data; name=\"mobile\"\n\n98\n--b1\n\
             Content-Disposition: form-data; name=f; filename=a\n\nx\n--b1--",
            "§<mobile=98[a|text/plain|x]",
        ),
        // Ranges: touching ones in the wrong order, overlapping ones, one apart.
        (
            "multipart/byteranges; boundary=b1",
            "--b1\nContent-Range: bytes 4-7/99\n\nefgh\n--b1\nContent-Range: bytes 0-3/99\n\nabcd\n\
             --b1\nContent-Range: bytes 6-9/99\n\nghij\n--b1\nContent-Range: bytes 20-20/99\n\nz\n--b1--",
            "[|text/plain|abcdefghij][|text/plain|z]",
        ),
        (
            "multipart/byteranges; boundary=b1",
            "--b1\nContent-Range: bytes 0-3/9\n\nabcd\n--b1\nContent-Range: bytes 2-3/9\n\nXY\n--b1--",
            "[|text/plain|abcd][|text/plain|XY]",
        ),
    ] {
        let (result, log) = read(body.as_bytes(), content_type, &mut Budget::DEFAULT.clone());
        assert_eq!((result, log.as_str()), (Ok(()), expected), "{body}");
    }
}

#[test]
fn mails() {
    for (body, expected) in [
        ("From: a\r\nSubject: b\r\n\r\nc", "§<From=a<Subject=b[|text/plain|c]"),
        ("From x@y Sat\nFROM: a\nReceived: by x\nDate: y\n\nc", "§<FROM=a[|text/plain|c]"),
        ("From: a\nContent-Type: text/html\n\nc", "§<From=a[|text/html|c]"),
        ("From: a\nX-Patient: b\nX-MS-Has: c\n\n", "§<From=a<X-Patient=b[|text/plain|]"),
        ("Subject: two\r\n lines\r\n\r\nc", "§<Subject=two lines[|text/plain|c]"),
        ("Subject: =?utf-8?Q?A=C2=A7_?= =?UTF-8?b?4KSV?=\n\n", "§<Subject=A§ क[|text/plain|]"),
        ("Subject: a\x1fb\n\n", "§<Subject=ab[|text/plain|]"),
    ] {
        assert_eq!(read(body.as_bytes(), "", &mut Budget::DEFAULT.clone()), (Ok(()), expected.to_owned()), "{body}");
    }
}

#[test]
fn encoded_words() {
    for (value, expected) in [
        ("plain  text", "plain text"),
        ("=?iso-8859-1?Q?caf=E9?= x", "café x"),
        ("x =?utf-8*hi?B?4KSV?=", "x क"),
        // A character cut in two by a word's end.
        ("=?utf-8?B?4KQ=?= =?utf-8?B?lQ==?=", "क"),
        ("=?utf-7?Q?x?=", "=?utf-7?Q?x?="),
        ("=?utf-8?Z?x?=", "=?utf-8?Z?x?="),
        ("=?utf-8?Q?x", "=?utf-8?Q?x"),
        ("=?", "=?"),
        ("a=b", "a=b"),
        ("", ""),
    ] {
        assert_eq!(readable(value.as_bytes()), expected, "{value}");
    }
}

#[test]
fn sniffed() {
    for (first, expected) in [
        ("From: a\nTo: b\n\n", true),
        ("From x Sat\nReceived: a\nTo: b", true),
        ("MIME-Version: 1.0\r\nContent-Type: x", true),
        ("Name: Asha\nMobile: 9\n", false),
        ("From: here\nand on", false),
        ("From here to there", false),
        ("", false),
    ] {
        assert_eq!(is_mail(first.as_bytes()), expected, "{first}");
    }
}

#[test]
fn what_is_not_read() {
    let nested = |depth: usize| {
        (0..depth).rev().fold("x".to_owned(), |inner, n| {
            format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n{inner}\n--b{n}--\n")
        })
    };
    let parts = "--b1\n\nx\n".repeat(5000);
    let fields = "a: b\n".repeat(5000);
    let words = format!("Subject: {}", "=?utf-8?q?".repeat(1_000_000));
    for (body, content_type, expected) in [
        ("no boundary", MIXED, "malformed"),
        ("--b1\nContent-Transfer-Encoding: x-uuencode\n\nx\n--b1--", MIXED, "encoding"),
        (&nested(5), "", "depth"),
        (&parts, MIXED, "parts"),
        (&fields, "", "malformed"),
        (&words, "", "steps"),
    ] {
        assert_eq!(read(body.as_bytes(), content_type, &mut Budget::DEFAULT.clone()).0, Err(Unread(expected)));
    }
    assert_eq!(read(nested(4).as_bytes(), "", &mut Budget::DEFAULT.clone()).0, Ok(()));
}

#[test]
fn truncations_and_mutations_neither_panic_nor_run_on() {
    let body = "From: =?utf-8?Q?a=41?=\r\nContent-Type: multipart/mixed;\r\n boundary=\"b1\"\r\n\r\n--b1\r\n\
        Content-Type: multipart/byteranges; boundary=b2\r\n\r\n--b2\r\nContent-Range: bytes 0-3/9\r\n\r\nabcd\r\n\
        --b2\r\nContent-Range: bytes 2-5/9\r\n\r\ncdef\r\n--b2--\r\n--b1\r\nContent-Transfer-Encoding: base64\r\n\
        Content-Disposition: x; filename*0*=utf-8''%41; filename*1=b\r\n\r\nQXNoYQ==\r\n--b1\r\n\
        Content-Type: multipart/form-data; boundary=b3\r\n\r\n--b3\r\nContent-Disposition: form-data; name=a\r\n\r\n\
        1\r\n--b3--\r\n--b1--\r\n"
        .as_bytes();
    for length in 0..=body.len() {
        let _ = read(&body[..length], "", &mut Budget::DEFAULT.clone());
    }
    let mut random = random();
    for _ in 0..20_000 {
        let mut body = body.to_vec();
        for _ in 0..=random(4) {
            let at = random(body.len());
            match random(4) {
                0 => body[at] = random(256) as u8,
                1 => drop(body.remove(at)),
                2 => body.insert(at, b"\r\n-=?;:\"*b"[random(10)]),
                _ => {
                    let end = (at + random(60)).min(body.len());
                    let copy = body[at..end].to_vec();
                    let to = random(body.len());
                    body.splice(to..to, copy);
                }
            }
        }
        let (_, log) = read(&body, "", &mut Budget::DEFAULT.clone());
        assert!(log.len() < 16 * body.len());
    }
}
