//! A row that is to be made: what the client has given, what it leaves out, and what the server sets.

use sea_orm::Value;

use super::{Endpoint, addressable::check_addressable, storable::check_storable};
use crate::{
    access::callers_value,
    clock,
    descriptor::Flags,
    error::{Place, Violation, code, pointer_to},
    http::RequestHead,
    input::Cells,
    validation,
    value::null,
};

/// A row that is to be made.
pub(super) struct NewRow {
    /// What a client may set.
    pub(super) input: Cells,
    /// What is set whoever may set it.
    pub(super) filled: Vec<(usize, Value)>,
    /// The fields that the client itself has given.
    pub(super) given: Vec<usize>,
    /// All that is wrong with single fields.
    pub(super) violations: Vec<Violation>,
}

/// What a client has given, with all that it leaves out.
pub(super) fn complete(
    endpoint: &Endpoint,
    head: &RequestHead,
    mut input: Cells,
    mut violations: Vec<Violation>,
    filled: Vec<(usize, Value)>,
) -> NewRow {
    let descriptor = endpoint.descriptor;
    let given = input.given().map(|(position, _)| position).collect();
    for (position, value) in filled.iter().filter(|(position, _)| descriptor.fields[*position].is_creatable()) {
        let pointer = pointer_to(descriptor.fields[*position].wire);
        let place = Place::Pointer(pointer.clone());
        let is_given = |violation: &Violation| *violation.place() == place && violation.code() != code::REQUIRED;
        let was_given = input.get(*position).is_some() || violations.iter().any(is_given);
        violations.retain(|violation| *violation.place() != place);
        if was_given {
            violations.push(Violation::at(pointer, code::READ_ONLY, "is set by the path"));
        }
        input.set(*position, value.clone());
    }
    violations.extend(validation::check_cells(descriptor, &input));
    violations.extend(check_storable(descriptor, endpoint.shared.database.backend(), &input));
    for (position, field) in descriptor.fields.iter().enumerate() {
        let pointer = pointer_to(field.wire);
        let is_given = input.get(position).is_some()
            || violations.iter().any(|violation| *violation.place() == Place::Pointer(pointer.clone()));
        if is_given || !field.is_creatable() {
            continue;
        }
        if let Some(value) = left_out(endpoint, head, position) {
            input.set(position, value);
        } else if field.is(Flags::CALLER) {
            violations.push(Violation::at(pointer, code::REQUIRED, "must be given"));
        }
    }
    if let Some(found) = check_addressable(descriptor, &input)
        && !violations.iter().any(|earlier| earlier.place() == found.place())
    {
        violations.push(found);
    }
    NewRow { input, filled, given, violations }
}

/// The value of a field that the client left out: the caller's id or tenant, its default, null.
fn left_out(endpoint: &Endpoint, head: &RequestHead, position: usize) -> Option<Value> {
    let field = &endpoint.descriptor.fields[position];
    let value = of_caller(endpoint, head, position).or_else(|| field.default.map(|default| (default.make)()));
    value.or_else(|| field.nullable.then(|| null(field.kind)))
}

/// The caller's id or tenant, for a field in which the rule of creates asks for it.
fn of_caller(endpoint: &Endpoint, head: &RequestHead, position: usize) -> Option<Value> {
    let descriptor = endpoint.descriptor;
    if !descriptor.fields[position].is(Flags::CALLER) {
        return None;
    }
    callers_value(descriptor, descriptor.access.create?, position, head.principal.as_ref())
}

impl NewRow {
    /// What is set at creation whatever a client says.
    pub(super) fn server_values(&self, endpoint: &Endpoint, head: &RequestHead) -> Cells {
        let mut row = clock::standing_still(|| server_values(endpoint, head));
        for (position, value) in &self.filled {
            if !endpoint.descriptor.fields[*position].is_creatable() {
                row.set(*position, value.clone());
            }
        }
        row
    }
}

/// What the server sets at creation.
fn server_values(endpoint: &Endpoint, head: &RequestHead) -> Cells {
    let mut row = Cells::new(endpoint.descriptor);
    for (position, field) in endpoint.descriptor.columns() {
        let value = match field.on_create {
            Some(make) => Some(make()),
            None if field.is_creatable() || field.is(Flags::AUTO) => None,
            None => of_caller(endpoint, head, position).or_else(|| field.default.map(|default| (default.make)())),
        };
        if let Some(value) = value {
            row.set(position, value);
        }
    }
    row
}
