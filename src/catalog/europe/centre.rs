//! Pack `eu`: the centre of Europe.

use super::super::dates::{digits, exists, exists_in_a_century};
use super::super::labels::{ADOAZ, AHV, DAVCNA, DOWOD, KVNR, NIP, PESEL, RODNE, STEUER_ID, SV_NUMMER, TAJ};
use super::super::values::shaped;
use crate::grammar::{Anchor, Check, Compact, Detector, Form, Pack, Role, Severity, Weighted};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "de_steuer_id",
        title: "German tax identification number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{2}~9{3}~9{3}~9{3}"), alone: 70 },
            Form { shape: shape!("9{11}"), alone: 45 },
            Form { shape: shape!("9{10} 9"), alone: 0 },
        ],
        check: Check::Mod11And10,
        accept: one_digit_repeats,
        lookalikes: false,
        labelled: 96,
        label: STEUER_ID,
        rank: 124,
        examples: &["36 574 261 809"],
        source: "Bundeszentralamt für Steuern, structure of the IdNr; python-stdnum de.idnr",
        ..Detector::BASE
    },
    Detector {
        id: "pl_pesel",
        title: "Polish PESEL",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{11}"), alone: 45 }],
        check: Check::Weighted(PESEL_SUM),
        accept: birth_of_pesel,
        labelled: 96,
        label: PESEL,
        rank: 125,
        examples: &["44051401359"],
        source: "Polish act on population registration, annex; python-stdnum pl.pesel",
        ..Detector::BASE
    },
    Detector {
        id: "de_rvnr",
        title: "German pension insurance number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{8}A9{3}"), alone: 85 }, Form { shape: shape!("9{2}~9{6}~A~9{3}"), alone: 85 }],
        accept: pension_digit,
        lookalikes: false,
        labelled: 96,
        label: SV_NUMMER,
        rank: 127,
        examples: &["65 010100 A 005"],
        source: "Verordnung über die Versicherungsnummer (VKVV) §4; python-stdnum has no such module",
        ..Detector::BASE
    },
    Detector {
        id: "de_kvnr",
        title: "German health insurance number",
        pack: Pack::Eu,
        severity: Severity::Critical,
        forms: &[Form { shape: shape!("A9{9}"), alone: 45 }],
        accept: insured_digit,
        labelled: 95,
        label: KVNR,
        rank: 128,
        examples: &["A123456780"],
        source: "SGB V §290, directive on the KVNR",
        ..Detector::BASE
    },
    Detector {
        id: "at_svnr",
        title: "Austrian social insurance number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{4}~9{6}"), alone: 80 }, Form { shape: shape!("9{10}"), alone: 50 }],
        accept: austrian,
        lookalikes: false,
        labelled: 95,
        label: SV_NUMMER,
        rank: 129,
        examples: &["1237 010180"],
        source: "Dachverband der Sozialversicherungsträger, structure of the Versicherungsnummer; python-stdnum at.vnr",
        ..Detector::BASE
    },
    Detector {
        id: "ch_ahv",
        title: "Swiss social insurance number (AHV)",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("[7][5][6].9{4}.9{4}.9{2}"), alone: 92 },
            Form { shape: shape!("[7][5][6]9{10}"), alone: 92 },
        ],
        check: Check::Weighted(EAN_SUM),
        lookalikes: false,
        labelled: 97,
        label: AHV,
        rank: 130,
        examples: &["756.9217.0769.85"],
        source: "Zentrale Ausgleichsstelle, structure of the AHV number; python-stdnum ch.ssn",
        ..Detector::BASE
    },
    Detector {
        id: "pl_id_card",
        title: "Polish identity card",
        pack: Pack::Eu,
        severity: Severity::High,
        anchor: Anchor::Value(|value| shaped(&[shape!("A{3}~?9{6}")], value)),
        accept: |value| polish_card(Compact::of(value).as_bytes()),
        labelled: 92,
        label: DOWOD,
        rank: 131,
        examples: &["ABS 123456"],
        source: "ICAO Doc 9303 check digit as Polish cards carry it",
        ..Detector::BASE
    },
    Detector {
        id: "pl_nip",
        title: "Polish tax number (NIP)",
        pack: Pack::Eu,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[Form { shape: shape!("9{3}-9{3}-9{2}-9{2}"), alone: 0 }, Form { shape: shape!("9{10}"), alone: 0 }],
        check: Check::Weighted(NIP_SUM),
        labelled: 90,
        label: NIP,
        rank: 132,
        examples: &["123-456-32-18"],
        source: "Polish Ministry of Finance, check digit of the NIP; python-stdnum pl.nip",
        ..Detector::BASE
    },
    Detector {
        id: "cz_sk_rc",
        title: "Czech or Slovak birth number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{6}/9{4}"), alone: 80 },
            Form { shape: shape!("9{6}/9{3}"), alone: 0 },
            Form { shape: shape!("9{10}"), alone: 25 },
            Form { shape: shape!("9{9}"), alone: 0 },
        ],
        accept: czech_or_slovak,
        lookalikes: false,
        labelled: 95,
        label: RODNE,
        rank: 133,
        examples: &["710319/2745"],
        source: "Czech act 133/2000 on registers of inhabitants §13; python-stdnum cz.rc",
        ..Detector::BASE
    },
    Detector {
        id: "hu_taj",
        title: "Hungarian social security number (TAJ)",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{3}~9{3}~9{3}"), alone: 10 }, Form { shape: shape!("9{9}"), alone: 0 }],
        check: Check::Weighted(TAJ_SUM),
        labelled: 93,
        label: TAJ,
        rank: 134,
        examples: &["123 456 788"],
        source: "Hungarian act XX of 1996, annex; python-stdnum has no such module",
        ..Detector::BASE
    },
    Detector {
        id: "hu_adoazonosito",
        title: "Hungarian tax identification number of a person",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("[8]9{9}"), alone: 40 }],
        check: Check::Weighted(ADOAZ_SUM),
        labelled: 93,
        label: ADOAZ,
        rank: 135,
        examples: &["8234567896"],
        source: "Hungarian act XX of 1996, annex",
        ..Detector::BASE
    },
    Detector {
        id: "si_davcna",
        title: "Slovene tax number",
        pack: Pack::Eu,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("[1-9]9{7}"), alone: 0 }],
        check: Check::Weighted(DAVCNA_SUM),
        labelled: 90,
        label: DAVCNA,
        rank: 136,
        examples: &["15012557"],
        source: "Finančna uprava, check digit of the tax number; python-stdnum si.ddv",
        ..Detector::BASE
    },
];

