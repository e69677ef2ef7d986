//! Pack `apac`: Asia and the Pacific.

pub(super) mod east;
pub(super) mod south;
