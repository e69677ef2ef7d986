//! The native command as a user meets it: output, exit status, errors.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const LEAK: &str = "Asha, PAN THUPM4447A\nRavi, PAN XYRPB1293Z\nNoor, PAN OPGPA6958G\n";
const CLEAN: &str = "The clinic is open from nine to five.\n";

/// A folder of its own, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dwarpal-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    fn file(&self, name: &str, content: &[u8]) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, content).expect("a temporary file");
        path.to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn dwarpal(args: &[&str], stdin: impl AsRef<[u8]>) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dwarpal"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    child.stdin.take().expect("piped").write_all(stdin.as_ref()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_exit_status_says_what_happened() {
    let folder = Folder::new("status");
    let (clean, leak) = (folder.file("clean.txt", CLEAN.as_bytes()), folder.file("leak.txt", LEAK.as_bytes()));
    let pdf = folder.file("a.pdf", b"%PDF-1.7");
    let all = folder.0.to_string_lossy().into_owned();
    for (paths, status) in [
        (vec![&*clean], 0),
        (vec![&*leak], 1),
        (vec![&*pdf], 1),
        (vec![&*clean, &*leak], 1),
        (vec![&*all], 1),
        (vec!["/nowhere/at/all", &*clean], 2),
    ] {
        let output = dwarpal(&[&["scan"], &paths[..]].concat(), "");
        assert_eq!(output.status.code(), Some(status), "{paths:?}");
    }
}

#[test]
fn json_lines_hold_the_verdict_and_not_one_value() {
    let output = dwarpal(&["scan", "--format", "jsonl", "-"], LEAK);
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).expect("one object");
    assert_eq!((&line["path"], &line["verdict"], &line["reason"]), (&"-".into(), &"block".into(), &"exposed".into()));
    assert_eq!(
        (&line["persons"], &line["bytes"], &line["counts"]["in_pan"]),
        (&3.into(), &LEAK.len().into(), &3.into())
    );
    let first = &line["findings"][0];
    assert_eq!((&first["kind"], &first["start"], &first["end"]), (&"in_pan".into(), &10.into(), &20.into()));
    assert_eq!(
        (&first["confidence"], &first["severity"], &first["masked"]),
        (&97.into(), &"high".into(), &"••••••••••".into())
    );
    for value in ["THUPM4447A", "XYRPB1293Z", "Asha"] {
        assert!(!text(&output.stdout).contains(value) && !text(&output.stderr).contains(value));
    }
}

#[test]
fn the_table_shows_no_value_and_no_colours_in_a_pipe() {
    let output = dwarpal(&["scan", "-"], LEAK);
    let shown = text(&output.stdout);
    assert!(shown.contains("BLOCK") && shown.contains("in_pan") && shown.contains("1 blocked"), "{shown}");
    assert!(!shown.contains("THUPM4447A") && !shown.contains('\u{1b}'));
}

#[test]
fn findings_are_listed_up_to_a_hundred_unless_all_are_asked_for() {
    let body = LEAK.repeat(60);
    for (args, listed) in
        [(&["scan", "--format", "jsonl", "-"][..], 100), (&["scan", "--format", "jsonl", "--all-findings", "-"], 180)]
    {
        let line: serde_json::Value = serde_json::from_slice(&dwarpal(args, &body).stdout).expect("one object");
        assert_eq!(line["findings"].as_array().map(Vec::len), Some(listed));
        assert_eq!(line["counts"]["in_pan"], 180);
    }
}

#[test]
fn packs_headers_and_lists_of_paths_are_followed() {
    let folder = Folder::new("options");
    let leak = folder.file("leak.bin", LEAK.as_bytes());
    let table = folder.file("headers.tsv", format!("{leak}\ttext/plain\tmoon\n").as_bytes());
    let list = folder.file("list", format!("{leak}\n").as_bytes());
    assert_eq!(dwarpal(&["scan", "--packs", "intl-core", &leak], "").status.code(), Some(0));
    assert_eq!(dwarpal(&["scan", "--packs", "in", &leak], "").status.code(), Some(1));
    let coded = dwarpal(&["scan", "--headers", &table, &leak], "");
    assert!(text(&coded.stdout).contains("(encoding)"));
    assert_eq!(dwarpal(&["scan", "--files-from", &list], "").status.code(), Some(1));
    assert_eq!(dwarpal(&["scan", "--files-from", "-"], &leak).status.code(), Some(1));
}