const PESEL_SUM: &[Weighted] =
    &[Weighted { weights: &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3], modulus: 10, table: b"0987654321", behind: 0 }];

const EAN_SUM: &[Weighted] =
    &[Weighted { weights: &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3], modulus: 10, table: b"0987654321", behind: 0 }];

const NIP_SUM: &[Weighted] =
    &[Weighted { weights: &[6, 5, 7, 2, 3, 4, 5, 6, 7], modulus: 11, table: b"0123456789-", behind: 0 }];

const TAJ_SUM: &[Weighted] =
    &[Weighted { weights: &[3, 7, 3, 7, 3, 7, 3, 7], modulus: 10, table: b"0123456789", behind: 0 }];

const ADOAZ_SUM: &[Weighted] =
    &[Weighted { weights: &[1, 2, 3, 4, 5, 6, 7, 8, 9], modulus: 11, table: b"0123456789-", behind: 0 }];

const DAVCNA_SUM: &[Weighted] =
    &[Weighted { weights: &[8, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"-0987654321", behind: 0 }];

/// Among the first ten digits exactly one occurs twice or three times, the others once at most; the first is not 0.
fn one_digit_repeats(value: &[u8]) -> bool {
    let mut counts = [0_u8; 10];
    for digit in value.iter().take(10) {
        counts[usize::from(digit.wrapping_sub(b'0')) % 10] += 1;
    }
    let most = counts.iter().max();
    !value.starts_with(b"0") && counts.iter().filter(|&&n| n > 1).count() == 1 && most.is_some_and(|&n| n <= 3)
}

/// The century is told by the month: 80 more in 18xx, none in 19xx, 20 more for each one after.
fn birth_of_pesel(value: &[u8]) -> bool {
    let month = digits(value, 2, 2);
    let century = [1900, 2000, 2100, 2200, 1800][month as usize / 20];
    exists(century + digits(value, 0, 2), month % 20, digits(value, 4, 2))
}

/// The letter counts as two digits; each digit is multiplied, and the digits of the products are summed.
fn pension_digit(value: &[u8]) -> bool {
    let (Some(&letter), true) = (value.get(8), value.len() == 12) else { return false };
    let letter = u32::from(letter.wrapping_sub(b'A') % 26) + 1;
    let at = |i: usize| match i {
        0..8 => digits(value, i, 1),
        8 => letter / 10,
        9 => letter % 10,
        _ => digits(value, i - 1, 1),
    };
    let weighted = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1].iter().enumerate().map(|(i, w)| w * at(i));
    weighted.map(|n| n / 10 + n % 10).sum::<u32>() % 10 == digits(value, 11, 1)
}

