//! Pack `mea`: the Middle East, Africa and the east of Europe.

use super::dates::{THIS_YEAR, digits, exists, exists_in_a_century, recent};
use super::labels::{EID_AE, GHANA, IIN, IL_ID, INN, IQAMA, MELLI, NIN_NG, RNOKPP, SNILS, TCKN, ZA_ID};
use crate::grammar::{Check, Detector, Form, Pack, Severity, Weighted};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        id: "ae_eid",
        title: "Emirates ID",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("[7][8][4]-9{4}-9{7}-9"), alone: 95 },
            Form { shape: shape!("[7][8][4]9{12}"), alone: 95 },
        ],
        check: Check::Luhn,
        accept: emirati,
        labelled: 98,
        label: EID_AE,
        rank: 196,
        examples: &["784-1980-1234567-8"],
        source: "Federal Authority for Identity of the UAE, structure of the number",
        ..Detector::BASE
    },
    Detector {
        id: "sa_id",
        title: "Saudi identity or residence number",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[Form { shape: shape!("[12]9{9}"), alone: 10 }],
        check: Check::Luhn,
        labelled: 94,
        label: IQAMA,
        rank: 197,
        examples: &["1000000008"],
        source: "Ministry of Interior of Saudi Arabia, check digit of the number",
        ..Detector::BASE
    },
    Detector {
        id: "il_id",
        title: "Israeli identity number",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{9}"), alone: 5 }, Form { shape: shape!("9{8}-9"), alone: 5 }],
        check: Check::Luhn,
        labelled: 93,
        label: IL_ID,
        rank: 198,
        examples: &["000000018"],
        source: "Population Authority of Israel, check digit; python-stdnum il.idnr",
        ..Detector::BASE
    },
    Detector {
        id: "tr_tckn",
        title: "Turkish identity number",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[Form { shape: shape!("[1-9]9{10}"), alone: 50 }],
        check: Check::Weighted(TCKN_SUMS),
        labelled: 96,
        label: TCKN,
        rank: 199,
        examples: &["10000000146"],
        source: "Nüfus ve Vatandaşlık İşleri, check digits of the number; python-stdnum tr.tckimlik",
        ..Detector::BASE
    },
    Detector {
        id: "ir_melli",
        title: "Iranian national code",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{3}-9{6}-9"), alone: 10 }, Form { shape: shape!("9{10}"), alone: 5 }],
        check: Check::Weighted(MELLI_SUM),
        labelled: 93,
        label: MELLI,
        rank: 200,
        examples: &["1234567891"],
        source: "National Organization for Civil Registration of Iran, check digit",
        ..Detector::BASE
    },
    Detector {
        id: "za_id",
        title: "South African identity number",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{6}~9{4}~9{3}"), alone: 65 },
            Form { shape: shape!("9{6}~9{4}~9{2}~9"), alone: 65 },
            Form { shape: shape!("9{13}"), alone: 65 },
        ],
        check: Check::Luhn,
        accept: south_african,
        labelled: 96,
        label: ZA_ID,
        rank: 201,
        examples: &["8001015009087"],
        source: "Department of Home Affairs, structure of the ID number; python-stdnum za.idnr",
        ..Detector::BASE
    },
    Detector {
        id: "ru_inn12",
        title: "Russian tax number of a person (INN)",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{12}"), alone: 30 }],
        check: Check::Weighted(INN_SUMS),
        labelled: 93,
        label: INN,
        rank: 202,
        examples: &["500100732259"],
        source: "Federal Tax Service of Russia, check digits of the INN; python-stdnum ru.inn",
        ..Detector::BASE
    },
    Detector {
        id: "ru_snils",
        title: "Russian social insurance number (SNILS)",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{3}-9{3}-9{3} 9{2}"), alone: 85 },
            Form { shape: shape!("9{3}~9{3}~9{3}~9{2}"), alone: 60 },
            Form { shape: shape!("9{11}"), alone: 30 },
        ],
        accept: russian_insured,
        lookalikes: false,
        labelled: 95,
        label: SNILS,
        rank: 203,
        examples: &["112-233-445 95"],
        source: "Pension Fund of Russia, key of the SNILS; python-stdnum ru has no such module",
        ..Detector::BASE
    },
    Detector {
        id: "ua_rnokpp",
        title: "Ukrainian taxpayer (RNOKPP)",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{10}"), alone: 5 }],
        check: Check::Weighted(RNOKPP_SUM),
        labelled: 93,
        label: RNOKPP,
        rank: 204,
        examples: &["1759013776"],
        source: "State Tax Service of Ukraine, check digit; python-stdnum ua.rntrc",
        ..Detector::BASE
    },
    Detector {
        id: "kz_iin",
        title: "Kazakh individual number (IIN)",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{12}"), alone: 45 }],
        accept: kazakh,
        labelled: 95,
        label: IIN,
        rank: 205,
        examples: &["800101300006"],
        source: "Ministry of Justice of Kazakhstan, structure of the IIN",
        ..Detector::BASE
    },
    Detector {
        id: "gh_card",
        title: "Ghana Card",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[Form { shape: shape!("[G][H][A]-9{9}-9"), alone: 80 }],
        lookalikes: false,
        labelled: 90,
        label: GHANA,
        rank: 206,
        examples: &["GHA-000000001-2"],
        source: "National Identification Authority of Ghana, structure of the PIN",
        ..Detector::BASE
    },
    Detector {
        id: "ng_nin",
        title: "Nigerian identification number (NIN)",
        pack: Pack::Mea,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{11}"), alone: 0 }],
        labelled: 90,
        label: NIN_NG,
        rank: 207,
        examples: &["48210937561"],
        source: "National Identity Management Commission of Nigeria, length of the NIN",
        ..Detector::BASE
    },
];

