//! What a column, a key or a word in front says a value is.

/// A lexicon group: one meaning, many words in many languages (`aadhaar`, `uid`, `आधार संख्या` …). Detectors
/// name the group that labels them; the numbers have no order and no meaning outside one build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Group(pub u16);

impl Group {
    /// No meaning: the empty slot of [`Labels`].
    pub const NONE: Self = Self(0);
    /// Words that say the number beside them is something else: order, invoice, tracking, timestamp …
    pub const NEGATIVE: Self = Self(1);
    /// Words of a public office: helpline, fax, office, official … What they label is meant to be public.
    pub const OFFICE: Self = Self(2);
    /// Words of a post held: designation, department … A record that names one speaks of an officer.
    pub const POST: Self = Self(3);
    /// Words of a death: registers of the dead are published. A record that tells of one and neither reaches nor singles
    /// out anybody speaks of no living person.
    pub const DEATH: Self = Self(4);
    /// First number a catalogue may use for its own groups.
    pub const FIRST_FREE: u16 = 16;
}

/// The groups a label belongs to: up to four, in the order found. Eight bytes, since every column and every
/// level of a JSON document holds one: 16 bits a group, the first one lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Labels(u64);

/// A one in each group's place.
const ONES: u64 = u64::MAX / 0xffff;

impl Labels {
    /// A label that says nothing.
    pub const NONE: Self = Self(0);

    /// Adds a group; a fifth one is dropped.
    pub const fn add(&mut self, group: Group) {
        if group.0 == Group::NONE.0 || self.has(group) {
            return;
        }
        let used = u64::BITS - self.0.leading_zeros();
        let free = used.next_multiple_of(16);
        if free < u64::BITS {
            self.0 |= (group.0 as u64) << free;
        }
    }

    /// Whether the label says `group`.
    #[inline]
    #[must_use]
    pub const fn has(self, group: Group) -> bool {
        // A group's place is 0 where it is the one.
        let others = self.0 ^ (group.0 as u64 * ONES);
        group.0 != Group::NONE.0 && others.wrapping_sub(ONES) & !others & (ONES << 15) != 0
    }

    /// A number below 32 that is mostly another for other labels.
    pub(crate) const fn hash(self) -> usize {
        (self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 59) as usize
    }

    /// Whether the label says nothing.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, Labels};

    #[test]
    fn labels_hold_four_distinct_groups() {
        let mut labels = Labels::NONE;
        assert!(labels.is_none() && !labels.has(Group::NONE));
        for id in [20, 20, 21, 22, 23, 24] {
            labels.add(Group(id));
        }
        assert!(labels.has(Group(20)) && labels.has(Group(23)) && !labels.has(Group(24)));
    }
}
