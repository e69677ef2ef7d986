//! gzip, zlib and bare deflate on `miniz_oxide`'s resumable core: a window of 32 KiB, whatever the body's length.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use miniz_oxide::inflate::TINFLStatus as Status;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_COMPUTE_ADLER32, TINFL_FLAG_HAS_MORE_INPUT, TINFL_FLAG_PARSE_ZLIB_HEADER,
    TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, TINFL_LZ_DICT_SIZE, decompress};

use super::{Coding, Crc32, padding};
use crate::bytes::{Budget, Unread};

/// Where in the stream the next byte stands. A number counts the bytes of that field which are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The two bytes that tell zlib from bare deflate.
    Kind(u8),
    /// The ten bytes that begin a member of gzip.
    Fixed(u8),
    ExtraLength(u8),
    /// Bytes left of the extra field.
    Extra(u16),
    Name,
    Comment,
    HeaderChecksum(u8),
    Body,
    /// Checksum and length of a member of gzip.
    Trailer(u8),
    /// Behind a member of gzip.
    Between,
    /// Behind the end.
    Padding,
}

/// What a member of gzip costs in steps of the budget: it clears the tables, and members of no content are a bomb of
/// time.
const MEMBER: u64 = 256;

/// Bits of gzip's flag byte.
mod flag {
    pub(super) const HEADER_CHECKSUM: u8 = 1 << 1;
    pub(super) const EXTRA: u8 = 1 << 2;
    pub(super) const NAME: u8 = 1 << 3;
    pub(super) const COMMENT: u8 = 1 << 4;
    pub(super) const RESERVED: u8 = 0b1110_0000;
}

/// A stream of one of the three forms.
pub(super) struct Inflate {
    core: Box<DecompressorOxide>,
    core_flags: u32,
    /// The last bytes made, of which the core copies; written round and round.
    window: Vec<u8>,
    /// Where the last piece begins.
    at: usize,
    /// How long it is.
    made: usize,
    state: State,
    /// The first bytes of the field being read.
    held: [u8; 8],
    /// gzip's flags of what its header holds further.
    flags: u8,
    /// Only gzip's: zlib's checksum is the core's business.
    checksum: Option<Box<Crc32>>,
    /// Bytes made by the member, as gzip counts them.
    length: u32,
}

impl Inflate {
    pub(super) fn new(coding: Coding) -> Self {
        let state = match coding {
            Coding::Gzip => State::Fixed(0),
            Coding::RawDeflate => State::Body,
            _ => State::Kind(0),
        };
        Self {
            core: Box::default(),
            core_flags: TINFL_FLAG_HAS_MORE_INPUT,
            window: vec![0; TINFL_LZ_DICT_SIZE],
            at: 0,
            made: 0,
            state,
            held: [0; 8],
            flags: 0,
            checksum: (coding == Coding::Gzip).then(Box::default),
            length: 0,
        }
    }

    pub(super) fn complete(&self) -> bool {
        matches!(self.state, State::Between | State::Padding)
    }

    pub(super) fn step(&mut self, input: &mut &[u8], budget: &mut Budget) -> Result<&[u8], Unread> {
        loop {
            self.at = (self.at + core::mem::take(&mut self.made)) % self.window.len();
            match self.state {
                State::Body => self.inflate(input)?,
                State::Padding => return padding(input).map(|()| &[][..]),
                _ => match input.split_first() {
                    None => return Ok(&[]),
                    Some((&byte, rest)) => {
                        *input = rest;
                        self.field(byte, budget)?;
                    }
                },
            }
            // Nothing is made at the ends of a stream, and when the core waits for more.
            if self.made > 0 || input.is_empty() {
                return Ok(self.piece());
            }
        }
    }

    /// What the last step made.
    fn piece(&self) -> &[u8] {
        self.window.get(self.at..self.at + self.made).unwrap_or(&[])
    }

