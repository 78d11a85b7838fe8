//! The statements that read one page of a list.

use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, SimpleExpr, Values};

use super::{Scope, column, select::limit_to};
use crate::{
    database::{Backend, DatabaseError, Execute, Rows, Statement},
    descriptor::SortTerm,
};

/// What the rows or keys of a page are called in a statement that has them in a part of its own; as no table is.
const PAGE: &str = "restruct page";

/// The rows behind a place in an order, as an index has them.
pub enum Ranges {
    One(SimpleExpr),
    /// Those that the condition holds for, and behind them those whose field is null, or is not.
    Two {
        near: SimpleExpr,
        /// Position in the descriptor's fields.
        field: usize,
        far_is_null: bool,
    },
}

/// What a page has: these fields of its rows, in this order, which may be read backwards, and at most so many rows.
#[derive(Clone, Copy)]
pub struct PageOf<'a> {
    pub fields: &'a [usize],
    pub sort: &'a [SortTerm],
    pub reversed: bool,
    pub limit: u64,
}

/// A page of a [`Scope`]'s rows: one statement, each part of which is bound by the scope.
pub struct Page(Statement);

impl Page {
    /// The rows of the page.
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

impl Scope {
    /// The rows after so many.
    pub fn page(&self, of: PageOf<'_>, offset: u64) -> Page {
        Page(self.select(of.fields, of.sort, of.reversed).cut(of.limit, offset))
    }

    /// The same by the keys of the page's rows first, so that what comes before is skipped in an index and not read.
    ///
    /// The rows are bound by the scope once more: nothing promises that no two have the same key.
    pub fn page_by_keys(&self, of: PageOf<'_>, offset: u64) -> Page {
        let descriptor = self.descriptor();
        let key = || descriptor.key.iter().map(|part| descriptor.fields[*part].column);
        let keys = self.select(descriptor.key, of.sort, of.reversed).cut(of.limit, offset);
        let named = Query::select().columns(key()).from(PAGE).to_owned();
        let is_named = Expr::tuple(key().map(Expr::col)).in_subquery(named);
        let mut rows = self.clone().narrow(is_named).select(of.fields, of.sort, of.reversed).statement();
        limit_to(&mut rows.sql, of.limit);
        let sql = format!("WITH \"{PAGE}\" AS ({}) {}", keys.sql, rows.sql);
        // There are as many as there are pages.
        Page(Statement { sql, values: self.both(keys.values, rows.values), is_kept: false })
    }

    /// The rows behind a place. Each range is read by itself and no further than a page, by an index if there is one; one
    /// condition over both would be a filter over all that comes before.
    pub fn page_behind(&self, place: Ranges, of: PageOf<'_>) -> Page {
        let part =
            |range: SimpleExpr| self.clone().narrow(range).select(of.fields, of.sort, of.reversed).cut(of.limit, 0);
        let (near, far) = match place {
            Ranges::One(range) => return Page(part(range)),
            Ranges::Two { near, field, far_is_null } => {
                let field = column(&self.descriptor().fields[field]);
                (part(near), part(if far_is_null { field.is_null() } else { field.is_not_null() }))
            }
        };
        let both = self.backend().build(&self.in_order(of)).sql;
        let mut sql = format!(
            "WITH \"{PAGE}\" AS (SELECT * FROM ({}) AS \"near\" UNION ALL SELECT * FROM ({}) AS \"far\") {both}",
            near.sql, far.sql
        );
        limit_to(&mut sql, of.limit);
        Page(Statement { sql, values: self.both(near.values, far.values), is_kept: true })
    }

    /// Selects what both ranges have.
    fn in_order(&self, of: PageOf<'_>) -> SelectStatement {
        let mut both = Query::select();
        both.expr(Expr::cust("*")).from(PAGE);
        of.sort.iter().for_each(|term| self.order(&mut both, *term, of.reversed));
        both
    }

    /// The values of a statement of two parts, of which one has the values of the other and at most some more behind them.
    fn both(&self, mut one: Values, other: Values) -> Values {
        match self.backend() {
            Backend::Sqlite => one.0.extend(other.0),
            // Numbered, and alike in both.
            Backend::Postgres if other.0.len() > one.0.len() => return other,
            Backend::Postgres => {}
        }
        one
    }
}
