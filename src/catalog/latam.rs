//! Pack `latam`: Latin America.

use super::dates::{digits, exists, exists_in_a_century};
use super::labels::{CBU, CEDULA, CLABE, CNPJ, CPF, CUI_PE, CUIT, CURP, INE, NIT, PIS, RFC, RUT};
use super::values::shaped;
use crate::grammar::{Anchor, Check, Compact, Detector, Form, Pack, Role, Severity, Weighted};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        id: "br_cpf",
        title: "Brazilian taxpayer (CPF)",
        pack: Pack::Latam,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{3}.9{3}.9{3}-9{2}"), alone: 92 },
            Form { shape: shape!("9{3}~9{3}~9{3}~9{2}"), alone: 50 },
            Form { shape: shape!("9{9}-9{2}"), alone: 50 },
            Form { shape: shape!("9{11}"), alone: 50 },
        ],
        check: Check::Weighted(CPF_SUMS),
        accept: is_some,
        lookalikes: false,
        labelled: 97,
        label: CPF,
        rank: 162,
        examples: &["390.533.447-05"],
        source: "Receita Federal, check digits of the CPF; python-stdnum br.cpf",
        ..Detector::BASE
    },
    Detector {
        id: "br_cnpj",
        title: "Brazilian company (CNPJ)",
        pack: Pack::Latam,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[
            Form { shape: shape!("X{2}.X{3}.X{3}/X{4}-9{2}"), alone: 90 },
            Form { shape: shape!("X{12}9{2}"), alone: 0 },
        ],
        accept: cnpj_digits,
        lookalikes: false,
        labelled: 95,
        label: CNPJ,
        rank: 163,
        examples: &["11.222.333/0001-81"],
        source: "Receita Federal, Instrução Normativa 2.229/2024; python-stdnum br.cnpj",
        ..Detector::BASE
    },
    Detector {
        id: "br_pis",
        title: "Brazilian social programme number (PIS)",
        pack: Pack::Latam,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{3}.9{5}.9{2}-9"), alone: 50 }, Form { shape: shape!("9{11}"), alone: 0 }],
        check: Check::Weighted(PIS_SUM),
        labelled: 85,
        label: PIS,
        rank: 164,
        examples: &["120.56412.54-5"],
        source: "Caixa Econômica Federal, check digit of the PIS",
        ..Detector::BASE
    },
    Detector {
        id: "mx_curp",
        title: "Mexican population registry key (CURP)",
        pack: Pack::Latam,
        severity: Severity::High,
        anchor: Anchor::Value(|value| shaped(&[shape!("A{4}9{6}[HM]A{5}X9")], value)),
        accept: |value| curp(Compact::of(value).as_bytes()),
        labelled: 98,
        label: CURP,
        rank: 165,
        examples: &["BOXW310820HNERXN09"],
        source: "RENAPO, Instructivo Normativo para la asignación de la CURP; python-stdnum mx.curp",
        ..Detector::BASE
    },
    Detector {
        id: "mx_rfc",
        title: "Mexican taxpayer, a person (RFC)",
        pack: Pack::Latam,
        severity: Severity::High,
        anchor: Anchor::Value(|value| shaped(&[shape!("A{4}9{6}X{3}"), shape!("A{4}[-]9{6}[-]X{3}")], value)),
        accept: |value| rfc(Compact::of(value).as_bytes()),
        labelled: 95,
        label: RFC,
        rank: 166,
        examples: &["GODE561231GR8"],
        source: "SAT, structure of the RFC; python-stdnum mx.rfc",
        ..Detector::BASE
    },
    Detector {
        id: "mx_clabe",
        title: "Mexican bank account (CLABE)",
        pack: Pack::Latam,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{18}"), alone: 30 }, Form { shape: shape!("9{3} 9{3} 9{11} 9"), alone: 30 }],
        check: Check::Weighted(CLABE_SUM),
        labelled: 92,
        label: CLABE,
        rank: 167,
        several: true,
        examples: &["032180000118359719"],
        source: "Asociación de Bancos de México, CLABE",
        ..Detector::BASE
    },
    Detector {
        id: "mx_ine",
        title: "Mexican voter key (INE)",
        pack: Pack::Latam,
        severity: Severity::High,
        forms: &[Form { shape: shape!("A{6}9{8}[HM]9{3}"), alone: 80 }],
        accept: birth_of_voter,
        lookalikes: false,
        labelled: 95,
        label: INE,
        rank: 168,
        examples: &["GMVLMR80070501M100"],
        source: "Instituto Nacional Electoral, clave de elector",
        ..Detector::BASE
    },
    Detector {
        id: "ar_cuit",
        title: "Argentine tax number (CUIT, CUIL)",
        pack: Pack::Latam,
        severity: Severity::High,
        forms: &[Form { shape: shape!("[23]9-9{8}-9"), alone: 88 }, Form { shape: shape!("[23]9{10}"), alone: 30 }],
        check: Check::Weighted(CUIT_SUM),
        grade: company_is_low,
        lookalikes: false,
        labelled: 95,
        label: CUIT,
        rank: 169,
        examples: &["20-26756539-3"],
        source: "AFIP, check digit of the CUIT; python-stdnum ar.cuit",
        ..Detector::BASE
    },
    Detector {
        id: "ar_cbu",
        title: "Argentine bank account (CBU)",
        pack: Pack::Latam,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{22}"), alone: 85 }, Form { shape: shape!("9{8} 9{14}"), alone: 85 }],
        check: Check::Weighted(CBU_SUMS),
        labelled: 95,
        label: CBU,
        rank: 170,
        several: true,
        examples: &["2850590940090418135201"],
        source: "Banco Central de la República Argentina, CBU; python-stdnum ar.cbu",
        ..Detector::BASE
    },
    Detector {
        id: "cl_rut",
        title: "Chilean identity number (RUT)",
        pack: Pack::Latam,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{1,2}.9{3}.9{3}-[0-9K]"), alone: 80 },
            Form { shape: shape!("9{7,8}-[0-9K]"), alone: 50 },
            Form { shape: shape!("9{8}[0-9K]"), alone: 20 },
            Form { shape: shape!("9{7}[0-9K]"), alone: 20 },
        ],
        check: Check::Weighted(RUT_SUM),
        lookalikes: false,
        labelled: 95,
        label: RUT,
        rank: 171,
        examples: &["12.345.678-5", "8765432K"],
        source: "Servicio de Registro Civil, check digit of the RUT; python-stdnum cl.rut",
        ..Detector::BASE
    },
    Detector {
        id: "co_nit",
        title: "Colombian tax number (NIT)",
        pack: Pack::Latam,
        severity: Severity::Medium,
        forms: &[
            Form { shape: shape!("9{3}.9{3}.9{3}-9"), alone: 60 },
            Form { shape: shape!("9{8,9}-9"), alone: 50 },
            Form { shape: shape!("9{9,10}"), alone: 0 },
        ],
        check: Check::Weighted(NIT_SUM),
        lookalikes: false,
        labelled: 90,
        label: NIT,
        rank: 172,
        examples: &["213.123.432-1"],
        source: "DIAN, check digit of the NIT; python-stdnum co.nit",
        ..Detector::BASE
    },
    Detector {
        id: "ec_ci",
        title: "Ecuadorian identity card",
        pack: Pack::Latam,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{10}"), alone: 30 }, Form { shape: shape!("9{9}-9"), alone: 30 }],
        check: Check::Luhn,
        accept: is_a_province,
        labelled: 93,
        label: CEDULA,
        rank: 173,
        examples: &["1714307103"],
        source: "Registro Civil, check digit of the cédula; python-stdnum ec.ci",
        ..Detector::BASE
    },
    Detector {
        id: "pe_cui",
        title: "Peruvian identity number with its check character",
        pack: Pack::Latam,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{8}-?[0-9A-K]"), alone: 0 }],
        accept: cui_character,
        labelled: 88,
        label: CUI_PE,
        rank: 174,
        examples: &["101174102"],
        source: "RENIEC, check character of the DNI; python-stdnum pe.cui",
        ..Detector::BASE
    },
    Detector {
        id: "uy_ci",
        title: "Uruguayan identity card",
        pack: Pack::Latam,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9.9{3}.9{3}-9"), alone: 75 },
            Form { shape: shape!("9{3}.9{3}-9"), alone: 0 },
            Form { shape: shape!("9{6,7}-9"), alone: 50 },
            Form { shape: shape!("9{7,8}"), alone: 0 },
        ],
        check: Check::Weighted(UYCI_SUM),
        lookalikes: false,
        labelled: 93,
        label: CEDULA,
        rank: 175,
        examples: &["1.234.567-2"],
        source: "Dirección Nacional de Identificación Civil, check digit of the cédula",
        ..Detector::BASE
    },
    Detector {
        id: "do_cedula",
        title: "Dominican identity card",
        pack: Pack::Latam,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{3}-9{7}-9"), alone: 80 }, Form { shape: shape!("9{11}"), alone: 10 }],
        check: Check::Luhn,
        lookalikes: false,
        labelled: 93,
        label: CEDULA,
        rank: 176,
        examples: &["001-1391820-5"],
        source: "Junta Central Electoral, check digit of the cédula; python-stdnum do.cedula",
        ..Detector::BASE
    },
];

