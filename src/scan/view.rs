//! The canonical view: what a reader would see of a few hundred bytes, and which bytes made it.
//!
//! Built only where a value is split or folded: entities, `\u` and percent escapes, inline tags and comments inside a value,
//! digits of Indic and Arabic scripts, full-width and mathematical digits, zero-width characters, soft hyphens,
//! combining marks, no-break and thin spaces, typographic hyphens. Folded for detection only; each canonical
//! byte keeps its raw place, so that a finding lies on the bytes of the body. No more than that is folded:
//! over-folding makes cards out of anything.

/// Canonical bytes a view holds.
const LEN: usize = 512;
/// Longest inline tag or comment that is passed through, in bytes.
const LONGEST_TAG: usize = 256;

/// What stands for characters in a format, beside UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a way of its own")]
pub(super) struct Folding {
    /// Entities and comments.
    pub(super) markup: bool,
    /// Inline tags: in XML every tag parts texts.
    pub(super) tags: bool,
    /// Backslash escapes of JSON and JavaScript.
    pub(super) escapes: bool,
    /// Percent escapes of URLs and forms.
    pub(super) percents: bool,
}

impl Folding {
    /// Whatever stands for characters anywhere.
    pub(super) const ALL: Self = Self { markup: true, tags: true, escapes: true, percents: true };
}

/// What a raw unit means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// A character.
    Character(char),
    /// A byte that is none (broken UTF-8): kept as it is.
    Byte(u8),
    /// Nothing that a reader sees.
    Nothing,
    /// The end of the segment: a block tag, a quote, a line end.
    End,
}

/// The canonical text of some raw bytes.
#[derive(Clone)]
pub(super) struct View {
    canon: [u8; LEN],
    /// Raw start and end of the unit that made each canonical byte.
    raw: [(u16, u16); LEN],
    len: usize,
}

impl View {
    pub(super) const fn new() -> Self {
        Self { canon: [0; LEN], raw: [(0, 0); LEN], len: 0 }
    }

    /// Folds the segment of `raw` that holds the position `here`; `is_end` says where it ends behind `here`, beside
    /// what ends a segment in any case (block tags, escaped line ends).
    pub(super) fn fold(&mut self, raw: &[u8], here: usize, folding: Folding, is_end: fn(u8) -> bool) {
        self.len = 0;
        let mut at = 0;
        while at < raw.len() {
            let (unit, len) = unit_at(&raw[at..], folding);
            let span = (at as u16, (at + len) as u16);
            match unit {
                // In front of what is looked at, a line end or a block tag parts words.
                Unit::End if at < here => self.push(b" ", span),
                Unit::End => return,
                Unit::Character(c) if len == 1 && at > here && is_end(c as u8) => return,
                Unit::Nothing => {}
                Unit::Byte(byte) => self.push(&[byte], span),
                Unit::Character(c) => self.push(c.encode_utf8(&mut [0; 4]).as_bytes(), span),
            }
            if self.len + 4 > LEN {
                return;
            }
            at += len;
        }
    }

    fn push(&mut self, bytes: &[u8], span: (u16, u16)) {
        for &byte in bytes {
            self.canon[self.len] = byte;
            self.raw[self.len] = span;
            self.len += 1;
        }
    }

    /// The canonical bytes.
    pub(super) fn text(&self) -> &[u8] {
        &self.canon[..self.len]
    }

    /// The first canonical position whose unit ends behind the raw position `at`.
    pub(super) fn position(&self, at: usize) -> usize {
        self.raw[..self.len].partition_point(|&(_, end)| end as usize <= at)
    }

    /// The raw bytes that made `[start, end)` of the canonical ones, with what lies between them.
    pub(super) fn raw(&self, start: usize, end: usize) -> (usize, usize) {
        let last = end.saturating_sub(1).min(self.len.saturating_sub(1));
        (self.raw[start.min(last)].0 as usize, self.raw[last].1 as usize)
    }
}

