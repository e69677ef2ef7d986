//! What a deployment adds to a catalogue: patterns and words of its own, and values that are never findings.

/// The part that is no data: asked at the literals of the deployment's own kinds, and of every value found.
pub trait Own: Sync + core::fmt::Debug {
    /// The value of the kind number `kind` around its literal, which begins at `at` in `text`: `[start, end)`.
    fn find(&self, kind: u16, text: &[u8], at: usize) -> Option<(usize, usize)>;

    /// Whether a value is never a finding: as it is written, its letters and digits alone (upper case), and what gives its
    /// fingerprint under the deployment's key.
    fn allows(&self, value: &[u8], compact: &[u8], fingerprint: &dyn Fn() -> u64) -> bool;
}
