//! Pack `in`: India. What is on by every person comes first; the rest is beside this file, by theme.

pub(super) mod business;
pub(super) mod health;
pub(super) mod identity;
pub(super) mod welfare;

use super::labels::{AADHAAR, ABHA, BANK, GSTIN, IFSC, LICENCE, MOBILE, PAN, PASSPORT, PIN, SRF, UPI, VEHICLE, VOTER};
use crate::grammar::{Anchor, Check, Detector, Form, Pack, Role, Severity};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        id: "in_aadhaar",
        title: "Aadhaar number",
        pack: Pack::In,
        severity: Severity::Critical,
        forms: &[
            Form { shape: shape!("[2-9]9{3}~9{4}~9{4}"), alone: 75 },
            Form { shape: shape!("[2-9]9{11}"), alone: 35 },
        ],
        check: Check::Verhoeff,
        accept: not_palindrome,
        labelled: 98,
        label: AADHAAR,
        samples: &["99994105", "99997165", "99993311", "234123412346"],
        rank: 30,
        examples: &["2341 2341 2346", "234123412346"],
        source: "UIDAI, A UID Numbering Scheme (2010); python-stdnum in_.aadhaar",
        ..Detector::BASE
    },
    Detector {
        id: "in_pan",
        title: "Permanent Account Number (income tax) of a person",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("A{3}[P]A9{4}A"), alone: 72 },
            Form { shape: shape!("A{3}[P]A~9{4}~A"), alone: 40 },
            // Other bodies' numbers are valid too; `in_pan_entity` reports them.
            Form { shape: shape!("A{3}[ABCFGHJLT]A9{4}A"), alone: 0 },
        ],
        accept: serial_not_zero,
        labelled: 97,
        label: PAN,
        // Of the department's own explanations.
        samples: &["AAAPL1234C"],
        rank: 20,
        examples: &["AAAPA0001A"],
        source: "Income Tax Department, structure of PAN; python-stdnum in_.pan",
        ..Detector::BASE
    },
    Detector {
        id: "in_mobile",
        title: "Indian mobile number",
        pack: Pack::In,
        severity: Severity::Medium,
        role: Role::Contact,
        forms: &[
            Form { shape: shape!("[+][9][1][)]?~?[6-9]9{4}~?9{5}"), alone: 92 },
            Form { shape: shape!("[+][9][1][)]?~?[6-9]9{2}~?9{3}~?9{4}"), alone: 92 },
            Form { shape: shape!("[0][0][9][1]~?[6-9]9{4}~?9{5}"), alone: 92 },
            Form { shape: shape!("[9][1]~?[6-9]9{4}~?9{5}"), alone: 40 },
            Form { shape: shape!("[0]~?[6-9]9{4}~?9{5}"), alone: 40 },
            Form { shape: shape!("[6-9]9{4}~9{5}"), alone: 65 },
            Form { shape: shape!("[6-9]9{2}~9{3}~9{4}"), alone: 45 },
            Form { shape: shape!("[6-9]9{3}~9{3}~9{3}"), alone: 45 },
            Form { shape: shape!("[6-9]9{9}"), alone: 40 },
            // Seconds since 1970 begin with 1, and stand beside numbers of every kind.
            Form { shape: shape!("[02-5]9{9}"), alone: Form::OTHER },
        ],
        lookalikes: false,
        labelled: 97,
        label: MOBILE,
        rank: 50,
        lists: true,
        examples: &["+91 98765 43210", "9876543210", "0091-9876543210"],
        source: "National Numbering Plan 2003, Department of Telecommunications; libphonenumber",
        ..Detector::BASE
    },
    Detector {
        id: "in_pan_entity",
        title: "Permanent Account Number of a firm, trust or other body",
        pack: Pack::In,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[Form { shape: shape!("A{3}[ABCFGHJLT]A9{4}A"), alone: 72 }],
        accept: serial_not_zero,
        labelled: 97,
        label: PAN,
        rank: 19,
        examples: &["AAAFA0001A"],
        source: "Income Tax Department, structure of PAN",
        ..Detector::BASE
    },
    Detector {
        id: "in_voter_epic",
        title: "Voter identity card (EPIC)",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[Form { shape: shape!("A{3}9{7}"), alone: 55 }],
        // A weight, not a gate: older cards have no check digit.
        check: Check::Luhn,
        checked_from: 3,
        unverified: 86,
        accept: not_a_reference,
        lookalikes: false,
        labelled: 92,
        label: VOTER,
        rank: 24,
        examples: &["WKH1186253"],
        source: "Election Commission of India; python-stdnum in_.epic",
        ..Detector::BASE
    },
    Detector {
        id: "in_passport",
        title: "Indian passport",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[Form { shape: shape!("A[1-9]9{6}"), alone: 10 }, Form { shape: shape!("A~[1-9]9{6}"), alone: 0 }],
        labelled: 90,
        label: PASSPORT,
        rank: 26,
        several: true,
        examples: &["M9876543"],
        source: "Passport Seva, format of passport numbers",
        ..Detector::BASE
    },
    Detector {
        id: "in_driving_licence",
        title: "Indian driving licence",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("A{2}9{2}~[12]9{10}"), alone: 72 },
            Form { shape: shape!("A{2}~[0-9]9[12]9{10}"), alone: 72 },
            Form { shape: shape!("A{2}9{2}[12]9{10}"), alone: 72 },
        ],
        accept: licence_of_a_state,
        labelled: 95,
        label: LICENCE,
        rank: 22,
        examples: &["MH12 20110000001", "KA-0120190000001", "DL0420110149999"],
        source: "Sarathi (MoRTH): state, office, year, seven digits",
        ..Detector::BASE
    },
    Detector {
        id: "in_abha_number",
        title: "ABHA (health account) number",
        pack: Pack::In,
        severity: Severity::Critical,
        forms: &[
            Form { shape: shape!("[9][1]~9{4}~9{4}~9{4}"), alone: 90 },
            Form { shape: shape!("[9][1]9{12}"), alone: 45 },
            Form { shape: shape!("9{2}~9{4}~9{4}~9{4}"), alone: 55 },
        ],
        check: Check::Luhn,
        unverified: 80,
        labelled: 97,
        label: ABHA,
        rank: 25,
        examples: &["91-1234-5678-9015"],
        source: "National Health Authority, ABHA service: 91, ten digits, Luhn; older numbers differ",
        ..Detector::BASE
    },
    Detector {
        id: "in_abha_address",
        title: "ABHA (health account) address",
        pack: Pack::In,
        severity: Severity::High,
        role: Role::Contact,
        anchor: Anchor::At { find: handle_around, alone: 92 },
        accept: is_abha_address,
        labelled: 97,
        label: ABHA,
        rank: 40,
        examples: &["asha.k@abdm"],
        source: "National Health Authority, ABHA address policy",
        ..Detector::BASE
    },
    Detector {
        id: "in_upi_vpa",
        title: "UPI payment address",
        pack: Pack::In,
        severity: Severity::High,
        role: Role::Contact,
        anchor: Anchor::At { find: handle_around, alone: 90 },
        accept: has_upi_handle,
        grade: test_mode_is_low,
        labelled: 96,
        label: UPI,
        rank: 41,
        examples: &["asha.k@oksbi"],
        source: "NPCI, UPI handles of banks and apps",
        ..Detector::BASE
    },
    Detector {
        id: "in_srf_id",
        title: "Specimen referral (SRF) number of a COVID-19 test",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[Form { shape: shape!("[0-3]9{12}"), alone: 0 }],
        accept: begins_with_a_state_code,
        lookalikes: false,
        labelled: 92,
        label: SRF,
        rank: 70,
        several: true,
        examples: &["2900000000001"],
        source: "observed structure: state code, district code, serial",
        ..Detector::BASE
    },
    Detector {
        id: "in_bank_account",
        title: "Bank account number",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{9,18}"), alone: 0 }],
        labelled: 92,
        label: BANK,
        rank: 90,
        several: true,
        examples: &["56036046135"],
        source: "lengths as the banks use them",
        ..Detector::BASE
    },
    Detector {
        id: "in_ifsc",
        title: "IFSC of a bank branch",
        pack: Pack::In,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[Form { shape: shape!("A{4}[0]X{6}"), alone: 90 }],
        accept: is_a_bank,
        labelled: 95,
        label: IFSC,
        rank: 23,
        examples: &["SBIN0000001"],
        source: "Reserve Bank of India, structure of IFSC",
        ..Detector::BASE
    },
    Detector {
        id: "in_gstin",
        title: "GST identification number",
        pack: Pack::In,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[Form { shape: shape!("9{2}A{3}[ABCFGHJLPT]A9{4}A[1-9A-Z][CDZ]X"), alone: 90 }],
        check: Check::Luhn36,
        accept: has_a_gst_state,
        labelled: 97,
        label: GSTIN,
        rank: 15,
        examples: &["27AAPFU0939F1ZV"],
        source: "GST Network, structure of GSTIN; python-stdnum in_.gstin",
        ..Detector::BASE
    },
    Detector {
        id: "in_vehicle_reg",
        title: "Vehicle registration",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[
            Form { shape: shape!("A{2}~9{1,2}~[A-HJ-NP-Z]{1,3}~9{4}"), alone: 72 },
            // I and O are not given out, and yet written.
            Form { shape: shape!("A{2}~9{1,2}~A{1,3}~9{4}"), alone: 0 },
            Form { shape: shape!("A{2}9{1,2}[A-HJ-NP-Z]{1,3}9{4}"), alone: 60 },
        ],
        accept: plate_of_a_state,
        labelled: 93,
        label: VEHICLE,
        rank: 27,
        several: true,
        examples: &["MH 12 AB 1234", "KA-01-A-1234", "TG09EA0001"],
        source: "Central Motor Vehicles Rules 1989, rule 50",
        ..Detector::BASE
    },
    Detector {
        id: "in_pin_code",
        title: "PIN code of an address",
        pack: Pack::In,
        severity: Severity::Low,
        role: Role::Attribute,
        anchor: Anchor::Value(pin_code),
        labelled: 70,
        label: PIN,
        rank: 86,
        examples: &["560014"],
        source: "India Post, six digits, the first not 0",
        ..Detector::BASE
    },
];

