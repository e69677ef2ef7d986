//! The parameters of a header field, as `Content-Type` and `Content-Disposition` have them.
//!
//! Read as clients read them, which is laxer than the grammar: names in any case, spaces around `=`, values in
//! quotation marks or bare, a last quotation mark that is missing. Field values may hold any bytes.

/// The value in front of the first parameter, without spaces around it.
#[must_use]
pub fn main_value(field: &[u8]) -> &[u8] {
    field.split(|&b| b == b';' || b == b',').next().unwrap_or(field).trim_ascii()
}

/// The parameters of a field in their order: name and value. Backslashes in quoted values stay.
pub fn parameters(field: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let from = field.iter().position(|&b| b == b';' || b == b',').unwrap_or(field.len());
    let mut rest = field.get(from..).unwrap_or(&[]);
    core::iter::from_fn(move || {
        loop {
            rest = rest.trim_ascii_start();
            match rest.first()? {
                b';' | b',' => rest = &rest[1..],
                _ => break,
            }
        }
        let end = rest.iter().position(|&b| matches!(b, b'=' | b';' | b',')).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let name = name.trim_ascii();
        let Some(value) = behind.strip_prefix(b"=") else {
            rest = behind;
            return Some((name, &[][..]));
        };
        let value = value.trim_ascii_start();
        let (value, behind) = match value.strip_prefix(b"\"") {
            Some(quoted) => quoted.split_at(closing_quote(quoted)),
            None => value.split_at(value.iter().position(|&b| matches!(b, b';' | b',')).unwrap_or(value.len())),
        };
        // What stands between a closing quotation mark and the next `;` belongs to nothing.
        let next = behind.iter().position(|&b| matches!(b, b';' | b',')).unwrap_or(behind.len());
        rest = &behind[next..];
        Some((name, value.trim_ascii()))
    })
}

/// The value of the first parameter of a name.
#[must_use]
pub fn parameter<'a>(field: &'a [u8], name: &str) -> Option<&'a [u8]> {
    parameters(field).find(|(found, _)| found.eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| value)
}

fn closing_quote(quoted: &[u8]) -> usize {
    let mut escaped = false;
    let closes = |&b: &u8| {
        let closes = b == b'"' && !escaped;
        escaped = b == b'\\' && !escaped;
        closes
    };
    quoted.iter().position(closes).unwrap_or(quoted.len())
}

#[cfg(test)]
mod tests {
    use super::{main_value, parameter, parameters};

    #[test]
    fn rows() {
        for (field, name, expected) in [
            ("text/html; charset=utf-8", "charset", Some("utf-8")),
            ("text/html;CharSet = \"utf-8\"", "charset", Some("utf-8")),
            ("text/html; charset='utf-8'", "charset", Some("'utf-8'")),
            ("text/html; a=\"x; charset=no\"; charset=yes", "charset", Some("yes")),
            ("text/html; a=\"x\\\"; charset=no\"; charset=yes", "charset", Some("yes")),
            ("text/html; charset", "charset", Some("")),
            ("text/html; charset=", "charset", Some("")),
            ("text/html, charset=utf-8", "charset", Some("utf-8")),
            ("text/html; charset=a; charset=b", "charset", Some("a")),
            ("multipart/mixed; boundary=\"a b", "boundary", Some("a b")),
            ("multipart/mixed;\r\n\tboundary=\"b=1\" ; x=y", "boundary", Some("b=1")),
            (";;=;=\"", "charset", None),
            ("", "charset", None),
        ] {
            assert_eq!(parameter(field.as_bytes(), name), expected.map(str::as_bytes), "{field}");
        }
        assert_eq!(main_value(b" text/html ; charset=x"), b"text/html");
        assert_eq!(parameters(b"a; b=1; c; d=\"2\"").count(), 3);
    }
}