/// Whether a value goes on at the beginning of `raw` that a reader sees and the bytes hide: a digit or an `@` that is
/// spelled out or folded, a letter that is, or a digit behind something unseen (and one joiner).
pub(super) fn is_folded(raw: &[u8], folding: Folding) -> bool {
    let (mut at, mut hidden, mut joined) = (0, false, false);
    while at < raw.len().min(LONGEST_TAG) {
        let (unit, len) = unit_at(&raw[at..], folding);
        let folded = len > 1;
        match unit {
            Unit::Nothing => hidden = true,
            Unit::Character(c) if c.is_ascii_digit() || c == '@' => return hidden || folded,
            // A letter that is spelled out hides something, mostly a value.
            Unit::Character(c) if folded && at == 0 && c.is_ascii_alphabetic() => return true,
            Unit::Character(' ' | '-' | '.' | '/') if !joined && (hidden || folded) => (joined, hidden) = (true, true),
            _ => return false,
        }
        at += len;
    }
    false
}

/// Whether what ends `raw` hides that a value goes on behind it: an inline tag, a comment, a character reference, an
/// escape, or a character that folds, itself behind a digit, a letter or another of its kind.
pub(super) fn ends_folded(raw: &[u8], folding: Folding) -> bool {
    let near = &raw[raw.len().saturating_sub(LONGEST_TAG)..];
    let Some(&end) = near.last() else { return false };
    let begin = match end {
        b'>' if folding.markup => near.iter().rposition(|&b| b == b'<'),
        b';' if folding.markup => near.iter().rposition(|&b| b == b'&'),
        0x80.. => near.iter().rposition(|&b| b >= 0xc0),
        _ if folding.escapes => {
            let escape = near.iter().rev().take(6).position(|&b| b == b'\\');
            escape.map(|back| near.len() - 1 - back)
        }
        _ => None,
    };
    let Some(begin) = begin else { return false };
    let (unit, len) = unit_at(&near[begin..], folding);
    let hides = match unit {
        Unit::Nothing => true,
        Unit::Character(c) => len > 1 && c.is_ascii(),
        _ => false,
    };
    // A comment ends with `>` and may hold any `<`: taken to hide something.
    begin + len == near.len() && hides || near.ends_with(b"-->")
}

/// A joined run of digits in a canonical text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first digit.
    pub(super) start: usize,
    /// Behind its last digit.
    pub(super) end: usize,
    /// How many digits it holds.
    pub(super) digits: usize,
}

/// The run around the position `at`, or the next one within a value's length where a letter stands there; `None`
/// when there is none.
pub(super) fn run_around(text: &[u8], at: usize) -> Option<Run> {
    let letters = text.get(at..)?.iter().take(8).take_while(|b| b.is_ascii_alphabetic()).count();
    let at = at + letters;
    let digit = |i: usize| text.get(i).is_some_and(u8::is_ascii_digit);
    let joiner = |i: usize| text.get(i).is_some_and(|b| matches!(b, b' ' | b'-' | b'.' | b'/'));
    let near = |i: &usize| digit(*i);
    let behind = || Some(at + 1).filter(|i| joiner(at) && digit(*i));
    let mut start = Some(at).filter(near).or_else(|| at.checked_sub(1).filter(near)).or_else(behind)?;
    while start > 0 && (digit(start - 1) || start > 1 && joiner(start - 1) && digit(start - 2)) {
        start -= 1;
    }
    let (mut end, mut digits) = (start, 0);
    while digit(end) || joiner(end) && digit(end + 1) {
        digits += usize::from(digit(end));
        end += 1;
    }
    Some(Run { start, end, digits })
}

