//! Which route a response takes.
//!
//! An address may be read in several ways: `/a/..%2Fb` is one name to one server and `/b` to another. A route is chosen
//! for the address as it came and for the way in which the most willing server reads it; of two answers the one that
//! opens the door less holds.

use alloc::string::String;
use alloc::vec::Vec;

use super::document::{Object, Problem};

/// What is known of a response and its request when the route is chosen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Host of the URL; a port and a dot at its end do not matter.
    pub host: &'a str,
    /// Path of the URL, as it came.
    pub path: &'a str,
    /// Method of the request.
    pub method: &'a str,
    /// Content-Type of the response.
    pub content_type: &'a str,
    /// Status of the response.
    pub status: u16,
}

/// Where a route holds: everything that is given must fit, of a list one.
#[derive(Clone, Debug)]
pub(super) struct Where {
    host: Option<Vec<String>>,
    path: Option<Vec<String>>,
    method: Option<Vec<String>>,
    content_type: Option<Vec<String>>,
    status: Option<Vec<String>>,
}

impl Where {
    /// Reads a route's `match`.
    pub(super) fn read(route: &Object<'_>) -> Result<Self, Problem> {
        let given = route.object("match", &["host", "path", "method", "contentType", "status"])?;
        let lower =
            |texts: Option<Vec<String>>| texts.map(|all| all.iter().map(|one| one.to_ascii_lowercase()).collect());
        let is_host = |host: &str| !host.is_empty() && !host.contains(['/', ':']);
        let is_path = |path: &str| path.starts_with('/') || path.starts_with("**");
        let is_method = |method: &str| !method.is_empty() && method.bytes().all(|b| b.is_ascii_alphabetic());
        let is_type = |kind: &str| kind.contains('/') && !kind.contains(';');
        Ok(Self {
            host: lower(
                given.texts("host", is_host, "host names without scheme and port, such as \"*.example.gov.in\"")?,
            ),
            path: given.texts("path", is_path, "paths that begin with / or **, such as \"/lists/**\"")?,
            method: given.texts("method", is_method, "methods such as \"GET\"")?,
            content_type: lower(given.texts("contentType", is_type, "types without parameters, such as \"text/*\"")?),
            status: given.texts("status", is_status, "statuses such as 404 or \"4xx\"")?,
        })
    }

    /// Whether the route holds for what was asked, its path read as `path`.
    pub(super) fn holds(&self, asked: &Asked<'_>, path: &str) -> bool {
        let any = |patterns: &Option<Vec<String>>, fits: &dyn Fn(&str) -> bool| {
            patterns.as_ref().is_none_or(|patterns| patterns.iter().any(|pattern| fits(pattern)))
        };
        let host = asked.host.rsplit_once(':').map_or(asked.host, |(host, _)| host).trim_end_matches('.');
        let host = host.to_ascii_lowercase();
        let essence = asked.content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
        any(&self.host, &|pattern| glob(pattern.as_bytes(), host.as_bytes()))
            && any(&self.path, &|pattern| glob(pattern.as_bytes(), path.as_bytes()))
            && any(&self.method, &|method| method.eq_ignore_ascii_case(asked.method))
            && any(&self.content_type, &|kind| glob(kind.as_bytes(), essence.as_bytes()))
            && any(&self.status, &|status| has_status(status, asked.status))
    }
}

/// Whether `pattern` is `404` or `4xx`; only then it can fit.
fn is_status(pattern: &str) -> bool {
    let digits = pattern.as_bytes();
    let class = |b: &u8| (b'1'..=b'5').contains(b);
    digits.len() == 3
        && digits.first().is_some_and(class)
        && (digits[1..].iter().all(u8::is_ascii_digit) || &digits[1..] == b"xx")
}

fn has_status(pattern: &str, status: u16) -> bool {
    match pattern.strip_suffix("xx") {
        Some(class) => class.parse() == Ok(status / 100),
        None => pattern.parse() == Ok(status),
    }
}

