//! Dwarpal (द्वारपाल, "doorkeeper") finds people's personal data in the bodies of web responses: in one pass,
//! in bounded memory, the same however the bytes arrive.
//!
//! It does no input or output, reads no clock, and never panics. It is `no_std`; the scanner allocates nothing, the
//! feature `documents` (decoders, and the room they unpack into) needs `alloc`. No finding, error or log of it holds one character of a value it found.
//!
//! # The floors
//! Arrows point down only; a test reads the imports.
//!
//! ```text
//! bytes  <  simd  <  grammar  <  catalog     words, byte masks, what a detector is, the detectors
//!           grammar  <  scan                 one pass over a body; takes detectors, imports no catalogue
//! bytes  <  simd  <  decode                   what a body is; codings, charsets, archives, documents to text
//! {catalog, scan, decode, policy}  <  pipeline  <  {wasm, bin}
//! ```
//!
//! # Units
//! Offsets are bytes in the decoded body, 0-based, ends exclusive. Confidences are integers 0–100: reported
//! from 60, *high* from 80.
//!
//! # Example
//! ```
//! use dwarpal::pipeline::{Declared, Inspection, Verdict};
//! let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, dwarpal::scan::Key([7; 16]));
//! inspection.begin(Declared { content_type: "text/csv", ..Declared::default() });
//! let mut sink = |_: &dwarpal::scan::Finding| {};
//! inspection.write(b"name,contact\nno,one\n", &mut sink);
//! inspection.end(&mut sink);
//! assert_eq!(inspection.outcome().verdict, Verdict::Pass);
//! ```
#![cfg_attr(not(any(test, fuzzing)), no_std)]
#![deny(unsafe_code)]

#[cfg(any(feature = "parts", feature = "policy"))]
extern crate alloc;

pub mod bytes;
pub mod catalog;
pub mod decode;
pub mod grammar;
#[cfg(all(target_arch = "wasm32", feature = "opener"))]
mod opener;
pub mod pipeline;
pub mod policy;
pub mod scan;
pub mod simd;
#[cfg(all(target_arch = "wasm32", not(feature = "opener")))]
mod wasm;
