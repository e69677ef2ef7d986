//! The JavaScript surface: bytes and numbers on the hot path, serde for configuration and reports only.
//!
//! JavaScript asks for a stream's [`place`], copies body bytes there, and calls [`write`]: no
//! allocation and no copy of the module's own. A handle carries a generation, so that a handle used after
//! [`close`] is an error, never somebody else's stream. Streams come from a pool that is zeroised on reuse and
//! never given back: memory is flat once the largest number of concurrent streams has been seen.
//!
//! Errors are JavaScript `Error` objects with a `code`. No error text holds a byte of a body.
//! No logic lives here; it is all in [`crate::pipeline`].
#![allow(unreachable_pub, reason = "wasm-bindgen exports these items, Rust does not")]

#[cfg(feature = "policy")]
mod policy;

use core::cell::RefCell;
use std::collections::BTreeMap;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::catalog;
use crate::grammar::{Catalog, Pack, Packs};
use crate::pipeline::{Declared, Inspection, Thresholds, Verdict};
use crate::scan::{Finding, Key, Patch, Sink};

#[cfg(not(feature = "documents"))]
mod parts;

extern crate std;
use std::boxed::Box;
use std::string::{String, ToString};
use std::vec::Vec;

/// Bits of the status that [`write`] and [`end`] return: the verdict is settled, the host may stop reading.
const BLOCK: u32 = 1;
const UNINSPECTABLE: u32 = 2;
const PASS: u32 = 4;
/// The body has to be opened by the other module ([`parts`]); until then it is uninspectable.
#[cfg(not(feature = "documents"))]
const CLOSED: u32 = 8;
/// Something was found that the patches of the body don't mask, or can't be read: known before it is released.
const HIDDEN: u32 = 16;
const UNREAD: u32 = 32;
/// Documents that stand in the body wait to be opened by the other module.
#[cfg(not(feature = "documents"))]
const WAITING: u32 = 64;

/// The body was read to its end, and nothing was found in it: the report would say no more.
const CLEAN: u32 = 128;
/// What [`place`] and [`finish`] answer for a stream that was closed. An error would make an array of each answer.
const STALE: f64 = -1.0;

/// Bits that [`open`] takes. Bytes to overwrite are kept for [`patches`].
const MASKS: u32 = 1;
/// Masking leaves contacts that stand alone.
const SPARES: u32 = 2;
/// The body is events text.
const EVENTS: u32 = 4;
/// Names and addresses are looked for in all running text.
const THOROUGH: u32 = 8;

#[derive(Serialize)]
struct Report<'a> {
    verdict: &'static str,
    reason: &'static str,
    persons: u32,
    bytes: f64,
    findings: Vec<Listed>,
    counts: &'a BTreeMap<&'static str, u32>,
}

#[derive(Serialize)]
struct Listed {
    kind: &'static str,
    part: u32,
    start: f64,
    end: f64,
    confidence: u8,
    severity: &'static str,
    evidence: Vec<&'static str>,
    masked: String,
    fingerprint: String,
}

#[derive(Serialize)]
struct Kind {
    id: &'static str,
    pack: &'static str,
    severity: &'static str,
    title: &'static str,
}

/// One stream with what its report will say.
struct Held {
    inspection: Inspection<'static>,
    findings: Vec<Finding>,
    /// Bytes to overwrite that JavaScript has not taken yet: start, length, filler of each. Kept only if asked for.
    patches: Vec<f64>,
    masks: bool,
    max_findings: usize,
    counts: BTreeMap<&'static str, u32>,
    key: Key,
}

/// A place of the pool. The generation grows each time a stream is closed.
struct Slot {
    generation: u16,
    open: bool,
    held: Box<Held>,
}

std::thread_local! {
    static POOL: RefCell<Vec<Slot>> = const { RefCell::new(Vec::new()) };
    static KEY: RefCell<Option<Key>> = const { RefCell::new(None) };
    /// One for each set of packs that was asked for, thorough or not, of each policy's own.
    static CATALOGS: RefCell<Vec<&'static Catalog>> = const { RefCell::new(Vec::new()) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn random_values(bytes: &mut [u8]) -> Result<(), JsValue>;
}

