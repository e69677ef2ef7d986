//! Ways in that many vendors share: private keys, cloud keys, signed tokens, passwords and what is made of them.

use super::{begins_at, is_random, is_url_safe, run, token};
use crate::bytes::words::{begins_with_one_of, is_one_of};
use crate::catalog::labels::{AUTHORIZATION, PASSWORD};
use crate::catalog::person::trimmed;
use crate::grammar::{Anchor, Detector, Pack, Role, Severity};

const SECRET: Detector = Detector {
    pack: Pack::Secrets,
    severity: Severity::Critical,
    role: Role::Secret,
    labelled: 97,
    rank: 5,
    ..Detector::BASE
};

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "pem_private_key",
        title: "Private key (PEM, PGP)",
        anchor: Anchor::Literal { texts: &["-----BEGIN"], find: private_key, alone: 97 },
        rank: 3,
        examples: &[concat!(
            "-----BEGIN ",
            "PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIPk3vTz8QxLb7Rw9Nc2HdJ5GfPq4KsXv1EyJ6uWa0ZiO\n-----END PRIVATE KEY-----"
        )],
        source: "RFC 7468 §10, RFC 1421, RFC 4880 §6.2",
        ..SECRET
    },
    Detector {
        id: "aws_access_key_id",
        title: "AWS access key id",
        severity: Severity::High,
        anchor: Anchor::Literal {
            texts: &["AKIA", "ASIA", "ABIA"],
            find: |text, at| token(text, at, 4, |b| matches!(b, b'A'..=b'Z' | b'2'..=b'7'), (16, 16)),
            alone: 90,
        },
        examples: &[concat!("AKIA", "Q7T3VXZ5LBMR2WNC")],
        source: "AWS IAM user guide, Unique identifiers: prefix, 16 characters of base 32",
        ..SECRET
    },
    Detector {
        id: "jwt",
        title: "JSON web token",
        severity: Severity::High,
        anchor: Anchor::Literal { texts: &["eyJ"], find: web_token, alone: 85 },
        // The sample of RFC 7519's most read guide: John Doe, 1234567890.
        refuse: |token| token.windows(40).any(|w| w == b"eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6Ikpv"),
        examples: &[concat!(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
            "eyJzdWIiOiI3NDUyIiwicm9sZSI6ImFkbWluIn0.kV8mTz3QxLb7Rw9Nc2HdJ5GfPq4KsXv1EyJ6uWa0ZiO"
        )],
        source: "RFC 7519 §3, RFC 7515 §4.1.1",
        ..SECRET
    },
    Detector {
        id: "password_hash",
        title: "Password hash",
        severity: Severity::High,
        anchor: Anchor::Literal {
            texts: &["$2a$", "$2b$", "$2y$", "$argon2i$", "$argon2d$", "$argon2id$", "$6$", "pbkdf2_sha256$"],
            find: password_hash,
            alone: 92,
        },
        examples: &["$2b$12$kV8mTz3QxLb7Rw9Nc2HdJ5GfPq4KsXv1EyJ6uWa0ZiOtRm8nC3bLq"],
        source: "modular crypt format; RFC 9106; Django documentation, Password management",
        ..SECRET
    },
    Detector {
        id: "credential_field",
        title: "Password or key under its name",
        anchor: Anchor::Value(credential),
        labelled: 75,
        label: PASSWORD,
        rank: 170,
        examples: &["m4Ngo!Tree_77"],
        source: "written for this project",
        ..SECRET
    },
    Detector {
        id: "basic_auth_header",
        title: "Name and password of HTTP's basic scheme",
        anchor: Anchor::Value(basic),
        labelled: 90,
        label: AUTHORIZATION,
        // Those of RFC 7617 and RFC 6749.
        samples: &["Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"],
        examples: &["Basic cmFvOm00TmdvIVRyZWVfNzc="],
        source: "RFC 7617",
        ..SECRET
    },
    Detector {
        id: "bearer_token",
        title: "Bearer token",
        anchor: Anchor::Value(bearer),
        labelled: 85,
        label: AUTHORIZATION,
        rank: 6,
        examples: &["Bearer kV8mTz3QxLb7Rw9Nc2HdJ5Gf"],
        source: "RFC 6750 §2.1",
        ..SECRET
    },
    Detector {
        id: "db_connection_string",
        title: "Database address with its password",
        anchor: Anchor::At {
            find: |text, at| userinfo(text, at).filter(|&(start, _)| is_database(&text[start..])),
            alone: 95,
        },
        examples: &["postgresql://app:m4NgoTree77@db.rao.in:5432/people"],
        source: "RFC 3986 §3.2.1",
        ..SECRET
    },
    Detector {
        id: "url_userinfo",
        title: "Name and password in a URL",
        pack: Pack::IntlCore,
        anchor: Anchor::At {
            find: |text, at| userinfo(text, at).filter(|&(start, _)| !is_database(&text[start..])),
            alone: 92,
        },
        labelled: 95,
        examples: &["https://rao:m4NgoTree77@files.rao.in/list.csv"],
        source: "RFC 3986 §3.2.1",
        ..SECRET
    },
];

