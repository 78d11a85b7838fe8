//! Parameters are strict: one that is misunderstood must never mean more rows.

use restruct::prelude::*;
use restruct_tests::{answer, check, get, on_each_database, post, problem};
use serde_json::json;

/// A row that can be sorted by its rank.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), sort(rank))]
pub struct Row {
    pub id: i64,
    #[resource(sort)]
    pub rank: i32,
    pub remark: String,
}

/// The same under another name.
#[derive(Clone, Debug, Resource)]
#[resource(access(public), sort(rank))]
pub struct Column {
    pub id: i64,
    #[resource(sort)]
    pub rank: i32,
}

/// A row that cannot be sorted.
#[derive(Clone, Debug, Resource)]
#[resource(access(public))]
pub struct Heap {
    pub id: i64,
}

fn rows(app: App) -> App {
    app.resource::<Row>().resource::<Column>().resource::<Heap>()
}

#[tokio::test]
async fn each_parameter_that_a_list_cannot_follow_is_named() {
    on_each_database(rows, async |server| {
        for (name, query, parameter, code) in [
            ("a parameter that there is not", "limit=3", "limit", "unknown_parameter"),
            ("a filter", "rank=3", "rank", "unknown_parameter"),
            ("a filter with an operator", "rank__gte=3", "rank__gte", "unknown_parameter"),
            ("a search", "search=x", "search", "not_allowed"),
            ("a projection to what is no field", "fields=id,nope", "fields", "not_allowed"),
            ("an expansion", "expand=id", "expand", "unknown_parameter"),
            ("a name in capitals", "Page=1", "Page", "unknown_parameter"),
            ("a name without letters", "=1", "", "unknown_parameter"),
            ("the same twice", "page=1&page=1", "page", "repeated_parameter"),
            ("the same twice, once encoded", "page=1&p%61ge=2", "page", "repeated_parameter"),
            ("page zero", "page=0", "page", "bad_value"),
            ("a negative page", "page=-1", "page", "bad_value"),
            ("a page with a sign", "page=%2B1", "page", "bad_value"),
            ("a page that is a fraction", "page=1.5", "page", "bad_value"),
            ("a page without a number", "page=", "page", "bad_value"),
            ("a page without a value", "page", "page", "bad_value"),
            ("a page in other digits", "page=%D9%A1", "page", "bad_value"),
            ("a page of no rows", "page_size=0", "page_size", "bad_value"),
            ("a page of a word", "page_size=all", "page_size", "bad_value"),
            ("a page with a space", "page_size=%201", "page_size", "bad_value"),
            ("a total that is neither", "total=true", "total", "bad_value"),
            ("no total", "total=", "total", "bad_value"),
            ("a sort by nothing", "sort=", "sort", "not_allowed"),
            ("a sort by what is no field", "sort=nope", "sort", "not_allowed"),
            ("a sort by a field that is not for it", "sort=remark", "sort", "not_allowed"),
            ("a sort by the key, which is not for it", "sort=id", "sort", "not_allowed"),
            ("a sort with a plus", "sort=+rank", "sort", "not_allowed"),
            ("a sort with two minuses", "sort=--rank", "sort", "not_allowed"),
            ("a sort with an empty term", "sort=rank,", "sort", "not_allowed"),
            ("a sort twice by one field", "sort=rank,-rank", "sort", "bad_value"),
            ("a cursor and a page", "cursor=AQ&page=1", "page", "not_allowed"),
            ("a made-up cursor", "cursor=nonsense", "cursor", "bad_cursor"),
            ("no cursor", "cursor=", "cursor", "bad_cursor"),
        ] {
            let refused = problem(400, code).errors(&[(parameter, code)]);
            check(server, [(name, get(format!("/rows?{query}")), refused)]).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_refusal_says_what_is_allowed() {
    on_each_database(rows, async |server| {
        check(
            server,
            [
                ("near match", get("/rows?page_sise=3"), problem(400, "unknown_parameter").detail("`page_size`")),
                (
                    "all names",
                    get("/rows?x=3"),
                    problem(400, "unknown_parameter").detail("cursor, fields, page, page_size, sort, total"),
                ),
                ("sortable fields", get("/rows?sort=remark"), problem(400, "not_allowed").detail("rank")),
                (
                    "the term",
                    get("/rows?sort=rank,ramk"),
                    problem(400, "not_allowed").detail("term 2 is none (did you mean `rank`?)"),
                ),
                ("a flood", get(format!("/rows?{}", "a=&".repeat(101))), problem(400, "repeated_parameter")),
                (
                    "a flood of names",
                    get(format!("/rows?{}", (0..101).map(|name| format!("n{name}=&")).collect::<String>())),
                    problem(400, "too_many"),
                ),
                ("no sortable field", get("/heaps?sort=id"), problem(400, "not_allowed").detail("no field")),
                ("bytes that are no text", get("/rows?page=%ff"), problem(400, "bad_value").detail("UTF-8")),
                ("a name that is no text", get("/rows?%ff=1"), problem(400, "bad_value").detail("UTF-8")),
                ("a broken escape", get("/rows?page=%4"), problem(400, "bad_value")),
                ("a NUL", get("/rows?sort=%00"), problem(400, "not_allowed")),
                ("empty parts are nothing", get("/rows?&page=1&"), answer(200)),
                ("a lone question mark is nothing", get("/rows?"), answer(200)),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn only_a_list_takes_parameters() {
    on_each_database(rows, async |server| {
        let refused = || problem(400, "unknown_parameter").errors(&[("page", "unknown_parameter")]);
        let body = json!({"rank": 1, "remark": ""});
        check(
            server,
            [
                ("create", post("/rows?page=1").json(body.clone()), refused()),
                ("get", get("/rows/1?page=1"), refused()),
                ("update", restruct_tests::patch("/rows/1?page=1").json(json!({"rank": 2})), refused()),
                ("delete", restruct_tests::delete("/rows/1?page=1"), refused()),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_cursor_belongs_to_its_list_and_its_order() {
    on_each_database(rows, async |server| {
        for rank in 1..=3 {
            server.json(post("/rows").json(json!({"rank": rank, "remark": ""}))).await;
            server.json(post("/columns").json(json!({"rank": rank}))).await;
        }
        let first = server.json(get("/rows?page_size=1")).await;
        let cursor = first["next"].as_str().expect("a cursor");
        let refused = || problem(400, "bad_cursor").errors(&[("cursor", "bad_cursor")]);
        check(
            server,
            [
                ("its own list", get(format!("/rows?cursor={cursor}")), answer(200)),
                ("another size is no other order", get(format!("/rows?page_size=2&cursor={cursor}")), answer(200)),
                ("another order", get(format!("/rows?sort=-rank&cursor={cursor}")), refused()),
                ("another list", get(format!("/columns?cursor={cursor}")), refused()),
                ("a cursor cut short", get(format!("/rows?cursor={}", &cursor[..cursor.len() - 4])), refused()),
                ("a longer one", get(format!("/rows?cursor={cursor}AAAA")), refused()),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_cursor_that_was_tampered_with_is_refused_or_harmless() {
    on_each_database(rows, async |server| {
        for rank in 1..=3 {
            server.json(post("/rows").json(json!({"rank": rank, "remark": ""}))).await;
        }
        let first = server.json(get("/rows?page_size=1")).await;
        let cursor = first["next"].as_str().expect("a cursor");
        for position in 0..cursor.len() {
            for letter in ["A", "9", "_", "%"] {
                let mut broken = cursor.to_owned();
                broken.replace_range(position..=position, letter);
                let status = server.send(get(format!("/rows?cursor={broken}"))).await.status;
                assert!([200, 400].contains(&status), "{broken}: {status}");
            }
        }
    })
    .await;
}
