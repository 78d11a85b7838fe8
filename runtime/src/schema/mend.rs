//! The SQL that makes a table that exists fit. SQLite can add a column and nothing else: an empty answer means that the
//! table has to be made anew.

use super::{
    definition::{self, checks, column_clause, default_literal, type_clause},
    existing::ExistingColumn,
    fit::fits,
    literal::{identifier, literal, quoted},
    table::{Table, TableColumn},
};
use crate::{
    database::{Backend, constraint::check_name},
    descriptor::Kind,
};

/// Adds a column; the rows that are there get its default, or a value that means nothing.
pub fn add_column(table: &Table, column: &TableColumn, backend: Backend) -> Vec<String> {
    let field = column.field;
    let (name, table_name) = (identifier(field.column), identifier(table.name));
    let filled = field.nullable || default_literal(column, backend).is_some();
    let mut clause = match backend {
        // Its key cannot be added, so that nothing here makes it one.
        Backend::Sqlite if table.auto_key() == Some(field.column) => return Vec::new(),
        _ => column_clause(table, column, backend),
    };
    if let Some(reference) = reference(table, column, backend) {
        clause.push_str(&reference);
    }
    if !filled && table.auto_key() != Some(field.column) {
        clause.push_str(" DEFAULT ");
        clause.push_str(&meaningless(column, backend));
    }
    for (rule, condition) in checks(column, backend) {
        let check = identifier(&check_name(table.name, field.column, rule));
        clause.push_str(&format!(" CONSTRAINT {check} CHECK ({condition})"));
    }
    let mut statements = vec![format!("ALTER TABLE {table_name} ADD COLUMN {clause}")];
    if !filled && backend == Backend::Postgres && table.auto_key() != Some(field.column) {
        statements.push(format!("ALTER TABLE {table_name} ALTER COLUMN {name} DROP DEFAULT"));
    }
    statements
}

/// What a column that is added to a table of SQLite refers to. It has to be null in the rows that are there.
pub fn reference(table: &Table, column: &TableColumn, backend: Backend) -> Option<String> {
    let mut keys = table.foreign_keys.iter().filter(|key| key.columns == [column.field.column]);
    let key = keys.next()?;
    let is_alone = keys.next().is_none();
    let is_null = column.field.nullable && default_literal(column, backend).is_none();
    let is_possible = backend == Backend::Sqlite && is_alone && is_null;
    is_possible.then(|| format!(" CONSTRAINT {} {}", identifier(&key.name), key.references()))
}

/// Has the texts of a column told apart by what they are.
pub fn set_collation(table: &Table, column: &str, existing: &ExistingColumn) -> Vec<String> {
    let (table, column, declared) = (identifier(table.name), identifier(column), &existing.declared);
    vec![format!("ALTER TABLE {table} ALTER COLUMN {column} TYPE {declared} COLLATE \"C\"")]
}

/// Begins what holds until the end of a transaction, and needs one.
pub const IN_TRANSACTION: &str = "SET LOCAL ";

/// Gives a column another type. A default of a type that does not fit, which would stand in the way, goes.
pub fn change_type(table: &Table, column: &TableColumn, existing: &ExistingColumn, backend: Backend) -> Vec<String> {
    let (kind, old) = (column.field.kind, existing.type_name.as_str());
    on_postgres(backend, || {
        let clause = type_clause(column, backend);
        let alter = alter_column(table, column.field.column);
        let has_default = existing.default.is_some() && !fits(kind, old, backend);
        let zone = needs_zone(column, old).then(|| format!("{IN_TRANSACTION}TimeZone = 'UTC'"));
        let away = has_default.then(|| format!("{alter} DROP DEFAULT"));
        let change = format!("{alter} TYPE {clause} USING {}", converted(column, old, &clause));
        zone.into_iter().chain(away).chain([change]).collect()
    })
}

/// A value of the old type, as it has to be said for it to stay the same. A cast says no collation.
fn converted(column: &TableColumn, old: &str, clause: &str) -> String {
    let name = identifier(column.field.column);
    let bare = clause.split(" COLLATE ").next().unwrap_or_default();
    match (column.field.kind, old) {
        // A cast to `varchar(5)` would cut what is too long; that the column is of this type refuses it.
        (kind, _) if kind.is_text() => format!("{name}::text"),
        (Kind::DateTimeUtc, "timestamp" | "date") => format!("{name}::timestamp AT TIME ZONE 'UTC'"),
        // A text can name an offset.
        (Kind::DateTimeUtc, _) => format!("{name}::timestamptz"),
        (Kind::NaiveDateTime, "timestamptz") => format!("{name} AT TIME ZONE 'UTC'"),
        (Kind::NaiveDateTime, _) if is_written(old) => format!("{name}::timestamptz AT TIME ZONE 'UTC'"),
        (Kind::NaiveDate | Kind::NaiveTime, "timestamptz" | "timetz") => format!("({name} AT TIME ZONE 'UTC')::{bare}"),
        _ => format!("{name}::{bare}"),
    }
}