/// UIDAI does not issue numbers that read the same backwards.
fn not_palindrome(digits: &[u8]) -> bool {
    !digits.iter().eq(digits.iter().rev())
}

/// The four digits of a PAN run from 0001.
fn serial_not_zero(pan: &[u8]) -> bool {
    pan.get(5..9).is_some_and(|serial| serial != b"0000")
}

/// Codes of states and union territories in licences and plates, as the Ministry of Road Transport lists them.
const STATES: [&str; 40] = [
    "AN", "AP", "AR", "AS", "BR", "CG", "CH", "DD", "DL", "DN", "GA", "GJ", "HP", "HR", "JH", "JK", "KA", "KL", "LA",
    "LD", "MH", "ML", "MN", "MP", "MZ", "NL", "OD", "OR", "PB", "PY", "RJ", "SK", "TG", "TN", "TR", "TS", "UA", "UK",
    "UP", "WB",
];

fn begins_with_a_state(value: &[u8]) -> bool {
    value.get(..2).is_some_and(|code| STATES.iter().any(|s| s.as_bytes() == code))
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().take(9).fold(0, |n, d| n * 10 + u32::from(d.wrapping_sub(b'0') % 10))
}

fn licence_of_a_state(value: &[u8]) -> bool {
    let year = value.get(4..8).map_or(0, number);
    begins_with_a_state(value) && (1950..2050).contains(&year) && !value.ends_with(b"0000000")
}

