//! What the text between tags is for: cells, terms, definitions, labels, XML elements; what their ends come to.

use super::super::{Ended, NEAR, Sight};
use super::pairs::Pairs;
use super::table::{Says, says};
use super::tags::Tag;
use super::{Html, LABEL, Within};
use crate::bytes::{LOOK_AHEAD, Span};
use crate::grammar::Labels;

impl Html {
    /// What the place of the open text says, at `at`.
    pub(super) fn labels(&self, at: u64) -> Labels {
        match self.within {
            Within::Cell if self.xml => self.xml_cell_labels(),
            Within::Cell => self.tables.labels(),
            Within::Definition | Within::Element => self.term,
            Within::Nothing if at.saturating_sub(self.segment) < NEAR => self.pairs.open(),
            _ => Labels::NONE,
        }
    }

    /// Whether the open text is a value that paragraphs and fields only part.
    pub(super) const fn in_value(&self) -> bool {
        matches!(self.within, Within::Cell | Within::Definition | Within::Header)
    }

    /// The text before a block tag ends at `at`.
    pub(super) fn text_ends(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        let mut ended = Ended::default();
        let content = Span::new(self.content, at);
        let own = || -> (Labels, Says) {
            if content.len() > LABEL {
                return (Labels::NONE, Says::Value);
            }
            let text = inner(content, sight);
            (
                sight.lexicon.label(sight.window.bytes(content.start, content.end)),
                says(sight.window.bytes(text.start, text.end)),
            )
        };
        match self.within {
            Within::Cell | Within::Header => {
                let header = self.within == Within::Header;
                let labels = self.tables.cell(header, self.span, own);
                if !labels.is_none() && !header {
                    ended.value = Some((inner(content, sight), labels));
                }
            }
            Within::Term | Within::Label => self.term = own().0,
            Within::Definition => {
                if !self.term.is_none() {
                    ended.value = Some((inner(content, sight), self.term));
                }
                self.term = Labels::NONE;
            }
            Within::Nothing => ended = self.block_ends(sight).unwrap_or_default(),
            Within::Element => {}
        }
        self.within = Within::Nothing;
        let (row, entry) = match (self.tag, self.closing) {
            // `</tr>` may be left out: whatever begins or ends another row or section ends the open one.
            (Tag::Row | Tag::Section, _) => (self.tables.end_row(), false),
            (Tag::Table, true) => {
                self.tables.end_row();
                self.tables.close();
                (true, false)
            }
            (Tag::List, true) | (Tag::Entry, _) => (false, true),
            _ => (false, false),
        };
        if row || entry {
            self.pairs = Pairs::NONE;
            ended.record = true;
        }
        ended
    }
}

/// The part of a cell inside the tags at its ends: `<b>Asha</b>`.
pub(super) fn inner(content: Span, sight: Sight<'_>) -> Span {
    // No value is as long; and what the window holds of a longer one depends on the chunks.
    if content.len() > LOOK_AHEAD as u64 {
        return content;
    }
    let text = sight.window.bytes(content.start, content.end);
    let (mut start, mut end) = (0, text.len());
    loop {
        start += text[start..end].iter().take_while(|b| b.is_ascii_whitespace()).count();
        if text.get(start) != Some(&b'<') {
            break;
        }
        let Some(close) = text[start..end].iter().position(|&b| b == b'>') else { break };
        start += close + 1;
    }
    loop {
        end -= text[start..end].iter().rev().take_while(|b| b.is_ascii_whitespace()).count();
        if end <= start || text[end - 1] != b'>' {
            break;
        }
        let Some(open) = text[start..end].iter().rposition(|&b| b == b'<') else { break };
        end = start + open;
    }
    Span::new(content.start + start as u64, content.start + end as u64)
}
