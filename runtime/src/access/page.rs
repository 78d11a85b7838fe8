//! The statements that read one page of a list.

use sea_orm::sea_query::{Expr, ExprTrait, IntoIden, Query, SelectStatement, SimpleExpr};

use super::{Beside, OrderSource, OrderTerm, Scope, order::named, select::Select};
use crate::database::{DatabaseError, Execute, Rows, Statement, StatementText};

/// What the rows or keys of a page are called in a statement that has them in a part of its own; as no table is.
const PAGE: &str = "restruct page";

/// The rows behind a place in an order, as an index has them.
pub enum Ranges {
    One(SimpleExpr),
    /// Those that the first condition holds for, and behind them those of the second.
    Two(SimpleExpr, SimpleExpr),
}

/// What a page has: these fields of its rows, in this order, which may be read backwards, and at most so many rows.
#[derive(Clone, Copy)]
pub struct PageOf<'a> {
    pub fields: &'a [usize],
    pub sort: &'a [OrderTerm],
    pub reversed: bool,
    pub limit: u64,
    /// Rows that stand beside them.
    pub beside: &'a [Beside<'a>],
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

impl Scope<'_> {
    /// The rows after so many.
    pub fn page(&self, of: PageOf<'_>, offset: u64) -> Page {
        Page(self.select_of(of).cut(of.limit, offset))
    }

    /// The same by the keys of the page's rows first, so that what comes before is skipped in an index and not read.
    ///
    /// The rows are bound by the scope once more: nothing promises that no two have the same key.
    pub fn page_by_keys(&self, of: PageOf<'_>, offset: u64) -> Page {
        let descriptor = self.descriptor();
        let key = || descriptor.key.iter().map(|part| descriptor.fields[*part].column);
        let named = Query::select().columns(key()).from(PAGE).to_owned();
        let is_named = Expr::tuple(key().map(Expr::col)).in_subquery(named);
        let mut text = StatementText::new(self.backend());
        text.push(&format!("WITH \"{PAGE}\" AS ("));
        self.select(descriptor.key, of.sort, of.reversed).write(&mut text, Some(of.limit), offset);
        text.push(") ");
        self.clone().narrow(is_named).select_of(of).write(&mut text, Some(of.limit), 0);
        // There are as many as there are pages.
        Page(Statement { is_kept: false, ..text.into_statement() })
    }

    /// The rows behind a place. Each range is read by itself and no further than a page, by an index if there is one; one
    /// condition over both would be a filter over all that comes before.
    pub fn page_behind(&self, place: Ranges, of: PageOf<'_>) -> Page {
        let part = |range: SimpleExpr| self.clone().narrow(range).select(of.fields, of.sort, of.reversed);
        let (near, far) = match place {
            Ranges::One(range) => return Page(self.clone().narrow(range).select_of(of).cut(of.limit, 0)),
            Ranges::Two(near, far) => (part(near), part(far)),
        };
        let mut text = StatementText::new(self.backend());
        text.push(&format!("WITH \"{PAGE}\" AS (SELECT * FROM ("));
        near.write(&mut text, Some(of.limit), 0);
        text.push(") AS \"near\" UNION ALL SELECT * FROM (");
        far.write(&mut text, Some(of.limit), 0);
        text.push(") AS \"far\") ");
        text.push_statement(&self.in_order(of));
        text.limit_to(of.limit);
        Page(text.into_statement())
    }

    fn select_of(&self, of: PageOf<'_>) -> Select {
        self.select_beside(of.fields, of.sort, of.reversed, of.beside)
    }

    /// Selects what both ranges have.
    fn in_order(&self, of: PageOf<'_>) -> SelectStatement {
        let mut both = Query::select();
        both.expr(Expr::cust(format!("\"{PAGE}\".*"))).from(PAGE);
        of.beside.iter().for_each(|beside| beside.join(&mut both, &PAGE.into_iden()));
        for (index, term) in of.sort.iter().enumerate() {
            let value = match term.source {
                OrderSource::Own(_) => term.exact(self.backend()),
                OrderSource::Far { .. } => named(index),
            };
            term.order(&mut both, value, of.reversed);
        }
        both
    }
}
