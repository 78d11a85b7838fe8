//! Tables: those that are missing are made, those that exist are compared with what the resources say.

mod collation;
mod compare;
mod creation_order;
mod definition;
mod diff;
mod enforcement;
mod existing;
mod fit;
mod foreign_key;
mod literal;
mod mend;
mod probe;
mod rebuild;
mod related;
mod relation_index;
mod table;
mod tokens;
mod unindexed;
mod written;

#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, fmt::Write};

use axum::http::StatusCode;
use sea_orm::{ConnectionTrait, DbErr};

use self::{
    compare::compare,
    existing::{Existing, ExistingTable},
    fit::fits,
    foreign_key::{ForeignKey, WaitsFor},
    table::{Table, TableColumn, tables},
};
pub use self::{
    diff::{SchemaDiff, SchemaDifference, SchemaDifferenceKind},
    related::belongings,
};
use crate::{
    Error, Result,
    database::{Backend, Database, DatabaseError, Execute, Statement, Transaction},
    descriptor::{Descriptor, Field},
    error::code,
};

/// Tables in one catalogue query at the most.
const AT_ONCE: usize = 500;

/// The key of the lock under which one server at a time makes tables in a PostgreSQL database: "restruct" in ASCII.
const LOCK: i64 = 0x7265_7374_7275_6374;

