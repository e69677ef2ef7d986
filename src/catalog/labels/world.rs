//! Words of other countries' identifiers. A word that mixes ASCII with other letters is written as its tokens.

use crate::grammar::{Group, Phrases};

pub(in crate::catalog) const SSN: Group = Group(Group::FIRST_FREE + 40);
pub(in crate::catalog) const TAX_ID_US: Group = Group(Group::FIRST_FREE + 41);
pub(in crate::catalog) const NPI: Group = Group(Group::FIRST_FREE + 42);
pub(in crate::catalog) const DEA: Group = Group(Group::FIRST_FREE + 43);
pub(in crate::catalog) const ABA: Group = Group(Group::FIRST_FREE + 44);
pub(in crate::catalog) const SIN: Group = Group(Group::FIRST_FREE + 45);
pub(in crate::catalog) const HEALTH_CARD_CA: Group = Group(Group::FIRST_FREE + 46);
pub(in crate::catalog) const NHS: Group = Group(Group::FIRST_FREE + 47);
pub(in crate::catalog) const CHI: Group = Group(Group::FIRST_FREE + 48);
pub(in crate::catalog) const NINO: Group = Group(Group::FIRST_FREE + 49);
pub(in crate::catalog) const UTR_UK: Group = Group(Group::FIRST_FREE + 50);
pub(in crate::catalog) const LICENCE_UK: Group = Group(Group::FIRST_FREE + 51);
pub(in crate::catalog) const IBAN: Group = Group(Group::FIRST_FREE + 52);
pub(in crate::catalog) const STEUER_ID: Group = Group(Group::FIRST_FREE + 53);
pub(in crate::catalog) const PESEL: Group = Group(Group::FIRST_FREE + 57);
pub(in crate::catalog) const BSN: Group = Group(Group::FIRST_FREE + 64);

pub(super) const PHRASES: Phrases = &[
    (SSN, &["ssn", "ssn no", "social security", "social security number", "soc sec"]),
    (TAX_ID_US, &["itin", "individual taxpayer"]),
    (NPI, &["npi", "national provider identifier"]),
    (DEA, &["dea no", "dea number", "dea registration"]),
    (ABA, &["routing number", "routing no", "aba", "aba routing", "routing transit number"]),
    (
        SIN,
        &[
            "social insurance number", "social insurance no", "sin number", "sin no", "num é ro d assurance sociale",
            "nas",
        ],
    ),
    (
        HEALTH_CARD_CA,
        &[
            "ohip", "health card", "health card number", "hcn", "phn", "personal health number", "msp number", "ramq",
            "nam", "carte soleil",
        ],
    ),
    (NHS, &["nhs", "nhs no", "nhs number"]),
    (CHI, &["chi", "chi no", "chi number", "community health index"]),
    (NINO, &["nino", "national insurance", "national insurance number", "ni number", "ni no"]),
    (UTR_UK, &["unique taxpayer reference", "utr uk", "self assessment utr", "tax reference"]),
    (LICENCE_UK, &["driver number", "dvla", "driving licence uk", "uk driving licence"]),
    (IBAN, &["iban", "international bank account number"]),
    (
        STEUER_ID,
        &[
            "steuer id", "steuerid", "steueridentifikationsnummer", "steuer identifikationsnummer", "id nr",
            "identifikationsnummer", "idnr",
        ],
    ),
    (PESEL, &["pesel"]),
    (BSN, &["bsn", "burgerservicenummer", "burger service nummer", "sofinummer", "sofi nummer"]),
];
