//! UTF-8 made of other charsets, a chunk at a time, with the way back from its offsets to the body's.

use super::Charset;
use super::runs::Runs;

/// Output bytes that a push needs to go on: what one byte of input can make known at most.
pub const ROOM: usize = 12;

/// Makes UTF-8 of one body. Chunks may end anywhere; what can't be decoded becomes U+FFFD; a byte order mark is left
/// out, but counts in the body's offsets.
///
/// In windows-1252, what is a character of UTF-8 stays one: clients that read JSON as UTF-8 whatever the header says
/// would else see digits that the scanner does not.
pub struct Transcoder {
    charset: Charset,
    /// Input of the character that is not complete.
    held: [u8; 4],
    held_len: usize,
    /// The first half of a surrogate pair.
    lead: Option<u16>,
    /// Bytes of the body that made the UTF-8 so far (and the mark).
    raw: u64,
    /// Bytes of UTF-8 so far.
    made: u64,
    runs: Runs,
}

impl Transcoder {
    /// At the beginning of a body. For charsets that need no transcoding, bytes pass as they are.
    #[must_use]
    pub const fn new(charset: Charset) -> Self {
        Self { charset, held: [0; 4], held_len: 0, lead: None, raw: 0, made: 0, runs: Runs::new() }
    }

    /// Takes input until it or the room in `out` ends; gives how much was taken and how much was written. With at least
    /// [`ROOM`] bytes of room it always goes on; with fewer it may take nothing.
    pub fn push(&mut self, input: &[u8], out: &mut [u8]) -> (usize, usize) {
        let (mut consumed, mut written) = (0, 0);
        while let Some(&byte) = input.get(consumed) {
            let Some(room) = out.get_mut(written..).filter(|room| room.len() >= ROOM) else { break };
            consumed += 1;
            written += match self.charset {
                Charset::Utf8 | Charset::AsciiCompatible => self.keep(&[byte], room),
                Charset::Windows1252 => self.single(byte, room),
                Charset::Utf16Le | Charset::Utf16Be => self.sixteen(byte, room),
                Charset::Utf32Le | Charset::Utf32Be => self.thirty_two(byte, room),
            };
        }
        (consumed, written)
    }

    /// Ends the body: writes what an incomplete character becomes, [`ROOM`] bytes at most.
    pub fn finish(&mut self, out: &mut [u8]) -> usize {
        if out.len() < ROOM {
            return 0;
        }
        if self.charset == Charset::Windows1252 {
            return self.release(out);
        }
        let mut written = self.lone_lead(out);
        if self.held_len > 0 {
            let width = core::mem::take(&mut self.held_len);
            written += self.write(char::REPLACEMENT_CHARACTER, width, &mut out[written..]);
        }
        written
    }

    /// The offset in the body of what stands at an offset of the UTF-8. Exact for the last 4,096 runs of characters of
    /// equal widths: without end in ASCII, over 32 KiB of Hindi words among ASCII, 6 KiB where every character has
    /// another width than the one before. Older offsets give the oldest that is known.
    #[must_use]
    pub fn raw(&self, at: u64) -> u64 {
        self.runs.raw(at)
    }

    fn sixteen(&mut self, byte: u8, out: &mut [u8]) -> usize {
        if !self.hold(byte, 2) {
            return 0;
        }
        let bytes = [self.held[0], self.held[1]];
        let unit = if self.charset == Charset::Utf16Le { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) };
        let mut written = 0;
        if let Some(lead) = self.lead {
            if (0xdc00..0xe000).contains(&unit) {
                self.lead = None;
                let scalar = 0x1_0000 + ((lead as u32 & 0x3ff) << 10 | unit as u32 & 0x3ff);
                return self.write(char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER), 4, out);
            }
            written = self.lone_lead(out);
        }
        if (0xd800..0xdc00).contains(&unit) {
            self.lead = Some(unit);
            return written;
        }
        let scalar = char::from_u32(unit as u32).unwrap_or(char::REPLACEMENT_CHARACTER);
        written + self.write(scalar, 2, &mut out[written..])
    }

    fn thirty_two(&mut self, byte: u8, out: &mut [u8]) -> usize {
        if !self.hold(byte, 4) {
            return 0;
        }
        let little = self.charset == Charset::Utf32Le;
        let scalar = if little { u32::from_le_bytes(self.held) } else { u32::from_be_bytes(self.held) };
        self.write(char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER), 4, out)
    }

    fn single(&mut self, byte: u8, out: &mut [u8]) -> usize {
        if self.held_len == 0 && byte < 0x80 {
            return self.write(byte as char, 1, out);
        }
        self.held[self.held_len] = byte;
        self.held_len += 1;
        match core::str::from_utf8(&self.held[..self.held_len]) {
            Ok(_) => {
                let (held, width) = (self.held, core::mem::take(&mut self.held_len));
                self.keep(&held[..width], out)
            }
            // May become a character of UTF-8.
            Err(error) if error.error_len().is_none() && error.valid_up_to() == 0 => 0,
            Err(_) => {
                // What was held before is none; the byte may begin one.
                self.held_len -= 1;
                let again = self.held_len > 0;
                let written = self.release(out);
                let out = &mut out[written..];
                written + if again { self.single(byte, out) } else { self.write(windows_1252(byte), 1, out) }
            }
        }
    }

    /// Writes bytes that are held as characters of windows-1252.
    fn release(&mut self, out: &mut [u8]) -> usize {
        let (held, len) = (self.held, core::mem::take(&mut self.held_len));
        held[..len].iter().fold(0, |written, &byte| written + self.write(windows_1252(byte), 1, &mut out[written..]))
    }

    /// Holds a byte; gives whether that completes a unit.
    const fn hold(&mut self, byte: u8, width: usize) -> bool {
        self.held[self.held_len] = byte;
        self.held_len = (self.held_len + 1) % width;
        self.held_len == 0
    }

    fn lone_lead(&mut self, out: &mut [u8]) -> usize {
        self.lead.take().map_or(0, |_| self.write(char::REPLACEMENT_CHARACTER, 2, out))
    }

    /// Writes a character that so many bytes of the body made.
    fn write(&mut self, scalar: char, raw_width: usize, out: &mut [u8]) -> usize {
        if scalar == '\u{feff}' && self.raw == 0 && self.charset != Charset::Windows1252 {
            self.raw = raw_width as u64;
            return 0;
        }
        let width = scalar.encode_utf8(out).len();
        self.count(width, raw_width);
        width
    }

    fn keep(&mut self, bytes: &[u8], out: &mut [u8]) -> usize {
        out[..bytes.len()].copy_from_slice(bytes);
        self.count(bytes.len(), bytes.len());
        bytes.len()
    }

    const fn count(&mut self, width: usize, raw_width: usize) {
        self.runs.add(self.made, self.raw, width, raw_width);
        self.made += width as u64;
        self.raw += raw_width as u64;
    }
}

/// The character that the Encoding Standard maps a byte of windows-1252 to.
#[must_use]
pub fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    byte.checked_sub(0x80).and_then(|i| HIGH.get(i as usize)).copied().unwrap_or(byte as char)
}
