//! The words that label values: English with its field-name forms, and the languages of India.
//!
//! Written for [`Lexicon`](crate::grammar::Lexicon): lower case, words separated by one space, punctuation left
//! out. Endings (`no`, `number`, `id`) need no entries of their own: a phrase is found inside a longer label.

use crate::grammar::{Group, Phrases};

pub(super) const AADHAAR: Group = Group(Group::FIRST_FREE);
pub(super) const PAN: Group = Group(Group::FIRST_FREE + 1);
pub(super) const MOBILE: Group = Group(Group::FIRST_FREE + 2);
pub(super) const EMAIL: Group = Group(Group::FIRST_FREE + 3);
pub(super) const CARD: Group = Group(Group::FIRST_FREE + 4);

pub(super) const PHRASES: Phrases = &[
    (
        AADHAAR,
        &[
            "aadhaar", "aadhar", "adhaar", "adhar", "aadhaarcard", "uid", "uidai", "आधार", "আধার", "ஆதார்", "ఆధార్", "ಆಧಾರ್",
            "ആധാർ", "આધાર", "ਆਧਾਰ", "ଆଧାର", "آدھار",
        ],
    ),
    (
        PAN,
        &[
            "pan", "pancard", "permanent account number", "it pan", "पैन", "पॅन", "स्थायी लेखा संख्या", "প্যান",
            "স্থায়ী অ্যাকাউন্ট নম্বর", "பான்", "நிரந்தர கணக்கு எண்", "పాన్", "శాశ్వత ఖాతా సంఖ్య", "ಪ್ಯಾನ್", "പാൻ", "પાન નંબર", "પાન કાર્ડ",
            "ਪੈਨ", "ପାନ୍", "پین",
        ],
    ),
    (
        MOBILE,
        &[
            "mobile", "mob", "phone", "ph", "contact", "cell", "cellphone", "msisdn", "whatsapp", "tel", "telephone",
            "alternate no", "registered mobile", "मोबाइल", "मोबाईल", "फोन", "दूरभाष", "संपर्क नंबर", "भ्रमणध्वनी", "दूरध्वनी",
            "संपर्क क्रमांक", "মোবাইল", "ফোন", "கைபேசி", "அலைபேசி", "மொபைல்", "தொலைபேசி", "మొబైల్", "ఫోన్", "చరవాణి", "ಮೊಬೈಲ್",
            "ದೂರವಾಣಿ", "മൊബൈൽ", "ഫോൺ", "મોબાઇલ", "ફોન", "સંપર્ક નંબર", "ਮੋਬਾਈਲ", "ਫ਼ੋਨ", "ମୋବାଇଲ", "ଫୋନ", "موبائل", "فون",
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
            "card no", "card number", "cardno", "debit card", "credit card", "debit", "credit", "atm card", "rupay",
            "कार्ड नंबर",
        ],
    ),
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
