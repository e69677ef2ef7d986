//! People in running text: names behind a title, a relation or a list's number, and addresses up to their PIN code.
//!
//! Used in the text of records that speak of somebody already, and everywhere in the thorough mode. What is found here
//! is less sure than under a label, and only ever a part of a record otherwise.

use super::given_names::is_given_name;
use crate::bytes::words::is_one_of;

/// What stands in front of a name, lower case.
const TITLES: [&str; 22] = [
    "mr", "mrs", "ms", "miss", "dr", "shri", "sri", "smt", "km", "kumari", "prof", "late", "s/o", "d/o", "w/o", "c/o",
    "h/o", "श्री", "श्रीमती", "सुश्री", "डॉ", "कुमारी",
];
/// Whether a title may begin with the byte.
fn begins_title(first: u8) -> bool {
    const FIRST: [u64; 4] = {
        let (mut bytes, mut i) = ([0; 4], 0);
        while i < TITLES.len() {
            let first = TITLES[i].as_bytes()[0];
            bytes[first as usize / 64] |= 1 << (first % 64);
            i += 1;
        }
        bytes
    };
    let first = first.to_ascii_lowercase();
    FIRST[first as usize / 64] >> (first % 64) & 1 == 1
}

/// Words that are capitalised and no part of a name.
const NO_NAMES: [&str; 34] = [
    "Mobile", "Mob", "Phone", "Email", "Aadhaar", "Age", "Sex", "Male", "Female", "Address", "Date", "The", "Hospital",
    "College", "School", "Road", "Street", "Nagar", "Ward", "District", "Lab", "Clinic", "Centre", "Center", "Ltd",
    "Limited", "Bank", "University", "Ministry", "Department", "Government", "Covid", "PAN", "OTP",
];
/// Longest name, in words.
const WORDS: usize = 4;

/// The word at `at`: letters of any script, inner apostrophes and hyphens.
fn word_at(text: &[u8], at: usize) -> &[u8] {
    let len = text[at..].iter().take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80 || matches!(b, b'\'' | b'-'));
    let word = &text[at..at + len.count()];
    let tail = word.iter().rev().take_while(|b| matches!(b, b'\'' | b'-')).count();
    &word[..word.len() - tail]
}

/// Whether a word can be a part of a name: a capital and small letters or capitals alone, or a script without them.
fn is_name_word(word: &[u8]) -> bool {
    let Some(first) = word.first() else { return false };
    let stop = is_one_of(word, &NO_NAMES);
    !stop && (first.is_ascii_uppercase() || *first >= 0xe0) && (word.len() > 1 || first.is_ascii_uppercase())
}

/// The end of the name that begins at `at`: up to four words of the kind, each one blank (or an initial's dot) behind
/// the one before. `None` if there is none.
fn name_end(text: &[u8], at: usize) -> Option<usize> {
    let (mut end, mut next) = (None, at);
    for _ in 0..WORDS {
        let word = word_at(text, next);
        if !is_name_word(word) {
            break;
        }
        let mut behind = next + word.len();
        end = Some(behind);
        if word.len() == 1 && text.get(behind) == Some(&b'.') {
            behind += 1;
        }
        if text.get(behind) != Some(&b' ') {
            break;
        }
        next = behind + 1;
    }
    end
}

/// Whether a word may begin at `at`.
fn begins_word(text: &[u8], at: usize) -> bool {
    at == 0 || !text[at - 1].is_ascii_alphanumeric() && text[at - 1] < 0x80
}

/// The next name at or behind `from`.
pub(super) fn name_in_text(text: &[u8], from: usize) -> Option<(usize, usize)> {
    (from..text.len()).filter(|&at| begins_word(text, at)).find_map(|at| name_at(text, at))
}

