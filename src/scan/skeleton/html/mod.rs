//! HTML and XML: tags with their quotes, elements whose content is no markup; text between block tags is a segment, inline tags are passed
//! through; cells know their column's header, definitions their term, attribute values what names them.
//!
//! An entry (a table row under a header, a list item, a definition list) is a record. In XML an element's name
//! labels its text, and an element with labelled children is a record. Scripts and comments are read where a
//! label names the value; styles and attributes that nobody reads (`d`, `srcset`, `class` …) are not.

mod attributes;
mod table;
mod tags;

use super::json::Json;
use super::memo::Memo;
use super::sniff::hands_over_json;
use super::{Ended, FAR, Place, Sight, Skeleton, before};
use crate::bytes::{BLOCK, LOOK_AHEAD, Span, Window};
use crate::grammar::Labels;
use crate::scan::masks::Near;
use crate::scan::view::Folding;
use crate::simd::Block;
use attributes::{Attribute, is_named};
use table::Tables;
use tags::{
    Tag, attribute, carries_value, colspan, is_read, may_carry_value, name_key, naming, short_key, tag, tag_of,
};

/// Bytes of a cell, a term or a label's text that are read as a label.
const LABEL: u64 = 160;
/// Bytes of a tag that are read for the attributes that name its value.
const TAG: u64 = 320;

/// Bytes of a script in which it is seen whether it is data.
const SCRIPT: u64 = 256;
/// Bytes of a tag's name that are read.
const LONGEST_NAME: u64 = 32;
/// Bytes in front of an attribute's value in which its name stands.
const NAME: u64 = 48;

/// Where in the markup the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Text,
    /// In a tag; the quote of the open attribute value, or 0.
    Tag(u8),
    Comment,
    /// In what a reader of HTML takes for a comment up to the next `>`: `<!x>`, `<?x>`, `</ x>`.
    Bogus,
    /// In an element whose content is no markup.
    Raw(Read),
}

/// How the content of a raw element is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    /// As text: a form's field, a title.
    Text,
    /// Where a label names a value: a script.
    Labelled,
    /// As JSON: a script that is data, or hands some to a function.
    Json,
    /// Not at all: a style.
    Not,
}

/// What the text of the open element is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Nothing,
    Cell,
    Header,
    Term,
    Definition,
    Label,
    /// An XML element: its name labels its text.
    Element,
}

/// Whether the tag whose name begins `text` is passed through by the text around it.
pub(super) fn is_inline(text: &[u8]) -> bool {
    tag(text) == Tag::Inline
}

/// The state.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Html {
    xml: bool,
    state: State,
    tag: Tag,
    closing: bool,
    /// The name of the open raw element, as a number.
    raw: u64,
    tag_start: u64,
    /// Behind the opening quote of the open attribute value.
    quote: u64,
    /// How far the open tag has been read for attributes, and what stands there.
    read: u64,
    attribute: Attribute,
    segment: u64,
    within: Within,
    /// Where the text of `within` began.
    content: u64,
    span: usize,
    tables: Tables,
    /// In XML: what the elements' names say.
    memo: Memo,
    /// The open script's, if it is read as JSON.
    json: Json,
    /// What the last term or label said, for the value to come; in XML what the open element's name says.
    term: Labels,
    /// In XML: labelled elements since the last record ended, and how deep they stand.
    depth: u16,
    labelled_depth: u16,
    /// Classes of the block, and the bit behind the last mark passed.
    less: u64,
    double: u64,
    single: u64,
    /// `>` and quotes: what ends something in a tag.
    ends: u64,
    from: u32,
}

impl Html {
    /// The state before the first byte of an HTML or XML document.
    pub(in crate::scan) const fn new(xml: bool) -> Self {
        Self {
            xml,
            state: State::Text,
            tag: Tag::Inline,
            closing: false,
            raw: 0,
            tag_start: 0,
            quote: 0,
            read: 0,
            attribute: Attribute::Name,
            segment: 0,
            within: Within::Nothing,
            content: 0,
            span: 1,
            tables: Tables::new(),
            memo: Memo::new(),
            json: Json::new(),
            term: Labels::NONE,
            depth: 0,
            labelled_depth: 0,
            less: 0,
            double: 0,
            single: 0,
            ends: 0,
            from: 0,
        }
    }

    /// Whether the document is XML.
    pub(in crate::scan) const fn is_xml(&self) -> bool {
        self.xml
    }