fn error(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a property of a fresh object can't fail.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}

fn parse_key(digits: &str) -> Result<Key, JsValue> {
    Key::parse(digits).ok_or_else(|| error("bad_options", "key must be 32 hexadecimal digits"))
}

/// The key of this instance: random, made at the first stream (hosts forbid randomness before a request).
fn own_key() -> Result<Key, JsValue> {
    KEY.with_borrow_mut(|key| {
        if let Some(key) = key {
            return Ok(*key);
        }
        let mut bytes = [0; 16];
        random_values(&mut bytes)
            .map_err(|_| error("no_random", "this host gives no random bytes (crypto.getRandomValues)"))?;
        Ok(*key.insert(Key(bytes)))
    })
}

fn with<T>(handle: u32, f: impl FnOnce(&mut Held) -> T) -> Result<T, JsValue> {
    let (index, generation) = ((handle & 0xffff) as usize, (handle >> 16) as u16);
    POOL.with_borrow_mut(|pool| match pool.get_mut(index) {
        Some(slot) if slot.open && slot.generation == generation => Ok(f(&mut slot.held)),
        _ => Err(error("stale_handle", "this stream was closed; open a new one")),
    })
}

/// The catalogue with these packs, and with a policy's own; made once, as streams keep it.
fn catalog_of(base: &'static Catalog, packs: Packs, thorough: bool) -> &'static Catalog {
    let packs = packs.with(Pack::Own);
    let same = |known: &Catalog| {
        known.packs == packs && known.thorough == thorough && core::ptr::eq(known.detectors, base.detectors)
    };
    CATALOGS.with_borrow_mut(|all| {
        if let Some(known) = all.iter().find(|known| same(known)) {
            return *known;
        }
        let made: &'static Catalog = Box::leak(Box::new(Catalog { thorough, packs, ..*base }));
        all.push(made);
        made
    })
}

/// Opens a stream. Texts are empty where nothing is known; `rules` are places of a policy's (see [`policy`]), `policy` is
/// negative where there is none; `key` is 32 hexadecimal digits, `reflected` what the client has sent.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments, reason = "an object would be read member by member, for every response")]
pub fn open(
    flags: u32,
    max_findings: u32,
    policy: i32,
    rules: u32,
    content_type: &str,
    content_encoding: &str,
    file_name: &str,
    key: &str,
    reflected: &str,
) -> Result<u32, JsValue> {
    let key = if key.is_empty() { own_key()? } else { parse_key(key)? };
    let has = |flag: u32| flags & flag != 0;
    #[cfg(feature = "policy")]
    let (base, packs, thresholds) = match u32::try_from(policy) {
        Ok(policy) => policy::judged_by(policy, rules)?,
        Err(_) => (&catalog::DEFAULT, catalog::DEFAULT.packs, Thresholds::PUBLIC),
    };
    #[cfg(not(feature = "policy"))]
    let (base, packs, thresholds) = {
        let _ = (policy, rules);
        (&catalog::DEFAULT, catalog::DEFAULT.packs, Thresholds::PUBLIC)
    };
    let catalog = catalog_of(base, packs, has(THOROUGH));
    POOL.with_borrow_mut(|pool| {
        let index = pool.iter().position(|slot| !slot.open).unwrap_or(pool.len());
        if index > usize::from(u16::MAX) {
            return Err(error("too_many_streams", "65,536 streams are open; close some"));
        }
        if index == pool.len() {
            let held = Held {
                inspection: Inspection::new(&catalog::DEFAULT, key),
                findings: Vec::new(),
                patches: Vec::new(),
                masks: false,
                max_findings: 0,
                counts: BTreeMap::new(),
                key,
            };
            pool.push(Slot { generation: 0, open: false, held: Box::new(held) });
        }
        let slot = &mut pool[index];
        slot.open = true;
        slot.held.masks = has(MASKS);
        slot.held.max_findings = max_findings as usize;
        slot.held.key = key;
        slot.held.inspection.judge_by(catalog, key, thresholds);
        slot.held.inspection.spare_contacts(has(SPARES));
        if !reflected.is_empty() {
            slot.held.inspection.reflect(reflected);
        }
        slot.held.inspection.begin(Declared { content_type, content_encoding, file_name, events: has(EVENTS) });
        Ok(index as u32 | u32::from(slot.generation) << 16)
    })
}

/// Where the next bytes are to be copied: the address of the stream's input in linear memory, times 65,536, and how many
/// bytes there is room for. Asked for anew before each [`write`]; [`STALE`] of a stream that was closed.
#[wasm_bindgen]
pub fn place(handle: u32) -> f64 {
    let place = with(handle, |held| {
        let room = held.inspection.room();
        (room.as_ptr() as usize as f64) * 65_536.0 + room.len() as f64
    });
    place.unwrap_or(STALE)
}

/// Scans `n` bytes that JavaScript has copied to [`place`]; returns status bits.
#[wasm_bindgen]
pub fn write(handle: u32, n: u32) -> Result<u32, JsValue> {
    with(handle, |held| {
        step(held, |inspection, sink| inspection.commit(n as usize, sink));
        status(held)
    })
}

/// Ends the body; returns status bits.
#[wasm_bindgen]
pub fn end(handle: u32) -> Result<u32, JsValue> {
    with(handle, |held| {
        step(held, |inspection, sink| inspection.end(sink));
        status(held)
    })
}

/// Scans the last `n` bytes and ends the body, in one call; returns status bits, or [`STALE`].
#[wasm_bindgen]
pub fn finish(handle: u32, n: u32) -> f64 {
    let status = with(handle, |held| {
        step(held, |inspection, sink| {
            inspection.commit(n as usize, sink);
            inspection.end(sink);
        });
        status(held)
    });
    status.map_or(STALE, f64::from)
}

/// The bytes to overwrite that were found since the last call, if the stream was opened with `masks`: start, length and
/// filler byte of each; ascending, but for those in runs of base64.
#[wasm_bindgen]
pub fn patches(handle: u32) -> Result<Vec<f64>, JsValue> {
    with(handle, |held| core::mem::take(&mut held.patches))
}

/// Bytes of the body that no patch to come can touch. -1 if the body is none that can be masked; known after the first
/// 2,048 bytes, or at the end.
#[wasm_bindgen]
pub fn released(handle: u32) -> Result<f64, JsValue> {
    with(handle, |held| if held.inspection.is_plain() { held.inspection.released() as f64 } else { -1.0 })
}

/// What the stream found: an object, see the package's `Report` type.
#[wasm_bindgen]
pub fn report(handle: u32) -> Result<JsValue, JsValue> {
    with(handle, |held| {
        let outcome = held.inspection.outcome();
        held.findings.sort_by_key(Finding::place);
        let findings = held.findings.iter().map(|f| Listed {
            kind: f.kind,
            part: f.part,
            start: f.span.start as f64,
            end: f.span.end as f64,
            confidence: f.confidence,
            severity: f.severity.name(),
            evidence: f.evidence.names().collect(),
            masked: f.mask.to_string(),
            fingerprint: std::format!("{:016x}", held.key.fingerprint(f.digest)),
        });
        to_js(&Report {
            verdict: outcome.verdict.name(),
            reason: outcome.reason,
            persons: outcome.persons,
            bytes: outcome.bytes as f64,
            findings: findings.collect(),
            counts: &held.counts,
        })
    })?
}

/// What calls have left below this one on the stack: a value's letters and digits, as its checksum was made of them.
#[inline(never)]
fn wipe_stack() {
    core::hint::black_box(&mut [0_u8; 16 * 1024]);
}

/// Closes a stream and zeroises it. Its handle is stale from here on.
#[wasm_bindgen]
pub fn close(handle: u32) -> Result<(), JsValue> {
    // First, as what is begun anew is made on the stack, gaps and all.
    wipe_stack();
    with(handle, |held| {
        held.inspection.begin(Declared::default());
        held.findings.clear();
        held.patches.clear();
        held.counts.clear();
    })?;
    POOL.with_borrow_mut(|pool| {
        if let Some(slot) = pool.get_mut((handle & 0xffff) as usize) {
            slot.open = false;
            slot.generation = slot.generation.wrapping_add(1);
        }
    });
    Ok(())
}

/// The catalogue: an array of `{id, pack, severity, title}`.
#[wasm_bindgen]
pub fn kinds() -> Result<JsValue, JsValue> {
    let kind = |d: &crate::grammar::Detector| Kind {
        id: d.id,
        pack: d.pack.name(),
        severity: d.severity.name(),
        title: d.title,
    };
    to_js(&catalog::kinds().map(kind).collect::<Vec<_>>())
}

/// Whether `value` as a whole is a valid value of `kind`.
#[wasm_bindgen]
pub fn check(kind: &str, value: &str) -> Result<bool, JsValue> {
    match catalog::find(kind) {
        Some(detector) => Ok(detector.is_valid(value.as_bytes())),
        None => Err(error("unknown_kind", "no such kind; kinds() lists them")),
    }
}

/// The version of the module.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_string()
}

/// Takes what a stream finds into its report.
struct Collect<'a> {
    findings: &'a mut Vec<Finding>,
    patches: Option<&'a mut Vec<f64>>,
    max_findings: usize,
    counts: &'a mut BTreeMap<&'static str, u32>,
}

