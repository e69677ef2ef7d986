//! Which skeleton a body gets: decided once, on its first bytes, never again.

/// Bytes of the body that the format is decided on: the first so many, or all if there are fewer.
pub(in crate::scan) const PREFIX: usize = 2048;

/// The structure of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, logs, scripts.
    Text,
    /// A table with this separator.
    Csv(u8),
    /// JSON, NDJSON, event streams of JSON.
    Json,
    /// HTML.
    Html,
    /// A dump of SQL statements.
    Sql,
    /// XML: an element's name labels its text.
    Xml,
    /// The body of a form: names and values in one line.
    Form,
    /// Cards of an address book or a calendar: vCard, iCalendar.
    Card,
    /// The events text of a decoder ([`events`](crate::bytes::events)).
    Events,
}

/// Separators of tables, the likelier first.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Decides by the first [`PREFIX`] bytes; what was declared decides where they leave it open.
pub(in crate::scan) fn sniff(prefix: &[u8], declared: Declared) -> Format {
    if declared == Declared::Events {
        return Format::Events;
    }
    let prefix = &prefix[..prefix.len().min(PREFIX)];
    let text = prefix.strip_prefix(b"\xef\xbb\xbf").unwrap_or(prefix);
    if begins_json(text.trim_ascii_start()) {
        return Format::Json;
    }
    if let Some(format) = markup(text, declared) {
        return format;
    }
    if ["BEGIN:VCARD", "BEGIN:VCALENDAR"].iter().any(|begin| begins(text.trim_ascii_start(), begin)) {
        return Format::Card;
    }
    if is_form(text, declared == Declared::Form, prefix.len() == PREFIX) {
        return Format::Form;
    }
    if super::sql::is_dump(text) {
        return Format::Sql;
    }
    let separator = table_separator(text, declared == Declared::Table);
    // In a page without tags the semicolons may be those of its entities.
    if let Some(separator) = separator.filter(|&s| s != b';' || declared != Declared::Html || !text.contains(&b'&')) {
        return Format::Csv(separator);
    }
    if declared == Declared::Json || holds_json(text) { Format::Json } else { Format::Text }
}

/// What the sender says, as far as it matters here. Only a hint: the bytes have the last word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Declared {
    /// Nothing that helps.
    #[default]
    Other,
    /// A table.
    Table,
    /// JSON of some kind.
    Json,
    /// HTML.
    Html,
    /// XML of some kind.
    Xml,
    /// The body of a form.
    Form,
    /// The events text of a decoder: not a hint but a fact, since a decoder of ours made it.
    Events,
}

/// Markup: by its first tag, or by its declaration when the first character agrees.
fn markup(text: &[u8], declared: Declared) -> Option<Format> {
    let text = text.trim_ascii_start();
    let begins = |word: &str| begins(text, word);
    let html = ["<!doctype html", "<html", "<head", "<body", "<table", "<div", "<script", "<h1", "<p>", "<ul"];
    if html.iter().any(|tag| begins(tag)) {
        return Some(Format::Html);
    }
    if begins("<?xml") {
        let xhtml = text.windows(5).any(|w| w.eq_ignore_ascii_case(b"<html"));
        return Some(if xhtml { Format::Html } else { Format::Xml });
    }
    let tag =
        text.first() == Some(&b'<') && text.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'!' | b'/'));
    // A table or a text that is declared as markup holds none; a page may begin with more blanks than are seen.
    let marked = text.is_empty() || text.contains(&b'<');
    match declared {
        Declared::Html if marked => Some(Format::Html),
        Declared::Xml if marked => Some(Format::Xml),
        _ if tag => {
            Some(if text.windows(6).any(|w| w.eq_ignore_ascii_case(b"xmlns=")) { Format::Xml } else { Format::Html })
        }
        _ => None,
    }
}