/// Makes the tables that are missing, of these resources and of those that they lead to, with their constraints and
/// indexes, parents before children, in one transaction that only one server at a
/// time can be in. Never alters a table that exists, nor adds an index to one.
///
/// # Errors
/// The database refuses.
pub async fn create_tables(database: &Database, resources: &[&'static Descriptor]) -> Result<()> {
    let transaction = database.begin().await.map_err(DatabaseError::into_plain_error)?;
    create_missing(&transaction, tables(resources)).await?;
    transaction.commit().await.map_err(DatabaseError::into_plain_error)
}

async fn create_missing(transaction: &Transaction, mut tables: Vec<Table>) -> Result<()> {
    let backend = transaction.backend();
    if backend == Backend::Postgres {
        let lock = Statement::new("SELECT pg_advisory_xact_lock($1)", vec![LOCK.into()]);
        transaction.query(lock).await.map_err(DatabaseError::into_plain_error)?;
    }
    let existing = read(backend, transaction, &tables).await.map_err(DatabaseError::into_plain_error)?;
    foreign_key::settle(&mut tables, &existing, backend);
    let missing = || tables.iter().filter(|table| !existing.tables.contains_key(table.name));
    for table in missing() {
        for sql in definition::create(table, backend) {
            run(transaction, table, sql).await?;
        }
        tracing::info!(table = table.name, "created the table");
    }
    for table in missing() {
        let is_there = |key: &&ForeignKey| key.waits_for == Some(WaitsFor::Table);
        for key in definition::waiting_keys(table, backend).filter(is_there) {
            run(transaction, table, key.add_to(table.name, "")).await?;
        }
    }
    check_column_types(transaction, &tables, &existing).await
}

async fn run(transaction: &Transaction, table: &Table, sql: String) -> Result<()> {
    let done = transaction.unscoped().execute_unprepared(&sql).await;
    done.map(drop).map_err(|error| not_made(table, &sql, error))
}

/// What a `column_type` makes of a column, only the database can tell. In the transaction, so that nothing is left of a
/// table that could not be used.
async fn check_column_types(transaction: &Transaction, tables: &[Table], before: &Existing) -> Result<()> {
    let backend = transaction.backend();
    let is_typed = |table: &Table| table.columns.iter().any(|column| column.field.column_type.is_some());
    if !tables.iter().any(|table| is_typed(table) && !before.tables.contains_key(table.name)) {
        return Ok(());
    }
    let now = read(backend, transaction, tables).await.map_err(DatabaseError::into_plain_error)?;
    for table in tables.iter().filter(|table| !before.tables.contains_key(table.name)) {
        let made = now.tables.get(table.name).map_or(&[][..], |made| &made.columns);
        for TableColumn { field, .. } in &table.columns {
            let unfit = made.iter().any(|one| one.name == field.column && !fits(field.kind, &one.type_name, backend));
            if let (Some(sql), true) = (field.column_type, unfit) {
                return Err(unfit_column_type(table, field, sql));
            }
        }
    }
    Ok(())
}

fn unfit_column_type(table: &Table, field: &Field, sql: &str) -> Error {
    let has = |resource: &&&'static Descriptor| resource.fields.iter().any(|one| std::ptr::eq(one, field));
    let resource = table.resources.iter().find(has).map_or("", |resource| resource.name);
    let name = field.name;
    let text = format!("`column_type = \"{sql}\"` makes a column that does not hold the type of `{resource}.{name}`");
    Error::new(StatusCode::INTERNAL_SERVER_ERROR, code::INTERNAL, text)
}

/// For whoever starts the server.
fn not_made(table: &Table, sql: &str, error: DbErr) -> Error {
    let text = format!("the table `{}` cannot be made: {error}\n{sql}", table.name);
    Error::new(StatusCode::INTERNAL_SERVER_ERROR, code::INTERNAL, text).with_cause(error)
}

/// Compares the tables with what the resources say, and remembers what their constraints are called. What does not fit
/// but does no harm goes to the log.
///
/// # Errors
/// A table does not fit; the text names every table and column, with the SQL that would mend it.
pub async fn check_tables(database: &Database, resources: &[&'static Descriptor]) -> Result<()> {
    let (tables, mut existing) = look(database, resources).await?;
    let differences = compare_all(database, &tables, &existing).await?;
    database.learn(std::mem::take(&mut existing.constraints));
    let (refusals, hints): (Vec<_>, Vec<_>) = differences.into_iter().partition(|difference| difference.stops_start);
    log(hints);
    enforcement::check(database, &tables).await.map_err(DatabaseError::into_plain_error)?;
    let is_kept = |link: &_| foreign_key::is_kept(link, &existing, database.backend());
    related::undeclared(resources, is_kept).iter().for_each(|text| tracing::warn!("{text}"));
    tables.iter().for_each(|table| log_slow_filters(table, existing.tables.get(table.name), database.backend()));
    if refusals.is_empty() { Ok(()) } else { Err(refusal(&refusals)) }
}

/// What does not keep the application from starting.
fn log(hints: Vec<SchemaDifference>) {
    let (harmless, warnings): (Vec<_>, Vec<_>) = hints.into_iter().partition(|hint| hint.kind.is_harmless());
    for SchemaDifference { table, column, problem, sql, .. } in warnings {
        tracing::warn!(table, column, mend = sql.join("; "), "{problem}");
    }
    let is_index = |hint: &SchemaDifference| hint.kind == SchemaDifferenceKind::MissingIndex;
    let (indexes, others): (Vec<_>, Vec<_>) = harmless.into_iter().partition(is_index);
    for SchemaDifference { table, problem, sql, .. } in indexes {
        tracing::info!(table, mend = sql.join("; "), "{problem}");
    }
    if !others.is_empty() {
        let tables: BTreeSet<&str> = others.iter().map(|difference| difference.table.as_str()).collect();
        let tables = tables.into_iter().collect::<Vec<_>>().join(", ");
        tracing::info!(tables, "the tables lack checks or defaults; `App::schema_diff()` tells which");
    }
}

/// Nothing is wrong with them while the table is small.
fn log_slow_filters(table: &Table, existing: Option<&ExistingTable>, backend: Backend) {
    let Some(existing) = existing else { return };
    let slow = unindexed::filters(table, existing, backend);
    if slow.is_empty() {
        return;
    }
    let columns = slow.iter().map(|(column, _)| *column).collect::<Vec<_>>().join(", ");
    let sql = slow.into_iter().map(|(_, sql)| sql).collect::<Vec<_>>().join("; ");
    let table = table.name;
    tracing::info!(
        table,
        columns,
        mend = sql,
        "lists can be filtered by columns that have no index: each such list reads the whole table"
    );
}

/// All that differs between the tables and the resources; nothing is altered.
///
/// # Errors
/// The database does not answer.
pub async fn diff(database: &Database, resources: &[&'static Descriptor]) -> Result<SchemaDiff> {
    let (tables, existing) = look(database, resources).await?;
    Ok(SchemaDiff::new(database.backend(), compare_all(database, &tables, &existing).await?))
}

async fn compare_all(database: &Database, tables: &[Table], existing: &Existing) -> Result<Vec<SchemaDifference>> {
    let backend = database.backend();
    let mut differences = Vec::new();
    for table in tables {
        let existing = existing.tables.get(table.name);
        let probed = match existing {
            Some(existing) => probe::probe(table, existing, backend, database.reader()).await,
            None => Ok(probe::Probed::new()),
        };
        let probed = probed.map_err(DatabaseError::into_plain_error)?;
        differences.extend(compare(table, existing, &probed, backend));
    }
    if backend == Backend::Postgres {
        // SQLite takes one to what is not there yet.
        differences.sort_by_key(|difference| difference.kind == SchemaDifferenceKind::ForeignKey);
    }
    Ok(differences)
}

/// The tables as they should be and as they are.
async fn look(database: &Database, resources: &[&'static Descriptor]) -> Result<(Vec<Table>, Existing)> {
    let mut tables = tables(resources);
    let existing = read(database.backend(), database.reader(), &tables).await;
    let existing = existing.map_err(DatabaseError::into_plain_error)?;
    foreign_key::settle(&mut tables, &existing, database.backend());
    Ok((tables, existing))
}

async fn read(backend: Backend, database: &dyn Execute, tables: &[Table]) -> Result<Existing, DatabaseError> {
    let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
    let mut all = Existing::default();
    for some in names.chunks(AT_ONCE) {
        let part = existing::read(backend, database, some).await?;
        all.tables.extend(part.tables);
        all.constraints.extend(part.constraints);
    }
    Ok(all)
}

/// For whoever starts the server: all that is wrong, with what to do about it.
fn refusal(differences: &[SchemaDifference]) -> Error {
    let mut text = "the database's tables do not fit the resources:".to_owned();
    for SchemaDifference { table, column, problem, sql, .. } in differences {
        let place = match column {
            Some(column) => format!("table `{table}`, column `{column}`"),
            None => format!("table `{table}`"),
        };
        // Writing to a String cannot fail.
        let _ = write!(text, "\n- {place}: {problem}");
        let together = sql.iter().any(|sql| sql.starts_with(mend::IN_TRANSACTION));
        let (begin, commit) = if together { (Some("BEGIN"), Some("COMMIT")) } else { (None, None) };
        for sql in begin.into_iter().chain(sql.iter().map(String::as_str)).chain(commit) {
            let _ = write!(text, "\n    {};", sql.replace('\n', "\n    "));
        }
    }
    Error::new(StatusCode::INTERNAL_SERVER_ERROR, code::INTERNAL, text)
}
