//! Words of other countries' identifiers. A word that mixes ASCII with other letters is written as its tokens.

use crate::grammar::{Group, Phrases};

pub(in crate::catalog) const SSN: Group = Group(Group::FIRST_FREE + 40);
pub(in crate::catalog) const NHS: Group = Group(Group::FIRST_FREE + 47);
pub(in crate::catalog) const IBAN: Group = Group(Group::FIRST_FREE + 52);
pub(in crate::catalog) const STEUER_ID: Group = Group(Group::FIRST_FREE + 53);
pub(in crate::catalog) const PESEL: Group = Group(Group::FIRST_FREE + 57);
pub(in crate::catalog) const BSN: Group = Group(Group::FIRST_FREE + 64);

pub(super) const PHRASES: Phrases = &[
    (SSN, &["ssn", "ssn no", "social security", "social security number", "soc sec"]),
    (NHS, &["nhs", "nhs no", "nhs number"]),
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
