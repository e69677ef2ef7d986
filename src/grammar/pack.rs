//! Packs: groups of detectors that are switched as one, and sets of them.

/// A group of detectors that is switched as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pack {
    /// India.
    In,
    /// What every country has: e-mail, phones, cards.
    IntlCore,
    /// Addresses of machines.
    Network,
    /// The United States and Canada.
    Us,
    /// The United Kingdom.
    Uk,
    /// Europe.
    Eu,
    /// Latin America.
    Latam,
    /// Asia and the Pacific.
    Apac,
    /// The Middle East, Africa and the east of Europe.
    Mea,
    /// Passwords, keys and tokens: they say nothing of a person and open what holds many.
    Secrets,
    /// What a policy names itself: on where it does, and not to be named.
    Own,
}

/// A set of packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packs(u32);

impl Packs {
    /// No pack.
    pub const NONE: Self = Self(0);

    /// All packs there are.
    pub const ALL: Self = Self((1 << Pack::ALL.len()) - 1).with(Pack::Own);

    /// Those that are on where nothing else is said.
    pub const DEFAULT: Self = Self::NONE.with(Pack::In).with(Pack::IntlCore).with(Pack::Secrets);

    /// The set with `pack` in it.
    #[must_use]
    pub const fn with(self, pack: Pack) -> Self {
        Self(self.0 | 1 << pack as u32)
    }

    /// Whether `pack` is in the set.
    #[must_use]
    pub const fn has(self, pack: Pack) -> bool {
        self.0 >> pack as u32 & 1 == 1
    }
}

impl Pack {
    /// All packs there are.
    pub const ALL: &'static [Self] = &[
        Self::In,
        Self::IntlCore,
        Self::Network,
        Self::Us,
        Self::Uk,
        Self::Eu,
        Self::Latam,
        Self::Apac,
        Self::Mea,
        Self::Secrets,
    ];

    /// The name in reports, policies and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::IntlCore => "intl-core",
            Self::Network => "network",
            Self::Us => "us",
            Self::Uk => "uk",
            Self::Eu => "eu",
            Self::Latam => "latam",
            Self::Apac => "apac",
            Self::Mea => "mea",
            Self::Secrets => "secrets",
            Self::Own => "own",
        }
    }
}
