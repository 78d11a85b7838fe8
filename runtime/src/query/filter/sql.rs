use sea_orm::{
    Value,
    sea_query::{BinOper, Expr, ExprTrait, SimpleExpr},
};

use super::{Test, text};
use crate::{
    access::{column, equated_column, exact_column},
    database::Backend,
    descriptor::Field,
};

/// The test as SQL over the field's own table.
pub fn condition(field: &'static Field, backend: Backend, test: &Test) -> SimpleExpr {
    let equated = || equated_column(field, backend);
    match test {
        Test::Equal(value) => equated().binary(BinOper::Equal, Expr::val(value.clone())),
        Test::NotEqual(value) => or_null(field, equated().binary(BinOper::NotEqual, Expr::val(value.clone()))),
        Test::In(values) => equated().is_in(padded(values)),
        Test::NotIn(values) => or_null(field, equated().is_not_in(padded(values))),
        Test::IsNull(true) => column(field).is_null(),
        Test::IsNull(false) => column(field).is_not_null(),
        Test::Ordered(comparison, value) => {
            exact_column(field, backend).binary(comparison.operator(), Expr::val(value.clone()))
        }
        Test::SameIgnoringCase(wanted) => text::same_ignoring_case(field, backend, wanted),
        Test::Text(how, wanted) => text::condition(field, backend, *how, wanted),
    }
}

/// What is compared with null is not true, and its complement is.
fn or_null(field: &'static Field, differs: SimpleExpr) -> SimpleExpr {
    if field.nullable { differs.or(column(field).is_null()) } else { differs }
}

/// The last value repeated up to a power of two, so that few lengths make few statements, which connections keep prepared.
fn padded(values: &[Value]) -> impl Iterator<Item = Value> {
    let length = values.len().next_power_of_two();
    let filling = values.last().into_iter().cycle().take(length - values.len());
    values.iter().chain(filling).cloned()
}
