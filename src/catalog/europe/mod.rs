//! Pack `eu`: Europe.

pub(super) mod centre;
