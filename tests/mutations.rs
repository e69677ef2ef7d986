//! Broken samples of every kind of body: whatever the bytes, an inspection ends, without a panic, within its memory.
//!
//! Two hundred of each kind in `make test`, `MUTATIONS` of them in `make test-long`; there the smallest real documents of
//! each kind that `make compare` has fetched (`DOCUMENTS`) take part as well. What breaks a stream that has a check sum of
//! its own must not pass as clean, since a reader would have been told.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use dwarpal::pipeline::{Declared, Inspection, Outcome, Verdict};
use dwarpal::scan::Finding;

use crate::base64::base64;
use crate::packed::{brotli, docx, gzip, mail, ods, pdf, rtf, tar, xlsx, zip, zstd};
use crate::structure::plain_bodies;
use crate::support::KEY;

/// Four stages of 32 MiB, and what an inspection holds by itself.
const MEMORY: u64 = (4 * 32 + 16) << 20;
/// Far more than any body of these sizes takes, on a machine that does much else.
const TIME: Duration = Duration::from_secs(30);
/// Bytes of a container before anything that is in it.
const HEAD: usize = 30;
/// Longest real document that is taken.
const LONGEST: u64 = 64 * 1024;

const LIST: &str = "name,aadhaar,mobile,pan\nAsha Rao,397161293962,8728793324,THUPM4447A\n\
     Ravi Das,843077125537,9876501234,XYRPB1293Z\nNoor Khan,487860899613,7893104562,OPGPA6958G\n";

struct Sample {
    name: String,
    content_type: &'static str,
    content_encoding: &'static str,
    body: Vec<u8>,
    /// Whether a change of its bytes shows in a check sum.
    checked: bool,
}

fn samples() -> Vec<Sample> {
    let list = LIST.as_bytes();
    let sample = |name: &str, content_type, content_encoding, body| Sample {
        name: name.to_owned(),
        content_type,
        content_encoding,
        body,
        checked: matches!(name, "gzip" | "zip" | "xlsx" | "docx" | "ods"),
    };
    let wide: Vec<u8> = LIST.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let form = [b"--x\r\nContent-Type: text/csv\r\n\r\n", list, b"\r\n--x--\r\n"].concat();
    let mut samples = vec![
        sample("gzip", "text/csv", "gzip", gzip(list)),
        sample("deflate", "text/csv", "deflate", miniz_oxide::deflate::compress_to_vec_zlib(list, 6)),
        sample("br", "text/csv", "br", brotli(list)),
        sample("zstd", "text/csv", "zstd", zstd(list)),
        sample("utf-16", "text/csv; charset=utf-16", "", wide),
        sample("base64", "text/plain", "", base64(list).into_bytes()),
        sample("zip", "", "", zip(&[("a.csv", list), ("b.zip", &zip(&[("c.csv", list)], true))], true)),
        sample("tar", "", "", tar("a.csv", list)),
        sample("mail", "", "", mail("a.csv", list)),
        sample("multipart", "multipart/mixed; boundary=x", "", form),
        sample("xlsx", "", "", xlsx(LIST)),
        sample("docx", "", "", docx(LIST)),
        sample("ods", "", "", ods(LIST)),
        sample("rtf", "", "", rtf(LIST)),
        sample("pdf", "", "", pdf(LIST)),
    ];
    samples.extend(plain_bodies().map(|(name, text)| sample(name, "", "", text.into_bytes())));
    samples
}

/// The smallest document of each kind in the folders below `folder` that can be read.
fn real(folder: &Path) -> Vec<Sample> {
    let mut smallest = BTreeMap::<String, (u64, std::path::PathBuf)>::new();
    let folders = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for path in
        folders.filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten().map(|entry| entry.path())
    {
        let kind = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let len = std::fs::metadata(&path).map_or(0, |metadata| metadata.len());
        // The very smallest are empty, or no documents.
        if (4096..LONGEST).contains(&len) && smallest.get(&kind).is_none_or(|known| len < known.0) && is_read(&path) {
            smallest.insert(kind, (len, path));
        }
    }
    let sample = |(kind, (_, path)): (String, (u64, std::path::PathBuf))| Sample {
        name: format!("real {kind}"),
        content_type: "",
        content_encoding: "",
        body: std::fs::read(path).unwrap_or_default(),
        checked: false,
    };
    smallest.into_iter().map(sample).collect()
}

