//! Bytes that are spelled out within a text: long runs of base64 or of hexadecimal digits, as a picture in a page, a
//! document in an answer of an interface, a token.
//!
//! Most such runs spell nothing that anybody reads. So a run is looked at in windows of 64 digits, and entered at the
//! first one that spells text, or at its start a container; of a picture nothing more is done. Where no window lies, it
//! costs a look at every 64th byte. Pairs of hexadecimal digits may stand apart (`spaced`).
//!
//! The contract: what is given depends on the bytes alone, not on the chunks. No byte is held but the digits of a window.

mod recognise;
mod spaced;

pub use recognise::{Content, Spelling, is_of_url};
use recognise::{Found, Place, is_digit, recognise};
use spaced::Spaced;

use crate::simd::Block;

/// Digits that a run has at least, and that are looked at together.
pub const WINDOW: usize = 64;
/// Windows at the start of a run that are looked at closely: text may begin behind other bytes.
const EARLY: u8 = 4;
/// Bytes that are looked at for either way of writing: where a run begins, those behind are looked at again.
const AT_ONCE: usize = 4096;
/// Bytes at the end of as many as a window in which mostly one is no digit.
const NEAR: usize = 8;

/// What takes the runs.
pub trait Take {
    /// A run begins.
    fn begin(&mut self, spelling: Spelling, content: Content);

    /// Its next digit, as it is written, and where it stands.
    fn digit(&mut self, digit: u8, at: u64);

    /// It has ended.
    fn end(&mut self);
}

/// Looks for runs.
#[derive(Clone, Debug)]
pub struct Runs {
    /// Offset of the next byte.
    at: u64,
    state: State,
    /// Pairs that stand apart, where no run is.
    spaced: Spaced,
}

#[derive(Clone, Debug)]
enum State {
    /// `digits` of a window have been seen; `before` them stood this byte, or so many windows that spelled nothing.
    Seeking { window: [u8; WINDOW], digits: usize, before: u8, windows: u8 },
    /// In a run; so many digits of a group are missing. Blanks may stand between groups, if it is `spaced`.
    Within { spelling: Spelling, seen: u8, joint: Joint, spaced: bool },
}

/// What stands between two digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    None,
    /// A line end, and blanks behind it.
    Line,
    /// A backslash that may escape a slash or a line end.
    Escape,
}

/// Behind a byte that is no digit.
const fn seeking(before: u8) -> State {
    State::Seeking { window: [0; WINDOW], digits: 0, before, windows: 0 }
}

impl Runs {
    /// At the start of a text.
    #[must_use]
    pub const fn new() -> Self {
        Self { at: 0, state: seeking(b' '), spaced: Spaced::new() }
    }

