//! Records, of which the streams of a workbook are made, and the strings in them.
//!
//! A record has a kind, a length and at most 8,224 bytes; what is longer goes on in records of the kind [`CONTINUE`]. A
//! string may be cut anywhere by that, and says again behind the cut whether its characters have one byte or two.
//! Before 1997, strings had characters of one byte only.

use alloc::vec::Vec;

use crate::bytes::Unread;
use crate::decode::charset::windows_1252;
use crate::decode::little::{le16, push, units, utf8};

pub(super) const MALFORMED: Unread = Unread("malformed");

pub(super) const BOF: u16 = 0x809;
pub(super) const EOF: u16 = 0x0a;
pub(super) const CONTINUE: u16 = 0x3c;

/// A record of a stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    /// Where it begins.
    pub(super) at: usize,
    pub(super) body: &'a [u8],
}

impl<'a> Record<'a> {
    /// The record that begins at a place, if it is there as a whole.
    pub(super) fn at(stream: &'a [u8], at: usize) -> Option<Self> {
        let (kind, len) = (le16(stream, at)?, le16(stream, at.checked_add(2)?)?);
        let body = stream.get(at.checked_add(4)?..)?.get(..usize::from(len))?;
        Some(Self { kind, at, body })
    }

    /// What reading it costs: a stream can be read for many sheets.
    pub(super) const fn steps(&self) -> u64 {
        1 + self.body.len() as u64 / 16
    }

    /// Where the next record begins.
    pub(super) const fn end(&self) -> usize {
        self.at + 4 + self.body.len()
    }
}

/// How wide the number of a string's characters is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    Byte,
    Word,
}

/// Reads through a record and those that continue it.
pub(super) struct Reader<'a> {
    stream: &'a [u8],
    /// What is left of the record, and where the next one begins.
    body: &'a [u8],
    next: usize,
    /// Whether strings are as they have been since 1997.
    unicode: bool,
    units: Vec<u16>,
}

impl<'a> Reader<'a> {
    /// At so many bytes of a record; behind its end if it has fewer.
    pub(super) fn new(stream: &'a [u8], record: &Record<'a>, from: usize, unicode: bool) -> Self {
        let body = record.body.get(from..).unwrap_or_default();
        Self { stream, body, next: record.end(), unicode, units: Vec::new() }
    }

    /// Whether nothing is left, neither here nor in a record that continues this one.
    pub(super) fn is_empty(&mut self) -> bool {
        while self.body.is_empty() {
            if self.go_on().is_none() {
                return true;
            }
        }
        false
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        if self.is_empty() {
            return None;
        }
        let (&first, rest) = self.body.split_first()?;
        self.body = rest;
        Some(first)
    }

    pub(super) fn word(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn double(&mut self) -> Option<u32> {
        Some(u32::from(self.word()?) | u32::from(self.word()?) << 16)
    }

    /// A number of eight bytes.
    pub(super) fn float(&mut self) -> Option<f64> {
        Some(f64::from_bits(u64::from(self.double()?) | u64::from(self.double()?) << 32))
    }

    /// Passes over bytes.
    pub(super) fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.is_empty() {
                return None;
            }
            let here = count.min(self.body.len());
            self.body = self.body.get(here..)?;
            count -= here;
        }
        Some(())
    }

    /// Adds a string to a text, as UTF-8.
    pub(super) fn string(&mut self, count: Count, text: &mut Vec<u8>) -> Option<()> {
        let count = match count {
            Count::Byte => usize::from(self.byte()?),
            Count::Word => usize::from(self.word()?),
        };
        if !self.unicode {
            return self.narrow(count, text);
        }
        // Some writers end an empty string here.
        let Some(flags) = self.byte() else { return (count == 0).then_some(()) };
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.word()?) };
        let spoken = if flags & 4 == 0 { 0 } else { self.double()? as usize };
        self.characters(count, flags & 1 != 0, text)?;
        self.skip(runs * 4)?;
        self.skip(spoken)
    }

    /// Adds characters of one byte or two to a text.
    pub(super) fn characters(&mut self, mut count: usize, mut wide: bool, text: &mut Vec<u8>) -> Option<()> {
        self.units.clear();
        loop {
            let here = count.min(if wide { self.body.len() / 2 } else { self.body.len() });
            let (piece, rest) = self.body.split_at_checked(if wide { here * 2 } else { here })?;
            if wide {
                self.units.extend(units(piece));
            } else {
                self.units.extend(piece.iter().map(|&byte| u16::from(byte)));
            }
            self.body = rest;
            count -= here;
            if count == 0 {
                break;
            }
            self.go_on()?;
            wide = self.byte()? & 1 != 0;
        }
        utf8(self.units.iter().copied(), text);
        Some(())
    }

    fn narrow(&mut self, count: usize, text: &mut Vec<u8>) -> Option<()> {
        for _ in 0..count {
            push(windows_1252(self.byte()?), text);
        }
        Some(())
    }

    /// Into the record that continues this one.
    fn go_on(&mut self) -> Option<()> {
        let record = Record::at(self.stream, self.next).filter(|record| record.kind == CONTINUE)?;
        self.body = record.body;
        self.next = record.end();
        Some(())
    }
}