/// A key from its first line to its last, or as far as the text shows it.
fn private_key(text: &[u8], at: usize) -> Option<(usize, usize)> {
    const DASHES: &[u8] = b"-----";
    let title = at + DASHES.len();
    let len = run(text, title, |b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b' ').min(40);
    let name = &text[title..title + len];
    let (is_key, body) = (name.windows(11).any(|w| w == b"PRIVATE KEY"), title + len + DASHES.len());
    if !is_key || !text.get(title + len..)?.starts_with(DASHES) {
        return None;
    }
    // Base64, and what parts and heads its lines, also within a string: `\n`, `DEK-Info: …`.
    let in_key = |b: &u8| b.is_ascii_alphanumeric() || b"+/= \r\n\t\\:,.-".contains(b);
    let last = text[body..].windows(DASHES.len()).position(|w| w == DASHES).map_or(text.len(), |len| body + len);
    let shown = run(text, body, in_key).min(last - body);
    let letters = text[body..body + shown].iter().filter(|b| b.is_ascii_alphanumeric()).count();
    // What is left out makes it an example.
    let cut = text[body..body + shown].windows(3).any(|w| w == b"...");
    if letters < 60 || cut || !is_random(&text[body..body + shown]) {
        return None;
    }
    // `-----END … KEY-----`.
    let closed = body + shown == last && last < text.len();
    let tail = if closed {
        run(text, last + DASHES.len(), |b| b.is_ascii_uppercase() || *b == b' ') + 2 * DASHES.len()
    } else {
        0
    };
    Some((at, (body + shown + tail).min(text.len())))
}

/// Three parts in base64url, of which the first is JSON that names an algorithm. A long one is seen in part.
fn web_token(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let header = at + run(text, at, is_url_safe);
    let payload = header + 1 + run(text, header + 1, is_url_safe);
    let signature = payload + 1 + run(text, payload + 1, is_url_safe);
    let parts = text.get(header) == Some(&b'.') && text.get(header + 1..)?.starts_with(b"eyJ");
    let whole = text.get(payload) == Some(&b'.') && signature > payload + 20;
    let cut = payload >= text.len();
    let mut json = [0; 240];
    let json = base64(&text[at..header], &mut json);
    let named = json.windows(5).any(|w| w == b"\"alg\"");
    (begins_at(text, at) && parts && named && (whole || cut)).then_some((at, signature.min(text.len())))
}

/// What is made of a password to check it by.
fn password_hash(text: &[u8], at: usize) -> Option<(usize, usize)> {
    // `$` parts fields; of bcrypt the last has 53 characters, of the others 43 or more.
    let in_hash = |b: &u8| b.is_ascii_alphanumeric() || b"./+$=,-_".contains(b);
    let end = at + run(text, at, in_hash);
    let mut end = end - text[at..end].iter().rev().take_while(|b| b".,-".contains(b)).count();
    let last = at + text[at..end].iter().rposition(|&b| b == b'$')? + 1;
    let bcrypt = text[at..].starts_with(b"$2");
    if bcrypt {
        end = end.min(last + 53);
    }
    let fields = text[at..end].iter().filter(|&&b| b == b'$').count();
    let fits = if bcrypt { end - last == 53 && last - at == 7 } else { end - last >= 43 && fields >= 3 };
    (fits && is_random(&text[last..end])).then_some((at, end))
}

/// What can be a password or a key: one word, of letters and digits at least, that does not say what should stand there.
fn credential(value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let word = &value[start..end];
    let has = |class: fn(&u8) -> bool| word.iter().any(class);
    let fits = (8..=200).contains(&word.len())
        && word.iter().all(|b| b.is_ascii_graphic() && !b"<>{}()[]\"'`;,&|\\".contains(b))
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && !word.starts_with(b"/")
        && !word.windows(3).any(|w| w == b"://" || w == b"***")
        && !matches!(word[0], b'$' | b'%' | b'@' | b'#');
    (fits && is_random(word)).then_some((start, end))
}

fn basic(value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let code = value[start..end].strip_prefix(b"Basic ")?;
    let mut pair = [0; 90];
    let pair = base64(code, &mut pair);
    let colon = pair.iter().position(|&b| b == b':')?;
    let (name, password) = (&pair[..colon], &pair[colon + 1..]);
    (!name.is_empty() && pair.iter().all(|b| !b.is_ascii_control()) && is_password(name, password))
        .then_some((start, end))
}

