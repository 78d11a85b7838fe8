//! The names of tokio, meaning something else.

/// Not tokio's.
pub mod runtime {
    /// Not tokio's.
    #[derive(Debug)]
    pub struct Builder;
}
