//! The skeletons against real parsers (invariant I4): every byte of a body stands where the parser puts it.
//!
//! `csv.rs`, `json.rs` and `html.rs` compare one body; here are the bodies: small awkward ones at every offset of a
//! block, mutations of them, the bodies of `tests/data`, and the files of a corpus where there is one
//! (`DWARPAL_CORPUS`, else `../shared/corpus`). The fuzz target `agree` includes the same three files.

mod csv;
mod html;
mod json;

use std::fs;
use std::path::{Path, PathBuf};

use super::walk;
use crate::grammar::Labels;

/// How much was compared.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Agreed {
    /// Bytes of the body.
    pub(crate) bytes: usize,
    /// Fields, keys and leaves, or tags.
    pub(crate) things: usize,
}

/// What was compared of a kind of body.
#[derive(Debug, Default)]
struct Sum {
    bodies: usize,
    bytes: usize,
    things: usize,
    wrong: Vec<String>,
}

impl Sum {
    fn add(&mut self, name: &str, result: Result<Option<Agreed>, String>) {
        match result {
            Ok(None) => {}
            Ok(Some(Agreed { bytes, things })) => {
                self.bodies += 1;
                self.bytes += bytes;
                self.things += things;
            }
            Err(why) => self.wrong.push(format!("{name}: {why}")),
        }
    }

    /// # Panics
    /// If anything was wrong, or less compared than there must have been.
    fn check(&self, what: &str, least: usize) {
        let Self { bodies, bytes, things, wrong } = self;
        println!("{what}: {bodies} bodies, {bytes} bytes, {things} things, {} wrong", wrong.len());
        let first: Vec<_> = wrong.iter().take(20).cloned().collect();
        assert!(wrong.is_empty(), "{what}: {} wrong\n{}", wrong.len(), first.join("\n"));
        assert!(*things >= least, "{what}: only {things} compared");
    }
}

/// A comparison of a kind of body; `None`: the parser doesn't read it.
type Compare = fn(&[u8]) -> Result<Option<Agreed>, String>;

fn table(body: &[u8]) -> Result<Option<Agreed>, String> {
    let first = body.split(|&b| b == b'\n').next().unwrap_or(body);
    let separator = [b'\t', b';', b'|'].into_iter().find(|s| first.contains(s) && !first.contains(&b','));
    csv::compare(body, separator.unwrap_or(b',')).map(Some)
}

/// The table as it is, and under a header that labels every column.
fn tables(body: &[u8]) -> Result<Option<Agreed>, String> {
    table(body)?;
    let labelled = [b"a,b,c,d,name,age,state,title,code,city,total,mobile\n", body].concat();
    csv::compare(&labelled, b',').map(Some)
}

const TABLES: &[&str] = &[
    "name,age\nx,1\ny,2\n", "name,age\r\nx,1\r\ny,2", "name,age\rx,1\r\ry,2\r",
    "\"name\",\"age\"\n\"x, y\",1\n\"a \"\"b\"\", c\",2\n", "name,age\n\"line\nend\",1\n\n\n\"\",\n,\n",
    "a,b,c\n5'6\",\"x\"y,z\nq\"\"r,\"s,t\",\"\"\n", "a,b\n\"open, to the end\nof all,", "a,b\nनि\"x,y\",\"न\nि\"\n",
    "a\n1\n\"2\"\n", "\u{feff}\"name\",age\n\"x,\",1\n", "a,b\n\"x\" ,y\n \"x,y\"\n\"\"\"\",\"\"\"x\"\"\"\n",
    "note one\n\nname,age,city\n1,2,3\n", ",,\n,,\nname,,age\n,1,\n", "a,b\n\",\"\",\"\"\",\"\n\"\n",
];

