//! Objects as PDF writes them: numbers, names, strings, arrays, dictionaries, and where streams begin. They own what
//! they hold and are parsed when they are asked for; nothing but their places is kept.

use alloc::vec::Vec;

/// One object. Streams are a dictionary and where their bytes begin.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Object {
    Null,
    Bool(bool),
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    Stream(Stream),
    Ref(u32),
    /// An operator or keyword.
    Word(Vec<u8>),
}

/// A dictionary, in the order of the file: they are small, and a later entry wins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Dict(pub(super) Vec<(Vec<u8>, Object)>);

/// A stream: its dictionary, the object that holds it, and where its bytes begin in the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stream {
    pub(super) dict: Dict,
    pub(super) number: u32,
    pub(super) start: usize,
}

impl Dict {
    /// The value of a key.
    pub(super) fn get(&self, key: &[u8]) -> Option<&Object> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Whether the key's value is this name.
    pub(super) fn is(&self, key: &[u8], name: &[u8]) -> bool {
        matches!(self.get(key), Some(Object::Name(n)) if n == name)
    }
}

impl Object {
    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(n) = self { Some(*n) } else { None }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        if let Self::Name(n) = self { Some(n) } else { None }
    }

    pub(super) fn text(&self) -> Option<&[u8]> {
        if let Self::Text(t) = self { Some(t) } else { None }
    }

    pub(super) fn array(&self) -> Option<&[Self]> {
        if let Self::Array(a) = self { Some(a) } else { None }
    }

    /// The dictionary, of a stream too.
    pub(super) fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) | Self::Stream(Stream { dict, .. }) => Some(dict),
            _ => None,
        }
    }

    /// A count or an offset: whole, and not negative.
    pub(super) fn index(&self) -> Option<usize> {
        self.number().filter(|n| *n >= 0.0 && *n < 4e15).map(|n| n as usize)
    }
}
