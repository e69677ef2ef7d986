//! What a break parts and what lies far away changes nothing (invariants I2 and I12).

use dwarpal::bytes::{LOOK_AHEAD, LOOK_BEHIND};
use dwarpal::catalog::DEFAULT;
use dwarpal::grammar::{Catalog, Severity};
use dwarpal::scan::{Declared, Digest, Evidence, Finding, Stream};

use crate::support::{KEY, rows};

/// A finding as far as its place does not matter.
type Found = (&'static str, u64, u64, u8, Severity, Evidence, Digest);

/// The findings that begin at or behind `from`, with their places counted from there.
fn found(catalog: &Catalog, declared: Declared, body: &[u8], from: usize) -> Vec<Found> {
    let (mut found, from) = (Vec::new(), from as u64);
    let mut stream = Stream::new(catalog, KEY);
    stream.reset(declared);
    let mut sink = |f: &Finding| {
        if f.span.start >= from {
            let (start, end) = (f.span.start - from, f.span.end - from);
            found.push((f.kind, start, end, f.confidence, f.severity, f.evidence, f.digest));
        }
    };
    stream.write(body, &mut sink);
    stream.end(&mut sink);
    found
}

/// A format: what opens a body of it, a record, what ends the record.
struct Rows {
    declared: Declared,
    opening: &'static str,
    records: &'static [&'static str],
    end: &'static str,
}

/// Blanks behind an opening, so that the format is decided on the opening alone.
const BLANK: usize = 2100;

const FORMATS: &[Rows] = &[
    Rows {
        declared: Declared::Table,
        opening: "Sr No,Beneficiary Name,Age,Sex,Mobile No,Address,Aadhaar No,RT-PCR Result\n",
        records: &[
            "1,Asha Kulkarni,47,F,8728793324,\"Flat 2D, MG Road, Pune\",397161293962,Negative",
            "2,\"Noor, Jahan\",61,F,,12 Station Road,397161293963,", ",,,,,,,",
            "3,Ravi \"Raja\" Rao,,M,+91 87287 93325,,3558 3856 4266,POSITIVE", "a,b",
            "4,PAN THUPM4447A and a.b@mail.in,x,y,z,w,order 397161293962,c,d,e", "\"\",\"\"\"\",8728793324",
        ],
        end: "\n",
    },
    Rows {
        declared: Declared::Json,
        opening: "[{\"x\":1},",
        records: &[
            "{\"name\":\"Asha Rao\",\"age\":\"47\",\"mobile\":8728793324}",
            "{\"aadhaar\":\"397161293962\",\"dob\":\"1990-01-02\",\"address\":\"12 Station Road, Pune 411001\"}",
            "{\"order\":\"397161293962\"}", "{}",
            "{\"a\":[{\"pan\":\"THUPM4447A\"},[\"a.b@mail.in\"]],\"beneficiaryName\":\"\\u0930\\u0935\\u093f\"}",
            "{\"ids\":{\"value\":\"397161293962\",\"mobile\":{\"no\":\"8728793324\"}}}",
        ],
        end: ",",
    },
    Rows {
        declared: Declared::Html,
        opening: "<!doctype html><table><tr><th>#</th><th>Patient Name</th><th>Contact</th><th>Aadhaar</th><th>Result</th></tr>",
        records: &[
            "<tr><td>1<td><b>Naveen Rao</b></td><td>8728793324</td><td>397161293962</td><td>Negative</td></tr>",
            "<tr><td>2</td><td>Heena Bhat<td>87287<i>93325</i><td>3971<!-- x -->61293962<td>Positive</tr>",
            "<tr><td title='a.b@mail.in'>3</td></tr>", "<tr></tr>",
            "<tr><td colspan=2>PAN THUPM4447A<td>order 397161293962</td></tr>",
            "<tr><td>4<td>x<p>y</p><td>&#56;728793324<td>x</tr>",
        ],
        end: "<tr></tr>",
    },
    Rows {
        declared: Declared::Other,
        opening: "Notes.\n\n",
        records: &[
            "Name: Asha Rao\nAge: 47\nMobile: 8728793324", "Aadhaar 3971 6129 3962, PAN THUPM4447A",
            "order 397161293962\nand a.b@mail.in", "Patient: Ravi Rao, 47/M, S/o Mohan, Covid positive, 8728793324",
            "nothing here", "PIN 411001\nDOB: 02/01/1990",
        ],
        end: "\n\n",
    },
];

