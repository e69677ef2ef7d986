//! Writes the compound files that the tests read.

use super::compound::{END, FREE, MAGIC, SMALL};

/// How the sectors of a stream follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::decode) enum Order {
    Forwards,
    Backwards,
}

/// Sectors of a size, and which of them follows which.
struct Sectors {
    size: usize,
    bytes: Vec<u8>,
    next: Vec<u32>,
}

impl Sectors {
    /// Adds a stream; gives its first sector.
    fn add(&mut self, stream: &[u8], order: Order) -> u32 {
        let first = self.next.len() as u32;
        let count = stream.len().div_ceil(self.size);
        if count == 0 {
            return END;
        }
        let mut pieces: Vec<&[u8]> = stream.chunks(self.size).collect();
        if order == Order::Backwards {
            pieces.reverse();
        }
        for (n, piece) in (0_u32..).zip(pieces) {
            self.bytes.extend(piece);
            self.bytes.resize(self.bytes.len().next_multiple_of(self.size), 0);
            let (ahead, last) = (n + 1 == count as u32, n == 0);
            self.next.push(match order {
                Order::Forwards if ahead => END,
                Order::Forwards => first + n + 1,
                Order::Backwards if last => END,
                Order::Backwards => first + n - 1,
            });
        }
        if order == Order::Backwards { first + count as u32 - 1 } else { first }
    }
}

/// A file of these streams; what stands before a slash is the folder of a stream.
pub(in crate::decode) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    write(streams, Order::Forwards, 9)
}

/// The same, with sectors in this order and of so many bits.
pub(in crate::decode) fn write(streams: &[(&str, &[u8])], order: Order, shift: u16) -> Vec<u8> {
    let size = 1_usize << shift;
    let mut large = Sectors { size, bytes: Vec::new(), next: Vec::new() };
    let mut small = Sectors { size: 64, bytes: Vec::new(), next: Vec::new() };
    let starts: Vec<u32> = streams
        .iter()
        .map(|(_, bytes)| if bytes.len() < SMALL { &mut small } else { &mut large }.add(bytes, order))
        .collect();
    let root = (large.add(&small.bytes, order), small.bytes.len());
    let small_table = large.add(&small.next.iter().flat_map(|next| next.to_le_bytes()).collect::<Vec<_>>(), order);
    let mut directory = entry("Root Entry", 5, [FREE, FREE, 1], root.0, root.1);
    let mut number = 1;
    for (n, (&(path, bytes), start)) in streams.iter().zip(starts).enumerate() {
        let (folder, name) = path.split_once('/').unwrap_or(("", path));
        let (inner, behind) = if folder.is_empty() { (number, number + 1) } else { (number + 1, number + 2) };
        let next = if n + 1 == streams.len() { FREE } else { behind };
        if !folder.is_empty() {
            directory.extend(entry(folder, 1, [FREE, next, inner], 0, 0));
        }
        let next = if folder.is_empty() { next } else { FREE };
        directory.extend(entry(name, 2, [FREE, next, FREE], start, bytes.len()));
        number = behind;
    }
    directory.resize(directory.len().next_multiple_of(size), 0);
    let directory = large.add(&directory, order);
    // The table has an entry for its own sectors too.
    let (mut table, first) = (0, large.next.len());
    while (first + table) * 4 > table * size {
        table += 1;
    }
    large.next.resize(first + table, 0xffff_fffd);
    let mut header = [MAGIC, &[0; 16][..], b"\x3e\0"].concat();
    for field in [if shift == 9 { 3 } else { 4 }, 0xfffe, shift, 6] {
        header.extend(field.to_le_bytes());
    }
    header.resize(48, 0);
    for field in [directory, 0, SMALL as u32, small_table, 0, END, 0] {
        header.extend(field.to_le_bytes());
    }
    for sector in first..first + 109 {
        let sector = if sector < first + table { sector as u32 } else { FREE };
        header.extend(sector.to_le_bytes());
    }
    header.resize(size, 0);
    let mut next: Vec<u8> = large.next.iter().flat_map(|next| next.to_le_bytes()).collect();
    next.resize(table * size, 0xff);
    [header, large.bytes, next].concat()
}

/// An entry of the directory: name, kind, neighbours and child, stream.
fn entry(name: &str, kind: u8, links: [u32; 3], start: u32, size: usize) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let width = entry.len() as u16 + 2;
    entry.resize(64, 0);
    entry.extend(width.to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend(links.iter().flat_map(|link| link.to_le_bytes()));
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend((size as u64).to_le_bytes());
    entry
}
