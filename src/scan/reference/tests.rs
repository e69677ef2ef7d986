//! The scanner against the reference (I3).

use std::fs;
use std::path::{Path, PathBuf};

use super::detect::REACH;
use super::visible::{Spelling, visible};
use super::{Answer, scan};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::bytes::Span;
use crate::catalog::DEFAULT;
use crate::grammar::{Catalog, Packs};
use crate::scan::skeleton::sniff;
use crate::scan::{Declared, Finding, Key, Stream};

const KEY: Key = Key([3; 16]);
/// Recombinations that are compared.
const CASES: u32 = 500;

/// The catalogue with every pack on.
static EVERYTHING: Catalog = Catalog { packs: Packs::ALL, ..DEFAULT };

fn scanned(catalog: &Catalog, declared: Declared, body: &[u8]) -> Answer {
    let mut findings = Vec::new();
    let mut sink = |finding: &Finding| findings.push(*finding);
    let mut stream = Stream::new(catalog, KEY);
    stream.reset(declared);
    stream.write(body, &mut sink);
    stream.end(&mut sink);
    Answer { findings, persons: stream.persons() }
}

/// What of the answers differs, without the values; `None` where the reference doesn't read the format.
pub(super) fn difference(catalog: &Catalog, declared: Declared, body: &[u8]) -> Option<Result<usize, String>> {
    let expected = scan(catalog, KEY, declared, body)?;
    let found = scanned(catalog, declared, body);
    // Where a long secret is cut depends on which of its bytes told of it.
    let cut = |f: &Finding| f.span.len() + 32 > REACH;
    let same = |a: &Finding, b: &Finding| {
        a == b || cut(a) && cut(b) && (a.kind, a.span.start, a.confidence) == (b.kind, b.span.start, b.confidence)
    };
    let equal = found.findings.len() == expected.findings.len()
        && found.findings.iter().zip(&expected.findings).all(|(a, b)| same(a, b));
    // More than are counted exactly are counted to a few percent.
    let (few, many) = (found.persons.min(expected.persons), found.persons.max(expected.persons));
    let near = many == few || few > 256 && (many - few) * 100 < 5 * many;
    if equal && near {
        return Some(Ok(found.findings.len()));
    }
    let only = |these: &[Finding], those: &[Finding]| {
        these
            .iter()
            .filter(|f| !those.iter().any(|other| same(f, other)))
            .take(4)
            .map(|f| format!("{f:?}"))
            .collect::<Vec<_>>()
            .join("\n    ")
    };
    Some(Err(format!(
        "persons {} and {}\n  scanner only: {}\n  reference only: {}",
        found.persons,
        expected.persons,
        only(&found.findings, &expected.findings),
        only(&expected.findings, &found.findings)
    )))
}

/// What was compared.
#[derive(Default)]
struct Sum {
    bodies: usize,
    findings: usize,
    wrong: Vec<String>,
}

impl Sum {
    fn compare(&mut self, name: &str, catalog: &Catalog, declared: Declared, body: &[u8]) {
        match difference(catalog, declared, body) {
            None => {}
            Some(Ok(findings)) => {
                self.bodies += 1;
                self.findings += findings;
            }
            Some(Err(why)) => self.wrong.push(format!("{name}: {why}")),
        }
    }

    /// # Panics
    /// If anything differs, or less was compared than there must have been.
    fn check(&self, what: &str, least: usize) {
        println!("{what}: {} bodies, {} findings, {} differ", self.bodies, self.findings, self.wrong.len());
        let first: Vec<_> = self.wrong.iter().take(20).cloned().collect();
        assert!(first.is_empty(), "{what}: {} differ\n{}", self.wrong.len(), first.join("\n"));
        assert!(self.findings >= least, "{what}: only {} findings", self.findings);
    }
}

/// The rows of the tests' data: where they come from, and their text.
fn rows() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/detectors");
    let mut files: Vec<_> = fs::read_dir(folder).expect("the rows").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (n, line) in fs::read_to_string(&file).expect("a file of rows").lines().enumerate() {
            if let Some((_, marked)) = line.split_once("  ").filter(|_| !line.starts_with('#')) {
                rows.push((format!("{name}:{}", n + 1), marked.replace(['«', '»', '¦'], "")));
            }
        }
    }
    rows
}

#[test]
fn rows_as_they_stand() {
    let mut sum = Sum::default();
    for (at, text) in rows() {
        sum.compare(&format!("{at} {text}"), &EVERYTHING, Declared::Other, text.as_bytes());
    }
    sum.check("rows", 300);
}

/// All files below `folder` that end so.
fn files(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            files(&path, endings, found);
        } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
            found.push(path);
        }
    }
}

