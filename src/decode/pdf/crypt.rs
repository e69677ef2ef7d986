//! Encryption: whether a file opens without a password, and the key of each object if it does.
//!
//! Viewers open such files without asking, so they must be read. The password is proved against /U first: a file that
//! wants a real one is an error, since decrypting it with the wrong key would give noise that looks like a clean text.

use alloc::vec::Vec;

use crate::bytes::Unread;

use super::cipher::{Aes, rc4};
use super::hash::{md5, sha256, sha512};
use super::object::{Dict, Object};

const PADDING: [u8; 32] = [
    0x28, 0xbf, 0x4e, 0x5e, 0x4e, 0x75, 0x8a, 0x41, 0x64, 0x00, 0x4e, 0x56, 0xff, 0xfa, 0x01, 0x08, //
    0x2e, 0x2e, 0x00, 0xb6, 0xd0, 0x68, 0x3e, 0x80, 0x2f, 0x0c, 0xa9, 0xfe, 0x64, 0x53, 0x69, 0x7a,
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Method {
    Plain,
    Rc4,
    Aes128,
    Aes256,
}

/// The key of a file, and how its strings and streams are locked with it.
#[derive(Debug)]
pub(super) struct Crypt {
    key: Vec<u8>,
    strings: Method,
    streams: Method,
    pub(super) metadata: bool,
}

impl Crypt {
    /// Opens with the empty password.
    ///
    /// # Errors
    /// `encrypted` when that is not the password.
    pub(super) fn open(dict: &Dict, id: &[u8]) -> Result<Self, Unread> {
        Self::try_open(dict, id).ok_or(Unread("encrypted"))
    }

    fn try_open(dict: &Dict, id: &[u8]) -> Option<Self> {
        if !dict.is(b"Filter", b"Standard") {
            return None;
        }
        let version = dict.get(b"V").and_then(Object::index).unwrap_or(0);
        let revision = dict.get(b"R").and_then(Object::index).unwrap_or(2);
        let metadata = dict.get(b"EncryptMetadata") != Some(&Object::Bool(false));
        let (strings, streams) = match version {
            1..=3 => (Method::Rc4, Method::Rc4),
            4 | 5 => (filter(dict, b"StrF"), filter(dict, b"StmF")),
            _ => return None,
        };
        let key = if revision >= 5 {
            key_256(dict, revision)?
        } else {
            let bits = dict.get(b"Length").and_then(Object::index).unwrap_or(40);
            let length = if version == 4 { 16 } else { if bits < 40 { bits } else { bits / 8 }.clamp(5, 16) };
            key_128(dict, id, revision, if version == 1 { 5 } else { length }, metadata)?
        };
        Some(Self { key, strings, streams, metadata })
    }

    fn unlock(&self, method: Method, number: u32, mut data: Vec<u8>) -> Vec<u8> {
        let mut salted = self.key.clone();
        salted.extend_from_slice(number.to_le_bytes().get(..3).unwrap_or_default());
        salted.extend_from_slice(&[0, 0]);
        let length = salted.len().min(16);
        match method {
            Method::Plain => data,
            Method::Rc4 => {
                rc4(md5(&salted).get(..length).unwrap_or_default(), &mut data);
                data
            }
            Method::Aes128 => {
                salted.extend_from_slice(b"sAlT");
                Aes::new(&md5(&salted)).open(data)
            }
            Method::Aes256 => Aes::new(&self.key).open(data),
        }
    }

    pub(super) fn stream(&self, number: u32, data: Vec<u8>) -> Vec<u8> {
        self.unlock(self.streams, number, data)
    }

    /// Decrypts the strings of an object.
    pub(super) fn strings(&self, number: u32, object: &mut Object) {
        match object {
            Object::Text(text) => *text = self.unlock(self.strings, number, core::mem::take(text)),
            Object::Array(items) => items.iter_mut().for_each(|item| self.strings(number, item)),
            Object::Dict(dict) => dict.0.iter_mut().for_each(|(_, value)| self.strings(number, value)),
            Object::Stream(stream) => stream.dict.0.iter_mut().for_each(|(_, value)| self.strings(number, value)),
            _ => {}
        }
    }
}

fn filter(dict: &Dict, which: &[u8]) -> Method {
    let name = dict.get(which).and_then(Object::name).unwrap_or(b"Identity");
    let filters = dict.get(b"CF").and_then(Object::dict);
    let filter = filters.and_then(|filters| filters.get(name)).and_then(Object::dict);
    match filter.and_then(|filter| filter.get(b"CFM")).and_then(Object::name) {
        Some(b"V2") => Method::Rc4,
        Some(b"AESV2") => Method::Aes128,
        Some(b"AESV3") => Method::Aes256,
        _ => Method::Plain,
    }
}

fn text<'d>(dict: &'d Dict, key: &[u8]) -> &'d [u8] {
    dict.get(key).and_then(Object::text).unwrap_or_default()
}