fn name_at(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let first = text[at];
    if first.is_ascii_digit() {
        return listed_name(text, at);
    }
    let title = || {
        let rest = &text[at..];
        let begins =
            |title: &&&str| rest.len() > title.len() && rest[..title.len()].eq_ignore_ascii_case(title.as_bytes());
        TITLES.iter().find(begins)
    };
    // Most words begin with a letter that no title does.
    if begins_title(first)
        && let Some(title) = title()
    {
        let behind = at + title.len();
        let gap = text[behind..].iter().take(3).take_while(|b| matches!(b, b'.' | b' ' | b':')).count();
        if gap > 0 {
            let start = behind + gap;
            let end = name_end(text, start)?;
            return (end - start > 2).then_some((start, end));
        }
    }
    if !first.is_ascii_uppercase() || !is_given_name(word_at(text, at)) {
        return None;
    }
    Some((at, name_end(text, at)?))
}

/// A name behind a list's number: `7) Asha Rao, …`, at the beginning of a line.
fn listed_name(text: &[u8], at: usize) -> Option<(usize, usize)> {
    if at > 0 && !matches!(text[at - 1], b'\n' | b'\r') {
        return None;
    }
    let digits = text[at..].iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    let mark = at + digits;
    if !matches!(text.get(mark), Some(b')' | b'.')) || text.get(mark + 1) != Some(&b' ') {
        return None;
    }
    let start = mark + 2;
    let end = name_end(text, start)?;
    let words = text[start..end].split(|&b| b == b' ').count();
    (words >= 2 && matches!(text.get(end), Some(b',' | b';' | b' '))).then_some((start, end))
}

/// Words of streets, with which an address begins that has no PIN code.
const STREETS: [&str; 14] = [
    "Street", "St", "Road", "Rd", "Avenue", "Ave", "Lane", "Ln", "Drive", "Boulevard", "Blvd", "Court", "Marg", "Nagar",
];
/// Parts of an address, by commas.
const PARTS: usize = 8;
/// Longest address, in bytes.
const ADDRESS: usize = 200;