/// The bodies of `tests/data`, and of a corpus (`DWARPAL_CORPUS`) where there is one.
fn bodies() -> Vec<(String, Declared, Vec<u8>)> {
    let mut all = Vec::new();
    for (declared, endings) in [
        (Declared::Table, &["csv", "tsv"][..]),
        (Declared::Json, &["json", "ndjson"]),
        (Declared::Html, &["html"]),
        (Declared::Xml, &["xml", "svg"]),
        (Declared::Other, &["txt", "md", "js", "log", "sql", "css"]),
    ] {
        let mut found = Vec::new();
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bodies"), endings, &mut found);
        if let Some(corpus) = std::env::var_os("DWARPAL_CORPUS").map(PathBuf::from) {
            for part in ["clean", "labelled", "leaks"] {
                files(&corpus.join(part), endings, &mut found);
            }
        }
        found.sort();
        for path in found {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let body = fs::read(&path).expect("a body");
            // Those of the tests' data are marked.
            let plain = if path.starts_with(env!("CARGO_MANIFEST_DIR")) { unmarked(&body) } else { body };
            all.push((name, declared, plain));
        }
    }
    all
}

/// A body of `tests/data/bodies` without its marks: `«kind|value»`.
fn unmarked(body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let value = |marked: &str| marked.split_once('|').map_or(String::new(), |(_, rest)| rest.replacen('»', "", 1));
    let mut parts = text.split('«');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, marked| plain + &value(marked)).into_bytes()
}

#[test]
fn whole_bodies() {
    let mut sum = Sum::default();
    for (name, declared, body) in bodies() {
        sum.compare(&name, &DEFAULT, declared, &body);
    }
    sum.check("bodies", 40);
}

/// Pieces of texts and tables.
const PIECES: &[&str] = &[
    "\n", "\n\n", "\r\n", ",", ", ", ";", "|", " | ", "\t", " ", "  ", "\"", "\"\"", ": ", ":", ".", "-", "/", "(",
    ")", "name,aadhaar,mobile\n", "Name;PAN;Order\n", "name | mobile\n-----|-----\n", "|---|---|\n", "Mobile:\n",
    "Name: Asha Rao\nAge: 47\nMobile: 8728793324\n", "Shri Asha Rao", "order no ", "Aadhaar ", "aadhaar no. ",
    "mobile ", "PAN: ", "397161293962", "3971 6129 3962", "8728793324", "+91 87287 93324", "THUPM4447A", "THUPM",
    "4447A", "a.rao@mail.co.in", "@", "1234", "12", "2021-04-17", "17/04/2021 10:30", "4111 1111 1111 1111", "ghp_",
    "\u{928}\u{93e}\u{92e}", "x", "Z9", "{", "};", ">", "#", "=",
];

/// Whether nothing in the text is spelled out, folded or hidden.
fn is_plain(text: &[u8]) -> bool {
    let spelling = Spelling { tags: true, escapes: true };
    let seen = visible(text, Span::new(0, text.len() as u64), spelling);
    seen.iter().map(|seen| seen.byte).eq(text.iter().copied()) && !text.contains(&b'<')
}

/// Rows and pieces one behind the other, in which everything stands in the clear: which of the others the scanner comes to
/// look at, it decides place by place.
fn recombined() -> impl Strategy<Value = Vec<u8>> {
    let rows: Vec<Vec<u8>> =
        rows().into_iter().map(|(_, text)| text.into_bytes()).filter(|text| is_plain(text)).collect();
    assert!(rows.len() > 400, "{} plain rows", rows.len());
    let pieces: Vec<Vec<u8>> = PIECES.iter().map(|piece| piece.as_bytes().to_vec()).collect();
    let far = (0_usize..900).prop_map(|n| b"lorem ".iter().copied().cycle().take(n).collect());
    let piece = prop_oneof![
        3 => prop::sample::select(rows),
        12 => prop::sample::select(pieces),
        1 => vec(b' '..b'%', 0..12),
        1 => far,
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

#[test]
fn what_differed_once() {
    let mut sum = Sum::default();
    for (declared, body) in [
        // Between the two bytes of a line end stood a line of which the label before it spoke.
        (Declared::Other, "a.rao@mail.co.in\r\nName:\r\nID {\r\n\"Name: Asha Rao\nAge: 47\nMobile: 8728793324\n"),
        (Declared::Other, "anita.6888@abdmname: \r\nID: 20{\r\n\"Name: Asha Rao\nAge: 47\nMobile: 8728793324\n"),
        // Letters that touch a run of digits were a word beside others only.
        (Declared::Other, "Name: Asha Rao\nAge: 47\nMobile: 8728793324\n+91 87287 93324Mobile:\n"),
        // A number in front of an escape was a percentage where another form of it was none.
        (Declared::Other, "mobile +91 87287 93324%20\n"),
    ] {
        sum.compare(body, &EVERYTHING, declared, body.as_bytes());
    }
    sum.check("bodies that differed once", 4);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn recombined_rows(body in recombined(), table in any::<bool>()) {
        let declared = if table { Declared::Table } else { Declared::Other };
        if let Some(Err(why)) = difference(&EVERYTHING, declared, &body) {
            let format = sniff(&body, declared);
            prop_assert!(false, "{:?}: {}: {:?}", format, why, String::from_utf8_lossy(&body));
        }
    }
}