    /// Takes a byte outside the deflated part.
    fn field(&mut self, byte: u8, budget: &mut Budget) -> Result<(), Unread> {
        let known = match self.state {
            State::Kind(n) | State::Fixed(n) | State::ExtraLength(n) | State::HeaderChecksum(n) | State::Trailer(n) => {
                n
            }
            _ => 0,
        };
        self.held[(known & 7) as usize] = byte;
        self.state = match self.state {
            State::Kind(0) => State::Kind(1),
            State::Kind(_) => return self.choose(),
            State::Fixed(0) if byte != 0x1f => return Err(Unread("malformed")),
            State::Fixed(1) if byte != 0x8b => return Err(Unread("malformed")),
            State::Fixed(2) if byte != 8 => return Err(Unread("malformed")),
            State::Fixed(3) if byte & flag::RESERVED != 0 => return Err(Unread("malformed")),
            State::Fixed(n) => {
                if n == 3 {
                    self.flags = byte;
                    budget.take_steps(MEMBER)?;
                }
                if n == 9 { self.next_field() } else { State::Fixed(n + 1) }
            }
            State::ExtraLength(0) => State::ExtraLength(1),
            State::ExtraLength(_) => match u16::from_le_bytes([self.held[0], byte]) {
                0 => self.next_field(),
                left => State::Extra(left),
            },
            State::Extra(1) => self.next_field(),
            State::Extra(left) => State::Extra(left - 1),
            State::Name | State::Comment if byte == 0 => self.next_field(),
            State::HeaderChecksum(0) => State::HeaderChecksum(1),
            State::HeaderChecksum(_) => self.next_field(),
            State::Trailer(7) => self.verified()?,
            State::Trailer(n) => State::Trailer(n + 1),
            State::Between if byte == 0x1f => State::Fixed(1),
            State::Between if byte == 0 => State::Padding,
            State::Between => return Err(Unread("malformed")),
            unchanged @ (State::Name | State::Comment | State::Body | State::Padding) => unchanged,
        };
        Ok(())
    }

    /// What gzip's header holds next; each flag is taken once.
    fn next_field(&mut self) -> State {
        for (flag, state) in [
            (flag::EXTRA, State::ExtraLength(0)),
            (flag::NAME, State::Name),
            (flag::COMMENT, State::Comment),
            (flag::HEADER_CHECKSUM, State::HeaderChecksum(0)),
        ] {
            if self.flags & flag != 0 {
                self.flags &= !flag;
                return state;
            }
        }
        self.core.init();
        self.length = 0;
        if let Some(checksum) = &mut self.checksum {
            checksum.reset();
        }
        State::Body
    }

    fn verified(&self) -> Result<State, Unread> {
        let [a, b, c, d, length @ ..] = self.held;
        let checksum = self.checksum.as_ref().map_or(0, |crc| crc.value());
        if u32::from_le_bytes([a, b, c, d]) == checksum && u32::from_le_bytes(length) == self.length {
            Ok(State::Between)
        } else {
            Err(Unread("malformed"))
        }
    }

    /// Decides between zlib and bare deflate, and inflates the two bytes that it was decided on.
    fn choose(&mut self) -> Result<(), Unread> {
        let held = [self.held[0], self.held[1]];
        if is_zlib_header(held) {
            self.core_flags |= TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_COMPUTE_ADLER32;
        }
        self.state = State::Body;
        self.inflate(&mut &held[..])
    }

    /// Inflates up to the end of the window.
    fn inflate(&mut self, input: &mut &[u8]) -> Result<(), Unread> {
        let (status, used, made) = decompress(&mut self.core, input, &mut self.window, self.at, self.core_flags);
        *input = input.get(used..).unwrap_or(&[]);
        match status {
            Status::Done if self.checksum.is_some() => self.state = State::Trailer(0),
            Status::Done => self.state = State::Padding,
            Status::NeedsMoreInput => {}
            Status::HasMoreOutput if used > 0 || made > 0 => {}
            _ => return Err(Unread("malformed")),
        }
        self.made = made;
        if let Some(checksum) = &mut self.checksum {
            checksum.update(self.window.get(self.at..self.at + made).unwrap_or(&[]));
            self.length = self.length.wrapping_add(made as u32);
        }
        Ok(())
    }
}

fn is_zlib_header([method, flags]: [u8; 2]) -> bool {
    method & 0x0f == 8 && method >> 4 <= 7 && u16::from_be_bytes([method, flags]) % 31 == 0
}

/// Whether a body begins as zlib does. One text in two thousand has such a header: so it must also hold bytes that no
/// text holds, and inflate.
pub(super) fn looks_like_zlib(first: &[u8]) -> bool {
    let Some((&header, _)) = first.split_first_chunk::<2>() else { return false };
    let binary = core::str::from_utf8(first).map_or_else(|e| e.error_len().is_some(), |t| t.contains(is_control));
    if !is_zlib_header(header) || !binary {
        return false;
    }
    let flags = TINFL_FLAG_PARSE_ZLIB_HEADER | TINFL_FLAG_HAS_MORE_INPUT | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut core: Box<DecompressorOxide> = Box::default();
    let (status, ..) = decompress(&mut core, first, &mut [0; 1024], 0, flags);
    matches!(status, Status::Done | Status::NeedsMoreInput | Status::HasMoreOutput)
}

fn is_control(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\x0c')
}
