//! Pack `apac`: the south of Asia and Oceania.

use super::super::dates::{THIS_YEAR, digits};
use super::super::labels::{ABN, CITIZENSHIP_NP, CNIC, IHI, IRD, MEDICARE, NHI, NIC_LK, NID_BD, TFN};
use crate::grammar::{Check, Detector, Form, Pack, Role, Severity};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "pk_cnic",
        title: "Pakistani identity card (CNIC)",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{5}-9{7}-9"), alone: 88 }, Form { shape: shape!("9{13}"), alone: 20 }],
        accept: pakistani,
        lookalikes: false,
        labelled: 95,
        label: CNIC,
        rank: 186,
        examples: &["34201-0891231-8"],
        source: "NADRA, structure of the CNIC; python-stdnum pk.cnic",
        ..Detector::BASE
    },
    Detector {
        id: "lk_nic",
        title: "Sri Lankan identity card",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{9}[VX]"), alone: 75 }, Form { shape: shape!("9{12}"), alone: 0 }],
        accept: sri_lankan,
        labelled: 93,
        label: NIC_LK,
        rank: 187,
        examples: &["900010001V", "199000100001"],
        source: "Department for Registration of Persons, structure of the NIC",
        ..Detector::BASE
    },
    Detector {
        id: "np_citizenship",
        title: "Nepali citizenship certificate",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{2}-9{2}-9{2}-9{5}"), alone: 50 }],
        labelled: 88,
        label: CITIZENSHIP_NP,
        rank: 188,
        examples: &["01-01-70-00001"],
        source: "Ministry of Home Affairs of Nepal: district, office, year, serial",
        ..Detector::BASE
    },
    Detector {
        id: "bd_nid",
        title: "Bangladeshi national identity card",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{10}"), alone: 0 },
            Form { shape: shape!("9{13}"), alone: 0 },
            Form { shape: shape!("[12]9{16}"), alone: 0 },
        ],
        accept: bangladeshi,
        lookalikes: false,
        labelled: 88,
        label: NID_BD,
        rank: 189,
        examples: &["19901234567890123"],
        source: "Election Commission of Bangladesh, lengths of the NID",
        ..Detector::BASE
    },
    Detector {
        id: "au_tfn",
        title: "Australian tax file number",
        pack: Pack::Apac,
        severity: Severity::Critical,
        forms: &[
            Form { shape: shape!("9{3}~9{3}~9{3}"), alone: 10 },
            Form { shape: shape!("9{9}"), alone: 10 },
            Form { shape: shape!("9{8}"), alone: 0 },
        ],
        accept: tax_file,
        labelled: 95,
        label: TFN,
        rank: 190,
        examples: &["123 456 782"],
        source: "Australian Taxation Office, TFN algorithm; python-stdnum au.tfn",
        ..Detector::BASE
    },
    Detector {
        id: "au_medicare",
        title: "Australian Medicare card",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{4}~9{5}~9"), alone: 60 },
            Form { shape: shape!("9{4}~9{5}~9~9"), alone: 60 },
            Form { shape: shape!("9{4} 9{5} 9[-/]9"), alone: 60 },
            Form { shape: shape!("9{10,11}"), alone: 0 },
        ],
        accept: medicare,
        labelled: 95,
        label: MEDICARE,
        rank: 191,
        examples: &["2123 45670 1"],
        source: "Services Australia, check digit of the Medicare number",
        ..Detector::BASE
    },
    Detector {
        id: "au_abn",
        title: "Australian business number",
        pack: Pack::Apac,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[Form { shape: shape!("9{2}~9{3}~9{3}~9{3}"), alone: 40 }, Form { shape: shape!("9{11}"), alone: 0 }],
        accept: business_number,
        labelled: 90,
        label: ABN,
        rank: 192,
        examples: &["51 824 753 556"],
        source: "Australian Business Register, ABN algorithm; python-stdnum au.abn",
        ..Detector::BASE
    },
    Detector {
        id: "au_ihi",
        title: "Australian individual healthcare identifier",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("[8][0][0][3]~[6][0]9{2}~9{4}~9{4}"), alone: 92 },
            Form { shape: shape!("[8][0][0][3][6][0]9{10}"), alone: 92 },
        ],
        check: Check::Luhn,
        labelled: 97,
        label: IHI,
        rank: 193,
        examples: &["8003 6012 3456 7894"],
        source: "Services Australia, structure of healthcare identifiers",
        ..Detector::BASE
    },
    Detector {
        id: "nz_ird",
        title: "New Zealand tax number (IRD)",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{2,3}-9{3}-9{3}"), alone: 20 }, Form { shape: shape!("9{8,9}"), alone: 20 }],
        accept: inland_revenue,
        labelled: 93,
        label: IRD,
        rank: 194,
        examples: &["49-091-850"],
        source: "Inland Revenue, RWT and NRWT specification; python-stdnum nz.ird",
        ..Detector::BASE
    },
    Detector {
        id: "nz_nhi",
        title: "New Zealand health number (NHI)",
        pack: Pack::Apac,
        severity: Severity::High,
        forms: &[Form { shape: shape!("A{3}9{4}"), alone: 45 }, Form { shape: shape!("A{3}9{2}A{2}"), alone: 45 }],
        accept: health_index,
        labelled: 93,
        label: NHI,
        rank: 195,
        examples: &["ZZZ0016", "ALU18KZ"],
        source: "HISO 10046, Consumer Health Identity Standard",
        ..Detector::BASE
    },
];

