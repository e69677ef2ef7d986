//! The JavaScript surface of the other module: it opens bodies (codings, archives, documents) and scans nothing.
//!
//! What comes to light is handed to JavaScript at once, which hands it to the module that scans: no piece is kept here.
//! No logic lives here; it is all in [`crate::decode`].
#![allow(unreachable_pub, reason = "wasm-bindgen exports these items, Rust does not")]

extern crate std;
use std::string::String;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::bytes::Unread;
use crate::decode::bodies::{Bodies, Origin};
use crate::decode::{Hints, Opening};

/// What is said of a body that comes to light, as `www/core/documents.js` has it.
mod said {
    /// What stood under a coding begins: its declared type and its name follow.
    pub(super) const DECODED: u32 = 0;
    /// The text of a document begins.
    pub(super) const DOCUMENT: u32 = 1;
    /// A file of a container begins: its declared type, its name and its place in the body (-1: none) follow.
    pub(super) const FILE: u32 = 2;
    /// Bytes of the body that began last: where they stand in this module's memory, and how many.
    pub(super) const DATA: u32 = 3;
    /// The body that began last ends.
    pub(super) const END: u32 = 4;
    /// A body can't be read: the reason follows.
    pub(super) const UNREAD: u32 = 5;
}

/// A body being opened.
#[wasm_bindgen]
pub struct Opener {
    opening: Opening,
}

#[wasm_bindgen]
impl Opener {
    /// A body of which this is declared; throws the reason (a string) for a coding that is not known.
    #[wasm_bindgen(constructor)]
    pub fn new(content_type: &str, file_name: &str, content_encoding: &str) -> Result<Opener, JsValue> {
        let hints = Hints::of(content_type, file_name);
        let opening = Opening::new(hints, content_encoding).map_err(|Unread(reason)| JsValue::from(reason))?;
        Ok(Self { opening })
    }

    /// A document that stands in a text, one of several perhaps.
    #[wasm_bindgen(js_name = withinText)]
    pub fn within_text() -> Opener {
        Self { opening: Opening::within_text() }
    }

    /// Takes a chunk; `take` is called with what comes to light. Gives the reason why the body can't be read, if so.
    pub fn write(&mut self, bytes: &[u8], take: &Function) -> Result<Option<String>, JsValue> {
        let mut told = Told { take, failed: None };
        let read = self.opening.write(bytes, &mut told);
        told.answer(read)
    }

    /// The body ends: as above.
    pub fn end(&mut self, take: &Function) -> Result<Option<String>, JsValue> {
        let mut told = Told { take, failed: None };
        let read = self.opening.end(&mut told);
        told.answer(read)
    }
}

/// Tells JavaScript.
struct Told<'a> {
    take: &'a Function,
    /// What JavaScript threw; from then on nothing more is told.
    failed: Option<JsValue>,
}

impl Told<'_> {
    fn answer(self, read: Result<(), Unread>) -> Result<Option<String>, JsValue> {
        match (self.failed, read) {
            (Some(thrown), _) => Err(thrown),
            (None, Err(Unread(reason))) => Ok(Some(reason.into())),
            (None, Ok(())) => Ok(None),
        }
    }

    fn tell(&mut self, said: u32, what: &[JsValue]) {
        if self.failed.is_none() {
            let arguments = js_sys::Array::of1(&said.into());
            for value in what {
                arguments.push(value);
            }
            self.failed = self.take.apply(&JsValue::UNDEFINED, &arguments).err();
        }
    }
}

impl Bodies for Told<'_> {
    fn begin(&mut self, origin: Origin<'_>) {
        match origin {
            Origin::Decoded(hints) => {
                self.tell(said::DECODED, &[hints.content_type().into(), hints.file_name().into()]);
            }
            Origin::Document => self.tell(said::DOCUMENT, &[]),
            Origin::File(hints, place) => {
                let place = place.map_or(-1.0, |place| place as f64);
                self.tell(said::FILE, &[hints.content_type().into(), hints.file_name().into(), place.into()]);
            }
        }
    }

    fn data(&mut self, bytes: &[u8]) {
        let at = bytes.as_ptr() as usize as u32;
        self.tell(said::DATA, &[at.into(), (bytes.len() as u32).into()]);
    }

    fn end(&mut self) {
        self.tell(said::END, &[]);
    }

    fn unread(&mut self, Unread(reason): Unread) {
        self.tell(said::UNREAD, &[reason.into()]);
    }
}
