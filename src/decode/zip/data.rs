//! The bytes of one entry of an archive, unpacked in pieces.
//!
//! A piece is never longer than the window that deflate looks back through, so unpacking holds 32 KiB whatever an
//! entry claims to become. Every piece is asked of the budget before it is made, and what comes out must be exactly
//! what the headers say: a stream that ends early hides another entry from whoever believes the headers.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_IGNORE_ADLER32;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use crate::bytes::{Budget, Unread};
use crate::decode::coding::Crc32;

/// Bytes of a piece, and of deflate's window.
const PIECE: usize = 32 << 10;

/// Bytes that a file may have to be held whole.
const HELD: u64 = 64 << 20;

/// Times that an entry may grow once it is larger than [`UNSUSPECTED`]. Deflate can do 1,032, and only on bytes that
/// are all the same.
const RATIO: u64 = 1000;

/// Bytes below which nobody asks how much an entry grew.
const UNSUSPECTED: u64 = 1 << 20;

/// Takes pieces, in order, and says whether it wants more.
pub(in crate::decode) type Pieces<'p> = dyn FnMut(&[u8], &mut Budget) -> Result<bool, Unread> + 'p;

/// An entry's bytes as they stand in the archive.
#[derive(Clone, Copy, Debug)]
pub(in crate::decode) struct Data<'a> {
    pub(super) packed: &'a [u8],
    /// Bytes that it becomes.
    pub(super) size: u64,
    pub(super) deflated: bool,
    /// Their check sum, where one is told: what is read to its end and has another is broken.
    pub(super) sum: Option<u32>,
}

impl<'a> Data<'a> {
    /// Of something that is deflated, though in no archive.
    pub(in crate::decode) const fn deflated(packed: &'a [u8], size: u32) -> Self {
        Self { packed, size: size as u64, deflated: true, sum: None }
    }

    /// As they are, packed or not.
    pub(super) const fn packed(&self) -> &'a [u8] {
        self.packed
    }

    /// Bytes that they should become. Only a claim until they have been read.
    pub(in crate::decode) const fn size(&self) -> u64 {
        self.size
    }

    /// Bytes that they can become at most: a short entry that claims to be long must not take that much memory.
    pub(in crate::decode) fn most(&self) -> usize {
        (self.packed.len() as u64).saturating_mul(RATIO).max(UNSUSPECTED).min(self.size) as usize
    }

    /// Unpacks, until all is read or nobody wants more.
    pub(in crate::decode) fn read(&self, budget: &mut Budget, take: &mut Pieces<'_>) -> Result<(), Unread> {
        let Some(told) = self.sum else { return self.pieces(budget, take) };
        let (mut sum, mut whole) = (Crc32::new(), true);
        self.pieces(budget, &mut |piece, budget| {
            sum.update(piece);
            whole = take(piece, budget)?;
            Ok(whole)
        })?;
        if whole && sum.value() != told { Err(Unread("malformed")) } else { Ok(()) }
    }

    fn pieces(&self, budget: &mut Budget, take: &mut Pieces<'_>) -> Result<(), Unread> {
        if self.deflated {
            return self.inflate(budget, take);
        }
        for piece in self.packed.chunks(PIECE) {
            budget.take_bytes(piece.len() as u64)?;
            if !take(piece, budget)? {
                break;
            }
        }
        Ok(())
    }

    fn inflate(&self, budget: &mut Budget, take: &mut Pieces<'_>) -> Result<(), Unread> {
        let mut state = Box::<DecompressorOxide>::default();
        let mut window = vec![0; PIECE];
        let (mut read, mut made) = (0, 0_u64);
        loop {
            let at = made as usize % PIECE;
            let Some(left) = self.size.checked_sub(made) else { return Err(Unread("zip_mismatch")) };
            budget.take_bytes(left.min((PIECE - at) as u64))?;
            let packed = self.packed.get(read..).unwrap_or_default();
            let (status, took, gave) = decompress(&mut state, packed, &mut window, at, TINFL_FLAG_IGNORE_ADLER32);
            read += took;
            made += gave as u64;
            if made > self.size {
                return Err(Unread("zip_mismatch"));
            }
            if made > UNSUSPECTED && made / RATIO > read as u64 {
                return Err(Unread("ratio"));
            }
            let piece = window.get(at..at + gave).unwrap_or_default();
            if !piece.is_empty() && !take(piece, budget)? {
                return Ok(());
            }
            match status {
                TINFLStatus::HasMoreOutput => {}
                TINFLStatus::Done if read == self.packed.len() && made == self.size => return Ok(()),
                TINFLStatus::Done => return Err(Unread("zip_mismatch")),
                _ => return Err(Unread("malformed")),
            }
        }
    }

    /// The first bytes: as many as come in one piece.
    pub(in crate::decode) fn first(&self, budget: &mut Budget) -> Result<Vec<u8>, Unread> {
        let mut first = Vec::new();
        self.read(budget, &mut |piece, _| {
            first.extend_from_slice(piece.get(..64).unwrap_or(piece));
            Ok(false)
        })?;
        Ok(first)
    }

    /// All of them at once.
    pub(in crate::decode) fn whole(&self, budget: &mut Budget) -> Result<Vec<u8>, Unread> {
        if self.size > HELD {
            return Err(Unread("inflated_bytes"));
        }
        let mut whole = Vec::with_capacity(self.most());
        self.read(budget, &mut |piece, _| {
            whole.extend_from_slice(piece);
            Ok(true)
        })?;
        Ok(whole)
    }
}