    /// Takes a chunk of the text.
    pub fn write(&mut self, bytes: &[u8], take: &mut impl Take) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let used = match &mut self.state {
                State::Seeking { .. } => self.seek(rest, take),
                State::Within { .. } => self.follow(rest, take),
            };
            rest = &rest[used..];
        }
    }

    /// The text ends.
    pub fn end(&mut self, take: &mut impl Take) {
        if matches!(self.state, State::Within { .. }) {
            take.end();
        }
        self.state = seeking(b' ');
        self.spaced = Spaced::new();
    }

    /// Looks for a window, of digits side by side or in pairs; gives how many bytes it has looked at.
    fn seek(&mut self, bytes: &[u8], take: &mut impl Take) -> usize {
        let bytes = &bytes[..bytes.len().min(AT_ONCE)];
        let pairs = self.spaced.seek(bytes);
        let end = pairs.unwrap_or(bytes.len());
        let mut used = 0;
        while used < end {
            let more = self.seek_joined(&bytes[used..end], take);
            self.at += more as u64;
            used += more;
            if matches!(self.state, State::Within { .. }) {
                self.spaced = Spaced::new();
                return used;
            }
        }
        if pairs.is_some() {
            let (window, back) = self.spaced.window();
            self.spaced = Spaced::new();
            if let Some(found) = recognise(&window, Place::First(b' ')).filter(|found| found.spelling == Spelling::Hex)
            {
                let places = back.iter().map(|&back| self.at - u64::from(back));
                self.state = enter(&window, places, found, true, take);
            }
        }
        used
    }

    /// Looks for a window of digits side by side; gives how many bytes it has looked at.
    fn seek_joined(&mut self, bytes: &[u8], take: &mut impl Take) -> usize {
        let State::Seeking { window, digits, before, windows } = &mut self.state else { return 0 };
        if *digits == 0 {
            let mut used = 0;
            while let Some(next) = bytes[used..].first_chunk::<WINDOW>() {
                let Some(last) = last_other(next) else {
                    if used == 0 {
                        (*window, *digits) = (*next, WINDOW);
                    }
                    break;
                };
                (*before, *windows) = (next[last], 0);
                used += last + 1;
            }
            if used > 0 {
                return used;
            }
        }
        let lacking = &bytes[..bytes.len().min(WINDOW - *digits)];
        // From behind: where a byte is no digit, no window begins at or before it.
        let used = match lacking.iter().rposition(|&byte| !is_digit(byte)) {
            None if lacking.is_empty() => WINDOW,
            None => {
                window[*digits..*digits + lacking.len()].copy_from_slice(lacking);
                *digits += lacking.len();
                lacking.len()
            }
            Some(last) => {
                (*digits, *before, *windows) = (0, lacking[last], 0);
                last + 1
            }
        };
        if *digits == WINDOW {
            let begin = self.at + used as u64 - WINDOW as u64;
            let place = match (*before, *windows) {
                (before, _) if !is_digit(before) => Place::First(before),
                (_, EARLY..) => Place::Late(begin as usize / WINDOW),
                _ => Place::Early,
            };
            let found = recognise(window, place);
            (*digits, *before, *windows) = (0, window[WINDOW - 1], windows.saturating_add(1));
            if let Some(found) = found {
                let window = *window;
                self.state = enter(&window, begin.., found, false, take);
            }
        }
        used
    }

    /// Follows a run; gives how many bytes are of it, with the one that ends it if that is no digit.
    fn follow(&mut self, bytes: &[u8], take: &mut impl Take) -> usize {
        let State::Within { spelling, seen, joint, spaced } = &mut self.state else { return 0 };
        let begin = self.at;
        for (i, &byte) in bytes.iter().enumerate() {
            let at = begin + i as u64;
            let counts = match (byte, *joint) {
                (b'/', Joint::Escape) => *spelling == Spelling::Base64,
                (b'n' | b'r', Joint::Escape) if *seen == 0 => {
                    *joint = Joint::Line;
                    continue;
                }
                (_, Joint::Escape) => false,
                (b'\n' | b'\r', _) | (b' ' | b'\t', Joint::Line) if *seen == 0 => {
                    *joint = Joint::Line;
                    continue;
                }
                (b' ', Joint::None) if *seen == 0 && *spaced => continue,
                (b'\\', _) => {
                    *joint = Joint::Escape;
                    continue;
                }
                _ => spelling.value(byte).is_some(),
            };
            if !counts {
                take.end();
                self.state = seeking(byte);
                let used = i + usize::from(!is_digit(byte));
                self.at += used as u64;
                return used;
            }
            take.digit(byte, at);
            *joint = Joint::None;
            *seen = (*seen + 1) % spelling.group();
        }
        self.at += bytes.len() as u64;
        bytes.len()
    }
}

/// Enters a run with the digits of a window, which stand at these places.
fn enter(
    window: &[u8; WINDOW],
    places: impl Iterator<Item = u64>,
    found: Found,
    spaced: bool,
    take: &mut impl Take,
) -> State {
    let Found { spelling, start, content } = found;
    take.begin(spelling, content);
    let mut seen = 0;
    for (&digit, at) in window.iter().zip(places).skip(start) {
        take.digit(digit, at);
        seen = (seen + 1) % spelling.group();
    }
    State::Within { spelling, seen, joint: Joint::None, spaced }
}

/// The last byte that is no digit: in most texts it is near.
fn last_other(bytes: &[u8; WINDOW]) -> Option<usize> {
    let near = bytes.iter().rev().take(NEAR).position(|&byte| !is_digit(byte));
    near.map(|back| WINDOW - 1 - back).or_else(|| {
        let block = Block::load(bytes);
        let digits = block.lower_case().range(b'a', b'z') | block.range(b'0', b'9') | block.any(b"+-/_");
        (WINDOW - 1).checked_sub(digits.leading_ones() as usize)
    })
}

impl Default for Runs {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
