//! How generated code uses a type of the user's: if it cannot be the type of a field, that is one fault, at the field,
//! and not another one at each use.
//!
//! `Usable::<T>::cell(..)` is the inherent function where its bounds hold and the trait's otherwise. The trait's are
//! never called: the descriptor's `Field::new::<T>` does not compile then, and says why.

use std::marker::PhantomData;

use sea_orm::{DbErr, Value, sea_query::Nullable};
use validator::ValidationError;

use super::{Column, FieldType};
use crate::{
    __private::{IntoDefault, custom_argument, default_value, stub},
    entity::{CellRef, CellSource, build_column, build_patch},
    input::Cells,
    patch::Patch,
};

/// A type that generated code wants to use.
pub struct Usable<T>(PhantomData<T>);

impl<T: Column + Into<Value>> Usable<T> {
    /// Whether it can be the type of a field, and SeaORM can store it.
    pub const IS: bool = true;

    pub fn cell(value: &T) -> CellRef<'_> {
        Some(value)
    }

    pub fn build(source: &mut dyn CellSource, position: usize) -> Result<T, DbErr> {
        build_column(source, position)
    }

    pub fn build_patch(source: &mut dyn CellSource, position: usize) -> Result<Patch<T>, DbErr> {
        build_patch(source, position)
    }

    pub fn put(cells: &mut Cells, position: usize, value: &T) {
        cells.put(position, value);
    }

    pub fn put_patch(cells: &mut Cells, position: usize, value: &Patch<T>) {
        cells.put_patch(position, value);
    }

    pub fn default_value(expression: impl IntoDefault<T>) -> Value {
        default_value::<T>(expression)
    }
}

impl<T: FieldType> Usable<T> {
    pub fn custom_argument(value: &Value) -> Result<T, ValidationError> {
        custom_argument(value)
    }
}

/// The same of a type that cannot be used.
pub trait Unusable<T> {
    const IS: bool = false;

    fn cell(_: &T) -> CellRef<'_> {
        stub()
    }

    fn build(_: &mut dyn CellSource, _: usize) -> Result<T, DbErr> {
        stub()
    }

    fn build_patch(_: &mut dyn CellSource, _: usize) -> Result<Patch<T>, DbErr> {
        stub()
    }

    fn put(_: &mut Cells, _: usize, _: &T) {
        stub()
    }

    fn put_patch(_: &mut Cells, _: usize, _: &Patch<T>) {
        stub()
    }

    fn default_value(_: impl Sized) -> Value {
        stub()
    }

    fn custom_argument(_: &Value) -> Result<T, ValidationError> {
        stub()
    }
}

impl<T> Unusable<T> for Usable<T> {}

/// `T` if it `IS` usable, and otherwise a type that is, since the bounds of SeaORM's `ActiveValue` are its own.
pub type Known<T, const IS: bool> = <If<IS> as Select<T>>::Type;

/// A condition as a type.
pub struct If<const HOLDS: bool>;

/// A type that depends on a condition.
pub trait Select<T> {
    type Type;
}

impl<T> Select<T> for If<true> {
    type Type = T;
}

impl<T> Select<T> for If<false> {
    type Type = NoFieldType;
}

/// Stands for a type that cannot be the type of a field.
#[derive(Clone, Debug)]
pub enum NoFieldType {}

impl FieldType for NoFieldType {
    type As = i64;

    fn into_column(self) -> i64 {
        match self {}
    }

    fn try_from_column(_: i64) -> Result<Self, String> {
        Err("no field type".to_owned())
    }
}

impl From<NoFieldType> for Value {
    fn from(value: NoFieldType) -> Self {
        match value {}
    }
}

impl Nullable for NoFieldType {
    fn null() -> Value {
        Value::BigInt(None)
    }
}
