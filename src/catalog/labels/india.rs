//! Words of Indian identifiers beyond the first ones.

use crate::grammar::{Group, Phrases};

pub(in crate::catalog) const VID: Group = Group(Group::FIRST_FREE + 88);
pub(in crate::catalog) const EID: Group = Group(Group::FIRST_FREE + 89);
pub(in crate::catalog) const COWIN: Group = Group(Group::FIRST_FREE + 90);
pub(in crate::catalog) const VACCINATION: Group = Group(Group::FIRST_FREE + 91);
pub(in crate::catalog) const PMJAY: Group = Group(Group::FIRST_FREE + 92);
pub(in crate::catalog) const MRN: Group = Group(Group::FIRST_FREE + 93);
pub(in crate::catalog) const UDID: Group = Group(Group::FIRST_FREE + 94);
pub(in crate::catalog) const UAN: Group = Group(Group::FIRST_FREE + 95);
pub(in crate::catalog) const EPF: Group = Group(Group::FIRST_FREE + 96);
pub(in crate::catalog) const PRAN: Group = Group(Group::FIRST_FREE + 97);
pub(in crate::catalog) const ESIC: Group = Group(Group::FIRST_FREE + 98);
pub(in crate::catalog) const CKYC: Group = Group(Group::FIRST_FREE + 99);
pub(in crate::catalog) const RATION: Group = Group(Group::FIRST_FREE + 100);
pub(in crate::catalog) const NREGA: Group = Group(Group::FIRST_FREE + 101);
pub(in crate::catalog) const ESHRAM: Group = Group(Group::FIRST_FREE + 102);
pub(in crate::catalog) const APAAR: Group = Group(Group::FIRST_FREE + 103);
pub(in crate::catalog) const PEN: Group = Group(Group::FIRST_FREE + 104);
pub(in crate::catalog) const PMKISAN: Group = Group(Group::FIRST_FREE + 105);
pub(in crate::catalog) const FAMILY: Group = Group(Group::FIRST_FREE + 106);
pub(in crate::catalog) const PPO: Group = Group(Group::FIRST_FREE + 107);
pub(in crate::catalog) const DEMAT: Group = Group(Group::FIRST_FREE + 108);
pub(in crate::catalog) const CIN: Group = Group(Group::FIRST_FREE + 109);
pub(in crate::catalog) const LLPIN: Group = Group(Group::FIRST_FREE + 110);
pub(in crate::catalog) const UDYAM: Group = Group(Group::FIRST_FREE + 111);
pub(in crate::catalog) const TAN: Group = Group(Group::FIRST_FREE + 112);
pub(in crate::catalog) const DIN: Group = Group(Group::FIRST_FREE + 113);
pub(in crate::catalog) const ITR_ACK: Group = Group(Group::FIRST_FREE + 114);

pub(super) const PHRASES: Phrases = &[
    (VID, &["vid", "vid no", "vid number", "virtual id", "aadhaar vid", "aadhaar virtual id", "वर्चुअल आईडी"]),
    (
        EID,
        &[
            "enrolment id", "enrollment id", "aadhaar enrolment", "aadhaar enrollment", "aadhaar enrolment no",
            "aadhaar enrollment no", "eid no", "eid number", "आधार नामांकन", "आधार नोंदणी",
        ],
    ),
    (
        COWIN,
        &[
            "beneficiary reference id", "beneficiary reference", "beneficiary ref id", "beneficiary ref", "cowin",
            "co win", "cowin beneficiary", "कोविन",
        ],
    ),
    (
        VACCINATION,
        &[
            "vaccination certificate", "covid certificate", "covid vaccination certificate", "vaccine certificate",
            "टीकाकरण प्रमाणपत्र",
        ],
    ),
    (PMJAY, &["pmjay", "pm jay", "ayushman", "ayushman card", "ayushman bharat", "golden card", "आयुष्मान"]),
    (
        MRN,
        &[
            "uhid", "mrn", "mr no", "ip no", "op no", "opd no", "ipd no", "cr no", "crno", "patient id",
            "medical record number", "hospital no", "पंजीकरण संख्या",
        ],
    ),
    (UDID, &["udid", "udid no", "unique disability id", "disability card", "disability id", "swavlamban", "दिव्यांग"]),
    (UAN, &["uan", "uan no", "universal account number", "epfo uan", "यूएएन"]),
    (EPF, &["epf", "epfo", "pf no", "pf account", "pf number", "epf member id", "pf member id"]),
    (PRAN, &["pran", "pran no", "permanent retirement account number", "permanent retirement"]),
    (ESIC, &["esic", "esi no", "esic no", "esic ip", "esic ip number", "esic insurance no"]),
    (CKYC, &["ckyc", "ckyc no", "ckycr", "kyc identification number", "central kyc"]),
    (
        RATION,
        &[
            "ration card", "ration card no", "ration card number", "rationcard", "ration", "राशन कार्ड", "शिधापत्रिका",
            "रेशन कार्ड", "রেশন কার্ড", "குடும்ப அட்டை", "ரேஷன் கார்டு", "రేషన్ కార్డు", "ಪಡಿತರ ಚೀಟಿ", "റേഷൻ കാർഡ്", "રેશન કાર્ડ",
            "ਰਾਸ਼ਨ ਕਾਰਡ", "ରାସନ କାର୍ଡ", "راشن کارڈ",
        ],
    ),
    (NREGA, &["job card", "jobcard", "job card no", "jobcard no", "nrega", "mgnrega", "nrega job card", "जॉब कार्ड"]),
    (ESHRAM, &["e shram", "eshram", "e shram uan", "eshram uan", "ई श्रम"]),
    (APAAR, &["apaar", "apaar id", "abc id", "academic bank of credits"]),
    (PEN, &["permanent education number", "student pen", "pen no", "udise pen"]),
    (PMKISAN, &["pm kisan", "pmkisan", "pm kisan registration", "pm kisan registration no", "पीएम किसान"]),
    (
        FAMILY,
        &[
            "samagra", "samagra id", "समग्र", "jan aadhaar", "jan aadhaar id", "जन आधार", "bhamashah", "family id",
            "परिवार पहचान", "ppp id", "kutumba", "picme", "household id",
        ],
    ),
    (PPO, &["ppo", "ppo no", "ppo number", "pension payment order", "पेंशन"]),
    (DEMAT, &["demat", "demat account", "dp id", "bo id", "demat account no"]),
    (CIN, &["cin", "cin no", "corporate identity number", "corporate identification number"]),
    (LLPIN, &["llpin"]),
    (UDYAM, &["udyam", "udyam registration"]),
    (TAN, &["tan no", "tan number", "tax deduction account number", "tan of deductor"]),
    (DIN, &["din no", "din number", "director identification number", "dpin"]),
    (ITR_ACK, &["itr acknowledgement", "itr ack", "itr acknowledgement number", "e filing acknowledgement"]),
];
