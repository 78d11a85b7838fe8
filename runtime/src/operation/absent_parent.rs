//! Which parents are absent, where a write has broken a foreign key and the database does not say which: SQLite.

use sea_orm::{
    Value,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{Write, write::bound};
use crate::{
    Error,
    access::column,
    database::{Backend, DatabaseError, Statement},
    descriptor::{Descriptor, Kind, Relation, RelationKind},
    value::{is_null, same},
};

/// The answer to a fault of a statement that wrote these values. It is asked only after a failure, and only where
/// several keys could be the cause.
pub async fn answer<'v>(
    write: &Write<'_>,
    fault: DatabaseError,
    value: impl Fn(usize) -> Option<&'v Value> + Send,
) -> Error {
    let (descriptor, backend) = (write.endpoint.descriptor, write.endpoint.shared.database.backend());
    if !fault.leaves_key_open(descriptor) {
        return write.fault(fault);
    }
    let keys = written_keys(descriptor, value);
    if keys.is_empty() {
        return write.fault(fault);
    }
    // Where this fails too, the answer tells no field, as it would without.
    let Ok(rows) = write.executor().query(question(&keys, backend)).await else { return write.fault(fault) };
    let is_absent = |column: usize| rows.value(0, column, Kind::Bool).is_ok_and(|there| same(&there, &false.into()));
    let absent = keys.iter().enumerate().filter(|(column, _)| is_absent(*column));
    let fields: Vec<usize> = absent.flat_map(|(_, key)| key.relation.near()).collect();
    fault.into_error_of_absent_parents(descriptor, &fields)
}

/// A key of the row, with the value of each of its columns.
struct WrittenKey<'v> {
    relation: &'static Relation,
    values: Vec<&'v Value>,
}

/// The keys that are known as a whole. One with a null refers to nothing, and a row may refer to itself.
fn written_keys<'v>(
    descriptor: &'static Descriptor,
    value: impl Fn(usize) -> Option<&'v Value>,
) -> Vec<WrittenKey<'v>> {
    let own = descriptor.relations.iter().filter(|relation| relation.kind == RelationKind::BelongsTo);
    let keys = own.filter_map(|relation| {
        let values =
            relation.near().map(|near| value(near).filter(|value| !is_null(value))).collect::<Option<Vec<_>>>()?;
        Some(WrittenKey { relation, values })
    });
    let is_own = |pair: (usize, &Value)| value(pair.0).is_some_and(|own| same(own, pair.1));
    let is_itself = |key: &WrittenKey| {
        let far = key.relation.keys.iter().map(|pair| pair.far);
        std::ptr::eq((key.relation.target)(), descriptor) && far.zip(key.values.iter().copied()).all(is_own)
    };
    keys.filter(|key| !is_itself(key)).collect()
}

/// One column for each key: whether its parent is there, whoever may see it.
fn question(keys: &[WrittenKey], backend: Backend) -> Statement {
    let mut question = Query::select();
    for key in keys {
        let target = (key.relation.target)();
        let mut parent = Query::select();
        parent.expr(Expr::cust("1")).from(target.table);
        for (pair, value) in key.relation.keys.iter().zip(&key.values) {
            parent.and_where(column(&target.fields[pair.far]).eq(bound(value)));
        }
        question.expr(Expr::exists(parent));
    }
    Statement { is_kept: false, ..backend.build(&question) }
}

#[cfg(test)]
mod tests;
