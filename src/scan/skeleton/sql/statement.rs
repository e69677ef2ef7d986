//! The beginnings of SQL statements: which of them bring rows, of which table, and how columns are named.

/// A statement that names columns or holds rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Statement {
    /// `CREATE TABLE t`: definitions follow.
    Create,
    /// `INSERT INTO t`: names follow, then rows.
    Insert,
    /// `INSERT INTO t VALUES`: rows follow.
    Rows,
    /// `COPY t`: names follow, then lines of values.
    Copy,
}

/// Words between `INSERT`, `REPLACE` or `CREATE` and the table's name.
const BETWEEN: [&[u8]; 19] = [
    b"ignore", b"into", b"or", b"replace", b"delayed", b"low_priority", b"high_priority", b"abort", b"fail",
    b"rollback", b"global", b"local", b"temporary", b"temp", b"unlogged", b"table", b"if", b"not", b"exists",
];

/// First words of a definition that names no column.
const CONSTRAINTS: [&[u8]; 11] = [
    b"primary", b"key", b"constraint", b"unique", b"index", b"foreign", b"check", b"fulltext", b"spatial", b"exclude",
    b"like",
];

/// First words of the statements that dumps are made of.
const FIRST: [&[u8]; 16] = [
    b"insert", b"replace", b"create", b"copy", b"drop", b"set", b"use", b"begin", b"start", b"pragma", b"lock",
    b"delete", b"truncate", b"alter", b"select", b"go",
];

impl Statement {
    /// The statement of which `head` is what stands before its first bracket, and its table's bare name.
    pub(super) fn of(head: &[u8]) -> Option<(Self, &[u8])> {
        let mut words = words(head);
        let first = words.next()?;
        let is = |word: &str| first.eq_ignore_ascii_case(word.as_bytes());
        if is("copy") {
            return Some((Self::Copy, bare(words.next()?)));
        }
        let creates = is("create");
        if !creates && !is("insert") && !is("replace") {
            return None;
        }
        let mut table = false;
        let name = words.find(|word| {
            table |= word.eq_ignore_ascii_case(b"table");
            !is_one_of(word, &BETWEEN)
        })?;
        let last = words.last();
        match (creates, last) {
            (true, _) => table.then_some((Self::Create, bare(name))),
            (false, None) => Some((Self::Insert, bare(name))),
            (false, Some(last)) => is_values(last).then_some((Self::Rows, bare(name))),
        }
    }
}

/// Whether rows go on or begin behind this text.
pub(super) fn is_values(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    text == b"," || text.len() >= 6 && text[text.len() - 6..].eq_ignore_ascii_case(b"values")
}

/// Whether a statement that brings rows or names begins here.
pub(super) fn is_begun(text: &[u8]) -> bool {
    words(text).next().is_some_and(|word| is_one_of(word, &FIRST[..4]))
}

/// The name of the column that is defined here; `None` where none is.
pub(super) fn column_name(definition: &[u8]) -> Option<&[u8]> {
    let text = definition.trim_ascii_start();
    let close = match text.first()? {
        quote @ (b'"' | b'`') => *quote,
        b'[' => b']',
        _ => {
            let word = words(text).next()?;
            return (!is_one_of(word, &CONSTRAINTS)).then_some(word);
        }
    };
    let name = &text[1..];
    Some(&name[..name.iter().position(|&b| b == close).unwrap_or(name.len())])
}

/// Whether a body's first bytes are a dump's: comments apart, it begins with a statement, and tables are filled.
pub(in super::super) fn is_dump(prefix: &[u8]) -> bool {
    let mut lines = prefix.split(|&b| b == b'\n').map(<[u8]>::trim_ascii);
    let is_comment =
        |line: &[u8]| line.is_empty() || [&b"--"[..], b"/*", b"*", b"#"].iter().any(|c| line.starts_with(c));
    let comment = lines.clone().next().unwrap_or(&[]);
    let Some(first) = lines.clone().find(|line| !is_comment(line)) else {
        return comment.starts_with(b"--") && comment.windows(4).any(|w| w.eq_ignore_ascii_case(b"dump"));
    };
    let begins = words(first).next().is_some_and(|word| is_one_of(word.strip_suffix(b";").unwrap_or(word), &FIRST));
    begins
        && lines.any(|line| {
            let head = line.split(|&b| b == b'(').next().unwrap_or(&[]);
            line.len() > head.len() && Statement::of(head).is_some()
                || is_one_of(line, &[b"begin transaction;"])
                || words(line).eq([&b"go"[..]])
        })
}

fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> + Clone {
    text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty())
}

fn is_one_of(word: &[u8], words: &[&[u8]]) -> bool {
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// A name without its schema and its quotes.
fn bare(name: &[u8]) -> &[u8] {
    let name = name.rsplit(|&b| b == b'.').next().unwrap_or(name);
    let is_quote = |b: &u8| matches!(b, b'"' | b'`' | b'[' | b']' | b'\'');
    let from = name.iter().position(|b| !is_quote(b)).unwrap_or(name.len());
    let to = name.iter().rposition(|b| !is_quote(b)).map_or(from, |at| at + 1);
    &name[from..to]
}

#[cfg(test)]
mod tests {
    use super::{Statement, column_name, is_begun, is_dump};

    #[test]
    fn statements() {
        for (head, expected) in [
            ("INSERT INTO `b` VALUES ", Some((Statement::Rows, "b"))),
            ("insert into app.\"people\" ", Some((Statement::Insert, "people"))),
            ("INSERT [dbo].[Users] ", Some((Statement::Insert, "Users"))),
            ("REPLACE INTO t\nVALUES", Some((Statement::Rows, "t"))),
            ("INSERT OR IGNORE INTO t VALUES", Some((Statement::Rows, "t"))),
            ("INSERT INTO t SELECT max", None),
            ("CREATE TABLE IF NOT EXISTS `t` ", Some((Statement::Create, "t"))),
            ("CREATE INDEX i ON t ", None),
            ("COPY public.t ", Some((Statement::Copy, "t"))),
            ("UPDATE t SET a = f", None),
            ("", None),
        ] {
            let found = Statement::of(head.as_bytes()).map(|(s, t)| (s, core::str::from_utf8(t).unwrap()));
            assert_eq!(found, expected, "{head}");
        }
    }

    #[test]
    fn columns() {
        for (definition, name) in [
            ("\n  `mobile no` varchar(20) DEFAULT NULL", Some("mobile no")),
            (" full_name text", Some("full_name")),
            ("[Aadhaar]", Some("Aadhaar")),
            ("PRIMARY KEY", None),
            ("  ", None),
        ] {
            assert_eq!(column_name(definition.as_bytes()), name.map(str::as_bytes), "{definition}");
        }
    }

    #[test]
    fn dumps() {
        for (text, yes) in [
            ("-- MySQL dump 10.13\nINSERT INTO `b` VALUES (1,'x');\n", true),
            ("-- PostgreSQL database dump\n--\n\n", true),
            ("SET NAMES utf8;\nCREATE TABLE t (\n  a int\n);\n", true),
            ("INSERT INTO t (a) VALUES (1);", true),
            ("# Heading\nInsert a coin (or two)\n", false),
            ("Select a table (left)\nand more\n", false),
            ("-- a comment\nlocal x = 1\n", false),
            ("name,age\nx,1\n", false),
        ] {
            assert_eq!(is_dump(text.as_bytes()), yes, "{text}");
        }
        assert!(is_begun(b"  Insert into") && !is_begun(b"inserted") && !is_begun(b""));
    }
}
