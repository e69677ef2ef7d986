//! What is never a finding: exact values, addresses of own domains, and values of which only the HMAC is told.

use alloc::string::String;
use alloc::vec::Vec;

use super::super::document::{Object, Problem};
use crate::grammar::Compact;

/// Digits of a telephone number that two ways of writing it share, without a country's code or a zero.
const NATIONAL: usize = 10;

/// The values.
#[derive(Debug, Default)]
pub(super) struct Allow {
    /// Letters and digits of each.
    values: Vec<Vec<u8>>,
    domains: Vec<String>,
    hmacs: Vec<u64>,
}

impl Allow {
    /// Reads the member `allow`.
    pub(super) fn read(own: &Object<'_>) -> Result<Self, Problem> {
        let given = own.object("allow", &["values", "domains", "hmacs"])?;
        let compact = |value: &String| Compact::of(value.as_bytes()).as_bytes().to_vec();
        let is_value = |value: &str| Compact::of(value.as_bytes()).as_bytes().len() >= 4;
        let is_domain = |domain: &str| domain.contains('.') && !domain.contains(['@', '/', '*', ' ']);
        let is_hmac = |hmac: &str| hmac.len() == 16 && u64::from_str_radix(hmac, 16).is_ok();
        let values = given.texts("values", is_value, "values of four letters or digits at least")?;
        let domains =
            given.texts("domains", is_domain, "domains such as \"example.gov.in\", which cover those under them")?;
        let hmacs =
            given.texts("hmacs", is_hmac, "HMACs of 16 hexadecimal digits, as `dwarpal policy hmac` prints them")?;
        Ok(Self {
            values: values.unwrap_or_default().iter().map(compact).collect(),
            domains: domains.unwrap_or_default().iter().map(|domain| domain.to_ascii_lowercase()).collect(),
            hmacs: hmacs.unwrap_or_default().iter().filter_map(|hmac| u64::from_str_radix(hmac, 16).ok()).collect(),
        })
    }

    /// Whether the value is one of them.
    pub(super) fn has(&self, value: &[u8], compact: &[u8], fingerprint: &dyn Fn() -> u64) -> bool {
        let domain = value.iter().rposition(|&b| b == b'@').map(|at| &value[at + 1..]);
        self.values.iter().any(|known| is_same(known, compact))
            || domain.is_some_and(|domain| self.domains.iter().any(|own| is_within(domain, own)))
            || !self.hmacs.is_empty() && self.hmacs.contains(&fingerprint())
    }
}

/// Whether both are one value; a telephone number is the same with its country's code and without.
fn is_same(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let digits = long.iter().all(u8::is_ascii_digit);
    a == b || digits && short.len() >= NATIONAL && long.len() - short.len() <= 3 && long.ends_with(short)
}

fn is_within(domain: &[u8], own: &str) -> bool {
    let (len, own) = (domain.len(), own.as_bytes());
    len >= own.len()
        && domain[len - own.len()..].eq_ignore_ascii_case(own)
        && (len == own.len() || domain[len - own.len() - 1] == b'.')
}
