//! Tar archives: headers of 512 bytes, each followed by its file.
//!
//! All blocks are read, also those behind the end mark, where some programs look for another archive. Whatever is no
//! header and no file makes the archive unreadable.

use alloc::borrow::Cow;
use alloc::string::String;

use super::member::{Member, Members, is_media};
use crate::bytes::{Budget, Unread};

const BLOCK: usize = 512;

const MALFORMED: Unread = Unread("malformed");

/// Reads a tar archive, handing its files on.
///
/// # Errors
/// `malformed`, `tar_sparse`, a limit of the budget, and whatever `members` can't read.
pub fn tar(bytes: &[u8], budget: &mut Budget, members: &mut dyn Members) -> Result<(), Unread> {
    budget.within(1, |budget| read(bytes, budget, members))
}

/// What an entry says of the one behind it.
#[derive(Default)]
struct Ahead<'a> {
    name: Option<&'a [u8]>,
    size: Option<usize>,
}

fn read(bytes: &[u8], budget: &mut Budget, members: &mut dyn Members) -> Result<(), Unread> {
    let mut ahead = Ahead::default();
    let mut rest = bytes;
    while let Some((header, behind)) = rest.split_at_checked(BLOCK) {
        budget.take_steps(1)?;
        if header.iter().all(|&b| b == 0) {
            rest = behind;
            continue;
        }
        if !sums_up(header) {
            return Err(MALFORMED);
        }
        budget.take_part()?;
        let kind = header.get(156).copied().unwrap_or(0);
        // Links and folders have no bytes, whatever they say; old programs wrote sizes there.
        let empty = matches!(kind, b'1'..=b'6');
        let said = ahead.size.map_or_else(|| number(header.get(124..136).unwrap_or_default()), Some);
        let size = if empty { 0 } else { said.ok_or(MALFORMED)? };
        let file = behind.get(..size).ok_or(MALFORMED)?;
        let padded = size.div_ceil(BLOCK).checked_mul(BLOCK).ok_or(MALFORMED)?;
        // The last block may be cut short: there is nothing in it.
        rest = behind.get(padded..).unwrap_or_default();
        match kind {
            b'L' => ahead.name = Some(until_nul(file)),
            b'x' => extend(file, &mut ahead)?,
            // For all files, or the target of a link.
            b'g' | b'K' => {}
            b'S' => return Err(Unread("tar_sparse")),
            _ => {
                let told = core::mem::take(&mut ahead);
                let name = name(header, told.name);
                if size > 0 && !is_media(&name, file) {
                    members.member(&Member { name: &name, content_type: "", bytes: file }, budget)?;
                }
            }
        }
    }
    if rest.iter().any(|&b| b != 0) { Err(MALFORMED) } else { Ok(()) }
}

/// The path: told by the entry before, or in two fields of the header.
fn name<'a>(header: &'a [u8], told: Option<&'a [u8]>) -> Cow<'a, str> {
    let field = |from, to| until_nul(header.get(from..to).unwrap_or_default());
    let name = String::from_utf8_lossy(told.unwrap_or_else(|| field(0, 100)));
    let prefix = if header.get(257..263) == Some(b"ustar\0") { field(345, 500) } else { b"" };
    if told.is_some() || prefix.is_empty() {
        return name;
    }
    let mut path = String::from_utf8_lossy(prefix).into_owned();
    path.push('/');
    path.push_str(&name);
    Cow::Owned(path)
}

/// Records of the form `17 path=folder/file\n`.
fn extend<'a>(mut records: &'a [u8], ahead: &mut Ahead<'a>) -> Result<(), Unread> {
    let decimal = |text: &[u8]| core::str::from_utf8(text).ok()?.parse().ok();
    while !records.is_empty() {
        let space = records.iter().take(20).position(|&b| b == b' ').ok_or(MALFORMED)?;
        let len: usize = decimal(records.get(..space).unwrap_or_default()).ok_or(MALFORMED)?;
        let record = records.get(space + 1..len).ok_or(MALFORMED)?;
        records = records.get(len..).unwrap_or_default();
        let record = record.strip_suffix(b"\n").unwrap_or(record);
        if let Some(path) = record.strip_prefix(b"path=") {
            ahead.name = Some(path);
        } else if let Some(size) = record.strip_prefix(b"size=") {
            ahead.size = Some(decimal(size).ok_or(MALFORMED)?);
        } else if record.starts_with(b"GNU.sparse.") {
            return Err(Unread("tar_sparse"));
        }
    }
    Ok(())
}

