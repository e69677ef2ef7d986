//! Pack `apac`: the east of Asia.

use super::super::dates::{THIS_YEAR, digits, exists, exists_in_a_century};
use super::super::labels::{HKID, MYKAD, MYNUMBER, NIK, NRIC, RIC, RRN, THPIN, TWID};
use super::super::values::shaped;
use crate::grammar::{Anchor, Check, Compact, Detector, Form, Pack, Severity, Weighted};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "cn_ric",
        title: "Chinese resident identity card",
        pack: Pack::Apac,
        severity: Severity::Critical,
        forms: &[
            Form { shape: shape!("[1-8]9{16}[0-9X]"), alone: 92 },
            Form { shape: shape!("[1-8]9{5}~9{8}~9{3}[0-9X]"), alone: 92 },
        ],
        check: Check::Mod11And2,
        accept: chinese,
        lookalikes: false,
        labelled: 98,
        label: RIC,
        rank: 177,
        examples: &["11010519491231002X"],
        source: "GB 11643-1999; python-stdnum cn.ric",
        ..Detector::BASE
    },
    Detector {
        id: "hk_hkid",
        title: "Hong Kong identity card",
        pack: Pack::Apac,
        severity: Severity::High,
        anchor: Anchor::Value(|value| shaped(&[shape!("A{1,2}9{6}[(]?[0-9A][)]?")], value)),
        accept: |value| hong_kong(Compact::of(value).as_bytes()),
        labelled: 95,
        label: HKID,
        rank: 178,
        examples: &["A123456(3)"],
        source: "Immigration Department of Hong Kong, check digit of the card",
        ..Detector::BASE
    },
    Detector {
        id: "tw_nid",
        title: "Taiwanese identity number",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[Form { shape: shape!("A[1289A-D]9{8}"), alone: 65 }],
        accept: taiwanese,
        lookalikes: false,
        labelled: 95,
        label: TWID,
        rank: 179,
        examples: &["A123456789"],
        source: "Ministry of the Interior of Taiwan, check digit of the number; python-stdnum has no such module",
        ..Detector::BASE
    },
    Detector {
        id: "jp_mynumber",
        title: "Japanese individual number (My Number)",
        pack: Pack::Apac,
        severity: Severity::Critical,
        forms: &[Form { shape: shape!("9{4}~9{4}~9{4}"), alone: 10 }, Form { shape: shape!("9{12}"), alone: 10 }],
        check: Check::Weighted(MYNUM_SUM),
        labelled: 95,
        label: MYNUMBER,
        rank: 180,
        examples: &["6214 9832 0257"],
        source: "Order of the Ministry of Internal Affairs 85/2014, check digit; python-stdnum jp.in_",
        ..Detector::BASE
    },
    Detector {
        id: "kr_rrn",
        title: "Korean resident registration number",
        pack: Pack::Apac,
        severity: Severity::Critical,
        forms: &[Form { shape: shape!("9{6}-9{7}"), alone: 85 }, Form { shape: shape!("9{13}"), alone: 30 }],
        check: Check::Weighted(RRN_SUM),
        accept: korean,
        lookalikes: false,
        labelled: 96,
        unverified: 61,
        label: RRN,
        rank: 181,
        examples: &["971013-9019902"],
        source: "Resident Registration Act, check digit of numbers before October 2020; python-stdnum kr.rrn",
        ..Detector::BASE
    },
    Detector {
        id: "sg_nric",
        title: "Singaporean identity card (NRIC, FIN)",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[Form { shape: shape!("[STFGM]9{7}A"), alone: 80 }],
        accept: singaporean,
        lookalikes: false,
        labelled: 96,
        label: NRIC,
        rank: 182,
        examples: &["S1234567D"],
        source: "Immigration & Checkpoints Authority, check letters of NRIC and FIN",
        ..Detector::BASE
    },
    Detector {
        id: "my_nric",
        title: "Malaysian identity card (MyKad)",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{6}-9{2}-9{4}"), alone: 85 }, Form { shape: shape!("9{12}"), alone: 30 }],
        accept: malaysian,
        lookalikes: false,
        labelled: 95,
        label: MYKAD,
        rank: 183,
        examples: &["900101-01-0001"],
        source: "Jabatan Pendaftaran Negara, structure of the number; python-stdnum my.nric",
        ..Detector::BASE
    },
    Detector {
        id: "th_pin",
        title: "Thai identity number",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("[1-8]~9{4}~9{5}~9{2}~9"), alone: 90 },
            Form { shape: shape!("[1-8]9{12}"), alone: 15 },
        ],
        check: Check::Weighted(THPIN_SUM),
        lookalikes: false,
        labelled: 95,
        label: THPIN,
        rank: 184,
        examples: &["1-2345-45678-78-1"],
        source: "Bureau of Registration Administration, check digit of the number; python-stdnum th.pin",
        ..Detector::BASE
    },
    Detector {
        id: "id_nik",
        title: "Indonesian identity number (NIK)",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[Form { shape: shape!("[1-9]9{15}"), alone: 45 }],
        accept: indonesian,
        labelled: 95,
        label: NIK,
        rank: 185,
        examples: &["3171010101900001"],
        source: "Ministry of Home Affairs of Indonesia, structure of the NIK; python-stdnum id.nik",
        ..Detector::BASE
    },
];

