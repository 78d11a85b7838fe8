use sea_orm::Value;

use super::{Kind, Operators, Validation};
use crate::field_type::{Accepts, Column};

/// One field of a resource: a column, or an input that has none.
#[derive(Debug)]
pub struct Field {
    /// The Rust name, without `r#`.
    pub name: &'static str,
    /// The name in JSON and in query parameters.
    pub wire: &'static str,
    /// The column's name.
    pub column: &'static str,
    pub description: &'static str,
    pub kind: Kind,
    pub nullable: bool,
    pub flags: Flags,
    /// Used when a create leaves the field out.
    pub default: Option<Default>,
    /// Set by the server at creation.
    pub on_create: Option<fn() -> Value>,
    /// Set by the server at every update.
    pub on_update: Option<fn() -> Value>,
    /// The column's SQL type, where the user names it.
    pub column_type: Option<&'static str>,
    /// Digits in all and behind the point; of decimals only.
    pub decimal: (u32, u32),
    pub validations: &'static [Validation],
    /// How clients may filter by it.
    pub filter: Operators,
    /// A value for the API's document.
    pub example: Option<fn() -> Value>,
    /// Whether a value of the kind is one of the user's type; `None` where every value is.
    pub accepts: Option<Accepts>,
}

/// A field's words, as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flags(pub u32);

impl Flags {
    pub const KEY: u32 = 1;
    /// The database makes the key.
    pub const AUTO: u32 = 1 << 1;
    pub const READ_ONLY: u32 = 1 << 2;
    pub const WRITE_ONLY: u32 = 1 << 3;
    pub const IMMUTABLE: u32 = 1 << 4;
    pub const HIDDEN: u32 = 1 << 5;
    pub const SORT: u32 = 1 << 6;
    pub const UNIQUE: u32 = 1 << 7;
    pub const INDEX: u32 = 1 << 8;
    /// Accepted in bodies, no column.
    pub const INPUT: u32 = 1 << 9;
    pub const SENSITIVE: u32 = 1 << 10;
    /// The optimistic lock.
    pub const VERSION: u32 = 1 << 11;
    /// Some access rule compares the field with the caller's id or tenant: a create may leave it out.
    pub const CALLER: u32 = 1 << 12;
    /// Part of what `?search=` looks into.
    pub const SEARCH: u32 = 1 << 13;
    /// A key that the database counts.
    pub const AUTO_KEY: u32 = Self::KEY | Self::AUTO | Self::READ_ONLY;

    pub const fn has(self, flag: u32) -> bool {
        self.0 & flag != 0
    }
}

/// A default: how it is made, and whether the column has it too.
#[derive(Clone, Copy, Debug)]
pub struct Default {
    pub make: fn() -> Value,
    /// The expression is a literal or a path, the same at every call, so that the column has it as its default.
    pub constant: bool,
}

impl Field {
    /// A field of the Rust type `T` with nothing said about it.
    pub const fn new<T: Column>(name: &'static str) -> Self {
        Self {
            name,
            wire: name,
            column: name,
            description: "",
            kind: T::KIND,
            nullable: T::NULLABLE,
            flags: Flags(if T::SENSITIVE { Flags::SENSITIVE } else { 0 }),
            default: None,
            on_create: None,
            on_update: None,
            column_type: None,
            decimal: (19, 4),
            validations: &[],
            filter: Operators::NONE,
            example: None,
            accepts: T::ACCEPTS,
        }
    }

    pub const fn wire(mut self, wire: &'static str) -> Self {
        self.wire = wire;
        self
    }

    pub const fn column(mut self, column: &'static str) -> Self {
        self.column = column;
        self
    }

    pub const fn description(mut self, text: &'static str) -> Self {
        self.description = text;
        self
    }

    /// Adds words.
    pub const fn flags(mut self, flags: u32) -> Self {
        self.flags.0 |= flags;
        self
    }

    pub const fn default(mut self, make: fn() -> Value, constant: bool) -> Self {
        self.default = Some(Default { make, constant });
        self
    }

    pub const fn on_create(mut self, make: fn() -> Value) -> Self {
        self.on_create = Some(make);
        self
    }

    pub const fn on_update(mut self, make: fn() -> Value) -> Self {
        self.on_update = Some(make);
        self
    }

    pub const fn column_type(mut self, sql: &'static str) -> Self {
        self.column_type = Some(sql);
        self
    }

    pub const fn decimal(mut self, precision: u32, scale: u32) -> Self {
        self.decimal = (precision, scale);
        self
    }

    pub const fn validations(mut self, validations: &'static [Validation]) -> Self {
        self.validations = validations;
        self
    }

    pub const fn example(mut self, make: fn() -> Value) -> Self {
        self.example = Some(make);
        self
    }

    pub const fn is(&self, flag: u32) -> bool {
        self.flags.has(flag)
    }

    pub const fn is_column(&self) -> bool {
        !self.is(Flags::INPUT)
    }

    /// Whether the field shows in answers.
    pub const fn is_shown(&self) -> bool {
        !self.is(Flags::HIDDEN | Flags::WRITE_ONLY | Flags::INPUT)
    }

    /// Whether a client may name the field in a create.
    pub const fn is_creatable(&self) -> bool {
        !self.is(Flags::READ_ONLY | Flags::HIDDEN | Flags::AUTO)
    }

    /// Whether a client may change the field later.
    pub const fn is_updatable(&self) -> bool {
        self.is_creatable() && !self.is(Flags::IMMUTABLE | Flags::KEY)
    }
}
