//! Tokens and runs: where around a trigger a value may begin, and how long its tokens are.
//!
//! A token is a run of letters and digits; a joined run is digits with single joiners between them.

use crate::grammar::shape::is_of_token;

/// Bytes left of a run of digits in which a value that holds it may begin: letters before digits.
const LEAD: usize = 24;
/// Longest token that may stand before the one with the trigger.
const SHORT: usize = 5;
/// Bytes behind a trigger in which a value may begin; of a longer run the next block has a trigger of its own.
pub(super) const STRIDE: usize = 96;

/// The end of the joined run of digits at `at`.
pub(super) fn run_end(text: &[u8], at: usize) -> usize {
    let text = &text[..text.len().min(at + 2 * STRIDE)];
    let digit = |i: usize| text.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    while digit(end) || end > at && end < text.len() && matches!(text[end], b' ' | b'-' | b'.' | b'/') && digit(end + 1)
    {
        end += 1;
    }
    end
}

/// A joined run of digits, and the letters that touch its end: no words, those. Positions in the text.
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The token at which a value that holds the digit at `at` may begin: the one that holds it, or up to three short
/// ones before it, each joined by one character (`MH 12 AB 1234`).
pub(super) fn first_token(text: &[u8], at: usize) -> usize {
    let back = |from: usize, most: usize| from - token_len_before(&text[from.saturating_sub(most)..], from.min(most));
    let mut start = back(at, LEAD);
    for _ in 0..3 {
        let Some(mut joiner) = start.checked_sub(1).filter(|&i| matches!(text[i], b' ' | b'-' | b'/' | b'.')) else {
            break;
        };
        // A country code in brackets: `(+91) 98765 …`.
        joiner -= usize::from(joiner > 0 && text[joiner - 1] == b')');
        let before = back(joiner, SHORT + 1);
        if before == joiner || joiner - before > SHORT {
            break;
        }
        start = before;
    }
    start
}

/// Lengths of up to three tokens behind the one that ends at `end`, each joined by one character; 0 for none.
pub(super) fn tokens_behind(text: &[u8], mut end: usize) -> [u8; 3] {
    let mut lengths = [0; 3];
    for length in &mut lengths {
        if !matches!(text.get(end), Some(b' ' | b'-' | b'.' | b'/' | b'_')) {
            break;
        }
        let len = token_len(text, end + 1);
        *length = len.min(usize::from(u8::MAX)) as u8;
        end += 1 + len;
    }
    lengths
}

pub(super) fn token_len_before(text: &[u8], end: usize) -> usize {
    text[..end].iter().rev().take_while(|&&b| is_of_token(b)).count()
}

pub(super) fn token_len(text: &[u8], start: usize) -> usize {
    text[start..].iter().take_while(|&&b| is_of_token(b)).count()
}
