//! What is a deployment's own: patterns, words, what is allowed, and grades of the catalogue's kinds.

use dwarpal::catalog::DEFAULT;
use dwarpal::grammar::{Catalog, Compact, Detector, Severity};
use dwarpal::pipeline::{Declared, Inspection, Outcome, Verdict};
use dwarpal::policy::Policy;
use dwarpal::scan::{Filler, Finding, Patch, Sink};
use serde_json::{Value, json};

use crate::support::{KEY, chunkings, scan_with};

fn catalog(own: &Value) -> &'static Catalog {
    let document = json!({ "own": own }).to_string();
    let policy = Policy::parse(&document).and_then(|mut policy| policy.catalog(&DEFAULT));
    policy.unwrap_or_else(|problem| panic!("{document}: {problem}"))
}

fn staff() -> &'static Catalog {
    catalog(&json!({
        "patterns": [
            { "name": "staff", "pattern": "EMP-[0-9]{6}", "severity": "high" },
            { "name": "case", "pattern": "[A-Z]{2}/case/[0-9]{1,6}/20[0-9]{2}", "severity": "critical" },
            { "name": "file", "pattern": "(?i)secret-file-[a-f0-9]{8}" },
            { "name": "either", "pattern": "(?:alpha|beta)#[0-9]{2,4}" }
        ],
        "words": [{ "name": "projects", "words": ["Project Garuda", "गरुड़ योजना"], "severity": "medium" }]
    }))
}

/// Text, and the kinds and values found in it, if any of them is the deployment's own.
const ROWS: &[(&str, &[(&str, &str)])] = &[
    ("EMP-204417", &[("custom:staff", "EMP-204417")]),
    ("no EMP-204417, EMP-204418.", &[("custom:staff", "EMP-204417"), ("custom:staff", "EMP-204418")]),
    ("XEMP-204417 EMP-2044178 EMP-20441 emp-204417", &[]),
    ("{\"id\":\"EMP-2044\\u00317\"}", &[("custom:staff", "EMP-2044\\u00317")]),
    ("<p>EMP-20<b>44</b>1&#55;</p>", &[("custom:staff", "EMP-20<b>44</b>1&#55;")]),
    ("<p>EMP-<b>204</b>417</p>", &[("custom:staff", "EMP-<b>204</b>417")]),
    ("<p>Project <b>Garuda</b></p>", &[("custom:projects", "Project <b>Garuda")]),
    ("<p>Project&nbsp;Garuda</p>", &[("custom:projects", "Project&nbsp;Garuda")]),
    ("see KA/case/12/2021 and KA/case//2021", &[("custom:case", "KA/case/12/2021")]),
    ("Secret-File-9c41e7b0", &[("custom:file", "Secret-File-9c41e7b0")]),
    ("alpha#12 beta#123 gamma#12", &[("custom:either", "alpha#12"), ("custom:either", "beta#123")]),
    ("PROJECT GARUDA, project garuda", &[("custom:projects", "PROJECT GARUDA"), ("custom:projects", "project garuda")]),
    ("Project Garudas", &[]),
    ("यह गरुड़ योजना है", &[("custom:projects", "गरुड़ योजना")]),
];

fn own<'t>(text: &'t str, findings: &[Finding]) -> Vec<(&'static str, &'t str)> {
    let own = findings.iter().filter(|f| f.kind.starts_with("custom:"));
    own.map(|f| (f.kind, &text[f.span.start as usize..f.span.end as usize])).collect()
}

#[test]
fn own_kinds_are_found_however_the_bytes_arrive() {
    let catalog = staff();
    for (text, expected) in ROWS {
        let whole = scan_with(catalog, [text.as_bytes()]);
        assert_eq!(own(text, &whole), *expected, "{text}");
        for chunks in chunkings(text.as_bytes()) {
            assert_eq!(scan_with(catalog, chunks.iter().copied()), whole, "{text} cut at {}", chunks[0].len());
        }
        for shift in [63, 64, 500, 4090, 16_380] {
            let body = format!("{}{text}", ".\n".repeat(shift / 2) + &" ".repeat(shift % 2));
            if !text.starts_with(['{', '<']) {
                assert_eq!(own(&body, &scan_with(catalog, [body.as_bytes()])), *expected, "{text} behind {shift}");
            }
        }
    }
}

