//! The scanner: one pass over a body, exact under any chunking, nothing allocated.
//!
//! ```text
//! write(bytes) -> window -> 64-byte blocks -> skeleton (where am I?)   every block, cheap
//!                                          -> triggers (look here)     bit algebra on the same masks
//!                                             -> candidate -> score    only at a trigger
//!                                                -> record -> sink     final when its record ends
//! ```
//!
//! The scanner is given a [`Catalog`](crate::grammar::Catalog); it names no identifier and imports no
//! catalogue, so it is tested with toy detectors and never edited when a country is added.
//!
//! # Contract
//! `write(&[u8])*`, then `end()` once. Findings reach the sink in ascending order of their start within a
//! record, records in order. Any split of a body into chunks, empty ones included, gives the same calls of the
//! sink. Nothing allocates, nothing panics, and the work is linear in the length of the body.
//!
//! A finding is *final* at the first of: its record ends; [`LOOK_BEHIND`](crate::bytes::LOOK_BEHIND) bytes have
//! been scanned behind its start; the body ends. Evidence that comes later is ignored in every mode. Evidence from far before
//! is of one sort: numbers of the same column or key that nothing names (`series`).

mod boundary;
mod candidate;
mod context;
mod finding;
mod literal;
mod look;
mod lookalike;
mod masks;
mod meanings;
mod patch;
mod persons;
mod record;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod reference;
mod run;
mod score;
mod series;
mod skeleton;
mod steps;
mod stream;
mod unit;
mod view;

pub use finding::{Evidence, Finding, Mask};
pub use literal::unhooked;
pub use patch::{Filler, Patch};
pub use persons::{Digest, Key};
#[cfg(fuzzing)]
pub use skeleton::walk;
pub use skeleton::{Declared, Format};
pub use stream::{Sink, Stream};