#[test]
fn errors_name_what_is_wrong() {
    let folder = Folder::new("errors");
    let bad = folder.file("bad.tsv", b"only one cell\n");
    for (args, says) in [
        (&["scan", "--packs", "moon", "-"][..], "there is no pack `moon`"),
        (&["check", "moon"], "there is no kind `moon`"),
        (&["scan", "--headers", &bad, "-"], "line 1: a line holds path, content type and content encoding"),
        (&["scan", "--headers", "/nowhere.tsv", "-"], "could not be read"),
        (&["scan", "/nowhere.txt"], "/nowhere.txt could not be read"),
        (&["scan"], "PATH"),
    ] {
        let output = dwarpal(args, "");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(text(&output.stderr).contains(says), "{args:?}: {}", text(&output.stderr));
    }
}

#[test]
fn values_are_checked_a_line_each() {
    let output = dwarpal(&["check", "in_aadhaar"], "2341 2341 2346\n2341 2341 2347\r\n\n234123412346");
    assert_eq!(text(&output.stdout), "valid\ninvalid\ninvalid\nvalid\n");
    let kinds: serde_json::Value =
        serde_json::from_slice(&dwarpal(&["kinds", "--format", "json"], "").stdout).expect("an array");
    assert!(kinds.as_array().is_some_and(|k| k.iter().any(|k| k["id"] == "in_aadhaar" && k["severity"] == "critical")));
}

#[test]
fn a_policy_is_checked_and_explained() {
    let folder = Folder::new("policy");
    let right = folder.file(
        "right.json",
        br#"{"mode":"observe","routes":[{"name":"lists","match":{"path":"/lists/**"},"mode":"block","blockStatus":403}]}"#,
    );
    let wrong = folder.file("wrong.json", br#"{"routes":[{"mode":"blok"}]}"#);
    let checked = dwarpal(&["policy", "check", &right], "");
    assert!(checked.status.success());
    assert!(String::from_utf8_lossy(&checked.stdout).contains("is right: 1 route"));
    let checked = dwarpal(&["policy", "check", &wrong], "");
    assert_eq!(checked.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&checked.stderr).contains("routes[0].mode must be \"block\""));
    let explained = dwarpal(&["policy", "explain", &right, "https://a.in/lists/x.csv?q=1"], "");
    let text = String::from_utf8_lossy(&explained.stdout).into_owned();
    for row in ["route                    lists", "mode                     block", "blockStatus              403"] {
        assert!(text.contains(row), "{text}");
    }
    let explained = dwarpal(&["policy", "explain", "-", "https://a.in/"], "{}");
    assert!(String::from_utf8_lossy(&explained.stdout).contains("none: the document's own rules"));
    assert_eq!(dwarpal(&["policy", "explain", &right, "lists"], "").status.code(), Some(2));
}

#[test]
fn the_addresses_that_leaked_come_from_the_log() {
    let line = |time: &str, would: &str, path: &str| {
        format!(
            r#"{{"event":"dwarpal.incident","time":"{time}","would":"{would}","reason":"persons","persons":12,"host":"a.in","path":"{path}"}}"#
        )
    };
    let log = [
        line("2026-11-25T01:00:00Z", "block", "/lists/a.csv"),
        "(log) something else".into(),
        line("2026-11-25T02:00:00Z", "block", "/lists/a.csv"),
        line("2026-11-25T03:00:00Z", "block", "/people/*/card"),
        line("2026-11-25T03:00:00Z", "pass", "/contact.html"),
    ]
    .join("\n");
    // A line that is no text, as logs have.
    let log = [&b"\xff\n"[..], log.as_bytes()].concat();
    let purge = dwarpal(&["incidents", "--purge-list", "-"], &log);
    assert_eq!(String::from_utf8_lossy(&purge.stdout), "https://a.in/lists/a.csv\nhttps://a.in/people/*\n");
    let table = dwarpal(&["incidents", "-"], &log);
    let text = String::from_utf8_lossy(&table.stdout).into_owned();
    assert!(
        text.starts_with(
            "2026-11-25T02:00:00Z       2 times      12 persons  persons        https://a.in/lists/a.csv\n"
        ),
        "{text}"
    );
    assert_eq!(dwarpal(&["incidents", "/nowhere/log"], "").status.code(), Some(2));
}
