//! Counted work (invariant I8): what the tests hold the scanner to is steps, not seconds.
//!
//! Counted are blocks, what comes back from a skeleton, the bytes that a trigger, a value, a record's sweep or a line
//! looks at, and the forms tried. Outside of tests [`steps`] is nothing.

/// Counts `n` steps.
#[inline]
#[cfg_attr(not(test), allow(unused_variables, clippy::missing_const_for_fn, reason = "it counts in tests only"))]
pub(super) fn steps(n: usize) {
    #[cfg(test)]
    tests::STEPS.with(|steps| steps.set(steps.get() + n as u64));
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use crate::scan::{Declared, Finding, Key, Stream};

    thread_local! {
        pub(super) static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// Steps that a body of `len` bytes takes: `opening`, then `piece` again and again.
    fn taken(declared: Declared, opening: &str, piece: &str, len: usize) -> u64 {
        let body: Vec<u8> = opening.bytes().chain(piece.bytes().cycle()).take(len).collect();
        STEPS.set(0);
        let mut stream = Stream::new(&crate::catalog::DEFAULT, Key([0; 16]));
        stream.reset(declared);
        let mut sink = |_: &Finding| {};
        stream.write(&body, &mut sink);
        stream.end(&mut sink);
        STEPS.get()
    }

    /// Bodies that grow against the scanner: what opens them, and what is repeated.
    const PIECES: &[(&str, &str)] = &[
        ("", "1"),
        ("", "@"),
        ("", "a@"),
        ("", "<"),
        ("", "<b>1"),
        ("", "<!--1-->1"),
        ("", "<p a=\""),
        ("<p ", "a=\"1\" "),
        ("<p ", "a"),
        ("<p ", "\"'="),
        ("<p ", "data-mobile='9876543210' "),
        ("", "&#"),
        ("", "&#49;"),
        ("", "&#x31"),
        ("", "1&"),
        ("", "\\u"),
        ("", "\\u0031"),
        ("{\"a\":\"", "\\u0031\\u003"),
        ("", "x"),
        ("", "1 "),
        ("", "1-2."),
        ("", "9876543210 "),
        ("", "4111 1111 1111 1111 "),
        ("", "\""),
        ("a,b,c\n", "\","),
        ("name,age\n", ","),
        ("name,age\n", "1,\n"),
        ("", "["),
        ("", "[{\"name\":"),
        ("", "{\"name\":\"x\",\"aadhaar\":1},"),
        ("", ":"),
        ("", "a: "),
        ("", "name: "),
        ("", "mobile number aadhaar pan "),
        ("", "aadhaar no: 1\n"),
        ("", "aadhaar 3971 6129 3962 "),
        ("", "ABCPE1234F"),
        ("", "ABCPE1234F "),
        ("<table>", "<tr><td>mobile<td>1"),
        ("<table>", "<td>name"),
        ("<?xml?>", "<name>"),
        ("<script>", "</script"),
        ("<!--", "--"),
        ("<dl>", "<dt>name<dd>"),
        ("", "\u{967}"),
        ("", "1\u{200b}"),
        ("", "\n"),
        ("", "+91 "),
        ("", "A1"),
        ("", "a.b@c.in,"),
        ("name=", "1+"),
        ("name=", "%2C1"),
        ("", "mobile=1&"),
        ("BEGIN:VCARD\n", "TEL:1\n 2"),
        ("BEGIN:VCARD\n", "1\n "),
        ("name | pan\n--|--\n", "1 | 1\n"),
        ("name | pan\n--|--\n", "1 |"),
        ("", "a|b\n--\n"),
        ("[", "{\"key\":\"mobile\",\"value\":1},"),
        ("[{", "\"value\":1,"),
        ("[{", "\"name\":\"mobile\",\"value\":\"x\","),
        ("<?xml?>", "<a name=\"mobile\">1"),
        ("<?xml?>", "1<![CDATA["),
        ("<?xml?><a>1", "]]><![CDATA[1"),
    ];

    /// More than this no byte may cost: the dearest is an `@` behind every other byte, of which each looks at what lies
    /// within reach (640 bytes), once in the clear and once folded.
    const MOST: u64 = 700;

    #[test]
    fn steps_grow_with_the_length_and_no_faster() {
        use Declared::{Form, Html, Json, Other, Table, Xml};
        let mut dearest = (0, "");
        for &(opening, piece) in PIECES {
            for declared in [Other, Table, Json, Html, Xml, Form] {
                let (short, long) = (64 * 1024, 256 * 1024);
                let (few, many) = (taken(declared, opening, piece, short), taken(declared, opening, piece, long));
                assert!(many * 10 <= few * 44, "{opening}{piece} {declared:?}: {few} steps, then {many}");
                dearest = dearest.max((many / long as u64, piece));
            }
        }
        println!("the dearest byte: {dearest:?}");
        assert!(dearest.0 <= MOST, "{} steps a byte: {}", dearest.0, dearest.1);
    }
}