    /// Where the next byte stands, for the tests.
    #[cfg(any(test, fuzzing))]
    pub(super) fn part(&self) -> super::walk::Part {
        use super::walk::Part;
        match self.state {
            State::Text => Part::Text,
            State::Tag(0) => Part::Tag,
            State::Tag(_) => Part::Value(self.quote),
            State::Comment | State::Bogus => Part::Comment,
            State::Raw(Read::Text) => Part::RawText,
            State::Raw(Read::Labelled | Read::Json) => Part::Script,
            State::Raw(Read::Not) => Part::Style,
        }
    }

    /// What the place of the open text says.
    fn labels(&self) -> Labels {
        match self.within {
            Within::Cell => self.tables.labels(),
            Within::Definition | Within::Element => self.term,
            _ => Labels::NONE,
        }
    }

    /// Whether the open text is a value that paragraphs and fields only part.
    const fn in_value(&self) -> bool {
        matches!(self.within, Within::Cell | Within::Definition | Within::Header)
    }

    /// A `<` in text: what begins here.
    fn open_tag(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        let mut word = sight.window.word(at + 1);
        self.closing = word as u8 == b'/';
        let name = at + 1 + u64::from(self.closing);
        if self.closing {
            word = sight.window.word(name);
        }
        if !(word as u8).is_ascii_alphabetic() {
            self.open_other(at, sight);
            return Ended::default();
        }
        (self.tag_start, self.read, self.attribute) = (at, name, Attribute::Name);
        self.state = State::Tag(0);
        if self.xml {
            return self.xml_text_ends(at, sight);
        }
        let key = short_key(word).unwrap_or_else(|| name_key(sight.window.bytes(name, name + LONGEST_NAME)));
        self.tag = tag_of(key);
        match self.tag {
            Tag::Inline => Ended::default(),
            // Mostly a paragraph or the like where no text is of interest.
            Tag::Block if self.within == Within::Nothing => Ended::default(),
            Tag::Label if !self.closing => Ended::default(),
            Tag::Block | Tag::Verbatim | Tag::Script | Tag::Style if self.in_value() => Ended::default(),
            _ => self.text_ends(at, sight),
        }
    }

    /// A `<` that no name follows: a comment, a section of character data, a declaration, what counts as a comment
    /// (`</1>`), or text.
    fn open_other(&mut self, at: u64, sight: Sight<'_>) {
        let text = sight.window.bytes(at + 1, at + 9);
        if text.starts_with(b"!--") {
            self.tag_start = at;
            self.state = State::Comment;
        } else if text.starts_with(b"![CDATA[") {
            // Text: its opening only is stepped over.
            self.segment = at + 9;
            self.content = at + 9;
        } else if matches!(text.first(), Some(b'!' | b'?')) || !self.xml && self.closing && text.len() > 1 {
            self.tag_start = at;
            self.state = if self.xml { State::Tag(0) } else { State::Bogus };
            self.tag = Tag::Inline;
        }
    }

