use sea_orm::{Value, sea_query::Values};
use sqlx::{Arguments, error::BoxDynError, postgres::PgArguments};

/// The values of a statement for the driver. PostgreSQL has no unsigned integers: `u32` goes as `bigint`.
pub fn arguments(values: Values) -> Result<PgArguments, sqlx::Error> {
    let mut arguments = PgArguments::default();
    arguments.reserve(values.0.len(), 0);
    for value in values.0 {
        add(&mut arguments, value).map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn add(arguments: &mut PgArguments, value: Value) -> Result<(), BoxDynError> {
    match value {
        Value::Bool(value) => arguments.add(value),
        Value::TinyInt(value) => arguments.add(value.map(i16::from)),
        Value::SmallInt(value) => arguments.add(value),
        Value::Int(value) => arguments.add(value),
        Value::BigInt(value) => arguments.add(value),
        Value::Unsigned(value) => arguments.add(value.map(i64::from)),
        Value::BigUnsigned(value) => arguments.add(value.map(i64::try_from).transpose()?),
        Value::Float(value) => arguments.add(value),
        Value::Double(value) => arguments.add(value),
        Value::Decimal(value) => arguments.add(value),
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