/// The next address at or behind `from`: what stands in front of a PIN code, or a house number with its street.
pub(super) fn address_in_text(text: &[u8], from: usize) -> Option<(usize, usize)> {
    (from..text.len()).filter(|&at| text[at].is_ascii_digit() && begins_word(text, at)).find_map(|at| {
        let digits = text[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if text.get(at + digits).is_some_and(u8::is_ascii_alphanumeric) {
            return None;
        }
        if digits == 6 && text[at] != b'0' {
            return Some((address_start(text, from, at)?, at + digits));
        }
        if digits > 5 {
            return None;
        }
        let street = street(text, at, at + digits)?;
        // One that goes on to a PIN code ends there.
        let pin = pin_code(text, at).and_then(|pin| Some((address_start(text, from, pin)?, pin + 6)));
        Some(pin.unwrap_or(street))
    })
}

/// The next PIN code behind `at`, in its line.
fn pin_code(text: &[u8], at: usize) -> Option<usize> {
    let line = text[at..].iter().take(ADDRESS).take_while(|b| !matches!(b, b'\n' | b'\r')).count();
    (at..at + line).find(|&i| {
        let digits = text[i..].iter().take_while(|b| b.is_ascii_digit()).count();
        digits == 6 && begins_word(text, i) && text[i] != b'0'
    })
}

/// Where the address that ends with the PIN code at `pin` begins: behind the nearest part that is none of an address.
fn address_start(text: &[u8], from: usize, pin: usize) -> Option<usize> {
    let reach = pin.saturating_sub(ADDRESS).max(from);
    let head = text[reach..pin].iter().rposition(|b| matches!(b, b'\n' | b'\r' | b':' | b';' | b'|'));
    let mut start = pin;
    let mut parts = 0;
    let begin = head.map_or(reach, |at| reach + at + 1);
    let mut end = pin;
    while parts < PARTS {
        let comma = text[begin..end].iter().rposition(|&b| b == b',').map(|at| begin + at);
        let from = comma.map_or(begin, |at| at + 1);
        let part = text[from..end].trim_ascii();
        let words = part.split(|b| matches!(b, b' ' | b'-')).filter(|w| !w.is_empty());
        let verb = words.clone().any(|w| w.len() > 2 && w[0].is_ascii_lowercase() && !w[0].is_ascii_digit());
        if parts > 0 && (part.is_empty() || verb || speaks_of_person(part)) {
            break;
        }
        start = from + text[from..end].iter().take_while(|b| b.is_ascii_whitespace()).count();
        parts += 1;
        let Some(comma) = comma else { break };
        end = comma;
    }
    // A list of numbers is no address.
    let worded = text[start..pin].iter().any(|b| b.is_ascii_alphabetic() || !b.is_ascii());
    (parts >= 2 && pin - start >= 8 && worded).then_some(start)
}

/// Whether a part between commas is an age, a gender or a telephone number.
fn speaks_of_person(part: &[u8]) -> bool {
    let word = |w: &[u8]| part.len() >= w.len() && part.windows(w.len()).any(|p| p.eq_ignore_ascii_case(w));
    let gender =
        matches!(part.trim_ascii_end().last(), Some(b'M' | b'F')) && part.first().is_some_and(u8::is_ascii_digit);
    gender || [&b"yrs"[..], b"years", b"mob", b"aged", b"phone"].into_iter().any(word)
}

/// A house number and up to four capitalised words, the last of them a street's; with what follows up to the line's
/// end or a full stop.
fn street(text: &[u8], at: usize, number_end: usize) -> Option<(usize, usize)> {
    let mut next = number_end + usize::from(text.get(number_end) == Some(&b','));
    for _ in 0..=WORDS {
        if text.get(next) != Some(&b' ') {
            return None;
        }
        let word = word_at(text, next + 1);
        if !word.first().is_some_and(u8::is_ascii_uppercase) || word == b"The" {
            return None;
        }
        next += 1 + word.len();
        if STREETS.iter().any(|street| word == street.as_bytes()) {
            let line = text[next..].iter().take(ADDRESS).take_while(|b| !matches!(b, b'\n' | b'\r' | b';' | b'?'));
            let rest = &text[next..next + line.count()];
            let stop = rest.windows(2).position(|w| w == b". ").unwrap_or(rest.len());
            // What goes on is a town, a state, a code: parts by commas that begin with a capital or a digit.
            let mut end = next;
            for part in rest[..stop].split(|&b| b == b',').skip(1) {
                let sound = part.trim_ascii().first().is_some_and(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
                if !sound {
                    break;
                }
                end = (part.as_ptr() as usize - text.as_ptr() as usize) + part.trim_ascii_end().len();
            }
            return Some((at, end));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{address_in_text, name_in_text};

    #[test]
    fn names() {
        for (text, found) in [
            ("certify that Mrs. Pranav Ahluwalia, aged", Some("Pranav Ahluwalia")),
            ("Shri R. K. Menon called", Some("R. K. Menon")),
            ("son S/o Gopal Das Mob", Some("Gopal Das")),
            ("12) Edhitha Mathew, 43 yrs", Some("Edhitha Mathew")),
            ("2) शशी अरोरा, 2/ M", Some("शशी अरोरा")),
            ("call Asha Rao Mobile", Some("Asha Rao")),
            ("Please contact Rebecca at ten", Some("Rebecca")),
            ("12) open daily, free", None),
            ("Mr. and others", None),
            ("The Asha centre", Some("Asha")),
            ("on Monday in Pune", None),
            ("drive", None),
        ] {
            assert_eq!(name_in_text(text.as_bytes(), 0).map(|(s, e)| &text[s..e]), found, "{text}");
        }
    }

    #[test]
    fn addresses() {
        for (text, found) in [
            (
                "43 yrs F, #169, Gandhi Nagar, Jaipur, Rajasthan - 302015, Mob",
                Some("#169, Gandhi Nagar, Jaipur, Rajasthan - 302015"),
            ),
            (
                "resident of Flat 6D, Station Road, New Delhi, Delhi - 110015, has",
                Some("Station Road, New Delhi, Delhi - 110015"),
            ),
            ("order 302015 of May", None),
            ("Closes: #186700, #458910", None),
            ("at 221 Baker Street, London, and", Some("221 Baker Street, London")),
            ("in 2021 The Road was", None),
        ] {
            assert_eq!(address_in_text(text.as_bytes(), 0).map(|(s, e)| &text[s..e]), found, "{text}");
        }
    }
}