    /// In XML every tag ends the text before it; a closing one ends the element.
    fn xml_text_ends(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        let mut ended = Ended::default();
        if self.within == Within::Element && self.closing {
            let value = Span::new(self.content, at);
            if !self.term.is_none() && !value.is_empty() {
                ended.value = Some((value, self.term));
                self.labelled_depth = self.depth;
            }
        }
        self.within = Within::Nothing;
        if self.closing {
            // The element around the labelled ones ends: one record.
            if self.depth < self.labelled_depth {
                ended.record = true;
                self.labelled_depth = 0;
            }
            self.depth = self.depth.saturating_sub(1);
            self.term = Labels::NONE;
        } else {
            self.depth = self.depth.saturating_add(1);
            let text = sight.window.bytes(at + 1, at + 2 + LONGEST_NAME);
            let sound = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':' | 0x80..);
            let name = Span::new(at + 1, at + 1 + text.iter().take_while(sound).count() as u64);
            self.term = self.memo.label(name, sight.window, sight.lexicon);
            self.within = Within::Element;
        }
        ended
    }

    /// The text before a block tag ends at `at`.
    fn text_ends(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        let mut ended = Ended::default();
        let content = Span::new(self.content, at);
        let own = || -> (Labels, bool) {
            let text = sight.window.bytes(content.start, content.end.min(content.start + LABEL));
            if content.len() > LABEL { (Labels::NONE, true) } else { (sight.lexicon.label(text), holds_value(text)) }
        };
        match self.within {
            Within::Cell | Within::Header => {
                let labels = self.tables.labels();
                let header = self.within == Within::Header;
                let (own, holds_value) = if header || self.tables.may_label() { own() } else { (Labels::NONE, true) };
                if !labels.is_none() && self.within == Within::Cell {
                    ended.value = Some((inner(content, sight), labels));
                }
                self.tables.cell(own, holds_value, header, self.span);
            }
            Within::Term | Within::Label => self.term = own().0,
            Within::Definition => {
                if !self.term.is_none() {
                    ended.value = Some((inner(content, sight), self.term));
                }
                self.term = Labels::NONE;
            }
            Within::Nothing | Within::Element => {}
        }
        self.within = Within::Nothing;
        let (row, entry) = match (self.tag, self.closing) {
            // `</tr>` may be left out: whatever begins or ends another row or section ends the open one.
            (Tag::Row | Tag::Section, _) => (self.tables.end_row(), false),
            (Tag::Table, true) => {
                self.tables.end_row();
                self.tables.close();
                (true, false)
            }
            (Tag::List, true) | (Tag::Entry, _) => (false, true),
            _ => (false, false),
        };
        ended.record = row || entry;
        ended
    }

    /// A `>` outside quotes: the tag ends.
    fn close_tag(&mut self, at: u64, sight: Sight<'_>) {
        let tag_text = sight.window.bytes(self.tag_start.max(at.saturating_sub(TAG)), at);
        if self.xml {
            if tag_text.ends_with(b"/") && !self.closing {
                self.depth = self.depth.saturating_sub(1);
                self.within = Within::Nothing;
            }
            self.segment = at + 1;
            self.content = at + 1;
            return;
        }
        let opens = !self.closing;
        let read = match self.tag {
            Tag::Verbatim => Some(Read::Text),
            Tag::Script => Some(Read::Labelled),
            Tag::Style => Some(Read::Not),
            _ => None,
        };
        if let Some(read) = read.filter(|_| opens && !tag_text.ends_with(b"/")) {
            self.raw = Self::name_key(self.tag_start + 1, sight);
            self.state = State::Raw(read);
            if read == Read::Labelled && hands_over_json(sight.window.bytes(at + 1, at + 1 + SCRIPT)) {
                self.state = State::Raw(Read::Json);
                let begin = at / BLOCK as u64 * BLOCK as u64;
                self.json.begin(&Block::load(sight.window.block(begin)), begin, self.from, sight.window);
            }
        }
        let within = match self.tag {
            Tag::Inline => return,
            Tag::Block | Tag::Verbatim | Tag::Script | Tag::Style if self.in_value() => {
                // A paragraph or line break inside a cell: text of its own, the same value.
                self.segment = at + 1;
                return;
            }
            Tag::Cell if opens => Within::Cell,
            Tag::Header if opens => Within::Header,
            Tag::Term if opens => Within::Term,
            Tag::Definition if opens => Within::Definition,
            Tag::Label if opens => Within::Label,
            Tag::Row if opens => {
                self.tables.row();
                Within::Nothing
            }
            Tag::Table if opens => {
                self.tables.open();
                Within::Nothing
            }
            _ => Within::Nothing,
        };
        self.within = within;
        self.span = if matches!(within, Within::Cell | Within::Header) { colspan(tag_text) } else { 1 };
        self.segment = at + 1;
        self.content = at + 1;
    }

    /// The name of the attribute whose value began at `quote`.
    fn attribute<'a>(&self, sight: Sight<'a>) -> &'a [u8] {
        attribute(sight.window.bytes(self.tag_start.max(self.quote.saturating_sub(NAME)), self.quote))
    }

    /// What names the attribute value that began at `quote`; `None` if nobody reads it.
    fn attribute_labels(&self, sight: Sight<'_>) -> Option<Labels> {
        let before = sight.window.bytes(self.tag_start.max(self.quote.saturating_sub(TAG)), self.quote);
        let name = attribute(before);
        if !is_read(name) {
            return None;
        }
        if !matches!(name, b"value" | b"content") {
            return Some(sight.lexicon.label(name));
        }
        let mut labels = self.term;
        naming(before, |text| labels = sight.lexicon.label(text));
        let behind = sight.window.bytes(self.quote, self.quote + TAG.min(LOOK_AHEAD as u64 - BLOCK as u64));
        if labels.is_none()
            && let Some(close) = behind.iter().position(|b| before.last() == Some(b))
            && let Some(end) = behind[close..].iter().position(|&b| b == b'>')
        {
            naming(&behind[close + 1..close + end], |text| labels = sight.lexicon.label(text));
        }
        Some(labels)
    }
}

