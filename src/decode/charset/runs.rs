//! From offsets in the UTF-8 that was made back to offsets in the body: runs of characters whose widths are equal.

/// Runs that are kept. When one more begins, the oldest is dropped.
pub(super) const RUNS: usize = 4096;

/// A ring of runs, each as its two beginnings and its two widths.
pub(super) struct Runs {
    out: [u64; RUNS],
    raw: [u64; RUNS],
    /// Width of a character in the UTF-8 in the high half, in the body in the low.
    widths: [u8; RUNS],
    /// Index of the oldest run.
    first: usize,
    len: usize,
}

impl Runs {
    pub(super) const fn new() -> Self {
        Self { out: [0; RUNS], raw: [0; RUNS], widths: [0; RUNS], first: 0, len: 0 }
    }

    /// Adds characters of these widths, the first of them at these offsets.
    pub(super) const fn add(&mut self, out: u64, raw: u64, out_width: usize, raw_width: usize) {
        let widths = (out_width << 4 | raw_width) as u8;
        if self.len > 0 && self.widths[self.slot(self.len - 1)] == widths {
            return;
        }
        if self.len == RUNS {
            self.first = (self.first + 1) % RUNS;
        } else {
            self.len += 1;
        }
        let slot = self.slot(self.len - 1);
        self.out[slot] = out;
        self.raw[slot] = raw;
        self.widths[slot] = widths;
    }

    /// The offset in the body of the character that holds an offset of the UTF-8; for older offsets than the runs
    /// reach, the oldest they know.
    pub(super) fn raw(&self, at: u64) -> u64 {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.out[self.slot(middle)] <= at {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let slot = self.slot(low.saturating_sub(1));
        let (out_width, raw_width) = ((self.widths[slot] >> 4).max(1) as u64, (self.widths[slot] & 15) as u64);
        self.raw[slot] + at.saturating_sub(self.out[slot]) / out_width * raw_width
    }

    const fn slot(&self, index: usize) -> usize {
        (self.first + index) % RUNS
    }
}
