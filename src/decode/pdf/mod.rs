//! PDF: what a reader sees on the pages, and what the file says beside them, as events text.
//!
//! ```text
//! filter, cipher, hash, object  <  parse  <  file    bytes to objects; crypt opens what needs no password
//! glyphs, cmap, truetype  <  font                    codes to text and widths
//! content  <  page  <  table                         operators to runs, lines, cells, columns
//! extras                                             what is not on a page
//! ```
//!
//! The reader has no use for the cross-reference table, so broken and forged ones are alike; pages that no tree leads
//! to are read as well. Pictures are not: a file of nothing else can't be inspected. Whatever is too large, too deep or
//! locked ends in an error, never in a part of the text taken for the whole.

mod cipher;
mod cmap;
mod content;
mod crypt;
mod extras;
mod file;
mod filter;
mod font;
mod glyphs;
mod hash;
mod object;
mod page;
mod parse;
mod table;
#[cfg(test)]
mod tests;
mod truetype;

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use crate::bytes::events::{BLOCK, Output, ROW, write_text};
use crate::bytes::{Budget, Unread};

use content::{Interpreter, Matrix};
use file::File;
use font::{Fonts, View};
use hash::sha256;
use object::{Dict, Object};
use page::Page;
pub(super) use parse::hex_digit;
use table::{Columns, Writer, align};

/// Levels of the page tree.
const TREE: usize = 64;

/// Reads a PDF and writes its events text.
///
/// # Errors
/// `encrypted`, when it wants a password; `image_only`, when there are pictures and no text; `unknown_glyphs`, when
/// most glyphs, or as many in a row as a few values have, mean nothing that could be found; `malformed`, when nothing can be read; and the limits `elements`,
/// `depth`, `inflated_bytes` and `steps`. What was written before an error is not the whole.
pub fn pdf(bytes: &[u8], budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
    let mut reading = Reading {
        file: File::open(bytes, budget)?,
        fonts: Fonts::new(),
        columns: Columns::default(),
        written: BTreeSet::new(),
        images: 0,
        curves: 0,
        glyphs: 0,
        unknown: 0,
        hidden: 0,
    };
    reading.pages(budget, out)?;
    if reading.file.has_doubles() {
        reading.file.prefer_first();
        reading.fonts.clear();
        reading.pages(budget, out)?;
    }
    extras::write(&reading.file, budget, out)?;
    match reading {
        Reading { file, .. } if file.pages.is_empty() => Err(Unread("malformed")),
        Reading { glyphs: 0, images: 1.., .. } | Reading { glyphs: 0, curves: 500.., .. } => Err(Unread("image_only")),
        Reading { glyphs, unknown, hidden, .. } if unknown > 20 && unknown * 2 > glyphs || hidden > 24 => {
            Err(Unread("unknown_glyphs"))
        }
        Reading { file, .. } if file.is_broken() => Err(Unread("malformed")),
        _ => Ok(()),
    }
}

/// A file on its way to text.
struct Reading<'a> {
    file: File<'a>,
    fonts: Fonts,
    columns: Columns,
    /// Digests of what was written, so that a page's second view is written only if it differs. A weaker
    /// digest would let a forged page pass for one that was written.
    written: BTreeSet<[u8; 32]>,
    images: u64,
    curves: u64,
    glyphs: u64,
    unknown: u64,
    hidden: u64,
}

