//! Tables: which column each cell of a line belongs to, and which lines are one row.
//!
//! A list of people is a table, and whoever looks for people needs each value under its header. A line of three cells
//! and more may be a header, if lines below it fit its columns. From there on each line's cells go to the column that
//! they overlap or are nearest to, columns without a cell get an empty one, and lines that fill a few columns only
//! and lie close to a row are what was wrapped of it. Columns outlive the page: a table goes on where they fit again.

use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::events::{CELL, ROW, write_text};

use super::page::{Cell, Cut, Line};

/// How many lines below a header are looked at to prove it.
const PROOF: usize = 8;
/// Lines closer than this, in ems, may be one row.
const CLOSE: f32 = 1.75;
/// More columns make no people's list, but would make many empty cells.
const COLUMNS: usize = 64;

/// From where to where the columns of a table go.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns(Vec<(f32, f32)>);

/// A line of a table: its cells by column.
struct Placed {
    base: f32,
    em: f32,
    cells: Vec<String>,
    filled: usize,
    header: bool,
}

impl Columns {
    fn of(line: &Line) -> Self {
        Self(line.cells.iter().map(|cell| (cell.from, cell.to)).collect())
    }

    /// The column of a cell: the one it overlaps most, or the nearest.
    fn column(&self, cell: &Cell) -> usize {
        let score = |(from, to): (f32, f32)| to.min(cell.to) - from.max(cell.from);
        let best = self.0.iter().enumerate().max_by(|(_, a), (_, b)| score(**a).total_cmp(&score(**b)));
        best.map_or(0, |(column, _)| column)
    }

    /// How many columns a cell lies over.
    fn span(&self, cell: &Cell) -> usize {
        self.0.iter().filter(|(from, to)| cell.to > *from && cell.from < *to).count()
    }

    /// Whether the line's cells go to columns of their own.
    fn fits(&self, line: &Line) -> bool {
        let mut last = None;
        line.cells.len() <= self.0.len()
            && line.cells.iter().all(|cell| {
                let column = Some(self.column(cell));
                let fits = column > last;
                last = column;
                fits
            })
    }

    /// How many of the lines speak for these columns.
    fn proof(&self, lines: &[Line]) -> usize {
        let speaks = |line: &&Line| line.cells.len() >= 3.max(self.0.len() / 2) && self.fits(line);
        lines.iter().take(PROOF).filter(speaks).count()
    }

    /// Whether a line is the beginning of a row whose fuller lines follow, as where cells are centred in their height.
    fn leads(&self, line: &Line, below: &[Line]) -> bool {
        let mut above = line;
        for next in below.iter().take(PROOF) {
            let narrow = self.fits(above) && above.cells.iter().all(|cell| self.span(cell) < 2);
            if !narrow || above.base - next.base > CLOSE * above.em.max(next.em) {
                return false;
            }
            if next.cells.len() >= 3 && next.cells.len() * 2 > self.0.len() && self.fits(next) {
                return true;
            }
            above = next;
        }
        false
    }

    /// Widens the columns by lines that have a cell for each: a header's words are short and may be centred.
    fn learn(&mut self, lines: &[Line]) {
        let start = self.clone();
        for line in lines.iter().take(64).filter(|line| line.cells.len() == start.0.len() && start.fits_in_order(line))
        {
            for ((from, to), cell) in self.0.iter_mut().zip(&line.cells) {
                *from = from.min(cell.from);
                *to = to.max(cell.to);
            }
        }
        for i in 1..self.0.len() {
            let ((_, before), (from, _)) = (self.0[i - 1], self.0[i]);
            if before > from {
                // What overlaps now did not in the header.
                self.0[i - 1] = start.0[i - 1];
                self.0[i] = start.0[i];
            }
        }
    }

    /// Whether the n-th cell can be the n-th column's: it lies between that column's neighbours.
    fn fits_in_order(&self, line: &Line) -> bool {
        line.cells.iter().enumerate().all(|(i, cell)| {
            let after = i.checked_sub(1).and_then(|i| self.0.get(i)).is_none_or(|(from, _)| cell.from > *from);
            after && self.0.get(i + 1).is_none_or(|(_, to)| cell.to < *to)
        })
    }

