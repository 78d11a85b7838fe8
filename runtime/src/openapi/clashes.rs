//! Names that two resources would share in the document.

use std::collections::BTreeMap;

use super::{names, schema};
use crate::{descriptor::Descriptor, operation::Operation};

/// What the document names by itself.
const OWN_SCHEMAS: [&str; 2] = ["Problem", "Violation"];

const OPERATIONS: [Operation; 6] =
    [Operation::List, Operation::Get, Operation::Create, Operation::Update, Operation::Replace, Operation::Delete];

/// All names of schemas and operations that stand for two things, each with what to do.
pub fn faults(resources: &[(&str, &'static Descriptor)]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut schemas: BTreeMap<String, &str> = OWN_SCHEMAS.map(|name| (name.to_owned(), "the document itself")).into();
    let mut operations: BTreeMap<String, &str> = BTreeMap::new();
    for (index, (path, descriptor)) in resources.iter().enumerate() {
        // A resource that is served twice has its schemas once; two of one name are told apart elsewhere.
        let is_first = resources[..index].iter().all(|(_, earlier)| earlier.name != descriptor.name);
        for schema in schema::names(descriptor).into_iter().filter(|_| is_first) {
            if let Some(other) = schemas.insert(schema.clone(), descriptor.name) {
                faults.push(format!(
                    "`{}` has the schema `{schema}` in the API's document, and so has {}; rename the struct",
                    descriptor.name,
                    quoted(other)
                ));
            }
        }
        for operation in OPERATIONS.into_iter().filter(|operation| descriptor.operations.has(operation.bit())) {
            let name = names::operation_id(descriptor, path, operation);
            // Of two at one path it is told elsewhere.
            if let Some(other) = operations.insert(name.clone(), path).filter(|other| other != path) {
                faults.push(format!(
                    "the operation `{name}` of the API's document would be one of {other} and one of {path}; give one of \
                     them another path"
                ));
            }
        }
    }
    faults
}

fn quoted(name: &str) -> String {
    if name.contains(' ') { name.to_owned() } else { format!("`{name}`") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        database::testing::resource,
        descriptor::{Field, Operations},
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
    fn operations_are_told_apart() {
        assert_eq!(faults(&[("/posts", &POST), ("/admin/posts", &POST)]), Vec::<String>::new());
        let told = faults(&[("/a/b/posts", &POST), ("/a-b/posts", &POST)]);
        assert_eq!(told.len(), 5, "{told:?}");
        assert!(
            told[0].contains("`list_a_b_posts`") && told[0].contains("/a/b/posts") && told[0].contains("/a-b/posts")
        );
    }
}
