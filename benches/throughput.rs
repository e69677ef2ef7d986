//! Throughput of the scanner as a ratio to a floor measured in the same run: a vector pass over the same bytes
//! that only counts digits, capitals and `@`.
//!
//! `cargo bench` (or `make bench`). Seven interleaved rounds, medians, 64 KiB chunks. The absolute figures say
//! more of the machine than of the code; compare ratios. Every row asserts its finding count, so a fast wrong
//! answer fails.

use std::hint::black_box;
use std::time::Instant;

use dwarpal::scan::{Finding, Key, Stream};
use dwarpal::simd::Block;

const CHUNK: usize = 64 * 1024;
const ROUNDS: usize = 7;

/// A body made of one line again and again, and the findings in each line.
struct Body {
    name: &'static str,
    line: &'static str,
    findings: usize,
}

const BODIES: &[Body] = &[
    Body {
        name: "prose",
        line: "The clinic is open on all days of the week; reports are given at the desk from nine to five.\n",
        findings: 0,
    },
    Body {
        name: "markup",
        line: "<tr class=\"row\"><td>Pune</td><td><a href=\"/district/27\">2021-04-17</a></td><td>1,204</td></tr>\n",
        findings: 0,
    },
    Body { name: "numbers", line: "18.5204,73.8567,560,1204,2021-04-17,0.0021,334,99.1,7,88231\n", findings: 0 },
    Body {
        name: "dense",
        line: "Asha,PAN THUPM4447A,Aadhaar 3971 6129 3962,+91 87287 93324,asha.k942@mail.co.in\n",
        findings: 5,
    },
];

fn floor(body: &[u8]) -> usize {
    let count = |bytes: &[u8; 64]| {
        let block = Block::load(bytes);
        (block.range(b'0', b'9') | block.range(b'A', b'Z') | block.eq(b'@')).count_ones() as usize
    };
    body.as_chunks::<64>().0.iter().map(count).sum()
}

fn scan(stream: &mut Stream<'_>, body: &[u8]) -> usize {
    let mut found = 0;
    let mut sink = |_: &Finding| found += 1;
    stream.reset(dwarpal::scan::Declared::Other);
    body.chunks(CHUNK).for_each(|chunk| stream.write(chunk, &mut sink));
    stream.end(&mut sink);
    found
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn main() {
    let mut stream = Stream::new(&dwarpal::catalog::DEFAULT, Key([0; 16]));
    println!("variant {}; MB/s of this machine now, ratio to the floor of the same run", dwarpal::simd::VARIANT);
    println!("{:<10} {:>10} {:>10} {:>8}", "body", "floor", "scan", "ratio");
    for Body { name, line, findings } in BODIES {
        let lines = (4 << 20) / line.len();
        let body = line.repeat(lines).into_bytes();
        let speed = |work: &mut dyn FnMut() -> usize| {
            let start = Instant::now();
            let answer = black_box(work());
            (body.len() as f64 / 1e6 / start.elapsed().as_secs_f64(), answer)
        };
        let (mut floors, mut scans, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let (floor_speed, _) = speed(&mut || floor(black_box(&body)));
            let (scan_speed, found) = speed(&mut || scan(&mut stream, black_box(&body)));
            assert_eq!(found, findings * lines, "{name}: wrong count of findings");
            floors.push(floor_speed);
            scans.push(scan_speed);
            ratios.push(scan_speed / floor_speed);
        }
        println!("{name:<10} {:>10.0} {:>10.0} {:>8.3}", median(floors), median(scans), median(ratios));
    }
}
