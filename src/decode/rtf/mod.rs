//! Rich Text Format (Microsoft, version 1.9.1), as word processors exchange it and as Outlook keeps its mails.
//!
//! Text stands in groups; control words say what it is. What is for programs (fonts, styles, pictures) is left out, notes
//! and fields of the document's own are kept until the end, where they can't tear a row apart ([`words`]). A page that was
//! made into such a text (Outlook's) is handed on as the page it was, files that are packed into it as files.
//!
//! No group is refused: a reader shows the rest of a broken text, too.

mod lines;
#[cfg(test)]
mod tests;
mod words;

use alloc::vec::Vec;

use self::lines::{Lines, write_units};
use self::words::{Kind, kind, symbol};
use super::charset::windows_1252;
use super::little::utf8;
use super::member::{Member, Members};
use super::ole::packed_object;
use super::pdf::hex_digit;
use crate::bytes::events::{BLOCK, Output, ROW};
use crate::bytes::{Budget, Unread};

/// Groups within each other.
const DEPTH: usize = 4096;
/// Units of text that are kept.
const KEPT: usize = 8 << 20;

/// Reads a text: as events text, and what is in it of other files goes to `members`.
///
/// # Errors
/// `depth`, or a limit of the budget; and whatever `members` can't read.
pub(super) fn rtf(
    bytes: &[u8],
    budget: &mut Budget,
    out: &mut dyn Output,
    members: &mut dyn Members,
) -> Result<(), Unread> {
    budget.take_steps(bytes.len() as u64 / 4)?;
    budget.take_bytes(bytes.len() as u64)?;
    budget.within(1, |budget| {
        let mut reading = Reading::new(out);
        reading.read(bytes, budget, members)?;
        reading.end(budget, members)
    })
}

/// What a group inherits, and what ends with it.
#[derive(Clone, Copy)]
struct Group {
    kind: Kind,
    /// Characters that stand in for one that is told by its number.
    stand_ins: u8,
    in_table: bool,
    /// Whether it is not of the page that was made into this text.
    off_page: bool,
}

struct Reading<'o> {
    lines: Lines<'o>,
    group: Group,
    around: Vec<Group>,
    /// Whether the group has said that who does not know it may leave it out.
    optional: bool,
    /// Characters that stand in for the last one and have not come yet.
    stand_ins: u8,
    /// Lines that stand apart.
    aside: Vec<u16>,
    /// The page, if there is one.
    page: Vec<u16>,
    is_page: bool,
    /// A file that is packed into the text.
    object: Vec<u8>,
    digit: Option<u8>,
}

impl<'o> Reading<'o> {
    const fn new(out: &'o mut dyn Output) -> Self {
        Self {
            lines: Lines::new(out),
            group: Group { kind: Kind::Text, stand_ins: 1, in_table: false, off_page: false },
            around: Vec::new(),
            optional: false,
            stand_ins: 0,
            aside: Vec::new(),
            page: Vec::new(),
            is_page: false,
            object: Vec::new(),
            digit: None,
        }
    }

    fn read(&mut self, mut rest: &[u8], budget: &mut Budget, members: &mut dyn Members) -> Result<(), Unread> {
        while let Some((&byte, behind)) = rest.split_first() {
            rest = behind;
            if self.lines.text.len() + self.aside.len() + self.page.len() > KEPT {
                return Err(Unread("inflated_bytes"));
            }
            match byte {
                b'{' => {
                    if self.around.len() == DEPTH {
                        return Err(Unread("depth"));
                    }
                    self.around.push(self.group);
                    (self.optional, self.stand_ins) = (false, 0);
                }
                b'}' => {
                    if self.group.kind == Kind::Object {
                        self.end_object(budget, members)?;
                    }
                    self.group = self.around.pop().unwrap_or(self.group);
                    (self.optional, self.stand_ins) = (false, 0);
                }
                b'\\' => rest = self.control(rest),
                b'\r' | b'\n' | 0 => {}
                _ => self.character(byte),
            }
        }
        Ok(())
    }

