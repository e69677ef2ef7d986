//! `dwarpal scan`: paths in, verdicts out.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dwarpal::catalog;
use dwarpal::grammar::{Catalog, Pack, Packs};
use dwarpal::pipeline::{Declared, Inspection, Thresholds};
use dwarpal::scan::{Finding, Key};
use indicatif::{ProgressBar, ProgressStyle};
use walkdir::WalkDir;

use crate::Failure;
use crate::args::{ScanFormat, ScanOptions};
use crate::policy;
use crate::report::{FileReport, Printer};

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;
/// Findings listed for a file without `--all-findings`.
const LISTED: usize = 100;

/// Scans all paths; a path that can't be read is reported and the rest is done.
pub(crate) fn run(options: &ScanOptions) -> Result<ExitCode, Failure> {
    let (base, thresholds) = judged_by(options)?;
    let catalog = Catalog { thorough: options.thorough, ..base };
    let key = options.key.as_deref().map_or_else(|| Ok(random_key()), policy::key)?;
    let headers = options.headers.as_deref().map(read_headers).transpose()?.unwrap_or_default();
    let (files, mut unread) = files(options)?;
    let bar = progress(files.len(), options.format);
    let mut printer = Printer::new(options.format);
    printer.begin().map_err(|e| e.to_string())?;
    let mut inspection = Inspection::new(&catalog, key);
    inspection.judge_by(&catalog, key, thresholds);
    for path in &files {
        let declared = headers.get(path);
        let declared = Declared {
            content_type: declared.map_or(&options.content_type, |d| &d.0),
            content_encoding: declared.map_or(&options.content_encoding, |d| &d.1),
            file_name: path.file_name().and_then(|n| n.to_str()).unwrap_or(""),
            ..Declared::default()
        };
        match scan_file(&mut inspection, path, declared, options.all_findings) {
            Ok(report) => match bar.suspend(|| printer.file(&report)) {
                // Who reads no further (`| head`) wants no more.
                Err(e) if e.kind() == io::ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
                written => written.map_err(|e| e.to_string())?,
            },
            Err(failure) => {
                unread += 1;
                bar.suspend(|| eprintln!("dwarpal: {failure}"));
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    let stopped = printer.finish(unread).map_err(|e| e.to_string())?;
    Ok(ExitCode::from(if unread > 0 { 2 } else { u8::from(stopped > 0) }))
}

fn scan_file(
    inspection: &mut Inspection<'_>,
    path: &Path,
    declared: Declared<'_>,
    all: bool,
) -> Result<FileReport, Failure> {
    let unreadable = |e: io::Error| format!("{} could not be read: {e}", path.display());
    let mut source: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path).map_err(unreadable)?)
    };
    let mut report = FileReport::new(path);
    let mut sink = |finding: &Finding| {
        *report.counts.entry(finding.kind).or_default() += 1;
        if all || report.findings.len() < LISTED {
            report.findings.push(*finding);
        }
    };
    inspection.begin(declared);
    let mut chunk = vec![0; CHUNK];
    loop {
        let n = match source.read(&mut chunk) {
            Ok(0) => break,
            Ok(n) => n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(unreadable(e)),
        };
        inspection.write(&chunk[..n], &mut sink);
    }
    inspection.end(&mut sink);
    report.findings.sort_by_key(Finding::place);
    report.outcome = Some(inspection.outcome());
    Ok(report)
}

/// The catalogue and the thresholds: a policy's, or those of the packs that were asked for.
fn judged_by(options: &ScanOptions) -> Result<(Catalog, Thresholds), Failure> {
    let Some(file) = &options.policy else { return Ok((catalog_of(&options.packs)?, Thresholds::PUBLIC)) };
    let (policy, catalog) =
        policy::read(&policy::text(file)?).map_err(|problem| format!("{}: {problem}", file.display()))?;
    let rules = &policy.rules()[0];
    Ok((Catalog { packs: rules.packs.with(Pack::Own), ..*catalog }, rules.thresholds))
}

/// The catalogue with the packs that were asked for.
fn catalog_of(packs: &str) -> Result<Catalog, Failure> {
    match packs {
        "default" => return Ok(catalog::DEFAULT),
        "all" => return Ok(Catalog { packs: Packs::ALL, ..catalog::DEFAULT }),
        _ => {}
    }
    let mut on = Packs::NONE;
    for name in packs.split(',').map(str::trim) {
        let pack = Pack::ALL.iter().find(|p| p.name() == name).ok_or_else(|| {
            let all: Vec<&str> = Pack::ALL.iter().map(|p| p.name()).collect();
            format!("there is no pack `{name}`; there are: default, all, {}", all.join(", "))
        })?;
        on = on.with(*pack);
    }
    Ok(Catalog { packs: on, ..catalog::DEFAULT })
}

/// All files to scan, in order, and how many paths could not be walked.
fn files(options: &ScanOptions) -> Result<(Vec<PathBuf>, usize), Failure> {
    let mut paths = options.paths.clone();
    if let Some(list) = &options.files_from {
        let text = if list == Path::new("-") { io::read_to_string(io::stdin()) } else { std::fs::read_to_string(list) };
        let text = text.map_err(|e| format!("{} could not be read: {e}", list.display()))?;
        paths.extend(text.lines().filter(|line| !line.is_empty()).map(PathBuf::from));
    }
    let (mut files, mut unread) = (Vec::new(), 0);
    for path in paths {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        for entry in WalkDir::new(&path).follow_links(true).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() => files.push(entry.into_path()),
                Ok(_) => {}
                Err(e) => {
                    unread += 1;
                    eprintln!("dwarpal: {e}");
                }
            }
        }
    }
    Ok((files, unread))
}

/// Path, Content-Type, Content-Encoding; separated by tabs, one file a line.
fn read_headers(path: &Path) -> Result<HashMap<PathBuf, (String, String)>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{} could not be read: {e}", path.display()))?;
    let row = |(number, line): (usize, &str)| {
        let mut cells = line.split('\t');
        match (cells.next(), cells.next(), cells.next(), cells.next()) {
            (Some(path), Some(kind), coding, None) => {
                Ok((PathBuf::from(path), (kind.to_owned(), coding.unwrap_or("").to_owned())))
            }
            _ => Err(format!(
                "{} line {}: a line holds path, content type and content encoding, separated by tabs",
                path.display(),
                number + 1
            )),
        }
    };
    text.lines().enumerate().filter(|(_, line)| !line.is_empty()).map(row).collect()
}

fn progress(files: usize, format: ScanFormat) -> ProgressBar {
    // People wait; pipes do not.
    if files < 50 || format != ScanFormat::Text || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(files as u64).with_style(style)
}

/// Fingerprints only need to be equal within one run.
fn random_key() -> Key {
    use std::hash::{BuildHasher, RandomState};
    let half = || RandomState::new().hash_one(0u8).to_le_bytes();
    let (a, b) = (half(), half());
    Key(std::array::from_fn(|i| if i < 8 { a[i] } else { b[i - 8] }))
}