/// Whether the text begins with the word, in letters of either case.
fn begins(text: &[u8], word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether the text is names with values behind their `=`, joined by `&`, with nothing in it that a form escapes; one
/// name is enough where a form is declared. The last field may be `cut`.
fn is_form(text: &[u8], declared: bool, cut: bool) -> bool {
    let text = text.trim_ascii_end();
    let escaped = |b: &u8| {
        b.is_ascii_whitespace() || b.is_ascii_control() || b"<>\"{}".contains(b) || !declared && b"()".contains(b)
    };
    if text.is_empty() || text.iter().any(escaped) {
        return false;
    }
    let fields = || text.split(|&b| b == b'&' || declared && b == b';');
    let name = |b: &u8| {
        b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'%' | b'+' | b'*' | b'$' | b'[' | b']' | 0x80..)
    };
    let named = |field: &[u8]| {
        let at = field.iter().position(|&b| b == b'=');
        at.is_some_and(|at| at > 0 && field[..at].iter().all(name))
    };
    let all = fields().count();
    let named = fields().filter(|field| named(field)).count();
    if declared { named > 0 } else { named > 1 && named + usize::from(cut) >= all }
}

/// Lines in front of a table that may be none of its rows: titles, and what tells Excel the separator.
const TITLES: usize = 5;

/// The separator that cuts every line into the same number of cells, titles apart; declared tables may be a single
/// line.
fn table_separator(text: &[u8], declared: bool) -> Option<u8> {
    if matches!(text.trim_ascii_start().first(), Some(b'{' | b'[' | b'<')) {
        return None;
    }
    let lines_needed = if declared { 1 } else { 3 };
    // Nearly all text that is no table is found to be none by its first lines.
    if text.iter().filter(|&&b| matches!(b, b'\n' | b'\r')).count() < lines_needed && !declared {
        return None;
    }
    let score = |separator: u8| {
        let (mut lines, mut cells, mut quoted, mut n) = (0usize, None, false, 0usize);
        let (mut titles, mut begin) = (0, 0);
        let mut even = true;
        let ends = |i: usize| text[i] == b'\n' && (i == 0 || text[i - 1] != b'\r') || text[i] == b'\r';
        for (i, &byte) in text.iter().enumerate() {
            match byte {
                b'"' => quoted = !quoted,
                _ if !quoted
                    && ends(i)
                    && lines == 0
                    && titles < TITLES
                    && (n == 0 || text[begin..].starts_with(b"sep=")) =>
                {
                    (titles, n) = (titles + 1, 0);
                }
                _ if !quoted && ends(i) => {
                    if lines < 8 && n + 1 != *cells.get_or_insert(n + 1) {
                        even = false;
                    }
                    lines += 1;
                    n = 0;
                    if !declared && (!even || cells.is_none_or(|cells| cells < 3)) {
                        return None;
                    }
                }
                _ if byte == separator && !quoted => n += 1,
                _ => {}
            }
            if matches!(byte, b'\n' | b'\r') {
                begin = i + 1;
            }
        }
        let cells = cells.unwrap_or(n + 1);
        let lines = lines.max(1);
        let even = even && (lines >= lines_needed);
        (cells >= if declared { 2 } else { 3 } && (even || declared)).then_some((even, TITLES - titles, cells))
    };
    let best = SEPARATORS.iter().filter_map(|&s| score(s).map(|score| (score, s)));
    // `max_by_key` takes the last of equals: the likelier separator comes first, so compare strictly.
    best.fold(None, |best: Option<((bool, usize, usize), u8)>, new| match best {
        Some(old) if old.0 >= new.0 => Some(old),
        _ => Some(new),
    })
    .map(|(_, separator)| separator)
}

/// Whether the text begins as a JSON object or array.
fn begins_json(text: &[u8]) -> bool {
    let rest = text.get(1..).unwrap_or(&[]).trim_ascii_start();
    match text.first() {
        Some(b'{') => matches!(rest.first(), Some(b'"' | b'}')),
        Some(b'[') => matches!(rest.first(), Some(b'{' | b'[' | b'"' | b']' | b'-' | b'0'..=b'9')),
        _ => false,
    }
}