#[cfg(test)]
mod tests {
    use miniz_oxide::deflate::compress_to_vec;

    use super::{Crc32, Data, HELD};
    use crate::bytes::{Budget, Unread};

    #[test]
    fn what_comes_out_is_what_went_in_or_a_reason() {
        let text: Vec<u8> = (0..100_000_u32).flat_map(|n| (n % 251).to_le_bytes()).collect();
        let packed = compress_to_vec(&text, 6);
        let size = text.len() as u64;
        let mut sum = Crc32::new();
        sum.update(&text);
        let sum = sum.value();
        let longer = [&packed[..], b"PK\x03\x04"].concat();
        for (data, expected) in [
            (Data { packed: &text, size, deflated: false, sum: None }, Ok(&text)),
            (Data { packed: &packed, size, deflated: true, sum: None }, Ok(&text)),
            (Data { packed: &packed, size: size - 1, deflated: true, sum: None }, Err(Unread("zip_mismatch"))),
            (Data { packed: &packed, size: size + 1, deflated: true, sum: None }, Err(Unread("zip_mismatch"))),
            (Data { packed: &longer, size, deflated: true, sum: None }, Err(Unread("zip_mismatch"))),
            (Data { packed: &packed[..packed.len() - 1], size, deflated: true, sum: None }, Err(Unread("malformed"))),
            (Data { packed: b"", size, deflated: true, sum: None }, Err(Unread("malformed"))),
            (Data { packed: &packed, size, deflated: true, sum: Some(sum) }, Ok(&text)),
            (Data { packed: &text, size, deflated: false, sum: Some(sum ^ 1) }, Err(Unread("malformed"))),
            (Data { packed: &packed, size: HELD + 1, deflated: true, sum: None }, Err(Unread("inflated_bytes"))),
        ] {
            assert_eq!(data.whole(&mut Budget::default()).as_ref().map_err(|&u| u), expected, "{data:?}");
        }
    }

    #[test]
    fn bombs_cost_what_the_budget_holds() {
        let bomb = compress_to_vec(&vec![0; 60 << 20], 9);
        let data = Data { packed: &bomb, size: 60 << 20, deflated: true, sum: None };
        assert_eq!(data.whole(&mut Budget::default()), Err(Unread("ratio")));
        let mut budget = Budget::DEFAULT;
        budget.take_bytes((256 << 20) - 100_000).expect("the default");
        assert_eq!(data.whole(&mut budget), Err(Unread("inflated_bytes")));
    }
}