fn plate_of_a_state(value: &[u8]) -> bool {
    begins_with_a_state(value) && !value.ends_with(b"0000")
}

/// Three letters that begin other numbers than voter cards.
const REFERENCES: [&str; 18] = [
    "IMG", "DSC", "VID", "INV", "ORD", "TXN", "REF", "SKU", "UTR", "RRN", "CVE", "RFC", "PMC", "DOI", "ISO", "GST",
    "AWB", "PNR",
];

fn not_a_reference(value: &[u8]) -> bool {
    value.get(..3).is_some_and(|code| !REFERENCES.iter().any(|r| r.as_bytes() == code))
}

/// Census codes of the states, 01 to 38.
fn begins_with_a_state_code(value: &[u8]) -> bool {
    value.get(..2).is_some_and(|code| (1..=38).contains(&number(code)))
}

/// State codes of GSTIN: 01 to 38, foreign, other territory, centre.
fn has_a_gst_state(value: &[u8]) -> bool {
    value.get(..2).is_some_and(|code| matches!(number(code), 1..=38 | 96 | 97 | 99))
}

fn pin_code(value: &[u8]) -> Option<(usize, usize)> {
    let start = value.iter().position(u8::is_ascii_digit)?;
    let end = value.iter().rposition(u8::is_ascii_digit)? + 1;
    let digits = value[start..end].iter().filter(|b| b.is_ascii_digit()).count();
    let only = value[start..end].iter().all(|b| b.is_ascii_digit() || *b == b' ');
    (digits == 6 && only && value[start] != b'0' && value.len() < 24).then_some((start, end))
}

