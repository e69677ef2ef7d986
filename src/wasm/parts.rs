//! Bodies that the other module opens: what it says ([`Bodies`]) is taken here, call by call.
//!
//! JavaScript copies the bytes of a part to [`place`](super::place) as it does with a body's, and calls [`part_data`].

use wasm_bindgen::prelude::*;

use super::{Held, status, step, with};
use crate::bytes::Unread;
use crate::decode::Hints;
use crate::decode::bodies::{Bodies, Origin};
use alloc::string::String;
use alloc::vec::Vec;

/// The status bits as they are now: whether a body just begun has to be opened.
#[wasm_bindgen(js_name = statusOf)]
pub fn status_of(handle: u32) -> Result<u32, JsValue> {
    with(handle, |held| status(held))
}

/// The body is going to be opened: its bytes so far, which the other module is given first.
#[wasm_bindgen(js_name = handOver)]
pub fn hand_over(handle: u32) -> Result<Vec<u8>, JsValue> {
    with(handle, |held| held.inspection.hand_over())
}

/// So many more bytes of the body went to the other module; returns status bits.
#[wasm_bindgen]
pub fn count(handle: u32, bytes: u32) -> Result<u32, JsValue> {
    with(handle, |held| {
        held.inspection.count(u64::from(bytes));
        status(held)
    })
}

/// What stood under a coding begins.
#[wasm_bindgen(js_name = partDecoded)]
pub fn part_decoded(handle: u32, content_type: &str, file_name: &str) -> Result<(), JsValue> {
    let hints = Hints::of(content_type, file_name);
    take(handle, |bodies| bodies.begin(Origin::Decoded(&hints)))
}

/// The text of a document begins.
#[wasm_bindgen(js_name = partDocument)]
pub fn part_document(handle: u32) -> Result<(), JsValue> {
    take(handle, |bodies| bodies.begin(Origin::Document))
}

/// A file of a container begins; `place` is where it stands in the body, -1 where it does not.
#[wasm_bindgen(js_name = partFile)]
pub fn part_file(handle: u32, content_type: &str, file_name: &str, place: f64) -> Result<(), JsValue> {
    let hints = Hints::of(content_type, file_name);
    let place = (place >= 0.0).then_some(place as u64);
    take(handle, |bodies| bodies.begin(Origin::File(&hints, place)))
}

/// Takes `n` bytes at [`place`](super::place) of the body that began last.
#[wasm_bindgen(js_name = partData)]
pub fn part_data(handle: u32, n: u32) -> Result<(), JsValue> {
    with(handle, |held| step(held, |inspection, sink| inspection.take_input(n as usize, sink)))
}

/// The body that began last ends.
#[wasm_bindgen(js_name = partEnd)]
pub fn part_end(handle: u32) -> Result<(), JsValue> {
    take(handle, |bodies| bodies.end())
}

/// A part can't be read.
#[wasm_bindgen(js_name = partUnread)]
pub fn part_unread(handle: u32, reason: &str) -> Result<(), JsValue> {
    take(handle, |bodies| bodies.unread(Unread::named(reason)))
}

/// Opening is over: all has been read, or it gives up for this reason; returns status bits.
#[wasm_bindgen]
pub fn shut(handle: u32, reason: Option<String>) -> Result<u32, JsValue> {
    with(handle, |held| {
        let read = reason.map_or(Ok(()), |reason| Err(Unread::named(&reason)));
        step(held, |inspection, sink| inspection.shut(read, sink));
        status(held)
    })
}

/// The next document that stands in the body is going to be opened: its bytes, whole. `shutNext` ends it.
#[wasm_bindgen(js_name = handOverNext)]
pub fn hand_over_next(handle: u32) -> Result<Option<Vec<u8>>, JsValue> {
    with(handle, |held| held.inspection.hand_over_next())
}

/// It has been read, or not for this reason; or nobody opens it here. Returns status bits.
#[wasm_bindgen(js_name = shutNext)]
pub fn shut_next(handle: u32, opened: bool, reason: Option<String>) -> Result<u32, JsValue> {
    with(handle, |held| {
        let read = opened.then(|| reason.map_or(Ok(()), |reason| Err(Unread::named(&reason))));
        step(held, |inspection, sink| inspection.shut_next(read, sink));
        status(held)
    })
}

fn take(handle: u32, take: impl FnOnce(&mut dyn Bodies)) -> Result<(), JsValue> {
    with(handle, |held: &mut Held| step(held, |inspection, sink| inspection.take(take, sink)))
}