fn bearer(value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let token = value[start..end].strip_prefix(b"Bearer ")?;
    let fits = token.len() >= 16 && token.iter().all(|b| is_url_safe(b) || b"._~+/=".contains(b));
    (fits && is_random(token)).then_some((start, end))
}

/// Bytes of a name and a password in an address.
static PART: [bool; 256] = {
    let mut part = [false; 256];
    let mut byte = b'!';
    while byte <= b'~' {
        part[byte as usize] = !matches!(
            byte,
            b'/' | b'"'
                | b'\''
                | b'<'
                | b'>'
                | b'{'
                | b'}'
                | b'('
                | b')'
                | b'['
                | b']'
                | b'\\'
                | b'^'
                | b'`'
                | b'|'
                | b'@'
        );
        byte += 1;
    }
    part
};

/// `scheme://name:password@host` around the `@` at `at`.
fn userinfo(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let begin = at - text[..at].iter().rev().take(193).take_while(|&&b| PART[b as usize]).count();
    let colon = begin + text[begin..at].iter().position(|&b| b == b':')?;
    let scheme = text[..begin].strip_suffix(b"://")?;
    let letters = scheme.iter().rev().take(17).take_while(|b| b.is_ascii_alphanumeric() || b"+.-".contains(b)).count();
    let host = &text[at + 1..][..run(text, at + 1, |b| b.is_ascii_alphanumeric() || b".-_".contains(b))];
    let (name, password) = (&text[begin..colon], &text[colon + 1..at]);
    let fits = (2..=16).contains(&letters) && !name.is_empty() && !host.is_empty();
    let nobodys = is_reserved(host) || is_example(password, host);
    let end = at + 1 + run(text, at + 1, |b| b.is_ascii_graphic() && !b"\"'<>{}()[]\\^`|,;".contains(b));
    (fits && !nobodys && is_password(name, password)).then_some((begin - 3 - letters, end))
}

/// Whether the host is nobody's: a name that RFC 2606 and RFC 6761 keep for documentation and tests, or the reader's own
/// machine.
fn is_reserved(host: &[u8]) -> bool {
    let host = host.strip_suffix(b".").unwrap_or(host);
    let mut labels = host.rsplit(|&b| b == b'.');
    let (top, second) = (labels.next().unwrap_or(host), labels.next().unwrap_or(&[]));
    is_one_of(top, &["example", "test", "invalid", "localhost"])
        || is_one_of(second, &["example"]) && is_one_of(top, &["com", "org", "net", "edu"])
        || host.starts_with(b"127.")
        || host == b"0.0.0.0"
}

fn is_database(url: &[u8]) -> bool {
    const SCHEMES: [&str; 7] = ["postgres", "mysql", "mariadb", "mongodb", "redis", "amqp", "mssql"];
    begins_with_one_of(url, &SCHEMES)
}

/// Whether it is a password, and not the word for one with a number behind it, the name again, or a place for one
/// (`$PASSWORD`, `%s`, `***`).
fn is_password(name: &[u8], password: &[u8]) -> bool {
    const WORDS: [&str; 11] =
        ["pass", "password", "passwd", "pwd", "pw", "secret", "token", "admin", "root", "changeme", "example"];
    let place = |b: &u8| matches!(b, b'$' | b'%' | b'*' | b'{' | b'<' | b'#');
    let same = password.windows(2).all(|w| w[0] == w[1]);
    let user = is_one_of(name, &["user", "username"]);
    let word = without_number(password);
    !same && !user && password != name && !is_one_of(word, &WORDS) && !password.first().is_some_and(place)
}

/// Whether the password is what documentation has for one, a single word or number: `xyz`, `tiger`, `1234`,
/// `motdepasse@serveur`.
fn is_example(password: &[u8], host: &[u8]) -> bool {
    let word = without_number(password);
    let digits = password.len() - word.len();
    let letters = word.iter().all(|b| b.is_ascii_lowercase() || *b == b'-');
    let short = word.len() <= 8 || !host.contains(&b'.') || word.windows(4).any(|w| w == b"pass");
    letters && if digits == 0 { short } else { word.is_empty() && digits <= 5 }
}

/// A word without the digits at its end.
fn without_number(word: &[u8]) -> &[u8] {
    let digits = word.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    &word[..word.len() - digits]
}

/// The bytes that `text` stands for in base64 of either alphabet, as far as they have room.
fn base64<'r>(text: &[u8], room: &'r mut [u8]) -> &'r [u8] {
    let (mut bits, mut n, mut len) = (0u32, 0, 0);
    for &byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => break,
        };
        (bits, n) = (bits << 6 | u32::from(value), n + 6);
        if n >= 8 {
            n -= 8;
            let Some(free) = room.get_mut(len) else { break };
            *free = (bits >> n) as u8;
            len += 1;
        }
    }
    &room[..len]
}
