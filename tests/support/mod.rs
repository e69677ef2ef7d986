//! What the tests share: the rows of `tests/data/detectors`, and ways to cut a body into chunks.

use dwarpal::catalog::DEFAULT;
use dwarpal::grammar::{Catalog, Packs};
use dwarpal::scan::{Finding, Key};

/// The rows, also for builds that can read no files (wasm).
pub(crate) const DATA: &[(&str, &str)] = &[
    ("folded.txt", include_str!("../data/detectors/folded.txt")),
    ("in.txt", include_str!("../data/detectors/in.txt")),
    ("intl-core.txt", include_str!("../data/detectors/intl-core.txt")),
    ("secrets.txt", include_str!("../data/detectors/secrets.txt")),
    ("network.txt", include_str!("../data/detectors/network.txt")),
    ("us.txt", include_str!("../data/detectors/us.txt")),
    ("uk.txt", include_str!("../data/detectors/uk.txt")),
    ("eu.txt", include_str!("../data/detectors/eu.txt")),
    ("latam.txt", include_str!("../data/detectors/latam.txt")),
    ("apac.txt", include_str!("../data/detectors/apac.txt")),
    ("mea.txt", include_str!("../data/detectors/mea.txt")),
];

/// Files of packs that are off by default: their rows are scanned with all packs on.
const OPTIONAL: [&str; 7] = ["network.txt", "us.txt", "uk.txt", "eu.txt", "latam.txt", "apac.txt", "mea.txt"];

/// The default catalogue with every pack on.
pub(crate) static EVERYTHING: Catalog = Catalog { packs: Packs::ALL, ..DEFAULT };

/// One row: a text, and where in it the detector must find a value (`None`: nowhere).
pub(crate) struct Row {
    pub(crate) at: String,
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) expected: Option<(u64, u64)>,
    /// The packs it is scanned with.
    pub(crate) catalog: &'static Catalog,
}

/// All rows of all files.
///
/// # Panics
/// On a row that does not read as one.
pub(crate) fn rows() -> Vec<Row> {
    DATA.iter()
        .flat_map(|(file, data)| data.lines().enumerate().map(move |(n, line)| (file, n + 1, line)))
        .filter(|(_, _, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(file, number, line)| {
            let catalog = if OPTIONAL.contains(file) { &EVERYTHING } else { &DEFAULT };
            parse(&format!("{file}:{number}"), line, catalog)
        })
        .collect()
}

fn parse(at: &str, line: &str, catalog: &'static Catalog) -> Row {
    let (head, marked) = line.split_once("  ").unwrap_or_else(|| panic!("{at}: two spaces end the id"));
    let (verdict, id) = head.split_once(' ').unwrap_or_else(|| panic!("{at}: `hit id` or `miss id`"));
    let marked = marked.replace('¦', "");
    let text = marked.replace(['«', '»'], "");
    let expected = match (verdict, marked.find('«'), marked.find('»')) {
        ("hit", Some(start), Some(end)) => Some((start as u64, (end - '«'.len_utf8()) as u64)),
        ("miss", None, None) => None,
        _ => panic!("{at}: a hit marks its value with « and », a miss marks nothing"),
    };
    Row { at: at.to_owned(), id: id.to_owned(), text, expected, catalog }
}

/// The key of the tests: fixed, so that fingerprints can be compared.
pub(crate) const KEY: Key = Key([3; 16]);

/// Scans chunks with the packs of `catalog` and returns all findings.
pub(crate) fn scan_with<'a>(catalog: &Catalog, chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut sink = |finding: &Finding| found.push(*finding);
    let mut stream = dwarpal::scan::Stream::new(catalog, KEY);
    chunks.into_iter().for_each(|chunk| stream.write(chunk, &mut sink));
    stream.end(&mut sink);
    found
}

/// Every way of cutting `body` that the tests try: each single split (with an empty chunk between), and byte by byte.
pub(crate) fn chunkings(body: &[u8]) -> impl Iterator<Item = Vec<&[u8]>> {
    let splits = (0..=body.len()).map(|i| vec![&body[..i], &[], &body[i..]]);
    splits.chain(std::iter::once(body.chunks(1).collect()))
}
