//! A segment of a body: what stands there in the clear, and what does once all that hides something is undone.

use super::Body;
use super::detect::{REACH, Text, plain};
use super::runs::Run;
use super::structure::Segment;
use super::visible::visible;
use crate::bytes::Span;
use crate::scan::candidate::Candidate;
use crate::scan::series::Series;

/// Numbers of one run that are counted for its list: a stated limit.
const TRIED: usize = 8;

/// What tells of a value, in the order in which it is looked at where several begin with the same byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Literal,
    At,
    Run,
}

/// The two ways in which a text is read.
struct Ways<'a> {
    texts: [Text<'a>; 2],
    /// Some secrets go on behind their segment.
    far: [Text<'a>; 2],
    runs: [Vec<Run>; 2],
}

/// The candidates of a segment, each with the place of what told of it. The numbers that nothing names are counted in
/// `series`.
pub(super) fn candidates(body: &Body<'_>, segment: &Segment, series: &mut Series) -> Vec<(u64, Candidate)> {
    let ways = Ways::of(body, segment);
    // Where one is found in the clear, what tells of it tells of nothing that is hidden: a stated limit.
    let mut clear = Vec::new();
    let mut all = Vec::new();
    for (at, kind, way, i) in ways.triggers() {
        let mut found = Vec::new();
        match kind {
            Kind::Literal if !clear.contains(&(at, kind)) => ways.far[way].around_literal(i, &mut found),
            Kind::At if !clear.contains(&(at, kind)) => ways.texts[way].around_at(i, &mut found),
            Kind::Run => ways.run(way, i, body.lane(at), series, &mut found),
            _ => {}
        }
        if way == 0 && !found.is_empty() {
            clear.push((at, kind));
        }
        all.extend(found.into_iter().map(|candidate| (at, candidate)));
    }
    all
}

impl<'a> Ways<'a> {
    fn of(body: &'a Body<'a>, segment: &Segment) -> Self {
        let Segment { span, part, labels, labelled_only } = *segment;
        let far = Span::new(span.start, (span.end + REACH).min(body.bytes.len() as u64));
        let read = |undone: bool, span: Span, labelled_only: bool| {
            let seen = if undone { visible(body.bytes, span, body.spelling) } else { plain(body, span) };
            Text { labelled_only, undone, ..Text::new(body, seen, part, labels) }
        };
        let texts = [false, true].map(|undone| read(undone, span, labelled_only));
        let runs = texts.each_ref().map(Text::worth);
        Self { texts, far: [false, true].map(|undone| read(undone, far, false)), runs }
    }

    /// All that may tell of a value: where, what, read in which way, and which one of its kind or place in its text.
    fn triggers(&self) -> Vec<(u64, Kind, usize, usize)> {
        let mut triggers = Vec::new();
        for way in 0..2 {
            let (text, far) = (&self.texts[way], &self.far[way]);
            let ats = (0..text.bytes.len()).filter(|&at| text.bytes[at] == b'@');
            triggers.extend(ats.map(|at| (text.seen[at].raw.0, Kind::At, way, at)));
            triggers.extend((0..far.bytes.len()).map(|at| (far.seen[at].raw.0, Kind::Literal, way, at)));
            let runs = (0..self.runs[way].len()).filter_map(|i| Some((self.place(way, i)?, Kind::Run, way, i)));
            triggers.extend(runs);
        }
        triggers.retain(|&(at, ..)| self.texts[0].is_of_part(at));
        triggers.sort_unstable();
        triggers
    }

    /// Whether the run overlaps one of which something stands in the clear.
    fn is_clear(&self, way: usize, i: usize) -> bool {
        let here = self.texts[way].raw(self.runs[way][i].start, self.runs[way][i].end);
        let stands = |&n: &usize| {
            let run = &self.runs[0][n];
            let mut found = Vec::new();
            self.texts[0].raw(run.start, run.end).overlaps(&here) && {
                self.texts[0].shapes(self.from(0, n), run, None, &mut found);
                !found.is_empty()
            }
        };
        (0..self.runs[0].len()).any(|n| stands(&n))
    }

    /// Where the places of a run begin: behind the run before.
    fn from(&self, way: usize, i: usize) -> usize {
        i.checked_sub(1).map_or(0, |before| self.runs[way][before].end)
    }

    /// What tells of a run: its first digit; or, where that tells of what stands in the clear, the first that is not plain, if
    /// there is one.
    fn place(&self, way: usize, i: usize) -> Option<u64> {
        let (text, run) = (&self.texts[way], &self.runs[way][i]);
        if way == 0 || !self.is_clear(way, i) {
            return Some(text.seen[run.start].raw.0);
        }
        let odd = text.odd(run)?;
        Some(if text.seen[odd].is_spelled() { text.seen[odd].raw.0 } else { text.seen[odd - 1].raw.1 })
    }

    /// The values of a run of digits.
    fn run(&self, way: usize, i: usize, lane: u16, series: &mut Series, found: &mut Vec<Candidate>) {
        let (text, run) = (&self.texts[way], &self.runs[way][i]);
        let tried = text.shapes(self.from(way, i), run, Some((series, lane)), found);
        // Where nothing stands in the clear, the numbers count that do once all is undone.
        let here = text.raw(run.start, run.end);
        let goes_on = |other: &Run| self.texts[1].raw(other.start, other.end).overlaps(&here);
        if way == 1 || !found.is_empty() || !self.runs[1].iter().any(goes_on) {
            tried.into_iter().take(TRIED).for_each(|number| series.count(lane, number));
        }
    }
}
