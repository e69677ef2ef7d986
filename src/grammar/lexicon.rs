//! Finding label words: one matcher for all detectors, its cost paid per candidate and per header, never per byte.
//!
//! Text is cut into tokens: runs of ASCII letters (camel case and letter/digit borders cut, case folded), runs
//! of digits, runs of non-ASCII letters. A phrase of the lexicon is found where its tokens stand in a row, so
//! `lic` is never found in `duplicate`. In Indic scripts a token may continue behind the word (`ஆதார்` in
//! `ஆதாரின்`), and endings that data likes to glue on (`aadhaarno`, `panNumber`) are taken off.

use super::label::{Group, Labels};

/// Phrases by meaning, as a region file writes them: lower case, words separated by one space, punctuation
/// left out (`a/c` is `a c`).
pub type Phrases = &'static [(Group, &'static [&'static str])];

/// Slots of the index; a power of two, at least twice the number of phrases.
const SLOTS: usize = 4096;

/// Endings that field names glue to a word.
const ENDINGS: [&[u8]; 5] = [b"number", b"num", b"no", b"id", b"code"];

/// Where each phrase stands, by the hash of its first token; built at compile time by [`LexiconIndex::new`].
#[derive(Debug)]
pub struct LexiconIndex {
    /// 0 is empty; else 1 + (row << 8 | column) of the phrase, under the bits of the hash that the slot does not say.
    slots: [u32; SLOTS],
    /// Lengths, second, third and last letters of the first tokens that begin with each letter, one bit each: most words of
    /// a text are no label, and this says so without a hash.
    lengths: [u32; 26],
    seconds: [u32; 26],
    thirds: [u32; 26],
    lasts: [u32; 26],
}

/// Bits of a slot that say which phrase; those above tell hashes apart. Only four, since they do not compress.
const PHRASE: u32 = (1 << 28) - 1;

impl LexiconIndex {
    /// Indexes `phrases`.
    ///
    /// # Panics
    /// At compile time, when a phrase is empty or in upper case, or when there are too many of them.
    #[must_use]
    pub const fn new(phrases: Phrases) -> Self {
        let mut slots = [0; SLOTS];
        let (mut lengths, mut seconds, mut thirds, mut lasts) = ([0; 26], [0; 26], [0; 26], [0; 26]);
        let (mut row, mut n) = (0, 0);
        while row < phrases.len() {
            let words = phrases[row].1;
            let mut column = 0;
            while column < words.len() {
                let phrase = words[column].as_bytes();
                assert!(!phrase.is_empty(), "lexicon: an empty phrase");
                if phrase[0].is_ascii_lowercase() {
                    let letter = (phrase[0] - b'a') as usize;
                    let len = first_len(phrase);
                    lengths[letter] |= 1 << len;
                    thirds[letter] |= if len > 2 { 1 << (phrase[2] & 31) } else { 0 };
                    lasts[letter] |= if len < LONGEST { 1 << (phrase[len - 1] & 31) } else { u32::MAX };
                    seconds[letter] |= if phrase.len() > 1 { 1 << (phrase[1] & 31) } else { 0 };
                }
                let hash = first_hash(phrase);
                let mut slot = hash as usize % SLOTS;
                while slots[slot] != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                slots[slot] = (1 + ((row as u32) << 8 | column as u32)) | hash & !PHRASE;
                n += 1;
                assert!(n < SLOTS / 2 && column < 256, "lexicon: more phrases than the index has room for");
                column += 1;
            }
            row += 1;
        }
        assert!(row < PHRASE as usize >> 8, "lexicon: more meanings than the index has room for");
        Self { slots, lengths, seconds, thirds, lasts }
    }
}

/// Words of this length and longer are of one length.
const LONGEST: usize = 31;

/// Length of the first word of a phrase, at most [`LONGEST`].
const fn first_len(phrase: &[u8]) -> usize {
    let mut len = 0;
    while len < phrase.len() && phrase[len] != b' ' && len < LONGEST {
        len += 1;
    }
    len
}

/// Hash of the first token of a phrase, or of a token of the text. Non-ASCII tokens hash by their first
/// character only, because they may continue behind the word.
const fn first_hash(text: &[u8]) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    let ascii = text[0].is_ascii();
    let mut i = 0;
    while i < text.len() && text[i] != b' ' && text[i].is_ascii() == ascii && (ascii || i < 3) {
        let byte = text[i].to_ascii_lowercase();
        assert!(byte.is_ascii_lowercase() || byte.is_ascii_digit() || !ascii, "lexicon: a phrase holds words only");
        hash = (hash ^ byte as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    hash ^ hash >> 15
}

/// A place in text that a phrase was found at: bytes, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What the phrase means.
    pub group: u16,
    /// First byte of the phrase.
    pub start: u16,
    /// Byte behind the phrase.
    pub end: u16,
}

/// The lexicon of a build: its phrases and their index.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon {
    /// The phrases.
    pub phrases: Phrases,
    /// Their index.
    pub index: &'static LexiconIndex,
}

