//! Whole bodies in which a header, key, element or attribute says what a value is: `tests/data/bodies`.
//!
//! A value is marked as `«kind|value»`; every marked one must be found, and nothing else (records as a whole
//! apart), in every chunking. The file's ending is what the sender declares.

use dwarpal::pipeline::{Declared, Inspection};
use dwarpal::scan::Finding;

use crate::support::{KEY, chunkings};

/// Name, text with marks.
const BODIES: &[(&str, &str)] = &[
    ("table.csv", include_str!("data/bodies/table.csv")),
    ("titles.csv", include_str!("data/bodies/titles.csv")),
    ("branches.csv", include_str!("data/bodies/branches.csv")),
    ("records.json", include_str!("data/bodies/records.json")),
    ("rows.json", include_str!("data/bodies/rows.json")),
    ("sheet.json", include_str!("data/bodies/sheet.json")),
    ("answer.json", include_str!("data/bodies/answer.json")),
    ("profiles.html", include_str!("data/bodies/profiles.html")),
    ("lines.ndjson", include_str!("data/bodies/lines.ndjson")),
    ("callback.js", include_str!("data/bodies/callback.js")),
    ("table.html", include_str!("data/bodies/table.html")),
    ("cards.html", include_str!("data/bodies/cards.html")),
    ("officers.html", include_str!("data/bodies/officers.html")),
    ("omitted.html", include_str!("data/bodies/omitted.html")),
    ("returns.csv", include_str!("data/bodies/returns.csv")),
    ("cut.ndjson", include_str!("data/bodies/cut.ndjson")),
    ("quotes.csv", include_str!("data/bodies/quotes.csv")),
    ("pair.csv", include_str!("data/bodies/pair.csv")),
    ("headless.csv", include_str!("data/bodies/headless.csv")),
    ("strays.html", include_str!("data/bodies/strays.html")),
    ("spread.json", include_str!("data/bodies/spread.json")),
    ("insert.sql", include_str!("data/bodies/insert.sql")),
    ("create.sql", include_str!("data/bodies/create.sql")),
    ("copy.sql", include_str!("data/bodies/copy.sql")),
    ("bare.sql", include_str!("data/bodies/bare.sql")),
    ("bare.txt", include_str!("data/bodies/bare.txt")),
    ("roll.txt", include_str!("data/bodies/roll.txt")),
    ("faculty.html", include_str!("data/bodies/faculty.html")),
    ("roll.html", include_str!("data/bodies/roll.html")),
    ("groups.txt", include_str!("data/bodies/groups.txt")),
    ("counters.csv", include_str!("data/bodies/counters.csv")),
    ("codes.txt", include_str!("data/bodies/codes.txt")),
    ("columns.csv", include_str!("data/bodies/columns.csv")),
    ("keys.json", include_str!("data/bodies/keys.json")),
    ("columns.html", include_str!("data/bodies/columns.html")),
    ("unnamed.sql", include_str!("data/bodies/unnamed.sql")),
    ("rows.xml", include_str!("data/bodies/rows.xml")),
    ("signup.form", include_str!("data/bodies/signup.form")),
    ("contacts.vcf", include_str!("data/bodies/contacts.vcf")),
    ("visits.ics", include_str!("data/bodies/visits.ics")),
    ("list.md", include_str!("data/bodies/list.md")),
    ("card.svg", include_str!("data/bodies/card.svg")),
    ("form.txt", include_str!("data/bodies/form.txt")),
    ("answers.json", include_str!("data/bodies/answers.json")),
    ("fields.xml", include_str!("data/bodies/fields.xml")),
    ("cells.json", include_str!("data/bodies/cells.json")),
    ("items.json", include_str!("data/bodies/items.json")),
    ("props.html", include_str!("data/bodies/props.html")),
    ("slip.html", include_str!("data/bodies/slip.html")),
    ("spreadsheet.xml", include_str!("data/bodies/spreadsheet.xml")),
    ("flat.xml", include_str!("data/bodies/flat.xml")),
];

/// Start, end, kind.
pub(crate) type Found = (u64, u64, String);

