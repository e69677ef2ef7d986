//! What a body is, before it is read: text to scan, something out of scope, or something nobody can read here.
//!
//! Magic bytes win over the declared type, and the declared type over nothing: a CSV served as
//! `application/octet-stream` is read, an image served as `text/html` is not.

mod choose;

pub use choose::{Choice, PREFIX, choose};