/// The part of a cell inside the tags at its ends: `<b>Asha</b>`.
fn inner(content: Span, sight: Sight<'_>) -> Span {
    // No value is as long; and what the window holds of a longer one depends on the chunks.
    if content.len() > LOOK_AHEAD as u64 {
        return content;
    }
    let text = sight.window.bytes(content.start, content.end);
    let (mut start, mut end) = (0, text.len());
    loop {
        start += text[start..end].iter().take_while(|b| b.is_ascii_whitespace()).count();
        if text.get(start) != Some(&b'<') {
            break;
        }
        let Some(close) = text[start..end].iter().position(|&b| b == b'>') else { break };
        start += close + 1;
    }
    loop {
        end -= text[start..end].iter().rev().take_while(|b| b.is_ascii_whitespace()).count();
        if end <= start || text[end - 1] != b'>' {
            break;
        }
        let Some(open) = text[start..end].iter().rposition(|&b| b == b'<') else { break };
        end = start + open;
    }
    Span::new(content.start + start as u64, content.start + end as u64)
}

/// Whether a cell is a value and no label: five digits in a row, or an address.
fn holds_value(cell: &[u8]) -> bool {
    super::csv::holds_value(cell)
}

impl Html {
    /// A quote in a tag opens a value only behind the `=` of an attribute; elsewhere it is a stray.
    fn open_quote(&mut self, at: u64, quote: u8, sight: Sight<'_>) {
        let plainly = at >= self.read + 8 && is_named(sight.window.word(at - 8));
        if !plainly {
            self.attribute = self.attribute.behind(sight.window.bytes(self.read, at));
        }
        self.read = at + 1;
        if plainly || self.attribute == Attribute::Value {
            self.state = State::Tag(quote);
            self.quote = at + 1;
        } else {
            self.attribute = self.attribute.behind(&[quote]);
        }
    }

    fn may_carry_value(&self, sight: Sight<'_>) -> bool {
        may_carry_value([25, 17, 9].map(|back| sight.window.word(self.quote.saturating_sub(back))))
    }

    /// The quoted value of an attribute ends.
    fn close_quote(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        self.state = State::Tag(0);
        (self.read, self.attribute) = (at + 1, Attribute::Before);
        let value = Span::new(self.quote, at);
        if value.len() > 1
            && value.len() < LABEL
            && (self.xml || self.may_carry_value(sight) && carries_value(self.attribute(sight)))
            && let Some(labels) = self.attribute_labels(sight)
            && !labels.is_none()
        {
            return Ended { value: Some((value, labels)), ..Ended::default() };
        }
        Ended::default()
    }

    /// Steps over the next of `marks` before bit `until`; its bit.
    #[inline]
    fn step(&mut self, marks: u64, until: usize) -> Option<u32> {
        let bit = (before(marks, until) & u64::MAX.checked_shl(self.from).unwrap_or(0)).trailing_zeros();
        if bit == BLOCK as u32 {
            return None;
        }
        self.from = bit + 1;
        Some(bit)
    }

    /// A quote or a `>` outside quotes, in a tag.
    fn tag_mark(&mut self, bit: u32, at: u64, sight: Sight<'_>) -> Ended {
        if (self.double | self.single) >> bit & 1 == 1 {
            let quote = if self.double >> bit & 1 == 1 { b'"' } else { b'\'' };
            self.open_quote(at, quote, sight);
            return Ended::default();
        }
        self.state = State::Text;
        if self.xml || self.tag != Tag::Inline {
            self.close_tag(at, sight);
            return Ended::default();
        }
        self.unseen(at, sight)
    }

    /// A `>` in a comment ends it behind `--` (which may be those of its beginning) or `--!`.
    fn close_comment(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        let ends = match self.state {
            State::Comment if at >= self.tag_start + 7 && sight.window.bytes(at - 3, at) == b"--!" => true,
            State::Comment => at >= self.tag_start + 4 && sight.window.bytes(at - 2, at) == b"--",
            _ => true,
        };
        if !ends {
            return Ended::default();
        }
        self.state = State::Text;
        self.unseen(at, sight)
    }

    /// What ends at `at` is not seen: whether it may split a value.
    fn unseen(&self, at: u64, sight: Sight<'_>) -> Ended {
        let goes_on =
            |b: u8| b.is_ascii_digit() || matches!(b, b'<' | b'&' | b'\\' | b'@' | b' ' | b'-' | b'.' | b'/' | 0x80..);
        let before = self.tag_start.checked_sub(1).and_then(|at| sight.window.byte(at)).unwrap_or(b' ');
        let behind = sight.window.byte(at + 1).unwrap_or(b' ');
        // A letter counts where a digit follows: `ABCPE<b>1234</b>F`.
        let splits = before.is_ascii_digit() && goes_on(behind)
            || before.is_ascii_alphabetic() && (behind.is_ascii_digit() || behind == b'<');
        Ended { split: splits.then_some(self.tag_start), ..Ended::default() }
    }

