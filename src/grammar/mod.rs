//! What a detector is made of: the shape of a value, its checksum, the words that label it, and how sure that
//! makes us. All of it is data that the compiler checks; nothing here keeps state between calls.

pub mod check;
mod compact;
pub mod detector;
pub mod index;
pub mod label;
pub mod lexicon;
pub mod literal;
mod own;
pub mod pack;
pub mod shape;
mod tokens;

pub use check::{Check, Weighted};
pub use compact::Compact;
pub use detector::{Anchor, Catalog, Detector, Form, Role, Severity, Tried, validate};
pub use index::{FormIndex, Forms};
pub use label::{Group, Labels};
pub use lexicon::{Lexicon, LexiconIndex, Phrases};
pub use literal::Literal;
pub use own::Own;
pub use pack::{Pack, Packs};
pub use shape::{Match, Op, Shape};
