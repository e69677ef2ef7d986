//! Base64 for bodies that hold some.

/// Bytes in base64, padded.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().chain(&[0; 3]).take(3).fold(0u32, |bits, &b| bits << 8 | u32::from(b));
        for i in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * i)) as usize & 63] as char;
            out.push(if i > chunk.len() { '=' } else { letter });
        }
    }
    out
}
