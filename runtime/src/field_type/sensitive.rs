use std::fmt;

use sea_orm::{Value, sea_query::Nullable};

use super::{Accepts, FieldType};
use crate::descriptor::Kind;

/// A column whose value shows in no `Debug`, log, error or audit. On the wire it follows the field's words like any other.
///
/// ```
/// use restruct::Sensitive;
///
/// let number = Sensitive::new("DE02 1203".to_owned());
/// assert_eq!(format!("{number:?}"), "Sensitive(..)");
/// assert_eq!(number.expose(), "DE02 1203");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for the one place that needs it.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value, owned.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sensitive(..)")
    }
}

impl<T: FieldType> FieldType for Sensitive<T> {
    type As = T::As;
    const KIND: Kind = T::KIND;
    const SENSITIVE: bool = true;
    const ACCEPTS: Option<Accepts> = T::ACCEPTS;

    fn into_column(self) -> T::As {
        self.0.into_column()
    }

    fn try_from_column(stored: T::As) -> Result<Self, String> {
        T::try_from_column(stored).map(Self)
    }
}

impl<T: Into<Value>> From<Sensitive<T>> for Value {
    fn from(value: Sensitive<T>) -> Self {
        value.0.into()
    }
}

impl<T: Nullable> Nullable for Sensitive<T> {
    fn null() -> Value {
        T::null()
    }
}
