/// A field of an update: left out, or given. Where null may be sent, it is a `Patch<Option<T>>`.
///
/// ```
/// use restruct::Patch;
///
/// let title: Patch<String> = Patch::Value("New".to_owned());
/// assert_eq!(title.as_ref().value().map(String::len), Some(3));
/// assert!(!title.is_absent());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patch<T> {
    /// The field is not in the body and stays as it is.
    #[default]
    Absent,
    /// The field gets this value.
    Value(T),
}

impl<T> Patch<T> {
    /// Whether the field was left out.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Patch::Absent)
    }

    /// The value, if one was given.
    pub fn value(self) -> Option<T> {
        match self {
            Patch::Absent => None,
            Patch::Value(value) => Some(value),
        }
    }

    /// The same by reference.
    pub const fn as_ref(&self) -> Patch<&T> {
        match self {
            Patch::Absent => Patch::Absent,
            Patch::Value(value) => Patch::Value(value),
        }
    }

    /// The same by mutable reference.
    pub const fn as_mut(&mut self) -> Patch<&mut T> {
        match self {
            Patch::Absent => Patch::Absent,
            Patch::Value(value) => Patch::Value(value),
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Patch::Value(value)
    }
}
