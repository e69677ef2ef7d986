//! Pack `intl-core`: what every country has.

use super::labels::{CARD, EMAIL};
use crate::bytes::words::{begins_with_one_of, is_one_of};
use crate::grammar::{Anchor, Check, Detector, Form, Pack, Role, Severity};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        id: "email",
        title: "E-mail address",
        pack: Pack::IntlCore,
        severity: Severity::Medium,
        role: Role::Contact,
        anchor: Anchor::At { find: address_around, alone: 92 },
        refuse: is_nobodys,
        grade: post_or_sample_is_low,
        labelled: 97,
        label: EMAIL,
        rank: 60,
        examples: &["asha.k@mail.co.in"],
        source: "RFC 5321 §4.5.3.1, RFC 5322 §3.4.1",
        ..Detector::BASE
    },
    Detector {
        id: "payment_card",
        title: "Payment card number",
        pack: Pack::IntlCore,
        severity: Severity::Critical,
        forms: &[
            Form { shape: shape!("9{4}~9{4}~9{4}~9{4}"), alone: 90 },
            Form { shape: shape!("9{4}~9{6}~9{5}"), alone: 90 },
            Form { shape: shape!("9{4}~9{6}~9{4}"), alone: 90 },
            Form { shape: shape!("9{4}~9{4}~9{4}~9{4}~9{3}"), alone: 90 },
            Form { shape: shape!("9{4}~9{4}~9{4}~9{1,3}"), alone: 60 },
            Form { shape: shape!("9{4}~9{4}~9{4}"), alone: 0 },
            Form { shape: shape!("9{12}"), alone: 35 },
            Form { shape: shape!("9{13}"), alone: 45 },
            Form { shape: shape!("9{14,19}"), alone: 60 },
        ],
        check: Check::Luhn,
        accept: has_issuer,
        lookalikes: false,
        labelled: 99,
        label: CARD,
        samples: &[
            "4111111111111111", "4242424242424242", "5555555555554444", "378282246310005", "6011111111111117",
            "3530111333300000", "30569309025904", "4012888888881881", "5105105105105100", "371449635398431",
            "6011000990139424", "38520000023237", "4000056655665556", "2223003122003222",
        ],
        rank: 10,
        several: true,
        examples: &["4111 1111 1111 1111", "378282246310005"],
        source: "ISO/IEC 7812-1; issuer ranges as published by the networks, NPCI for RuPay",
        ..Detector::BASE
    },
    Detector {
        // Of an issuer that is not in the list: only a label makes it known, and a library's cards have one, too.
        id: "payment_card",
        title: "Payment card number",
        pack: Pack::IntlCore,
        severity: Severity::Critical,
        forms: &[
            Form { shape: shape!("9{4}~9{4}~9{4}~9{1,4}"), alone: 0 },
            Form { shape: shape!("9{4}~9{4}~9{4}"), alone: 0 },
            Form { shape: shape!("9{12,19}"), alone: 0 },
        ],
        check: Check::Luhn,
        accept: is_no_row,
        lookalikes: false,
        labelled: 75,
        label: CARD,
        rank: 253,
        several: true,
        examples: &["6390 4793 2624"],
        source: "ISO/IEC 7812-1 (the shape and the check digit alone)",
        ..Detector::BASE
    },
];

/// Issuer ranges: from, to (as prefixes of equal length), shortest and longest number.
const ISSUERS: &[(&str, &str, usize, usize)] = &[
    ("34", "34", 15, 15),
    ("37", "37", 15, 15),
    ("51", "55", 16, 16),
    ("2221", "2720", 16, 16),
    ("508500", "508999", 16, 16),
    ("606985", "608500", 16, 16),
    ("6521", "6531", 16, 16),
    ("81", "82", 16, 16),
    ("6011", "6011", 16, 19),
    ("644", "649", 16, 19),
    ("65", "65", 16, 19),
    ("622126", "622925", 16, 19),
    ("300", "305", 14, 19),
    ("3095", "3095", 14, 19),
    ("36", "36", 14, 19),
    ("38", "39", 14, 19),
    // JCB issues 3528–3589; validators in wide use, and so test data, take all of 35.
    ("35", "35", 16, 19),
    ("2131", "2131", 15, 15),
    ("1800", "1800", 15, 15),
    ("62", "62", 16, 19),
    ("810", "817", 16, 19),
    ("50", "50", 12, 19),
    ("56", "58", 12, 19),
    ("6304", "6304", 12, 19),
    ("67", "67", 12, 19),
    ("2200", "2204", 16, 19),
    ("9792", "9792", 16, 16),
    ("6062", "6062", 16, 16),
    ("6363", "6363", 16, 16),
    ("8600", "8600", 16, 16),
    ("9860", "9860", 16, 16),
    ("9704", "9704", 16, 19),
];