impl Lexicon {
    /// All meanings of a header, key, name or label.
    #[must_use]
    pub fn label(&self, text: &[u8]) -> Labels {
        let mut labels = Labels::NONE;
        self.find(text, |found| labels.add(Group(found.group)));
        labels
    }

    /// Calls `each` for every phrase in `text`, longest phrase first at each place, left to right.
    pub fn find(&self, text: &[u8], mut each: impl FnMut(Found)) {
        let text = &text[..text.len().min(u16::MAX as usize)];
        let mut at = 0;
        while let Some((start, end)) = next_token(text, at) {
            at = end;
            if text[start].is_ascii_digit() {
                continue;
            }
            if let Some((group, phrase_end)) = self.longest_at(text, start, end) {
                each(Found { group: group.0, start: start as u16, end: phrase_end as u16 });
                at = at.max(phrase_end);
            }
        }
    }

    #[inline]
    fn longest_at(&self, text: &[u8], start: usize, end: usize) -> Option<(Group, usize)> {
        let first = text[start] | 0x20;
        let mut lengths = u32::MAX;
        if first.is_ascii_lowercase() {
            let letter = (first - b'a') as usize;
            lengths = self.index.lengths[letter];
            if end > start + 1 && self.index.seconds[letter] >> (text[start + 1] & 31) & 1 == 0 {
                return None;
            }
        }
        let may = |end: usize| lengths >> (end - start).min(LONGEST) & 1 == 1;
        let has = |letters: &[u32; 26], byte: u8| {
            !first.is_ascii_lowercase() || letters[(first - b'a') as usize] >> (byte & 31) & 1 == 1
        };
        if may(end)
            && has(&self.index.lasts, text[end - 1])
            && (end < start + 3 || has(&self.index.thirds, text[start + 2]))
            && let found @ Some(_) = self.probe(text, start, end)
        {
            return found;
        }
        let token = &text[start..end];
        // All endings end so.
        if !matches!(token[token.len() - 1] | 0x20, b'r' | b'm' | b'o' | b'd' | b'e') {
            return None;
        }
        let ending = ENDINGS.iter().find(|e| token.len() > e.len() + 1 && ends_with(token, e))?;
        if !may(end - ending.len()) {
            return None;
        }
        self.probe(&text[..end - ending.len()], start, end - ending.len()).map(|(group, _)| (group, end))
    }

    fn probe(&self, text: &[u8], start: usize, end: usize) -> Option<(Group, usize)> {
        let mut best: Option<(Group, usize)> = None;
        let hash = first_hash(&text[start..end]);
        let mut slot = hash as usize % SLOTS;
        loop {
            let entry = self.index.slots[slot];
            if entry == 0 {
                return best;
            }
            slot = (slot + 1) % SLOTS;
            if (entry ^ hash) & !PHRASE != 0 {
                continue;
            }
            let entry = (entry & PHRASE) - 1;
            let (group, words) = self.phrases[(entry >> 8) as usize];
            let phrase = words[(entry & 0xff) as usize].as_bytes();
            if let Some(phrase_end) = phrase_at(phrase, text, start, end)
                && best.is_none_or(|(_, longest)| phrase_end > longest)
            {
                best = Some((group, phrase_end));
            }
        }
    }
}

fn ends_with(token: &[u8], ending: &[u8]) -> bool {
    token[token.len() - ending.len()..].eq_ignore_ascii_case(ending)
}

/// Where `phrase` ends if its tokens stand in `text` from the token `[start, end)` on.
fn phrase_at(phrase: &[u8], text: &[u8], start: usize, end: usize) -> Option<usize> {
    let (mut from, mut to) = (start, end);
    let mut words = phrase.split(|&b| b == b' ');
    let mut word = words.next()?;
    loop {
        let token = &text[from..to];
        if token[0].is_ascii() {
            if !token.eq_ignore_ascii_case(word) {
                return None;
            }
        } else if !token.starts_with(stem(word)) {
            return None;
        }
        let Some(next) = words.next() else { return Some(to) };
        word = next;
        let (next_from, next_to) = next_token(text, to)?;
        if next_from - to > 3 {
            return None;
        }
        (from, to) = (next_from, next_to);
    }
}

/// A word of an Indic script without the sign that mutes its last consonant, which goes when an ending comes:
/// `ஆதார்`, `ஆதாரின்`. All viramas are `E0 A5..B5 8D`.
fn stem(word: &[u8]) -> &[u8] {
    match word {
        [rest @ .., 0xe0, 0xa5..=0xb5, 0x8d] if !rest.is_empty() => rest,
        _ => word,
    }
}