    /// Cuts cells in which another column begins.
    fn cut(&self, cells: &[Cell], em: f32) -> Vec<Cell> {
        let mut parts: Vec<Cell> = Vec::new();
        for cell in cells {
            let mut rest = cell.clone();
            let mut taken = 0;
            for cut in &cell.cuts {
                let reach = if cut.gap > 0.35 { 0.35 } else { 0.12 } * em;
                let begins = |(from, _): &(f32, f32)| (from - cut.from).abs() < reach && *from > rest.from + em / 2.0;
                if self.0.iter().any(begins)
                    && let Some((text, tail)) = rest.text.split_at_checked(cut.at - taken)
                {
                    let (text, tail) = (String::from(text.trim_end()), String::from(tail));
                    let (before, after) = rest.cuts.iter().partition::<Vec<Cut>, _>(|other| other.at < text.len());
                    let after = after.into_iter().filter(|other| other.from > cut.from);
                    let after = after.map(|other| Cut { at: other.at + taken - cut.at, ..other }).collect();
                    parts.push(Cell { from: rest.from, to: cut.from - 0.3 * em, text, cuts: before });
                    rest = Cell { from: cut.from, to: rest.to, text: tail, cuts: after };
                    taken = cut.at;
                }
            }
            parts.push(rest);
        }
        parts
    }

    fn place(&self, line: &Line, header: bool) -> Placed {
        let mut cells = Vec::new();
        cells.resize_with(self.0.len(), String::new);
        for cell in self.cut(&line.cells, line.em) {
            if let Some(slot) = cells.get_mut(self.column(&cell)) {
                join(slot, &cell.text);
            }
        }
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        Placed { base: line.base, em: line.em, cells, filled, header }
    }
}

fn join(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// Cuts cells where neighbouring lines have a cell that begins at the same place: columns that stand close together
/// are told from words by what is above and below.
pub(super) fn align(lines: &mut [Line]) {
    let starts: Vec<Vec<f32>> = lines.iter().map(|line| line.cells.iter().map(|cell| cell.from).collect()).collect();
    for (i, line) in lines.iter_mut().enumerate() {
        let near = starts.get(i.saturating_sub(4)..(i + PROOF).min(starts.len())).unwrap_or_default();
        if near.iter().all(|starts| starts.len() < 3) {
            continue;
        }
        let mut edges = Columns::default();
        for cut in line.cells.iter().flat_map(|cell| &cell.cuts).filter(|cut| cut.gap > 0.35) {
            let begins = |starts: &&Vec<f32>| starts.iter().any(|start| (start - cut.from).abs() < 0.2 * line.em);
            if near.iter().filter(begins).count() > 1 {
                edges.0.push((cut.from, cut.from));
            }
        }
        if !edges.0.is_empty() {
            line.cells = edges.cut(&line.cells, line.em);
        }
    }
}

/// Writes rows, and keeps a table's lines until it is known which of them are one row.
pub(super) struct Writer<'w> {
    out: &'w mut Vec<u8>,
    held: Vec<Placed>,
    /// A line outside tables, whose last cell may go on in the next line; and where that cell begins.
    plain: Option<(Placed, f32)>,
}

impl<'w> Writer<'w> {
    pub(super) const fn new(out: &'w mut Vec<u8>) -> Self {
        Self { out, held: Vec::new(), plain: None }
    }