/// A province, and a last digit that tells the sex.
fn pakistani(value: &[u8]) -> bool {
    matches!(value.first(), Some(b'1'..=b'7')) && value.last() != Some(&b'0')
}

/// The day of the year, 500 more for women.
fn sri_lankan(value: &[u8]) -> bool {
    let (year, day) = if value.len() == 12 { (digits(value, 0, 4), 4) } else { (1900 + digits(value, 0, 2), 2) };
    matches!(digits(value, day, 3), 1..=366 | 501..=866) && (1900..=THIS_YEAR).contains(&year)
}

/// Ten digits, thirteen, or seventeen with the year of birth in front.
fn bangladeshi(value: &[u8]) -> bool {
    value.len() != 17 || (1900..=THIS_YEAR).contains(&digits(value, 0, 4))
}

/// Nine digits, or eight with weights of their own.
fn tax_file(value: &[u8]) -> bool {
    let weights: &[u32] = if value.len() == 9 { &[1, 4, 3, 7, 5, 8, 6, 9, 10] } else { &[10, 7, 8, 4, 6, 3, 5, 1] };
    weights.iter().enumerate().map(|(i, w)| w * digits(value, i, 1)).sum::<u32>() % 11 == 0
}

/// The ninth digit checks; the tenth counts the cards; the eleventh is the person on the card.
fn medicare(value: &[u8]) -> bool {
    let sum = [1, 3, 7, 9, 1, 3, 7, 9].iter().enumerate().map(|(i, w)| w * digits(value, i, 1)).sum::<u32>();
    matches!(value.first(), Some(b'2'..=b'6')) && sum % 10 == digits(value, 8, 1) && value.get(9) > Some(&b'0')
}

/// One less in the first digit, weighted, a multiple of 89; the first two digits are 11 and up.
fn business_number(value: &[u8]) -> bool {
    let weights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];
    let sum = weights.iter().enumerate().map(|(i, w)| w * digits(value, i, 1)).sum::<u32>();
    digits(value, 0, 2) > 10 && sum.saturating_sub(10) % 89 == 0
}

/// A second row of weights where the first leaves ten.
fn inland_revenue(value: &[u8]) -> bool {
    let from = 9usize.saturating_sub(value.len());
    let check = |weights: [u32; 8]| {
        let sum: u32 = weights.iter().enumerate().skip(from).map(|(i, w)| w * digits(value, i - from, 1)).sum();
        (11 - sum % 11) % 11
    };
    let first = check([3, 2, 7, 6, 5, 4, 3, 2]);
    let right = if first == 10 { check([7, 4, 3, 2, 5, 2, 7, 6]) } else { first };
    let issued = (10_000_001..150_000_000).contains(&digits(value, 0, 9));
    issued && value.last() == Some(&(b'0' + right as u8))
}

/// Letters without I and O count from 1; the last character checks, modulo 11 or, in the newer form, modulo 24.
fn health_index(value: &[u8]) -> bool {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
    let place = |b: u8| {
        let letter = LETTERS.iter().position(|&l| l == b).map(|i| i as u32 + 1);
        if b.is_ascii_digit() { Some(u32::from(b - b'0')) } else { letter }
    };
    let Some(&last) = value.get(6) else { return false };
    let sum = value.iter().take(6).zip((2..=7).rev()).try_fold(0, |sum, (&b, w)| place(b).map(|n| sum + n * w));
    match sum {
        Some(sum) if last.is_ascii_digit() => sum % 11 != 0 && (11 - sum % 11) % 10 == u32::from(last - b'0'),
        Some(sum) => place(last) == Some(24 - sum % 24),
        None => false,
    }
}
