//! Documents, built here.
