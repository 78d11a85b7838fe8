use sea_orm::{
    Value,
    sea_query::{BinOper, Expr, ExprTrait, SimpleExpr},
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
        Predicate::Always => constant(true),
        Predicate::Never | Predicate::Refused => constant(false),
        Predicate::Compare(position, comparison, value) => compare(field(*position), *comparison, value, backend),
        Predicate::In(position, values) => equated_column(field(*position), backend).is_in(values.iter().cloned()),
        Predicate::IsNull(position) => column(field(*position)).is_null(),
        Predicate::And(parts) => join(descriptor, parts, BinOper::And, backend),
        Predicate::Or(parts) => join(descriptor, parts, BinOper::Or, backend),
        // NOT of null is null: the complement of a two-valued predicate is what is not true.
        Predicate::Not(inner) => {
            // TRUE as a constant, since PostgreSQL takes it neither as a parameter nor in parentheses here.
            expression(descriptor, inner, backend).binary(BinOper::Custom("IS NOT"), SimpleExpr::Constant(true.into()))
        }
    }
}

fn join(descriptor: &'static Descriptor, parts: &[Predicate], operator: BinOper, backend: Backend) -> SimpleExpr {
    let mut parts = parts.iter().map(|part| expression(descriptor, part, backend));
    // All of none hold, and not one of none does.
    let Some(first) = parts.next() else { return constant(operator == BinOper::And) };
    parts.fold(first, |left, right| left.binary(operator, right))
}

fn constant(holds: bool) -> SimpleExpr {
    Expr::cust(if holds { "1 = 1" } else { "1 = 0" })
}

fn compare(field: &'static Field, comparison: Comparison, value: &Value, backend: Backend) -> SimpleExpr {
    let column = match comparison {
        Comparison::Equal | Comparison::NotEqual => equated_column(field, backend),
        _ => exact_column(field, backend),
    };
    column.binary(comparison.operator(), Expr::val(value.clone()))
}

impl Comparison {
    pub fn operator(self) -> BinOper {
        match self {
            Comparison::Equal => BinOper::Equal,
            Comparison::NotEqual => BinOper::NotEqual,
            Comparison::Less => BinOper::SmallerThan,
            Comparison::LessOrEqual => BinOper::SmallerThanOrEqual,
            Comparison::Greater => BinOper::GreaterThan,
            Comparison::GreaterOrEqual => BinOper::GreaterThanOrEqual,
        }
    }
}

/// A column where it must equal what it is compared with and nothing else.
pub fn equated_column(field: &'static Field, backend: Backend) -> SimpleExpr {
    equated(column(field), field, backend)
}

/// The same of a column that stands for the field.
pub fn equated(column: SimpleExpr, field: &'static Field, backend: Backend) -> SimpleExpr {
    match backend {
        _ if !field.kind.is_text() => column,
        // Texts that are equal are the same in every usual collation, and the column's own can use its index.
        Backend::Postgres => as_text(column),
        // Where a column of SQLite has NOCASE, `bob` would have what is `Bob`'s.
        Backend::Sqlite => collated(column, "BINARY"),
    }
}

/// These columns, as one text: each for itself costs more than all else of a statement.
pub fn columns(descriptor: &'static Descriptor, fields: &[usize]) -> SimpleExpr {
    Expr::cust(column_names(descriptor, fields))
}

/// The names of these columns, quoted, with commas between.
pub fn column_names(descriptor: &'static Descriptor, fields: &[usize]) -> String {
    let mut names = String::with_capacity(fields.len() * 16);
    for (index, position) in fields.iter().enumerate() {
        names.push_str(if index == 0 { "\"" } else { ", \"" });
        for character in descriptor.fields[*position].column.chars() {
            names.push(character);
            if character == '"' {
                names.push(character);
            }
        }
        names.push('"');
    }
    names
}

/// A column of the resource's table.
pub fn column(field: &'static Field) -> SimpleExpr {
    Expr::col(field.column)
}

/// A column where its order matters: texts by code point, whatever collation the database, or the column of an existing
/// table, has.
pub fn exact_column(field: &'static Field, backend: Backend) -> SimpleExpr {
    match backend {
        Backend::Sqlite if field.kind.is_text() => collated(column(field), "BINARY"),
        Backend::Postgres if field.kind.is_text() => collated(as_text(column(field)), "C"),
        _ => column(field),
    }
}

/// A column of PostgreSQL as a text in the database's own locale, which knows upper and lower case where the column's
/// collation need not.
pub fn folded_column(field: &'static Field) -> SimpleExpr {
    collated(as_text(column(field)), "default")
}

/// `citext` has an order of its own, which no collation changes, and `char(n)` equals what has more blanks. The usual types
/// of texts are not converted by this, and their indexes serve.
fn as_text(column: SimpleExpr) -> SimpleExpr {
    column.cast_as("text")
}

fn collated(text: SimpleExpr, collation: &'static str) -> SimpleExpr {
    // As a column, since any other expression would stand in parentheses, which COLLATE does not take.
    text.binary(BinOper::Custom("COLLATE"), Expr::col(collation))
}
