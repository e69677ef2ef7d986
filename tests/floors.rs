//! The floors: a folder uses the floors below it, never above or beside. Reads the `crate::` paths of the sources.

use std::path::{Path, PathBuf};

use dwarpal::bytes::Unread;

/// Floor, and the floors it may use.
const FLOORS: &[(&str, &[&str])] = &[
    ("bytes", &[]),
    ("simd", &["bytes"]),
    ("grammar", &["bytes"]),
    ("catalog", &["bytes", "grammar", "shape", "form_index"]),
    ("scan", &["bytes", "simd", "grammar"]),
    ("decode", &["bytes", "simd"]),
    ("policy", &["grammar", "scan"]),
    ("pipeline", &["bytes", "grammar", "catalog", "scan", "decode", "policy"]),
    ("opener", &["bytes", "decode"]),
    ("wasm", &["bytes", "catalog", "decode", "grammar", "pipeline", "policy", "scan"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    assert!(paths.len() > 20);
    let read = |p: &PathBuf| {
        let name = p.strip_prefix(&root).expect("under src").to_string_lossy().replace('\\', "/");
        (name, std::fs::read_to_string(p).expect("utf-8"))
    };
    paths.iter().map(read).collect()
}

/// Names that stand behind `crate::` in code (comments and tests of a file left out).
fn used(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or(source);
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1).map(str::to_owned).collect::<Vec<_>>())
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn arrows_point_down() {
    let mut wrong = Vec::new();
    for (name, source) in all_sources() {
        if name == "lib.rs" || name.starts_with("bin/") || name.ends_with("/tests.rs") {
            continue;
        }
        let floor = name.split(['/', '.']).next().unwrap_or("").to_owned();
        let Some((_, below)) = FLOORS.iter().find(|(f, _)| *f == floor) else {
            wrong.push(format!("{name}: `{floor}` is no floor; add it to tests/floors.rs"));
            continue;
        };
        for other in used(&source) {
            if other != floor && !below.contains(&other.as_str()) {
                wrong.push(format!("{name} uses `{other}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn unsafe_stands_in_simd_only_and_says_why() {
    for (name, source) in all_sources() {
        let blocks = source.lines().filter(|l| l.contains("unsafe {") && !l.trim_start().starts_with("//")).count();
        if blocks > 0 {
            assert!(name.starts_with("simd/"), "{name} holds unsafe code");
            assert!(source.matches("SAFETY:").count() >= blocks, "{name}: an unsafe block without SAFETY");
        }
    }
    let allows: Vec<_> = all_sources().into_iter().filter(|(_, s)| s.contains("allow(unsafe_code)")).collect();
    assert_eq!(allows.len(), 1);
    assert_eq!(allows[0].0, "simd/mod.rs");
}

#[test]
fn every_module_says_what_it_is() {
    for (name, source) in all_sources() {
        assert!(source.starts_with("//!"), "{name} has no module documentation");
    }
}

#[test]
fn every_reason_is_listed() {
    // `Unread("x")`, `Uninspectable("x")`, and the reasons of the choices in `decode/choose.rs`.
    let mut used = 0;
    for (name, source) in all_sources() {
        let code = source.split("#[cfg(test)]").next().unwrap_or(&source);
        if name == "bytes/unread.rs" || name.ends_with("tests.rs") {
            continue;
        }
        for behind in ["Unread(\"", "Uninspectable(\""].iter().flat_map(|call| code.split(call).skip(1)) {
            let reason = behind.split('"').next().unwrap_or("");
            assert!(
                Unread::ALL.contains(&Unread::named(reason)) && Unread::named(reason).0 == reason,
                "{name}: {reason}"
            );
            used += 1;
        }
    }
    assert!(used > 80, "{used}");
}
