//! What must hold of any document.

use std::collections::HashSet;

use restruct_tests::Contract;
use serde_json::{Value, json};

use crate::committed::blog;

async fn document() -> Value {
    serde_json::to_value(blog().await).expect("JSON")
}

fn visit<'a>(value: &'a Value, see: &mut impl FnMut(&'a str, &'a Value)) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, member)| {
            see(name, member);
            visit(member, see);
        }),
        Value::Array(items) => items.iter().for_each(|item| visit(item, see)),
        _ => {}
    }
}

#[tokio::test]
async fn each_reference_leads_somewhere_and_each_component_is_used() {
    let document = document().await;
    let mut used = HashSet::new();
    visit(&document, &mut |name, member| {
        if let ("$ref", Some(reference)) = (name, member.as_str()) {
            let pointer = reference.strip_prefix('#').expect("a reference into the document");
            assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
            used.insert(reference.to_owned());
        }
    });
    for kind in ["schemas", "responses", "headers", "parameters"] {
        for name in document["components"][kind].as_object().expect("components").keys() {
            assert!(used.contains(&format!("#/components/{kind}/{name}")), "{kind}/{name} is never used");
        }
    }
}

#[tokio::test]
async fn each_operation_has_a_name_of_its_own_and_a_known_tag() {
    let document = document().await;
    let tags: Vec<&Value> = document["tags"].as_array().expect("tags").iter().map(|tag| &tag["name"]).collect();
    let mut names = HashSet::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let name = operation["operationId"].as_str().unwrap_or_default();
            assert!(names.insert(name), "{method} {path}: {name:?} twice");
            assert!(tags.contains(&&operation["tags"][0]), "{method} {path}: {}", operation["tags"]);
        }
    }
    assert!(names.contains("list_tags_of_post") && names.contains("get_author"), "{names:?}");
}

#[tokio::test]
async fn each_example_is_one_of_its_schema() {
    let (document, mut examples) = (document().await, 0);
    visit(&document, &mut |_, member| {
        if let (Some(example), Some(schema)) = (member.get("example"), member.get("schema")) {
            let whole = json!({"allOf": [schema], "components": document["components"]});
            let validator = jsonschema::options().should_validate_formats(true).build(&whole).expect("a schema");
            assert!(validator.is_valid(example), "{example} is not of {schema}");
            examples += 1;
        }
        for example in member.get("examples").and_then(Value::as_array).into_iter().flatten() {
            let validator = jsonschema::options().should_validate_formats(true).build(member).expect("a schema");
            assert!(validator.is_valid(example), "{example} is not of {member}");
            examples += 1;
        }
    });
    assert!(examples > 100, "{examples}");
}

#[tokio::test]
async fn what_a_client_cannot_do_without_is_there() {
    let contract = Contract::new(&blog().await);
    let document = contract.document();
    let create = &document["components"]["schemas"]["PostCreate"];
    assert_eq!(create["required"], json!(["title", "body"]));
    assert_eq!(create["additionalProperties"], json!(false));
    assert_eq!(create["properties"]["title"]["maxLength"], json!(200));
    assert_eq!(create["properties"]["status"]["default"], json!("draft"));
    let post = &document["components"]["schemas"]["Post"]["properties"];
    assert_eq!(post["published_at"]["type"], json!(["string", "null"]));
    assert_eq!(post["slug"]["readOnly"], json!(true));
    let security = |path: &str, method: &str| document["paths"][path][method]["security"].clone();
    assert_eq!(security("/authors", "get"), json!([]));
    assert_eq!(security("/authors", "post"), json!([{"bearer": []}]));
    assert_eq!(security("/posts", "get"), json!([{}, {"bearer": []}]));
    assert_eq!(security("/posts/{id}/comments", "get"), json!([{}, {"bearer": []}]));
    let link = &document["paths"]["/posts/{id}/tags/{tag}"]["put"];
    assert_eq!(link["parameters"][1]["required"], json!(true));
    assert_eq!(post["author"]["anyOf"][0]["$ref"], json!("#/components/schemas/Author"));
    assert_eq!(post["comments"]["$ref"], json!("#/components/schemas/CommentExpanded"));
    let below = &document["components"]["schemas"]["PostCommentsCreate"];
    assert_eq!((&below["required"], &below["properties"]["post_id"]), (&json!(["text"]), &json!(null)));
}
