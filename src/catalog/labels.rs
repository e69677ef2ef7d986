//! The words that label values: English with its field-name forms, and the languages of India.
//!
//! Written for [`Lexicon`](crate::grammar::Lexicon): lower case, words separated by one space, punctuation left
//! out. Endings (`no`, `number`, `id`) need no entries of their own: a phrase is found inside a longer label.

mod india;
mod world;

pub(super) use india::*;
pub(super) use world::*;

use crate::grammar::{Group, Phrases};

pub(super) const AADHAAR: Group = Group(Group::FIRST_FREE);
pub(super) const PAN: Group = Group(Group::FIRST_FREE + 1);
pub(super) const MOBILE: Group = Group(Group::FIRST_FREE + 2);
pub(super) const EMAIL: Group = Group(Group::FIRST_FREE + 3);
pub(super) const CARD: Group = Group(Group::FIRST_FREE + 4);
pub(super) const NAME: Group = Group(Group::FIRST_FREE + 5);
pub(super) const ADDRESS: Group = Group(Group::FIRST_FREE + 6);
pub(super) const BIRTH: Group = Group(Group::FIRST_FREE + 7);
pub(super) const AGE: Group = Group(Group::FIRST_FREE + 8);
pub(super) const GENDER: Group = Group(Group::FIRST_FREE + 9);
pub(super) const RESULT: Group = Group(Group::FIRST_FREE + 10);
pub(super) const VOTER: Group = Group(Group::FIRST_FREE + 12);
pub(super) const PASSPORT: Group = Group(Group::FIRST_FREE + 13);
pub(super) const LICENCE: Group = Group(Group::FIRST_FREE + 14);
pub(super) const BANK: Group = Group(Group::FIRST_FREE + 15);
pub(super) const IFSC: Group = Group(Group::FIRST_FREE + 16);
pub(super) const UPI: Group = Group(Group::FIRST_FREE + 17);
pub(super) const ABHA: Group = Group(Group::FIRST_FREE + 18);
pub(super) const SRF: Group = Group(Group::FIRST_FREE + 19);
pub(super) const VEHICLE: Group = Group(Group::FIRST_FREE + 20);
pub(super) const GSTIN: Group = Group(Group::FIRST_FREE + 21);
pub(super) const PIN: Group = Group(Group::FIRST_FREE + 22);
/// Names of things: a label that holds one of these names no person.
const THING: Group = Group(Group::FIRST_FREE + 11);

/// The words of all tables.
pub(super) const ALL: Phrases = &join::<{ PHRASES.len() + india::PHRASES.len() + world::PHRASES.len() }>(&[
    PHRASES,
    india::PHRASES,
    world::PHRASES,
]);

const fn join<const N: usize>(tables: &[Phrases]) -> [(Group, &'static [&'static str]); N] {
    let mut all: [(Group, &[&str]); N] = [(Group::NONE, &[]); N];
    let (mut n, mut t) = (0, 0);
    while t < tables.len() {
        let mut i = 0;
        while i < tables[t].len() {
            all[n] = tables[t][i];
            n += 1;
            i += 1;
        }
        t += 1;
    }
    all
}

