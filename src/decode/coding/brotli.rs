//! brotli on `brotli-decompressor`, without std: its memory comes through an allocator of ours.
//!
//! The crate also reads "large window" streams, whose windows reach 1 GiB. No client reads them in a response, so they
//! are refused as malformed: a window is 16 MiB at most.

use alloc::vec;
use alloc::vec::Vec;

use brotli_decompressor::{
    Allocator, BrotliDecompressStream, BrotliResult, BrotliState, SliceWrapper, SliceWrapperMut,
};

use super::{PIECE, padding};
use crate::bytes::Unread;

/// The most input given to the decoder at once: it counts in 32 bits.
const INPUT: usize = 1 << 20;

/// Memory of the decoder, of the global allocator.
#[derive(Default)]
struct Heap;

struct Cells<T>(Vec<T>);

impl<T> Default for Cells<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> SliceWrapper<T> for Cells<T> {
    fn slice(&self) -> &[T] {
        &self.0
    }
}

impl<T> SliceWrapperMut<T> for Cells<T> {
    fn slice_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T: Clone + Default> Allocator<T> for Heap {
    type AllocatedMemory = Cells<T>;

    fn alloc_cell(&mut self, len: usize) -> Cells<T> {
        Cells(vec![T::default(); len])
    }

    fn free_cell(&mut self, _: Cells<T>) {}
}

/// A stream of brotli.
pub(super) struct Brotli {
    state: BrotliState<Heap, Heap, Heap>,
    piece: Vec<u8>,
    ended: bool,
}

impl Default for Brotli {
    fn default() -> Self {
        let mut state = BrotliState::<Heap, Heap, Heap>::new(Heap, Heap, Heap);
        state.large_window = false;
        Self { state, piece: vec![0; PIECE], ended: false }
    }
}

impl Brotli {
    pub(super) const fn complete(&self) -> bool {
        self.ended
    }

    pub(super) fn step(&mut self, input: &mut &[u8]) -> Result<&[u8], Unread> {
        while !self.ended {
            let now = input.get(..INPUT).unwrap_or(input);
            let (mut left, mut used) = (now.len(), 0);
            let (mut room, mut made, mut total) = (self.piece.len(), 0, 0);
            let result = BrotliDecompressStream(
                &mut left, &mut used, now, &mut room, &mut made, &mut self.piece, &mut total, &mut self.state,
            );
            *input = input.get(used..).unwrap_or(&[]);
            match result {
                BrotliResult::ResultSuccess => self.ended = true,
                BrotliResult::NeedsMoreOutput | BrotliResult::NeedsMoreInput if used > 0 || made > 0 => {}
                BrotliResult::NeedsMoreInput if now.is_empty() => {}
                // A failure; or it neither takes nor gives, and would never end.
                _ => return Err(Unread("malformed")),
            }
            if made > 0 {
                return Ok(self.piece.get(..made).unwrap_or(&[]));
            }
            if input.is_empty() && !self.ended {
                return Ok(&[]);
            }
        }
        padding(input).map(|()| &[][..])
    }
}
