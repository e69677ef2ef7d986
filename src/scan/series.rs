//! The list rule (catalogue §1.3): numbers of one kind that nothing names, in one column or under one key, speak for or
//! against one another.
//!
//! Of random numbers one in ten has a check digit that fits. So where most of a column's do, it is a column of that kind,
//! whatever its header says; and where few do, those are chance: order numbers, code points, counters. A decision looks
//! back only: the first few numbers of a list have nobody to speak for them.

/// Lists that are counted at a time: sets of a few, found by a hash. Of a full set the shortest list is forgotten.
const SETS: usize = 32;
const WAYS: usize = 4;
/// Numbers whose check digit fits, from which on a list can be one of their kind: five by chance are one in 100,000.
const FITTING: u32 = 5;
/// Numbers from which on a list can be one of something else.
const TRIED: u32 = 6;

/// The lane of all numbers of a body.
const BODY: u16 = u16::MAX;

/// What the numbers before say of the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They are too few, or of both sorts.
    Open,
    /// At least 60 % have a check digit that fits.
    Kind,
    /// Less than 30 % have.
    Other,
}

/// Numbers in one place that have a kind's form, and those among them whose check digit fits.
#[derive(Clone, Copy, Debug)]
struct Slot {
    lane: u16,
    detector: u16,
    tried: u8,
    fitting: u8,
}

const EMPTY: Slot = Slot { lane: 0, detector: 0, tried: 0, fitting: 0 };

/// The lists of one body.
#[derive(Clone, Debug)]
pub(super) struct Series {
    sets: [[Slot; WAYS]; SETS],
}

impl Slot {
    fn is(self, lane: u16, detector: u16) -> bool {
        self.tried > 0 && (self.lane, self.detector) == (lane, detector)
    }
}

impl Series {
    pub(super) const fn new() -> Self {
        Self { sets: [[EMPTY; WAYS]; SETS] }
    }

    /// What the numbers of this kind under `lane`, or as long as they are few those of the whole body, say of the next one.
    pub(super) fn verdict(&self, lane: u16, detector: u16) -> Verdict {
        match (self.of(lane, detector), self.of(BODY, detector)) {
            ((verdict, TRIED..) | (verdict @ Verdict::Kind, _), _) => verdict,
            (_, (Verdict::Other, _)) => Verdict::Other,
            _ => Verdict::Open,
        }
    }

    /// What the numbers under `lane` alone say, and how many they are.
    fn of(&self, lane: u16, detector: u16) -> (Verdict, u32) {
        let own = self.sets[set(lane, detector)].iter().find(|slot| slot.is(lane, detector)).unwrap_or(&EMPTY);
        let (tried, fitting) = (u32::from(own.tried), u32::from(own.fitting));
        let verdict = if fitting >= FITTING && fitting * 100 >= tried * 60 {
            Verdict::Kind
        } else if tried >= TRIED && fitting * 100 < tried * 30 {
            Verdict::Other
        } else {
            Verdict::Open
        };
        (verdict, tried)
    }

    /// One more number of this form stands there; whether its check digit fits.
    pub(super) fn count(&mut self, lane: u16, detector: u16, fits: bool) {
        self.add(lane, detector, fits);
        self.add(BODY, detector, fits);
    }

    fn add(&mut self, lane: u16, detector: u16, fits: bool) {
        let set = &mut self.sets[set(lane, detector)];
        // The first of the shortest, if it has none of its own.
        let way = set.iter().position(|slot| slot.is(lane, detector));
        let shortest = || (0..WAYS).min_by_key(|&way| set[way].tried).unwrap_or(0);
        let way = way.unwrap_or_else(shortest);
        let slot = &mut set[way];
        if !slot.is(lane, detector) {
            *slot = Slot { lane, detector, ..EMPTY };
        }
        if slot.tried == u8::MAX {
            // What was long ago counts for less.
            (slot.tried, slot.fitting) = (slot.tried / 2, slot.fitting / 2);
        }
        slot.tried += 1;
        slot.fitting += u8::from(fits);
    }
}

fn set(lane: u16, detector: u16) -> usize {
    let both = u32::from(lane) << 16 | u32::from(detector);
    (both.wrapping_mul(0x9e37_79b9) >> 27) as usize % SETS
}

#[cfg(test)]
mod tests {
    use super::{Series, Verdict};

    #[test]
    fn lists_speak_for_their_kind_or_against_it() {
        use Verdict::{Kind, Open, Other};
        // Numbers that fit (`+`) or do not, in order, and what they say of the next one.
        for (numbers, verdict) in [
            ("", Open),
            ("++++", Open),
            ("+++++", Kind),
            ("+++++---", Kind),
            ("+++++----", Open),
            ("-----", Open),
            ("------", Other),
            ("+-----", Other),
            ("++-----", Other),
            ("++----", Open),
            ("+-+-+-+-", Open),
        ] {
            let mut series = Series::new();
            numbers.bytes().for_each(|number| series.count(3, 7, number == b'+'));
            assert_eq!(series.verdict(3, 7), verdict, "{numbers}");
            let elsewhere = if verdict == Other { Other } else { Open };
            assert_eq!((series.verdict(4, 7), series.verdict(3, 8)), (elsewhere, Open), "{numbers}");
        }
    }

    #[test]
    fn a_column_speaks_for_itself() {
        let mut series = Series::new();
        for _ in 0..6 {
            (0..5).for_each(|lane| series.count(lane, 7, lane == 3));
        }
        assert_eq!([2, 3, 9].map(|lane| series.verdict(lane, 7)), [Verdict::Other, Verdict::Kind, Verdict::Other]);
    }

    #[test]
    fn long_lists_stay_where_there_are_many() {
        let mut series = Series::new();
        (0..6).for_each(|_| series.count(1, 1, true));
        (0..9999).for_each(|lane| series.count(lane, 2, false));
        assert_eq!(series.verdict(1, 1), Verdict::Kind);
    }

    #[test]
    fn what_was_long_ago_counts_for_less() {
        let mut series = Series::new();
        (0..1000).for_each(|_| series.count(0, 0, false));
        assert_eq!(series.verdict(0, 0), Verdict::Other);
        (0..400).for_each(|_| series.count(0, 0, true));
        assert_eq!(series.verdict(0, 0), Verdict::Kind);
    }
}
