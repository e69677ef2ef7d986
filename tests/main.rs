//! The native tests: one binary, one link. Rows live in `tests/data`; see `tests/README.md`.

mod allocations;
mod catalog;
mod detectors;
mod floors;
mod pipeline;
mod properties;
mod structure;
mod support;
