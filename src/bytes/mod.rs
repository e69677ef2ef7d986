//! The words every floor speaks: places in a body, the one window a stream looks through, the events text in which
//! decoders speak, and the budget they live on.
//!
//! This floor knows nothing of digits, labels or formats. It allocates nothing and uses no other floor.

mod budget;
pub mod events;
mod span;
mod unread;
mod window;
pub mod words;

pub use budget::Budget;
pub use span::Span;
pub use unread::Unread;
pub use window::{BLOCK, CAPACITY, LOOK_AHEAD, LOOK_BEHIND, Window};
