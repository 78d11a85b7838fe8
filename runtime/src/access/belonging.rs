//! The rows that belong to given rows by a relation: to one of them, or the first of each of several.

use sea_orm::{
    Value,
    sea_query::{Expr, Order, Query, SelectStatement, SimpleExpr},
};

use super::{
    OrderTerm, Scope,
    sql::{column_names, columns},
};
use crate::{
    database::{Backend, DatabaseError, Execute, Rows, Statement, StatementText},
    descriptor::Relation,
    value::null,
};

/// What the keys of the given rows are called in a statement; as no table and no column is.
const KEYS: &str = "restruct keys";
const ORDINAL: &str = "restruct ordinal";
/// What the rows that belong to them are called.
const ROWS: &str = "restruct rows";
/// What those of one key are called.
const FIRST: &str = "restruct first";
/// Values of keys in a statement: SQLite binds 32,766 in all.
pub const MOST_VALUES: usize = 30_000;

/// Keys up to which a statement is kept prepared: longer ones are rare, and each is long.
const MOST_KEPT: usize = 1_000;

/// What is asked for of rows that belong to several others.
#[derive(Clone, Copy)]
pub struct OfEach<'a> {
    /// The keys of the given rows, each with a value for each field that the relation starts from; none is null.
    pub keys: &'a [Vec<Value>],
    /// Fields of the rows that belong to them; those that the order looks at are among them.
    pub fields: &'a [usize],
    pub sort: &'a [OrderTerm],
    /// Of each, at the most; `None` where there is one at the most anyway.
    pub of_each: Option<u64>,
    /// In all.
    pub limit: u64,
}

/// Rows that belong to several others: before the fields stands the position of the key that each belongs to, and they
/// are in the order of those.
pub struct RowsOfEach(Statement);

impl RowsOfEach {
    /// The rows.
    ///
    /// # Errors
    /// The database's.
    pub async fn rows(self, executor: &dyn Execute) -> Result<Rows, DatabaseError> {
        executor.query(self.0).await
    }

    /// What is run.
    #[cfg(test)]
    pub fn into_statement(self) -> Statement {
        self.0
    }
}

impl<'c> Scope<'c> {
    /// The rows that belong to one row of this scope's resource, whose fields have these values.
    pub fn belonging_to(&self, relation: &'static Relation, values: &[Value]) -> Scope<'c> {
        let related = self.related(relation);
        let near: Vec<SimpleExpr> = values.iter().cloned().map(Expr::val).collect();
        let belongs = related.belongs_to(&near);
        related.far.at_level(0).narrow(belongs)
    }

    /// The rows that belong to each of several rows of this scope's resource: one statement, that reads little more than it
    /// gives. `None` where the caller may read none.
    pub fn rows_of_each(&self, relation: &'static Relation, of: OfEach<'_>) -> Option<RowsOfEach> {
        let related = self.related(relation);
        if related.is_nowhere() || of.keys.is_empty() {
            return None;
        }
        let near: Vec<SimpleExpr> = (0..relation.keys.len()).map(|part| Expr::col(key_name(part))).collect();
        let belongs = related.belongs_to(&near);
        let far = related.far.at_level(0).narrow(belongs);
        let mut text = StatementText::new(self.backend());
        text.push("WITH ");
        self.write_keys(relation, of.keys, &mut text);
        text.push(&format!(", \"{ROWS}\" AS ("));
        match (of.of_each, self.backend()) {
            (None, _) => far.write_all(of.fields, &mut text),
            (Some(limit), Backend::Postgres) => far.write_first_laterally(of, limit, &mut text),
            (Some(limit), Backend::Sqlite) => far.write_first_by_keys(of, limit, &mut text),
        }
        // Before they are put in order, or all would be read first.
        text.limit_to(of.limit);
        text.push(") ");
        text.push_statement(&in_order(of.sort, self.backend()));
        let is_kept = of.keys.len() <= MOST_KEPT;
        Some(RowsOfEach(Statement { is_kept, ..text.into_statement() }))
    }

    /// The keys as a table, filled up with nulls, which no row belongs to, so that few lengths make few statements.
    fn write_keys(&self, relation: &'static Relation, keys: &[Vec<Value>], text: &mut StatementText) {
        text.push(&format!("\"{KEYS}\" (\"{ORDINAL}\""));
        for part in 0..relation.keys.len() {
            text.push(&format!(", \"{}\"", key_name(part)));
        }
        text.push(") AS (VALUES ");
        let nulls = relation.near().map(|near| null(self.descriptor().fields[near].kind)).collect();
        let filling = std::iter::repeat_n(&nulls, padded(keys.len(), relation.keys.len()) - keys.len());
        for (ordinal, key) in keys.iter().chain(filling).enumerate() {
            text.push(&format!("{}({ordinal}", if ordinal == 0 { "" } else { ", " }));
            for value in key {
                text.push(", ");
                text.push_value(value.clone());
            }
            text.push(")");
        }
        text.push(")");
    }

    /// All rows of each key.
    fn write_all(&self, fields: &[usize], text: &mut StatementText) {
        text.push_statement(&self.beside_keys(fields));
    }

    /// The first rows of each key, which PostgreSQL reads key by key.
    fn write_first_laterally(&self, of: OfEach<'_>, limit: u64, text: &mut StatementText) {
        text.push(&format!("SELECT \"{ORDINAL}\", \"{FIRST}\".* FROM \"{KEYS}\" CROSS JOIN LATERAL ("));
        self.select(of.fields, of.sort, false).write(text, Some(limit), 0);
        text.push(&format!(") AS \"{FIRST}\""));
    }

    /// The same where a part of FROM sees nothing of the others: the rows by their own keys, which are found key by key.
    fn write_first_by_keys(&self, of: OfEach<'_>, limit: u64, text: &mut StatementText) {
        let descriptor = self.descriptor();
        // Bound by the scope here too: nothing promises that no two rows have the same key.
        text.push_statement(&self.beside_keys(of.fields));
        text.push(&format!(" AND ({}) IN (", column_names(descriptor, descriptor.key)));
        self.select(descriptor.key, of.sort, false).write(text, Some(limit), 0);
        text.push(")");
    }

    /// Selects the rows of each key beside it: in this order, which SQLite keeps to in a cross join.
    fn beside_keys(&self, fields: &[usize]) -> SelectStatement {
        let mut rows = Query::select();
        rows.expr(Expr::col(ORDINAL)).expr(columns(self.descriptor(), fields));
        rows.from(KEYS).cross_join(self.descriptor().table);
        for condition in self.conditions() {
            rows.and_where(condition);
        }
        rows
    }
}

/// Selects the rows of each key together.
fn in_order(sort: &[OrderTerm], backend: Backend) -> SelectStatement {
    let mut rows = Query::select();
    rows.expr(Expr::cust("*")).from(ROWS).order_by(ORDINAL, Order::Asc);
    sort.iter().for_each(|term| term.order(&mut rows, term.exact(backend), false));
    rows
}

fn key_name(part: usize) -> String {
    format!("restruct key {part}")
}

/// A power of two, or the number itself where databases do not bind so many values.
fn padded(keys: usize, parts: usize) -> usize {
    let padded = keys.next_power_of_two();
    if padded * parts > MOST_VALUES { keys } else { padded }
}
