use sea_orm::{
    Value,
    sea_query::{BinOper, Expr, ExprTrait, SimpleExpr},
};

use super::{Endpoint, write::bound};
use crate::{
    access::{column, exact_column},
    clock,
    descriptor::Flags,
    input::Cells,
    value::same,
};

/// What an update sets.
pub struct Changes {
    pub assignments: Vec<(usize, SimpleExpr)>,
    /// Those of the assignments that no client and no hook asked for and that are known beforehand.
    set_by_server: Vec<(usize, Value)>,
    /// Versions, which the database counts.
    counted_up: Vec<usize>,
}

impl Changes {
    /// The columns that are given, and those that the server sets at every update.
    pub fn of<'v>(endpoint: &Endpoint, given: impl Iterator<Item = (usize, &'v Value)>) -> Self {
        let mut assignments: Vec<_> = given.map(|(position, value)| (position, bound(value))).collect();
        let (mut set_by_server, mut counted_up) = (Vec::new(), Vec::new());
        clock::standing_still(|| {
            for (position, field) in endpoint.descriptor.columns() {
                if assignments.iter().any(|(changed, _)| *changed == position) {
                    continue;
                }
                if let Some(make) = field.on_update {
                    let value = make();
                    assignments.push((position, bound(&value)));
                    set_by_server.push((position, value));
                } else if field.is(Flags::VERSION) {
                    assignments.push((position, column(field).add(1)));
                    counted_up.push(position);
                }
            }
        });
        Self { assignments, set_by_server, counted_up }
    }

    /// Puts into a row what the server sets.
    pub fn complete(&self, row: &mut [Value]) {
        for (position, value) in &self.set_by_server {
            row[*position] = value.clone();
        }
        for position in &self.counted_up {
            row[*position] = next(&row[*position]);
        }
    }
}

/// The version after this one. After the last one comes none: the database refuses it.
fn next(version: &Value) -> Value {
    match version {
        Value::SmallInt(Some(number)) => Value::SmallInt(number.checked_add(1)),
        Value::Int(Some(number)) => Value::Int(number.checked_add(1)),
        Value::BigInt(Some(number)) => Value::BigInt(number.checked_add(1)),
        other => other.clone(),
    }
}

/// At least one given column holds something else, null included.
pub fn differs(endpoint: &Endpoint, cells: &Cells) -> SimpleExpr {
    let backend = endpoint.shared.database.backend();
    let mut differences = cells.given().map(|(position, value)| {
        let column = exact_column(&endpoint.descriptor.fields[position], backend);
        column.binary(BinOper::Custom("IS DISTINCT FROM"), bound(value))
    });
    let first = differences.next().unwrap_or_else(|| Expr::cust("1 = 0"));
    differences.fold(first, |left, right| left.binary(BinOper::Or, right))
}

/// The columns whose value a write changes.
pub fn changed_columns(endpoint: &Endpoint, stored: &[Value], merged: &[Value]) -> Vec<(usize, Value)> {
    let columns = endpoint.columns.iter().filter(|position| !same(&stored[**position], &merged[**position]));
    columns.map(|position| (*position, merged[*position].clone())).collect()
}