fn is_read(path: &Path) -> bool {
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
    inspection.write(&std::fs::read(path).unwrap_or_default(), &mut |_: &Finding| {});
    inspection.end(&mut |_: &Finding| {});
    inspection.outcome().verdict != Verdict::Uninspectable
}

/// Numbers by chance, the same in every run (xorshift, 64 bits).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }

    /// One to four changes.
    fn mutate(&mut self, body: &mut Vec<u8>, other: &[u8]) {
        for _ in 0..=self.below(4) {
            let at = self.below(body.len());
            let len = (1 + self.below(32)).min(body.len() - at);
            match self.below(9) {
                _ if body.is_empty() => return,
                0 | 1 => body[at] ^= 1 << self.below(8),
                2 => body[at] = self.below(256) as u8,
                3 => body[at..at + len.min(4)].fill([0, 0xff, 0x7f, 0x80][self.below(4)]),
                4 => drop(body.drain(at..at + len)),
                5 => {
                    let again = body[at..at + len].to_vec();
                    body.splice(at..at, again);
                }
                6 => {
                    let from = self.below(other.len().max(1));
                    body.splice(at..at + len, other[from.min(other.len())..].iter().copied().take(len));
                }
                7 => body[at..at + len].reverse(),
                _ if self.below(8) == 0 => body.truncate(at),
                _ => body[at] = body[at].wrapping_add(1),
            }
        }
    }
}

/// Inspects a body and sees to it that it takes no more time and memory than it may; gives what was said of it.
fn inspect(sample: &Sample, body: &[u8], size: usize) -> (usize, Outcome) {
    let (begun, mut found, mut outcome) = (Instant::now(), 0, None);
    let used = allocation_counter::measure(|| {
        let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
        let Sample { content_type, content_encoding, .. } = *sample;
        inspection.begin(Declared { content_type, content_encoding, ..Declared::default() });
        let mut sink = |_: &Finding| found += 1;
        body.chunks(size).for_each(|chunk| inspection.write(chunk, &mut sink));
        inspection.end(&mut sink);
        outcome = Some(inspection.outcome());
    });
    assert!(begun.elapsed() < TIME, "{}: {:?}", sample.name, begun.elapsed());
    assert!(used.bytes_max < MEMORY, "{}: {} bytes at once", sample.name, used.bytes_max);
    (found, outcome.expect("an outcome"))
}

#[test]
fn mutations_end_in_findings_or_a_reason() {
    let each = std::env::var("MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let mut samples = samples();
    samples.extend(std::env::var_os("DOCUMENTS").into_iter().flat_map(|folder| real(Path::new(&folder))));
    for (n, sample) in samples.iter().enumerate() {
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ n as u64);
        let whole = inspect(sample, &sample.body, usize::MAX);
        // Passed; refused as unread; passed with nothing of what there was.
        let (mut passed, mut unread, mut lost) = (0, 0, BTreeMap::<&str, u32>::new());
        for _ in 0..each {
            let mut body = sample.body.clone();
            chance.mutate(&mut body, &samples[(n + 1) % samples.len()].body);
            let (found, outcome) = inspect(sample, &body, 1 + chance.below(4096));
            match outcome.verdict {
                Verdict::Uninspectable => unread += 1,
                // Of a body that is cut off before anything is in it nothing is lost.
                Verdict::Pass if found == 0 && whole.0 > 0 && body.len() > HEAD => {
                    *lost.entry(outcome.reason).or_default() += 1;
                }
                _ => passed += 1,
            }
        }
        println!("{:<14} {each} mutations: {passed} read, {unread} unread, nothing found: {lost:?}", sample.name);
        assert!(!sample.checked || lost.is_empty(), "{}: {lost:?} broken bodies passed", sample.name);
    }
}