/// Revisions 2 to 4: MD5 over password, owner's entry, permissions and the file's identifier.
fn key_128(dict: &Dict, id: &[u8], revision: usize, length: usize, metadata: bool) -> Option<Vec<u8>> {
    let mut message = PADDING.to_vec();
    message.extend_from_slice(text(dict, b"O").get(..32)?);
    let permissions = dict.get(b"P").and_then(Object::number)? as i64;
    message.extend_from_slice(&(permissions as u32).to_le_bytes());
    message.extend_from_slice(id);
    if revision >= 4 && !metadata {
        message.extend_from_slice(&[0xff; 4]);
    }
    let mut digest = md5(&message);
    if revision >= 3 {
        for _ in 0..50 {
            digest = md5(digest.get(..length)?);
        }
    }
    let key = digest.get(..length)?;
    let user = text(dict, b"U");
    let proof = if revision == 2 {
        let mut proof = PADDING.to_vec();
        rc4(key, &mut proof);
        proof
    } else {
        let mut message = PADDING.to_vec();
        message.extend_from_slice(id);
        let mut proof = md5(&message).to_vec();
        for round in 0..20_u8 {
            let mixed: Vec<u8> = key.iter().map(|b| b ^ round).collect();
            rc4(&mixed, &mut proof);
        }
        proof
    };
    user.starts_with(&proof).then(|| key.to_vec())
}

/// Revisions 5 and 6: the key itself lies in /UE, locked with a digest of the password.
fn key_256(dict: &Dict, revision: usize) -> Option<Vec<u8>> {
    let user = text(dict, b"U");
    let (proof, check_salt, key_salt) = (user.get(..32)?, user.get(32..40)?, user.get(40..48)?);
    let digest = |salt: &[u8]| if revision == 5 { sha256(salt) } else { hardened(salt) };
    if digest(check_salt) != *proof {
        return None;
    }
    let mut key = text(dict, b"UE").get(..32)?.to_vec();
    Aes::new(&digest(key_salt)).decrypt_chain([0; 16], &mut key);
    Some(key)
}

/// Revision 6's digest of the empty password: at least 64 rounds of AES and one of three SHA-2.
fn hardened(salt: &[u8]) -> [u8; 32] {
    let mut digest = sha256(salt).to_vec();
    // The standard sets no end; a chance of 1 in 8 a round makes 512 rounds as good as one.
    for round in 0..512_usize {
        let mut data = digest.repeat(64);
        let (key, start) = digest.split_first_chunk::<16>().unwrap_or((&[0; 16], &[]));
        Aes::new(key).encrypt_chain(*start.first_chunk().unwrap_or(&[0; 16]), &mut data);
        let sum: u32 = data.iter().take(16).map(|b| u32::from(*b)).sum();
        digest = match sum % 3 {
            0 => sha256(&data).to_vec(),
            1 => sha512(&data, true).get(..48).unwrap_or_default().to_vec(),
            _ => sha512(&data, false).to_vec(),
        };
        if round >= 63 && usize::from(data.last().copied().unwrap_or(0)) <= round - 31 {
            break;
        }
    }
    digest.first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Crypt, PADDING};
    use crate::bytes::Unread;
    use crate::decode::pdf::cipher::rc4;
    use crate::decode::pdf::hash::md5;
    use crate::decode::pdf::object::Object;
    use crate::decode::pdf::parse::Parser;

    #[test]
    fn the_empty_password_opens_or_is_refused() {
        let owner = [b'o'; 32];
        let message = [&PADDING[..], &owner, &(-4_i32).to_le_bytes(), b"id"].concat();
        let key = &md5(&message)[..5];
        let mut proof = PADDING;
        rc4(key, &mut proof);
        let open = |user: &[u8]| {
            let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<Vec<_>>().concat();
            let (owner, user) = (hex(&owner), hex(user));
            let dict = format!("<</Filter/Standard/V 1/R 2/P -4/O<{owner}>/U<{user}>>>");
            let Some(Object::Dict(dict)) = Parser::new(dict.as_bytes(), 0).object() else { panic!("a dictionary") };
            Crypt::open(&dict, b"id")
        };
        assert!(open(&proof).is_ok_and(|crypt| crypt.key == key));
        assert_eq!(open(&[0; 32]).err(), Some(Unread("encrypted")));
    }
}
