//! What comes out when a body is opened: bodies again, one after the other, one within the other.
//!
//! Whoever opens ([`Opening`](super::Opening)) and whoever reads need not be in the same program: in WebAssembly they are two
//! modules, and what is here is all that they say to each other.

use super::Hints;
use crate::bytes::Unread;

/// Where a body comes from.
#[derive(Clone, Copy, Debug)]
pub enum Origin<'a> {
    /// It is what stood under a coding. Offsets are those in the decoded bytes.
    Decoded(&'a Hints),
    /// It is the text of a document, as events text; a part of its own.
    Document,
    /// It is a file in a container. Where it stands in the container as it is, offsets are those in the container, which
    /// holds it from here on; else it is a part of its own.
    File(&'a Hints, Option<u64>),
}

/// Takes bodies. What is said concerns the one that began last and has not ended.
pub trait Bodies {
    /// A body begins.
    fn begin(&mut self, origin: Origin<'_>);

    /// Its next bytes.
    fn data(&mut self, bytes: &[u8]);

    /// It has ended.
    fn end(&mut self);

    /// A body could not be read: the whole is uninspectable, unless what was read blocks it anyway.
    fn unread(&mut self, unread: Unread);
}
