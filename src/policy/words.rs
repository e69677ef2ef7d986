//! The words and numbers of a policy document, each with an error that says what may stand there.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

/// Defines an enum that is a word in the document.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// Every word there is.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word in documents and reports.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                match from.deserialize_any(Text)?.as_str() {
                    $($word => Ok(Self::$variant),)*
                    _ => Err(D::Error::custom(format!("must be {}", one_of(Self::WORDS)))),
                }
            }
        }
    };
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
pub(super) fn one_of(words: &[&str]) -> String {
    let mut text = String::new();
    for (i, word) in words.iter().enumerate() {
        text += match i {
            0 => "",
            _ if i + 1 == words.len() => " or ",
            _ => ", ",
        };
        text.extend(["\"", word, "\""]);
    }
    text
}

/// A number that the check holds to its limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number(pub(super) f64);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Number;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number")
            }
            fn visit_u64<E>(self, n: u64) -> Result<Number, E> {
                Ok(Number(n as f64))
            }
            fn visit_i64<E>(self, n: i64) -> Result<Number, E> {
                Ok(Number(n as f64))
            }
            fn visit_f64<E>(self, n: f64) -> Result<Number, E> {
                Ok(Number(n))
            }
            // No number: the check says which ones may stand here.
            fn visit_str<E>(self, _: &str) -> Result<Number, E> {
                Ok(Number(f64::NAN))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Number, E> {
                Ok(Number(f64::NAN))
            }
        }
        from.deserialize_any(Any)
    }
}

/// One text or a list of them; numbers are taken for what they are written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Many(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for Many {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Many;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text, or a list of texts")
            }
            fn visit_str<E>(self, text: &str) -> Result<Many, E> {
                Ok(Many(alloc::vec![text.into()]))
            }
            fn visit_u64<E>(self, n: u64) -> Result<Many, E> {
                Ok(Many(alloc::vec![n.to_string()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Many, A::Error> {
                let mut all = Vec::new();
                while let Some(Many(one)) = list.next_element()? {
                    all.extend(one);
                }
                Ok(Many(all))
            }
        }
        from.deserialize_any(Any)
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = String;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word")
    }
    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.into())
    }
}
