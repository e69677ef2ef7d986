//! Tag names and attributes: what of a tag matters to structure.

/// What a tag does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// The text goes on through it: `<b>`, `<span>`, `<wbr>`, and tags nobody knows.
    Inline,
    /// It ends the text before it.
    Block,
    /// An entry of its own: a list item, an article. Ends a record.
    Entry,
    Table,
    Row,
    Header,
    Cell,
    List,
    Term,
    Definition,
    Label,
    /// `<thead>`, `<tbody>`, `<tfoot>`: ends an open row.
    Section,
    /// Its content is not markup, and is read where a label names a value.
    Script,
    /// Its content is not markup, and nobody reads it.
    Style,
    /// Its content is not markup but text that people read.
    Verbatim,
}

const NAMES: &[(&str, Tag)] = &[
    ("td", Tag::Cell),
    ("tr", Tag::Row),
    ("th", Tag::Header),
    ("table", Tag::Table),
    ("thead", Tag::Section),
    ("dl", Tag::List),
    ("dt", Tag::Term),
    ("dd", Tag::Definition),
    ("label", Tag::Label),
    ("script", Tag::Script),
    ("style", Tag::Style),
    ("li", Tag::Entry),
    ("article", Tag::Entry),
    ("fieldset", Tag::Entry),
    ("p", Tag::Block),
    ("div", Tag::Block),
    ("section", Tag::Block),
    ("option", Tag::Block),
    ("h1", Tag::Block),
    ("h2", Tag::Block),
    ("h3", Tag::Block),
    ("h4", Tag::Block),
    ("h5", Tag::Block),
    ("h6", Tag::Block),
    ("tbody", Tag::Section),
    ("tfoot", Tag::Section),
    ("xmp", Tag::Verbatim),
    ("iframe", Tag::Verbatim),
    ("noembed", Tag::Verbatim),
    ("noframes", Tag::Verbatim),
    ("plaintext", Tag::Verbatim),
    ("caption", Tag::Block),
    ("ul", Tag::Block),
    ("ol", Tag::Block),
    ("form", Tag::Block),
    ("input", Tag::Block),
    ("select", Tag::Block),
    ("textarea", Tag::Verbatim),
    ("button", Tag::Block),
    ("header", Tag::Block),
    ("footer", Tag::Block),
    ("main", Tag::Block),
    ("nav", Tag::Block),
    ("aside", Tag::Block),
    ("address", Tag::Block),
    ("blockquote", Tag::Block),
    ("pre", Tag::Block),
    ("hr", Tag::Block),
    ("body", Tag::Block),
    ("head", Tag::Block),
    ("html", Tag::Block),
    ("title", Tag::Verbatim),
    ("meta", Tag::Block),
    ("link", Tag::Block),
    ("figure", Tag::Block),
    ("figcaption", Tag::Block),
    ("details", Tag::Block),
    ("summary", Tag::Block),
    ("legend", Tag::Block),
    ("br", Tag::Block),
];

/// Slots of the table of names; a power of two.
const SLOTS: usize = 256;

/// The keys of the names, each at the slot of its hash or behind it: a tag is classed by one comparison, mostly.
static KEYS: [(u64, Tag); SLOTS] = {
    let mut keys = [(0, Tag::Inline); SLOTS];
    let mut n = 0;
    while n < NAMES.len() {
        let key = name_key(NAMES[n].0.as_bytes());
        let mut slot = slot(key);
        while keys[slot].0 != 0 {
            slot = (slot + 1) % SLOTS;
        }
        keys[slot] = (key, NAMES[n].1);
        n += 1;
    }
    keys
};

const fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize % SLOTS
}

const ONES: u64 = u64::MAX / 255;
/// The highest bit, in each byte.
const HIGH: u64 = 0x80 * ONES;
/// The bit that makes a capital a small letter, in each byte.
const LOWER: u64 = 0x20 * ONES;

/// Whether the byte ends a tag's name: a blank, `/` or `>` (HTML §13.2.5.8).
const fn ends_name(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' | b'>')
}

/// A name as a number: its first eight letters, lower case, the first one lowest, and what there is of it behind them.
/// 0 for what is no name of ours (`style-guide`, `o:p`).
const fn long_key(text: &[u8]) -> u64 {
    let (mut key, mut i) = (0u64, 0);
    while i < text.len() && !ends_name(text[i]) {
        if !text[i].is_ascii_alphanumeric() {
            return 0;
        }
        let letter = (text[i] | 0x20) as u64;
        key = if i < 8 { key | letter << (8 * i) } else { key.wrapping_mul(31).wrapping_add(letter) };
        i += 1;
    }
    key
}

/// The key of the tag name that `text` begins with.
pub(super) const fn name_key(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(word) => match short_key(u64::from_le_bytes(*word)) {
            Some(key) => key,
            None => long_key(text),
        },
        None => long_key(text),
    }
}

/// The key of a name of at most seven letters that begins the eight bytes of `word`.
#[inline]
pub(super) const fn short_key(word: u64) -> Option<u64> {
    // The first byte below `0` or equal to `>`; the lowest set bit of such a test is exact.
    let below = word.wrapping_sub(b'0' as u64 * ONES) & !word;
    let gt = word ^ (b'>' as u64 * ONES);
    let ends = (below | gt.wrapping_sub(ONES) & !gt) & HIGH;
    if ends == 0 {
        return None;
    }
    let bits = ends.trailing_zeros() & !7;
    if !ends_name((word >> bits) as u8) {
        return Some(0);
    }
    Some((word | LOWER) & ((1 << bits) - 1))
}

