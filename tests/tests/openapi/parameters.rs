//! Each parameter that the blog's document names is taken, as its example has it, and no other is; each limit that it states
//! is the server's.

use std::collections::BTreeMap;

use restruct::prelude::*;
use restruct_tests::{Request, Server, TestDatabase, get};
use serde_json::Value;

const ADMIN: &str = "admin-token";
const OPERATORS: [&str; 16] = [
    "eq",
    "ne",
    "in",
    "not_in",
    "isnull",
    "gt",
    "gte",
    "lt",
    "lte",
    "iexact",
    "contains",
    "icontains",
    "startswith",
    "istartswith",
    "endswith",
    "iendswith",
];
/// What a list is asked for besides filters.
const NAMED: [&str; 8] = ["search", "sort", "page", "page_size", "cursor", "total", "expand", "fields"];

/// Parameters in the query, by name, of what is got at a path.
type Parameters = BTreeMap<String, Value>;

async fn blogs() -> Vec<Server> {
    let mut servers = Vec::new();
    for database in TestDatabase::each().await {
        let app = App::connect(database.url()).await.expect("the database answers");
        servers.push(Server::start_app(database, blog::app(app).await.expect("the blog starts")).await);
    }
    servers
}

/// What can be got, each path with a row's key.
async fn gets(server: &Server) -> Vec<(String, Value)> {
    let document = server.contract().document();
    let mut gets = Vec::new();
    for (template, item) in document["paths"].as_object().expect("paths") {
        if item.get("get").is_none() {
            continue;
        }
        let Some((list, rest)) = template.split_once("/{") else {
            gets.push((template.clone(), item["get"].clone()));
            continue;
        };
        let (key, below) = rest.split_once('}').expect("a name in braces");
        let row = &server.json(get(list).by(ADMIN)).await["items"][0];
        let key = row[key].to_string().replace('"', "");
        gets.push((format!("{list}/{key}{below}"), item["get"].clone()));
    }
    gets
}

fn parameters(operation: &Value) -> Parameters {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let named = parameters.filter(|one| one["in"] == "query");
    named.map(|one| (one["name"].as_str().expect("a name").to_owned(), one.clone())).collect()
}

fn ask(path: &str, pairs: &[(&str, &str)]) -> Request {
    let url = restruct_tests::encoded(pairs);
    get(format!("{path}?{url}")).by(ADMIN)
}

/// As it is sent: several values between commas.
fn example(parameter: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
    match &parameter["schema"]["examples"][0] {
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(","),
        value => text(value),
    }
}

#[tokio::test]
async fn each_documented_parameter_is_taken_and_no_other() {
    for server in blogs().await {
        let (mut taken, mut refused) = (0, 0);
        for (path, operation) in gets(&server).await {
            let parameters = parameters(&operation);
            for (name, parameter) in parameters.iter().filter(|(name, _)| *name != "cursor") {
                let response = server.send(ask(&path, &[(name, &example(parameter))])).await;
                assert_eq!(response.status, 200, "{path}?{name}: {}", response.text());
                taken += 1;
            }
            for name in others(&server, &operation, &parameters) {
                let response = server.send(ask(&path, &[(&name, "1")])).await;
                let code = response.json()["code"].clone();
                assert_eq!(response.status, 400, "{path}?{name}: {}", response.text());
                assert!(
                    ["unknown_parameter", "not_allowed"].contains(&code.as_str().unwrap_or_default()),
                    "{name}: {code}"
                );
                refused += 1;
            }
        }
        assert!(taken > 500 && refused > 500, "{taken} taken, {refused} refused");
    }
}

/// Each path of relations that the document lists is one of the answer, whole and by single fields; that nothing else is in
/// it, the document says.
#[tokio::test]
async fn each_documented_path_is_expanded() {
    for server in blogs().await {
        let mut expanded = 0;
        for (path, operation) in gets(&server).await {
            let parameters = parameters(&operation);
            let names = |name: &str, list: &str| -> Vec<String> {
                let names = parameters[name]["schema"]["items"].pointer(list).and_then(Value::as_array);
                names.into_iter().flatten().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
            };
            let fields = names("fields", "/anyOf/0/enum");
            for relations in names("expand", "/enum") {
                let own: Vec<&str> =
                    fields.iter().filter_map(|name| name.strip_prefix(&format!("{relations}."))).collect();
                let named = own.first().map_or_else(|| fields[0].clone(), |name| format!("{relations}.{name}"));
                for query in [&[("expand", relations.as_str())][..], &[("expand", &relations), ("fields", &named)]] {
                    let response = server.send(ask(&path, query)).await;
                    assert_eq!(response.status, 200, "{path} {query:?}: {}", response.text());
                    expanded += 1;
                }
            }
        }
        assert!(expanded > 300, "{expanded}");
    }
}

/// Of filters that follow several relations each list tells one.
#[tokio::test]
async fn further_filters_are_taken_as_they_are_told() {
    for server in blogs().await {
        for (path, operation) in gets(&server).await.into_iter().filter(|(_, operation)| is_list(operation)) {
            let told = operation["description"].as_str().and_then(|text| text.split("such as `").nth(1));
            let name = told.and_then(|text| text.split('`').next()).expect("the name of a filter");
            let value = if name.ends_with("__isnull") { "true" } else { "2026-01-01T00:00:00Z" };
            let response = server.send(ask(&path, &[(name, value)])).await;
            assert_eq!(response.status, 200, "{path}?{name}: {}", response.text());
        }
    }
}