/// Whether a network issues numbers of this beginning and length.
fn has_issuer(digits: &[u8]) -> bool {
    let visa = digits.first() == Some(&b'4') && matches!(digits.len(), 13 | 16 | 19);
    is_no_row(digits)
        && (visa
            || ISSUERS.iter().any(|&(from, to, least, most)| {
                (least..=most).contains(&digits.len())
                    && digits.get(..from.len()).is_some_and(|p| from.as_bytes() <= p && p <= to.as_bytes())
            }))
}

/// Not one digit all over.
fn is_no_row(digits: &[u8]) -> bool {
    digits.windows(2).any(|w| w[0] != w[1])
}

/// Longest local part, domain and label (RFC 5321 §4.5.3.1, RFC 1035 §2.3.4), in bytes.
const LOCAL: usize = 64;
const DOMAIN: usize = 189;
const LABEL: usize = 63;

/// The address around the `@` at `at`: letters, digits and `._%+-` in front (the rest of RFC 5322 is not seen in the wild), two or more labels and a TLD of letters behind.
fn address_around(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let atom = |b: &u8| b.is_ascii_alphanumeric() || b"._%+-'".contains(b);
    let reach = &text[at.saturating_sub(LOCAL + 1)..at];
    let mut local = reach.iter().rev().take_while(|b| atom(b)).count();
    if local > LOCAL {
        return None;
    }
    // Punctuation in front belongs to the text (`'a@b.in'`, `=a@b.in`, `/a@b.in`), not to the address.
    while local > 0 && !text[at - local].is_ascii_alphanumeric() && text[at - local] != b'_' {
        local -= 1;
    }
    let dots_are_single = text[at - local..at].windows(2).all(|w| w != b"..");
    if local == 0 || text[at - 1] == b'.' || !dots_are_single {
        return None;
    }
    let host = text[at + 1..].iter().take(DOMAIN).take_while(|b| b.is_ascii_alphanumeric() || b"-.".contains(b));
    let mut end = at + 1 + host.count();
    while end > at + 1 && !text[end - 1].is_ascii_alphanumeric() {
        end -= 1;
    }
    let domain = &text[at + 1..end];
    let mut labels = domain.split(|&b| b == b'.');
    let tld = labels.next_back()?;
    let good = |label: &[u8]| (1..=LABEL).contains(&label.len()) && label[0] != b'-' && label[label.len() - 1] != b'-';
    let tld_good = (2..=24).contains(&tld.len()) && tld.iter().all(u8::is_ascii_alphabetic) || tld.starts_with(b"xn--");
    let rest_good = labels.clone().count() > 0 && labels.all(good);
    (tld_good && rest_good).then_some((at - local, end))
}

/// Endings of file names that look like addresses: `icon@2x.png`, `pkg@1.2.js`.
const FILE_ENDINGS: [&str; 14] =
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "js", "mjs", "css", "json", "html", "php", "map", "ts"];
/// Domains and names reserved for documentation and tests (RFC 2606, RFC 6761).
const RESERVED: [&str; 7] = ["example.com", "example.org", "example.net", "test", "example", "invalid", "localhost"];
/// Local parts that stand for anybody.
const NOBODY: [&str; 6] = ["user", "you", "test", "username", "name", "your.name"];

