use utoipa::openapi::schema::{Object, SchemaType, Type};

use super::{also_say, kind, rules};
use crate::{
    body::Mode,
    database::Backend,
    descriptor::{Check, Descriptor, Field, Flags, Kind},
    json,
    openapi::example,
    operation::most_characters,
};

/// The schema of a field in a body of this mode; in answers where there is none.
pub fn field_schema(descriptor: &'static Descriptor, position: usize, mode: Option<Mode>, backend: Backend) -> Object {
    let field = &descriptor.fields[position];
    let mut schema = match mode {
        None => kind::in_answers(field),
        Some(_) => kind::in_bodies(field, backend),
    };
    if !field.description.is_empty() {
        let form = schema.description.replace(field.description.to_owned());
        form.iter().for_each(|form| also_say(&mut schema, form));
    }
    match mode {
        None => mark_answer(&mut schema, field),
        Some(mode) => {
            rules::add(&mut schema, descriptor, field);
            mark_body(&mut schema, descriptor, position, mode);
        }
    }
    if mode.is_none_or(|_| !is_given_always(field)) {
        nullable(&mut schema, field);
    } else {
        not_null(&mut schema, field);
    }
    schema.examples.extend(example::field_value(descriptor, position, backend));
    schema
}

fn mark_answer(schema: &mut Object, field: &Field) {
    let is_servers = !field.is_creatable() && !field.is_updatable();
    schema.read_only = is_servers.then_some(true);
    if field.is(Flags::UNIQUE) {
        also_say(schema, "No two are alike.");
    }
}

fn mark_body(schema: &mut Object, descriptor: &'static Descriptor, position: usize, mode: Mode) {
    let field = &descriptor.fields[position];
    if field.is(Flags::WRITE_ONLY | Flags::INPUT) {
        schema.write_only = Some(true);
    }
    if let Some(most) = most_characters(descriptor, position) {
        schema.max_length = Some(schema.max_length.map_or(most, |given| given.min(most)));
    }
    if descriptor.key == [position] && field.kind == Kind::String {
        kind::addressable(schema);
    }
    if field.is(Flags::VERSION) {
        also_say(schema, "Where it is given, it must be the stored one: 409 `conflict` otherwise.");
    }
    if mode != Mode::Update {
        schema.default = field
            .default
            .filter(|default| default.constant && !field.is(Flags::WRITE_ONLY | Flags::SENSITIVE))
            .map(|default| json::to_json(&(default.make)()));
        if field.is(Flags::CALLER) && mode == Mode::Create {
            also_say(schema, "Filled in from the caller where it is left out.");
        }
    }
    if field.accepts.is_some() && !matches!(field.kind, Kind::Choice(_)) {
        also_say(schema, "Only values of the application's own type are taken.");
    }
}

/// Whether the field is `required` by its own rule although its column may be null.
fn is_given_always(field: &Field) -> bool {
    field.nullable && field.validations.iter().any(|rule| matches!(rule.check, Check::Required))
}

/// Null is a type of its own in JSON Schema (core, section 4.2.1).
fn nullable(schema: &mut Object, field: &Field) {
    if !field.nullable {
        not_null(schema, field);
        return;
    }
    schema.schema_type = match std::mem::take(&mut schema.schema_type) {
        SchemaType::Type(one) => [one, Type::Null].into_iter().collect(),
        SchemaType::Array(types) => types.into_iter().chain([Type::Null]).collect(),
        SchemaType::AnyValue => SchemaType::AnyValue,
    };
    if let Some(values) = &mut schema.enum_values {
        values.push(serde_json::Value::Null);
    }
}

/// A document of any form but null, which is SQL's.
fn not_null(schema: &mut Object, field: &Field) {
    if field.kind == Kind::Json {
        let types = [Type::Object, Type::Array, Type::String, Type::Number, Type::Boolean];
        schema.schema_type = types.into_iter().collect();
    }
}
