//! What generated code names. Not for use by hand: it changes without notice.

pub use rust_decimal::Decimal;
pub use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ActiveValue, ColumnDef, ColumnFromStrErr, ColumnTrait, DbErr, EntityName,
    EntityTrait, FromQueryResult, IdenStatic, IntoActiveModel, IntoActiveValue, Iterable, Linked, ModelTrait,
    PrimaryKeyToColumn, PrimaryKeyTrait, QueryResult as Row, Related, RelationDef, RelationTrait, TryGetError,
    TryIntoModel, Value,
    sea_query::{ArrayType, Iden, Nullable},
};
pub use serde::{Serialize, Serializer};
pub use validator::ValidationError;

pub use crate::{
    access::custom_rule,
    app::block_on,
    descriptor::*,
    entity::*,
    field_type::{Cell, Column, FieldType, Known, Unusable, Usable},
    hooks::{Declared, HookTable, Probe, Undeclared, and_own, hook_table, typed_row},
    input::{Cells, InputType},
    patch::Patch,
};

use crate::field_type::BuiltIn;

/// What SeaORM's functions answer.
pub type DbResult<T = ()> = Result<T, DbErr>;

/// What a serializer answers.
pub type Serialized<S> = Result<<S as Serializer>::Ok, <S as Serializer>::Error>;

/// The body of what stands in for a declaration with faults, which no program that compiles can call.
pub fn stub() -> ! {
    unreachable!("a declaration with faults does not compile")
}

/// The cell of a value.
pub fn into_value<T: Column>(value: T) -> Value {
    value.to_value()
}

/// The null cell of a type.
pub fn null<T: FieldType>() -> Value {
    crate::value::null(<T as FieldType>::KIND)
}

/// A key that no other row has and that sorts by its time (UUID version 7, RFC 9562, section 5.7).
pub fn generate_uuid() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}

pub use crate::clock::now;

/// The expression of a `default` as a cell: a `T` itself, a text literal for a `String`, a plain value for an `Option`.
pub fn default_value<T: Column>(expression: impl IntoDefault<T>) -> Value {
    expression.into_default().to_value()
}

/// What `default = ..` and its like take for a field of type `T`.
#[diagnostic::on_unimplemented(
    message = "this is no value for a field of type `{T}`",
    label = "expected `{T}`",
    note = "write a value of the field's type; a text literal does for a String, a plain value for an Option"
)]
pub trait IntoDefault<T> {
    fn into_default(self) -> T;
}

impl<T> IntoDefault<T> for T {
    fn into_default(self) -> T {
        self
    }
}

impl IntoDefault<String> for &str {
    fn into_default(self) -> String {
        self.to_owned()
    }
}

impl IntoDefault<Option<String>> for &str {
    fn into_default(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl<T: FieldType> IntoDefault<Option<T>> for T {
    fn into_default(self) -> Option<T> {
        Some(self)
    }
}

/// The text of a choice.
pub fn choice_text(text: &'static str) -> String {
    text.to_owned()
}

/// The fault of a stored text that is no choice of its enum.
pub fn not_a_choice() -> String {
    "not one of the choices".to_owned()
}

/// The value that a `custom` rule looks at.
///
/// # Errors
/// The stored value is not one of the type.
pub fn custom_argument<T: FieldType>(value: &Value) -> Result<T, ValidationError> {
    let stored = <T::As as BuiltIn>::from_value(value.clone()).map_err(|_| ValidationError::new("invalid"))?;
    T::try_from_column(stored).map_err(|_| ValidationError::new("invalid"))
}

/// The row that a `schema` rule looks at.
///
/// # Errors
/// A value is not one of its field's type.
pub fn typed_row_for_check<R: crate::Resource>(values: &[Value]) -> Result<R, ValidationError> {
    typed_row(values).map_err(|_| ValidationError::new("invalid"))
}

/// `ModelTrait::get_value_type`.
pub fn array_type<R: crate::Resource>(column: R::ColumnType) -> ArrayType {
    match R::descriptor().fields[column.position()].kind {
        Kind::Bool => ArrayType::Bool,
        Kind::I16 => ArrayType::SmallInt,
        Kind::I32 => ArrayType::Int,
        Kind::I64 | Kind::U32 => ArrayType::BigInt,
        Kind::F32 => ArrayType::Float,
        Kind::F64 => ArrayType::Double,
        Kind::Decimal => ArrayType::Decimal,
        Kind::String | Kind::Choice(_) => ArrayType::String,
        Kind::Uuid => ArrayType::Uuid,
        Kind::DateTimeUtc => ArrayType::ChronoDateTimeUtc,
        Kind::NaiveDateTime => ArrayType::ChronoDateTime,
        Kind::NaiveDate => ArrayType::ChronoDate,
        Kind::NaiveTime => ArrayType::ChronoTime,
        Kind::Json => ArrayType::Json,
        Kind::Bytes => ArrayType::Bytes,
    }
}