    /// The key of the name at `at`.
    fn name_key(at: u64, sight: Sight<'_>) -> u64 {
        name_key(sight.window.bytes(at, at + LONGEST_NAME))
    }

    /// A `<` in a raw element ends it if its closing tag begins here.
    fn close_raw(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        if sight.window.byte(at + 1) == Some(b'/') && Self::name_key(at + 2, sight) == self.raw {
            let data = self.state == State::Raw(Read::Json);
            self.state = State::Text;
            let ended = self.open_tag(at, sight);
            return Ended { record: ended.record || data, ..ended };
        }
        Ended::default()
    }
}

impl Skeleton for Html {
    fn enter(&mut self, block: &Block, near: &Near<'_>, at: u64, window: &Window) {
        if self.state == State::Raw(Read::Json) {
            self.json.enter(block, near, at, window);
        }
        self.less = block.eq(b'<');
        self.double = block.eq(b'"');
        self.single = block.eq(b'\'');
        self.ends = block.eq(b'>') | self.double | self.single;
        self.from = 0;
    }

    fn pass(&mut self, until: usize, block: u64, sight: Sight<'_>) -> Option<Ended> {
        while self.from < BLOCK as u32 {
            let marks = match self.state {
                State::Text | State::Raw(_) => self.less,
                State::Tag(0) => self.ends,
                State::Tag(b'"') => self.double,
                State::Tag(_) => self.single,
                State::Comment | State::Bogus => self.ends & !(self.double | self.single),
            };
            if self.state == State::Raw(Read::Json) {
                let bit = before(marks, until) & u64::MAX << self.from;
                let ended = self.json.pass((bit.trailing_zeros() as usize).min(until), block, sight);
                if ended.is_some() {
                    return ended;
                }
            }
            let bit = self.step(marks, until)?;
            let at = block + u64::from(bit);
            let mut ended = match self.state {
                State::Text => self.open_tag(at, sight),
                State::Raw(_) => self.close_raw(at, sight),
                State::Comment | State::Bogus => self.close_comment(at, sight),
                State::Tag(0) => self.tag_mark(bit, at, sight),
                State::Tag(_) => self.close_quote(at, sight),
            };
            // Most tags are short and have no quotes: their end is the next mark, and no state is asked again.
            if self.state == State::Tag(0) && !ended.is_some() {
                let bit = self.step(self.ends, until)?;
                ended = self.tag_mark(bit, block + u64::from(bit), sight);
            }
            if ended.is_some() {
                ended.at = at;
                return Some(ended);
            }
        }
        None
    }

    fn place(&self, at: u64, sight: Sight<'_>) -> Option<Place> {
        match self.state {
            State::Text => Some(Place { segment: self.segment, labels: self.labels(), labelled_only: false }),
            State::Tag(0) => Some(Place { segment: self.tag_start, labels: Labels::NONE, labelled_only: true }),
            // What names so long a value may have left the window: for every chunking it counts as unnamed.
            State::Tag(_) if at - self.quote > FAR => {
                Some(Place { segment: self.quote, labels: Labels::NONE, labelled_only: false })
            }
            State::Tag(_) => {
                self.attribute_labels(sight).map(|labels| Place { segment: self.quote, labels, labelled_only: false })
            }
            State::Comment | State::Bogus => {
                Some(Place { segment: self.tag_start, labels: Labels::NONE, labelled_only: false })
            }
            State::Raw(Read::Text) => {
                Some(Place { segment: self.segment, labels: self.labels(), labelled_only: false })
            }
            State::Raw(Read::Json) => self.json.place(at, sight),
            State::Raw(Read::Labelled) => {
                Some(Place { segment: self.segment, labels: Labels::NONE, labelled_only: true })
            }
            State::Raw(Read::Not) => None,
        }
    }

    fn end(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        self.tag = Tag::Block;
        Ended {
            record: true,
            at,
            ..if self.state == State::Text { self.text_ends(at, sight) } else { Ended::default() }
        }
    }

    fn folding(&self) -> Folding {
        Folding { markup: true, tags: !self.xml, escapes: true, percents: true }
    }

    fn is_running(&self) -> bool {
        true
    }

    fn is_end(byte: u8) -> bool {
        matches!(byte, b'<' | b'"')
    }
}
