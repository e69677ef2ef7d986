//! Tables in JSON: arrays of values, the names of whose columns stand in an array of their own:
//! `{"columns": ["name", "mobile"], "rows": [["…", "…"], …]}`, or as the first of the rows.
//!
//! Looked for backwards, when an array ends: most arrays show by the byte in front of them that they name nothing.

use super::quoted::string;
use crate::bytes::{LOOK_BEHIND, Window};
use crate::grammar::{Labels, Lexicon};
use crate::scan::steps::steps;

/// Columns that have labels.
const COLUMNS: usize = 32;
/// Bytes of an array of names that are read.
const REACH: u64 = 1024;
const _: () = assert!(REACH + 64 < LOOK_BEHIND as u64);
/// Bytes in front of an array in which its key stands.
const KEY: u64 = 32;
/// Keys of arrays of names.
const NAMES: [&[u8]; 8] =
    [b"columns", b"headers", b"header", b"fields", b"cols", b"columnNames", b"fieldNames", b"schema"];
/// Keys of a column's name, where a column is an object.
const NAMING: [&[u8]; 6] = [b"name", b"label", b"title", b"field", b"header", b"headerName"];

/// What the columns of the open table say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Headed {
    columns: [Labels; COLUMNS],
    /// How deep the names stood; 0 where there is no table.
    depth: usize,
}

impl Headed {
    /// No table.
    pub(super) const NONE: Self = Self { columns: [Labels::NONE; COLUMNS], depth: 0 };

    /// Whether rows of a table may follow.
    pub(super) const fn is_open(&self) -> bool {
        self.depth > 0
    }

    /// What the column of a row says.
    pub(super) fn labels(&self, column: u16) -> Labels {
        self.columns.get(column as usize).copied().unwrap_or(Labels::NONE)
    }

    /// A level ended, and what follows stands so deep.
    pub(super) const fn left(&mut self, depth: usize) {
        if self.depth > 0 && depth + 1 < self.depth {
            self.depth = 0;
        }
    }

    /// The array `[begin, end)`, brackets excluded, has ended, which stood so deep: whether it names columns.
    #[inline]
    pub(super) fn read(&mut self, begin: u64, end: u64, depth: usize, window: &Window, lexicon: &Lexicon) -> bool {
        let named = end > begin
            && end - begin <= REACH
            && matches!(window.byte(end - 1), Some(b'"' | b'}' | b' ' | b'\t' | b'\n' | b'\r'));
        named
            && is_named(window.bytes((begin - 1).saturating_sub(KEY), begin - 1))
            && self.names(window.bytes(begin, end), depth, lexicon)
    }

    fn names(&mut self, text: &[u8], depth: usize, lexicon: &Lexicon) -> bool {
        steps(text.len());
        let mut columns = [Labels::NONE; COLUMNS];
        let (mut rest, mut labelled, mut column) = (text, 0, 0);
        while let Some((name, behind)) = element(rest) {
            let labels = lexicon.label(name);
            labelled += usize::from(!labels.is_none());
            if let Some(slot) = columns.get_mut(column) {
                *slot = labels;
            }
            column += 1;
            rest = behind;
        }
        let names = rest.trim_ascii().is_empty() && labelled > 0 && column > 1;
        if names {
            *self = Self { columns, depth };
        }
        names
    }
}

/// Whether the array that begins behind `text` is the first of its array, or one of names by its key.
fn is_named(text: &[u8]) -> bool {
    match text.trim_ascii_end().split_last() {
        Some((b'[', _)) => true,
        Some((b':', key)) => {
            let Some(key) = key.trim_ascii_end().strip_suffix(b"\"") else { return false };
            let start = key.iter().rposition(|&b| b == b'"').map_or(key.len(), |quote| quote + 1);
            NAMES.iter().any(|name| key[start..].eq_ignore_ascii_case(name))
        }
        _ => false,
    }
}

/// The name that the next element is or has, and what follows the element and its comma.
fn element(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = text.trim_ascii_start();
    let (name, behind) = match text.first()? {
        b'"' => string(text)?,
        b'{' => {
            let end = text.iter().position(|&b| b == b'}')?;
            let mut members = &text[1..end];
            let mut name: &[u8] = &[];
            while let Some((key, behind)) =
                members.iter().position(|&b| b == b'"').and_then(|at| string(&members[at..]))
            {
                members = behind;
                if name.is_empty() && NAMING.iter().any(|naming| key.eq_ignore_ascii_case(naming)) {
                    let value = behind.trim_ascii_start().strip_prefix(b":").map_or(behind, <[u8]>::trim_ascii_start);
                    if let Some((value, behind)) = string(value) {
                        (name, members) = (value, behind);
                    }
                }
            }
            (name, &text[end + 1..])
        }
        _ => return None,
    };
    let behind = behind.trim_ascii_start();
    Some((name, behind.strip_prefix(b",").unwrap_or(behind)))
}

#[cfg(test)]
mod tests {
    use super::Headed;
    use crate::bytes::Window;
    use crate::grammar::{Group, Labels, Lexicon, LexiconIndex, Phrases};

    const MOBILE: Group = Group(20);
    const PHRASES: Phrases = &[(MOBILE, &["mobile"])];
    static INDEX: LexiconIndex = LexiconIndex::new(PHRASES);
    const TOY: Lexicon = Lexicon { phrases: PHRASES, index: &INDEX };

    #[test]
    fn arrays_of_names() {
        // The array begins at `^`.
        for (text, column) in [
            (r#"{"columns":[^"name","Mobile No"]"#, Some(1)),
            (r#"{"rows":1, "fieldNames" : [^ "mobile" , "x" ]"#, Some(0)),
            (r#"[[^"id","name","mobile"]"#, Some(2)),
            (r#"{"schema":[^{"name":"id","type":"int"},{"type":"text","name":"mobile"}]"#, Some(1)),
            (r#"{"columns":[^{"title":"A \"b\"","data":0},{"title":"Mobile"}]"#, Some(1)),
            (r#"{"colours":[^"name","mobile"]"#, None),
            (r#"{"columns":[^"mobile"]"#, None),
            (r#"{"columns":[^"name","state"]"#, None),
            (r#"{"columns":[^"mobile",5]"#, None),
            (r#"{"columns":[^"mobile",["x"]]"#, None),
            (r#"[1,[^"name","mobile"]"#, None),
            ("[^]", None),
        ] {
            let begin = text.find('^').expect("a mark") as u64;
            let text = text.replacen('^', "", 1);
            let mut window = Window::new();
            window.room(0)[..text.len()].copy_from_slice(text.as_bytes());
            window.commit(text.len());
            let mut headed = Headed::NONE;
            headed.read(begin, text.len() as u64 - 1, 2, &window, &TOY);
            let mut labels = Labels::NONE;
            labels.add(MOBILE);
            let found = headed.is_open().then(|| (0..9).find(|&at| headed.labels(at) == labels)).flatten();
            assert_eq!(found, column, "{text}");
        }
    }

    #[test]
    fn a_table_ends_with_what_holds_it() {
        let mut headed = Headed { depth: 3, ..Headed::NONE };
        headed.left(2);
        assert!(headed.is_open());
        headed.left(1);
        assert!(!headed.is_open());
    }
}