/// Banks with the most branches: 99 % of all IFSCs (Reserve Bank of India, list of NEFT branches).
const BANKS: &str = "SBIN PUNB CNRB UBIN HDFC BARB ICIC BKID UTIB IDIB CBIN IOBA IBKL UCBA YESB MAHB KKBK INDB BDBL PKGB AUBL \
    FDRL PSIB GSCB RMGB JAKA IDFB UTKS ESFB KVBL CSBK KARB CIUB SIBL TGRB ESMF JSFB UJVN MAHG KSBK TNGB KLGB RATN TMBL CRGB \
    DBSS SVCB RSCB APBL DCBL SRCB TSAB UNBA WBSC SDCE DLXB AHDC HPSC NESF KACE CLBL COSB NTBL TJSB TDCB SDCB NKGS ABHY ADCC \
    SCBL BCBM SIDC KSCB PJSB UPCB RBIS FINO KUCB GABK NMCB DNSB MDCB JSBP MCBL KCCB SURY MSCI AUCB BACB ASBL MSNU KAIJ BMCB \
    KNSB MCAB DLSC RRBP PMEC SMCB ADBK CCBL CRUB BUCB NGSB RDCB APMC JJSB JPCB KJSB SJSB AKJB BARA TAUB AJAR AMCB HSBC SPCB \
    DEOB CITI IPOS ALLA ANDB CORP ORBC SYNB UTBI VIJB LAVB PYTM AIRP NSPB DEUT BNPA BOFA CHAS JIOP";

fn is_a_bank(value: &[u8]) -> bool {
    value.get(..4).is_some_and(|bank| BANKS.split_ascii_whitespace().any(|b| b.as_bytes() == bank))
}

/// Handles of UPI that are no words of everyday text (seen in two or more public lists, catalogue App. F).
const UPI_HANDLES: &str = "oksbi okaxis okicici okhdfcbank okbizaxis ybl ibl axl paytm ptsbi ptaxis ptyes pthdfc apl yapl rapl upi \
    sbi hdfcbank icici axisbank kotak pnb federal idbi idfcbank idfcfirst indus rbl cnrb barodampay unionbank \
    unionbankofindia uboi cbin mahb indianbank allbank andb obc psb synb vijb jkb karb kvb tjsb srcb pingpay payzapp pockets \
    imobile freecharge ikwik jupiteraxis abfspay waicici wahdfcbank waaxis wasbi naviaxis sliceaxis niyoicici postbank \
    finobank airtel jio hsbc citi aubank dlb tmb yesbank yesbankltd yesg kkbk boi abcdicici amazonpay axisb bandhan barodapay \
    bhim bpunity centralbank csbpay dhani equitas fkaxis freoicici goaxb hdfc indianbk indusind iob jupiter kaypay kbl \
    kotak811 mbk nsdl nyes obopay payu phonepe razorpay seyes slicepay superyes timecosmos ujjivan utkarshbank yescred yespay";

/// The dotless address around the `@`: `local@handle`, and no host that goes on behind it; nor another `@` on either side,
/// as in what a map's outlines are written in (`VANA@OBC@GFED`).
fn handle_around(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let local = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    let mut len = text[at.saturating_sub(64)..at].iter().rev().take_while(|b| local(b)).count();
    while len > 0 && !text[at - len].is_ascii_alphanumeric() {
        len -= 1;
    }
    let handle = text[at + 1..].iter().take(32).take_while(|b| b.is_ascii_alphanumeric()).count();
    let end = at + 1 + handle;
    let host = matches!(text.get(end), Some(b'.' | b'-')) && text.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    let beside = |at: Option<usize>| at.and_then(|at| text.get(at)) == Some(&b'@');
    let between = beside((at - len).checked_sub(1)) || beside(Some(end));
    (len >= 2 && handle >= 2 && !between && text[at + 1].is_ascii_alphabetic() && !host).then_some((at - len, end))
}

/// The part behind the `@`.
fn handle(address: &[u8]) -> &[u8] {
    address.rsplit(|&b| b == b'@').next().unwrap_or(address)
}

/// What a gateway's test mode pays to is nobody's: low.
fn test_mode_is_low(address: &[u8], severity: Severity) -> Severity {
    let test = [&b"success@razorpay"[..], b"failure@razorpay"].iter().any(|test| address.eq_ignore_ascii_case(test));
    if test { Severity::Low } else { severity }
}

fn has_upi_handle(address: &[u8]) -> bool {
    UPI_HANDLES.split_ascii_whitespace().any(|h| handle(address).eq_ignore_ascii_case(h.as_bytes()))
}

/// Four to thirty-two characters, beginning with a letter, not ending with a dot; production or sandbox.
fn is_abha_address(address: &[u8]) -> bool {
    let local = address.split(|&b| b == b'@').next().unwrap_or(address);
    let sound = (4..=32).contains(&local.len())
        && local[0].is_ascii_alphabetic()
        && local[local.len() - 1].is_ascii_alphanumeric();
    sound && [&b"abdm"[..], b"sbx", b"ndhm"].iter().any(|h| handle(address).eq_ignore_ascii_case(h))
}
