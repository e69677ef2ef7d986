//! What pictures say of themselves: comments, EXIF, XMP in front of what they show, and where they are in a WebP.
//!
//! Only the segments are walked, nothing is decoded: a JPEG up to its scan, a PNG up to its first pixels, a WebP to its end if
//! it says that it has such parts. What is deflated is handed on as it stands. Behind [`MOST`] bytes nothing is looked for:
//! a host that waits for a verdict would hold the picture for as long.

use alloc::vec::Vec;

/// Bytes of a picture that are walked.
pub const MOST: u64 = 1 << 20;
/// Bytes of a part that may be deflated.
const PACKED: usize = 64 << 10;

/// What comes to light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<'a> {
    /// Text, or bytes with text in them, that stand at this offset.
    Text(u64, &'a [u8]),
    /// A zlib stream.
    Packed(&'a [u8]),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Jpeg,
    Png,
    Webp,
}

/// How the open part is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Skipped,
    Text,
    /// Held until its end, since only the whole says what it is.
    Held,
}

/// A picture being walked.
#[derive(Clone, Debug)]
pub struct Picture {
    kind: Kind,
    /// Bytes so far.
    at: u64,
    /// The header of the next part, as far as it has come.
    head: [u8; 8],
    headed: usize,
    part: Part,
    /// Bytes that are left of the open part, and those behind it that say nothing.
    left: u64,
    behind: u64,
    held: Vec<u8>,
    done: bool,
}

impl Picture {
    /// A picture that begins so, if its parts are known here.
    #[must_use]
    pub fn begins(prefix: &[u8]) -> Option<Self> {
        let (kind, left) = if prefix.starts_with(b"\xff\xd8\xff") {
            (Kind::Jpeg, 2)
        } else if prefix.starts_with(b"\x89PNG\r\n\x1a\n") {
            (Kind::Png, 8)
        } else if prefix.get(8..12) == Some(b"WEBP") {
            (Kind::Webp, 12)
        } else {
            return None;
        };
        let (part, held) = (Part::Skipped, Vec::new());
        Some(Self { kind, at: 0, head: [0; 8], headed: 0, part, left, behind: 0, held, done: false })
    }

