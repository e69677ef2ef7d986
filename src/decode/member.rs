//! What a container hands on: its files, one at a time.
//!
//! A container knows where its files begin and end, not what they are: whoever takes them decides that, and may find
//! another container. Bytes of an archive that belong to no file come as a member without a name, so that nothing
//! passes unread.

use crate::bytes::{Budget, Unread};

/// A file inside a container.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its path inside the container; empty when it has none.
    pub name: &'a str,
    /// Its declared type; empty when the container does not say.
    pub content_type: &'a str,
    /// All its bytes, unpacked.
    pub bytes: &'a [u8],
}

/// Takes the files of a container; whoever takes one decides what it is and may open it.
pub trait Members {
    /// Takes one file.
    ///
    /// # Errors
    /// Why the file can't be read; the container that holds it gives up for the same reason.
    fn member(&mut self, member: &Member<'_>, budget: &mut Budget) -> Result<(), Unread>;
}

/// Whether a file is what its name says: sound, a picture, a film or a font, of which nothing is read. A list that is
/// merely called `list.png` is not.
pub(super) fn is_media(name: &str, first: &[u8]) -> bool {
    /// Endings, where in the file the magic number stands, the magic number.
    const MEDIA: &[(&[&str], usize, &[u8])] = &[
        (&["png"], 0, b"\x89PNG\r\n\x1a\n"),
        (&["jpg", "jpeg", "jpe", "jfif"], 0, b"\xff\xd8\xff"),
        (&["gif"], 0, b"GIF8"),
        (&["webp"], 8, b"WEBP"),
        (&["wav"], 8, b"WAVE"),
        (&["avi"], 8, b"AVI "),
        (&["tif", "tiff"], 0, b"II*\0"),
        (&["tif", "tiff"], 0, b"MM\0*"),
        (&["ico"], 0, b"\0\0\x01\0"),
        (&["emf"], 40, b" EMF"),
        (&["wmf"], 0, b"\xd7\xcd\xc6\x9a"),
        (&["mp4", "m4a", "m4v", "mov", "heic", "avif"], 4, b"ftyp"),
        (&["mp3"], 0, b"ID3\x03"),
        (&["mp3"], 0, b"ID3\x04"),
        (&["mp3"], 0, b"\xff\xfb"),
        (&["ogg", "oga", "ogv", "opus"], 0, b"OggS\0"),
        (&["flac"], 0, b"fLaC\0"),
        (&["mkv", "webm"], 0, b"\x1a\x45\xdf\xa3"),
        (&["woff", "woff2"], 0, b"wOF"),
        (&["otf"], 0, b"OTTO\0"),
        (&["ttf"], 0, b"\0\x01\0\0\0"),
    ];
    let ending = ending(name);
    let is = |&(endings, at, magic): &(&[&str], usize, &[u8])| {
        endings.iter().any(|e| ending.eq_ignore_ascii_case(e))
            && first.get(at..).is_some_and(|behind| behind.starts_with(magic))
    };
    MEDIA.iter().any(is)
}

/// What stands behind the last dot of a file's name; empty without one.
pub(super) fn ending(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or("", |(_, ending)| ending)
}

#[cfg(test)]
mod tests {
    use super::is_media;

    #[test]
    fn media_are_what_their_names_and_first_bytes_say() {
        for (name, first, expected) in [
            ("a/b.PNG", &b"\x89PNG\r\n\x1a\n.."[..], true),
            ("a/b.png", b"name,phone\n", false),
            ("a/b.csv", b"\x89PNG\r\n\x1a\n..", false),
            ("clip.mp4", b"\0\0\0\x18ftypmp42", true),
            ("clip.mp4", b"\0\0", false),
            ("a.png/b", b"\x89PNG\r\n\x1a\n..", false),
        ] {
            assert_eq!(is_media(name, first), expected, "{name}");
        }
    }
}