/// `*` is anything but a slash, `**` is anything, `?` one byte but a slash.
fn glob(pattern: &[u8], text: &[u8]) -> bool {
    /// A star: where the pattern goes on behind it, and the first byte of the text that it does not hold.
    type Star = Option<(usize, usize)>;
    let (mut p, mut t) = (0, 0);
    // The last star of each sort.
    let (mut one, mut two): (Star, Star) = (None, None);
    loop {
        match pattern.get(p) {
            Some(b'*') if pattern.get(p + 1) == Some(&b'*') => {
                p += 2;
                (one, two) = (None, Some((p, t)));
            }
            Some(b'*') => {
                p += 1;
                one = Some((p, t));
            }
            Some(b'?') if text.get(t).is_some_and(|&b| b != b'/') => (p, t) = (p + 1, t + 1),
            Some(b) if text.get(t) == Some(b) => (p, t) = (p + 1, t + 1),
            None if t == text.len() => return true,
            // Another try: the last star holds one byte more.
            _ => match (one, two) {
                (Some((after, from)), _) if text.get(from).is_some_and(|&b| b != b'/') => {
                    one = Some((after, from + 1));
                    (p, t) = (after, from + 1);
                }
                (_, Some((after, from))) if from < text.len() => {
                    (one, two) = (None, Some((after, from + 1)));
                    (p, t) = (after, from + 1);
                }
                _ => return false,
            },
        }
    }
}

/// The path as the most willing server reads it: escapes undone (twice over), `\` a slash, no parameters of segments, no
/// empty segments, no dots.
pub(super) fn willing(path: &str) -> String {
    let mut bytes = path.as_bytes().to_vec();
    for _ in 0..3 {
        bytes = unescaped(&bytes);
    }
    let text = String::from_utf8_lossy(&bytes).replace('\\', "/");
    let mut segments: Vec<&str> = Vec::new();
    for segment in text.split('/') {
        match segment.split([';', '\0']).next().unwrap_or("") {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    let end = if text.ends_with('/') && !segments.is_empty() { "/" } else { "" };
    alloc::format!("/{}{end}", segments.join("/"))
}

fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let digit = |b: Option<&u8>| b.and_then(|&b| (b as char).to_digit(16)).map(|d| d as u8);
    let (mut out, mut i) = (Vec::with_capacity(bytes.len()), 0);
    while i < bytes.len() {
        match (bytes[i], digit(bytes.get(i + 1)), digit(bytes.get(i + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                i += 3;
            }
            (byte, ..) => {
                out.push(byte);
                i += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{glob, is_status, willing};

    #[test]
    fn globs() {
        for (pattern, text, fits) in [
            ("/a/*", "/a/b", true),
            ("/a/*", "/a/b/c", false),
            ("/a/**", "/a/b/c", true),
            ("/a/**", "/a", false),
            ("/a/**/*.csv", "/a/b/c/d.csv", true),
            ("/a/*/d*.csv", "/a/b/c/d.csv", false),
            ("**/x/*.json", "/a/x/y/x/z.json", true),
            ("/?", "/a", true),
            ("/?", "//", false),
            ("*.gov.in", "a.gov.in", true),
            ("*.gov.in", "gov.in", false),
            ("/*a*b", "/xaxbxb", true),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(glob(pattern.as_bytes(), text.as_bytes()), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn the_most_willing_server() {
        for (path, read) in [
            ("/a/b", "/a/b"),
            ("/a//b/./c/", "/a/b/c/"),
            ("/a/..%2Fb", "/b"),
            ("/a/%252e%252e/b", "/b"),
            ("/a%5C..%5Cb", "/b"),
            ("/a;v=1/b;x", "/a/b"),
            ("/%", "/%"),
            ("/..", "/"),
        ] {
            assert_eq!(willing(path), read, "{path}");
        }
    }

    #[test]
    fn statuses() {
        for (pattern, fits) in [("404", true), ("4xx", true), ("4x4", false), ("600", false), ("40", false)] {
            assert_eq!(is_status(pattern), fits, "{pattern}");
        }
    }
}