const CPF_SUMS: &[Weighted] = &[
    Weighted { weights: &[10, 9, 8, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"00987654321", behind: 1 },
    Weighted { weights: &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"00987654321", behind: 0 },
];

const PIS_SUM: &[Weighted] =
    &[Weighted { weights: &[3, 2, 9, 8, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"00987654321", behind: 0 }];

const CLABE_SUM: &[Weighted] = &[Weighted {
    weights: &[3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7],
    modulus: 10,
    table: b"0987654321",
    behind: 0,
}];

const CUIT_SUM: &[Weighted] =
    &[Weighted { weights: &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"09987654321", behind: 0 }];

const CBU_SUMS: &[Weighted] = &[
    Weighted { weights: &[7, 1, 3, 9, 7, 1, 3], modulus: 10, table: b"0987654321", behind: 14 },
    Weighted { weights: &[3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3], modulus: 10, table: b"0987654321", behind: 0 },
];

const RUT_SUM: &[Weighted] =
    &[Weighted { weights: &[3, 2, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"0K987654321", behind: 0 }];

const NIT_SUM: &[Weighted] =
    &[Weighted { weights: &[41, 37, 29, 23, 19, 17, 13, 7, 3], modulus: 11, table: b"01987654321", behind: 0 }];

const UYCI_SUM: &[Weighted] =
    &[Weighted { weights: &[2, 9, 8, 7, 6, 3, 4], modulus: 10, table: b"0987654321", behind: 0 }];

fn is_some(value: &[u8]) -> bool {
    value.iter().any(|&digit| digit != b'0')
}

/// Letters count as their code less 48, as digits do.
fn cnpj_digits(value: &[u8]) -> bool {
    let digit = |weights: &[u32]| {
        let sum: u32 = weights.iter().zip(value).map(|(w, &b)| w * u32::from(b.saturating_sub(b'0'))).sum();
        if sum % 11 < 2 { 0 } else { 11 - sum % 11 }
    };
    let first = digit(&[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
    let second = digit(&[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
    value.len() == 14 && first == digits(value, 12, 1) && second == digits(value, 13, 1) && is_some(value)
}

/// Date, sex, state and check digit; a digit before the last tells 19xx.
fn curp(value: &[u8]) -> bool {
    const STATES: &str =
        "AS BC BS CC CH CL CM CS DF DG GR GT HG JC MC MN MS NE NL NT OC PL QR QT SL SP SR TC TL TS VZ YN ZS";
    // Ñ stands between N and O.
    let place = |b: u8| match b {
        b'0'..=b'9' => u32::from(b - b'0'),
        b'A'..=b'N' => u32::from(b - b'A') + 10,
        _ => u32::from(b.saturating_sub(b'A')) + 11,
    };
    let sum: u32 = value.iter().take(17).zip((2..=18).rev()).map(|(&b, w)| place(b) * w).sum();
    let century = if value.get(16).is_some_and(u8::is_ascii_digit) { 1900 } else { 2000 };
    let born = exists(century + digits(value, 4, 2), digits(value, 6, 2), digits(value, 8, 2));
    let state = value.get(11..13).is_some_and(|code| STATES.split_ascii_whitespace().any(|s| s.as_bytes() == code));
    value.len() == 18 && born && state && (10 - sum % 10) % 10 == digits(value, 17, 1)
}

/// Date and check character; the alphabet has `&` between N and O.
fn rfc(value: &[u8]) -> bool {
    let place = |b: u8| match b {
        b'0'..=b'9' => u32::from(b - b'0'),
        b'A'..=b'N' => u32::from(b - b'A') + 10,
        _ => u32::from(b.saturating_sub(b'A')) + 11,
    };
    let sum: u32 = value.iter().take(12).zip((2..=13).rev()).map(|(&b, w)| place(b) * w).sum();
    let check = b"0123456789A"[((11 - sum % 11) % 11) as usize];
    let born = exists_in_a_century(digits(value, 4, 2), digits(value, 6, 2), digits(value, 8, 2));
    value.len() == 13 && born && value.last() == Some(&check)
}

fn birth_of_voter(value: &[u8]) -> bool {
    exists_in_a_century(digits(value, 6, 2), digits(value, 8, 2), digits(value, 10, 2))
}

/// Numbers of persons begin with 20, 23, 24 or 27.
fn company_is_low(value: &[u8], severity: Severity) -> Severity {
    if matches!(digits(value, 0, 2), 20 | 23 | 24 | 27) { severity } else { Severity::Low }
}

/// Provinces 01 to 24, 30 abroad; the third digit of a person is under six.
fn is_a_province(value: &[u8]) -> bool {
    matches!(digits(value, 0, 2), 1..=24 | 30) && digits(value, 2, 1) < 6
}

/// A digit or a letter checks.
fn cui_character(value: &[u8]) -> bool {
    let weights = [3, 2, 7, 6, 5, 4, 3, 2];
    let sum = weights.iter().enumerate().map(|(i, w)| w * digits(value, i, 1)).sum::<u32>() as usize % 11;
    value.last().is_some_and(|&last| last == b"65432110987"[sum] || last == b"KJIHGFEDCBA"[sum])
}
