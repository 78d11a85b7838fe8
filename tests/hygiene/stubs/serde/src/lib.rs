//! The names of serde, meaning something else.

/// Not serde's: it asks for another function.
pub trait Serialize {
    /// Nothing that any type has.
    fn serialized(&self) -> u8;
}

/// Not serde's.
pub trait Serializer {}
