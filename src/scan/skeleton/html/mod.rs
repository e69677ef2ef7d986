//! HTML and XML: tags with their quotes, elements whose content is no markup; text between block tags is a segment, inline tags are passed
//! through; cells know their column's header, definitions their term, attribute values what names them.
//!
//! An entry (a table row under a header, a list item, a definition list) is a record. XML has rules of its own ([`xml`]).
//! Scripts and comments are read where a
//! label names the value; styles and attributes that nobody reads (`d`, `srcset`, `class` …) are not.

mod attributes;
mod content;
mod marks;
mod pairs;
mod table;
mod tags;
mod xml;

use super::json::Json;
use super::memo::Memo;
use super::{Ended, FAR, Place, Sight, Skeleton, before};
use crate::bytes::Window;
use crate::grammar::Labels;
use crate::scan::masks::Near;
use crate::scan::view::{Fielded, Folding};
use crate::simd::Block;
use attributes::Attribute;
use pairs::Pairs;
use table::Tables;
use tags::{Tag, tag};

/// Bytes of a cell, a term or a label's text that are read as a label.
const LABEL: u64 = 160;
/// Bytes of a tag's name that are read.
const LONGEST_NAME: u64 = 32;

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
    /// Whether the open tag does nothing to what the text around it is for.
    plain: bool,
    /// The name of the open raw element, as a number.
    raw: u64,
    tag_start: u64,
    /// Where the last row of things that nobody sees began and ended, if it was followed by another `<`.
    hidden: u64,
    hidden_end: u64,
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
    pairs: Pairs,
    /// In XML: what the elements' names say.
    memo: Memo,
    /// The open script's, if it is read as JSON.
    json: Json,
    /// What the last term or label said, for the value to come; in XML what the open element's name says.
    term: Labels,
    /// In XML: labelled elements since the last record ended, and how deep they stand.
    depth: u16,
    labelled_depth: u16,
    /// In XML: how deep the element stands that `term` names.
    term_depth: u16,
    /// Where the last record ended whose end was not told.
    since: u64,
    /// Classes of the block, and the bit behind the last mark passed.
    less: u64,
    greater: u64,
    double: u64,
    /// `>` and quotes of both kinds: what ends something in a tag.
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
            plain: false,
            raw: 0,
            tag_start: 0,
            hidden: 0,
            hidden_end: 0,
            quote: 0,
            read: 0,
            attribute: Attribute::Name,
            segment: 0,
            within: Within::Nothing,
            content: 0,
            span: 1,
            tables: Tables::new(),
            pairs: Pairs::NONE,
            memo: Memo::new(),
            json: Json::new(),
            term: Labels::NONE,
            depth: 0,
            labelled_depth: 0,
            term_depth: 0,
            since: 0,
            less: 0,
            greater: 0,
            double: 0,
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
}

impl Html {
    /// The next of `marks` that was not passed yet.
    #[inline]
    fn next(&self, marks: u64) -> Option<u32> {
        let ahead = marks & u64::MAX.checked_shl(self.from).unwrap_or(0);
        (ahead != 0).then_some(ahead.trailing_zeros())
    }

    /// A quote or a `>` outside quotes, in a tag, at the bit of the block.
    #[inline]
    fn tag_mark(&mut self, bit: u32, block: u64, sight: Sight<'_>) -> Option<Ended> {
        let at = block + u64::from(bit);
        if self.greater >> bit & 1 == 1 {
            return self.close_tag(at, sight);
        }
        self.open_quote(at, if self.double >> bit & 1 == 1 { b'"' } else { b'\'' }, sight);
        None
    }
}

impl Skeleton for Html {
    const TELLS_TAGS: bool = true;

    fn enter(&mut self, block: &Block, near: &Near<'_>, at: u64, window: &Window) {
        if self.state == State::Raw(Read::Json) {
            self.json.enter(block, near, at, window);
        }
        self.from = 0;
        // A value that does not end here, as a picture in base64, has no marks.
        if let State::Tag(quote @ 1..) = self.state
            && block.eq(quote) == 0
        {
            (self.double, self.ends, self.greater) = (0, 0, 0);
            return;
        }
        self.less = block.eq(b'<');
        // Text without a tag has no other marks.
        if self.less == 0 && matches!(self.state, State::Text | State::Raw(_)) {
            return;
        }
        self.greater = block.eq(b'>');
        self.double = block.eq(b'"');
        self.ends = self.greater | self.double | block.eq(b'\'');
    }

    #[inline]
    fn pass(&mut self, until: usize, block: u64, sight: Sight<'_>) -> Option<Ended> {
        let reach = before(u64::MAX, until);
        loop {
            if self.state == State::Text && !self.xml {
                let ended = self.whole_tags(reach, block, sight);
                if ended.is_some() {
                    return ended;
                }
            }
            let marks = match self.state {
                State::Text | State::Raw(_) => self.less,
                State::Tag(0) => self.ends,
                State::Tag(b'"') => self.double,
                State::Tag(_) => self.ends & !(self.double | self.greater),
                State::Comment | State::Bogus => self.greater,
            };
            let next = self.next(marks & reach);
            if self.state == State::Raw(Read::Json) {
                let ended = self.json.pass(next.map_or(until, |bit| bit as usize), block, sight);
                if ended.is_some() {
                    return ended;
                }
            }
            let bit = next?;
            self.from = bit + 1;
            let ended = match self.state {
                State::Text => self.open_tag(block + u64::from(bit), sight),
                State::Tag(0) => self.tag_mark(bit, block, sight),
                State::Tag(_) => self.close_quote(block + u64::from(bit), sight),
                State::Raw(_) => self.close_raw(block + u64::from(bit), sight),
                State::Comment | State::Bogus => self.close_comment(block + u64::from(bit), sight),
            };
            if let Some(ended) = ended {
                let at = block + u64::from(bit);
                if sight.idle && ended.record && ended.value.is_none() {
                    self.since = at;
                    continue;
                }
                return Some(Ended { at, ..ended });
            }
        }
    }

    fn place(&self, at: u64, sight: Sight<'_>) -> Option<Place> {
        match self.state {
            State::Text => Some(Place { segment: self.segment, labels: self.labels(at), labelled_only: false }),
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
                Some(Place { segment: self.segment, labels: self.labels(at), labelled_only: false })
            }
            State::Raw(Read::Json) => self.json.place(at, sight),
            State::Raw(Read::Labelled) => {
                Some(Place { segment: self.segment, labels: Labels::NONE, labelled_only: true })
            }
            State::Raw(Read::Not) => None,
        }
    }

    fn lane(&self, at: u64, sight: Sight<'_>) -> u16 {
        match (self.state, self.within) {
            (State::Raw(Read::Json), _) => self.json.lane(at, sight),
            (_, Within::Cell) => self.tables.column() as u16 + 1,
            _ => 0,
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

    fn since(&self) -> u64 {
        self.since
    }

    fn folding(&self) -> Folding {
        Folding { markup: true, tags: !self.xml, escapes: true, percents: true, fields: Fielded::No }
    }

    fn is_running(&self) -> bool {
        true
    }

    fn is_end(byte: u8) -> bool {
        matches!(byte, b'<' | b'"')
    }
}
