//! Which Rust types a field can have, and how their values become cells of a row.

mod built_in;
mod json;
mod markers;
mod sensitive;
#[expect(missing_docs, reason = "public for generated code only")]
mod usable;

pub use self::{
    built_in::BuiltIn,
    json::Json,
    markers::{BelongsTo, HasMany, HasOne, Input},
    sensitive::Sensitive,
    usable::{If, Known, Unusable, Usable},
};

use sea_orm::Value;

use crate::descriptor::Kind;

/// A value in the form that its type stores, where it is one of the type.
pub type Accepts = fn(Value) -> Result<Value, NotOfType>;

/// Why a value is none of a user's type.
#[derive(Debug, PartialEq, Eq)]
pub struct NotOfType {
    /// Where in the value: a JSON pointer (RFC 6901), empty for the whole.
    pub pointer: String,
    /// What is expected; reads on from the name of the place.
    pub reason: String,
}

/// A type of your own that is stored as one of the built-in types.
///
/// ```
/// use restruct::FieldType;
///
/// /// A text of lower-case letters, digits and hyphens.
/// #[derive(Clone, Debug, PartialEq)]
/// pub struct Slug(String);
///
/// impl FieldType for Slug {
///     type As = String;
///
///     fn into_column(self) -> String {
///         self.0
///     }
///
///     fn try_from_column(text: String) -> Result<Self, String> {
///         let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
///         if text.chars().all(fits) { Ok(Self(text)) } else { Err("must be of lower-case letters, digits and hyphens".into()) }
///     }
/// }
/// restruct::field_type!(Slug);
/// ```
///
/// The text of an error reaches the client as the `detail` of a 422, which reads on from the field's name; do not put the
/// value into it. What a client sends goes through the type and back: a row holds what `into_column` makes of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a field",
    label = "not a field type",
    note = "a field is a bool, i16, i32, i64, u32, f32, f64, Decimal, String, Uuid, DateTime<Utc>, NaiveDateTime, NaiveDate, \
            NaiveTime, Json, Json<T>, Vec<u8>, an Option of one, or a type that derives ResourceEnum or implements \
            restruct::FieldType",
    note = "to refer to a row of another resource keep its key, such as `author_id: i64`, and say `author: BelongsTo<Author>` beside it"
)]
pub trait FieldType: Clone + Send + Sync + 'static {
    /// What is stored, and what is read and written in JSON.
    type As: BuiltIn;

    /// The stored form.
    fn into_column(self) -> Self::As;

    /// Back from the stored form, from a row or a body. The error says what form is expected.
    fn try_from_column(stored: Self::As) -> Result<Self, String>;

    #[doc(hidden)]
    const KIND: Kind = <Self::As as BuiltIn>::KIND;
    #[doc(hidden)]
    const SENSITIVE: bool = false;
    #[doc(hidden)]
    const ACCEPTS: Option<Accepts> = Some(accepts::<Self>);
}

/// Through the type and back, so that a row holds the same whether hooks have had it as their struct or not.
fn accepts<T: FieldType>(value: Value) -> Result<Value, NotOfType> {
    if crate::value::is_null(&value) {
        return Ok(value);
    }
    let typed = <T::As as BuiltIn>::from_value(value).and_then(T::try_from_column);
    typed.map(|typed| typed.to_value()).map_err(|reason| NotOfType { pointer: String::new(), reason })
}

/// Lets SeaORM's active models hold a type that implements [`FieldType`]; see there for an example.
#[macro_export]
macro_rules! field_type {
    ($($ty:ty),+ $(,)?) => {$(
        impl ::core::convert::From<$ty> for $crate::__private::Value {
            fn from(value: $ty) -> Self {
                $crate::__private::into_value(value)
            }
        }

        impl $crate::__private::Nullable for $ty {
            fn null() -> $crate::__private::Value {
                $crate::__private::null::<$ty>()
            }
        }
    )+};
}

/// The type of a column: a [`FieldType`] or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a field",
    label = "not a field type",
    note = "a field is a bool, i16, i32, i64, u32, f32, f64, Decimal, String, Uuid, DateTime<Utc>, NaiveDateTime, NaiveDate, \
            NaiveTime, Json, Json<T>, Vec<u8>, an Option of one, or a type that derives ResourceEnum or implements \
            restruct::FieldType",
    note = "to refer to a row of another resource keep its key, such as `author_id: i64`, and say `author: BelongsTo<Author>` beside it"
)]
pub trait Column: Clone + Send + Sync + Sized + 'static {
    /// What is stored.
    const KIND: Kind;
    /// Whether it may be null.
    const NULLABLE: bool;
    /// Whether its value is kept out of logs and errors.
    const SENSITIVE: bool;
    /// Whether a stored value is one of the type; `None` where each is.
    const ACCEPTS: Option<Accepts>;

    /// The cell of a row.
    fn to_value(&self) -> Value;

    /// Back from a cell.
    ///
    /// # Errors
    /// The cell is null and the type is no `Option`, or it holds another kind, or the type refuses it.
    fn from_value(value: Value) -> Result<Self, String>;
}

impl<T: FieldType> Column for T {
    const KIND: Kind = <T as FieldType>::KIND;
    const NULLABLE: bool = false;
    const SENSITIVE: bool = <T as FieldType>::SENSITIVE;
    const ACCEPTS: Option<Accepts> = <T as FieldType>::ACCEPTS;

    fn to_value(&self) -> Value {
        self.clone().into_column().into_value()
    }

    fn from_value(value: Value) -> Result<Self, String> {
        T::try_from_column(<T::As as BuiltIn>::from_value(value)?)
    }
}

impl<T: FieldType> Column for Option<T> {
    const KIND: Kind = <T as FieldType>::KIND;
    const NULLABLE: bool = true;
    const SENSITIVE: bool = <T as FieldType>::SENSITIVE;
    const ACCEPTS: Option<Accepts> = <T as FieldType>::ACCEPTS;

    fn to_value(&self) -> Value {
        match self {
            Some(value) => value.to_value(),
            None => crate::value::null(<T as FieldType>::KIND),
        }
    }

    fn from_value(value: Value) -> Result<Self, String> {
        if crate::value::is_null(&value) { Ok(None) } else { T::from_value(value).map(Some) }
    }
}

/// A cell of a struct, whatever its type.
pub trait Cell {
    /// The value in the form that its column holds.
    fn get(&self) -> Value;
}

impl<T: Column> Cell for T {
    fn get(&self) -> Value {
        self.to_value()
    }
}