    /// Whether nothing more will come to light.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.done
    }

    /// Takes the next bytes.
    pub fn write(&mut self, mut bytes: &[u8], take: &mut dyn FnMut(Said<'_>)) {
        while !bytes.is_empty() && !self.done {
            if self.at >= MOST {
                self.done = true;
            } else if self.left > 0 {
                let (now, later) = bytes.split_at(bytes.len().min(self.left as usize));
                match self.part {
                    Part::Skipped => {}
                    Part::Text => take(Said::Text(self.at, now)),
                    Part::Held => self.held.extend_from_slice(now),
                }
                self.at += now.len() as u64;
                self.left -= now.len() as u64;
                bytes = later;
                if self.left == 0 {
                    self.part_ends(take);
                }
            } else {
                let len = if self.kind == Kind::Jpeg { 4 } else { 8 };
                let (now, later) = bytes.split_at(bytes.len().min(len - self.headed));
                self.head[self.headed..self.headed + now.len()].copy_from_slice(now);
                self.headed += now.len();
                self.at += now.len() as u64;
                bytes = later;
                if self.headed == len {
                    self.headed = 0;
                    self.begin_part();
                }
            }
        }
    }

    fn begin_part(&mut self) {
        let [a, b, c, d, name @ ..] = self.head;
        (self.part, self.behind) = (Part::Skipped, 0);
        match self.kind {
            Kind::Jpeg => {
                self.left = u64::from(u16::from_be_bytes([c, d])).saturating_sub(2);
                // Parts of programs and comments; the scan is behind them.
                match b {
                    0xe0..=0xef | 0xfe => self.part = Part::Text,
                    0xda | 0xd9 => self.done = true,
                    _ => {}
                }
                self.done |= a != 0xff || self.left == 0;
            }
            Kind::Png => {
                (self.left, self.behind) = (u64::from(u32::from_be_bytes([a, b, c, d])), 4);
                // What is called otherwise is no part: the picture is broken.
                self.done = !name.iter().all(u8::is_ascii_alphabetic);
                match &name {
                    b"tEXt" | b"eXIf" => self.part = Part::Text,
                    b"zTXt" | b"iTXt" if self.left <= PACKED as u64 => self.part = Part::Held,
                    b"IDAT" | b"IEND" => self.done = true,
                    _ => {}
                }
                if self.left == 0 {
                    (self.left, self.behind) = (4, 0);
                }
            }
            Kind::Webp => {
                let len = u64::from(u32::from_le_bytes(name));
                self.left = len + len % 2;
                match &[a, b, c, d] {
                    b"EXIF" | b"XMP " => self.part = Part::Text,
                    b"VP8X" if len <= PACKED as u64 => self.part = Part::Held,
                    _ => {}
                }
            }
        }
    }

    fn part_ends(&mut self, take: &mut dyn FnMut(Said<'_>)) {
        if self.part == Part::Held {
            let held = core::mem::take(&mut self.held);
            if self.kind == Kind::Webp {
                // EXIF or XMP is told to be there.
                self.done = held.first().is_none_or(|flags| flags & 0x0c == 0);
            } else if self.head.ends_with(b"zTXt") {
                // The keyword, its end, and how it is deflated.
                let packed = held.iter().position(|&b| b == 0).and_then(|end| held.get(end + 2..));
                take(Said::Packed(packed.unwrap_or_default()));
            } else {
                self.international(&held, take);
            }
        }
        (self.part, self.left) = (Part::Skipped, core::mem::take(&mut self.behind));
    }

    /// A part `iTXt` has ended: keyword, whether and how it is deflated, language, keyword in it, text.
    fn international(&self, held: &[u8], take: &mut dyn FnMut(Said<'_>)) {
        let ends =
            |from: usize| held.get(from..).and_then(|rest| rest.iter().position(|&b| b == 0)).map(|at| from + at + 1);
        let Some(flag) = ends(0) else { return };
        let Some(text) = ends(flag + 2).and_then(ends) else { return };
        if held.get(flag) == Some(&1) {
            take(Said::Packed(&held[text..]));
        } else {
            take(Said::Text(self.at - held.len() as u64 + text as u64, &held[text..]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Picture, Said};

    fn chunk(name: &str, data: &[u8]) -> Vec<u8> {
        [&(data.len() as u32).to_be_bytes()[..], name.as_bytes(), data, b"crc!"].concat()
    }

    fn riff(name: &str, data: &[u8]) -> Vec<u8> {
        [name.as_bytes(), &(data.len() as u32).to_le_bytes(), data, &b"\0"[..data.len() % 2]].concat()
    }

    /// Offset, text; no offset for what is packed.
    type Piece = (Option<u64>, Vec<u8>);

    /// What comes to light, texts joined where they follow each other, and whether that is all.
    fn said(picture: &[u8], size: usize) -> (Vec<Piece>, bool) {
        let mut walk = Picture::begins(picture).expect("a picture");
        let mut all: Vec<Piece> = Vec::new();
        for bytes in picture.chunks(size) {
            walk.write(bytes, &mut |said| match said {
                Said::Packed(packed) => all.push((None, packed.into())),
                Said::Text(at, text) => match all.last_mut() {
                    Some((Some(from), before)) if *from + before.len() as u64 == at => before.extend(text),
                    _ => all.push((Some(at), text.into())),
                },
            });
        }
        (all, walk.is_done())
    }

    #[test]
    fn parts() {
        let jpeg = [&b"\xff\xd8\xff\xe1\0\x05abc\xff\xdb\0\x03x\xff\xfe\0\x04de\xff\xda\0\x02nothing"[..]].concat();
        let png = |parts: &[Vec<u8>]| [&b"\x89PNG\r\n\x1a\n"[..], &parts.concat()].concat();
        let texts = png(&[
            chunk("IHDR", &[0; 13]),
            chunk("tEXt", b"a\0b"),
            chunk("zTXt", b"key\0\0zlib"),
            chunk("iTXt", b"key\0\x01\0en\0k\0zlib2"),
            chunk("iTXt", b"key\0\0\0en\0k\0text"),
            chunk("none", b""),
            chunk("IDAT", b"tEXt"),
        ]);
        let webp = |flags: u8| {
            let parts = [riff("VP8X", &[flags, 0, 0]), riff("VP8 ", b"xyz"), riff("XMP ", b"<x>")].concat();
            [&b"RIFF\0\0\0\0WEBP"[..], &parts].concat()
        };
        for (picture, expected, done) in [
            (jpeg, vec![(Some(6), &b"abc"[..]), (Some(18), b"de")], true),
            (texts, vec![(Some(41), b"a\0b"), (None, b"zlib"), (None, b"zlib2"), (Some(116), b"text")], true),
            (webp(4), vec![(Some(44), b"<x>\0")], false),
            (webp(0), vec![], true),
            (b"\xff\xd8\xff\xe1\xff\xffcut".to_vec(), vec![(Some(6), b"cut")], false),
            (b"\xff\xd8\xff\xe1\0\0".to_vec(), vec![], true),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(at, text)| (at, text.to_vec())).collect();
            for size in [1, 3, 64, 1000] {
                assert_eq!(said(&picture, size), (expected.clone(), done), "{size}");
            }
        }
        assert_eq!(said(&[&b"\x89PNG\r\n\x1a\n"[..], &[0; 20]].concat(), 7), (vec![], true));
        let long = [&b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffskip"[..], &vec![0; MOST as usize]].concat();
        assert_eq!(said(&long, 4096), (vec![], true));
    }
}
