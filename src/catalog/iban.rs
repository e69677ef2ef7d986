//! Pack `intl-core`: bank accounts.

use super::dates::digits;
use super::labels::IBAN;
use crate::grammar::{Check, Detector, Form, Pack, Severity};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[Detector {
    id: "iban",
    title: "Bank account number (IBAN)",
    pack: Pack::IntlCore,
    severity: Severity::High,
    forms: &[
        Form { shape: shape!("A{2}9{2}X{11,30}"), alone: 95 },
        Form { shape: shape!("A{2}9{2}~X{4}~X{4}~X{1,4}"), alone: 95 },
        Form { shape: shape!("A{2}9{2}~X{4}~X{4}~X{4}~X{1,4}"), alone: 95 },
        Form { shape: shape!("A{2}9{2}~X{4}~X{4}~X{4}~X{4}~X{1,4}"), alone: 95 },
        Form { shape: shape!("A{2}9{2}~X{4}~X{4}~X{4}~X{4}~X{4}~X{1,4}"), alone: 95 },
        Form { shape: shape!("A{2}9{2}~X{4}~X{4}~X{4}~X{4}~X{4}~X{4}~X{1,4}"), alone: 95 },
        Form { shape: shape!("A{2}9{2}~X{4}~X{4}~X{4}~X{4}~X{4}~X{4}~X{4}~X{1,4}"), alone: 95 },
        Form { shape: shape!("A{2}~?9{2}~?X{11,30}"), alone: 0 },
        Form { shape: shape!("A{2}~?9{2}~?X{1,14}~?X{1,16}"), alone: 0 },
        Form { shape: shape!("A{2}~?9{2}~?X{1,12}~?X{1,12}~?X{1,12}"), alone: 0 },
        Form { shape: shape!("A{2}~?9{2}~?X{1,9}~?X{1,9}~?X{1,9}~?X{1,9}"), alone: 0 },
        Form { shape: shape!("A{2}~?9{2}~?X{1,8}~?X{1,8}~?X{1,8}~?X{1,8}~?X{1,10}"), alone: 0 },
        Form { shape: shape!("A{2}9{2}~X{4}~X{2}~X{5}"), alone: 0 },
    ],
    check: Check::Mod97,
    accept: is_of_a_country,
    lookalikes: false,
    labelled: 98,
    label: IBAN,
    samples: &["GB82WEST12345698765432", "DE89370400440532013000"],
    rank: 9,
    several: true,
    examples: &["GB82 WEST 1234 5698 7654 32", "DE89370400440532013000"],
    source: "ISO 13616, IBAN registry of SWIFT; python-stdnum iban",
    ..Detector::BASE
}];

/// Length of the number by country (ISO 13616 registry), and overseas codes that some banks write instead of `FR`, `FI` and `GB`.
const LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 \
    EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 \
    KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 \
    PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 \
    UA29 VA22 VG24 XK20 YE30 AX18 BL27 GF27 GG22 GP27 IM22 JE22 MF27 MQ27 NC27 PF27 PM27 RE27 TF27 WF27 YT27";

/// Whether the country's numbers have this length, with check digits that the algorithm can give.
fn is_of_a_country(value: &[u8]) -> bool {
    let country = |entry: &&str| value.get(..2) == entry.as_bytes().get(..2);
    let length = LENGTHS.split_ascii_whitespace().find(country).map(|entry| digits(entry.as_bytes(), 2, 2));
    length == Some(value.len() as u32) && (2..=98).contains(&digits(value, 2, 2))
}
