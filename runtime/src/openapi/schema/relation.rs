//! Rows of other resources: in an answer, made below another, and linked to it.

use heck::ToUpperCamelCase;
use utoipa::openapi::{
    Ref, RefOr,
    schema::{AdditionalProperties, AnyOf, Array, ArrayItems, Object, Schema, Type},
};

use super::{
    kind::in_bodies as key_part,
    object::{Shape, nullable},
    of_type,
};
use crate::{
    body::{Mode, is_in_document},
    database::Backend,
    descriptor::{Descriptor, Relation},
    operation::MOST_LINKS,
};

/// The name of the first rows of many: `CommentExpanded`.
pub fn expanded_name(resource: &str) -> String {
    format!("{resource}Expanded")
}

/// What an answer has of a relation, where that is expanded.
pub fn relation_schema(relation: &Relation) -> RefOr<Schema> {
    let resource = (relation.target)().name;
    let mut description = relation.description.to_owned();
    if !description.is_empty() {
        description.push_str(if description.ends_with(['.', '!', '?', ':']) { " " } else { ". " });
    }
    description.push_str("Only where `expand` names it.");
    if relation.is_many() {
        let mut reference = Ref::from_schema_name(expanded_name(resource));
        reference.description = description;
        return RefOr::Ref(reference);
    }
    let mut either = AnyOf::new();
    either.items = vec![
        RefOr::Ref(Ref::from_schema_name(Shape::Answer.name(resource))),
        RefOr::T(Schema::Object(of_type(Type::Null))),
    ];
    description.push_str(" Null where there is none, or none that the caller may read.");
    either.description = Some(description);
    RefOr::T(Schema::AnyOf(either))
}

/// The first rows of a relation to many.
pub fn expanded_schema(descriptor: &Descriptor) -> Object {
    let mut schema = of_type(Type::Object);
    schema.description = Some("The first of the rows that a relation leads to.".to_owned());
    let mut items = Array::new(RefOr::Ref(Ref::from_schema_name(Shape::Answer.name(descriptor.name))));
    items.description = Some("In the order that their resource declares.".to_owned());
    items.max_items = usize::try_from(descriptor.page.size).ok();
    let next = nullable(
        Type::String,
        "The cursor of the page behind them, in the list of these rows below the row that they belong to; null where there \
         are no more.",
    );
    for (name, member) in [("items", Schema::Array(items)), ("next", Schema::Object(next))] {
        schema.required.push(name.to_owned());
        schema.properties.insert(name.to_owned(), RefOr::T(member));
    }
    schema.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
    schema
}

/// The name of what a create below another row takes, where the path says some of it: `PostCommentsCreate`.
pub fn create_schema_name(parent: &Descriptor, relation: &Relation) -> Option<String> {
    let target = (relation.target)();
    let mut filled = relation.keys.iter().map(|pair| &target.fields[pair.far]);
    let says_less = filled.any(|field| is_in_document(field, Mode::Create));
    let relation = format!("{}{}", parent.name, relation.wire.to_upper_camel_case());
    says_less.then(|| Shape::Body(Mode::Create).name(&relation))
}

/// Keys of the rows that are linked to another, each as its row shows it; of a key of several parts an array of these.
pub fn keys_schema(descriptor: &'static Descriptor, backend: Backend) -> Schema {
    let part = |position: &usize| Schema::Object(key_part(&descriptor.fields[*position], backend));
    let item = match descriptor.key {
        [only] => part(only),
        parts => {
            let mut whole = Array::new(Object::default());
            whole.items = ArrayItems::False;
            whole.prefix_items = parts.iter().map(part).collect();
            whole.min_items = Some(parts.len());
            whole.max_items = Some(parts.len());
            Schema::Array(whole)
        }
    };
    let mut keys = Array::new(RefOr::T(item));
    keys.description =
        Some("The keys of all of them. Those that the caller may not read are left as they are.".to_owned());
    keys.max_items = Some(MOST_LINKS);
    Schema::Array(keys)
}
