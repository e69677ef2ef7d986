//! The native tests: one binary, one link. Rows live in `tests/data`; see `tests/README.md`.

#![allow(clippy::format_collect, reason = "bodies are built once")]

mod allocations;
mod base64;
mod catalog;
#[cfg(feature = "cli")]
mod cli;
mod detectors;
mod eval;
mod floors;
mod invariants;
mod limits;
mod mutations;
#[cfg(feature = "patterns")]
mod own;
mod packed;
mod pipeline;
#[cfg(feature = "policy")]
mod policy;
mod presidio;
mod properties;
mod redaction;
mod structure;
mod support;
mod threats;