impl Reading<'_> {
    /// The pages in the tree's order, with the resources they inherit; then the pages that no tree leads to.
    fn pages(&mut self, budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
        let mut seen = BTreeSet::new();
        let mut stack = Vec::new();
        for catalog in self.file.catalogs.clone().iter().rev() {
            let catalog = self.file.load(*catalog, budget)?;
            let root = catalog.dict().and_then(|catalog| catalog.get(b"Pages")).cloned();
            stack.extend(root.map(|root| (root, Dict::default(), 0)));
        }
        while let Some((entry, inherited, level)) = stack.pop() {
            budget.take_steps(1)?;
            if let Object::Ref(number) = entry
                && !seen.insert(number)
            {
                continue;
            }
            let node = self.file.resolve(&entry, budget)?;
            let Some(node) = node.dict() else { continue };
            let resources = self.file.get(node, b"Resources", budget)?;
            let resources = resources.dict().cloned().unwrap_or(inherited);
            match self.file.get(node, b"Kids", budget)? {
                Object::Array(kids) if level < TREE => {
                    stack.extend(kids.into_iter().rev().map(|kid| (kid, resources.clone(), level + 1)));
                }
                _ => self.page(node, &resources, budget, out)?,
            }
        }
        for number in self.file.pages.clone() {
            if seen.insert(number) {
                let page = self.file.load(number, budget)?;
                let Some(page) = page.dict() else { continue };
                let resources = self.file.get(page, b"Resources", budget)?;
                self.page(page, &resources.dict().cloned().unwrap_or_default(), budget, out)?;
            }
        }
        Ok(())
    }

    fn page(&mut self, page: &Dict, resources: &Dict, budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
        if self.view(page, resources, View::Declared, budget, out)? {
            self.view(page, resources, View::Glyphs, budget, out)?;
        }
        Ok(())
    }

    /// Writes a page in one view. Gives whether the other view says something else.
    fn view(
        &mut self,
        page: &Dict,
        resources: &Dict,
        view: View,
        budget: &mut Budget,
        out: &mut dyn Output,
    ) -> Result<bool, Unread> {
        let mut read = Page::default();
        let mut interpreter = Interpreter::new(&self.file, &mut self.fonts, budget, &mut read, view);
        if let Some(contents) = page.get(b"Contents") {
            let contents = match interpreter.file.resolve(contents, interpreter.budget)? {
                Object::Array(pieces) => Object::Array(pieces),
                _ => contents.clone(),
            };
            interpreter.contents(&contents, resources, Matrix::ONE)?;
        }
        if let Object::Array(notes) = interpreter.file.get(page, b"Annots", interpreter.budget)? {
            for note in &notes {
                let note = interpreter.file.resolve(note, interpreter.budget)?;
                if let Some(note) = note.dict() {
                    appearance(&mut interpreter, note, resources)?;
                }
            }
        }
        let mut events = Vec::from([BLOCK]);
        for mut lines in read.lines() {
            align(&mut lines);
            Writer::new(&mut events).lines(&lines, &mut self.columns);
        }
        for text in &read.stands_for {
            events.push(ROW);
            write_text(text.as_bytes(), &mut |bytes: &[u8]| events.extend_from_slice(bytes));
        }
        self.images += read.images;
        self.curves += read.curves;
        self.glyphs += read.glyphs;
        self.unknown += read.unknown;
        self.hidden += read.hidden;
        budget.take_bytes(events.len() as u64)?;
        if self.written.insert(sha256(&events)) {
            out.write(&events);
        }
        Ok(read.disagreed)
    }
}

/// Draws how a note or a field looks, where it stands on the page.
fn appearance(interpreter: &mut Interpreter, note: &Dict, resources: &Dict) -> Result<(), Unread> {
    let (file, budget) = (interpreter.file, &mut *interpreter.budget);
    let looks = file.get(note, b"AP", budget)?;
    let Some(normal) = looks.dict().and_then(|looks| looks.get(b"N")) else { return Ok(()) };
    let corner = |rectangle: &Object| {
        let numbers: Vec<f64> = rectangle.array().unwrap_or_default().iter().filter_map(Object::number).collect();
        (numbers.first().copied().unwrap_or(0.0), numbers.get(1).copied().unwrap_or(0.0))
    };
    let (x, y) = corner(&file.get(note, b"Rect", budget)?);
    let look = file.resolve(normal, budget)?;
    let states = match &look {
        Object::Dict(states) => states.0.iter().map(|(_, state)| state.clone()).collect(),
        _ => Vec::from([normal.clone()]),
    };
    for state in states.iter().take(16) {
        let form = file.resolve(state, interpreter.budget)?;
        let Some(dict) = form.dict() else { continue };
        let (left, bottom) = corner(&file.get(dict, b"BBox", interpreter.budget)?);
        interpreter.form(state, resources, Matrix([1.0, 0.0, 0.0, 1.0, x - left, y - bottom]))?;
    }
    Ok(())
}