const TCKN_SUMS: &[Weighted] = &[
    Weighted { weights: &[7, 9, 7, 9, 7, 9, 7, 9, 7], modulus: 10, table: b"0123456789", behind: 1 },
    Weighted { weights: &[1, 1, 1, 1, 1, 1, 1, 1, 1, 1], modulus: 10, table: b"0123456789", behind: 0 },
];

const MELLI_SUM: &[Weighted] =
    &[Weighted { weights: &[10, 9, 8, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"01987654321", behind: 0 }];

const INN_SUMS: &[Weighted] = &[
    Weighted { weights: &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8], modulus: 11, table: b"01234567890", behind: 1 },
    Weighted { weights: &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8], modulus: 11, table: b"01234567890", behind: 0 },
];

const RNOKPP_SUM: &[Weighted] =
    &[Weighted { weights: &[10, 5, 7, 9, 4, 6, 10, 5, 7], modulus: 11, table: b"01234567890", behind: 0 }];

/// The year of birth stands behind the country.
fn emirati(value: &[u8]) -> bool {
    (1900..=THIS_YEAR).contains(&digits(value, 3, 4))
}

/// A date of birth, and a citizen or a resident.
fn south_african(value: &[u8]) -> bool {
    let born = exists(recent(digits(value, 0, 2)), digits(value, 2, 2), digits(value, 4, 2));
    born && matches!(value.get(10), Some(b'0' | b'1'))
}

/// Numbers behind 001-001-998 have a key: the weighted sum modulo 101, of which two digits are kept.
fn russian_insured(value: &[u8]) -> bool {
    let sum = (0..9).map(|i| (9 - i as u32) * digits(value, i, 1)).sum::<u32>();
    digits(value, 0, 9) <= 1_001_998 || sum % 101 % 100 == digits(value, 9, 2)
}

/// A second row of weights where the first leaves ten; a date of birth; the seventh digit is the century.
fn kazakh(value: &[u8]) -> bool {
    let sum = |weights: [u32; 11]| weights.iter().enumerate().map(|(i, w)| w * digits(value, i, 1)).sum::<u32>() % 11;
    let first = sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    let check = if first == 10 { sum([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) } else { first };
    let born = exists_in_a_century(digits(value, 0, 2), digits(value, 2, 2), digits(value, 4, 2));
    born && matches!(value.get(6), Some(b'0'..=b'6')) && check == digits(value, 11, 1)
}
