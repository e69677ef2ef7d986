//! The window: the one place where chunking is erased.
//!
//! Chunks are copied (or written by the host) behind `head`; the scanner works in 64-byte blocks at
//! *absolute* offsets and never passes `head - LOOK_AHEAD` before the body ends. So a decision at an offset
//! depends only on the bytes up to [`LOOK_BEHIND`] left and [`LOOK_AHEAD`] right of it, whatever the chunks
//! were. Bytes older than that are dropped when, and only when, there is no room left (one-byte chunks do
//! not move 4 KiB each).

/// Bytes the scanner takes in one step. All block offsets are multiples of it.
pub const BLOCK: usize = 64;
/// Bytes left of the scan position that stay readable.
pub const LOOK_BEHIND: usize = 4096;
/// Bytes right of a block that are present before the block is scanned (unless the body ends first).
pub const LOOK_AHEAD: usize = 512;
/// Bytes the window holds. 16 KiB stays in a first-level cache.
pub const CAPACITY: usize = 16 * 1024;

/// A sliding view of one body. See the module documentation for the contract.
#[derive(Clone)]
pub struct Window {
    /// INVARIANT: bytes at and after `head` are zero up to the next `2 * BLOCK`, so that the last blocks of a
    /// body read as padding, never as another body's bytes.
    buf: [u8; CAPACITY + 2 * BLOCK],
    /// Absolute offset of `buf[0]`. INVARIANT: a multiple of [`BLOCK`].
    base: u64,
    /// INVARIANT: `head <= CAPACITY`.
    head: usize,
}

impl Window {
    /// An empty window at offset 0.
    #[must_use]
    pub const fn new() -> Self {
        Self { buf: [0; CAPACITY + 2 * BLOCK], base: 0, head: 0 }
    }

    /// Absolute offset behind the last byte received.
    #[must_use]
    pub const fn head(&self) -> u64 {
        self.base + self.head as u64
    }

    /// Absolute offset of the oldest byte that is still readable.
    #[must_use]
    pub const fn base(&self) -> u64 {
        self.base
    }

    /// The free part of the window, for the host to write into; then [`Window::commit`]. `scan` is the
    /// absolute offset of the next block to be scanned: what lies more than [`LOOK_BEHIND`] before it may be
    /// dropped to make room. Never empty as long as the caller scans all it can between two calls.
    pub fn room(&mut self, scan: u64) -> &mut [u8] {
        if self.head == CAPACITY {
            self.refill(scan);
        }
        &mut self.buf[self.head..CAPACITY]
    }

    /// Takes `n` bytes that were written to [`Window::room`]; more than there was room for are ignored.
    pub fn commit(&mut self, n: usize) {
        self.head = (self.head + n).min(CAPACITY);
    }

    fn refill(&mut self, scan: u64) {
        let keep_from = scan.saturating_sub(LOOK_BEHIND as u64) / BLOCK as u64 * BLOCK as u64;
        let drop = (keep_from.saturating_sub(self.base) as usize).min(self.head);
        self.buf.copy_within(drop..self.head, 0);
        self.head -= drop;
        self.base += drop as u64;
    }

    /// Writes the padding behind the last byte; called once, when the body ends.
    pub fn pad(&mut self) {
        let end = (self.head + 2 * BLOCK).min(self.buf.len());
        self.buf[self.head..end].fill(0);
    }

    /// The 64 bytes at the absolute offset `at`, which must be a block offset inside the window (or the
    /// padding behind it).
    #[must_use]
    pub fn block(&self, at: u64) -> &[u8; BLOCK] {
        let i = (at - self.base) as usize;
        self.buf[i..i + BLOCK].first_chunk().unwrap_or(&[0; BLOCK])
    }

    /// The readable bytes of `[from, to)`, cut to what the window holds.
    #[must_use]
    pub fn bytes(&self, from: u64, to: u64) -> &[u8] {
        let from = (from.max(self.base) - self.base) as usize;
        let to = (to.max(self.base) - self.base).min(self.head as u64) as usize;
        self.buf.get(from..to).unwrap_or(&[])
    }

    /// The byte at the absolute offset `at`, if the window holds it.
    #[must_use]
    pub fn byte(&self, at: u64) -> Option<u8> {
        let at = at.checked_sub(self.base)? as usize;
        self.buf.get(at).copied().filter(|_| at < self.head)
    }

    /// The eight bytes from the absolute offset `at` on, the first one lowest; zeros behind what the window holds.
    #[must_use]
    pub fn word(&self, at: u64) -> u64 {
        let at = at.saturating_sub(self.base) as usize;
        self.buf.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |word| u64::from_le_bytes(*word))
    }

    /// Forgets everything, zeroes what was held, and begins again at offset 0: a pooled window must not hand
    /// one body's bytes to the next.
    pub fn reset(&mut self) {
        self.buf.fill(0);
        self.base = 0;
        self.head = 0;
    }
}

impl Default for Window {
    fn default() -> Self {
        Self::new()
    }
}