/// The tag of a key.
#[inline]
pub(super) fn tag_of(key: u64) -> Tag {
    let mut slot = slot(key);
    loop {
        let (name, tag) = KEYS[slot];
        if name == key || name == 0 {
            return tag;
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// The tag that begins behind a `<` (or `</`): its class, by the letters and digits of its name.
pub(super) fn tag(text: &[u8]) -> Tag {
    tag_of(name_key(text))
}

/// Attributes whose values nobody reads as text.
const UNREAD: [&str; 22] = [
    "name", "type", "rel", "role", "property", "itemprop", "d", "srcset", "integrity", "style", "class", "id",
    "points", "viewbox", "transform", "sizes", "media", "for", "nonce", "width", "height", "data-reactid",
];

/// Whether the value of the attribute is read.
pub(super) fn is_read(attribute: &[u8]) -> bool {
    !UNREAD.iter().any(|name| attribute.eq_ignore_ascii_case(name.as_bytes()))
}

/// Whether the attribute whose name and `=` end in the last of `words` can carry a datum of its own: a quick no for
/// nearly all.
#[inline]
pub(super) fn may_carry_value(words: [u64; 3]) -> bool {
    let hyphened = |word: u64| {
        let hyphen = word ^ (u64::from(b'-') * ONES);
        hyphen.wrapping_sub(ONES) & !hyphen & HIGH != 0
    };
    // `…alue=`, `…tent=`, and a hyphen in front of either end.
    let end = (words[2] | LOWER) >> 24;
    matches!(end, 0x3d_6575_6c61 | 0x3d_746e_6574) || words.into_iter().any(hyphened)
}

/// Whether the attribute's value is a datum of its own, which its label alone can make something of.
pub(super) fn carries_value(attribute: &[u8]) -> bool {
    matches!(attribute, b"value" | b"content") || attribute.starts_with(b"data-")
}

/// Attributes that say what the `value` or `content` of the same tag is; in XML, what the text of the element is.
const NAMING: [&str; 9] = ["name", "itemprop", "property", "placeholder", "aria-label", "id", "key", "field", "label"];

/// The name of an attribute whose quoted value begins at the end of `before` (which ends with `name="`).
pub(super) fn attribute(before: &[u8]) -> &[u8] {
    let head = before.split_last().map_or(&[][..], |(_, head)| head).trim_ascii_end();
    let Some(head) = head.strip_suffix(b"=").map(<[u8]>::trim_ascii_end) else { return &[] };
    let len = head.iter().rev().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')).count();
    &head[head.len() - len..]
}

/// Calls `each` with the value of every attribute of `tag` that names what the tag's value is.
pub(super) fn naming(tag: &[u8], mut each: impl FnMut(&[u8])) {
    let mut rest = tag;
    while let Some(open) = rest.iter().position(|b| matches!(b, b'"' | b'\'')) {
        let quote = rest[open];
        let name = attribute(&rest[..=open]);
        let value = &rest[open + 1..];
        let Some(close) = value.iter().position(|&b| b == quote) else { return };
        if NAMING.iter().any(|n| name.eq_ignore_ascii_case(n.as_bytes())) {
            each(&value[..close]);
        }
        rest = &value[close + 1..];
    }
}

/// The number of columns that the cell with these tag bytes spans.
pub(super) fn colspan(tag: &[u8]) -> usize {
    let at = tag.windows(8).position(|w| w.eq_ignore_ascii_case(b"colspan="));
    let digits = at.map_or(&[][..], |at| &tag[at + 8..]);
    let number = digits.iter().skip_while(|b| matches!(b, b'"' | b'\'')).take(2).take_while(|b| b.is_ascii_digit());
    number.fold(0, |n, b| n * 10 + usize::from(b - b'0')).max(1)
}

#[cfg(test)]
mod tests {
    use super::{Tag, attribute, colspan, may_carry_value, naming, tag};

    #[test]
    fn rows() {
        for (text, class) in [
            ("td>", Tag::Cell),
            ("TR class=x", Tag::Row),
            ("tdx", Tag::Inline),
            ("b", Tag::Inline),
            ("h1 ", Tag::Block),
            ("", Tag::Inline),
            ("style-guide>", Tag::Inline),
            ("td:x", Tag::Inline),
            ("tbody>", Tag::Section),
            ("blockquote class", Tag::Block),
            ("BlockQuote>", Tag::Block),
            ("blockquotes>", Tag::Inline),
            ("textarea rows=2>", Tag::Verbatim),
            ("td\n>", Tag::Cell),
            ("td/>", Tag::Cell),
            ("h1é>", Tag::Inline),
        ] {
            assert_eq!(tag(text.as_bytes()), class, "{text}");
        }
        for (text, may) in [
            ("  <input type=\"text\" value=", true),
            ("        <input type=text VALUE=", true),
            ("<meta name=\"x y z\" content=", true),
            ("<td data-registrationnumber=", true),
            ("<a title=\"x y z\" b  c  href=", false),
        ] {
            let tail = &text.as_bytes()[text.len() - 24..];
            let words: Vec<u64> = tail.as_chunks().0.iter().map(|w| u64::from_le_bytes(*w)).collect();
            assert_eq!(may_carry_value([words[0], words[1], words[2]]), may, "{text}");
        }
        assert_eq!(attribute(b"<a data-uid=\""), b"data-uid");
        assert_eq!(attribute(b"\""), b"");
        assert_eq!(attribute(b"<p title = \""), b"title");
        for (text, span) in [("td colspan=\"3\"", 3), ("td COLSPAN=2", 2), ("td", 1), ("td colspan=x", 1)] {
            assert_eq!(colspan(text.as_bytes()), span);
        }
        let mut names = Vec::new();
        naming(b"<input type=\"hidden\" name=\"pan\" id='x' value=\"", |n| names.push(n.to_vec()));
        assert_eq!(names, [b"pan".to_vec(), b"x".to_vec()]);
    }
}
