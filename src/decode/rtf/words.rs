//! Control words: what they make of a group, and for which characters they stand.

/// What the text of a group is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What a reader sees.
    Text,
    /// What stands apart from it: notes, headers, what the document says of itself.
    Aside,
    /// A tag of the page that was made into this text.
    Tag,
    /// A file, in hexadecimal.
    Object,
    /// What is for programs.
    Skipped,
}

/// Words by what they say of their group. Of groups that a program which does not know them leaves out, those that are not
/// here are for programs, too.
const KINDS: [(Kind, &str); 5] = [
    (
        Kind::Aside,
        "annotation atnauthor author category comment company doccomm docvar ffdeftext ffl footer footerf footerl \
         footerr footnote header headerf headerl headerr hlinkbase keywords manager operator propname revtbl shptxt \
         staticval subject sv title",
    ),
    (Kind::Text, "fldinst fldrslt nesttableprops shpinst ud"),
    (Kind::Tag, "htmltag"),
    (Kind::Object, "objdata"),
    (Kind::Skipped, "colortbl fonttbl nonesttables objclass pict sn stylesheet"),
];

/// What a word says of the group that it stands in.
pub(super) fn kind(word: &[u8]) -> Option<Kind> {
    let has = |words: &str| words.as_bytes().split(|&byte| byte == b' ').any(|known| known == word);
    KINDS.iter().find(|(_, words)| has(words)).map(|&(kind, _)| kind)
}

/// The character that a word stands for, or the one that is written where there is no such key.
pub(super) fn symbol(word: &[u8]) -> Option<u8> {
    Some(match word {
        b"emspace" | b"enspace" | b"qmspace" => b' ',
        b"emdash" | b"endash" => b'-',
        b"lquote" | b"rquote" => b'\'',
        b"ldblquote" | b"rdblquote" => b'"',
        b"bullet" => b'*',
        _ => return None,
    })
}
