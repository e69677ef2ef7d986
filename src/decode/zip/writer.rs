//! Writes the archives that the tests read: whole ones, and ones that lie.

use miniz_oxide::deflate::compress_to_vec;

use crate::decode::coding::Crc32;

/// What an archive says of a file, and where.
#[derive(Clone, Debug)]
pub(in crate::decode) struct Written {
    pub(in crate::decode) name: String,
    pub(in crate::decode) bytes: Vec<u8>,
    pub(in crate::decode) flags: u16,
    pub(in crate::decode) method: u16,
    /// What the directory says where it differs: name, size.
    pub(in crate::decode) listed_name: Option<String>,
    pub(in crate::decode) listed_size: Option<u32>,
    /// Whether sizes stand in the wide fields.
    pub(in crate::decode) wide: bool,
}

/// A deflated file.
pub(in crate::decode) fn file(name: &str, bytes: &[u8]) -> Written {
    let (name, bytes) = (name.to_owned(), bytes.to_vec());
    Written { name, bytes, flags: 0, method: 8, listed_name: None, listed_size: None, wide: false }
}

/// A deflated archive of these files.
pub(in crate::decode) fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let files: Vec<Written> = files.iter().map(|(name, text)| file(name, text.as_bytes())).collect();
    write(&files)
}

/// An archive as it is told.
pub(in crate::decode) fn write(files: &[Written]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let packed = if file.method == 8 { compress_to_vec(&file.bytes, 6) } else { file.bytes.clone() };
        let offset = archive.len() as u32;
        let (packed_len, size) = (packed.len() as u32, file.bytes.len() as u32);
        let extra = if file.wide {
            [&b"\x01\0\x10\0"[..], &u64::from(size).to_le_bytes(), &u64::from(packed_len).to_le_bytes()].concat()
        } else {
            Vec::new()
        };
        let said = |size: u32| if file.wide { u32::MAX } else { size };
        let later = file.flags & 8 != 0;
        let before = if later { [0; 2] } else { [said(packed_len), said(size)] };
        archive.extend(b"PK\x03\x04\x14\0");
        header(&mut archive, file, before, &file.name, &extra);
        archive.extend(file.name.as_bytes());
        archive.extend(if later { &b""[..] } else { &extra });
        archive.extend(packed);
        if later {
            archive.extend(b"PK\x07\x08");
            archive.extend([sum(&file.bytes), packed_len, size].map(u32::to_le_bytes).concat());
        }
        let name = file.listed_name.as_ref().unwrap_or(&file.name);
        directory.extend(b"PK\x01\x02\x14\0\x14\0");
        header(&mut directory, file, [said(packed_len), file.listed_size.unwrap_or(said(size))], name, &extra);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
        directory.extend(&extra);
    }
    let offset = archive.len() as u32;
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([(files.len() as u16).to_le_bytes(); 2].concat());
    archive.extend((directory.len() as u32).to_le_bytes());
    archive.extend(offset.to_le_bytes());
    archive.extend([0; 2]);
    archive
}

fn sum(bytes: &[u8]) -> u32 {
    let mut sum = Crc32::new();
    sum.update(bytes);
    sum.value()
}

/// What both headers hold: flags to the lengths of name and extra field.
fn header(to: &mut Vec<u8>, file: &Written, sizes: [u32; 2], name: &str, extra: &[u8]) {
    to.extend(file.flags.to_le_bytes());
    to.extend(file.method.to_le_bytes());
    // The time does not matter.
    to.extend([0; 4]);
    to.extend(sum(&file.bytes).to_le_bytes());
    to.extend(sizes.map(u32::to_le_bytes).concat());
    to.extend((name.len() as u16).to_le_bytes());
    let later = sizes == [0; 2];
    to.extend(if later { [0; 2] } else { (extra.len() as u16).to_le_bytes() });
}