const PHRASES: Phrases = &[
    (
        AADHAAR,
        &[
            "aadhaar", "aadhar", "aadhaar card", "aadhar card", "aadhaar card number", "aadhar card number",
            "aadhaar card no", "aadhar card no", "adhaar", "adhar", "aadhaarcard", "uid", "uidai", "आधार", "আধার",
            "ஆதார்", "ఆధార్", "ಆಧಾರ್", "ആധാർ", "આધાર", "ਆਧਾਰ", "ଆଧାର", "آدھار",
        ],
    ),
    (
        PAN,
        &[
            "pan", "pancard", "pan card", "pan card number", "pan card no", "permanent account number", "it pan", "पैन",
            "पॅन", "स्थायी लेखा संख्या", "প্যান", "স্থায়ী অ্যাকাউন্ট নম্বর", "பான்", "நிரந்தர கணக்கு எண்", "పాన్", "శాశ్వత ఖాతా సంఖ్య", "ಪ್ಯಾನ್",
            "പാൻ", "પાન નંબર", "પાન કાર્ડ", "ਪੈਨ", "ପାନ୍", "پین",
        ],
    ),
    (
        MOBILE,
        &[
            "otp", "sms", "mobile", "mob", "phone", "ph", "contact", "cell", "cellphone", "msisdn", "whatsapp", "tel",
            "telephone", "alternate no", "registered mobile", "मोबाइल", "मोबाईल", "फोन", "दूरभाष", "संपर्क नंबर",
            "भ्रमणध्वनी", "दूरध्वनी", "संपर्क क्रमांक", "মোবাইল", "ফোন", "கைபேசி", "அலைபேசி", "மொபைல்", "தொலைபேசி", "మొబైల్", "ఫోన్",
            "చరవాణి", "ಮೊಬೈಲ್", "ದೂರವಾಣಿ", "മൊബൈൽ", "ഫോൺ", "મોબાઇલ", "ફોન", "સંપર્ક નંબર", "ਮੋਬਾਈਲ", "ਫ਼ੋਨ", "ମୋବାଇଲ", "ଫୋନ",
            "موبائل", "فون",
        ],
    ),
    (
        EMAIL,
        &[
            "email", "e mail", "mail id", "mailto", "ईमेल", "ई मेल", "ইমেল", "ইমেইল", "மின்னஞ்சல்", "ఈమెయిల్", "ಇಮೇಲ್", "ഇമെയിൽ",
            "ઇમેઇલ", "ਈਮੇਲ", "ଇମେଲ",
        ],
    ),
    (
        CARD,
        &[
            "card", "cards", "card no", "card number", "cardno", "creditcard", "ccnum", "cc no", "cc number",
            "debit card", "credit card", "debit", "credit", "atm card", "rupay", "kreditkarte", "tarjeta",
            "carte bancaire", "कार्ड नंबर", "कार्ड",
        ],
    ),
    (
        VOTER,
        &[
            "epic", "epic card", "voter", "voter id", "voter card", "voter card number", "voter card no", "elector id",
            "election card", "मतदाता", "पहचान पत्र संख्या", "निर्वाचक", "मतदार", "ভোটার", "পরিচয়পত্র", "வாக்காளர்", "ఓటరు",
            "ಮತದಾರ", "വോട്ടർ", "મતદાર", "ਵੋਟਰ", "ଭୋଟର", "ووٹر",
        ],
    ),
    (
        PASSPORT,
        &[
            "passport", "ppt", "travel document", "पासपोर्ट", "पारपत्र", "পাসপোর্ট", "கடவுச்சீட்டு", "பாஸ்போர்ட்", "పాస్పోర్ట్",
            "ಪಾಸ್ಪೋರ್ಟ್", "പാസ്പോർട്ട്", "પાસપોર્ટ", "ਪਾਸਪੋਰਟ", "ପାସପୋର୍ଟ",
        ],
    ),
    (
        LICENCE,
        &[
            "dl", "dl no", "driving licence", "driving license", "licence no", "license no", "driver licence",
            "driver license", "ड्राइविंग लाइसेंस", "चालक अनुज्ञप्ति", "वाहन परवाना", "ড্রাইভিং লাইসেন্স", "ஓட்டுநர் உரிமம்",
            "డ్రైవింగ్ లైసెన్స్", "ಚಾಲನಾ ಪರವಾನಗಿ",
        ],
    ),
    (
        BANK,
        &[
            "acc", "account no", "account number", "acc no", "acct", "acct no", "a c", "a c no", "accountno",
            "bank account", "bank a c", "beneficiary account", "account", "खाता", "खाता संख्या", "बैंक खाता", "खाते क्रमांक",
            "अकाउंट नंबर", "অ্যাকাউন্ট নম্বর", "வங்கி கணக்கு எண்", "கணக்கு எண்", "ఖాతా సంఖ్య", "ಖಾತೆ ಸಂಖ್ಯೆ", "അക്കൗണ്ട് നമ്പർ", "ખાતા નંબર",
            "ਖਾਤਾ ਨੰਬਰ",
        ],
    ),
    (IFSC, &["ifsc", "ifs", "ifsc code", "rtgs code", "neft code", "आईएफएससी"]),
    (UPI, &["upi", "upi id", "vpa", "virtual payment address", "gpay", "phonepe", "paytm", "bhim", "यूपीआई"]),
    (
        ABHA,
        &[
            "abha", "abha no", "abha number", "abha address", "health id", "phr", "phr address", "ndhm", "abdm", "hid",
            "आभा", "स्वास्थ्य आईडी",
        ],
    ),
    (SRF, &["srf", "srf id", "specimen referral", "icmr id", "icmr no"]),
    (
        VEHICLE,
        &[
            "vehicle", "vehicle no", "vehicle regn", "vehicle registration", "registration number", "registration no",
            "regn no", "veh regn no", "regn", "plate", "number plate", "rc no", "वाहन", "गाड़ी नंबर", "வாகன எண்",
            "వాహన నంబర్", "ವಾಹನ ಸಂಖ್ಯೆ",
        ],
    ),
    (GSTIN, &["gstin", "gst no", "gst number", "gst", "जीएसटीआईएन"]),
    (PIN, &["pin", "pin code", "pincode", "postal code", "zip", "zip code", "पिन", "पिन कोड"]),
    (
        NAME,
        &[
            "name", "nm", "fn", "full name", "first name", "last name", "middle name", "fname", "lname", "surname",
            "patient name", "beneficiary name", "applicant name", "candidate name", "member name", "customer name",
            "account holder", "nominee", "guardian", "father name", "fathers name", "mother name", "husband name",
            "spouse", "relative name", "head of family", "elector name", "contact person", "student name",
            "holder name", "payee", "remitter", "patient", "elector", "owner", "proprietor", "नाम", "नाव", "নাম",
            "பெயர்", "పేరు", "ಹೆಸರು", "പേര്", "પેર", "નામ", "ਨਾਂ", "ਨਾਮ", "ନାମ", "نام",
        ],
    ),
    (
        THING,
        &[
            "file name", "filename", "host name", "hostname", "user name", "username", "class name", "tag name",
            "display name", "event name", "item name", "drug name", "test name", "lab name", "hospital name",
            "district name", "state name", "bank name", "branch name", "scheme name", "column name", "font name",
            "product name", "domain name", "company name", "trade name", "legal name", "village name", "block name",
            "country name", "city name", "school name", "email address", "web address", "e mail address",
        ],
    ),
    (
        ADDRESS,
        &[
            "address", "addr", "adr", "residence", "house no", "पता", "पत्ता", "निवास", "ঠিকানা", "முகவரி", "చిరునామా",
            "ವಿಳಾಸ", "വിലാസം", "മേൽവിലാസം", "સરનામું", "ਪਤਾ", "ଠିକଣା", "پتہ",
        ],
    ),
    (
        BIRTH,
        &[
            "dob", "d o b", "birth", "date of birth", "birth date", "birthdate", "birthday", "bday", "yob",
            "year of birth", "born", "जन्म तिथि", "जन्मतिथि", "जन्म दिनांक", "जन्म वर्ष", "जन्मतारीख", "জন্ম তারিখ",
            "பிறந்த தேதி", "பிறந்த நாள்", "పుట్టిన తేదీ", "జన్మ తేదీ", "ಜನ್ಮ ದಿನಾಂಕ", "ಹುಟ್ಟಿದ ದಿನಾಂಕ", "ജനന തീയതി", "ജനനത്തീയതി",
            "જન્મ તારીખ", "ਜਨਮ ਮਿਤੀ", "ଜନ୍ମ ତାରିଖ",
        ],
    ),
    (
        AGE,
        &[
            "age", "आयु", "उम्र", "वय", "বয়স", "வயது", "వయస్సు", "వయసు", "ವಯಸ್ಸು", "വയസ്സ്", "പ്രായം", "ઉંમર", "ਉਮਰ", "ବୟସ",
            "عمر",
        ],
    ),
    (GENDER, &["gender", "sex", "लिंग", "লিঙ্গ", "பாலினம்", "లింగం", "ಲಿಂಗ", "ലിംഗം", "લિંગ", "ਲਿੰਗ", "ଲିଙ୍ଗ", "جنس"]),
    (
        RESULT,
        &[
            "result", "rt pcr", "rtpcr", "final result", "test result", "covid status", "lab result", "परिणाम",
            "निकाल", "ফলাফল", "முடிவு", "ఫలితం", "ಫಲಿತಾಂಶ", "ഫലം", "પરિણામ",
        ],
    ),
    (
        Group::POST,
        &["designation", "post held", "department", "officer", "पदनाम", "विभाग", "अधिकारी", "பதவி", "హోదా", "ಹುದ್ದೆ"],
    ),
    (Group::DEATH, &["death", "death date", "date of death", "died", "deceased", "dod", "मृत्यु", "मृतक"]),
    (
        Group::NEGATIVE,
        &[
            "order", "invoice", "inv", "bill", "receipt", "transaction", "txn", "utr", "rrn", "ref", "reference",
            "ticket", "pnr", "tracking", "awb", "consignment", "shipment", "sku", "hsn", "sac", "product", "item",
            "model", "part no", "batch", "lot", "barcode", "upc", "ean", "isbn", "issn", "doi", "version", "build",
            "commit", "hash", "checksum", "etag", "nonce", "csrf", "session", "uuid", "guid", "timestamp", "epoch",
            "created at", "updated at", "modified", "expires", "max age", "ttl", "size", "length", "width", "height",
            "bytes", "count", "total", "amount", "price", "mrp", "rs", "score", "rank", "votes", "population",
            "latitude", "longitude", "zoom", "offset", "index", "tender", "gazette", "go no", "notification",
            "circular", "file no", "f no", "case no", "sl no", "s no", "sr no", "क्र सं", "sample", "example", "demo",
            "dummy", "specimen", "format", "placeholder", "e g", "उदाहरण",
        ],
    ),
    (
        Group::OFFICE,
        &[
            "helpline", "toll free", "tollfree", "customer care", "fax", "office", "official", "control room",
            "helpdesk", "help desk", "reception", "switchboard", "हेल्पलाइन", "कार्यालय", "टोल फ्री", "হেল্পলাইন", "ஹெல்ப்லைன்",
        ],
    ),
];
