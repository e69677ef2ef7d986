//! Names of charsets, and where bodies name their own.

use super::Charset;
use crate::bytes::Unread;

/// Names in lower case with `_` as `-`, and what they mean.
const NAMES: &[(&str, Charset)] = {
    use Charset::{AsciiCompatible, Utf8, Utf16Be, Utf16Le, Utf32Be, Utf32Le, Windows1252};
    &[
        ("utf-8", Utf8),
        ("utf8", Utf8),
        ("unicode-1-1-utf-8", Utf8),
        ("unicode11utf8", Utf8),
        ("unicode20utf8", Utf8),
        ("x-unicode20utf8", Utf8),
        ("utf8mb4", Utf8),
        ("utf-16", Utf16Le),
        ("utf-16le", Utf16Le),
        ("utf16", Utf16Le),
        ("utf16le", Utf16Le),
        ("csunicode", Utf16Le),
        ("iso-10646-ucs-2", Utf16Le),
        ("ucs-2", Utf16Le),
        ("unicode", Utf16Le),
        ("unicodefeff", Utf16Le),
        ("utf-16be", Utf16Be),
        ("utf16be", Utf16Be),
        ("unicodefffe", Utf16Be),
        ("utf-32", Utf32Le),
        ("utf-32le", Utf32Le),
        ("ucs-4", Utf32Le),
        ("utf-32be", Utf32Be),
        ("ascii", Windows1252),
        ("us-ascii", Windows1252),
        ("ansi-x3.4-1968", Windows1252),
        ("iso-8859-1", Windows1252),
        ("iso8859-1", Windows1252),
        ("iso88591", Windows1252),
        ("iso-8859-1:1987", Windows1252),
        ("iso-ir-100", Windows1252),
        ("csisolatin1", Windows1252),
        ("latin1", Windows1252),
        ("l1", Windows1252),
        ("cp819", Windows1252),
        ("ibm819", Windows1252),
        ("cp1252", Windows1252),
        ("x-cp1252", Windows1252),
        ("windows-1252", Windows1252),
        ("iso-8859-15", Windows1252),
        ("iso8859-15", Windows1252),
        ("iso885915", Windows1252),
        ("csisolatin9", Windows1252),
        ("l9", Windows1252),
        ("shift-jis", AsciiCompatible),
        ("sjis", AsciiCompatible),
        ("x-sjis", AsciiCompatible),
        ("ms-kanji", AsciiCompatible),
        ("csshiftjis", AsciiCompatible),
        ("windows-31j", AsciiCompatible),
        ("ms932", AsciiCompatible),
        ("euc-jp", AsciiCompatible),
        ("x-euc-jp", AsciiCompatible),
        ("cseucpkdfmtjapanese", AsciiCompatible),
        ("euc-kr", AsciiCompatible),
        ("cseuckr", AsciiCompatible),
        ("korean", AsciiCompatible),
        ("ks-c-5601-1987", AsciiCompatible),
        ("ksc5601", AsciiCompatible),
        ("windows-949", AsciiCompatible),
        ("gbk", AsciiCompatible),
        ("x-gbk", AsciiCompatible),
        ("gb2312", AsciiCompatible),
        ("gb-2312", AsciiCompatible),
        ("csgb2312", AsciiCompatible),
        ("chinese", AsciiCompatible),
        ("gb18030", AsciiCompatible),
        ("big5", AsciiCompatible),
        ("big5-hkscs", AsciiCompatible),
        ("cn-big5", AsciiCompatible),
        ("csbig5", AsciiCompatible),
        ("x-x-big5", AsciiCompatible),
        ("koi", AsciiCompatible),
        ("cskoi8r", AsciiCompatible),
        ("cp866", AsciiCompatible),
        ("ibm866", AsciiCompatible),
        ("866", AsciiCompatible),
        ("macintosh", AsciiCompatible),
        ("mac", AsciiCompatible),
        ("tis-620", AsciiCompatible),
        ("windows-874", AsciiCompatible),
        ("x-user-defined", AsciiCompatible),
        ("cyrillic", AsciiCompatible),
        ("greek", AsciiCompatible),
        ("arabic", AsciiCompatible),
        ("hebrew", AsciiCompatible),
    ]
};

/// Families of charsets of single bytes, by what their names begin with; a digit or letter of the member follows.
const FAMILIES: &[&str] =
    &["windows-125", "cp125", "x-cp125", "iso-8859-", "iso8859-", "iso8859", "koi8-", "latin", "x-mac-", "csisolatin"];

/// The longest name of a charset.
const LONGEST: usize = 24;

/// The charset of a label.
pub(super) fn charset(label: &[u8]) -> Option<Charset> {
    let label = label.trim_ascii();
    let quoted = |mark: &[u8]| label.strip_prefix(mark).and_then(|label| label.strip_suffix(mark));
    let label = quoted(b"'").or_else(|| quoted(b"\"")).unwrap_or(label);
    let mut name = [0; LONGEST];
    let name = name.get_mut(..label.len())?;
    for (to, &from) in name.iter_mut().zip(label) {
        *to = if from == b'_' { b'-' } else { from.to_ascii_lowercase() };
    }
    let name: &[u8] = name;
    let known = NAMES.iter().find(|(known, _)| known.as_bytes() == name).map(|&(_, charset)| charset);
    known.or_else(|| {
        let member = FAMILIES.iter().find_map(|family| name.strip_prefix(family.as_bytes()))?;
        (matches!(member.len(), 1..=9) && member.iter().all(|&b| b.is_ascii_alphanumeric() || b == b'-'))
            .then_some(Charset::AsciiCompatible)
    })
}

/// The charset that a page or an XML document names in its first 1,024 bytes: `<meta charset>`, `<meta http-equiv
/// content>` or `<?xml encoding?>`. In anything else such words are text.
pub(super) fn in_body(prefix: &[u8]) -> Result<Option<Charset>, Unread> {
    let prefix = prefix.get(..1024).unwrap_or(prefix);
    let named = xml_encoding(prefix).or_else(|| meta_charset(prefix));
    named.map(|name| charset(name).ok_or(Unread("charset"))).transpose()
}

fn xml_encoding(prefix: &[u8]) -> Option<&[u8]> {
    let declaration = prefix.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|pair| pair == b"?>")?;
    value_of(&declaration[..end], b"encoding")
}

fn meta_charset(prefix: &[u8]) -> Option<&[u8]> {
    let mut rest = prefix;
    loop {
        rest = &rest[rest.iter().position(|&b| b == b'<')? + 1..];
        if rest.starts_with(b"!--") {
            rest = &rest[3 + rest[3..].windows(3).position(|end| end == b"-->")?..];
        } else if rest.get(..4).is_some_and(|tag| tag.eq_ignore_ascii_case(b"meta")) {
            let tag = &rest[4..];
            let tag = &tag[..tag.iter().position(|&b| b == b'>').unwrap_or(tag.len())];
            if let Some(name) = value_of(tag, b"charset") {
                return Some(name);
            }
        }
    }
}

/// The value behind a name and `=`, in quotation marks or bare; not empty.
fn value_of<'a>(text: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let at = (0..text.len()).find(|&at| {
        let behind = text[at..].get(name.len()..).map(<[u8]>::trim_ascii_start);
        text[at..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
            && behind.is_some_and(|behind| behind.starts_with(b"="))
    })?;
    let value = text[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let ends = |&b: &u8| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b';' | b'>' | b'/');
    let value = &value[..value.iter().position(ends).unwrap_or(value.len())];
    (!value.is_empty()).then_some(value)
}
