//! Pack `eu`: the west and south of Europe.

use super::super::dates::{digits, exists, exists_in_a_century, modulo};
use super::super::labels::{AFM, AMKA, BE_NN, BSN, CC_PT, CF, DNI, LU_NIN, NIF_PT, NIR, NUSS, PPS, SPI};
use super::super::values::shaped;
use crate::grammar::{Anchor, Check, Compact, Detector, Form, Pack, Severity, Weighted};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "nl_bsn",
        title: "Dutch citizen service number (BSN)",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{4}.9{2}.9{3}"), alone: 10 },
            Form { shape: shape!("9{3}~9{3}~9{3}"), alone: 10 },
            Form { shape: shape!("9{9}"), alone: 10 },
            Form { shape: shape!("9{8}"), alone: 0 },
        ],
        check: Check::Weighted(BSN_SUM),
        accept: is_not_zero,
        labelled: 95,
        label: BSN,
        rank: 126,
        examples: &["1112.22.333"],
        source: "Rijksdienst voor Identiteitsgegevens, elfproef; python-stdnum nl.bsn",
        ..Detector::BASE
    },
    Detector {
        id: "fr_nir",
        title: "French social security number (NIR)",
        pack: Pack::Eu,
        severity: Severity::Critical,
        forms: &[
            Form { shape: shape!("[1-478]~9{2}~9{2}~[0-9][0-9AB]~9{3}~9{3}~9{2}"), alone: 85 },
            Form { shape: shape!("[1-478]9{4}9[0-9AB]9{8}"), alone: 55 },
            Form { shape: shape!("[1-478]9{4}9[0-9AB]9{6}~9{2}"), alone: 65 },
        ],
        accept: nir_key,
        lookalikes: false,
        labelled: 97,
        label: NIR,
        rank: 137,
        examples: &["1 85 06 2A 004 003 95"],
        source: "INSEE, structure of the NIR; python-stdnum fr.nir",
        ..Detector::BASE
    },
    Detector {
        id: "fr_spi",
        title: "French tax number (SPI)",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("[0-3]9~9{2}~9{3}~9{3}~9{3}"), alone: 55 },
            Form { shape: shape!("[0-3]9{12}"), alone: 55 },
        ],
        accept: spi_key,
        labelled: 93,
        label: SPI,
        rank: 138,
        examples: &["30 23 217 600 053"],
        source: "Direction générale des Finances publiques, SPI; python-stdnum fr.nif",
        ..Detector::BASE
    },
    Detector {
        id: "es_dni",
        title: "Spanish identity card (DNI)",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{8}[-]A"), alone: 70 },
            Form { shape: shape!("9{8}A"), alone: 60 },
            Form { shape: shape!("9{8} A"), alone: 0 },
            Form { shape: shape!("9{2}.9{3}.9{3}[-]?A"), alone: 70 },
        ],
        check: Check::Weighted(DNI_SUM),
        lookalikes: false,
        labelled: 96,
        label: DNI,
        rank: 139,
        examples: &["54362315-K", "12345678Z"],
        source: "Ministerio del Interior, control letter of the NIF; python-stdnum es.dni",
        ..Detector::BASE
    },
    Detector {
        id: "es_nie",
        title: "Spanish foreigner's number (NIE)",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("[XYZ]~?9{7}~?A"), alone: 70 }],
        accept: nie_letter,
        lookalikes: false,
        labelled: 96,
        label: DNI,
        rank: 140,
        examples: &["X1234567L"],
        source: "Ministerio del Interior, control letter of the NIE; python-stdnum es.nie",
        ..Detector::BASE
    },
    Detector {
        id: "es_nuss",
        title: "Spanish social security number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{2}/9{8}/9{2}"), alone: 50 },
            Form { shape: shape!("9{2}~9{8}~9{2}"), alone: 30 },
            Form { shape: shape!("9{12}"), alone: 30 },
        ],
        accept: nuss_key,
        labelled: 92,
        label: NUSS,
        rank: 141,
        examples: &["28/12345678/40"],
        source: "Tesorería General de la Seguridad Social, check digits of the NUSS",
        ..Detector::BASE
    },
    Detector {
        id: "it_codice_fiscale",
        title: "Italian tax code",
        pack: Pack::Eu,
        severity: Severity::High,
        anchor: Anchor::Value(|value| {
            shaped(&[shape!("A{6}X{2}AX{2}AX{3}A"), shape!("A{3}~A{3}~X{2}AX{2}~AX{3}A"), shape!("9{11}")], value)
        }),
        accept: |value| fiscal_code(Compact::of(value).as_bytes()),
        grade: body_is_low,
        labelled: 98,
        label: CF,
        rank: 142,
        examples: &["RSSMRA80A01H501U"],
        source: "Italian Ministry of Finance, decree of 23 December 1976; python-stdnum it.codicefiscale",
        ..Detector::BASE
    },
    Detector {
        id: "pt_nif",
        title: "Portuguese tax number of a person",
        pack: Pack::Eu,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("9{3}~9{3}~9{3}"), alone: 15 }, Form { shape: shape!("9{9}"), alone: 15 }],
        check: Check::Weighted(NIF_SUM),
        accept: is_a_persons_nif,
        labelled: 93,
        label: NIF_PT,
        rank: 143,
        examples: &["123456789"],
        source: "Autoridade Tributária, check digit of the NIF; python-stdnum pt.nif",
        ..Detector::BASE
    },
    Detector {
        id: "pt_cc",
        title: "Portuguese citizen card",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{8}~9~A{2}9"), alone: 80 }, Form { shape: shape!("9{9}A{2}9"), alone: 80 }],
        accept: citizen_card,
        lookalikes: false,
        labelled: 95,
        label: CC_PT,
        rank: 144,
        examples: &["00000000 0 ZZ4"],
        source: "Autoridade Tributária / IRN, validation of the document number; python-stdnum pt.cc",
        ..Detector::BASE
    },
    Detector {
        id: "be_nn",
        title: "Belgian national number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{2}.9{2}.9{2}-9{3}.9{2}"), alone: 90 },
            Form { shape: shape!("9{2}~9{2}~9{2}~9{3}~9{2}"), alone: 60 },
            Form { shape: shape!("9{11}"), alone: 55 },
        ],
        accept: belgian,
        lookalikes: false,
        labelled: 97,
        label: BE_NN,
        rank: 145,
        examples: &["85.07.30-033.28"],
        source: "Belgian National Register, structure of the number; python-stdnum be.nn",
        ..Detector::BASE
    },
    Detector {
        id: "lu_nin",
        title: "Luxembourgish identification number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("[12][089]9{11}"), alone: 90 }],
        accept: luxembourgish,
        lookalikes: false,
        labelled: 97,
        label: LU_NIN,
        rank: 146,
        examples: &["1900010100152"],
        source: "Luxembourgish act of 19 June 2013, structure of the matricule",
        ..Detector::BASE
    },
    Detector {
        id: "ie_pps",
        title: "Irish personal public service number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{7}A{1,2}"), alone: 65 }],
        accept: pps_letter,
        lookalikes: false,
        labelled: 95,
        label: PPS,
        rank: 147,
        examples: &["1234567T"],
        source: "Revenue Commissioners, check character of the PPS number; python-stdnum ie.pps",
        ..Detector::BASE
    },
    Detector {
        id: "gr_amka",
        title: "Greek social security number (AMKA)",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{11}"), alone: 50 }],
        check: Check::Luhn,
        accept: birth_of_amka,
        labelled: 94,
        label: AMKA,
        rank: 148,
        examples: &["01018000008"],
        source: "IDIKA, structure of the AMKA; python-stdnum gr.amka",
        ..Detector::BASE
    },
    Detector {
        id: "gr_afm",
        title: "Greek tax number (AFM)",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{9}"), alone: 10 }],
        check: Check::Weighted(AFM_SUM),
        labelled: 94,
        label: AFM,
        rank: 149,
        examples: &["123456783"],
        source: "AADE, check digit of the AFM; python-stdnum gr.vat",
        ..Detector::BASE
    },
];

