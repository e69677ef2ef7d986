//! A picture's way to the scanner: its beginning as it stands, and what it says of itself behind that.
//!
//! Pieces of text follow each other in the scanner, a line each; findings are given their places in the picture. What is
//! deflated waits for somebody who opens it. Nothing of it can be masked.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::body::{Body, Placing, Settled, State};
use super::run::Closed;
use crate::decode::PREFIX;
use crate::decode::picture::{Picture, Said};
use crate::policy::Tally;
use crate::scan::{Declared as Structure, Finding, Sink};

/// Pieces of text that are read.
const PIECES: usize = 1024;

/// A picture being walked.
pub(super) struct Walk {
    picture: Picture,
    places: Places,
}

/// Where the pieces of text are of.
struct Places {
    /// Where in the scanner's text and in the picture the pieces begin.
    pieces: Vec<(u64, u64)>,
    /// Bytes of text so far.
    made: u64,
}

impl Places {
    /// Where in the picture what stands at `offset` of the text does.
    fn place(&self, offset: u64) -> u64 {
        let behind = self.pieces.partition_point(|&(text, _)| text <= offset);
        self.pieces.get(behind.saturating_sub(1)).map_or(offset, |&(text, picture)| picture + (offset - text))
    }

    /// A piece begins at `at` of the picture; whether it is another than the one before.
    fn begin_piece(&mut self, at: u64) -> bool {
        let other = self.place(self.made) != at;
        if other {
            // The line end between them.
            self.made += 1;
            self.pieces.push((self.made, at));
        }
        other
    }
}

impl Body<'_> {
    /// The body is a picture whose parts are known.
    pub(super) fn begin_picture(&mut self, picture: Picture, tally: &mut Tally, sink: &mut dyn Sink) {
        let taken = Vec::from(self.stream.prefix());
        self.stream.restart(Structure::Other);
        let mut places = Places { pieces: Vec::from([(0, 0)]), made: 0 };
        let first = &taken[..taken.len().min(PREFIX)];
        self.show(&places, first, tally, sink);
        places.made = first.len() as u64;
        self.picture = Some(Box::new(Walk { picture, places }));
        self.state = State::Picture;
        self.walk_picture(&taken, tally, sink);
    }

    /// Takes the next bytes of the picture.
    pub(super) fn walk_picture(&mut self, bytes: &[u8], tally: &mut Tally, sink: &mut dyn Sink) {
        let Some(mut walk) = self.picture.take() else { return };
        let Walk { picture, places } = &mut *walk;
        picture.write(bytes, &mut |said| match said {
            Said::Text(at, text) => {
                // The beginning has been read.
                let read = (PREFIX as u64).saturating_sub(at).min(text.len() as u64);
                let (at, text) = (at + read, &text[read as usize..]);
                if text.is_empty() || places.pieces.len() == PIECES {
                    return;
                }
                if places.begin_piece(at) {
                    self.show(places, b"\n", tally, sink);
                }
                self.show(places, text, tally, sink);
                places.made += text.len() as u64;
            }
            Said::Packed(packed) => {
                if packed.is_empty() {
                    return;
                }
                let closed = Closed::Document { bytes: packed.into(), reason: "encoding", level: 1 };
                self.met().closed.push(closed);
            }
        });
        let done = picture.is_done();
        self.picture = Some(walk);
        if done {
            self.end_picture(tally, sink);
        }
    }

    /// Nothing more of the picture need be read.
    pub(super) fn end_picture(&mut self, tally: &mut Tally, sink: &mut dyn Sink) {
        let Some(walk) = self.picture.take() else { return };
        self.state = State::Settled(Settled::Pass("media"));
        let (part, at) = (self.part, self.place);
        let mut unmasked = |finding: &Finding| sink.finding(finding);
        let place = &|offset| at + walk.places.place(offset);
        self.stream.end(&mut Placing { tally: Some(tally), part, place, sink: &mut unmasked });
    }

    /// Reads a piece of text.
    fn show(&mut self, places: &Places, text: &[u8], tally: &mut Tally, sink: &mut dyn Sink) {
        let (part, at) = (self.part, self.place);
        let mut unmasked = |finding: &Finding| sink.finding(finding);
        let place = &|offset| at + places.place(offset);
        self.stream.write(text, &mut Placing { tally: Some(tally), part, place, sink: &mut unmasked });
    }
}
