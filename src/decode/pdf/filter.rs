//! Stream filters: what stands between the bytes of a file and the bytes they mean.
//!
//! Every filter makes at most `cap` bytes and asks the budget for each piece before it makes it. A stream that breaks
//! off gives what came before the break, as viewers do; text must not be hidden by a broken checksum. Where it can't be
//! undone to its end that is said as well: some viewers read on behind an error.

use alloc::vec::Vec;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_COMPUTE_ADLER32, TINFL_FLAG_PARSE_ZLIB_HEADER, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use crate::bytes::{Budget, Unread};

use super::parse::{hex_digit, is_white};

/// How much is inflated at a time.
const PIECE: usize = 32 << 10;

/// A buffer that grows by what was asked for.
struct Sink<'b> {
    bytes: Vec<u8>,
    cap: usize,
    asked: usize,
    budget: &'b mut Budget,
}

impl<'b> Sink<'b> {
    const fn new(cap: usize, budget: &'b mut Budget) -> Self {
        Self { bytes: Vec::new(), cap, asked: 0, budget }
    }

    /// Makes sure that `more` bytes may be added. Grows by a quarter, where doubling would make a cap of 32 MiB a
    /// memory of 96.
    fn ask(&mut self, more: usize) -> Result<(), Unread> {
        let needed = self.bytes.len() + more;
        if needed > self.cap {
            return Err(Unread("inflated_bytes"));
        }
        if needed > self.asked {
            let grown = (needed - self.asked).max(PIECE);
            self.budget.take_bytes(grown as u64)?;
            self.asked += grown;
        }
        if needed > self.bytes.capacity() {
            self.bytes.reserve_exact(more.max(self.bytes.len() / 4).max(256));
        }
        Ok(())
    }

    fn push(&mut self, byte: u8) -> Result<(), Unread> {
        self.ask(1)?;
        self.bytes.push(byte);
        Ok(())
    }

    fn extend(&mut self, bytes: &[u8]) -> Result<(), Unread> {
        self.ask(bytes.len())?;
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }
}

/// Where what is inflated begins, and how: zlib with its check sum, or what stands behind a broken header, or bare data.
fn begin(data: &[u8]) -> (&[u8], u32) {
    const WHOLE: u32 = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    match data {
        [a, b, ..] if a & 15 == 8 && a >> 4 <= 7 && (u32::from(*a) << 8 | u32::from(*b)) % 31 == 0 => {
            (data, WHOLE | TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_COMPUTE_ADLER32)
        }
        [a, _, rest @ ..] if a & 15 == 8 && a >> 4 <= 7 => (rest, WHOLE),
        _ => (data, WHOLE),
    }
}

/// Inflates; gives whether there was no error up to its end, too.
pub(super) fn flate(data: &[u8], cap: usize, budget: &mut Budget) -> Result<(Vec<u8>, bool), Unread> {
    let start = data.iter().position(|b| !matches!(b, b'\r' | b'\n')).unwrap_or(data.len());
    let (mut input, flags) = begin(data.get(start..).unwrap_or_default());
    let mut state = DecompressorOxide::new();
    let mut sink = Sink::new(cap, budget);
    let mut made = 0;
    loop {
        let room = PIECE.min(cap.saturating_sub(made)).max(1);
        sink.bytes.truncate(made);
        sink.ask(room)?;
        sink.bytes.resize(made + room, 0);
        let (status, read, wrote) = decompress(&mut state, input, &mut sink.bytes, made, flags);
        made += wrote;
        input = input.get(read..).unwrap_or_default();
        if status != TINFLStatus::HasMoreOutput || read == 0 && wrote == 0 {
            sink.bytes.truncate(made);
            // Where the input ends too early, nobody reads on.
            let sound = matches!(status, TINFLStatus::Done | TINFLStatus::FailedCannotMakeProgress);
            return Ok((sink.bytes, sound));
        }
    }
}

