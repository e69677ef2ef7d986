//! Why a body can't be read: the words that policies and dashboards hold.

/// Why a body can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread(pub &'static str);

impl Unread {
    /// Every reason there is.
    pub const ALL: &'static [Self] = &[
        // A coding, a charset or a form that nothing here reads.
        Self("encoding"),
        Self("charset"),
        Self("archive"),
        Self("database"),
        Self("mail"),
        Self("multipart"),
        Self("office"),
        Self("pdf"),
        Self("tar_sparse"),
        Self("unknown_binary"),
        Self("zip"),
        Self("zip_method"),
        Self("zstd_window"),
        // A document that holds its text back.
        Self("encrypted"),
        Self("image_only"),
        Self("unknown_glyphs"),
        // Bytes that are no whole body.
        Self("malformed"),
        Self("truncated"),
        Self("zip_mismatch"),
        // A limit.
        Self("depth"),
        Self("elements"),
        Self("entities"),
        Self("held_bytes"),
        Self("inflated_bytes"),
        Self("parts"),
        Self("ratio"),
        Self("steps"),
    ];

    /// The reason of this name; `malformed` if there is none, as from a module of another version.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::ALL.iter().copied().find(|reason| reason.0 == name).unwrap_or(Self("malformed"))
    }
}

#[cfg(test)]
mod tests {
    use super::Unread;

    #[test]
    fn names_come_back() {
        assert!(Unread::ALL.iter().all(|&reason| Unread::named(reason.0) == reason));
        assert_eq!(Unread::named("?"), Unread("malformed"));
    }
}
