//! Pack `eu`: Europe.

pub(super) mod centre;
pub(super) mod west;