pub(super) fn lzw(data: &[u8], early: bool, cap: usize, budget: &mut Budget) -> Result<Vec<u8>, Unread> {
    let mut sink = Sink::new(cap, budget);
    // Each entry is a place in the output: a string is its predecessor's and the byte that followed.
    let mut table: Vec<(usize, usize)> = Vec::with_capacity(4096);
    let (mut bits, mut held, mut width) = (0_u32, 0_u32, 9_u32);
    let mut last: Option<(usize, usize)> = None;
    for &byte in data {
        bits = bits << 8 | u32::from(byte);
        held += 8;
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        match code {
            256 => {
                table.clear();
                width = 9;
                last = None;
                continue;
            }
            257 => break,
            _ => {}
        }
        let at = sink.bytes.len();
        if code < 256 {
            sink.push(code as u8)?;
        } else {
            let known = table.get(code - 258).copied();
            let grown = last.filter(|_| code - 258 == table.len()).map(|(start, len)| (start, len + 1));
            let Some((start, len)) = known.or(grown) else { break };
            sink.ask(len)?;
            for i in start..start + len {
                let byte = sink.bytes.get(i).copied().unwrap_or(0);
                sink.bytes.push(byte);
            }
        }
        if let Some((start, len)) = last.filter(|_| table.len() < 4096 - 258) {
            table.push((start, len + 1));
        }
        last = Some((at, sink.bytes.len() - at));
        let next = table.len() + 258 + usize::from(early) + 1;
        width = if next > 2048 {
            12
        } else if next > 1024 {
            11
        } else if next > 512 {
            10
        } else {
            9
        };
    }
    Ok(sink.bytes)
}

pub(super) fn ascii_hex(data: &[u8], cap: usize, budget: &mut Budget) -> Result<Vec<u8>, Unread> {
    let mut sink = Sink::new(cap, budget);
    let mut high = None;
    for digit in data.iter().take_while(|b| **b != b'>').filter_map(|b| hex_digit(*b)) {
        match high.take() {
            Some(high) => sink.push(high << 4 | digit)?,
            None => high = Some(digit),
        }
    }
    if let Some(high) = high {
        sink.push(high << 4)?;
    }
    Ok(sink.bytes)
}

pub(super) fn ascii85(data: &[u8], cap: usize, budget: &mut Budget) -> Result<Vec<u8>, Unread> {
    let mut sink = Sink::new(cap, budget);
    let (mut group, mut count) = (0_u32, 0);
    for &byte in data.strip_prefix(b"<~").unwrap_or(data) {
        match byte {
            b'z' if count == 0 => sink.extend(&[0; 4])?,
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    sink.extend(&group.to_be_bytes())?;
                    (group, count) = (0, 0);
                }
            }
            b'~' => break,
            _ if is_white(byte) => {}
            _ => break,
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group.wrapping_mul(85).wrapping_add(84);
        }
        sink.extend(group.to_be_bytes().get(..count - 1).unwrap_or_default())?;
    }
    Ok(sink.bytes)
}

pub(super) fn run_length(data: &[u8], cap: usize, budget: &mut Budget) -> Result<Vec<u8>, Unread> {
    let mut sink = Sink::new(cap, budget);
    let mut rest = data;
    while let [len, tail @ ..] = rest {
        let len = usize::from(*len);
        match (len, tail) {
            (0..=127, _) => {
                let (copied, after) = tail.split_at(tail.len().min(len + 1));
                sink.extend(copied)?;
                rest = after;
            }
            (129.., [byte, after @ ..]) => {
                sink.ask(257 - len)?;
                sink.bytes.resize(sink.bytes.len() + 257 - len, *byte);
                rest = after;
            }
            _ => break,
        }
    }
    Ok(sink.bytes)
}

/// How samples were foretold before they were packed.
#[derive(Clone, Copy)]
pub(super) struct Predictor {
    pub(super) kind: usize,
    pub(super) colors: usize,
    pub(super) bits: usize,
    pub(super) columns: usize,
}

