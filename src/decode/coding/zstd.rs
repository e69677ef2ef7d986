//! zstd on `ruzstd`, which wants whole blocks: so the parts of a frame are cut here and given to it one by one.
//!
//! A block holds at most 128 KiB of input, which bounds what is kept. Windows over 8 MiB are refused before they are
//! allocated. Checksums are skipped: a client that verifies them shows less than is read here, never more.

use alloc::vec;
use alloc::vec::Vec;

use ruzstd::decoding::errors::FrameDecoderError as Error;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use ruzstd::io::Read;

use super::{PIECE, padding};
use crate::bytes::{Budget, Unread};

/// The first bytes of a frame.
pub(super) const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// What follows the first byte of a frame that is to be skipped.
const SKIPPABLE: [u8; 3] = [0x2a, 0x4d, 0x18];
/// The largest window that a response may ask for (RFC 9659).
const WINDOW: u64 = 8 << 20;
/// The most bytes that one block may hold, packed or unpacked.
const BLOCK: usize = 128 << 10;
/// What beginning a frame costs (it clears its tables), and what a block does, in steps of the budget: frames and
/// blocks of no content are a bomb of time.
const STEPS: (u64, u64) = (1024, 16);

/// What the next bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The magic number of a frame, padding, or the end.
    Between,
    /// The length of a frame that is to be skipped.
    SkipLength,
    /// Bytes left of a frame that is to be skipped.
    Skip(u32),
    /// The byte that tells the length of the frame's header.
    Descriptor,
    /// The header, magic number included, of so many bytes.
    Header(usize),
    BlockHeader,
    /// A block with its header, of so many bytes.
    Block(usize),
    /// Bytes left of the checksum.
    Checksum(u32),
    Padding,
}

/// A stream of zstd.
pub(super) struct Zstd {
    decoder: FrameDecoder,
    state: State,
    /// Input of the part that is not complete.
    held: Vec<u8>,
    /// Whether the frame ends with a checksum.
    checksum: bool,
    piece: Vec<u8>,
}

impl Default for Zstd {
    fn default() -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Self { decoder, state: State::Between, held: Vec::new(), checksum: false, piece: vec![0; PIECE] }
    }
}

impl Zstd {
    pub(super) fn complete(&self) -> bool {
        match self.state {
            State::Padding => true,
            State::Between => self.held.is_empty() && self.decoder.blocks_decoded() > 0,
            _ => false,
        }
    }

    pub(super) fn step(&mut self, input: &mut &[u8], budget: &mut Budget) -> Result<&[u8], Unread> {
        loop {
            // Empty before the first frame, and while the window is not full.
            let made = self.decoder.read(&mut self.piece).map_err(|_| Unread("malformed"))?;
            if made > 0 {
                return Ok(self.piece.get(..made).unwrap_or(&[]));
            }
            if !self.part(input, budget)? {
                return Ok(&[]);
            }
        }
    }

    /// Takes the next part of a frame; not, if the input does not hold all of it.
    fn part(&mut self, input: &mut &[u8], budget: &mut Budget) -> Result<bool, Unread> {
        let wanted = match self.state {
            State::Between if self.held.is_empty() && input.first() == Some(&0) => {
                self.state = State::Padding;
                0
            }
            State::Between
                if self.held.is_empty() && !input.first().is_none_or(|&b| b == MAGIC[0] || is_skippable(b)) =>
            {
                return Err(Unread("malformed"));
            }
            State::BlockHeader => 3,
            State::Between => 4,
            State::Descriptor => 5,
            State::SkipLength => 8,
            State::Header(length) | State::Block(length) => length,
            State::Skip(_) | State::Checksum(_) | State::Padding => 0,
        };
        if !self.hold(wanted, input) {
            return Ok(false);
        }
        self.state = match self.state {
            State::Padding => return padding(input).map(|()| false),
            State::Skip(0) | State::Checksum(0) => State::Between,
            State::Skip(_) | State::Checksum(_) if input.is_empty() => return Ok(false),
            State::Skip(left) => State::Skip(skipped(input, left)),
            State::Checksum(left) => State::Checksum(skipped(input, left)),
            State::Between if self.held == MAGIC => State::Descriptor,
            State::Between if is_skippable(self.held[0]) && self.held[1..] == SKIPPABLE => State::SkipLength,
            State::Between => return Err(Unread("malformed")),
            State::SkipLength => {
                let length = self.held.last_chunk().map_or(0, |length| u32::from_le_bytes(*length));
                self.held.clear();
                State::Skip(length)
            }
            State::Descriptor => State::Header(header_length(self.held[4])),
            State::Header(_) => self.begin(budget)?,
            State::BlockHeader => State::Block(block_length(&self.held)?),
            State::Block(_) => self.block(budget)?,
        };
        Ok(true)
    }

    /// Fills what is held up to a length, if the input has as much.
    fn hold(&mut self, length: usize, input: &mut &[u8]) -> bool {
        let wanted = length.saturating_sub(self.held.len()).min(input.len());
        let (now, later) = input.split_at(wanted);
        self.held.extend_from_slice(now);
        *input = later;
        self.held.len() >= length
    }

    fn begin(&mut self, budget: &mut Budget) -> Result<State, Unread> {
        budget.take_steps(STEPS.0)?;
        self.decoder.reset(&self.held[..]).map_err(|error| match error {
            Error::WindowSizeTooBig { .. } => Unread("zstd_window"),
            // A dictionary that only the client has.
            Error::DictNotProvided { .. } => Unread("encoding"),
            _ => Unread("malformed"),
        })?;
        self.checksum = self.held[4] & 0b100 != 0;
        self.held.clear();
        Ok(State::BlockHeader)
    }

    fn block(&mut self, budget: &mut Budget) -> Result<State, Unread> {
        budget.take_steps(STEPS.1)?;
        let last = self.held[0] & 1 == 1;
        if last && self.checksum {
            // The decoder reads a checksum with the last block, and ignores it; what it says is skipped below.
            self.held.extend_from_slice(&[0; 4]);
        }
        self.decoder
            .decode_blocks(&self.held[..], BlockDecodingStrategy::UptoBlocks(1))
            .map_err(|_| Unread("malformed"))?;
        self.held.clear();
        let checksum = if self.checksum { 4 } else { 0 };
        Ok(if last { State::Checksum(checksum) } else { State::BlockHeader })
    }
}

/// Whether a frame that is to be skipped may begin with the byte.
const fn is_skippable(byte: u8) -> bool {
    byte & 0xf0 == 0x50
}

/// Skips input; gives how much is left to skip.
fn skipped(input: &mut &[u8], left: u32) -> u32 {
    let now = input.len().min(left as usize);
    *input = &input[now..];
    left - now as u32
}

/// The length of a frame's header by its descriptor: magic number, descriptor, window, dictionary, content size.
const fn header_length(descriptor: u8) -> usize {
    let single = descriptor & 0b10_0000 != 0;
    let dictionary = [0, 1, 2, 4][(descriptor & 3) as usize];
    let size = match descriptor >> 6 {
        0 => single as usize,
        n => 1 << n,
    };
    4 + 1 + !single as usize + dictionary + size
}

/// The length of a block with its header.
fn block_length(header: &[u8]) -> Result<usize, Unread> {
    let [a, b, c, ..] = *header else { return Err(Unread("malformed")) };
    let length = (u32::from_le_bytes([a, b, c, 0]) >> 3) as usize;
    match a >> 1 & 3 {
        _ if length > BLOCK => Err(Unread("malformed")),
        1 => Ok(3 + 1),
        _ => Ok(3 + length),
    }
}
