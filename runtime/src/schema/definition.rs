//! The SQL that makes a table.

use std::collections::BTreeMap;

use sea_orm::sea_query::{PostgresQueryBuilder, SqliteQueryBuilder, TableBuilder};

use super::{
    collation,
    existing::ExistingTable,
    foreign_key::ForeignKey,
    literal::{identifier, identifiers, literal, quoted},
    table::{Index, Table, TableColumn},
};
use crate::{
    database::{
        Backend,
        constraint::{CheckRule, check_name, index_name, primary_key_name, unique_name},
    },
    descriptor::{Flags, Kind},
    entity::column_type,
};

/// `CREATE TABLE` and the indexes.
pub fn create(table: &Table, backend: Backend) -> Vec<String> {
    let mut statements = vec![create_table(table, &Kept::default(), backend)];
    statements.extend(create_indexes(table, None, backend));
    statements
}

/// The foreign keys that a table of PostgreSQL gets when what they wait for is there.
pub fn waiting_keys(table: &Table, backend: Backend) -> impl Iterator<Item = &ForeignKey> {
    table
        .foreign_keys
        .iter()
        .filter(move |key| backend == Backend::Postgres && key.waits_for.is_some() && !key.is_mistyped)
}

/// All that are needed, under their usual names.
pub fn create_indexes(table: &Table, existing: Option<&ExistingTable>, backend: Backend) -> Vec<String> {
    let create = |index| create_index(table, &name_of_index(table, index), index, existing, backend);
    collation::needed(table, existing, backend).into_iter().map(create).collect()
}

/// What a table that is made anew takes along from the one that was there.
#[derive(Debug, Default)]
pub struct Kept {
    /// What follows the clauses of the table's own columns, by their names.
    pub clauses: BTreeMap<&'static str, String>,
    /// What follows the clauses of its foreign keys, by their names.
    pub key_clauses: BTreeMap<String, String>,
    /// Further columns and constraints.
    pub further: Vec<String>,
}

/// `CREATE TABLE` with what it keeps.
pub fn create_table(table: &Table, kept: &Kept, backend: Backend) -> String {
    let alone = auto_on_sqlite(table, backend).is_some();
    let clause = |column: &TableColumn| {
        let kept = kept.clauses.get(column.field.column).map(String::as_str);
        column_clause(table, column, backend) + kept.unwrap_or_default()
    };
    let mut lines: Vec<String> = table.columns.iter().map(clause).collect();
    lines.extend_from_slice(&kept.further);
    if !alone {
        let name = identifier(&primary_key_name(table.name));
        lines.push(format!("CONSTRAINT {name} PRIMARY KEY ({})", identifiers(&table.key)));
    }
    for unique in &table.uniques {
        let name = identifier(&unique_name(table.name, unique));
        lines.push(format!("CONSTRAINT {name} UNIQUE ({})", identifiers(unique)));
    }
    let is_inline = |key: &&ForeignKey| backend == Backend::Sqlite || (key.waits_for.is_none() && !key.is_mistyped);
    for key in table.foreign_keys.iter().filter(is_inline) {
        let kept = kept.key_clauses.get(&key.name).map(String::as_str);
        lines.push(key.clause() + kept.unwrap_or_default());
    }
    for column in &table.columns {
        for (rule, condition) in checks(column, backend) {
            let name = identifier(&check_name(table.name, column.field.column, rule));
            lines.push(format!("CONSTRAINT {name} CHECK ({condition})"));
        }
    }
    format!("CREATE TABLE {} (\n  {}\n)", identifier(table.name), lines.join(",\n  "))
}

pub fn name_of_index(table: &Table, index: &Index) -> String {
    let named: Vec<(&str, bool)> = index.columns.iter().map(|column| (column.name, column.descending)).collect();
    index_name(table.name, &named)
}

