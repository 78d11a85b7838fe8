use utoipa::openapi::{
    Ref, RefOr,
    schema::{AdditionalProperties, Array, Object, Schema, Type},
};

use super::{field_schema, of_type, relation_schema};
use crate::{
    body::{Mode, is_in_document, is_required},
    database::Backend,
    descriptor::{Descriptor, Operations},
    query::followed,
};

/// One of a resource's schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The object in answers.
    Answer,
    Body(Mode),
}

impl Shape {
    /// The schema's name: `Post`, `PostCreate`.
    pub fn name(self, resource: &str) -> String {
        let suffix = match self {
            Shape::Answer => "",
            Shape::Body(Mode::Create) => "Create",
            Shape::Body(Mode::Update) => "Update",
            Shape::Body(Mode::Replace) => "Replace",
        };
        format!("{resource}{suffix}")
    }
}

/// The name of the envelope of a list: `PostPage`.
pub fn page_name(resource: &str) -> String {
    format!("{resource}Page")
}

/// The names of all schemas of a resource.
pub fn names(descriptor: &Descriptor) -> Vec<String> {
    let has = |operations: u8| descriptor.operations.has(operations);
    let shows = has(Operations::LIST | Operations::GET) || descriptor.access.read.is_some() && has(WRITES);
    let bodies =
        [(Operations::CREATE, Mode::Create), (Operations::UPDATE, Mode::Update), (Operations::REPLACE, Mode::Replace)];
    let bodies = bodies.into_iter().filter(|(operation, _)| has(*operation));
    let shapes = shows.then_some(Shape::Answer).into_iter().chain(bodies.map(|(_, mode)| Shape::Body(mode)));
    let page = has(Operations::LIST).then(|| page_name(descriptor.name));
    shapes.map(|shape| shape.name(descriptor.name)).chain(page).collect()
}

/// Operations that answer the object that they have written.
const WRITES: u8 = Operations::CREATE | Operations::UPDATE | Operations::REPLACE;

/// The schema of a resource's object. Bodies are closed, since the reader of bodies refuses what it does not know; answers
/// are open, so that they can grow.
pub fn resource_schema(descriptor: &'static Descriptor, shape: Shape, backend: Backend) -> Object {
    resource_schema_without(descriptor, shape, backend, &[])
}

/// The same without some of its fields.
pub fn resource_schema_without(
    descriptor: &'static Descriptor,
    shape: Shape,
    backend: Backend,
    without: &[usize],
) -> Object {
    let mut schema = of_type(Type::Object);
    if !descriptor.description.is_empty() {
        schema.description = Some(descriptor.description.to_owned());
    }
    for (position, field) in descriptor.fields.iter().enumerate() {
        let (mode, is_there, required) = match shape {
            Shape::Answer => (None, field.is_shown(), true),
            Shape::Body(mode) => (Some(mode), is_in_document(field, mode), is_required(field, mode)),
        };
        if !is_there || without.contains(&position) {
            continue;
        }
        if required {
            schema.required.push(field.wire.to_owned());
        }
        let property = field_schema(descriptor, position, mode, backend);
        schema.properties.insert(field.wire.to_owned(), RefOr::T(Schema::Object(property)));
    }
    if shape == Shape::Answer {
        for relation in followed(descriptor) {
            schema.properties.insert(relation.wire.to_owned(), relation_schema(relation));
        }
    } else {
        schema.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    }
    schema
}

/// The envelope of a list.
pub fn page_schema(resource: &str) -> Object {
    let mut schema = of_type(Type::Object);
    schema.description = Some("One page of a list.".to_owned());
    let mut items = Array::new(RefOr::Ref(Ref::from_schema_name(Shape::Answer.name(resource))));
    items.description = Some("The rows in the order that was asked for.".to_owned());
    let mut total = nullable(Type::Integer, "All rows, where they were counted.");
    total.minimum = Some(super::kind::integer(0));
    let members = [
        ("items", Schema::Array(items)),
        ("next", Schema::Object(nullable(Type::String, "The cursor of the page behind this one; null at the end."))),
        ("prev", Schema::Object(nullable(Type::String, "The cursor of the page before this one; null at the start."))),
        ("total", Schema::Object(total)),
    ];
    for (name, member) in members {
        schema.required.push(name.to_owned());
        schema.properties.insert(name.to_owned(), RefOr::T(member));
    }
    schema
}

/// A value that may be null.
pub fn nullable(kind: Type, description: &str) -> Object {
    let mut schema = Object::default();
    schema.schema_type = [kind, Type::Null].into_iter().collect();
    schema.description = Some(description.to_owned());
    schema
}
