use std::marker::PhantomData;

use sea_orm::sea_query::{DeleteStatement, Expr, Query, SimpleExpr, UpdateStatement};

use super::{
    AccessKind, Beside, Caller, Filter, OrderTerm, Predicate, condition, decide,
    order::{far_name, own_terms},
    resolve,
    select::Select,
    sql,
};
use crate::{
    Context, Resource, Result,
    database::{Backend, DatabaseError, Execute, Rows, Statement},
    descriptor::{Descriptor, SortTerm},
    hooks::typed_row,
    operation::row_values,
};

/// The rows of a resource that a caller may have for a kind of access. It has no constructor but the caller's rules,
/// it can only be narrowed, and rows are selected, updated and deleted through nothing else.
#[derive(Clone, Debug)]
pub struct Scope<'c> {
    descriptor: &'static Descriptor,
    backend: Backend,
    /// Whose rows they are, for the rows to which relations lead from here.
    caller: Caller<'c>,
    predicate: Predicate,
    narrowings: Vec<SimpleExpr>,
    /// How many statements are around this one.
    pub(super) level: usize,
}

impl<'c> Scope<'c> {
    /// The caller's rows for a kind of access.
    ///
    /// # Errors
    /// 401 or 403, where the rule can hold for no row.
    pub fn new(
        descriptor: &'static Descriptor,
        backend: Backend,
        kind: AccessKind,
        caller: Caller<'c>,
    ) -> Result<Self> {
        decide(descriptor, kind, caller).map(|predicate| Self::of(descriptor, backend, caller, predicate))
    }

    /// The rows that a caller's rules have left.
    pub(super) fn of(
        descriptor: &'static Descriptor,
        backend: Backend,
        caller: Caller<'c>,
        predicate: Predicate,
    ) -> Self {
        Self { descriptor, backend, caller, predicate, narrowings: Vec::new(), level: 0 }
    }

    /// The rows that a caller may read; a caller who may read none has none, instead of a refusal.
    pub fn visible(descriptor: &'static Descriptor, backend: Backend, caller: Caller<'c>) -> Self {
        Self::of(descriptor, backend, caller, resolve(descriptor, AccessKind::Read, caller))
    }

    /// The same rows in a statement that has so many others around it.
    pub(super) fn at_level(mut self, level: usize) -> Self {
        self.level = level;
        self
    }

    /// Whether the caller may have all rows that there are.
    pub fn is_everything(&self) -> bool {
        self.predicate == Predicate::Always && self.narrowings.is_empty()
    }

    /// Whether the rule alone leaves no row.
    pub fn is_empty(&self) -> bool {
        matches!(self.predicate, Predicate::Never | Predicate::Refused)
    }

    /// Fewer rows: those for which another rule holds too.
    pub fn and_predicate(mut self, predicate: Predicate) -> Self {
        self.predicate = Predicate::all([self.predicate, predicate]);
        self
    }

    /// Fewer rows: those for which the expression over the table's columns is true.
    pub fn narrow(mut self, expression: SimpleExpr) -> Self {
        self.narrowings.push(expression);
        self
    }

    pub fn backend(&self) -> Backend {
        self.backend
    }

    pub fn caller(&self) -> Caller<'c> {
        self.caller
    }

    pub fn descriptor(&self) -> &'static Descriptor {
        self.descriptor
    }

    /// The rule, and behind it what narrows it, in its order: the parts of a page's statement share values by their numbers.
    pub(super) fn conditions(&self) -> impl Iterator<Item = SimpleExpr> {
        let scope = condition(self.descriptor, &self.predicate, self.backend);
        scope.into_iter().chain(self.narrowings.iter().cloned())
    }

    /// Rows with these fields, in this order; behind the fields stand the values of other rows that the order looks at.
    pub fn select(&self, fields: &[usize], sort: &[OrderTerm], reversed: bool) -> Select {
        self.select_beside(fields, sort, reversed, &[])
    }

    /// The same, and behind all these the rows that stand beside them.
    pub fn select_beside(&self, fields: &[usize], sort: &[OrderTerm], reversed: bool, beside: &[Beside<'_>]) -> Select {
        let mut statement = Query::select();
        statement.from(self.descriptor.table).expr(sql::columns(self.descriptor, fields));
        for (index, term) in sort.iter().enumerate().filter(|(_, term)| term.is_far()) {
            statement.expr_as(term.value(), far_name(index));
        }
        beside.iter().for_each(|beside| beside.join(&mut statement, &self.name()));
        for condition in self.conditions() {
            statement.and_where(condition);
        }
        for term in sort {
            term.order(&mut statement, term.exact(self.backend), reversed);
        }
        Select::new(statement, self.backend)
    }

    /// There is such a row: a condition of other rows.
    pub fn is_there(&self) -> SimpleExpr {
        let mut statement = Query::select();
        statement.expr(Expr::cust("1")).from(self.descriptor.table);
        for condition in self.conditions() {
            statement.and_where(condition);
        }
        Expr::exists(statement)
    }

    /// How many rows there are.
    pub fn count(&self) -> Select {
        let mut statement = Query::select();
        statement.from(self.descriptor.table).expr(Expr::cust("count(*)"));
        for condition in self.conditions() {
            statement.and_where(condition);
        }
        Select::new(statement, self.backend)
    }

    /// Changes the rows and gives these fields of them.
    pub fn update(&self, changes: Vec<(usize, SimpleExpr)>, returning: &[usize]) -> Change {
        let mut statement = UpdateStatement::new();
        statement.table(self.descriptor.table);
        for (position, value) in changes {
            statement.value(self.descriptor.fields[position].column, value);
        }
        for condition in self.conditions() {
            statement.and_where(condition);
        }
        let columns = returning.iter().map(|position| self.descriptor.fields[*position].column);
        statement.returning(Query::returning().columns(columns));
        Change(self.backend.build(&statement))
    }

    /// Deletes the rows.
    pub fn delete(&self) -> Change {
        let mut statement = DeleteStatement::new();
        statement.from_table(self.descriptor.table);
        for condition in self.conditions() {
            statement.and_where(condition);
        }
        Change(self.backend.build(&statement))
    }
}