/// Undoes a predictor in place.
pub(super) fn unpredict(mut data: Vec<u8>, predictor: Predictor) -> Vec<u8> {
    let Predictor { kind, colors, bits, columns } = predictor;
    let pixel = (colors.min(64) * bits.min(32)).div_ceil(8).max(1);
    let row = (colors.min(64) * bits.min(32) * columns.min(1 << 20)).div_ceil(8).max(1);
    if kind == 2 && bits == 8 {
        for line in data.chunks_mut(row) {
            for i in pixel..line.len() {
                line[i] = line[i].wrapping_add(line[i - pixel]);
            }
        }
    }
    if kind < 10 {
        return data;
    }
    let (mut from, mut to) = (0, 0);
    // Rows move towards the front by their filter bytes; the row before ends where the next one is written.
    while from + 1 < data.len() {
        let filter = data[from];
        let len = row.min(data.len() - from - 1);
        for i in 0..len {
            let raw = data[from + 1 + i];
            let left = if i >= pixel { data[to + i - pixel] } else { 0 };
            let up = if to >= row { data[to + i - row] } else { 0 };
            let corner = if i >= pixel && to >= row { data[to + i - row - pixel] } else { 0 };
            let guess = match filter {
                1 => left,
                2 => up,
                3 => u16::midpoint(u16::from(left), u16::from(up)) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            data[to + i] = raw.wrapping_add(guess);
        }
        from += len + 1;
        to += len;
    }
    data.truncate(to);
    data
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
    let off = |x: u8| (guess - i16::from(x)).abs();
    if off(left) <= off(up) && off(left) <= off(corner) {
        left
    } else if off(up) <= off(corner) {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::{Predictor, ascii_hex, ascii85, flate, lzw, run_length, unpredict};
    use crate::bytes::{Budget, Unread};

    #[test]
    fn filters_undo_what_was_done() {
        let budget = &mut Budget::default();
        assert_eq!(ascii_hex(b"48 65 6C6c 6F>zz", 99, budget).unwrap(), b"Hello");
        assert_eq!(ascii85(b"87cURDZ~>", 99, budget).unwrap(), b"Hello");
        assert_eq!(run_length(&[2, b'a', b'b', b'c', 254, b'd', 128, 1], 99, budget).unwrap(), b"abcddd");
        let packed = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(lzw(&packed, true, 99, budget).unwrap(), b"-----A---B");
        let stored = [0x78, 0x9c, 1, 2, 0, 0xfd, 0xff, b'h', b'i'];
        assert_eq!(flate(&stored, 99, budget).unwrap(), (b"hi".to_vec(), true));
        assert_eq!(flate(&stored[2..], 99, budget).unwrap(), (b"hi".to_vec(), true));
        assert_eq!(flate(&stored[..8], 99, budget).unwrap(), (b"h".to_vec(), true));
        assert_eq!(flate(b"\x78\x9c\x07", 99, budget).unwrap(), (Vec::new(), false));
        assert_eq!(flate(b"", 99, budget).unwrap(), (Vec::new(), true));
    }

    #[test]
    fn rows_are_told_from_the_row_above() {
        let png = Predictor { kind: 12, colors: 1, bits: 8, columns: 3 };
        assert_eq!(unpredict(vec![1, 1, 1, 1, 2, 1, 1, 1, 0, 7], png), [1, 2, 3, 2, 3, 4, 7]);
        let tiff = Predictor { kind: 2, ..png };
        assert_eq!(unpredict(vec![1, 1, 1, 5, 1], tiff), [1, 2, 3, 5, 6]);
    }

    #[test]
    fn a_cap_and_a_budget_hold() {
        let zeros = miniz_oxide_bomb();
        assert_eq!(flate(&zeros, 1 << 20, &mut Budget::default()), Err(Unread("inflated_bytes")));
        let mut budget = Budget::default();
        while budget.take_bytes(1 << 20).is_ok() {}
        assert_eq!(flate(&zeros, 32 << 20, &mut budget), Err(Unread("inflated_bytes")));
    }

    /// A fixed-tree block that repeats one byte: a match of 258 is 8 + 5 bits.
    fn miniz_oxide_bomb() -> Vec<u8> {
        let mut bits: Vec<bool> = vec![true, true, false];
        bits.extend([false, false, true, true, false, false, false, false]);
        for _ in 0..20_000 {
            bits.extend([true, true, false, false, false, true, false, true]);
            bits.extend([false; 5]);
        }
        bits.chunks(8).map(|byte| byte.iter().enumerate().fold(0, |b, (i, on)| b | u8::from(*on) << i)).collect()
    }
}
