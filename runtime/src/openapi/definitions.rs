//! What the document defines once and refers to.

use utoipa::openapi::{
    Components, Ref, RefOr,
    path::Parameter,
    schema::{Object, Schema},
};

use super::schema::{Shape, expanded_name, expanded_schema, page_name, page_schema, resource_schema};
use crate::{
    database::Backend,
    descriptor::{Descriptor, Relation},
    query::{followed, reachable},
};

/// The schema of a resource's object, and of all that its relations lead to.
pub fn answer(descriptor: &'static Descriptor, backend: Backend, components: &mut Components) -> RefOr<Schema> {
    let every = |_: &Relation| true;
    for reached in reachable([descriptor], every) {
        let schema = || resource_schema(reached, Shape::Answer, backend);
        define(&Shape::Answer.name(reached.name), schema, components);
        for target in followed(reached).filter(|relation| relation.is_many()).map(|relation| (relation.target)()) {
            define(&expanded_name(target.name), || expanded_schema(target), components);
        }
    }
    RefOr::Ref(Ref::from_schema_name(Shape::Answer.name(descriptor.name)))
}

/// The schema of a page of a resource's list.
pub fn page(descriptor: &'static Descriptor, backend: Backend, components: &mut Components) -> RefOr<Schema> {
    answer(descriptor, backend, components);
    define(&page_name(descriptor.name), || page_schema(descriptor.name), components)
}

/// A schema of this name.
pub fn define(name: &str, schema: impl FnOnce() -> Object, components: &mut Components) -> RefOr<Schema> {
    components.schemas.entry(name.to_owned()).or_insert_with(|| RefOr::T(Schema::Object(schema())));
    RefOr::Ref(Ref::from_schema_name(name))
}

/// The parameters of a list that stands at several paths, each defined once.
pub fn shared(
    descriptor: &'static Descriptor,
    parameters: Vec<Parameter>,
    components: &mut Components,
) -> Vec<RefOr<Parameter>> {
    let share = |parameter: Parameter| {
        let name = format!("{}.{}", descriptor.name, parameter.name);
        // Names of components are of fewer letters than those of fields (OpenAPI, section 4.8.7).
        let is_plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_'));
        if !is_plain {
            return RefOr::T(parameter);
        }
        components.parameters.entry(name.clone()).or_insert(RefOr::T(parameter));
        RefOr::Ref(Ref::new(format!("#/components/parameters/{name}")))
    };
    parameters.into_iter().map(share).collect()
}