/// The unit at the beginning of `raw`, which is not empty, and its length in bytes.
fn unit_at(raw: &[u8], folding: Folding) -> (Unit, usize) {
    match raw[0] {
        b'<' if folding.markup => markup(raw, folding.tags),
        b'&' if folding.markup => match entity(raw) {
            Some((c, len)) => (fold(c), len),
            None => (Unit::Character('&'), 1),
        },
        b'\\' if folding.escapes => escape(raw),
        b'%' if folding.percents => percent(raw),
        byte if byte.is_ascii() => (Unit::Character(byte as char), 1),
        _ => match character(raw) {
            Some((c, len)) => (fold(c), len),
            None => (Unit::Byte(raw[0]), 1),
        },
    }
}

/// Whether `raw` begins with a comment, or with what HTML takes for one: `<!x>`, `<?x>`, `</ x>`.
fn is_comment(raw: &[u8]) -> bool {
    match raw.get(1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => raw.get(2).is_some_and(|b| !b.is_ascii_alphabetic()),
        _ => false,
    }
}

/// Where the comment ends that begins `raw`, if it does: behind `-->` (the dashes may be those of its beginning) or
/// `--!>`; what is only taken for one, behind the next `>`.
fn comment_end(raw: &[u8]) -> Option<usize> {
    let dashed = raw.starts_with(b"<!--");
    let ends = |i: usize| !dashed || i >= 4 && raw[..i].ends_with(b"--") || i >= 7 && raw[..i].ends_with(b"--!");
    (2..raw.len()).find(|&i| raw[i] == b'>' && ends(i)).map(|i| i + 1)
}

/// A tag or comment: passed through when it is inline and short, else the end.
fn markup(raw: &[u8], tags: bool) -> (Unit, usize) {
    let near = &raw[..raw.len().min(LONGEST_TAG)];
    if is_comment(near) {
        return comment_end(near).map_or((Unit::End, 1), |end| (Unit::Nothing, end));
    }
    let name = if near.get(1) == Some(&b'/') { 2 } else { 1 };
    if !near.get(name).is_some_and(u8::is_ascii_alphabetic) {
        // What is no tag and no comment, but begins as if it were one, goes up to the next `>` (HTML §13.2.5.41).
        if !matches!(near.get(1), Some(b'!' | b'?' | b'/')) {
            return (Unit::Character('<'), 1);
        }
        return near.iter().position(|&b| b == b'>').map_or((Unit::End, 1), |at| (Unit::Nothing, at + 1));
    }
    let unit = if tags && super::skeleton::is_inline(&near[name..]) { Unit::Nothing } else { Unit::End };
    let mut quote = 0;
    for (i, &byte) in near.iter().enumerate() {
        match byte {
            b'>' if quote == 0 => return (unit, i + 1),
            b'"' | b'\'' if quote == 0 => quote = byte,
            _ if byte == quote => quote = 0,
            _ => {}
        }
    }
    (Unit::End, 1)
}