/// I2: what lies right of a record's end does not change what is found left of it, and the other way round.
#[test]
fn records_do_not_change_each_other() {
    let mut compared = 0;
    for Rows { declared, opening, records, end } in FORMATS {
        // Blanks that mean nothing in the format, in front of its first record.
        let blank = if *declared == Declared::Json { " " } else { "\n" };
        let opening = [opening.as_bytes(), blank.repeat(BLANK).as_bytes()].concat();
        let body = |records: &[&str]| {
            let records: Vec<u8> = records.iter().flat_map(|r| [r.as_bytes(), end.as_bytes()].concat()).collect();
            [&opening[..], &records].concat()
        };
        for left in *records {
            for middle in *records {
                for right in *records {
                    let whole = found(&DEFAULT, *declared, &body(&[left, middle, right]), 0);
                    let mut parts = found(&DEFAULT, *declared, &body(&[left, middle]), 0);
                    let shift = (left.len() + middle.len() + 2 * end.len()) as u64;
                    let alone = found(&DEFAULT, *declared, &body(&[right]), 0);
                    parts.extend(alone.into_iter().map(|mut f| {
                        (f.1, f.2) = (f.1 + shift, f.2 + shift);
                        f
                    }));
                    assert_eq!(whole, parts, "{declared:?}: {left:?}, {middle:?}, {right:?}");
                    compared += whole.len();
                }
            }
        }
    }
    assert!(compared > 1000, "{compared} findings only");
}

/// I12: what lies farther in front than the look-behind, or farther behind than the look-ahead, is not read.
#[test]
fn far_bytes_are_not_read() {
    // As long as each other, and closed: the structure is the same, all else is not.
    let fronts: [&[u8]; 3] = [
        b"Aadhaar no, mobile, PAN, name, dob 8728793324 order helpline designation ",
        b"lorem ipsum dolor sit amet consetetur sadipscing elitr sed diam nonumy a ",
        b"\xe0\xa5\xa7\xe0\xa5\xa8\xe0\xa5\xa9 &#49;&#50; \\u0031 @@@@ 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 a.b@c.in ---- xx ",
    ];
    let backs: [&[u8]; 3] = [b" 8728793324 aadhaar mobile helpline ", b" x", b"\"<>&,:;\n1@"];
    let mut compared = 0;
    for (n, row) in rows().iter().enumerate() {
        // Nothing that a row of any format says is neutral to all others: text, in one line.
        if row.text.starts_with(['<', '{', '[']) {
            continue;
        }
        let near = LOOK_BEHIND + BLANK + n % 64;
        let scan = |front: &[u8], back: &[u8]| {
            let mut body: Vec<u8> = front.iter().copied().cycle().take(fronts[0].len() * 10).collect();
            body.resize(body.len() + near, b'_');
            body.push(b' ');
            let from = body.len();
            body.extend(row.text.as_bytes());
            body.push(b' ');
            body.resize(body.len() + LOOK_AHEAD + 64, b'_');
            let end = (body.len() - from) as u64;
            body.extend(back.iter().copied().cycle().take(500));
            let mut found = found(row.catalog, Declared::Other, &body, from);
            // What begins in the back is its own; and what stands for a whole record may change with it.
            found.retain(|f| f.1 < end && !f.0.ends_with("_record"));
            found
        };
        let first = scan(fronts[0], backs[0]);
        compared += first.len();
        for front in fronts {
            for back in backs {
                assert_eq!(scan(front, back), first, "{}: {}", row.at, row.text);
            }
        }
    }
    assert!(compared > 200, "{compared} findings only");
}