const MYNUM_SUM: &[Weighted] =
    &[Weighted { weights: &[6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"00987654321", behind: 0 }];

const RRN_SUM: &[Weighted] =
    &[Weighted { weights: &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5], modulus: 11, table: b"10987654321", behind: 0 }];

const THPIN_SUM: &[Weighted] =
    &[Weighted { weights: &[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"10987654321", behind: 0 }];

/// Province of the first two digits, and a date of birth.
fn chinese(value: &[u8]) -> bool {
    let province =
        matches!(digits(value, 0, 2), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83);
    let year = digits(value, 6, 4);
    province && (1800..=THIS_YEAR).contains(&year) && exists(year, digits(value, 10, 2), digits(value, 12, 2))
}

/// One letter counts as two with a blank (36) in front; the last character checks.
fn hong_kong(value: &[u8]) -> bool {
    let place =
        |b: u8| if b.is_ascii_digit() { u32::from(b - b'0') } else { u32::from(b.wrapping_sub(b'A') % 26) + 10 };
    let blank = if value.len() == 8 { 36 * 9 } else { 0 };
    let weighted = value.iter().rev().zip(1..).map(|(&b, w)| place(b) * w).sum::<u32>();
    matches!(value.len(), 8 | 9) && (blank + weighted) % 11 == 0
}

/// The letter counts as two digits, one of them nine times; so does the second letter of older residence permits.
fn taiwanese(value: &[u8]) -> bool {
    const PLACES: [u32; 26] =
        [10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33];
    let place = |b: u8| PLACES[usize::from(b.wrapping_sub(b'A') % 26)];
    let count = |b: u8| if b.is_ascii_digit() { u32::from(b - b'0') } else { place(b) % 10 };
    let first = value.first().map_or(0, |&b| place(b) / 10 + 9 * (place(b) % 10));
    let rest = value.iter().skip(1).zip([8, 7, 6, 5, 4, 3, 2, 1, 1]).map(|(&b, w)| count(b) * w).sum::<u32>();
    value.len() == 10 && (first + rest).is_multiple_of(10)
}

/// The seventh digit tells the century; the place of registration is under 97.
fn korean(value: &[u8]) -> bool {
    let century = match value.get(6) {
        Some(b'1' | b'2' | b'5' | b'6') => 1900,
        Some(b'3' | b'4' | b'7' | b'8') => 2000,
        _ => 1800,
    };
    digits(value, 7, 2) <= 96 && exists(century + digits(value, 0, 2), digits(value, 2, 2), digits(value, 4, 2))
}

/// The last letter checks, by the series of the first.
fn singaporean(value: &[u8]) -> bool {
    let weights = [2, 7, 6, 5, 4, 3, 2];
    let sum = weights.iter().enumerate().map(|(i, w)| w * digits(value, i + 1, 1)).sum::<u32>();
    let (offset, letters) = match value.first() {
        Some(b'S') => (0, b"JZIHGFEDCBA"),
        Some(b'T') => (4, b"JZIHGFEDCBA"),
        Some(b'F') => (0, b"XWUTRQPNMLK"),
        Some(b'G') => (4, b"XWUTRQPNMLK"),
        Some(b'M') => (3, b"XWUTRQPNJLK"),
        _ => return false,
    };
    value.get(8) == Some(&letters[(sum + offset) as usize % 11])
}

/// A date and a place of birth.
fn malaysian(value: &[u8]) -> bool {
    let place = matches!(digits(value, 6, 2), 1..=59 | 60..=68 | 71 | 72 | 74..=79 | 82..=93 | 98 | 99);
    place && exists_in_a_century(digits(value, 0, 2), digits(value, 2, 2), digits(value, 4, 2))
}

/// A region, and a date of birth whose day is 40 more for women.
fn indonesian(value: &[u8]) -> bool {
    let day = digits(value, 6, 2);
    let region = (11..=94).contains(&digits(value, 0, 2)) && digits(value, 2, 2) > 0 && digits(value, 4, 2) > 0;
    region && exists_in_a_century(digits(value, 10, 2), digits(value, 8, 2), if day > 40 { day - 40 } else { day })
}
