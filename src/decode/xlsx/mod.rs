//! Spreadsheets as Excel writes them: the workbook's shared parts and its sheets.
//!
//! Strings are shared by all sheets, and whether a number is a date stands in the styles, so those are read first; the
//! sheets then pass through row by row. Nothing but the strings is held.

mod number;
mod sheet;
mod strings;
mod styles;

pub(super) use number::number;
pub(super) use sheet::sheet;
pub(super) use strings::Strings;
pub(super) use styles::Styles;

/// What the sheets of a workbook share.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) strings: Strings,
    pub(super) styles: Styles,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}
