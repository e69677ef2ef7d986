//! Opening a body: its coding is undone, its container unpacked, and what comes to light opened again, until it is text
//! or nothing that can be opened.
//!
//! A coding is undone as the bytes arrive; a container is held until its end. All that a body's decoders use up comes out
//! of one budget.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cell::RefCell;

use super::bodies::{Bodies, Origin};
use super::coding::{Coding, Decoder, Encodings, parse_encodings};
use super::{Choice, Document, Hints, Member, Members, PREFIX, choose};
use crate::bytes::{Budget, Unread};

/// Bytes of a container that are held until its end.
const MOST: usize = 32 << 20;

/// A body being opened.
pub struct Opening {
    layer: Layer,
    budget: Budget,
}

impl Opening {
    /// A body of which this is declared; an empty coding is none.
    ///
    /// # Errors
    /// `encoding` for a coding that is not known here.
    pub fn new(hints: Hints, content_encoding: &str) -> Result<Self, Unread> {
        let codings = parse_encodings(content_encoding)?;
        let mut layer = Layer { hints, source: Source::Decoded, levels: 0, state: State::Undecided(Vec::new()) };
        if !codings.as_slice().is_empty() {
            let decoder = Decoder::stacked(codings.as_slice());
            let coded = Coded { decoder, doubted: Some(Doubt { first: Vec::new(), codings }), inner: layer };
            layer =
                Layer { hints: Hints::NONE, source: Source::Decoded, levels: 0, state: State::Coded(Box::new(coded)) };
        }
        Ok(Self { layer, budget: Budget::DEFAULT })
    }

    /// A document that stands in a text, one of several perhaps.
    #[must_use]
    pub const fn within_text() -> Self {
        let layer =
            Layer { hints: Hints::NONE, source: Source::File(None), levels: 0, state: State::Undecided(Vec::new()) };
        Self { layer, budget: Budget::WITHIN_TEXT }
    }

    /// Takes a chunk of the body.
    ///
    /// # Errors
    /// Why the body can't be read.
    pub fn write(&mut self, bytes: &[u8], bodies: &mut dyn Bodies) -> Result<(), Unread> {
        self.layer.write(bytes, &mut self.budget, bodies)
    }

    /// The body ends.
    ///
    /// # Errors
    /// Why the body can't be read.
    pub fn end(&mut self, bodies: &mut dyn Bodies) -> Result<(), Unread> {
        self.layer.end(&mut self.budget, bodies)
    }
}

/// Where a layer's bytes come from.
#[derive(Clone, Copy)]
enum Source {
    Decoded,
    File(Option<u64>),
}

impl Source {
    /// Where the layer begins in the body, if its bytes stand there as they are.
    const fn place(self) -> Option<u64> {
        match self {
            Self::Decoded => Some(0),
            Self::File(place) => place,
        }
    }
}

/// One body on the way from the outermost to those that nothing opens.
struct Layer {
    hints: Hints,
    source: Source,
    /// Codings that were found, not declared, on the way here: each is a level.
    levels: u8,
    state: State,
}

enum State {
    /// Too few bytes to say what the body is.
    Undecided(Vec<u8>),
    /// It can't be opened: nothing of it has been handed on, and nothing will be.
    Failed,
    /// Nothing to open: handed on as it comes.
    Plain,
    /// A coding is undone.
    Coded(Box<Coded>),
    /// A container waits for its end.
    Held(Document, Vec<u8>),
}

/// The first bytes of a body that is declared as coded.
struct Doubt {
    first: Vec<u8>,
    codings: Encodings,
}

/// A coding and what is under it.
struct Coded {
    decoder: Decoder,
    /// Bytes as they came, as long as nobody knows whether they are coded at all.
    doubted: Option<Doubt>,
    inner: Layer,
}

