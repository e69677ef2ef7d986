//! Bytes that are spelled out within a text: long runs of base64 or of hexadecimal digits, as a picture in a page, a
//! document in an answer of an interface, a token.
//!
//! Most such runs spell nothing that anybody reads. So a run is looked at in windows of 64 digits, and entered at the
//! first one that spells text, or at its start a container; of a picture nothing more is done. Where no window lies, it
//! costs a look at every 64th byte.
//!
//! The contract: what is given depends on the bytes alone, not on the chunks. No byte is held but the digits of a window.

mod recognise;

pub use recognise::{Content, Spelling, is_of_url};
use recognise::{is_digit, recognise};

/// Digits that a run has at least, and that are looked at together.
pub const WINDOW: usize = 64;

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
}

#[derive(Clone, Debug)]
enum State {
    /// `digits` of a window have been seen; `before` them stood this byte, or a digit of a window that spelled nothing.
    Seeking { window: [u8; WINDOW], digits: usize, before: u8 },
    /// In a run; so many digits of a group are missing.
    Within { spelling: Spelling, seen: u8, joint: Joint },
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
    State::Seeking { window: [0; WINDOW], digits: 0, before }
}

impl Runs {
    /// At the start of a text.
    #[must_use]
    pub const fn new() -> Self {
        Self { at: 0, state: seeking(b' ') }
    }

    /// Takes a chunk of the text.
    pub fn write(&mut self, bytes: &[u8], take: &mut impl Take) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let used = match &mut self.state {
                State::Seeking { .. } => self.seek(rest, take),
                State::Within { .. } => self.follow(rest, take),
            };
            self.at += used as u64;
            rest = &rest[used..];
        }
    }

    /// The text ends.
    pub fn end(&mut self, take: &mut impl Take) {
        if matches!(self.state, State::Within { .. }) {
            take.end();
        }
        self.state = seeking(b' ');
    }

    /// Looks for a window; gives how many bytes it has looked at.
    fn seek(&mut self, bytes: &[u8], take: &mut impl Take) -> usize {
        let State::Seeking { window, digits, before } = &mut self.state else { return 0 };
        if *digits == 0 {
            let mut used = 0;
            while let Some(next) = bytes[used..].first_chunk::<WINDOW>()
                && let Some(last) = next.iter().rposition(|&byte| !is_digit(byte))
            {
                *before = next[last];
                used += last + 1;
            }
            if used > 0 {
                return used;
            }
        }
        let lacking = &bytes[..bytes.len().min(WINDOW - *digits)];
        // From behind: where a byte is no digit, no window begins at or before it.
        let used = match lacking.iter().rposition(|&byte| !is_digit(byte)) {
            None => {
                window[*digits..*digits + lacking.len()].copy_from_slice(lacking);
                *digits += lacking.len();
                lacking.len()
            }
            Some(last) => {
                (*digits, *before) = (0, lacking[last]);
                last + 1
            }
        };
        if *digits == WINDOW {
            let (window, before) = (*window, *before);
            let begin = self.at + used as u64 - WINDOW as u64;
            self.state = State::Seeking { window, digits: 0, before: window[WINDOW - 1] };
            if let Some(found) = recognise(&window, before, begin as usize / WINDOW) {
                take.begin(found.spelling, found.content);
                let mut seen = 0;
                for (i, &digit) in window.iter().enumerate().skip(found.start) {
                    take.digit(digit, begin + i as u64);
                    seen = (seen + 1) % found.spelling.group();
                }
                self.state = State::Within { spelling: found.spelling, seen, joint: Joint::None };
            }
        }
        used
    }

    /// Follows a run; gives how many bytes are of it, with the one that ends it if that is no digit.
    fn follow(&mut self, bytes: &[u8], take: &mut impl Take) -> usize {
        let State::Within { spelling, seen, joint } = &mut self.state else { return 0 };
        for (i, &byte) in bytes.iter().enumerate() {
            let at = self.at + i as u64;
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
                (b'\\', _) => {
                    *joint = Joint::Escape;
                    continue;
                }
                _ => spelling.value(byte).is_some(),
            };
            if !counts {
                take.end();
                self.state = seeking(byte);
                return i + usize::from(!is_digit(byte));
            }
            take.digit(byte, at);
            *joint = Joint::None;
            *seen = (*seen + 1) % spelling.group();
        }
        bytes.len()
    }
}

impl Default for Runs {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests;
