//! Tags, and what a reader does not see: where they begin and end, and whether they may split a value.
//!
//! Most tags are *plain*: what they end or begin is of no interest, since they are inline, or blocks where no cell's
//! or term's text is open. Of those only the end is looked for.

use super::super::sniff::hands_over_json;
use super::super::{Ended, FAR, Sight};
use super::attributes::{Attribute, is_plain_name, may_carry};
use super::tags::{Tag, colspan, name_key, short_key, tag_of};
use super::{Html, LONGEST_NAME, Read, State, Within};
use crate::bytes::BLOCK;
use crate::scan::unit::LONGEST_TAG;
use crate::simd::Block;

/// Bytes of a tag that are read for what it says of its element.
pub(super) const TAG: u64 = 320;
/// Bytes of a script in which it is seen whether it is data.
const SCRIPT: u64 = 256;

impl Html {
    /// A `<` in text: what begins here.
    #[inline]
    pub(super) fn open_tag(&mut self, at: u64, sight: Sight<'_>) -> Option<Ended> {
        self.closing = sight.window.byte(at + 1) == Some(b'/');
        let name = at + 1 + u64::from(self.closing);
        let word = sight.window.word(name);
        if !(word as u8).is_ascii_alphabetic() {
            return self.open_other(at, sight);
        }
        (self.tag_start, self.read, self.attribute) = (at, name, Attribute::Name);
        self.state = State::Tag(0);
        self.plain = false;
        if self.xml {
            return self.xml_text_ends(at, sight).some();
        }
        let key = short_key(word).unwrap_or_else(|| name_key(sight.window.bytes(name, name + LONGEST_NAME)));
        self.tag = tag_of(key);
        self.plain = self.is_plain();
        if self.plain { None } else { self.open_element(at, sight) }
    }

    /// Steps over the tags that stand in the block whole and have no attribute that is read, which most do, up to the first of
    /// another kind or the first with which something ended.
    #[inline]
    pub(super) fn whole_tags(&mut self, reach: u64, block: u64, sight: Sight<'_>) -> Option<Ended> {
        let text = sight.window.bytes(block, block + (BLOCK + 16) as u64);
        while let Some(bit) = self.next(self.less & reach) {
            let closing = text.get(bit as usize + 1) == Some(&b'/');
            let name = bit as usize + 1 + usize::from(closing);
            let word = u64::from_le_bytes(*text.get(name..)?.first_chunk()?);
            if !(word as u8).is_ascii_alphabetic() {
                return None;
            }
            let end = self.tag_end(bit, block + name as u64, reach, block, sight)?;
            self.tag = tag_of(short_key(word)?);
            (self.tag_start, self.closing) = (block + u64::from(bit), closing);
            let at = block + u64::from(end);
            if self.is_plain() {
                self.from = end + 1;
                if self.tag == Tag::Block {
                    let ended = self.block_ends(sight);
                    self.segment = at + 1;
                    if let Some(ended) = ended {
                        if ended.value.is_some() || !sight.idle {
                            return Some(Ended { at, ..ended });
                        }
                        self.since = at;
                    }
                } else if let Some(ended) = self.unseen(at, sight) {
                    return Some(Ended { at, ..ended });
                }
                continue;
            }
            self.from = bit + 1;
            (self.read, self.attribute, self.plain) = (block + name as u64, Attribute::Name, false);
            self.state = State::Tag(0);
            if !self.begins_nothing()
                && let Some(ended) = self.open_element(self.tag_start, sight)
            {
                if ended.value.is_some() || !sight.idle {
                    return Some(Ended { at: self.tag_start, ..ended });
                }
                self.since = self.tag_start;
            }
            self.from = end + 1;
            self.state = State::Text;
            self.close_element(at, sight);
            if self.state != State::Text {
                return None;
            }
        }
        None
    }

