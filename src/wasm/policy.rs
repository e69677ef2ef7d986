//! The policy for JavaScript: read once, asked for each response.
//!
//! A policy is a handle, and rules are a place in it: numbers, because they cross the border for every response. Who asks
//! with a handle of an instance that has gone reads the document again.

use super::std::string::{String, ToString};
use super::std::vec::Vec;
use core::cell::RefCell;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::{error, parse_key, std, to_js};
use crate::catalog;
use crate::grammar::{Catalog, Compact, Pack, Packs};
use crate::pipeline::Thresholds;
use crate::policy::{Asked, Policy, Problem, Rules};

std::thread_local! {
    /// Each with the catalogue that it judges by.
    static POLICIES: RefCell<Vec<(Policy, &'static Catalog)>> = const { RefCell::new(Vec::new()) };
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Resolved<'a> {
    route: &'a str,
    mode: &'static str,
    enforce: u32,
    audience: &'static str,
    self_persons: u32,
    thresholds: Lines,
    packs: Vec<&'static str>,
    on_many: &'static str,
    on_limit: &'static str,
    on_uninspectable: &'static str,
    on_error: &'static str,
    max_held: u32,
    block_status: u16,
    ignore_reflected: bool,
    verdict_cache: u32,
    because: &'a str,
    policy: String,
}

#[derive(Serialize)]
struct Lines {
    critical: u32,
    exposed: u32,
    persons: u32,
}

/// Reads a policy document (JSON); the handle it has in this instance.
#[wasm_bindgen(js_name = readPolicy)]
pub fn read_policy(document: &str) -> Result<u32, JsValue> {
    let mut policy = Policy::parse(document).map_err(|problem| bad(&problem))?;
    POLICIES.with_borrow_mut(|all| {
        let place = all.iter().position(|(known, _)| known.digest() == policy.digest()).unwrap_or(all.len());
        if place == all.len() {
            let catalog = policy.catalog(&catalog::DEFAULT).map_err(|problem| bad(&problem))?;
            all.push((policy, catalog));
        }
        Ok(place as u32)
    })
}

fn bad(problem: &Problem) -> JsValue {
    let wrong = error("bad_policy", &problem.to_string());
    // Setting a property of a fresh object can't fail.
    let _ = js_sys::Reflect::set(&wrong, &"path".into(), &problem.path.as_str().into());
    wrong
}

/// Which rules hold for a response: twice their place, and one more if their mode is enforced.
#[wasm_bindgen]
pub fn decide(
    policy: u32,
    host: &str,
    path: &str,
    method: &str,
    content_type: &str,
    status: u16,
) -> Result<u32, JsValue> {
    with(policy, |policy, _| {
        let decision = policy.decide(&Asked { host, path, method, content_type, status });
        (decision.rules as u32) << 1 | u32::from(decision.enforced)
    })
}

/// The rules at a place of a policy: an object, see the package's `Rules` type. Behind them all stand the same once more,
/// each for the other audience.
#[wasm_bindgen(js_name = rulesAt)]
pub fn rules_at(policy: u32, place: u32) -> Result<JsValue, JsValue> {
    with(policy, |policy, _| {
        let rules = at(policy, place);
        let Thresholds { critical, exposed, persons } = rules.thresholds;
        to_js(&Resolved {
            route: &rules.route,
            mode: rules.mode.word(),
            enforce: rules.enforce,
            audience: rules.audience.word(),
            self_persons: rules.self_persons,
            thresholds: Lines { critical, exposed, persons },
            packs: Pack::ALL.iter().filter(|&&pack| rules.packs.has(pack)).map(|pack| pack.name()).collect(),
            on_many: rules.on_many.word(),
            on_limit: rules.on_limit.word(),
            on_uninspectable: rules.on_uninspectable.word(),
            on_error: rules.on_error.word(),
            max_held: rules.max_held,
            block_status: rules.block_status,
            ignore_reflected: rules.ignore_reflected,
            verdict_cache: rules.verdict_cache,
            because: &rules.because,
            policy: std::format!("{:016x}", policy.digest()),
        })
    })?
}

/// The HMAC of a value under a key of 32 hexadecimal digits, for a policy's `own.allow.hmacs`.
#[wasm_bindgen(js_name = valueHmac)]
pub fn value_hmac(value: &str, key: &str) -> Result<String, JsValue> {
    let hmac = parse_key(key)?.hmac(Compact::of(value.as_bytes()).as_bytes());
    Ok(std::format!("{hmac:016x}"))
}

/// What the engine judges by under these rules: a catalogue, its packs, thresholds.
pub(super) fn judged_by(policy: u32, place: u32) -> Result<(&'static Catalog, Packs, Thresholds), JsValue> {
    with(policy, |policy, catalog| {
        let rules = at(policy, place);
        (catalog, rules.packs, rules.thresholds)
    })
}

/// The rules at a place; those of the document itself where there are none.
fn at(policy: &Policy, place: u32) -> &Rules {
    let mut rules = policy.rules().iter().chain(policy.turned());
    rules.nth(place as usize).unwrap_or(&policy.rules()[0])
}

fn with<T>(policy: u32, act: impl FnOnce(&Policy, &'static Catalog) -> T) -> Result<T, JsValue> {
    POLICIES.with_borrow(|all| match all.get(policy as usize) {
        Some((policy, catalog)) => Ok(act(policy, catalog)),
        None => Err(error("stale_policy", "this policy was not read by this instance")),
    })
}