const DOCUMENTS: &[&str] = &[
    r#"{"name":"x","age":4,"rows":[1,2,{"name":null}]}"#,
    r#"{"name" : "a \" b \\", "c\"" : "\\\"", "age": "\\"}"#,
    "{\n  \"name\": \"x\",\n  \"age\":\n    4\n}\n",
    "{\"name\"\n:\n\"x\"\n,\n\"age\"\r\n:\t1 }",
    "{\"name\":\"x\"}\n{\"age\":1}\r\n\n{\"name\":\"y\",\"age\":2}",
    r#"[{"name":{"value":"x","no":{"text":5}},"age":[]},{"age":[ ],"name":{}},{"a":[[1],[ 2 ]]}]"#,
    r#"{"a":{"b":{"c":{"d":{"value":[{"value":"x"}]}}}},"name":[{"x":1} , {"age":2}]}"#,
    r#"{"":"","name":"","age":"a,b:c{d}[e]","b":"}"}"#,
    r#"{"name":"\u0061\u005c\"","age":-1.5e+7,"a":true , "b" :false,"c":  null}"#,
    r#"["a",["b",{"name":["c",4]}],"d"]"#,
    r#"{"name":"data: x","age":{"name":1,"name":2}}"#,
    r#"{"x":"a ? b : c","name":"https://x.y/?a=\"b\":c"}"#,
    r#"[{"key":"mobile","value":"x"},{"name":"age" , "n":1,"type":null, "value":[1,"y"]},{"label":"no","val":3}]"#,
    r#"[{"m":{"key":"age","n":1},"value":2},{"key":"a\"ge","value":3},{"k":"{","key":"age","value":4}]"#,
    r#"{"title":"city","x":[1],"text":"z","field":"a","content":{"no":6},"answer":7,"value":"city","value":8}"#,
];

const PAGES: &[&str] = &[
    "<!DOCTYPE html><html><head><title>a <b> c</title></head><body><p>x<b>y</b>z<td>q</table>",
    "<a title='>'>x</a><a title=\">\" b='\"'>y</a><p>z",
    "<a href=x?y=\"z>w<p>v\">u",
    "<a href=\"x\"class='y'>z<a b = 'c>d' e>f<a 'g\">h<a =\"i>j\">k",
    "<p>a<!-->b<!--->c<!-- d --!>e<!-- f -- > g -->h<!---->i<!--!>j-->k<!--x--->l",
    "<p>a<!-- x <td> --><td>b<!-- <!-- -->c",
    "<script>var a = '<td>' + \"</td>\"; if (a<b) c(\"<!-- d\");</script><p>x",
    "<script><!--<script>a</script>b--></script><p>c",
    "<script><!--\nvar a = \"<p>\";\n//--></script><p>x",
    "<style>a > b { content: '</p>' }</style ><p>x</style x=\">\">y",
    "<textarea>a<p>b</texta>c</textarea>d<TEXTAREA>e</TextArea\n>f",
    "<script/>a<p>b</script><p>c<textarea/>d<p>e</textarea>f<script src=/x/>a<b</script>g",
    "<p>a</ b>c</3>d</>e<3 f < g <! h>i<? j \">\" k>l<!x =\"m>n\">o",
    "<p>a\r\n</>b\r</>\r\n\n</></>c<p>\r\n</>\r\n<b>d",
    "<p>a<![CDATA[b <i> c]]>d<td>e",
    "<p>a&amp<b>b&lt;td&gt;&#60;p&#62;c&amp",
    "<br/>a<br>b<hr / >c<p/x>d<p x/=y>e<p/>f",
    "<TD>a</TD >b<td\n>c<td\tx>d<tdx>e<td-x>f<h1>g<h7>h<o:p>i<sect\u{e9}>j",
    "<xmp><p>a</xmp>b<iframe><p>c</iframe>d<noembed><p></noembed>e<noscript><p>f</noscript>",
    "<p>a<b c='d' c=\"e>f\">g<i h=i/>j<u k='l''m'>n<u o=\"p\"\"q>r\">s",
    "<p>a<style\0x>b</style\0c><div\0class=\"d>e\">f",
    "<p>a<b",
    "<p>a<!-- b",
    "<title>a",
    "<p>a<plaintext>b</plaintext><p>c",
    "<div title=\"a\n'b'\">c<div title='\"'>d<div title=a'b\"c>e<div title= 'f'>g<div title=\r\n\"h>\">i",
];