    /// Where the tag ends that begins at `bit`, if it does within reach; its name begins at `name`. Its attributes are stepped
    /// over where they are plainly written and hold nothing that is read.
    #[inline]
    fn tag_end(&self, bit: u32, name: u64, reach: u64, block: u64, sight: Sight<'_>) -> Option<u32> {
        let mut marks = self.ends & reach & (u64::MAX << bit);
        let mut read = name;
        loop {
            let mark = marks & marks.wrapping_neg();
            if mark & self.greater != 0 {
                return Some(mark.trailing_zeros());
            }
            if mark == 0 {
                return None;
            }
            let quote = mark.trailing_zeros();
            let like = if mark & self.double != 0 { self.double } else { !(self.double | self.greater) };
            let behind = marks & like & !mark;
            let at = block + u64::from(quote);
            if behind == 0 || !is_plain_name(at, read, sight) {
                return None;
            }
            let close = behind.trailing_zeros();
            if close - quote > 2 && may_carry(at + 1, sight) {
                return None;
            }
            marks &= u64::MAX << close << 1;
            read = block + u64::from(close) + 1;
        }
    }

    /// Whether the open tag, of a cell or the like, stands directly behind another one: then no text ends.
    #[inline]
    fn begins_nothing(&self) -> bool {
        self.within == Within::Nothing
            && self.segment == self.tag_start
            && matches!(self.tag, Tag::Cell | Tag::Header | Tag::Term | Tag::Definition)
    }

    /// Whether the tag does nothing to what the text around it is for.
    #[inline]
    fn is_plain(&self) -> bool {
        match self.tag {
            Tag::Inline => true,
            Tag::Block => !matches!(self.within, Within::Term | Within::Label),
            _ => false,
        }
    }

    /// The tag of an element whose place says something begins at `at`.
    #[inline]
    fn open_element(&mut self, at: u64, sight: Sight<'_>) -> Option<Ended> {
        match self.tag {
            Tag::Label if !self.closing => None,
            Tag::Verbatim | Tag::Script | Tag::Style if self.in_value() => None,
            _ => self.text_ends(at, sight).some(),
        }
    }

    /// A `>` outside quotes: the tag ends.
    #[inline]
    pub(super) fn close_tag(&mut self, at: u64, sight: Sight<'_>) -> Option<Ended> {
        self.state = State::Text;
        if !self.plain {
            self.close_element(at, sight);
            return None;
        }
        if self.tag == Tag::Inline {
            return self.unseen(at, sight);
        }
        let ended = self.block_ends(sight);
        self.segment = at + 1;
        ended
    }

    /// A `<` that no name follows: a comment, a section of character data, a declaration, what counts as a comment
    /// (`</1>`), or text.
    #[cold]
    fn open_other(&mut self, at: u64, sight: Sight<'_>) -> Option<Ended> {
        let text = sight.window.bytes(at + 1, at + 9);
        self.plain = false;
        if text.starts_with(b"!--") {
            self.tag_start = at;
            self.state = State::Comment;
            return None;
        }
        if text.starts_with(b"![CDATA[") {
            // Text: its opening only is stepped over.
            let blank = || sight.window.bytes(self.segment, at).trim_ascii().is_empty();
            if self.xml && at > self.segment && (at - self.segment > FAR || !blank()) {
                return Ended { split: ends_with_digit(at, sight).then_some(at), ..Ended::default() }.some();
            }
            (self.segment, self.content) = (at + 9, at + 9);
            return None;
        }
        if matches!(text.first(), Some(b'!' | b'?')) || !self.xml && self.closing && text.len() > 1 {
            self.tag_start = at;
            self.state = if self.xml { State::Tag(0) } else { State::Bogus };
            self.tag = Tag::Inline;
            if !self.xml {
                return None;
            }
        } else {
            return None;
        }
        // What goes on here is not followed further.
        let split = (self.hidden_end == at).then_some(self.hidden);
        Ended { split, ..Ended::default() }.some()
    }

    /// Whether the open tag has values in quotes.
    pub(super) const fn has_quotes(&self) -> bool {
        self.read > self.tag_start + 1
    }

    /// The tag of an element whose place says something ends at `at`.
    #[inline]
    fn close_element(&mut self, at: u64, sight: Sight<'_>) {
        if self.xml {
            self.xml_tag_ends(at, sight);
            return;
        }
        self.within = match self.tag {
            Tag::Verbatim | Tag::Script | Tag::Style => {
                self.open_raw(at, sight);
                if self.in_value() {
                    // A field inside a cell: text of its own, the same value.
                    self.segment = at + 1;
                    return;
                }
                Within::Nothing
            }
            _ if self.closing => Within::Nothing,
            Tag::Cell => Within::Cell,
            Tag::Header => Within::Header,
            Tag::Term => Within::Term,
            Tag::Definition => Within::Definition,
            Tag::Label => Within::Label,
            Tag::Row => {
                self.tables.row();
                Within::Nothing
            }
            Tag::Table => {
                self.tables.open();
                Within::Nothing
            }
            _ => Within::Nothing,
        };
        self.span = 1;
        // `<td>` alone spans no more.
        if matches!(self.within, Within::Cell | Within::Header) && at > self.tag_start + 3 {
            self.span = colspan(sight.window.bytes(self.tag_start.max(at.saturating_sub(TAG)), at));
        }
        (self.segment, self.content) = (at + 1, at + 1);
    }

