//! The rows to which relations lead, inside of a statement of the rows that they lead from.

use sea_orm::{
    Value,
    sea_query::{BinOper, DynIden, Expr, ExprTrait, IntoIden, Query, SelectStatement, SimpleExpr},
};

use super::{Predicate, Scope, equated_column, exact_column, sql::equated};
use crate::{
    database::Backend,
    descriptor::{Descriptor, Field, KeyPair, Relation},
};

/// The rows to which a relation leads from each row of a scope, as far as the caller may read them and what links them.
pub struct Related<'c> {
    keys: &'static [KeyPair],
    from: Table,
    /// The rows in between, of a relation through a third resource.
    link: Option<(Scope<'c>, &'static [KeyPair])>,
    /// The rows themselves.
    pub far: Scope<'c>,
}

/// A table as it is called in a statement.
struct Table {
    descriptor: &'static Descriptor,
    name: DynIden,
}

impl<'c> Scope<'c> {
    /// Where a relation leads from here.
    pub fn related(&self, relation: &'static Relation) -> Related<'c> {
        let inside = |descriptor, level| Scope::visible(descriptor, self.backend(), self.caller()).at_level(level);
        let link = relation.through.as_ref().map(|through| (inside((through.join)(), self.level + 1), through.keys));
        let level = self.level + if link.is_some() { 2 } else { 1 };
        Related { keys: relation.keys, from: self.table(), link, far: inside((relation.target)(), level) }
    }

    /// The rows that link the row with these values to rows on the other side, as far as the caller may read both; `None`
    /// where the relation goes through no third resource.
    pub fn links_of(&self, relation: &'static Relation, near: &[Value]) -> Option<Scope<'c>> {
        let related = self.related(relation);
        let (link, keys) = related.link?;
        let link = link.at_level(0);
        let leads = Expr::exists(joined(&related.far, one(), &link.table(), keys));
        let near: Vec<SimpleExpr> = near.iter().cloned().map(Expr::val).collect();
        let of_row = have(&link, related.keys, &near);
        Some(link.narrow(of_row).narrow(leads))
    }

    /// All of these rows, for seeing what is in the way; nobody is told of them.
    pub fn all_links_of(&self, relation: &'static Relation, near: &[Value]) -> Option<Scope<'c>> {
        let join = (relation.through.as_ref()?.join)();
        let link = Scope::of(join, self.backend(), self.caller(), Predicate::Always);
        let near: Vec<SimpleExpr> = near.iter().cloned().map(Expr::val).collect();
        let of_row = have(&link, relation.keys, &near);
        Some(link.narrow(of_row))
    }

    /// The value to which relations lead, of which each leads to one row at the most; null where one leads to none.
    /// Also of rows that nobody may read, for a bare NULL is of no type, and PostgreSQL orders by none.
    pub fn far_value(&self, steps: &[usize], field: usize) -> SimpleExpr {
        let Some((step, rest)) = steps.split_first() else {
            return exact_column(&self.descriptor().fields[field], self.backend());
        };
        let related = self.related(&self.descriptor().relations[*step]);
        let value = related.far.far_value(rest, field);
        SimpleExpr::SubQuery(None, Box::new(related.rows(value).into()))
    }

    /// The table as other statements inside of this one's call it.
    fn table(&self) -> Table {
        let descriptor = self.descriptor();
        Table { descriptor, name: self.name() }
    }

    pub(super) fn name(&self) -> DynIden {
        match self.level {
            0 => self.descriptor().table.into_iden(),
            level => format!("restruct {level}").into_iden(),
        }
    }
}

impl Related<'_> {
    /// There is a row.
    pub fn exists(&self) -> SimpleExpr {
        if self.is_nowhere() {
            return Expr::cust("1 = 0");
        }
        let exists = Expr::exists(self.rows(one()));
        match self.far.backend() {
            // Of a bare EXISTS SQLite 3.51 makes a join, whose rows OFFSET then counts one by one.
            Backend::Sqlite => exists.binary(BinOper::Custom("IS"), SimpleExpr::Constant(true.into())),
            Backend::Postgres => exists,
        }
    }

    /// There is none.
    pub fn is_absent(&self) -> SimpleExpr {
        if self.is_nowhere() { Expr::cust("1 = 1") } else { Expr::exists(self.rows(one())).not() }
    }

    /// A row of the far ones belongs to one whose fields here have these values.
    pub(super) fn belongs_to(&self, near: &[SimpleExpr]) -> SimpleExpr {
        let Some((link, keys)) = &self.link else { return have(&self.far, self.keys, near) };
        let backend = self.far.backend();
        let column = |scope: &Scope<'_>, position: usize| equated_column(&scope.descriptor().fields[position], backend);
        let mut links = Query::select();
        links.exprs(keys.iter().map(|pair| column(link, pair.near))).from_as(link.descriptor().table, link.name());
        links.and_where(have(link, self.keys, near));
        for condition in link.conditions() {
            links.and_where(condition);
        }
        Expr::tuple(keys.iter().map(|pair| column(&self.far, pair.far))).in_subquery(links)
    }

    /// Whether the rules alone leave nothing.
    pub(super) fn is_nowhere(&self) -> bool {
        self.far.is_empty() || self.link.as_ref().is_some_and(|(link, _)| link.is_empty())
    }

    /// Selects something of each row.
    fn rows(&self, selected: SimpleExpr) -> SelectStatement {
        match &self.link {
            None => joined(&self.far, selected, &self.from, self.keys),
            Some((link, keys)) => {
                let far = joined(&self.far, one(), &link.table(), keys);
                joined(&link.clone().narrow(Expr::exists(far)), selected, &self.from, self.keys)
            }
        }
    }
}

/// Rows of the scope have these values in the fields to which the keys lead.
fn have(scope: &Scope<'_>, keys: &'static [KeyPair], near: &[SimpleExpr]) -> SimpleExpr {
    let column = |pair: &KeyPair| equated_column(&scope.descriptor().fields[pair.far], scope.backend());
    let equal = keys.iter().zip(near).map(|(pair, near)| column(pair).eq(near.clone()));
    equal.reduce(SimpleExpr::and).unwrap_or_else(|| Expr::cust("1 = 0"))
}

fn one() -> SimpleExpr {
    Expr::cust("1")
}

/// Selects from a scope's rows those that have the keys of the row around them.
fn joined(scope: &Scope<'_>, selected: SimpleExpr, from: &Table, keys: &'static [KeyPair]) -> SelectStatement {
    let to = scope.table();
    let mut statement = Query::select();
    statement.expr(selected).from_as(to.descriptor.table, to.name.clone());
    for pair in keys {
        let near = from.equated(&from.descriptor.fields[pair.near], scope.backend());
        statement.and_where(to.equated(&to.descriptor.fields[pair.far], scope.backend()).eq(near));
    }
    for condition in scope.conditions() {
        statement.and_where(condition);
    }
    statement
}

impl Table {
    /// A column of this table, wherever it is named.
    fn equated(&self, field: &'static Field, backend: Backend) -> SimpleExpr {
        equated(Expr::col((self.name.clone(), field.column)), field, backend)
    }
}