/// Named entities that stand for characters of values.
const ENTITIES: &[(&str, char)] = &[
    ("nbsp", '\u{a0}'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("commat", '@'),
    ("period", '.'),
    ("hyphen", '-'),
    ("dash", '-'),
    ("ndash", '-'),
    ("mdash", '-'),
    ("minus", '-'),
    ("plus", '+'),
    ("sol", '/'),
    ("lowbar", '_'),
    ("colon", ':'),
    ("lpar", '('),
    ("rpar", ')'),
    ("shy", '\u{ad}'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("ZeroWidthSpace", '\u{200b}'),
];

/// A character reference (HTML §13.2.5.72): decimal, hexadecimal with or without `;`, or a name of the list.
fn entity(raw: &[u8]) -> Option<(char, usize)> {
    if raw.get(1) == Some(&b'#') {
        let hex = matches!(raw.get(2), Some(b'x' | b'X'));
        let (first, radix) = if hex { (3, 16) } else { (2, 10) };
        let zeros = raw[first.min(raw.len())..].iter().take(32).take_while(|&&b| b == b'0').count();
        let (mut code, mut at) = (0u32, first + zeros);
        let end = at + 7;
        while let Some(digit) = raw.get(at).and_then(|&b| (b as char).to_digit(radix)).filter(|_| at < end) {
            code = code * radix + digit;
            at += 1;
        }
        let c = char::from_u32(code).filter(|_| at > first)?;
        return Some((c, at + usize::from(raw.get(at) == Some(&b';'))));
    }
    ENTITIES.iter().find_map(|&(name, c)| {
        let rest = raw.get(1..)?.strip_prefix(name.as_bytes())?;
        (rest.first() == Some(&b';')).then_some((c, name.len() + 2))
    })
}

/// A backslash escape: `\u0039`, `\x39`, `\/`; line ends and tabs end the segment.
fn escape(raw: &[u8]) -> (Unit, usize) {
    let code = |from: usize, len: usize| {
        let digits = raw.get(from..from + len)?;
        digits.iter().try_fold(0u32, |code, &b| Some(code * 16 + (b as char).to_digit(16)?))
    };
    match raw.get(1) {
        Some(b'u') => match code(2, 4) {
            Some(high @ 0xd800..=0xdbff) if raw.get(6..8) == Some(b"\\u") => {
                let low = code(8, 4).filter(|low| (0xdc00..=0xdfff).contains(low));
                let c = low.and_then(|low| char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)));
                c.map_or((Unit::Nothing, 6), |c| (fold(c), 12))
            }
            Some(code) => char::from_u32(code).map_or((Unit::Nothing, 6), |c| (fold(c), 6)),
            None => code_point(raw).map_or((Unit::Character('\\'), 1), |(c, len)| (fold(c), len)),
        },
        Some(b'x') => match code(2, 2).and_then(char::from_u32) {
            Some(c) => (fold(c), 4),
            None => (Unit::Character('\\'), 1),
        },
        Some(b'n' | b'r' | b't' | b'"') => (Unit::End, 1),
        Some(&byte) if byte.is_ascii() => (Unit::Character(byte as char), 2),
        _ => (Unit::Character('\\'), 1),
    }
}

/// `%39`; what does not stand for a character of ASCII stays.
fn percent(raw: &[u8]) -> (Unit, usize) {
    let digit = |i: usize| raw.get(i).and_then(|&b| (b as char).to_digit(16));
    match digit(1).zip(digit(2)).map(|(high, low)| (16 * high + low) as u8) {
        Some(b'\n' | b'\r' | b'\t') => (Unit::End, 3),
        Some(byte @ b' '..=b'~') => (Unit::Character(byte as char), 3),
        _ => (Unit::Character('%'), 1),
    }
}

/// `\u{39}`, as JavaScript has it.
fn code_point(raw: &[u8]) -> Option<(char, usize)> {
    let digits = raw.strip_prefix(b"\\u{")?;
    let len = digits.iter().take(7).position(|&b| b == b'}')?;
    let digits = core::str::from_utf8(&digits[..len]).ok()?;
    Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, len + 4))
}

/// The UTF-8 character at the beginning of `raw`.
fn character(raw: &[u8]) -> Option<(char, usize)> {
    let len = match raw[0] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let c = core::str::from_utf8(raw.get(..len)?).ok()?.chars().next()?;
    Some((c, len))
}

/// First code points of the decimal digits of a script (Unicode category Nd), ten each.
const ZEROS: [u32; 17] = [
    0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2,
    0x1d7ec, 0x1d7f6,
];

