//! What a decoder may use up: one budget for a body, which all its decoders draw from.
//!
//! A bomb is many small promises in one file, so limits per stream would not hold it. Nothing is allocated here;
//! whoever allocates asks first.

use super::Unread;

/// What is left for one body. Whoever overdraws learns the name of the limit and gives up: the body is
/// uninspectable for that reason, never passed in part.
#[derive(Clone, Debug)]
pub struct Budget {
    /// Bytes that decoders may still make.
    bytes: u64,
    /// Operations that decoders may still take.
    steps: u64,
    /// Documents within documents that may still be opened.
    parts: u32,
    /// Levels that containers may still be nested.
    depth: u8,
}

impl Budget {
    /// What a body gets unless a policy says otherwise: 256 MiB of decoded bytes, 64 million steps, 4,096 parts, four
    /// levels.
    pub const DEFAULT: Self = Self { bytes: 256 << 20, steps: 64_000_000, parts: 4096, depth: 4 };

    /// What a document gets that stands in a text, where there may be 64 of them: a sixteenth of the bytes, steps and parts.
    pub const WITHIN_TEXT: Self = Self { bytes: 16 << 20, steps: 4_000_000, parts: 256, depth: 3 };

    /// Takes decoded bytes.
    ///
    /// # Errors
    /// `inflated_bytes` when fewer are left.
    pub const fn take_bytes(&mut self, n: u64) -> Result<(), Unread> {
        match self.bytes.checked_sub(n) {
            Some(left) => {
                self.bytes = left;
                Ok(())
            }
            None => Err(Unread("inflated_bytes")),
        }
    }

    /// Takes operations.
    ///
    /// # Errors
    /// `steps` when fewer are left.
    pub const fn take_steps(&mut self, n: u64) -> Result<(), Unread> {
        match self.steps.checked_sub(n) {
            Some(left) => {
                self.steps = left;
                Ok(())
            }
            None => Err(Unread("steps")),
        }
    }

    /// Takes one part.
    ///
    /// # Errors
    /// `parts` when none is left.
    pub const fn take_part(&mut self) -> Result<(), Unread> {
        match self.parts.checked_sub(1) {
            Some(left) => {
                self.parts = left;
                Ok(())
            }
            None => Err(Unread("parts")),
        }
    }

    /// Takes what somebody else has used up of a copy: it was `before` and is `after`.
    pub const fn take_used(&mut self, before: &Self, after: &Self) {
        self.bytes = self.bytes.saturating_sub(before.bytes.saturating_sub(after.bytes));
        self.steps = self.steps.saturating_sub(before.steps.saturating_sub(after.steps));
        self.parts = self.parts.saturating_sub(before.parts.saturating_sub(after.parts));
    }

    /// Does what `act` does so many levels deeper, and comes back whatever came of it.
    ///
    /// # Errors
    /// `depth` when there are not so many levels, else what `act` says.
    pub fn within<T>(&mut self, levels: u8, act: impl FnOnce(&mut Self) -> Result<T, Unread>) -> Result<T, Unread> {
        let deeper = self.depth.checked_sub(levels).ok_or(Unread("depth"))?;
        let before = core::mem::replace(&mut self.depth, deeper);
        let done = act(self);
        self.depth = before;
        done
    }

    /// Goes one level deeper; [`Budget::leave`] comes back.
    ///
    /// # Errors
    /// `depth` when the deepest level is reached.
    pub const fn enter(&mut self) -> Result<(), Unread> {
        match self.depth.checked_sub(1) {
            Some(left) => {
                self.depth = left;
                Ok(())
            }
            None => Err(Unread("depth")),
        }
    }

    /// Comes back from a level.
    pub const fn leave(&mut self) {
        self.depth += 1;
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Unread};

    #[test]
    fn what_is_overdrawn_has_a_name() {
        let mut budget = Budget { bytes: 10, steps: 10, parts: 1, depth: 1 };
        assert_eq!((budget.take_bytes(10), budget.take_bytes(1)), (Ok(()), Err(Unread("inflated_bytes"))));
        assert_eq!((budget.take_steps(10), budget.take_steps(1)), (Ok(()), Err(Unread("steps"))));
        assert_eq!((budget.take_part(), budget.take_part()), (Ok(()), Err(Unread("parts"))));
        assert_eq!((budget.enter(), budget.enter()), (Ok(()), Err(Unread("depth"))));
        budget.leave();
        assert_eq!(budget.enter(), Ok(()));
        budget.leave();
        assert_eq!(budget.within(2, |_| Ok(())), Err(Unread("depth")));
        assert_eq!(budget.within(1, Budget::enter), Err(Unread("depth")));
        assert_eq!(budget.enter(), Ok(()));
    }

    #[test]
    fn what_a_copy_used_is_taken() {
        let before = Budget { bytes: 10, steps: 10, parts: 5, depth: 1 };
        let (mut own, mut copy) = (before.clone(), before.clone());
        assert_eq!((own.take_bytes(6), copy.take_bytes(7), copy.take_part()), (Ok(()), Ok(()), Ok(())));
        own.take_used(&before, &copy);
        assert_eq!((own.take_bytes(1), own.take_steps(10)), (Err(Unread("inflated_bytes")), Ok(())));
    }
}
