//! What stands on a page: runs of glyphs with their places, and the lines and cells that they make.
//!
//! Glyphs that follow each other without a gap are a run, whatever operators placed them. Runs on one baseline are a
//! line, sorted from left to right, because files draw in any order. Gaps in a line are measured in ems: a small one
//! is a space, a wide one begins a cell. Text of another direction is laid out by itself, along its own baseline, so
//! rotated pages need nothing special.

use alloc::string::String;
use alloc::vec::Vec;

use super::content::root;
use super::extras::string_text;

/// Gaps in ems: from where on there is a space, and from where on another cell.
const SPACE: f32 = 0.17;
const CELL: f32 = 1.2;
/// How far apart boxes of one character may stand, and how many make a value.
const BOX: f32 = 1.7;
const BOXES: usize = 6;
/// How far glyphs of one line may be off its baseline, in ems.
const BASELINE: f32 = 0.4;
/// Most runs of one page, and most directions.
pub(super) const RUNS: usize = 400_000;
const DIRECTIONS: usize = 16;
/// How many glyphs a value has at least.
const VALUE: u64 = 8;

/// Glyphs without a gap.
#[derive(Clone, Copy, Debug)]
struct Run {
    from: f32,
    to: f32,
    base: f32,
    em: f32,
    text: (u32, u32),
    spaced: bool,
    order: u32,
}

/// The runs of one direction.
#[derive(Debug)]
struct Direction {
    along: (f64, f64),
    runs: Vec<Run>,
}

/// A page as it is read.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    directions: Vec<Direction>,
    /// The direction and size at hand.
    now: usize,
    em: f64,
    spaced: bool,
    /// Whether an operator, not the glyph before, says where the next glyph stands.
    pub(super) placed: bool,
    pub(super) runs: usize,
    /// Text that marked passages stand for.
    pub(super) stands_for: Vec<String>,
    pub(super) images: u64,
    pub(super) curves: u64,
    /// Glyphs that nothing names.
    pub(super) unknown: u64,
    pub(super) glyphs: u64,
    /// Of the unnamed glyphs those that stand in a row as long as a value; a bullet stands alone.
    pub(super) hidden: u64,
    row: u64,
    pub(super) disagreed: bool,
}

/// Where a run begins in a cell, in its text, and behind what gap in ems.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    pub(super) from: f32,
    pub(super) at: usize,
    pub(super) gap: f32,
}

/// A cell of a line, and where it could be cut if a column begins within.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) from: f32,
    pub(super) to: f32,
    pub(super) text: String,
    pub(super) cuts: Vec<Cut>,
}

/// A line of text.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) base: f32,
    pub(super) em: f32,
    pub(super) cells: Vec<Cell>,
}

