//! Units: what the bytes of a body mean to a reader, one character (or nothing) at a time.

/// Longest inline tag or comment that is passed through, in bytes.
pub(super) const LONGEST_TAG: usize = 256;

/// What stands for characters in a format, beside UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a way of its own")]
pub(super) struct Folding {
    /// Entities and comments; of data and scripts too, which hold pieces of pages.
    pub(super) markup: bool,
    /// Inline tags. Not so in XML: there every tag parts texts, and sections of character data do not.
    pub(super) tags: bool,
    /// Backslash escapes of JSON and JavaScript.
    pub(super) escapes: bool,
    /// Percent escapes of URLs and forms.
    pub(super) percents: bool,
    /// What else there is in names with their values.
    pub(super) fields: Fielded,
}

/// What stands for blanks, or for nothing, in forms and cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fielded {
    /// Nothing: neither of them.
    No,
    /// A plus for a blank.
    Form,
    /// A semicolon for a blank, between the parts of a value; a line end in front of a blank for nothing, with it, and so
    /// one behind a `=`; `=39` for a character (quoted-printable, as vCard 2.1 has it).
    Card,
}

impl Folding {
    /// Whatever stands for characters anywhere.
    pub(super) const ALL: Self = Self { markup: true, tags: true, escapes: true, percents: true, fields: Fielded::No };

    /// Whether the byte may begin what stands for something else, wherever.
    pub(super) const fn begins(self, byte: u8) -> bool {
        match byte {
            b'<' | b'&' | b'\\' | 0x80.. => true,
            b'%' | b'+' => matches!(self.fields, Fielded::Form),
            b';' | b'=' | b'\r' | b'\n' => matches!(self.fields, Fielded::Card),
            _ => false,
        }
    }
}

/// What a raw unit means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A character.
    Character(char),
    /// A byte that is none (broken UTF-8): kept as it is.
    Byte(u8),
    /// Nothing that a reader sees.
    Nothing,
    /// The end of the segment: a block tag, a quote, a line end.
    End,
}

/// The unit at the beginning of `raw`, which is not empty, and its length in bytes.
pub(super) fn unit_at(raw: &[u8], folding: Folding) -> (Unit, usize) {
    match raw[0] {
        b'<' if folding.markup => markup(raw, folding.tags),
        b'&' if folding.markup => match entity(raw) {
            Some((c, len)) => (fold(c), len),
            None => (Unit::Character('&'), 1),
        },
        b'\\' if folding.escapes => escape(raw),
        b']' if folding.markup && !folding.tags && raw.starts_with(b"]]>") => (Unit::Nothing, 3),
        b'%' if folding.percents => percent(raw),
        b'+' if folding.fields == Fielded::Form => (Unit::Character(' '), 1),
        b';' if folding.fields == Fielded::Card => (Unit::Character(' '), 1),
        b'=' if folding.fields == Fielded::Card => quoted(raw),
        b'\r' | b'\n' if folding.fields == Fielded::Card => fold_of_line(raw),
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

/// Whether `raw` begins with a tag that is not passed through, as `unit_at` says, too, behind reading all of it.
pub(super) fn ends_text(raw: &[u8]) -> bool {
    let name = if raw.get(1) == Some(&b'/') { 2 } else { 1 };
    raw.first() == Some(&b'<')
        && raw.get(name).is_some_and(u8::is_ascii_alphabetic)
        && !super::skeleton::is_inline(&raw[name..raw.len().min(LONGEST_TAG)])
}

/// A tag or comment: passed through when it is inline and short, else the end.
fn markup(raw: &[u8], tags: bool) -> (Unit, usize) {
    let near = &raw[..raw.len().min(LONGEST_TAG)];
    if !tags && near.starts_with(b"<![CDATA[") {
        return (Unit::Nothing, 9);
    }
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
        Some(b'n' | b'r' | b't' | b'"') => (Unit::End, 2),
        Some(&byte) if byte.is_ascii() => (Unit::Character(byte as char), 2),
        _ => (Unit::Character('\\'), 1),
    }
}

/// A line end, and the blank behind it with which its line goes on (RFC 5545 §3.1).
fn fold_of_line(raw: &[u8]) -> (Unit, usize) {
    let end = if raw.starts_with(b"\r\n") { 2 } else { 1 };
    if matches!(raw.get(end), Some(b' ' | b'\t')) { (Unit::Nothing, end + 1) } else { (Unit::End, end) }
}

/// `=39`, or a `=` that ends a line which goes on in the next one (RFC 2045 §6.7); bytes of characters beyond ASCII follow
/// each other.
fn quoted(raw: &[u8]) -> (Unit, usize) {
    let digit = |i: usize| {
        let byte = raw.get(i).filter(|b| !b.is_ascii_lowercase())?;
        (*byte as char).to_digit(16)
    };
    match digit(1).zip(digit(2)).map(|(high, low)| (16 * high + low) as u8) {
        Some(b'\n' | b'\r' | b'\t') => (Unit::End, 3),
        Some(byte @ b' '..=b'~') => (Unit::Character(byte as char), 3),
        Some(byte @ 0x80..) => (Unit::Byte(byte), 3),
        _ if raw.starts_with(b"=\r\n") => (Unit::Nothing, 3),
        _ if raw.starts_with(b"=\n") => (Unit::Nothing, 2),
        _ => (Unit::Character('='), 1),
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
