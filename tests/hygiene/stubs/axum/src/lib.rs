//! The names of axum, meaning something else.

/// Not axum's.
#[derive(Debug)]
pub struct Router;