    /// Writes the lines of a page. `columns` are those of the table before, and of the last one after.
    pub(super) fn lines(&mut self, lines: &[Line], columns: &mut Columns) {
        let mut inside = false;
        for (i, line) in lines.iter().enumerate() {
            let below = lines.get(i + 1..).unwrap_or_default();
            let count = line.cells.len();
            let fits =
                !columns.0.is_empty() && columns.fits(line) && (inside || count >= 3 && count * 2 > columns.0.len());
            if !fits && (3..=COLUMNS).contains(&count) {
                let fresh = Columns::of(line);
                let proof = fresh.proof(below);
                if proof > 0 && proof > if inside { columns.proof(below) } else { 0 } {
                    self.flush();
                    *columns = fresh;
                    columns.learn(below);
                    self.held.push(columns.place(line, true));
                    inside = true;
                    continue;
                }
            }
            let leads = !inside && !columns.0.is_empty() && columns.leads(line, below);
            let wide = count == 1 && line.cells.first().is_some_and(|cell| columns.span(cell) > 1);
            let near = self.held.last().is_some_and(|last| last.base - line.base < 4.0 * last.em.max(line.em));
            if leads || fits && (count > 2 || !wide && near) || inside && count > 2 {
                self.flush_plain();
                self.held.push(columns.place(line, false));
                inside = true;
            } else {
                inside = false;
                self.flush_table();
                self.plain(line);
            }
        }
        self.flush();
    }

    fn plain(&mut self, line: &Line) {
        if let (Some((before, from)), [cell]) = (&mut self.plain, line.cells.as_slice()) {
            let em = before.em.max(line.em);
            let close = before.base - line.base < CLOSE * em && (cell.from - *from).abs() < 0.5 * em;
            if close && before.filled > 1 {
                before.base = line.base;
                if let Some(last) = before.cells.last_mut() {
                    join(last, &cell.text);
                }
                return;
            }
        }
        self.flush_plain();
        let cells: Vec<String> = line.cells.iter().map(|cell| cell.text.clone()).collect();
        let from = line.cells.last().map_or(0.0, |cell| cell.from);
        let placed = Placed { base: line.base, em: line.em, filled: cells.len(), cells, header: false };
        self.plain = Some((placed, from));
    }

    fn flush(&mut self) {
        self.flush_table();
        self.flush_plain();
    }

    fn flush_plain(&mut self) {
        if let Some((placed, _)) = self.plain.take() {
            self.row(&placed.cells);
        }
    }

    /// Joins the lines of each row: those between two full lines are parted at the widest gap.
    fn flush_table(&mut self) {
        let held = core::mem::take(&mut self.held);
        let full = |line: &Placed| {
            let first = line.cells.first().is_some_and(|cell| !cell.is_empty());
            line.header || line.filled * 2 > line.cells.len() || first && line.filled > 2
        };
        let mut row: Vec<String> = Vec::new();
        let mut has_full = false;
        let mut cut = None;
        for (i, line) in held.iter().enumerate() {
            let before = i.checked_sub(1).and_then(|i| held.get(i));
            if before.is_some_and(full) {
                cut = Self::widest(&held, i, full);
            }
            let gap = before.map_or(f32::MAX, |b| (b.base - line.base) / b.em.max(line.em));
            if gap >= CLOSE || cut == Some(i) || has_full && full(line) {
                self.row(&core::mem::take(&mut row));
                has_full = false;
            }
            has_full |= full(line);
            if row.is_empty() {
                row.clone_from(&line.cells);
            } else {
                row.iter_mut().zip(&line.cells).for_each(|(cell, more)| join(cell, more));
            }
        }
        self.row(&row);
    }

    /// Of the lines from `start` to the next full one, the first below the widest gap; of equal gaps the last.
    fn widest(held: &[Placed], start: usize, full: impl Fn(&Placed) -> bool) -> Option<usize> {
        let mut widest = (0.0, None);
        for i in start.max(1)..held.len() {
            let (above, below) = (held.get(i - 1)?, held.get(i)?);
            let gap = above.base - below.base;
            if gap > widest.0 * 0.95 {
                widest = (gap.max(widest.0), Some(i));
            }
            if full(below) {
                return widest.1;
            }
        }
        None
    }

    fn row(&mut self, cells: &[String]) {
        if cells.iter().all(String::is_empty) {
            return;
        }
        self.out.push(ROW);
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                self.out.push(CELL);
            }
            write_text(cell.as_bytes(), &mut |bytes: &[u8]| self.out.extend_from_slice(bytes));
        }
    }
}