fn is_list(operation: &Value) -> bool {
    operation["operationId"].as_str().is_some_and(|name| name.starts_with("list_"))
}

/// Names that the document does not have, of all fields with all operators, and of what other lists have.
fn others(server: &Server, operation: &Value, parameters: &Parameters) -> Vec<String> {
    let schemas = server.contract().document()["components"]["schemas"].as_object().expect("schemas");
    let shown = &operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"];
    let shown = shown.as_str().and_then(|reference| reference.rsplit('/').next()).expect("a schema");
    let resource = shown.strip_suffix("Page").unwrap_or(shown);
    let fields = schemas[resource]["properties"].as_object().expect("fields").keys();
    let filters = fields.flat_map(|field| {
        OPERATORS.iter().map(move |operator| match *operator {
            "eq" => field.clone(),
            operator => format!("{field}__{operator}"),
        })
    });
    let named = NAMED.iter().map(|name| (*name).to_owned());
    filters.chain(named).filter(|name| !parameters.contains_key(name)).collect()
}

#[tokio::test]
async fn each_documented_limit_is_the_servers() {
    for server in blogs().await {
        let mut lists = 0;
        for (path, operation) in gets(&server).await {
            let parameters = parameters(&operation);
            for (name, parameter) in &parameters {
                let Some(most) = parameter["schema"]["maxItems"].as_u64() else { continue };
                let item = &parameter["schema"]["items"];
                let value = item["enum"]
                    .get(0)
                    .map_or_else(|| example(parameter), |first| first.as_str().unwrap_or_default().to_owned());
                let first = value.split(',').next().unwrap_or_default();
                let many = vec![first; usize::try_from(most).expect("a number") + 1].join(",");
                let response = server.send(ask(&path, &[(name, &many)])).await;
                assert_eq!(response.status, 400, "{path}?{name}: {}", response.text());
                lists += 1;
            }
            if parameters.contains_key("search") {
                let words = |number: usize| vec!["a"; number].join(" ");
                let pattern = jsonschema::validator_for(&parameters["search"]["schema"]).expect("a schema");
                for (number, status) in [(10, 200), (11, 400)] {
                    assert_eq!(pattern.is_valid(&words(number).into()), status == 200);
                    assert_eq!(server.send(ask(&path, &[("search", &words(number))])).await.status, status);
                }
            }
        }
        assert!(lists > 30, "{lists}");
    }
}

/// Rows of rows of the blog's posts, more than an answer may have.
const MANY_ROWS: &str = "author.posts.comments,author.posts.tags,author.comments.post,tags.posts.comments,tags.posts.tags,\
                         comments.author.comments,comments.author.posts,comments.post.comments";

/// All codes of a list are in its document, and each is answered.
#[tokio::test]
async fn each_documented_code_of_a_list_is_answered() {
    for server in blogs().await {
        let document = server.contract().document();
        let described = &document["paths"]["/posts"]["get"]["responses"]["400"];
        let name = described["$ref"].as_str().map(|reference| reference.trim_start_matches('#'));
        let described = name.map_or(described, |pointer| document.pointer(pointer).expect("a response"));
        let codes =
            &described["content"]["application/problem+json"]["schema"]["allOf"][1]["properties"]["code"]["enum"];
        let mut documented: Vec<&str> = codes.as_array().expect("codes").iter().filter_map(Value::as_str).collect();
        let many = |number: usize, part: &str, between: &str| vec![part; number].join(between);
        let paths = &parameters(&document["paths"]["/posts"]["get"])["expand"]["schema"]["items"]["enum"];
        let paths: Vec<&str> = paths.as_array().expect("paths").iter().filter_map(Value::as_str).collect();
        let filters: String = OPERATORS.iter().map(|operator| format!("title__{operator}=1&")).collect();
        for (query, code) in [
            ("limit=3", "unknown_parameter"),
            ("title=a&title=b", "repeated_parameter"),
            ("views=x", "bad_value"),
            ("status__gt=draft", "not_allowed"),
            ("cursor=AQ", "bad_cursor"),
            (&format!("views__in={}", many(101, "1", ",")), "too_many_values"),
            (&format!("search={}", many(11, "a", "+")), "too_many_terms"),
            (&format!("search={}", "a".repeat(101)), "too_many_characters"),
            (
                &(filters.replace("title__isnull=1&", "")
                    + "views__gt=1&views__gte=1&views__lt=1&views__lte=1&views=1&views__ne=1"),
                "too_many_filters",
            ),
            ("sort=title,views,published_at,created_at,author.name,title", "too_many_sort_keys"),
            (&format!("expand={}", paths[..11].join(",")), "too_many_paths"),
            (&format!("page_size=100&expand={MANY_ROWS}"), "too_many_rows"),
            (&(0..101).map(|number| format!("p{number}=1&")).collect::<String>(), "too_many"),
        ] {
            let response = server.send(get(format!("/posts?{query}")).by(ADMIN)).await;
            assert_eq!((response.status, &response.json()["code"]), (400, &Value::from(code)), "{query}");
            assert!(documented.contains(&code), "{code} is not in the document");
            documented.retain(|other| *other != code);
        }
        // A request that cannot be read is none that a client of HTTP sends.
        assert_eq!(documented, ["malformed"]);
    }
}