/// Whether a script is JSON or hands some to something.
pub(super) fn hands_over_json(script: &[u8]) -> bool {
    begins_json(script.trim_ascii_start()) || holds_json(script)
}

/// Whether the text hands JSON to something: a script (`callback({…`, `var data = [{…`) or an event stream.
fn holds_json(text: &[u8]) -> bool {
    let near = &text[..text.len().min(160)];
    let handed = |i: usize| matches!(near[..i].trim_ascii_end().last(), Some(b'(' | b'='));
    (1..near.len()).any(|i| matches!(near[i], b'{' | b'[') && handed(i) && begins_json(&text[i..]))
        || text
            .split(|&b| b == b'\n')
            .take(4)
            .any(|line| line.strip_prefix(b"data:").is_some_and(|data| begins_json(data.trim_ascii_start())))
}

#[cfg(test)]
mod tests {
    use super::{Declared, Format, sniff};

    #[test]
    fn rows() {
        use Declared::{Form, Html, Json, Other, Table, Xml};
        for (text, declared, format) in [
            ("name,age\nx,1\n", Table, Format::Csv(b',')),
            ("name\tage\nx, y\t1\n", Table, Format::Csv(b'\t')),
            ("a;b;c\n1;2;3\n4;\"5;5\";6\n", Other, Format::Csv(b';')),
            ("a,b,c\n1,2,3\n4,5,6\n", Other, Format::Csv(b',')),
            ("Hello, you, there\nthis is, text\nand more\n", Other, Format::Text),
            ("-- a dump\nINSERT INTO t VALUES (1,2);\nINSERT INTO t VALUES (3,4);\n", Table, Format::Sql),
            ("one line, of, text", Other, Format::Text),
            ("one,line", Table, Format::Csv(b',')),
            ("List of names\n\na,b,c\n1,2,3\n4,5,6\n", Other, Format::Csv(b',')),
            ("sep=;\na;b;c\n1;2;3\n4;5;6\n", Other, Format::Csv(b';')),
            ("A list\na;b\n1;2\n", Table, Format::Csv(b';')),
            ("{\"a\":1}", Other, Format::Json),
            ("[1,2]", Table, Format::Json),
            ("{ margin: 0 }", Other, Format::Text),
            ("event: row\ndata: {\"a\":1}\n\n", Other, Format::Json),
            ("cb({\"a\":1})", Other, Format::Json),
            ("window.x = {\"a\":1};", Other, Format::Json),
            ("f({margin: 0})", Other, Format::Text),
            ("x", Json, Format::Json),
            ("", Other, Format::Text),
            ("<!DOCTYPE html><p>", Other, Format::Html),
            ("<?xml version=\"1.0\"?><rows/>", Html, Format::Xml),
            ("<?xml version=\"1.0\"?><html>", Other, Format::Html),
            ("Name<br>", Html, Format::Html),
            ("name,age,pan\nx,1,2\ny,2,3\n", Html, Format::Csv(b',')),
            ("{\"a\":\"<b>\"}", Html, Format::Json),
            ("just words", Html, Format::Text),
            ("  ", Html, Format::Html),
            ("<rows>", Xml, Format::Xml),
            ("a=1&b=2\n", Other, Format::Form),
            ("a%5Bb%5D=1+2&c=%20", Other, Format::Form),
            ("a=1", Form, Format::Form),
            ("a=1", Other, Format::Text),
            ("a=1;b", Form, Format::Form),
            ("a,b\n1,2\n", Form, Format::Text),
            ("a[b]=(1)&c=2", Form, Format::Form),
            ("x&&y=f(z)&w=1", Other, Format::Text),
            ("/show?a=1&b=2", Other, Format::Text),
            ("a&b=2&c=3", Other, Format::Text),
            ("BEGIN:VCARD\r\nFN:Asha\r\n", Other, Format::Card),
            ("begin:vcalendar\n", Table, Format::Card),
        ] {
            assert_eq!(sniff(text.as_bytes(), declared), format, "{text:?}");
        }
    }
}
