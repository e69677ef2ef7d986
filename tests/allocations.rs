//! Nothing allocates while a body is scanned.

use dwarpal::pipeline::{Declared, Inspection};
use dwarpal::scan::Finding;

use crate::support::{KEY, rows};

#[test]
fn scanning_allocates_nothing() {
    let mut body = Vec::new();
    for round in 0..20 {
        // A signed token is base64 of JSON, which is opened: that takes room.
        for row in rows().into_iter().filter(|row| row.id != "jwt") {
            body.extend(row.text.as_bytes());
            body.push(if round % 2 == 0 { b'\n' } else { b' ' });
        }
    }
    let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, KEY);
    let mut found = 0usize;
    let info = allocation_counter::measure(|| {
        for size in [1usize, 100, 16 * 1024, 1 << 20] {
            inspection.begin(Declared::default());
            let mut sink = |_: &Finding| found += 1;
            body.chunks(size).for_each(|chunk| inspection.write(chunk, &mut sink));
            inspection.end(&mut sink);
            let _ = inspection.outcome();
        }
    });
    assert!(found > 1000);
    assert_eq!((info.count_total, info.bytes_total), (0, 0));
}

#[test]
fn a_stream_is_small() {
    let size = size_of::<dwarpal::scan::Stream<'_>>();
    assert!(size <= 40 * 1024, "{size} bytes");
}
