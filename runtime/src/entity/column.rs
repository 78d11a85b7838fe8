use std::str::FromStr;

use sea_orm::{
    ColumnDef, ColumnFromStrErr, ColumnTrait, ColumnTypeTrait,
    sea_query::{ColumnType, StringLen},
};

use super::{ColumnPosition, Resource};
use crate::descriptor::{Check, Field, Flags, Kind};

/// `IdenStatic::as_str` and `Iden::unquoted`.
pub fn column_identifier<R: Resource>(column: R::ColumnType) -> &'static str {
    R::descriptor().fields[column.position()].column
}

/// `ColumnTrait::def`.
pub fn column_definition<R: Resource>(column: R::ColumnType) -> ColumnDef {
    let field = &R::descriptor().fields[column.position()];
    let mut definition = column_type(field).def();
    if field.nullable {
        definition = definition.nullable();
    }
    if field.is(Flags::UNIQUE) {
        definition = definition.unique();
    }
    if field.is(Flags::INDEX) {
        definition = definition.indexed();
    }
    definition
}

/// `FromStr` of the column enum: a column by its name in the database or in Rust.
///
/// # Errors
/// No column has that name.
pub fn column_from_text<R: Resource>(text: &str) -> Result<R::ColumnType, ColumnFromStrErr>
where
    R::ColumnType: ColumnTrait + FromStr,
{
    use sea_orm::Iterable;
    let fields = R::descriptor().fields;
    R::ColumnType::iter()
        .find(|column| {
            let field = &fields[column.position()];
            field.column == text || field.name == text
        })
        .ok_or_else(|| ColumnFromStrErr(text.to_owned()))
}

/// The SQL type of a field's column, in sea-query's words.
pub fn column_type(field: &Field) -> ColumnType {
    if let Some(sql) = field.column_type {
        return ColumnType::custom(sql.to_owned());
    }
    match field.kind {
        Kind::Bool => ColumnType::Boolean,
        Kind::I16 => ColumnType::SmallInteger,
        Kind::I32 => ColumnType::Integer,
        // PostgreSQL has no unsigned integers.
        Kind::I64 | Kind::U32 => ColumnType::BigInteger,
        Kind::F32 => ColumnType::Float,
        Kind::F64 => ColumnType::Double,
        Kind::Decimal => ColumnType::Decimal(Some(field.decimal)),
        Kind::String => text_type(field),
        Kind::Choice(choices) => {
            let longest = choices.iter().map(|choice| choice.len()).max().unwrap_or(1);
            ColumnType::String(StringLen::N(u32::try_from(longest).unwrap_or(u32::MAX).max(32)))
        }
        Kind::Uuid => ColumnType::Uuid,
        Kind::DateTimeUtc => ColumnType::TimestampWithTimeZone,
        Kind::NaiveDateTime => ColumnType::DateTime,
        Kind::NaiveDate => ColumnType::Date,
        Kind::NaiveTime => ColumnType::Time,
        Kind::Json => ColumnType::JsonBinary,
        Kind::Bytes => ColumnType::VarBinary(StringLen::None),
    }
}

/// A length rule bounds the column, except where the column stores something else than what the client sends.
fn text_type(field: &Field) -> ColumnType {
    match longest(field) {
        Some(length) if !field.is(Flags::WRITE_ONLY) => ColumnType::String(StringLen::N(length)),
        _ => ColumnType::Text,
    }
}

/// The most characters that a field's rules allow, where a column can be bounded by so many.
pub fn longest(field: &Field) -> Option<u32> {
    let length = field.validations.iter().find_map(|validation| match validation.check {
        Check::Length { max, equal, .. } => max.or(equal),
        _ => None,
    });
    length.and_then(|length| u32::try_from(length).ok()).filter(|length| BOUNDS.contains(length))
}

/// What `VARCHAR(n)` takes on PostgreSQL.
const BOUNDS: std::ops::RangeInclusive<u32> = 1..=10_485_760;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::Validation;

    #[test]
    fn a_length_that_no_column_can_have_bounds_none() {
        const fn at_most(max: u64) -> Validation {
            Validation::new(Check::Length { min: None, max: Some(max), equal: None })
        }
        static NONE: [Validation; 1] = [at_most(0)];
        static LEAST: [Validation; 1] = [at_most(1)];
        static MOST: [Validation; 1] = [at_most(10_485_760)];
        static MORE: [Validation; 1] = [at_most(10_485_761)];
        static FAR_MORE: [Validation; 1] = [at_most(u64::MAX)];
        let text = |rules| column_type(&Field::new::<String>("text").validations(rules));
        assert_eq!(text(&LEAST), ColumnType::String(StringLen::N(1)));
        assert_eq!(text(&MOST), ColumnType::String(StringLen::N(10_485_760)));
        for rules in [&NONE, &MORE, &FAR_MORE] {
            assert_eq!(text(rules), ColumnType::Text);
        }
    }
}