fn fold(c: char) -> Unit {
    let code = c as u32;
    if let Some(zero) = ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code)) {
        return Unit::Character(char::from(b'0' + (code - zero) as u8));
    }
    match code {
        0xa0 | 0x2000..=0x200a | 0x202f | 0x205f => Unit::Character(' '),
        0x2010..=0x2015 | 0x2212 | 0xfe58 | 0xff0d => Unit::Character('-'),
        0xff20 | 0xfe6b => Unit::Character('@'),
        0xff0e => Unit::Character('.'),
        0xff0b => Unit::Character('+'),
        0xff0f => Unit::Character('/'),
        0xff21..=0xff3a => Unit::Character(char::from(b'A' + (code - 0xff21) as u8)),
        0xff41..=0xff5a => Unit::Character(char::from(b'a' + (code - 0xff41) as u8)),
        // Letters of mathematics: alphabets of 26 capitals and 26 small letters.
        0x1d400..=0x1d6a3 => {
            let letter = ((code - 0x1d400) % 52) as u8;
            Unit::Character(char::from(if letter < 26 { b'A' + letter } else { b'a' + letter - 26 }))
        }
        // Zero-width and combining characters, marks of direction, variation selectors, tags.
        0xad
        | 0x300..=0x36f
        | 0x61c
        | 0x180e
        | 0x200b..=0x200f
        | 0x202a..=0x202e
        | 0x2060..=0x2069
        | 0x20d0..=0x20ff
        | 0xfe00..=0xfe0f
        | 0xfeff
        | 0xe0000..=0xe01ef => Unit::Nothing,
        _ => Unit::Character(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{Folding, View, run_around};

    #[test]
    fn rows() {
        let mut view = View::new();
        for (raw, canon) in [
            ("98&#55;6&#x35;", "98765"),
            ("98<b>76</b>5", "98765"),
            ("98<!-- x -->765", "98765"),
            ("98<!-->76<!--->5", "98765"),
            ("98<!-- x --!>765", "98765"),
            ("98<!x -->7</ x>65", "98765"),
            ("98</td>765", "98"),
            ("98\\u0037\\u00365", "98765"),
            ("98\\n765", "98"),
            ("९८७६५", "98765"),
            ("９８𝟕6٥", "98765"),
            ("9\u{200b}8\u{ad}7\u{301}65", "98765"),
            ("98\u{a0}76\u{2011}5", "98 76-5"),
            ("a &amp; b < c", "a & b < c"),
            ("x&bogus;", "x&bogus;"),
            ("नाम", "नाम"),
            ("\\u0928", "न"),
            ("\\ud835\\udfd5", "7"),
            ("\\u{39}8\\u{00037}\\u{}\\u{99", "987\\u{}\\u{99"),
            ("9<!x>8<?y?>7</1>6</>5", "98765"),
            ("98%37%20%365%x%0A4", "987 65%x"),
            ("9\u{61c}8\u{fe0f}7\u{20e3}6\u{e0020}5", "98765"),
            ("𝐓𝐇𝐔𝐏𝐌𝗮𝘇", "THUPMaz"),
        ] {
            view.fold(raw.as_bytes(), 0, Folding::ALL, |_| false);
            assert_eq!(core::str::from_utf8(view.text()), Ok(canon), "{raw}");
        }
    }

    #[test]
    fn in_xml_tags_part_texts() {
        let mut view = View::new();
        let xml = Folding { tags: false, ..Folding::ALL };
        view.fold("९&#56;<!-- x -->7</a><b>65".as_bytes(), 0, xml, |_| false);
        assert_eq!(view.text(), b"987");
    }

    #[test]
    fn raw_places_cover_the_units() {
        let mut view = View::new();
        view.fold(b"x 98<b>76</b>5!", 0, Folding::ALL, |_| false);
        assert_eq!(view.raw(2, 7), (2, 14));
        assert_eq!(view.position(7), 4);
        assert_eq!(run_around(view.text(), 4), Some(super::Run { start: 2, end: 7, digits: 5 }));
    }

    #[test]
    fn any_bytes_are_taken() {
        let mut view = View::new();
        for raw in
            [&b"\xff\xe0"[..], b"\xe0\xa5", b"<", b"&#", b"&#xffffffff;", b"\\u12", b"<b", b"<!--", &[b'&'; 2000]]
        {
            view.fold(raw, 0, Folding::ALL, |_| false);
            let _ = (view.raw(0, 1), view.position(0), run_around(view.text(), 0));
        }
    }
}
