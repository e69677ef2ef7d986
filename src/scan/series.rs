//! The list rule (catalogue §1.3): numbers of one kind that nothing names, in one column or under one key, speak for or
//! against one another.
//!
//! Of random numbers one in ten has a check digit that fits. So where most of a column's do, it is a column of that kind,
//! whatever its header says; and where few do, those are chance: order numbers, code points, counters. A decision looks
//! back only: the first few numbers of a list have nobody to speak for them. Kinds without a check digit (mobile numbers)
//! have their form alone: nearly all numbers of the column must have it, and begin in many ways.

use crate::grammar::index::KEEP;
use crate::grammar::{Detector, Labels, Match};

/// Lists that are counted at a time: sets of a few, found by a hash. Of a full set the shortest list is forgotten.
const SETS: usize = 16;
const WAYS: usize = 4;
/// Numbers whose check digit fits, from which on a list can be one of their kind: five by chance are one in 100,000.
const FITTING: u32 = 5;
/// Numbers from which on a list can be one of something else.
const TRIED: u32 = 6;
/// Numbers without a check digit, from which on a list can be one of their kind, and the ways in which they must begin: of
/// random numbers of ten digits twelve that all begin as mobile numbers do are one in 4,000, and counters begin in one.
const ALIKE: u32 = 12;
const BEGINNINGS: u32 = 6;
/// The lane of all numbers of a body.
const BODY: u16 = u16::MAX;

/// What the numbers before say of the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They are too few, or of both sorts.
    Open,
    /// They are of this kind: at least 60 % have a check digit that fits, or nearly all have the form.
    Kind,
    /// Less than 30 % have a check digit that fits.
    Other,
}

/// What makes a list one of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// Check digits that fit.
    Check,
    /// Nothing but the form.
    Form,
}

impl Proof {
    /// What makes a list one of the detector's kind, for a number of a form that is so sure alone and that its place does not
    /// name; if something does.
    pub(super) fn of(detector: &Detector, alone: u8, labels: Labels, found: &Match) -> Option<Self> {
        if alone < KEEP || labels.has(detector.label) {
            None
        } else if detector.check.proves() {
            Some(Self::Check)
        } else {
            // Numbers of three and four digits side by side are in every table: they read as groups.
            (detector.lists && found.separator == 0).then_some(Self::Form)
        }
    }
}

/// A number that was tried.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tried {
    detector: u16,
    fits: bool,
    /// The first two of its last ten digits.
    begin: u8,
}

impl Tried {
    pub(super) const NONE: Self = Self { detector: 0, fits: false, begin: 0 };

    /// A number of a detector's form; whether it is one of its kind, by its check digit if it has one.
    pub(super) fn new(detector: u16, fits: bool, value: &[u8]) -> Self {
        let begin = value.last_chunk::<10>().map_or(0, |last| (last[0] & 15) * 10 + (last[1] & 15));
        Self { detector, fits, begin }
    }
}

/// Numbers in one place that have a kind's form, those among them that are of it, and how these begin.
#[derive(Clone, Copy, Debug)]
struct Slot {
    lane: u16,
    detector: u16,
    tried: u8,
    fitting: u8,
    begins: u32,
}

