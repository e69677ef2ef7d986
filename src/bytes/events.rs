//! The *events text*: the one form in which decoders and page walks hand over what a reader would see.
//!
//! UTF-8 text in which six control bytes say where things begin. The scanner reads it like any other format, so a
//! decoder writes bytes and nothing else: no call per event crosses a floor or the border of the module.
//!
//! | byte | what begins behind it |
//! |---|---|
//! | [`PART`] | another document: a sheet, a file of an archive, a part of a mail. Headers and records end |
//! | [`BLOCK`] | another passage: a page, a paragraph, a section. Records end |
//! | [`ROW`] | another row of a table, or a line of text |
//! | [`CELL`] | another cell of the row |
//! | [`LABEL`] | the name of the value that follows: a field, a key |
//! | [`VALUE`] | that value, which the next of these bytes ends |
//!
//! Text that comes from a document never holds these bytes: [`write_text`] leaves them out. A table's header is
//! a row like any other; the scanner finds it. Offsets of findings in a decoded document are offsets in its events
//! text.

/// Another document begins.
pub const PART: u8 = 0x1c;
/// Another passage begins.
pub const BLOCK: u8 = 0x1d;
/// Another row of a table, or a line of text, begins.
pub const ROW: u8 = 0x1e;
/// Another cell of the row begins.
pub const CELL: u8 = 0x1f;
/// The name of a value begins.
pub const LABEL: u8 = 0x01;
/// The value of that name begins.
pub const VALUE: u8 = 0x02;

/// Takes the bytes that a decoder makes, in order, in pieces of any length.
pub trait Output {
    /// Takes some bytes.
    fn write(&mut self, bytes: &[u8]);
}

impl<F: FnMut(&[u8]) + ?Sized> Output for F {
    fn write(&mut self, bytes: &[u8]) {
        self(bytes);
    }
}

/// Whether the byte is one of the events text's own.
#[must_use]
pub const fn is_event(byte: u8) -> bool {
    matches!(byte, PART..=CELL | LABEL | VALUE)
}

/// Writes text of a document, leaving out what would read as an event.
///
/// ```
/// use dwarpal::bytes::events::{CELL, write_text};
/// let mut out = Vec::new();
/// write_text(b"Asha\x1f Rao", &mut |bytes: &[u8]| out.extend_from_slice(bytes));
/// assert_eq!(out, b"Asha Rao");
/// # let _ = CELL;
/// ```
pub fn write_text(text: &[u8], out: &mut (impl Output + ?Sized)) {
    text.split(|&b| is_event(b)).filter(|piece| !piece.is_empty()).for_each(|piece| out.write(piece));
}
