//! What is hidden, and the clear bodies that it is hidden in.

/// A value under its label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub(super) kind: &'static str,
    pub(super) label: &'static str,
    pub(super) key: &'static str,
    /// Its groups, which people part by spaces.
    pub(super) groups: &'static [&'static str],
}

/// Made up: valid by their check digits and structure.
pub(super) const VALUES: [Value; 5] = [AADHAAR, MOBILE, PAN, CARD, EMAIL];

pub(super) const AADHAAR: Value =
    Value { kind: "in_aadhaar", label: "Aadhaar", key: "aadhaar", groups: &["3971", "6129", "3962"] };
pub(super) const MOBILE: Value =
    Value { kind: "in_mobile", label: "Mobile", key: "mobile", groups: &["87287", "93324"] };
pub(super) const PAN: Value = Value { kind: "in_pan", label: "PAN", key: "pan", groups: &["THUPM", "4447", "A"] };
pub(super) const CARD: Value =
    Value { kind: "payment_card", label: "Card number", key: "cardNumber", groups: &["4539", "5787", "6362", "1486"] };
pub(super) const EMAIL: Value =
    Value { kind: "email", label: "Email", key: "email", groups: &["asha.k", "@", "mail.co.in"] };

impl Value {
    /// The value in the clear.
    pub(super) fn clear(&self) -> String {
        self.groups.concat()
    }

    /// Whether it is of digits alone.
    pub(super) fn is_number(&self) -> bool {
        self.groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()))
    }
}

/// A format of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Html,
    /// A page without a tag of its own.
    Bare,
    Table,
    /// A piece of a page in a string of JSON.
    Fragment,
    Json,
    Csv,
    Text,
    Xml,
    Js,
}

impl Format {
    pub(super) const ALL: &[Self] =
        &[Self::Html, Self::Bare, Self::Table, Self::Fragment, Self::Json, Self::Csv, Self::Text, Self::Xml, Self::Js];
    pub(super) const HTML: &[Self] = &[Self::Html, Self::Bare, Self::Table, Self::Fragment];
    pub(super) const MARKUP: &[Self] = &[Self::Html, Self::Bare, Self::Table, Self::Fragment, Self::Xml];
    pub(super) const ESCAPED: &[Self] = &[Self::Fragment, Self::Json, Self::Js];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Bare => "bare",
            Self::Table => "table",
            Self::Fragment => "fragment",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Text => "text",
            Self::Xml => "xml",
            Self::Js => "js",
        }
    }

    pub(super) const fn content_type(self) -> &'static str {
        match self {
            Self::Html | Self::Bare | Self::Table => "text/html; charset=utf-8",
            Self::Fragment | Self::Json => "application/json",
            Self::Csv => "text/csv",
            Self::Text => "text/plain; charset=utf-8",
            Self::Xml => "application/xml",
            Self::Js => "text/javascript",
        }
    }

    /// What stands in front of a value and behind it.
    pub(super) fn around(self, value: &Value) -> (String, String) {
        let Value { label, key, .. } = value;
        let (before, behind) = match self {
            Self::Html => (format!("<!DOCTYPE html><title>List</title><p>{label}: "), "</p><p>Thank you.</p>".into()),
            Self::Table => (
                format!("<table><tr><th>Name</th><th>{label}</th><th>City</th></tr><tr><td>Asha Rao</td><td>"),
                "</td><td>Pune</td></tr></table>".into(),
            ),
            Self::Fragment => {
                (format!("{{\"id\":7,\"html\":\"<h2>List<\\/h2><p>{label}: "), "<\\/p>\\n<p>Thank you.<\\/p>\"}".into())
            }
            Self::Json => (format!("[{{\"name\":\"Asha Rao\",\"{key}\":\""), "\",\"city\":\"Pune\"}]".into()),
            Self::Csv => (format!("name,{label},city\nAsha Rao,"), ",Pune\nRavi Das,,Goa\n".into()),
            Self::Text | Self::Bare => (format!("List of names\n{label}: "), "\nThank you for your help.\n".into()),
            Self::Xml => (
                format!("<?xml version=\"1.0\"?><rows><row><name>Asha Rao</name><{key}>"),
                format!("</{key}><city>Pune</city></row></rows>"),
            ),
            Self::Js => (format!("var person = {{name: \"Asha Rao\", {key}: \""), "\", city: \"Pune\"};\n".into()),
        };
        (before, behind)
    }
}

/// A table of several persons.
pub(super) const LIST: &str = "name,aadhaar,mobile,pan\nAsha Rao,397161293962,8728793324,THUPM4447A\n\
     Ravi Das,843077125537,9876501234,XYRPB1293Z\nNoor Khan,487860899613,7893104562,OPGPA6958G\n";
