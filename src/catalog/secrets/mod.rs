//! Pack `secrets`: what opens accounts, machines and databases. A secret is nobody's attribute: it counts no person, and a
//! critical one that is sure blocks alone.
//!
//! Nearly all begin with letters that nothing else begins with (literals); what follows must look drawn by lot, so that
//! the samples of manuals (`AKIA…EXAMPLE`, `xxxx`) are none.

pub(super) mod access;
pub(super) mod tokens;

/// Words in what people make up to stand for a secret.
const MADE_UP: [&str; 12] = [
    "example", "sample", "your", "dummy", "fake", "test", "placeholder", "redacted", "changeme", "foobar", "insert",
    "replace",
];

/// Whether `body` looks drawn by lot: eight different characters, none five times in a row, no `abcdef` or `123456`, no
/// word of those that stand for a secret.
fn is_random(body: &[u8]) -> bool {
    let seen = body.iter().fold(0u128, |seen, &b| seen | 1 << (b & 127));
    let step = |by: u8, most: usize| !body.windows(most).any(|w| w.windows(2).all(|p| p[1].wrapping_sub(p[0]) == by));
    let holds = |word: &&str| body.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word.as_bytes()));
    seen.count_ones() >= 8 && step(0, 5) && step(1, 6) && !MADE_UP.iter().any(holds)
}

/// Whether no letter, digit or `_` stands in front of `at`.
fn begins_at(text: &[u8], at: usize) -> bool {
    at == 0 || !is_word(&text[at - 1])
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "a class of bytes, as those of `u8` are")]
const fn is_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == b'_'
}

/// The bytes of tokens of most vendors.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "a class of bytes, as those of `u8` are")]
const fn is_url_safe(byte: &u8) -> bool {
    is_word(byte) || *byte == b'-'
}

/// How many bytes from `at` on are of a class.
#[inline(never)]
fn run(text: &[u8], at: usize, class: fn(&u8) -> bool) -> usize {
    text.get(at..).map_or(0, |text| text.iter().take_while(|b| class(b)).count())
}

/// A token that begins at `at`: `prefix` bytes, then `least` to `most` of a class, drawn by lot.
#[inline(never)]
fn token(
    text: &[u8],
    at: usize,
    prefix: usize,
    class: fn(&u8) -> bool,
    (least, most): (usize, usize),
) -> Option<(usize, usize)> {
    let len = run(text, at + prefix, class);
    let end = at + prefix + len;
    let free = begins_at(text, at) && !text.get(end).is_some_and(is_word);
    (free && (least..=most).contains(&len) && is_random(&text[at + prefix..end])).then_some((at, end))
}

#[cfg(test)]
mod tests {
    use super::is_random;

    #[test]
    fn what_people_make_up_is_not_random() {
        for (body, random) in [
            ("q7GmV2xLr09ZtBnd", true),
            ("xxxxxxxxxxxxxxxx", false),
            ("1234567890abcdef", false),
            ("q7GmEXAMPLE09Ztd", false),
            ("aaaabbbbccccdddd", false),
            ("q7GYourKey02xLr9", false),
        ] {
            assert_eq!(is_random(body.as_bytes()), random, "{body}");
        }
    }
}
