//! Content codings: gzip, deflate, brotli and zstd, as they stand in `Content-Encoding`, undone as the bytes arrive.
//!
//! A [`Decoder`] is pushed chunks of any length and gives out pieces of at most [`PIECE`] bytes; the bytes given out
//! and the answer do not depend on the chunks. Where a body turns out unreadable, what was given out before is a
//! prefix of what it holds, of no certain length.
//!
//! A stream that ends early is `truncated`, a broken one `malformed`; both also where a lenient client would show a
//! part of it, since nobody knows which part. Zero bytes behind the end are padding, anything else there is
//! `malformed`: it could be a body that one client reads and another does not.

mod brotli;
mod crc32;
mod inflate;
mod zstd;

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::bytes::events::Output;
use crate::bytes::{Budget, Unread};
pub use crc32::Crc32;

/// The most bytes that are given out at once.
pub const PIECE: usize = 32 * 1024;

/// The most codings that may be applied one upon the other.
pub const LAYERS: usize = 4;

/// A way in which a body is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// RFC 1952, of one or many members.
    Gzip,
    /// What the token `deflate` means: RFC 1950, or the bare RFC 1951 that many servers send under this name. The
    /// first two bytes decide.
    Zlib,
    /// RFC 1951, and nothing else.
    RawDeflate,
    /// RFC 7932, with windows up to 16 MiB.
    Brotli,
    /// RFC 8878, with windows up to 8 MiB as RFC 9659 has it. Its checksums are not verified.
    Zstd,
}

impl Coding {
    /// The coding that a token of `Content-Encoding` names. `identity` is none of them.
    #[must_use]
    pub fn named(token: &str) -> Option<Self> {
        const NAMES: &[(&str, Coding)] = &[
            ("gzip", Coding::Gzip),
            ("x-gzip", Coding::Gzip),
            ("deflate", Coding::Zlib),
            ("br", Coding::Brotli),
            ("zstd", Coding::Zstd),
        ];
        NAMES.iter().find(|(name, _)| token.eq_ignore_ascii_case(name)).map(|&(_, coding)| coding)
    }

    /// The coding that the first bytes of a body show, whatever is declared. Brotli and bare deflate show nothing.
    #[must_use]
    pub fn sniff(first: &[u8]) -> Option<Self> {
        if first.starts_with(b"\x1f\x8b\x08") {
            Some(Self::Gzip)
        } else if first.starts_with(&zstd::MAGIC) {
            Some(Self::Zstd)
        } else if inflate::looks_like_zlib(first) {
            Some(Self::Zlib)
        } else {
            None
        }
    }
}

/// The codings of a body in the order in which they were applied: the last is undone first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encodings {
    codings: [Coding; LAYERS],
    len: usize,
}

impl Encodings {
    /// In the order in which they were applied.
    #[must_use]
    pub fn as_slice(&self) -> &[Coding] {
        &self.codings[..self.len]
    }
}

/// Reads a `Content-Encoding` field; several fields are given joined by commas.
///
/// # Errors
/// `encoding` for a coding that is not known here, and for more than [`LAYERS`] of them.
pub fn parse_encodings(header: &str) -> Result<Encodings, Unread> {
    let mut found = Encodings { codings: [Coding::Gzip; LAYERS], len: 0 };
    let tokens = header.split(',').map(|token| token.trim_matches([' ', '\t', '\r', '\n']));
    for token in tokens.filter(|token| !token.is_empty() && !token.eq_ignore_ascii_case("identity")) {
        let coding = Coding::named(token).ok_or(Unread("encoding"))?;
        *found.codings.get_mut(found.len).ok_or(Unread("encoding"))? = coding;
        found.len += 1;
    }
    Ok(found)
}

/// One coding being undone. A step gives the next piece, empty when it needs more input than it was given.
enum Layer {
    Inflate(inflate::Inflate),
    Brotli(Box<brotli::Brotli>),
    Zstd(Box<zstd::Zstd>),
}

impl Layer {
    fn new(coding: Coding) -> Self {
        match coding {
            Coding::Gzip | Coding::Zlib | Coding::RawDeflate => Self::Inflate(inflate::Inflate::new(coding)),
            Coding::Brotli => Self::Brotli(Box::default()),
            Coding::Zstd => Self::Zstd(Box::default()),
        }
    }

    fn step(&mut self, input: &mut &[u8], budget: &mut Budget) -> Result<&[u8], Unread> {
        match self {
            Self::Inflate(inflate) => inflate.step(input, budget),
            Self::Brotli(brotli) => brotli.step(input),
            Self::Zstd(zstd) => zstd.step(input, budget),
        }
    }

    /// Whether the input may end here.
    fn complete(&self) -> bool {
        match self {
            Self::Inflate(inflate) => inflate.complete(),
            Self::Brotli(brotli) => brotli.complete(),
            Self::Zstd(zstd) => zstd.complete(),
        }
    }
}

/// Undoes the codings of one body.
pub struct Decoder {
    /// The first is undone first.
    layers: Vec<Layer>,
    failed: Option<Unread>,
}

impl Decoder {
    /// Undoes one coding.
    #[must_use]
    pub fn new(coding: Coding) -> Self {
        Self::stacked(&[coding])
    }

    /// Undoes codings that were applied in this order; without any, the body passes as it is and takes nothing from the
    /// budget.
    #[must_use]
    pub fn stacked(applied: &[Coding]) -> Self {
        Self { layers: applied.iter().rev().map(|&coding| Layer::new(coding)).collect(), failed: None }
    }

    /// Takes the next bytes of the body and gives out what they make known. Every piece is taken from the budget first,
    /// those between two codings too.
    ///
    /// # Errors
    /// `malformed`, `zstd_window`, `encoding` (a dictionary that only the client has) or what the budget lacks; from then
    /// on the same at every call.
    pub fn push(&mut self, input: &[u8], budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
        if let Some(unread) = self.failed {
            return Err(unread);
        }
        let result = push_through(&mut self.layers, input, budget, out);
        self.failed = result.err();
        result
    }

    /// Ends the body. All that could be given out has been.
    ///
    /// # Errors
    /// `truncated` when a stream has not come to its end (a body of no bytes too), or the error of an earlier call.
    pub fn finish(&mut self) -> Result<(), Unread> {
        match self.failed {
            Some(unread) => Err(unread),
            None if self.layers.iter().all(Layer::complete) => Ok(()),
            None => Err(Unread("truncated")),
        }
    }
}

fn push_through(
    layers: &mut [Layer],
    mut input: &[u8],
    budget: &mut Budget,
    out: &mut dyn Output,
) -> Result<(), Unread> {
    let Some((layer, inner)) = layers.split_first_mut() else {
        out.write(input);
        return Ok(());
    };
    loop {
        let piece = layer.step(&mut input, budget)?;
        if piece.is_empty() {
            return Ok(());
        }
        budget.take_bytes(piece.len() as u64)?;
        push_through(inner, piece, budget, out)?;
    }
}

/// Takes what stands behind the end of a stream.
fn padding(input: &mut &[u8]) -> Result<(), Unread> {
    let zeros = input.iter().all(|&b| b == 0);
    *input = &[];
    if zeros { Ok(()) } else { Err(Unread("malformed")) }
}

#[cfg(test)]
mod tests;