/// The text without its marks, and what was marked.
fn unmark(marked: &str) -> (String, Vec<Found>) {
    let (mut text, mut values, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, behind)) = rest.split_once('«') {
        text.push_str(before);
        let (mark, behind) = behind.split_once('»').expect("a mark ends with »");
        let (kind, value) = mark.split_once('|').expect("a mark is «kind|value»");
        let start = text.len() as u64;
        text.push_str(value);
        values.push((start, text.len() as u64, kind.to_owned()));
        rest = behind;
    }
    text.push_str(rest);
    (text, values)
}

/// Names and texts of the bodies.
pub(crate) fn plain_bodies() -> impl Iterator<Item = (&'static str, String)> {
    BODIES.iter().map(|&(name, marked)| (name, unmark(marked).0))
}

fn scan<'a>(name: &str, chunks: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Finding>, u32) {
    let mut found = Vec::new();
    let mut sink = |finding: &Finding| found.push(*finding);
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
    inspection.begin(Declared { file_name: name, ..Declared::default() });
    chunks.into_iter().for_each(|chunk| inspection.write(chunk, &mut sink));
    inspection.end(&mut sink);
    (found, inspection.outcome().persons)
}

fn is_value(finding: &Finding) -> bool {
    !finding.kind.ends_with("_record") && finding.kind != Finding::PUBLIC_CONTACT
}

/// For each body the values found, and those that are marked; both ascending.
pub(crate) fn judged() -> Vec<(Vec<Found>, Vec<Found>)> {
    let judge = |(name, marked): &(&str, &str)| {
        let (text, expected) = unmark(marked);
        let (found, _) = scan(name, [text.as_bytes()]);
        let values = found.iter().filter(|f| is_value(f)).map(|f| (f.span.start, f.span.end, f.kind.to_owned()));
        let mut found: Vec<Found> = values.collect();
        found.sort();
        (found, expected)
    };
    BODIES.iter().map(judge).collect()
}

#[test]
fn marked_values_are_found_and_only_they() {
    for ((name, _), (found, expected)) in BODIES.iter().zip(judged()) {
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn every_split_finds_the_same() {
    for (name, marked) in BODIES {
        let (text, _) = unmark(marked);
        let whole = scan(name, [text.as_bytes()]);
        for chunks in chunkings(text.as_bytes()) {
            assert_eq!(scan(name, chunks.iter().copied()), whole, "{name} cut at {}", chunks[0].len());
        }
    }
}

#[test]
fn a_list_says_nothing_of_the_next_body() {
    let list = unmark(BODIES.iter().find(|(name, _)| *name == "bare.txt").expect("a list").1).0;
    let number = list.lines().next().expect("a number");
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
    let mut found = 0;
    for body in [&list, number] {
        let mut sink = |_: &Finding| found += 1;
        inspection.begin(Declared { file_name: "bare.txt", ..Declared::default() });
        inspection.write(body.as_bytes(), &mut sink);
        inspection.end(&mut sink);
    }
    assert_eq!(found, 4, "those of the list alone");
}

#[test]
fn persons_are_counted_by_their_records() {
    for (name, persons) in [
        ("table.csv", 3),
        ("records.json", 2),
        ("table.html", 2),
        ("rows.xml", 2),
        ("insert.sql", 3),
        // The note is of somebody else: nobody has two PANs.
        ("signup.form", 2),
        ("contacts.vcf", 3),
        ("visits.ics", 5),
        ("list.md", 3),
        ("answers.json", 2),
        ("fields.xml", 2),
        ("cells.json", 3),
        ("props.html", 4),
        ("slip.html", 2),
        ("spreadsheet.xml", 3),
        ("flat.xml", 2),
        ("officers.html", 0),
        // What a page links to be written to parts no persons: all are one record.
        ("faculty.html", 1),
    ] {
        let marked = BODIES.iter().find(|(n, _)| *n == name).expect("a body of this name").1;
        assert_eq!(scan(name, [unmark(marked).0.as_bytes()]).1, persons, "{name}");
    }
}