impl Layer {
    fn write(&mut self, bytes: &[u8], budget: &mut Budget, bodies: &mut dyn Bodies) -> Result<(), Unread> {
        match &mut self.state {
            State::Undecided(first) => {
                let (now, later) = bytes.split_at(bytes.len().min(PREFIX - first.len()));
                first.extend_from_slice(now);
                if first.len() < PREFIX {
                    return Ok(());
                }
                self.decide(budget, bodies)?;
                self.write(later, budget, bodies)
            }
            State::Failed => Ok(()),
            State::Plain => {
                bodies.data(bytes);
                Ok(())
            }
            State::Coded(coded) => coded.write(bytes, budget, bodies),
            State::Held(_, held) => {
                if held.len() + bytes.len() > MOST {
                    return Err(Unread("held_bytes"));
                }
                held.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    fn end(&mut self, budget: &mut Budget, bodies: &mut dyn Bodies) -> Result<(), Unread> {
        if matches!(self.state, State::Undecided(_)) {
            self.decide(budget, bodies)?;
        }
        match &mut self.state {
            State::Undecided(_) | State::Failed => Ok(()),
            State::Plain => {
                bodies.end();
                Ok(())
            }
            State::Coded(coded) => coded.end(budget, bodies),
            State::Held(document, held) => {
                let held = core::mem::take(held);
                let (kind, place) = (self.hints.content_type(), self.source.place());
                budget.within(self.levels, |budget| read(*document, &held, kind, place, budget, bodies))
            }
        }
    }

    /// By the first bytes, as many as every chunking shows.
    fn decide(&mut self, budget: &mut Budget, bodies: &mut dyn Bodies) -> Result<(), Unread> {
        let State::Undecided(first) = core::mem::replace(&mut self.state, State::Failed) else { return Ok(()) };
        self.state = match choose(&first, self.hints.content_type()) {
            Choice::Document(Document::Coded, _) => {
                let levels = self.levels + 1;
                budget.within(levels, |_| Ok(()))?;
                let decoder = Decoder::new(Coding::sniff(&first).ok_or(Unread("unknown_binary"))?);
                let source = if matches!(self.source, Source::Decoded) { Source::Decoded } else { Source::File(None) };
                let inner = Self { hints: self.hints.clone(), source, levels, state: State::Undecided(Vec::new()) };
                State::Coded(Box::new(Coded { decoder, doubted: None, inner }))
            }
            // Characters of other widths are for whoever reads.
            Choice::Document(document, _) if document != Document::Wide => State::Held(document, Vec::new()),
            _ => {
                bodies.begin(match self.source {
                    Source::Decoded => Origin::Decoded(&self.hints),
                    Source::File(place) => Origin::File(&self.hints, place),
                });
                State::Plain
            }
        };
        self.write(&first, budget, bodies)
    }
}

impl Coded {
    fn write(&mut self, bytes: &[u8], budget: &mut Budget, bodies: &mut dyn Bodies) -> Result<(), Unread> {
        if let Some(doubted) = &mut self.doubted {
            doubted.first.extend_from_slice(bytes);
            return if doubted.first.len() < PREFIX { Ok(()) } else { self.believe(budget, bodies) };
        }
        self.undo(bytes, budget, bodies)
    }

    /// Enough has come to see whether the bytes are coded as declared. Where they are plainly text, and the coding can't
    /// be undone, nothing is: a client would show them, too. (Brotli can begin with whatever is printable.)
    fn believe(&mut self, budget: &mut Budget, bodies: &mut dyn Bodies) -> Result<(), Unread> {
        let Some(Doubt { first, codings }) = self.doubted.take() else { return Ok(()) };
        let fails =
            || Decoder::stacked(codings.as_slice()).push(&first, &mut budget.clone(), &mut |_: &[u8]| {}).is_err();
        if is_plain(&first) && fails() {
            self.decoder = Decoder::stacked(&[]);
        }
        self.undo(&first, budget, bodies)
    }

    fn undo(&mut self, bytes: &[u8], budget: &mut Budget, bodies: &mut dyn Bodies) -> Result<(), Unread> {
        let Self { decoder, inner, .. } = self;
        // What comes out draws on the same budget while the decoder does: on a copy, added up afterwards.
        let before = budget.clone();
        let mut own = before.clone();
        let mut within = Ok(());
        let undone = decoder.push(bytes, &mut own, &mut |piece: &[u8]| {
            if within.is_ok() {
                within = inner.write(piece, budget, bodies);
            }
        });
        own.take_used(&before, budget);
        *budget = own;
        undone.and(within)
    }

    fn end(&mut self, budget: &mut Budget, bodies: &mut dyn Bodies) -> Result<(), Unread> {
        let read = self.believe(budget, bodies).and_then(|()| self.decoder.finish());
        let within = self.inner.end(budget, bodies);
        read.and(within)
    }
}

/// Whether bytes that were declared as coded are plainly text: no coding leaves so many printable ones.
fn is_plain(first: &[u8]) -> bool {
    let printable = |b: &u8| matches!(b, b' '..=b'~' | b'\t' | b'\n' | b'\r');
    first.len() >= 4 && first.iter().take(64).all(printable)
}

/// Reads a container that has arrived whole.
fn read(
    document: Document,
    bytes: &[u8],
    content_type: &str,
    place: Option<u64>,
    budget: &mut Budget,
    bodies: &mut dyn Bodies,
) -> Result<(), Unread> {
    bodies.begin(Origin::Document);
    let read = {
        // Its text and its files come one at a time, to the same taker.
        let bodies = RefCell::new(&mut *bodies);
        let mut out = |piece: &[u8]| bodies.borrow_mut().data(piece);
        let mut files = Files { bodies: &bodies, container: bytes, place };
        match document {
            Document::Pdf => super::pdf::pdf(bytes, budget, &mut out),
            Document::Zip => super::zip(bytes, budget, &mut out, &mut files),
            Document::Tar => super::tar(bytes, budget, &mut files),
            Document::Ole => super::ole(bytes, budget, &mut out, &mut files),
            Document::Rtf => super::rtf::rtf(bytes, budget, &mut out, &mut files),
            Document::Mail => super::mime::mail(bytes, budget, &mut out, &mut files),
            Document::Multipart => super::mime::multipart(bytes, content_type, budget, &mut out, &mut files),
            Document::Coded | Document::Wide => Err(Unread("encoding")),
        }
    };
    bodies.end();
    read
}

/// Takes the files of a container.
struct Files<'a, 'b, 'c> {
    bodies: &'a RefCell<&'b mut (dyn Bodies + 'c)>,
    container: &'a [u8],
    /// Where the container begins in the body, if it stands there as it is.
    place: Option<u64>,
}

impl Files<'_, '_, '_> {
    /// Where in the body the file's bytes stand, if they stand there as they are (a part of a multipart body).
    fn place(&self, file: &[u8]) -> Option<u64> {
        let (container, file) = (self.container.as_ptr_range(), file.as_ptr_range());
        let inside = container.contains(&file.start) && file.end <= container.end;
        self.place.filter(|_| inside).map(|place| place + (file.start as usize - container.start as usize) as u64)
    }
}

impl Members for Files<'_, '_, '_> {
    fn member(&mut self, member: &Member<'_>, budget: &mut Budget) -> Result<(), Unread> {
        let source = Source::File(self.place(member.bytes));
        let hints = Hints::of(member.content_type, member.name);
        let mut layer = Layer { hints, source, levels: 0, state: State::Undecided(Vec::new()) };
        let bodies = &mut **self.bodies.borrow_mut();
        // The container that hands it on has paid for its level and its part.
        if let Err(unread) = layer.write(member.bytes, budget, bodies).and_then(|()| layer.end(budget, bodies)) {
            bodies.unread(unread);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Bodies, Opening, Origin};
    use crate::bytes::Unread;
    use crate::decode::Hints;
    use crate::decode::zip::writer::{file, write};
    use miniz_oxide::deflate::compress_to_vec;

    /// What was said, a letter each.
    #[derive(Default)]
    struct Said(String);

    impl Bodies for Said {
        fn begin(&mut self, origin: Origin<'_>) {
            self.0.push(match origin {
                Origin::Decoded(_) => 'c',
                Origin::Document => 'd',
                Origin::File(_, None) => 'f',
                Origin::File(_, Some(_)) => 'p',
            });
        }

        fn data(&mut self, _: &[u8]) {}

        fn end(&mut self) {
            self.0.push(')');
        }

        fn unread(&mut self, _: Unread) {
            self.0.push('!');
        }
    }

    /// A gzip member, its header without anything that may be left out.
    fn gzip(content: &[u8], level: u8) -> Vec<u8> {
        let mut crc = crate::decode::coding::Crc32::new();
        crc.update(content);
        let mut bytes = b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec();
        bytes.extend(compress_to_vec(content, level));
        bytes.extend(crc.value().to_le_bytes());
        bytes.extend((content.len() as u32).to_le_bytes());
        bytes
    }

    fn said(body: &[u8], content_type: &str, coding: &str, size: usize) -> (String, Result<(), Unread>) {
        let mut said = Said::default();
        let mut opening = Opening::new(Hints::of(content_type, ""), coding).expect("a coding");
        let written = body.chunks(size).try_for_each(|chunk| opening.write(chunk, &mut said));
        let read = written.and_then(|()| opening.end(&mut said));
        (said.0, read)
    }

    #[test]
    fn what_begins_ends_and_nothing_else_does() {
        let text = vec![b'a'; 5000];
        let mut nested = text.clone();
        for _ in 0..5 {
            nested = gzip(&nested, 0);
        }
        let form = b"--x\r\n\r\nname,age\r\n--x\r\n\r\n\x1f\x8b\x08nothing\r\n--x--\r\n";
        let files: Vec<_> = ["a", "b", "c", "d", "e"].iter().map(|name| file(name, &gzip(&text, 6))).collect();
        let multipart = "multipart/mixed; boundary=x";
        for (body, content_type, coding, expected, read) in [
            (gzip(&text, 6), "", "", "c)", Ok(())),
            (gzip(&gzip(&text, 6), 6), "", "gzip", "c)", Ok(())),
            (form.to_vec(), multipart, "", "dp)!)", Ok(())),
            // A level is paid for by each, not by all together.
            (write(&files), "", "", "df)f)f)f)f))", Ok(())),
            // Levels too many, met while the body is written and at its end: nothing has begun.
            (nested.clone(), "", "", "", Err(Unread("depth"))),
            (gzip(&nested, 9), "", "gzip", "", Err(Unread("depth"))),
        ] {
            for size in [1, 700, usize::MAX] {
                assert_eq!(said(&body, content_type, coding, size), (expected.to_owned(), read), "{size}");
            }
        }
    }
}