/// Whether the header's sum of bytes is right; its own field counts as spaces.
fn sums_up(header: &[u8]) -> bool {
    let sum: usize = header.iter().map(|&b| usize::from(b)).sum();
    let Some(field) = header.get(148..156) else { return false };
    let own: usize = field.iter().map(|&b| usize::from(b)).sum();
    number(field) == Some(sum - own + 8 * usize::from(b' '))
}

/// A number in octal digits, or in bytes if the first bit is set.
fn number(field: &[u8]) -> Option<usize> {
    if let Some((&first, rest)) = field.split_first().filter(|&(&first, _)| first & 0x80 != 0) {
        let fold = |n: usize, &b: &u8| n.checked_mul(256)?.checked_add(usize::from(b));
        return rest.iter().try_fold(usize::from(first & 0x7f), fold);
    }
    let digits = until_nul(field).trim_ascii();
    let fold =
        |n: usize, &b: &u8| n.checked_mul(8)?.checked_add(usize::from(b.wrapping_sub(b'0'))).filter(|_| b < b'8');
    digits.iter().try_fold(0, fold)
}

fn until_nul(field: &[u8]) -> &[u8] {
    field.split(|&b| b == 0).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::tar;
    use crate::bytes::{Budget, Unread};
    use crate::decode::{Member, Members};

    struct Told(String);

    impl Members for Told {
        fn member(&mut self, member: &Member<'_>, _: &mut Budget) -> Result<(), Unread> {
            self.0 += &[member.name, ": ", &String::from_utf8_lossy(member.bytes), ". "].concat();
            Ok(())
        }
    }

    fn told(bytes: &[u8]) -> Result<String, Unread> {
        let mut members = Told(String::new());
        tar(bytes, &mut Budget::default(), &mut members).map(|()| members.0)
    }

    fn entry(name: &str, kind: u8, size: &str, bytes: &[u8]) -> Vec<u8> {
        let mut header = vec![0; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..124 + size.len()].copy_from_slice(size.as_bytes());
        header[148..156].fill(b' ');
        header[156] = kind;
        let sum: u32 = header.iter().map(|&b| u32::from(b)).sum();
        header[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        header.extend(bytes);
        header.resize(header.len().next_multiple_of(512), 0);
        header
    }

    #[test]
    fn rows() {
        let file = entry("a.csv", b'0', "00000000004", b"name");
        let sized = entry("b", b'0', "00000000000", b"phone");
        let end = vec![0; 1024];
        let mut broken = file.clone();
        broken[0] ^= 1;
        for (what, parts, expected) in [
            ("a file", vec![&file, &end], Ok("a.csv: name. ")),
            ("no end", vec![&file], Ok("a.csv: name. ")),
            ("behind the end", vec![&file, &end, &file], Ok("a.csv: name. a.csv: name. ")),
            ("an old kind", vec![&entry("a", 0, "4", b"name")], Ok("a: name. ")),
            ("a folder", vec![&entry("a/", b'5', "4", b"")], Ok("")),
            ("a long name", vec![&entry("x", b'L', "5", b"b.csv"), &file], Ok("b.csv: name. ")),
            ("records", vec![&entry("x", b'x', "30", b"14 path=b.csv\n10 size=5\n"), &sized], Ok("b.csv: phone. ")),
            ("a wrong record", vec![&entry("x", b'x', "16", b"99 path=b.csv\n"), &file], Err(())),
            ("a path", vec![&entry("x", b'x', "16", b"14 path=b.csv\n"), &file], Ok("b.csv: name. ")),
            ("a size", vec![&entry("x", b'x', "12", b"10 size=5\n"), &sized], Ok("b: phone. ")),
            ("sparse", vec![&entry("a", b'S', "4", b"name")], Err(())),
            ("too long", vec![&entry("a", b'0', "77777777", b"name")], Err(())),
            ("no sum", vec![&broken], Err(())),
            ("no header", vec![&b"x".repeat(600)], Err(())),
            ("empty", vec![], Ok("")),
        ] {
            let parts: Vec<&[u8]> = parts.into_iter().map(Vec::as_slice).collect();
            assert_eq!(
                told(&parts.concat()).map_err(|_| ()).as_deref(),
                expected.as_deref().map_err(|()| &()),
                "{what}"
            );
        }
    }

    #[test]
    fn no_byte_can_make_it_panic() {
        let file = entry("a.csv", b'x', "14", b"14 path=b.csv\n");
        for at in 0..file.len() {
            for byte in [0, b'9', 0x80, 0xff] {
                let mut bytes = file.clone();
                bytes[at] = byte;
                let _ = told(&bytes);
            }
            let _ = told(&file[..at]);
        }
    }
}
