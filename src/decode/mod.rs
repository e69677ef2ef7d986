//! What a body is, before it is read: text to scan, something out of scope, or something nobody can read here.
//!
//! Magic bytes win over the declared type, and the declared type over nothing: a CSV served as
//! `application/octet-stream` is read, a document served as an image too. An image that is told as text (`text/csv`, a
//! name that ends so) is read as text, since that is what its reader sees.
//!
//! What holds text in another form is decoded here: codings and charsets as the bytes arrive, documents and archives
//! when they are whole. A decoder writes the events text ([`events`](crate::bytes::events)), hands on the files of a
//! container (`member`), and draws on one [`Budget`](crate::bytes::Budget). It knows no scanner and no catalogue.

#[cfg(feature = "parts")]
pub mod bodies;
#[cfg(all(test, feature = "documents"))]
mod chance;
pub mod charset;
mod choose;
#[cfg(feature = "documents")]
pub mod coding;
#[cfg(feature = "documents")]
mod doc;
#[cfg(feature = "documents")]
mod docx;
mod hints;
#[cfg(feature = "documents")]
mod layout;
#[cfg(feature = "documents")]
mod little;
mod magic;
#[cfg(feature = "documents")]
mod markup;
#[cfg(feature = "documents")]
pub mod member;
#[cfg(feature = "documents")]
pub mod mime;
#[cfg(feature = "documents")]
mod odf;
#[cfg(feature = "documents")]
mod ole;
#[cfg(feature = "documents")]
pub mod opening;
#[cfg(feature = "documents")]
mod package;
pub mod parameter;
#[cfg(feature = "documents")]
pub mod pdf;
#[cfg(feature = "parts")]
pub mod picture;
#[cfg(feature = "documents")]
mod rtf;
#[cfg(feature = "parts")]
pub mod runs;
#[cfg(feature = "documents")]
mod tar;
#[cfg(feature = "documents")]
mod xls;
#[cfg(feature = "documents")]
mod xlsx;
#[cfg(feature = "documents")]
mod zip;

pub use choose::{Choice, Document, PREFIX, choose};
pub use hints::Hints;
#[cfg(feature = "documents")]
pub use {
    member::{Member, Members},
    ole::ole,
    opening::Opening,
    tar::tar,
    zip::zip,
};
