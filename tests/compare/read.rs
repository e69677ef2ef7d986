//! What Dwarpal reads in one file, for `tests/compare/compare.py`: the text on standard output, and a line of JSON about
//! the inspection on standard error. An example, so that the command that is shipped can print no text.

use std::io::Write as _;
use std::time::Instant;

use dwarpal::bytes::Unread;
use dwarpal::decode::bodies::{Bodies, Origin};
use dwarpal::decode::{Hints, Opening};
use dwarpal::pipeline::{Declared, Inspection};
use dwarpal::scan::{Finding, Key};

/// The text of all bodies, each behind a byte that begins a part.
#[derive(Default)]
struct Text(Vec<u8>);

impl Bodies for Text {
    fn begin(&mut self, _: Origin<'_>) {
        self.0.push(dwarpal::bytes::events::PART);
    }

    fn data(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn end(&mut self) {}

    fn unread(&mut self, _: Unread) {}
}

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).ok_or(std::io::ErrorKind::InvalidInput)?;
    let body = std::fs::read(path)?;
    let begun = Instant::now();
    let mut outcome = None;
    let used = allocation_counter::measure(|| {
        let mut inspection = Inspection::new(&dwarpal::catalog::DEFAULT, Key([7; 16]));
        inspection.begin(Declared::default());
        let mut sink = |_: &Finding| {};
        body.chunks(64 * 1024).for_each(|chunk| inspection.write(chunk, &mut sink));
        inspection.end(&mut sink);
        outcome = Some(inspection.outcome());
    });
    let ms = begun.elapsed().as_millis();
    let mut text = Text::default();
    if let Ok(mut opening) = Opening::new(Hints::NONE, "") {
        let read = opening.write(&body, &mut text).and_then(|()| opening.end(&mut text));
        // Why it could not be read the inspection has said.
        let _ = read;
    }
    std::io::stdout().write_all(&text.0)?;
    if let Some(outcome) = outcome {
        let peak = used.bytes_max;
        eprintln!(
            "{{\"verdict\":\"{:?}\",\"reason\":\"{}\",\"ms\":{ms},\"peak\":{peak}}}",
            outcome.verdict, outcome.reason
        );
    }
    Ok(())
}
