//! The words of a policy document.

use alloc::string::String;

/// Defines an enum that is a word in the document.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// The word in documents and reports.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl Word for $name {
            const ALL: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),*];
        }
    };
}

/// What is one of a few words.
pub(super) trait Word: Copy + 'static {
    /// Each word and what it means.
    const ALL: &'static [(&'static str, Self)];
}

words! {
    /// What becomes of a leak.
    Mode {
        /// It is refused before its first byte.
        Block = "block",
        /// It is served with its values overwritten.
        Redact = "redact",
        /// It is served until the verdict, and broken off then.
        Cut = "cut",
        /// It is served, and told of.
        Observe = "observe",
    }
}

words! {
    /// What becomes, in the mode `redact`, of a body over the thresholds.
    Many {
        /// It is masked like any other.
        Redact = "redact",
        /// It is masked until the verdict, and broken off then.
        Cut = "cut",
        /// It is refused before its first byte.
        Block = "block",
    }
}

words! {
    /// For whom a page is.
    Audience {
        /// Everybody.
        Public = "public",
        /// The person it is about, who is signed in.
        OwnRecord = "self",
    }
}

words! {
    /// What becomes of a body that could not be judged.
    Choice {
        /// It is refused.
        Block = "block",
        /// It is served.
        Pass = "pass",
    }
}

/// `"a", "b" or "c"`.
pub(super) fn one_of(words: impl ExactSizeIterator<Item = &'static str>) -> String {
    let (last, mut text) = (words.len() - 1, String::new());
    for (i, word) in words.enumerate() {
        text += match i {
            0 => "",
            _ if i == last => " or ",
            _ => ", ",
        };
        text.extend(["\"", word, "\""]);
    }
    text
}