    /// What stands behind a backslash; gives what is left.
    fn control<'b>(&mut self, rest: &'b [u8]) -> &'b [u8] {
        let letters = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, behind) = rest.split_at(letters);
        let Some((&first, after)) = rest.split_first() else { return rest };
        if letters == 0 {
            match first {
                b'\'' => {
                    let [high, low, left @ ..] = after else { return after };
                    let Some((high, low)) = hex_digit(*high).zip(hex_digit(*low)) else { return after };
                    self.character(high << 4 | low);
                    return left;
                }
                b'*' => self.optional = true,
                b'~' => self.unit(u16::from(b' ')),
                b'_' => self.unit(u16::from(b'-')),
                b'\r' | b'\n' => self.line(),
                b'{' | b'}' | b'\\' => self.character(first),
                _ => {}
            }
            return after;
        }
        let unsigned = behind.strip_prefix(b"-").unwrap_or(behind);
        let digits = unsigned.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (mut number, mut left) = (1_i32, behind);
        if digits > 0 {
            let add = |value: i32, digit: &u8| value.wrapping_mul(10).wrapping_add(i32::from(*digit - b'0'));
            number = unsigned[..digits].iter().fold(0, add);
            if unsigned.len() < behind.len() {
                number = number.wrapping_neg();
            }
            left = &unsigned[digits..];
        }
        let left = left.strip_prefix(b" ").unwrap_or(left);
        if word == b"bin" {
            return left.get(number.max(0) as usize..).unwrap_or_default();
        }
        self.word(word, number);
        left
    }

    /// A control word and its number: 1 if it has none.
    fn word(&mut self, word: &[u8], number: i32) {
        self.stand_ins = 0;
        let on = number != 0;
        match word {
            b"u" => {
                self.unit(number as u16);
                self.stand_ins = self.group.stand_ins;
            }
            b"uc" => self.group.stand_ins = number.clamp(0, 255) as u8,
            b"fromhtml" => self.is_page = on,
            b"htmlrtf" => self.group.off_page = on,
            b"pard" => self.group.in_table = false,
            b"trowd" | b"intbl" => self.group.in_table = true,
            b"sect" | b"page" | b"column" => {
                self.line();
                if self.group.kind == Kind::Text {
                    self.lines.end_block(self.group.in_table);
                }
            }
            b"tab" if self.group.in_table => self.unit(u16::from(b' ')),
            b"tab" | b"cell" | b"nestcell" if self.group.kind == Kind::Text => {
                self.lines.end_cell(self.group.in_table, word != b"tab");
            }
            b"row" | b"nestrow" if self.group.kind == Kind::Text => self.lines.end_row(self.group.in_table),
            b"par" | b"line" | b"softline" | b"tab" | b"cell" | b"nestcell" | b"row" | b"nestrow" => self.line(),
            _ => {
                if let Some(symbol) = symbol(word) {
                    self.unit(u16::from(symbol));
                } else if self.group.kind != Kind::Skipped {
                    self.destination(word);
                }
            }
        }
        self.optional = false;
    }

    /// The group is what this word says, if it says that.
    fn destination(&mut self, word: &[u8]) {
        let known = kind(word);
        match known {
            // What computes a text, and the text.
            Some(Kind::Text) if word.starts_with(b"fld") => self.unit(u16::from(b' ')),
            Some(Kind::Aside) => {
                self.aside.push(u16::from(b'\n'));
                if !self.optional {
                    self.aside.extend(word.iter().chain(b": ").map(|&byte| u16::from(byte)));
                }
            }
            _ => {}
        }
        if let Some(kind) = known.or(self.optional.then_some(Kind::Skipped)) {
            // What belongs to a note is of the note.
            let stays = kind == Kind::Text && self.group.kind == Kind::Aside;
            self.group.kind = if stays { Kind::Aside } else { kind };
        }
    }

    fn character(&mut self, byte: u8) {
        if self.stand_ins > 0 {
            self.stand_ins -= 1;
        } else {
            self.unit(windows_1252(byte) as u16);
        }
    }

    fn unit(&mut self, unit: u16) {
        match self.group.kind {
            Kind::Skipped => {}
            Kind::Text => {
                self.lines.text.push(unit);
                if self.is_page && !self.group.off_page {
                    match u8::try_from(unit) {
                        Ok(b'<') => self.page.extend("&lt;".encode_utf16()),
                        Ok(b'&') => self.page.extend("&amp;".encode_utf16()),
                        _ => self.page.push(unit),
                    }
                }
            }
            Kind::Aside => self.aside.push(unit),
            Kind::Tag => self.page.push(unit),
            Kind::Object => {
                let Some(digit) = u8::try_from(unit).ok().and_then(hex_digit) else { return };
                match self.digit.take() {
                    Some(high) => self.object.push(high << 4 | digit),
                    None => self.digit = Some(digit),
                }
            }
        }
    }

    /// A line or a paragraph ends.
    fn line(&mut self) {
        match self.group.kind {
            Kind::Text => {
                self.lines.end_line(self.group.in_table);
                if self.is_page && !self.group.off_page {
                    self.page.push(u16::from(b'\n'));
                }
            }
            Kind::Aside | Kind::Tag => self.unit(u16::from(b'\n')),
            Kind::Skipped | Kind::Object => {}
        }
    }

    fn end_object(&mut self, budget: &mut Budget, members: &mut dyn Members) -> Result<(), Unread> {
        self.digit = None;
        let object = core::mem::take(&mut self.object);
        packed_object(&object, budget, members)
    }

    /// The text has ended: what stands apart comes now.
    fn end(mut self, budget: &mut Budget, members: &mut dyn Members) -> Result<(), Unread> {
        self.lines.flush(self.group.in_table);
        let out = self.lines.out;
        out.write(&[BLOCK]);
        for line in self.aside.split(|&unit| unit == u16::from(b'\n')).filter(|line| !line.is_empty()) {
            out.write(&[ROW]);
            write_units(line, out);
        }
        if self.page.is_empty() {
            return Ok(());
        }
        budget.take_part()?;
        let mut bytes = Vec::new();
        utf8(self.page.iter().copied(), &mut bytes);
        members.member(&Member { name: "", content_type: "text/html", bytes: &bytes }, budget)
    }
}