/// Each of `bodies` behind 0 to 63 bytes of `filler`, which means nothing in its format.
fn at_every_offset(compare: Compare, bodies: &[&str], filler: &str) -> Sum {
    let mut sum = Sum::default();
    for body in bodies {
        for shift in 0..64 {
            let shifted = [filler.repeat(shift).as_bytes(), body.as_bytes()].concat();
            sum.add(&format!("{body:?} at {shift}"), compare(&shifted));
        }
    }
    sum
}

#[test]
fn awkward_tables() {
    at_every_offset(tables, TABLES, "\n").check("tables", 10_000);
}

#[test]
fn awkward_documents() {
    at_every_offset(json::compare, DOCUMENTS, " ").check("documents", 5_000);
}

#[test]
fn awkward_pages() {
    at_every_offset(html::compare, PAGES, "x").check("pages", 5_000);
}

/// A generator of numbers (splitmix64): the same ones in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ z >> 31) as usize % below
    }
}

/// The border of characters at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Some of `bodies` one behind the other, with pieces and bytes of `alphabet` put in, taken out and repeated.
fn mutations(compare: Compare, bodies: &[&str], alphabet: &[&str], count: usize) -> Sum {
    let (mut sum, mut numbers) = (Sum::default(), Numbers(7));
    for round in 0..count {
        let mut text = String::new();
        for _ in 0..=numbers.next(3) {
            text.push_str(bodies[numbers.next(bodies.len())]);
        }
        for _ in 0..numbers.next(8) {
            let at = floor(&text, numbers.next(text.len() + 1));
            let end = floor(&text, (at + numbers.next(12)).min(text.len())).max(at);
            match numbers.next(4) {
                0 => text.replace_range(at..end, ""),
                1 => {
                    let piece = text[at..end].to_owned();
                    text.insert_str(at, &piece);
                }
                _ => text.insert_str(at, alphabet[numbers.next(alphabet.len())]),
            }
        }
        sum.add(&format!("mutation {round} {text:?}"), compare(text.as_bytes()));
    }
    sum
}

#[test]
fn mutated_tables() {
    mutations(tables, TABLES, &["\"", "\"\"", ",", "\n", "\r", "\r\n", "x", "\u{93f}", "name", "12345"], 20_000)
        .check("mutated tables", 100_000);
}

#[test]
fn mutated_documents() {
    let alphabet = ["\"a\":", ",1", "\n", " ", "[", "]", "{", "}", "\\\"", "\\\\", "\"", "[1]", "{\"a\":2}", ":"];
    mutations(json::compare, DOCUMENTS, &alphabet, 40_000).check("mutated documents", 30_000);
}

#[test]
fn mutated_pages() {
    let alphabet = [
        "\"", "'", "<", ">", "=", "/", "!", "-", "--", "<!--", "-->", "--!>", "</", "<p>", "<b>", "</script>", "<td>",
        "<script>", " ", "\n", "x", "&", ";", "?", "<style>", "</style>", "= \"",
    ];
    mutations(html::compare, PAGES, &alphabet, 20_000).check("mutated pages", 100_000);
}

/// All files below `folder` that end in `.kind`.
fn files(folder: &Path, kind: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, kind, found);
        } else if path.extension().is_some_and(|e| e == kind) {
            found.push(path);
        }
    }
}

/// The bodies of `tests/data`, and the corpus where there is one.
fn files_of(kind: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = std::env::var_os("DWARPAL_CORPUS").map_or_else(|| root.join("../shared/corpus"), PathBuf::from);
    let mut found = Vec::new();
    for folder in [root.join("tests/data/bodies"), corpus.join("clean"), corpus.join("leaks")] {
        files(&folder, kind, &mut found);
    }
    found.sort();
    found
}

fn of_files(compare: Compare, kinds: &[&str]) -> Sum {
    let mut sum = Sum::default();
    for path in kinds.iter().flat_map(|kind| files_of(kind)) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        sum.add(&name, fs::read(&path).map_err(|e| e.to_string()).and_then(|body| compare(&body)));
    }
    sum
}

#[test]
fn files_of_tables() {
    of_files(tables, &["csv", "tsv"]).check("files of tables", 20);
}

#[test]
fn files_of_documents() {
    of_files(json::compare, &["json", "ndjson"]).check("files of documents", 20);
}

#[test]
fn files_of_pages() {
    of_files(html::compare, &["html"]).check("files of pages", 20);
}