/// Whether the session's zone decides what a value means.
fn needs_zone(column: &TableColumn, old: &str) -> bool {
    match column.field.kind {
        // A type of one's own may have no zone.
        Kind::DateTimeUtc => column.field.column_type.is_some() || !matches!(old, "timestamp" | "date"),
        Kind::NaiveDateTime => is_written(old),
        _ => false,
    }
}

fn is_written(type_name: &str) -> bool {
    fits(Kind::String, type_name, Backend::Postgres)
}

/// Gives the type of the same family that holds what the field does. Without `USING`, whose cast would cut a text that is
/// too long instead of refusing.
pub fn resize(table: &Table, column: &TableColumn) -> Vec<String> {
    let clause = type_clause(column, Backend::Postgres);
    vec![format!("{} TYPE {clause}", alter_column(table, column.field.column))]
}

pub fn set_default(table: &Table, column: &str, default: &str, backend: Backend) -> Vec<String> {
    on_postgres(backend, || vec![format!("{} SET DEFAULT {default}", alter_column(table, column))])
}

/// Puts a check there, instead of the one that has its name.
pub fn set_check(table: &Table, name: &str, condition: &str, instead: bool, backend: Backend) -> Vec<String> {
    on_postgres(backend, || {
        let (table, name) = (identifier(table.name), identifier(name));
        let away = instead.then(|| format!("ALTER TABLE {table} DROP CONSTRAINT {name}"));
        away.into_iter().chain([format!("ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({condition})")]).collect()
    })
}

pub fn set_not_null(table: &Table, column: &str, backend: Backend) -> Vec<String> {
    on_postgres(backend, || vec![format!("{} SET NOT NULL", alter_column(table, column))])
}

pub fn drop_not_null(table: &Table, column: &str, backend: Backend) -> Vec<String> {
    on_postgres(backend, || vec![format!("{} DROP NOT NULL", alter_column(table, column))])
}

/// Makes the database number the rows, from the greatest number on; only whole numbers are counted.
pub fn make_auto(table: &Table, column: &str, is_whole: bool, backend: Backend) -> Vec<String> {
    on_postgres(backend, || {
        let (name, table_name) = (identifier(column), identifier(table.name));
        let sequence = quoted(&table_name).zip(quoted(column));
        let restart = sequence.map(|(table, column)| {
            format!(
                "SELECT setval(pg_get_serial_sequence({table}, {column}), \
                 (SELECT coalesce(max({name}), 0) + 1 FROM {table_name}), false)"
            )
        });
        let alter = alter_column(table, column);
        let whole = (!is_whole).then(|| format!("{alter} TYPE bigint"));
        whole.into_iter().chain([format!("{alter} ADD GENERATED BY DEFAULT AS IDENTITY")]).chain(restart).collect()
    })
}

pub fn create_unique(table: &str, name: &str, columns: &str) -> String {
    format!("CREATE UNIQUE INDEX {} ON {} ({columns})", identifier(name), identifier(table))
}

/// What a row that is there already gets in a new column.
pub fn filling(column: &TableColumn, backend: Backend) -> String {
    match definition::default_literal(column, backend) {
        Some(default) => default,
        None if column.field.nullable => "NULL".to_owned(),
        None => meaningless(column, backend),
    }
}

/// A value of the kind that means nothing.
fn meaningless(column: &TableColumn, backend: Backend) -> String {
    use sea_orm::Value;
    let value = match column.field.kind {
        Kind::Bool => Value::Bool(Some(false)),
        Kind::I16 | Kind::I32 | Kind::I64 | Kind::U32 | Kind::F32 | Kind::F64 | Kind::Decimal => Value::BigInt(Some(0)),
        Kind::String => String::new().into(),
        Kind::Choice(choices) => choices.first().copied().unwrap_or_default().into(),
        Kind::Uuid => uuid::Uuid::nil().into(),
        Kind::DateTimeUtc => chrono::DateTime::UNIX_EPOCH.into(),
        Kind::NaiveDateTime => chrono::DateTime::UNIX_EPOCH.naive_utc().into(),
        Kind::NaiveDate => chrono::DateTime::UNIX_EPOCH.date_naive().into(),
        Kind::NaiveTime => chrono::NaiveTime::MIN.into(),
        Kind::Json => serde_json::json!({}).into(),
        Kind::Bytes => Value::Bytes(Some(Vec::new())),
    };
    literal(&value, backend).unwrap_or_else(|| "NULL".to_owned())
}

fn on_postgres(backend: Backend, statements: impl FnOnce() -> Vec<String>) -> Vec<String> {
    match backend {
        Backend::Sqlite => Vec::new(),
        Backend::Postgres => statements(),
    }
}

fn alter_column(table: &Table, column: &str) -> String {
    format!("ALTER TABLE {} ALTER COLUMN {}", identifier(table.name), identifier(column))
}