/// Whether it is no address: a file name like `icon@2x.png`.
fn is_nobodys(address: &[u8]) -> bool {
    let ending = address.rsplit(|&b| b == b'.').next().unwrap_or(address);
    is_one_of(ending, &FILE_ENDINGS)
}

/// Whether the address is an example: of a documentation domain, `you@…`.
fn is_sample(address: &[u8]) -> bool {
    let Some(at) = address.iter().position(|&b| b == b'@') else { return true };
    let (local, domain) = (&address[..at], &address[at + 1..]);
    let within = |name: &str| {
        let name = name.as_bytes();
        domain.len() >= name.len()
            && domain[domain.len() - name.len()..].eq_ignore_ascii_case(name)
            && (domain.len() == name.len() || domain[domain.len() - name.len() - 1] == b'.')
    };
    RESERVED.iter().any(|name| within(name)) || is_one_of(local, &NOBODY)
}

/// Names of posts and desks: published on purpose.
const ROLES: [&str; 40] = [
    "info", "contact", "support", "help", "helpdesk", "admin", "administrator", "webmaster", "postmaster", "noreply",
    "no-reply", "donotreply", "sales", "press", "media", "office", "grievance", "nodal", "pio", "cpio", "rti",
    "feedback", "enquiry", "enquiries", "inquiry", "care", "customercare", "service", "security", "abuse", "privacy",
    "legal", "jobs", "careers", "hr", "team", "hello", "mail", "newsletter", "dpo",
];
/// Beginnings of official addresses: `dm-pune@…`, `collector.x@…`.
const POSTS: [&str; 9] = ["dm-", "dm.", "collector", "secy", "secretary", "commissioner", "director", "ceo-", "cmo"];

/// A desk's or a post's address is public, an example nobody's: low.
fn post_or_sample_is_low(address: &[u8], severity: Severity) -> Severity {
    let local = address.split(|&b| b == b'@').next().unwrap_or(address);
    let role = is_one_of(local, &ROLES) || begins_with_one_of(local, &POSTS);
    if role || is_sample(address) { Severity::Low } else { severity }
}

#[cfg(test)]
mod tests {
    use super::{address_around, has_issuer, is_nobodys, is_sample, post_or_sample_is_low};
    use crate::grammar::Severity;

    #[test]
    fn addresses() {
        for (text, found) in [
            ("mail asha.k@mail.co.in.", Some("asha.k@mail.co.in")),
            ("<a href='mailto:x_1@y.org'>", Some("x_1@y.org")),
            ("to=rao@nic.in&x", Some("rao@nic.in")),
            ("a@b", None),
            ("@media", None),
            ("a..b@c.in", None),
            ("a.@c.in", None),
            ("lodash@4.17.21", None),
            ("a@b.c", None),
            ("a@-b.in", None),
            ("é@b.in", None),
        ] {
            let at = text.find('@').expect("an at sign");
            assert_eq!(address_around(text.as_bytes(), at).map(|(s, e)| &text[s..e]), found, "{text}");
        }
        for (address, somebodys) in [
            ("a@b.in", true),
            ("a@example.com", false),
            ("a@x.test", false),
            ("you@b.in", false),
            ("a@notexample.com", true),
        ] {
            assert_eq!(!is_sample(address.as_bytes()), somebodys, "{address}");
        }
        assert!(is_nobodys(b"icon@2x.png") && !is_nobodys(b"a@b.in"));
        for (address, severity) in
            [("Info@x.in", Severity::Low), ("a@example.org", Severity::Low), ("information@x.in", Severity::Medium)]
        {
            assert_eq!(post_or_sample_is_low(address.as_bytes(), Severity::Medium), severity, "{address}");
        }
    }

    #[test]
    fn issuers() {
        for (digits, issued) in [
            ("4111111111111111", true),
            ("411111111111111", false),
            ("378282246310005", true),
            ("6521110000000000", true),
            ("1234567890123456", false),
            ("0000000000000000", false),
            ("", false),
        ] {
            assert_eq!(has_issuer(digits.as_bytes()), issued, "{digits}");
        }
    }
}