impl Sink for Collect<'_> {
    fn finding(&mut self, finding: &Finding) {
        *self.counts.entry(finding.kind).or_default() += 1;
        if self.findings.len() < self.max_findings {
            self.findings.push(*finding);
        }
    }

    fn patch(&mut self, patch: Patch) {
        if let Some(patches) = &mut self.patches {
            patches.extend([patch.start as f64, f64::from(patch.len), f64::from(patch.filler.byte())]);
        }
    }
}

fn step(held: &mut Held, work: impl FnOnce(&mut Inspection<'static>, &mut Collect<'_>)) {
    let Held { inspection, findings, patches, masks, max_findings, counts, .. } = held;
    let patches = masks.then_some(patches);
    work(inspection, &mut Collect { findings, patches, max_findings: *max_findings, counts });
}

fn status(held: &Held) -> u32 {
    #[cfg(not(feature = "documents"))]
    if held.inspection.is_closed() {
        return CLOSED | UNINSPECTABLE;
    }
    let settled = match held.inspection.settled() {
        Some(Verdict::Block) => BLOCK,
        Some(Verdict::Uninspectable) => UNINSPECTABLE,
        Some(Verdict::Pass) => PASS,
        None => 0,
    };
    let flag = |is: bool, flag: u32| if is { flag } else { 0 };
    let within = flag(held.inspection.has_hidden(), HIDDEN) | flag(held.inspection.has_unread(), UNREAD);
    #[cfg(not(feature = "documents"))]
    let within = within | flag(held.inspection.has_closed(), WAITING);
    let clean = settled == PASS && held.counts.is_empty() && held.inspection.outcome().reason == "clean";
    settled | within | flag(clean, CLEAN)
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
    value.serialize(&serializer).map_err(|e| error("report_failed", &e.to_string()))
}
