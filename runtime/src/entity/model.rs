use sea_orm::{DbErr, Value};

use super::{ColumnPosition, Resource};
use crate::{
    descriptor::Field,
    field_type::{Cell, Column},
    patch::Patch,
};

/// Where the fields of a struct that is being built come from.
pub trait CellSource {
    /// The value of the field at this position; `None` where there is none.
    fn cell(&mut self, position: usize) -> Result<Option<Value>, DbErr>;

    /// The field, for messages.
    fn field(&self, position: usize) -> &'static Field;
}

/// The field of a row, or of a create.
///
/// # Errors
/// There is no value, or the type refuses it.
pub fn build_column<T: Column>(source: &mut dyn CellSource, position: usize) -> Result<T, DbErr> {
    let value = match source.cell(position)? {
        Some(value) => value,
        None if T::NULLABLE => crate::value::null(T::KIND),
        None => return Err(DbErr::AttrNotSet(source.field(position).name.to_owned())),
    };
    T::from_value(value).map_err(|reason| refused(source.field(position), &reason))
}

/// The field of an update.
///
/// # Errors
/// The type refuses the value.
pub fn build_patch<T: Column>(source: &mut dyn CellSource, position: usize) -> Result<Patch<T>, DbErr> {
    match source.cell(position)? {
        None => Ok(Patch::Absent),
        Some(value) => {
            T::from_value(value).map(Patch::Value).map_err(|reason| refused(source.field(position), &reason))
        }
    }
}

fn refused(field: &Field, reason: &str) -> DbErr {
    DbErr::Type(format!("{}: {reason}", field.name))
}

/// `ModelTrait::get`.
pub fn model_get<R: Resource>(row: &R, column: R::ColumnType) -> Value {
    let position = column.position();
    row.__cell(position).map_or_else(|| crate::value::null(R::descriptor().fields[position].kind), Cell::get)
}

/// `ModelTrait::try_set`: the row is built anew with another value in one column, which is rare enough that no resource
/// needs a second way to its fields for it.
///
/// # Errors
/// The value is not of the column's type.
pub fn model_set<R: Resource>(row: &mut R, column: R::ColumnType, value: Value) -> Result<(), DbErr> {
    struct Source<'a, R>(&'a R, usize, Option<Value>);
    impl<R: Resource> CellSource for Source<'_, R> {
        fn cell(&mut self, position: usize) -> Result<Option<Value>, DbErr> {
            if position == self.1 { Ok(self.2.take()) } else { Ok(self.0.__cell(position).map(Cell::get)) }
        }

        fn field(&self, position: usize) -> &'static Field {
            &R::descriptor().fields[position]
        }
    }
    *row = R::__build(&mut Source(row, column.position(), Some(value)))?;
    Ok(())
}