pub fn create_index(
    table: &Table,
    name: &str,
    index: &Index,
    existing: Option<&ExistingTable>,
    backend: Backend,
) -> String {
    let column = |(position, column): (usize, &super::table::IndexColumn)| {
        // Lists put nulls last in both directions; PostgreSQL's descending index would have them first.
        let order = match (column.descending, column.nullable, backend) {
            (false, ..) => "",
            (true, true, Backend::Postgres) => " DESC NULLS LAST",
            (true, ..) => " DESC",
        };
        let is_other = collation::is_by_code_point(index, position, backend)
            && collation::is_other(table, existing, column.name, backend);
        let collate = if is_other { format!(" COLLATE {}", collation::of_lists(backend)) } else { String::new() };
        format!("{}{collate}{order}", identifier(column.name))
    };
    let columns: Vec<String> = index.columns.iter().enumerate().map(column).collect();
    format!("CREATE INDEX {} ON {} ({})", identifier(name), identifier(table.name), columns.join(", "))
}

/// Name, type, NOT NULL and default.
pub fn column_clause(table: &Table, column: &TableColumn, backend: Backend) -> String {
    let field = column.field;
    let name = identifier(field.column);
    if auto_on_sqlite(table, backend) == Some(field.column) {
        // Only a column of exactly this type is the row's own number.
        let constraint = identifier(&primary_key_name(table.name));
        return format!("{name} INTEGER NOT NULL CONSTRAINT {constraint} PRIMARY KEY AUTOINCREMENT");
    }
    let mut clause = format!("{name} {}", type_clause(column, backend));
    if field.is(Flags::AUTO) {
        clause.push_str(" GENERATED BY DEFAULT AS IDENTITY");
    }
    if !field.nullable {
        clause.push_str(" NOT NULL");
    }
    if let Some(default) = default_literal(column, backend) {
        clause.push_str(" DEFAULT ");
        clause.push_str(&default);
    }
    clause
}

/// The type, with the order of texts: by code point, as SQLite and Rust have it.
pub fn type_clause(column: &TableColumn, backend: Backend) -> String {
    let sql_type = match column.longest {
        _ if column.field.column_type.is_some() || column.field.kind != Kind::String => column_type(column.field),
        Some(length) => sea_orm::sea_query::ColumnType::string(Some(length)),
        None => sea_orm::sea_query::ColumnType::Text,
    };
    let mut clause = String::new();
    match backend {
        Backend::Sqlite => TableBuilder::prepare_column_type(&SqliteQueryBuilder, &sql_type, &mut clause),
        Backend::Postgres => TableBuilder::prepare_column_type(&PostgresQueryBuilder, &sql_type, &mut clause),
    }
    if backend == Backend::Postgres && column.field.kind.is_text() && column.field.column_type.is_none() {
        clause.push_str(" COLLATE \"C\"");
    }
    clause
}

/// The default of a column, where it is the same for every row.
pub fn default_literal(column: &TableColumn, backend: Backend) -> Option<String> {
    let default = column.field.default.filter(|default| default.constant)?;
    literal(&(default.make)(), backend)
}

fn auto_on_sqlite(table: &Table, backend: Backend) -> Option<&'static str> {
    if backend == Backend::Sqlite { table.auto_key() } else { None }
}

/// What the type alone does not see to: choices everywhere, `u32` everywhere, and on SQLite, which takes anything
/// anywhere, lengths and ranges.
pub fn checks(column: &TableColumn, backend: Backend) -> Vec<(CheckRule, String)> {
    let name = identifier(column.field.column);
    let on_sqlite = backend == Backend::Sqlite;
    let mut checks = Vec::new();
    match column.field.kind {
        Kind::Choice(choices) => {
            let choices: Vec<String> = choices.iter().filter_map(|choice| quoted(choice)).collect();
            checks.push((CheckRule::Choice, format!("{name} IN ({})", choices.join(", "))));
        }
        Kind::I16 | Kind::I32 if !on_sqlite => {}
        Kind::I16 | Kind::I32 | Kind::U32 => {
            if let Some((least, greatest)) = column.field.kind.integer_bounds() {
                checks.push((CheckRule::Range, format!("{name} BETWEEN {least} AND {greatest}")));
            }
        }
        Kind::Decimal if on_sqlite => {
            let (precision, scale) = column.field.decimal;
            checks.push((CheckRule::Range, format!("abs({name}) < 1e{}", precision.saturating_sub(scale))));
        }
        _ => {}
    }
    if let (true, Some(length)) = (on_sqlite, column.longest) {
        checks.push((CheckRule::Length, format!("length({name}) <= {length}")));
    }
    checks
}