    /// The tag of a raw element ends at `at`: unless it is closed at once, or closing, its content begins.
    fn open_raw(&mut self, at: u64, sight: Sight<'_>) {
        if self.closing || sight.window.byte(at - 1) == Some(b'/') {
            return;
        }
        let read = match self.tag {
            Tag::Script if hands_over_json(sight.window.bytes(at + 1, at + 1 + SCRIPT)) => {
                let begin = at / BLOCK as u64 * BLOCK as u64;
                self.json.begin(&Block::load(sight.window.block(begin)), begin, self.from, sight.window);
                Read::Json
            }
            Tag::Script => Read::Labelled,
            Tag::Style => Read::Not,
            _ => Read::Text,
        };
        self.raw = Self::name_key(self.tag_start + 1, sight);
        self.state = State::Raw(read);
    }

    /// A `>` in a comment ends it behind `--` (which may be those of its beginning) or `--!`.
    pub(super) fn close_comment(&mut self, at: u64, sight: Sight<'_>) -> Option<Ended> {
        let ends = match self.state {
            State::Comment if at >= self.tag_start + 7 && sight.window.bytes(at - 3, at) == b"--!" => true,
            State::Comment => at >= self.tag_start + 4 && sight.window.bytes(at - 2, at) == b"--",
            _ => true,
        };
        if !ends {
            return None;
        }
        self.state = State::Text;
        self.unseen(at, sight)
    }

    /// What ends at `at` is not seen: whether it may split a value. Of several in a row the last one tells.
    #[inline]
    fn unseen(&mut self, at: u64, sight: Sight<'_>) -> Option<Ended> {
        let goes_on =
            |b: u8| b.is_ascii_digit() || matches!(b, b'&' | b'\\' | b'@' | b' ' | b'-' | b'.' | b'/' | 0x80..);
        let start = if self.hidden_end == self.tag_start { self.hidden } else { self.tag_start };
        let behind = sight.window.byte(at + 1).unwrap_or(b' ');
        if behind == b'<' {
            (self.hidden, self.hidden_end) = (start, at + 1);
            return None;
        }
        if !goes_on(behind) || at - start >= LONGEST_TAG as u64 {
            return None;
        }
        let before = start.checked_sub(1).and_then(|at| sight.window.byte(at)).unwrap_or(b' ');
        // A letter counts where a digit follows, `ABCPE<b>1234</b>F`, or where more than one thing is hidden.
        let splits = before.is_ascii_digit()
            || before.is_ascii_alphabetic() && (behind.is_ascii_digit() || start != self.tag_start);
        splits.then_some(Ended { split: Some(start), ..Ended::default() })
    }

    /// The key of the name at `at`.
    fn name_key(at: u64, sight: Sight<'_>) -> u64 {
        name_key(sight.window.bytes(at, at + LONGEST_NAME))
    }

    /// A `<` in a raw element ends it if its closing tag begins here.
    pub(super) fn close_raw(&mut self, at: u64, sight: Sight<'_>) -> Option<Ended> {
        if sight.window.byte(at + 1) == Some(b'/') && Self::name_key(at + 2, sight) == self.raw {
            let data = self.state == State::Raw(Read::Json);
            self.state = State::Text;
            let ended = self.open_tag(at, sight);
            let ended = ended.unwrap_or_default();
            return Ended { record: ended.record || data, ..ended }.some();
        }
        None
    }
}

/// Whether a digit stands in front of `at`, in a section of character data that may have ended there.
fn ends_with_digit(at: u64, sight: Sight<'_>) -> bool {
    let before = sight.window.bytes(at.saturating_sub(4), at);
    before.strip_suffix(b"]]>").unwrap_or(before).last().is_some_and(u8::is_ascii_digit)
}