const BSN_SUM: &[Weighted] =
    &[Weighted { weights: &[9, 8, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"0123456789-", behind: 0 }];

const DNI_SUM: &[Weighted] = &[Weighted {
    weights: &[10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10, 1],
    modulus: 23,
    table: b"TRWAGMYFPDXBNJZSQVHLCKE",
    behind: 0,
}];

const NIF_SUM: &[Weighted] =
    &[Weighted { weights: &[9, 8, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"00987654321", behind: 0 }];

const AFM_SUM: &[Weighted] =
    &[Weighted { weights: &[256, 128, 64, 32, 16, 8, 4, 2], modulus: 11, table: b"01234567890", behind: 0 }];

fn is_not_zero(value: &[u8]) -> bool {
    value.iter().any(|&digit| digit != b'0')
}

/// The key is 97 less the number modulo 97; Corsica counts as 19 and 18. Sexes, months as INSEE gives them.
fn nir_key(value: &[u8]) -> bool {
    let mut number = [b'0'; 13];
    number.iter_mut().zip(value).for_each(|(to, from)| *to = *from);
    match &number[5..7] {
        b"2A" => number[5..7].copy_from_slice(b"19"),
        b"2B" => number[5..7].copy_from_slice(b"18"),
        _ => {}
    }
    let born = matches!(digits(value, 3, 2), 1..=12 | 20..=42 | 50..=99);
    value.len() == 15
        && born
        && number.iter().all(u8::is_ascii_digit)
        && 97 - modulo(&number, 97) == digits(value, 13, 2)
}

fn spi_key(value: &[u8]) -> bool {
    value.get(..10).is_some_and(|number| modulo(number, 511) == digits(value, 10, 3))
}

/// X, Y and Z in front count as 0, 1 and 2.
fn nie_letter(value: &[u8]) -> bool {
    let Some((&first, rest)) = value.split_first() else { return false };
    let mut number = [b'0'; 9];
    number[0] = b'0' + first.wrapping_sub(b'X') % 10;
    number.iter_mut().skip(1).zip(rest).for_each(|(to, from)| *to = *from);
    value.len() == 9 && Check::Weighted(DNI_SUM).passes(&number)
}

/// Province and number modulo 97; a number under ten million counts without its leading zero.
fn nuss_key(value: &[u8]) -> bool {
    let (province, number) = (u64::from(digits(value, 0, 2)), u64::from(digits(value, 2, 8)));
    let base = if number < 10_000_000 { province * 10_000_000 } else { province * 100_000_000 } + number;
    value.len() == 12 && base % 97 == u64::from(digits(value, 10, 2))
}

/// What odd places count for: the characters of `0`–`9`, then of `A`–`Z`.
const ODD: [u32; 26] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
/// Letters of the months.
const MONTHS: &[u8] = b"ABCDEHLMPRST";
/// Letters that stand for the digits 0 to 9 in numbers that would be the same otherwise.
const OMOCODIA: &[u8] = b"LMNPQRSTUV";

fn index_in(alphabet: &[u8], byte: u8) -> Option<u32> {
    alphabet.iter().position(|&b| b == byte).map(|i| i as u32)
}

/// The digit at `at`, or the one that its letter stands for.
fn omocode(value: &[u8], at: usize) -> Option<u32> {
    let byte = *value.get(at)?;
    if byte.is_ascii_digit() { Some(u32::from(byte - b'0')) } else { index_in(OMOCODIA, byte) }
}

/// The last letter, and the date of birth; bodies have eleven digits instead.
fn fiscal_code(value: &[u8]) -> bool {
    value.len() == 11 && is_of_a_body(value) || born_of_fiscal_code(value) == Some(true)
}

fn born_of_fiscal_code(value: &[u8]) -> Option<bool> {
    let (&check, rest) = value.split_last()?;
    let place = |byte: u8| u32::from(if byte.is_ascii_digit() { byte - b'0' } else { byte.wrapping_sub(b'A') % 26 });
    let counts = |(i, &b): (usize, &u8)| if i % 2 == 0 { ODD[place(b) as usize] } else { place(b) };
    let sum = rest.iter().enumerate().map(counts).sum::<u32>() % 26;
    let year = omocode(value, 6)? * 10 + omocode(value, 7)?;
    let day = (omocode(value, 9)? * 10 + omocode(value, 10)?) % 40;
    let month = index_in(MONTHS, *value.get(8)?)? + 1;
    (12..15).try_for_each(|at| omocode(value, at).map(|_| ()))?;
    let year = if year < 20 { 2000 + year } else { 1900 + year };
    Some(value.len() == 16 && sum == place(check) && exists(year, month, day))
}

/// The VAT number of a body: Luhn, and an office that gives them.
fn is_of_a_body(value: &[u8]) -> bool {
    let office = matches!(digits(value, 7, 3), 1..=100 | 120 | 121 | 888 | 999);
    office && digits(value, 0, 7) > 0 && Check::Luhn.passes(value)
}

fn body_is_low(value: &[u8], severity: Severity) -> Severity {
    if value.first().is_some_and(u8::is_ascii_digit) { Severity::Low } else { severity }
}

/// Persons' numbers begin with 1, 2, 3 or 45.
fn is_a_persons_nif(value: &[u8]) -> bool {
    matches!(value, [b'1'..=b'3', ..] | [b'4', b'5', ..])
}

/// Luhn over letters and digits, the sum of ten.
fn citizen_card(value: &[u8]) -> bool {
    let place = |b: u8| u32::from(if b.is_ascii_digit() { b - b'0' } else { b.wrapping_sub(b'A') % 26 + 10 });
    let doubled = |n: u32| if 2 * n > 9 { 2 * n - 9 } else { 2 * n };
    let counts = |(i, &b): (usize, &u8)| if i % 2 == 0 { doubled(place(b)) } else { place(b) };
    value.len() == 12 && value.iter().enumerate().map(counts).sum::<u32>() % 10 == 0
}

/// 97 less the number modulo 97, with a 2 in front for births from 2000 on; months of bis numbers are 20 or 40 more.
fn belgian(value: &[u8]) -> bool {
    let Some(number) = value.get(..9) else { return false };
    let check = digits(value, 9, 2);
    let century = |n: u64| 97 - (n % 97) as u32 == check;
    let number = u64::from(digits(number, 0, 9));
    let (month, day) = (digits(value, 2, 2), digits(value, 4, 2));
    let month = if month >= 40 {
        month - 40
    } else if month >= 20 {
        month - 20
    } else {
        month
    };
    month <= 12
        && day <= 31
        && (1..=998).contains(&digits(value, 6, 3))
        && (century(number) || century(2_000_000_000 + number))
}

/// A Luhn digit and a Verhoeff digit over the same eleven.
fn luxembourgish(value: &[u8]) -> bool {
    let Some(luhn) = value.get(..12) else { return false };
    let mut verhoeff = [b'0'; 12];
    verhoeff.copy_from_slice(luhn);
    verhoeff[11] = value.get(12).copied().unwrap_or(0);
    let born = exists(digits(value, 0, 4), digits(value, 4, 2), digits(value, 6, 2));
    born && Check::Luhn.passes(luhn) && Check::Verhoeff.passes(&verhoeff)
}

/// The eighth character checks; a letter behind it counts too.
fn pps_letter(value: &[u8]) -> bool {
    let weighted = (0..7).map(|i| (8 - i as u32) * digits(value, i, 1)).sum::<u32>();
    let behind = match value.get(8) {
        Some(letter @ (b'A' | b'B' | b'H')) => u32::from(letter - b'A') + 1,
        Some(b'W' | b'T' | b'X') | None => 0,
        Some(_) => return false,
    };
    let letter = b"WABCDEFGHIJKLMNOPQRSTUV"[((weighted + 9 * behind) % 23) as usize];
    value.get(7) == Some(&letter)
}

fn birth_of_amka(value: &[u8]) -> bool {
    exists_in_a_century(digits(value, 4, 2), digits(value, 2, 2), digits(value, 0, 2))
}