/// What a byte may be in a word: nothing, a digit, a small letter, a capital, or of a character beyond ASCII.
const KINDS: [u8; 256] = {
    let mut kinds = [NO_WORD; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            0x80.. => BEYOND,
            _ => NO_WORD,
        };
        byte += 1;
    }
    kinds
};
const NO_WORD: u8 = 0;
const DIGIT: u8 = 1;
const SMALL: u8 = 2;
const CAPITAL: u8 = 3;
const BEYOND: u8 = 4;

const fn kind(byte: u8) -> u8 {
    KINDS[byte as usize]
}

/// The next token at or behind `at`: `[start, end)`.
#[inline]
fn next_token(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let begins = |&i: &usize| kind(text[i]) != NO_WORD && (kind(text[i]) != BEYOND || is_letter_lead(text, i));
    let start = (at..text.len()).find(begins)?;
    let rest = start + 1..text.len();
    let end = match kind(text[start]) {
        DIGIT => rest.into_iter().find(|&i| kind(text[i]) != DIGIT),
        BEYOND => {
            rest.into_iter().find(|&i| text[i] & 0xc0 != 0x80 && (text[i].is_ascii() || !is_letter_lead(text, i)))
        }
        _ => return Some((start, ascii_word_end(text, start))),
    };
    Some((start, end.unwrap_or(text.len())))
}

/// The end of the ASCII word at `start`, cut at camel case: `panNumber`, `PANNumber`, `PAN`.
fn ascii_word_end(text: &[u8], start: usize) -> usize {
    let (mut at, mut before) = (start + 1, kind(text[start]));
    while let Some(here @ (SMALL | CAPITAL)) = text.get(at).map(|&b| kind(b)) {
        if here == CAPITAL {
            let next_is_small = || text.get(at + 1).is_some_and(|&b| kind(b) == SMALL);
            if before == SMALL || at > start + 1 && next_is_small() {
                break;
            }
        }
        before = here;
        at += 1;
    }
    at
}

/// Whether a non-ASCII character that can be part of a word starts at `at`: not NBSP and the Latin-1 signs
/// (C2), general punctuation (E2 80, E2 81), ideographic punctuation (E3 80), full-width forms (EF BC), nor the
/// danda (E0 A5 A4/A5).
fn is_letter_lead(text: &[u8], at: usize) -> bool {
    let (second, third) = (text.get(at + 1).copied().unwrap_or(0), text.get(at + 2).copied().unwrap_or(0));
    match text[at] {
        0xc2 | 0xef => false,
        0xe2 => !matches!(second, 0x80 | 0x81),
        0xe3 => second != 0x80,
        0xe0 => !(second == 0xa5 && matches!(third, 0xa4 | 0xa5)),
        lead => lead >= 0xc3,
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, Lexicon, LexiconIndex, Phrases};

    const COLOUR: Group = Group(20);
    const SHAPE: Group = Group(21);
    const PHRASES: Phrases =
        &[(COLOUR, &["colour", "col", "রং", "रंग", "நிறம்"]), (SHAPE, &["shape", "form factor", "form", "a c"])];
    static INDEX: LexiconIndex = LexiconIndex::new(PHRASES);
    const TOY: Lexicon = Lexicon { phrases: PHRASES, index: &INDEX };

    #[test]
    fn labels_of_headers_and_keys() {
        for (text, groups) in [
            ("Colour", &[COLOUR][..]),
            ("COLOUR_NO.", &[COLOUR]),
            ("bodyColourNumber", &[COLOUR]),
            ("colourno", &[COLOUR]),
            ("colourId", &[COLOUR]),
            ("form-factor", &[SHAPE]),
            ("A/C No.", &[SHAPE]),
            ("Shape of the colour", &[SHAPE, COLOUR]),
            ("discolouration", &[]),
            ("protocol", &[]),
            ("रंगों का नाम", &[COLOUR]),
            ("रं", &[]),
            ("நிறத்தின்", &[]),
            ("நிறமும்", &[COLOUR]),
            ("", &[]),
            ("12345", &[]),
        ] {
            let labels = TOY.label(text.as_bytes());
            for group in [COLOUR, SHAPE] {
                assert_eq!(labels.has(group), groups.contains(&group), "{text}");
            }
        }
    }

    #[test]
    fn the_longest_phrase_wins_and_places_are_exact() {
        let mut found = Vec::new();
        TOY.find(b"the form factor, form", |f| found.push((f.start, f.end)));
        assert_eq!(found, [(4, 15), (17, 21)]);
    }

    #[test]
    fn any_bytes_are_taken() {
        for text in [&[0xff, 0xe0][..], b"\xe0\xa5", b"col\xff", &[0xc3]] {
            let _ = TOY.label(text);
        }
    }
}
