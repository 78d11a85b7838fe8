//! What the document says of a list's parameters, and what the list's query takes.

use proptest::{prelude::*, sample::select};
use serde_json::{Value as Json, json};

use crate::{
    body::fixture::descriptor,
    descriptor::{Descriptor, Field, Flags},
    openapi::parameter::list_parameters,
    query::{LIST_PARAMETERS, ListQuery, Parameters, QueryLimits},
};

static FIELDS: Descriptor = descriptor(&[
    Field::new::<i64>("id").flags(Flags::AUTO_KEY),
    Field::new::<String>("title").flags(Flags::SORT),
    Field::new::<i64>("views").flags(Flags::SORT),
    Field::new::<String>("body"),
]);

/// A parameter's text as the value that its schema speaks of.
fn value(parameter: &Json, text: &str) -> Json {
    match parameter["schema"]["type"].as_str() {
        Some("integer") => text.parse::<u64>().map_or(json!(text), Json::from),
        Some("array") => text.split(',').map(Json::from).collect(),
        _ => json!(text),
    }
}

#[test]
fn each_parameter_of_a_list_is_described() {
    let names: Vec<String> = list_parameters(&FIELDS).into_iter().map(|parameter| parameter.name).collect();
    assert_eq!(names, LIST_PARAMETERS);
}

proptest! {
    #[test]
    fn a_parameter_is_taken_where_its_schema_says_so(
        name in select(vec!["page_size", "page", "sort", "total", "nothing"]),
        text in select(vec![
            "", "0", "1", "20", "1000", "-1", "1.0", "x", "exact", "none", "Exact", "title", "-title", "views,title", "title,views",
            "title,title", "title,-title", "-views,title", "body", "id", "title,", ",title", "title,views,id", "--title",
        ]),
    ) {
        let parameters = serde_json::to_value(list_parameters(&FIELDS)).expect("JSON");
        let described = parameters.as_array().expect("parameters").iter().find(|parameter| parameter["name"] == name);
        let said = described.is_some_and(|parameter| {
            jsonschema::validator_for(&parameter["schema"]).expect("a schema").is_valid(&value(parameter, text))
        });
        let query = Parameters::parse(Some(&format!("{name}={text}"))).expect("a query");
        prop_assert_eq!(said, ListQuery::parse(&FIELDS, &QueryLimits::default(), &query).is_ok(), "{}={}", name, text);
    }
}
