use sea_orm::{
    Value,
    sea_query::{BinOper, Expr, ExprTrait, SimpleExpr},
};

use crate::{
    access::{column, equated_column, exact_column},
    database::Backend,
    descriptor::{Descriptor, SortTerm},
    value::is_null,
};

/// The rows that come after a row in an order; `reversed` for those before it. Nulls are last in both directions of a
/// term, and so first when the order is read backwards.
pub fn keyset(
    descriptor: &'static Descriptor,
    backend: Backend,
    sort: &[SortTerm],
    values: &[Value],
    reversed: bool,
) -> SimpleExpr {
    let one_direction = sort.windows(2).all(|pair| pair[0].descending == pair[1].descending);
    let nullable = sort.iter().any(|term| descriptor.fields[term.field].nullable);
    if one_direction && !nullable {
        return row_value(descriptor, backend, sort, values, reversed);
    }
    let mut alternatives: Option<SimpleExpr> = None;
    for (index, term) in sort.iter().enumerate() {
        let Some(beyond) = beyond(descriptor, backend, *term, &values[index], reversed) else { continue };
        let branch = sort[..index]
            .iter()
            .zip(values)
            .fold(beyond, |branch, (term, value)| same(descriptor, backend, *term, value).binary(BinOper::And, branch));
        alternatives = Some(match alternatives {
            None => branch,
            Some(others) => others.binary(BinOper::Or, branch),
        });
    }
    let beyond = alternatives.unwrap_or_else(|| Expr::cust("1 = 0"));
    match first_bound(descriptor, backend, sort, values, reversed) {
        Some(bound) => bound.and(beyond),
        None => beyond,
    }
}

/// What follows from the alternatives, but as one range of the first column, where an index begins to read.
fn first_bound(
    descriptor: &'static Descriptor,
    backend: Backend,
    sort: &[SortTerm],
    values: &[Value],
    reversed: bool,
) -> Option<SimpleExpr> {
    let (term, value) = (sort.first()?, values.first()?);
    let field = &descriptor.fields[term.field];
    // Rows without a value come last.
    if is_null(value) || (field.nullable && !reversed) {
        return None;
    }
    let operator = if term.descending == reversed { BinOper::GreaterThanOrEqual } else { BinOper::SmallerThanOrEqual };
    Some(exact_column(field, backend).binary(operator, Expr::val(value.clone())))
}

/// `(a, b) < (?, ?)`: one range of an index.
fn row_value(
    descriptor: &'static Descriptor,
    backend: Backend,
    sort: &[SortTerm],
    values: &[Value],
    reversed: bool,
) -> SimpleExpr {
    let columns = sort.iter().map(|term| exact_column(&descriptor.fields[term.field], backend));
    let left = Expr::tuple(columns);
    let right = Expr::tuple(values.iter().cloned().map(Expr::val));
    let descending = sort.first().is_some_and(|term| term.descending) != reversed;
    left.binary(if descending { BinOper::SmallerThan } else { BinOper::GreaterThan }, right)
}

/// The term's column lies beyond the value; `None` where nothing can.
fn beyond(
    descriptor: &'static Descriptor,
    backend: Backend,
    term: SortTerm,
    value: &Value,
    reversed: bool,
) -> Option<SimpleExpr> {
    let field = &descriptor.fields[term.field];
    if is_null(value) {
        return reversed.then(|| column(field).is_not_null());
    }
    let operator = if term.descending == reversed { BinOper::GreaterThan } else { BinOper::SmallerThan };
    let further = exact_column(field, backend).binary(operator, Expr::val(value.clone()));
    Some(if field.nullable && !reversed { further.or(column(field).is_null()) } else { further })
}

fn same(descriptor: &'static Descriptor, backend: Backend, term: SortTerm, value: &Value) -> SimpleExpr {
    let field = &descriptor.fields[term.field];
    if is_null(value) {
        return column(field).is_null();
    }
    equated_column(field, backend).binary(BinOper::Equal, Expr::val(value.clone()))
}
