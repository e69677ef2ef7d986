//! Pack `eu`: Europe.

pub(super) mod centre;
pub(super) mod east;
pub(super) mod north;
pub(super) mod west;