fn inspect(catalog: &Catalog, body: &str, sink: &mut impl Sink) -> Outcome {
    let mut inspection = Inspection::new(catalog, KEY);
    inspection.begin(Declared::default());
    inspection.write(body.as_bytes(), sink);
    inspection.end(sink);
    inspection.outcome()
}

struct Patches(Vec<Patch>);

impl Sink for Patches {
    fn finding(&mut self, _: &Finding) {}

    fn patch(&mut self, patch: Patch) {
        self.0.push(patch);
    }
}

#[test]
fn own_kinds_are_masked_and_judged() {
    let catalog = staff();
    let mut none = |_: &Finding| {};
    let ids = "EMP-204417\nEMP-204418\nEMP-204419\n";
    let outcome = inspect(catalog, ids, &mut none);
    assert_eq!((outcome.verdict, outcome.reason, outcome.persons), (Verdict::Block, "exposed", 3));
    let outcome = inspect(catalog, "Project Garuda\n", &mut none);
    assert_eq!((outcome.verdict, outcome.persons), (Verdict::Pass, 0));
    assert_eq!(inspect(catalog, "KA/case/12/2021", &mut none).reason, "critical");
    let text = "id EMP-204417, Project Garuda";
    let (mut patches, mut out) = (Patches(Vec::new()), text.as_bytes().to_vec());
    inspect(catalog, text, &mut patches);
    for Patch { start, len, filler } in patches.0 {
        assert_eq!(filler, Filler::Letter);
        out[start as usize..start as usize + len as usize].fill(filler.byte());
    }
    assert_eq!(String::from_utf8_lossy(&out), "id xxx-xxxxxx, xxxxxxx xxxxxx");
}

#[test]
fn what_is_allowed_is_no_finding_and_grades_hold() {
    let hmac = KEY.hmac(Compact::of(b"THUPM4447A").as_bytes());
    let allowing = catalog(&json!({
        "allow": {
            "values": ["+91 87287 93324", "3971-6129-3962"], "domains": ["rao.in"], "hmacs": [format!("{hmac:016x}")]
        },
        "kinds": { "in_voter_epic": { "severity": "off" }, "email": { "severity": "high" }, "in_aadhaar": { "confidence": 99 } }
    }));
    let found = |catalog: &Catalog, text: &str| {
        scan_with(catalog, [text.as_bytes()]).iter().map(|f| (f.kind, f.severity)).collect::<Vec<_>>()
    };
    for (text, allowed, usual) in [
        ("mobile 8728793324", &[][..], 1),
        ("mobile 8728793325", &[("in_mobile", Severity::Medium)], 1),
        ("aadhaar 3971 6129 3962", &[], 1),
        ("aadhaar 3558 3856 4266", &[], 1),
        ("PAN THUPM4447A", &[], 1),
        ("PAN XYRPB1293Z", &[("in_pan", Severity::High)], 1),
        ("write to a.b@x.rao.in", &[], 1),
        ("write to a.b@xrao.in", &[("email", Severity::High)], 1),
        ("voter id ABX1234560", &[], 1),
    ] {
        assert_eq!(found(allowing, text), allowed, "{text}");
        assert_eq!(found(&DEFAULT, text).len(), usual, "{text} without the list");
    }
}