impl Page {
    /// Sets the direction and the size of what follows.
    pub(super) fn direct(&mut self, (x, y): (f64, f64), em: f64) {
        let length = root(x * x + y * y);
        let along = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };
        self.em = if em.is_finite() { em.clamp(1e-3, 1e6) } else { 1.0 };
        let close = |d: &Direction| d.along.0 * along.0 + d.along.1 * along.1 > 0.9995;
        self.now = match self.directions.iter().position(close) {
            Some(known) => known,
            None if self.directions.len() < DIRECTIONS => {
                self.directions.push(Direction { along, runs: Vec::new() });
                self.directions.len() - 1
            }
            None => 0,
        };
    }

    /// Adds a glyph at a place; `joined` says that it follows the one before in the same string. Gives whether the
    /// next one may be joined to it.
    pub(super) fn glyph(&mut self, text: &str, (x, y): (f64, f64), length: f64, joined: bool) -> bool {
        if text.chars().all(char::is_whitespace) {
            self.spaced = true;
            return false;
        }
        self.glyphs += 1;
        let Some(direction) = self.directions.get_mut(self.now) else { return false };
        let (dx, dy) = direction.along;
        let (from, base, em) = ((x * dx + y * dy) as f32, (y * dx - x * dy) as f32, self.em as f32);
        let to = from + length as f32;
        let at = self.text.len() as u32;
        self.text.push_str(text);
        let end = self.text.len() as u32;
        if let Some(run) = direction.runs.last_mut() {
            let gap = (from - run.to) / em;
            let close = gap > -0.5 && gap < SPACE && (base - run.base).abs() < 0.1 * em;
            let same = run.text.1 == at && run.em / em > 0.75 && run.em / em < 1.34;
            if !self.spaced && !self.placed && same && (joined || close) {
                run.to = run.to.max(to);
                run.text.1 = end;
                return true;
            }
        }
        self.runs += 1;
        let order = self.runs as u32;
        direction.runs.push(Run { from, to, base, em, text: (at, end), spaced: self.spaced, order });
        (self.spaced, self.placed) = (false, false);
        true
    }

    /// Counts a glyph as named or not.
    pub(super) const fn count(&mut self, named: bool) {
        if named {
            self.row = 0;
            return;
        }
        self.unknown += 1;
        self.row += 1;
        if self.row == VALUE {
            self.hidden += VALUE;
        } else if self.row > VALUE {
            self.hidden += 1;
        }
    }

    /// Keeps the text that a marked passage stands for; single letters and ligatures are on the page anyway.
    pub(super) fn stand_in(&mut self, text: &[u8]) {
        let text = string_text(text);
        if text.len() > 4 && self.stands_for.len() < 10_000 {
            self.stands_for.push(text);
        }
    }

    /// The lines of each direction, from top to bottom.
    pub(super) fn lines(&mut self) -> Vec<Vec<Line>> {
        let directions = core::mem::take(&mut self.directions);
        directions.into_iter().map(|direction| self.lay_out(direction.runs)).filter(|lines| !lines.is_empty()).collect()
    }

    fn lay_out(&self, mut runs: Vec<Run>) -> Vec<Line> {
        runs.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.order.cmp(&b.order)));
        let mut lines = Vec::new();
        let mut rest = runs.as_mut_slice();
        while let Some(first) = rest.first().copied() {
            let mut largest = first.em;
            let belongs = |run: &Run| {
                let (small, large) = if run.em < largest { (run.em, largest) } else { (largest, run.em) };
                let reach = if large < small * 2.0 { large } else { small };
                let belongs = first.base - run.base < BASELINE * reach;
                if belongs {
                    largest = largest.max(run.em);
                }
                belongs
            };
            let count = rest.iter().map(belongs).take_while(|belongs| *belongs).count();
            let (line, tail) = rest.split_at_mut(count.max(1));
            line.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.order.cmp(&b.order)));
            lines.push(self.line(line));
            rest = tail;
        }
        lines
    }

    /// Which runs continue a value that is written one character to a box, as forms have it: single characters, evenly
    /// spaced. Columns of a table stand further apart.
    fn boxed(&self, runs: &[Run]) -> Vec<bool> {
        let mut boxed = alloc::vec![false; runs.len()];
        let single = |run: &Run| {
            let text = self.text.get(run.text.0 as usize..run.text.1 as usize).unwrap_or_default();
            text.chars().count() == 1 && text.chars().all(char::is_alphanumeric)
        };
        let (mut start, mut step) = (0, 0.0);
        for i in 1..=runs.len() {
            let pair = runs.get(i - 1).zip(runs.get(i)).filter(|(a, b)| single(a) && single(b));
            let pitch = pair.map(|(a, b)| ((b.from - a.from) / b.em, (b.from - a.to) / b.em));
            let pitch = pitch.filter(|(_, gap)| *gap > SPACE && *gap < BOX).map(|(pitch, _)| pitch);
            let goes_on = pitch.is_some_and(|pitch| start + 1 == i || (pitch - step).abs() < 0.3);
            if start + 1 == i {
                step = pitch.unwrap_or(0.0);
            }
            if !goes_on {
                if i - start >= BOXES {
                    boxed.iter_mut().take(i).skip(start + 1).for_each(|boxed| *boxed = true);
                }
                start = i;
            }
        }
        boxed
    }

    fn line(&self, runs: &[Run]) -> Line {
        let mut cells: Vec<Cell> = Vec::new();
        let mut last: Option<(Run, &str)> = None;
        let mut line = Line { base: 0.0, em: 0.0, cells: Vec::new() };
        let boxed = self.boxed(runs);
        for (run, boxed) in runs.iter().zip(boxed) {
            let text = self.text.get(run.text.0 as usize..run.text.1 as usize).unwrap_or_default();
            if run.em >= line.em {
                (line.base, line.em) = (run.base, run.em);
            }
            let gap = last.map_or(f32::MAX, |(before, _)| (run.from - before.to) / run.em.max(before.em));
            let gap = if boxed { 0.0 } else { gap };
            // The same text once more on its own place is a way to print bold.
            if last.is_some_and(|(b, old)| {
                old == text && (run.from - b.from).abs() < 0.3 * (run.to - run.from) && run.to - run.from > 0.0
            }) {
                continue;
            }
            // Texts that are written one over another are texts of their own; a mark over a letter is not.
            let long = |run: &Run, text: &str| text.len() > 2 && run.to - run.from > run.em;
            let over = last
                .is_some_and(|(b, old)| (run.from - b.from).abs() < SPACE * run.em && long(&b, old) && long(run, text));
            let goes_on = gap < CELL && !over;
            match cells.last_mut().filter(|_| goes_on) {
                Some(cell) => {
                    if gap >= SPACE || run.spaced && gap > -0.3 {
                        cell.text.push(' ');
                    }
                    cell.cuts.push(Cut { from: run.from, at: cell.text.len(), gap });
                    cell.text.push_str(text);
                    cell.to = cell.to.max(run.to);
                }
                None => {
                    cells.push(Cell { from: run.from, to: run.to, text: String::from(text), cuts: Vec::new() });
                }
            }
            let to = last.map_or(run.to, |(before, _)| if goes_on { before.to.max(run.to) } else { run.to });
            last = Some((Run { to, ..*run }, text));
        }
        line.cells = cells;
        line
    }
}
