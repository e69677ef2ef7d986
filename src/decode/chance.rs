//! Numbers by chance for the tests, the same in every run.

/// Gives a number below the one it is given, which is not 0 (xorshift, 64 bits).
pub(in crate::decode) fn random() -> impl FnMut(usize) -> usize {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    move |below| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    }
}
