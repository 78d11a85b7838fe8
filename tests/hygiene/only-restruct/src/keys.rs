//! Two resources in one module, with keys of types of the program's.

use restruct::{FieldType, field_type, prelude::*};

/// A number of two parts, kept as a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Serial(String);

impl FieldType for Serial {
    type As = String;

    fn into_column(self) -> String {
        self.0
    }

    fn try_from_column(text: String) -> std::result::Result<Self, String> {
        if text.contains('/') { Ok(Self(text)) } else { Err(String::from("expected two parts with a slash between")) }
    }
}

/// A number with a unit, kept as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cents(i64);

impl FieldType for Cents {
    type As = i64;

    fn into_column(self) -> i64 {
        self.0
    }

    fn try_from_column(cents: i64) -> std::result::Result<Self, String> {
        Ok(Self(cents))
    }
}

field_type!(Serial, Cents);

/// A serial number.
#[derive(Clone, Debug, Resource)]
#[resource(access(read = owner(serial), write = public), sort(price, -serial))]
pub struct Number {
    /// The number.
    #[resource(id(client))]
    #[validate(length(min = 3))]
    pub serial: Serial,
    /// Its price.
    #[resource(sort, default = Cents(100))]
    #[validate(range(min = 0))]
    pub price: Cents,
    /// Another price.
    pub before: Option<Cents>,
    /// A price that nobody reads.
    #[resource(hidden)]
    pub bought_for: Option<Sensitive<Cents>>,
}

/// Two numbers.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), unique(left, note))]
pub struct Pair {
    /// One.
    #[resource(id)]
    pub left: Serial,
    /// The other.
    #[resource(id, index)]
    pub right: Cents,
    /// What is said about them.
    pub note: Option<String>,
}