/// Tells of each scope whether it has a row, in one statement and in their order.
pub fn are_there(backend: Backend, scopes: &[Scope<'_>]) -> Select {
    let mut statement = Query::select();
    statement.exprs(scopes.iter().map(Scope::is_there));
    Select::new(statement, backend)
}

/// An update or delete that comes from a [`Scope`].
pub struct Change(Statement);

impl Change {
    /// Runs an update and gives the changed rows.
    pub async fn returning(self, executor: &dyn Execute) -> Result<Rows, DatabaseError> {
        executor.query(self.0).await
    }

    /// Runs it and gives the number of rows.
    pub async fn execute(self, executor: &dyn Execute) -> Result<u64, DatabaseError> {
        executor.execute(self.0).await
    }
}

/// A query of rows that the caller may read, made by [`Context::query`] and by nothing else. It can only be narrowed.
///
/// It runs in the transaction of the write that the hook belongs to.
pub struct Scoped<'s, 'c, R> {
    context: &'s mut Context<'c>,
    scope: Scope<'c>,
    sort: Vec<SortTerm>,
    resource: PhantomData<fn() -> R>,
}

impl<'s, 'c, R: Resource> Scoped<'s, 'c, R> {
    pub(crate) fn new(context: &'s mut Context<'c>) -> Self {
        let scope = Scope::visible(R::descriptor(), context.backend(), context.principal());
        Self { context, scope, sort: Vec::new(), resource: PhantomData }
    }

    /// Only rows for which the filter holds too.
    #[must_use]
    pub fn filter(mut self, filter: Filter<R>) -> Self {
        self.scope = self.scope.and_predicate(filter.into_predicate());
        self
    }

    /// Ordered by a column, ascending; repeatable.
    #[must_use]
    pub fn sort_by(mut self, column: R::ColumnType) -> Self {
        use crate::entity::ColumnPosition;
        self.sort.push(SortTerm { field: column.position(), descending: false });
        self
    }

    /// Ordered by a column, descending; repeatable.
    #[must_use]
    pub fn sort_by_descending(mut self, column: R::ColumnType) -> Self {
        use crate::entity::ColumnPosition;
        self.sort.push(SortTerm { field: column.position(), descending: true });
        self
    }

    /// At most `limit` rows.
    ///
    /// # Errors
    /// The database fails.
    pub async fn take(self, limit: u64) -> Result<Vec<R>> {
        let descriptor = R::descriptor();
        let fields: Vec<usize> = descriptor.columns().map(|(position, _)| position).collect();
        let select = self.scope.select(&fields, &own_terms(descriptor, &self.sort), false);
        let rows = select.first(limit, self.context.transaction().await?).await;
        let rows = rows.map_err(|fault| fault.into_error(descriptor))?;
        (0..rows.len()).map(|row| Ok(typed_row(&row_values(descriptor, &fields, &rows, row)?)?)).collect()
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// The database fails.
    pub async fn one(self) -> Result<Option<R>> {
        Ok(self.take(1).await?.pop())
    }

    /// The number of rows.
    ///
    /// # Errors
    /// The database fails.
    pub async fn count(self) -> Result<u64> {
        let rows = self.scope.count().all(self.context.transaction().await?).await;
        crate::query::read_count(&rows.map_err(|fault| fault.into_error(R::descriptor()))?)
    }

    /// Whether there is a row.
    ///
    /// # Errors
    /// The database fails.
    pub async fn exists(self) -> Result<bool> {
        let descriptor = R::descriptor();
        let select = self.scope.select(descriptor.key, &[], false);
        let rows = select.first(1, self.context.transaction().await?).await;
        Ok(!rows.map_err(|fault| fault.into_error(descriptor))?.is_empty())
    }
}
