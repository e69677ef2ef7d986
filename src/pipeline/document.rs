//! Opening what has to be decoded: the one place that joins the decoders with the scanner.
//!
//! The text of a document goes to the stream of the body that holds it, as events text. A file inside a container is a
//! body of its own, with a stream and a number; persons are counted for each apart. A part that can't be read makes the
//! whole uninspectable, unless what was read blocks it anyway.

use alloc::boxed::Box;
use core::cell::RefCell;

use super::body::{Counting, Moved, Settled, Shared};
use super::hints::Hints;
use super::opened::Opened;
use crate::bytes::{Budget, Unread};
use crate::decode::charset::{Charset, Transcoder};
use crate::decode::coding::Coding;
use crate::decode::{self, Document, Member, Members};
use crate::scan::{Declared as Structure, Sink, Stream};

/// Begins to decode a body by its first bytes.
pub(super) fn open<'c>(
    document: Document,
    prefix: &[u8],
    hints: &Hints,
    shared: &mut Shared<'c>,
) -> Result<Opened<'c>, Unread> {
    match document {
        Document::Coded => {
            let coding = Coding::sniff(prefix).ok_or(Unread("encoding"))?;
            Opened::sniffed(coding, hints.clone(), shared)
        }
        Document::Wide => transcoder(prefix, hints.content_type.as_str())?.ok_or(Unread("charset")),
        _ => Ok(Opened::Held(document, alloc::vec::Vec::new())),
    }
}

/// What makes UTF-8 of a text, if it is none.
pub(super) fn transcoder<'c>(prefix: &[u8], content_type: &str) -> Result<Option<Opened<'c>>, Unread> {
    let charset = Charset::decide(prefix, content_type)?;
    Ok(charset.needs_transcoding().then(|| Opened::Transcoded(Box::new(Transcoder::new(charset)))))
}

/// Whether bytes that were declared as coded are plainly text: no coding leaves so many printable ones.
pub(super) fn is_plain(first: &[u8]) -> bool {
    let printable = |b: &u8| matches!(b, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    first.len() >= 4 && first.iter().take(64).all(printable)
}

/// Reads a container that has arrived whole.
pub(super) fn read<'c>(
    document: Document,
    bytes: &[u8],
    hints: &Hints,
    stream: &mut Stream<'c>,
    shared: &mut Shared<'c>,
    sink: &mut dyn Sink,
) -> Result<(), Unread> {
    shared.parts += 1;
    let part = shared.parts;
    stream.reset(Structure::Events);
    let mut budget = core::mem::take(&mut shared.budget);
    let read = {
        let both = RefCell::new(Both { shared: &mut *shared, sink: &mut *sink });
        let mut out = |piece: &[u8]| {
            let Both { shared, sink } = &mut *both.borrow_mut();
            stream.write(piece, &mut Counting { tally: &mut shared.tally, part, sink: &mut **sink });
        };
        let mut members = Inner { both: &both, container: bytes };
        match document {
            Document::Pdf => decode::pdf::pdf(bytes, &mut budget, &mut out),
            Document::Zip => decode::zip(bytes, &mut budget, &mut out, &mut members),
            Document::Tar => decode::tar(bytes, &mut budget, &mut members),
            Document::Ole => decode::ole(bytes, &mut budget, &mut out, &mut members),
            Document::Mail => decode::mime::mail(bytes, &mut budget, &mut out, &mut members),
            Document::Multipart => {
                decode::mime::multipart(bytes, hints.content_type.as_str(), &mut budget, &mut out, &mut members)
            }
            Document::Coded | Document::Wide => Err(Unread("encoding")),
        }
    };
    shared.budget = budget;
    stream.end(&mut Counting { tally: &mut shared.tally, part, sink });
    read
}

/// What the text of a document and the files in it both need, one at a time.
struct Both<'s, 'c> {
    shared: &'s mut Shared<'c>,
    sink: &'s mut dyn Sink,
}

/// Takes the files of a container.
struct Inner<'a, 's, 'c> {
    both: &'a RefCell<Both<'s, 'c>>,
    container: &'a [u8],
}

impl Inner<'_, '_, '_> {
    /// Where in the container the file's bytes stand, if they stand there as they are (a part of a multipart body).
    fn place(&self, file: &[u8]) -> Option<u64> {
        let (container, file) = (self.container.as_ptr_range(), file.as_ptr_range());
        let inside = container.contains(&file.start) && file.end <= container.end;
        inside.then(|| (file.start as usize - container.start as usize) as u64)
    }
}

impl Members for Inner<'_, '_, '_> {
    fn member(&mut self, member: &Member<'_>, budget: &mut Budget) -> Result<(), Unread> {
        let place = self.place(member.bytes);
        let Both { shared, sink } = &mut *self.both.borrow_mut();
        // The container that hands it on has paid for its level and its part.
        core::mem::swap(budget, &mut shared.budget);
        let mut body = Box::new(shared.maker.body());
        let hints = Hints::of(member.content_type, member.name);
        if let Some(place) = place {
            // Of the body itself, and at its own place there.
            body.begin(hints, 0);
            let mut moved = Moved { place: |at| place + at, sink: &mut **sink };
            body.write(member.bytes, shared, &mut moved);
            body.end(shared, &mut moved);
        } else {
            shared.parts += 1;
            body.begin(hints, shared.parts);
            body.write(member.bytes, shared, *sink);
            body.end(shared, *sink);
        }
        let persons = body.persons();
        shared.tally.add_persons(persons);
        if let Some(Settled::Unread(unread)) = body.settled() {
            shared.unread.get_or_insert(unread);
        }
        core::mem::swap(budget, &mut shared.budget);
        Ok(())
    }
}
