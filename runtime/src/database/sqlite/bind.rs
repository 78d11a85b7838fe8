use chrono::SecondsFormat;
use rusqlite::types::{ToSqlOutput, ValueRef};
use sea_orm::{Value, sea_query::Values};
use sqlx::{Arguments, error::BoxDynError, sqlite::SqliteArguments};

/// The values of a statement for the driver. Each is bound as SeaORM binds it, so that what one wrote the other finds:
/// times as RFC 3339 text with an offset, decimals as text that the column's affinity makes a number.
pub fn arguments(values: Values) -> Result<SqliteArguments, sqlx::Error> {
    let mut arguments = SqliteArguments::default();
    arguments.reserve(values.0.len(), 0);
    for value in values.0 {
        add(&mut arguments, value).map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn add(arguments: &mut SqliteArguments, value: Value) -> Result<(), BoxDynError> {
    match value {
        Value::Bool(value) => arguments.add(value),
        Value::TinyInt(value) => arguments.add(value),
        Value::SmallInt(value) => arguments.add(value),
        Value::Int(value) => arguments.add(value),
        Value::BigInt(value) => arguments.add(value),
        Value::Unsigned(value) => arguments.add(value),
        Value::BigUnsigned(value) => arguments.add(value.map(i64::try_from).transpose()?),
        Value::Float(value) => arguments.add(value),
        Value::Double(value) => arguments.add(value),
        Value::Decimal(value) => arguments.add(value.map(|value| value.to_string())),
        Value::String(value) => arguments.add(value),
        Value::Char(value) => arguments.add(value.map(String::from)),
        Value::Bytes(value) => arguments.add(value),
        Value::Uuid(value) => arguments.add(value),
        Value::Json(value) => arguments.add(value.map(|value| *value)),
        Value::ChronoDateTimeUtc(value) => arguments.add(value),
        Value::ChronoDateTimeWithTimeZone(value) => arguments.add(value),
        Value::ChronoDateTime(value) => arguments.add(value),
        Value::ChronoDate(value) => arguments.add(value),
        Value::ChronoTime(value) => arguments.add(value),
        _ => Err("no field has a value of this type".into()),
    }
}

/// The same for a statement that is stepped through here, past sqlx.
///
/// # Errors
/// The value is of a type that no field has, or beyond the greatest integer.
pub fn stored(value: &Value) -> Result<ToSqlOutput<'_>, rusqlite::Error> {
    fn text<'a>(value: Option<String>) -> ToSqlOutput<'a> {
        value.map_or(ToSqlOutput::Borrowed(ValueRef::Null), |text| ToSqlOutput::Owned(text.into()))
    }
    fn borrowed<'a, T>(value: Option<T>, wrap: impl FnOnce(T) -> ValueRef<'a>) -> ToSqlOutput<'a> {
        ToSqlOutput::Borrowed(value.map_or(ValueRef::Null, wrap))
    }
    fn integer<'a>(value: Option<impl Into<i64>>) -> ToSqlOutput<'a> {
        ToSqlOutput::Borrowed(value.map_or(ValueRef::Null, |number| ValueRef::Integer(number.into())))
    }
    fn real<'a>(value: Option<impl Into<f64>>) -> ToSqlOutput<'a> {
        ToSqlOutput::Borrowed(value.map_or(ValueRef::Null, |number| ValueRef::Real(number.into())))
    }
    Ok(match value {
        Value::Bool(value) => integer(*value),
        Value::TinyInt(value) => integer(*value),
        Value::SmallInt(value) => integer(*value),
        Value::Int(value) => integer(*value),
        Value::BigInt(value) => integer(*value),
        Value::Unsigned(value) => integer(*value),
        Value::BigUnsigned(value) => {
            let number = value.map(i64::try_from).transpose();
            integer(number.map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?)
        }
        Value::Float(value) => real(*value),
        Value::Double(value) => real(*value),
        Value::String(value) => borrowed(value.as_ref(), |text| ValueRef::Text(text.as_bytes())),
        Value::Bytes(value) => borrowed(value.as_ref(), |bytes| ValueRef::Blob(bytes)),
        Value::Uuid(value) => borrowed(value.as_ref(), |uuid| ValueRef::Blob(uuid.as_bytes())),
        Value::Decimal(value) => text(value.map(|value| value.to_string())),
        Value::Char(value) => text(value.map(String::from)),
        Value::Json(value) => text(value.as_ref().map(|value| value.to_string())),
        Value::ChronoDateTimeUtc(value) => text(value.map(|time| time.to_rfc3339_opts(SecondsFormat::AutoSi, false))),
        Value::ChronoDateTimeWithTimeZone(value) => {
            text(value.map(|time| time.to_rfc3339_opts(SecondsFormat::AutoSi, false)))
        }
        Value::ChronoDateTime(value) => text(value.map(|time| time.format("%F %T%.f").to_string())),
        Value::ChronoDate(value) => text(value.map(|date| date.format("%F").to_string())),
        Value::ChronoTime(value) => text(value.map(|time| time.format("%T%.f").to_string())),
        _ => return Err(rusqlite::Error::ToSqlConversionFailure("no field has a value of this type".into())),
    })
}
