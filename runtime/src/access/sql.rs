use sea_orm::{
    Value,
    sea_query::{Alias, BinOper, Expr, ExprTrait, SimpleExpr},
};

use super::{Comparison, Predicate};
use crate::{
    database::Backend,
    descriptor::{Descriptor, Field},
};

/// The predicate as SQL over the resource's own table. `None` where it always holds.
pub fn condition(descriptor: &'static Descriptor, predicate: &Predicate, backend: Backend) -> Option<SimpleExpr> {
    match predicate {
        Predicate::Always => None,
        other => Some(expression(descriptor, other, backend)),
    }
}

fn expression(descriptor: &'static Descriptor, predicate: &Predicate, backend: Backend) -> SimpleExpr {
    let field = |position: usize| &descriptor.fields[position];
    match predicate {
        Predicate::Always => Expr::cust("1 = 1"),
        Predicate::Never => Expr::cust("1 = 0"),
        Predicate::Compare(position, comparison, value) => compare(field(*position), *comparison, value, backend),
        Predicate::In(position, values) => column(field(*position)).is_in(values.iter().cloned()),
        Predicate::IsNull(position) => column(field(*position)).is_null(),
        Predicate::And(parts) => join(descriptor, parts, BinOper::And, backend),
        Predicate::Or(parts) => join(descriptor, parts, BinOper::Or, backend),
        // NOT of null is null: the complement of a two-valued predicate is what is not true.
        Predicate::Not(inner) => {
            expression(descriptor, inner, backend).binary(BinOper::Custom("IS NOT"), Expr::cust("TRUE"))
        }
    }
}

fn join(descriptor: &'static Descriptor, parts: &[Predicate], operator: BinOper, backend: Backend) -> SimpleExpr {
    let mut parts = parts.iter().map(|part| expression(descriptor, part, backend));
    let Some(first) = parts.next() else { return Expr::cust("1 = 1") };
    parts.fold(first, |left, right| left.binary(operator, right))
}

fn compare(field: &'static Field, comparison: Comparison, value: &Value, backend: Backend) -> SimpleExpr {
    let operator = match comparison {
        Comparison::Equal => BinOper::Equal,
        Comparison::NotEqual => BinOper::NotEqual,
        Comparison::Less => BinOper::SmallerThan,
        Comparison::LessOrEqual => BinOper::SmallerThanOrEqual,
        Comparison::Greater => BinOper::GreaterThan,
        Comparison::GreaterOrEqual => BinOper::GreaterThanOrEqual,
    };
    let by_order = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
    let left = if by_order { ordered_column(field, backend) } else { column(field) };
    left.binary(operator, Expr::val(value.clone()))
}

/// A column of the resource's table.
pub fn column(field: &'static Field) -> SimpleExpr {
    Expr::col(Alias::new(field.column))
}

/// A column where its order matters: texts by code point, whatever collation the database has.
pub fn ordered_column(field: &'static Field, backend: Backend) -> SimpleExpr {
    match backend {
        Backend::Postgres if field.kind.is_text() => {
            // As a column, since any other expression would stand in parentheses, which COLLATE does not take.
            column(field).binary(BinOper::Custom("COLLATE"), Expr::col(Alias::new("C")))
        }
        _ => column(field),
    }
}
