//! What a body is, before it is read: text to scan, something out of scope, or something nobody can read here.
//!
//! Magic bytes win over the declared type, and the declared type over nothing: a CSV served as
//! `application/octet-stream` is read, an image served as `text/html` is not.

mod choose;
#[cfg(feature = "documents")]
mod docx;
#[cfg(feature = "documents")]
mod layout;
#[cfg(feature = "documents")]
mod markup;
#[cfg(feature = "documents")]
mod member;
#[cfg(feature = "documents")]
mod odf;
#[cfg(feature = "documents")]
mod package;
#[cfg(feature = "documents")]
mod tar;
#[cfg(feature = "documents")]
mod xlsx;
#[cfg(feature = "documents")]
mod zip;

pub use choose::{Choice, PREFIX, choose};
#[cfg(feature = "documents")]
pub use {
    member::{Member, Members},
    tar::tar,
    zip::zip,
};
