//! A body that is being decoded.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::body::{Body, Counting, Moved, Shared, persons_of};
use super::document;
use super::hints::Hints;
use crate::bytes::Unread;
use crate::decode::Document;
use crate::decode::charset::{ROOM, Transcoder};
use crate::decode::coding::{Coding, Decoder};
use crate::policy::Persons;
use crate::scan::{Sink, Stream};

/// Bytes of a container that are held until its end.
const MOST: usize = 32 << 20;
/// UTF-8 bytes that are made at once.
const PIECE: usize = 4096;

/// How a body is decoded.
pub(super) enum Opened<'c> {
    /// A coding is undone as the bytes arrive; what comes out is a body of its own.
    Coded(Box<Coded<'c>>),
    /// Characters become UTF-8.
    Transcoded(Box<Transcoder>),
    /// A container waits for its end.
    Held(Document, Vec<u8>),
}

/// A coding and the body under it.
pub(super) struct Coded<'c> {
    decoder: Decoder,
    /// Bytes as they came, as long as nobody knows whether they are coded at all.
    doubted: Option<Vec<u8>>,
    inner: Body<'c>,
}

impl<'c> Opened<'c> {
    /// A body under a declared coding. Where the bytes are plainly text nothing is undone: a client would show them, too.
    pub(super) fn coded(decoder: Decoder, hints: Hints, part: u32, shared: &Shared<'c>) -> Self {
        let mut inner = shared.maker.body();
        inner.begin(hints, part);
        Self::Coded(Box::new(Coded { decoder, doubted: Some(Vec::new()), inner }))
    }

    /// A body whose first bytes show its coding.
    pub(super) fn sniffed(coding: Coding, hints: Hints, shared: &mut Shared<'c>) -> Result<Self, Unread> {
        shared.budget.enter()?;
        let mut inner = shared.maker.body();
        inner.begin(hints, 0);
        Ok(Self::Coded(Box::new(Coded { decoder: Decoder::new(coding), doubted: None, inner })))
    }

    pub(super) fn persons(&self, stream: &Stream<'_>) -> Persons {
        match self {
            Self::Coded(coded) => coded.inner.persons(),
            _ => persons_of(stream),
        }
    }

    /// Takes a chunk of the body.
    pub(super) fn write(
        &mut self,
        bytes: &[u8],
        stream: &mut Stream<'c>,
        part: u32,
        shared: &mut Shared<'c>,
        sink: &mut dyn Sink,
    ) -> Result<(), Unread> {
        match self {
            Self::Coded(coded) => coded.write(bytes, shared, sink),
            Self::Transcoded(transcoder) => {
                transcode(transcoder, bytes, stream, part, shared, sink);
                Ok(())
            }
            Self::Held(_, held) => {
                if held.len() + bytes.len() > MOST {
                    return Err(Unread("held_bytes"));
                }
                held.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// The body ends.
    pub(super) fn end(
        &mut self,
        stream: &mut Stream<'c>,
        hints: &Hints,
        part: u32,
        shared: &mut Shared<'c>,
        sink: &mut dyn Sink,
    ) -> Result<(), Unread> {
        match self {
            Self::Coded(coded) => coded.end(shared, sink),
            Self::Transcoded(transcoder) => {
                let mut last = [0; ROOM];
                let made = transcoder.finish(&mut last);
                let transcoder: &Transcoder = transcoder;
                let mut moved = Moved { place: |at| transcoder.raw(at), sink };
                let mut counting = Counting { tally: &mut shared.tally, part, sink: &mut moved };
                stream.write(&last[..made], &mut counting);
                stream.end(&mut counting);
                Ok(())
            }
            Self::Held(document, held) => {
                let held = core::mem::take(held);
                document::read(*document, &held, hints, stream, shared, sink)
            }
        }
    }
}

fn transcode<'c>(
    transcoder: &mut Transcoder,
    mut bytes: &[u8],
    stream: &mut Stream<'c>,
    part: u32,
    shared: &mut Shared<'c>,
    sink: &mut dyn Sink,
) {
    let mut piece = [0; PIECE];
    loop {
        let (taken, made) = transcoder.push(bytes, &mut piece);
        bytes = &bytes[taken..];
        let transcoder: &Transcoder = transcoder;
        let mut moved = Moved { place: |at| transcoder.raw(at), sink: &mut *sink };
        stream.write(&piece[..made], &mut Counting { tally: &mut shared.tally, part, sink: &mut moved });
        if bytes.is_empty() || taken == 0 && made == 0 {
            return;
        }
    }
}

impl<'c> Coded<'c> {
    fn write(&mut self, bytes: &[u8], shared: &mut Shared<'c>, sink: &mut dyn Sink) -> Result<(), Unread> {
        if let Some(doubted) = &mut self.doubted {
            doubted.extend_from_slice(bytes);
            return if doubted.len() < crate::decode::PREFIX { Ok(()) } else { self.believe(shared, sink) };
        }
        self.undo(bytes, shared, sink)
    }

    /// Enough has come to see whether the bytes are coded as declared.
    fn believe(&mut self, shared: &mut Shared<'c>, sink: &mut dyn Sink) -> Result<(), Unread> {
        let Some(first) = self.doubted.take() else { return Ok(()) };
        if document::is_plain(&first) {
            self.decoder = Decoder::stacked(&[]);
        }
        self.undo(&first, shared, sink)
    }

    fn undo(&mut self, bytes: &[u8], shared: &mut Shared<'c>, sink: &mut dyn Sink) -> Result<(), Unread> {
        let Self { decoder, inner, .. } = self;
        // What comes out draws on the same budget while the decoder does: on a copy, added up afterwards.
        let before = shared.budget.clone();
        let mut budget = before.clone();
        let undone = decoder.push(bytes, &mut budget, &mut |piece: &[u8]| inner.write(piece, shared, sink));
        budget.take_used(&before, &shared.budget);
        shared.budget = budget;
        undone
    }

    fn end(&mut self, shared: &mut Shared<'c>, sink: &mut dyn Sink) -> Result<(), Unread> {
        let read = self.believe(shared, sink).and_then(|()| self.decoder.finish());
        self.inner.end(shared, sink);
        read?;
        match self.inner.settled() {
            Some(super::body::Settled::Unread(unread)) => Err(unread),
            _ => Ok(()),
        }
    }
}
