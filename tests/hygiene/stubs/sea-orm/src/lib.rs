//! The names of SeaORM, meaning something else.

/// Not SeaORM's.
#[derive(Debug)]
pub struct Value;

/// Not SeaORM's.
pub trait EntityTrait {}

/// Not SeaORM's.
pub trait ModelTrait {}
