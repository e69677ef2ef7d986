//! Packs `intl-core` and `network`: devices, cars and machines.

use super::dates::digits;
use super::labels::{ICCID, IMEI, IP_ADDRESS, MAC_ADDRESS, VIN};
use super::person::trimmed;
use super::values::shaped;
use crate::grammar::{Anchor, Check, Compact, Detector, Form, Pack, Role, Severity};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        id: "imei",
        title: "Mobile device (IMEI)",
        pack: Pack::IntlCore,
        severity: Severity::Medium,
        forms: &[
            Form { shape: shape!("9{2}~9{6}~9{6}~9"), alone: 60 },
            Form { shape: shape!("9{6}~9{2}~9{6}~9"), alone: 60 },
            Form { shape: shape!("9{15}"), alone: 35 },
        ],
        check: Check::Luhn,
        accept: is_reporting_body,
        lookalikes: false,
        labelled: 95,
        label: IMEI,
        rank: 28,
        several: true,
        examples: &["490154203237518"],
        source: "3GPP TS 23.003 §6, GSMA TS.06; python-stdnum imei",
        ..Detector::BASE
    },
    Detector {
        id: "iccid",
        title: "SIM card (ICCID)",
        pack: Pack::IntlCore,
        severity: Severity::Medium,
        forms: &[
            Form { shape: shape!("[8][9][9][1]9{15,16}"), alone: 75 },
            Form { shape: shape!("[8][9]9{17,18}"), alone: 0 },
        ],
        check: Check::Luhn,
        labelled: 95,
        label: ICCID,
        rank: 29,
        several: true,
        examples: &["8991000123456789017"],
        source: "ITU-T E.118: 89, country, issuer, Luhn",
        ..Detector::BASE
    },
    Detector {
        id: "vin",
        title: "Vehicle identification number",
        pack: Pack::IntlCore,
        severity: Severity::Medium,
        anchor: Anchor::Value(|value| shaped(&[shape!("[0-9A-HJ-NPR-Z]{13}9{4}")], value)),
        accept: |value| vin_digit(Compact::of(value).as_bytes()),
        labelled: 90,
        label: VIN,
        rank: 160,
        several: true,
        examples: &["1M8GDM9AXKP042788"],
        source: "ISO 3779; 49 CFR 565.15",
        ..Detector::BASE
    },
    Detector {
        id: "ipv4",
        title: "Internet address (IPv4)",
        pack: Pack::Network,
        severity: Severity::Low,
        role: Role::Body,
        anchor: Anchor::Value(|value| shaped(&[shape!("9{1,3}.9{1,3}.9{1,3}.9{1,3}")], value)),
        accept: is_dotted_quad,
        refuse: is_special,
        labelled: 80,
        label: IP_ADDRESS,
        rank: 161,
        examples: &["93.184.216.34"],
        source: "RFC 791, RFC 6890",
        ..Detector::BASE
    },
    Detector {
        id: "ipv6",
        title: "Internet address (IPv6)",
        pack: Pack::Network,
        severity: Severity::Low,
        role: Role::Body,
        anchor: Anchor::Value(ipv6),
        labelled: 80,
        label: IP_ADDRESS,
        rank: 162,
        examples: &["2405:204:a10c:8f1::17"],
        source: "RFC 4291 §2.2, RFC 6890",
        ..Detector::BASE
    },
    Detector {
        id: "mac_address",
        title: "Hardware address (MAC)",
        pack: Pack::Network,
        severity: Severity::Low,
        role: Role::Body,
        anchor: Anchor::Value(mac_address),
        labelled: 85,
        label: MAC_ADDRESS,
        rank: 163,
        examples: &["3c:5a:b4:19:e0:7d"],
        source: "IEEE 802, EUI-48; a group's address and the empty one are nobody's",
        ..Detector::BASE
    },
];

/// An address of the internet: no loopback, no link-local or private one, none for documentation.
fn ipv6(value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let text = core::str::from_utf8(&value[start..end]).ok()?;
    let address: core::net::Ipv6Addr = text.parse().ok()?;
    let [first, second, ..] = address.segments();
    let special = address.is_loopback() || address.is_unspecified() || address.is_multicast();
    let private = matches!(first, 0xfe80..=0xfebf | 0xfc00..=0xfdff) || (first, second) == (0x2001, 0xdb8);
    (!special && !private).then_some((start, end))
}

/// Six pairs of hexadecimal digits, parted by `:` or `-`, or three fours parted by dots.
fn mac_address(value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let text = &value[start..end];
    let parts = |by: u8, n: usize, len: usize| {
        let hex = |part: &[u8]| part.len() == len && part.iter().all(u8::is_ascii_hexdigit);
        text.split(|&b| b == by).count() == n && text.split(|&b| b == by).all(hex)
    };
    let written = parts(b':', 6, 2) || parts(b'-', 6, 2) || parts(b'.', 3, 4);
    // The lowest bit of the first pair says that many listen.
    let group = (char::from(*text.get(1)?).to_digit(16)?) & 1 == 1;
    let empty = text.iter().all(|b| !b.is_ascii_hexdigit() || *b == b'0');
    (written && !group && !empty).then_some((start, end))
}

/// Bodies that allocate the first eight digits.
fn is_reporting_body(value: &[u8]) -> bool {
    matches!(digits(value, 0, 2), 1 | 10 | 30 | 33 | 35 | 44 | 45 | 49..=54 | 86 | 91 | 98 | 99)
}

/// The ninth character checks the others: always in North America and China, elsewhere seldom.
fn vin_digit(value: &[u8]) -> bool {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    const LETTERS: [u32; 26] = [1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9];
    let place =
        |b: u8| if b.is_ascii_digit() { u32::from(b - b'0') } else { LETTERS[usize::from(b.wrapping_sub(b'A') % 26)] };
    let sum: u32 = WEIGHTS.iter().zip(value).map(|(w, &b)| w * place(b)).sum();
    let checked = matches!(value.first(), Some(b'1'..=b'5' | b'L'));
    !checked || value.get(8) == Some(&b"0123456789X"[(sum % 11) as usize])
}

/// Four numbers under 256 without leading zeros.
fn is_dotted_quad(value: &[u8]) -> bool {
    let octet =
        |part: &[u8]| part.len() <= 3 && digits(part, 0, 3) < 256 && (part.len() == 1 || !part.starts_with(b"0"));
    value.split(|&b| b == b'.').all(octet)
}

/// Addresses that nobody on the internet has (RFC 6890).
fn is_special(value: &[u8]) -> bool {
    let number = |i: usize| value.split(|&b| b == b'.').nth(i).map_or(0, |part| digits(part, 0, 3));
    let (a, b, c) = (number(0), number(1), number(2));
    let private = matches!(a, 0 | 10 | 127 | 224..) || a == 172 && (16..32).contains(&b) || a == 192 && b == 168;
    private || matches!((a, b, c), (169, 254, _) | (192, 0, 2) | (198, 51, 100) | (203, 0, 113))
}
