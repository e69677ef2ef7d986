//! What the tests share: the rows of `tests/data/detectors`, and ways to cut a body into chunks.

use dwarpal::scan::{Finding, Key};

/// The rows, also for builds that can read no files (wasm).
pub(crate) const DATA: &[(&str, &str)] = &[
    ("folded.txt", include_str!("../data/detectors/folded.txt")),
    ("in.txt", include_str!("../data/detectors/in.txt")),
    ("intl-core.txt", include_str!("../data/detectors/intl-core.txt")),
];

/// One row: a text, and where in it the detector must find a value (`None`: nowhere).
pub(crate) struct Row {
    pub(crate) at: String,
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) expected: Option<(u64, u64)>,
}

/// All rows of all files.
///
/// # Panics
/// On a row that does not read as one.
pub(crate) fn rows() -> Vec<Row> {
    DATA.iter()
        .flat_map(|(file, data)| data.lines().enumerate().map(move |(n, line)| (file, n + 1, line)))
        .filter(|(_, _, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(file, number, line)| parse(&format!("{file}:{number}"), line))
        .collect()
}

fn parse(at: &str, line: &str) -> Row {
    let (head, marked) = line.split_once("  ").unwrap_or_else(|| panic!("{at}: two spaces end the id"));
    let (verdict, id) = head.split_once(' ').unwrap_or_else(|| panic!("{at}: `hit id` or `miss id`"));
    let text = marked.replace(['«', '»'], "");
    let expected = match (verdict, marked.find('«'), marked.find('»')) {
        ("hit", Some(start), Some(end)) => Some((start as u64, (end - '«'.len_utf8()) as u64)),
        ("miss", None, None) => None,
        _ => panic!("{at}: a hit marks its value with « and », a miss marks nothing"),
    };
    Row { at: at.to_owned(), id: id.to_owned(), text, expected }
}

/// The key of the tests: fixed, so that fingerprints can be compared.
pub(crate) const KEY: Key = Key([3; 16]);

/// Scans chunks and returns all findings.
pub(crate) fn scan<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut sink = |finding: &Finding| found.push(*finding);
    let mut stream = dwarpal::scan::Stream::new(&dwarpal::catalog::DEFAULT, KEY);
    chunks.into_iter().for_each(|chunk| stream.write(chunk, &mut sink));
    stream.end(&mut sink);
    found
}

/// Every way of cutting `body` that the tests try: each single split (with an empty chunk between), and byte by byte.
pub(crate) fn chunkings(body: &[u8]) -> impl Iterator<Item = Vec<&[u8]>> {
    let splits = (0..=body.len()).map(|i| vec![&body[..i], &[], &body[i..]]);
    splits.chain(std::iter::once(body.chunks(1).collect()))
}