const EMPTY: Slot = Slot { lane: 0, detector: 0, tried: 0, fitting: 0, begins: 0 };

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
    pub(super) fn verdict(&self, lane: u16, detector: u16, proof: Proof) -> Verdict {
        match (self.of(lane, detector, proof), self.of(BODY, detector, proof)) {
            ((verdict, TRIED..) | (verdict @ Verdict::Kind, _), _) => verdict,
            (_, (Verdict::Other, _)) => Verdict::Other,
            _ => Verdict::Open,
        }
    }

    /// What the numbers under `lane` alone say, and how many they are.
    fn of(&self, lane: u16, detector: u16, proof: Proof) -> (Verdict, u32) {
        let own = self.sets[set(lane, detector)].iter().find(|slot| slot.is(lane, detector)).unwrap_or(&EMPTY);
        let (tried, fitting) = (u32::from(own.tried), u32::from(own.fitting));
        let verdict = match proof {
            Proof::Check if fitting >= FITTING && fitting * 100 >= tried * 60 => Verdict::Kind,
            Proof::Check if tried >= TRIED && fitting * 100 < tried * 30 => Verdict::Other,
            Proof::Form if fitting >= ALIKE && fitting * 100 >= tried * 95 && own.begins.count_ones() >= BEGINNINGS => {
                Verdict::Kind
            }
            _ => Verdict::Open,
        };
        (verdict, tried)
    }

    /// One more number stands there.
    pub(super) fn count(&mut self, lane: u16, tried: Tried) {
        self.add(lane, tried);
        self.add(BODY, tried);
    }

    fn add(&mut self, lane: u16, tried: Tried) {
        let Tried { detector, fits, begin } = tried;
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
            (slot.tried, slot.fitting, slot.begins) = (slot.tried / 2, slot.fitting / 2, 0);
        }
        slot.tried += 1;
        slot.fitting += u8::from(fits);
        slot.begins |= u32::from(fits) << (begin % 32);
    }
}

fn set(lane: u16, detector: u16) -> usize {
    let both = u32::from(lane) << 16 | u32::from(detector);
    (both.wrapping_mul(0x9e37_79b9) >> 28) as usize % SETS
}

#[cfg(test)]
mod tests {
    use super::{Proof, Series, Tried, Verdict};

    /// A number of the kind 7 that fits or does not, and begins so.
    fn number(fits: bool, begin: u8) -> Tried {
        Tried::new(7, fits, &[b'0' + begin / 10, b'0' + begin % 10, b'0', b'0', b'0', b'0', b'0', b'0', b'0', b'0'])
    }

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
            numbers.bytes().for_each(|n| series.count(3, number(n == b'+', 0)));
            assert_eq!(series.verdict(3, 7, Proof::Check), verdict, "{numbers}");
            let elsewhere = if verdict == Other { Other } else { Open };
            assert_eq!(series.verdict(4, 7, Proof::Check), elsewhere, "{numbers}");
            assert_eq!(series.verdict(3, 8, Proof::Check), Open, "{numbers}");
        }
    }

    #[test]
    fn without_a_check_digit_nearly_all_must_be_alike_and_begin_in_many_ways() {
        for (fitting, others, beginnings, verdict) in [
            (11, 0, 11, Verdict::Open),
            (12, 0, 6, Verdict::Kind),
            (12, 1, 12, Verdict::Open),
            (19, 1, 12, Verdict::Kind),
            (100, 0, 5, Verdict::Open),
        ] {
            let mut series = Series::new();
            (0..fitting).for_each(|i| series.count(0, number(true, 60 + i % beginnings)));
            (0..others).for_each(|_| series.count(0, number(false, 60)));
            assert_eq!(series.verdict(0, 7, Proof::Form), verdict, "{fitting} and {others}, {beginnings}");
        }
    }

    #[test]
    fn a_column_speaks_for_itself() {
        let mut series = Series::new();
        for _ in 0..6 {
            (0..5).for_each(|lane| series.count(lane, number(lane == 3, 0)));
        }
        let verdicts = [2, 3, 9].map(|lane| series.verdict(lane, 7, Proof::Check));
        assert_eq!(verdicts, [Verdict::Other, Verdict::Kind, Verdict::Other]);
    }

    #[test]
    fn long_lists_stay_where_there_are_many() {
        let mut series = Series::new();
        (0..6).for_each(|_| series.count(1, number(true, 0)));
        (0..9999).for_each(|lane| series.count(lane, Tried { detector: 2, ..number(false, 0) }));
        assert_eq!(series.verdict(1, 7, Proof::Check), Verdict::Kind);
    }

    #[test]
    fn what_was_long_ago_counts_for_less() {
        let mut series = Series::new();
        (0..1000).for_each(|_| series.count(0, number(false, 0)));
        assert_eq!(series.verdict(0, 7, Proof::Check), Verdict::Other);
        (0..400).for_each(|_| series.count(0, number(true, 0)));
        assert_eq!(series.verdict(0, 7, Proof::Check), Verdict::Kind);
    }
}
