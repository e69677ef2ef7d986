//! The policy document: its members, and what may stand in each.
//!
//! One JSON object. Its own members are the rules for everything; `routes` says where others hold, and each member that
//! a route leaves out is as above. The published schema (`www/policy.schema.json`) names the same members; a test
//! compares.

use alloc::string::String;
use alloc::vec::Vec;

use serde::Deserialize;

use super::words::{Audience, Choice, Many, Mode, Number};

/// Numbers of a document that override [`Thresholds`](super::Thresholds).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Lines {
    pub(super) critical: Option<Number>,
    pub(super) exposed: Option<Number>,
    pub(super) persons: Option<Number>,
}

impl Lines {
    pub(super) const fn is_empty(&self) -> bool {
        self.critical.is_none() && self.exposed.is_none() && self.persons.is_none()
    }
}

/// Where a route holds: everything that is given must fit.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(super) struct Where {
    pub(super) host: Option<Many>,
    pub(super) path: Option<Many>,
    pub(super) method: Option<Many>,
    pub(super) content_type: Option<Many>,
    pub(super) status: Option<Many>,
}

/// Defines an object that holds the rules and some members of its own.
///
/// Why a macro: serde flattens no struct into another that is to refuse unknown members.
macro_rules! with_rules {
    ($(#[$meta:meta])* $name:ident { $($(#[$of:meta])* $own:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(rename_all = "camelCase", deny_unknown_fields, default)]
        pub(super) struct $name {
            $($(#[$of])* pub(super) $own: $type,)*
            mode: Option<Mode>,
            enforce: Option<Number>,
            audience: Option<Audience>,
            self_persons: Option<Number>,
            thresholds: Option<Lines>,
            packs: Option<Many>,
            on_limit: Option<Choice>,
            on_uninspectable: Option<Choice>,
            on_error: Option<Choice>,
            max_held: Option<Number>,
            block_status: Option<Number>,
            ignore_reflected: Option<bool>,
            verdict_cache: Option<Number>,
            because: Option<String>,
        }

        impl $name {
            /// The rules that are given here.
            pub(super) fn given(&self) -> Given {
                Given {
                    mode: self.mode,
                    enforce: self.enforce,
                    audience: self.audience,
                    self_persons: self.self_persons,
                    thresholds: self.thresholds.clone().unwrap_or_default(),
                    packs: self.packs.clone(),
                    on_limit: self.on_limit,
                    on_uninspectable: self.on_uninspectable,
                    on_error: self.on_error,
                    max_held: self.max_held,
                    block_status: self.block_status,
                    ignore_reflected: self.ignore_reflected,
                    verdict_cache: self.verdict_cache,
                    because: self.because.clone(),
                }
            }
        }
    };
}

with_rules! {
    /// The document.
    Document {
        #[serde(rename = "$schema")]
        schema: Option<String>,
        version: Option<Number>,
        catalogue: Option<String>,
        routes: Vec<Route>,
    }
}

with_rules! {
    /// Rules for some responses.
    Route {
        name: Option<String>,
        #[serde(rename = "match")]
        holds: Where,
    }
}

/// Rules as far as a document gives them.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    pub(super) mode: Option<Mode>,
    pub(super) enforce: Option<Number>,
    pub(super) audience: Option<Audience>,
    pub(super) self_persons: Option<Number>,
    pub(super) thresholds: Lines,
    pub(super) packs: Option<Many>,
    pub(super) on_limit: Option<Choice>,
    pub(super) on_uninspectable: Option<Choice>,
    pub(super) on_error: Option<Choice>,
    pub(super) max_held: Option<Number>,
    pub(super) block_status: Option<Number>,
    pub(super) ignore_reflected: Option<bool>,
    pub(super) verdict_cache: Option<Number>,
    pub(super) because: Option<String>,
}
