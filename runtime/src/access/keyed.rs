//! Rows by their keys.

use std::iter;

use sea_orm::{
    Value,
    sea_query::{Expr, ExprTrait, Query, SimpleExpr, ValueTuple},
};

use super::{Scope, column, equated_column};

impl Scope<'_> {
    /// The row with this key, and with no other spelling of it: by the column as it is, which its index serves, and of texts
    /// as they are written.
    pub fn with_key(self, key: &[Value]) -> Self {
        let descriptor = self.descriptor();
        descriptor.key.iter().zip(key).fold(self, |scope, (position, value)| {
            let field = &descriptor.fields[*position];
            let is_equal = |column: SimpleExpr| column.eq(Expr::val(value.clone()));
            let exactly = field.kind.is_text().then(|| is_equal(equated_column(field, scope.backend())));
            exactly.into_iter().fold(scope.narrow(is_equal(column(field))), Self::narrow)
        })
    }

    /// The rows whose fields, in this order, have the values of one of the keys.
    pub fn with_keys(self, fields: &[usize], keys: &[Vec<Value>]) -> Self {
        let condition = self.have_keys(fields, keys);
        self.narrow(condition)
    }

    /// The other ones.
    pub fn without_keys(self, fields: &[usize], keys: &[Vec<Value>]) -> Self {
        let condition = self.have_keys(fields, keys).not();
        self.narrow(condition)
    }

    fn have_keys(&self, fields: &[usize], keys: &[Vec<Value>]) -> SimpleExpr {
        let (descriptor, backend) = (self.descriptor(), self.backend());
        let mut columns = fields.iter().map(|field| equated_column(&descriptor.fields[*field], backend));
        let Some(last) = keys.last() else { return Expr::cust("1 = 0") };
        // Repeated up to a power of two, so that few lengths make few statements.
        let filling = iter::repeat_n(last, keys.len().next_power_of_two() - keys.len());
        let keys = keys.iter().chain(filling).cloned();
        match (columns.next(), columns.next()) {
            (None, _) => Expr::cust("1 = 0"),
            (Some(only), None) => only.is_in(keys.filter_map(|key| key.into_iter().next())),
            // SQLite takes a list of tuples only as a table.
            (Some(first), Some(second)) => {
                let tuple = Expr::tuple([first, second].into_iter().chain(columns));
                let mut named = Query::select();
                named.expr(Expr::cust("*")).from_values(keys.map(ValueTuple::Many), "restruct keys");
                tuple.in_subquery(named)
            }
        }
    }
}
