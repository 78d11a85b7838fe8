//! Names that two resources would share in the document.

use std::{
    collections::{BTreeMap, BTreeSet},
    ptr,
};

use super::{
    names::{self, RelatedOperation},
    related_operations, schema,
};
use crate::{
    descriptor::Descriptor,
    operation::Operation,
    query::{followed, reachable},
};

/// What the document names by itself.
const OWN_SCHEMAS: [&str; 2] = ["Problem", "Violation"];

const OPERATIONS: [Operation; 6] =
    [Operation::List, Operation::Get, Operation::Create, Operation::Update, Operation::Replace, Operation::Delete];

/// All names of schemas and operations that stand for two things, each with what to do.
pub fn faults(resources: &[(&str, &'static Descriptor)]) -> Vec<String> {
    schemas(resources).into_iter().chain(operations(resources)).collect()
}

fn schemas(resources: &[(&str, &'static Descriptor)]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut known: BTreeMap<String, &str> = OWN_SCHEMAS.map(|name| (name.to_owned(), "the document itself")).into();
    // Those that have paths, and what their relations lead to.
    let shown = reachable(resources.iter().map(|(_, served)| *served), |_| true);
    for (index, descriptor) in shown.iter().enumerate() {
        if let Some(twin) = shown[..index].iter().find(|earlier| earlier.name == descriptor.name) {
            // Of two at paths of their own it is told elsewhere.
            if !is_served(resources, twin) || !is_served(resources, descriptor) {
                faults.push(format!(
                    "two resources are called `{}`, one of them without a path, so their schemas would be one; rename a struct",
                    descriptor.name
                ));
            }
            continue;
        }
        for schema in schema_names(descriptor, &shown, resources) {
            if let Some(other) = known.insert(schema.clone(), descriptor.name) {
                faults.push(format!(
                    "`{}` has the schema `{schema}` in the API's document, and so has {}; rename the struct",
                    descriptor.name,
                    quoted(other)
                ));
            }
        }
    }
    faults
}

fn is_served(resources: &[(&str, &'static Descriptor)], descriptor: &'static Descriptor) -> bool {
    resources.iter().any(|(_, served)| ptr::eq(*served, descriptor))
}

fn schema_names(
    descriptor: &'static Descriptor,
    shown: &[&'static Descriptor],
    resources: &[(&str, &'static Descriptor)],
) -> BTreeSet<String> {
    let own = if is_served(resources, descriptor) { schema::names(descriptor) } else { Vec::new() };
    let is_listed_below = |resource: &'static Descriptor| {
        let mut below = related_operations(resources, resource);
        below.any(|(relation, operations)| operations.list && ptr::eq((relation.target)(), descriptor))
    };
    let leads_here = |resource: &'static Descriptor| {
        let mut many = followed(resource).filter(|relation| relation.is_many());
        many.any(|relation| ptr::eq((relation.target)(), descriptor))
    };
    let answer = shown.iter().any(|from| followed(from).any(|it| ptr::eq((it.target)(), descriptor)));
    let expanded = shown.iter().any(|from| leads_here(from));
    let paged = resources.iter().any(|(_, parent)| is_listed_below(parent));
    let created = related_operations(resources, descriptor)
        .filter(|(_, operations)| operations.create && is_served(resources, descriptor))
        .filter_map(|(relation, _)| schema::create_schema_name(descriptor, relation));
    let of_relations = [
        answer.then(|| schema::Shape::Answer.name(descriptor.name)),
        expanded.then(|| schema::expanded_name(descriptor.name)),
        paged.then(|| schema::page_name(descriptor.name)),
    ];
    own.into_iter().chain(of_relations.into_iter().flatten()).chain(created).collect()
}

fn operations(resources: &[(&str, &'static Descriptor)]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for (path, descriptor) in resources {
        for (name, place) in operations_of(path, descriptor, resources) {
            // Of two at one path it is told elsewhere.
            if let Some(other) = known.insert(name.clone(), place.clone()).filter(|other| *other != place) {
                faults.push(format!(
                    "the operation `{name}` of the API's document would be one of {other} and one of {place}; give one of \
                     them another path"
                ));
            }
        }
    }
    faults
}

/// The names of operations, each with its place.
fn operations_of(
    path: &str,
    descriptor: &'static Descriptor,
    resources: &[(&str, &'static Descriptor)],
) -> Vec<(String, String)> {
    let own = OPERATIONS.into_iter().filter(|operation| descriptor.operations.has(operation.bit()));
    let own = own.map(|operation| (names::operation_id(descriptor, path, operation), path.to_owned()));
    let related = related_operations(resources, descriptor).flat_map(|(relation, operations)| {
        RelatedOperation::of(operations).map(move |operation| {
            let name = names::related_operation_id(descriptor, path, relation, operation);
            (name, format!("{path}/{{key}}/{}", relation.wire))
        })
    });
    own.chain(related).collect()
}

fn quoted(name: &str) -> String {
    if name.contains(' ') { name.to_owned() } else { format!("`{name}`") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        database::testing::resource,
        descriptor::{Field, KeyPair, Operations, Relation, RelationKind::HasMany},
        schema::testing::relation,
    };

    static FIELDS: [Field; 1] = [Field::new::<i64>("id")];
    static POST: Descriptor =
        Descriptor { operations: Operations::USUAL, path: "posts", ..resource("Post", "posts", &FIELDS) };
    static CREATE: Descriptor =
        Descriptor { operations: Operations::USUAL, path: "made", ..resource("PostCreate", "made", &FIELDS) };
    static PROBLEM: Descriptor =
        Descriptor { operations: Operations::USUAL, path: "problems", ..resource("Problem", "problems", &FIELDS) };

    #[test]
    fn schemas_are_told_apart() {
        let told = faults(&[("/posts", &POST), ("/made", &CREATE), ("/problems", &PROBLEM)]);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told[0].contains("`PostCreate` has the schema `PostCreate`") && told[0].contains("so has `Post`"),
            "{told:?}"
        );
        assert!(told[1].contains("`Problem`") && told[1].contains("so has the document itself"), "{told:?}");
    }

    #[test]
    fn what_relations_lead_to_has_schemas_too() {
        static SECOND: Descriptor = resource("Post", "old_posts", &FIELDS);
        static READ: [Relation; 1] = [relation("posts", HasMany, || &SECOND, &[KeyPair { near: 0, far: 0 }])];
        static AUTHOR: Descriptor = Descriptor { relations: &READ, ..resource("Author", "authors", &FIELDS) };
        static EXPANDED: Descriptor = resource("PostExpanded", "expanded", &FIELDS);
        assert_eq!(faults(&[("/authors", &AUTHOR)]), Vec::<String>::new());
        let told = faults(&[("/authors", &AUTHOR), ("/posts", &POST)]);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("two resources are called `Post`"), "{told:?}");
        let expanded = Descriptor { operations: Operations::USUAL, path: "expanded", ..EXPANDED };
        let told = faults(&[("/authors", &AUTHOR), ("/expanded", Box::leak(Box::new(expanded)))]);
        assert!(told.iter().any(|fault| fault.contains("`PostExpanded`")), "{told:?}");
    }

    #[test]
    fn operations_are_told_apart() {
        assert_eq!(faults(&[("/posts", &POST), ("/admin/posts", &POST)]), Vec::<String>::new());
        let told = faults(&[("/a/b/posts", &POST), ("/a-b/posts", &POST)]);
        assert_eq!(told.len(), 5, "{told:?}");
        assert!(
            told[0].contains("`list_a_b_posts`") && told[0].contains("/a/b/posts") && told[0].contains("/a-b/posts")
        );
    }
}
