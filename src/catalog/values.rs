//! Identifiers in which no run of digits is long enough to point at them: found where a column, key or element says
//! what the value is.

use super::person::trimmed;
use crate::grammar::Shape;
use crate::grammar::shape::match_at;

/// The value without what surrounds it, if one of `shapes` describes all of it.
pub(super) fn shaped(shapes: &[Shape], value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let text = &value[start..end];
    let fits = |shape: &Shape| match_at(shape, text, 0).is_some_and(|found| found.end == text.len());
    shapes.iter().any(fits).then_some((start, end))
}