/// The letter counts as two digits; every second digit is doubled, and the digits of the products are summed.
fn insured_digit(value: &[u8]) -> bool {
    let letter = value.first().map_or(0, |l| u32::from(l.wrapping_sub(b'A') % 26) + 1);
    let at = |i: usize| match i {
        0 => letter / 10,
        1 => letter % 10,
        _ => digits(value, i - 1, 1),
    };
    let products = (0..10).map(|i| at(i) * (1 + i as u32 % 2));
    products.map(|n| n / 10 + n % 10).sum::<u32>() % 10 == digits(value, 9, 1)
}

/// The fourth digit checks the others; months go to 15 where the days of a birthday have run out.
fn austrian(value: &[u8]) -> bool {
    const SUM: [u32; 10] = [3, 7, 9, 0, 5, 8, 4, 2, 1, 6];
    let sum = SUM.iter().enumerate().map(|(i, w)| w * digits(value, i, 1)).sum::<u32>() % 11;
    let (day, month, year) = (digits(value, 4, 2), digits(value, 6, 2), digits(value, 8, 2));
    let born = matches!(month, 13..=15) && (1..=31).contains(&day) || exists_in_a_century(year, month, day);
    value.len() == 10 && !value.starts_with(b"0") && sum == digits(value, 3, 1) && born
}

/// The fourth character checks the letters and digits around it.
fn polish_card(value: &[u8]) -> bool {
    const SUM: Weighted =
        Weighted { weights: &[7, 3, 1, 0, 7, 3, 1, 7, 3], modulus: 10, table: b"0123456789", behind: 0 };
    value.len() == 9 && SUM.remainder(value).is_some_and(|r| SUM.table.get(r) == value.get(3))
}

/// Months of women are 50 more, 20 more where a day's numbers ran out. Nine digits until 1953, without a check digit.
fn czech_or_slovak(value: &[u8]) -> bool {
    let (two, month, day) = (digits(value, 0, 2), digits(value, 2, 2) % 50 % 20, digits(value, 4, 2));
    match value.len() {
        9 => exists(if two >= 80 { 1800 } else { 1900 } + two, month, day) && !(54..80).contains(&two),
        10 => {
            let year = if two < 54 { 2000 } else { 1900 } + two;
            exists(year, month, day) && digits(value, 0, 9) % 11 % 10 == digits(value, 9, 1)
        }
        _ => false,
    }
}
