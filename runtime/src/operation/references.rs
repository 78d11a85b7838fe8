//! The rows that a new or changed row refers to: a client may name only those that it may read.

use sea_orm::Value;

use super::Write;
use crate::{
    Error, Result,
    access::{AccessKind, Scope, are_there, resolve},
    descriptor::{Descriptor, Kind, Relation, RelationKind},
    error::{Violation, code, pointer_to},
    value::{is_null, same},
};

/// The relations of which the client gives a key, and of whose rows the caller may not read all. Of the others the database
/// sees to that there is a row.
pub(super) fn guarded<'w>(write: &Write<'w>, is_given: impl Fn(usize) -> bool) -> Vec<(&'static Relation, Scope<'w>)> {
    let (backend, caller) = (write.endpoint.shared.database.backend(), write.head.principal.as_ref());
    let relations = write.endpoint.descriptor.relations.iter();
    let given = relations.filter(|relation| relation.kind == RelationKind::BelongsTo && relation.near().any(&is_given));
    let scoped = given.map(|relation| (relation, Scope::visible((relation.target)(), backend, caller)));
    scoped.filter(|(_, scope)| !scope.is_everything()).collect()
}

/// Looks whether the rows that the given keys of a row name are there for the caller: one statement, where any is guarded.
///
/// # Errors
/// 422 `not_found` at the fields; the same whether a row is absent or hidden. The database fails.
pub(super) async fn must_be_readable(write: &Write<'_>, is_given: impl Fn(usize) -> bool, row: &[Value]) -> Result<()> {
    let (mut asked, mut scopes) = (Vec::new(), Vec::new());
    for (relation, scope) in guarded(write, is_given) {
        let values = key(scope.descriptor(), relation, row);
        if !values.iter().any(is_null) && !is_itself(write, scope.descriptor(), &values, row) {
            scopes.push(scope.with_key(&values));
            asked.push(relation);
        }
    }
    if asked.is_empty() {
        return Ok(());
    }
    let found = are_there(write.endpoint.shared.database.backend(), &scopes)
        .all(write.reader())
        .await
        .map_err(|fault| write.fault(fault))?;
    let mut violations = Vec::new();
    for (column, relation) in asked.into_iter().enumerate() {
        let is_there = found.value(0, column, Kind::Bool).map_err(|fault| fault.into_plain_error())?;
        if is_there != Value::Bool(Some(true)) {
            violations.extend(absent(write.endpoint.descriptor, relation));
        }
    }
    if violations.is_empty() { Ok(()) } else { Err(Error::from_violations(violations)) }
}

/// Whether a row names itself, and its writer may read it as it will be.
fn is_itself(write: &Write<'_>, target: &'static Descriptor, key: &[Value], row: &[Value]) -> bool {
    let is_same_key = || target.key.iter().zip(key).all(|(part, value)| same(&row[*part], value));
    let may_read = || resolve(target, AccessKind::Read, write.head.principal.as_ref()).holds(row);
    std::ptr::eq(target, write.endpoint.descriptor) && is_same_key() && may_read()
}

/// The key of the row that a relation leads to, in the order of its resource's key.
fn key(target: &'static Descriptor, relation: &'static Relation, row: &[Value]) -> Vec<Value> {
    let near = |part: &usize| relation.keys.iter().find(|pair| pair.far == *part).map(|pair| row[pair.near].clone());
    target.key.iter().filter_map(near).collect()
}

fn absent(descriptor: &'static Descriptor, relation: &'static Relation) -> impl Iterator<Item = Violation> {
    let fields = relation.near().map(|position| &descriptor.fields[position]);
    let told = fields.filter(|field| field.is_creatable() || field.is_shown());
    told.map(|field| Violation::at(pointer_to(field.wire), code::NOT_FOUND, "refers to no row"))
}
