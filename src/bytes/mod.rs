//! The words every floor speaks: places in a body, and the one window a stream looks through.
//!
//! This floor knows nothing of digits, labels or formats. It allocates nothing and uses no other floor.

mod span;
mod window;

pub use span::Span;
pub use window::{BLOCK, CAPACITY, LOOK_AHEAD, LOOK_BEHIND, Window};
