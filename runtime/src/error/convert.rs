use std::error::Error as StdError;

use super::{Cause, Error};

impl<E: StdError + Send + Sync + 'static> From<E> for Error {
    fn from(error: E) -> Self {
        Self::internal(error)
    }
}

/// An error of sqlx itself, as of a hook that speaks to the database directly, is kept in SeaORM's wrapping, so that
/// one classifier serves both.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
pub(super) fn lift(cause: Cause) -> Cause {
    use sea_orm::{DbErr, RuntimeErr};
    match cause.downcast::<sqlx::Error>() {
        Ok(error) => Box::new(DbErr::Query(RuntimeErr::SqlxError((*error).into()))),
        Err(other) => other,
    }
}

#[cfg(not(any(feature = "sqlite", feature = "postgres")))]
pub(super) fn lift(cause: Cause) -> Cause {
    cause
}
