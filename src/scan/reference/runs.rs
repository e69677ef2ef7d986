//! Runs of digits, and which of them are worth a look: the stated limit of what is found at all.

use super::detect::Text;
use super::visible::Seen;

/// A run of digits with single joiners between them.
pub(super) struct Run {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Text<'_> {
    /// The joined runs of digits.
    pub(super) fn runs(&self) -> Vec<Run> {
        let digit = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_digit);
        let joiner = |at: usize| self.bytes.get(at).is_some_and(|b| b" -./".contains(b)) && !self.seen[at].end;
        let (mut runs, mut at) = (Vec::new(), 0);
        while at < self.bytes.len() {
            let start = at;
            while digit(at) || at > start && joiner(at) && digit(at + 1) {
                at += 1;
            }
            if at > start {
                runs.push(Run { start, end: at });
            }
            at = at.max(start + 1);
        }
        runs
    }

    /// The runs that are worth a look.
    pub(super) fn worth(&self) -> Vec<Run> {
        self.runs().into_iter().filter(|run| self.is_worth(run)).collect()
    }

    /// Whether what holds this run is looked at: seven digits that are neither a date nor a decimal number, or four behind a
    /// letter; of a text in which markup is undone what is not written plainly, of as many digits. Everything else is not,
    /// by design.
    fn is_worth(&self, run: &Run) -> bool {
        let text = &self.bytes[run.start..run.end];
        let digits = text.iter().filter(|b| b.is_ascii_digit()).count();
        let joiners: Vec<usize> = (0..text.len()).filter(|&at| !text[at].is_ascii_digit()).collect();
        let long = text.len() >= 7
            && match joiners[..] {
                [] => true,
                [at] => digits >= 7 && (text[at] != b'.' || digits == 10 && at == 5),
                [4, 7] | [2, 5] => digits > 10,
                [4, 7, next, ..] | [2, 5, next, ..] => digits > 10 || next < 10 && digits >= 7,
                _ => digits >= 7,
            };
        if self.undone {
            let (begin, end) = (self.first(run.start), self.token_end(run.end));
            // An escape touches what stands behind it in the clear.
            let behind = self.seen[..begin].last().is_some_and(|seen| self.is_escape(seen));
            let last = (end + 1).min(self.seen.len());
            let odd = behind || self.seen[begin..last].iter().any(|seen| seen.odd);
            odd && (digits >= 7 || digits == 4)
        } else {
            text.len() >= 64 || long || self.has_four(run)
        }
    }

    /// Whether four digits of the run stand behind a letter, or one byte from it.
    fn has_four(&self, run: &Run) -> bool {
        let digit = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_digit);
        (run.start..run.end).any(|at| {
            let letter = |back: usize| at.checked_sub(back).is_some_and(|at| self.bytes[at].is_ascii_alphabetic());
            let four = (at..at + 4).all(digit) && !digit(at + 4) && !(at > 0 && digit(at - 1));
            four && (letter(1) || letter(2))
        })
    }

    /// The first byte of a run's value that is not written plainly, or behind it; what is unseen in front of it does not count.
    pub(super) fn odd(&self, run: &Run) -> Option<usize> {
        let (begin, end) = (self.first(run.start), (self.token_end(run.end) + 1).min(self.seen.len()));
        (begin..end).find(|&at| self.seen[at].odd && (at > begin || self.seen[at].is_spelled()))
    }

    /// Whether letters of an escape stand for it.
    fn is_escape(&self, seen: &Seen) -> bool {
        matches!(self.body.bytes[seen.raw.0 as usize], b'%' | b'\\') && seen.raw.1 - seen.raw.0 > 1
    }

    /// Behind the letters and digits that stand at `from`.
    pub(super) fn token_end(&self, from: usize) -> usize {
        from + self.bytes[from..].iter().take_while(|b| b.is_ascii_alphanumeric()).count()
    }

    /// Where the first value may begin that holds the digit at `at`: with its token, or with one of three before it of up to
    /// five characters, each joined by a blank, `-`, `/` or `.` (`(+91) 98…`, too). What is farther is not, by design.
    pub(super) fn first(&self, at: usize) -> usize {
        const LEAD: usize = 24;
        const SHORT: usize = 5;
        let token = |end: usize, most: usize| {
            let letters = self.bytes[..end].iter().rev().take(most);
            letters.take_while(|b| b.is_ascii_alphanumeric()).count()
        };
        let mut first = at - token(at, LEAD);
        for _ in 0..3 {
            let joined = first > 0 && b" -/.".contains(&self.bytes[first - 1]);
            let bracket = usize::from(joined && first > 1 && self.bytes[first - 2] == b')');
            let len = if joined { token(first - 1 - bracket, SHORT + 1) } else { 0 };
            // The letters of an escape in front of a token count as its own.
            let before = (first.saturating_sub(1 + bracket + len)).checked_sub(1).map(|at| &self.seen[at]);
            let escape = before.filter(|seen| self.is_escape(seen)).map_or(0, |seen| seen.raw.1 - seen.raw.0 - 1);
            if len == 0 || len + escape as usize > SHORT {
                break;
            }
            first -= 1 + bracket + len;
        }
        first
    }
}