#[test]
fn kinds_that_are_newer_than_a_policy_only_report() {
    let newer = DEFAULT.detectors.iter().map(|d| Detector { since: if d.id == "in_aadhaar" { 2 } else { 1 }, ..*d });
    let base: &'static Catalog =
        Box::leak(Box::new(Catalog { number: 2, detectors: newer.collect::<Vec<_>>().leak(), ..DEFAULT }));
    let aadhaar = "aadhaar 3971 6129 3962";
    for (document, severity, persons, verdict) in [
        (json!({ "catalogue": 1 }), Severity::Low, 0, Verdict::Pass),
        (json!({ "catalogue": 1, "own": { "allow": {} } }), Severity::Low, 0, Verdict::Pass),
        // Who grades a kind knows it.
        (
            json!({ "catalogue": 1, "own": { "kinds": { "in_aadhaar": { "severity": "high" } } } }),
            Severity::High,
            1,
            Verdict::Pass,
        ),
    ] {
        let policy = Policy::parse(&document.to_string()).and_then(|mut policy| policy.catalog(base));
        let catalog = policy.expect("a right document");
        let mut severities = Vec::new();
        let outcome = inspect(catalog, aadhaar, &mut |finding: &Finding| severities.push(finding.severity));
        assert_eq!(
            (&severities[..], outcome.persons, outcome.verdict),
            (&[severity][..], persons, verdict),
            "{document}"
        );
        assert_eq!(inspect(catalog, "PAN THUPM4447A", &mut |_: &Finding| {}).persons, 1, "{document}");
    }
    assert_eq!(inspect(base, aadhaar, &mut |_: &Finding| {}).verdict, Verdict::Block);
    let newer = Policy::parse("{\"catalogue\":3}").and_then(|mut policy| policy.catalog(base).map(|_| ()));
    assert!(newer.expect_err("there is no third").to_string().starts_with("catalogue must be 2 at most"));
}

#[test]
fn what_would_be_slow_endless_or_anywhere_is_refused_with_its_place() {
    let pattern = |pattern: &str| json!({ "patterns": [{ "name": "a", "pattern": pattern }] });
    let many: Vec<String> = (0..200).map(|i| format!("word{i:03}")).collect();
    let big: Vec<String> = (0..9000).map(|i| format!("{}x{i}", i * 7919 % 1000)).collect();
    for (own, says) in [
        (pattern("(?:EMP-)?"), "own.patterns[0].pattern can match nothing"),
        (pattern("EMP-[0-9]+"), "own.patterns[0].pattern has no bound of 200 bytes"),
        (pattern("EMP-.{300}"), "own.patterns[0].pattern has no bound of 200 bytes"),
        (pattern("^EMP-[0-9]"), "own.patterns[0].pattern looks around"),
        (pattern("[0-9]{6}"), "own.patterns[0].pattern has no literal"),
        (pattern("[A-Z]{3}-[0-9]{6}"), "own.patterns[0].pattern has no literal"),
        (pattern(&format!("EMP-(?:{})", big.join("|"))), "own.patterns[0].pattern is too big"),
        (pattern("EMP-("), "own.patterns[0].pattern is no regular expression: unclosed group"),
        (json!({ "patterns": [{ "name": "A b", "pattern": "EMP-" }] }), "own.patterns[0].name must be a name"),
        (json!({ "patterns": [{ "pattern": "EMP-" }] }), "own.patterns[0].name must be a name"),
        (json!({ "words": [{ "name": "a", "words": ["ab"] }] }), "own.words[0].words must be words of three"),
        (
            json!({ "words": [{ "name": "a", "words": ["abc"] }, { "name": "a", "words": ["abd"] }] }),
            "own.words[1] has the name",
        ),
        (json!({ "words": [{ "name": "a", "words": many }] }), "own.words[0] is one too many"),
        (json!({ "allow": { "values": "a" } }), "own.allow.values must be values of four"),
        (json!({ "allow": { "domains": ["*.in"] } }), "own.allow.domains must be domains"),
        (json!({ "allow": { "hmacs": ["12"] } }), "own.allow.hmacs must be HMACs"),
        (json!({ "kinds": { "in_moon": {} } }), "own.kinds.in_moon is no kind"),
        (json!({ "kinds": { "email": { "severity": "grave" } } }), "own.kinds.email.severity must be \"low\", "),
        (json!({ "kinds": [] }), "own.kinds must be an object"),
    ] {
        let document = json!({ "own": own }).to_string();
        let read = Policy::parse(&document).and_then(|mut policy| policy.catalog(&DEFAULT).map(|_| ()));
        let problem = read.expect_err(&document).to_string();
        assert!(problem.starts_with(says), "{document}: {problem}");
    }
}
