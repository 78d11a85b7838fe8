use rust_decimal::Decimal;
use sea_orm::{DbErr, QueryResult, TryGetError, TryGetable, Value};

use super::{CellSource, Resource};
use crate::descriptor::{Descriptor, Field, Kind};

/// `FromQueryResult::from_query_result`.
///
/// # Errors
/// A column is missing, null where it may not be, or of another type.
pub fn model_from_query<R: Resource>(result: &QueryResult, prefix: &str) -> Result<R, DbErr> {
    model_from_query_nullable(result, prefix).map_err(Into::into)
}

/// `FromQueryResult::from_query_result_nullable`: tells a row that an outer join did not find from a broken one.
///
/// # Errors
/// As [`model_from_query`]; `TryGetError::Null` where a column is null that may not be.
pub fn model_from_query_nullable<R: Resource>(result: &QueryResult, prefix: &str) -> Result<R, TryGetError> {
    let mut source = Source { result, prefix, descriptor: R::descriptor(), null: None };
    R::__build(&mut source).map_err(|error| match source.null.take() {
        Some(column) => TryGetError::Null(column),
        None => TryGetError::DbErr(error),
    })
}

struct Source<'a> {
    result: &'a QueryResult,
    prefix: &'a str,
    descriptor: &'static Descriptor,
    null: Option<String>,
}

impl CellSource for Source<'_> {
    fn cell(&mut self, position: usize) -> Result<Option<Value>, DbErr> {
        let field = self.field(position);
        let value = column_value(self.result, self.prefix, field.column, field.kind)?;
        if !field.nullable && crate::value::is_null(&value) {
            self.null = Some(field.column.to_owned());
            return Err(DbErr::Type(format!("{} is null", field.column)));
        }
        Ok(Some(value))
    }

    fn field(&self, position: usize) -> &'static Field {
        &self.descriptor.fields[position]
    }
}

/// One column of a SeaORM result as a cell.
///
/// # Errors
/// The column is missing or of another type.
pub fn column_value(result: &QueryResult, prefix: &str, column: &str, kind: Kind) -> Result<Value, DbErr> {
    fn get<T>(result: &QueryResult, prefix: &str, column: &str) -> Result<Value, DbErr>
    where
        T: TryGetable,
        Option<T>: TryGetable + Into<Value>,
    {
        result.try_get::<Option<T>>(prefix, column).map(Into::into)
    }
    match kind {
        Kind::Bool => get::<bool>(result, prefix, column),
        Kind::I16 => get::<i16>(result, prefix, column),
        Kind::I32 => get::<i32>(result, prefix, column),
        Kind::I64 | Kind::U32 => get::<i64>(result, prefix, column),
        Kind::F32 => get::<f32>(result, prefix, column),
        Kind::F64 => get::<f64>(result, prefix, column),
        Kind::Decimal => get::<Decimal>(result, prefix, column),
        Kind::String | Kind::Choice(_) => text_value(result, prefix, column),
        Kind::Uuid => get::<uuid::Uuid>(result, prefix, column),
        Kind::DateTimeUtc => get::<chrono::DateTime<chrono::Utc>>(result, prefix, column),
        Kind::NaiveDateTime => get::<chrono::NaiveDateTime>(result, prefix, column),
        Kind::NaiveDate => get::<chrono::NaiveDate>(result, prefix, column),
        Kind::NaiveTime => get::<chrono::NaiveTime>(result, prefix, column),
        Kind::Json => get::<serde_json::Value>(result, prefix, column),
        Kind::Bytes => get::<Vec<u8>>(result, prefix, column),
    }
}

fn text_value(result: &QueryResult, prefix: &str, column: &str) -> Result<Value, DbErr> {
    let text: Option<String> = result.try_get(prefix, column)?;
    #[cfg(feature = "postgres")]
    let text = match result.try_as_pg_row() {
        Some(row) => text.map(|text| crate::database::text_of_column(row, &format!("{prefix}{column}"), text)),
        None => text,
    };
    Ok(text.into())
}
